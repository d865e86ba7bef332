package check

import (
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// IDs returns the faults of a course by which the record of a student would mix
// two pages or two questions: those with which it must not be handed out. It
// parses all pages.
func IDs(course *lessons.Course) []doc.Problem {
	c := &courseCheck{course: course}
	ids(c)
	return inOrder(c.problems)
}

// ids reports pages that do not get the slug that they state, and questions of one ID.
func ids(c *courseCheck) {
	pages := c.course.Pages()
	owners := map[string]*lessons.Page{} // of IDs
	for _, p := range pages {
		owners[p.ID()] = p
	}
	questions := map[string]*quiz.Question{}
	once := func(q *quiz.Question) {
		first := questions[q.ID]
		if first == nil {
			questions[q.ID] = q
			return
		}
		c.add(q.File, q.Line, doc.Error, "duplicate-id",
			fmt.Sprintf("the question at %s:%d has the same id %q, so the record would mix the two: give one another id", first.File, first.Line, q.ID))
	}
	for _, p := range pages {
		if slug := p.Slug(); slug != "" && slug != p.ID() {
			c.slugTaken(p, slug, owners[slug])
		}
		for _, q := range p.Questions() {
			once(q)
		}
	}
	if len(c.course.Manifest.Exam.Banks) > 0 {
		for _, q := range c.course.ExamQuestions() {
			once(q)
		}
	}
}

// slugTaken reports a page whose slug is the ID of another page, nil if it is a file's name.
func (c *courseCheck) slugTaken(p *lessons.Page, slug string, owner *lessons.Page) {
	text := fmt.Sprintf("the slug %q is the name of a file: give the page another slug", slug)
	switch {
	case owner == nil:
	case owner.Slug() == slug && owner.Document().Get("lang") != p.Document().Get("lang"):
		return // translations of one page share a slug on purpose (Pelican); each has an ID of its own
	case owner.Slug() == slug:
		text = fmt.Sprintf("%s has the same slug %q, so the record would mix the two pages: give one another slug", owner.Path, slug)
	default:
		text = fmt.Sprintf("%s is called %q by its path, so the record would mix the two pages: give this one another slug", owner.Path, slug)
	}
	c.add(p.Path, c.lineOfField(p, "slug"), doc.Error, "duplicate-slug", text)
}

// lineOfField finds the line of a page's metadata field, 1 if it is not found.
func (c *courseCheck) lineOfField(p *lessons.Page, name string) int {
	src, err := c.course.Source(p.Path)
	if err != nil {
		return 1
	}
	n := 0
	for line := range strings.Lines(string(src)) {
		n++
		line = strings.ToLower(strings.TrimLeft(line, ": \t"))
		if strings.HasPrefix(line, name+":") || strings.HasPrefix(line, name+" =") {
			return n
		}
	}
	return 1
}
