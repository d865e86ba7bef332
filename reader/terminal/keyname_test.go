package terminal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/keys"
)

// Whatever name a key of the terminal goes by can be written in keys.toml.
func TestKeysFileKnowsEveryKey(t *testing.T) {
	for key, name := range tcell.KeyNames {
		if name = KeyName(tcell.NewEventKey(key, 0, tcell.ModNone)); name == "" || strings.HasPrefix(name, "Ctrl-") && len(name) > len("Ctrl-X") {
			continue // control characters that no letter makes
		}
		file := fmt.Sprintf("[reading]\nnext = [%q]\n", name)
		if _, err := keys.Parse([]byte(file), "keys.toml"); err != nil && strings.Contains(err.Error(), "is no key") {
			t.Errorf("%v", err)
		}
	}
}
