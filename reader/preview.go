package reader

import (
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
)

// follow takes the editions that come while the course is read: an author sees
// each edit at the paragraph where they are.
func (a *app) follow() {
	for e := range a.cfg.Editions {
		a.later(func() { a.take(e) })
	}
}

// take shows an edition. One that cannot be opened leaves the screen as it is, with the reason.
func (a *app) take(e study.Edition) {
	if e.Course != nil {
		a.model.replaceCourse(e.Course)
		a.background(func() { a.warm(e.Course) })
	}
	a.model.say(e.Problem)
}

// replaceCourse goes on in another edition of the course, at the same paragraph.
func (m *Model) replaceCourse(c *lessons.Course) {
	m.lesson, m.place = m.sameSpot(c, spot{m.lesson, m.place})
	m.course = c
	m.pageOf, m.link = nil, 0
	m.pictures = pictures{front: m.pictures.front} // their files may have changed, too
	m.find = find{turn: m.find.turn + 1}           // hits point into the old edition
	m.contents.folds, m.contents.rows, m.contents.follow = nil, nil, true
	for i, s := range m.way {
		m.way[i].lesson, m.way[i].place = m.sameSpot(c, s)
	}
}

// sameSpot finds a place of the old edition in the new one: its paragraph; where
// that was edited away, what stood below or above it in the lesson; else the
// lesson of that ID, else the one in its place on the page.
func (m *Model) sameSpot(c *lessons.Course, s spot) (*lessons.Lesson, doc.Position) {
	blocks := s.lesson.Blocks()
	for _, i := range outward(s.place.Block, len(blocks)) {
		was := lessons.Place{Lesson: s.lesson.ID, Position: doc.Position{Block: i}}
		at, ok := c.Relocate(was, doc.PlainText(blocks[i:i+1]))
		if !ok {
			continue
		}
		l := c.Lesson(at.Lesson)
		if l == nil {
			continue
		}
		if i == s.place.Block {
			return l, doc.Position{Block: at.Block, Offset: s.place.Offset}
		}
		return l, doc.Position{Block: max(0, at.Block-(i-s.place.Block))}
	}
	if l := c.Lesson(s.lesson.ID); l != nil {
		return l, s.place
	}
	if p := c.Page(s.lesson.Page.Path); p != nil {
		ls := p.Lessons()
		return ls[min(s.lesson.Index, len(ls)-1)], doc.Position{}
	}
	return c.First(), doc.Position{}
}

// outward counts from a number to the end, then from it to the beginning: 2, 3, 4, 1, 0 of 5.
func outward(from, n int) []int {
	var out []int
	for i := from; i < n; i++ {
		out = append(out, i)
	}
	for i := min(from, n) - 1; i >= 0; i-- {
		out = append(out, i)
	}
	return out
}
