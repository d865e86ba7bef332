package lessons

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/markdown"
	"lectern/lessons/quiz"
)

// parseSource reads and parses the page's file, and returns the size of its
// source. A file that cannot be read becomes a page that says so.
func (p *Page) parseSource() (d *doc.Document, size int) {
	src, err := p.course.files.read(p.Path)
	if err != nil {
		return &doc.Document{
			Blocks:   []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "This page cannot be read: " + err.Error()}}}},
			Problems: []doc.Problem{{Severity: doc.Error, Code: "unreadable-page", Text: err.Error()}},
		}, 0
	}
	src, doubt := toUTF8(src)
	size = len(src) // and src is not used below, so that it can be freed when its parser has a copy
	d = formatOf(p.Path).parse(src, p.Path, p.course.readText)
	if doubt != nil {
		d.Problems = append([]doc.Problem{*doubt}, d.Problems...)
	}
	return d, size
}

// readText reads a file of the course as UTF-8, for the parsers' includes.
func (c *Course) readText(name string) ([]byte, error) {
	src, err := c.files.read(name)
	if err != nil {
		return nil, err
	}
	src, _ = toUTF8(src)
	return src, nil
}

// toUTF8 drops a byte order mark and reads what is not UTF-8 as Latin-1, which
// old documents are, with a Problem.
func toUTF8(src []byte) ([]byte, *doc.Problem) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if utf8.Valid(src) {
		return src, nil
	}
	bad := 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			bad = i
			break
		}
		i += n
	}
	line := 1 + bytes.Count(src[:bad], []byte("\n"))
	out := make([]byte, 0, len(src)+len(src)/8)
	for _, b := range src { // the characters of Latin-1 are those of Unicode with the same numbers
		out = utf8.AppendRune(out, rune(b))
	}
	return out, &doc.Problem{
		Line: line, Severity: doc.Warning, Code: "not-utf8",
		Text: fmt.Sprintf("byte 0x%02x is not UTF-8; the file is read as Latin-1: save it as UTF-8", src[bad]),
	}
}

// Prompt parses a text of a question for the screen, by the format it is written in.
func Prompt(t quiz.Text) []doc.Block {
	switch {
	case t.Empty():
		return nil
	case t.Format == quiz.Markdown:
		return markdown.Parse([]byte(t.Source), markdown.Options{}).Blocks
	case t.Format == quiz.HTML, t.Format == quiz.Moodle && htmlTag().MatchString(t.Source):
		return markdown.HTML(t.Source)
	}
	return plainBlocks(t.Source)
}

// htmlTag finds what makes a text of Moodle's own format HTML rather than plain.
var htmlTag = compiled(`(?i)</?(p|br|b|i|em|strong|code|pre|ul|ol|li|a|img|sub|sup|span|div|table|h[1-6])\b[^<>]*>`)

// plainBlocks makes paragraphs of a text whose line breaks count; indented lines are code.
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
		var text []doc.Inline
		for i, line := range strings.Split(part, "\n") {
			if i > 0 {
				text = append(text, &doc.LineBreak{})
			}
			text = append(text, &doc.Text{Value: line})
		}
		out = append(out, &doc.Paragraph{Text: text})
	}
	return out
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

// unescapePath undoes the %20 of a path in a link.
func unescapePath(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
