package lessons

import (
	"bytes"
	"cmp"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/markdown"
	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// parseSource reads and parses the page's file, and returns the size of its
// source, with what it includes. A file that cannot be read becomes a page that says so.
func (p *Page) parseSource() (d *doc.Document, size int) {
	src, err := p.course.files.read(p.Path)
	if err != nil {
		return &doc.Document{
			Blocks:   []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "This page cannot be read: " + err.Error()}}}},
			Problems: []doc.Problem{{Severity: doc.Error, Code: "unreadable-page", Text: err.Error()}},
		}, 0
	}
	size = len(src) // and src is not used below, so that it can be freed when its parser has a copy
	defer sparing(size)()
	read, told := p.includes()
	d = p.format().parse(src, p.origin(read))
	d.Problems = append(d.Problems, told()...)
	p.withTitle(d)
	return d, max(size, d.Size)
}

const (
	// sparingFrom is the size in bytes from which on the memory of parsing a page counts: its tree and its blocks are
	// some times as large as its source, and as much garbage may pile up beside them.
	sparingFrom = 1 << 20
	// sparingPercent is how much the heap may grow between two collections meanwhile. It costs some
	// hundredths of a second for each megabyte.
	sparingPercent = 25
)

// sparing makes collections of garbage more frequent while a page of size bytes is parsed, until the function
// that it returns is called.
func sparing(size int) (end func()) {
	if size < sparingFrom || os.Getenv("GOGC") != "" { // which says how its user wants it
		return func() {}
	}
	before := debug.SetGCPercent(sparingPercent)
	return func() {
		if now := debug.SetGCPercent(before); now != sparingPercent {
			debug.SetGCPercent(now) // someone else decided meanwhile
		}
	}
}

// origin returns what a parser must know besides the text of the page.
func (p *Page) origin(read func(string) ([]byte, error)) origin {
	return origin{path: p.Path, read: read, find: p.fileNamed, site: p.course.site.Load(), numbers: p.numbers()}
}

// fileNamed returns the file of the course that a name without its folders means on the
// page, "" if there is none. Around a page that is opened alone nothing is searched.
func (p *Page) fileNamed(name string) string {
	files := p.course.files
	var all []string
	if p.course.only == "" {
		all = files.list()
	}
	return files.names.Nearest(name, p.Path, all, []string{".md", ".mdx"})
}

// includes returns how a parser reads the files that the page includes, and what is to be
// told afterwards of their names.
func (p *Page) includes() (read func(string) ([]byte, error), told func() []doc.Problem) {
	files := p.course.files
	var problems []doc.Problem
	var asked []string
	read = func(name string) ([]byte, error) {
		found := files.find(name)
		if problem, ok := found.Told(); ok && !slices.Contains(asked, name) && len(asked) < maxTold {
			asked, problems = append(asked, name), append(problems, problem)
		}
		return files.read(cmp.Or(found.Name, name))
	}
	return read, func() []doc.Problem {
		if len(problems) == 0 {
			return nil
		}
		src, _ := p.course.readText(p.Path) // without it only the lines are missing
		for i, name := range asked {
			if at := bytes.Index(src, []byte(path.Base(name))); at >= 0 {
				problems[i].Line = 1 + bytes.Count(src[:at], []byte("\n"))
			}
		}
		return problems
	}
}

// maxTold bounds the names of included files that a page tells of.
const maxTold = 100

// readText reads a file of the course as UTF-8. It does not report the original encoding.
func (c *Course) readText(name string) ([]byte, error) {
	src, err := c.files.read(name)
	if err != nil {
		return nil, err
	}
	src, _ = text.Decode(src)
	return src, nil
}

// readTextStart is readText for about the first limit bytes.
func (c *Course) readTextStart(name string, limit int) ([]byte, error) {
	src, err := c.files.readStart(name, limit)
	if err != nil {
		return nil, err
	}
	src, _ = text.DecodeStart(src)
	return src, nil
}

// readSettings is readText for a file that no parser reports: what it is not, is
// a Problem of the course.
func (c *Course) readSettings(name string) ([]byte, error) {
	src, err := c.files.read(name)
	if err != nil {
		return nil, err
	}
	src, note := text.Decode(src)
	if note != nil {
		c.report(encodingProblem(name, note))
	}
	return src, nil
}

