package quiz

import (
	"slices"
	"strings"

	"lectern/lessons/text"
)

// The addresses of pictures in texts with markup: Markdown's and HTML's.
var (
	markdownPicture = text.Pattern(`!\[[^\[\]]*\]\([ \t]*(?:<([^<>\n]+)>|([^\s()]+))`)
	htmlPicture     = text.Pattern(`(?i)<img\b[^<>]*?\bsrc[ \t]*=[ \t]*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))`)
)

// EachText calls f for each text of the question that a student may read, where it may be changed.
func (q *Question) EachText(f func(t *Text)) {
	choices := func(cs []Choice) {
		for i := range cs {
			f(&cs[i].Text)
			f(&cs[i].Feedback)
		}
	}
	accepted := func(as []Accepted) {
		for i := range as {
			f(&as[i].Feedback)
		}
	}
	f(&q.Prompt)
	choices(q.Choices)
	accepted(q.Accepted)
	for i := range q.Pairs {
		f(&q.Pairs[i].Left)
	}
	for i := range q.Gaps {
		choices(q.Gaps[i].Choices)
		accepted(q.Gaps[i].Accepted)
	}
	for _, t := range [...]*Text{&q.General, &q.ByCredit.Right, &q.ByCredit.Partly, &q.ByCredit.Wrong} {
		f(t)
	}
	for i := range q.Hints {
		f(&q.Hints[i])
	}
}

// PictureAddresses returns the addresses of the pictures in the question's texts, each once, as they are written.
func (q *Question) PictureAddresses() []string {
	var out []string
	q.EachText(func(t *Text) {
		if t.Format == Plain {
			return
		}
		for _, m := range append(htmlPicture().FindAllStringSubmatch(t.Source, -1), markdownPicture().FindAllStringSubmatch(t.Source, -1)...) {
			if address := strings.Join(m[1:], ""); !slices.Contains(out, address) {
				out = append(out, address)
			}
		}
	})
	return out
}

// Copy returns a question whose texts can be changed without changing this one.
func (q *Question) Copy() *Question {
	c := *q
	c.Choices, c.Accepted = slices.Clone(q.Choices), slices.Clone(q.Accepted)
	c.Pairs, c.Hints, c.Gaps = slices.Clone(q.Pairs), slices.Clone(q.Hints), slices.Clone(q.Gaps)
	for i := range c.Gaps {
		c.Gaps[i].Choices, c.Gaps[i].Accepted = slices.Clone(c.Gaps[i].Choices), slices.Clone(c.Gaps[i].Accepted)
	}
	return &c
}
