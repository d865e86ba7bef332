package line

import (
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/words"
)

// list is the list shown last; a bare number picks from it.
type list struct {
	pick  func(m *reading, number string) error // nil when nothing was listed
	hits  bool                                  // it is of the hits of a search
	spots []spot                                // places that a number goes to
}

// spot is a place that a list names; its lesson is nil if the place is lost.
type spot struct {
	lesson *lessons.Lesson
	at     doc.Position
}

// number picks from the list that was shown last.
func (m *reading) number(n int) error {
	if m.list.pick != nil {
		return m.list.pick(m, strconv.Itoa(n))
	}
	m.say(words.T("%[1]s %[3]d opens lesson %[3]d, %[2]s %[3]d follows link %[3]d.", called(cmdGo), called(cmdOpen), n))
	return nil
}

// counted holds the sentences for a wrong number, for one kind of list.
type counted struct {
	none  func() string            // there is none at all
	which func(most int) string    // no number was given
	wrong func(n, most int) string // there is none of that number
}

func linkNumber() counted {
	return counted{
		none:  func() string { return words.T("There is no link here.") },
		which: func(most int) string { return words.T("Say which link by its number, from 1 to %d.", most) },
		wrong: func(n, most int) string { return words.T("There is no link %d; they go from 1 to %d.", n, most) },
	}
}

func hitNumber() counted {
	return counted{
		none:  func() string { return words.T("There is no hit here.") },
		which: func(most int) string { return words.T("Say which hit by its number, from 1 to %d.", most) },
		wrong: func(n, most int) string { return words.T("There is no hit %d; they go from 1 to %d.", n, most) },
	}
}

func noteNumber() counted {
	return counted{
		none:  func() string { return words.T("There is no note here.") },
		which: func(most int) string { return words.T("Say which note by its number, from 1 to %d.", most) },
		wrong: func(n, most int) string { return words.T("There is no note %d; they go from 1 to %d.", n, most) },
	}
}

// one reads a number from 1 to most, and reports what is wrong with anything else.
func (m *reading) one(arg string, of counted, most int) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(arg))
	switch {
	case most == 0:
		m.say(of.none())
	case err != nil:
		m.say(of.which(most))
	case n < 1 || n > most:
		m.say(of.wrong(n, most))
	default:
		return n, true
	}
	return 0, false
}

// pickSpot goes to a spot of the list, which stays, so that the next can be picked too.
func (m *reading) pickSpot(arg string, of counted) error {
	list := m.list
	n, ok := m.one(arg, of, len(list.spots))
	if !ok {
		return nil
	}
	s := list.spots[n-1]
	if s.lesson == nil {
		m.say(words.T("This note lost its place."))
		return nil
	}
	m.jump(s.lesson, s.at)
	m.list = list
	return nil
}
