package bank

import (
	"strings"

	"lectern/lessons/quiz"
)

// choice reads a single or multiple choice (docs/formats/gift.md, "Choices").
func (g *giftReader) choice(q *quiz.Question, p piece, tags *giftTags) bool {
	pieces := g.marks(p, "=~")
	right := 0
	for i, m := range pieces {
		if m.empty() {
			// `~=right` leaves an empty piece, in half of all banks; any other
			// empty answer is worth a word.
			if m.mark != '~' || i+1 == len(pieces) || pieces[i+1].mark != '=' {
				g.warn(m.piece, "empty-choice", "an empty answer; it was left out")
			}
			continue
		}
		c := quiz.Choice{}
		if m.mark == '=' {
			right++
			c.Fraction = 1
			if n := weightLen(m.s); n > 0 {
				g.warn(m.piece, "weight-after-equals", "a weight after `=` is not read and stands in the text; write ~%s", m.s[:n])
			}
		} else {
			c.Fraction, m.piece = g.weight(m.piece, 0)
		}
		if m.mark == 0 {
			g.warn(m.piece, "unmarked-choice", "the first answer has no `=` or `~`; it was read as a wrong one")
		}
		if m.mark == '~' && strings.HasPrefix(m.s, "/") {
			g.warn(m.piece, "tilde-in-text", "`~` begins a new answer here; if it is part of a path, write \\~")
		}
		text, feedback := g.feedback(m.piece, q.Prompt.Format)
		c.Text, c.Feedback = textOf(text.s, q.Prompt.Format), feedback
		if c.Text.Empty() {
			g.warn(m.piece, "empty-choice", "an answer without a text; it was left out")
			continue
		}
		q.Choices = append(q.Choices, c)
	}
	q.Kind = quiz.Multi
	if right > 0 || tags.kind == quiz.Single {
		q.Kind = quiz.Single
	}
	return g.checkChoices(q, p, right)
}

// checkChoices says what is odd about the choices of a question; false when
// there are none.
func (g *giftReader) checkChoices(q *quiz.Question, p piece, right int) bool {
	if len(q.Choices) == 0 {
		g.fault(p, "no-answers", "a choice question without choices; it was left out")
		return false
	}
	if len(q.Choices) == 1 {
		g.fault(p, "too-few-choices", "a choice question with one choice; it is asked so, but Moodle refuses it")
	}
	if right > 1 {
		g.warn(p, "several-right", "%d right answers in a single-choice question, each gives full marks; write `~%%50%%` for a question in which all are to be ticked", right)
	}
	best := 0.0
	for _, c := range q.Choices {
		best = max(best, c.Fraction)
	}
	if best <= 0 {
		g.warn(p, "no-right-answer", "no answer is right; put `=` before the right one, or weights as `~%%50%%`")
	}
	return true
}

// trueFalse reads {T}, {FALSE#shown when wrong#shown when right}.
func (g *giftReader) trueFalse(q *quiz.Question, p piece, right bool) bool {
	q.Kind = quiz.TrueFalse
	parts := strings.SplitN(p.s, "#", 3)
	text := func(i int) quiz.Text {
		if i < len(parts) {
			return textOf(parts[i], q.Prompt.Format)
		}
		return quiz.Text{}
	}
	good := quiz.Choice{Fraction: 1, Feedback: text(2)}
	bad := quiz.Choice{Fraction: 0, Feedback: text(1)}
	q.Choices = trueFalseChoices(good, bad, right)
	return true
}

func trueFalseChoices(good, bad quiz.Choice, right bool) []quiz.Choice {
	cs := []quiz.Choice{good, bad}
	if !right {
		cs = []quiz.Choice{bad, good}
	}
	cs[0].Text, cs[1].Text = quiz.Text{Source: "True", Format: quiz.Plain}, quiz.Text{Source: "False", Format: quiz.Plain}
	return cs
}

