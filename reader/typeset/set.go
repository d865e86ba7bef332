package typeset

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

func itoa(n int) string { return strconv.Itoa(n) }

// setter holds the state of setting one page.
type setter struct {
	opt   Options
	links []Link
	flow
	gatherer gatherer
	rows     []row
	cur      []Span // the line that is being put together
	at       int    // its Offset
	arena    []Span // the spans of finished lines
	block    int    // index of the top-level block
	bullets  int    // bullet lists around the current block
	tables   int    // tables around the current block
	head     int    // lines of the last outermost table in a frame down to the rule below its head
	taken    int    // how many tables were taken apart
	apart    []int  // the top-level blocks that hold a table taken apart
	whole    bool   // no table is taken apart, and code is not cut
	address  map[string]int
	listed   []Address // the keys of address in order
}

func newSetter(opt Options) *setter {
	s := &setter{
		opt:     opt,
		flow:    newFlow(opt.Width, look{}),
		address: map[string]int{},
	}
	s.column = wholeColumn
	return s
}

// Set sets blocks at opt.Width. It never fails: what does not fit is broken,
// stacked or, in code and drawings, cut with a mark. No line is wider than the
// width, but for a character that is wider than the whole line.
func Set(blocks []doc.Block, opt Options) *Page {
	s := newSetter(opt)
	starts, more := make([]int, len(blocks)), false
	for i, b := range blocks {
		if i > 0 && len(s.lines) > 0 && !s.together(blocks[i-1], b) {
			s.space(false)
		}
		if more = opt.Enough > 0 && len(s.lines) > opt.Enough; more {
			starts = starts[:i+1]
			if starts[i] = len(s.lines); s.gap.set {
				starts[i]++
			}
			break
		}
		before, block, count := s.gap, s.block, s.count
		s.block, s.count = i, 0
		n := len(s.lines)
		s.set(b)
		starts[i] = n
		switch {
		case len(s.lines) == n: // as if it were not there
			starts[i] = -1
			s.gap, s.block, s.count = before, block, count
		case before.set:
			starts[i]++ // the blank line belongs to the block before
		}
	}
	p := s.page(starts)
	p.More = more
	return p
}

// SetWhole sets one block for a view that scrolls in both directions: code and
// drawings are not cut, and a table that cannot be as narrow as opt.Width is as
// wide as its words need. Page.Width is the width of the widest line.
func SetWhole(b doc.Block, opt Options) *Page {
	s := newSetter(opt)
	s.whole = true
	s.set(b)
	p := s.page([]int{0})
	if _, ok := b.(*doc.Table); ok {
		p.Head = s.head
	}
	p.Width = 0
	for _, l := range p.Lines {
		p.Width = max(p.Width, l.Width())
	}
	return p
}

// page finishes the page: the starts of blocks without lines, the lines of links.
func (s *setter) page(starts []int) *Page {
	p := &Page{
		Width: max(s.opt.Width, 1), Lines: s.lines, Starts: starts, Links: s.links,
		Anchors: make(map[string]int, len(s.anchors)), Addresses: s.listed, Apart: s.apart,
	}
	next := max(len(s.lines)-1, 0)
	for i := len(starts) - 1; i >= 0; i-- {
		if starts[i] < 0 {
			starts[i] = next
		}
		next = starts[i]
	}
	for _, id := range s.ids {
		s.anchors = append(s.anchors, anchor{id, max(len(s.lines)-1, 0)})
	}
	for _, a := range s.anchors {
		if _, ok := p.Anchors[a.id]; !ok {
			p.Anchors[a.id] = a.line
		}
	}
	seen := 0
	for i, l := range p.Lines {
		for _, sp := range l.Spans {
			if n := sp.Link - s.opt.LinksBefore; n > 0 && p.Links[n-1].Line < 0 {
				p.Links[n-1].Line = i
				seen++
			}
		}
	}
	if seen < len(p.Links) { // links in what was cut off
		line := 0
		for i := range p.Links {
			if p.Links[i].Line < 0 {
				p.Links[i].Line = line
			}
			line = p.Links[i].Line
		}
	}
	return p
}

func (s *setter) addLink(l Link) int {
	l.Number, l.Line = s.opt.LinksBefore+len(s.links)+1, -1
	s.links = append(s.links, l)
	return l.Number
}

// newsOf returns what is known of a link.
func (s *setter) newsOf(target, ref string) LinkNews {
	if s.opt.LinkNews == nil {
		return LinkNews{}
	}
	news := s.opt.LinkNews(target, ref)
	news.Text, news.Instead = text.OneLine(Clean(news.Text)), text.OneLine(Clean(news.Instead))
	return news
}

