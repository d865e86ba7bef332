package line

import (
	"bufio"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/reader/typeset"
)

// voice writes questions and their results, either for people or for programs.
type voice interface {
	exam(t study.Terms) // before an exam begins or goes on
	begin(run *study.Run)
	question(run *study.Run, i int, order []int)
	hint(q *quiz.Question, text quiz.Text, left int)
	wrongForm(q *quiz.Question, why string) // the line was no answer
	verdict(run *study.Run, i int)
	runEnd(run *study.Run)
	refused(p study.Plan, why error)
	left(run *study.Run)
	summary(sum sum)
}

// voices is the table of voices by the name that `lectern quiz --format` gives them.
func voices() []struct {
	name string
	to   func(*bufio.Writer) voice
} {
	return []struct {
		name string
		to   func(*bufio.Writer) voice
	}{
		{"text", func(w *bufio.Writer) voice { return &textVoice{w: w} }},
		{"json", func(w *bufio.Writer) voice { return &jsonVoice{text.NewJSON(w)} }},
	}
}

// Voices returns the names of all voices, that of the voice for people first.
func Voices() []string {
	var out []string
	for _, v := range voices() {
		out = append(out, v.name)
	}
	return out
}

// voiceNamed returns the voice of a name, that for people if there is none.
func voiceNamed(name string, w *bufio.Writer) voice {
	all := voices()
	for _, v := range all {
		if v.name == name {
			return v.to(w)
		}
	}
	return all[0].to(w)
}

// plain is a marked-up text on one line, safe for the terminal.
func plain(t quiz.Text) string { return typeset.Clean(text.OneLine(doc.PlainText(lessons.Prompt(t)))) }

// choices are what a student chooses from, in the order shown: choices, or the right sides of pairs.
func choices(q *quiz.Question, order []int) []string {
	out := make([]string, 0, len(order))
	for _, k := range order {
		switch {
		case k < len(q.Choices):
			out = append(out, plain(q.Choices[k].Text))
		case k < len(q.Pairs):
			out = append(out, typeset.Clean(q.Pairs[k].Right))
		}
	}
	return out
}

// lefts are the left sides of a matching question.
func lefts(q *quiz.Question) []string {
	var out []string
	for _, i := range q.Lefts() {
		out = append(out, plain(q.Pairs[i].Left))
	}
	return out
}

func gapChoices(g quiz.Gap) []string {
	out := make([]string, len(g.Choices))
	for i, c := range g.Choices {
		out[i] = plain(c.Text)
	}
	return out
}
