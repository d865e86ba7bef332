package lessons

import (
	"cmp"
	"strings"
	"sync/atomic"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// content is everything that parsing finds in a page except the blocks themselves, which
// are large and come from their source when they are asked for.
type content struct {
	page     *Page
	whole    bool // false of the beginning of a large page
	id       string
	slug     string // as the page states it; "" if it states none
	title    string
	lessons  []*Lesson // at least one
	anchors  []anchor
	index    atomic.Pointer[anchorIndex] // of the anchors; nil until asked for
	bank     []*quiz.Question
	settings quiz.Settings
	quizzes  folder.Quizzes // how its questions of mkdocs-quiz are asked
	off      bool           // whether one of those was left out
	pretest  bool           // the page says that its questions are offered before it is read
	problems []doc.Problem
	source   source
	banks    []string   // files of banks that the page asks the questions of, each once
	again    int64      // bytes of those that it asks of again
	asks     []ask      // until the banks are loaded
	ahead    *aheadBank // until then: the one that is read already; nil for none
}

// source is where the blocks of a page come from.
type source interface {
	// blocks returns the blocks of the page from first up to end.
	blocks(first, end int) []doc.Block
}

// describe makes the content of a page from its metadata, before anything else is known.
func (p *Page) describe(meta []doc.Field) *content {
	d := doc.Document{Meta: meta}
	slug := cleanSlug(d.Get("slug"))
	p.slug.Store(&stated{slug, true})
	c := &content{page: p, id: p.course.pageID(p, slug), slug: slug}
	c.quizzes = folder.QuizzesOf(func(name string) string {
		if name == "enabled" && d.Get("quiz") == "disable" { // before version 1
			return "false"
		}
		return d.Get("quiz." + name)
	}, p.course.Site().Quizzes)
	c.pretest, _ = PretestSaid(d.Get("pretest"))
	return c
}

// PretestSaid returns what the field pretest of a page says; ok is false of what is neither yes nor no.
func PretestSaid(value string) (pretest, ok bool) {
	switch strings.ToLower(value) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

// named gives the content the title of the page.
func (c *content) named(title []doc.Inline) {
	c.title = text.OneLine(doc.InlineText(title))
	if c.title == "" {
		c.title = cmp.Or(c.page.listedTitle(), c.page.peekTitle())
	}
}

// withFile names the page in the problems that leave it out.
func withFile(problems []doc.Problem, file string) []doc.Problem {
	for i := range problems {
		if problems[i].File == "" {
			problems[i].File = file
		}
	}
	return problems
}
