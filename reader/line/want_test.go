package line

import (
	"errors"
	"testing"

	"lectern/lessons/quiz"
)

// What is wanted of a line is worded here as quiz words it for programs, for
// every form, so that none is forgotten.
func TestEveryFormIsWorded(t *testing.T) {
	for _, form := range []quiz.Form{
		quiz.WantNothing, quiz.WantLetter, quiz.WantLetters, quiz.WantTrueFalse, quiz.WantText, quiz.WantNumber, quiz.WantPairs,
		quiz.WantOrder, quiz.WantGaps, quiz.WantGapText, quiz.WantGapLetters, quiz.WantOutput, quiz.WantEssay,
	} {
		for _, letters := range []int{1, 2, 4} {
			w := quiz.Want{Form: form, Letters: letters, Lefts: 3, Gaps: 2}
			if got := wanted(w); got != w.String() {
				t.Errorf("%q: %q, want %q", form, got, w)
			}
			for _, err := range []*quiz.LineError{{Want: w}, {Want: w, Gap: 2}, {Want: w, Came: 3}} {
				if got := wrongLine(err); got != err.Error() {
					t.Errorf("%q: %q, want %q", form, got, err)
				}
			}
		}
	}
	if got := wrongLine(errors.New("some\x1b reason")); got != "some reason" {
		t.Errorf("another error is %q", got)
	}
}
