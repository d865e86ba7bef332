package markdown

import (
	"io/fs"
	"strings"
	"testing"
)

// Nothing outside the course is asked for. A name that begins with two dots is
// a name.
func TestInside(t *testing.T) {
	for name, want := range map[string]string{
		"a.md":            "src/a.md",
		"b/../a.md":       "src/a.md",
		"../a.md":         "a.md",
		"../..a.md":       "..a.md",
		"../...":          "...",
		"":                "",
		"..":              "",
		"../..":           "",
		"../../a.md":      "",
		"../../..a.md":    "",
		"b/../../../a.md": "",
		"/a.md":           "",
		"c:a.md":          "",
		`..\..\a.md`:      "",
		"a\x00.md":        "",
	} {
		file, ok := inside("src", name)
		if ok != (want != "") || ok && file != want {
			t.Errorf("%q is %q, %v; want %q", name, file, ok, want)
		}
	}
}

// A page of Hugo may name any number of pages that are not there: so many are looked for, and no more.
func TestPagesInVain(t *testing.T) {
	reads := 0
	Parse([]byte(strings.Repeat("{{% include \"/gone\" %}}\n", 10*maxIncludes)), Options{
		Path: "src/a.md", Dialects: []string{"hugo"},
		Read: func(string) ([]byte, error) { reads++; return nil, fs.ErrNotExist },
	})
	if reads == 0 || reads > 4*maxIncludes {
		t.Errorf("%d files were asked for", reads)
	}
}
