package reader

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/reader/typeset"
)

// contents is the contents panel.
type contents struct {
	open, focus bool
	at          int          // the selected row
	top         int          // first row on the screen
	follow      bool         // the panel should show the open lesson again
	folds       map[int]bool // what the student folded (true) and unfolded, by place in the outline
	rows        []entry      // entries, as long as what they were made of is the same
	madeOf      contentsKey
}

// entry is a row of the contents: a part, a page that is not parsed yet, or a lesson.
type entry struct {
	title  string
	depth  int
	page   *lessons.Page
	lesson *lessons.Lesson
	number int  // of the lesson; 0 where it is not known
	folded bool // rows below it are not shown; lesson, if it is one, is the first of several
	at     int  // its place in the outline
}

// manyLessons is from how many lessons on only the open page shows its own.
const manyLessons = 60

// contentsKey is what the rows of the contents are made of, besides folds.
type contentsKey struct {
	course   *lessons.Course
	revision int64
	page     *lessons.Page // the open one
}

// entries returns the rows of the contents. Each draw and each key asks for them,
// and a course may have tens of thousands.
func (m *Model) entries() []entry {
	c, key := &m.contents, contentsKey{m.course, m.course.Revision(), m.lesson.Page}
	if c.rows == nil || c.madeOf != key {
		c.rows, c.madeOf = m.makeEntries(), key
	}
	return c.rows
}

// makeEntries makes the rows of the contents. A page whose first lesson has the page's
// own title needs no row of its own.
func (m *Model) makeEntries() []entry {
	var out []entry
	all, _ := m.course.Count()
	long := all > manyLessons
	number, known := 0, true
	hidden := -1 // rows deeper than this are folded away
	for i, e := range m.course.Outline() {
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
		case folded && len(e.Page.Lessons()) > 1:
			out = append(out, entry{
				title: e.Page.Title(), depth: e.Depth, page: e.Page, lesson: e.Page.Lessons()[0], number: first, folded: true, at: i,
			})
		default:
			out = append(out, pageEntries(e, e.Page.Lessons(), first, i)...)
		}
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
	return e.Page != nil && long && e.Page != m.lesson.Page, false
}

// fold hides what lies below the selected row, or shows it again.
func (m *Model) fold(rows []entry) {
	c := &m.contents
	e := rows[c.at]
	if c.folds == nil {
		c.folds = map[int]bool{}
	}
	c.folds[e.at] = !e.folded
	c.rows = nil
	for i, r := range m.entries() {
		if r.at == e.at {
			c.at = i // a lesson that is folded away leaves the cursor on its page
			return
		}
	}
}

