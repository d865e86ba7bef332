package reader

import (
	"regexp"
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
	braces := regexp.MustCompile(`\{[a-z-]+\}`)
	for _, b := range keys.New().All() {
		for _, part := range braces.Split(b.Help, -1) {
			if !strings.Contains(text.String(), part) {
				t.Errorf("help does not say %q", b.Help)
			}
		}
	}
	if braces.MatchString(text.String()) {
		t.Errorf("help names an action in braces:\n%s", text.String())
	}
}
