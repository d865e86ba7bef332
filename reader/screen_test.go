package reader

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"
	_ "github.com/gdamore/tcell/v2/terminfo/x/xterm"

	"lectern/reader/terminal"
)

// countingTty is a terminal that counts what is sent to it.
type countingTty struct {
	mu   sync.Mutex
	sent strings.Builder
	w, h int
	gone chan struct{}
	once sync.Once
	fail error
}

func newCountingTty(w, h int) *countingTty {
	return &countingTty{w: w, h: h, gone: make(chan struct{})}
}

func (t *countingTty) Start() error        { return t.fail }
func (t *countingTty) Stop() error         { return nil }
func (t *countingTty) Drain() error        { t.once.Do(func() { close(t.gone) }); return nil }
func (t *countingTty) NotifyResize(func()) {}
func (t *countingTty) Close() error        { return nil }
func (t *countingTty) WindowSize() (tcell.WindowSize, error) {
	return tcell.WindowSize{Width: t.w, Height: t.h}, nil
}
func (t *countingTty) Read([]byte) (int, error) {
	<-t.gone
	return 0, errors.New("the terminal is gone")
}
func (t *countingTty) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sent.Write(p)
}

// taken returns what was sent since the last call.
func (t *countingTty) taken() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.sent.String()
	t.sent.Reset()
	return s
}

// onTty starts a reading on a counted terminal.
func onTty(t *testing.T, w, h int) (*reading, *countingTty) {
	t.Helper()
	return onTtyWith(t, harbour(), w, h)
}

func onTtyWith(t *testing.T, files map[string]string, w, h int) (*reading, *countingTty) {
	t.Helper()
	t.Setenv("TERM", "xterm-256color")
	r := begin(t, files, w, h)
	ti, err := terminfo.LookupTerminfo("xterm-256color")
	if err != nil {
		t.Fatal(err)
	}
	tty := newCountingTty(w, h)
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(tty, ti)
	if err != nil {
		t.Fatal(err)
	}
	r.app.screen = terminal.On(inner, nil)
	if err := r.app.screen.Init(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(inner.Fini)
	r.draw()
	tty.taken()
	return r, tty
}

func TestOnlyChangedCellsAreSent(t *testing.T) {
	r, tty := onTty(t, 80, 24)
	r.draw()
	if s := tty.taken(); s != "" {
		t.Errorf("a frame that changes nothing sends %d bytes: %q", len(s), s)
	}
	r.keys("Esc")
	if s := tty.taken(); len(s) >= 100 {
		t.Errorf("a key that does nothing sends %d bytes", len(s))
	}
	r.keys("p") // the message that this is the first lesson
	if s := tty.taken(); len(s) == 0 || len(s) > 300 {
		t.Errorf("a message sends %d bytes", len(s))
	}
}

// The cursor is a bar left of what is read, and a block only on what is typed.
func TestCursorIsABlockInFieldsOnly(t *testing.T) {
	r, tty := onTty(t, 80, 24)
	for _, step := range []struct{ keys, shape string }{
		{"/", "\x1b[2 q"}, {"Esc", "\x1b[6 q"}, {":", "\x1b[2 q"}, {"Esc", "\x1b[6 q"}, {"N", "\x1b[2 q"}, {"Esc", "\x1b[6 q"},
		{"t", "\x1b[6 q"}, {"Esc l", "\x1b[6 q"}, {"Esc n", "\x1b[6 q"},
	} {
		r.keys(step.keys)
		s := tty.taken()
		if at := strings.LastIndex(s, " q"); at < 3 || s[at-3:at+2] != step.shape {
			t.Errorf("%s sends %q, want the shape %q at its end", step.keys, s, step.shape)
		}
	}
}

func TestHyperlinksAndHostileText(t *testing.T) {
	r, tty := onTtyWith(t, map[string]string{"p.md": "# P\n\n[today](https://tides.example/today) [sun](https://tides.example/日本?a=%41&b=2)\n"}, 80, 24)
	r.app.screen.ForgetAll()
	r.draw()
	s := tty.taken()
	for _, address := range []string{"https://tides.example/today", "https://tides.example/%E6%97%A5%E6%9C%AC?a=%41&b=2"} {
		if !strings.Contains(s, ";"+address+"\x1b\\") {
			t.Errorf("the text has no OSC 8 hyperlink to %s: %q", address, s)
		}
	}
}

func TestInitKeepsItsError(t *testing.T) {
	ti, err := terminfo.LookupTerminfo("xterm-256color")
	if err != nil {
		t.Fatal(err)
	}
	tty := newCountingTty(80, 24)
	tty.fail = errors.New("not a terminal")
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(tty, ti)
	if err != nil {
		t.Fatal(err)
	}
	err = Run(t.Context(), Config{Course: openCourse(t, harbour()), Screen: inner})
	if err == nil || !strings.Contains(err.Error(), "not a terminal") {
		t.Errorf("Run says %v", err)
	}
}
