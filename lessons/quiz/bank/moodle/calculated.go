package moodle

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/formula"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// maxInstances is how many ordinary questions a calculated one becomes.
const maxInstances = 5

// calculated makes ordinary questions of one whose numbers vary: one for each of the first sets of values that stand in the file.
func (r *reader) calculated(q *quiz.Question, e *loosexml.Element) bool {
	sets := datasets(e)
	if len(sets) == 0 {
		sets = []dataset{{}}
	}
	for i, set := range sets {
		one := *q
		if len(sets) > 1 {
			one.Title = strings.TrimSpace(fmt.Sprintf("%s (%d)", q.Title, i+1))
			if q.IDWritten {
				one.ID = fmt.Sprintf("%s-%d", q.ID, i+1)
			}
		}
		if !r.instance(&one, e, set) {
			return false
		}
		r.bank.Questions = append(r.bank.Questions, &one)
	}
	return false
}

// dataset is one value for each name, as it is written.
type dataset map[string]string

// datasets returns the first sets of values of a question.
func datasets(e *loosexml.Element) []dataset {
	var sets []dataset
	for d := range e.Child("dataset_definitions").All("dataset_definition") {
		name := d.Path("name", "text").Text()
		if name == "" {
			name = d.Child("name").Text()
		}
		for item := range d.Child("dataset_items").All("dataset_item") {
			n, ok := number(item.Child("number").Text())
			value := item.Child("value").Text()
			if _, isNumber := number(value); !ok || !isNumber || n < 1 || n > maxInstances || name == "" || n != math.Trunc(n) {
				continue
			}
			for len(sets) < int(n) {
				sets = append(sets, dataset{})
			}
			sets[int(n)-1][name] = value
		}
	}
	return sets
}

// numbers returns the values of a set as numbers.
func (d dataset) numbers() map[string]float64 {
	out := map[string]float64{}
	for name, s := range d {
		if v, ok := number(s); ok {
			out[name] = v
		}
	}
	return out
}

// instance fills in one ordinary question.
func (r *reader) instance(q *quiz.Question, e *loosexml.Element, set dataset) bool {
	var fault error
	fill := func(t quiz.Text, show func(float64) string) quiz.Text {
		s, err := set.fill(t.Source, show)
		if err != nil && fault == nil {
			fault = err
		}
		return quiz.Text{Source: s, Format: t.Format}
	}
	q.Prompt, q.General = fill(q.Prompt, short10), fill(q.General, short10)
	q.Hints = append([]quiz.Text(nil), q.Hints...)
	for i := range q.Hints {
		q.Hints[i] = fill(q.Hints[i], short10)
	}
	if e.Attr("type") == "calculatedmulti" {
		if !r.multichoice(q, e) {
			return false
		}
		n := 0
		for a := range e.All("answer") {
			if n < len(q.Choices) && !r.text(a).Empty() {
				q.Choices[n].Text = fill(q.Choices[n].Text, shown(a))
				q.Choices[n].Feedback = fill(q.Choices[n].Feedback, short10)
				n++
			}
		}
	} else {
		q.Kind = quiz.Numeric
		values := set.numbers()
		for a := range e.All("answer") {
			acc, err := r.result(a, values)
			if err != nil {
				fault = err
				break
			}
			acc.Feedback = fill(acc.Feedback, short10)
			q.Accepted = append(q.Accepted, acc)
		}
		r.units(q, e)
		if fault == nil && !r.accepted(q) {
			return false
		}
	}
	if fault != nil {
		r.problem(r.line, doc.Error, "bad-formula", "%s cannot be worked out: %v; the question was left out", nameOf(e), fault)
		return false
	}
	return true
}

// result works out one accepted number with what is around it.
func (r *reader) result(a *loosexml.Element, values map[string]float64) (acc quiz.Accepted, err error) {
	acc = quiz.Accepted{Fraction: r.fraction(a), Feedback: r.text(a.Child("feedback"))}
	written := r.plain(a)
	if acc.Any = written == "*"; acc.Any {
		return acc, nil
	}
	if acc.Value, err = formula.Eval(strings.TrimPrefix(written, "="), values); err != nil {
		return acc, err
	}
	t, _ := number(a.Child("tolerance").Text())
	t = math.Abs(t)
	switch a.Child("tolerancetype").Text() {
	case "2":
		acc.Tolerance = t
	case "3": // from the value divided by so much to the value times so much
		low, high := acc.Value/(1+t), acc.Value*(1+t)
		acc.Value, acc.Tolerance = low+(high-low)/2, math.Abs(high-low)/2
	default:
		acc.Tolerance = math.Abs(acc.Value) * t
	}
	if math.IsInf(acc.Value, 0) || math.IsInf(acc.Tolerance, 0) || math.IsNaN(acc.Value) {
		return acc, fmt.Errorf("the range is too large")
	}
	return acc, nil
}

// short10 writes a number of a text.
func short10(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }

// shown returns how an answer writes its numbers: with so many decimals, or so many digits that count.
func shown(a *loosexml.Element) func(float64) string {
	n, err := strconv.Atoi(a.Child("correctanswerlength").Text())
	if err != nil || n < 0 || n > 15 {
		return short10
	}
	if a.Child("correctanswerformat").Text() == "2" {
		return func(v float64) string { return strconv.FormatFloat(v, 'g', max(n, 1), 64) }
	}
	return func(v float64) string { return strconv.FormatFloat(v, 'f', n, 64) }
}

// fill puts the values of a set into a text, and works out `{=…}` in it.
func (d dataset) fill(s string, show func(float64) string) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		if strings.HasPrefix(s, "{=") {
			end := closing(s)
			if end < 0 {
				return "", fmt.Errorf("a `}` is missing behind %q", text.ClipLine(s, 20))
			}
			v, err := formula.Eval(s[2:end], d.numbers())
			if err != nil {
				return "", err
			}
			b.WriteString(show(v))
			s = s[end+1:]
			continue
		}
		end := strings.IndexByte(s, '}')
		value, ok := "", false
		if end > 0 {
			value, ok = d[strings.TrimSpace(s[1:end])]
		}
		if !ok { // braces of the text
			b.WriteByte('{')
			s = s[1:]
			continue
		}
		b.WriteString(value)
		if s = s[end+1:]; b.Len() > 1<<20 {
			return "", fmt.Errorf("the text is too long")
		}
	}
	return b.String() + s, nil
}

// closing returns the index of the brace that closes the one at the beginning, -1 if there is none.
func closing(s string) int {
	depth := 0
	for i := 0; i < min(len(s), 5000); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
