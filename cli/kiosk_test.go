//go:build linux

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// kiosk is a course on a server, with a student at it who tries everything, and a list of what the program
// asked of the system for it.
type kiosk struct {
	t                            *testing.T
	home, data, results, program string
	traces                       []string
}

func newKiosk(t *testing.T) *kiosk {
	t.Helper()
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	k := &kiosk{t: t, home: home, data: filepath.Join(home, "data"), results: filepath.Join(home, "results"), program: filepath.Join(home, "lectern")}
	binary, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{os.Mkdir(k.results, 0o700), os.Symlink(binary, k.program)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// trapped are variables that name something to somebody: to this program, to a library in it, or to the C library.
var trapped = []string{
	"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", "XDG_DESKTOP_DIR", "LECTERN_DATA", "TMPDIR", "SQLITE_TMPDIR", "TZ", "ZONEINFO",
	"EDITOR", "VISUAL", "BROWSER", "PAGER", "SHELL", "PATH", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "TERMINFO", "TERMINFO_DIRS", "LANG", "LC_CTYPE",
	"LOCPATH", "NLSPATH", "SSH_ORIGINAL_COMMAND", "LOGNAME", "USER", "TERM",
}

// trap is where all of them point.
const trap = "/trap-of-a-student"

// begin starts the program in the kiosk, under strace(1).
func (k *kiosk) begin(args ...string) *terminal {
	k.t.Helper()
	trace := filepath.Join(k.home, fmt.Sprintf("trace%d", len(k.traces)))
	k.traces = append(k.traces, trace)
	args = append([]string{"-f", "-qq", "-y", "-s", "300", "-e", "trace=%file,%process,ftruncate,fchmod", "-o", trace, k.program,
		"--kiosk", "--data", k.data, "--results", k.results, "--student", "s104"}, args...)
	cmd := exec.Command("strace", args...)
	cmd.Dir = k.home
	cmd.Env = append(os.Environ(), "LC_ALL=../../x.ISO-8859-99", "COLUMNS=100000", "LINES=100000")
	for _, name := range trapped {
		cmd.Env = append(cmd.Env, name+"="+trap+"/"+name)
	}
	return startCommand(k.t, cmd, 80, 24)
}

// try types keys, a few at a time, and sees each time that the program still draws. Some of them may have ended it.
func (k *kiosk) try(term *terminal, keys []string) *terminal {
	k.t.Helper()
	for len(keys) > 0 {
		n := min(24, len(keys))
		term.mu.Lock()
		from := len(term.out)
		term.mu.Unlock()
		fmt.Fprint(term.tty, strings.Join(keys[:n], "")+"\x0c")
		keys = keys[n:]
		if !term.draws(from, "Small course") {
			term = k.begin(k.course())
			term.await(0, "Small course")
		}
	}
	return term
}

// The library of the screen looks an unknown terminal up with infocmp(1), before the program begins. In a kiosk nobody does.
func TestKioskLooksNoTerminalUp(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--kiosk", "--student", "s104"}, {"quiz", "--kiosk=true", "--student", "s104"}} {
		dir := t.TempDir()
		script := "#!/bin/sh\necho \"$@\" >" + filepath.Join(dir, "looked-up") + "\n"
		if err := os.WriteFile(filepath.Join(dir, "infocmp"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		cmd := program(dir, args...)
		cmd.Env = append(cmd.Env, "PATH="+dir, "TERM=../../x")
		out, _ := cmd.CombinedOutput()
		_, err := os.Stat(filepath.Join(dir, "looked-up"))
		if kiosk := len(args) > 1; kiosk == (err == nil) {
			t.Errorf("%v: infocmp was started: %v", args, err == nil)
		} else if kiosk && string(out) != "lectern: the course is read on a terminal, and this is none; ssh asks for one with -t\n" {
			t.Errorf("%v without a terminal: %s", args, out)
		}
	}
}

// draws waits for a text in the output behind from; it reports false if the program ends before.
func (term *terminal) draws(from int, want string) bool {
	late := time.AfterFunc(mostWait, func() {
		term.t.Errorf("%q was not drawn; what came:\n%s", want, escapes.ReplaceAllString(string(term.out[from:]), ""))
		term.cmd.Process.Kill()
	})
	defer late.Stop()
	term.mu.Lock()
	defer term.mu.Unlock()
	for !strings.Contains(escapes.ReplaceAllString(string(term.out[from:]), ""), want) {
		if term.over {
			return false
		}
		term.more.Wait()
	}
	return true
}

// course writes a course that has something of all that leads out of a program: links, pictures, a text to write, an exam,
// results.
func (k *kiosk) course() string {
	k.t.Helper()
	dir := filepath.Join(k.home, "course")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		k.t.Fatal(err)
	}
	for name, text := range map[string]string{
		"course.toml": "id = \"small\"\ntitle = \"Small course\"\npages = [\"a.md\", \"b.md\"]\n[results]\nask = [\"name\", \"id\"]\n",
		"a.md": "# Alpha\n\nThe [first](https://example.org/) page, a [letter](mailto:a@example.org), a [file](file:///etc/passwd),\n" +
			"a [way up](../../../etc/passwd), a [script](javascript:alert(1)) and a picture: ![one](one.png)\n",
		"b.md":    "# Beta\n\nThe second page.\n\n## Gamma\n\nThe third.\n",
		"a.gift":  "// [id:e]\nWrite about the page. {}\n\n// [id:q]\nWhich page is this? {=The first ~The second}\n",
		"one.png": "not a picture",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			k.t.Fatal(err)
		}
	}
	return dir
}

// everyKey are all keys that a terminal sends, but for those that end the program.
func everyKey() (keys []string) {
	for b := byte(1); b <= 0x7f; b++ {
		if !strings.ContainsRune("\x03\x1bqQZ", rune(b)) {
			keys = append(keys, string(b))
		}
	}
	for b := byte('a'); b <= 'z'; b++ {
		keys = append(keys, "\x1b"+string(b))
	}
	for b := 0x80; b <= 0xff; b++ { // no characters
		keys = append(keys, string([]byte{byte(b)}))
	}
	for _, begun := range []string{"]", "]52;c;", "X", "^", "_", "[" + strings.Repeat("9", 300)} { // without an end
		keys = append(keys, "\x1b"+begun+"\x1b")
	}
	for _, end := range strings.Fields("A B C D F H Z 1~ 2~ 3~ 4~ 5~ 6~ 11~ 13~ 15~ 17~ 19~ 21~ 24~ 1;5A 1;2B 1;3D 1;3C 1;5H 5;5~ <0;20;5M <0;20;5m <64;9;9M") {
		keys = append(keys, "\x1b["+end)
	}
	return append(keys, "\x1b[200~"+strings.Repeat("../../../tmp/x\r\n!sh\n", 400)+"\x1b[201~")
}

// A student at a kiosk tries every key, wherever keys mean something else, with an environment that is made to lead the
// program astray. No other program is started, nothing is written but in the two folders, and no name of the student's
// is ever asked for.
func TestKioskUnderStrace(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("there is no strace(1)")
	}
	k := newKiosk(t)
	leads := []string{"", "}N", "1\r", "a", "sH", ":", "X\r", "t", "b"} // a lesson, a note, an address, an essay, a name, ...
	if testing.Short() {
		leads = leads[:5]
	}
	for _, lead := range leads {
		term := k.begin(k.course())
		term.await(0, "Small course")
		term = k.try(term, []string{lead})
		term = k.try(term, everyKey())
		fmt.Fprint(term.tty, "\x03")
		term.end()
	}

	// What is handed in has the student's own name, whatever is typed, and nobody else may read it.
	term := k.begin(k.course())
	term.await(0, "Small course")
	term.press("sH", "Who hands in?")
	term.press("\x15../../../etc/cron.d/evil\r", "hands them in")
	term.press("\r", "Your results are handed in.")
	fmt.Fprint(term.tty, "\x03")
	if err := term.end(); err != nil {
		t.Errorf("the end: %v", err)
	}
	files, err := os.ReadDir(k.results)
	if err != nil || len(files) == 0 {
		t.Fatalf("handed in: %v %v", files, err)
	}
	for _, f := range files {
		if st, err := f.Info(); err != nil || !strings.HasPrefix(f.Name(), "s104-small-") || st.Mode() != 0o600 {
			t.Errorf("handed in: %s %v %v", f.Name(), st.Mode(), err)
		}
	}

	// Line by line, for screen readers.
	term = k.begin("--line", k.course())
	term.await(0, "Small course")
	term.told("go 1", "The first")
	term.told("open 1", "not opened")
	term.told("results", "Enter hands them in")
	term.told("no", "Nothing was written.")
	fmt.Fprint(term.tty, "\x1a\x1c") // Ctrl-Z, which stops nothing, and Ctrl-\, which ends
	term.end()

	k.judge()
}

