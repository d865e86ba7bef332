//go:build linux

package cli

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The program as a user meets it, in a pseudo-terminal, beside the programs that
// are installed: BENCHMARKS.md says how to run these. What is compared runs in
// turn, A B A B, because the speed of a machine drifts; ratios are of medians.

// stillness is how long nothing has to come from a program before a repaint is over.
const stillness = 30 * time.Millisecond

// stopwatch is a run of a program in a terminal of which the times count.
type stopwatch struct {
	*terminal
	begun time.Time
}

// watched starts a program in a terminal.
func watched(b *testing.B, cols, rows uint16, args ...string) *stopwatch {
	b.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + b.TempDir(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "LOGNAME=robin"}
	begun := time.Now()
	return &stopwatch{startCommand(b, cmd, cols, rows), begun}
}

// kill ends the program, so that it does not disturb the next.
func (w *stopwatch) kill() {
	w.cmd.Process.Kill()
	<-w.done
}

// until waits for a text and returns how long it took from the start, to the end
// of the output that brought it.
func (w *stopwatch) until(text string) time.Duration {
	w.t.Helper()
	return w.await(0, text).Sub(w.begun)
}

// settle waits until nothing has come for a while. That nothing comes is what is
// measured here, so there is nothing to wait for but time.
func (w *stopwatch) settle(pause time.Duration) {
	for n := -1; n != w.written(); {
		n = w.written()
		time.Sleep(pause)
	}
}

// repaint is what a key brings: nothing, or some bytes, after so long the first
// and after so long the last.
type repaint struct {
	first, last time.Duration
	bytes       int
}

// key types a key and returns what it brought.
func (w *stopwatch) key(key string) repaint {
	w.t.Helper()
	w.mu.Lock()
	before := len(w.out)
	w.first = time.Time{}
	w.mu.Unlock()
	begun := time.Now()
	if _, err := io.WriteString(w.tty, key); err != nil {
		w.t.Fatal(err)
	}
	w.settle(stillness)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.out) == before {
		return repaint{}
	}
	return repaint{w.first.Sub(begun), w.last.Sub(begun), len(w.out) - before}
}

// peak is the most memory that the program has had, in MB (VmHWM, proc(5)).
func (w *stopwatch) peak() float64 {
	w.t.Helper()
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		var kb float64
		if _, err := fmt.Sscanf(lines.Text(), "VmHWM: %f kB", &kb); err == nil {
			return kb / 1024
		}
	}
	w.t.Fatal("the system does not say how much memory a process has had")
	return 0
}

// quantile returns the time within which a share of times is, in milliseconds.
func quantile(times []time.Duration, share float64) float64 {
	if len(times) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(times))
	return s[min(len(s)-1, int(share*float64(len(s))))].Seconds() * 1000
}

// built is the program as it is handed out: LECTERN names it, else it is built here.
func built(b *testing.B) string {
	b.Helper()
	if p := os.Getenv("LECTERN"); p != "" {
		return p
	}
	p := filepath.Join(b.TempDir(), "lectern")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", p, "..").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return p
}

// madeUp writes a Markdown page of about size bytes with all that pages have, of made-up sentences.
func madeUp(b *testing.B, file, title string, size int) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("harbour tide pilot quay rope lantern signal chart buoy mast the a of and in to is for with on")
	var s strings.Builder
	sentences := func(n int) string {
		var t strings.Builder
		for range n {
			for i := range 6 + r.IntN(12) {
				word := words[r.IntN(len(words))]
				if i == 0 {
					word = strings.ToUpper(word[:1]) + word[1:]
				} else {
					t.WriteByte(' ')
				}
				t.WriteString(word)
			}
			t.WriteString(". ")
		}
		return t.String()
	}
	fmt.Fprintf(&s, "# %s\n", title)
	for section := 1; s.Len() < size; section++ {
		fmt.Fprintf(&s, "\n## Section %d\n", section)
		for range 3 {
			fmt.Fprintf(&s, "\n%sSee [the %s](https://example.org/%d) and [above](#section-%d).\n", sentences(3), words[r.IntN(10)], r.IntN(1000), max(1, section-1))
		}
		fmt.Fprintf(&s, "\n- %s*rope* `knot`\n- %s\n\n```go\nfunc tide() int { return %d }\n```\n\n| port | depth |\n|---|---|\n| %s | %d |\n",
			sentences(1), sentences(1), section, sentences(1), section)
	}
	if err := os.WriteFile(file, []byte(s.String()), 0o666); err != nil {
		b.Fatal(err)
	}
}

// benchCourse is a course by its name, what the program is started with for it, and
// a text low on its first screen.
type benchCourse struct {
	name  string
	args  []string
	until string
}

// benchCourses are the default course, large pages and a folder of many.
func benchCourses(b *testing.B) []benchCourse {
	dir := b.TempDir()
	one, twenty, many := filepath.Join(dir, "1mb.md"), filepath.Join(dir, "20mb.md"), filepath.Join(dir, "pages")
	madeUp(b, one, "The harbour book", 1<<20)
	madeUp(b, twenty, "The harbour book", 20<<20)
	if err := os.Mkdir(many, 0o777); err != nil {
		b.Fatal(err)
	}
	for i := range 3000 {
		madeUp(b, filepath.Join(many, fmt.Sprintf("p%04d.md", i)), fmt.Sprintf("Page %d", i), 11<<10)
	}
	return []benchCourse{
		{"default", nil, firstWords},
		{"1MB", []string{one}, "Section 1"},
		{"20MB", []string{twenty}, "Section 1"},
		{"3000", []string{many}, "Section 1"},
	}
}

// firstWords stand low on the first screen of the default course, in every program.
const firstWords = "IaaS"

