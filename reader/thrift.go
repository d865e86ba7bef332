package reader

import (
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

// garbagePercent is how much the heap may grow between two collections, in
// percent of what is in use. Most of what a key leaves behind is small and
// forgotten at once, so that a collection is quick; with Go's own 100 the program
// takes 3 MB more on a large terminal.
const garbagePercent = 50

// restAfter is how long after a key the student is taken to be reading.
const restAfter = 10 * time.Millisecond

// thrift collects garbage while the student reads: a key that has to do so takes
// two to four times as long where a course is large.
type thrift struct {
	pause *time.Timer // runs out when the student reads; nil if there is nothing to do then
}

// newThrift returns nothing to do if the user said when to collect.
func newThrift() thrift {
	if os.Getenv("GOGC") != "" {
		return thrift{}
	}
	t := thrift{pause: time.AfterFunc(restAfter, collect)}
	t.pause.Stop() // until there is a key
	return t
}

// save is called once the first screen is drawn, which no collection should delay.
func (t thrift) save() {
	if t.pause != nil {
		debug.SetGCPercent(garbagePercent)
	}
}

// key is told that a key was answered.
func (t thrift) key() {
	if t.pause != nil {
		t.pause.Reset(restAfter)
	}
}

// collect collects garbage if at least half of what may lie there does.
func collect() {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	const most, half = 100 + garbagePercent, 100 + garbagePercent/2
	if s.HeapAlloc > s.NextGC/most*half {
		runtime.GC()
	}
}
