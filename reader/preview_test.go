package reader

import (
	"strings"
	"testing"

	"lectern/lessons/study"
)

func TestAnEditShowsWhereTheAuthorIs(t *testing.T) {
	page := map[string]string{"a.md": `# One

The first section has a sentence that is long enough to be known again, whatever
its neighbours become in the next hour of work.
` + strings.Repeat("\nIt is followed by a paragraph that fills the first lesson of the page.\n", 8) + `
## Two

The second section is about wells, how deep they are dug, and who drinks from
them on a hot day in August.
` + strings.Repeat("\nAnd one more paragraph goes on about the same things at some length.\n", 8)}
	r := begin(t, page, 80, 24)
	r.keys("n")
	r.shows("Two", "about wells")
	edit := func(from, to string) {
		page["a.md"] = strings.Replace(page["a.md"], from, to, 1)
		c := openCourse(t, page)
		c.Lessons()
		r.app.take(study.Edition{Course: c})
		r.draw()
	}
	edit("# One", "# One, and a new word")
	r.shows("Two", "about wells")
	edit("## Two", "## Another title")
	r.shows("Another title", "about wells")
	edit("The second section", "Our second section")
	r.shows("Another title", "Our second section")
	r.app.take(study.Edition{Problem: "a.md:7: something is wrong"})
	r.draw()
	r.shows("a.md:7: something is wrong", "Another title")
}
