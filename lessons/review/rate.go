package review

import "github.com/open-spaced-repetition/go-fsrs/v4"

// Rating says how well an answer was known, as FSRS takes it.
type Rating int

// The ratings of FSRS.
const (
	Again = Rating(fsrs.Again) // forgotten
	Hard  = Rating(fsrs.Hard)  // known, but with a hint, on a second try, in doubt, or in part
	Good  = Rating(fsrs.Good)
	Easy  = Rating(fsrs.Easy)
)

const (
	right = 1 - 1e-9 // the credit from which on an answer was wholly right
	half  = 0.5      // and that below which it was wrong
)

// Rate rates an answer. second says that the question was asked before in the same run and not known
// then. Easy is only what the student calls so.
func Rate(a Answer, second bool) Rating {
	switch {
	case a.DontKnow || a.Credit < half:
		return Again
	case a.Credit < right:
		return Hard
	case a.Easy:
		return Easy
	case a.Hints > 0 || second || a.Doubted:
		return Hard
	}
	return Good
}
