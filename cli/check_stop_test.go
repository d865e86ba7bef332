//go:build unix

package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"

	"lectern/cli/job"
	"lectern/lessons"
	"lectern/reader"
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

// A signal ends check and build at once, in the middle of a page too.
func TestStoppedInAPage(t *testing.T) {
	files := &slowFiles{FS: fstest.MapFS{"slow.md": {Data: []byte("# Slow\n")}, "a.md": {Data: []byte("# A\n")}}, reached: make(chan struct{}, 9)}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGSEGV} {
		for name, run := range map[string]func(*app, *lessons.Course) error{
			"check": func(a *app, c *lessons.Course) error { _, err := a.problems(c); return err },
			"build": func(a *app, c *lessons.Course) error {
				ctx, done := a.stop.Begin()
				defer done()
				_, _, err := a.describeCourse(ctx, "", c)
				return err
			},
		} {
			files.armed.Store(false)
			c, err := lessons.Open(files, lessons.Options{})
			if err != nil {
				t.Fatal(err)
			}
			files.armed.Store(true)
			killed := make(chan os.Signal, 9)
			a := &app{Env: Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: os.Getenv}, stop: job.NewStopper(func(sig os.Signal) { killed <- sig })}
			a.stop.Listen(reader.Ending()...)
			half := filepath.Join(t.TempDir(), "half")
			if err := os.WriteFile(half, nil, 0o666); err != nil {
				t.Fatal(err)
			}
			a.stop.HalfWritten(half)
			go func() {
				<-files.reached
				syscall.Kill(os.Getpid(), sig)
			}()
			if err := run(a, c); !errors.Is(err, job.ErrStopped) || a.stop.Stopped() != sig {
				t.Errorf("%s, %v: %v", name, sig, err)
			}
			// The second one kills, without what is half written.
			syscall.Kill(os.Getpid(), sig)
			if got := <-killed; got != sig || job.Code(got) != 128+int(sig) {
				t.Errorf("%s, %v: killed with %v", name, sig, got)
			}
			if _, err := os.Stat(half); err == nil {
				t.Errorf("%s, %v: what is half written is left", name, sig)
			}
			a.stop.Deaf()
		}
	}
}
