package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// shownAnswer returns the right answer when the question's own text has it, and
// "" otherwise. Answers of a few letters are in many texts by chance and do not
// count; nor does a choice that stands in the text beside the wrong ones.
func shownAnswer(q *quiz.Question) string {
	prompt := strings.ToLower(text.OneLine(doc.PlainText(lessons.Prompt(q.Prompt))))
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
		choice := text.OneLine(doc.PlainText(lessons.Prompt(c.Text)))
		if !saysWord(prompt, choice, 4) {
			continue
		}
		if c.Fraction < 1 {
			return ""
		}
		shown = choice
	}
	return shown
}

// saysWord reports whether a lower-case text holds a phrase of at least so many
// letters as whole words.
func saysWord(prompt, phrase string, least int) bool {
	phrase = strings.ToLower(text.OneLine(phrase))
	if utf8.RuneCountInString(phrase) < least || len(phrase) > 200 || !strings.Contains(prompt, phrase) {
		return false
	}
	re, err := regexp.Compile(`(^|[^\pL\pN])` + regexp.QuoteMeta(phrase) + `($|[^\pL\pN])`)
	return err == nil && re.MatchString(prompt)
}
