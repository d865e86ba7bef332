package reader

import (
	"lectern/lessons"
	"lectern/lessons/study"
)

// sums is what is added up over all lessons of the course. Drawing asks for it at
// each key, so it is kept as long as course and record are the same.
type sums struct {
	read  int // lessons that the record has as read
	pace  float64
	words int // of the lessons that are not read yet
	lines []lessonLine

	totals study.Totals

	readOf, paceOf, wordsOf, linesOf, totalsOf sumKey
}

// sumKey is what a sum was made of. The zero key is of none.
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

// due reports whether a sum is to be made again, and notes what it will be of.
func (k *sumKey) due(now sumKey) bool {
	if *k == now {
		return false
	}
	*k = now
	return true
}

// readLessons is how many lessons the record has as read.
func (m *Model) readLessons() int {
	if m.sums.readOf.due(sumKey{course: m.Course, turn: m.Known.Turn}) {
		m.sums.read = 0
		for _, l := range m.Known.Lessons {
			if l.Read {
				m.sums.read++
			}
		}
	}
	return m.sums.read
}

// startingPace is how fast people read before more is known, in words a minute.
const startingPace = 200

// pace is the student's own reading pace in words a minute, once enough is read
// to tell. While the course is being parsed it is that of the pages parsed when
// it was first asked for.
func (m *Model) pace() float64 {
	key := sumKey{course: m.Course, turn: m.Known.Turn}
	if _, complete := m.Course.Count(); complete {
		key.revision = m.Course.Revision()
	}
	if !m.sums.paceOf.due(key) {
		return m.sums.pace
	}
	words, seconds := 0, 0.0
	for _, p := range m.Course.Known() {
		if !p.Parsed() || len(m.Known.Lessons) == 0 {
			continue
		}
		for _, l := range p.Lessons() {
			if st := m.Known.Lessons[l.ID]; st.Read && st.Seconds > 0 {
				words += l.Words
				seconds += st.Seconds
			}
		}
	}
	m.sums.pace = startingPace
	if words >= 400 && seconds >= 60 {
		// Who leafs through has no pace, and who leaves the screen open reads no slower.
		m.sums.pace = max(60, min(600, float64(words)/seconds*60))
	}
	return m.sums.pace
}

// minutesLeft is how long the lessons that are not read yet will take.
func (m *Model) minutesLeft() float64 {
	if m.sums.wordsOf.due(sumKey{m.Course, m.Course.Revision(), m.Known.Turn}) {
		m.sums.words = 0
		for _, p := range m.Course.Known() {
			if p.Parsed() {
				for _, l := range p.Lessons() {
					if !m.Known.Lessons[l.ID].Read {
						m.sums.words += l.Words
					}
				}
			}
		}
	}
	return float64(m.sums.words) / m.pace()
}

// lessonLines are the rows of the table of lessons.
func (m *Model) lessonLines() []lessonLine {
	if !m.sums.linesOf.due(sumKey{course: m.Course, revision: m.Course.Revision()}) {
		return m.sums.lines
	}
	out := m.sums.lines[:0]
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
	m.sums.lines = out
	return out
}
