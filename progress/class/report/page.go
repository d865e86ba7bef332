// Package report writes what became of a class as one page of HTML: for a screen, light or dark,
// and for paper. It needs no script and no network. What students and authors wrote is escaped
// in one place, escape.go; templates of the library would do the same for megabytes of the program.
package report

import (
	"fmt"
	"io"
	"strings"

	"lectern/progress/class"
	"lectern/progress/class/table"
)

// page gathers the text of the report.
type page struct {
	w io.Writer
	b *class.Book
}

// out writes markup. Strings among the arguments are escaped, markup is not.
func (p *page) out(format string, args ...any) {
	for i, a := range args {
		switch a := a.(type) {
		case string:
			args[i] = escape(a)
		case markup:
			args[i] = string(a)
		}
	}
	fmt.Fprintf(p.w, format, args...)
}

// Write writes the report. Errors are those of w and are left to it.
func Write(w io.Writer, b *class.Book) {
	p := &page{w, b}
	title := b.Course.Title
	p.out("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.out("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.out("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	p.out("<meta name=\"robots\" content=\"noindex\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", title, markup(style))
	p.out("<h1>%s</h1>\n", title)
	p.summary()
	p.news()
	p.deserving()
	p.histogram()
	p.students()
	p.questionMap()
	p.plot()
	p.questions()
	p.out("</main>\n</body>\n</html>\n")
}

// section begins a part of the page.
func (p *page) section(id, title string) { p.out("<section id=\"%s\">\n<h2>%s</h2>\n", id, title) }

func (p *page) end() { p.out("</section>\n") }

// summary says in a few figures how the class did.
func (p *page) summary() {
	b, came, listed := p.b, 0, 0
	for _, s := range b.People {
		if s.Came() {
			came++
		}
		if s.Listed {
			listed++
		}
	}
	of := "the questions of the lessons"
	if b.Exam {
		of = "the exam"
	}
	p.out("<p class=\"sub\">Grades of %s, of each student the %s attempt; figures of questions from first answers.", of, b.Take)
	if !b.Latest.IsZero() {
		p.out(" Newest hand-in: %s UTC.", class.Day(b.Latest))
	}
	p.out("</p>\n<ul class=\"figures\">\n")
	figure := func(value, name string) { p.out("<li><b>%s</b> %s</li>\n", value, name) }
	if listed > 0 {
		figure(fmt.Sprintf("%d of %d", came, len(b.People)), "handed in")
	} else {
		figure(fmt.Sprint(came), "handed in")
	}
	figure(fmt.Sprint(len(b.Questions)), "questions")
	if mean, median := p.percents(); mean != "" {
		figure(mean, "mean")
		figure(median, "median")
	}
	if a := b.Test.Alpha; a != nil && b.Test.N >= few {
		figure(table.Number(*a)+" %", "alpha ("+consistency(*a)+")")
		figure("± "+table.Number(*b.Test.StandardError/b.Test.Max*100)+" %", "standard error")
	}
	p.out("</ul>\n")
}

// consistency judges alpha as Moodle's documentation does.
func consistency(alpha float64) string {
	switch {
	case alpha >= 75:
		return "good"
	case alpha >= 64:
		return "fair"
	}
	return "poor"
}

// percents returns mean and median of the grades.
func (p *page) percents() (mean, median string) {
	all := p.grades()
	if len(all) == 0 {
		return "", ""
	}
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	n := len(all)
	return percent(sum / float64(n)), percent((all[(n-1)/2] + all[n/2]) / 2)
}

func (p *page) news() {
	if len(p.b.News) == 0 {
		return
	}
	p.section("news", "To look at")
	p.out("<ul>\n")
	for _, n := range p.b.News {
		kind, rest, _ := strings.Cut(n, ": ")
		p.out("<li><b>%s</b>: %s</li>\n", kind, rest)
	}
	p.out("</ul>\n")
	p.end()
}
