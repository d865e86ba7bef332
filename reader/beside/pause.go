// Package beside holds what is done beside the loop of keys and draws, so that no
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
	// restAfter is how long after a key the student is taken to be reading.
	restAfter = 10 * time.Millisecond
	// keysApart is the time in which the next key is expected after one: it comes
	// sooner while a key is held, or while the student leafs through.
	keysApart = 300 * time.Millisecond
	// maxWait bounds how long a piece of work waits for the end of the keys, so
	// that all is done some time even if a key is held.
	maxWait = 50 * time.Millisecond

	// maxHold is after how long what waits for the end of the keys no longer does.
	maxHold = 5 * time.Second

	// garbagePercent is how much the heap may grow between two collections, in
	// percent of what is in use. Most of what a key leaves behind is small and
	// forgotten at once, so that a collection is quick; with Go's own 100 the program
	// takes 2.3 MB more on a large terminal.
	garbagePercent = 50
)

// Pause does, between two keys, what a key would have to do otherwise, and holds
// up what need not be done while keys come: two processors are soon busy, and a
// key that has to wait for one takes several times as long. The zero pause does nothing.
type Pause struct {
	timer  *time.Timer  // runs out when the student reads
	begun  time.Time    // from here on time is counted, by a clock that nobody sets
	key    atomic.Int64 // when the last key came, in nanoseconds; 0 before the first
	lesson atomic.Pointer[lessons.Lesson]
}

// Start is called before the first key. What is done in a pause is done through beside.
func (p *Pause) Start(beside func(func())) {
	p.begun = time.Now()
	p.timer = time.AfterFunc(time.Hour, func() { beside(p.work) }) // so long that it cannot run out before it is stopped
	p.timer.Stop()                                                 // until there is a key
}

// work is what is done in a pause.
func (p *Pause) work() {
	if l := p.lesson.Load(); l != nil {
		l.Ahead()
	}
	collect()
}

// Keyed is told that a key was answered, and which lesson is on the screen.
func (p *Pause) Keyed(l *lessons.Lesson) {
	if p.timer == nil {
		return
	}
	p.key.Store(int64(time.Since(p.begun)))
	p.lesson.Store(l)
	p.timer.Reset(restAfter)
}

// Pending is for how long yet the next key is expected.
func (p *Pause) Pending() time.Duration {
	key := p.key.Load()
	if key == 0 {
		return 0
	}
	return max(0, keysApart-(time.Since(p.begun)-time.Duration(key)))
}

// GiveWay is called by work beside the loop, between its pieces.
func (p *Pause) GiveWay() { time.Sleep(min(p.Pending(), maxWait)) }

// Await returns when no key is expected any more, at the latest after maxHold.
func (p *Pause) Await() {
	for n := maxHold / maxWait; n > 0 && p.Pending() > 0; n-- {
		p.GiveWay()
	}
}

// ownCollections reports whether the user has not said when to collect garbage.
func ownCollections() bool { return os.Getenv("GOGC") == "" }

// SaveMemory is called once the first screen is drawn, which no collection should delay.
func SaveMemory() {
	if ownCollections() {
		debug.SetGCPercent(garbagePercent)
	}
}

// collect collects garbage if at least half of what may lie there does.
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
