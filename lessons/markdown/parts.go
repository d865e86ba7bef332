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

// Prefix returns the length of a first part of a page that can be parsed alone:
// the blocks of Parse(src[:n]) are the first blocks of Parse(src), the anchors of
// its headings included, except for what the rest of the page defines (link
// references and footnotes) and a title that comes only there. n is at least
// size where possible, and len(src) if there is no place to cut that is certain.
//
// It is for pages so long that a reader would notice the wait: the first part
// can be shown while the whole is parsed. It looks at each line once and stops
// at the first place after size.
//
// The cut is before a heading "# …" at the margin after a blank line. Such a line
// ends every block around it but code between fences, the kinds of raw HTML that
// go on over blank lines, and fenced admonitions. Where the scan cannot tell
// whether the line is in one of them it gives up rather than guess. What is
// blank, a fence or raw HTML is what goldmark takes for it: a line that holds a
// form feed is not blank, and "<!doctype" opens nothing. A page in a dialect of a tool
// is never cut. src is UTF-8 without a byte order mark.
func Prefix(src []byte, size int, opt Options) int {
	if dialectsOf(src, opt) != 0 {
		return len(src)
	}
	start := min(len(src), size+maxHead+1024)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		start += i + 1
	} else {
		start = len(src)
	}
	n := len(src)
	eachCut(src, readHead(text.Normalize(src[:start])).count, func(at int) bool {
		if at >= size {
			n = at
		}
		return at < size
	})
	return n
}

// eachCut calls f with the offsets at which a page may be cut (see Prefix), in
// order, until f returns false or no further one is certain. head is how many
// lines of front matter the page begins with.
func eachCut(src []byte, head int, f func(at int) bool) {
	var s prefixScan
	for at := 0; at < len(src); {
		end := bytes.IndexByte(src[at:], '\n') + at + 1
		if end == at {
			end = len(src)
		}
		line := bytes.TrimSuffix(bytes.TrimSuffix(src[at:end], []byte{'\n'}), []byte{'\r'})
		switch {
		case head > 0:
			head--
		case bytes.IndexByte(line, '\r') >= 0:
			return // lines that end with CR alone
		case mayInclude(line):
			return // what is included may open anything
		default:
			cut, ok := s.line(line)
			if !ok || cut && !f(at) {
				return
			}
		}
		at = end
	}
}

// mayInclude reports whether there may be a directive in a line that stands for
// something else (see include.go). Other tools write other things between "{{"
// and "}}", and the line by which mdBook asks for questions stays as it is.
func mayInclude(line []byte) bool {
	if hasScissors(line) {
		return true
	}
	for {
		i := bytes.Index(line, []byte("{{"))
		if i < 0 {
			return false
		}
		escaped := i > 0 && line[i-1] == '\\'
		line = line[i+1:] // a third brace may follow
		inner := bytes.TrimLeft(line[1:], " \t")
		if bytes.HasPrefix(inner, []byte{'#'}) && (escaped || !bytes.HasPrefix(inner, []byte("#quiz "))) {
			return true
		}
	}
}

// prefixScan is the state of a scan for cuts, after the lines read so far.
type prefixScan struct {
	text   bool   // the line before is not blank
	html   bool   // a line since the last blank one began with "<"
	fence  byte   // the character of the open fence
	length int    // of the open fence
	raw    []byte // what ends the open raw HTML
	indent int    // of the fence or HTML: if there is any, it may be inside a list
}

var rawHTMLOpen = text.Pattern(`^<(?:((?i:script|pre|style|textarea))(?:\s|>|/>|$)|!--|\?|!\[CDATA\[|![A-Z])`)
var rawHTMLEnd = text.Pattern(`(?i)</(?:script|pre|style|textarea)>`)

// line takes the next line. cut reports that the page may be cut before it; ok
// is false when the scan no longer knows where it is.
func (s *prefixScan) line(line []byte) (cut, ok bool) {
	body := bytes.TrimLeft(line, " ")
	indent := len(line) - len(body)
	blank := util.IsBlank(line)
	if s.fence != 0 || s.raw != nil {
		return false, s.inside(line, body, indent, blank)
	}
	if blank {
		s.text, s.html = false, false
		return false, true
	}
	after := s.text
	s.text = true
	if indent > 3 {
		return false, true
	}
	switch body[0] {
	case '#':
		n := runLength(body, 7)
		return indent == 0 && !after && n <= 6 && (n == len(body) || body[n] == ' ' || body[n] == '\t'), true
	case ':':
		return false, !bytes.HasPrefix(body, []byte(":::"))
	case '`', '~':
		n := runLength(body, len(body))
		info := bytes.TrimSpace(body[n:])
		switch {
		case n < 3:
			return false, true
		case bytes.HasPrefix(info, []byte("admonish")), bytes.HasPrefix(info, []byte{'{'}):
			return false, false
		case body[0] == '`' && bytes.IndexByte(info, '`') >= 0:
			return false, true
		}
		s.fence, s.length, s.indent = body[0], n, indent
		return false, !s.html
	case '<':
		if bytes.HasPrefix(body, []byte("<quiz>")) || bytes.HasPrefix(body, []byte("<?quiz?>")) {
			return false, false // a question may hold anything
		}
		if m := rawHTMLOpen().FindSubmatch(body); m != nil {
			s.raw, s.indent = rawEnd(body, m[1]), indent
			if s.ended(line) {
				s.raw = nil
			}
			return false, !s.html
		}
		s.html = true
	}
	return false, true
}

// inside takes a line of a fence or of raw HTML.
func (s *prefixScan) inside(line, body []byte, indent int, blank bool) bool {
	if !blank && indent < s.indent {
		// In a list whose text stands further right the item ends here, and the
		// block with it; at the top level neither does.
		return false
	}
	switch {
	case s.raw != nil:
		if s.ended(line) {
			s.raw, s.text = nil, true
		}
	case indent < 4 && len(body) > 0 && body[0] == s.fence:
		if n := runLength(body, len(body)); n >= s.length && util.IsBlank(body[n:]) {
			s.fence, s.text = 0, true
		}
	}
	return true
}

// rawEnd returns what ends the raw HTML that a line opens.
func rawEnd(body, tag []byte) []byte {
	switch {
	case len(tag) > 0:
		return []byte("</")
	case bytes.HasPrefix(body, []byte("<!--")):
		return []byte("-->")
	case body[1] == '?':
		return []byte("?>")
	case body[2] == '[':
		return []byte("]]>")
	}
	return []byte(">")
}

// ended reports whether a line ends the raw HTML.
func (s *prefixScan) ended(line []byte) bool {
	if string(s.raw) == "</" {
		return rawHTMLEnd().Match(line)
	}
	return bytes.Contains(line, s.raw)
}
