package reader

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/desktop"
)

// running is the whole program on a simulated screen, with its loop.
type running struct {
	t     *testing.T
	app   *app
	sim   tcell.SimulationScreen
	rec   *fakeRecord
	ended chan error
	reach chan struct{}
	stop  context.CancelFunc
	left  chan os.Signal // the process would have ended by this
}

// sentinel is a key that no terminal sends here. Keys come one after the other, so
// that whoever waits for it knows that those before it were handled.
const sentinel = tcell.KeyF64

func start(t *testing.T, w, h int) *running {
	t.Helper()
	c := openCourse(t, harbour())
	c.Lessons()
	ctx, cancel := context.WithCancel(t.Context())
	s := &running{
		t: t, sim: tcell.NewSimulationScreen("UTF-8"), rec: newFakeRecord(),
		ended: make(chan error, 1), reach: make(chan struct{}), stop: cancel, left: make(chan os.Signal, 1),
	}
	a, err := newApp(ctx, Config{Course: c, Record: s.rec, Screen: s.sim, Programs: desktop.Programs{Opener: &fakeOpener{}, Shell: true}, Theme: "mono", Abandon: func(sig os.Signal) { s.left <- sig }})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.start(); err != nil {
		t.Fatal(err)
	}
	s.sim.SetSize(w, h)
	capture := a.tv.GetInputCapture()
	a.tv.SetInputCapture(func(ev *tcell.EventKey) *tcell.EventKey {
		if ev.Key() == sentinel {
			s.reach <- struct{}{}
			return nil
		}
		return capture(ev)
	})
	s.app = a
	go func() {
		err := a.tv.Run()
		if e := a.finish(); err == nil {
			err = e
		}
		s.ended <- err
	}()
	t.Cleanup(func() {
		cancel()
		<-a.over
	})
	return s
}

// press sends keys and waits until they are handled.
func (s *running) press(events ...tcell.Event) {
	s.t.Helper()
	for _, ev := range events {
		s.app.tv.QueueEvent(ev)
	}
	s.app.tv.QueueEvent(tcell.NewEventKey(sentinel, 0, tcell.ModNone))
	<-s.reach
}

func runeKey(r rune) tcell.Event { return tcell.NewEventKey(tcell.KeyRune, r, tcell.ModNone) }

func (s *running) contents() string {
	var b strings.Builder
	s.app.tv.QueueUpdate(func() {
		cells, w, _ := s.sim.GetContents()
		for i, c := range cells {
			b.WriteString(string(c.Runes))
			if i%w == w-1 {
				b.WriteByte('\n')
			}
		}
	})
	return b.String()
}

func TestLoopReadsAndQuits(t *testing.T) {
	s := start(t, 80, 24)
	s.press(tcell.NewEventResize(80, 24))
	if got := s.contents(); !strings.Contains(got, "A pilot meets every large ship") {
		t.Fatalf("the first lesson is not on the screen:\n%s", got)
	}
	s.press(runeKey('n'), runeKey('a'), tcell.NewEventKey(tcell.KeyEnter, 0, tcell.ModNone))
	if got := s.contents(); !strings.Contains(got, "✓ Right") {
		t.Fatalf("the answer is not on the screen:\n%s", got)
	}
	s.app.tv.QueueEvent(runeKey('q'))
	if err := <-s.ended; err != nil {
		t.Fatal(err)
	}
	if s.rec.place.Lesson != "arrival/arrival" {
		t.Errorf("the place kept is %+v", s.rec.place)
	}
}

func TestLoopSearchesInTheBackground(t *testing.T) {
	s := start(t, 80, 24)
	found := make(chan struct{}, 8)
	later := s.app.later
	s.app.later = func(f func()) {
		later(f)
		found <- struct{}{}
	}
	s.press(runeKey('/'), runeKey('m'), runeKey('o'), runeKey('o'), runeKey('n'))
	for {
		<-found
		if strings.Contains(s.contents(), "hit 1 of") {
			return
		}
	}
}

