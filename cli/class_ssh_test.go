//go:build linux

package cli

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/progress"
)

var (
	students = flag.Int("students", 60, "how many students the class over SSH has")
	figures  = flag.Duration("figures", 0, "how long the class over SSH is measured: two keys a second from each student")
)

// sshClass is a class on a server of its own: sshd on the loopback, one account, one record.
type sshClass struct {
	t             *testing.T
	dir, account  string
	port          int
	data, results string
}

// TestClassOverSSH follows docs/class.md with a real sshd, and lets all students of a class in at once. LECTERN_SSHD says
// where sshd is, LECTERN_SSHD_ACCOUNT the account that they share; root can name one that exists, others themselves.
func TestClassOverSSH(t *testing.T) {
	sshd, account := os.Getenv("LECTERN_SSHD"), os.Getenv("LECTERN_SSHD_ACCOUNT")
	if sshd == "" || account == "" {
		t.Skip("LECTERN_SSHD and LECTERN_SSHD_ACCOUNT name no server")
	}
	c := newSSHClass(t, account)
	c.serve(sshd)
	c.letNothingThrough()

	var class sync.WaitGroup
	sessions := make([]*terminal, *students)
	begun := time.Now()
	each := func(do func(i int)) {
		for i := range sessions {
			class.Go(func() { do(i) })
		}
		class.Wait()
		if t.Failed() {
			t.FailNow()
		}
	}
	logins := make(chan struct{}, 60) // as many as log in in one moment: MaxStartups bounds them
	each(func(i int) {
		logins <- struct{}{}
		defer func() { <-logins }()
		sessions[i] = startCommand(t, c.ssh(i, "-tt"), 80, 24)
		sessions[i].await(0, "The first page.")
	})
	t.Logf("%d students logged in at once, and read after %v", len(sessions), time.Since(begun).Round(time.Millisecond))
	if *figures > 0 {
		c.measure(sessions)
	}
	each(func(i int) {
		sessions[i].press("n", "The second page.")
		sessions[i].press("n", "Which page is this?")
		sessions[i].press("b\r", "So it is.")
	})
	each(func(i int) {
		if i%10 == 3 { // the connection drops
			sessions[i].cmd.Process.Kill()
			<-sessions[i].done
			return
		}
		sessions[i].press("\r\r", "The third page.")
		fmt.Fprint(sessions[i].tty, "q")
		if err := sessions[i].end(); err != nil {
			t.Errorf("student %d: %v", i, err)
		}
	})
	c.judge(len(sessions))

	again := startCommand(t, c.ssh(3, "-tt"), 80, 24)
	again.press("", "lesson 2 of 3")
	again.press("sH", "Enter hands them in")
	again.press("\r", "Your results are handed in.")
	fmt.Fprint(again.tty, "\x03")
	again.end()
	if files, _ := filepath.Glob(filepath.Join(c.results, "s3-small-*.lectern.txt")); len(files) != 1 {
		t.Errorf("handed in: %q", files)
	}
}

// newSSHClass makes what root makes for a class: the program, the course, a key for each student.
func newSSHClass(t *testing.T, account string) *sshClass {
	t.Helper()
	dir := t.TempDir()
	c := &sshClass{t: t, dir: dir, account: account, data: filepath.Join(dir, "data"), results: filepath.Join(dir, "results")}
	u, err := user.Lookup(account)
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil { // the account has to get there
			t.Fatal(err)
		}
	}
	for _, d := range []string{c.data, c.results} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(d, uid, -1); err != nil {
			t.Fatal(err)
		}
	}
	c.run("go", "build", "-ldflags", "-s -w", "-o", filepath.Join(dir, "program"), "..")
	course := smallCourse(t)
	c.run("cp", "-r", course, filepath.Join(dir, "course"))
	c.run("chmod", "-R", "a+rX", filepath.Join(dir, "course"))
	c.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(dir, "host"))
	var list strings.Builder
	for i := range *students {
		c.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", c.key(i))
		public, err := os.ReadFile(c.key(i) + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&list, "s%d %s", i, public)
	}
	list.WriteString("evil;sh ssh-ed25519 AAAA\nevil ssh-ed25519 AAAA\",x\n") // no names and keys
	if err := os.WriteFile(filepath.Join(dir, "class.txt"), []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *sshClass) run(name string, args ...string) {
	c.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		c.t.Fatalf("%s: %v: %s", name, err, out)
	}
}

func (c *sshClass) key(i int) string { return filepath.Join(c.dir, fmt.Sprintf("key%d", i)) }

