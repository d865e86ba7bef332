package cli

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// inTurn runs scripts one after the other. Scripts that run side by side in one
// process cannot start a program that one of them has just written: a child of
// another may still hold it open ("text file busy").
type inTurn struct{ *testing.T }

func (t inTurn) Parallel()     {}
func (t inTurn) Verbose() bool { return testing.Verbose() }

func (t inTurn) Run(name string, f func(testscript.T)) {
	t.T.Run(name, func(t *testing.T) { f(inTurn{t}) })
}
