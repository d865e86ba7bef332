package cli

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/typeset"
)

// voiceWidth is how wide line mode writes.
const voiceWidth = 76

// textVoice speaks to people and screen readers: short lines, no control codes, signs in words.
type textVoice struct{ w *bufio.Writer }

func (v *textVoice) say(format string, args ...any) {
	fmt.Fprintf(v.w, format+"\n", args...)
}

// text writes a marked-up text, wrapped and indented.
func (v *textVoice) text(indent int, t quiz.Text) { v.blocks(indent, lessons.Prompt(t)) }

func (v *textVoice) blocks(indent int, blocks []doc.Block) {
	page := typeset.Set(blocks, typeset.Options{Width: voiceWidth - indent, Plain: true})
	for _, line := range strings.Split(strings.TrimRight(typeset.Plain(page), "\n"), "\n") {
		v.say("%s", strings.TrimRight(strings.Repeat(" ", indent)+line, " "))
	}
}

func (v *textVoice) begin(p runPlan, run *quiz.Run, resumed bool) {
	n := len(run.Questions)
	if !resumed {
		v.say("%s: %s.\n", typeset.Clean(p.title), plural(n, "question"))
		return
	}
	at, _ := run.Next(0)
	v.say("%s: going on at question %d of %d.\n", typeset.Clean(p.title), at+1, n)
}

func (v *textVoice) question(run *quiz.Run, i int, order []int) {
	q := run.Questions[i]
	v.say("Question %d of %d", i+1, len(run.Questions))
	v.text(0, gapped(q))
	if q.Trace != nil {
		v.blocks(0, []doc.Block{&doc.Code{Lang: q.Trace.Lang, Text: q.Trace.Source}})
	}
	for k, choice := range choices(q, order) {
		v.say("  %s) %s", quiz.Letter(k), choice)
	}
	for k, left := range lefts(q) {
		v.say("  %d. %s", k+1, left)
	}
	for k, g := range q.Gaps {
		if len(g.Choices) > 0 {
			v.say("  gap %d: %s", k+1, strings.Join(gapChoices(g), " / "))
		}
	}
	if how := q.Expect(order); how != "" {
		v.say("(%s)", how)
	}
}

func (v *textVoice) hint(_ *quiz.Question, text quiz.Text, left int) {
	v.say("Hint (%s left):", strconv.Itoa(left))
	v.text(2, text)
}

func (v *textVoice) wrongForm(_ *quiz.Question, err error) { v.say("%s", typeset.Clean(err.Error())) }

func (v *textVoice) verdict(run *quiz.Run, i int) {
	q, o := run.Questions[i], run.Outcomes[i]
	switch {
	case !o.Grade.Graded:
		v.say("Kept. This answer is not graded.")
	case !run.Reveals():
		v.say("Kept.")
		v.say("")
		return
	case o.Grade.Right:
		v.say("+ Right.")
	case o.Grade.Credit > 0:
		v.say("~ Partly right: %.0f %%.", o.Grade.Credit*100)
	default:
		v.say("- Not quite.")
	}
	marked := len(q.Choices) > 0 && q.Kind != quiz.Order
	if marked {
		v.marks(run, i)
	} else {
		for _, t := range o.Grade.Feedback {
			v.text(2, t)
		}
	}
	if o.Grade.Graded && !o.Grade.Right && !marked {
		for _, line := range o.Grade.Solution {
			v.say("  The answer: %s", typeset.Clean(line))
		}
	}
	if !q.General.Empty() {
		v.text(2, q.General)
	}
	v.say("")
}

// marks writes every choice with what it was worth, and the feedback of each,
// not only of those that were given.
func (v *textVoice) marks(run *quiz.Run, i int) {
	q, marks := run.Questions[i], run.Outcomes[i].Grade.Parts
	for k, at := range run.Order(i) {
		sign, yours := " ", ""
		switch m := marks[at]; {
		case m.Right:
			sign = "+"
		case m.Given:
			sign = "-"
		}
		if marks[at].Given {
			yours = " (yours)"
		}
		v.say("  %s %s) %s%s", sign, quiz.Letter(k), plain(q.Choices[at].Text), yours)
		if t := marks[at].Feedback; !t.Empty() {
			v.text(7, t)
		}
	}
}

func (v *textVoice) runEnd(run *quiz.Run) {
	if wrong := run.Wrong(); len(wrong) > 0 && run.Reveals() {
		v.say("To look at again:")
		for _, q := range wrong {
			v.say("  - %s", promptLine(q))
		}
		v.say("")
	}
}

func (v *textVoice) refused(p runPlan, why string) { v.say("%s: %s.\n", typeset.Clean(p.title), why) }

func (v *textVoice) left(run *quiz.Run) {
	if at, more := run.Next(0); more {
		v.say("\nLeft at question %d of %d; the same command goes on there.", at+1, len(run.Questions))
	}
}

func (v *textVoice) summary(score, most float64, passed bool) {
	if most == 0 {
		v.say("Nothing here is graded.")
		return
	}
	line := fmt.Sprintf("Score: %s of %s, %.0f %%", points(score), points(most), 100*score/most)
	if passed {
		line += ", passed"
	}
	v.say("%s.", line)
}

// points writes a number of points without needless digits.
func points(x float64) string {
	return strconv.FormatFloat(float64(int(x*100+0.5))/100, 'f', -1, 64)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// gapped is a question's prompt with its gaps as numbered lines to write on.
func gapped(q *quiz.Question) quiz.Text {
	if len(q.Gaps) == 0 {
		return q.Prompt
	}
	var b strings.Builder
	n := 0
	for _, r := range q.Prompt.Source {
		if r == quiz.GapMark {
			n++
			fmt.Fprintf(&b, "[%d ____]", n)
			continue
		}
		b.WriteRune(r)
	}
	return quiz.Text{Source: b.String(), Format: q.Prompt.Format}
}

// plain is a marked-up text on one line, safe for the terminal.
func plain(t quiz.Text) string { return typeset.Clean(fold(doc.PlainText(lessons.Prompt(t)))) }

// promptLine is how a question's prompt begins.
func promptLine(q *quiz.Question) string {
	s := plain(gapped(q))
	if r := []rune(s); len(r) > voiceWidth-6 {
		s = string(r[:voiceWidth-7]) + "…"
	}
	return s
}

// choices are what a student chooses from, in the order shown: choices, or the right sides of pairs.
func choices(q *quiz.Question, order []int) []string {
	out := make([]string, 0, len(order))
	for _, k := range order {
		switch {
		case q.Kind == quiz.Match && k < len(q.Pairs):
			out = append(out, typeset.Clean(q.Pairs[k].Right))
		case k < len(q.Choices):
			out = append(out, plain(q.Choices[k].Text))
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