// addressNumber returns the number under which a plain page lists an address: the
// same for each link to it, 0 for links that lead to a place in the course.
func (s *setter) addressNumber(target, ref string, news LinkNews) int {
	if ref != "" && ref != "download" || target == "" || target[0] == '#' {
		return 0
	}
	target = strings.TrimSpace(Clean(target))
	n, ok := s.address[target]
	if !ok {
		s.listed = append(s.listed, Address{target, news})
		n = len(s.listed)
		s.address[target] = n
	}
	return n
}

// blocks sets the blocks inside another, with blank lines between them.
func (s *setter) blocks(blocks []doc.Block) { s.run(blocks, false) }

// run sets blocks; tight ones have no blank lines between them.
func (s *setter) run(blocks []doc.Block, tight bool) {
	n := len(s.lines)
	for i, b := range blocks {
		if i > 0 && len(s.lines) > n && !tight && !s.together(blocks[i-1], b) {
			s.space(true)
		}
		s.set(b)
	}
}

// together reports whether no blank line stands between two neighbours.
func (s *setter) together(a, b doc.Block) bool {
	_, note := a.(*doc.Footnote)
	_, next := b.(*doc.Footnote)
	return note && next
}

// anchor makes the next line the target of links to id.
func (s *setter) anchor(id string) {
	if id != "" {
		s.ids = append(s.ids, id)
	}
}

// text sets running text in the look of the blocks around it.
func (s *setter) text(text []doc.Inline) { s.styled(text, s.base) }

// styled sets running text in a look.
func (s *setter) styled(text []doc.Inline, lk look) {
	s.put(s.gather(text, lk, false), 0)
}

// put breaks a gathered text into lines and puts them out; lines after the
// first are indented by hang cells.
func (s *setter) put(g gathered, hang int) {
	rest := s.rest
	hang = min(hang, s.limit-rest.width)
	first := s.firstWidth()
	if hang > 0 {
		s.rest = rest.plus(hang, blanks(hang))
	} else {
		hang = 0
	}
	s.rows = breakRows(s.rows[:0], g, first, s.textWidth())
	e := emitter{s: s, g: g}
	for i, r := range s.rows {
		avail := s.textWidth()
		if i == 0 {
			avail = first
			outer := s.rest
			s.rest = rest
			e.row(r, max(r.width-avail, 0))
			s.rest = outer
			continue
		}
		e.row(r, max(r.width-avail, 0))
	}
	s.rest = rest
	if len(s.rows) == 0 { // anchors in a text that shows nothing
		for _, t := range g.targets {
			s.anchor(t.id)
		}
	}
}

// emitter turns the rows of a gathered text into lines.
type emitter struct {
	s      *setter
	g      gathered
	piece  int
	target int
}

func (e *emitter) row(r row, cut int) {
	s := e.s
	for e.target < len(e.g.targets) && e.g.targets[e.target].pos <= r.end {
		s.anchor(e.g.targets[e.target].id)
		e.target++
	}
	s.begin()
	n := e.spans(r.start, r.end, r.join)
	if r.hyphen && len(s.cur) > 0 {
		last := s.cur[len(s.cur)-1]
		s.cur = append(s.cur, Span{Text: "-", Role: last.Role, Style: last.Style, Link: last.Link, Added: true})
	}
	if r.width == 0 || n == 0 { // an empty line that the text asks for; one of nothing but a remark on a link
		n = 1
	}
	s.end(n, cut, "")
}

// spans appends the spans of text[start:end] to the line and returns what they
// add to the count. Calls must go forward through the text.
func (e *emitter) spans(start, end int, join Join) int {
	n := 0
	for at := start; at < end; {
		for e.piece+1 < len(e.g.pieces) && e.g.pieces[e.piece+1].start <= at {
			e.piece++
		}
		stop := end
		if e.piece+1 < len(e.g.pieces) {
			stop = min(stop, e.g.pieces[e.piece+1].start)
		}
		p := e.g.pieces[e.piece]
		stop = clusterEnd(e.g.text, at, stop, end)
		text := e.g.text[at:stop]
		at = stop
		if p.drop {
			continue
		}
		sp := Span{Text: text, Role: p.role, Style: p.style, Link: p.link, Added: p.added, Remark: p.remark}
		if !p.added {
			sp.Join, join = join, Tight
		}
		e.s.cur = append(e.s.cur, sp)
		if !p.remark {
			n += units(text)
		}
	}
	return n
}

// clusterEnd moves stop forward to the end of the grapheme cluster that it lies
// in: a cluster has the look of its first character.
func clusterEnd(text string, at, stop, end int) int {
	if stop >= end || text[stop] < utf8.RuneSelf {
		return stop
	}
	rest, state := text[at:end], -1
	for at < stop {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(c)
	}
	return at
}
