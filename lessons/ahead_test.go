package lessons

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
)

// Whoever goes on from lesson to lesson in a large page that is still being
// parsed gets the lessons of the whole page, and does not wait for it.
func TestGoingOnInALargePage(t *testing.T) {
	src := largeMarkdown(3 * largePage)
	first := openFirst(t, fstest.MapFS{"large.md": {Data: src}})
	want := openFirst(t, fstest.MapFS{"large.md": {Data: src}}).Page.Lessons()
	c, page := first.Page.course, first.Page
	known := len(page.upTo(1).lessons)
	at := first
	for i := 1; i < 8*known; i++ {
		at = c.Next(at)
		if at == nil || at.ID != want[i].ID || at.Index != i || at.Words != want[i].Words {
			t.Fatalf("lesson %d is %+v, want %s", i, at, want[i].ID)
		}
		if len(at.Blocks()) != len(want[i].Blocks()) {
			t.Fatalf("%s has %d blocks, want %d", at.ID, len(at.Blocks()), len(want[i].Blocks()))
		}
	}
	if page.Parsed() {
		t.Error("the whole page was parsed")
	}
	page.Lessons()
	if next := c.Next(at); next != page.Lessons()[at.Index+1] {
		t.Errorf("behind %s comes %s", at.ID, next.ID)
	}
}

// What follows a lesson near the end of what is known is got ahead.
func TestAhead(t *testing.T) {
	first := openFirst(t, fstest.MapFS{"large.md": {Data: largeMarkdown(2 * largePage)}})
	page := first.Page
	known := page.upTo(1).lessons
	first.Ahead()
	if n := len(page.upTo(1).lessons); n != len(known) {
		t.Errorf("far from the end %d lessons became %d", len(known), n)
	}
	known[len(known)-2].Ahead()
	if n := len(page.upTo(1).lessons); n <= len(known) || page.Parsed() {
		t.Errorf("near the end %d lessons became %d; parsed %v", len(known), n, page.Parsed())
	}

	files := fstest.MapFS{}
	for i := range 3 {
		files[fmt.Sprintf("p%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "# Page %d\n\nText.\n", i)}
	}
	first = openFirst(t, files)
	pages := first.Page.course.Pages()
	first.Ahead()
	if parsed := []bool{pages[0].Parsed(), pages[1].Parsed(), pages[2].Parsed()}; !slices.Equal(parsed, []bool{true, true, false}) {
		t.Errorf("parsed are %v, want the first two", parsed)
	}
}

// The background gives way between the pages and inside of large ones, but not
// while someone waits for the page.
func TestWarmGivesWay(t *testing.T) {
	first := openFirst(t, fstest.MapFS{
		"a.md": {Data: largeMarkdown(largePage)},
		"b.md": {Data: []byte("# B\n\nText.\n")},
	})
	ways, steps := 0, 0
	c := first.Page.course
	c.Warm(t.Context(), func() { ways++ }, func() { steps++ })
	if parts := first.Page.known.Load().source.(*parts).text.Len(); ways < parts+2 || steps != 2 {
		t.Errorf("gave way %d times in %d parts and a page, %d steps", ways, parts, steps)
	}
	ways = 0
	rest := first.Page.rest(func() { ways++ })
	first.Page.wanted.Add(1)
	rest()
	if ways != 0 {
		t.Error("the background gave way while someone waited for its page")
	}
	first.Page.wanted.Add(-1)
	rest()
	if ways != 1 {
		t.Error("the background did not give way")
	}
}
