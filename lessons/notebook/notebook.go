// Package notebook reads Jupyter notebooks (nbformat 4) into the document model: cells
// of Markdown, cells of code, and what the code put out when it last ran.
//
// In goes one file as bytes and a function that reads the files that its Markdown
// includes. Out comes a doc.Document. Parse never fails: a file that is damaged
// is read as far as it goes, and a Problem says where it ends. Nothing is run.
//
// Lines are those of the file, which holds a line of a cell on a line of its own where
// Jupyter wrote it. Pictures stand in the document as "data:" addresses. What the author
// hides from students stays hidden: solutions that nbgrader marks (nbgrader, "Creating
// and grading assignments"), and cells, inputs and outputs whose tags take them away
// (Jupyter Book, "Hide or remove content").
//
// A kind of cell is a row of cellKinds, a kind of output a row of outputKinds.
package notebook

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/markdown"
	"lectern/lessons/text"
)

// Options say what a notebook cannot say itself. The zero value is fine for one that
// stands alone.
type Options struct {
	// Path is the notebook's path inside the course, with slashes.
	Path string
	// Read returns a file of the course by its path; see markdown.Options.
	Read func(path string) ([]byte, error)
}

// Parse reads one notebook.
func Parse(src []byte, opt Options) *doc.Document {
	src, note := text.Decode(src)
	p := &page{
		lang:     "python",
		lines:    1 + bytes.Count(src, []byte{'\n'}),
		markdown: markdown.NewInside(markdown.Options{Path: opt.Path, Read: opt.Read}, len(src)),
	}
	p.doc.Size = len(src)
	if note != nil {
		p.problem(note.Line, doc.Warning, "encoding", note.Text)
	}
	f := readFile(src)
	if f.language != "" {
		p.lang = strings.ToLower(f.language)
	}
	for i := range f.cells {
		if !p.cell(&f.cells[i]) {
			break
		}
	}
	p.refused(f)
	p.finish(f.title)
	return &p.doc
}

// PeekTitle returns the heading with which a notebook begins, as its first bytes show
// it; "" if they do not.
func PeekTitle(start []byte) string {
	m := firstHeading().FindSubmatch(start)
	if m == nil {
		return ""
	}
	var title string
	if json.Unmarshal([]byte(`"`+string(m[1])+`"`), &title) != nil {
		return ""
	}
	return text.OneLine(strings.TrimRight(title, "# "))
}

// firstHeading is the first line of a file's first cell, if that is Markdown and a heading.
var firstHeading = text.Pattern(`^\s*\{\s*(?:"nbformat(?:_minor)?":\s*\d+,\s*)*"cells":\s*\[\s*\{\s*(?:"attachments":[^\[]*?)?"cell_type":\s*"markdown",(?:[^\[]|\[[^"]*\])*?"source":\s*\[?\s*"# ((?:[^"\\\n]|\\[^n])*)`)

// page is a notebook on its way to a document.
type page struct {
	doc      doc.Document
	lang     string // of the code
	lines    int    // of the file
	markdown *markdown.Inside
	hidden   hidden // cells, inputs and outputs that tags take away
	solved   hidden // cells whose solution is not shown
	told     []string
}

// hidden counts what is not shown, and has the line of the first.
type hidden struct{ count, line int }

func (h *hidden) add(c *cell) {
	if h.count++; h.count == 1 {
		h.line = c.line
	}
}

func (p *page) problem(line int, severity doc.Severity, code, text string) {
	p.doc.Problems = append(p.doc.Problems, doc.Problem{Line: line, Severity: severity, Code: code, Text: text})
}

// foreign tells once a page that something is shown by its text alone.
func (p *page) foreign(line int, what string) {
	if !slices.Contains(p.told, what) {
		p.told = append(p.told, what)
		p.problem(line, doc.Info, "foreign-syntax", what+" of Jupyter is shown by its text alone")
	}
}

func (p *page) add(blocks ...doc.Block) { p.doc.Blocks = append(p.doc.Blocks, blocks...) }

// cellKinds says how the cells of each kind become blocks.
var cellKinds = map[string]func(p *page, c *cell){
	"markdown": (*page).markdownCell,
	"code":     (*page).codeCell,
	"raw":      (*page).rawCell,
}

