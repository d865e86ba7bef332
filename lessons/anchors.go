package lessons

import (
	"path"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/address"
	"lectern/lessons/doc"
)

// anchor is a place of a page that links can name.
type anchor struct {
	id      string
	lesson  int
	block   int // in the lesson
	heading bool
}

// label is a place of the course that Sphinx's :ref: and :term: can name.
type label struct {
	page *Page
	id   string
}

// collectAnchors lists the places that links into the last lesson can name, and
// where it asks for questions.
func (c *content) collectAnchors(blocks []doc.Block) {
	at := len(c.lessons) - 1
	for i, b := range blocks {
		add := func(id string, heading bool) {
			if id != "" {
				c.anchors = append(c.anchors, anchor{id, at, i, heading})
			}
		}
		doc.Walk(blocks[i:i+1], func(b doc.Block) bool {
			h, heading := b.(*doc.Heading)
			for _, id := range doc.IDs(b) {
				add(id, heading)
			}
			if heading {
				if title := doc.InlineText(h.Text); !norm.NFC.IsNormalString(title) {
					add(doc.Slug(norm.NFC.String(title)), true) // its own has no accents: a slug has no marks
				}
			}
			if ref, ok := b.(*doc.QuizRef); ok {
				c.asks = append(c.asks, ask{ref, at})
			}
			return true
		})
		doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
			if t, ok := in.(*doc.Target); ok {
				add(t.ID, false)
			}
		})
	}
}

// anchorIndex finds the anchors of a page by their names: each is the first of its name, by its
// index in content.anchors. A page of thousands of links asks for it thousands of times.
type anchorIndex struct {
	of       int            // how many anchors there were when it was made
	exact    map[string]int // by name
	folded   map[string]int // by name whatever the case and however its letters are composed
	sections map[string]int // by name, of the anchors of headings
}

// byName returns the index of the content's anchors, which is made when one is first asked for.
func (c *content) byName() *anchorIndex {
	if x := c.index.Load(); x != nil && x.of == len(c.anchors) {
		return x
	}
	x := &anchorIndex{len(c.anchors), map[string]int{}, map[string]int{}, map[string]int{}}
	first := func(m map[string]int, name string, i int) {
		if _, known := m[name]; !known {
			m[name] = i
		}
	}
	for i, a := range c.anchors {
		first(x.exact, a.id, i)
		first(x.folded, foldedName(a.id), i)
		if a.heading {
			first(x.sections, a.id, i)
		}
	}
	c.index.Store(x)
	return x
}

// foldedName is the same for names that are equal under simple case folding (as strings.EqualFold
// has it) and in Unicode's composed form: of the letters that are one the least.
func foldedName(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, norm.NFC.String(name))
}

// anchor finds the anchor of a name: as it is, else in another case or with letters composed in
// another way.
func (c *content) anchor(name string) (a anchor, ok bool) {
	x := c.byName()
	i, ok := x.exact[name]
	if !ok {
		i, ok = x.folded[foldedName(name)]
	}
	if !ok {
		return anchor{}, false
	}
	return c.anchors[i], true
}

// anchorExactly finds the anchor of exactly that name.
func (c *content) anchorExactly(name string) (a anchor, ok bool) {
	if i, known := c.byName().exact[name]; known {
		return c.anchors[i], true
	}
	return anchor{}, false
}

// addLabels makes the anchors of a page known to the whole course. Of several
// pages with one label the first in the order of pages keeps it, whichever is
// parsed first.
func (c *Course) addLabels(found *content) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.order.Load() == nil {
		c.unordered = append(c.unordered, found)
	}
	c.label(found)
}

// label enters the labels of one page. c.mu is held.
func (c *Course) label(found *content) {
	for _, a := range found.anchors {
		if l, ok := c.labels[a.id]; !ok || c.before(found.page, l.page) {
			c.labels[a.id] = label{found.page, a.id}
		}
	}
}

// setPages makes the order of the pages known. The labels of pages that were
// parsed before it was known are given out once more.
func (c *Course) setPages(o *order) {
	o.pretestedParts()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Store(o)
	clear(c.labels)
	for _, found := range c.unordered {
		c.label(found)
	}
	c.unordered = nil
	c.grown.Add(1)
}

// places are what links may name on a page besides its anchors.
type places struct {
	anchors map[string]int // what tools make of titles -> index in spots
	spots   []spot
	lines   map[string]int // names that stand in the source -> line

	composed bool // the page's tool puts in what is not in the source
}

// spot is a place of a page.
type spot struct{ lesson, block int }

