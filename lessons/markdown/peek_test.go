package markdown

import (
	"strings"
	"testing"
)

// The title of a page is known from its first lines, as contents need it before the page is parsed.
func TestPeekTitle(t *testing.T) {
	lines := func(n int) string { return strings.Repeat("key: value\n", n) }
	for start, want := range map[string]string{
		"":                                    "",
		"They rise.\n":                        "",
		"# Tides\n":                           "Tides",
		"\ufeff\n\n#  The   tides ##\r\nText": "The tides",
		"## Below\n\n# Tides\n":               "Tides",
		"#hashtag\n# Tides":                   "Tides",
		"---\ntitle: Tides\n---\n# Other\n":   "Tides",
		"Title: \"Tides\"\nDate: 2026\n":      "Tides",
		"---\nsubtitle: Sub\nTITLE: 'Tides'":  "Tides",
		"# Tides\ntitle: Other\n":             "Tides",
		lines(maxPeeked-1) + "title: Tides\n": "Tides",
		lines(maxPeeked) + "title: Other\n":   "",
		lines(maxPeeked) + "# Tides\n":        "Tides",
	} {
		if got := PeekTitle([]byte(start)); got != want {
			t.Errorf("the title of %q is %q, want %q", start, got, want)
		}
	}
}
