package check

import (
	"fmt"
	"slices"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// manifest reports keys that course.toml lacks and should have, and its patterns that fit no file.
func manifest(c *courseCheck) {
	const name = lessons.ManifestName
	misnamed(c)
	switch {
	case c.course.IsOnePage(), c.course.Site().Sections != nil: // a page, or a book
		return
	case !c.course.Has(name):
		c.add(name, 0, doc.Info, "no-course-id",
			`there is no `+name+`: a file with one line id = "a-name" keeps the students' records when the folder moves`)
		return
	case !c.course.StatesID():
		c.add(name, 1, doc.Warning, "no-course-id",
			`there is no id: without one the students' records are lost when the folder moves; write id = "a-name" and never change it`)
	}
	for _, id := range c.course.Manifest.Core {
		if c.course.Lesson(id) == nil {
			c.add(name, c.course.LineOfKey("core"), doc.Error, "manifest-value",
				fmt.Sprintf("core names the lesson %q, which the course does not have: take an id that `%s print --format json` shows", clip(id), c.program))
		}
	}
	sureOfNothing(c)
	for _, p := range c.course.EmptyPatterns() {
		c.add(name, p.Line, doc.Warning, "empty-pattern",
			fmt.Sprintf("no file fits %q of %s: correct it, or take it out", clip(p.Text), p.Key))
	}
}

// sureOfNothing reports that students are to say how sure they are, and no question asks for it: what an exam
// asks and what is not graded do not.
func sureOfNothing(c *courseCheck) {
	if !c.course.Manifest.Confidence {
		return
	}
	for _, l := range c.course.Lessons() {
		if slices.ContainsFunc(l.Questions, (*quiz.Question).Graded) {
			return
		}
	}
	c.add(lessons.ManifestName, c.course.LineOfKey("confidence"), doc.Warning, "confidence-without-questions",
		"confidence asks how sure students are of an answer, and no lesson has a question that is graded (those of an exam and free texts do not ask): give a page a bank, or take confidence out")
}

// recipients reports what is wrong with those who can open results: then nobody can, or anybody.
func recipients(c *courseCheck) {
	const name, key = lessons.ManifestName, "results.to"
	to := c.course.Manifest.Results.To
	switch {
	case len(to) == 0 && c.course.HandsIn():
		c.add(name, max(1, c.course.LineOfKey("results")), doc.Warning, "results-not-sealed",
			fmt.Sprintf("results are asked for and sealed to nobody: anybody can read and change them; `%s key new` makes a key and the line to = [...]", c.program))
	case len(to) > 0 && c.recipients != nil:
		if code, text := c.recipients(to); code != "" {
			c.add(name, c.course.LineOfKey(key), doc.Error, code, text)
		}
	}
}

// misnamed reports files that say what is in the course, but are passed over because their names
// have other capitals, as some systems write them.
func misnamed(c *courseCheck) {
	if c.course.IsOnePage() {
		return
	}
	special := []string{lessons.ManifestName, lessons.AddressesName, "book.toml", "mkdocs.yml"}
	if c.course.Has("book.toml") {
		special = append(special, "SUMMARY.md", "src/SUMMARY.md")
	}
	for _, want := range special {
		if found := c.course.Find(want); found.Unlike {
			c.add(found.Name, 0, doc.Warning, "name-differs",
				fmt.Sprintf("it is not read as %s, because it is called %s: rename it", want, found.Name))
		}
	}
}
