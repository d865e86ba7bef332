//go:build unix

package cli

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	xterm "golang.org/x/term"

	"lectern/progress"
)

// longCourse writes a course of many pages, each of one lesson.
func longCourse(t *testing.T) string {
	t.Helper()
	files := map[string]string{"course.toml": "id = \"long\"\ntitle = \"Long course\"\npages = [\"*.md\"]\n"}
	for i := range 60 {
		files[fmt.Sprintf("p%02d.md", i)] = fmt.Sprintf("# Title %02d\n\nThis is page number %02d. %s\n", i, i, strings.Repeat("Some more words to fill it. ", 30))
	}
	files["p59.gift"] = "// [id:q]\nWhat is the word? {=word#So it is.}\n"
	return writeCourse(t, files)
}

// savedPlace returns the lesson that the record in data holds as the place.
func savedPlace(t *testing.T, data, course string) string {
	t.Helper()
	place, _ := saved(t, data, course)
	return place
}

// saved returns the lesson that the record in data holds as the place, and how
// many lessons it holds as read.
func saved(t *testing.T, data, course string) (place string, read int) {
	t.Helper()
	s, err := progress.Open(filepath.Join(data, progress.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Integrity(); err != nil {
		t.Error(err)
	}
	r, err := s.Record("robin", progress.Course{ID: course, Title: course})
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := r.Place()
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := r.Lessons()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lessons {
		if l.Finished {
			read++
		}
	}
	return p.Lesson, read
}

// page is the text by which a page is known on the screen.
func page(n int) string { return fmt.Sprintf("This is page number %02d.", n) }

// The program is killed on the screen, at once after it showed the next page: the
// place in the record is at most one key old, and all that the screen says is read is read.
func TestKilledOnTheScreen(t *testing.T) {
	course := longCourse(t)
	rng := rand.New(rand.NewPCG(*seed, 2))
	for run := range 12 {
		data := t.TempDir()
		term := start(t, data, course)
		term.await(0, page(0))
		at := 1 + rng.IntN(12)
		for i := 1; i <= at; i++ {
			term.press("n", page(i))
		}
		term.cmd.Process.Signal(syscall.SIGKILL)
		term.end()
		got, read := saved(t, data, "long")
		if read != at {
			t.Errorf("run %d: killed after %d pages were read, the record says %d", run, at, read)
		}
		if got == "" {
			got = "p00" // nothing is saved before the first key
		}
		if want, before := fmt.Sprintf("p%02d", at), fmt.Sprintf("p%02d", at-1); !strings.HasPrefix(got, want) && !strings.HasPrefix(got, before) {
			t.Errorf("run %d: killed on page %d, the record says %q", run, at, got)
		}
	}
}

// The terminal is taken away in the middle of a repaint. The program ends by
// itself, and the place is kept.
func TestTerminalGoneInARepaint(t *testing.T) {
	course, data := longCourse(t), t.TempDir()
	term := start(t, data, course)
	term.await(0, page(0))
	term.press("10g", page(9))
	if _, err := io.WriteString(term.tty, strings.Repeat("\x0c", 50)); err != nil {
		t.Fatal(err)
	}
	term.tty.Close()
	err := term.end()
	if got := savedPlace(t, data, "long"); !strings.HasPrefix(got, "p09") {
		t.Errorf("the place is %q (%v)", got, err)
	}
}

// What is typed ahead of the end does not keep the program from ending, nor
// does it count: without bracketed paste a whole text may be typed so.
func TestTypedAheadOfTheEnd(t *testing.T) {
	course := longCourse(t)
	for name, end := range map[string]string{"quit": "q", "Ctrl-C": "\x03"} {
		data := t.TempDir()
		term := start(t, data, course)
		term.await(0, page(0))
		term.press("10g", page(9))
		// The terminal takes so much at once; more than this is written while the program ends, or not at all.
		go io.WriteString(term.tty, end+strings.Repeat("n", 200_000))
		if err := term.end(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !term.restored() {
			t.Errorf("%s: the terminal was not given back", name)
		}
		if got := savedPlace(t, data, "long"); !strings.HasPrefix(got, "p09") {
			t.Errorf("%s: what was typed after it moved the place to %q", name, got)
		}
	}
}

// A window that changes its size as fast as can be, to sizes in which nothing fits and to huge ones.
func TestResizeStorm(t *testing.T) {
	course, data := longCourse(t), t.TempDir()
	term := start(t, data, course)
	term.await(0, page(0))
	term.press("10g", page(9))
	sizes := []pty.Winsize{{Cols: 1, Rows: 1}, {Cols: 3, Rows: 2}, {Cols: 500, Rows: 200}, {Cols: 80, Rows: 1}, {Cols: 1, Rows: 80}, {Cols: 80, Rows: 24}}
	for i := range 300 {
		if err := pty.Setsize(term.tty, &sizes[i%len(sizes)]); err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(term.tty, []string{"t", "t", "j", "k", "?", "?", "s", "s"}[i%8])
	}
	if err := pty.Setsize(term.tty, &sizes[len(sizes)-1]); err != nil {
		t.Fatal(err)
	}
	onlyOurs(t, "resizes", term.play(""))
	if got := savedPlace(t, data, "long"); !strings.HasPrefix(got, "p09") {
		t.Errorf("the place is %q", got)
	}
}

// Half a megabyte is pasted, 12 MB in .ci/run: beside a field nothing happens, in
// a field it is text, and the program goes on.
func TestHugePaste(t *testing.T) {
	t.Parallel()
	cmd := program(t.TempDir(), longCourse(t))
	peak := measured(t, cmd)
	term := startCommand(t, cmd, 80, 24)
	term.await(0, page(0))
	size := *huge * 200
	if underRace {
		size /= 4
	}
	paste := "\x1b[200~" + strings.Repeat("q quit n next \x1b[31337m ", size/22) + "\x1b[201~"
	if _, err := io.WriteString(term.tty, paste); err != nil {
		t.Fatal(err)
	}
	term.press("", page(0))
	term.press("60g", page(59))
	term.press("n", "What is the word?")
	if _, err := io.WriteString(term.tty, paste); err != nil {
		t.Fatal(err)
	}
	onlyOurs(t, "paste", term.play("\r"))
	// 30 MB, and 49 for 12 MB; were each letter kept as a key, 12 MB would take more than 1 GB.
	if mb := peak(); mb > 200 {
		t.Errorf("%d MB of memory at most", mb)
	}
}

// freshModes returns the modes of a terminal that no program has touched. Those of
// the program's own terminal cannot be asked before the program may have changed them.
func freshModes(t *testing.T) *xterm.State {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	defer slave.Close()
	modes, err := xterm.GetState(int(master.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	return modes
}

// Terminals of all colours and none, and an environment in which little is set.
func TestTerminalsAndEnvironments(t *testing.T) {
	course, before := evilCourse(t), freshModes(t)
	for name, env := range map[string][]string{
		"256 colours":  {"TERM=xterm-256color"},
		"true colour":  {"TERM=xterm-256color", "COLORTERM=truecolor"},
		"16 colours":   {"TERM=xterm-16color"},
		"8 colours":    {"TERM=xterm-color"},
		"2 colours":    {"TERM=xterm-mono"},
		"linux":        {"TERM=linux"},
		"vt220":        {"TERM=vt220"},
		"no colour":    {"TERM=xterm-256color", "NO_COLOR=1"},
		"screen":       {"TERM=screen-256color"},
		"LANG=C":       {"TERM=xterm", "LANG=C", "LC_ALL=C"},
		"no HOME":      {"TERM=xterm-256color", "HOME=", "XDG_DATA_HOME=", "LOGNAME=", "USER="},
		"unknown LANG": {"TERM=xterm-256color", "LANG=xx_XX.UTF-8", "LC_ALL=xx_XX.UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := program(t.TempDir(), course)
			cmd.Env = append(cmd.Env, env...)
			term := startCommand(t, cmd, 80, 24)
			term.await(0, "31337")
			if _, err := io.WriteString(term.tty, "nnntjj\rl?\x03"); err != nil {
				t.Fatal(err)
			}
			if err := term.end(); err != nil {
				t.Error(err)
			}
			if _, fault := drawn(term.output()); fault != "" {
				t.Error(fault)
			}
			if after, err := xterm.GetState(int(term.tty.Fd())); err == nil && runtime.GOOS == "linux" && !reflect.DeepEqual(before, after) {
				t.Error("the terminal's modes were not given back")
			}
			if strings.Contains(term.output(), "there is no screen to draw on") {
				t.Error("there was no screen")
			}
		})
	}
}

// Without HOME and without a folder named, line mode says that nothing is saved, or where.
func TestNoHome(t *testing.T) {
	if os.Getenv("CI") != "true" {
		t.Skip("it may write into the record of the account that runs it, which is nobody's in CI")
	}
	course := faultCourse(t)
	cmd := program("", "quiz", "--format", "json", course)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir()}
	cmd.Dir = t.TempDir()
	cmd.Stdin = strings.NewReader(answerLines("homeless"))
	var told strings.Builder
	cmd.Stderr = &told
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v, %s", err, told.String())
	}
	if n := len(confirmed(strings.NewReader(string(out)))); n != faultQuestions {
		t.Errorf("%d verdicts, want %d: %s", n, faultQuestions, told.String())
	}
	left, err := os.ReadDir(cmd.Dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left in the folder where it was started: %v, %v", left, err)
	}
}

// Random keys for some seconds, in a course of hostile texts: no panic, nothing
// but our drawing on the terminal, no growth without end, and the place is kept.
func TestSoak(t *testing.T) {
	t.Parallel()
	keys := strings.Split("n p j k g G t l / ? s a b c d e f h i m o r u v w x y z L N X R T 0 1 2 3 9 : [ ] { } < > = + - \x0c \x06 \x04 \x15 \x0e \x10 \x0f \x13 \x17", " ")
	keys = append(keys, " ", "\r", "\r", "\r", "\t", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z",
		"\x1b[<0;20;10M\x1b[<0;20;10m", "\x1b[<65;20;10M", "\x1b[<64;5;5M", "\x1b[200~pasted\x1b[201~", "é", "日", "\x1b[31337m", "\x1b")
	course, data := evilCourse(t), t.TempDir()
	rng := rand.New(rand.NewPCG(*seed, 3))
	end := time.Now().Add(*soak)
	most := 4000 // bytes of keys in one run
	if underRace || *soak < time.Second {
		most /= 10
	}
	sizes := []pty.Winsize{{Cols: 80, Rows: 24}, {Cols: 40, Rows: 12}, {Cols: 12, Rows: 5}, {Cols: 200, Rows: 60}}
	for run := 0; time.Now().Before(end); run++ {
		cmd := program(data, course)
		peak := measured(t, cmd)
		term := startCommand(t, cmd, 80, 24)
		term.await(0, "31337")
		var pressed strings.Builder
		for time.Now().Before(end) && pressed.Len() < most {
			k := keys[rng.IntN(len(keys))]
			pressed.WriteString(k)
			if _, err := io.WriteString(term.tty, k); err != nil {
				t.Fatal(err)
			}
			if rng.IntN(100) == 0 {
				if err := pty.Setsize(term.tty, &sizes[rng.IntN(len(sizes))]); err != nil {
					t.Fatal(err)
				}
			}
		}
		// Random bytes may have begun a sequence that swallows what follows up to its end.
		onlyOurs(t, "soak", term.play("\x1b\\"))
		if mb := peak(); mb > 250 {
			t.Errorf("run %d: %d MB of memory at most", run, mb)
		}
		if t.Failed() {
			t.Fatalf("seed %d, run %d, the keys were %q", *seed, run, pressed.String())
		}
		if savedPlace(t, data, evilLine(1)) == "" {
			t.Fatal("the place is lost")
		}
	}
}
