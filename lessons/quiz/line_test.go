package quiz_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/lessons/quiz"
)

func TestParseLine(t *testing.T) {
	const (
		single = "Q{=alpha ~beta ~gamma ~delta}"
		multi  = "Q{~%50%alpha ~%50%beta ~gamma ~delta}"
		tf     = "Q{T}"
		match  = "Q{=one -> x =two -> y =three -> z}"
		order  = "// [kind:order]\nQ{=a -> 1 =b -> 2 =c -> 3}"
		cloze  = "Q {1:MC:=Nile~Rhine} {1:NM:=3} {1:SA:=a;b} {1:MR:=c~=d~e}"
		gap    = "Q {1:SA:=x}"
		trace  = "// [kind:trace]\n[markdown]Q\\n```go\\nx\\n```{=7}"
	)
	turned := []int{3, 2, 1, 0}
	wantError := quiz.Answer{Texts: []string{"error"}}
	for _, c := range []struct {
		src, line string
		order     []int
		want      quiz.Answer
	}{
		{single, "b", nil, chosen(1)}, {single, " B) ", nil, chosen(1)}, {single, "4", nil, chosen(3)}, {single, "a", turned, chosen(3)}, {single, "gamma", turned, chosen(2)},
		{single, "e", nil, wantError}, {single, "0", nil, wantError}, {single, "a b", nil, wantError}, {single, "", nil, wantError}, {single, "?", nil, quiz.Answer{DontKnow: true}},
		{single, "99999999999999999999", nil, wantError},
		{multi, "a c", nil, chosen(0, 2)}, {multi, "c,a", nil, chosen(0, 2)}, {multi, "ac", nil, chosen(0, 2)}, {multi, "1 3", nil, chosen(0, 2)}, {multi, "13", nil, chosen(0, 2)},
		{multi, "a, a", nil, chosen(0)}, {multi, "ab", turned, chosen(2, 3)}, {multi, "none", nil, chosen()}, {multi, "ae", nil, wantError}, {multi, "a!", nil, wantError}, {multi, "beta", nil, chosen(1)},
		{tf, "t", nil, chosen(0)}, {tf, "FALSE", nil, chosen(1)}, {tf, "yes", nil, chosen(0)}, {tf, "n", nil, chosen(1)}, {tf, "b", nil, chosen(1)}, {tf, "maybe", nil, wantError},
		{"Q{=x}", " some  text ", nil, typed("some  text")}, {"Q{=x}", `\?`, nil, typed("?")}, {"Q{=x}", "?", nil, quiz.Answer{DontKnow: true}},
		{"Q{#5}", "5,0", nil, typed("5,0")}, {"Q{#5}", "five", nil, wantError}, {"Q{#5}", "5 EUR", nil, wantError}, {"// [unit:EUR]\nQ{#5}", "5 EUR", nil, typed("5 EUR")}, {"// [unit:EUR]\nQ {1:NM:=5} {1:SA:=x}", "5 eur; y", nil, typed("5 eur", "y")},
		{match, "1b 2a 3c", nil, chosen(1, 0, 2)}, {match, "3-c, 1=b; 2:a", nil, chosen(1, 0, 2)}, {match, "b a c", nil, chosen(1, 0, 2)}, {match, "bac", nil, chosen(1, 0, 2)}, {match, "1 b 2 a 3 c", nil, chosen(1, 0, 2)},
		{match, "1 - b 2 - a 3 - c", nil, chosen(1, 0, 2)}, {match, "1a 2- 3c", nil, chosen(0, -1, 2)}, {match, "1a 2b 3c", []int{2, 0, 1}, chosen(2, 0, 1)},
		{match, "1a 2b", nil, wantError}, {match, "1a 1b 2c", nil, wantError}, {match, "1a 2b 3d", nil, wantError}, {match, "4a 2b 3c", nil, wantError}, {match, "ab", nil, wantError}, {match, "1", nil, wantError},
		{order, "c a b", nil, chosen(2, 0, 1)}, {order, "cab", nil, chosen(2, 0, 1)}, {order, "3 1 2", nil, chosen(2, 0, 1)}, {order, "312", []int{1, 2, 0}, chosen(0, 1, 2)},
		{order, "a b", nil, wantError}, {order, "a a b", nil, wantError}, {order, "a b d", nil, wantError},
		{cloze, `b; 2,5 ;a\;b; a c`, nil, typed("Rhine", "2,5", "a;b", "c; e")}, {cloze, ";;;", nil, typed("", "", "", "")}, {cloze, "a;1;x", nil, wantError}, {cloze, "c;1;x;a", nil, wantError}, {cloze, "a;one;x;a", nil, wantError},
		{gap, "x; y", nil, typed("x; y")},
		{trace, "fails", nil, typed("fails")}, {trace, "No.", nil, typed("fails")}, {trace, "7", nil, typed("compiles", "7")}, {trace, `prints 7\n8`, nil, typed("compiles", "7\n8")}, {trace, "prints no", nil, typed("compiles", "no")},
		{"Q{}", "free text", nil, typed("free text")}, {"Only a text", "", nil, quiz.Answer{}},
	} {
		got, err := one(t, c.src).ParseLine(c.line, c.order)
		if cmp.Equal(c.want, wantError) {
			if err == nil {
				t.Errorf("%s: %q was read as %+v", c.src, c.line, got)
			} else if strings.Contains(err.Error(), "\n") || err.Error() == "" {
				t.Errorf("%s: %q: the error is not one line: %q", c.src, c.line, err)
			}
			continue
		}
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%s: %q: %v (-want +got)\n%s", c.src, c.line, err, diff)
		}
	}
}

func TestExpect(t *testing.T) {
	for src, want := range map[string]string{
		"Q{=a ~b ~c ~d}":      "type one letter from a to d",
		"Q{=a ~b}":            "type one letter a or b",
		"Q{~%50%a ~%50%b ~c}": "type the letters of all that are right, from a to c, as a c, or none",
		"Q{T}":                "type t for true or f for false",
		"Q{#5}":               "type a number, as 3.5",
		"Q{=a -> x =b -> y}":  "type a letter a or b for each number from 1 to 2, as 1a 2b",
		"Q {1:MC:=a~b~c}":     "type one letter from a to c",
		"Q {1:SA:=a} {:NM:1}": "type 2 answers with ; between them",
	} {
		if got := one(t, src).Expect(nil); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

// Choices beyond z are reached by number.
func TestManyChoices(t *testing.T) {
	q := one(t, "Q{="+strings.Repeat("right ~wrong ", 15)+"}")
	if len(q.Choices) < 16 {
		t.Fatalf("%d choices", len(q.Choices))
	}
	q.Choices = append(q.Choices, q.Choices...)
	q.Choices = append(q.Choices, q.Choices...)
	if a, err := q.ParseLine("40", nil); err != nil || a.Choices[0] != 39 {
		t.Errorf("40: %+v, %v", a, err)
	}
	if quiz.Letter(25) != "z" || quiz.Letter(26) != "27" {
		t.Errorf("letters: %s %s", quiz.Letter(25), quiz.Letter(26))
	}
}
