package reader

import (
	"fmt"

	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// sureSheet asks how sure the student is of an answer, between the answer and its verdict. It blocks
// nobody: the key that answered, once more, says nothing of it.
type sureSheet struct {
	list
	answer quiz.Answer
}

// unsaid is the last row: the student would rather not say.
const unsaid = int(study.Guess)

func newSureSheet(a quiz.Answer) *sureSheet {
	o := &sureSheet{answer: a}
	o.at = unsaid
	return o
}

func (o *sureSheet) mode() keys.Mode   { return keys.InSure }
func (o *sureSheet) title() string     { return words.HowSure() }
func (o *sureSheet) length(*Model) int { return unsaid + 1 }

func (o *sureSheet) open(m *Model) {
	m.lift()
	m.take(o.answer, study.Confidence((o.at+1)%(unsaid+1)))
}

// takeUnsaid takes the answer of a student who is asked how sure they are, and quits or goes elsewhere
// instead: it was given. Help or a field may lie over the sheet.
func (m *Model) takeUnsaid() {
	for i, o := range m.over {
		if sure, ok := o.(*sureSheet); ok {
			m.over = m.over[:i]
			m.take(sure.answer, 0)
			return
		}
	}
}

func (o *sureSheet) update(m *Model, in keys.Input) {
	if in.Action == keys.Digit {
		if in.Arg >= 1 && in.Arg <= unsaid {
			o.at = in.Arg - 1
			o.open(m)
		}
		return
	}
	m.updateList(o, in)
}

func (o *sureSheet) sheet(_ *Model, w int) *sheet.Sheet {
	s := sheet.New()
	for i := range unsaid + 1 {
		number, said := "   ", words.T("I would rather not say")
		if i < unsaid {
			number, said = fmt.Sprintf("%d  ", i+1), words.Sureness(i+1)
		}
		cursor, role := typeset.Span{Text: "  "}, typeset.Body
		if i == o.at {
			cursor, role = typeset.Span{Text: "▸ ", Role: sheet.KeyRole}, sheet.TitleRole
		}
		s.Pick(i, cursor, typeset.Span{Text: number, Role: typeset.MutedRole}, typeset.Span{Text: typeset.Fit(said, max(0, w-5)), Role: role})
	}
	s.FocusOn(o.at)
	return s
}

// calibration draws how often the student was right when sure, not sure and guessing.
func (m *Model) calibration(s *sheet.Sheet, w int) {
	all := m.Calibration()
	if len(all) == 0 {
		return
	}
	s.Gap()
	wide := 9
	for _, c := range all {
		wide = max(wide, typeset.Width(words.Sureness(int(c.Confidence)))+1)
	}
	for _, c := range all {
		m.measure(s, typeset.Pad(words.Sureness(int(c.Confidence)), wide), c.Share(), words.T("%d of %d right", c.Right, c.Answers), w)
	}
	j := study.Judge(all)
	if said := words.Judgement(j == study.Overrated, j == study.Underrated, j == study.WellJudged); said != "" {
		s.Words(typeset.Body, said, w)
	}
}
