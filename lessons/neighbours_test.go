package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The lesson behind what is known of a large page is told to be unknown, without
// a wait, until the page is parsed.
func TestNextKnown(t *testing.T) {
	section := "## Part\n\n" + strings.Repeat("Words that fill a paragraph of the page. ", 40) + "\n\n"
	fsys := fstest.MapFS{
		"a.md": {Data: []byte("# Large\n\n" + strings.Repeat(section, largePage/len(section)+10))},
		"b.md": {Data: []byte("# Small\n\nThe end.\n")},
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	l, n := c.First(), 1
	for {
		next, known := c.NextKnown(l)
		if !known {
			break
		}
		l = next
		n++
	}
	if n < 5 || l.Page.Parsed() {
		t.Fatalf("%d lessons were known, the page is parsed: %v", n, l.Page.Parsed())
	}
	if prev, known := c.PrevKnown(l); !known || prev.Index != l.Index-1 {
		t.Errorf("the lesson before %d: %v", l.Index, known)
	}
	want := c.Next(l)
	c.Pages()
	if next, known := c.NextKnown(l.Whole()); !known || next != want || want.Index != l.Index+1 {
		t.Errorf("after the page is parsed: %v, %v", next, known)
	}
	last := l.Page.Lessons()[len(l.Page.Lessons())-1]
	small, known := c.NextKnown(last)
	if !known || small.Page.Path != "b.md" {
		t.Fatalf("after the last lesson: %v, %v", small, known)
	}
	if prev, known := c.PrevKnown(small); !known || prev != last {
		t.Errorf("before the second page: %v, %v", prev, known)
	}
	if next, known := c.NextKnown(small); !known || next != nil {
		t.Errorf("at the end of the course: %v, %v", next, known)
	}
	if prev, known := c.PrevKnown(c.First()); !known || prev != nil {
		t.Errorf("at the beginning: %v, %v", prev, known)
	}
}
