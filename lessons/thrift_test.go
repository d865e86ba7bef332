package lessons

import (
	"runtime/debug"
	"testing"
)

// gcPercent returns the setting of the process.
func gcPercent() int {
	now := debug.SetGCPercent(100)
	debug.SetGCPercent(now)
	return now
}

func TestThrift(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(90))
	var th thrift
	want := func(percent int) {
		t.Helper()
		if got := gcPercent(); got != percent {
			t.Errorf("the heap may grow by %d %%, want %d", got, percent)
		}
	}
	th.begin(hugePage-1, wholePercent)()
	want(90)
	one := th.begin(hugePage, wholePercent)
	two := th.begin(hugePage, partsPercent)
	small := th.begin(1, partsPercent)
	want(wholePercent)
	one()
	small()
	want(wholePercent)
	two()
	want(90)
	debug.SetGCPercent(-1)
	end := th.begin(hugePage, wholePercent)
	want(-1)
	end()
	want(-1)
}
