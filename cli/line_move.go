package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/typeset"
)

// more reads on: the next piece, the questions of the lesson, the next lesson.
func (m *lineMode) more(string) error {
	if m.at+1 < len(m.text.pieces) {
		m.show(m.at + 1)
		return nil
	}
	return m.next("")
}

// next leaves the lesson forward: to its questions once, if it has open ones, then to the lesson after it.
func (m *lineMode) next(string) error {
	m.leave(true)
	if m.unanswered() > 0 {
		return m.questions("")
	}
	if l := m.course.Next(m.lesson); l != nil {
		m.open(l, doc.Position{})
		return nil
	}
	m.say("%s", m.follows())
	return nil
}

func (m *lineMode) back(string) error {
	l := m.course.Prev(m.lesson)
	if l == nil {
		m.say("This is the first lesson.")
		return nil
	}
	m.open(l, doc.Position{})
	return nil
}

func (m *lineMode) repeat(string) error {
	m.show(m.at)
	return nil
}

func (m *lineMode) up(string) error {
	if m.at == 0 {
		m.say("This is the beginning of the lesson. back goes to the lesson before.")
		return nil
	}
	m.show(m.at - 1)
	return nil
}

func (m *lineMode) top(string) error {
	m.show(0)
	return nil
}

// wayBack returns to where the last jump was taken from.
func (m *lineMode) wayBack(string) error {
	if !m.follow(&m.way, &m.ahead) {
		m.say("No link, search or go was taken from anywhere.")
	}
	return nil
}

// wayOn takes a jump again that wayBack undid.
func (m *lineMode) wayOn(string) error {
	if !m.follow(&m.ahead, &m.way) {
		m.say("There is nothing to go forward to.")
	}
	return nil
}

// follow opens the last place of one way and puts this one on the other. It
// reports whether there was a place.
func (m *lineMode) follow(from, back *[]lessons.Place) bool {
	for n := len(*from); n > 0; n = len(*from) {
		p := (*from)[n-1]
		*from = (*from)[:n-1]
		if l := m.course.Lesson(p.Lesson); l != nil {
			*back = append(*back, m.here())
			m.open(l, p.Position)
			return true
		}
	}
	return false
}

