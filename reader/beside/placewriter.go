package beside

import (
	"sync"

	"lectern/lessons"
	"lectern/lessons/study"
)

// PlaceWriter writes places to the record, one goroutine for all, so that no key
// waits for a disk. Only the newest place counts: those that came in between are
// not written.
type PlaceWriter struct {
	record study.Record

	mu      sync.Mutex
	turn    *sync.Cond
	next    lessons.Place
	waiting bool // next is waiting to be written
	writing bool
	closed  bool
	last    lessons.Place // written last
	known   bool
}

func NewPlaceWriter(r study.Record) *PlaceWriter {
	w := &PlaceWriter{record: r}
	w.turn = sync.NewCond(&w.mu)
	return w
}

// Put asks for a place to be written.
func (w *PlaceWriter) Put(p lessons.Place) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.record == nil || w.known && p == w.last && !w.waiting {
		return
	}
	w.next, w.waiting = p, true
	w.turn.Broadcast()
}

// Loop writes places until close. Failures go to failed.
func (w *PlaceWriter) Loop(failed func(error)) {
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

// write writes the waiting place; the lock is released only during the write itself.
func (w *PlaceWriter) write() error {
	for w.writing {
		w.turn.Wait()
	}
	if !w.waiting {
		return nil
	}
	p := w.next
	w.waiting, w.writing = false, true
	w.mu.Unlock()
	err := w.record.SavePlace(p)
	w.mu.Lock()
	w.writing = false
	if err == nil {
		w.last, w.known = p, true
	}
	w.turn.Broadcast()
	return err
}

// Wait returns once every place that was put is written.
func (w *PlaceWriter) Wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.record == nil {
		return nil
	}
	return w.write()
}

// Close writes the waiting place and ends Loop.
func (w *PlaceWriter) Close() error {
	err := w.Wait()
	w.mu.Lock()
	w.closed = true
	w.turn.Broadcast()
	w.mu.Unlock()
	return err
}
