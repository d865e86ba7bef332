//go:build unix

package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is a run of the program in a real pseudo-terminal.
type terminal struct {
	t    testing.TB
	cmd  *exec.Cmd
	tty  *os.File
	done chan error

	mu    sync.Mutex
	more  *sync.Cond
	out   []byte
	first time.Time // when something came since this was last made zero
	last  time.Time // when the last of out came
	over  bool
}

// program returns the command that runs this test binary as lectern, with a record of its own in data.
func program(data string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Args[0] = "lectern" // what testscript.Main tells its commands by
	cmd.Env = append(os.Environ(), "LECTERN_DATA="+data, "TERM=xterm-256color", "LOGNAME=robin", "BROWSER=", "NO_COLOR=")
	return cmd
}

// start runs the program in a terminal of 80 by 24.
func start(t *testing.T, data string, args ...string) *terminal {
	t.Helper()
	return startCommand(t, program(data, args...), 80, 24)
}

// startCommand runs a command in a terminal.
func startCommand(t testing.TB, cmd *exec.Cmd, cols, rows uint16) *terminal {
	t.Helper()
	term := &terminal{t: t, cmd: cmd, done: make(chan error, 1)}
	term.more = sync.NewCond(&term.mu)
	var err error
	if term.tty, err = pty.StartWithSize(cmd, &pty.Winsize{Cols: cols, Rows: rows}); err != nil {
		t.Fatal(err)
	}
	go term.read()
	t.Cleanup(func() {
		cmd.Process.Kill()
		term.tty.Close()
	})
	return term
}

// read collects what the program writes until it ends.
func (term *terminal) read() {
	buf := make([]byte, 1<<16)
	for {
		n, err := term.tty.Read(buf)
		now := time.Now()
		term.mu.Lock()
		if n > 0 {
			term.out, term.last = append(term.out, buf[:n]...), now
			if term.first.IsZero() {
				term.first = now
			}
		}
		term.over = err != nil
		term.more.Broadcast()
		term.mu.Unlock()
		if err != nil {
			term.done <- term.cmd.Wait()
			return
		}
	}
}

var escapes = regexp.MustCompile(`\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78cM]`)

// press types keys, has the whole screen painted anew, and waits for a text on it. It asks for the painting again and again:
// what changes after a painting is written cell by cell, and its text stands nowhere as a whole.
func (term *terminal) press(keys, want string) {
	term.t.Helper()
	term.mu.Lock()
	from := len(term.out)
	term.mu.Unlock()
	fmt.Fprint(term.tty, keys+"\x0c")
	again, there := time.NewTicker(time.Second), make(chan struct{})
	defer again.Stop()
	defer close(there)
	go func() {
		for {
			select {
			case <-again.C:
				fmt.Fprint(term.tty, "\x0c")
			case <-there:
				return
			}
		}
	}()
	term.await(from, want)
}

// await waits until a text stands in the output behind from, and returns when the
// last of that output came.
func (term *terminal) await(from int, want string) time.Time {
	term.t.Helper()
	timeout := time.AfterFunc(mostWait, func() {
		term.mu.Lock()
		term.over = true
		term.more.Broadcast()
		term.mu.Unlock()
	})
	defer timeout.Stop()
	term.mu.Lock()
	defer term.mu.Unlock()
	for {
		text := escapes.ReplaceAllString(string(term.out[from:]), "")
		if strings.Contains(text, want) {
			return term.last
		}
		if term.over {
			term.t.Fatalf("%q did not come; what came:\n%s", want, text)
		}
		term.more.Wait()
	}
}

// end waits for the program to end and returns its error.
func (term *terminal) end() error {
	term.t.Helper()
	select {
	case err := <-term.done:
		return err
	case <-time.After(mostWait):
		term.t.Fatal("the program does not end")
		return nil
	}
}

// restored reports whether the alternate screen was left and the cursor shown.
func (term *terminal) restored() bool {
	term.mu.Lock()
	defer term.mu.Unlock()
	s := string(term.out)
	return strings.LastIndex(s, "\x1b[?1049l") > strings.LastIndex(s, "\x1b[?1049h") &&
		strings.LastIndex(s, "\x1b[?25h") > strings.LastIndex(s, "\x1b[?25l")
}

