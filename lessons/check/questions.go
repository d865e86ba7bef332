package check

import (
	"fmt"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/text"
)

// questions looks at the questions of all pages, in the course's order.
func questions(c *courseCheck) {
	byID := map[string]*quiz.Question{}
	for _, p := range c.course.Pages() {
		unnamed := map[string][]*quiz.Question{}
		var banks []string
		for _, q := range p.Questions() {
			c.problems = append(c.problems, checkQuestion(q)...)
			if first := byID[q.ID]; first != nil && first != q && q.ID != "" {
				c.add(q.File, q.Line, doc.Error, "duplicate-id",
					fmt.Sprintf("the question at %s:%d has the same id %q, so the record would mix the two: give one another id", first.File, first.Line, q.ID))
			} else {
				byID[q.ID] = q
			}
			if !q.IDWritten {
				if unnamed[q.File] == nil {
					banks = append(banks, q.File)
				}
				unnamed[q.File] = append(unnamed[q.File], q)
			}
		}
		for _, file := range banks {
			c.missingIDs(file, unnamed[file])
		}
		c.pool(p)
	}
}

// missingIDs reports once for each bank that its questions have no written IDs.
func (c *courseCheck) missingIDs(file string, qs []*quiz.Question) {
	n, verb := "1 question", "has"
	if len(qs) > 1 {
		n, verb = fmt.Sprintf("%d questions", len(qs)), "have"
	}
	how := "`lectern check --fix` writes one in for each"
	if f := bank.ForFile(file); f != nil && !f.HoldsIDs() {
		how = f.Title + " has no place for ids and feedback; `lectern import` makes a GIFT bank of it"
	}
	c.add(file, qs[0].Line, doc.Info, "missing-id",
		fmt.Sprintf("%s %s no written id, so a new wording begins a new history: %s", n, verb, how))
}

// pool reports a pool that asks for more questions than the page has.
func (c *courseCheck) pool(p *lessons.Page) {
	pool, n := p.Settings().Pool, 0
	for _, q := range p.Questions() {
		if q.Kind != quiz.Description {
			n++
		}
	}
	if pool > n && n > 0 {
		c.add(p.Questions()[0].File, 1, doc.Warning, "pool-too-large",
			fmt.Sprintf("pool asks for %d questions, and the page has %d: all of them are asked", pool, n))
	}
}

// checkQuestion looks at one question.
func checkQuestion(q *quiz.Question) []doc.Problem {
	var out []doc.Problem
	add := func(s doc.Severity, code, text string) {
		out = append(out, doc.Problem{File: q.File, Line: q.Line, Severity: s, Code: code, Text: text})
	}
	if !q.Kind.Graded() {
		return nil
	}
	name := questionName(q)
	answerable := hasRightAnswer(q)
	if !answerable {
		add(doc.Error, "no-right-answer", fmt.Sprintf("no answer to %s is right: mark one with = or a positive weight", name))
	}
	format := bank.ForFile(q.File)
	if !hasFeedback(q) && (format == nil || !format.NoFeedback) {
		add(doc.Warning, "no-feedback", fmt.Sprintf("%s has no feedback: say after #### why the answer is right, or after # what is wrong with a choice", name))
	}
	if shown := shownAnswer(q); shown != "" {
		add(doc.Warning, "answer-in-prompt", fmt.Sprintf("%s shows its own answer %q in what it asks", name, clip(shown)))
	}
	if format != nil && !format.ForMoodle {
		return out
	}
	for _, p := range bank.MoodleProblems(q) {
		switch p.Code {
		case "moodle-no-full-mark", "moodle-sum":
			if !answerable {
				continue // said already
			}
		case "moodle-cloze", "moodle-kind", "moodle-partial-credit":
			// These kinds are meant for Lectern; they are no mistakes.
			p.Severity = doc.Info
		}
		out = append(out, p)
	}
	return out
}

// questionName names a question in a message: by its title, else by its first words.
func questionName(q *quiz.Question) string {
	s := text.OneLine(q.Title)
	if s == "" {
		s = text.OneLine(doc.PlainText(lessons.Prompt(q.Prompt)))
	}
	if s == "" {
		return "the question"
	}
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:39]) + "…"
	}
	return `"` + s + `"`
}

// hasRightAnswer reports whether some answer gets a credit.
func hasRightAnswer(q *quiz.Question) bool {
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		return anyChoice(q.Choices)
	case quiz.Short, quiz.Numeric:
		return anyAccepted(q.Accepted)
	case quiz.Match:
		for _, p := range q.Pairs {
			if !p.Left.Empty() {
				return true
			}
		}
		return false
	case quiz.Order:
		return len(q.Choices) > 0
	case quiz.Cloze:
		for _, g := range q.Gaps {
			if !anyChoice(g.Choices) && !anyAccepted(g.Accepted) {
				return false
			}
		}
		return len(q.Gaps) > 0
	}
	return true
}

func anyChoice(choices []quiz.Choice) bool {
	for _, c := range choices {
		if c.Fraction > 0 {
			return true
		}
	}
	return false
}

func anyAccepted(accepted []quiz.Accepted) bool {
	for _, a := range accepted {
		if a.Fraction > 0 {
			return true
		}
	}
	return false
}

// hasFeedback reports whether anything is said after an answer.
func hasFeedback(q *quiz.Question) bool {
	if !q.General.Empty() {
		return true
	}
	said := func(choices []quiz.Choice, accepted []quiz.Accepted) bool {
		for _, c := range choices {
			if !c.Feedback.Empty() {
				return true
			}
		}
		for _, a := range accepted {
			if !a.Feedback.Empty() {
				return true
			}
		}
		return false
	}
	if said(q.Choices, q.Accepted) {
		return true
	}
	for _, g := range q.Gaps {
		if said(g.Choices, g.Accepted) {
			return true
		}
	}
	return false
}
