package quiz

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Encode writes an answer as JSON, for the record.
func (a Answer) Encode() string {
	b, err := json.Marshal(a)
	if err != nil {
		panic("an Answer holds nothing that JSON has no form for: " + err.Error())
	}
	return string(b)
}

// DecodeAnswer reads what Encode wrote. Fields that it does not know are passed
// over, so that an older program can read a newer record.
func DecodeAnswer(s string) (Answer, error) {
	var a Answer
	if err := json.Unmarshal([]byte(s), &a); err != nil {
		return Answer{}, fmt.Errorf("recorded answer %q: %w", clip(s, 40), err)
	}
	return a, nil
}

// Response returns the answer in words, in one line, for people and exports:
// what was chosen, not where it stood.
func (q *Question) Response(a Answer) string {
	if a.DontKnow {
		return "I don't know"
	}
	switch q.Kind {
	case Single, TrueFalse, Multi, Order:
		var parts []string
		for _, i := range a.Choices {
			if i >= 0 && i < len(q.Choices) {
				parts = append(parts, q.Choices[i].Text.Words())
			}
		}
		if len(parts) == 0 {
			return "nothing chosen"
		}
		if q.Kind == Order {
			return strings.Join(parts, " > ")
		}
		return strings.Join(parts, "; ")
	case Match:
		return q.pairWords(a)
	case Cloze:
		parts := make([]string, len(q.Gaps))
		for i := range parts {
			if parts[i] = oneLine(textAt(a, i)); parts[i] == "" {
				parts[i] = "-"
			}
		}
		return strings.Join(parts, " | ")
	case Trace:
		return traceWords(textAt(a, 0) == Compiles, textAt(a, 1))
	case Description:
		return ""
	}
	return oneLine(textAt(a, 0))
}

func (q *Question) pairWords(a Answer) string {
	var parts []string
	for n, i := range q.Lefts() {
		right := "-"
		if n < len(a.Choices) {
			if j := a.Choices[n]; j >= 0 && j < len(q.Pairs) {
				right = oneLine(q.Pairs[j].Right)
			}
		}
		parts = append(parts, q.Pairs[i].Left.Words()+" -> "+right)
	}
	return strings.Join(parts, "; ")
}

func traceWords(compiles bool, stdout string) string {
	if !compiles {
		return "it does not compile"
	}
	return "it compiles and prints: " + oneLine(stdout)
}

// Solution returns the right answer in words, a line each: every choice that
// earns, the accepted texts and numbers with the most credit, the pairs, the
// items in their order, the gaps by number. It is nil for kinds that are not
// graded.
func (q *Question) Solution() []string {
	var out []string
	switch q.Kind {
	case Single, TrueFalse, Multi:
		return rightChoices(q.Kind, q.Choices)
	case Short, Numeric:
		return rightAccepted(q.Kind, q.Accepted)
	case Match:
		for _, i := range q.Lefts() {
			out = append(out, q.Pairs[i].Left.Words()+" -> "+oneLine(q.Pairs[i].Right))
		}
	case Order:
		for i, c := range q.Choices {
			out = append(out, place(i)+". "+c.Text.Words())
		}
	case Cloze:
		for i := range q.Gaps {
			gap := &q.Gaps[i]
			right := rightAccepted(gap.Kind, gap.Accepted)
			sep := " or "
			if len(gap.Choices) > 0 {
				right = rightChoices(gap.Kind, gap.Choices)
			}
			if gap.Kind == Multi {
				sep = gapSeparator
			}
			out = append(out, place(i)+". "+strings.Join(right, sep))
		}
	case Trace:
		return q.traceSolution()
	}
	return out
}

func (q *Question) traceSolution() []string {
	switch t := q.Trace; {
	case t == nil:
		return nil
	case t.Compiles:
		return append([]string{"It compiles and prints:"}, strings.Split(t.Stdout, "\n")...)
	case t.Line > 0:
		return []string{fmt.Sprintf("It does not compile: line %d", t.Line)}
	}
	return []string{"It does not compile"}
}

// rightChoices returns the choices to take: of several answers all that earn,
// of one the best.
func rightChoices(kind Kind, choices []Choice) []string {
	best := 0.0
	for _, c := range choices {
		best = max(best, c.Fraction)
	}
	var out []string
	for _, c := range choices {
		if c.Fraction > 0 && (kind == Multi || c.Fraction == best) {
			out = append(out, c.Text.Words())
		}
	}
	return out
}

func rightAccepted(kind Kind, accepted []Accepted) []string {
	best := 0.0
	for _, a := range accepted {
		best = max(best, a.Fraction)
	}
	if best == 0 {
		return nil
	}
	var out []string
	for _, a := range accepted {
		if a.Fraction == best {
			out = append(out, a.Words(kind))
		}
	}
	return out
}

// Words writes an accepted answer of a short or numeric question for people.
func (a *Accepted) Words(kind Kind) string {
	switch {
	case kind == Short:
		return patternWords(a.Text)
	case a.Any:
		return "any number"
	case a.Tolerance == 0:
		return number(a.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", number(a.Value), number(a.Value-a.Tolerance), number(a.Value+a.Tolerance))
}
