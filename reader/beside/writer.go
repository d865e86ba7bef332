package beside

import "sync"

// Writer writes values of one kind to the record, places say, in one goroutine for
// all, so that no key waits for a disk. Only the newest value counts: those that
// came in between are not written.
type Writer[T comparable] struct {
	save func(T) error // nil: nothing is written

	mu      sync.Mutex
	turn    *sync.Cond
	next    T
	waiting bool // next is waiting to be written
	writing bool
	closed  bool
	last    T // written last
	known   bool
}

// NewWriter returns a writer that writes with save; with nil it writes nothing.
func NewWriter[T comparable](save func(T) error) *Writer[T] {
	w := &Writer[T]{save: save}
	w.turn = sync.NewCond(&w.mu)
	return w
}

// Put asks for a value to be written.
func (w *Writer[T]) Put(v T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.save == nil || w.known && v == w.last && !w.waiting {
		return
	}
	w.next, w.waiting = v, true
	w.turn.Broadcast()
}

// Loop writes values until Close. Failures go to failed.
func (w *Writer[T]) Loop(failed func(error)) {
	for {
		w.mu.Lock()
		for !w.waiting && !w.closed {
			w.turn.Wait()
		}
		if w.closed {
			w.mu.Unlock()
			return
		}
		err := w.write()
		w.mu.Unlock()
		if err != nil {
			failed(err)
		}
	}
}

// write writes the waiting value; the lock is released only during the write itself.
func (w *Writer[T]) write() error {
	for w.writing {
		w.turn.Wait()
	}
	if !w.waiting {
		return nil
	}
	v := w.next
	w.waiting, w.writing = false, true
	w.mu.Unlock()
	err := w.save(v)
	w.mu.Lock()
	w.writing = false
	if err == nil {
		w.last, w.known = v, true
	}
	w.turn.Broadcast()
	return err
}

// Wait returns once every value that was put is written.
func (w *Writer[T]) Wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.save == nil {
		return nil
	}
	return w.write()
}

// Close writes the waiting value and ends Loop.
func (w *Writer[T]) Close() error {
	err := w.Wait()
	w.mu.Lock()
	w.closed = true
	w.turn.Broadcast()
	w.mu.Unlock()
	return err
}
