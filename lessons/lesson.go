package lessons

import (
	"fmt"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

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

	// Sections are those that it holds besides the one that it is named after: tiny
	// ones that were joined to it.
	Sections []Section

	Questions []*quiz.Question // asked after it

	former []string // see FormerIDs

	text  string // as doc.PlainText; what search looks through
	first int    // index of its first block in the page
	end   int    // index behind its last block
}

// Section is a section of a page inside a lesson that is named after another one.
type Section struct {
	Title string
	Block int // of its heading, among the lesson's blocks
}

// Minutes estimates how many minutes the lesson takes to read, at wordsPerMinute.
func (l *Lesson) Minutes(wordsPerMinute float64) float64 { return float64(l.Words) / wordsPerMinute }

// Name is the lesson's title with its part, as "Pumps, part 2 of 3", for files and
// programs. It is in English; code that shows a lesson to a student words the part itself.
func (l *Lesson) Name() string {
	if l.Parts < 2 {
		return l.Title
	}
	return fmt.Sprintf("%s, part %d of %d", l.Title, l.Part, l.Parts)
}

// FormerIDs lists the IDs under which a record may know the lesson since a time when its heading was read
// otherwise. None is that of another lesson of the page.
func (l *Lesson) FormerIDs() []string { return l.former }

// PartAt returns a part of the section that l is a part of, from 1, or nil if there
// is none or it is not known yet. It never waits.
func (l *Lesson) PartAt(part int) *Lesson {
	c := l.Page.known.Load()
	if c == nil || part < 1 || part > l.Parts {
		return nil
	}
	at := l.Index + part - l.Part
	if at < 0 || at >= len(c.lessons) || c.lessons[at].Part != part || c.lessons[at].Parts != l.Parts {
		return nil
	}
	return c.lessons[at]
}

// CourseScope is what the record calls a run over the questions of the whole course.
const CourseScope = "course"

// Scope is what the record calls a run over the lesson's questions.
func (l *Lesson) Scope() string { return "lesson:" + l.ID }

// Scope is what the record calls a run over the page's questions.
func (p *Page) Scope() string { return "page:" + p.ID() }

// Text returns the lesson's text as doc.PlainText does.
func (l *Lesson) Text() string { return l.text }

// Range returns the blocks of the page's document that form the lesson: those from
// first up to end. Every block of a page is in exactly one lesson.
func (l *Lesson) Range() (first, end int) { return l.first, l.end }

// Blocks returns the lesson's blocks, parsing the page again if they are no longer in memory.
func (l *Lesson) Blocks() []doc.Block { return l.Page.upTo(1).source.blocks(l.first, l.end) }

// Place is where a student is in a course. Most edits of the course leave it
// alone, because IDs of lessons outlive them.
type Place struct {
	Lesson       string // the lesson's ID
	doc.Position        // among the lesson's blocks
}

// Core reports whether the lesson, or the section of which it is a part, is on the
// short way through the course that course.toml lists.
func (l *Lesson) Core() bool {
	core := l.Page.course.lists.core
	if len(core) == 0 {
		return false
	}
	for at, c := range []byte(l.ID) {
		if c == '.' && core[l.ID[:at]] {
			return true
		}
	}
	return core[l.ID]
}
