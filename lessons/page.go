package lessons

import (
	"cmp"
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

	mu     sync.Mutex // held while parsing
	parsed atomic.Pointer[content]
	opened atomic.Pointer[opening] // of a large page, before it has been parsed
}

// content is what parsing finds in a page, but for the document itself, which
// is large and comes from the course's cache.
type content struct {
	page     *Page
	id       string
	title    string
	lessons  []*Lesson // at least one
	anchors  []anchor
	bank     []*quiz.Question
	settings quiz.Settings
	problems []doc.Problem
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
func (p *Page) Settings() quiz.Settings {
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
func (p *Page) content() *content {
	if c := p.parsed.Load(); c != nil {
		return c
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.parsed.Load(); c != nil {
		return c
	}
	c := p.parse()
	p.parsed.Store(c)
	p.opened.Store(nil)
	return c
}

// document returns the parsed page: from the course's cache, or parsed again.
func (p *Page) document() *doc.Document {
	if o := p.opened.Load(); o != nil && p.parsed.Load() == nil {
		return o.doc
	}
	if d := p.course.recent.get(p); d != nil {
		return d
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.load()
}

// load returns the document from the cache or from its source. p.mu is held.
func (p *Page) load() *doc.Document {
	if d := p.course.recent.get(p); d != nil {
		return d
	}
	d, size := p.parseSource()
	p.course.recent.put(p, d, size)
	return d
}

// parse finds everything in a page that is kept. p.mu is held.
func (p *Page) parse() *content {
	d := p.load()
	c := p.describe(d)
	c.problems = withFile(d.Problems, p.Path)
	c.collectAnchors(d)
	c.loadBanks(d)
	p.course.addLabels(c)
	return c
}

// describe finds the title of a page and splits it into lessons.
func (p *Page) describe(d *doc.Document) *content {
	c := &content{page: p, id: p.course.claimID(p, d.Get("slug")), title: fold(doc.InlineText(d.Title))}
	if c.title == "" {
		c.title = cmp.Or(deref(p.hint.Load()), p.peekTitle())
	}
	c.lessons = split(c, d.Blocks)
	return c
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
