package reader

import (
	"context"
	"sync"
	"time"

	"lectern/lessons"
)

// findEvery is how long a search collects before it shows what it has.
const findEvery = 50 * time.Millisecond

// findHits looks through the course, which may take long where pages have not
// been parsed, and tells what it has found from time to time and at the end. ctx
// ends it.
func findHits(ctx context.Context, c *lessons.Course, typed string, tell func(hits []hit, done bool)) {
	q, ok := lessons.NewQuery(typed)
	if !ok {
		tell(nil, true)
		return
	}
	var found foundHits
	stop := found.tellEvery(findEvery, tell)
	defer stop()
	c.Search(ctx, q, found.add)
	stop()
	tell(found.all, true)
}

// foundHits is what a search has found so far.
type foundHits struct {
	mu  sync.Mutex
	all []hit
}

// add adds the matches in a lesson and reports whether more are wanted. It does
// not wait for whoever tells of them: one processor stays free for keys.
func (f *foundHits) add(h lessons.Hit) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for k := range min(len(h.At), mostHits-len(f.all)) {
		f.all = append(f.all, hit{&h, k})
	}
	return len(f.all) < mostHits
}

// tellEvery tells the hits so far whenever there are more, until stop is called:
// also while the next ones are far.
func (f *foundHits) tellEvery(d time.Duration, tell func(hits []hit, done bool)) (stop func()) {
	tick, done, ended := time.NewTicker(d), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for told := 0; ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			f.mu.Lock()
			n := len(f.all)
			hits := f.all[:n:n]
			f.mu.Unlock()
			if n > told {
				told = n
				tell(hits, false)
			}
		}
	}()
	return sync.OnceFunc(func() {
		tick.Stop()
		close(done)
		<-ended
	})
}
