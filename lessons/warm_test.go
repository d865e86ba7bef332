package lessons

import (
	"fmt"
	"sync"
	"testing"
	"testing/fstest"
)

// TestReadingWhileWarming reads a course from one goroutine while another
// parses it, as the screen and the background do. The race detector judges.
func TestReadingWhileWarming(t *testing.T) {
	fsys := fstest.MapFS{"index.rst": {Data: []byte("Start\n=====\n\nText.\n\n.. toctree::\n   :glob:\n\n   page*\n")}}
	for i := range 50 {
		text := fmt.Sprintf("Page %d\n=======\n\n.. _label%d:\n\nText of the page.\n", i, i)
		fsys[fmt.Sprintf("page%d.rst", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() { c.Warm(t.Context(), nil, func() {}) })
	wg.Go(func() {
		for l := c.First(); l != nil; l = c.Next(l) {
			c.Number(l)
			c.Count()
			for _, e := range c.Outline() {
				if e.Page != nil {
					e.Page.Title()
				}
			}
			c.Resolve(l, "label7", "ref")
			l.Blocks()
		}
	})
	wg.Wait()
	if n, complete := c.Count(); n != 51 || !complete {
		t.Errorf("%d lessons, complete %v; want all 51", n, complete)
	}
}
