package quiz

import (
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/text"
)

// Piece is a part of an answer that is counted over all who answered: a choice that was taken, what
// stood in a gap, a text.
type Piece struct {
	Text     string
	Right    bool // it earns
	DontKnow bool
}

// Offered returns what can be chosen, in the author's order; nil where an answer is no choice.
func (q *Question) Offered() []Piece {
	if !q.chooses() {
		return nil
	}
	out := make([]Piece, len(q.Choices))
	for i, c := range q.Choices {
		out[i] = Piece{Text: c.Text.Words(), Right: c.Fraction > 0}
	}
	return out
}

// chooses reports whether an answer is one or more of Choices, whatever their order.
func (q *Question) chooses() bool { return len(q.Choices) > 0 && q.Kind != Order }

// Pieces returns the parts of an answer. Typed texts come in one form for all that a person would call
// the same spelling; where letters of two cases differ for the question, they do here. Free texts have none.
func (q *Question) Pieces(a Answer, g Grade) []Piece {
	switch {
	case a.DontKnow:
		return []Piece{{Text: "I don't know", DontKnow: true}}
	case !q.Kind.Graded():
		return nil
	case q.chooses():
		var out []Piece
		offered := q.Offered()
		for _, i := range a.Choices {
			if i >= 0 && i < len(offered) {
				out = append(out, offered[i])
			}
		}
		if out == nil {
			out = []Piece{{Text: "nothing chosen", Right: g.Credit > 0}}
		}
		return out
	case len(q.Gaps) > 0:
		return q.eachPart(g, func(i int) string { return strconv.Itoa(i+1) + ": " + q.oneForm(textAt(a, i)) })
	case len(q.Pairs) > 0:
		whole := strings.Split(q.Response(a), "; ")
		if len(whole) != len(g.Parts) { // a side has a semicolon
			break
		}
		return q.eachPart(g, func(i int) string { return whole[i] })
	}
	return []Piece{{Text: q.oneForm(q.Response(a)), Right: g.Credit > 0}}
}

func (q *Question) eachPart(g Grade, words func(int) string) (out []Piece) {
	for i, p := range g.Parts {
		if p.Given {
			out = append(out, Piece{Text: words(i), Right: p.Right})
		}
	}
	return out
}

// oneForm writes a typed text as it is counted.
func (q *Question) oneForm(s string) string {
	s = text.Composed(text.OneLine(s))
	sensitive := func(a Accepted) bool { return a.CaseSensitive }
	if q.Trace != nil || slices.ContainsFunc(q.Accepted, sensitive) ||
		slices.ContainsFunc(q.Gaps, func(gap Gap) bool { return slices.ContainsFunc(gap.Accepted, sensitive) }) {
		return s
	}
	return strings.ToLower(s)
}

// Guess returns the credit that one gets who guesses blindly, nil where that cannot be said (Moodle,
// get_random_guess_score of the question types).
func (q *Question) Guess() *float64 {
	share := 0.0
	switch {
	case q.Kind == Single || q.Kind == TrueFalse:
		for _, c := range q.Choices {
			share += max(0, c.Fraction)
		}
		share /= float64(max(1, len(q.Choices)))
	case len(q.Pairs) > 0:
		share = 1 / float64(max(1, len(q.Rights())))
	case q.Kind == Short || q.Kind == Numeric:
		for _, a := range q.Accepted {
			if a.Any || q.Kind == Short && strings.Trim(a.Text, "* ") == "" {
				share = max(share, a.Fraction)
			}
		}
	default:
		return nil
	}
	return &share
}
