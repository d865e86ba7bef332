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
		"Tides\n=====\n":                      "Tides",
		"## Below\n\n# Tides\n":               "", // a heading of level 1 is the title as the first block alone
		"#hashtag\n# Tides":                   "",
		"```sh\n# a comment\n```\n":           "",
		"    # code\n":                        "",
		"---\ntitle: Tides\n---\n# Other\n":   "Other",
		"---\ntitle: Tides\n---\nText\n\n# Other\n":                                               "Tides",
		"---\ntitle: Tides\n---\n```sh\n# a comment\n```\n":                                       "Tides",
		"+++\ntitle = \"Tides\"\nweight = 3\n+++\n":                                               "Tides",
		"---\ntitle: The [tides](x.md) of `z`\n---\n":                                             "The [tides](x.md) of `z`",
		"Title: \"Tides\"\nDate: 2026\n":                                                          "\"Tides\"",
		"---\nsubtitle: Sub\nTITLE: 'Tides'":                                                      "Tides", // its end is not seen
		"# Tides\ntitle: Other\n":                                                                 "Tides",
		"# The [tides](x.md) of `z` {#tides}\n":                                                   "The tides of z",
		"[![build](b.svg)](x)\n![logo](l.png)\n\n# Tides\n":                                       "Tides",
		"<!-- a note\nof two lines -->\n<p align=\"center\">\n<img src=\"x\">\n</p>\n\n# Tides\n": "Tides",
		"<h1 align=\"center\">Tides</h1>\n":                                                       "Tides",
		"import Tabs from '@theme/Tabs';\n\n(label)=\n# Tides\n":                                  "Tides",
		"---\n" + lines(maxPeeked-2) + "title: Tides\n":                                           "Tides",
		"---\n" + lines(maxPeeked) + "title: Other\n":                                             "",
	} {
		if got := PeekTitle([]byte(start)); got != want {
			t.Errorf("the title of %q is %q, want %q", start, got, want)
		}
	}
}
