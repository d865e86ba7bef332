package quiz

// PartGrade is how one part of an answer did: a choice, a pair, a gap.
type PartGrade struct {
	Given    bool    // the student gave it
	Right    bool    // it is right, or was right to give
	Feedback Text    // of a choice that was not given without the praise that it begins with
	Credit   float64 // 0..1 of this part
}

// Grade is how right an answer was.
type Grade struct {
	Credit   float64     // 0..1 of the question's points, clamped as the formats say
	Right    bool        // full credit
	Graded   bool        // false for essay and description
	Parts    []PartGrade // one a choice, left side, gap, or place in the order; of short and numeric one for the Accepted that decided, if any; of trace one for "does it compile" and one for the output
	Feedback []Text      // for what was given, in the question's order
	Solution []Line      // the right answer
}

// almost is how far below 1 a credit still counts as full: three thirds of %33.33333%
// are meant to be everything.
const almost = 1e-4

// Grade says how right an answer is. It takes any Answer: indexes that do not
// exist and missing parts count as not given. An answer of DontKnow has credit 0
// and the parts that show what would have been right.
func (q *Question) Grade(a Answer) Grade {
	rules := q.Kind.rules()
	g := Grade{Graded: q.Graded()}
	if !g.Graded {
		return g
	}
	if a.DontKnow {
		a = Answer{DontKnow: true}
	}
	rules.grade(q, a, &g)
	g.Credit = clampCredit(g.Credit)
	if a.DontKnow || q.AllOrNothing && g.Credit < 1 {
		g.Credit = 0
	}
	g.Right = g.Credit == 1
	g.Graded = q.Points > 0 // what is worth nothing is kept, and read, but not judged
	g.Solution = rules.solution(q)
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
