package reader

import (
	"strings"
	"testing"

	"lectern/reader/keys"
)

// The help screen names every row of the table that has a help text.
func TestHelpComesFromTheTable(t *testing.T) {
	r := begin(t, harbour(), 120, 60)
	var text strings.Builder
	for _, row := range (&helpScreen{}).sheet(r.app.model, 100).Rows {
		for _, sp := range row.Spans {
			text.WriteString(sp.Text)
		}
		text.WriteByte('\n')
	}
	for _, b := range keys.New().All() {
		if b.Help != "" && !strings.Contains(text.String(), b.Help) {
			t.Errorf("help does not say %q", b.Help)
		}
	}
}
