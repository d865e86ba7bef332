package quiz

import (
	"crypto/sha256"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// ChoiceOrder returns the order in which to show the choices of a question: the
// element at i is the author's index of what stands at place i. The same seed
// gives the same order, on every computer.
//
// The choices of a single or multiple choice question keep the author's order
// when the seed is "", when the author fixed it (Keep) or when one of them
// speaks of the others ("all of the above", "both a and b"); true/false always
// does. Matching and ordering questions would give their answers away so, and
// are shuffled whatever the seed. For a matching
// question the order is that of the right sides (a subset of the indexes of
// Pairs, see Rights), for an ordering question that in which its items are
// offered, which is never the right one. For other kinds it is nil.
func ChoiceOrder(q *Question, seed string) []int {
	switch q.Kind {
	case TrueFalse:
		return identity(len(q.Choices))
	case Single, Multi:
		order := identity(len(q.Choices))
		if seed != "" && !q.Keep && !speaksOfOthers(q.Choices) {
			shuffle(order, seed, "choices", q.ID)
		}
		return order
	case Match:
		order := q.Rights()
		shuffle(order, seed, "rights", q.ID)
		return order
	case Order:
		order := identity(len(q.Choices))
		shuffle(order, seed, "items", q.ID)
		if len(order) > 1 && q.inOrder(order) {
			// Turned by one it can only be right again when all items are the same.
			order = append(order[1:], order[0])
		}
		return order
	}
	return nil
}

// inOrder reports whether an order of the items is the right one.
func (q *Question) inOrder(order []int) bool {
	for i, j := range order {
		if q.Choices[i].Text != q.Choices[j].Text {
			return false
		}
	}
	return true
}

func identity(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// shuffle puts list in an order that depends on the parts of the seed alone.
// The generator is ChaCha8, whose output is specified, and the algorithm stands
// here, so that a run resumed with a newer program keeps its order.
func shuffle[T any](list []T, seed ...string) {
	h := sha256.New()
	writeParts(h, seed...)
	random := rand.NewChaCha8([32]byte(h.Sum(nil)))
	for i := len(list) - 1; i > 0; i-- {
		j := int(random.Uint64() % uint64(i+1))
		list[i], list[j] = list[j], list[i]
	}
}

// Draw returns the questions of one run: pool of them (all when pool is 0 or
// more than there are), in the author's order or shuffled. A description stays
// before the question that follows it and does not count. The same seed draws
// the same questions.
func Draw(qs []*Question, pool int, seed string, shuffled bool) []*Question {
	var groups [][]*Question // each ends in a question, with the descriptions before it
	var lead []*Question
	for _, q := range qs {
		lead = append(lead, q)
		if q.Kind != Description {
			groups = append(groups, lead)
			lead = nil
		}
	}
	order := identity(len(groups))
	drawn := pool > 0 && pool < len(groups)
	if drawn || shuffled {
		shuffle(order, seed, "questions")
	}
	if drawn {
		order, lead = order[:pool], nil
	}
	if !shuffled {
		slices.Sort(order)
	}
	out := make([]*Question, 0, len(qs))
	for _, i := range order {
		out = append(out, groups[i]...)
	}
	return append(out, lead...)
}

// speaksOfOthers reports whether a choice only makes sense where it stands:
// "none of the above", "both a and b", "neither".
func speaksOfOthers(choices []Choice) bool {
	return slices.ContainsFunc(choices, func(c Choice) bool { return positional(c.Text.Words(), len(choices)) })
}

// positional reports whether an English choice text refers to other choices by
// their place or as a whole. n is how many choices there are.
func positional(text string, n int) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 || len(words) > 40 {
		return false
	}
	for i, w := range words {
		switch w {
		case "above", "preceding", "foregoing":
			return true
		case "all", "none", "any", "both", "neither", "either":
			rest := words[i+1:]
			if len(rest) == 0 && i == 0 || startsWith(rest, "of", "these") || startsWith(rest, "of", "them") ||
				startsWith(rest, "of", "those") || startsWith(rest, "answers") || startsWith(rest, "of", "the", "other") {
				return true
			}
		}
	}
	return namesLetters(words, n)
}

func startsWith(words []string, prefix ...string) bool {
	return len(words) >= len(prefix) && slices.Equal(words[:len(prefix)], prefix)
}

// namesLetters reports whether a text is a list of choices by letter or number:
// "a and b", "both (1) and (3)", "only b or c", "answers a, b and d".
func namesLetters(words []string, n int) bool {
	named, joined := 0, false
	for _, w := range words {
		switch w {
		case "and", "or", "nor":
			joined = true
		case "both", "neither", "either", "only", "answer", "answers", "choice", "choices", "option", "options", "not", "but", "are", "is", "correct", "right", "true", "wrong", "false":
		default:
			if place, ok := placeOf(w); !ok || place >= n {
				return false
			}
			named++
		}
	}
	return named >= 2 && joined
}

// placeOf reads a single letter or digit as a place, from 0.
func placeOf(w string) (int, bool) {
	if len(w) != 1 {
		return 0, false
	}
	switch c := w[0]; {
	case c >= 'a' && c <= 'z':
		return int(c - 'a'), true
	case c >= '1' && c <= '9':
		return int(c - '1'), true
	}
	return 0, false
}
