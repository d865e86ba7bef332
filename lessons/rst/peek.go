package rst

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"lectern/lessons/text"
)

// PeekTitle returns the title of a page as its first lines show it, without
// parsing them: the first line that is underlined as a title is. It returns ""
// if no line is.
func PeekTitle(start []byte) string {
	lines := bytes.Split(start, []byte("\n"))
	for i := range len(lines) - 1 {
		line := strings.TrimSpace(string(lines[i]))
		under := strings.TrimSpace(string(lines[i+1]))
		if line == "" || isAdornment(line) || strings.HasPrefix(line, "..") || !isAdornment(under) {
			continue
		}
		// A short underline must be as long as its title (RST spec, Sections).
		if len(under) >= 4 || len(under) >= utf8.RuneCountInString(line) {
			return text.OneLine(line)
		}
	}
	return ""
}

// PeekField returns what may be a field of the page's metadata: the first field
// of that name anywhere in start. Whether it is metadata depends on the whole
// page. name is in lower case.
func PeekField(start []byte, name string) string {
	for line := range bytes.Lines(start) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] != ':' {
			continue
		}
		field, value, ok := bytes.Cut(line[1:], []byte(":"))
		if ok && strings.EqualFold(string(field), name) {
			return text.OneLine(string(value))
		}
	}
	return ""
}
