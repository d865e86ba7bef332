package report

import (
	"cmp"
	"fmt"
	"strings"

	"lectern/lessons/quiz/statistics"
	"lectern/progress/class/table"
)

// students lists the class: who handed in, and what they have.
func (p *page) students() {
	p.section("students", "Students")
	p.out("<div class=\"wide\"><table>\n<tr><th>Name</th><th>ID</th><th class=\"opt\">Class</th><th class=\"n opt\">Files</th><th class=\"n opt\">Attempts</th><th class=\"n\">Points</th><th class=\"n\">Percent</th><th class=\"bar opt\"></th></tr>\n")
	for _, s := range p.b.People {
		name, note := cmp.Or(s.Name, s.Label()), ""
		switch {
		case !s.Came():
			p.out("<tr><td>%s</td><td>%s</td><td class=\"opt\">%s</td><td class=\"n opt\">0</td><td colspan=\"4\">nothing handed in</td></tr>\n", name, s.ID, s.Class)
			continue
		case s.Unfinished:
			note = " (not finished)"
		}
		p.out("<tr><td>%s</td><td>%s</td><td class=\"opt\">%s</td><td class=\"n opt\">%d</td><td class=\"n opt\">%d%s</td><td class=\"n\">%s of %s</td><td class=\"n\">%s</td><td class=\"bar opt\">%s</td></tr>\n",
			name, cmp.Or(s.ID, s.Email), s.Class, s.Files, s.Attempts, note, table.Points(s.Score), table.Points(s.Max), percent(s.Percent), bar(s.Percent, "fill"))
	}
	p.out("</table></div>\n")
	p.end()
}

// bar draws a percentage as a bar.
func bar(percent float64, class string) markup {
	return markup(fmt.Sprintf(`<svg viewBox="0 0 100 10" width="100%%" height="12" preserveAspectRatio="none" aria-hidden="true"><rect class="edge" width="100" height="10"/><rect class="%s" width="%.1f" height="10"/></svg>`,
		class, max(0, min(100, percent))))
}

// maxMapped is how many students the map of questions has.
const maxMapped = 1000

const (
	mapCell = 16
	mapTop  = 22
)

// questionMap shows each student's first answer to each question as a shade.
func (p *page) questionMap() {
	people := p.b.People[:0:0]
	for _, s := range p.b.People {
		if s.Came() && len(people) < maxMapped {
			people = append(people, s)
		}
	}
	if len(people) == 0 || len(p.b.Questions) == 0 {
		return
	}
	p.section("map", "First answers")
	p.out("<p class=\"note\">A row a student, a column a question, numbered as below. %s wholly right %s more than half %s less %s nothing (crossed) %s not answered</p>\n",
		legend("s4", false), legend("s3", false), legend("s2", false), legend("s1", true), legend("s0", false))
	const name = 170
	width, height := name+len(p.b.Questions)*mapCell+10, mapTop+len(people)*mapCell+4
	p.out("<div class=\"wide\"><svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"First answers of each student to each question\">\n", width, height, width, height)
	for i := range p.b.Questions {
		if n := i + 1; n == 1 || n%5 == 0 {
			p.out("<text class=\"soft\" x=\"%d\" y=\"15\" text-anchor=\"middle\">%d</text>\n", name+i*mapCell+mapCell/2, n)
		}
	}
	for r, s := range people {
		y := mapTop + r*mapCell
		p.out("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", name-6, y+12, clip(cmp.Or(s.Name, s.Label()), 22))
		p.out("%s", markup(shades(s.Marks, name, y)))
	}
	p.out("</svg></div>\n")
	if n := p.came(); n > len(people) {
		p.out("<p class=\"note\">The first %d of %d students.</p>\n", len(people), n)
	}
	p.end()
}

func (p *page) came() (n int) {
	for _, s := range p.b.People {
		if s.Came() {
			n++
		}
	}
	return n
}

// shades draws the marks of one student: one path a shade, because a class has a hundred
// thousand of them.
func shades(marks []float64, left, y int) string {
	var paths [5]strings.Builder
	var crosses strings.Builder
	for i, m := range marks {
		x := left + i*mapCell
		k := shade(m)
		fmt.Fprintf(&paths[k], "M%d %dh14v14h-14z", x+1, y+1)
		if k == 1 {
			fmt.Fprintf(&crosses, "M%d %dl6 6m0-6l-6 6", x+5, y+5)
		}
	}
	var b strings.Builder
	for k := range paths {
		if paths[k].Len() > 0 {
			fmt.Fprintf(&b, "<path class=\"s%d\" d=\"%s\"/>", k, paths[k].String())
		}
	}
	if crosses.Len() > 0 {
		fmt.Fprintf(&b, "<path class=\"none\" d=\"%s\"/>", crosses.String())
	}
	b.WriteByte('\n')
	return b.String()
}

func shade(mark float64) int {
	switch {
	case mark == statistics.Missing || mark < 0:
		return 0
	case mark == 0:
		return 1
	case mark < 0.5:
		return 2
	case mark < 1:
		return 3
	}
	return 4
}

func legend(class string, cross bool) markup {
	x := ""
	if cross {
		x = `<path class="none" d="M5 5l6 6m0-6l-6 6"/>`
	}
	return markup(`<svg width="16" height="16" style="display:inline;vertical-align:-3px" aria-hidden="true"><path class="` + class + `" d="M1 1h14v14h-14z"/>` + x + `</svg>`)
}
