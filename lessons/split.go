package lessons

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// The rules of the split: a new lesson at each section, a section of more than
// a screenful divided at the borders of its blocks into parts of even size,
// tiny sections joined to what stands before them. Size is measured in lines of
// a 76-column text, because a drawing fills a screen with few words: 150 words
// are about 18 such lines.
const (
	targetLines = 18
	mostLines   = 27 // a section up to here stays whole
	tinyLines   = 6  // a section up to here joins the lesson before it
	textWidth   = 74
)

// chunk is a run of blocks that becomes a lesson.
type chunk struct {
	first, end int // blocks
	lines      int
	heading    *doc.Heading // that it begins with; nil at the top of a page without title
	part       int
	parts      int
}

// split divides a page's blocks into lessons. Every block is in exactly one, in order.
func split(c *content, blocks []doc.Block) []*Lesson {
	heights := make([]int, len(blocks))
	for i, b := range blocks {
		heights[i] = c.page.height(b)
	}
	var chunks []chunk
	for _, s := range joinTiny(sections(blocks, heights)) {
		chunks = append(chunks, divide(s, blocks, heights)...)
	}
	used := map[string]bool{}
	out := make([]*Lesson, len(chunks))
	for i, k := range chunks {
		text := doc.PlainText(blocks[k.first:k.end])
		l := &Lesson{
			Title: c.title, Part: k.part, Parts: k.parts, Page: c.page, Index: i,
			Words: doc.Words(text), text: text, first: k.first, end: k.end,
		}
		slug := ""
		if k.heading != nil {
			l.Title = cmp.Or(fold(doc.InlineText(k.heading.Text)), l.Title)
			l.Level = k.heading.Level
			slug = k.heading.ID
		}
		l.ID = lessonID(c.id, slug, k.part, used)
		out[i] = l
	}
	return out
}

// lessonID joins page, section and part. An ID that comes twice in a page gets a number.
func lessonID(page, section string, part int, used map[string]bool) string {
	id := page
	if section != "" {
		id += "/" + section
	}
	if part > 1 {
		id = fmt.Sprintf("%s.%d", id, part)
	}
	unique := id
	for n := 2; used[unique]; n++ {
		unique = fmt.Sprintf("%s~%d", id, n)
	}
	used[unique] = true
	return unique
}

// sections cuts the blocks before each heading, except that headings without
// text between them stay together: a heading stays with what follows.
func sections(blocks []doc.Block, heights []int) []chunk {
	var out []chunk
	text := true // something other than headings came since the last cut
	for i, b := range blocks {
		h, isHeading := b.(*doc.Heading)
		if isHeading && (text || len(out) == 0) || len(out) == 0 {
			out = append(out, chunk{first: i, heading: h})
			text = false
		}
		if _, anchor := b.(*doc.Anchor); !isHeading && !anchor {
			text = true
		}
		c := &out[len(out)-1]
		c.end = i + 1
		c.lines += heights[i]
	}
	if len(out) == 0 {
		return []chunk{{}}
	}
	return keepAnchors(blocks, heights, out)
}

// keepAnchors moves anchors that end a section to the section they point at, which begins right behind them.
func keepAnchors(blocks []doc.Block, heights []int, out []chunk) []chunk {
	for i := range out[1:] {
		c, next := &out[i], &out[i+1]
		for c.end > c.first+1 {
			if _, ok := blocks[c.end-1].(*doc.Anchor); !ok {
				break
			}
			c.end--
			next.first--
		}
	}
	return out
}

// joinTiny joins each tiny section to the one before it, if they fit on a
// screen together and it is not a section of a higher level, whose title the
// student should meet at the top of a lesson.
func joinTiny(in []chunk) []chunk {
	out := in[:1]
	for _, c := range in[1:] {
		last := &out[len(out)-1]
		tiny := c.lines <= tinyLines || last.lines <= tinyLines
		if tiny && last.lines+c.lines <= mostLines && level(c) >= level(*last) {
			last.end = c.end
			last.lines += c.lines
			continue
		}
		out = append(out, c)
	}
	return out
}

