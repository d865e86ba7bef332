package ask

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// cloze is a text with gaps that are filled one after the other.
type cloze struct {
	plain
	at   int // the gap that the cursor is on
	gaps []gap
}

// gap is one gap: a field, or choices.
type gap struct {
	*quiz.Gap
	typed  sheet.Field
	chosen []bool
}

func newCloze(q Question) form {
	f := &cloze{plain: plain{q}}
	for i := range q.Gaps {
		f.gaps = append(f.gaps, gap{Gap: &q.Gaps[i], chosen: make([]bool, len(q.Gaps[i].Choices))})
	}
	return f
}

// here returns the gap under the cursor, or nil if the text has no gaps.
func (f *cloze) here() *gap {
	if f.at < len(f.gaps) {
		return &f.gaps[f.at]
	}
	return nil
}

// chooses reports whether a gap has choices.
func (g *gap) chooses() bool { return g != nil && len(g.Choices) > 0 }

func (f *cloze) asks() string { return words.T("fill the gaps") }
func (f *cloze) partly() bool { return true }

func (f *cloze) mode() keys.Mode {
	if f.here().chooses() {
		return keys.InGapChoice
	}
	return keys.InGaps
}

func (f *cloze) letters() []string {
	if g := f.here(); g.chooses() {
		return letterNames(f.Keys, keys.InGapChoice, len(g.Choices))
	}
	return nil
}

func (f *cloze) field() *sheet.Field {
	if g := f.here(); g != nil && !g.chooses() {
		return &g.typed
	}
	return nil
}

// fill moves between gaps and fills the one at the cursor.
func (f *cloze) fill(in keys.Input) {
	g := f.here()
	if g == nil {
		return
	}
	switch in.Action {
	case keys.Down:
		f.at = min(f.at+1, len(f.gaps)-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Pick:
		if in.Click {
			f.at = min(in.Arg, len(f.gaps)-1)
		} else {
			g.pick(in.Arg)
		}
	default:
		if g.chooses() {
			g.change(in.Action)
		} else {
			g.typed.Edit(in)
		}
	}
}

// pick chooses a choice of the gap.
func (g *gap) pick(i int) {
	if i >= len(g.chosen) {
		return
	}
	if g.Kind == quiz.Multi {
		g.chosen[i] = !g.chosen[i]
		return
	}
	clear(g.chosen)
	g.chosen[i] = true
}

// change chooses the next choice of the gap, or the one before.
func (g *gap) change(to keys.Action) {
	if g.Kind == quiz.Multi {
		return
	}
	i, n := slices.Index(g.chosen, true), len(g.chosen)
	switch to {
	case keys.Right:
		g.pick((i + 1) % n)
	case keys.Left:
		if i <= 0 {
			i = n
		}
		g.pick(i - 1)
	}
}

// onward goes to the next gap.
func (f *cloze) onward() bool {
	if f.at+1 >= len(f.gaps) {
		return false
	}
	f.at++
	return true
}

func (f *cloze) answer() (a quiz.Answer, lacks string) {
	empty := 0
	for i := range f.gaps {
		g := &f.gaps[i]
		text := strings.TrimSpace(g.typed.Text())
		if g.chooses() {
			text = g.Text(ticked(g.chosen)...)
		}
		if text == "" {
			empty++
		}
		a.Texts = append(a.Texts, text)
	}
	if empty > 0 {
		again := f.Keys.Say(f.mode(), keys.Submit)
		lacks = words.N("%d gap is empty. %s again answers as it is.", "%d gaps are empty. %s again answers as it is.", empty, empty, again)
	}
	return a, lacks
}

// fault puts the cursor into the gap that it is about.
func (f *cloze) fault(a quiz.Answer) string {
	var e *quiz.LineError
	if errors.As(f.Check(a), &e) {
		f.at = max(0, e.Gap-1)
	}
	return f.plain.fault(a)
}

func (f *cloze) rows(s *sheet.Sheet, w int, typing bool) {
	for i := range f.gaps {
		here := i == f.at
		if here {
			f.sentenceRow(s, i)
		}
		head := []typeset.Span{cursorSign(here), {Text: fmt.Sprintf("[%d] ", i+1), Role: typeset.LabelRole}}
		if f.gaps[i].chooses() {
			f.choiceRows(s, i, head, w)
		} else {
			f.fieldRows(s, i, head, w, here && typing)
		}
	}
	s.FocusOn(f.at)
}

// farRows is how many rows the lowest window surely shows together.
const farRows = 6

// sentenceRow draws again the line of the text in which a gap stands, where that is
// so far above that it may be out of sight.
func (f *cloze) sentenceRow(s *sheet.Sheet, i int) {
	mark := fmt.Sprintf("[%d ", i+1) // or without the blank, where the line ends there
	for at := range s.Rows {
		var text strings.Builder
		for _, sp := range s.Rows[at].Spans {
			text.WriteString(sp.Text)
		}
		if !strings.Contains(strings.TrimRight(text.String(), " ")+" ", mark) {
			continue
		}
		if len(s.Rows)-at > farRows {
			s.Pick(i, s.Rows[at].Spans...)
		}
		return
	}
}

// fieldRows draws the field of a gap.
func (f *cloze) fieldRows(s *sheet.Sheet, i int, head []typeset.Span, w int, typing bool) {
	indent := headWidth(head)
	lines, row, col := f.gaps[i].typed.Wrapped(max(4, w-indent))
	if typing {
		s.CursorRow, s.CursorX = len(s.Rows)+row, indent+col
	}
	for _, l := range lines {
		text := l + strings.Repeat(" ", max(0, min(24, w-indent)-typeset.Width(l)))
		s.Lines(i, head, []typeset.Line{{Spans: []typeset.Span{{Text: text, Role: sheet.FieldRole}}}})
		head = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
	}
}

// choiceRows draws the choices of a gap; those at the cursor have their letters.
func (f *cloze) choiceRows(s *sheet.Sheet, i int, head []typeset.Span, w int) {
	indent := headWidth(head)
	var names []string
	if i == f.at {
		names = f.letters()
	}
	for c, choice := range f.gaps[i].Choices {
		box := choiceHead(false, f.gaps[i].chosen[c], f.gaps[i].Kind != quiz.Multi, letterAt(names, c))[1:]
		s.Lines(i, append(slices.Clone(head), box...), SetText(choice.Text, w-indent-headWidth(box)))
		head = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
	}
}

// verdict shows what was given, gap for gap, and what would have been right.
func (f *cloze) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	if !out.Answer.DontKnow {
		for i, text := range out.Answer.Texts {
			head := []typeset.Span{{Text: fmt.Sprintf("[%d] ", i+1), Role: typeset.LabelRole}}
			if i < len(out.Grade.Parts) {
				head = append([]typeset.Span{rightSign(out.Grade.Parts[i].Right)}, head...)
			}
			givenText(s, head, text, w)
		}
	}
	solution(s, out, w)
}
