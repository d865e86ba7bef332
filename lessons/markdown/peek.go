package markdown

import (
	"bytes"
	"strings"

	"lectern/lessons/text"
)

// peekedLines is how far down the title of a front matter is looked for.
const peekedLines = 30

// PeekTitle returns the title of a page as its first lines show it, without
// parsing them: that of the front matter, or the first ATX heading of level 1,
// whichever comes first. It returns "" if there is neither.
func PeekTitle(start []byte) string {
	for i, raw := range bytes.Split(start, []byte("\n")) {
		line := strings.TrimSpace(string(raw))
		if title, ok := strings.CutPrefix(line, "# "); ok {
			return text.OneLine(strings.TrimRight(title, "# "))
		}
		if key, title, ok := strings.Cut(line, ":"); ok && i < peekedLines && strings.EqualFold(key, "title") {
			return strings.Trim(text.OneLine(title), `"'`)
		}
	}
	return ""
}