// typedOf returns what a student types for an answer that stands among HTML: "<b>" for "&lt;b&gt;". An entity that
// would be a wildcard stays as it is.
func typedOf(s string) string {
	typed := oneLine(unescaped(s))
	if typed == "" || strings.ContainsAny(typed, `*\`) && strings.Count(typed, "*")+strings.Count(typed, `\`) != strings.Count(s, "*")+strings.Count(s, `\`) {
		return s
	}
	return typed
}

// short reads {=Oslo =%50%Kristiania#feedback}.
func (g *giftReader) short(q *quiz.Question, p piece) bool {
	q.Kind = quiz.Short
	for _, m := range g.marks(p, "=") {
		var a quiz.Accepted
		a.Fraction, m.piece = g.weight(m.piece, 1)
		var text piece
		text, a.Feedback = g.feedback(m.piece, q.Prompt.Format)
		_, prefix := formatPrefix(text.s)
		if a.Text = oneLine(show(text.s[prefix:])); a.Text == "" {
			g.warn(m.piece, "empty-answer", "an empty answer; it was left out")
			continue
		}
		if q.Prompt.Format == quiz.HTML {
			a.Text = typedOf(a.Text)
		}
		q.Accepted = append(q.Accepted, a)
	}
	if len(q.Accepted) == 0 {
		g.fault(p, "no-answers", "a short answer question without an answer; it was left out")
		return false
	}
	return true
}

// numeric reads {#=9.81:0.01 =%50%9..10#Close. ~#No.}.
func (g *giftReader) numeric(q *quiz.Question, p piece) bool {
	q.Kind = quiz.Numeric
	var wrong *quiz.Accepted
	for _, m := range g.marks(p.from(1), "=~") {
		a, ok := g.number(m, q.Prompt.Format)
		switch {
		case !ok:
		case m.mark == '~' && a.Any:
			if wrong != nil {
				g.warn(m.piece, "second-else", "a second feedback for all other numbers; it was left out")
				continue
			}
			wrong = &a
		default:
			q.Accepted = append(q.Accepted, a)
		}
	}
	if len(q.Accepted) == 0 {
		g.fault(p, "no-answers", "a number question without a number that is right; it was left out")
		return false
	}
	if wrong != nil {
		q.Accepted = append(q.Accepted, *wrong) // the first that matches decides, so it stands last
	}
	return true
}

// number reads one accepted number, or after "~" the feedback for all others.
func (g *giftReader) number(m marked, format quiz.Format) (a quiz.Accepted, ok bool) {
	if m.empty() {
		if m.mark != 0 {
			g.warn(m.piece, "empty-answer", "an empty answer; it was left out")
		}
		return a, false
	}
	otherwise := 1.0
	if m.mark == '~' {
		otherwise = 0
	}
	a.Fraction, m.piece = g.weight(m.piece, otherwise)
	value, feedback := g.feedback(m.piece, format)
	a.Feedback = feedback
	if m.mark == '~' && value.empty() {
		a.Any = true
		return a, true
	}
	if problem := parseValue(show(value.s), &a); problem != "" {
		g.fault(value, "bad-number", "%s; the answer was left out", problem)
		return a, false
	}
	if strings.Contains(value.s, ",") {
		g.warn(value, "decimal-comma", "decimal comma in %s; it was read as a point, but Moodle wants a point", value.s)
	}
	return a, true
}

// match reads {=Norway -> Oslo =Italy -> Rome = -> Bern}.
func (g *giftReader) match(q *quiz.Question, p piece) bool {
	pieces := g.marks(p, "=")
	if arrowsInFeedback(pieces) {
		g.warn(p, "arrow-in-feedback", "`->` in a feedback; the question was read as a short answer, but Moodle would read it as matching")
		return g.short(q, p)
	}
	q.Kind = quiz.Match
	lefts := 0
	for _, m := range g.joinPairs(p, pieces) {
		left, right, _ := m.cut("->")
		pair := quiz.Pair{Left: textOf(left.s, q.Prompt.Format), Right: strings.TrimSpace(show(right.s))}
		if pair.Right == "" {
			g.fault(m, "pair-without-right-side", "a pair without a right side; it was left out")
			continue
		}
		if !pair.Left.Empty() {
			lefts++
		}
		q.Pairs = append(q.Pairs, pair)
	}
	if lefts == 0 {
		g.fault(p, "no-answers", "a matching question without a pair; it was left out")
		return false
	}
	if len(q.Pairs) < 2 {
		g.fault(p, "too-few-pairs", "a matching question with one pair; it is asked so, but Moodle refuses it")
	}
	return true
}

// arrowsInFeedback reports whether every `->` stands behind a `#`.
func arrowsInFeedback(pieces []marked) bool {
	for _, m := range pieces {
		before, _, _ := m.cut("#")
		if before.has("->") {
			return false
		}
	}
	return true
}

// joinPairs puts a piece without `->` back to its neighbour: the "=" between
// them was meant as text. Moodle refuses the whole question.
func (g *giftReader) joinPairs(p piece, pieces []marked) []piece {
	var out []piece
	begin := -1 // where pieces without an arrow began, since the last pair
	for _, m := range pieces {
		end := m.off + len(m.s)
		switch {
		case m.empty():
		case !m.has("->"):
			if begin < 0 {
				begin = m.off
				g.fault(m.piece, "pair-without-arrow", "`=` without `->` after it; it was read as a part of the pair beside it, but Moodle refuses the question, write \\=")
			}
		case begin >= 0:
			out = append(out, p.from(begin-p.off).upTo(end-begin))
			begin = -1
		default:
			out = append(out, m.piece)
		}
	}
	if last := len(out) - 1; begin >= 0 && last >= 0 {
		out[last] = p.from(out[last].off - p.off)
	}
	return out
}
