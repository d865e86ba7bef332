package check

import (
	"fmt"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// manifest reports keys that course.toml lacks and should have, and its patterns that fit no file.
func manifest(c *courseCheck) {
	const name = lessons.ManifestName
	switch {
	case c.course.IsOnePage():
		return
	case !c.course.Has(name):
		c.add(name, 0, doc.Info, "no-course-id",
			`there is no `+name+`: a file with one line id = "a-name" keeps the students' records when the folder moves`)
		return
	case !c.course.StatesID():
		c.add(name, 1, doc.Warning, "no-course-id",
			`there is no id: without one the students' records are lost when the folder moves; write id = "a-name" and never change it`)
	}
	for _, p := range c.course.EmptyPatterns() {
		c.add(name, p.Line, doc.Warning, "empty-pattern",
			fmt.Sprintf("no file fits %q of %s: correct it, or take it out", clip(p.Text), p.Key))
	}
}
