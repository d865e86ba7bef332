// Package job is what a long job of a command does beside its matter: it shows how far it
// is, and it ends at a signal that asks for it, without what is half written.
package job

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"lectern/reader/words"
)

// tidyTime is how long a job that cleans up behind itself may take for it. Who
// pressed Ctrl-C should not wonder whether it was heard.
const tidyTime = 80 * time.Millisecond

// Stopper ends the program at the first signal that asks for it, whatever the
// program is doing, in the middle of a page too. A job that cleans up behind itself has
// tidyTime for it; what is left then, or at a second signal, is cut off. While a
// screen is shown, the reader does this instead (reader.Run).
type Stopper struct {
	kill    func(os.Signal) // ends the process
	signals chan os.Signal

	mu     sync.Mutex
	took   os.Signal // the first signal
	jobs   int       // under way, that clean up behind themselves
	over   context.Context
	cancel context.CancelFunc  // ends over
	files  map[string]struct{} // half written: removed before the end
}

// NewStopper returns a Stopper that obeys nothing before it is told to Listen.
func NewStopper(kill func(os.Signal)) *Stopper {
	s := &Stopper{kill: kill, signals: make(chan os.Signal, 4), files: map[string]struct{}{}}
	s.over, s.cancel = context.WithCancel(context.Background())
	go func() {
		for sig := range s.signals {
			s.obey(sig)
		}
	}()
	return s
}

// Listen obeys these signals from now on.
func (s *Stopper) Listen(signals ...os.Signal) {
	signal.Notify(s.signals, signals...)
}

// Note records a signal that ended the screen; the program ends by it too.
func (s *Stopper) Note(sig os.Signal) {
	s.mu.Lock()
	s.took = sig
	s.mu.Unlock()
}

// Close ends what NewStopper began; no signal is obeyed any more.
func (s *Stopper) Close() {
	s.Deaf()
	close(s.signals)
}

// Deaf leaves the signals to others.
func (s *Stopper) Deaf() { signal.Stop(s.signals) }

// obey ends the program, or lets the jobs that are under way do so first.
func (s *Stopper) obey(sig os.Signal) {
	s.mu.Lock()
	first := s.took == nil
	if first {
		s.took = sig
	}
	wait := first && s.jobs > 0
	sig = s.took
	s.mu.Unlock()
	s.cancel()
	if wait {
		time.AfterFunc(tidyTime, func() { s.End(sig) })
		return
	}
	s.End(sig)
}

// End removes what is half written and ends the process, by a signal or, with nil, as who quits.
func (s *Stopper) End(sig os.Signal) {
	s.mu.Lock()
	for name := range s.files {
		os.RemoveAll(name)
	}
	s.mu.Unlock()
	s.kill(sig)
}

// Stopped returns the signal that stops the program, nil if none does.
func (s *Stopper) Stopped() os.Signal {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.took
}

// HalfWritten has a file or folder removed if the program is stopped before done is called.
func (s *Stopper) HalfWritten(name string) (done func()) {
	if s == nil { // nobody can stop it
		return func() {}
	}
	s.mu.Lock()
	s.files[name] = struct{}{}
	s.mu.Unlock()
	return func() {
		s.mu.Lock()
		delete(s.files, name)
		s.mu.Unlock()
	}
}

// Begin returns a context that ends when the person at the keyboard, or the
// system, stops a long job. Until done is called the job may clean up behind itself.
func (s *Stopper) Begin() (ctx context.Context, done func()) {
	s.mu.Lock()
	s.jobs++
	s.mu.Unlock()
	return s.over, sync.OnceFunc(func() {
		s.mu.Lock()
		s.jobs--
		s.mu.Unlock()
	})
}

// ErrStopped says that a signal stopped a long job.
var ErrStopped = errors.New(words.Text("stopped; nothing was written"))

// Abandonable runs f beside and returns what it does, or ErrStopped as soon as ctx ends: what
// is in the middle of a large page is left running then, for the program ends.
func Abandonable[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case <-ctx.Done():
	case r := <-done:
		if ctx.Err() == nil {
			return r.value, r.err
		}
	}
	var none T
	return none, ErrStopped
}

// Code is the exit code of a program that a signal ended, as shells tell it.
func Code(sig os.Signal) int {
	if sig == nil {
		return 0
	}
	const shell = 128
	if n, ok := sig.(syscall.Signal); ok {
		return shell + int(n)
	}
	return shell + int(syscall.SIGINT)
}
