package quiz

// essay is a question whose answer is free text, which is saved but not graded.
type essay struct{ typing }

func (essay) graded() bool                    { return false }
func (essay) grade(*Question, Answer, *Grade) {}
func (essay) solution(*Question) []Line       { return nil }
func (essay) want(*Question, []int) Want      { return Want{Form: WantEssay} }
