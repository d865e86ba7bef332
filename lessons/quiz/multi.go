package quiz

import "strings"

// multi is a question whose answer is any number of choices: the fractions of the chosen add up.
type multi struct{ choosing }

func (multi) grade(q *Question, a Answer, g *Grade) {
	chosen, _ := given(a, len(q.Choices))
	g.Credit = sumTicked(q.Choices, chosen)
	choiceParts(q.Choices, chosen, g)
}

func (multi) solution(q *Question) []Line          { return rightChoices(q.Choices, true) }
func (multi) order(q *Question, seed string) []int { return shownOrder(q, seed) }
func (multi) want(_ *Question, order []int) Want   { return Want{Form: WantLetters, Letters: len(order)} }

func (multi) parse(q *Question, line string, order []int) (Answer, error) {
	return q.chosen(parseSeveral(line, order, choiceWords(q.Choices)))
}

func (multi) gradeGap(gap *Gap, text string) (p PartGrade) {
	ticked := make([]bool, len(gap.Choices))
	var feedback []string
	for _, i := range gap.Chosen(text) {
		ticked[i] = true
		if f := gap.Choices[i].Feedback; !f.Empty() {
			p.Feedback.Format = f.Format
			feedback = append(feedback, f.Source)
		}
	}
	p.Feedback.Source = strings.Join(feedback, "\n\n")
	p.Credit = sumTicked(gap.Choices, ticked)
	return p
}

func (multi) gapSolution(gap *Gap) (right []Line, join string) {
	return rightChoices(gap.Choices, true), both
}

func (multi) gapGivenAway(gap *Gap, prompt string, words func(Text) string) string {
	return choiceGivenAway(gap.Choices, prompt, words)
}

func (multi) wantGap(gap *Gap) Want { return Want{Form: WantGapLetters, Letters: len(gap.Choices)} }

func (multi) parseGap(gap *Gap, line string, order []int) (text string, ok bool) {
	chosen, ok := parseSeveral(line, order, choiceWords(gap.Choices))
	return gap.Text(chosen...), ok
}
