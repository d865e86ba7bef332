package reader

import (
	"time"

	"lectern/reader/keys"
	"lectern/reader/words"
)

// permitted is the key table without what may not be done here. Footer, help and sentences ask the table, so
// that what is off is not spoken of either.
func permitted(cfg Config) *keys.Table {
	t, p := cfg.Keys, cfg.Programs
	if p.Opener == nil {
		t = t.Without(keys.InAddress, keys.Open, keys.OpenOld)
	}
	if p.Edit == nil {
		t = t.Without(keys.Typing, keys.Editor)
	}
	if !p.Shell {
		t = t.Without(keys.Everywhere, keys.Pause)
	}
	if cfg.Record != nil && cfg.Desk == nil { // without a record the key says that there is nothing to hand in
		t = t.Without(keys.Everywhere&^keys.InAnswers, keys.HandIn) // on the answer sheet it ends the exam
	}
	return t
}

// handsIn reports whether results can be handed in in a mode.
func (m *Model) handsIn(mode keys.Mode) bool {
	return m.Course.HandsIn() && len(m.keys.KeysOf(mode, keys.HandIn)) > 0
}

// keepIdle ends a session that its student has left standing.
func (a *app) keepIdle() {
	tick := time.NewTicker(max(a.cfg.Idle/60, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			a.later(a.endIdle)
		case <-a.over:
			return
		}
	}
}

// endIdle ends the session if no key has come for too long. The place is kept, as whenever it ends.
func (a *app) endIdle() {
	if a.ended || a.cfg.Now().Sub(a.keyed) < a.cfg.Idle {
		return
	}
	a.doing(func(m *Model) {
		m.endOfSession()
		n := int(a.cfg.Idle.Minutes())
		m.parting = words.N("No key was pressed for %d minute, so the course was closed. Your place is kept.",
			"No key was pressed for %d minutes, so the course was closed. Your place is kept.", n, n)
		m.do(Stop{})
	})
}
