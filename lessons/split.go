package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// The rules of the split: a new lesson at each section, a section of more than
// a screenful divided at the borders of its blocks into parts of even size,
// tiny sections joined to what stands before them. Size is measured in lines of
// a 76-column text, because a drawing fills a screen with few words: 150 words
// are about 18 such lines.
const (
	targetLines = 18
	maxLines    = 27 // a section up to here stays whole
	tinyLines   = 6  // a section up to here joins the lesson before it
)

// chunk is a run of blocks that becomes a lesson.
type chunk struct {
	first, end int // blocks, as numbered in the page
	lines      int
	heading    *doc.Heading // that it begins with; nil at the top of a page without title
	part       int
	parts      int
}

// splitter divides a page's blocks into lessons. It takes them piece by piece and
// keeps only those that are in no lesson yet, so that a large page need never be
// in memory whole. Every block is in exactly one lesson, in order.
type splitter struct {
	c       *content
	blocks  []doc.Block // those that are in no lesson yet
	heights []int       // of them
	base    int         // number of the first of them in the page
	begun   bool
	text    bool   // something other than headings came since the last cut
	open    chunk  // the section that goes on
	joined  *chunk // the sections before it that may become one lesson; nil at the start
	used    map[string]bool
}

// split divides the blocks of a page that is in memory into lessons.
func (c *content) split(blocks []doc.Block) {
	s := newSplitter(c)
	s.add(blocks)
	s.finish()
	c.nameLessons()
}

func newSplitter(c *content) *splitter { return &splitter{c: c, used: map[string]bool{}} }

// add splits the next blocks of the page.
func (s *splitter) add(blocks []doc.Block) {
	for _, b := range blocks {
		// A cut before each heading, except that headings without text between
		// them stay together: a heading stays with what follows.
		h, isHeading := b.(*doc.Heading)
		if !s.begun || isHeading && s.text {
			s.cut(h)
		}
		if _, anchor := b.(*doc.Anchor); !isHeading && !anchor {
			s.text = true
		}
		height := s.c.page.height(b)
		s.blocks, s.heights = append(s.blocks, b), append(s.heights, height)
		s.open.end++
		s.open.lines += height
	}
}

// cut ends the open section and begins the next. Anchors at its end point at
// what comes right behind them, so they go there.
func (s *splitter) cut(h *doc.Heading) {
	at := s.base + len(s.blocks)
	next := chunk{first: at, end: at, heading: h}
	if s.begun {
		for s.open.end > s.open.first+1 {
			if _, ok := s.blocks[s.open.end-1-s.base].(*doc.Anchor); !ok {
				break
			}
			s.open.end--
			next.first--
		}
		s.join(s.open)
	}
	s.begun, s.text, s.open = true, false, next
}

// finish makes the last lessons. A page without blocks gets one empty lesson.
func (s *splitter) finish() {
	s.join(s.open)
	s.make(*s.joined)
	for _, l := range s.c.lessons { // what another lesson is called was never this one's
		l.former = slices.DeleteFunc(l.former, func(id string) bool {
			return s.used[id] || slices.ContainsFunc(pageNames(id), s.c.page.course.files.has)
		})
	}
}

// nameLessons gives the lessons that have no title of their own the page's.
func (c *content) nameLessons() {
	for _, l := range c.lessons {
		l.Title = cmp.Or(l.Title, c.title)
	}
}

// join joins a tiny section to the one before it, if they fit on a screen
// together and it is not a section of a higher level, whose title the student
// should meet at the top of a lesson.
func (s *splitter) join(c chunk) {
	if last := s.joined; last != nil {
		tiny := c.lines <= tinyLines || last.lines <= tinyLines
		if tiny && last.lines+c.lines <= maxLines && level(c) >= level(*last) {
			last.end = c.end
			last.lines += c.lines
			return
		}
		s.make(*last)
	}
	s.joined = &c
}

// make makes the lessons of a chunk that is complete and lets go of its blocks.
func (s *splitter) make(whole chunk) {
	blocks := s.blocks[:whole.end-s.base]
	for _, k := range divide(whole, s.base, blocks, s.heights) {
		s.c.addLesson(k, blocks[k.first-s.base:k.end-s.base], s.used)
	}
	n := copy(s.blocks, s.blocks[len(blocks):])
	clear(s.blocks[n:])
	s.heights = append(s.heights[:0], s.heights[len(blocks):]...)
	s.blocks, s.base = s.blocks[:n], whole.end
}