// answers returns how many answers the record holds.
func answers(t *testing.T, data, course string) int {
	t.Helper()
	out, err := program(data, "progress", "--format", "json", course).Output()
	if err != nil {
		t.Fatalf("progress: %v", err)
	}
	var p struct{ Answers int }
	if err := json.Unmarshal(out, &p); err != nil {
		t.Fatal(err)
	}
	return p.Answers
}

// smallCourse writes a course of three lessons with a question behind the second.
func smallCourse(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"course.toml": "id = \"small\"\ntitle = \"Small course\"\npages = [\"a.md\", \"b.md\", \"c.md\"]\n",
		"a.md":        "# Alpha\n\nThe first page.\n",
		"b.md":        "# Beta\n\nThe second page.\n",
		"c.md":        "# Gamma\n\nThe third page.\n",
		"b.gift":      "// [id:q]\nWhich page is this? {~The first =The second#So it is. ~The third}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadAnswerQuitAndComeBack(t *testing.T) {
	course, data := smallCourse(t), t.TempDir()
	term := start(t, data, course)
	term.await(0, "The first page.")
	term.press("n", "The second page.")
	term.press("n", "Which page is this?")
	term.press("b\r", "So it is.")
	if n := answers(t, data, course); n != 1 {
		t.Fatalf("the verdict is on the screen, and the record holds %d answers", n)
	}
	term.press("\r\r", "The third page.")
	fmt.Fprint(term.tty, "q")
	if err := term.end(); err != nil {
		t.Fatalf("q: %v", err)
	}
	if !term.restored() {
		t.Error("q: the terminal was not given back")
	}
	again := start(t, data, course)
	again.await(0, "The third page.")
}

func TestKilledAfterTheVerdict(t *testing.T) {
	course, data := smallCourse(t), t.TempDir()
	term := start(t, data, course)
	term.await(0, "The first page.")
	term.press("n", "The second page.")
	term.press("n", "Which page is this?")
	fmt.Fprint(term.tty, "b\r")
	term.await(0, "So it is.")
	term.cmd.Process.Signal(syscall.SIGKILL)
	term.end()
	if n := answers(t, data, course); n != 1 {
		t.Errorf("%d answers after kill -9, want 1", n)
	}
}

func TestSignalsGiveTheTerminalBack(t *testing.T) {
	course := smallCourse(t)
	// Where nohup(1) runs these tests a hang-up is ignored, and so it would be by what they start; what
	// is caught here has its usual effect there.
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGHUP)
	defer signal.Stop(caught)
	for _, sig := range []syscall.Signal{
		syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP,
		syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV, syscall.SIGSYS,
	} {
		data := t.TempDir()
		term := start(t, data, course)
		term.await(0, "The first page.")
		term.press("n", "The second page.")
		term.cmd.Process.Signal(sig)
		term.end()
		if !term.restored() {
			t.Errorf("%v: the terminal was not given back", sig)
		}
		if st := term.cmd.ProcessState.Sys().(syscall.WaitStatus); st.Signal() != sig && st.ExitStatus() != 128+int(sig) {
			t.Errorf("%v: %v", sig, term.cmd.ProcessState)
		}
		if got := savedPlace(t, data, "small"); !strings.HasPrefix(got, "b") {
			t.Errorf("%v: the place is %q", sig, got)
		}
		if sig != syscall.SIGTERM {
			continue
		}
		again := start(t, data, course)
		again.await(0, "The second page.")
	}
}

