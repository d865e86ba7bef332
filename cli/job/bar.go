package job

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// Bar shows the progress of a long job on a terminal. Off a terminal it shows
// nothing, so that logs and pipes stay clean. It is safe for several goroutines.
type Bar struct {
	w    io.Writer // nil for no bar
	name string

	mu    sync.Mutex
	begun time.Time
	drawn time.Time // when it was drawn last; zero before the first time
}

const (
	barDelay = 300 * time.Millisecond // what is done sooner needs no bar
	barPause = 50 * time.Millisecond  // between two drawings
	barCells = 30
)

// NewBar returns a bar on a terminal; with nil it shows nothing.
func NewBar(w io.Writer, name string) *Bar {
	return &Bar{w: w, name: name, begun: time.Now()}
}

// Step shows that done of total is done.
func (b *Bar) Step(done, total int64) {
	if b.w == nil || total <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if now.Sub(b.begun) < barDelay || now.Sub(b.drawn) < barPause {
		return
	}
	b.drawn = now
	full := int(min(done, total) * barCells / total)
	fmt.Fprintf(b.w, "\r%s [%s%s] %3d %%", b.name,
		strings.Repeat("#", full), strings.Repeat("-", barCells-full), min(done, total)*100/total)
}

// End takes the bar away.
func (b *Bar) End() {
	if b.w == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.drawn.IsZero() {
		fmt.Fprintf(b.w, "\r%s\r", strings.Repeat(" ", len(b.name)+barCells+10))
	}
}
