package quiz

// single is a question whose answer is one of several choices. A choice of a negative fraction earns nothing.
type single struct{ choosing }

func (single) grade(q *Question, a Answer, g *Grade) { gradeFirst(q, a, g) }
func (single) solution(q *Question) []Line           { return rightChoices(q.Choices, false) }
func (single) order(q *Question, seed string) []int  { return shownOrder(q, seed) }
func (single) want(_ *Question, order []int) Want    { return Want{Form: WantLetter, Letters: len(order)} }

func (single) givenAway(q *Question, prompt string, words func(Text) string) string {
	return choiceGivenAway(q.Choices, prompt, words)
}

func (single) parse(q *Question, line string, order []int) (Answer, error) {
	return q.chosen(parseOne(line, order, choiceWords(q.Choices)))
}

func (single) gradeGap(gap *Gap, text string) (p PartGrade) {
	if i := findChoice(gap.Choices, text); i >= 0 {
		p.Feedback, p.Credit = gap.Choices[i].Feedback, gap.Choices[i].Fraction
	}
	return p
}

func (single) gapSolution(gap *Gap) (right []Line, join string) {
	return rightChoices(gap.Choices, false), either
}

func (single) gapGivenAway(gap *Gap, prompt string, words func(Text) string) string {
	return choiceGivenAway(gap.Choices, prompt, words)
}

func (single) wantGap(gap *Gap) Want { return Want{Form: WantLetter, Letters: len(gap.Choices)} }

func (single) parseGap(gap *Gap, line string, order []int) (text string, ok bool) {
	chosen, ok := parseOne(line, order, choiceWords(gap.Choices))
	return gap.Text(chosen...), ok
}