// On a terminal or in a locale that no screen can be drawn for, one sentence says what to
// set, and the course is read line by line; where nobody can type it is printed.
func TestNoScreenToDrawOn(t *testing.T) {
	course := smallCourse(t)
	for set, told := range map[string]string{
		"TERM=dumb":               `TERM is "dumb"`,
		"TERM=":                   `TERM is ""`,
		"TERM=no-such-terminal":   `TERM is "no-such-terminal"`,
		"LC_ALL=en_GB.ISO-8859-1": "LC_ALL=en_GB.ISO-8859-1 asks for the character set ISO-8859-1",
	} {
		cmd := program(t.TempDir(), course)
		cmd.Env = append(cmd.Env, set)
		term := startCommand(t, cmd, 80, 24)
		term.await(0, told)
		term.await(0, "The first page.")
		term.told("n", "The second page.")
		term.told("quit", "Your place is kept")
		if err := term.end(); err != nil {
			t.Errorf("%s: %v", set, err)
		}
		if out := string(term.out); strings.Contains(out, "\x1b") || strings.Contains(out, "The third page.") {
			t.Errorf("%s: %q", set, out)
		}
	}
	cmd := program(t.TempDir(), course)
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	cmd.Env = append(cmd.Env, "TERM=dumb")
	cmd.Stdout = tty
	err = cmd.Start()
	tty.Close()
	if err != nil {
		t.Fatal(err)
	}
	out, _ := io.ReadAll(ptmx) // at the end of a pseudo-terminal comes an error
	if err := cmd.Wait(); err != nil || !strings.Contains(string(out), "The third page.") {
		t.Errorf("without a keyboard: %v: %q", err, out)
	}
}

// A page that comes through a pipe is read on the screen, with the keys of the terminal,
// also when nothing is named; an empty pipe is as none. The place in the same text is found again.
func TestPageThroughAPipe(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell here")
	}
	dir, data := t.TempDir(), t.TempDir()
	lectern := filepath.Join(dir, "lectern")
	if err := os.Symlink(os.Args[0], lectern); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "page")
	text := "# Alpha\n\nThe first page.\n\n" + strings.Repeat("Words.\n\n", 14) + "# Beta\n\nThe second page.\n\n" + strings.Repeat("More.\n\n", 14)
	if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	run := func(script string) *terminal {
		cmd := program(data)
		cmd.Path, cmd.Args = shell, []string{"sh", "-c", script, lectern, page}
		return startCommand(t, cmd, 80, 24)
	}
	quit := func(term *terminal, keys string) {
		t.Helper()
		fmt.Fprint(term.tty, keys)
		if err := term.end(); err != nil {
			t.Error(err)
		}
	}
	term := run(`cat "$1" | "$0" -`)
	term.await(0, "The first page.")
	term.press(":beta\r", "The second page.")
	quit(term, "q")
	if !term.restored() {
		t.Error("the terminal was not given back")
	}
	term = run(`"$0" < "$1"`)
	term.await(0, "The second page.")
	quit(term, "q")
	term = run(`cat "$1" | "$0" --line -`)
	term.await(0, "The second page.")
	term.told("go 1", "The first page.")
	quit(term, "quit\n")
	term = run(`(read go < /dev/tty; cat "$1") | "$0"`)
	term.await(0, "lectern: waiting for a page on standard input; Ctrl-C ends")
	fmt.Fprint(term.tty, "\n")
	term.await(0, "The first page.")
	quit(term, "q")
	term = run(`true | "$0"`)
	term.await(0, "Platform-as-a-service")
	quit(term, "q")
	term = run(`true | "$0" -`)
	term.await(0, "standard input: it is empty")
	if term.end() == nil {
		t.Error("an empty page is no error")
	}
}

// TestSuspend stops the program from a shell with job control and lets it go on.
func TestSuspend(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell here")
	}
	course, data := smallCourse(t), t.TempDir()
	link := filepath.Join(t.TempDir(), "lectern")
	if err := os.Symlink(os.Args[0], link); err != nil {
		t.Fatal(err)
	}
	cmd := program(data)
	cmd.Path, cmd.Args = shell, []string{"sh", "-i"}
	cmd.Env = append(cmd.Env, "PS1=ready> ", "ENV=")
	term := startCommand(t, cmd, 80, 24)
	term.await(0, "ready> ")
	fmt.Fprintf(term.tty, "%s %s\r", link, course)
	term.await(0, "The first page.")
	from := term.written()
	fmt.Fprint(term.tty, "\x1a")
	term.await(from, "ready> ")
	from = term.written()
	fmt.Fprint(term.tty, "fg\r")
	term.await(from, "The first page.")
	term.press(":beta\r", "The second page.")
	from = term.written()
	fmt.Fprint(term.tty, "q")
	term.await(from, "ready> ")
	fmt.Fprint(term.tty, "exit\r")
	term.end()
}

// written returns how much the program has written.
func (term *terminal) written() int {
	term.mu.Lock()
	defer term.mu.Unlock()
	return len(term.out)
}
