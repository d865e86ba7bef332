package check

import (
	"testing"

	"lectern/lessons/quiz"
)

// A message names a question without a title by its text, with gaps as a student sees them.
func TestNameOfAQuestionWithGaps(t *testing.T) {
	q := &quiz.Question{Kind: quiz.Cloze, Prompt: quiz.Text{Source: "Ice is " + string(quiz.GapMark) + ".", Format: quiz.Plain}, Gaps: make([]quiz.Gap, 1)}
	if got, want := questionName(q), `"Ice is [1 ____]."`; got != want {
		t.Errorf("called %s, want %s", got, want)
	}
}
