package loosexml

import (
	"bytes"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// Decode returns the text of an XML file as UTF-8, with lines that end with \n and without control characters. A
// file that says its encoding needs no note; nor does UTF-16, which XML may be.
func Decode(src []byte) (clear string, note *text.Note) {
	out, note := text.DecodeStated(src, encoding(src))
	if note != nil && !bytes.HasPrefix(src, []byte("<")) && bytes.HasPrefix(out, []byte("<")) { // of two bytes a character, as it may be
		note = nil
	}
	if note != nil && len(src) > 3 && (src[0] == 0 || src[1] == 0) {
		note = nil
	}
	return quiz.Clean(string(out)), note
}

// encoding returns the encoding that the declaration of a file states, in lower case, "" for none.
func encoding(src []byte) string {
	head := string(src[:min(len(src), 200)])
	at := strings.Index(head, "encoding")
	end := strings.Index(head, "?>")
	if at < 0 || end < at {
		return ""
	}
	value := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(head[at+len("encoding"):end]), "="))
	return strings.ToLower(strings.Trim(value, `"' `))
}
