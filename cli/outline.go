package cli

import (
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/progress"
)

// summary sums up what the record has of a student in a course, by the rules of a session.
func summary(c *lessons.Course, store *progress.Store, record *progress.Record) (progress.Summary, error) {
	s := study.New(c, record.Student(), time.Now(), func(study.Effect) {})
	if err := s.Refresh(newKeeper(store, record, nil)); err != nil {
		return progress.Summary{}, err
	}
	sum, err := record.Summary(outline(s))
	return sum, inWords(err)
}

// outline lists the lessons of a course, and how their questions and the exam went.
func outline(s *study.Session) progress.Outline {
	o := progress.Outline{Pass: quiz.PassMark(s.Course.Manifest.Pass), Passed: s.Passed(s.Totals())}
	for _, l := range s.Course.Lessons() {
		o.Lessons = append(o.Lessons, progress.OutlineLesson{
			ID: l.ID, Page: l.Page.Path, Title: l.Name(), Result: progress.Result(s.Result(l)),
		})
	}
	if exam, ok := s.Exam(study.ExamPlan(s.Course)); ok {
		o.Exam = &progress.ExamSummary{Result: progress.Result(exam.Result), Passed: exam.Passed, Pass: quiz.PassMark(exam.Pass), Left: exam.Left, Sealed: exam.Sealed}
	}
	return o
}
