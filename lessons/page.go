package lessons

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// Page is one source file of a course. It is parsed when its lessons are first asked for.
type Page struct {
	Path   string // inside the course
	course *Course
	index  int          // among the course's pages
	hint   string       // title that a list of pages gave it
	count  atomic.Int64 // lessons, once the page has been parsed; 0 before
	plan   int          // lessons as an index tells them; 0 without one

	mu      sync.Mutex
	parsed  bool
	id      string
	title   string
	lessons []*Lesson
	anchors []anchor
	bank    []*quiz.Question
	setting quiz.Settings
	problem []doc.Problem
}

// Lesson is the unit that a student moves through and finishes: a screenful or
// so of a page. It is small; its blocks come from the page when asked for.
type Lesson struct {
	ID    string // page ID and section slug, and the number of the part
	Title string // of the section that it begins with
	Part  int    // which part of a divided section it is, from 1
	Parts int    // how many parts the section was divided into; 1 if it was not
	Page  *Page
	Index int // among the lessons of the page
	Words int
	Level int // of its first heading; 0 before any heading

	Questions []*quiz.Question // asked after it

	text  string // as doc.PlainText; what search looks through
	first int    // index of its first block in the page
	end   int    // index behind its last block
}

// Minutes is how long the lesson takes to read at wordsPerMinute.
func (l *Lesson) Minutes(wordsPerMinute float64) float64 { return float64(l.Words) / wordsPerMinute }

// Name is the lesson's title with its part, as "Pumps, part 2 of 3".
func (l *Lesson) Name() string {
	if l.Parts < 2 {
		return l.Title
	}
	return fmt.Sprintf("%s, part %d of %d", l.Title, l.Part, l.Parts)
}

// CourseScope is what the record calls a run over the questions of the whole course.
const CourseScope = "course"

// Scope is what the record calls a run over the lesson's questions.
func (l *Lesson) Scope() string { return "lesson:" + l.ID }

// Scope is what the record calls a run over the page's questions.
func (p *Page) Scope() string { return "page:" + p.ID() }

// Text returns the lesson's text as doc.PlainText does.
func (l *Lesson) Text() string { return l.text }

// Blocks returns the lesson's blocks, parsing the page again if it was put away since.
func (l *Lesson) Blocks() []doc.Block {
	d := l.Page.document()
	if l.end > len(d.Blocks) {
		// The file has changed below us; the lesson shows what is still there.
		return d.Blocks[min(l.first, len(d.Blocks)):]
	}
	return d.Blocks[l.first:l.end]
}

// Title returns the page's title: from the list of pages that names it, from the
// page when it has been parsed, else from the first lines of its source.
func (p *Page) Title() string {
	if p.hint != "" {
		return p.hint
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.title == "" {
		p.title = p.peekTitle()
	}
	return p.title
}

// ID returns the page's slug: what the page states, else its path without the suffix.
func (p *Page) ID() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.id
}

// Lessons returns the page's lessons; there is at least one.
func (p *Page) Lessons() []*Lesson {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.lessons
}

// Questions returns the questions of the page's banks, in their order.
func (p *Page) Questions() []*quiz.Question {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.bank
}

// Settings returns how the page's questions are asked: what its banks say, else what the course says.
func (p *Page) Settings() quiz.Settings {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.setting.Over(p.course.Manifest.Settings())
}

// Problems returns the faults of the page and of its banks.
func (p *Page) Problems() []doc.Problem {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.problem
}

// Parsed reports whether the page's lessons are known, so that Lessons answers at once.
func (p *Page) Parsed() bool { return p.count.Load() > 0 }

// lessonCount returns how many lessons the page has, if it has been parsed or an index tells. It
// never waits for a page that the background is just parsing.
func (p *Page) lessonCount() (n int, known bool) {
	if n = int(p.count.Load()); n == 0 {
		n = p.plan
	}
	return n, n > 0
}

// document returns the parsed page.
func (p *Page) document() *doc.Document {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.parse()
	return p.reparse()
}

// reparse returns the document from the course's cache, or parses it again. p.mu is held.
func (p *Page) reparse() *doc.Document {
	if d := p.course.recent.get(p); d != nil {
		return d
	}
	d, size := p.parseSource()
	p.course.recent.put(p, d, size)
	return d
}

// parse fills the page's fields on first use. p.mu is held.
func (p *Page) parse() {
	if p.parsed {
		return
	}
	p.parsed = true
	d := p.reparse()
	p.id = p.course.claimID(p, d.Get("slug"))
	if t := doc.InlineText(d.Title); t != "" {
		p.title = fold(t)
	}
	if p.title == "" {
		p.title = cmp.Or(p.hint, p.peekTitle())
	}
	p.problem = withFile(d.Problems, p.Path)
	p.lessons = split(p, d.Blocks)
	p.collectAnchors(d)
	p.loadBanks(d)
	p.course.addLabels(p)
	p.count.Store(int64(len(p.lessons)))
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

// peekTitle finds a page's title without parsing it: the first adorned line or ATX heading near its top.
func (p *Page) peekTitle() string {
	src, err := p.course.files.readStart(p.Path, 4096)
	if err == nil {
		if t := titleOf(src, isMarkdown(p.Path)); t != "" {
			return t
		}
	}
	base := path.Base(p.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

// titleOf finds the title in the first lines of a source, "" if there is none.
func titleOf(src []byte, markdown bool) string {
	lines := bytes.Split(src, []byte("\n"))
	for i, raw := range lines {
		line := strings.TrimSpace(string(raw))
		if markdown {
			if t, ok := strings.CutPrefix(line, "# "); ok {
				return fold(strings.TrimRight(t, "# "))
			}
			if key, t, ok := strings.Cut(line, ":"); ok && i < 30 && strings.EqualFold(key, "title") {
				return strings.Trim(fold(t), `"'`)
			}
			continue
		}
		if i+1 < len(lines) && line != "" && !isAdornment(line) && !strings.HasPrefix(line, "..") &&
			underlines(strings.TrimSpace(string(lines[i+1])), line) {
			return fold(line)
		}
	}
	return ""
}

// underlines reports whether a line is the adornment of a title; a short one must be as long as the title.
func underlines(line, title string) bool {
	return isAdornment(line) && (len(line) >= 4 || len(line) >= utf8.RuneCountInString(title))
}

// isAdornment reports whether a line is one punctuation character repeated (RST "Sections").
func isAdornment(line string) bool {
	return line != "" && strings.IndexByte("=-`:.'\"~^_*+#<>!$%&(),/;?@[\\]{|}", line[0]) >= 0 &&
		strings.Count(line, line[:1]) == len(line)
}

// fold makes every run of white space one space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
