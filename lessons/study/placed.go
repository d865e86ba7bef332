package study

import (
	"cmp"
	"slices"

	"lectern/lessons"
)

// Placed is a note together with its place in the course as it is now. If it lost
// its place, Found is false and At is where it was.
type Placed struct {
	Note
	Found  bool
	At     lessons.Place
	Lesson *lessons.Lesson // that At is in; nil if the course no longer has it
	Number int             // of the lesson in the course, from 1; 0 if the place is lost
}

// PlaceNotes finds the place of each note and puts them in reading order; those
// that lost their place come last.
func PlaceNotes(c *lessons.Course, notes []Note) []Placed {
	if len(notes) == 0 {
		return nil
	}
	number := map[string]int{}
	for i, l := range c.Lessons() {
		number[l.ID] = i + 1
	}
	out := make([]Placed, len(notes))
	for i, n := range notes {
		p := Placed{Note: n, At: n.Place}
		if now, found := c.Relocate(n.Place, n.Paragraph); found {
			p.At, p.Found, p.Number = now, true, number[now.Lesson]
		}
		p.Lesson = c.Lesson(p.At.Lesson)
		out[i] = p
	}
	slices.SortStableFunc(out, func(x, y Placed) int {
		if x.Found != y.Found {
			if x.Found {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.Number, y.Number), cmp.Compare(x.At.Block, y.At.Block), x.Created.Compare(y.Created))
	})
	return out
}
