// Package marker grades the answers of a class: it adapts a course with its key, and the keys of
// exams, to the interface class.Course.
package marker

import (
	"cmp"
	"encoding/json"
	"sync"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/sealed"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/progress/class"
)

// Marker is a course with its key.
type Marker struct {
	course    *lessons.Course
	exams     map[string]*sealed.Key // by their builds
	title     func(*quiz.Question) string
	questions map[string]*quiz.Question // by ID
	lessons   []class.Question
	exam      []class.Question

	mu     sync.Mutex
	papers map[[2]string][]string // by build and student
}

// New returns the marker of a course and of the exam programs that were made of it. title says what a
// question is called in the record.
func New(c *lessons.Course, exams []*sealed.Key, title func(*quiz.Question) string) *Marker {
	m := &Marker{course: c, exams: map[string]*sealed.Key{}, title: title, questions: map[string]*quiz.Question{}, papers: map[[2]string][]string{}}
	var all []*quiz.Question
	if c.ExamBuild() == "" { // the program of an exam has its questions as students see them; its key has them whole
		m.lessons = m.list(c.Questions())
		all = c.ExamQuestions()
	}
	for _, k := range exams {
		if k.Course == "" || k.Course == c.Manifest.ID {
			m.exams[k.Build] = k
			all = append(all[:len(all):len(all)], k.Questions...) // those that the course has lost since are last
		}
	}
	m.exam = m.list(all)
	return m
}

// list converts questions that want an answer, each once.
func (m *Marker) list(all []*quiz.Question) []class.Question {
	var out []class.Question
	seen := map[string]bool{}
	for _, q := range all {
		if !q.Kind.Asks() || seen[q.ID] {
			continue
		}
		seen[q.ID] = true
		if m.questions[q.ID] == nil {
			m.questions[q.ID] = q
		}
		out = append(out, class.Question{
			ID: q.ID, Title: text.OneLine(m.title(q)), Kind: string(q.Kind), Hash: q.TextHash(), Points: q.Points,
			Graded: q.Kind.Graded(), Guess: q.Guess(), Choices: parts(q.Offered()),
		})
	}
	return out
}

func parts(pieces []quiz.Piece) []class.Part {
	var out []class.Part
	for _, p := range pieces {
		out = append(out, class.Part(p))
	}
	return out
}

// About names the course as the record does.
func (m *Marker) About() progress.Course {
	c := m.course.Manifest
	return progress.Course{ID: c.ID, Title: cmp.Or(c.Title, c.ID), Version: c.Version, Hash: m.course.Hash}
}

// Questions returns those of the lessons, or of the exam.
func (m *Marker) Questions(exam bool) []class.Question {
	if exam {
		return m.exam
	}
	return m.lessons
}

// Practice reports whether runs of a scope change no grade.
func (m *Marker) Practice(scope string) bool { return study.Practice(scope) }

// HasKey reports whether the key of an exam program is there.
func (m *Marker) HasKey(build string) bool { return m.exams[build] != nil }

// Original returns the ID of a question as its author has it.
func (m *Marker) Original(id string, builds []string) string {
	for _, b := range builds {
		if k := m.exams[b]; k != nil {
			if q, _, _, ok := k.Grade(id, quiz.Answer{DontKnow: true}); ok {
				return q.ID
			}
		}
	}
	return id
}

// Grade grades an answer: with the key of the exam program that asked, else with the course's.
func (m *Marker) Grade(id string, response json.RawMessage, builds []string) (class.Given, bool) {
	a, err := quiz.DecodeAnswer(string(response))
	if err != nil {
		a = quiz.Answer{} // what nobody can read is nothing
	}
	for _, b := range builds {
		if k := m.exams[b]; k != nil {
			if q, own, g, ok := k.Grade(id, a); ok {
				out := given(q, own, g)
				out.Same = true
				return out, true
			}
		}
	}
	q := m.questions[id]
	if q == nil {
		return class.Given{}, false
	}
	return given(q, a, q.Grade(a)), true
}

func given(q *quiz.Question, a quiz.Answer, g quiz.Grade) class.Given {
	return class.Given{Question: q.ID, Credit: g.Credit, Graded: g.Graded, Words: q.Response(a), Parts: parts(q.Pieces(a, g))}
}

// Count sums up answers as a student's progress does.
func (m *Marker) Count(all []class.Answered) class.Score {
	answers := make([]study.Answered, len(all))
	for i, a := range all {
		answers[i] = study.Answered{Question: a.Question, Attempt: a.Attempt, Scope: a.Scope, Credit: a.Credit}
	}
	r := study.Count(m.course, answers)
	return class.Score{First: r.First, Best: r.Best, Last: r.Last, Max: r.Max}
}

// Paper returns what an exam program draws for a student.
func (m *Marker) Paper(student string, builds []string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, b := range builds {
		k := m.exams[b]
		if k == nil {
			continue
		}
		of := [2]string{b, student}
		if m.papers[of] == nil {
			m.papers[of] = k.Paper(student)
		}
		return m.papers[of]
	}
	return nil
}