// cell adds the blocks of a cell. It is false when no more of the notebook fits.
func (p *page) cell(c *cell) bool {
	if !p.fits(cellCost, c.line) {
		return false
	}
	switch kind := cellKinds[c.kind]; {
	case c.tagged("remove-cell", "hide-cell", "remove_cell"):
		p.hidden.add(c)
	case kind == nil:
		p.foreign(c.line, fmt.Sprintf("a cell of kind %q", text.ClipLine(c.kind, 40)))
		p.literal(c.text(), c.at(0))
	default:
		kind(p, c)
	}
	return true
}

// fits reports whether something on a line of the file, which takes cost bytes, can be read.
func (p *page) fits(cost, line int) bool { return p.markdown.Fits(cost, line, p.lines-line+1) }

// cellCost is about how many bytes of memory a cell takes besides its text.
const cellCost = 600

func (p *page) markdownCell(c *cell) {
	if c.solution {
		p.solved.add(c)
		p.add(&doc.Paragraph{At: doc.At(c.line), Text: []doc.Inline{&doc.Styled{Style: doc.Emphasis, Content: []doc.Inline{&doc.Text{Value: "Your answer here."}}}}})
		return
	}
	blocks := p.inside(c.lines, c.places)
	doc.WalkInlines(blocks, func(in doc.Inline) {
		if image, ok := in.(*doc.Image); ok {
			if name, ok := strings.CutPrefix(image.Source, "attachment:"); ok {
				image.Source = cmp.Or(c.attachment(name), image.Source)
			}
		}
	})
	p.add(blocks...)
}

// inside reads lines of Markdown.
func (p *page) inside(lines []string, places []int) []doc.Block {
	blocks, problems := p.markdown.Read([]byte(strings.Join(lines, "")), places)
	p.doc.Problems = append(p.doc.Problems, problems...)
	return blocks
}

// labelOf returns the label of a cell, by which MyST's and Quarto's pages refer to it: it stands in the
// comments at its top ("#| label: fig-x"). It is "" for none.
func labelOf(code string) string {
	for line := range strings.Lines(code) {
		option, ok := strings.CutPrefix(strings.TrimSpace(line), "#|")
		if !ok {
			break
		}
		if name, value, _ := strings.Cut(option, ":"); strings.TrimSpace(name) == "label" {
			return text.Clip(strings.Trim(strings.TrimSpace(value), `"'`), maxLabel)
		}
	}
	return ""
}

// maxLabel is how long the label of a cell may be, in characters.
const maxLabel = 200

func (p *page) codeCell(c *cell) {
	solution := c.hideSolutions()
	if solution {
		p.solved.add(c)
	}
	if c.hidden || c.tagged("remove-input", "hide-input", "remove_input", "hide_input") {
		p.hidden.add(c)
	} else if code := trimmed(c.text()); code != "" {
		lang, code := p.lang, code
		if magic := cellMagic().FindStringSubmatch(code); magic != nil {
			lang = magicLanguages[magic[1]]
			if lang == "" {
				lang = p.lang
			}
		}
		if label := labelOf(code); label != "" {
			p.add(&doc.Anchor{At: c.at(0), ID: label})
		}
		p.add(&doc.Code{At: c.at(0), Lang: lang, Text: text.ExpandTabs(code, 8)})
	}
	switch {
	case solution: // what it put out would give it away
	case c.hiddenOutputs || c.tagged("remove-output", "hide-output", "remove_output", "hide_output"):
		if len(c.outputs) > 0 {
			p.hidden.add(c)
		}
	default:
		for i := range c.outputs {
			p.output(&c.outputs[i], c.outputsAt)
		}
	}
}

// cellMagic is IPython's first line of a cell in another language; magicLanguages are those
// that many kernels know.
var (
	cellMagic      = text.Pattern(`^%%(\w+)`)
	magicLanguages = map[string]string{"bash": "bash", "sh": "bash", "javascript": "javascript", "js": "javascript", "html": "html", "sql": "sql", "R": "r", "latex": "tex", "ruby": "ruby", "perl": "perl", "cython": "python", "writefile": ""}
)

