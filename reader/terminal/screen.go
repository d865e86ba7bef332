// Package terminal is the layer between the reader and tcell: a screen that
// sends only the cells that changed, a gate for what is typed, the canvas that
// all drawing goes through, themes and the names of keys. Only this room and the
// reader know tview and tcell.
//
// To add a theme colour: name its role (sheet/roles.go); give it a style in
// NewTheme (theme.go) that can be told apart without colour; use it in a span.
package terminal

import (
	"sync"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/uniseg"
)

// Screen stands between tview and the terminal and passes on only the
// cells that changed since the last frame, and nothing at all when none did.
//
// This is the one clever file of the reader, and it pays: tview clears the
// screen before each frame, which marks every cell of tcell's buffer as changed,
// so that a key that changes nothing would send 3.4 KB at 80x24. It also keeps
// the error of Init, which tview's SetScreen drops.
//
// All drawing happens on tview's loop. The lock is for Size and Fini, which other
// goroutines may call, and for the frame that a resize throws away.
type Screen struct {
	tcell.Screen
	gate *gate // of the terminal; nil if there is none
	hold *Hold // what output waits for, where there is no gate; nil for nothing

	mu      sync.Mutex
	started bool
	over    bool          // Fini was called
	err     error         // of Init
	painted chan struct{} // closed when a frame has been shown

	w, h  int
	next  []cell // the frame being drawn
	shown []cell // what the terminal has; the zero cell is unknown

	styles   styleNumbers   // the styles of cells
	clusters clusterNumbers // the texts of cells that are more than one character

	cursorX, cursorY int // of the frame being drawn; -1, -1 hides it
	shownX, shownY   int
	shape            tcell.CursorStyle // of the cursor in the frame being drawn
	onBreak          func()            // called at Ctrl-C; may be nil
	pasting          bool              // what comes is pasted
	shownShape       tcell.CursorStyle // what tcell was told; it gives the terminal its own back with Fini and Suspend
}

// cell is one character cell. The right half of a wide character has width 0.
// A frame has thousands, and each key fills and compares them all: numbers stand
// for texts and styles, which takes a tenth of the memory and of the time.
type cell struct {
	text  rune // a character, or the number of a cluster (clusterNumbers)
	style int32
	width int32
}

// On returns a screen that sends only changes to inner. Output waits for h; nil means it waits for nothing.
func On(inner tcell.Screen, h *Hold) *Screen {
	return &Screen{Screen: inner, hold: h, painted: make(chan struct{}), cursorX: -1, cursorY: -1, shownX: -2, shownY: -2}
}

// Init starts the terminal the first time it is called; later calls return the first one's error.
func (s *Screen) Init() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.started {
		s.started = true
		if s.err = s.Screen.Init(); s.err == nil {
			substitute(s.Screen)
		}
	}
	return s.err
}

// fit makes the frames as large as the terminal. Nothing is known of what the terminal shows after a change.
func (s *Screen) fit() {
	w, h := s.Screen.Size()
	if w == s.w && h == s.h {
		return
	}
	s.w, s.h = w, h
	s.next = make([]cell, w*h)
	s.forget()
	s.fill(cell{' ', s.styles.number(tcell.StyleDefault), 1})
}

// forget makes the next Show send every cell.
func (s *Screen) forget() {
	s.shown = make([]cell, s.w*s.h)
	s.shownX, s.shownY = -2, -2
}

// fill sets every cell of the frame being drawn to c.
func (s *Screen) fill(c cell) {
	if len(s.next) == 0 {
		return
	}
	// Copying what is filled already, in ever larger pieces, moves memory as fast as it goes.
	s.next[0] = c
	for n := 1; n < len(s.next); n *= 2 {
		copy(s.next[n:], s.next[:n])
	}
}

// Clear empties the frame being drawn.
func (s *Screen) Clear() { s.Fill(' ', tcell.StyleDefault) }

// Fill fills the frame being drawn.
func (s *Screen) Fill(r rune, style tcell.Style) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fit()
	if s.styles.full() || s.clusters.full() {
		// Nothing of the frame before is left but what the terminal shows. tcell
		// knows that too, so that nothing is sent again.
		s.styles, s.clusters = styleNumbers{}, clusterNumbers{}
		clear(s.shown)
	}
	s.fill(cell{r, s.styles.number(style), 1})
}

// Put writes the first grapheme cluster of text and returns the rest and the cluster's width.
func (s *Screen) Put(x, y int, text string, style tcell.Style) (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if plainStart(text) {
		s.set(x, y, cell{rune(text[0]), s.styles.number(style), 1})
		return text[1:], 1
	}
	cluster, rest, width, _ := uniseg.FirstGraphemeClusterInString(text, -1)
	s.set(x, y, cell{s.clusters.number(cluster), s.styles.number(style), int32(width)})
	return rest, width
}

// write writes text at x, y up to the column end, and returns the column behind
// it. A cluster that would be cut is left out with all that follows, clusters
// without a width or with control characters by themselves.
func (s *Screen) write(x, y, end int, text string, style tcell.Style) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	number := s.styles.number(style)
	state := -1
	for text != "" {
		if plainStart(text) {
			if x >= end {
				return x
			}
			s.set(x, y, cell{rune(text[0]), number, 1})
			text, state = text[1:], -1
			x++
			continue
		}
		var cluster string
		var width int
		cluster, text, width, state = uniseg.FirstGraphemeClusterInString(text, state)
		if width == 0 || cluster[0] < ' ' || cluster == "\u007f" {
			continue // typeset.Clean has been here; this is the second lock on the door
		}
		if x+width > end {
			return x
		}
		s.set(x, y, cell{s.clusters.number(cluster), number, int32(width)})
		x += width
	}
	return x
}

