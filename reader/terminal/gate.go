package terminal

import (
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"
)

// gate is the terminal's input with a door that can be shut. tcell waits for its readers
// when it gives the terminal back, and they wait until what was typed is taken:
// with much typed ahead, by a paste say, both wait for ever. So the door is shut
// first, and what came before is thrown away (Screen.letGo).
type gate struct {
	tcell.Tty
	hold *Hold // output waits for it
	// shapeless says that the terminal prints a part of what sets the shape of the cursor.
	shapeless bool
	// typed is what the reader of tcell has had. Only Read knows it.
	typed typed

	mu      sync.Mutex
	turn    *sync.Cond
	running bool // between Start and Stop
	shut    bool // what comes is thrown away
	drained bool // tcell is waiting for its reader to return
	inside  bool // its reader waits in Read, done with its earlier input
	gone    bool // its reader met an error and ended
}

func newGate(tty tcell.Tty, h *Hold) *gate {
	g := &gate{Tty: tty, hold: h}
	g.turn = sync.NewCond(&g.mu)
	return g
}

// Open returns the screen on the terminal. Output waits for h.
func Open(h *Hold) (*Screen, error) {
	inner, door, err := newTerminal(h)
	if err != nil {
		return nil, err
	}
	s := On(inner, h)
	if s.gate = door; door != nil {
		s.hold = nil // the gate holds the output, once a frame is made
	}
	return s, nil
}

// newTerminal returns the screen on the terminal. The gate is nil where the system has no such terminals.
func newTerminal(h *Hold) (tcell.Screen, *gate, error) {
	tty, err := tcell.NewDevTty()
	if err != nil {
		s, err := tcell.NewScreen()
		return s, nil, err
	}
	g := newGate(tty, h)
	g.shapeless = printsShapes(os.Getenv("TERM"))
	s, err := tcell.NewTerminfoScreenFromTty(g)
	if like := likeTerminal(os.Getenv("TERM")); err != nil && like != nil {
		s, err = tcell.NewTerminfoScreenFromTtyTerminfo(g, like)
	}
	if err == nil {
		g.typed.charset = s.CharacterSet
	}
	return s, g, err
}

// Knows reports whether a kind of terminal is among those that the program itself has: others are looked up with
// infocmp(1), where that is.
func Knows(term string) bool {
	_, err := terminfo.LookupTerminfo(term)
	return err == nil
}

// likeTerminal finds a terminal that an unknown one is a variety of: the names of
// varieties end in what sets them apart, as xterm-16color and xterm-mono do
// (term(7), "TERMINAL TYPE SYNTAX"). It returns nil if there is none.
func likeTerminal(name string) *terminfo.Terminfo {
	mono := strings.HasSuffix(name, "-mono") || strings.HasSuffix(name, "-m")
	for {
		cut := strings.LastIndexByte(name, '-')
		if cut < 0 {
			return nil
		}
		name = name[:cut]
		ti, err := tcell.LookupTerminfo(name)
		if err != nil {
			continue
		}
		like := *ti
		if mono {
			like.Colors = 0
		}
		return &like
	}
}

// The largest window that is drawn, in cells: more than fits on any screen. A terminal may say that it has 65,535 columns
// and rows, over SSH anybody's, and each cell takes memory.
const (
	maxColumns = 800
	maxRows    = 250
)

// WindowSize is how much of the window is drawn: from its upper left, as much as has bounds.
func (g *gate) WindowSize() (tcell.WindowSize, error) {
	size, err := g.Tty.WindowSize()
	size.Width, size.Height = min(size.Width, maxColumns), min(size.Height, maxRows)
	return size, err
}

// Start opens the terminal, and the door.
func (g *gate) Start() error {
	g.mu.Lock()
	g.running, g.shut, g.drained, g.inside, g.gone = true, false, false, false, false
	g.mu.Unlock()
	return g.Tty.Start()
}

// Stop gives the terminal back.
func (g *gate) Stop() error {
	g.mu.Lock()
	g.running = false
	g.turn.Broadcast()
	g.mu.Unlock()
	return g.Tty.Stop()
}

// Read reads what was typed. Behind the shut door it waits until tcell wants its reader back.
func (g *gate) Read(p []byte) (int, error) {
	g.mu.Lock()
	g.inside = true
	g.turn.Broadcast()
	for g.shut && !g.drained {
		g.turn.Wait()
	}
	if g.shut {
		g.mu.Unlock()
		return 0, nil
	}
	g.mu.Unlock()
	n, err := g.typed.read(g.Tty, p)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		n = 0
	} else {
		g.inside = false
	}
	g.gone = g.gone || err != nil
	g.turn.Broadcast()
	return n, err
}

// Write sends output once everything that it may report is saved.
func (g *gate) Write(p []byte) (int, error) {
	g.hold.Wait()
	if !g.shapeless {
		return g.Tty.Write(p)
	}
	if _, err := g.Tty.Write(cursorShape().ReplaceAll(p, nil)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// cursorShape is what sets the shape of the cursor (DECSCUSR). tcell writes it in one piece.
var cursorShape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("\x1b\\[[0-9] q") })

// printsShapes reports whether a terminal of that name may print the q that ends a
// cursorShape: older consoles of Linux take such a sequence to end at its space.
func printsShapes(name string) bool { return name == "linux" || strings.HasPrefix(name, "linux-") }

// Drain makes a Read that is under way come back.
func (g *gate) Drain() error {
	err := g.Tty.Drain()
	g.mu.Lock()
	g.drained = true
	g.turn.Broadcast()
	g.mu.Unlock()
	return err
}

// shutDoor throws away what comes from now on, and waits until the reader is
// done with what came before. Someone has to take events meanwhile.
func (g *gate) shutDoor() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = true
	for g.running && !g.inside && !g.gone {
		g.turn.Wait()
	}
}

// Fini gives the terminal back for good. Nothing may be drawn after it: tcell
// would look for the width of cells that are no more, and never end.
func (s *Screen) Fini() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.letGo(s.Screen.Fini)
}

// Ended reports whether the terminal was given back for good.
func (s *Screen) Ended() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// Suspend gives the terminal back until Resume.
func (s *Screen) Suspend() (err error) {
	s.letGo(func() { err = s.Screen.Suspend() })
	return err
}

// letGo calls end to give the terminal back, and discards input that was typed but not read yet.
func (s *Screen) letGo(end func()) {
	inner, ok := s.Screen.(interface{ EventQ() chan tcell.Event })
	if !ok {
		end()
		return
	}
	done := make(chan struct{})
	var taker sync.WaitGroup
	taker.Go(func() {
		for {
			select {
			case <-inner.EventQ():
			case <-done:
				return
			}
		}
	})
	if s.gate != nil {
		s.gate.shutDoor()
	}
	end()
	close(done)
	taker.Wait()
}
