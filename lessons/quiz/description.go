package quiz

// description is no question at all: a text between questions.
type description struct{ plain }

func (description) graded() bool                      { return false }
func (description) asks() bool                        { return false }
func (description) grade(*Question, Answer, *Grade)   {}
func (description) response(*Question, Answer) string { return "" }
func (description) solution(*Question) []Line         { return nil }
func (description) want(*Question, []int) Want        { return Want{} }

func (description) parse(*Question, string, []int) (Answer, error) { return Answer{}, nil }