func pageEntries(e lessons.Entry, ls []*lessons.Lesson, first, at int) []entry {
	var out []entry
	below := e.Depth
	if len(ls) > 1 && ls[0].Title != e.Page.Title() {
		out = append(out, entry{title: e.Page.Title(), depth: e.Depth, page: e.Page, at: at})
		below++
	}
	for i, l := range ls {
		n := 0
		if first > 0 {
			n = first + i
		}
		depth := below
		if i > 0 && below == e.Depth && len(ls) > 1 {
			depth++
		}
		out = append(out, entry{title: lessonTitle(l), depth: depth, page: e.Page, lesson: l, number: n, at: at})
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

// titleAt is the title of an entry in so many columns; the part is never cut off.
func (e entry) titleAt(room int) string {
	title := e.title
	if e.lesson == nil && e.page != nil {
		title = e.page.Title()
	}
	switch {
	case e.folded:
		return cut("+ "+typeset.Clean(title), room)
	case e.lesson == nil:
		return cut(typeset.Clean(title), room)
	}
	part := partOf(e.lesson)
	return cut(typeset.Clean(e.lesson.Title), room-width(part)) + part
}

// toggleContents opens the panel and goes into it, or closes it.
func (m *Model) toggleContents() {
	c := &m.contents
	if c.open && c.focus {
		c.open, c.focus = false, false
		return
	}
	c.open, c.focus, c.follow = true, true, true
	m.followLesson()
}

// followLesson puts the panel's cursor on the open lesson.
func (m *Model) followLesson() {
	c := &m.contents
	if !c.follow {
		return
	}
	for i, e := range m.entries() {
		if e.lesson == m.lesson || e.lesson == nil && e.page == m.lesson.Page {
			c.at = i
			if e.lesson == m.lesson {
				break
			}
		}
	}
	c.follow = false
}

// updateContents moves in the panel and opens what is selected.
func (m *Model) updateContents(in Input) {
	c := &m.contents
	rows := m.entries()
	page := max(1, m.layout().panel.h-3)
	switch in.Action {
	case Down:
		c.at += m.takeNumber(1)
	case Up:
		c.at -= m.takeNumber(1)
	case PageDown:
		c.at += page
	case PageUp:
		c.at -= page
	case Top, Bottom:
		if n := m.takeNumber(0); n > 0 {
			m.closeContents()
			m.openNumber(n)
			return
		}
		c.at = 0
		if in.Action == Bottom {
			c.at = len(rows) - 1
		}
	case Digit:
		m.digit(in.Arg)
		for i, e := range rows {
			if e.number == m.number && e.lesson != nil {
				c.at = i
			}
		}
	case Pick:
		c.at = in.Arg
		if in.Click {
			m.openEntry(rows)
			return
		}
	case Open:
		m.number = 0
		m.openEntry(rows)
		return
	case Fold:
		c.at = max(0, min(c.at, len(rows)-1))
		m.fold(rows)
		return
	case Leave:
		c.focus = false
	}
	c.at = max(0, min(c.at, len(rows)-1))
}

// openEntry opens the lesson of the selected row.
func (m *Model) openEntry(rows []entry) {
	c := &m.contents
	c.at = max(0, min(c.at, len(rows)-1))
	e := rows[c.at]
	l := e.lesson
	if l == nil && e.page != nil {
		l = e.page.Lessons()[0]
	}
	if l == nil && e.folded {
		m.fold(rows)
		return
	}
	if l == nil && c.at+1 < len(rows) {
		// A part opens at its first page.
		c.at++
		m.openEntry(rows)
		return
	}
	m.closeContents()
	m.dropRun()
	if l != nil {
		m.jump(l, typeset.Position{})
	}
}

// closeContents goes back to the text; beside it the panel stays open.
func (m *Model) closeContents() {
	m.contents.focus = false
	if m.w < panelBeside {
		m.contents.open = false
	}
}

// timeLeft is how much of the course is read and how long the rest takes.
func (m *Model) timeLeft() string {
	read, all, complete := m.readShare()
	if all == 0 || !complete {
		return "reading the course …"
	}
	if read == all {
		return "all read"
	}
	return percent(float64(read)/float64(all)) + " read, " + duration(m.minutesLeft()*60) + " left"
}

// contentsSheet draws the panel's rows at a width. Signs tell the state, so that
// it can be read without colour: ✓ read, ▸ here, ? questions not answered yet.
func (m *Model) contentsSheet(w int) *sheet {
	m.followLesson()
	s, rows := newSheet(), m.entries()
	digits := 0
	for _, e := range rows {
		if e.number > 0 {
			digits = len(strconv.Itoa(e.number)) // they grow
		}
	}
	s.more, s.make = len(rows), func(i int) row { return m.contentsRow(i, rows[i], w, digits) }
	s.first, s.last = m.contents.at, min(m.contents.at, len(rows)-1)
	return s
}

func (m *Model) contentsRow(i int, e entry, w, digits int) row {
	read, here, role := " ", " ", typeset.Body
	note := ""
	switch {
	case e.page == nil:
		role = typeset.SubheadingRole
	case e.lesson == nil:
		role = typeset.SubheadingRole
	default:
		if m.entryRead(e) {
			read = "✓"
		}
		if e.lesson == m.lesson {
			here, role = "▸", HereRole
		}
		note = m.entryNote(e, w)
	}
	if m.contents.focus && i == m.contents.at {
		role = SelectedRole
	}
	number := ""
	if e.number > 0 {
		number = fmt.Sprintf("%*d ", digits, e.number)
	}
	indent := min(e.depth*2, w/4)
	left := read + here + fmt.Sprintf("%*s", indent, "") + number
	room := w - width(left) - width(note) - 1
	title := e.titleAt(room)
	gap := max(1, w-width(left)-width(title)-width(note))
	return row{pick: i, spans: []typeset.Span{
		{Text: left + title, Role: role},
		{Text: fmt.Sprintf("%*s", gap, ""), Role: blankOf(role)},
		{Text: note, Role: noteRole(role)},
	}}
}

// entryNote is what stands at the right of a row: the questions that are left,
// the best score, the minutes; where there is little room, fewer of them.
func (m *Model) entryNote(e entry, w int) string {
	left, best := m.questionsLeft(e), m.bestScore(e)
	minutes := fmt.Sprintf("%.0fm", math.Ceil(m.minutes(e)))
	switch {
	case w >= 44:
		return fmt.Sprintf("%4s %5s %4s", left, best, minutes)
	case left == "":
		left = best
	}
	if w >= 32 {
		return strings.TrimSpace(fmt.Sprintf("%s %4s", left, minutes))
	}
	return left
}

func blankOf(role typeset.Role) typeset.Role {
	if role == SelectedRole {
		return role
	}
	return typeset.Body
}

func noteRole(role typeset.Role) typeset.Role {
	if role == SelectedRole {
		return role
	}
	return typeset.MutedRole
}

// lessonsOf returns the lessons that an entry stands for.
func (e entry) lessonsOf() []*lessons.Lesson {
	if e.folded {
		return e.page.Lessons()
	}
	return []*lessons.Lesson{e.lesson}
}

// entryRead reports whether all that an entry stands for is read.
func (m *Model) entryRead(e entry) bool {
	for _, l := range e.lessonsOf() {
		if !m.known.lessons[l.ID].Read {
			return false
		}
	}
	return true
}

// minutes is how long the lessons of an entry take to read.
func (m *Model) minutes(e entry) float64 {
	sum, pace := 0.0, m.pace()
	for _, l := range e.lessonsOf() {
		sum += l.Minutes(pace)
	}
	return sum
}

// questionsLeft is "?3" for questions not yet answered, "" if there are none.
func (m *Model) questionsLeft(e entry) string {
	left := 0
	for _, l := range e.lessonsOf() {
		if len(l.Questions) == 0 {
			continue
		}
		left += m.unanswered(l)
	}
	if left == 0 {
		return ""
	}
	return "?" + strconv.Itoa(left)
}

// bestScore is the mean of the best scores of an entry's lessons, of those that have one.
func (m *Model) bestScore(e entry) string {
	best, taken := 0.0, 0
	for _, l := range e.lessonsOf() {
		if s := m.known.scores[l.Scope()]; s.Attempts > 0 {
			best += s.Best
			taken++
		}
	}
	if taken == 0 {
		return ""
	}
	return percent(best / float64(taken))
}

// percent writes a share 0..1 as whole percent; only all is 100 %.
func percent(share float64) string {
	p := int(math.Round(share * 100))
	if p == 100 && share < 1 {
		p = 99
	}
	return strconv.Itoa(p) + " %"
}
