package terminal

import (
	"runtime"
	"testing"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"
)

// Once the terminal is given back, nothing is sent to it, whoever still draws, and nobody is kept waiting.
func TestNothingIsSentAfterTheEnd(t *testing.T) {
	ti, err := terminfo.LookupTerminfo("xterm")
	if err != nil {
		t.Fatal(err)
	}
	tty := &byteTty{gone: make(chan struct{})}
	g := newGate(tty, NewHold())
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(g, ti)
	if err != nil {
		t.Fatal(err)
	}
	s := On(inner, nil)
	s.gate = g
	if err := s.Init(); err != nil {
		t.Fatal(err)
	}
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