var (
	changes = regexp.MustCompile(`^(open|openat|openat2|creat|mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|unlink|unlinkat|rmdir|chmod|fchmod|fchmodat|fchmodat2|chown|lchown|fchownat|truncate|ftruncate|utime|utimes|utimensat|futimesat|setxattr|lsetxattr|chroot|mount)\(`)
	forks   = regexp.MustCompile(`^(fork|vfork|clone|clone3)\(`)
	quoteds = regexp.MustCompile(`(?:(\d+|AT_FDCWD)<([^>]*)>|(AT_FDCWD))?(?:, )?(?:"((?:[^"\\]|\\.)*)")?`)
)

// judge looks through what was asked of the system.
func (k *kiosk) judge() {
	k.t.Helper()
	writes := 0
	for _, trace := range k.traces {
		src, err := os.ReadFile(trace)
		if err != nil {
			k.t.Fatal(err)
		}
		started := 0
		for line := range strings.Lines(string(src)) {
			_, call, _ := strings.Cut(strings.TrimSpace(line), " ")
			call = strings.TrimSpace(call)
			switch {
			case strings.Contains(call, trap):
				k.t.Errorf("a name of the student's: %s", call)
			case strings.HasPrefix(call, "execve"):
				started++
			case forks.MatchString(call) && !strings.Contains(call, "CLONE_THREAD"):
				k.t.Errorf("another process: %s", call)
			case strings.HasPrefix(call, "open") && !strings.Contains(call, "O_WRONLY") && !strings.Contains(call, "O_RDWR") && !strings.Contains(call, "O_CREAT"):
			case changes.MatchString(call):
				writes++
				if path, ok := k.allowed(call); !ok {
					k.t.Errorf("%s is changed: %s", path, call)
				}
			}
		}
		if started != 1 {
			k.t.Errorf("%d programs were started", started)
		}
	}
	if writes == 0 {
		k.t.Error("nothing was written, the record neither: strace(1) shows something else than it did")
	}
	k.t.Logf("%d runs, %d of their calls of the system change a file", len(k.traces), writes)
}

// allowed reports whether all files that a call names lie in the two folders, or are the terminal, and which does not.
func (k *kiosk) allowed(call string) (string, bool) {
	_, args, _ := strings.Cut(call, "(")
	args, _, _ = strings.Cut(args, ") = ")
	named := 0
	for _, m := range quoteds.FindAllStringSubmatch(args, -1) {
		path := m[4]
		switch {
		case m[0] == "" || m[2] == "" && path == "":
			continue
		case !filepath.IsAbs(path) && m[2] != "":
			path = filepath.Join(m[2], path)
		}
		named++
		inside := func(dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }
		if path = filepath.Clean(path); !inside(k.data) && !inside(k.results) && path != "/dev/tty" && path != "/dev/null" {
			return path, false
		}
	}
	return call, named > 0
}