// peer is another program on a text.
type peer struct{ name, file string }

// peers are those of the programs that people read with which are installed, on the default course's text.
func peers(b *testing.B, lectern string) []peer {
	b.Helper()
	text, err := exec.Command(lectern, "print").Output()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;")
	html := "<html><body><p>" + regexp.MustCompile(`(?m)^$`).ReplaceAllString(escape.Replace(string(text)), "<p>") + "</body></html>"
	files := map[string]string{"course.txt": string(text), "course.html": html, "course.md": string(text)}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	var out []peer
	for _, p := range []peer{{"w3m", "course.html"}, {"lynx", "course.html"}, {"less", "course.txt"}, {"glow", "course.md"}} {
		if _, err := exec.LookPath(p.name); err == nil {
			out = append(out, peer{p.name, filepath.Join(dir, p.file)})
		}
	}
	return out
}

// first runs a program until a text is on its screen.
func first(b *testing.B, until string, args ...string) time.Duration {
	b.Helper()
	w := watched(b, 80, 24, args...)
	defer w.kill()
	return w.until(until)
}

// BenchmarkFirstPaint is the time to the first lesson on the screen: of the
// default course beside other programs on the same text, and of large courses
// beside the default one.
func BenchmarkFirstPaint(b *testing.B) {
	lectern := built(b)
	courses := benchCourses(b)
	plain := []string{lectern}
	for _, p := range peers(b, lectern) {
		b.Run("default/"+p.name, func(b *testing.B) { race(b, firstWords, plain, firstWords, []string{p.name, p.file}) })
	}
	for _, c := range courses[1:] {
		b.Run(c.name+"/default", func(b *testing.B) { race(b, c.until, append([]string{lectern}, c.args...), firstWords, plain) })
	}
}

// race runs two programs in turn, each until its text is on the screen.
func race(b *testing.B, until string, args []string, untilOther string, other []string) {
	b.Helper()
	first(b, until, args...) // so that both are in memory
	first(b, untilOther, other...)
	var ours, theirs []time.Duration
	for b.Loop() {
		ours = append(ours, first(b, until, args...))
		theirs = append(theirs, first(b, untilOther, other...))
	}
	a, o := quantile(ours, 0.5), quantile(theirs, 0.5)
	b.ReportMetric(a, "ms")
	b.ReportMetric(o, "other-ms")
	b.ReportMetric(a/o, "ratio")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkKeypress is the time from a key to the last byte of the repaint at 200
// by 60, and for a letter of a search also to the first, which shows the letter.
func BenchmarkKeypress(b *testing.B) {
	lectern := built(b)
	keys := []struct{ name, before, keys string }{
		{"nothing", "", "x"},
		{"atonce", "", "n"}, // while the pages are being parsed
		{"contents", "t", strings.Repeat("j", 50) + strings.Repeat("k", 50)},
		{"next", "", strings.Repeat("n", 50) + strings.Repeat("p", 50)},
		{"hit", "/the\r", "n"},
		{"letter", "/", "rope\x7f\x7f\x7f\x7f"},
		{"width", "", "-+"},
		{"progress", "s", "jjjjjkkkkk"},
		{"end", "", "Gg"},
	}
	for _, c := range benchCourses(b) {
		for _, k := range keys {
			b.Run(c.name+"/"+k.name, func(b *testing.B) {
				w := watched(b, 200, 60, append([]string{lectern}, c.args...)...)
				w.until(c.until)
				w.settle(stillness)
				if k.name != "atonce" {
					w.settle(2 * time.Second) // all pages are parsed
					for _, key := range k.before {
						w.key(string(key))
					}
					w.settle(time.Second) // all hits are found
				}
				w.typeOver(b, k.keys)
			})
		}
	}
	for _, p := range peers(b, lectern) {
		b.Run(p.name+"/line", func(b *testing.B) {
			w := watched(b, 200, 60, p.name, p.file)
			w.until(firstWords)
			w.settle(time.Second)
			w.typeOver(b, "jk")
		})
	}
}

// typeOver types keys over and over, one when the repaint of the one before is over.
func (w *stopwatch) typeOver(b *testing.B, keys string) {
	b.Helper()
	var first, last []time.Duration
	sent, i := 0, 0
	for b.Loop() {
		r := w.key(keys[i%len(keys) : i%len(keys)+1])
		i++
		sent += r.bytes
		if r.bytes > 0 {
			first, last = append(first, r.first), append(last, r.last)
		}
	}
	b.ReportMetric(quantile(first, 0.99), "first-p99-ms")
	b.ReportMetric(quantile(last, 0.5), "p50-ms")
	b.ReportMetric(quantile(last, 0.99), "p99-ms")
	b.ReportMetric(float64(len(last))/float64(i), "repaints/op")
	b.ReportMetric(float64(sent)/float64(i), "sent/op")
	b.ReportMetric(w.peak(), "peak-MB")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMemory is the most memory that the default course takes in a long walk:
// through lessons, the contents, a search, progress, help and questions.
func BenchmarkMemory(b *testing.B) {
	lectern := built(b)
	walk := strings.Repeat(" ", 60) + "t" + strings.Repeat("j", 60) + "t/service\r" + strings.Repeat("n", 40) +
		"\x1bs\x1b?\x1b" + strings.Repeat("n", 80) + strings.Repeat("p", 40)
	for b.Loop() {
		w := watched(b, 200, 60, lectern)
		w.until(firstWords)
		w.settle(time.Second)
		for _, key := range walk {
			w.key(string(key))
		}
		b.ReportMetric(w.peak(), "peak-MB")
		w.kill()
	}
	b.ReportMetric(0, "ns/op")
}