// rawCell shows a cell that is text for another program. One of HTML or Markdown is
// read; settings at the beginning are no text.
func (p *page) rawCell(c *cell) {
	switch c.format {
	case "text/html":
		p.add(p.html(c.text(), c.at(0))...)
	case "text/markdown":
		p.add(p.inside(c.lines, c.places)...)
	default:
		if c.first && strings.HasPrefix(c.text(), "---\n") {
			p.doc.Meta = markdown.Parse([]byte(c.text()), markdown.Options{}).Meta
			return
		}
		p.literal(c.text(), c.at(0))
	}
}

// literal adds text whose lines and blanks count.
func (p *page) literal(s string, at doc.At) {
	if s = trimmed(s); s != "" {
		p.add(&doc.Code{At: at, Text: text.ExpandTabs(s, 8)})
	}
}

// html reads HTML that stands on a line of the file.
func (p *page) html(src string, at doc.At) []doc.Block {
	if !p.fits(htmlCost*len(src), int(at)) {
		return nil
	}
	blocks, problems := html.ParseAt(src, int(at), p.markdown.IDs())
	p.doc.Problems = append(p.doc.Problems, problems...)
	return blocks
}

// htmlCost is about how many bytes of memory a byte of HTML takes.
const htmlCost = 30

// trimmed returns a text without blank lines around it.
func trimmed(s string) string {
	s = strings.TrimRight(s, " \t\r\n")
	for {
		line, rest, more := strings.Cut(s, "\n")
		if !more || strings.TrimSpace(line) != "" {
			return s
		}
		s = rest
	}
}

// refused tells what of the file could not be read.
func (p *page) refused(f *file) {
	if f.version != 0 && f.version != 4 {
		said := fmt.Sprintf("this notebook has format %d, and format 4 is read: jupyter nbconvert --to notebook --nbformat 4 writes it anew", f.version)
		p.add(&doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: said}}})
		p.problem(1, doc.Error, "notebook-format", said)
	} else if f.fault != "" {
		said := fmt.Sprintf("the notebook is damaged from line %d on: %s", f.faultAt, f.fault)
		p.add(&doc.Paragraph{At: doc.At(f.faultAt), Text: []doc.Inline{&doc.Text{Value: said}}})
		p.problem(f.faultAt, doc.Error, "bad-notebook", said)
	}
	if rest, problem := p.markdown.Rest(); rest != nil {
		p.add(rest)
		p.doc.Problems = append(p.doc.Problems, problem)
	}
	if h := p.hidden; h.count > 0 {
		p.problem(h.line, doc.Info, "hidden-cells", fmt.Sprintf("cells, inputs or outputs that the notebook's tags hide are not shown: %d; the first is here", h.count))
	}
	if h := p.solved; h.count > 0 {
		p.problem(h.line, doc.Info, "hidden-solution", fmt.Sprintf("cells whose solution is not shown to students: %d; the first is here", h.count))
	}
	slices.SortStableFunc(p.doc.Problems, func(a, b doc.Problem) int { return a.Line - b.Line })
}

// finish names the page: by its first heading of level 1, else by what the file says.
func (p *page) finish(title string) {
	for _, b := range p.doc.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			p.doc.Title = h.Text
			return
		}
	}
	if title = text.OneLine(cmp.Or(p.doc.Get("title"), title)); title != "" {
		h := &doc.Heading{At: 1, Level: 1, ID: html.Slug(title), Text: []doc.Inline{&doc.Text{Value: title}}}
		p.doc.Title, p.doc.Blocks = h.Text, append([]doc.Block{h}, p.doc.Blocks...)
	}
}

// plain returns text that a program wrote for a terminal, as it stood there at the end:
// without colours, and of a line that was written again and again the last state.
func plain(s string) string {
	if strings.ContainsRune(s, '\x1b') {
		s = escapes().ReplaceAllString(s, "")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if !strings.ContainsRune(s, '\r') {
		return s
	}
	var b bytes.Buffer
	for line := range strings.Lines(s) {
		body := strings.TrimRight(line, "\r\n")
		b.WriteString(body[strings.LastIndexByte(body, '\r')+1:])
		if strings.HasSuffix(line, "\n") {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// escapes are the sequences of ECMA-48 by which programs colour their text.
var escapes = text.Pattern(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])`)
