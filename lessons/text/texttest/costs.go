// Package texttest has what the tests of several parsers share.
package texttest

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
)

// Costs holds what text.Fitting is told: for pages that repeat one pattern each,
// cost says, line by line, about how many bytes parse keeps in memory, and never
// less than half of all that it ever takes, garbage included. Memory grows in
// proportion to the page.
func Costs(t *testing.T, cost func(line []byte, blank bool) int, parse func(src []byte), patterns map[string]string) {
	t.Helper()
	if testing.Short() {
		t.Skip("the race detector, for which -short is, takes memory of its own")
	}
	const size = 10_000
	for name, pattern := range patterns {
		page := func(size int) []byte { return []byte(strings.Repeat(pattern, size/len(pattern)+1)) }
		parse(page(size / 10)) // what is made once only is not counted
		said, taken := sum(cost, page(size)), Allocated(parse, page(size))
		// Reading any byte takes some, and any page.
		if most := 2*(said+20*size) + 100_000; taken > most {
			t.Errorf("%s: reading %d KB took %d KB of memory, its cost was said to be %d KB", name, size>>10, taken>>10, said>>10)
		}
		// Slices grow by doubling, and what the parsers keep for another page may be collected in
		// between: up to half as much again is no sign of anything. Quadratic would be sixteen.
		if four := Allocated(parse, page(4*size)); four > 6*taken+100_000 {
			t.Errorf("%s: reading four times the text took %.1f times the memory", name, float64(four)/float64(taken))
		}
	}
}

func sum(cost func(line []byte, blank bool) int, src []byte) int {
	total, blank := 0, true
	for line := range bytes.Lines(src) {
		total += cost(line, blank)
		blank = len(bytes.TrimSpace(line)) == 0
	}
	return total
}

// Allocated returns how many bytes parse takes from the heap for a page.
func Allocated(parse func([]byte), src []byte) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	parse(src)
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}
