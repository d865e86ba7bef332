package lessons

import (
	"fmt"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
	"lectern/lessons/doc/doctest"
)

// TestEveryKindOfBlock: the split knows how high each kind of block is, at least as
// high as what is inside it, and links find its anchors.
func TestEveryKindOfBlock(t *testing.T) {
	c, err := Open(fstest.MapFS{"a.md": {Data: []byte("# A\n")}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	page := c.Pages()[0]
	flat := map[string]bool{"*doc.Anchor": true, "*doc.QuizRef": true}
	for _, b := range doctest.Blocks() {
		t.Run(fmt.Sprintf("%T", b), func(t *testing.T) {
			height := page.height(b)
			if flat[fmt.Sprintf("%T", b)] != (height == 0) {
				t.Errorf("it is %d lines high", height)
			}
			inside := 0
			doc.Parts(b, func(*[]doc.Inline) {}, func(blocks *[]doc.Block) { inside += len(*blocks) })
			if height < inside {
				t.Errorf("it is %d lines high and holds %d blocks", height, inside)
			}
			found := page.describe(nil)
			found.split([]doc.Block{b})
			known := map[string]bool{}
			for _, a := range found.anchors {
				known[a.id] = true
			}
			for _, id := range doc.IDs(b) {
				if !known[id] {
					t.Errorf("links to %q lead nowhere", id)
				}
			}
			if len(found.lessons) != 1 || found.lessons[0].Text() != doc.PlainText([]doc.Block{b}) {
				t.Errorf("lessons %v", found.lessons)
			}
		})
	}
}
