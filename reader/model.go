package reader

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/album"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// Model is everything that the screen shows, as plain data: the student's session, and
// what concerns the screen alone. It is changed by update, and by what the loop
// hears from outside: the size of the window, how an effect ended, an edition of
// the course. Drawing only reads it; TestDrawingChangesNothing holds it to that.
type Model struct {
	*study.Session
	records bool // there is a record in which the student's notes can be kept
	keys    *keys.Table
	w, h    int // of the window
	column  int // maximum width of the text
	theme   string

	stage  stage
	lead   int  // line at the top while the place is the beginning of the spread, which may have lines before it
	link   int  // the link in focus, from 1; 0 for none
	hover  int  // the link under the mouse pointer; 0 for none
	photos bool // pictures are shown where there is a drawing too
	reset  int  // counts what makes the lesson look different at the same width: a link got its title, say

	contents contents
	over     []overlay // what lies over the stage, the front one last
	find     find
	run      *run
	paged    bool        // the last key read on, by a page or to what follows
	top      int         // first row of a question, verdict or summary on the screen
	number   int         // the number being typed; 0 for none
	waiting  keys.Action // SetMark or GoMark: the next key names the mark; QuitTwice: it may be the second of the two
	stopped  keys.Action // the last key's, if it asked to scroll on from the end or the top of a lesson and was told how
	block    int         // the paragraph in focus; noBlock for none

	reviews  reviews
	left     string // the course and lesson among whose questions the student quit, as the record has it
	notice   string // why nothing is saved; stays
	parting  string // what is said below the last screen
	message  string // what was just done; goes with the next key
	opener   bool   // there is a program that opens addresses
	noOpener string // why no program opens addresses

	out    []Effect // effects that this update requests
	caches *caches
}

// stage says what fills the body of the screen.
type stage uint8

const (
	atLesson stage = iota
	atQuestion
	atVerdict
	atSummary
	atEnd
)

// Effect is an action outside the model that an update requests.
type Effect interface{ effect() }

type (
	// Save saves what the session asks for.
	Save struct{ Effect study.Effect }
	// StartRun begins a run, or goes on with the attempt that was left, and hands it to begin.
	StartRun struct{ Plan study.Plan }
	// Refresh reads the progress of the whole course again.
	Refresh struct{}
	// LookUp searches the course and hands the hits to found.
	LookUp struct {
		Query string
		Turn  int
	}
	// OpenAddress gives an address to the system's opener.
	OpenAddress struct{ Address string }
	// CopyText puts text on the clipboard.
	CopyText struct{ Text string }
	// Stop ends the program.
	Stop struct{}
	// Suspend stops the program until its shell lets it go on.
	Suspend struct{}
	// Repaint sends the whole screen again.
	Repaint struct{}
	// HandIn writes the results of a student; without one it asks whose they are, but for Now.
	HandIn struct {
		Who study.Identity
		Now bool // with what is known of the student
	}
	// Enrol begins the exam for a student; without one it asks who it is, where that matters.
	Enrol struct{ Who study.Identity }
)

func (Save) effect()        {}
func (StartRun) effect()    {}
func (Refresh) effect()     {}
func (LookUp) effect()      {}
func (OpenAddress) effect() {}
func (CopyText) effect()    {}
func (Stop) effect()        {}
func (Suspend) effect()     {}
func (Repaint) effect()     {}
func (HandIn) effect()      {}
func (Enrol) effect()       {}

// newModel returns the model of a course at its first lesson.
func newModel(c *lessons.Course, table *keys.Table, student string, now time.Time) *Model {
	m := &Model{keys: table, column: defaultColumn, theme: "auto", block: noBlock, caches: &caches{}}
	m.Session = study.New(c, student, now, func(e study.Effect) { m.do(Save{e}) })
	return m
}

// mode says which rows of the key table apply.
func (m *Model) mode() keys.Mode {
	if o := m.front(); o != nil {
		return o.mode()
	}
	if m.contents.open && m.contents.focus {
		return keys.InContents
	}
	switch m.stage {
	case atQuestion:
		return m.run.form.Mode()
	case atVerdict:
		return keys.InVerdict
	case atSummary:
		return keys.InSummary
	case atEnd:
		return m.endMode()
	}
	return m.textMode()
}

// textMode returns the mode of the text itself, regardless of what lies over it or beside it.
func (m *Model) textMode() keys.Mode {
	switch {
	case m.find.on && m.find.away:
		return keys.InReadOn
	case m.find.on:
		return keys.InSearch
	}
	return keys.InLesson
}

// do requests an effect.
func (m *Model) do(e Effect) { m.out = append(m.out, e) }

// say shows a message until the next key.
func (m *Model) say(text string) { m.message = typeset.Clean(text) }

