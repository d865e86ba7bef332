package quiz

import (
	"encoding/json"
	"fmt"

	"lectern/lessons/text"
)

// Answer is what a student gave. Indexes are those of the author's order,
// whatever order the screen showed.
type Answer struct {
	DontKnow bool     `json:"dontKnow,omitempty"` // "I don't know": an answer too
	Choices  []int    `json:"choices,omitempty"`  // single, multi, truefalse: what was chosen; order: the order given; match: for each pair with a Left, the pair whose Right was given, or -1
	Texts    []string `json:"texts,omitempty"`    // short, numeric, essay: one; cloze: one a gap (choices as their texts, several joined by "; "); trace: "compiles" or "fails", then the output
}

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
		return Answer{}, fmt.Errorf("recorded answer %q: %w", text.ClipLine(s, 40), err)
	}
	return a, nil
}

// Response returns the answer in words, in one line, for people and exports:
// what was chosen, not where it stood.
func (q *Question) Response(a Answer) string {
	if a.DontKnow {
		return "I don't know"
	}
	return q.Kind.rules().response(q, a)
}

// Solution returns the right answer in English, a line each: every choice that
// earns, on one line the accepted texts or numbers with the most credit, the pairs, the
// items in their order, the gaps by number. It is nil for kinds that are not
// graded.
func (q *Question) Solution() []string {
	var out []string
	for _, l := range q.Kind.rules().solution(q) {
		out = append(out, l.String())
	}
	return out
}
