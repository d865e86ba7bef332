package bank

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"lectern/lessons/quiz"
)

// giftKind says how GIFT writes questions of one kind. What is nil or empty, the kind
// does not need.
type giftKind struct {
	note string // a comment above the question, where other programs read another kind
	tag  bool   // a [kind:…] tag may name it

	// tagged reads the answers of a question that such a tag names; nil when the
	// answers are taken apart as without one.
	tagged func(g *giftReader, q *quiz.Question, p piece, tags *giftTags) bool
	// unclear reports whether the tag must be written, because the answers do
	// not tell the kind.
	unclear func(q *quiz.Question) bool
	// as turns a question into the form that is written.
	as func(q *quiz.Question) *quiz.Question
	// text writes the text of a question, escaped.
	text func(q *quiz.Question) string
	// tags says the tags that only this kind has.
	tags func(q *quiz.Question, say func(name, value string))
	// answers writes what stands in the braces; nil for a kind without braces.
	answers func(g *giftWriter, q *quiz.Question)
	// moodle says what Moodle would refuse.
	moodle func(m *moodleCheck)
}

func always(*quiz.Question) bool { return true }

// giftKinds is the table of kinds.
var giftKinds = sync.OnceValue(func() map[quiz.Kind]giftKind {
	return map[quiz.Kind]giftKind{
		quiz.Single: {
			tag: true, unclear: noFullMark, answers: (*giftWriter).single, moodle: (*moodleCheck).single,
		},
		quiz.Multi:     {answers: (*giftWriter).multi, moodle: (*moodleCheck).multi},
		quiz.TrueFalse: {answers: (*giftWriter).trueFalse},
		quiz.Short: {
			tag: true, tagged: func(g *giftReader, q *quiz.Question, p piece, _ *giftTags) bool { return g.short(q, p) },
			unclear: hasArrow, tags: caseTag, answers: (*giftWriter).short, moodle: (*moodleCheck).accepted,
		},
		quiz.Numeric: {tags: unitTags, answers: (*giftWriter).numeric, moodle: (*moodleCheck).accepted},
		quiz.Match:   {answers: (*giftWriter).match, moodle: (*moodleCheck).pairs},
		quiz.Order: {
			note: "An ordering question: programs that do not know it read it as matching.",
			tag:  true, tagged: func(g *giftReader, q *quiz.Question, p piece, _ *giftTags) bool { return g.order(q, p) },
			unclear: always, answers: (*giftWriter).order, moodle: otherKind("ordering", "matching"),
		},
		quiz.Cloze: {text: clozeText, tags: unitTags, moodle: (*moodleCheck).cloze},
		quiz.Trace: {
			note: "A tracing question: programs that do not know it read it as a short answer.",
			tag:  true, tagged: (*giftReader).trace,
			unclear: always, as: withProgram, tags: traceTags, answers: (*giftWriter).trace, moodle: otherKind("tracing", "a short answer"),
		},
		quiz.Essay:       {answers: func(*giftWriter, *quiz.Question) {}},
		quiz.Description: {},
	}
})

// kindsOfGIFT lists the kinds that the table has, in the order of quiz.Kinds.
func kindsOfGIFT() []quiz.Kind {
	return slices.DeleteFunc(quiz.Kinds(), func(k quiz.Kind) bool { _, has := giftKinds()[k]; return !has })
}

// kindsOfTags lists the kinds that a [kind:…] tag may name, in the order of quiz.Kinds.
func kindsOfTags() []quiz.Kind {
	return slices.DeleteFunc(quiz.Kinds(), func(k quiz.Kind) bool { return !giftKinds()[k].tag })
}

// noFullMark reports whether no choice is wholly right, so that none has a "=".
func noFullMark(q *quiz.Question) bool {
	for _, c := range q.Choices {
		if c.Fraction == 1 {
			return false
		}
	}
	return true
}

// hasArrow reports whether an accepted text holds "->", which makes pairs.
func hasArrow(q *quiz.Question) bool {
	for _, a := range q.Accepted {
		if strings.Contains(a.Text, "->") {
			return true
		}
	}
	return false
}

func caseTag(q *quiz.Question, say func(name, value string)) {
	if len(q.Accepted) > 0 && q.Accepted[0].CaseSensitive {
		say("case", "yes")
	}
}

