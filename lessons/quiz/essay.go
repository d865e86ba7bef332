package quiz

// essay is free text: kept, not graded.
type essay struct{ typing }

func (essay) graded() bool                    { return false }
func (essay) grade(*Question, Answer, *Grade) {}
func (essay) solution(*Question) []Line       { return nil }
func (essay) want(*Question, []int) Want      { return Want{Form: WantEssay} }
