package report

import (
	"cmp"
	"fmt"

	"lectern/progress/class"
	"lectern/progress/class/gradebook"
	"lectern/progress/class/table"
)

// maxAnswers is how many different answers to a question are shown; the rest stand in a table of their own.
const maxAnswers = 12

// questions shows each question with its figures and who gave which answer.
func (p *page) questions() {
	if len(p.b.Questions) == 0 {
		return
	}
	p.section("questions", "Questions")
	p.out("<p class=\"note\">Of each answer: how many gave it first, and their mean of all points. Right answers are bold and have a dark bar.</p>\n")
	for i, q := range p.b.Questions {
		p.out("<div class=\"question\" id=\"q%d\"><h3>%d. %s</h3>\n", i+1, i+1, cmp.Or(q.Title, q.ID))
		how := q.How
		p.out("<p>%s, %s %s, n %d, facility %s, sd %s, discrimination %s, efficiency %s", q.Kind, table.Points(q.Points), points(q.Points), how.N,
			percent(how.Facility), percent(how.SD), figure(how.Discrimination, how.N), figure(how.Efficiency, how.N))
		if how.Guess != nil {
			p.out(", guessing %s", percent(*how.Guess))
		}
		p.out("</p>\n")
		p.distractors(q)
		p.out("</div>\n")
	}
	p.end()
}

func points(x float64) string {
	if x == 1 {
		return "point"
	}
	return "points"
}

// figure writes a figure that compares students.
func figure(x *float64, n int) string { return cmp.Or(gradebook.Figure(x, n), "–") }

func (p *page) distractors(q class.Figures) {
	if len(q.Distractors) == 0 {
		return
	}
	p.out("<table>\n")
	shown := q.Distractors[:min(len(q.Distractors), max(maxAnswers, len(q.Choices)+1))]
	for _, d := range shown {
		class, share, mean := "", 0.0, ""
		if d.Right {
			class = " class=\"key\""
		}
		if q.How.N > 0 {
			share = 100 * float64(d.N) / float64(q.How.N)
		}
		if d.N > 0 {
			mean = "mean " + table.Number(d.Mean)
		}
		fill := "wrong"
		if d.Right {
			fill = "right"
		}
		p.out("<tr%s><td>%s</td><td class=\"bar\">%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td></tr>\n",
			markup(class), sign(d)+clip(d.Text, 120), bar(share, fill), d.N, mean)
	}
	p.out("</table>\n")
	if n := len(q.Distractors) - len(shown); n > 0 {
		p.out("<p>%s</p>\n", fmt.Sprintf("%d more in distractors.csv", n))
	}
}

// sign marks a right answer for those who see no bold letters.
func sign(d class.Distractor) string {
	if d.Right {
		return "✓ "
	}
	return ""
}
