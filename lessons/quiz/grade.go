package quiz

import "strings"

// Answer is what a student gave. Indexes are those of the author's order,
// whatever order the screen showed.
type Answer struct {
	DontKnow bool     `json:"dontKnow,omitempty"` // "I don't know": an answer too
	Choices  []int    `json:"choices,omitempty"`  // single, multi, truefalse: what was chosen; order: the order given; match: for each pair with a Left, the pair whose Right was given, or -1
	Texts    []string `json:"texts,omitempty"`    // short, numeric, essay: one; cloze: one a gap (choices as their texts, several joined by "; "); trace: "compiles" or "fails", then the output
}

// PartGrade is how one part of an answer did: a choice, a pair, a gap.
type PartGrade struct {
	Given    bool // the student gave it
	Right    bool // it is right, or was right to give
	Feedback Text
	Credit   float64 // 0..1 of this part
}

// Grade is how right an answer was.
type Grade struct {
	Credit   float64     // 0..1 of the question's points, clamped as the formats say
	Right    bool        // full credit
	Graded   bool        // false for essay and description
	Parts    []PartGrade // one a choice, left side, gap, or place in the order; of short and numeric one for the Accepted that decided, if any; of trace one for "does it compile" and one for the output
	Feedback []Text      // for what was given, in the question's order
	Solution []string    // the right answer in words, a line each
}

// almost is how near to 1 a credit counts as full: three thirds of %33.33333%
// are meant to be everything (formats.md, fractions).
const almost = 1e-4

// Grade says how right an answer is. It takes any Answer: indexes that do not
// exist and missing parts count as not given. An answer of DontKnow has credit 0
// and the parts that show what would have been right.
func (q *Question) Grade(a Answer) Grade {
	g := Grade{Graded: q.Kind.Graded()}
	if !g.Graded {
		return g
	}
	if a.DontKnow {
		a = Answer{DontKnow: true}
	}
	switch q.Kind {
	case Single, TrueFalse:
		q.gradeSingle(a, &g)
	case Multi:
		q.gradeMulti(a, &g)
	case Short, Numeric:
		q.gradeTyped(a, &g)
	case Match:
		q.gradeMatch(a, &g)
	case Order:
		q.gradeOrder(a, &g)
	case Cloze:
		q.gradeCloze(a, &g)
	case Trace:
		q.gradeTrace(a, &g)
	}
	g.Credit = clampCredit(g.Credit)
	if a.DontKnow || q.AllOrNothing && g.Credit < 1 {
		g.Credit = 0
	}
	g.Right = g.Credit == 1
	g.Solution = q.Solution()
	return g
}

func clampCredit(c float64) float64 {
	switch {
	case c >= 1-almost:
		return 1
	case c > 0:
		return c
	}
	return 0 // negative, and what is no number
}

// given returns which of n choices were chosen, and which was chosen first.
func given(a Answer, n int) (chosen []bool, first int) {
	chosen, first = make([]bool, n), -1
	for _, i := range a.Choices {
		if i >= 0 && i < n {
			if first < 0 {
				first = i
			}
			chosen[i] = true
		}
	}
	return chosen, first
}

// choiceParts grades every choice, chosen or not: each one's feedback teaches.
func choiceParts(choices []Choice, chosen []bool, g *Grade) {
	for i, c := range choices {
		g.Parts = append(g.Parts, PartGrade{Given: chosen[i], Right: c.Fraction > 0, Feedback: c.Feedback, Credit: clampCredit(c.Fraction)})
		if chosen[i] && !c.Feedback.Empty() {
			g.Feedback = append(g.Feedback, c.Feedback)
		}
	}
}

// gradeSingle gives the fraction of the chosen one; a negative one counts as 0.
func (q *Question) gradeSingle(a Answer, g *Grade) {
	_, first := given(a, len(q.Choices))
	chosen := make([]bool, len(q.Choices))
	if first >= 0 {
		chosen[first] = true
		g.Credit = q.Choices[first].Fraction
	}
	choiceParts(q.Choices, chosen, g)
}

// gradeMulti gives the sum of the ticked fractions.
func (q *Question) gradeMulti(a Answer, g *Grade) {
	chosen, _ := given(a, len(q.Choices))
	g.Credit = sumTicked(q.Choices, chosen)
	choiceParts(q.Choices, chosen, g)
}

