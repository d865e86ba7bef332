package report

import (
	"cmp"
	"fmt"
	"slices"

	"lectern/progress/class"
)

// suspect is a question that deserves a look.
type suspect struct {
	number int
	title  string
	weight float64 // how much it deserves it
	why    []string
}

// suspects returns the questions that deserve a look, those that deserve it most first.
func suspects(b *class.Book) []suspect {
	var all []suspect
	for i, q := range b.Questions {
		s := suspect{number: i + 1, title: cmp.Or(q.Title, q.ID)}
		if q.How.N > 1 {
			s.judge(&q)
		}
		if len(s.why) > 0 {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(x, y suspect) int { return cmp.Compare(y.weight, x.weight) })
	return all
}

func (s *suspect) say(weight float64, format string, args ...any) {
	s.weight += weight
	s.why = append(s.why, fmt.Sprintf(format, args...))
}

// judge looks for the signs that a question, its key or its teaching is wrong. What compares students
// needs a class of some size.
func (s *suspect) judge(q *class.Figures) {
	how := q.How
	if d := how.Discrimination; d != nil && how.N >= few {
		switch {
		case *d < 0:
			s.say(10-*d/20, "those who did well in the rest got it wrong (discrimination %.0f): look at its key", *d)
		case *d < 20 && how.Facility > 5 && how.Facility < 95:
			s.say(3-*d/20, "it hardly tells who knows more (discrimination %.0f)", *d)
		}
	}
	switch {
	case how.Facility < 25:
		s.say(5-how.Facility/10, "few got it right (%s)", percent(how.Facility))
	case how.Guess != nil && how.Facility < *how.Guess:
		s.say(4, "guessing would do better (%s against %s)", percent(how.Facility), percent(*how.Guess))
	case how.Facility > 95 && how.N >= few:
		s.say(1, "nearly everybody got it right (%s): it tells nothing", percent(how.Facility))
	}
	s.answers(q)
}

// answers looks at who gave which answer.
func (s *suspect) answers(q *class.Figures) {
	var right, wrong class.Distractor
	unsure := 0
	for _, d := range q.Distractors {
		switch {
		case d.DontKnow:
			unsure = d.N
		case d.Right && d.N > right.N:
			right = d
		case !d.Right && d.N > wrong.N:
			wrong = d
		}
	}
	chosen := len(q.Choices) > 0
	switch {
	case wrong.N > 1 && wrong.N > right.N && chosen:
		s.say(3, "more chose “%s” (%d) than what is right (%d)", clip(wrong.Text, 60), wrong.N, right.N)
	case wrong.N >= few/2 && right.N > 0 && wrong.Mean > right.Mean && chosen:
		s.say(4, "those who chose “%s” have more points in all than those who were right", clip(wrong.Text, 60))
	case !chosen && wrong.N > 1 && 5*wrong.N >= q.How.N:
		s.say(3, "%d gave “%s”: is it an answer to accept?", wrong.N, clip(wrong.Text, 60))
	}
	if unsure > 1 && 4*unsure >= q.How.N {
		s.say(2, "%d said that they do not know", unsure)
	}
	if q.How.N >= few {
		for _, c := range q.Distractors {
			if chosen && !c.Right && !c.DontKnow && c.N == 0 {
				s.say(.5, "nobody chose “%s”", clip(c.Text, 60))
				break
			}
		}
	}
}

// deserving shows the five that deserve a look most.
func (p *page) deserving() {
	all := suspects(p.b)
	if len(all) == 0 {
		return
	}
	p.section("look", "Questions that deserve a look")
	p.out("<ol class=\"five\">\n")
	for _, s := range all[:min(5, len(all))] {
		p.out("<li><a href=\"#q%d\">%d. %s</a>: ", s.number, s.number, clip(s.title, 100))
		for i, w := range s.why {
			if i > 0 {
				p.out("; ")
			}
			p.out("%s", w)
		}
		p.out(".</li>\n")
	}
	p.out("</ol>\n")
	p.end()
}
