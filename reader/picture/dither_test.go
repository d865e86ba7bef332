package picture

import (
	"slices"
	"testing"
)

// TestErrorIsHandedOn compares where the error of a pixel goes with the paper
// (Floyd and Steinberg, 1976): 7 sixteenths to the next pixel, and to the row
// below 3 behind, 5 below and 1 ahead, whichever way the row goes.
func TestErrorIsHandedOn(t *testing.T) {
	black := palette{nearest: func(int, int, int) tone { return tone{} }}
	for _, by := range []int{1, -1} {
		here, next := make([][3]int, 5), make([][3]int, 5)
		here[2] = [3]int{16 * 5, 0, 0} // handed on before: 5 more of red
		black.pick(10, 100, 0, 2, by, here, next)
		want := func(sixteenths int) [3]int { return [3]int{15 * sixteenths, 100 * sixteenths, 0} }
		wantHere, wantNext := make([][3]int, 5), make([][3]int, 5)
		wantHere[2] = here[2]
		wantHere[2+by] = want(7)
		wantNext[2-by], wantNext[2], wantNext[2+by] = want(3), want(5), want(1)
		if !slices.Equal(here, wantHere) || !slices.Equal(next, wantNext) {
			t.Errorf("going by %d: %v, %v; want %v, %v", by, here, next, wantHere, wantNext)
		}
	}
}
