package check

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons"
)

// TestAnswerInPrompt: a question is reported when its own text gives the answer
// away, and not when the text only looks so.
func TestAnswerInPrompt(t *testing.T) {
	long := strings.Repeat("water ", 40)
	for _, c := range []struct {
		name, bank string
		shown      string // the answer that is told to stand in the text; "" if none is
	}{
		{"a short answer", "The pump stands. What stands? {=pump}", "pump"},
		{"a gap", "The valve stands, and the {1:SHORTANSWER:=valve} opens.", "valve"},
		{"a gap of choices", "The valve stands, and the {1:MULTICHOICE:=valve~pump} opens.", "valve"},
		{"a gap whose answer is not in the text", "The pump stands, and the {1:SHORTANSWER:=valve} opens.", ""},
		{"a wrong answer of a gap", "The valve stands, and the {1:SHORTANSWER:valve~=door} opens.", ""},
		{"half a right answer of a gap", "The valve stands, and the {1:SHORTANSWER:%50%valve~=door} opens.", ""},
		{"a pattern in a gap", "The names val* stand, and {1:SHORTANSWER:=val*} opens.", ""},
		{"a number in a gap", "In 1969 it stood; in {1:NUMERICAL:=1969} it opened.", ""},
		{"three letters in a gap", "The sea rises, and the {1:SHORTANSWER:=sea} falls.", ""},
		{"two letters", "It is so. What is it? {=is}", ""},
		{"a part of a word", "The pumps stand. What stands? {=pump}", ""},
		{"a text of more than 200 bytes", long + "rises. What rises? {=" + strings.TrimSpace(long) + "}", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			course, err := lessons.Open(fstest.MapFS{
				"a.rst":  {Data: []byte("A\n=\n\nText.\n")},
				"a.gift": {Data: []byte("::Q:: " + c.bank + "\n")},
			}, lessons.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if qs := course.Questions(); len(qs) != 1 || !qs[0].Kind.Graded() {
				t.Fatalf("the bank was read as %v", qs)
			}
			problems, err := Course(context.Background(), course, Options{})
			if err != nil {
				t.Fatal(err)
			}
			told := ""
			for _, p := range problems {
				if p.Code == "answer-in-prompt" {
					_, told, _ = strings.Cut(p.Text, `own answer "`)
					told, _, _ = strings.Cut(told, `"`)
				}
			}
			if told != c.shown {
				t.Errorf("told that %q stands in the text, want %q", told, c.shown)
			}
		})
	}
}
