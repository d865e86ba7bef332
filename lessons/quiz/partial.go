package quiz

// Partial says what an answer earns that is right in some parts and not in others.
type Partial string

// What is earned.
const (
	NoParts   Partial = ""      // the answer has no parts
	EachPart  Partial = "each"  // every right part earns its share
	PartCosts Partial = "costs" // likewise, and a wrong one takes something away
	AllParts  Partial = "all"   // nothing, unless all is right
)

// Partial says how the question gives a part of its points; a student should know before answering.
func (q *Question) Partial() Partial {
	if q.Sealed != "" {
		return q.Parts // it follows from what is right
	}
	p := q.Kind.rules().partial(q)
	if p != NoParts && q.AllOrNothing {
		return AllParts
	}
	return p
}

func (plain) partial(*Question) Partial { return NoParts }

func (multi) partial(q *Question) Partial {
	for _, c := range q.Choices {
		if c.Fraction < 0 {
			return PartCosts
		}
	}
	return EachPart
}

func (match) partial(q *Question) Partial    { return eachOf(len(q.Lefts())) }
func (ordering) partial(q *Question) Partial { return eachOf(len(q.Choices)) }
func (cloze) partial(q *Question) Partial    { return eachOf(len(q.Gaps)) }

func eachOf(n int) Partial {
	if n < 2 {
		return NoParts
	}
	return EachPart
}