func sumTicked(choices []Choice, chosen []bool) float64 {
	sum := 0.0
	for i, c := range choices {
		if chosen[i] {
			sum += c.Fraction
		}
	}
	return sum
}

// gradeTyped lets the first accepted answer that matches decide.
func (q *Question) gradeTyped(a Answer, g *Grade) {
	typed := textAt(a, 0)
	if a.DontKnow || strings.TrimSpace(typed) == "" {
		return
	}
	i := decide(q.Kind, q.Accepted, typed)
	if i < 0 {
		return
	}
	acc := q.Accepted[i]
	g.Credit = acc.Fraction
	c := clampCredit(acc.Fraction)
	g.Parts = []PartGrade{{Given: true, Right: c > 0, Feedback: acc.Feedback, Credit: c}}
	if !acc.Feedback.Empty() {
		g.Feedback = []Text{acc.Feedback}
	}
}

// decide returns the index of the first accepted answer that a typed text
// matches, or -1.
func decide(kind Kind, accepted []Accepted, typed string) int {
	var numbers []float64
	if kind == Numeric {
		if numbers = ParseNumber(typed); len(numbers) == 0 {
			return -1
		}
	}
	// A number with two readings is taken in the one that a right answer
	// accepts, before any catch-all sees the other.
	for _, n := range numbers {
		for i := range accepted {
			if !accepted[i].Any && accepted[i].accepts(n) {
				return firstFor(accepted, n)
			}
		}
	}
	for i := range accepted {
		if kind == Numeric && accepted[i].Any || kind == Short && accepted[i].matches(typed) {
			return i
		}
	}
	return -1
}

// firstFor returns the first accepted answer for a number.
func firstFor(accepted []Accepted, n float64) int {
	for i := range accepted {
		if accepted[i].accepts(n) {
			return i
		}
	}
	return -1
}

func textAt(a Answer, i int) string {
	if i < len(a.Texts) {
		return a.Texts[i]
	}
	return ""
}

// gradeMatch gives the part of the left sides that got their right side. Equal
// right sides are one and the same.
func (q *Question) gradeMatch(a Answer, g *Grade) {
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

// gradeOrder gives the part of the places that hold the right item. Items with
// the same text may change places.
func (q *Question) gradeOrder(a Answer, g *Grade) {
	right := 0
	used := make([]bool, len(q.Choices))
	for n := range q.Choices {
		m := PartGrade{}
		if n < len(a.Choices) {
			if j := a.Choices[n]; j >= 0 && j < len(q.Choices) && !used[j] {
				used[j] = true
				m.Given = true
				m.Right = q.Choices[j].Text == q.Choices[n].Text
			}
		}
		if m.Right {
			m.Credit = 1
			right++
		}
		g.Parts = append(g.Parts, m)
	}
	if len(q.Choices) > 0 {
		g.Credit = float64(right) / float64(len(q.Choices))
	}
}

// gradeTrace is all or nothing, as mdbook-quiz grades: whether it compiles, and
// if it does, what it prints, but for white space at the ends of lines.
func (q *Question) gradeTrace(a Answer, g *Grade) {
	if q.Trace == nil {
		return
	}
	verdict := strings.TrimSpace(textAt(a, 0))
	compiles := PartGrade{Given: verdict != "", Right: verdict == Compiles && q.Trace.Compiles || verdict == Fails && !q.Trace.Compiles}
	g.Parts = []PartGrade{compiles}
	right := compiles.Right
	if q.Trace.Compiles {
		out := PartGrade{Given: compiles.Given && len(a.Texts) > 1}
		out.Right = out.Given && compiles.Right && output(a.Texts[1]) == output(q.Trace.Stdout)
		right = right && out.Right
		g.Parts = append(g.Parts, out)
	}
	for i := range g.Parts {
		if g.Parts[i].Right {
			g.Parts[i].Credit = 1
		}
	}
	if right {
		g.Credit = 1
	}
}

// The verdicts of a trace answer, its first text.
const (
	Compiles = "compiles"
	Fails    = "fails"
)

// output makes what a program prints comparable.
func output(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
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
