package lessons

import (
	"cmp"
	"runtime"
	"sync"
	"sync/atomic"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// Page is one source file of a course. It is parsed when its lessons are first
// asked for. What was parsed does not change any more, so it is read without a
// lock: the screen never waits for a page that the background is parsing.
type Page struct {
	Path   string // inside the course
	course *Course
	index  int                    // among the course's pages; set before the course's order is
	plan   int                    // lessons as an index tells them; 0 without one; likewise
	hint   atomic.Pointer[string] // title that a list of pages gave it
	guess  atomic.Pointer[string] // title as the start of the source or an index tells it
	slug   atomic.Pointer[stated] // nil as long as nobody has asked

	mu      sync.Mutex   // held while parsing
	wanted  atomic.Int32 // by how many that wait for mu
	parsed  atomic.Pointer[content]
	growing sync.Mutex              // held while the opening grows
	opened  atomic.Pointer[opening] // of a large page, before it has been parsed
}

// content is what parsing finds in a page, but for the document itself, which
// is large and comes from the course's cache.
type content struct {
	page     *Page
	id       string
	slug     string // as the page states it; "" if it states none
	title    string
	lessons  []*Lesson // at least one
	anchors  []anchor
	bank     []*quiz.Question
	settings quiz.Settings
	problems []doc.Problem
	parts    *parts   // of a large page that is read in parts; else nil
	banks    []string // files of banks that the page asks the questions of
	asks     []ask    // until the banks are loaded
	sharing  bool     // the blocks stay in memory, and share their words with the lessons
}

// Title returns the page's title: from the list of pages that names it, from the
// page when it has been parsed, else from the first lines of its source.
func (p *Page) Title() string {
	if t := p.hint.Load(); t != nil {
		return *t
	}
	if c := p.parsed.Load(); c != nil {
		return c.title
	}
	if t := p.guess.Load(); t != nil {
		return *t
	}
	t := p.peekTitle()
	p.guess.Store(&t)
	return t
}

// setHint gives the page the title of a list of pages, if that has one.
func (p *Page) setHint(title string) {
	if title != "" {
		p.hint.Store(&title)
	}
}

// ID returns the page's slug: what the page states, else its path without the suffix.
func (p *Page) ID() string { return p.content().id }

// Lessons returns the page's lessons; there is at least one.
func (p *Page) Lessons() []*Lesson { return p.content().lessons }

// Questions returns the questions of the page's banks, in their order.
func (p *Page) Questions() []*quiz.Question { return p.content().bank }

// Settings returns how the page's questions are asked: what its banks say, else what the course says.
// While only the opening of a large page is known, which has no questions, it is
// what the course says: the screen asks at each draw.
func (p *Page) Settings() quiz.Settings {
	if p.opened.Load() != nil && !p.Parsed() {
		return p.course.Manifest.Settings()
	}
	return p.content().settings.Over(p.course.Manifest.Settings())
}

// Problems returns the faults of the page and of its banks.
func (p *Page) Problems() []doc.Problem { return p.content().problems }

// Parsed reports whether the page's lessons are known, so that Lessons answers at once.
func (p *Page) Parsed() bool { return p.parsed.Load() != nil }

// lessonCount returns how many lessons the page has, if it has been parsed or an
// index tells. It never waits.
func (p *Page) lessonCount() (n int, known bool) {
	n = p.plan
	if c := p.parsed.Load(); c != nil {
		n = len(c.lessons)
	}
	return n, n > 0
}

// content returns what the page holds, parsing it on first use.
func (p *Page) content() *content { return p.contentWith(runtime.Gosched) }

// contentWith is content, and calls rest between pieces of about a millisecond.
func (p *Page) contentWith(rest func()) *content {
	if c := p.parsed.Load(); c != nil {
		return c
	}
	p.wanted.Add(1)
	p.mu.Lock()
	p.wanted.Add(-1)
	defer p.mu.Unlock()
	if c := p.parsed.Load(); c != nil {
		return c
	}
	c := p.parse(rest)
	p.parsed.Store(c)
	p.opened.Store(nil)
	p.course.grown.Add(1)
	return c
}

// blocks returns the blocks of the page from first up to end, as far as the file
// still has them when it has changed below us.
func (p *Page) blocks(first, end int) []doc.Block {
	c := p.parsed.Load()
	if c != nil && c.parts != nil {
		return c.parts.blocks(first, end)
	}
	var all []doc.Block
	if o := p.opened.Load(); o != nil && c == nil {
		all = o.doc.Blocks
	} else {
		all = p.document().Blocks
	}
	return all[min(first, len(all)):min(end, len(all))]
}

// document returns the whole parsed page: from the course's cache, or parsed again.
func (p *Page) document() *doc.Document {
	if d := p.course.recent.get(cacheKey{p, wholePage}); d != nil {
		return d
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.load()
}

// Document returns the whole page as its parser understood it. What is not in
// memory any more is parsed again, a large page at once.
func (p *Page) Document() *doc.Document { return p.document() }

// load returns the document from the cache or from its source. p.mu is held.
func (p *Page) load() *doc.Document {
	if d := p.course.recent.get(cacheKey{p, wholePage}); d != nil {
		return d
	}
	defer p.course.thrift.begin(p.course.files.size(p.Path), wholePercent)()
	d, size := p.parseSource()
	p.course.recent.put(cacheKey{p, wholePage}, d, size)
	return d
}

// parse finds everything in a page that is kept. p.mu is held.
func (p *Page) parse(rest func()) *content {
	c := p.parseParts(rest)
	if c == nil {
		c = p.parseWhole()
	}
	c.loadBanks()
	p.course.addLabels(c)
	return c
}

// parseWhole finds everything in the text of a page at once. p.mu is held.
func (p *Page) parseWhole() *content {
	size := p.course.files.size(p.Path)
	defer p.course.thrift.begin(size, wholePercent)()
	d := p.load()
	c := p.describe(d.Meta)
	c.named(d.Title)
	c.sharing = size >= hugePage
	c.split(d.Blocks)
	c.problems = withFile(d.Problems, p.Path)
	return c
}

// describe begins the content of a page of which only the metadata is known.
func (p *Page) describe(meta []doc.Field) *content {
	d := doc.Document{Meta: meta}
	slug := cleanSlug(d.Get("slug"))
	p.slug.Store(&stated{slug, true})
	return &content{page: p, id: p.course.pageID(p, slug), slug: slug}
}

// named gives the content the title of the page.
func (c *content) named(title []doc.Inline) {
	c.title = fold(doc.InlineText(title))
	if c.title == "" {
		c.title = cmp.Or(deref(c.page.hint.Load()), c.page.peekTitle())
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// withFile names the page in the problems that leave it out.
func withFile(problems []doc.Problem, file string) []doc.Problem {
	for i := range problems {
		if problems[i].File == "" {
			problems[i].File = file
		}
	}
	return problems
}
