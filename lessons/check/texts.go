package check

import (
	"fmt"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// checkTexts tells what of the texts of a question is not shown, or not as it was meant, and
// which of its choices show nothing at all.
func checkTexts(q *quiz.Question, add func(s doc.Severity, code, text string)) {
	told := map[string]bool{}
	look := func(t quiz.Text) {
		for _, p := range lessons.PromptProblems(t) {
			if key := p.Code + p.Text; !told[key] {
				told[key] = true
				add(p.Severity, p.Code, p.Text)
			}
		}
	}
	name := questionName(q)
	choices := func(of string, list []quiz.Choice) {
		for i, c := range list {
			look(c.Text)
			look(c.Feedback)
			if len(lessons.Prompt(c.Text)) == 0 {
				add(doc.Warning, "empty-choice", fmt.Sprintf("choice %d of %s shows nothing: write its text, and &lt; for a < that is meant", i+1, of))
			}
		}
	}
	look(q.Prompt)
	look(q.General)
	for _, t := range [...]quiz.Text{q.ByCredit.Right, q.ByCredit.Partly, q.ByCredit.Wrong} {
		look(t)
	}
	for _, h := range q.Hints {
		look(h)
	}
	choices(name, q.Choices)
	for i := range q.Gaps {
		choices(fmt.Sprintf("gap %d of %s", i+1, name), q.Gaps[i].Choices)
	}
	for _, a := range q.Accepted {
		look(a.Feedback)
	}
	for _, p := range q.Pairs {
		look(p.Left)
	}
}