// plainStart reports whether text begins with a cluster that is one printable
// character of ASCII: one that nothing follows but ASCII, because what extends a
// cluster is not ASCII, but for CR LF (UAX 29). Most of what is drawn is.
func plainStart(text string) bool {
	return text != "" && ' ' <= text[0] && text[0] < 0x7f && (len(text) == 1 || text[1] < 0x80)
}

// set writes a cell. A wide character that loses one of its halves becomes a blank.
func (s *Screen) set(x, y int, c cell) {
	if x < 0 || y < 0 || x >= s.w || y >= s.h || c.width < 1 {
		return
	}
	if x+int(c.width) > s.w {
		c = cell{' ', c.style, 1}
	}
	row := s.next[y*s.w : (y+1)*s.w]
	if row[x].width == 0 && x > 0 {
		row[x-1] = cell{' ', row[x-1].style, 1}
	}
	if end := x + int(c.width); end < s.w && row[end].width == 0 {
		row[end] = cell{' ', row[end].style, 1}
	}
	row[x] = c
	for i := 1; i < int(c.width); i++ {
		row[x+i] = cell{style: c.style}
	}
}

// PutStr writes text in the default style.
func (s *Screen) PutStr(x, y int, text string) {
	s.PutStrStyled(x, y, text, tcell.StyleDefault)
}

// PutStrStyled writes text, cut at the right edge.
func (s *Screen) PutStrStyled(x, y int, text string, style tcell.Style) {
	for text != "" {
		rest, width := s.Put(x, y, text, style)
		x, text = x+width, rest
	}
}

// SetContent writes one cell; tview's own widgets use it.
func (s *Screen) SetContent(x, y int, primary rune, combining []rune, style tcell.Style) {
	s.Put(x, y, string(primary)+string(combining), style)
}

// SetCell writes one cell.
func (s *Screen) SetCell(x, y int, style tcell.Style, ch ...rune) {
	s.Put(x, y, string(ch), style)
}

// Get returns a cell of the frame being drawn.
func (s *Screen) Get(x, y int) (string, tcell.Style, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x < 0 || y < 0 || x >= s.w || y >= s.h {
		return "", tcell.StyleDefault, 0
	}
	c := s.next[y*s.w+x]
	return s.clusters.text(c.text), s.styles.list[c.style], int(c.width)
}

// GetContent returns a cell of the frame being drawn.
func (s *Screen) GetContent(x, y int) (rune, []rune, tcell.Style, int) {
	text, style, width := s.Get(x, y)
	runes := []rune(text)
	if len(runes) == 0 {
		return ' ', nil, style, max(width, 1)
	}
	return runes[0], runes[1:], style, width
}

// ShowCursor puts the terminal's cursor there at the next Show.
func (s *Screen) ShowCursor(x, y int) { s.cursorX, s.cursorY = x, y }

// The shapes of the cursor. They do not blink: what moves draws the eye. A terminal
// that knows none keeps its own.
const (
	Bar   = tcell.CursorStyleSteadyBar   // beside what is read: it covers no letter
	Block = tcell.CursorStyleSteadyBlock // on what is typed
)

// ShapeCursor gives the cursor a shape at the next Show.
func (s *Screen) ShapeCursor(shape tcell.CursorStyle) { s.shape = shape }

// HideCursor hides the cursor at the next Show.
func (s *Screen) HideCursor() { s.ShowCursor(-1, -1) }

// Show sends what changed since the last Show.
func (s *Screen) Show() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	s.fit()
	changed := false
	for i, c := range s.next {
		if c == s.shown[i] {
			continue
		}
		changed = true
		s.shown[i] = c
		if c.width > 0 {
			s.Screen.Put(i%s.w, i/s.w, s.clusters.text(c.text), s.styles.list[c.style])
		}
	}
	if s.shape != s.shownShape {
		changed = true
		s.shownShape = s.shape
		s.SetCursorStyle(s.shape)
	}
	if moved := s.cursorX != s.shownX || s.cursorY != s.shownY; changed || moved {
		s.Screen.ShowCursor(s.cursorX, s.cursorY)
		s.shownX, s.shownY = s.cursorX, s.cursorY
		if s.hold != nil {
			s.hold.Wait()
		}
		s.Screen.Show()
	}
	select {
	case <-s.painted:
	default:
		close(s.painted)
	}
}

// FirstShown returns a channel that is closed once the first frame has been shown.
func (s *Screen) FirstShown() <-chan struct{} { return s.painted }

// ForgetAll makes the next Show clear the terminal and send everything.
func (s *Screen) ForgetAll() {
	if s.Ended() {
		return
	}
	s.mu.Lock()
	s.forget()
	s.mu.Unlock()
	s.Screen.Sync()
}

// Sync sends everything again.
func (s *Screen) Sync() {
	if s.Ended() {
		return
	}
	s.mu.Lock()
	s.forget()
	s.mu.Unlock()
	s.Show()
	s.Screen.Sync()
}

// OnBreak has f called as soon as Ctrl-C comes, which the loop may see much later. Call it before
// the first event is asked for.
func (s *Screen) OnBreak(f func()) { s.onBreak = f }

// PollEvent waits for an event.
func (s *Screen) PollEvent() tcell.Event {
	ev := s.Screen.PollEvent()
	switch e := ev.(type) {
	case *tcell.EventPaste:
		s.pasting = e.Start()
	case *tcell.EventKey:
		if e.Key() == tcell.KeyCtrlC && !s.pasting && s.onBreak != nil {
			s.onBreak()
		}
	}
	return ev
}

// Resume takes the terminal back after Suspend; whoever had it left it in an unknown state.
func (s *Screen) Resume() error {
	err := s.Screen.Resume()
	s.mu.Lock()
	s.fit()
	s.forget()
	s.mu.Unlock()
	return err
}
