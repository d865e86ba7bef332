package reader

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/terminal"
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
	case m.find.on && !m.find.away && m.stage == atLesson && len(m.over) == 0:
		return m.hitCount(), typeset.Body
	case m.stage == atLesson && m.questionWaits():
		return words.T("%s or %s leads back to the question", m.keys.Say(m.textMode(), keys.Questions), m.keys.Say(m.textMode(), keys.Next)), typeset.MutedRole
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
	if n := m.Unanswered(m.spread().last()); m.atEndOfText() && n > 0 {
		parts = append(parts, words.N("1 question follows", "%d questions follow", n, n))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ·  ")
}

// placeTitle is the lesson's title while its heading is not on the screen, and which
// parts of its section are.
func (m *Model) placeTitle() string {
	s := m.spread()
	first, last, title := s.lessons[0], s.last(), typeset.Clean(s.lessons[0].Title)
	switch {
	case len(s.lessons) == first.Parts && m.firstLine() == 0:
		return "" // all of it, with its heading
	case first.Parts < 2:
		return title
	case first == last:
		return words.Lesson(title, first.Part, first.Parts)
	}
	return words.T("%s, parts %d-%d of %d", title, first.Part, last.Part, first.Parts)
}

// more holds the directions in which there is more to scroll to.
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

// drawStatus draws the status line and the footer, and returns where the cursor
// stands in the field of a search. A message that is longer than the line lies
// over the text too, but never over the cell that the cursor is on.
func (v *view) drawStatus(c terminal.Canvas, l layout, cursor point) (point, bool) {
	m := v.model
	if o, ok := m.front().(inStatus); ok {
		return o.drawInStatus(v, c, l), true
	}
	more := m.more()
	text, role := m.statusText()
	line := l.status
	if line.empty() {
		line = l.footer
		v.drawMore(c, l, more)
		if m.message == "" && m.number == 0 && m.hover == 0 {
			text = "" // what is not news may not take the place of the keys
		}
		if text == "" {
			v.drawFooter(part(c, l.footer), more.sideSigns())
		}
	} else {
		v.drawFooter(part(c, l.footer), "")
		sign := more.text()
		line.w -= typeset.Width(sign) + 1
		part(c, l.status).Text(line.w, 0, sign, v.theme.Role(typeset.MutedRole))
	}
	rows := messageRows(text, line.w-2, l.body.h/2)
	if n := len(rows); n > 1 {
		line = rect{0, line.y - n + 1, l.footer.w, n}
		if cursor.y >= c.Y+line.y {
			line.y = l.body.y
		}
		b := part(c, line)
		for y := range n {
			b.Fill(0, y, b.W, " ", tcell.StyleDefault)
		}
	}
	p := part(c, line)
	if m.message != "" && len(rows) > 0 {
		v.spot(line, keys.Input{}) // a click on it takes it away, and does nothing to what it covers
	}
	for y, row := range rows {
		p.Text(1, y, row, v.theme.Role(role))
	}
	return point{}, false
}

// drawMore shows at the right edge of what scrolls that there is more above or
// below it: on a low window there is no status line that could say so.
func (v *view) drawMore(c terminal.Canvas, l layout, more more) {
	r := l.body
	if o := v.model.front(); o != nil && o.framed() {
		r = o.rect(v.model, o.sheet(v.model, v.model.widthOf(o)).Count())
		r.w += 2 // on the frame
	}
	st := v.theme.Role(sheet.KeyRole)
	if more.above {
		c.Text(r.x+r.w-1, r.y, "↑", st)
	}
	if more.below {
		c.Text(r.x+r.w-1, r.y+r.h-1, "↓", st)
	}
}

// messageRows breaks a message into at most so many rows of a width.
func messageRows(text string, w, most int) []string {
	switch {
	case text == "" || w < 1:
		return nil
	case typeset.Width(text) <= w:
		return []string{text}
	}
	rows := sheet.Wrap(text, w)
	if most = max(most, 1); len(rows) > most {
		rows = append(rows[:most-1:most-1], typeset.Fit(strings.Join(rows[most-1:], " "), w))
	}
	return rows
}

// drawFooter draws the keys of the mode, and a sign at the right if there is one.
func (v *view) drawFooter(c terminal.Canvas, sign string) {
	m := v.model
	x := 1
	if c.W < 30 {
		x = 0
	}
	room := c.W - 2*x
	if sign != "" {
		room -= typeset.Width(sign)
		c.Text(c.W-typeset.Width(sign), 0, sign, v.theme.Role(sheet.KeyRole))
	}
	for _, it := range m.keys.Footer(m.mode(), room, m.useless()...) {
		start := x
		x = c.Text(x, 0, it.Key, v.theme.Role(sheet.FooterRole))
		x = c.Text(x+1, 0, it.Label, v.theme.Role(typeset.MutedRole))
		v.spot(rect{c.X + start, c.Y, x - start, 1}, keys.Input{Action: it.Action})
		x += keys.FooterGap
	}
}

// useless are the actions that would do nothing now, or the same as another one.
func (m *Model) useless() []keys.Action {
	var out []keys.Action
	if m.stage == atQuestion && m.run != nil && (m.run.hints == len(m.run.question().Hints) || !m.run.GivesHints()) {
		out = append(out, keys.Hint)
	}
	if m.stage == atQuestion && m.run != nil {
		if m.run.Sealed() {
			out = append(out, keys.Back) // leads to the answer sheet, as another key does
		} else {
			out = append(out, keys.Answers)
		}
		if m.run.Pretest() {
			out = append(out, keys.Back)
		}
	}
	if m.mode()&(keys.InVerdict|keys.InSummary) != 0 && !m.more().below {
		out = append(out, keys.GoOn)
	}
	if letters := m.letters(); len(letters) > 0 {
		for _, it := range m.keys.Footer(m.mode(), math.MaxInt) {
			if slices.Contains(letters, it.Key) {
				out = append(out, it.Action) // the letter answers
			}
		}
	}
	if m.mode()&keys.Reading != 0 && m.Course.ExamBuild() == "" {
		out = append(out, keys.Exam) // what a program of an exam is for; elsewhere the end of the course names it
	}
	if o, ok := m.front().(*addressWindow); ok {
		out = append(out, o.useless()...)
	}
	if m.mode()&(keys.InProgress|keys.InEnd|keys.InBareEnd) != 0 && m.reviews.outlook.Due == 0 {
		out = append(out, keys.Review)
	}
	if m.mode() == keys.InSummary {
		if m.run.Review() || m.run.Pretest() {
			out = append(out, keys.Again, keys.AllAgain)
		}
		if m.run.Pretest() {
			out = append(out, keys.Teach)
		}
		if !m.run.Review() || m.run.end.outlook.Due == 0 {
			out = append(out, keys.Review)
		}
	}
	if m.mode() == keys.InVerdict && !m.run.MayCallEasy(m.run.at) {
		out = append(out, keys.Easy)
	}
	switch m.mode() {
	case keys.InEnd:
		if len(m.wrongOnes().may) == 0 {
			out = append(out, keys.Again)
		}
		if !m.exam().there {
			out = append(out, keys.Exam)
		}
		if !hasQuestions(m.Course.Last()) {
			out = append(out, keys.Questions)
		}
	case keys.InNotes:
		if len(m.Kept.Items()) == 0 {
			out = append(out, keys.Open, keys.Remove, keys.Copy)
		}
		if !m.Kept.Gone() {
			out = append(out, keys.Undo)
		}
	}
	return out
}
