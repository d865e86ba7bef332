package reader

import (
	"fmt"
	"slices"
	"strings"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// statusText is what the line above the footer says: the number being typed, what
// was just done, why nothing is saved, or where the student is.
func (m *Model) statusText() (string, typeset.Role) {
	switch {
	case m.number > 0 && m.mode()&(keys.Reading|keys.InBlock) != 0:
		return m.numberText(), typeset.Body
	case m.message != "":
		return m.message, typeset.Body
	case m.hover > 0 && m.stage == atLesson && len(m.over) == 0:
		return m.targetOf(m.hover), typeset.Body
	case m.notice != "":
		return m.notice, sheet.NoticeRole
	case m.find.on && m.stage == atLesson && len(m.over) == 0:
		return m.hitCount(), typeset.Body
	case m.run != nil && m.run.away && m.stage == atLesson:
		return words.T("%s or %s leads back to the question", m.keys.Say(m.mode(), keys.Questions), m.keys.Say(m.mode(), keys.Next)), typeset.MutedRole
	case m.stage == atLesson && len(m.over) == 0:
		return m.placeText(), typeset.MutedRole
	}
	return "", typeset.Body
}

// numberText says what the number that is being typed can be used for.
func (m *Model) numberText() string {
	parts := []string{fmt.Sprintf("%d", m.number)}
	if t := m.targetOf(m.number); t != "" {
		parts = append(parts, words.T("%s: %s", m.keys.Say(m.mode(), keys.Open), t))
	}
	if m.mode() != keys.InBlock {
		parts = append(parts, words.T("%s: lesson %d", m.keys.Say(m.mode(), keys.Top), m.number))
	}
	return strings.Join(parts, "   ")
}

// placeText is the lesson's title and part while its heading is not on the screen,
// what can be seen whole, and what follows at the end.
func (m *Model) placeText() string {
	parts := []string{m.placeTitle(), m.lessenedHere()}
	if n := m.Unanswered(m.Lesson); m.atEndOfText() && n > 0 {
		parts = append(parts, words.N("1 question follows", "%d questions follow", n, n))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ·  ")
}

// placeTitle is the lesson's title and part while its heading is not on the screen.
func (m *Model) placeTitle() string {
	title := ""
	if m.firstLine() > 0 || m.Lesson.Part > 1 {
		title = typeset.Clean(m.Lesson.Title)
	}
	if m.Lesson.Parts > 1 {
		title = words.T("%s, part %d of %d", typeset.Clean(m.Lesson.Title), m.Lesson.Part, m.Lesson.Parts)
	}
	return title
}

// more says in which directions there is more to scroll to.
type more struct{ above, below, left, right bool }

func (m *Model) more() more {
	if m.layout().over && len(m.over) == 0 {
		return more{} // the contents lie over the text, and have a sign of their own
	}
	if m.stage == atLesson && len(m.over) == 0 {
		return more{above: m.firstLine() > 0, below: !m.atEndOfText()}
	}
	top, rows, h := m.scrolled()
	d := more{above: *top > 0, below: *top+h < rows}
	if o := m.front(); o != nil {
		d.left, d.right = o.sides(m)
	}
	return d
}

// sideSigns are the signs for what lies left and right.
func (d more) sideSigns() string {
	signs := ""
	if d.left {
		signs += "←"
	}
	if d.right {
		signs += "→"
	}
	return signs
}

// text is what the status line says at its right.
func (d more) text() string {
	signs := d.sideSigns()
	if d.above {
		signs += "↑"
	}
	if d.below {
		signs += "↓"
	}
	if signs == "" {
		return ""
	}
	return words.T("%s more", signs)
}
