package terminal

import (
	"slices"
	"testing"

	"github.com/gdamore/tcell/v2"
)

// orderedTty notes when something is written to it.
type orderedTty struct {
	tcell.Tty
	events chan<- string
}

func (o *orderedTty) Write(p []byte) (int, error) {
	o.events <- "written"
	return len(p), nil
}

func TestOutputWaitsForSaves(t *testing.T) {
	log := make(chan string, 2)
	h := NewHold()
	g := newGate(&orderedTty{events: log}, h)
	h.Begin()
	h.Begin()
	go func() {
		h.End(nil)
		log <- "saved"
		h.End(nil)
	}()
	if _, err := g.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if got, want := []string{<-log, <-log}, []string{"saved", "written"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
