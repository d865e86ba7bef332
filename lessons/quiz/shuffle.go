package quiz

import (
	"crypto/sha256"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
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
	groups, lead := grouped(qs)
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

// grouped takes questions apart: each group ends in a question that is asked and has
// the descriptions before it; rest are the descriptions behind the last.
func grouped(qs []*Question) (groups [][]*Question, rest []*Question) {
	for _, q := range qs {
		rest = append(rest, q)
		if q.Kind.Asks() {
			groups = append(groups, rest)
			rest = nil
		}
	}
	return groups, rest
}

// DrawFrom draws so many questions of each category as from says, each category for
// itself, in the author's order; Draw shuffles them if that is wanted. A category that
// has fewer gives all of them. The same seed draws the same questions.
func DrawFrom(qs []*Question, from map[string]int, seed string) []*Question {
	groups, _ := grouped(qs)
	members := map[string][]int{}
	for i, g := range groups {
		if name := CategoryOf(g[len(g)-1], from); name != "" {
			members[name] = append(members[name], i)
		}
	}
	var drawn []int
	for _, name := range slices.Sorted(maps.Keys(members)) {
		of := members[name]
		shuffle(of, seed, "category", name)
		drawn = append(drawn, of[:min(max(0, from[name]), len(of))]...)
	}
	slices.Sort(drawn)
	var out []*Question
	for _, i := range drawn {
		out = append(out, groups[i]...)
	}
	return out
}

// CategoryOf returns the category of from that a question counts for, "" if none: one
// that is a tag of it or the category that it stands under, or the last part of that. A
// question that several fit counts for the first by the alphabet, so that it is never
// drawn twice and how many a category has does not depend on the draw.
func CategoryOf(q *Question, from map[string]int) string {
	names := append([]string{q.Section, q.Section[strings.LastIndexByte(q.Section, '/')+1:]}, q.Tags...)
	slices.Sort(names)
	for _, name := range names {
		if _, ok := from[name]; ok && name != "" {
			return name
		}
	}
	return ""
}
