package reader

import (
	"fmt"

	"lectern/lessons"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// entry is a row of the contents: a part, a page that is not parsed yet, a lesson, or
// a section that was joined to a lesson.
type entry struct {
	title  string
	depth  int
	page   *lessons.Page
	lesson *lessons.Lesson
	number int  // of the lesson; 0 where it is not known
	folded bool // rows below it are not shown; lesson, if it is one, is the first of several
	at     int  // its index in the outline
	block  int  // of the lesson, where the section begins that the row stands for; 0 for the lesson itself
	exam   bool // it begins the exam, and has no page or lesson
}

// section reports whether the row stands for a section inside its lesson.
func (e entry) section() bool { return e.block > 0 }

// manyLessons is the number of lessons from which on the contents list only those of the open page.
const manyLessons = 60

// contentsKey is the cache key for the rows of the contents.
type contentsKey struct {
	course   *lessons.Course
	revision int64
	page     *lessons.Page // the open one
	folded   int
}

// contentsRows holds the rows of the contents, and the highest lesson number among them.
type contentsRows struct {
	entries []entry
	highest int // number of a lesson
}

// entries returns the rows of the contents.
func (m *Model) entries() []entry { return m.contentsRows().entries }

func (m *Model) contentsRows() contentsRows {
	key := contentsKey{m.Course, m.Course.Revision(), m.Lesson.Page, m.contents.folded}
	return m.caches.contents.get(key, func() contentsRows {
		r := contentsRows{entries: m.makeEntries()}
		for _, e := range r.entries {
			r.highest = max(r.highest, e.number)
		}
		return r
	})
}

// makeEntries makes the rows of the contents. A page of one lesson that has the page's
// own title needs no row besides that of the lesson.
func (m *Model) makeEntries() []entry {
	var out []entry
	all, _ := m.Course.Count()
	long := all > manyLessons
	number, known := 0, true
	hidden := -1 // rows deeper than this are folded away
	for i, e := range m.Course.Outline() {
		first := number + 1
		if !known {
			first = 0
		}
		parsed := e.Page != nil && e.Page.Parsed()
		if parsed {
			number += len(e.Page.Lessons())
		} else if e.Page != nil {
			known = false
		}
		if hidden >= 0 && e.Depth > hidden {
			continue
		}
		hidden = -1
		folded, byHand := m.folded(e, i, long)
		if byHand {
			hidden = e.Depth
		}
		switch {
		case !parsed || e.Page == nil:
			// The title of a page that is not parsed is read from its file: when the row is drawn.
			out = append(out, entry{title: e.Title, depth: e.Depth, page: e.Page, folded: folded, at: i})
		case folded && hasRowsBelow(e.Page):
			out = append(out, entry{
				title: e.Page.Title(), depth: e.Depth, page: e.Page, lesson: e.Page.Lessons()[0], number: first, folded: true, at: i,
			})
		default:
			out = append(out, pageEntries(e, e.Page.Lessons(), first, i)...)
		}
	}
	if m.exam().there {
		out = append(out, entry{title: words.T("Exam"), at: -1, exam: true})
	}
	return out
}

// folded reports whether the rows below an entry of the outline are hidden: as
// the student said, with what lies below, else the lessons of every page but the
// open one in a long course.
func (m *Model) folded(e lessons.Entry, at int, long bool) (folded, byHand bool) {
	if f, ok := m.contents.folds[at]; ok {
		return f, f
	}
	return e.Page != nil && long && e.Page != m.Lesson.Page, false
}

// fold hides what lies below the selected row, or shows it again.
func (m *Model) fold(rows []entry) {
	c := &m.contents
	e := rows[c.at]
	if c.folds == nil {
		c.folds = map[int]bool{}
	}
	c.folds[e.at] = !e.folded
	c.folded++
	for i, r := range m.entries() {
		if r.at == e.at {
			c.at = i // a lesson that is folded away leaves the cursor on its page
			return
		}
	}
}

// hasRowsBelow reports whether a page, which is parsed, has more in the contents than one row.
func hasRowsBelow(p *lessons.Page) bool {
	ls := p.Lessons()
	return len(ls) > 1 || len(ls[0].Sections) > 0
}

// pageEntries makes the rows of a page that is not folded: its own, and one for each
// lesson and each section that was joined to a lesson.
func pageEntries(e lessons.Entry, ls []*lessons.Lesson, first, at int) []entry {
	var out []entry
	depth := e.Depth
	if hasRowsBelow(e.Page) {
		out = append(out, entry{title: e.Page.Title(), depth: depth, page: e.Page, at: at})
		depth++
	}
	for i, l := range ls {
		n := 0
		if first > 0 {
			n = first + i
		}
		out = append(out, entry{title: lessonTitle(l), depth: depth, page: e.Page, lesson: l, number: n, at: at})
		for _, s := range l.Sections {
			out = append(out, entry{title: s.Title, depth: depth + 1, page: e.Page, lesson: l, block: s.Block, at: at})
		}
	}
	return out
}

// lessonTitle is a lesson's title with its part, safe for the screen.
func lessonTitle(l *lessons.Lesson) string { return typeset.Clean(l.Title) + partOf(l) }

// partOf is " (2/3)" where a section was divided.
func partOf(l *lessons.Lesson) string {
	if l.Parts < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d/%d)", l.Part, l.Parts)
}

// titleAt returns the title of an entry fitted to a number of columns; the part is never cut off.
func (e entry) titleAt(room int) string {
	title := e.title
	if e.lesson == nil && e.page != nil {
		title = e.page.Title()
	}
	switch {
	case e.folded:
		return typeset.Fit("+ "+typeset.Clean(title), room)
	case e.lesson == nil, e.section():
		return typeset.Fit(typeset.Clean(title), room)
	}
	part := partOf(e.lesson)
	return typeset.Fit(typeset.Clean(e.lesson.Title), room-typeset.Width(part)) + part
}

// lessonsOf returns the lessons that an entry stands for.
func (e entry) lessonsOf() []*lessons.Lesson {
	if e.folded {
		return e.page.Lessons()
	}
	if e.section() {
		return nil // they are counted in the row of the lesson
	}
	return []*lessons.Lesson{e.lesson}
}
