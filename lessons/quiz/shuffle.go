package quiz

import (
	"crypto/sha256"
	"math/rand/v2"
	"slices"
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
	return q.Kind.rules().order(q, seed)
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
		if q.Kind.Asks() {
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
