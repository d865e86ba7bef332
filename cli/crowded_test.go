//go:build linux

package cli

import (
	"flag"
	"io"
	"strings"
	"testing"
)

var crowded = flag.Int("crowded", 0, "the size of the pages of nothing but markup, in MB; .ci/run asks for 4")

// crowdedPages are pages of one kind of markup each, by the suffix of their file.
var crowdedPages = map[string][]string{
	".md":  {"# a\n", "a\n\n", "*_", "*a* ", "[a](b) ", "![a](b) ", "a|b\n-|-\n\n", "a\n: b\n\n", "- a\n", "> a\n\n", "`a` ", "<b>a</b>", "a  \n", "http://a.b ", "[^1] ", ":::note\n", "a|b\n-|-\n"},
	".rst": {"a\n=\n\n", "a\n\n", "*a* ", "a_ ", "- a\n", "a\n b\n", ":a: b\n", "`a <b>`__ ", "http://a.b ", "+-+\n|a|\n+-+\n\n", ".. csv-table::\n\n   a,b,c,d\n\n", "== ==\na  b\n== ==\n\n", "a\n\n  b\n\n"},
}

// Whatever a page is made of, print reads it within bounds, and memory
// grows no faster than the page.
func TestCrowdedPages(t *testing.T) {
	if *crowded == 0 || underRace {
		t.Skip("takes minutes; TestCosts of each parser measures the same in small pages")
	}
	t.Parallel()
	for suffix, patterns := range crowdedPages {
		for _, pattern := range patterns {
			used := map[int]int{} // MB of memory, by the size of the page
			small, large := *crowded<<18, *crowded<<20
			for _, size := range []int{small, large} {
				course := writeCourse(t, map[string]string{"page" + suffix: "T\n=\n\n" + strings.Repeat(pattern, size/len(pattern))})
				cmd := program(t.TempDir(), "print", course)
				cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
				// What is live is to be measured: with Go's own setting the peak would depend by a
				// factor of two on when the garbage is collected.
				cmd.Env = append(cmd.Env, "GOGC=50")
				peak := measured(t, cmd)
				if err := cmd.Run(); err != nil {
					t.Fatalf("%q, %d KB: %v", pattern, size>>10, err)
				}
				used[size] = peak()
			}
			t.Logf("%q: %d KB took %d MB of memory, %d KB took %d", pattern, small>>10, used[small], large>>10, used[large])
			// 80 to 430 MB for 4 MB. Where nothing bounds it, headings take 1,300 and links 1,000.
			if used[large] > 800 {
				t.Errorf("%q, %d KB: %d MB of memory", pattern, large>>10, used[large])
			}
			// Four times the page may take four times as much, and half of it again as garbage; what is quadratic 16 times.
			if used[small] > 0 && used[large] > 8*used[small] {
				t.Errorf("%q: %d KB took %d MB of memory, %d KB took %d", pattern, small>>10, used[small], large>>10, used[large])
			}
		}
	}
}