func level(c chunk) int {
	if c.heading == nil {
		return 0
	}
	return c.heading.Level
}

// divide cuts a section that is too long for one screen into parts of even
// size, at block borders only.
func divide(s chunk, blocks []doc.Block, heights []int) []chunk {
	parts := (s.lines + targetLines/2) / targetLines
	if s.lines <= mostLines || parts < 2 {
		s.part, s.parts = 1, 1
		return []chunk{s}
	}
	var out []chunk
	first, sum, left := s.first, 0, s.lines
	for i := s.first; i < s.end; i++ {
		// Cut before block i when the part is nearer to its even share
		// without the block than with it.
		want := float64(left) / float64(parts)
		with := float64(sum + heights[i])
		if parts > 1 && i > first && canCut(blocks, i) && (with-want > want-float64(sum)) {
			out = append(out, chunk{first: first, end: i, lines: sum})
			first, left, sum = i, left-sum, 0
			parts--
		}
		sum += heights[i]
	}
	out = append(out, chunk{first: first, end: s.end, lines: sum})
	for i := range out {
		out[i].heading, out[i].part, out[i].parts = s.heading, i+1, len(out)
	}
	return out
}

// canCut reports whether a part may begin with block i: not between a heading
// and what follows it, nor between a sentence that ends in a colon and what it
// announces.
func canCut(blocks []doc.Block, i int) bool {
	switch b := blocks[i-1].(type) {
	case *doc.Heading, *doc.Rubric, *doc.Anchor:
		return false
	case *doc.Paragraph:
		return !strings.HasSuffix(strings.TrimSpace(doc.InlineText(b.Text)), ":")
	}
	return true
}

// height estimates how many lines a block takes, the blank line below it included.
func (p *Page) height(b doc.Block) int {
	switch b := b.(type) {
	case *doc.Anchor, *doc.QuizRef:
		return 0
	case *doc.Toctree:
		if b.Hidden {
			return 0
		}
		return len(b.Entries) + 1
	case *doc.Heading, *doc.Rubric, *doc.Rule:
		return 2
	case *doc.Paragraph:
		return wrapped(doc.InlineText(b.Text)) + 1
	case *doc.Code:
		return strings.Count(b.Text, "\n") + 2
	case *doc.Figure:
		n := 4
		if d, ok := p.Drawing(b.Image.Source); ok {
			n = strings.Count(d, "\n") + 2
		}
		return n + wrapped(doc.InlineText(b.Caption)) + p.heights(b.Legend)
	case *doc.Table:
		return tableHeight(b)
	case *doc.List:
		n := 1
		for _, it := range b.Items {
			n += p.heights(it.Blocks)
			if b.Tight {
				n--
			}
		}
		return n
	case *doc.Definitions:
		n := 1
		for _, it := range b.Items {
			n += max(1, p.heights(it.Blocks)) + len(it.Terms)
		}
		return n
	case *doc.Admonition:
		return 2 + p.heights(b.Blocks)
	case *doc.Quote:
		return 1 + p.heights(b.Blocks)
	case *doc.Object:
		return 1 + len(b.Signatures) + p.heights(b.Blocks)
	case *doc.Footnote:
		return p.heights(b.Blocks)
	case *doc.LineBlock:
		return len(b.Lines) + 1
	}
	return 2
}

func (p *Page) heights(blocks []doc.Block) int {
	n := 0
	for _, b := range blocks {
		n += p.height(b)
	}
	return n
}

// tableHeight estimates a table of even columns.
func tableHeight(t *doc.Table) int {
	n := 4
	for _, rows := range [][]doc.Row{t.Head, t.Body} {
		for _, r := range rows {
			most := 1
			for _, c := range r.Cells {
				chars := utf8.RuneCountInString(doc.PlainText(c.Blocks))
				most = max(most, 1+chars*max(1, len(r.Cells))/textWidth)
			}
			n += most
		}
	}
	return n
}

// wrapped is how many lines a text takes.
func wrapped(text string) int {
	if text == "" {
		return 0
	}
	return 1 + utf8.RuneCountInString(text)/textWidth
}
