package quiz

import (
	"slices"
	"strings"
	"unicode"

	"lectern/lessons/text"
)

// match is a question that asks for the right side of each left side. Equal right sides are one and the same.
type match struct{ plain }

// grade gives the part of the left sides that got their right side.
func (match) grade(q *Question, a Answer, g *Grade) {
	right := 0
	lefts := q.Lefts()
	for n, i := range lefts {
		m := PartGrade{}
		if n < len(a.Choices) {
			if j := a.Choices[n]; j >= 0 && j < len(q.Pairs) {
				m.Given = true
				m.Right = q.Pairs[j].Right == q.Pairs[i].Right
			}
		}
		if m.Right {
			m.Credit = 1
			right++
		}
		g.Parts = append(g.Parts, m)
	}
	if len(lefts) > 0 {
		g.Credit = float64(right) / float64(len(lefts))
	}
}

func (match) response(q *Question, a Answer) string {
	var parts []string
	for n, i := range q.Lefts() {
		right := "-"
		if n < len(a.Choices) {
			if j := a.Choices[n]; j >= 0 && j < len(q.Pairs) {
				right = text.OneLine(q.Pairs[j].Right)
			}
		}
		parts = append(parts, q.Pairs[i].Left.Words()+" -> "+right)
	}
	return strings.Join(parts, "; ")
}

func (match) solution(q *Question) []Line {
	var out []Line
	for _, i := range q.Lefts() {
		out = append(out, authored(q.Pairs[i].Left.Words()+" -> "+text.OneLine(q.Pairs[i].Right)))
	}
	return out
}

func (match) answerable(q *Question) bool { return len(q.Lefts()) > 0 }
func (match) shuffled() bool              { return true } // pairs in their own order would give the answer away

// order returns the order in which the right sides are shown.
func (match) order(q *Question, seed string) []int {
	order := q.Rights()
	shuffle(order, seed, "rights", q.ID)
	return order
}

func (match) want(q *Question, order []int) Want {
	return Want{Form: WantPairs, Letters: len(order), Lefts: len(q.Lefts())}
}

func (match) parse(q *Question, line string, order []int) (Answer, error) {
	return q.chosen(q.parsePairs(line, order))
}

// parsePairs reads "1b 2a", "1-b, 2=a" or the letters alone in the order of the
// left sides.
func (q *Question) parsePairs(line string, order []int) ([]int, bool) {
	lefts := len(q.Lefts())
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	if !strings.ContainsAny(line, "0123456789") {
		if len(fields) == 1 && len(fields[0]) == lefts {
			fields = strings.Split(fields[0], "")
		}
		for i, f := range fields {
			fields[i] = place(i) + f
		}
	}
	fields = joinFields(fields)
	out := slices.Repeat([]int{-1}, lefts)
	done := make([]bool, lefts)
	for _, f := range fields {
		i := 0
		for i < len(f) && isDigit(f[i]) {
			i++
		}
		left, ok := placeFrom(f[:i], lefts)
		if !ok || done[left] {
			return nil, false
		}
		done[left] = true
		right := strings.TrimLeft(f[i:], "-=:>.)(")
		if right == "" && i < len(f) || right == "?" {
			continue // "2-": left open
		}
		r, ok := placeFrom(right, len(order))
		if !ok {
			return nil, false
		}
		out[left] = order[r]
	}
	return out, !slices.Contains(done, false)
}

// joinFields puts "1 b 2 a" and "1 - b" together again.
func joinFields(fields []string) []string {
	var out []string
	for _, f := range fields {
		if len(out) > 0 && !isDigit(f[0]) {
			last := out[len(out)-1]
			if strings.Trim(last, "0123456789-=:>.)") == "" && last[len(last)-1] != '?' {
				out[len(out)-1] = last + f
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

// Lefts returns the indexes of the pairs that have a left side, in order: those
// that an answer to a matching question is about.
func (q *Question) Lefts() []int {
	var out []int
	for i, p := range q.Pairs {
		if !p.Left.Empty() {
			out = append(out, i)
		}
	}
	return out
}

// Rights returns the indexes of the pairs whose right sides are offered, in the
// author's order: of equal right sides the first.
func (q *Question) Rights() []int {
	seen := make(map[string]bool, len(q.Pairs))
	var out []int
	for i, p := range q.Pairs {
		if !seen[p.Right] {
			seen[p.Right] = true
			out = append(out, i)
		}
	}
	return out
}
