package reader

import (
	"lectern/lessons"
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
		a.doing(func(m *Model) { m.replaceCourse(e.Course) })
		a.background(func() { a.warm(e.Course) })
	}
	a.model.say(e.Problem)
}

// replaceCourse goes on in another edition of the course, at the same paragraph.
func (m *Model) replaceCourse(c *lessons.Course) {
	m.Take(c)
	m.link, m.caches = 0, &caches{}      // pictures' files may have changed, too
	m.find = find{turn: m.find.turn + 1} // hits point into the old edition
	m.contents.folds, m.contents.follow = nil, true
	m.contents.folded++
	m.settle()
}
