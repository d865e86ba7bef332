//go:build linux

package cli

import (
	"flag"
	"io"
	"strings"
	"syscall"
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
	sizes := []int{*crowded << 18, *crowded << 19, *crowded << 20}
	for suffix, patterns := range crowdedPages {
		for _, pattern := range patterns {
			before := 0
			for _, size := range sizes {
				course := writeCourse(t, map[string]string{"page" + suffix: "T\n=\n\n" + strings.Repeat(pattern, size/len(pattern))})
				cmd := program(t.TempDir(), "print", course)
				cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
				if err := cmd.Run(); err != nil {
					t.Fatalf("%q, %d KB: %v", pattern, size>>10, err)
				}
				used := int(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) // in KB
				if used > 600<<10 {
					t.Errorf("%q, %d KB: %d MB of memory", pattern, size>>10, used>>10)
				}
				if before > 0 && used > 3*before {
					t.Errorf("%q, %d KB: %d MB of memory, half of it took %d MB", pattern, size>>10, used>>10, before>>10)
				}
				before = used
			}
		}
	}
}
