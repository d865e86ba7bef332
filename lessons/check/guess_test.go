package check

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons"
)

// reported checks a course of one page a bank and returns what is told under a code.
func reported(t *testing.T, code string, banks ...string) string {
	t.Helper()
	files := fstest.MapFS{}
	for i, bank := range banks {
		files[fmt.Sprintf("p%d.rst", i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf("P%d\n==\n\nText.\n", i))}
		files[fmt.Sprintf("p%d.gift", i)] = &fstest.MapFile{Data: []byte(bank)}
	}
	course, err := lessons.Open(files, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := Course(context.Background(), course, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range problems {
		if p.Code == code {
			told = append(told, fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Severity, p.Text))
		}
	}
	return strings.Join(told, "\n")
}

// What students never reach, and what lets them be right without reading, is told with its line.
func TestAnswersThatAreNoUse(t *testing.T) {
	truths := func(answers string) string {
		var b strings.Builder
		for i, a := range answers {
			fmt.Fprintf(&b, "::T%d::Is it %d?{%c}\n\n", i, i, a)
		}
		return b.String()
	}
	lengths := func(n, longest int, wrong string) string {
		var b strings.Builder
		for i := range n {
			right := "bb"
			if i < longest {
				right = "this one is the longest"
			}
			fmt.Fprintf(&b, "::L%d::Which, %d?{=%s %s}\n\n", i, i, right, wrong)
		}
		return b.String()
	}
	const three = "~a ~ccc ~dddd"
	for _, c := range []struct {
		code  string
		banks []string
		want  string // a part of what is told, "" for nothing
	}{
		{"duplicate-choice", []string{"Q{=a ~b ~a}"}, `p0.gift:1: warning: "Q" has the choice "a" twice, and the two do not count the same: take one out`},
		{"duplicate-choice", []string{"Q{=a ~b ~b}"}, `has the choice "b" twice: take one out`},
		{"duplicate-choice", []string{"Q {1:MC:=a~b~b}"}, `gap 1 of "Q [1 ____]" has the choice "b" twice`},
		{"duplicate-choice", []string{"Q{=a ~A ~b}"}, ""},
		{"too-few-choices", []string{"Q {1:MC:=a} {1:SA:=b}"}, "gap 1 of"},
		{"too-few-choices", []string{"Q{~=a}"}, "p0.gift:1: error: "},
		{"unreached-answer", []string{"Q{#=179:1 =%0%180:0.5}"}, `p0.gift:1: warning: "Q": 179 (178 to 180) decides before 180 (179.5 to 180.5) can`},
		{"unreached-answer", []string{"Q{#=1..9 =%50%3..4}"}, "decides before 3.5 (3 to 4) can"},
		{"unreached-answer", []string{"Q{#=3.14:0.005 =%50%3.14:0.05 =%10%3..4 ~#no}"}, ""},
		{"unreached-answer", []string{"Q{#=*  =5}"}, "any number decides before 5 can"},
		{"unreached-answer", []string{"Q{=Oslo =%50%oslo}"}, "Oslo decides before oslo can"},
		{"unreached-answer", []string{"Q{=*ab* =%50%xabx*}"}, "…ab… decides before xabx… can"},
		{"unreached-answer", []string{"Q{=ab =%50%*ab =%10%a\\*b}"}, ""},
		{"unreached-answer", []string{"Q {1:SA:=a~%50%A}"}, "gap 1 of"},
		{"unreached-answer", []string{"Q {1:SAC:=a~%50%A}"}, ""},
		{"same-truth", []string{truths("FFF")}, "p0.gift:1: info: all 3 true/false questions of this bank are false"},
		{"same-truth", []string{truths("FFT")}, ""},
		{"same-truth", []string{truths("TT")}, ""},
		{"same-truth", []string{truths("TT"), truths("TT"), truths("TT")}, "p0.gift:1: info: all 6 true/false questions of the course are true"},
		{"same-truth", []string{truths("TT"), truths("TT"), truths("TF")}, ""},
		{"right-by-length", []string{lengths(12, 5, "~a ~cc ~dddd")}, "p0.gift:1: info: the right choice is the longest in 5 of the 12 questions with 4 choices (42 %, by chance 25 %)"},
		{"right-by-length", []string{lengths(12, 4, three)}, "is number 3 by length in 8 of the 12"},
		{"right-by-length", []string{lengths(11, 11, three)}, ""},
		{"right-by-length", []string{lengths(12, 4, "~a ~cc ~dddd")}, ""}, // eight are tied
		{"right-by-length", []string{lengths(12, 7, "~aaa")}, ""},
		{"right-by-length", []string{lengths(12, 8, "~aaa")}, "the longest in 8 of the 12 questions with 2 choices"},
	} {
		told := reported(t, c.code, c.banks...)
		if c.want == "" && told != "" || !strings.Contains(told, c.want) {
			t.Errorf("%s of %q: told %q, want %q", c.code, c.banks, told, c.want)
		}
	}
}
