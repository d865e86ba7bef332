package bank

import (
	"strings"
	"unicode"

	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// decode turns the bytes of a bank into clean text: UTF-8, lines ended by \n,
// no byte order mark, no control characters but tab and newline, no GapMark.
//
// The control characters are taken out here, once, so that the readers may use
// them as marks of their own (see escape.go).
func decode(src []byte) (clear string, note *text.Note) {
	src, note = text.Decode(src)
	return clean(string(src)), note
}

// clean makes every line end \n and takes out control characters and GapMark.
func clean(s string) string { return quiz.Clean(s) }

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
