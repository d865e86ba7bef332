//go:build unix

package cli

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// huge is small enough for every run of the tests; .ci/run asks for more, and
// 1,000,000 makes pages of 50 MB, of a million links, of a hundred thousand headings.
var huge = flag.Int("huge", 3000, "the size of the huge pages, in links")

// hugePages are pages that are large in one way, of a size that n sets.
func hugePages(n int) map[string]string {
	rep := strings.Repeat
	each := func(format string) string {
		var b strings.Builder
		for i := range n / 10 {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	side := 316 // of a table of n cells
	for side*side > n {
		side--
	}
	var deep strings.Builder
	for i := range min(n/20, 1500) {
		deep.WriteString(rep(" ", 2*i) + "- x\n")
	}
	return map[string]string{
		"line.md":      "# Start\n\n" + rep("word ", n*10),
		"line.rst":     "Start\n=====\n\n" + rep("word ", n*10),
		"one-word.md":  "# Start\n\n" + rep("x", n*50),
		"zeros.md":     "# Start\n\n" + rep("\x00", n*5),
		"escapes.md":   "# Start\n\n" + rep("\x1b[31337m", n),
		"lists.md":     "# Start\n\n" + rep("- ", n/10) + "x\n",
		"lists.rst":    "Start\n=====\n\n" + rep("- ", n/10) + "x\n",
		"deep.md":      "# Start\n\n" + deep.String(),
		"quotes.md":    "# Start\n\n" + rep("> ", n/10) + "x\n",
		"table.md":     "# Start\n\n" + rep("|a", side) + "|\n" + rep("|-", side) + "|\n" + rep(rep("|a", side)+"|\n", side),
		"csv.rst":      "Start\n=====\n\n.. csv-table::\n\n" + rep("   "+rep("a,", side)+"a\n", side),
		"links.md":     "# Start\n\n" + rep("[x](b) ", n),
		"links.rst":    "Start\n=====\n\n" + rep("`x <b>`__ ", n),
		"headings.md":  "# Start\n\n" + each("## Heading %d\n\ntext\n\n"),
		"headings.rst": "Start\n=====\n\n" + each("Heading %d\n-------------\n\ntext\n\n"),
		"same.md":      "# Start\n\n" + rep("## Same\n\ntext\n\n", n/10),
		"target.md":    "# Start\n\n[x](http://a.example/" + rep("c", n*10) + ")\n",
		"marks.md":     "# Start\n\na" + rep("\u0301", n*2) + "\n",
		"code.md":      "# Start\n\n```\n" + rep("x", n*10) + "\n```\n",
		"html.md":      "# Start\n\n" + rep("<div><b>", n/10) + "\n",
		"brackets.md":  "# Start\n\n" + rep("[", n) + "\n\n" + rep("![", n) + "\n\n" + rep("*a **b ", n/4) + "\n\n" + rep("`a ``b ", n/4) + "\n",
		"emails.md":    "# Start\n\n" + rep("a.", n) + "@b\n\n" + rep("http://a.", n/4) + "\n",
	}
}

// Pages that are huge in one way open on the screen, keys are answered, and
// print, check and quiz come to an end, in bounded time and memory.
func TestHugePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector")
	}
	t.Parallel()
	// In MB. A page takes some memory for each of its bytes; what is bounded is how much.
	most := 200 + *huge/100
	for name, text := range hugePages(*huge) {
		if underRace && !strings.HasSuffix(name, ".rst") {
			continue // the detector wants all of the code run, not all of the sizes
		}
		course, data := writeCourse(t, map[string]string{name: text}), t.TempDir()
		begun := time.Now()
		for _, args := range [][]string{{"print", course}, {"check", course}} {
			cmd := program(data, args...)
			cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
			peak := measured(t, cmd)
			cmd.Run() // a page may have faults; how it ends is told by what follows
			if code := cmd.ProcessState.ExitCode(); code != exitOK && code != exitProblems {
				t.Errorf("%s: %s: %v", name, args[0], cmd.ProcessState)
			}
			if mb := peak(); mb > most {
				t.Errorf("%s: %s: %d MB of memory", name, args[0], mb)
			}
		}
		printed := time.Since(begun)
		begun = time.Now()
		cmd := program(data, course)
		peak := measured(t, cmd)
		term := startCommand(t, cmd, 80, 24)
		term.await(0, "Start")
		onlyOurs(t, name, term.play("jj G g  t jj t l jj l n n p /word\rnn\t\r"))
		if mb := peak(); mb > most {
			t.Errorf("%s: %d MB of memory on the screen", name, mb)
		}
		// How long it took is only told: a machine may be busy. What is quadratic does not end in time for any test.
		t.Logf("%-14s %6d KB: print and check %6d ms, screen %6d ms, %4d MB", name, len(text)>>10,
			printed.Milliseconds(), time.Since(begun).Milliseconds(), peak())
	}
}
