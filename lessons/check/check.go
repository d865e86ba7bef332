package lessons

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"lectern/lessons/doc"
)

// CheckOptions say how a course is checked.
type CheckOptions struct {
	// Page adds faults of a page that only someone else can see, such as a
	// lesson that fills too many screens. It is called from several goroutines. May be nil.
	Page func(*Page) []doc.Problem
	// Step is called after each page with how many of how many are done, from
	// several goroutines. May be nil.
	Step func(done, total int)
}

// Check parses the whole course, on all cores, and returns every fault that its
// author would want to know of, ordered by file, line and column. Lines and
// columns are those of the sources, columns in characters.
//
// The codes are explained in docs/check.md.
func (c *Course) Check(ctx context.Context, opt CheckOptions) ([]doc.Problem, error) {
	pages := c.Pages()
	found := make([]pageFindings, len(pages))
	var done atomic.Int64
	err := eachPage(ctx, pages, func(i int) {
		found[i] = pages[i].check()
		if opt.Page != nil {
			found[i].problems = append(found[i].problems, opt.Page(pages[i])...)
		}
		if opt.Step != nil {
			opt.Step(int(done.Add(1)), len(pages))
		}
	})
	if err != nil {
		return nil, err
	}
	// Links are followed when the places of all pages are known.
	err = eachPage(ctx, pages, func(i int) {
		f := &found[i]
		f.problems = append(f.problems, pages[i].checkLinks(f.links)...)
	})
	if err != nil {
		return nil, err
	}
	all := c.Problems()
	for i := range found {
		all = append(all, found[i].problems...)
	}
	all = append(all, c.checkWhole(found)...)
	return inOrder(all), nil
}

// Parse parses every page that has not been, on all cores, until done or ctx
// ends, and calls step, which may be nil, after each, from several goroutines.
func (c *Course) Parse(ctx context.Context, step func(done, total int)) error {
	pages := c.Pages()
	var done atomic.Int64
	return eachPage(ctx, pages, func(i int) {
		pages[i].Lessons()
		if step != nil {
			step(int(done.Add(1)), len(pages))
		}
	})
}

// eachPage calls f for each page's index, on all cores, until done or ctx ends.
func eachPage(ctx context.Context, pages []*Page, f func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(pages) || ctx.Err() != nil {
					return
				}
				f(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// inOrder sorts problems by where they are and drops those that are told twice:
// word for word, or under the same code at the same line with less weight.
func inOrder(all []doc.Problem) []doc.Problem {
	slices.SortFunc(all, func(a, b doc.Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(b.Severity, a.Severity), strings.Compare(a.Code, b.Code), strings.Compare(a.Text, b.Text),
		)
	})
	type place struct {
		file, code string
		line       int
	}
	worst := map[place]doc.Severity{}
	for _, p := range all {
		at := place{p.File, p.Code, p.Line}
		worst[at] = max(worst[at], p.Severity)
	}
	all = slices.DeleteFunc(all, func(p doc.Problem) bool { return p.Severity < worst[place{p.File, p.Code, p.Line}] })
	return slices.Compact(all)
}
