//go:build unix

package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"

	"lectern/lessons"
)

// slowFiles are files of which one cannot be read to its end, once it is told so.
type slowFiles struct {
	fs.FS
	armed   atomic.Bool
	reached chan struct{}
}

func (s *slowFiles) Open(name string) (fs.File, error) {
	if name == "slow.md" && s.armed.Load() {
		s.reached <- struct{}{}
		select {} // for ever
	}
	return s.FS.Open(name)
}

// A signal ends check at once, in the middle of a page too.
func TestCheckIsStoppedInAPage(t *testing.T) {
	files := &slowFiles{FS: fstest.MapFS{"slow.md": {Data: []byte("# Slow\n")}, "a.md": {Data: []byte("# A\n")}}, reached: make(chan struct{}, 9)}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		files.armed.Store(false)
		c, err := lessons.Open(files, lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		files.armed.Store(true)
		go func() {
			<-files.reached
			syscall.Kill(os.Getpid(), sig)
		}()
		a := &app{Env: Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: os.Getenv}}
		if _, err := a.problems(c); !errors.Is(err, errStopped) {
			t.Errorf("%v: %v", sig, err)
		}
	}
}
