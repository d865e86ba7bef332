package statistics

import (
	"math"
	"slices"
)

// Of computes the figures of a test. marks has a row a student and in it a mark an
// item, in points; Missing where the item was not put to the student.
func Of(items []Item, marks [][]float64) (Test, []Question) {
	totals := make([]float64, len(marks))
	for i, row := range marks {
		for _, m := range row {
			if m != Missing {
				totals[i] += m
			}
		}
	}
	t := Test{N: len(marks)}
	questions := make([]Question, len(items))
	var sums sums
	for i, item := range items {
		t.Max += item.Max
		sums.add(&questions[i], item, column(marks, totals, i))
	}
	sums.weigh(questions)
	t.moments(totals)
	t.consistency(len(items), marks, totals)
	return t, questions
}

// answers are the marks of one question, with what their students have in the rest and in all.
type answers struct{ marks, rest, totals []float64 }

func column(marks [][]float64, totals []float64, i int) (a answers) {
	for s, row := range marks {
		if row[i] == Missing {
			continue
		}
		a.marks = append(a.marks, row[i])
		a.rest = append(a.rest, totals[s]-row[i])
		a.totals = append(a.totals, totals[s])
	}
	return a
}

// sums are what figures of all questions are made of.
type sums struct {
	shares []float64 // root of the covariance of each question with the total; below 0 where that is
}

// add computes the figures of a question that need no other question.
func (s *sums) add(q *Question, item Item, a answers) {
	q.N = len(a.marks)
	if q.N > 0 {
		q.Facility = 100 * mean(a.marks) / item.Max
	}
	if item.Guess != nil {
		q.Guess = number(100 * *item.Guess)
	}
	variance, share := covariance(a.marks, a.marks), covariance(a.marks, a.totals)
	if share >= 0 {
		share = math.Sqrt(share)
	}
	s.shares = append(s.shares, share)
	if q.N < 2 {
		return
	}
	q.SD = 100 * math.Sqrt(variance) / item.Max
	together := covariance(a.marks, a.rest)
	if v := variance * covariance(a.rest, a.rest); v > nothing {
		q.Discrimination = number(100 * together / math.Sqrt(v))
	}
	// The most that these marks could have: if the best students had the best of them.
	slices.Sort(a.marks)
	slices.Sort(a.rest)
	if most := covariance(a.marks, a.rest); most > nothing {
		q.Efficiency = number(100 * together / most)
	}
}

// weigh gives each question its part in the variance of the totals. A question that
// goes against the test has none, and the others do without it.
func (s *sums) weigh(questions []Question) {
	all := 0.0
	for _, share := range s.shares {
		all += max(0, share)
	}
	for i, share := range s.shares {
		if share >= 0 && all > nothing && questions[i].N > 1 {
			questions[i].Weight = number(100 * share / all)
		}
	}
}

// moments describes how the totals are spread (k-statistics, as Moodle has them).
func (t *Test) moments(totals []float64) {
	n := float64(len(totals))
	if n == 0 {
		return
	}
	m := mean(totals)
	t.Mean, t.Median = number(m), number(median(totals))
	if n < 2 {
		return
	}
	var m2, m3, m4 float64 // central moments
	for _, x := range totals {
		d := x - m
		m2 += d * d / n
		m3 += d * d * d / n
		m4 += d * d * d * d / n
	}
	k2 := n * m2 / (n - 1)
	t.SD = number(math.Sqrt(k2))
	if k2 <= nothing {
		return
	}
	if n > 2 {
		k3 := n * n * m3 / ((n - 1) * (n - 2))
		t.Skewness = number(k3 / math.Pow(k2, 1.5))
	}
	if n > 3 {
		k4 := n * n * ((n+1)*m4 - 3*(n-1)*m2*m2) / ((n - 1) * (n - 2) * (n - 3))
		t.Kurtosis = number(k4 / (k2 * k2))
	}
}

// consistency says how far the questions measure one thing: whether the totals differ by
// more than the marks of each question for itself. A question that was not put to a
// student has no part in the total, and so counts as a mark of 0 here.
func (t *Test) consistency(p int, marks [][]float64, totals []float64) {
	k2 := covariance(totals, totals)
	if p < 2 || k2 <= nothing {
		return
	}
	sum := 0.0
	ofOne := make([]float64, len(marks))
	for i := range p {
		for s, row := range marks {
			ofOne[s] = max(0, row[i])
		}
		sum += covariance(ofOne, ofOne)
	}
	n := float64(p)
	t.Alpha = number(100 * n / (n - 1) * (1 - sum/k2))
	t.ErrorRatio = number(100 * math.Sqrt(max(0, 1-*t.Alpha/100)))
	t.StandardError = number(*t.ErrorRatio * math.Sqrt(k2) / 100)
}

// nothing is what a variance is at most that only rounding made.
const nothing = 1e-12

// number returns a figure, nil if it is none.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	x += 0 // −0 is 0
	return &x
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func median(xs []float64) float64 {
	sorted := slices.Sorted(slices.Values(xs))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// covariance returns that of two samples of equal length, 0 below two values.
func covariance(xs, ys []float64) float64 {
	if len(xs) < 2 {
		return 0
	}
	mx, my, sum := mean(xs), mean(ys), 0.0
	for i := range xs {
		sum += (xs[i] - mx) * (ys[i] - my)
	}
	return sum / float64(len(xs)-1)
}
