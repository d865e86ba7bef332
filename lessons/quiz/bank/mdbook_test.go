package bank

import "testing"

// A key that nobody knows is told wherever it stands in a question.
func TestUnknownKeysOfAQuestion(t *testing.T) {
	const src = "[[questions]]\ntype = \"ShortAnswer\"\ncolour = \"red\"\nprompt.prompt = \"Q\"\nprompt.size = 1\nanswer.answer = \"a\"\nanswer.nonsense = 2\n"
	b := readMdbook([]byte(src), "t.quiz.toml")
	var lines []int
	for _, p := range b.Problems {
		if p.Code == "unknown-key" {
			lines = append(lines, p.Line)
		}
	}
	if len(b.Questions) != 1 || len(lines) != 3 || lines[0] != 3 || lines[1] != 5 || lines[2] != 7 {
		t.Errorf("%d questions, problems %v", len(b.Questions), b.Problems)
	}
}
