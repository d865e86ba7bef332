package terminal

import "sync"

// Hold keeps output from the terminal while the change that it reports is on its
// way to the disk. So a lesson is made and drawn while the one before it is being
// saved as read, and yet the screen says nothing that a crash could take back.
type Hold struct {
	mu     sync.Mutex
	ended  *sync.Cond
	saves  int   // under way
	failed error // of a save, until the student is told
}

func NewHold() *Hold {
	h := &Hold{}
	h.ended = sync.NewCond(&h.mu)
	return h
}

// Begin announces a save. End must follow.
func (h *Hold) Begin() {
	h.mu.Lock()
	h.saves++
	h.mu.Unlock()
}

// End says how an announced save ended.
func (h *Hold) End(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.saves--
	if err != nil {
		h.failed = err
	}
	h.ended.Broadcast()
}

// Wait returns when no save is under way.
func (h *Hold) Wait() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.saves > 0 {
		h.ended.Wait()
	}
}

// Untold returns the error of a failed save that was not reported yet, and forgets it.
func (h *Hold) Untold() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := h.failed
	h.failed = nil
	return err
}
