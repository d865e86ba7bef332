package check

import (
	"fmt"
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// pretestWord reports a page that says of its pre-test neither yes nor no.
func pretestWord(c *pageCheck) {
	said := c.document.Get("pretest")
	if _, ok := lessons.PretestSaid(said); !ok && said != "" {
		c.add(doc.Warning, 1, 0, "bad-pretest", fmt.Sprintf("pretest is true or false, not %q; without true the questions come after the text alone", clip(said)))
	}
}

// pretests reports what is to be asked before it is read, and has nothing to ask.
func pretests(c *courseCheck) {
	for _, u := range c.course.Pretests() {
		graded := slices.ContainsFunc(u.Lessons(), func(l *lessons.Lesson) bool {
			return slices.ContainsFunc(l.Questions, (*quiz.Question).Graded)
		})
		if graded {
			continue
		}
		names := make([]string, min(3, len(u.Pages)))
		for i := range names {
			names[i] = u.Pages[i].Path
		}
		c.add(u.Pages[0].Path, 1, doc.Warning, "pretest-without-questions",
			fmt.Sprintf("%q is to be asked before it is read, and nothing in it is graded: give a bank to one of its pages (%s), or take pretest out", clip(u.Title), strings.Join(names, ", ")))
	}
}
