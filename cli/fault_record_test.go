//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lectern/progress"
)

// quizRun runs `lectern quiz --format json` with answers on standard input.
func quizRun(t *testing.T, data, course, answers string) (verdicts []string, told string) {
	t.Helper()
	cmd := program(data, "quiz", "--again", "--format", "json", course)
	cmd.Stdin = strings.NewReader(answers)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	// The exit code says whether all was saved.
	if err := cmd.Run(); (err != nil) != strings.Contains(errs.String(), "saved:") && !strings.Contains(errs.String(), "nothing is saved") {
		t.Errorf("quiz: %v, %s", err, errs.String())
	}
	return confirmed(&out), errs.String()
}

// oneLine reports whether a program told one line, and it has these words.
func oneLine(t *testing.T, told string, words ...string) {
	t.Helper()
	if strings.Count(told, "\n") != 1 {
		t.Errorf("told %q, want one line", told)
	}
	for _, w := range words {
		if !strings.Contains(told, w) {
			t.Errorf("told %q, want %q in it", told, w)
		}
	}
}

// The disk fills up in the middle of a run: a limit for the size of files stands
// for it. Answers before it are kept, the student is told once and goes on.
func TestDiskFullInARun(t *testing.T) {
	course, data := faultCourse(t), t.TempDir()
	var answers strings.Builder
	for i := range faultQuestions {
		fmt.Fprintf(&answers, "%d-%s\n", i, strings.Repeat("long ", 4000))
	}
	// The shell sets the limit, in blocks of 512 bytes or of 1024, and becomes the program.
	cmd := program(data, "-c", `ulimit -f 150 && exec -a lectern "$0" "$@"`, os.Args[0], "quiz", "--format", "json", course)
	cmd.Path, cmd.Args[0] = bash(t), "bash"
	cmd.Stdin = strings.NewReader(answers.String())
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out // one pipe: what was confirmed before it was told is known
	if err := cmd.Run(); err == nil {
		t.Error("answers were not saved, and the exit code is 0")
	}
	before, after, found := strings.Cut(out.String(), "lectern: nothing is being saved: ")
	if !found || !strings.Contains(after, "disk is full") {
		t.Fatalf("nobody told that the disk is full:\n%.2000s", out.String())
	}
	if strings.Contains(after, "lectern: ") {
		t.Error("it was told more than once")
	}
	if n := len(confirmed(strings.NewReader(after[strings.Index(after, "\n")+1:]))); n == 0 {
		t.Error("the run did not go on")
	}
	saved := confirmed(strings.NewReader(before))
	there := recorded(t, data, "faults")
	missing(t, saved, there)
	if len(saved) == 0 || len(there) != len(saved) {
		t.Errorf("%d answers in the record, %d were confirmed before the disk was full", len(there), len(saved))
	}
}

// bash returns the path of a shell that can give a program another name.
func bash(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("bash")
	if err != nil {
		t.Skipf("no bash here: %v", err)
	}
	return path
}

