package reader

import (
	"strings"
	"testing"
	"time"

	"lectern/reader/desktop"
	"lectern/reader/keys"
)

// Where no program may be started, what would start one has no key, and neither footer nor help nor a sentence
// speaks of it.
func TestNoProgramsNoKeys(t *testing.T) {
	r := begin(t, harbour(), 80, 60)
	r.app.cfg.Programs, r.app.cfg.Desk = desktop.Programs{}, nil
	r.app.model.keys = permitted(r.app.cfg)
	for _, off := range []keys.Action{keys.Editor, keys.Pause, keys.HandIn, keys.OpenOld} {
		for _, b := range r.app.model.keys.All() {
			if b.Action == off && b.Modes&^keys.InAnswers != 0 {
				t.Errorf("%s still has the keys %v", off, b.Keys)
			}
		}
	}
	r.keys("?").hides("$EDITOR").hides("suspend").hides("hand in: write").keys("Esc")
	r.keys("Ctrl-Z").shows("does nothing here")
	r.keys("} N").types("The tide").hides("editor").keys("Ctrl-G").shows("The tide").keys("Esc")
	if r.lent != 0 {
		t.Error("the terminal was lent")
	}
	r.keys("s").hides("hand in").keys("Esc")
	for range 20 {
		r.keys("n")
	}
	r.hides("hands in your results")
}

// An address is shown whole, and copied to the terminal's own clipboard alone.
func TestNoOpenerShowsTheAddress(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.app.cfg.Programs = desktop.Programs{}
	a, err := newApp(t.Context(), r.app.cfg)
	if err != nil {
		t.Fatal(err)
	}
	r.app.model.keys, r.app.model.opener, r.app.model.noOpener = a.model.keys, a.model.opener, a.model.noOpener
	r.keys("Tab Enter").shows("https://tides.example/today", "Addresses are shown here, and not opened; y copies this one.").hides("o open")
	r.keys("o").shows("does nothing here").keys("y")
	if got := r.sim.GetClipboardData(); string(got) != "https://tides.example/today" {
		t.Errorf("the clipboard has %q", got)
	}
}

// Who goes away from a kiosk is logged out, and finds the place again; who reads on is not.
func TestIdleEnds(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.app.cfg.Idle = 30 * time.Minute
	r.keys("n")
	r.wait(29 * time.Minute)
	r.app.endIdle()
	if r.ended {
		t.Fatal("ended too soon")
	}
	r.keys("n")
	r.wait(29 * time.Minute)
	r.app.endIdle()
	if r.ended {
		t.Fatal("a key did not count")
	}
	here := r.app.model.Lesson.ID
	r.wait(2 * time.Minute)
	r.app.endIdle()
	if !r.ended || !strings.Contains(r.app.model.parting, "30 minutes") {
		t.Errorf("ended: %v, with %q", r.ended, r.app.model.parting)
	}
	if err := r.app.finish(); err != nil {
		t.Error(err)
	}
	if r.rec.place.Lesson != here {
		t.Errorf("the place is %s, not %s", r.rec.place.Lesson, here)
	}
}
