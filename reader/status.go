package reader

import (
	"fmt"
	"strings"

	"lectern/reader/typeset"
)

// statusText is what the line above the footer says: the number being typed, what
// was just done, why nothing is saved, or where the student is.
func (m *Model) statusText() (string, typeset.Role) {
	switch {
	case m.number > 0 && len(m.over) == 0 && !m.contents.focus:
		return m.numberText(), typeset.Body
	case m.message != "":
		return m.message, typeset.Body
	case m.notice != "":
		return m.notice, NoticeRole
	case m.find.on && m.stage == atLesson:
		return m.hitCount(), typeset.Body
	case m.run != nil && m.run.away && m.stage == atLesson:
		return "a or n leads back to the question", typeset.MutedRole
	case m.stage == atLesson && len(m.over) == 0:
		return m.placeText(), typeset.MutedRole
	}
	return "", typeset.Body
}

// numberText says what the number that is being typed can be used for.
func (m *Model) numberText() string {
	parts := []string{fmt.Sprintf("%d", m.number)}
	if t := m.targetOf(m.number); t != "" {
		parts = append(parts, "Enter: "+t)
	}
	parts = append(parts, fmt.Sprintf("g: lesson %d", m.number))
	return strings.Join(parts, "   ")
}

// placeText is the lesson's title and part while its heading is not on the screen, and what follows at its end.
func (m *Model) placeText() string {
	title := ""
	if m.firstLine() > 0 || m.lesson.Part > 1 {
		title = typeset.Clean(m.lesson.Title)
	}
	if m.lesson.Parts > 1 {
		title = typeset.Clean(m.lesson.Title) + fmt.Sprintf(", part %d of %d", m.lesson.Part, m.lesson.Parts)
	}
	if m.atEndOfText() {
		if n := m.unanswered(m.lesson); n > 0 && m.canAsk(m.lesson) {
			follows := plural(n, "1 question follows", fmt.Sprintf("%d questions follow", n))
			if title == "" {
				return follows
			}
			return title + "  ·  " + follows
		}
	}
	return title
}

// moreBelow says at the right of the status line that there is more to scroll to.
func (m *Model) moreBelow() string {
	above, below := false, false
	if m.stage == atLesson && len(m.over) == 0 {
		above, below = m.firstLine() > 0, !m.atEndOfText()
	} else {
		top, rows, h := m.scrolled()
		above, below = *top > 0, *top+h < rows
	}
	switch {
	case above && below:
		return "↑↓ more"
	case below:
		return "↓ more"
	case above:
		return "↑ more"
	}
	return ""
}
