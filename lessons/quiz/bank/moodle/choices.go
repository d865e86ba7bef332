package moodle

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// fraction reads what an answer is worth: its attribute in percent, or as very old files write it, a child from 0 to 1.
func (r *reader) fraction(a *loosexml.Element) float64 {
	written, scale := strings.TrimSuffix(strings.TrimSpace(a.Attr("fraction")), "%"), 100.0
	if old := a.Child("fraction").Text(); old != "" {
		written, scale = old, 1
	}
	if written == "" {
		return 0
	}
	f, ok := number(written)
	if !ok {
		r.warn("bad-weight", "%q is no weight; it counts as 0", text.ClipLine(written, 40))
		return 0
	}
	if f /= scale; math.Abs(f) > 1+1e-6 {
		r.warn("weight-out-of-range", "a weight of %s%% counts as 100%%", strconv.FormatFloat(f*100, 'g', -1, 64))
	}
	return share(max(-1, min(1, f)))
}

// share rounds a fraction to the seven digits that Moodle keeps.
func share(f float64) float64 { return math.Round(f*1e7) / 1e7 }

// rescale makes weights percents that a program wrote from 0 to 1: each right answer would be worth 1 %.
func (r *reader) rescale(fractions []*float64) {
	for _, f := range fractions {
		if *f > 0 && *f != 0.01 {
			return
		}
	}
	told := false
	for _, f := range fractions {
		if math.Abs(*f) == 0.01 {
			*f *= 100
			told = true
		}
	}
	if told {
		r.warn("bad-weight", "right answers have the weight 1, which is one percent in Moodle; it was read as 100")
	}
}

// choices reads the answers that are to be chosen from.
func (r *reader) choices(e *loosexml.Element) []quiz.Choice {
	var out []quiz.Choice
	for a := range e.All("answer") {
		c := quiz.Choice{Text: r.text(a), Fraction: r.fraction(a), Feedback: r.text(a.Child("feedback"))}
		if c.Text.Empty() {
			r.warn("empty-answer", "a choice without a text; it was left out")
			continue
		}
		out = append(out, c)
	}
	fractions := make([]*float64, len(out))
	for i := range out {
		fractions[i] = &out[i].Fraction
	}
	r.rescale(fractions)
	return out
}

func (r *reader) multichoice(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Multi
	if single(e) {
		q.Kind = quiz.Single
	}
	q.Choices = r.choices(e)
	q.Keep = !shuffles(e)
	return r.enough(q)
}

// choiceSet reads the type of a plugin, which gives nothing for an answer that is not wholly right.
func (r *reader) choiceSet(q *quiz.Question, e *loosexml.Element) bool {
	q.AllOrNothing = true
	return r.multiResponse(q, e)
}

// multiResponse reads the type of a plugin that says of each choice whether it is right; each right one earns a share.
func (r *reader) multiResponse(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Multi
	q.Choices = r.choices(e)
	q.Keep = !shuffles(e)
	right := 0
	for _, c := range q.Choices {
		if c.Fraction > 0 {
			right++
		}
	}
	for i := range q.Choices {
		c := &q.Choices[i]
		if c.Fraction > 0 {
			c.Fraction = share(1 / float64(right))
		} else if right > 0 {
			c.Fraction = -share(1 / float64(right))
		}
	}
	return r.enough(q)
}

// enough tells of a question with too few choices.
func (r *reader) enough(q *quiz.Question) bool {
	switch {
	case len(q.Choices) == 0:
		return r.fault("no-answers", "a question without choices")
	case len(q.Choices) == 1:
		r.warn("too-few-choices", "the question has one choice")
	}
	return r.asks(q)
}

// trueFalse reads the two answers by their words; in the words of another language, which old files have, the first is "true".
func (r *reader) trueFalse(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.TrueFalse
	q.Choices = []quiz.Choice{{Text: quiz.Text{Source: "True", Format: quiz.Plain}}, {Text: quiz.Text{Source: "False", Format: quiz.Plain}}}
	right, n := -1, 0
	for a := range e.All("answer") {
		at := 0
		switch word := r.plain(a); strings.ToLower(word) {
		case "true":
		case "false":
			at = 1
		default:
			at = min(n, 1)
			r.warn("bad-answer", "%q is neither true nor false; the first answer was taken for true", text.ClipLine(word, 40))
		}
		n++
		q.Choices[at].Feedback = r.text(a.Child("feedback"))
		full := r.fraction(a) > 0.999
		if f := r.fraction(a); f == 0.01 {
			full = true
		}
		switch {
		case full:
			right = at
		case at == 1 && right < 0:
			right = 0
		}
	}
	if right < 0 {
		return r.fault("no-answers", "a true/false question without its answers")
	}
	q.Choices[right].Fraction = 1
	return r.asks(q)
}

// allOrNothing is the grading of ordering questions that counts only what is wholly right.
const allOrNothing = "ALL_OR_NOTHING"

// order reads an ordering question: an answer's fraction is its place.
func (r *reader) order(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Order
	type item struct {
		choice quiz.Choice
		place  float64
	}
	var items []item
	for a := range e.All("answer") {
		it := item{quiz.Choice{Text: r.text(a)}, float64(len(items) + 1)}
		if it.choice.Text.Empty() {
			r.warn("empty-answer", "an item without a text; it was left out")
			continue
		}
		if place, ok := number(a.Attr("fraction")); ok && place > 0 {
			it.place = place
		}
		items = append(items, it)
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.place, b.place) })
	for _, it := range items {
		q.Choices = append(q.Choices, it.choice)
	}
	if len(items) < 2 {
		return r.fault("too-few-choices", "an ordering question with fewer than two items")
	}
	grading := strings.TrimSpace(e.Child("gradingtype").Text())
	q.AllOrNothing = grading == "-1" || grading == allOrNothing
	return r.asks(q)
}

// match reads pairs. Left sides have markup, right sides are words.
func (r *reader) match(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Match
	lefts := 0
	for s := range e.All("subquestion") {
		p := quiz.Pair{Left: r.text(s), Right: r.plain(s.Child("answer"))}
		switch {
		case p.Right == "" && p.Left.Empty():
			continue
		case p.Right == "":
			r.warn("pair-without-right-side", "%q has no right side; it was left out", text.ClipLine(p.Left.Words(), 40))
			continue
		case !p.Left.Empty():
			lefts++
		}
		q.Pairs = append(q.Pairs, p)
	}
	switch {
	case lefts == 0:
		return r.fault("no-answers", "a matching question without pairs")
	case len(q.Pairs) < 2:
		r.warn("too-few-pairs", "a matching question with one pair")
	}
	return r.asks(q)
}
