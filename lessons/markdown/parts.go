package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// Parts is a long page that is read part by part, so that never more of it is in
// memory than is looked at: goldmark's tree of a page takes ten times the size
// of its source. The blocks of the parts, one after the other, are those of
// Parse for the whole page, with the same lines, anchors, links and footnotes:
//
//   - the borders are places at which Prefix would cut;
//   - what may be defined anywhere in the page (addresses of links, labels of
//     footnotes) is collected before the first part is read. Only the few parts
//     with a "]:" in them can define anything;
//   - anchors are given out in the order of the page. Each part keeps those that
//     it was given, so that it can be read again alone.
//
// First reads each part once, in order; Finish ends that. From then on Again may
// be called by several goroutines.
type Parts struct {
	opt  Options
	head head
	list []part
	defs definitions

	ids   *html.IDs         // while the parts are read first
	notes map[string]string // anchors of the footnotes by the keys of their labels
	once  map[string]bool   // see page
	title *titleSearch
}

// part is a part of a page.
type part struct {
	start, end int
	line       int      // of the page, on which it begins
	anchors    []string // that it was given, in order
}

// definitions are the links and footnotes that a page defines for all of its parts.
type definitions struct {
	links     map[string]parser.Reference // by normalised label
	footnotes map[string]bool             // normalised labels
}

// Divide finds the parts of a page, each of at least size bytes, the last one
// excepted. src is UTF-8 without a byte order mark. The result is nil for a page
// that has to be read as a whole: one that includes files, one with lines that
// end in CR alone, one in a dialect of a tool, and one without places to cut.
func Divide(src []byte, size int, opt Options) *Parts {
	if bytes.Count(src, []byte{'\r'}) != bytes.Count(src, []byte("\r\n")) || mayInclude(src) || dialectsOf(src, opt) != 0 || text.Fitting(src, partCosts) < len(src) {
		return nil
	}
	p := &Parts{opt: opt, ids: html.NewIDs(), notes: map[string]string{}, once: map[string]bool{}}
	p.head = readHead(text.Normalize(src))
	last := part{line: 1}
	eachCut(src, p.head.count, func(at int) bool {
		if at-last.start >= size {
			last.end = at
			p.list = append(p.list, last)
			last = part{start: at, line: last.line + bytes.Count(src[last.start:at], []byte{'\n'})}
		}
		return true
	})
	if len(p.list) == 0 {
		return nil
	}
	last.end = len(src)
	p.list = append(p.list, last)
	p.title = newTitleSearch(p.head)
	p.define(src)
	return p
}

// define collects what the parts define.
func (p *Parts) define(src []byte) {
	p.defs = definitions{map[string]parser.Reference{}, map[string]bool{}}
	for i, part := range p.list {
		body := src[part.start:part.end]
		if !bytes.Contains(body, []byte("]:")) {
			continue
		}
		body = text.Normalize(body)
		if i == 0 {
			body = body[p.head.size:]
		}
		p.defs.add(body)
	}
}

// add collects what one part defines. Of two definitions of a label the first one counts.
func (d *definitions) add(body []byte) {
	pc := parser.NewContext()
	structure().Parse(gmtext.NewReader(body), parser.WithContext(pc))
	for _, r := range pc.References() {
		key := util.ToLinkReference(r.Label())
		if _, ok := d.links[key]; !ok {
			// A copy, because goldmark's holds the tree of the part.
			d.links[key] = parser.NewReference(bytes.Clone(r.Label()), bytes.Clone(r.Destination()), bytes.Clone(r.Title()))
		}
	}
	for key := range pageOf(pc).footnotes {
		d.footnotes[key] = true
	}
}

// Len returns the number of parts, at least 2.
func (p *Parts) Len() int { return len(p.list) }

// Range returns where part i stands in the source, in bytes.
func (p *Parts) Range(i int) (start, end int) { return p.list[i].start, p.list[i].end }

// Meta returns the metadata of the page.
func (p *Parts) Meta() []doc.Field { return p.head.meta }

// First reads part i from its source, when all parts before it were read. Its
// Problems are those of Parse that lie in it.
func (p *Parts) First(i int, src []byte) (blocks []doc.Block, problems []doc.Problem) {
	p.ids.WriteTo(&p.list[i].anchors)
	c, problems := p.read(i, src, p.ids, p.once)
	c.notes = p.notes
	blocks = c.all()
	if i == 0 {
		problems = append(p.head.problems[:len(p.head.problems):len(p.head.problems)], problems...)
	}
	problems = sortProblems(append(problems, c.found()...))
	p.title.look(blocks)
	return blocks, problems
}

// Finish ends the first reading. It returns the title of the page, and whether
// part 0 begins with a further heading, of that title, that First did not know of.
func (p *Parts) Finish() (title []doc.Inline, further bool) {
	p.ids, p.once = nil, nil
	title = p.title.title()
	return title, p.title.top != nil
}

// Again reads part i once more, after Finish. It returns the same blocks; if src
// has changed in the meantime, it returns what src says, with anchors that may be others.
func (p *Parts) Again(i int, src []byte) []doc.Block {
	ids := html.Again(p.list[i].anchors)
	c, _ := p.read(i, src, ids, map[string]bool{})
	blocks := c.all()
	if i == 0 && p.title.top != nil {
		blocks = append([]doc.Block{p.title.top}, blocks...)
	}
	return blocks
}

// read parses part i with what is known of the page around it.
func (p *Parts) read(i int, src []byte, ids *html.IDs, once map[string]bool) (*converter, []doc.Problem) {
	src = text.Normalize(src)
	line := p.list[i].line
	if i == 0 {
		src = src[min(p.head.size, len(src)):]
		line += p.head.count
	}
	body, origin, problems := expand(src, line, p.opt)
	pc := parser.NewContext()
	page := pageOf(pc)
	page.elsewhere, page.once = p.defs.footnotes, once
	c := dialectSet(0).convertIn(inPage{pc, p.defs.links}, body, newLineMap(body, line, origin), ids)
	c.elsewhere, c.around.opt = p.notes, p.opt
	return c, problems
}

// inPage is the context of a part: it knows the links that all parts define.
type inPage struct {
	parser.Context
	links map[string]parser.Reference
}

// Reference implements parser.Context.
func (c inPage) Reference(label string) (parser.Reference, bool) {
	if r, ok := c.links[label]; ok {
		return r, true
	}
	return c.Context.Reference(label)
}
