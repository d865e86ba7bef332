package lessons

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Parse parses every page that has not been, on all cores, until done or ctx
// ends, and calls step after each, from several goroutines.
func (c *Course) Parse(ctx context.Context, step func(done, total int)) error {
	var done atomic.Int64
	return c.EachPage(ctx, func(_ int, p *Page) {
		p.Lessons()
		step(int(done.Add(1)), len(c.Pages()))
	})
}

// EachPage calls f for each page and its index in the course, on all cores, until
// done or ctx ends.
func (c *Course) EachPage(ctx context.Context, f func(i int, p *Page)) error {
	pages := c.Pages()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(pages) || ctx.Err() != nil {
					return
				}
				f(i, pages[i])
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
