package gradebook

import (
	"strconv"

	"lectern/lessons/quiz/statistics"
	"lectern/progress/class"
	"lectern/progress/class/table"
)

// TooFew stands where a figure would only look exact.
const TooFew = "too few"

// Figure writes a figure that compares n students.
func Figure(x *float64, n int) string {
	switch {
	case n < statistics.Few:
		return TooFew
	case x == nil:
		return ""
	}
	return table.Number(*x)
}

func questions(t *table.Writer, b *class.Book) {
	t.Row("id", "title", "kind", "n", "facility", "discrimination", "efficiency", "sd", "guess", "alpha")
	for _, q := range b.Questions {
		guess := ""
		if q.How.Guess != nil {
			guess = table.Number(*q.How.Guess)
		}
		t.Row(q.ID, q.Title, q.Kind, strconv.Itoa(q.How.N), table.Number(q.How.Facility),
			Figure(q.How.Discrimination, q.How.N), Figure(q.How.Efficiency, q.How.N), table.Number(q.How.SD), guess,
			Figure(b.Test.Alpha, b.Test.N))
	}
}

func distractors(t *table.Writer, b *class.Book) {
	t.Row("id", "title", "kind", "answer", "right", "n", "mean")
	for _, q := range b.Questions {
		for _, d := range q.Distractors {
			mean := ""
			if d.N > 0 {
				mean = table.Number(d.Mean)
			}
			right := "0"
			if d.Right {
				right = "1"
			}
			t.Row(q.ID, q.Title, q.Kind, d.Text, right, strconv.Itoa(d.N), mean)
		}
	}
}
