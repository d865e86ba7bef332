package study

import (
	"strings"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// interleave puts the questions of a review in an order in which neighbours are of different
// lessons as far as that can be, and never two variants of one question follow each other where
// another one can stand between: what was learned apart is better told apart. Of each lesson
// those come first that came first.
func interleave(cards []card) []*quiz.Question {
	var out []*quiz.Question
	var last *card
	of := map[*lessons.Lesson]int{} // how many are left of each
	for _, c := range cards {
		of[c.of]++
	}
	for left := cards; len(left) > 0; {
		best, most := 0, -1
		for i := range left {
			if n := fits(left[i], last, of); n > most {
				best, most = i, n
			}
		}
		c := left[best]
		out = append(out, c.asks)
		last = &c
		of[c.of]--
		left = append(left[:best:best], left[best+1:]...)
	}
	return out
}

// fits says how well a question follows the last one: a variant of it worst, one of its lesson badly,
// and of others those best of whose lesson most are left.
func fits(c card, last *card, of map[*lessons.Lesson]int) int {
	switch {
	case last == nil || c.of != last.of && c.kin != last.kin:
		return 1 + of[c.of]
	case c.kin != last.kin:
		return 1
	}
	return 0
}

// kin is the same of variants of one question: those of one title, or whose prompts differ in numbers only.
func kin(q *quiz.Question) string {
	if q.Title != "" {
		return q.Title
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			return -1
		}
		return r
	}, q.Prompt.Source)
}
