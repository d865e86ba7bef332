package bank

import (
	"lectern/lessons/quiz"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns the bytes of a bank into clean text: UTF-8, lines ended by \n,
// no byte order mark, no control characters but tab and newline, no GapMark.
// note says what had to be assumed; "" when the bytes were plain UTF-8.
//
// The control characters are taken out here, once, so that the readers may use
// them as marks of their own (see escape.go).
func decode(src []byte) (text, note string) {
	switch {
	case len(src) >= 2 && (src[0] == 0xFF && src[1] == 0xFE || src[0] == 0xFE && src[1] == 0xFF):
		text, note = decodeUTF16(src), "the file is UTF-16; it was read so, but other programs want UTF-8"
	case utf8.Valid(src):
		text = string(src)
	default:
		text, note = fromWindows1252(src), "the file is not UTF-8; it was read as Windows-1252"
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	return clean(text), note
}

func decodeUTF16(src []byte) string {
	little := src[0] == 0xFF
	units := make([]uint16, 0, len(src)/2)
	for i := 2; i+1 < len(src); i += 2 {
		hi, lo := src[i], src[i+1]
		if little {
			hi, lo = lo, hi
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	return string(utf16.Decode(units))
}

// clean makes every line end \n and takes out control characters and GapMark.
func clean(text string) string {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7F && r < 0xA0 || r == quiz.GapMark:
			return -1
		}
		return r
	}, text)
}

// dedent takes the indentation that all lines have in common off each of them.
// Lines of white space do not count. With from the lines before that index are
// left alone.
func dedent(text string, from int) string {
	lines := strings.Split(text, "\n")
	common, found := "", false
	for i := from; i < len(lines); i++ {
		l := lines[i]
		rest := strings.TrimLeft(l, " \t")
		if rest == "" {
			continue
		}
		indent := l[:len(l)-len(rest)]
		if !found {
			common, found = indent, true
			continue
		}
		for !strings.HasPrefix(indent, common) {
			common = common[:len(common)-1]
		}
	}
	if common == "" {
		return text
	}
	for i := from; i < len(lines); i++ {
		lines[i] = strings.TrimPrefix(lines[i], common)
	}
	return strings.Join(lines, "\n")
}

// trimBody trims a text but keeps the indentation of its lines among each
// other: code in a question is still code. When the text begins on a line of
// its own, its first line's indentation counts too.
func trimBody(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	body, ownLine := text, false
	for {
		i := strings.IndexByte(body, '\n')
		if i < 0 || strings.TrimSpace(body[:i]) != "" {
			break
		}
		body, ownLine = body[i+1:], true
	}
	if ownLine {
		return dedent(body, 0)
	}
	return strings.TrimSpace(body)
}

// trimPiece trims an answer or a feedback: lines after the first lose the
// indentation that they share, which is there for the looks of the source.
func trimPiece(text string) string {
	text = strings.TrimSpace(text)
	if strings.IndexByte(text, '\n') < 0 {
		return text
	}
	return dedent(text, 1)
}

// oneLine folds every run of white space into one space, and trims.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
