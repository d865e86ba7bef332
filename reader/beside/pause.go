// Package beside holds background work, done outside the loop of keys and draws so that no
// key waits for it: writing places, getting the next pages, collecting garbage.
package beside

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"lectern/lessons"
)

const (
	// restAfter is the time without a key after which the student is assumed to be reading.
	restAfter = 10 * time.Millisecond
	// keysApart is the time after a key within which the next one is expected: it comes
	// sooner while a key is held, or while the student leafs through.
	keysApart = 300 * time.Millisecond
	// maxWait bounds how long a piece of work waits for the end of the keys, so
	// that all is done some time even if a key is held.
	maxWait = 50 * time.Millisecond

	// maxHold bounds how long Await waits for the keys to stop.
	maxHold = 5 * time.Second

	// garbagePercent is how much the heap may grow between two collections, in
	// percent of what is in use. Most of what a key leaves behind is small and
	// forgotten at once, so that a collection is quick; with Go's own 100 the program
	// takes 2.3 MB more on a large terminal.
	garbagePercent = 50
)

// Pause does in the time between two keys work that a key would have to do otherwise, and holds
// up what need not be done while keys come: two processors are soon busy, and a
// key that has to wait for one takes several times as long. The zero pause does nothing.
type Pause struct {
	timer  *time.Timer  // runs out when no key has come for restAfter
	begun  time.Time    // start of the monotonic clock that key is measured by
	key    atomic.Int64 // when the last key came, in nanoseconds; 0 before the first
	lesson atomic.Pointer[lessons.Lesson]
}

// Start must be called before the first key. It runs the work of pauses with beside.
func (p *Pause) Start(beside func(func())) {
	p.begun = time.Now()
	p.timer = time.AfterFunc(time.Hour, func() { beside(p.work) }) // so long that it cannot run out before it is stopped
	p.timer.Stop()                                                 // until there is a key
}

// work runs in a pause: it gets the next pages and collects garbage.
func (p *Pause) work() {
	if l := p.lesson.Load(); l != nil {
		l.Ahead()
	}
	collect()
}

// Keyed records that a key was handled, and which lesson is on the screen.
func (p *Pause) Keyed(l *lessons.Lesson) {
	if p.timer == nil {
		return
	}
	p.key.Store(int64(time.Since(p.begun)))
	p.lesson.Store(l)
	p.timer.Reset(restAfter)
}

// Pending returns how much longer the next key is expected to come.
func (p *Pause) Pending() time.Duration {
	key := p.key.Load()
	if key == 0 {
		return 0
	}
	return max(0, keysApart-(time.Since(p.begun)-time.Duration(key)))
}

// GiveWay lets keys go first; background work calls it between its pieces.
func (p *Pause) GiveWay() { time.Sleep(min(p.Pending(), maxWait)) }

// Await returns when no key is expected any more, at the latest after maxHold.
func (p *Pause) Await() {
	for n := maxHold / maxWait; n > 0 && p.Pending() > 0; n-- {
		p.GiveWay()
	}
}

// ownCollections reports whether we may decide when to collect garbage: the user has set nothing.
func ownCollections() bool { return os.Getenv("GOGC") == "" }

// SaveMemory makes collections more frequent. Call it after the first screen is drawn, which no collection should delay.
func SaveMemory() {
	if ownCollections() {
		debug.SetGCPercent(garbagePercent)
	}
}

// collect runs a garbage collection if at least half of the permitted garbage has piled up.
func collect() {
	if !ownCollections() {
		return
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	const most, half = 100 + garbagePercent, 100 + garbagePercent/2
	if s.HeapAlloc > s.NextGC/most*half {
		runtime.GC()
	}
}
