package study

import (
	"lectern/lessons"
	"lectern/lessons/doc"
)

// Edition is a course as it is after an edit of its files.
type Edition struct {
	Course  *lessons.Course // nil if it cannot be opened as it is
	Problem string          // "file:line: text" of the gravest fault in what was edited, or why it cannot be opened; "" if there is none
}

// Take goes on in another edition of the course, at the same paragraph. The way
// back and forward leads to the same paragraphs too; marks and notes find theirs
// when they are looked for.
func (s *Session) Take(c *lessons.Course) {
	for _, way := range [][]lessons.Place{s.back, s.ahead} {
		for i, p := range way {
			if l := s.Course.Lesson(p.Lesson); l != nil {
				l, at := samePlace(c, l, p.Position)
				way[i] = lessons.Place{Lesson: l.ID, Position: at}
			}
		}
	}
	was := s.Place()
	s.Lesson, s.At = samePlace(c, s.Lesson, s.At)
	if v := s.visit; v != nil {
		v.lesson, v.at = samePlace(c, v.lesson, v.at)
	}
	s.Course = c
	if now := s.Place(); now != was {
		s.do(SavePlace{now})
	}
}

// samePlace finds a place of one edition in another: its paragraph; where that was
// edited away, what stood below or above it in the lesson; else the lesson of that
// ID, else the one at its place on the page.
func samePlace(c *lessons.Course, l *lessons.Lesson, at doc.Position) (*lessons.Lesson, doc.Position) {
	for _, i := range outward(at.Block, len(l.Blocks())) {
		was := lessons.Place{Lesson: l.ID, Position: doc.Position{Block: i}}
		now, ok := c.Relocate(was, Paragraph(l, i))
		if !ok {
			continue
		}
		found := c.Lesson(now.Lesson)
		if found == nil {
			continue
		}
		if i == at.Block {
			return found, doc.Position{Block: now.Block, Offset: at.Offset}
		}
		return found, doc.Position{Block: max(0, now.Block-(i-at.Block))}
	}
	if found := c.Lesson(l.ID); found != nil {
		return found, at
	}
	if p := c.Page(l.Page.Path); p != nil {
		ls := p.Lessons()
		return ls[min(l.Index, len(ls)-1)], doc.Position{}
	}
	return c.First(), doc.Position{}
}

// outward lists the numbers below n from one on, then those before it backward: 2, 3, 4, 1, 0 of 5 from 2 on.
func outward(from, n int) []int {
	var out []int
	for i := max(0, from); i < n; i++ {
		out = append(out, i)
	}
	for i := min(from, n) - 1; i >= 0; i-- {
		out = append(out, i)
	}
	return out
}
