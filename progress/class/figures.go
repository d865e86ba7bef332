package class

import (
	"lectern/lessons/quiz/statistics"
)

// Distractor is one answer to a question with those who gave it first.
type Distractor struct {
	Part
	N    int
	Mean float64 // of their totals, in points
}

// maxTexts is how many texts to one question are counted apart, and maxTextLength how much of each.
const (
	maxTexts      = 1000
	maxTextLength = 200
)

// tally counts who gave which answer to one question.
type tally struct {
	statistics.Tally
	parts map[string]Part
}

func (t *tally) add(r Row, total float64) {
	seen := map[string]bool{}
	for _, part := range r.Given.Parts {
		if runes := []rune(part.Text); len(runes) > maxTextLength {
			part.Text = string(runes[:maxTextLength-1]) + "…"
		}
		if _, known := t.parts[part.Text]; !known && len(t.parts) >= maxTexts {
			part = Part{Text: "(others)"}
		}
		if seen[part.Text] {
			continue
		}
		seen[part.Text] = true
		if t.parts == nil {
			t.parts = map[string]Part{}
		}
		t.parts[part.Text] = part
		t.Add(part.Text, total)
	}
}

// figures works out how the questions and the test as a whole did.
func (b *Book) figures() {
	items := make([]statistics.Item, len(b.Questions))
	for i, q := range b.Questions {
		items[i] = statistics.Item{Max: q.Points, Guess: q.Guess}
	}
	var marks [][]float64
	for _, p := range b.People {
		row, any := make([]float64, len(items)), false
		for i, m := range p.Marks {
			if m < 0 {
				row[i] = statistics.Missing
				continue
			}
			row[i], any = m*items[i].Max, true
		}
		if any {
			marks = append(marks, row)
		}
	}
	var of []statistics.Question
	b.Test, of = statistics.Of(items, marks)
	for i := range b.Questions {
		b.Questions[i].How = of[i]
		b.Questions[i].Distractors = b.tallies[i].distractors(b.Questions[i].Choices)
	}
}

// distractors lists the choices in the author's order and then what else was given, the most frequent first.
func (t *tally) distractors(choices []Part) []Distractor {
	var all []Distractor
	listed := map[string]bool{}
	put := func(part Part, c statistics.Choice) {
		listed[part.Text] = true
		all = append(all, Distractor{part, c.N, c.Mean})
	}
	for _, part := range choices {
		if !listed[part.Text] {
			put(part, t.Of(part.Text))
		}
	}
	for _, c := range t.Choices() {
		if !listed[c.Key] {
			put(t.parts[c.Key], c)
		}
	}
	return all
}
