package rst

import (
	"bytes"
	"strings"
	"unicode/utf8"
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
			return spaced(line)
		}
	}
	return ""
}