func encodingProblem(file string, note *text.Note) doc.Problem {
	return doc.Problem{File: file, Line: note.Line, Severity: doc.Warning, Code: "encoding", Text: note.Text}
}

// Prompt parses a text of a question for the screen, by the format it is written in.
func Prompt(t quiz.Text) []doc.Block {
	switch {
	case t.Empty():
		return nil
	case t.Format == quiz.Markdown:
		return markdown.Parse([]byte(t.Source), markdown.Options{}).Blocks
	case t.Format == quiz.Moodle && htmlTag().MatchString(t.Source):
		return html.Parse(withBreaks(t.Source))
	case t.Format == quiz.HTML:
		return html.Parse(t.Source)
	}
	return plainBlocks(t.Source)
}

// PromptProblems returns what of a text of a question is not shown, or not as it was meant. Lines
// count from the start of the text.
func PromptProblems(t quiz.Text) []doc.Problem {
	var problems []doc.Problem
	switch {
	case t.Empty():
	case t.Format == quiz.Markdown:
		problems = markdown.Parse([]byte(t.Source), markdown.Options{}).Problems
	case t.Format == quiz.HTML, t.Format == quiz.Moodle && htmlTag().MatchString(t.Source):
		_, problems = html.ParseTelling(t.Source)
	}
	return problems
}

// PromptLine returns what a student saw of a question's text, on one line. Lists of questions
// name them by it: a title is not shown when a question is asked.
func PromptLine(q *quiz.Question) string { return text.OneLine(doc.PlainText(Prompt(q.Blanks()))) }

// htmlTag matches a tag that shows that a text in Moodle's own format is HTML, not plain text.
var htmlTag = text.Pattern(`(?i)</?(p|br|b|i|em|strong|code|pre|ul|ol|li|a|img|sub|sup|span|div|table|h[1-6])\b[^<>]*>`)

// withBreaks turns the line breaks of a text in Moodle's own format into HTML's,
// but for those beside a tag, which only set the source out (Moodle, text_to_html).
// Code keeps its lines as they are.
func withBreaks(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		head, code, found := strings.Cut(s, "<pre")
		end := strings.Index(code, "</pre")
		if !found || end < 0 {
			head, code, end = s, "", 0
		}
		lines := strings.Split(head, "\n")
		for i, line := range lines {
			if i > 0 {
				if before := strings.TrimSpace(lines[i-1]); strings.HasSuffix(before, ">") || strings.HasPrefix(strings.TrimSpace(line), "<") {
					b.WriteByte(' ')
				} else {
					b.WriteString("<br>")
					line = keepIndent(line)
				}
			}
			b.WriteString(line)
		}
		if code == "" {
			break
		}
		b.WriteString("<pre" + code[:end])
		s = code[end:]
	}
	return b.String()
}

// plainBlocks makes paragraphs of a text whose line breaks count. A paragraph of
// indented lines is code; other lines keep their indentation.
func plainBlocks(s string) []doc.Block {
	var out []doc.Block
	for _, part := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		part = strings.Trim(part, "\n")
		if strings.TrimSpace(part) == "" {
			continue
		}
		if isIndented(part) {
			out = append(out, &doc.Code{Text: part})
			continue
		}
		var line []doc.Inline
		for i, s := range strings.Split(part, "\n") {
			if i > 0 {
				line = append(line, &doc.LineBreak{})
			}
			line = append(line, &doc.Text{Value: keepIndent(s)})
		}
		out = append(out, &doc.Paragraph{Text: line})
	}
	return out
}

// keepIndent makes the blanks at the start of a line such as stay where they are.
func keepIndent(line string) string {
	rest := strings.TrimLeft(line, " \t")
	indent := text.ExpandTabs(line[:len(line)-len(rest)], 4)
	if len(indent) < 2 {
		return line
	}
	return strings.Repeat("\u00a0", len(indent)) + rest
}

// isIndented reports whether every line begins with white space.
func isIndented(part string) bool {
	for _, line := range strings.Split(part, "\n") {
		if !strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "\t") {
			return false
		}
	}
	return true
}
