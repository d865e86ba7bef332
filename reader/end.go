package reader

import (
	"math"

	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// updateEnd does what is asked at the end of the course.
func (m *Model) updateEnd(in keys.Input) {
	switch in.Action {
	case keys.Back, keys.Leave:
		m.open(m.Course.Last(), doc.Position{})
	case keys.Again:
		m.run = nil
		m.again()
	case keys.Questions:
		m.open(m.Course.Last(), doc.Position{})
		m.askHere()
	default:
		m.scrollRows(in)
	}
}

// endSheet draws the end of the course.
func (m *Model) endSheet(w int) *sheet.Sheet {
	s := sheet.New()
	s.Words(typeset.HeadingRole, words.T("The end of %s", typeset.Clean(m.Course.Manifest.Title)), w)
	s.Gap()
	read, all, _ := m.readShare()
	if read >= all {
		s.Words(typeset.Body, words.T("You have read every lesson. Well done."), w)
	} else {
		s.Words(typeset.Body, words.T("You have read %d of %d lessons. The contents (%s) show which ones are left.",
			read, all, m.keys.Say(keys.InEnd, keys.Contents)), w)
	}
	if t := m.totals(); t.Most > 0 {
		share := t.Score / t.Most
		s.Gap()
		s.Add(typeset.Span{Text: words.T("%s of %s points", words.Points(t.Score), words.Points(t.Most)), Role: sheet.TitleRole},
			typeset.Span{Text: "   " + words.Percent(share)})
		s.Add(sheet.Bar(share, min(w, 40))...)
		s.Gap()
		if t.Left > 0 {
			s.Words(typeset.Body, words.N("One question waits for an answer; ?2 in the contents means that a lesson has two of them.",
				"%d questions wait for an answer; ?2 in the contents means that a lesson has two of them.", t.Left, t.Left), w)
		}
		if wrong := len(m.WrongOnes()); wrong > 0 {
			s.Words(typeset.Body, words.N("%[1]s asks the one that was not quite right once more.",
				"%[1]s asks the %[2]d that were not quite right once more.", wrong, m.keys.Say(keys.InEnd, keys.Again), wrong), w)
		} else if t.Left == 0 {
			s.Words(typeset.Body, words.T("Every answer was right."), w)
		}
		m.passLine(s, t.Score, t.Most, w)
	}
	s.Gap()
	s.Words(typeset.MutedRole, words.T("Your place and your answers are kept. %s goes back to the last lesson, %s quits.",
		m.keys.Say(keys.InEnd, keys.Back), m.keys.Say(keys.InEnd, keys.Quit)), w)
	return s
}

// passLine says whether the course's pass mark is reached.
func (m *Model) passLine(s *sheet.Sheet, score, most float64, w int) {
	pass := m.Course.Manifest.Pass
	if pass <= 0 || most <= 0 {
		return
	}
	if passed(score, most, pass) {
		s.Words(sheet.RightRole, words.T("✓ Passed. The pass mark is %s %%.", words.Points(pass)), w)
		return
	}
	s.Words(typeset.Body, words.T("– The pass mark is %s %%.", words.Points(pass)), w)
}

// passed compares percentages as people compute them: 7 of 10 is 70 %.
func passed(score, most, pass float64) bool { return math.Round(score/most*1e6)/1e4 >= pass }