// In a folder that cannot be written the student answers all the same, and what the
// record holds is there to read.
func TestReadOnlyFolder(t *testing.T) {
	course, data := faultCourse(t), t.TempDir()
	quizRun(t, data, course, answerLines("before"))
	for name, mode := range map[string]os.FileMode{progress.FileName: 0o444, ".": 0o500} {
		if err := os.Chmod(filepath.Join(data, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(data, 0o700)
	told := answersUnsaved(t, course, data, "after", "--again")
	oneLine(t, told, "nothing is being saved", data)
	for args, want := range map[string]string{
		"progress":             "1 attempt",
		"notes":                "no notes",
		"--line":               "Nothing is being saved",
		"progress reset --yes": "read-only",
	} {
		cmd := program(data, append(strings.Fields(args), course)...)
		if os.Getuid() == 0 {
			asNobody(t, cmd, course, data)
		}
		out, err := cmd.CombinedOutput()
		if !strings.Contains(string(out), want) || (err != nil) != (want == "read-only") {
			t.Errorf("%s: %v, %s, want %q", args, err, out, want)
		}
	}
	// It is said at the beginning, not again at each step, and when an answer is not saved.
	cmd := program(data, "--line", course)
	if os.Getuid() == 0 {
		asNobody(t, cmd, course, data)
	}
	cmd.Stdin = strings.NewReader("more\nback\nquestions\n" + answerLines("x") + "quit\n")
	out, err := cmd.CombinedOutput()
	if first, rest, _ := strings.Cut(string(out), "Question 1"); err != nil || strings.Contains(first, "Not saved") || strings.Count(rest, "Not saved") != 1 {
		t.Errorf("%v, %s", err, out)
	}
}

// answersUnsaved answers all questions as one who may not write to data. It fails
// the test unless each answer has a verdict, and returns what the student is told.
func answersUnsaved(t *testing.T, course, data, answers string, flags ...string) (told string) {
	t.Helper()
	cmd := program(data, append([]string{"quiz", "--format", "json", course}, flags...)...)
	if os.Getuid() == 0 { // whom no permission binds
		asNobody(t, cmd, course, data)
	}
	cmd.Stdin = strings.NewReader(answerLines(answers))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err == nil {
		t.Error("nothing was saved, and the exit code is 0")
	}
	if n := len(confirmed(&out)); n != faultQuestions {
		t.Errorf("%d verdicts, want %d", n, faultQuestions)
	}
	return errs.String()
}

// Where no record can be made, the student is told why and answers all the same.
func TestReadOnlyFolderWithoutRecord(t *testing.T) {
	course, data := faultCourse(t), t.TempDir()
	if err := os.Chmod(data, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(data, 0o700)
	told := answersUnsaved(t, course, data, "first")
	oneLine(t, told, "nothing is being saved", data, "permission denied")
}

// asNobody runs a program as a user who may read the folders and write nothing.
// The program's own file may lie where that user may not look, so it is handed over open.
func asNobody(t *testing.T, cmd *exec.Cmd, folders ...string) {
	t.Helper()
	f, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("no user but root, and no /proc")
	}
	for _, dir := range folders {
		for ; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o555|os.FileMode(syscall.S_IWUSR)); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd.ExtraFiles = []*os.File{f}
	cmd.Path = "/proc/self/fd/3"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}

// The folder of the record is removed between two answers. What comes after is
// saved in a new record, and the student is told.
func TestFolderRemovedInARun(t *testing.T) {
	course, data := faultCourse(t), filepath.Join(t.TempDir(), "data")
	cmd := program(data, "quiz", "--format", "json", course)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	cmd.Stderr = &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	out := bufio.NewReader(pipe)
	fmt.Fprintln(in, "early")
	awaitEvent(t, out, `"verdict"`)
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(in, "late")
	awaitEvent(t, out, `"verdict"`)
	in.Close()
	if _, err := io.Copy(io.Discard, out); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("quiz: %v, %s", err, told.String())
	}
	oneLine(t, told.String(), "moved or removed", data)
	missing(t, []string{"late"}, recorded(t, data, "faults"))
}

// awaitEvent reads lines until one holds a text.
func awaitEvent(t *testing.T, r *bufio.Reader, text string) {
	t.Helper()
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("%s did not come: %v", text, err)
		}
		if strings.Contains(line, text) {
			return
		}
	}
}

// A record whose bytes make no sense is set aside, the student is told where,
// and a new one is begun.
func TestDamagedRecordInARun(t *testing.T) {
	course := faultCourse(t)
	for name, damage := range map[string]func([]byte) []byte{
		"noise":     func(b []byte) []byte { return bytes.Repeat([]byte("noise \x1b[31m"), len(b)/8) },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"one byte":  func([]byte) []byte { return []byte{0} },
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			quizRun(t, data, course, answerLines("before"))
			file := filepath.Join(data, progress.FileName)
			sane, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, damage(sane), 0o600); err != nil {
				t.Fatal(err)
			}
			verdicts, told := quizRun(t, data, course, answerLines("after"))
			kept, err := filepath.Glob(file + ".damaged-*")
			if err != nil || len(kept) == 0 {
				t.Fatalf("nothing was set aside: %v, %v", kept, err)
			}
			oneLine(t, told, kept[0])
			there := recorded(t, data, "faults")
			missing(t, verdicts, there)
			if len(verdicts) != faultQuestions {
				t.Errorf("%d verdicts, want %d", len(verdicts), faultQuestions)
			}
		})
	}
}

// userVersion is where an SQLite file keeps its user_version (SQLite, "Database File Format", 1.3).
const userVersion = 60

// A record of a newer program is refused in one line and stays as it is.
func TestNewerRecordInARun(t *testing.T) {
	course, data := faultCourse(t), t.TempDir()
	quizRun(t, data, course, answerLines("before"))
	file := filepath.Join(data, progress.FileName)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint32(b[userVersion:], 99)
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	verdicts, told := quizRun(t, data, course, answerLines("after"))
	oneLine(t, told, "newer Lectern", file)
	if len(verdicts) != faultQuestions {
		t.Errorf("%d verdicts, want %d", len(verdicts), faultQuestions)
	}
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(b, after) {
		t.Errorf("the newer record was changed (%v)", err)
	}
	cmd := program(data, "progress", course)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Run(); err == nil {
		t.Error("progress of a newer record ends without an error")
	}
	oneLine(t, errs.String(), "newer Lectern", file)
}

// A record of the first schema is opened with all that is in it, by the program too.
func TestOldRecordInARun(t *testing.T) {
	course, data := faultCourse(t), t.TempDir()
	old, err := os.ReadFile("../progress/testdata/version1.db")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, progress.FileName), old, 0o600); err != nil {
		t.Fatal(err)
	}
	verdicts, told := quizRun(t, data, course, answerLines("now"))
	if told != "" || len(verdicts) != faultQuestions {
		t.Errorf("%d verdicts, told %q", len(verdicts), told)
	}
	missing(t, verdicts, recorded(t, data, "faults"))
}