// goTo opens a lesson by its number, or by words of its title.
func (m *lineMode) goTo(arg string) error {
	if n, err := strconv.Atoi(arg); err == nil {
		l := m.course.At(n)
		if l == nil {
			all, _ := m.course.Count()
			m.say("There is no lesson %d; the last one is %d.", n, all)
			return nil
		}
		m.jump(l, doc.Position{})
		return nil
	}
	words := strings.Fields(strings.ToLower(arg))
	if len(words) == 0 {
		m.say("Say which: go 3, or go and words of the title.")
		return nil
	}
	var found []int
	all := m.course.Lessons()
	for i, l := range all {
		if holdsAll(strings.ToLower(l.Name()), words) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 0:
		m.say("No title has these words; search looks through the text.")
	case 1:
		m.jump(all[found[0]], doc.Position{})
	default:
		m.say("%s:", plural(len(found), "title"))
		for _, i := range found {
			m.say("  %d. %s", i+1, typeset.Clean(all[i].Name()))
		}
		m.list = lineList{what: "lesson"}
	}
	return nil
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// unanswered is how many questions Enter asks at the end of the lesson: those
// without an answer in the record, if they were not offered in this session.
func (m *lineMode) unanswered() int {
	l := m.lesson
	if m.asked[l.ID] {
		return 0
	}
	settings := l.Page.Settings()
	left, answered := 0, 0
	if m.record != nil {
		answers, err := m.record.Answers()
		scores, err2 := m.record.Scores()
		if err := errors.Join(err, err2); err == nil {
			tries := scores[l.Scope()].Attempts
			if !settings.MayBegin(tries) || tries > 0 && settings.Pool > 0 {
				return 0
			}
			for _, q := range l.Questions {
				if _, ok := answers[q.ID]; ok {
					answered++
				}
			}
		}
	}
	for _, q := range l.Questions {
		if q.Kind != quiz.Description {
			left++
		}
	}
	left = max(0, left-answered)
	if settings.Pool > 0 {
		left = min(left, settings.Pool)
	}
	return left
}

// questions asks the questions of the lesson.
func (m *lineMode) questions(string) error {
	l := m.lesson
	m.asked[l.ID] = true
	if len(l.Questions) == 0 {
		m.say("This lesson has no questions.")
		return nil
	}
	return m.ask(runPlan{l.Scope(), l.Title, l.Page.Settings(), l.Questions})
}

// exam asks the questions of the whole course in one run.
func (m *lineMode) exam(string) error {
	p := examPlan(m.course)
	if len(p.questions) == 0 {
		m.say("This course has no questions.")
		return nil
	}
	return m.ask(p)
}

// ask asks one run, then says what follows.
func (m *lineMode) ask(p runPlan) error {
	m.say("")
	if !m.told {
		m.told = true
		m.say("One line answers a question. An empty line leaves it for later, ? says that you do")
		m.say("not know, :hint gives a hint, :quit goes back to the lesson.")
		m.say("")
	}
	s := &session{
		app: m.app, passed: true, record: m.record, voice: lineVoice{&textVoice{w: m.out}}, in: m.in, flush: m.out.Flush, unsaved: m.unsaved,
	}
	err := s.run(p)
	m.last = m.now() // answering is timed by itself
	switch {
	case err == nil && s.most > 0:
		s.voice.summary(s.score, s.most, s.passed && p.settings.Pass > 0)
	case err != nil && !errors.Is(err, errLeft):
		return err
	}
	m.say("")
	m.say("%s", m.follows())
	return nil
}

// lineVoice is how questions are asked inside line mode, where other commands wait behind them.
type lineVoice struct{ *textVoice }

func (v lineVoice) wrongForm(q *quiz.Question, err error) {
	v.textVoice.wrongForm(q, err)
	v.say(":quit goes back to the lesson, where commands are.")
}

func (v lineVoice) left(run *quiz.Run) {
	if at, more := run.Next(0); more {
		v.say("Left at question %d of %d; questions goes on there.", at+1, len(run.Questions))
	}
}

// nearPages is how many pages contents lists on either side of the student's.
const nearPages = 20

// contents lists the lessons of the page with their numbers, and the pages
// around it; of a short course, or with "all", every lesson.
func (m *lineMode) contents(arg string) error {
	states, scores := m.states()
	all := m.course.Lessons()
	whole := arg == "all" || len(all) <= 2*paceLines
	here := slices.Index(m.course.Pages(), m.lesson.Page)
	number, page, left := 0, -1, 0
	for _, e := range m.course.Outline() {
		if e.Page == nil {
			if far := page+1 < here-nearPages || page+1 > here+nearPages; whole || !far {
				m.say("%s", typeset.Clean(e.Title))
			}
			continue
		}
		page++
		ls := e.Page.Lessons()
		first := number + 1
		number += len(ls)
		switch {
		case whole:
		case e.Page == m.lesson.Page:
			m.say("%s:", typeset.Clean(e.Page.Title()))
		case page < here-nearPages || page > here+nearPages:
			left++
			continue
		default:
			m.say("%s: %s", typeset.Clean(e.Page.Title()), lessonRange(first, number))
			continue
		}
		for i, l := range ls {
			m.say("  %d. %s%s", first+i, typeset.Clean(l.Name()), m.remarks(l, states, scores))
		}
	}
	if left > 0 {
		m.say("%s further away; contents all lists every lesson.", plural(left, "page"))
	}
	m.list = lineList{what: "lesson"}
	return nil
}

func lessonRange(first, last int) string {
	if first == last {
		return fmt.Sprintf("lesson %d", first)
	}
	return fmt.Sprintf("lessons %d to %d", first, last)
}

// remarks are what contents says of a lesson besides its title.
func (m *lineMode) remarks(l *lessons.Lesson, read map[string]bool, score map[string]string) string {
	s := ""
	if read[l.ID] {
		s += ", read"
	}
	if n := len(l.Questions); n > 0 {
		s += ", " + plural(n, "question")
	}
	if best := score[l.Scope()]; best != "" {
		s += ", best " + best
	}
	if l.ID == m.lesson.ID {
		s += ", you are here"
	}
	return s
}

// states returns which lessons are read, and the best score of each scope.
func (m *lineMode) states() (read map[string]bool, score map[string]string) {
	read, score = map[string]bool{}, map[string]string{}
	if m.record == nil {
		return read, score
	}
	if all, err := m.record.Lessons(); err == nil {
		for id, s := range all {
			read[id] = s.Read
		}
	}
	if all, err := m.record.Scores(); err == nil {
		for scope, s := range all {
			score[scope] = fmt.Sprintf("%.0f %%", 100*s.Best)
		}
	}
	return read, score
}
