package ask

import (
	"slices"
	"strings"
	"testing"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// Every kind of question has its row, in the order of the kinds, and says what it wants.
func TestEveryKindHasARow(t *testing.T) {
	all := quiz.Kinds()
	if len(all) != len(kinds) {
		t.Errorf("%d kinds, %d rows", len(all), len(kinds))
	}
	asked := map[string]quiz.Kind{}
	for i, kind := range all {
		if i >= len(kinds) || kinds[i].kind != kind {
			t.Fatalf("%s has no row, or not in its place", kind)
		}
		asks := Question{Question: &quiz.Question{Kind: kind}, Keys: keys.New()}.Asks()
		if other, twice := asked[asks]; asks == "" || twice {
			t.Errorf("%s asks for %q, as %s does", kind, asks, other)
		}
		asked[asks] = kind
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

// formOf opens a question as it is asked in the author's order.
func formOf(q *quiz.Question) *Form {
	return Question{Question: q, Order: []int{0, 1, 2}[:len(q.Pairs)], Keys: keys.New()}.Form()
}

// submitted returns what Enter gives: an answer, or false and what it lacks.
func submitted(f *Form) (quiz.Answer, bool, bool) {
	a, given, lacks := f.Submit()
	return a, given, lacks != ""
}

func said(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Plain} }

// An answer that lacks something is given only when Enter follows the sentence that says so.
func TestIncompleteAnswers(t *testing.T) {
	f := formOf(&quiz.Question{Kind: quiz.Match, Pairs: []quiz.Pair{{Left: said("a"), Right: "x"}, {Left: said("b"), Right: "y"}}})
	if _, given, lacks := submitted(f); given || !lacks {
		t.Error("an empty answer is given at once")
	}
	f.Fill(keys.Input{Action: keys.Down})
	if _, given, lacks := submitted(f); given || !lacks {
		t.Error("after a change the student is not told again what the answer lacks")
	}
	if a, given, _ := submitted(f); !given || !slices.Equal(a.Choices, []int{-1, -1}) {
		t.Errorf("the second time %v is given: %v", a.Choices, given)
	}
	f = formOf(&quiz.Question{Kind: quiz.Short})
	for range 2 {
		if _, given, lacks := submitted(f); given || !lacks {
			t.Error("no text is given as an answer")
		}
	}
}

// Left and right go through what there is to choose from, and round at its ends.
func TestLeftAndRightGoRound(t *testing.T) {
	press := func(f *Form, actions ...keys.Action) {
		for _, a := range actions {
			f.Fill(keys.Input{Action: a})
		}
	}
	pairs := []quiz.Pair{{Left: said("a"), Right: "x"}, {Right: "y"}, {Right: "z"}}
	choices := []quiz.Choice{{Text: said("x")}, {Text: said("y")}, {Text: said("z")}}
	for _, c := range []struct {
		actions []keys.Action
		want    int
	}{
		{[]keys.Action{keys.Right}, 0}, {[]keys.Action{keys.Right, keys.Right}, 1}, {[]keys.Action{keys.Left}, 2},
		{[]keys.Action{keys.Left, keys.Left}, 1}, {[]keys.Action{keys.Left, keys.Right}, 0}, {[]keys.Action{keys.Right, keys.Left}, 2},
	} {
		f := formOf(&quiz.Question{Kind: quiz.Match, Pairs: pairs})
		press(f, c.actions...)
		if a, _, _ := f.Submit(); !slices.Equal(a.Choices, []int{c.want}) {
			t.Errorf("%v: the partner is %v, want %d", c.actions, a.Choices, c.want)
		}
		f = formOf(&quiz.Question{Kind: quiz.Cloze, Prompt: said("\uFFFC"), Gaps: []quiz.Gap{{Kind: quiz.Single, Choices: choices}}})
		press(f, c.actions...)
		if a, _, _ := f.Submit(); !slices.Equal(a.Texts, []string{choices[c.want].Text.Source}) {
			t.Errorf("%v: in the gap is %v, want %s", c.actions, a.Texts, choices[c.want].Text.Source)
		}
	}
}

// In a verdict the boxes and letters have the colour of their signs; those of choices
// that count for nothing have none.
func TestVerdictColours(t *testing.T) {
	q := &quiz.Question{Kind: quiz.Single, Choices: []quiz.Choice{{Text: said("a seal")}, {Text: said("a gull"), Fraction: 1}, {Text: said("a crab")}}}
	asked := Question{Question: q, Order: []int{0, 1, 2}, Keys: keys.New()}
	answer := quiz.Answer{Choices: []int{0}}
	out := &quiz.Outcome{Answered: true, Answer: answer, Grade: q.Grade(answer)}
	s := sheet.New()
	asked.VerdictRows(s, out, 40)
	asked.OtherRows(s, out, 40)
	want := map[string]typeset.Role{"● ": sheet.WrongRole, "a ": sheet.WrongRole, "b ": sheet.RightRole, "c ": typeset.MutedRole}
	for i := range s.Count() {
		for _, sp := range s.At(i).Spans {
			if role, ok := want[sp.Text]; ok {
				if sp.Role != role {
					t.Errorf("%q has role %d, want %d", sp.Text, sp.Role, role)
				}
				delete(want, sp.Text)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not shown: %v", want)
	}
}

// The sentence of a gap is in sight with it, however long the text is; the text of
// a short question is not drawn twice.
func TestGapWithItsSentence(t *testing.T) {
	gap := quiz.Gap{Weight: 1, Kind: quiz.Short, Accepted: []quiz.Accepted{{Text: "x", Fraction: 1}}}
	for filler, want := range map[int]bool{0: false, 60: true} {
		text := "Here is " + string(quiz.GapMark) + " and" + strings.Repeat(" so it goes on and on", filler) + " to " + string(quiz.GapMark) + ", the end."
		q := Question{Question: &quiz.Question{Kind: quiz.Cloze, Prompt: quiz.Text{Source: text, Format: quiz.Plain}, Gaps: []quiz.Gap{gap, gap}}, Keys: keys.New()}
		s := &sheet.Sheet{CursorRow: -1}
		q.PromptRows(s, 40)
		q.Form().Rows(s, 40)
		focused := ""
		for _, row := range s.Rows[s.First : s.Last+1] {
			for _, sp := range row.Spans {
				focused += sp.Text
			}
		}
		if got := strings.Contains(focused, "Here is [1 ____]"); got != want {
			t.Errorf("a text of %d rows: the focus is on %q", len(s.Rows), focused)
		}
	}
}
