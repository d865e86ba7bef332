package reader

import (
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"
)

// Numbers of styles and clusters begin anew when there are too many, without a change on the screen.
func TestNumbersOfCellsBeginAnew(t *testing.T) {
	r, tty := terminal(t, 80, 24)
	s := r.app.screen
	for i := range mostStyles + 1 {
		s.Put(0, 0, "x", tcell.StyleDefault.Foreground(tcell.NewRGBColor(int32(i>>16), int32(i>>8&0xff), int32(i&0xff))))
	}
	for i := range mostClusters + 1 {
		s.Put(0, 0, string(rune('a'+i%26))+string(rune(0x300+i/26%0x70))+string(rune(0x300+i/26/0x70)), tcell.StyleDefault)
	}
	if !s.styles.full() || !s.clusters.full() {
		t.Fatalf("%d styles and %d clusters are not too many", len(s.styles.list), len(s.clusters.list))
	}
	r.draw()
	if sent := strings.ReplaceAll(tty.taken(), "\x1b", "ESC"); len(sent) >= 200 {
		t.Errorf("the same frame sends %d bytes: %q", len(sent), sent)
	}
	if s.styles.full() || s.clusters.full() {
		t.Error("the numbers do not begin anew")
	}
}

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
