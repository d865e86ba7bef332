package terminal

import (
	"runtime"
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"
)

// onBytes starts a screen on a terminal that keeps what it is sent; shapeless is that of its gate.
func onBytes(t *testing.T, shapeless bool) (*Screen, *byteTty) {
	t.Helper()
	ti, err := terminfo.LookupTerminfo("xterm")
	if err != nil {
		t.Fatal(err)
	}
	tty := &byteTty{gone: make(chan struct{})}
	g := newGate(tty, NewHold())
	g.shapeless = shapeless
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(g, ti)
	if err != nil {
		t.Fatal(err)
	}
	s := On(inner, nil)
	s.gate = g
	if err := s.Init(); err != nil {
		t.Fatal(err)
	}
	return s, tty
}

// Once the terminal is given back, nothing is sent to it, whoever still draws, and nobody is kept waiting.
func TestNothingIsSentAfterTheEnd(t *testing.T) {
	s, tty := onBytes(t, false)
	s.PutStr(0, 0, "the lesson")
	s.Show()
	if s.Ended() || tty.sent.Len() == 0 {
		t.Fatalf("ended %v, sent %q", s.Ended(), tty.sent.String())
	}
	s.Fini()
	if !s.Ended() {
		t.Error("not ended")
	}
	tty.sent.Reset()
	s.PutStr(0, 0, "drawn too late")
	s.Show()
	s.Sync()
	s.ForgetAll()
	s.Fini()
	if tty.sent.Len() > 0 {
		t.Errorf("sent after the end: %q", tty.sent.String())
	}
}

// The shape of the cursor is sent when it changes, and again when the terminal was lent;
// with Suspend and Fini the terminal has its own back. A terminal that would print a part
// of it is told nothing.
func TestShapeOfTheCursor(t *testing.T) {
	for _, shapeless := range []bool{false, true} {
		s, tty := onBytes(t, shapeless)
		// sent returns the shapes that a step sends, and all of it.
		sent := func(step func()) (shapes, all string) {
			tty.sent.Reset()
			step()
			all = tty.sent.String()
			return strings.Join(cursorShape().FindAllString(all, -1), ""), all
		}
		frame := func(shape tcell.CursorStyle) func() {
			return func() {
				s.Clear()
				s.PutStr(0, 0, "the lesson")
				s.ShowCursor(0, 0)
				s.ShapeCursor(shape)
				s.Show()
			}
		}
		for i, step := range []struct {
			do   func()
			want string
		}{
			{frame(Bar), "\x1b[6 q"},
			{frame(Bar), ""},
			{frame(Block), "\x1b[2 q"},
			{frame(Block), ""},
			{func() { s.Suspend() }, "\x1b[0 q"},
			{func() { s.Resume(); frame(Block)() }, "\x1b[2 q"},
			{frame(Bar), "\x1b[6 q"},
			{s.Fini, "\x1b[0 q"},
		} {
			shapes, all := sent(step.do)
			if shapeless {
				if shapes != "" || strings.Contains(all, " q") {
					t.Errorf("step %d sends %q to a terminal that would print it", i, all)
				}
				continue
			}
			if shapes != step.want {
				t.Errorf("step %d sends the shapes %q, want %q", i, shapes, step.want)
			}
			if step.want == "" && all != "" {
				t.Errorf("step %d changes nothing and sends %q", i, all)
			}
		}
	}
	for name, want := range map[string]bool{"linux": true, "linux-16color": true, "linuxish": false, "xterm": false, "": false} {
		if printsShapes(name) != want {
			t.Errorf("printsShapes(%q) is %v", name, !want)
		}
	}
}

// A reader that comes to the shut door waits until tcell wants it back, and brings nothing.
func TestReadBehindTheShutDoor(t *testing.T) {
	g := newGate(&byteTty{gone: make(chan struct{})}, NewHold())
	if err := g.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		g.shutDoor()
		g.Drain()
	}()
	for shut := false; !shut; runtime.Gosched() {
		g.mu.Lock()
		shut = g.shut
		g.mu.Unlock()
	}
	if n, err := g.Read(make([]byte, 8)); n != 0 || err != nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
	if err := g.Stop(); err != nil {
		t.Error(err)
	}
}

// hugeTty says that its window is as large as one can be.
type hugeTty struct{ byteTty }

func (t *hugeTty) WindowSize() (tcell.WindowSize, error) {
	return tcell.WindowSize{Width: 65535, Height: 65535}, nil
}

// A window of any size takes bounded memory: over SSH anybody says how large theirs is.
func TestHugeWindowIsBounded(t *testing.T) {
	g := newGate(&hugeTty{}, NewHold())
	if size, err := g.WindowSize(); err != nil || size.Width*size.Height > 250_000 || size.Width < 500 || size.Height < 200 {
		t.Errorf("drawn are %d columns and %d rows (%v)", size.Width, size.Height, err)
	}
}
