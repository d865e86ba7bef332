package statistics

import (
	"cmp"
	"slices"
)

// Choice says who gave one answer to a question: a choice, or a text that several typed.
type Choice struct {
	Key  string  // what the caller calls it
	N    int     // students
	Mean float64 // of their totals
}

// Tally counts answers to one question.
type Tally struct {
	by map[string]*Choice
}

// Add counts that a student with that total gave an answer. One who ticked several choices
// gave each of them.
func (t *Tally) Add(key string, total float64) {
	if t.by == nil {
		t.by = map[string]*Choice{}
	}
	c := t.by[key]
	if c == nil {
		c = &Choice{Key: key}
		t.by[key] = c
	}
	c.N++
	c.Mean += (total - c.Mean) / float64(c.N)
}

// Of returns who gave an answer; N is 0 if nobody did.
func (t *Tally) Of(key string) Choice {
	if c := t.by[key]; c != nil {
		return *c
	}
	return Choice{Key: key}
}

// Choices returns all answers that were given, the most frequent first and those that are as
// frequent by their keys.
func (t *Tally) Choices() []Choice {
	var all []Choice
	for _, c := range t.by {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Choice) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Key, b.Key)) })
	return all
}
