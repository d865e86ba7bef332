package reader

import "sync"

// hold keeps output from the terminal while what the output tells of is on its
// way to the disk. So a lesson is made and drawn while the one before it is being
// saved as read, and yet the screen says nothing that a crash could take back.
type hold struct {
	mu     sync.Mutex
	ended  *sync.Cond
	saves  int   // under way
	failed error // of a save, until the student is told
}

func newHold() *hold {
	h := &hold{}
	h.ended = sync.NewCond(&h.mu)
	return h
}

// begin announces a save; end has to follow, with what came of it.
func (h *hold) begin() {
	h.mu.Lock()
	h.saves++
	h.mu.Unlock()
}

func (h *hold) end(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.saves--
	if err != nil {
		h.failed = err
	}
	h.ended.Broadcast()
}

// wait returns when no save is under way.
func (h *hold) wait() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.saves > 0 {
		h.ended.Wait()
	}
}

// untold returns why a save failed that the student was not told of yet, once.
func (h *hold) untold() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := h.failed
	h.failed = nil
	return err
}

// saveReading keeps what was read, beside the loop.
func (a *app) saveReading(e SaveReading) {
	if a.cfg.Record == nil {
		return
	}
	a.hold.begin()
	a.background(func() {
		news, err := a.outcome(a.readLesson(e))
		if news != "" || err != nil {
			// Not before the end of the save, for which the loop may be waiting.
			a.later(func() {
				if !a.ended { // else nobody sees it, and finish returns it
					a.tell(news, a.hold.untold())
				}
			})
		}
	})
}

// readLesson does a save that is announced.
func (a *app) readLesson(e SaveReading) (err error) {
	defer func() { a.hold.end(err) }() // also of a panic, for which the loop has to run
	return a.cfg.Record.ReadLesson(e.Lesson, e.Seconds, e.Finished)
}
