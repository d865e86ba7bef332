package rights

import (
	"io"
	"time"
)

// UntilIdle returns an input that ends when nothing has come for so long, as if the student had ended it.
// For 0 it is in itself.
func UntilIdle(in io.Reader, idle time.Duration) io.Reader {
	if idle == 0 {
		return in
	}
	return untilIdle(in, func() <-chan time.Time { return time.After(idle) })
}

// untilIdle is UntilIdle with the end of each wait.
func untilIdle(in io.Reader, late func() <-chan time.Time) io.Reader {
	r, w := io.Pipe()
	came := make(chan struct{})
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := in.Read(buf)
			if n > 0 {
				came <- struct{}{}
				if _, err := w.Write(buf[:n]); err != nil {
					return
				}
			}
			if err != nil {
				w.CloseWithError(err)
				return
			}
		}
	}()
	go func() {
		for {
			select {
			case <-came:
			case <-late():
				w.Close()
				for range came { // what comes too late is let go
				}
			}
		}
	}()
	return r
}
