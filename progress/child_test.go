package progress

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// Some tests need a process of their own: to kill it, to limit it, to have
// several on one file. They run this test binary again with a job to do.
const (
	jobVariable  = "LECTERN_PROGRESS_JOB"
	fileVariable = "LECTERN_PROGRESS_FILE"
)

func TestMain(m *testing.M) {
	job := os.Getenv(jobVariable)
	if job == "" {
		os.Exit(m.Run())
	}
	run, known := jobs()[job]
	if !known {
		fmt.Fprintln(os.Stderr, "unknown job", job)
		os.Exit(2)
	}
	if err := run(os.Getenv(fileVariable), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func jobs() map[string]func(path string, args []string) error {
	return map[string]func(string, []string) error{
		"answer": answerForever,
		"write":  writeMany,
		"fill":   fillUp,
	}
}

// answerForever answers question after question and prints the ID of each
// answer once it is confirmed, until it is killed.
func answerForever(path string, _ []string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	r, err := s.Record("ana", testCourse())
	if err != nil {
		return err
	}
	a, err := r.Begin(Attempt{Scope: "one", Questions: []string{"q1"}})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		answer := sample(a.ID, "q"+strconv.Itoa(n), 1)
		answer.ID = NewID()
		if err := r.SavePlace(Place{Lesson: "one", Block: n}); err != nil {
			return err
		}
		if err := r.Answer(answer); err != nil {
			return err
		}
		fmt.Println(answer.ID, n)
	}
}

// writeMany waits for a line on stdin, opens the file, and saves as many
// answers, readings and places as its first argument says.
func writeMany(path string, args []string) error {
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	s, err := Open(path)
	if err != nil {
		return err
	}
	r, err := s.Record("ben", testCourse())
	if err != nil {
		return err
	}
	a, err := r.Begin(Attempt{Scope: "one", Questions: []string{"q1"}})
	if err != nil {
		return err
	}
	for range n {
		if err := r.Answer(sample(a.ID, "q1", 1)); err != nil {
			return err
		}
		if err := r.ReadLessons(Reading{"one", 1, false}); err != nil {
			return err
		}
		if err := r.SavePlace(Place{Lesson: "one"}); err != nil {
			return err
		}
	}
	if err := r.Finish(a.ID, 1, 1, true); err != nil {
		return err
	}
	return s.Close()
}

// child is another process on a file.
type child struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// startChild runs a job on a file in a process of its own, which ends with the
// test at the latest.
func startChild(t *testing.T, job, path string, args ...string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), jobVariable+"="+job, fileVariable+"="+path)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return &child{cmd, in, bufio.NewReader(out)}
}
