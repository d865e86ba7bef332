package cli

import (
	"context"
	"fmt"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
)

// maxHits is how many lessons a search lists.
const maxHits = 50

// lineSpot is a place that a list names.
type lineSpot struct {
	lesson *lessons.Lesson
	at     doc.Position
}

// search lists the lessons that hold some words, with the text around the first of them.
func (m *lineMode) search(arg string) error {
	q, ok := lessons.NewQuery(arg)
	if !ok {
		m.say("Say what to look for: search pump")
		return nil
	}
	list := lineList{what: "hit"}
	n, more := 0, false
	m.course.Search(context.Background(), q, func(h lessons.Hit) bool {
		if more = len(list.spots) == maxHits; more {
			return false
		}
		n += len(h.At)
		list.spots = append(list.spots, lineSpot{h.Lesson, spotOf(h.Lesson, int(h.At[0].Start))})
		snippet, _, _ := h.Snippet(0, 24, 24)
		m.say("  %d. %s%s: ... %s ...", len(list.spots), typeset.Clean(h.Lesson.Name()), times(len(h.At)), typeset.Clean(snippet))
		return true
	})
	switch {
	case n == 0:
		m.say("Nothing found.")
		return nil
	case more:
		m.say("The first %d lessons that hold it; more words find fewer. hit 1 goes to the first.", maxHits)
	default:
		m.say("%s in %s. hit 1 goes to the first.", plural(n, "hit"), plural(len(list.spots), "lesson"))
	}
	m.list = list
	return nil
}

func times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(", %d times", n)
}

// spotOf returns the block in which a byte of the lesson's text stands. The text
// is that of its blocks with a blank line between them (doc.PlainText).
func spotOf(l *lessons.Lesson, at int) doc.Position {
	end := 0
	for i, b := range l.Blocks() {
		n := len(doc.PlainText([]doc.Block{b}))
		if n == 0 {
			continue
		}
		if end += n + len("\n\n"); at < end {
			return doc.Position{Block: i}
		}
	}
	return doc.Position{}
}

// hit goes to a hit of the last search.
func (m *lineMode) hit(arg string) error {
	if m.list.what != "hit" {
		m.say("There is no list of hits; search makes one.")
		return nil
	}
	n, ok := m.one(arg, "hit", len(m.list.spots))
	if !ok {
		return nil
	}
	return m.pick(n)
}

// pick goes to a row of the list, which stays, so that the next row can be picked too.
func (m *lineMode) pick(n int) error {
	list := m.list
	if n < 1 || n > len(list.spots) {
		m.say("There is no %s %d; they go from 1 to %d.", list.what, n, len(list.spots))
		return nil
	}
	s := list.spots[n-1]
	if s.lesson == nil {
		m.say("This note lost its place.")
		return nil
	}
	m.jump(s.lesson, s.at)
	m.list = list
	return nil
}

// links lists the links of the lesson.
func (m *lineMode) links(string) error {
	links := m.text.page.Links
	if len(links) == 0 {
		m.say("This lesson has no links.")
		return nil
	}
	for _, l := range links {
		text := typeset.Clean(l.Text)
		if l.Note {
			text = "footnote " + text
		}
		m.say("  %d. %s: %s", l.Number, text, m.leads(m.course.Resolve(m.lesson, l.Target, l.Ref)))
	}
	m.list = lineList{what: "link"}
	return nil
}

// leads says where a link leads.
func (m *lineMode) leads(d lessons.Destination) string {
	address := typeset.Clean(d.Address)
	switch d.Kind {
	case lessons.Inside:
		l := m.course.Lesson(d.Place.Lesson)
		switch {
		case l == nil:
			return "in this course"
		case l.ID == m.lesson.ID:
			return "in this lesson"
		}
		return "in this course, " + m.name(l)
	case lessons.External:
		return address
	case lessons.Absent:
		if address != "" {
			return address + ", not in this course"
		}
	case lessons.Refused:
		return fmt.Sprintf("%s, shown only: %s", address, typeset.Clean(d.Reason))
	}
	return typeset.Clean(d.Reason)
}

// link returns a link of the lesson by the number that was typed.
func (m *lineMode) link(arg string) (typeset.Link, lessons.Destination, bool) {
	links := m.text.page.Links
	n, ok := m.one(arg, "link", len(links))
	if !ok {
		return typeset.Link{}, lessons.Destination{}, false
	}
	l := links[n-1]
	return l, m.course.Resolve(m.lesson, l.Target, l.Ref), true
}

// openLink follows a link. Nothing outside the course is opened otherwise.
func (m *lineMode) openLink(arg string) error {
	_, d, ok := m.link(arg)
	if !ok {
		return nil
	}
	switch d.Kind {
	case lessons.Inside:
		l := m.course.Lesson(d.Place.Lesson)
		if l == nil {
			m.say("The lesson that this link names is gone.")
			return nil
		}
		m.jump(l, d.Place.Position)
	case lessons.External:
		return m.openAddress(d.Address)
	default:
		m.say("%s", upperFirst(m.leads(d)))
	}
	return nil
}

// openAddress gives an address to the system's opener.
func (m *lineMode) openAddress(address string) error {
	m.say("%s", typeset.Clean(address))
	switch {
	case !m.opener.Ready():
		m.say("No program that opens addresses was found here. Set $BROWSER to name one.")
		return nil
	case m.opener.NeedsTerminal() && !m.talks:
		m.say("The browser here needs a terminal, and this is none.")
		return nil
	}
	if err := m.out.Flush(); err != nil {
		return err
	}
	if err := m.opener.Open(address); err != nil {
		m.say("Not opened: %s", typeset.Clean(err.Error()))
		return nil
	}
	m.say("Opened.")
	return nil
}
