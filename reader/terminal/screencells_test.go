package terminal

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"
	_ "github.com/gdamore/tcell/v2/terminfo/x/xterm"

	"lectern/reader/typeset"
)

// byteTty is a terminal that keeps what is sent to it.
type byteTty struct {
	sent strings.Builder
	gone chan struct{}
	once sync.Once
}

func (t *byteTty) Start() error        { return nil }
func (t *byteTty) Stop() error         { return nil }
func (t *byteTty) Drain() error        { t.once.Do(func() { close(t.gone) }); return nil }
func (t *byteTty) NotifyResize(func()) {}
func (t *byteTty) Close() error        { return nil }
func (t *byteTty) WindowSize() (tcell.WindowSize, error) {
	return tcell.WindowSize{Width: 80, Height: 24}, nil
}
func (t *byteTty) Read([]byte) (int, error) {
	<-t.gone
	return 0, errors.New("the terminal is gone")
}
func (t *byteTty) Write(p []byte) (int, error) { return t.sent.Write(p) }

// Numbers of styles and clusters begin anew when there are too many, without a change on the screen.
func TestNumbersOfCellsBeginAnew(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	ti, err := terminfo.LookupTerminfo("xterm-256color")
	if err != nil {
		t.Fatal(err)
	}
	tty := &byteTty{gone: make(chan struct{})}
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(tty, ti)
	if err != nil {
		t.Fatal(err)
	}
	s := On(inner, nil)
	if err := s.Init(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(inner.Fini)
	draw := func() {
		s.Clear()
		for y := range 24 {
			s.PutStr(0, y, "the same words on each line")
		}
		s.Show()
	}
	draw()
	for i := range maxStyles + 1 {
		s.Put(0, 0, "x", tcell.StyleDefault.Foreground(tcell.NewRGBColor(int32(i>>16), int32(i>>8&0xff), int32(i&0xff))))
	}
	for i := range maxClusters + 1 {
		s.Put(0, 0, string(rune('a'+i%26))+string(rune(0x300+i/26%0x70))+string(rune(0x300+i/26/0x70)), tcell.StyleDefault)
	}
	if !s.styles.full() || !s.clusters.full() {
		t.Fatalf("%d styles and %d clusters are not too many", len(s.styles.list), len(s.clusters.list))
	}
	tty.sent.Reset()
	draw()
	if sent := strings.ReplaceAll(tty.sent.String(), "\x1b", "ESC"); len(sent) >= 200 {
		t.Errorf("the same frame sends %d bytes: %q", len(sent), sent)
	}
	if s.styles.full() || s.clusters.full() {
		t.Error("the numbers do not begin anew")
	}
}

func TestWideCharactersKeepTheirCells(t *testing.T) {
	sim := tcell.NewSimulationScreen("UTF-8")
	if err := sim.Init(); err != nil {
		t.Fatal(err)
	}
	sim.SetSize(6, 1)
	s := On(sim, nil)
	show := func(text string) string {
		s.Clear()
		s.PutStr(0, 0, text)
		s.Show()
		cells, _, _ := sim.GetContents()
		var out strings.Builder
		for x := 0; x < 6; x++ {
			c := string(cells[x].Runes)
			out.WriteString(c)
			if typeset.Width(c) == 2 {
				x++
			}
		}
		return strings.TrimRight(out.String(), " ")
	}
	for _, text := range []string{"abc", "水ab", "a水b", "ab水", "abc", "水水水", "a", "ab水c"} {
		if got := show(text); got != text {
			t.Errorf("drew %q, the screen shows %q", text, got)
		}
	}
	// A wide character that loses its right half to another text becomes a blank.
	s.Clear()
	s.PutStr(0, 0, "水")
	s.PutStr(1, 0, "x")
	s.Show()
	if text, _, _ := s.Get(0, 0); text != " " {
		t.Errorf("half a wide character is left: %q", text)
	}
}
