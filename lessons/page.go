package lessons

import (
	"cmp"
	"math"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/quiz"
)

// Page is one source file of a course. It is parsed when its lessons are first
// asked for. What is known of it is replaced by what is known later, and does not
// change otherwise, so it is read without a lock: the screen never waits for a
// page that the background is parsing.
type Page struct {
	Path   string // inside the course
	course *Course
	index  int // among the course's pages; set before the course's order is
	plan   int // lessons as an index tells them; 0 without one; likewise

	chapter int // in whose number those of its figures begin; 0 for none; likewise

	title  atomic.Pointer[pageTitle] // nil as long as nobody has asked
	slug   atomic.Pointer[stated]    // likewise
	read   atomic.Pointer[format]    // likewise: how the page is read
	known  atomic.Pointer[content]   // likewise
	places atomic.Pointer[places]    // likewise: what links may name besides its anchors
	mu     sync.Mutex                // held while all of the page is parsed
	wanted atomic.Int32              // by how many that wait for mu
}

// pageTitle is a page's title as far as it is known before the page is parsed.
type pageTitle struct {
	text   string
	listed bool // a list of pages gives it, and the page does not change it
}

// Title returns the page's title: from the list of pages that names it, from the
// page when it has been parsed, else from the first lines of its source.
func (p *Page) Title() string {
	t := p.title.Load()
	if t != nil && t.listed {
		return t.text
	}
	if c := p.known.Load(); c != nil && c.whole {
		return c.title
	}
	if t == nil {
		t = &pageTitle{text: p.peekTitle()}
		p.title.CompareAndSwap(nil, t)
	}
	return t.text
}

// listedTitle returns the title that a list of pages gives, "" if none does.
func (p *Page) listedTitle() string {
	if t := p.title.Load(); t != nil && t.listed {
		return t.text
	}
	return ""
}

// setListedTitle gives the page the title of a list of pages, if that has one.
func (p *Page) setListedTitle(title string) {
	if title != "" {
		p.title.Store(&pageTitle{title, true})
	}
}

// ID returns the page's slug: what the page states, else its path without the suffix.
func (p *Page) ID() string { return p.upTo(1).id }

// Lessons returns the page's lessons; there is at least one.
func (p *Page) Lessons() []*Lesson { return p.all().lessons }

// Questions returns the questions of the page's banks, in their order.
func (p *Page) Questions() []*quiz.Question { return p.all().bank }

// Settings returns the settings of the page's questions: those of its banks, else those of the course.
// While only the beginning of a large page is known, which has no questions, it is
// what the course says: the screen asks at each draw.
func (p *Page) Settings() quiz.Settings {
	c := p.known.Load()
	if c == nil {
		c = p.all()
	}
	return c.settings.Over(p.course.Manifest.Settings())
}

// Problems returns the faults of the page and of its banks.
func (p *Page) Problems() []doc.Problem { return p.all().problems }

// Parsed reports whether the page's lessons are known, so that Lessons answers at once.
func (p *Page) Parsed() bool {
	c := p.known.Load()
	return c != nil && c.whole
}

// lessonCount returns how many lessons the page has, if it has been parsed or an
// index tells. It never waits.
func (p *Page) lessonCount() (n int, known bool) {
	n = p.plan
	if c := p.known.Load(); c != nil && c.whole {
		n = len(c.lessons)
	}
	return n, n > 0
}

// upTo returns what the page holds as far as its first n lessons; whether it is
// whole stands in it. It parses the page no further than that takes.
func (p *Page) upTo(n int) *content {
	if c := p.open(n); c != nil {
		return c
	}
	return p.parse(runtime.Gosched)
}

// all returns the content of the whole page, parsing it if needed.
func (p *Page) all() *content { return p.upTo(math.MaxInt) }

// parse parses the whole page, unless that was done already. It calls rest between pieces of
// about a millisecond.
func (p *Page) parse(rest func()) *content {
	p.wanted.Add(1)
	p.mu.Lock()
	p.wanted.Add(-1)
	defer p.mu.Unlock()
	if c := p.known.Load(); c != nil && c.whole {
		return c
	}
	beside := p.readAhead()
	c := p.parseParts(rest)
	if c == nil {
		c = p.parseWhole()
	}
	c.loadBanks(beside)
	c.whole = true
	p.course.addLabels(c)
	p.known.Store(c)
	p.course.grown.Add(1)
	return c
}

// parseWhole parses a page in one piece, not in parts. p.mu is held.
func (p *Page) parseWhole() *content {
	d := p.load()
	c := p.describe(d.Meta)
	c.named(d.Title)
	c.source = atOnce{p}
	c.split(d.Blocks)
	c.problems = withFile(d.Problems, p.Path)
	return c
}

// atOnce is the source of the blocks of a page that is parsed as a whole.
type atOnce struct{ page *Page }

func (s atOnce) blocks(first, end int) []doc.Block {
	return among(s.page.Document().Blocks, first, end)
}

// among returns the blocks from first up to end, as far as there are any: the
// file may have changed below us.
func among(all []doc.Block, first, end int) []doc.Block {
	return all[min(first, len(all)):min(end, len(all))]
}

// Document returns the whole page as its parser understood it. What is not in
// memory any more is parsed again, a large page at once.
func (p *Page) Document() *doc.Document {
	if d := p.course.recent.get(cacheKey{p, wholePage}); d != nil {
		return d
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.load()
}

// load returns the document from the cache or from its source. p.mu is held.
func (p *Page) load() *doc.Document {
	if d := p.course.recent.get(cacheKey{p, wholePage}); d != nil {
		return d
	}
	d, size := p.parseSource()
	p.course.recent.put(cacheKey{p, wholePage}, d, size)
	return d
}

// peekTitle finds a page's title in its first lines, without parsing it; the words of its
// file's name if they show none.
func (p *Page) peekTitle() string {
	if t := p.ownTitle(); t != "" {
		return t
	}
	if p.course.only != "" { // any file, whose name is to be known again
		base := path.Base(p.Path)
		return strings.TrimSuffix(base, path.Ext(base))
	}
	stem := pathSlug(p.Path)
	if root := p.course.Site().Root; path.Dir(stem) == root && folder.IsIndexName(path.Base(stem)) {
		// Its folder is the course, which may be called docs or src.
		return cmp.Or(p.course.Manifest.Title, folder.Words(path.Base(stem)))
	}
	return folder.Words(stem)
}

// ownTitle returns the title that the first lines of the page show, "" if they show none.
func (p *Page) ownTitle() string {
	src, err := p.course.readTextStart(p.Path, 4096)
	if err != nil {
		return ""
	}
	return p.format().peek(src)
}

// withTitle puts the title above a page that has no heading at all, so that a reader sees
// what it is. That of a page that is opened alone may be no more than the name of its file.
// It has no anchor: the lessons keep their IDs.
func (p *Page) withTitle(d *doc.Document) {
	if p.course.only != "" || len(d.Blocks) == 0 {
		return
	}
	for _, b := range d.Blocks {
		if _, ok := b.(*doc.Heading); ok {
			return
		}
	}
	title := &doc.Heading{Level: 1, Text: []doc.Inline{&doc.Text{Value: cmp.Or(p.listedTitle(), p.peekTitle())}}}
	d.Blocks = append([]doc.Block{title}, d.Blocks...)
}