// documented returns the piece of docs/class.md in a language that holds a word, with the paths of this class.
func (c *sshClass) documented(language, holds string) string {
	c.t.Helper()
	src, err := os.ReadFile("../docs/class.md")
	if err != nil {
		c.t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(src), -1) {
		if strings.Contains(m[1], holds) {
			return strings.NewReplacer("/opt/course", filepath.Join(c.dir, "program"), "/srv/course", c.data, "/srv/results", c.results,
				"/etc/course/keys", filepath.Join(c.dir, "keys"), "User course", "User "+c.account, "--student %s", "--student %s "+filepath.Join(c.dir, "course")).Replace(m[1])
		}
	}
	c.t.Fatalf("docs/class.md has no %s with %q", language, holds)
	return ""
}

// serve writes the file of keys and the configuration as docs/class.md has them, and starts sshd.
func (c *sshClass) serve(sshd string) {
	c.t.Helper()
	keys := exec.Command("sh", "-c", c.documented("sh", "restrict,pty"))
	keys.Dir = c.dir
	if out, err := keys.CombinedOutput(); err != nil {
		c.t.Fatalf("the file of keys: %v: %s", err, out)
	}
	lines, err := os.ReadFile(filepath.Join(c.dir, "keys"))
	if err != nil {
		c.t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(c.dir, "keys"), 0o644); err != nil {
		c.t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(lines)) {
		n++
		if !strings.HasPrefix(line, `restrict,pty,command="`) || strings.Contains(line, "evil") {
			c.t.Errorf("a key holds nobody: %s", line)
		}
	}
	if n != *students {
		c.t.Errorf("there are %d keys for %d students", n, *students)
	}
	// What stands above is the test's own: this sshd is not the system's.
	config := fmt.Sprintf("ListenAddress 127.0.0.1\nHostKey %s\nPidFile none\nUsePAM no\nStrictModes no\nAcceptEnv LANG LC_*\nX11Forwarding yes\n"+
		"Subsystem sftp /usr/lib/openssh/sftp-server\n%s", filepath.Join(c.dir, "host"), c.documented("sshd", "Match User"))
	if err := os.WriteFile(filepath.Join(c.dir, "sshd_config"), []byte(config), 0o600); err != nil {
		c.t.Fatal(err)
	}
	if os.Getuid() == 0 {
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			c.t.Fatal(err)
		}
	}
	for range 5 { // a port may be another's
		c.port = 20_000 + rand.IntN(30_000)
		cmd := exec.Command(sshd, "-D", "-e", "-f", filepath.Join(c.dir, "sshd_config"), "-p", strconv.Itoa(c.port))
		term := startCommand(c.t, cmd, 200, 50)
		if term.draws(0, "Server listening on") {
			return
		}
		c.t.Logf("%s", term.output())
	}
	c.t.Fatal("sshd finds no port")
}

