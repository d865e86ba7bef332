package beside

import (
	"testing"
	"testing/fstest"
	"time"

	"lectern/lessons"
)

// Work beside the loop waits for keys only while they come.
func TestPauseWaitsForKeys(t *testing.T) {
	var p Pause
	if p.Pending() != 0 {
		t.Error("a key is expected before the first one")
	}
	p.begun = time.Now().Add(-time.Hour)
	p.key.Store(int64(time.Hour + 10*time.Second)) // it comes late to this check
	if p.Pending() <= 0 {
		t.Error("no key is expected after one that has just come")
	}
	p.key.Store(int64(time.Minute))
	if p.Pending() != 0 {
		t.Error("a key is expected an hour after the last one")
	}
	p.GiveWay()
	p.Await()
}

// What follows the lesson on the screen is got in the pause after a key.
func TestPauseGetsAhead(t *testing.T) {
	c, err := lessons.Open(fstest.MapFS{
		"a.md": {Data: []byte("# A\n\nText.\n")}, "b.md": {Data: []byte("# B\n\nText.\n")}, "c.md": {Data: []byte("# C\n\nText.\n")},
	}, lessons.Options{ID: "test"})
	if err != nil {
		t.Fatal(err)
	}
	pages := c.Pages()
	var p Pause
	done := make(chan struct{})
	p.Start(func(work func()) {
		work()
		close(done)
	})
	p.Keyed(c.First())
	<-done
	if !pages[1].Parsed() || pages[2].Parsed() {
		t.Errorf("parsed are %v and %v, want the page that follows", pages[1].Parsed(), pages[2].Parsed())
	}
}
