package markdown

import "testing"

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
