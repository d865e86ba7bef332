package quiz

// ordering is a question that asks for the right order of items. Items with the same text may
// change places.
type ordering struct{ plain }

// grade gives the part of the places that hold the right item.
func (ordering) grade(q *Question, a Answer, g *Grade) {
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

func (ordering) response(q *Question, a Answer) string { return chosenWords(q.Choices, a, " > ") }

func (ordering) solution(q *Question) []Line {
	var out []Line
	for i, c := range q.Choices {
		out = append(out, numbered(i, authored(c.Text.Words())))
	}
	return out
}

func (ordering) answerable(q *Question) bool { return len(q.Choices) > 0 }
func (ordering) shuffled() bool              { return true } // items in their own order are the answer

// order returns the order in which the items are shown, which is never the right one.
func (ordering) order(q *Question, seed string) []int {
	order := identity(len(q.Choices))
	shuffle(order, seed, "items", q.ID)
	if len(order) > 1 && q.inOrder(order) {
		// Turned by one it can only be right again when all items are the same.
		order = append(order[1:], order[0])
	}
	return order
}

// inOrder reports whether an order of the items is the right one.
func (q *Question) inOrder(order []int) bool {
	for i, j := range order {
		if q.Choices[i].Text != q.Choices[j].Text {
			return false
		}
	}
	return true
}

func (ordering) want(_ *Question, order []int) Want {
	return Want{Form: WantOrder, Letters: len(order)}
}

func (ordering) parse(q *Question, line string, order []int) (Answer, error) {
	return q.chosen(parseOrder(line, order))
}

// parseOrder reads an order of the items, in which every letter stands once.
func parseOrder(line string, order []int) ([]int, bool) {
	found, ok := places(line, len(order))
	if !ok || len(found) != len(order) {
		return nil, false
	}
	out := make([]int, len(found))
	seen := make([]bool, len(order))
	for i, p := range found {
		if seen[p] {
			return nil, false
		}
		seen[p] = true
		out[i] = order[p]
	}
	return out, true
}
