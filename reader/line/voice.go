package line

import (
	"bufio"
	"slices"
	"strings"

	"lectern/lessons"
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
	howSure(q *quiz.Question)               // asks how sure the student is of the answer just given
	verdict(run *study.Run, i int)
	revealed(run *study.Run, last int) // what was kept back may be told; last was answered just now, -1 for none
	runEnd(run *study.Run)
	refused(p study.Plan, why error)
	left(run *study.Run)
	review(run *study.Run)                                        // before a review begins or goes on
	noReview(why error, o outlook)                                // there is none
	next(run *study.Run, i, days int)                             // in how many days question i of a review comes again
	easy(run *study.Run, i, days int)                             // as next, after the student called the answer easy
	reviewed(run *study.Run, o outlook, missed []*lessons.Lesson) // how a review went; missed taught what was not known
	due(o outlook)
	timeUp() // the time of an exam is over
	summary(sum sum)
	// asksWhetherSaved takes what tells at any time whether answers are being saved: no voice says that
	// an answer is kept that is not.
	asksWhetherSaved(saved func() bool)
	handed(h study.Handed, err error) // the results of an exam that came to its end
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
		{"json", func(w *bufio.Writer) voice { return &jsonVoice{enc: text.NewJSON(w)} }},
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

// lineWidth is above what any line of a question takes: its lines are the author's.
const lineWidth = 2000

// said is a marked-up text as the screen would write it, without colour: code has its
// lines, a list its numbers, what is raised or lowered says so. It is safe for the terminal.
func said(t quiz.Text) string {
	page := typeset.Set(lessons.Prompt(t), typeset.Options{Width: lineWidth, Plain: true})
	lines := strings.Split(strings.Trim(typeset.Plain(page), "\n"), "\n")
	indented := true // all of it is code, which needs nothing to set it apart
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
		indented = indented && (lines[i] == "" || strings.HasPrefix(lines[i], codeIndent))
	}
	for i := range lines {
		if indented {
			lines[i] = strings.TrimPrefix(lines[i], codeIndent)
		}
	}
	return strings.Join(lines, "\n")
}

// codeIndent is what typeset puts before a line of code.
const codeIndent = "  "

// plain is what is said of a text, on one line.
func plain(t quiz.Text) string { return text.OneLine(said(t)) }

// inWords returns the question with its choices in words, so that an answer to it is told in them.
func inWords(q *quiz.Question) *quiz.Question {
	words := *q
	words.Choices = slices.Clone(q.Choices)
	for i := range words.Choices {
		words.Choices[i].Text = quiz.Text{Source: plain(q.Choices[i].Text), Format: quiz.Plain}
	}
	words.Pairs = slices.Clone(q.Pairs)
	for i := range words.Pairs {
		words.Pairs[i].Left = quiz.Text{Source: plain(q.Pairs[i].Left), Format: quiz.Plain}
	}
	words.Gaps = slices.Clone(q.Gaps)
	for i := range words.Gaps {
		gap := &words.Gaps[i]
		gap.Choices = slices.Clone(gap.Choices)
		for k := range gap.Choices {
			gap.Choices[k].Text = quiz.Text{Source: plain(gap.Choices[k].Text), Format: quiz.Plain}
		}
	}
	return &words
}

// choices are what a student chooses from, in the order shown: choices, or the right sides of pairs.
func choices(q *quiz.Question, order []int) []string {
	out := make([]string, 0, len(order))
	for _, k := range order {
		switch {
		case k < len(q.Choices):
			out = append(out, said(q.Choices[k].Text))
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
		out = append(out, said(q.Pairs[i].Left))
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
