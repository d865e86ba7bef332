package reader

import (
	"context"
	"time"

	"lectern/lessons"
)

// findEvery is how long a search collects before it shows what it has.
const findEvery = 50 * time.Millisecond

// findHits looks through the course, which may take long where pages have not
// been parsed, and tells what it has found from time to time and at the end. ctx
// ends it.
func findHits(ctx context.Context, c *lessons.Course, typed string, tell func(hits []hit, done bool)) {
	var hits []hit
	q, ok := lessons.NewQuery(typed)
	if !ok {
		tell(nil, true)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// Beside the one who tells, so that the first hits are shown even when the next are far.
	found, failed := make(chan lessons.Hit, 64), make(chan any, 1)
	go func() {
		defer close(found)
		defer func() {
			if p := recover(); p != nil {
				failed <- p // to where it leaves the terminal as it should be (guard)
			}
		}()
		c.Search(ctx, q, func(h lessons.Hit) bool {
			select {
			case found <- h:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	tick := time.NewTicker(findEvery)
	defer tick.Stop()
	told := 0
	for {
		select {
		case h, more := <-found:
			for k := range h.At {
				if len(hits) == mostHits {
					break
				}
				hits = append(hits, hit{h, k})
			}
			if more && len(hits) < mostHits {
				continue
			}
			select {
			case p := <-failed:
				panic(p)
			default:
			}
			tell(hits, true)
			return
		case <-tick.C:
			if len(hits) > told {
				told = len(hits)
				tell(hits[:told:told], false)
			}
		}
	}
}
