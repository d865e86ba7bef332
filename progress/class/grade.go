package class

import (
	"slices"

	"lectern/lessons/quiz/statistics"
	"lectern/progress"
)

// choose returns the one of several results that counts.
func choose(take string, first, best, last float64) float64 {
	switch take {
	case "first":
		return first
	case "last":
		return last
	}
	return best
}

// gradeLessons counts the answers to the questions of the lessons as the student's progress does,
// and those free texts that a person gave points to.
func (b *Book) gradeLessons(c *Class, p *Person, rows []Row) {
	var answers []Answered
	var essays result
	attempts := map[string]bool{}
	for _, r := range rows {
		if r.Exam || r.Of == nil {
			continue
		}
		attempts[r.Attempt.ID] = true
		switch {
		case r.Of.Graded:
			answers = append(answers, Answered{r.Of.ID, r.Attempt.ID, r.Attempt.Scope, r.Given.Credit})
		case r.Judged:
			essays.add(r.Of.ID, r.Points)
		}
	}
	s := c.course.Count(answers)
	p.Max, p.Attempts = s.Max, len(attempts)
	if s.Best != nil {
		p.Score = choose(b.Take, *s.First, *s.Best, *s.Last)
	}
	p.Score += essays.sum(b.Take)
	for _, f := range b.Questions {
		if !f.Graded {
			p.Max += f.Points
		}
	}
}

// result collects the points of several answers to each of some questions.
type result struct {
	of map[string]*[3]float64 // first, best, last
}

func (r *result) add(question string, points float64) {
	if r.of == nil {
		r.of = map[string]*[3]float64{}
	}
	t := r.of[question]
	if t == nil {
		r.of[question] = &[3]float64{points, points, points}
		return
	}
	t[1], t[2] = max(t[1], points), points
}

func (r *result) sum(take string) (sum float64) {
	for _, t := range r.of {
		sum += choose(take, t[0], t[1], t[2])
	}
	return sum
}

// gradeExam takes the attempt that counts of those that came to their end; of one who never came
// there, of those that were left. A question of it without an answer has no points.
func (b *Book) gradeExam(c *Class, p *Person, rows []Row, attempts []progress.Attempt, builds []string) {
	points := map[string]map[string]float64{} // of the last answer to a question, by attempt
	for _, r := range rows {
		if r.Exam && r.Of != nil && r.Judged {
			if points[r.Attempt.ID] == nil {
				points[r.Attempt.ID] = map[string]float64{}
			}
			points[r.Attempt.ID][r.Of.ID] = r.Points
		}
	}
	var ended, left []Grade
	for _, a := range attempts {
		if !IsExam(a.Scope) {
			continue
		}
		p.Attempts++
		p.odd = p.odd || !b.drawnFor(c, p, a, builds)
		g := b.examGrade(c, a, points[a.ID], builds)
		if a.Finished() {
			ended = append(ended, g)
		} else {
			left = append(left, g)
		}
	}
	if len(ended) == 0 {
		p.Unfinished = len(left) > 0
		ended = left
	}
	if len(ended) == 0 {
		p.Max = b.wholeExam()
		return
	}
	first, last := ended[0], ended[len(ended)-1]
	best := first
	for _, g := range ended {
		if g.Score*best.Max > best.Score*g.Max {
			best = g
		}
	}
	counts := best
	switch b.Take {
	case "first":
		counts = first
	case "last":
		counts = last
	}
	p.Score, p.Max = counts.Score, counts.Max
}

// drawnFor reports whether the questions of an attempt are those that an exam program draws for
// the student, as far as that is known.
func (b *Book) drawnFor(c *Class, p *Person, a progress.Attempt, builds []string) bool {
	asked := slices.Sorted(slices.Values(a.Questions))
	known := false
	for _, id := range p.ids {
		if paper := c.course.Paper(id, builds); paper != nil {
			known = true
			if slices.Equal(slices.Sorted(slices.Values(paper)), asked) {
				return true
			}
		}
	}
	return !known
}

func (b *Book) examGrade(c *Class, a progress.Attempt, points map[string]float64, builds []string) (g Grade) {
	seen := map[string]bool{}
	for _, id := range a.Questions {
		id = c.course.Original(id, builds)
		i, counts := b.counted[id]
		if !counts || seen[id] {
			continue
		}
		seen[id] = true
		g.Max += b.Questions[i].Points
		g.Score += points[id]
	}
	return g
}

// wholeExam is what the exam is worth to one who has not taken it.
func (b *Book) wholeExam() (most float64) {
	for _, q := range b.Questions {
		most += q.Points
	}
	return most
}

// firstMarks sets the marks of a student's first answers, and what they add up to. Of an
// exam the first attempt counts. A question that was put and passed over in an attempt that came to
// its end is a mark of 0.
func (b *Book) firstMarks(c *Class, p *Person, rows []Row, attempts []progress.Attempt, builds []string) {
	first := ""
	for _, a := range attempts {
		if b.Exam && IsExam(a.Scope) {
			first = a.ID
			break
		}
	}
	counts := func(a progress.Attempt) bool {
		if b.Exam {
			return a.ID == first
		}
		return !IsExam(a.Scope)
	}
	own := map[int]Row{}
	for _, r := range rows {
		if r.Of == nil || !counts(r.Attempt) {
			continue
		}
		i, ok := b.counted[r.Of.ID]
		if _, answered := own[i]; !ok || answered && !b.Exam {
			continue
		}
		own[i] = r // on an exam's sheet the last answer is the one that was handed in
		p.Marks[i] = 0
		if r.Judged {
			p.Marks[i] = r.Points / r.Of.Points
		} else if !r.Of.Graded {
			p.Marks[i] = statistics.Missing // nobody has read it yet
		}
	}
	for _, a := range attempts {
		if !counts(a) || !a.Finished() {
			continue
		}
		for _, id := range a.Questions {
			i, ok := b.counted[c.course.Original(id, builds)]
			if _, answered := own[i]; ok && !answered && b.Questions[i].Graded {
				p.Marks[i] = 0
			}
		}
	}
	p.Total = 0
	for i, m := range p.Marks {
		p.Total += max(0, m) * b.Questions[i].Points
	}
	for i, r := range own {
		b.tallies[i].add(r, p.Total)
	}
}