// cache holds one computed value together with the key it was computed for.
type cache[K comparable, V any] struct {
	key    K
	filled bool
	value  V
}

// get returns the value for a key, and computes it if the key differs from last time.
func (c *cache[K, V]) get(key K, make func() V) V {
	if !c.filled || c.key != key {
		c.value = make() // before the key is noted: it may panic, or ask for the cache itself
		c.key, c.filled = key, true
	}
	return c.value
}

// caches holds values computed from the rest of the Model and from the course: each
// key and each draw asks for it, and a course may have tens of thousands of
// lessons. Nothing is lost when it is emptied.
type caches struct {
	spread   cache[spreadKey, *spread]
	alone    alone
	was      *spread // that the numbers of the link and the block in focus count in; nil: the present one
	current  cache[currentKey, int]
	whole    cache[wholeKey, *typeset.Page]
	matches  cache[matchKey, []typeset.Match]
	contents cache[contentsKey, contentsRows]
	links    cache[linksKey, []sheet.Row]
	named    cache[namedKey, []named]
	lines    cache[sumKey, []lessonLine]
	read     cache[sumKey, int]
	unread   cache[sumKey, [2]int] // words, and those of the short way
	pace     cache[sumKey, float64]
	totals   cache[sumKey, study.Totals]
	exam     cache[sumKey, study.Plan]
	wrong    cache[sumKey, wrongOnes]
	pictures album.Album
}

// sumKey is the cache key for sums over all lessons of the course.
type sumKey struct {
	course   *lessons.Course
	revision int64 // of the course
	turn     int   // of what is known of the record
}

// lessonLine is a row of the table of lessons: a lesson, or a page.
type lessonLine struct {
	page   *lessons.Page
	lesson *lessons.Lesson
}

// readLessons returns how many lessons are marked as read in the record.
func (m *Model) readLessons() int {
	return m.caches.read.get(sumKey{course: m.Course, turn: m.Known.Turn}, func() int {
		read := 0
		for _, l := range m.Known.Lessons {
			if l.Read {
				read++
			}
		}
		return read
	})
}

// pace returns the student's own reading pace in words a minute, once enough is read
// to tell. While the course is being parsed it is that of the pages parsed when
// it was first asked for.
func (m *Model) pace() float64 {
	key := sumKey{course: m.Course, turn: m.Known.Turn}
	if _, complete := m.Course.Count(); complete {
		key.revision = m.Course.Revision()
	}
	return m.caches.pace.get(key, m.Pace)
}

// minutesLeft returns how many minutes the lessons not read yet will take, and those
// of them that are on the short way through the course.
func (m *Model) minutesLeft() (all, core float64) {
	words := m.caches.unread.get(sumKey{m.Course, m.Course.Revision(), m.Known.Turn}, func() (words [2]int) {
		words[0], words[1] = m.WordsLeft()
		return words
	})
	return float64(words[0]) / m.pace(), float64(words[1]) / m.pace()
}

// lessonLines returns the rows of the table of lessons.
func (m *Model) lessonLines() []lessonLine {
	return m.caches.lines.get(sumKey{course: m.Course, revision: m.Course.Revision()}, m.makeLines)
}

func (m *Model) makeLines() []lessonLine {
	var out []lessonLine
	pages := m.Course.Known()
	for _, p := range pages {
		if !p.Parsed() {
			out = append(out, lessonLine{page: p})
			continue
		}
		ls := p.Lessons()
		if len(pages) > 1 && len(ls) > 1 && ls[0].Title != p.Title() {
			out = append(out, lessonLine{page: p})
		}
		for _, l := range ls {
			out = append(out, lessonLine{p, l})
		}
	}
	return out
}

// totals returns the sum of the results for all questions of the course, as far as it is parsed.
func (m *Model) totals() study.Totals {
	return m.caches.totals.get(sumKey{m.Course, m.Course.Revision(), m.Known.Turn}, m.Totals)
}

// readShare returns how many lessons are read, of how many, as far as the course is
// parsed. It asks the record rather than the lessons: it is drawn at every key,
// and a course may have tens of thousands of them.
func (m *Model) readShare() (read, all int, complete bool) {
	read = m.readLessons()
	all, complete = m.Course.Count()
	// The record also knows lessons that the course no longer has.
	return min(read, all), all, complete
}

// wrongOnes are the questions of the course that were last answered wrongly.
type wrongOnes struct{ all, may []*quiz.Question } // may: those that may be asked again

// wrongOnes returns the wrongly answered questions, which are looked for in all lessons.
func (m *Model) wrongOnes() wrongOnes {
	return m.caches.wrong.get(sumKey{m.Course, m.Course.Revision(), m.Known.Turn}, func() (w wrongOnes) {
		w.all, w.may = m.WrongOnes()
		return w
	})
}
