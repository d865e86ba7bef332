package reader

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gdamore/tcell/v2"

	"lectern/lessons/study"
	"lectern/reader/terminal"
)

// events is what happened, in order.
type events struct {
	mu  sync.Mutex
	all []string
}

func (e *events) add(what string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, what)
}

// heldScreen notes when a frame is being made and when it is sent.
type heldScreen struct {
	tcell.SimulationScreen
	events *events
	making func()
}

func (s *heldScreen) Put(x, y int, text string, style tcell.Style) (string, int) {
	s.making()
	return s.SimulationScreen.Put(x, y, text, style)
}

func (s *heldScreen) Show() {
	s.events.add("shown")
	s.SimulationScreen.Show()
}

// heldRecord says when what was read is saved, and lets a test take its time.
type heldRecord struct {
	*fakeRecord
	events *events
	until  <-chan struct{}
}

func (r *heldRecord) ReadLessons(read []study.Reading) error {
	<-r.until
	err := r.fakeRecord.ReadLessons(read)
	r.events.add("saved")
	return err
}

// The next lesson is made while the one before it is being saved as read, and is
// not sent to the terminal before that is done.
func TestScreenWaitsForTheRecord(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	var log events
	making := make(chan struct{})
	a := r.app
	a.screen = terminal.On(&heldScreen{r.sim, &log, sync.OnceFunc(func() { close(making) })}, a.hold)
	a.background = func(f func()) { go f() }
	// It ends only once the frame is being made.
	a.cfg.Record = &heldRecord{r.rec, &log, making}
	r.wait(time.Minute).keys("n")
	if want := []string{"saved", "shown"}; !slices.Equal(log.all, want) {
		t.Errorf("%v, want %v", log.all, want)
	}
	r.shows("20 %") // of the lessons are read
}

// fullRecord has no room for what was read.
type fullRecord struct{ *fakeRecord }

func (fullRecord) ReadLessons([]study.Reading) error { return errors.New("disk is full") }

// What could not be saved when the student quits is told by whoever ran the reader.
func TestFailedSaveAtTheEnd(t *testing.T) {
	s := start(t, 80, 24)
	s.press(tcell.NewEventResize(80, 24))
	s.app.tv.QueueUpdate(func() {
		s.app.cfg.Record = fullRecord{s.rec}
		s.app.model.Tick(s.app.model.Now().Add(time.Minute), true)
	})
	s.app.tv.QueueEvent(runeKey('q'))
	if err := <-s.ended; err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("the end says %v", err)
	}
}
