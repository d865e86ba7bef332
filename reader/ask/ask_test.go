package ask

import (
	"testing"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
)

// Every kind of question has its row, in the order of the kinds, and says what it wants.
func TestEveryKindHasARow(t *testing.T) {
	all := quiz.Kinds()
	if len(all) != len(kinds) {
		t.Errorf("%d kinds, %d rows", len(all), len(kinds))
	}
	said := map[string]quiz.Kind{}
	for i, kind := range all {
		if i >= len(kinds) || kinds[i].kind != kind {
			t.Fatalf("%s has no row, or not in its place", kind)
		}
		asks := Question{Question: &quiz.Question{Kind: kind}, Keys: keys.New()}.Asks()
		if other, twice := said[asks]; asks == "" || twice {
			t.Errorf("%s asks for %q, as %s does", kind, asks, other)
		}
		said[asks] = kind
	}
}

// A question that lacks all that its kind is about is no fault of the student's,
// and does no harm.
func TestEmptyQuestions(t *testing.T) {
	all := []keys.Action{keys.Down, keys.Up, keys.Left, keys.Right, keys.Pick, keys.Toggle, keys.MoveDown, keys.MoveUp, keys.Type, keys.Erase}
	for _, kind := range quiz.Kinds() {
		q := Question{Question: &quiz.Question{Kind: kind}, Keys: keys.New()}
		if kind == quiz.TrueFalse {
			q.Choices = make([]quiz.Choice, 2) // its two are made, whatever a bank says
		}
		f := q.Form()
		for _, a := range all {
			f.Fill(keys.Input{Action: a, Text: "x"})
			f.Fill(keys.Input{Action: a, Click: true})
			f.Leave()
			f.Submit()
			f.Submit()
		}
	}
}
