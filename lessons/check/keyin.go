package check

import (
	"lectern/lessons"
	"lectern/lessons/doc"
)

// KeyIn tells what stands in the source of a page that a student is not to see before answering: questions
// with their answers, also those that are not asked, and what a notebook hides. What is "" if there is nothing.
func KeyIn(course *lessons.Course, p *lessons.Page) (line int, what string) {
	const answers = "questions with their answers"
	doc.Walk(p.Document().Blocks, func(b doc.Block) bool {
		if ref, ok := b.(*doc.QuizRef); ok && ref.Source == "" && what == "" {
			line, what = ref.Line(), answers
		}
		return what == ""
	})
	if what != "" {
		return line, what
	}
	for _, problem := range p.Problems() {
		switch problem.Code {
		case "hidden-solution":
			return problem.Line, "solutions that are not shown"
		case "hidden-cells":
			return problem.Line, "cells that are not shown"
		}
	}
	src, err := course.Source(p.Path)
	if err != nil {
		return 0, ""
	}
	source := newSource(src)
	page := withoutFences(source.text)
	for _, other := range otherQuizzes {
		if found := other.begin().FindStringIndex(page); found != nil {
			line, _ = source.position(found[0])
			return line, answers
		}
	}
	return 0, ""
}
