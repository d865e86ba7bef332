package reader

import (
	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
)

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

// startingPace is the reading pace assumed until the student's own is known, in words a minute.
const startingPace = 200

// pace returns the student's own reading pace in words a minute, once enough is read
// to tell. While the course is being parsed it is that of the pages parsed when
// it was first asked for.
func (m *Model) pace() float64 {
	key := sumKey{course: m.Course, turn: m.Known.Turn}
	if _, complete := m.Course.Count(); complete {
		key.revision = m.Course.Revision()
	}
	return m.caches.pace.get(key, m.measurePace)
}

func (m *Model) measurePace() float64 {
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
	if words < 400 || seconds < 60 {
		return startingPace
	}
	// Who leafs through has no pace, and who leaves the screen open reads no slower.
	return max(60, min(600, float64(words)/seconds*60))
}

// minutesLeft returns how many minutes the lessons not read yet will take, and those
// of them that are on the short way through the course.
func (m *Model) minutesLeft() (all, core float64) {
	words := m.caches.unread.get(sumKey{m.Course, m.Course.Revision(), m.Known.Turn}, func() [2]int {
		var words [2]int
		for _, p := range m.Course.Known() {
			if !p.Parsed() {
				continue
			}
			for _, l := range p.Lessons() {
				if !m.Known.Lessons[l.ID].Read {
					words[0] += l.Words
					if l.Core() {
						words[1] += l.Words
					}
				}
			}
		}
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
