package bank

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// moodleFractions are the fractions that Moodle accepts on import, of either
// sign (docs/formats/gift.md, "What Moodle refuses"), within moodleTolerance.
var moodleFractions = [...]float64{
	1, .9, .8333333, .8, .75, .7, .6666667, .6, .5, .4, .3333333, .3,
	.25, .2, .1666667, .1428571, .125, .1111111, .1, .05, 0,
}

const moodleTolerance = 0.00001

// moodleAccepts reports whether Moodle accepts a fraction (-1..1) on import.
func moodleAccepts(fraction float64) bool {
	for _, f := range moodleFractions {
		if math.Abs(math.Abs(fraction)-f) <= moodleTolerance {
			return true
		}
	}
	return false
}

// maxTitle, maxID and maxTag are the lengths that Moodle's tables keep, in characters.
const (
	maxTitle = 255
	maxID    = 100
	maxTag   = 50
)

// MoodleProblems says what Moodle would refuse of a question written as GIFT,
// or would read as something else. It is nil for a question that it takes as it
// is. All are Warnings: the question can be asked here.
func MoodleProblems(q *quiz.Question) []doc.Problem {
	m := &moodleCheck{q: q}
	if q.Prompt.Empty() {
		m.add("moodle-no-text", "the question has no text, which Moodle refuses")
	}
	if utf8.RuneCountInString(q.Title) > maxTitle {
		m.add("moodle-long-title", "the title is longer than the %d characters that Moodle keeps", maxTitle)
	}
	if q.IDWritten && utf8.RuneCountInString(q.ID) > maxID {
		m.add("moodle-long-id", "the id is longer than the %d characters that Moodle keeps", maxID)
	}
	for _, t := range q.Tags {
		if utf8.RuneCountInString(t) > maxTag {
			m.add("moodle-long-tag", "the tag %q is longer than the %d characters that Moodle keeps", clip(t, 30), maxTag)
		}
	}
	if faults := giftKinds()[q.Kind].moodle; faults != nil {
		faults(m)
	}
	return m.problems
}

type moodleCheck struct {
	q        *quiz.Question
	problems []doc.Problem
}

func (m *moodleCheck) add(code, format string, args ...any) {
	m.problems = append(m.problems, doc.Problem{
		File: m.q.File, Line: m.q.Line, Severity: doc.Warning, Code: code, Text: fmt.Sprintf(format, args...),
	})
}

// fraction checks one fraction against the list.
func (m *moodleCheck) fraction(what string, f float64) {
	if !moodleAccepts(f) {
		m.add("moodle-fraction", "the weight %s%% of %q is not one that Moodle accepts; the nearest is %s%%", percent(f), clip(what, 30), percent(nearestFraction(f)))
	}
}

func nearestFraction(f float64) float64 {
	best := 0.0
	for _, n := range moodleFractions {
		if math.Abs(math.Abs(f)-n) < math.Abs(math.Abs(f)-best) {
			best = n
		}
	}
	return math.Copysign(best, f)
}

// choices checks the choices; it returns the best fraction, and the sum of those
// that earn.
func (m *moodleCheck) choices() (best, sum float64) {
	if len(m.q.Choices) < 2 {
		m.add("moodle-too-few-choices", "Moodle wants at least two choices")
	}
	for _, c := range m.q.Choices {
		m.fraction(c.Text.Words(), c.Fraction)
		best = max(best, c.Fraction)
		sum += max(0, c.Fraction)
	}
	return best, sum
}

func (m *moodleCheck) single() {
	if best, _ := m.choices(); best < 1-moodleTolerance {
		m.add("moodle-no-full-mark", "no choice gives 100%%, which Moodle wants of a single-choice question")
	}
}

func (m *moodleCheck) multi() {
	if _, sum := m.choices(); math.Abs(math.Round(sum*1e4)-1e4) >= 1 {
		m.add("moodle-sum", "the positive weights sum to %s%%, and Moodle wants 100%%", percent(math.Round(sum*1e7)/1e7))
	}
	if m.q.AllOrNothing {
		m.add("moodle-partial-credit", "Moodle gives partial credit for this question, which here has none")
	}
}

func (m *moodleCheck) accepted() {
	best := 0.0
	for _, a := range m.q.Accepted {
		m.fraction(a.Words(m.q.Kind), a.Fraction)
		best = max(best, a.Fraction)
		if strings.Contains(a.Text, "->") {
			m.add("moodle-arrow", "`->` in an accepted answer, so Moodle reads a matching question")
		}
	}
	if best < 1-moodleTolerance {
		m.add("moodle-no-full-mark", "no answer gives 100%%, which Moodle wants")
	}
}

// otherKind returns a check that tells of a kind that Moodle reads as another.
func otherKind(kind, as string) func(*moodleCheck) {
	return func(m *moodleCheck) { m.add("moodle-kind", "Moodle reads this %s question as %s", kind, as) }
}

func (m *moodleCheck) cloze() {
	m.add("moodle-cloze", "GIFT has no Cloze questions: Moodle imports this text from a Cloze file, or by hand")
	m.gaps()
}

func (m *moodleCheck) pairs() {
	if len(m.q.Pairs) < 2 {
		m.add("moodle-too-few-pairs", "Moodle wants at least two pairs")
	}
	for _, p := range m.q.Pairs {
		if strings.Contains(p.Left.Source, "->") {
			m.add("moodle-arrow", "`->` in the left side %q, where GIFT cannot hold it", clip(p.Left.Source, 30))
		}
	}
}

// gaps checks that each gap can be answered.
func (m *moodleCheck) gaps() {
	for i := range m.q.Gaps {
		gap := &m.q.Gaps[i]
		best := 0.0
		for _, c := range gap.Choices {
			best = max(best, c.Fraction)
		}
		for _, a := range gap.Accepted {
			best = max(best, a.Fraction)
		}
		if !typeOf(gap).form.ticks && best < 1-moodleTolerance {
			m.add("moodle-no-full-mark", "no answer of gap %d gives 100%%, which Moodle wants", i+1)
		}
	}
}