// ssh is the client of a student.
func (c *sshClass) ssh(i int, args ...string) *exec.Cmd {
	args = append([]string{"-F", "none", "-q", "-p", strconv.Itoa(c.port), "-i", c.key(i), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-l", c.account}, args...)
	args = append(args, "127.0.0.1")
	cmd := exec.Command("ssh", args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8")
	return cmd
}

// letNothingThrough tries what a student has no business with.
func (c *sshClass) letNothingThrough() {
	c.t.Helper()
	const oneLine = "program: the course is read on a terminal, and this is none; ssh asks for one with -t\n"
	marker := filepath.Join(c.dir, "got-through")
	run := func(cmd *exec.Cmd) string { out, _ := cmd.CombinedOutput(); return string(out) }
	shell := c.ssh(0)
	shell.Args = append(shell.Args, "id; touch "+marker)
	sftp := exec.Command("sftp", "-F", "none", "-q", "-P", strconv.Itoa(c.port), "-i", c.key(0), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-b", os.DevNull, c.account+"@127.0.0.1")
	if out := run(shell); out != oneLine {
		c.t.Errorf("a command: %s", out)
	}
	if err := sftp.Run(); err == nil {
		c.t.Error("sftp got through")
	}
	for what, args := range map[string][]string{
		"forwarding there": {"-W", "127.0.0.1:" + strconv.Itoa(c.port)},
		"forwarding back":  {"-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:" + strconv.Itoa(c.port)},
		"a tunnel":         {"-N", "-o", "ExitOnForwardFailure=yes", "-w", "any"},
	} {
		if err := c.ssh(0, args...).Run(); err == nil {
			c.t.Errorf("%s got through", what)
		}
	}
	// With a terminal the words of the client change nothing, nor do its variables.
	evil := c.ssh(0, "-tt", "-A", "-X", "-o", "SetEnv=EDITOR="+marker+" VISUAL="+marker+" LECTERN_DATA="+marker+" XDG_DATA_HOME="+marker+" LC_ALL=../../x.KOI8-R TZ="+marker)
	evil.Args = append(evil.Args, "sh -i")
	evil.Env = append(evil.Env, "TERM=../../x")
	term := startCommand(c.t, evil, 80, 24)
	term.await(0, "The first page.")
	term.press("}N", "Note")
	term.press("id\x07\x1a\x1c", "id")
	fmt.Fprint(term.tty, "\x03")
	term.end()
	if _, err := os.Lstat(marker); err == nil {
		c.t.Error("something got through")
	}
}

// judge looks whether every answer is there, of each student one, and whether the record is sound.
func (c *sshClass) judge(n int) {
	c.t.Helper()
	store, err := progress.Open(filepath.Join(c.data, progress.FileName))
	if err != nil {
		c.t.Fatal(err)
	}
	defer store.Close()
	if err := store.Integrity(); err != nil {
		c.t.Errorf("integrity: %v", err)
	}
	for i := range n {
		out, err := exec.Command(filepath.Join(c.dir, "program"), "--data", c.data, "--student", fmt.Sprint("s", i), "progress", "--format", "json", filepath.Join(c.dir, "course")).Output()
		var p struct{ Answers int }
		if err = errors.Join(err, json.Unmarshal(out, &p)); err != nil || p.Answers != 1 {
			c.t.Errorf("student %d has %d answers in the record: %v", i, p.Answers, err)
		}
	}
	// The folder of the record is nobody else's.
	filepath.WalkDir(c.data, func(path string, e fs.DirEntry, err error) error {
		if st, _ := e.Info(); err != nil || st.Mode()&0o077 != 0 {
			c.t.Errorf("%s is %v: %v", path, st.Mode(), err)
		}
		return nil
	})
}

// measure logs what the sessions need: memory, and the time from a key to the first byte of its answer, with two keys a second
// from each student.
func (c *sshClass) measure(sessions []*terminal) {
	c.t.Helper()
	var mu sync.Mutex
	var took []time.Duration
	var class sync.WaitGroup
	end := time.Now().Add(*figures)
	for _, term := range sessions {
		class.Go(func() {
			time.Sleep(rand.N(500 * time.Millisecond))
			for n := 0; n%2 == 1 || time.Now().Before(end); n++ { // the contents, and away again
				time.Sleep(500 * time.Millisecond)
				term.mu.Lock()
				term.first = time.Time{}
				term.mu.Unlock()
				pressed := time.Now()
				fmt.Fprint(term.tty, "t")
				term.mu.Lock()
				for term.first.IsZero() && !term.over {
					term.more.Wait()
				}
				d := term.first.Sub(pressed)
				term.mu.Unlock()
				mu.Lock()
				took = append(took, d)
				mu.Unlock()
			}
		})
	}
	time.Sleep(*figures / 2)
	n, pss, private := c.memory()
	class.Wait()
	slices.Sort(took)
	load, _ := os.ReadFile("/proc/loadavg")
	c.t.Logf("%d programs: PSS %.1f MB each, %.1f MB of it private", n, pss, private)
	c.t.Logf("%d keys: median %v, p99 %v, longest %v; load %s", len(took), took[len(took)/2], took[len(took)*99/100], took[len(took)-1], load)
}

// memory is what the programs of the class hold: how many there are, and MB of each.
func (c *sshClass) memory() (n int, pss, private float64) {
	programs, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, exe := range programs {
		if name, err := os.Readlink(exe); err != nil || name != filepath.Join(c.dir, "program") {
			continue
		}
		n++
		rollup, _ := os.ReadFile(filepath.Join(filepath.Dir(exe), "smaps_rollup"))
		for line := range strings.Lines(string(rollup)) {
			var kb float64
			switch name, rest, _ := strings.Cut(line, ":"); name {
			case "Pss":
				fmt.Sscan(rest, &kb)
				pss += kb / 1024
			case "Private_Dirty", "Private_Clean":
				fmt.Sscan(rest, &kb)
				private += kb / 1024
			}
		}
	}
	if n > 0 {
		pss, private = pss/float64(n), private/float64(n)
	}
	return n, pss, private
}
