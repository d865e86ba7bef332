package report

import (
	"fmt"
	"slices"

	"lectern/lessons/quiz/statistics"
)

const few = statistics.Few

// grades returns the percentages of those who handed in, in order.
func (p *page) grades() []float64 {
	var all []float64
	for _, s := range p.b.People {
		if s.Came() {
			all = append(all, s.Percent)
		}
	}
	slices.Sort(all)
	return all
}

// histogram shows how many students have how much.
func (p *page) histogram() {
	var bins [10]int
	most := 0
	for _, x := range p.grades() {
		i := min(9, int(x/10))
		bins[i]++
		most = max(most, bins[i])
	}
	if most == 0 {
		return
	}
	p.section("scores", "Scores")
	const width, height, bar = 640, 190, 60
	p.out("<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"How many students have how much\">\n", width, height, width, height)
	for i, n := range bins {
		x, h := 20+i*bar, n*130/most
		p.out("<rect class=\"fill\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x+3, 155-h, bar-6, h)
		if n > 0 {
			p.out("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x+bar/2, 149-h, n)
		}
		p.out("<text class=\"soft\" x=\"%d\" y=\"172\" text-anchor=\"middle\">%s</text>\n", x+bar/2, fmt.Sprintf("%d–%d", i*10, i*10+10))
	}
	p.out("<line class=\"axis\" x1=\"20\" y1=\"155\" x2=\"620\" y2=\"155\"/>\n<text class=\"soft\" x=\"620\" y=\"188\" text-anchor=\"end\">percent</text>\n</svg>\n")
	p.end()
}

// plot sets how hard the questions are against how well they tell students apart.
func (p *page) plot() {
	type point struct {
		number int
		x, y   float64
	}
	var points []point
	for i, q := range p.b.Questions {
		if d := q.How.Discrimination; d != nil && q.How.N >= few {
			points = append(points, point{i + 1, q.How.Facility, *d})
		}
	}
	p.section("plot", "Facility and discrimination")
	if len(points) == 0 {
		p.out("<p class=\"note\">Below %d students these figures are chance: too few.</p>\n", few)
		p.end()
		return
	}
	p.out("<p class=\"note\">To the right, more got it right; the higher, the more it was those who did well in the rest. The numbers are those of the questions below.</p>\n")
	const left, top, width, height = 60, 15, 540, 300
	x := func(v float64) float64 { return left + v*width/100 }
	y := func(v float64) float64 { return top + (100-v)*height/200 }
	p.out("<svg viewBox=\"0 0 640 365\" width=\"640\" height=\"365\" role=\"img\" aria-label=\"Facility against discrimination of each question\">\n")
	p.out("<rect class=\"edge\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", left, top, width, height)
	for _, v := range []float64{-50, 0, 20, 50} {
		p.out("<line class=\"axis\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n", left, y(v), left+width, y(v))
	}
	for _, v := range []float64{-100, -50, 0, 20, 50, 100} {
		p.out("<text class=\"soft\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>\n", left-6, y(v)+4, v)
	}
	for _, v := range []float64{0, 25, 50, 75, 100} {
		p.out("<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n", x(v), top, x(v), top+height)
		p.out("<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", x(v), top+height+16, v)
	}
	p.out("<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">facility, percent</text>\n", left+width, top+height+34)
	p.out("<text class=\"soft\" x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">discrimination</text>\n", top+height/2, top+height/2)
	for _, q := range points {
		p.out("<circle class=\"fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/><text x=\"%.1f\" y=\"%.1f\">%d</text>\n", x(q.x), y(q.y), x(q.x)+6, y(q.y)-4, q.number)
	}
	p.out("</svg>\n")
	p.end()
}
