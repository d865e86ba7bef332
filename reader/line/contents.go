package line

import (
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// wordAll lists all of a long course.
const wordAll = "all"

// nearPages is how many pages contents lists on either side of the student's.
const nearPages = 20

// contents lists the lessons of the page with their numbers, and the pages
// around it; of a short course, or with "all", every lesson.
func (m *reading) contents(arg string) error {
	m.refresh()
	whole := arg == wordAll || arg == called(wordAll) || len(m.Course.Lessons()) <= 2*paceLines
	here := slices.Index(m.Course.Pages(), m.Lesson.Page)
	number, page, left := 0, -1, 0
	for _, e := range m.Course.Outline() {
		if e.Page == nil {
			if far := page+1 < here-nearPages || page+1 > here+nearPages; whole || !far {
				m.say(typeset.Clean(e.Title))
			}
			continue
		}
		page++
		ls := e.Page.Lessons()
		first := number + 1
		number += len(ls)
		title := typeset.Clean(e.Page.Title())
		switch {
		case whole:
		case e.Page == m.Lesson.Page:
			m.say(words.T("%s:", title))
		case page < here-nearPages || page > here+nearPages:
			left++
			continue
		default:
			m.say(words.N("%[1]s: lesson %[2]d", "%[1]s: lessons %[2]d to %[3]d", len(ls), title, first, number))
			continue
		}
		for i, l := range ls {
			m.say("  " + words.T("%d. %s", first+i, strings.Join(m.remarks(l), ", ")))
		}
	}
	if left > 0 {
		m.say(words.N("%[1]d page further away; %[2]s all lists every lesson.", "%[1]d pages further away; %[2]s all lists every lesson.",
			left, left, called(cmdContents)))
	}
	m.sayExam()
	m.list = list{pick: (*reading).goTo}
	return nil
}

// sayExam says that there is an exam, and how it went.
func (m *reading) sayExam() {
	p := study.ExamPlan(m.Course)
	e, ok := m.Exam(p)
	if !ok {
		return
	}
	n := m.Terms(p).Questions
	if e.Best == nil {
		m.say(words.N("%[1]s: %[2]d question from the whole course", "%[1]s: %[2]d questions from the whole course", n, called(cmdExam), n))
		return
	}
	m.say(words.N("%[1]s: %[2]d question from the whole course, best %[3]s", "%[1]s: %[2]d questions from the whole course, best %[3]s",
		n, called(cmdExam), n, words.Percent(e.Share(e.Best))))
}

// remarks returns what the contents list says of a lesson, its title first.
func (m *reading) remarks(l *lessons.Lesson) []string {
	out := []string{lessonName(l)}
	if m.Known.State(l).Read {
		out = append(out, words.T("read"))
	}
	all, left := study.Asks(l), m.Unanswered(l)
	switch {
	case all == 0:
	case left == all || left == 0:
		out = append(out, words.N("%d question", "%d questions", all, all))
	default:
		out = append(out, words.N("%[1]d question, %[2]d left", "%[1]d questions, %[2]d left", all, all, left))
	}
	if r := m.Result(l); r.Best != nil {
		out = append(out, words.T("best %s", words.Percent(r.Share(r.Best))))
	}
	if l.ID == m.Lesson.ID {
		out = append(out, words.T("you are here"))
	}
	return out
}
