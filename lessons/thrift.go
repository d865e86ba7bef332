package lessons

import (
	"runtime/debug"
	"sync"
)

const (
	// hugePage is the size in bytes from which what parsing a page leaves behind
	// counts for the memory of the whole program.
	hugePage = 4 << 20

	// How much the heap may grow, in percent, between two collections while such
	// a page is parsed, whole or in parts. Go's own 100 allows for as much garbage
	// as there is data: a page of 20 MB of sections and paragraphs then takes
	// 180 MB whole and 113 MB in parts. With these it is 118 MB and 90 MB. The
	// price is computing time, up to twice as much for a whole page.
	wholePercent = 15
	partsPercent = 50
)

// thrift makes the garbage collector run more often while huge pages are parsed.
// That is a setting of the process, so it is changed for that time only; of
// pages that are parsed at the same time, the first decides. The zero value is
// ready to use.
type thrift struct {
	mu     sync.Mutex
	pages  int // that are being parsed
	before int // the setting to go back to
}

// begin is called before a page of that size is parsed, and what it returns afterwards.
func (t *thrift) begin(size int64, percent int) (end func()) {
	if size < hugePage {
		return func() {}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pages++; t.pages == 1 {
		t.before = debug.SetGCPercent(percent)
		if t.before < percent { // the user's wish, who may want none at all
			debug.SetGCPercent(t.before)
		}
	}
	return t.end
}

func (t *thrift) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pages--; t.pages == 0 {
		debug.SetGCPercent(t.before)
	}
}
