package moodle

import (
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
)

// row is a type of question. What Moodle calls it comes first among its names.
type row struct {
	names []string
	kind  quiz.Kind
	// read fills in a question; false when there is nothing to ask, or the question was added already.
	read func(r *reader, q *quiz.Question, e *loosexml.Element) bool
}

// types are the types that are read. All others are told by their name.
func types() []row {
	return []row{
		{[]string{"multichoice"}, quiz.Single, (*reader).multichoice},
		{[]string{"multichoiceset"}, quiz.Multi, (*reader).choiceSet},
		{[]string{"oumultiresponse"}, quiz.Multi, (*reader).multiResponse},
		{[]string{"truefalse"}, quiz.TrueFalse, (*reader).trueFalse},
		{[]string{"shortanswer"}, quiz.Short, (*reader).short},
		{[]string{"numerical"}, quiz.Numeric, (*reader).numeric},
		{[]string{"matching", "match", "ddmatch"}, quiz.Match, (*reader).match},
		{[]string{"cloze", "multianswer"}, quiz.Cloze, (*reader).gaps},
		{[]string{"gapselect"}, quiz.Cloze, (*reader).dropDowns},
		{[]string{"ddwtos"}, quiz.Cloze, (*reader).dropDowns},
		{[]string{"ordering"}, quiz.Order, (*reader).order},
		{[]string{"essay"}, quiz.Essay, (*reader).essay},
		{[]string{"description"}, quiz.Description, (*reader).description},
		{[]string{"calculated", "calculatedsimple"}, quiz.Numeric, (*reader).calculated},
		{[]string{"calculatedmulti"}, quiz.Single, (*reader).calculated},
	}
}

// rowOf returns the row of a type, nil for one that is not read.
func rowOf(name string) *row {
	for _, row := range types() {
		for _, n := range row.names {
			if n == name {
				return &row
			}
		}
	}
	return nil
}

// Kinds lists what the format can say.
func Kinds() []quiz.Kind {
	return []quiz.Kind{quiz.Single, quiz.Multi, quiz.TrueFalse, quiz.Short, quiz.Numeric, quiz.Match, quiz.Order, quiz.Cloze, quiz.Essay, quiz.Description}
}

func (r *reader) essay(q *quiz.Question, _ *loosexml.Element) bool {
	q.Kind = quiz.Essay
	return r.asks(q)
}

func (r *reader) description(q *quiz.Question, _ *loosexml.Element) bool {
	q.Kind = quiz.Description
	return !q.Prompt.Empty() || q.Title != ""
}

// asks tells of a question without a text, which may still be one where there are choices.
func (r *reader) asks(q *quiz.Question) bool {
	if q.Prompt.Empty() {
		r.warn("no-question-text", "a question without a text")
	}
	return true
}
