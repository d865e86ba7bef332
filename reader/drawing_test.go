package reader

import "testing"

// Where a link leads inside the course is looked up when it is followed: drawing would wait for that page.
func TestDrawingParsesNoOtherPage(t *testing.T) {
	c := openCourse(t, map[string]string{
		"course.toml": "pages = [\"a.md\", \"b.md\"]\n",
		"a.md":        "# A\n\nSee [the other page](b.md#deep) and [the web](https://tides.example/).\n",
		"b.md":        "# B\n\nText.\n\n## Deep\n\nMore.\n",
	})
	r := &reading{t: t, rec: newFakeRecord(), opener: &fakeOpener{}, w: 80, h: 24}
	r.open(c)
	r.shows("the other page")
	r.keys("t").shows("Contents").keys("t s").shows("Progress").keys("Esc : b")
	if p := c.Page("b.md"); p != nil && p.Parsed() {
		t.Error("drawing has parsed the page that a link leads to")
	}
	if _, complete := c.Count(); complete {
		t.Error("the course is known, so that the test shows nothing")
	}
}
