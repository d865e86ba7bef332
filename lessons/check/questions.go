package lessons

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// checkQuestions looks at the questions of all pages, in the course's order.
func (c *Course) checkQuestions() []doc.Problem {
	var out []doc.Problem
	byID := map[string]*quiz.Question{}
	for _, p := range c.Pages() {
		unnamed := map[string][]*quiz.Question{}
		var banks []string
		for _, q := range p.Questions() {
			out = append(out, checkQuestion(q)...)
			if first := byID[q.ID]; first != nil && first != q && q.ID != "" {
				out = append(out, doc.Problem{
					File: q.File, Line: q.Line, Severity: doc.Error, Code: "duplicate-id",
					Text: fmt.Sprintf("the question at %s:%d has the same id %q, so the record would mix the two: give one another id", first.File, first.Line, q.ID),
				})
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
			out = append(out, missingIDs(file, unnamed[file]))
		}
		out = append(out, checkPool(p)...)
	}
	return out
}

// missingIDs tells once for each bank that its questions have no written IDs.
func missingIDs(file string, qs []*quiz.Question) doc.Problem {
	n, verb := "1 question", "has"
	if len(qs) > 1 {
		n, verb = fmt.Sprintf("%d questions", len(qs)), "have"
	}
	how := "`lectern check --fix` writes one in for each"
	if f := bank.ForFile(file); f != nil && !f.HoldsIDs() {
		how = f.Title + " has no place for ids and feedback; `lectern import` makes a GIFT bank of it"
	}
	return doc.Problem{
		File: file, Line: qs[0].Line, Severity: doc.Info, Code: "missing-id",
		Text: fmt.Sprintf("%s %s no written id, so a new wording begins a new history: %s", n, verb, how),
	}
}

// checkPool reports a pool that asks for more questions than the page has.
func checkPool(p *Page) []doc.Problem {
	pool, n := p.Settings().Pool, 0
	for _, q := range p.Questions() {
		if q.Kind != quiz.Description {
			n++
		}
	}
	if pool <= n || n == 0 {
		return nil
	}
	return []doc.Problem{{
		File: p.Questions()[0].File, Line: 1, Severity: doc.Warning, Code: "pool-too-large",
		Text: fmt.Sprintf("pool asks for %d questions, and the page has %d: all of them are asked", pool, n),
	}}
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
	s := fold(q.Title)
	if s == "" {
		s = fold(doc.PlainText(Prompt(q.Prompt)))
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

// shownAnswer returns the right answer when the question's own text has it, and
// "" otherwise. Answers of a few letters are in many texts by chance and do not
// count; nor does a choice that stands in the text beside the wrong ones.
func shownAnswer(q *quiz.Question) string {
	prompt := strings.ToLower(fold(doc.PlainText(Prompt(q.Prompt))))
	switch q.Kind {
	case quiz.Short:
		for _, a := range q.Accepted {
			if a.Fraction >= 1 && !strings.Contains(a.Text, "*") && saysWord(prompt, a.Text, 3) {
				return a.Text
			}
		}
	case quiz.Single:
		return shownChoice(prompt, q.Choices)
	case quiz.Cloze:
		for _, g := range q.Gaps {
			if s := shownChoice(prompt, g.Choices); s != "" {
				return s
			}
			for _, a := range g.Accepted {
				if g.Kind == quiz.Short && a.Fraction >= 1 && !strings.Contains(a.Text, "*") && saysWord(prompt, a.Text, 4) {
					return a.Text
				}
			}
		}
	}
	return ""
}

// shownChoice is shownAnswer for the choices of a single-choice question.
func shownChoice(prompt string, choices []quiz.Choice) string {
	shown := ""
	for _, c := range choices {
		text := fold(doc.PlainText(Prompt(c.Text)))
		if !saysWord(prompt, text, 4) {
			continue
		}
		if c.Fraction < 1 {
			return ""
		}
		shown = text
	}
	return shown
}

// saysWord reports whether a lower-case text holds a phrase of at least so many
// letters as whole words.
func saysWord(text, phrase string, least int) bool {
	phrase = strings.ToLower(fold(phrase))
	if utf8.RuneCountInString(phrase) < least || len(phrase) > 200 || !strings.Contains(text, phrase) {
		return false
	}
	re, err := regexp.Compile(`(^|[^\pL\pN])` + regexp.QuoteMeta(phrase) + `($|[^\pL\pN])`)
	return err == nil && re.MatchString(text)
}
