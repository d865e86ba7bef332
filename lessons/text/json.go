package text

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// NewJSON returns an encoder for all that the program writes as JSON. What a
// terminal might obey or hide is written as \u escapes: encoding/json does so for
// what is below 0x20 only, and lets DEL, the C1 controls and those that turn text
// around through. Nothing is lost by it.
func NewJSON(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(escapingWriter{w})
	enc.SetEscapeHTML(false)
	return enc
}

// AppendJSON appends a text to JSON as NewJSON writes it.
func AppendJSON(to []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '"' || c == '\\' {
			var b bytes.Buffer
			_ = NewJSON(&b).Encode(s) // a text always has a form as JSON
			return append(to, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
		}
	}
	return append(append(append(to, '"'), s...), '"')
}

// escapingWriter escapes what NewJSON names. An encoder writes a value at once, so no character is cut in two.
type escapingWriter struct{ io.Writer }

func (e escapingWriter) Write(p []byte) (int, error) {
	if bytes.IndexFunc(p, hides) < 0 {
		return e.Writer.Write(p)
	}
	out := make([]byte, 0, len(p)+len(p)/8)
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRune(p[i:])
		switch {
		case !hides(r):
			out = append(out, p[i:i+n]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += n
	}
	if _, err := e.Writer.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// hides reports the characters that NewJSON escapes. White space is what the encoder itself sets out lines with.
func hides(r rune) bool {
	return r >= 0x7F && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
}

// Harmless leaves out of a text what a terminal obeys, and keeps its lines and
// tabs. It is for bytes.Map and strings.Map.
func Harmless(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

// HarmlessLine leaves out what turns text around and tabs, too.
func HarmlessLine(r rune) rune {
	if r == '\t' || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return Harmless(r)
}
