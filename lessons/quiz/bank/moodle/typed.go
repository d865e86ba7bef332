package moodle

import (
	"math"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// short reads accepted texts; the first that fits decides.
func (r *reader) short(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Short
	caseful := e.Child("usecase").Text() == "1" || e.Child("usecase").Text() == "true"
	for a := range e.All("answer") {
		acc := quiz.Accepted{Text: text.OneLine(r.literal(a)), CaseSensitive: caseful, Fraction: r.fraction(a), Feedback: r.text(a.Child("feedback"))}
		if acc.Text == "" {
			r.warn("empty-answer", "an empty answer; it was left out")
			continue
		}
		q.Accepted = append(q.Accepted, acc)
	}
	return r.accepted(q)
}

// accepted finishes a question whose answer is typed.
func (r *reader) accepted(q *quiz.Question) bool {
	fractions := make([]*float64, len(q.Accepted))
	for i := range q.Accepted {
		fractions[i] = &q.Accepted[i].Fraction
	}
	r.rescale(fractions)
	if len(q.Accepted) == 0 {
		return r.fault("no-answers", "a question without an answer that can be used")
	}
	return r.asks(q)
}

// numeric reads accepted numbers with their tolerances.
func (r *reader) numeric(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Numeric
	for a := range e.All("answer") {
		acc := quiz.Accepted{Fraction: r.fraction(a), Feedback: r.text(a.Child("feedback"))}
		written := r.plain(a)
		if strings.Contains(written, ",") {
			r.warn("decimal-comma", "%q is written with a comma, where Moodle wants a point", text.ClipLine(written, 40))
		}
		var ok bool
		if acc.Any = written == "*"; !acc.Any {
			if acc.Value, ok = number(written); !ok || math.IsInf(acc.Value, 0) {
				r.problem(a.Line, doc.Error, "bad-number", "%q is no number; the answer was left out", text.ClipLine(written, 40))
				continue
			}
			if s := a.Child("tolerance").Text(); s != "" {
				if acc.Tolerance, ok = number(s); !ok || math.IsInf(acc.Tolerance, 0) {
					r.warn("bad-number", "%q is no tolerance; it counts as 0", text.ClipLine(s, 40))
					acc.Tolerance = 0
				}
				acc.Tolerance = math.Abs(acc.Tolerance)
			}
		}
		q.Accepted = append(q.Accepted, acc)
	}
	r.units(q, e)
	return r.accepted(q)
}

// units reads what may stand behind a number. A unit by which the number counts otherwise cannot be said.
func (r *reader) units(q *quiz.Question, e *loosexml.Element) {
	for u := range e.Child("units").All("unit") {
		name := text.OneLine(u.Child("unit_name").Text())
		m, ok := number(u.Child("multiplier").Text())
		switch {
		case name == "":
		case ok && m != 1 || !quiz.IsUnit(name) || len(q.Units) == quiz.MaxUnits:
			r.warn("unit-left-out", "the unit %q was left out: the number would count otherwise with it, or it can be none", text.ClipLine(name, 40))
		default:
			q.Units = append(q.Units, name)
		}
	}
	if t := e.Child("unitgradingtype").Text(); t == "1" || t == "2" {
		r.warn("unit-left-out", "Moodle grades the unit, here only the number counts")
	}
}
