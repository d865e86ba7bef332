package ask

import (
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// typed is the common part of the kinds whose answer is typed into one field.
type typed struct {
	plain
	text sheet.Field
}

func (f *typed) mode() keys.Mode     { return keys.InAnswer }
func (f *typed) field() *sheet.Field { return &f.text }
func (f *typed) fill(in keys.Input)  { f.text.Edit(in) }

func (f *typed) answer() (a quiz.Answer, lacks string) {
	text := strings.TrimSpace(f.text.Text())
	if text == "" {
		lacks = words.T("Nothing is typed yet. %s, then %s, says that you don't know.",
			f.Keys.Say(f.mode(), keys.Leave), f.Keys.Say(keys.InAsked, keys.DontKnow))
	}
	return quiz.Answer{Texts: []string{text}}, lacks
}

func (f *typed) rows(s *sheet.Sheet, w int, typing bool) { s.AddField(&f.text, w, typing) }

func (f *typed) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	if !out.Answer.DontKnow {
		for _, text := range out.Answer.Texts {
			givenText(s, yours(), text, w)
		}
	}
	solution(s, out, w)
}
