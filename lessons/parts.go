package lessons

import (
	"bytes"
	"sort"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Of a large page each part becomes lessons and is let go, and is parsed again,
// through the course's cache, when one of its lessons is shown. What is kept are
// the texts of the lessons, for the search, their anchors and their questions.

// partSize is the least size of a part in bytes. A part is parsed in about a
// millisecond, which nobody notices at the press of a key.
const partSize = 16 << 10

// parts is a large page that is read in parts. It does not change.
type parts struct {
	page  *Page
	text  divided
	mark  int   // bytes of the byte order mark, before the text
	first []int // number of the first block of each part
}

// parseParts finds everything in a large page that is kept. It is nil if the
// page is not large, or cannot be read in parts. p.mu is held.
func (p *Page) parseParts(rest func()) *content {
	size := p.course.files.size(p.Path)
	format := p.format()
	if format.divide == nil || size < largePage {
		return nil
	}
	src, err := p.course.files.read(p.Path)
	if err != nil {
		return nil
	}
	whole := len(src)
	src, note := text.Decode(src)
	if note != nil {
		return nil
	}
	pieces := format.divide(src, partSize, p.origin(nil))
	if pieces == nil {
		return nil
	}
	ps := &parts{page: p, text: pieces, mark: whole - len(src), first: make([]int, pieces.Len())}
	problems := []doc.Problem{}
	c := ps.lessons(rest, func(i int) []doc.Block {
		start, end := pieces.Range(i)
		blocks, found := pieces.First(i, src[start:end])
		problems = append(problems, found...)
		return blocks
	})
	title, further := pieces.Finish()
	if further {
		// The title of the front matter stands above a text without a title,
		// which is known only now.
		c = ps.lessons(rest, func(i int) []doc.Block {
			start, end := pieces.Range(i)
			return pieces.Again(i, src[start:end])
		})
	}
	c.named(title)
	c.nameLessons()
	c.problems = withFile(problems, p.Path)
	c.source = ps
	return c
}

// lessons splits the page that read returns the parts of, in their order.
func (ps *parts) lessons(rest func(), read func(i int) []doc.Block) *content {
	c := ps.page.describe(ps.text.Meta())
	s := newSplitter(c)
	n := 0
	for i := range ps.first {
		ps.first[i] = n
		blocks := read(i)
		s.add(blocks)
		n += len(blocks)
		// This takes a second for 20 MB, and Go lets a goroutine go on for 10 ms
		// when the others want to run: a key would wait as long.
		rest()
	}
	s.finish()
	return c
}

// blocks returns the blocks of the page from first up to end.
func (ps *parts) blocks(first, end int) []doc.Block {
	var out []doc.Block
	i := max(0, sort.SearchInts(ps.first, first+1)-1)
	for ; i < len(ps.first) && ps.first[i] < end; i++ {
		b := ps.part(i)
		from, to := max(first-ps.first[i], 0), end-ps.first[i]
		out = append(out, b[min(from, len(b)):min(to, len(b))]...)
	}
	return out
}

// part returns the blocks of a part, from the course's cache or parsed again.
func (ps *parts) part(i int) []doc.Block {
	c := ps.page.course
	key := cacheKey{ps.page, i}
	if d := c.recent.get(key); d != nil {
		return d.Blocks
	}
	start, end := ps.text.Range(i)
	src, err := c.files.readRange(ps.page.Path, ps.mark+start, ps.mark+end)
	if err != nil {
		return []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "This page cannot be read: " + err.Error()}}}}
	}
	d := &doc.Document{Blocks: ps.text.Again(i, bytes.ToValidUTF8(src, []byte("\ufffd")))}
	c.recent.put(key, d, len(src))
	return d.Blocks
}