func TestLoopIgnoresPastedCommands(t *testing.T) {
	s := start(t, 80, 24)
	s.app.tv.QueueEvent(tcell.NewEventPaste(true))
	s.app.tv.QueueEvent(runeKey('q'))
	s.app.tv.QueueEvent(runeKey('n'))
	s.press(tcell.NewEventPaste(false))
	if got := s.contents(); !strings.Contains(got, "A pilot meets") {
		t.Errorf("pasted text was taken for commands:\n%s", got)
	}
}

func TestLoopEndsWithCtrlC(t *testing.T) {
	s := start(t, 80, 24)
	s.app.tv.QueueEvent(tcell.NewEventKey(tcell.KeyCtrlC, 0, tcell.ModCtrl))
	if err := <-s.ended; err != nil {
		t.Fatal(err)
	}
	if !s.rec.known {
		t.Error("the place is not kept")
	}
}

// A loop that waits, for a large page say, is not waited for: the place is kept and the terminal given back.
func TestCtrlCWhileTheLoopIsBusy(t *testing.T) {
	s := start(t, 80, 24)
	s.press(runeKey('n'), runeKey('a'), tcell.NewEventKey(tcell.KeyEnter, 0, tcell.ModNone), runeKey('n'))
	busy, free := make(chan struct{}), make(chan struct{})
	go s.app.tv.QueueUpdate(func() {
		close(busy)
		<-free
	})
	<-busy
	s.sim.InjectKey(tcell.KeyCtrlC, 0, tcell.ModCtrl)
	if got := <-s.left; got != nil {
		t.Errorf("ended by %v", got)
	}
	if !s.app.screen.Ended() || !s.rec.known {
		t.Errorf("the terminal is given back: %v; the place is kept: %v", s.app.screen.Ended(), s.rec.known)
	}
	close(free)
}

func TestLoopMouse(t *testing.T) {
	s := start(t, 80, 24)
	s.press(
		tcell.NewEventMouse(12, 23, tcell.ButtonPrimary, tcell.ModNone),
		tcell.NewEventMouse(12, 23, tcell.ButtonNone, tcell.ModNone),
	)
	if got := s.contents(); strings.Contains(got, "lesson 2") {
		t.Errorf("a click on “back” went on:\n%s", got)
	}
	s.press(
		tcell.NewEventMouse(2, 23, tcell.ButtonPrimary, tcell.ModNone),
		tcell.NewEventMouse(2, 23, tcell.ButtonNone, tcell.ModNone),
	)
	if got := s.contents(); !strings.Contains(got, "Question 1 of 2") {
		t.Errorf("a click on “next” did not go on:\n%s", got)
	}
}

// The cursor stands where a screen reader should read.
func TestCursorStandsOnTheCurrentLine(t *testing.T) {
	s := start(t, 80, 24)
	cursorLine := func() string {
		_, y, visible := s.sim.GetCursor()
		if !visible {
			t.Fatal("the cursor is hidden")
		}
		return strings.Split(s.contents(), "\n")[y]
	}
	s.press(runeKey('j'))
	if got := cursorLine(); !strings.Contains(got, "Arrival") {
		t.Errorf("reading, the cursor is on %q", got)
	}
	s.press(tcell.NewEventKey(tcell.KeyTab, 0, tcell.ModNone), tcell.NewEventKey(tcell.KeyTab, 0, tcell.ModNone))
	if got := cursorLine(); !strings.Contains(got, "how") {
		t.Errorf("on a link, the cursor is on %q", got)
	}
	s.press(runeKey('n'), runeKey('c'))
	if got := cursorLine(); !strings.Contains(got, "turning to port") {
		t.Errorf("on a choice, the cursor is on %q", got)
	}
	s.press(runeKey('t'), tcell.NewEventKey(tcell.KeyDown, 0, tcell.ModNone))
	if got := cursorLine(); !strings.Contains(got, "2 Berths") {
		t.Errorf("in the contents, the cursor is on %q", got)
	}
}

func TestPanicElsewhereReachesTheLoop(t *testing.T) {
	s := start(t, 80, 24)
	caught := make(chan any, 1)
	s.app.later = func(f func()) {
		defer func() { caught <- recover() }()
		f()
	}
	s.app.guard(func() { panic("a fault of ours") })
	if p := <-caught; p != "a fault of ours" {
		t.Errorf("the loop was handed %v", p)
	}
}
