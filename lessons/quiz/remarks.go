package quiz

// ByCredit is feedback on an answer as a whole, by how right it is.
type ByCredit struct {
	Right  Text
	Partly Text // some credit, but not all
	Wrong  Text // no credit; for "I don't know" too
}

// Empty reports whether there is no such feedback.
func (b ByCredit) Empty() bool { return b.Right.Empty() && b.Partly.Empty() && b.Wrong.Empty() }

// Remarks returns the feedback on an answer as a whole that got that grade: what is said to its
// credit, then what is said whatever it was. Texts that are empty are not among it.
func (q *Question) Remarks(g Grade) []Text {
	said := q.ByCredit.Wrong
	switch {
	case !q.Graded():
		said = Text{}
	case g.Credit == 1:
		said = q.ByCredit.Right
	case g.Credit > 0:
		said = q.ByCredit.Partly
	}
	var out []Text
	for _, t := range [...]Text{said, q.General} {
		if !t.Empty() {
			out = append(out, t)
		}
	}
	return out
}
