package markdown

import (
	"bytes"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// maxPeeked is how many lines of a front matter are searched for a title.
const maxPeeked = 30

// PeekTitle returns the title of a page as its first lines show it, without
// parsing them: that of the front matter, or the first ATX heading of level 1,
// whichever comes first. It returns "" if there is neither.
func PeekTitle(start []byte) string {
	for i, raw := range bytes.Split(start, []byte("\n")) {
		line := strings.TrimSpace(string(raw))
		if title, ok := strings.CutPrefix(line, "# "); ok {
			return text.OneLine(strings.TrimRight(title, "# "))
		}
		if key, title, ok := strings.Cut(line, ":"); ok && i < maxPeeked && strings.EqualFold(key, "title") {
			return strings.Trim(text.OneLine(title), `"'`)
		}
	}
	return ""
}

// PeekField returns a field of the metadata at the start of a page, "" if it has
// none of that name. name is in lower case.
func PeekField(start []byte, name string) string {
	head := readHead(text.Normalize(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))))
	return (&doc.Document{Meta: head.meta}).Get(name)
}