// unitTags says the units of a number, or those that any gap of a text has.
func unitTags(q *quiz.Question, say func(name, value string)) {
	units := slices.Clone(q.Units)
	for i := range q.Gaps {
		for _, u := range q.Gaps[i].Units {
			if !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
	}
	for _, u := range units {
		say("unit", escapeMoodleTag(u))
	}
}

func traceTags(q *quiz.Question, say func(name, value string)) {
	if q.Trace != nil && !q.Trace.Compiles {
		say("compiles", "no")
		if q.Trace.Line > 0 {
			say("error-line", strconv.Itoa(q.Trace.Line))
		}
	}
}

// withProgram puts the program of a tracing question at the end of its text.
func withProgram(q *quiz.Question) *quiz.Question {
	t := q.Trace
	if t == nil {
		t = &quiz.Program{}
	}
	whole := *q
	whole.Prompt = quiz.Text{Source: fenced(q.Prompt.Source, t.Source, t.Lang), Format: quiz.Markdown}
	return &whole
}

// answerText writes a text among the answers of a question.
func answerText(q *quiz.Question, t quiz.Text) string {
	return escape(withFormat(t, q.Prompt.Format, ""))
}

// acceptedText writes a text that is accepted. One prefix of a format is no part of
// it for those who read it; one that is, stands behind another.
func acceptedText(s string) string {
	if _, n := formatPrefix(s); n > 0 {
		s = "[plain]" + s
	}
	return escape(s)
}

// answerFeedback writes the feedback of an answer, if it has any.
func answerFeedback(q *quiz.Question, t quiz.Text) string {
	if t.Empty() {
		return ""
	}
	return "#" + answerText(q, t)
}

// single writes `=` for the wholly right choices, `~` with a weight for the rest.
func (g *giftWriter) single(q *quiz.Question) {
	tilde := false // some choice has one: without any the question would read as a short answer
	for _, c := range q.Choices {
		tilde = tilde || c.Fraction != 1
	}
	for i, c := range q.Choices {
		mark := "~%" + percent(c.Fraction) + "%"
		switch {
		case c.Fraction == 1 && !tilde && i == 0:
			mark = "~="
		case c.Fraction == 1:
			mark = "="
		case c.Fraction == 0 && !strings.HasPrefix(c.Text.Source, "%"):
			mark = "~"
		}
		g.printf("\n\t%s%s%s", mark, answerText(q, c.Text), answerFeedback(q, c.Feedback))
	}
	g.printf("\n")
}

func (g *giftWriter) multi(q *quiz.Question) {
	for _, c := range q.Choices {
		g.printf("\n\t~%%%s%%%s%s", percent(c.Fraction), answerText(q, c.Text), answerFeedback(q, c.Feedback))
	}
	g.printf("\n")
}

func (g *giftWriter) trueFalse(q *quiz.Question) {
	if len(q.Choices) != 2 {
		return
	}
	good, bad, word := q.Choices[0], q.Choices[1], "TRUE"
	if q.Choices[1].Fraction > q.Choices[0].Fraction {
		good, bad, word = bad, good, "FALSE"
	}
	g.printf("%s", word)
	if !good.Feedback.Empty() || !bad.Feedback.Empty() {
		g.printf("#%s", answerText(q, bad.Feedback))
	}
	if !good.Feedback.Empty() {
		g.printf("#%s", answerText(q, good.Feedback))
	}
}

func (g *giftWriter) short(q *quiz.Question) {
	for _, a := range q.Accepted {
		text := a.Text
		if q.Prompt.Format == quiz.HTML && unescaped(text) != strings.TrimSpace(clean(text)) {
			text = strings.ReplaceAll(text, "&", "&amp;") // the inverse of typedOf
		}
		g.printf("\n\t=%%%s%%%s#%s", percent(a.Fraction), acceptedText(text), answerText(q, a.Feedback))
	}
	g.printf("\n")
}

// numeric writes the accepted numbers. The feedback for all others stands last,
// behind at least one number.
func (g *giftWriter) numeric(q *quiz.Question) {
	g.printf("#")
	for i, a := range q.Accepted {
		if last := i > 0 && i == len(q.Accepted)-1; a.Any && last && a.Fraction == 0 {
			g.printf("\n\t~#%s", answerText(q, a.Feedback))
			continue
		}
		g.printf("\n\t=%%%s%%%s#%s", percent(a.Fraction), numberRange(a), answerText(q, a.Feedback))
	}
	g.printf("\n")
}

// numberRange writes an accepted number, with its tolerance if it has one.
func numberRange(a quiz.Accepted) string {
	switch {
	case a.Any:
		return "*"
	case a.Tolerance != 0:
		return number17(a.Value) + ":" + number17(a.Tolerance)
	}
	return number17(a.Value)
}

func (g *giftWriter) match(q *quiz.Question) {
	for _, p := range q.Pairs {
		g.printf("\n\t=%s -> %s", noArrow(answerText(q, p.Left)), escape(p.Right))
	}
	g.printf("\n")
}

// noArrow keeps a left side whole: "->" has no escape in GIFT.
func noArrow(s string) string { return strings.ReplaceAll(s, "->", "→") }

func (g *giftWriter) order(q *quiz.Question) {
	for i, c := range q.Choices {
		g.printf("\n\t=%s -> %s", noArrow(answerText(q, c.Text)), place(i))
	}
	g.printf("\n")
}

func (g *giftWriter) trace(q *quiz.Question) {
	stdout := quiz.Fails
	if q.Trace != nil && q.Trace.Compiles {
		stdout = q.Trace.Stdout
	}
	g.printf("\n\t=%%100%%%s#\n", escape(literal(stdout)))
}
