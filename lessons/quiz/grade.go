package quiz

// Answer is what a student gave. Indexes are those of the author's order,
// whatever order the screen showed.
type Answer struct {
	DontKnow bool     `json:"dontKnow,omitempty"` // "I don't know": an answer too
	Choices  []int    `json:"choices,omitempty"`  // single, multi, truefalse: what was chosen; order: the order given; match: for each pair with a Left, the pair whose Right was given, or -1
	Texts    []string `json:"texts,omitempty"`    // short, numeric, essay: one; cloze: one a gap (choices as their texts, several joined by "; "); trace: "compiles" or "fails", then the output
}

// Mark is how one part of an answer did, for the screen.
type Mark struct {
	Given    bool // the student gave it
	Right    bool // it is right, or was right to give
	Feedback Text
	Credit   float64 // 0..1 of this part
}

// Grade is how right an answer was.
type Grade struct {
	Credit   float64  // 0..1 of the question's points, clamped as the formats say
	Right    bool     // full credit
	Graded   bool     // false for essay and description
	Marks    []Mark   // one a choice, left side, gap, or place in the order; of short and numeric one for the Accepted that decided, if any
	Feedback []Text   // for what was given, in the question's order
	Solution []string // the right answer in words, a line each
}