// otherAnchor finds a place of the page that has another name here: an anchor that another
// tool makes of a title, or a name in the source that its parser made nothing of. What this
// takes is looked for once a page, and only when a link asks for such a place.
func (p *Page) otherAnchor(id string) (s spot, ok bool) {
	pl := p.otherPlaces()
	if i := strings.LastIndexByte(id, '#'); i >= 0 { // the headings above it come first in a vault of notes
		id = id[i+1:]
	}
	names := []string{strings.ToLower(norm.NFC.String(id)), doc.Slug(id)}
	for _, note := range []string{"fn:", "user-content-fn-", "footnote-"} { // as Python-Markdown, GitHub and docutils call them
		if label, ok := strings.CutPrefix(id, note); ok {
			if a, ok := p.all().anchorExactly("fn-" + doc.Slug(label)); ok {
				return spot{a.lesson, a.block}, true
			}
		}
	}
	for _, name := range names {
		if i, ok := pl.anchors[name]; ok {
			return pl.spots[i], true
		}
	}
	for _, name := range []string{id, strings.TrimPrefix(id, "+")} { // Material's options
		if line := pl.lines[name]; line > 0 {
			return p.spotOfLine(line), true
		}
	}
	return spot{}, false
}

// otherPlaces returns what links may name on the page besides its anchors.
func (p *Page) otherPlaces() *places {
	pl := p.places.Load()
	if pl == nil {
		pl = p.findPlaces()
		p.places.Store(pl)
	}
	return pl
}

// IsComposed reports whether the page's own tool puts something in that is not in its source,
// so that it may have places there that are not known here.
func (p *Page) IsComposed() bool { return p.otherPlaces().composed }

// findPlaces collects the places of the page.
func (p *Page) findPlaces() *places {
	pl := &places{}
	var titles, others []string
	var spots []spot
	for i, l := range p.Lessons() {
		for k, b := range l.Blocks() {
			doc.Walk([]doc.Block{b}, func(b doc.Block) bool {
				switch b := b.(type) {
				case *doc.Heading:
					titles = append(titles, doc.InlineText(b.Text))
					pl.spots = append(pl.spots, spot{i, k})
				case *doc.Rubric:
					others = append(others, doc.InlineText(b.Text))
					spots = append(spots, spot{i, k})
				case *doc.Definitions: // Hugo gives anchors to terms
					for _, it := range b.Items {
						for _, t := range it.Terms {
							others = append(others, doc.InlineText(t))
							spots = append(spots, spot{i, k})
						}
					}
				default: // has no title
				}
				return true
			})
		}
	}
	pl.spots = append(pl.spots, spots...)
	pl.anchors = address.Anchors(titles)
	add := func(more []string, first int) {
		for anchor, i := range address.Anchors(more) {
			if _, taken := pl.anchors[anchor]; !taken {
				pl.anchors[anchor] = first + i
			}
		}
	}
	add(others, len(titles))
	src, err := p.course.readText(p.Path)
	if err != nil {
		return pl
	}
	marks := address.FindMarks(src)
	pl.lines, pl.composed = marks.Lines, marks.Composed || p.isFiltered()
	var written []string
	for _, h := range marks.Headings {
		written = append(written, h.Title)
	}
	var tabs []string
	for _, t := range marks.Tabs {
		tabs = append(tabs, t.Title)
	}
	add(written, len(pl.spots))
	add(tabs, len(pl.spots)+len(written))
	for _, list := range [][]address.Heading{marks.Headings, marks.Tabs} {
		for _, h := range list {
			pl.spots = append(pl.spots, p.spotOfLine(h.Line))
		}
	}
	return pl
}

// isFiltered reports whether the settings of the folder that the page lies in name programs which change its
// pages before they are shown (Quarto, "Directory Metadata").
func (p *Page) isFiltered() bool {
	if !slices.Contains(p.course.Site().Dialects, "quarto") {
		return false
	}
	for dir := path.Dir(p.Path); ; dir = path.Dir(dir) {
		if src, err := p.course.files.readStart(path.Join(dir, "_metadata.yml"), maxStart); err == nil && strings.Contains("\n"+string(src), "\nfilters:") {
			return true
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// spotOfLine returns the place that stands on a line of the page's source, or before it.
func (p *Page) spotOfLine(line int) spot {
	ls := p.Lessons()
	i := sort.Search(len(ls), func(i int) bool {
		blocks := ls[i].Blocks()
		return len(blocks) > 0 && blocks[0].Line() > line
	})
	i = max(i-1, 0)
	blocks := ls[i].Blocks()
	k := sort.Search(len(blocks), func(k int) bool { return blocks[k].Line() > line })
	return spot{i, max(k-1, 0)}
}
