package lessons

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// largeMarkdown returns a page of many sections, at least size bytes long.
func largeMarkdown(size int) []byte {
	var b strings.Builder
	b.WriteString("# The whole\n\nIt begins here, see [the end][end].\n\n")
	for i := 1; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\n", i)
		for k := range 1 + i%4 {
			fmt.Fprintf(&b, "Paragraph %d of section %d says ünïcode things that take some room on the screen. %s\n\n",
				k, i, strings.Repeat("More words follow here and there. ", 8))
		}
	}
	b.WriteString("[end]: https://example.org/end\n")
	return []byte(b.String())
}

func TestLargePageOpensByItsFirstPart(t *testing.T) {
	fsys := fstest.MapFS{
		"large.md":   {Data: largeMarkdown(2 * largePage)},
		"large.gift": {Data: []byte("$CATEGORY: section-1\n\n// [id:q]\nIs it large? {T}\n")},
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := c.First()
	page := first.Page
	if page.Parsed() {
		t.Fatal("the first lesson needed the whole page")
	}
	begun := page.upTo(1).lessons
	if len(begun) < 20 {
		t.Fatalf("only %d lessons in the first part", len(begun))
	}
	texts := make([]int, len(begun))
	for i, l := range begun {
		texts[i] = len(l.Blocks())
	}
	if page.Parsed() {
		t.Fatal("the blocks of the first part needed the whole page")
	}
	whole := page.Lessons()
	asked := 0
	for i, l := range begun {
		w := whole[i]
		if l.ID != w.ID || l.Title != w.Title || l.Words != w.Words || l.Part != w.Part || texts[i] != len(w.Blocks()) {
			t.Fatalf("lesson %d is %s, %d words, %d blocks at first, and %s, %d words, %d blocks in the whole",
				i, l.ID, l.Words, texts[i], w.ID, w.Words, len(w.Blocks()))
		}
		if l.Whole() != w {
			t.Errorf("%s: Whole does not find the lesson", l.ID)
		}
		asked += len(l.Whole().Questions)
	}
	if asked != 1 {
		t.Errorf("%d questions behind the first lessons, want 1", asked)
	}
	if last := begun[len(begun)-1]; c.Next(last) != whole[len(begun)] {
		t.Error("the lesson after the first part is not the whole page's")
	}
	if got := c.Lesson(first.ID); got != whole[0] {
		t.Error("the lesson is not found by its ID")
	}
}

func BenchmarkFirstLesson(b *testing.B) {
	for _, size := range []int{10 << 10, 1 << 20, 20 << 20} {
		src := largeMarkdown(size)
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			fsys := fstest.MapFS{"large.md": {Data: src}}
			for b.Loop() {
				c, err := Open(fsys, Options{})
				if err != nil {
					b.Fatal(err)
				}
				c.First().Blocks()
			}
		})
	}
}