// addLesson makes a lesson of some blocks. Its title is empty where the page's has to do.
func (c *content) addLesson(k chunk, blocks []doc.Block, used map[string]bool) {
	// A copy, because a text is built in a buffer that has room to spare.
	plain := strings.Clone(doc.PlainText(blocks))
	l := &Lesson{
		Part: k.part, Parts: k.parts, Page: c.page, Index: len(c.lessons),
		Words: doc.Words(plain), text: plain, first: k.first, end: k.end,
	}
	slug := ""
	if k.heading != nil {
		l.Title = text.OneLine(doc.InlineText(k.heading.Text))
		l.Level = k.heading.Level
		slug = k.heading.ID
	}
	l.ID = lessonID(c.id, slug, k.part, used)
	l.former = formerIDs(c.id, k, used)
	l.Sections = sectionsIn(blocks, k.heading)
	c.lessons = append(c.lessons, l)
	c.collectAnchors(blocks)
}

// sectionsIn lists the sections that begin among the blocks of a lesson, but for the one that it is named after.
func sectionsIn(blocks []doc.Block, named *doc.Heading) []Section {
	var out []Section
	for i, b := range blocks {
		if h, ok := b.(*doc.Heading); ok && h != named {
			out = append(out, Section{Title: text.OneLine(doc.InlineText(h.Text)), Block: i})
		}
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

// formerIDs lists what else the ID of a lesson may have been: of headings that state an anchor, or that
// were read otherwise once, the one that their title makes, and those that they had then.
func formerIDs(page string, k chunk, used map[string]bool) []string {
	if k.heading == nil {
		return nil
	}
	var slugs []string
	doc.WalkInlines([]doc.Block{k.heading}, func(in doc.Inline) {
		if t, ok := in.(*doc.Target); ok {
			slugs = append(slugs, t.ID)
		}
	})
	title := doc.Slug(doc.InlineText(k.heading.Text))
	if number, ok := strings.CutPrefix(k.heading.ID, title); title != "" && (!ok || strings.TrimLeft(number, "-0123456789") != "") {
		slugs = append(slugs, title)
	}
	var ids []string
	for _, slug := range slugs {
		id := page + "/" + slug
		if k.part > 1 {
			id = fmt.Sprintf("%s.%d", id, k.part)
		}
		if slug != "" && !used[id] && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func level(c chunk) int {
	if c.heading == nil {
		return 0
	}
	return c.heading.Level
}

// divide cuts a section that is too long for one screen into parts of even
// size, at block borders only. blocks and heights begin with block base of the page.
func divide(s chunk, base int, blocks []doc.Block, heights []int) []chunk {
	parts := (s.lines + targetLines/2) / targetLines
	if s.lines <= maxLines || parts < 2 {
		s.part, s.parts = 1, 1
		return []chunk{s}
	}
	var out []chunk
	first, sum, left := s.first, 0, s.lines
	for i := s.first; i < s.end; i++ {
		// Cut before block i when the part is nearer to its even share
		// without the block than with it, and lines are left for the next:
		// a place where a quiz stands is no lesson by itself.
		want := float64(left) / float64(parts)
		with := float64(sum + heights[i-base])
		if parts > 1 && i > first && left > sum && canCut(blocks, i-base) && (with-want > want-float64(sum)) {
			out = append(out, chunk{first: first, end: i, lines: sum})
			first, left, sum = i, left-sum, 0
			parts--
		}
		sum += heights[i-base]
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
	default:
		return true
	}
}

// labelRunes is how long a text without a full stop may be to count as a label of what follows it.
const labelRunes = 50

// Introduces reports whether a block belongs on the same screen as the one behind
// it: a heading, a sentence that ends in a colon, a label (a bold line, or a few
// words without a full stop), and the text before a table, a picture or code.
func Introduces(b, next doc.Block) bool {
	switch b := b.(type) {
	case *doc.Heading, *doc.Rubric, *doc.Anchor:
		return true
	case *doc.Paragraph:
		switch next.(type) {
		case *doc.Table, *doc.Figure, *doc.Code:
			return true
		default:
			return announces(b)
		}
	default:
		return false
	}
}

// announces reports whether a paragraph is a label, or ends in a colon.
func announces(p *doc.Paragraph) bool {
	text := strings.TrimSpace(doc.InlineText(p.Text))
	if text == "" {
		return false
	}
	if len(p.Text) == 1 {
		if st, ok := p.Text[0].(*doc.Styled); ok && st.Style == doc.Strong {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune(":：", last) {
		return true
	}
	return utf8.RuneCountInString(text) <= labelRunes && !strings.ContainsRune(".!…。！)]", last)
}
