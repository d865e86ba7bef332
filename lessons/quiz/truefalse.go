package quiz

import "strings"

// trueFalse is a choice between True and False, which always stand in that order.
type trueFalse struct{ choosing }

func (trueFalse) grade(q *Question, a Answer, g *Grade) { gradeFirst(q, a, g) }
func (trueFalse) solution(q *Question) []Line           { return rightChoices(q.Choices, false) }
func (trueFalse) order(q *Question, _ string) []int     { return identity(len(q.Choices)) }
func (trueFalse) want(*Question, []int) Want            { return Want{Form: WantTrueFalse} }

func (trueFalse) parse(q *Question, line string, order []int) (Answer, error) {
	return q.chosen(parseTrueFalse(line, order))
}

func parseTrueFalse(line string, order []int) ([]int, bool) {
	switch strings.ToLower(line) {
	case "t", "true", "y", "yes":
		return []int{0}, true
	case "f", "false", "n", "no":
		return []int{1}, true
	}
	if i, ok := placeFrom(line, min(len(order), 2)); ok {
		return []int{order[i]}, true
	}
	return nil, false
}
