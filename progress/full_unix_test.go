//go:build unix

package progress

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// fillUp answers until nothing fits any more, under a limit for the size of a
// file, which stands for a disk that is full. It prints how many answers were
// confirmed.
func fillUp(path string, args []string) error {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 300 << 10, Max: 300 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if len(args) > 0 {
		return noRoom(path)
	}
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
	answer := sample(a.ID, "q1", 1)
	answer.Words = strings.Repeat("long ", 300)
	for n := 0; n < 10000; n++ {
		if err := r.Answer(answer); err != nil {
			fmt.Println(n)
			if f := new(Fault); !errors.As(err, &f) || f.What != Full && f.What != BadDisk {
				return fmt.Errorf("the trouble is another: %w", err)
			}
			if _, err := r.Answers(Filter{}); err != nil {
				return fmt.Errorf("what was saved cannot be read: %w", err)
			}
			return nil
		}
	}
	return errors.New("the limit did not hold")
}

// noRoom opens a new record where there is no room for one: who may read without it learns so at the first save, who
// wants to save at once.
func noRoom(path string) error {
	limit := syscall.Rlimit{Cur: 2000, Max: 2000}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	s, err := Open(path)
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if s, err = OpenToWrite(path); err == nil {
		return errors.Join(errors.New("there is room"), s.Close())
	}
	if f := new(Fault); !errors.As(err, &f) || f.What != Full && f.What != BadDisk {
		return fmt.Errorf("the trouble is another: %w", err)
	}
	fmt.Println("told")
	return nil
}

func TestNoRoomForRecord(t *testing.T) {
	c := startChild(t, "fill", filepath.Join(t.TempDir(), FileName), "no room")
	said, err := c.out.ReadString('\n')
	must(t, err)
	if must(t, c.cmd.Wait()); said != "told\n" {
		t.Errorf("said %q", said)
	}
}

func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	c := startChild(t, "fill", path)
	first, err := c.out.ReadString('\n')
	must(t, err)
	saved, err := strconv.Atoi(strings.TrimSpace(first))
	must(t, err)
	must(t, c.cmd.Wait())
	s := openStore(t, path)
	list, err := recordIn(t, s, "ana").Answers(Filter{})
	must(t, err)
	if len(list) != saved || saved == 0 {
		t.Errorf("%d answers are there, %d were confirmed", len(list), saved)
	}
	if n := s.Notices(); len(n) > 0 {
		t.Errorf("notices %v", n)
	}
	integrity(t, s)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
