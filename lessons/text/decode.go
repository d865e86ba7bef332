package text

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Note says that a file is not UTF-8 and what it was taken for. It becomes a
// Problem of the code "encoding".
type Note struct {
	Line int    // the first line that is not UTF-8, from 1
	Text string // one sentence without a full stop, as for doc.Problem
}

// Decode returns the text of a file as UTF-8 without a byte order mark. The note
// is nil if the file is UTF-8. Everything else is UTF-16 (with or without a mark), a
// mixture of UTF-8 and Windows-1252, or one of Charsets: that in which it looks most
// like a text.
//
// A file that is UTF-8 is not copied.
func Decode(src []byte) (out []byte, note *Note) {
	if order := utf16Mark(src); order != nil {
		return fromUTF16(src[2:], order), utf16Note()
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	valid := utf8.Valid(src)
	if order := guessUTF16(src, valid); order != nil {
		return fromUTF16(src, order), utf16Note()
	}
	if valid {
		return src, nil
	}
	bad := firstInvalid(src)
	note = &Note{Line: 1 + bytes.Count(src[:bad], []byte{'\n'})}
	if strange, others := invalidLines(src); others {
		if c := Guess(strange, Charsets()); c.Name == Windows1252().Name {
			note.Text = fmt.Sprintf("byte 0x%02x is not UTF-8, as the rest of the file is; the line was read as %s: save it as UTF-8", src[bad], c.Name)
			return eachLine(src, c), note
		}
	}
	charset := Guess(sample(src), Charsets())
	note.Text = fmt.Sprintf("byte 0x%02x is not UTF-8; the file was read as %s: save it as UTF-8", src[bad], charset.Name)
	return charset.Decode(src), note
}

// invalidLines returns lines of a file that are not UTF-8, for a guess, and whether
// others are UTF-8 and more than ASCII.
func invalidLines(src []byte) (lines []byte, others bool) {
	for line := range bytes.Lines(src) {
		switch {
		case !utf8.Valid(line):
			if len(lines) < maxSample {
				lines = append(lines, line[:min(len(line), maxSample)]...)
			}
		case !others:
			others = bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
		}
	}
	return lines, others
}

// eachLine decodes the lines that are not UTF-8.
func eachLine(src []byte, c Charset) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for line := range bytes.Lines(src) {
		if !utf8.Valid(line) {
			line = c.Decode(line)
		}
		out = append(out, line...)
	}
	return out
}

// DecodeStart is Decode for the first bytes of a file. It leaves out a character
// at the end of which only a part is there.
func DecodeStart(src []byte) (out []byte, note *Note) {
	if utf16Mark(src) != nil || guessUTF16(src, utf8.Valid(trimPart(src))) != nil {
		return Decode(src[:len(src)&^1])
	}
	return Decode(trimPart(src))
}

// trimPart leaves out the first bytes of a UTF-8 sequence that lacks its end.
func trimPart(src []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(src); n++ {
		last := src[len(src)-n:]
		if utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return src[:len(src)-n]
			}
			break
		}
	}
	return src
}

// firstInvalid returns the offset of the first byte that is not UTF-8, len(src) if there is none.
func firstInvalid(src []byte) int {
	i := 0
	for {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n <= 1 { // n is 0 at the end
			return i
		}
		i += n
	}
}

func utf16Note() *Note {
	return &Note{Line: 1, Text: "the file is not UTF-8; it was read as UTF-16: save it as UTF-8"}
}

// utf16Mark returns the byte order that the mark of UTF-16 at the start of a file
// says, nil if there is none.
func utf16Mark(src []byte) binary.ByteOrder {
	switch {
	case len(src) < 2:
		return nil
	case src[0] == 0xff && src[1] == 0xfe:
		return binary.LittleEndian
	case src[0] == 0xfe && src[1] == 0xff:
		return binary.BigEndian
	}
	return nil
}

// Normalize returns a text as parsers want it: lines that end with one newline, and
// U+FFFD for NUL (CommonMark "Insecure characters") and for what is not UTF-8. It
// returns src itself when nothing has to change.
func Normalize(src []byte) []byte {
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte{'\r'}, []byte("\n"))
	}
	if bytes.IndexByte(src, 0) >= 0 {
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	if !utf8.Valid(src) {
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
	}
	return src
}

// maxSample is how many bytes of a file are looked at to find out its encoding. Callers of DecodeStart have at least as many, so that they and Decode
// agree about a file.
const maxSample = 2048

// guessUTF16 returns the byte order of UTF-16 without a mark, nil if src is not
// UTF-16. valid tells whether src is also UTF-8.
//
// In UTF-16 the characters below U+0100 have a zero byte, always on the same side;
// no other text has zero bytes. A page of any script has such characters: line
// ends, spaces, markup. Few zero bytes are enough only in a file that cannot be
// UTF-8, and only if most of its line ends are those of UTF-16.
func guessUTF16(src []byte, valid bool) binary.ByteOrder {
	src = src[:min(len(src), maxSample)&^1]
	if bytes.IndexByte(src, 0) < 0 {
		return nil
	}
	var zeros, ends [2]int // by the side of the zero byte: 0 for big-endian
	lineFeeds := bytes.Count(src, []byte{'\n'})
	for i := 0; i < len(src); i += 2 {
		for side := range 2 {
			if src[i+side] == 0 {
				zeros[side]++
				if src[i+1-side] == '\n' {
					ends[side]++
				}
			}
		}
	}
	side := 0
	if zeros[0] == 0 {
		side = 1
	}
	n := zeros[side]
	many := n >= 2 && 16*n >= len(src)/2
	if zeros[1-side] > 0 || !many && (valid || 2*ends[side] <= lineFeeds) {
		return nil
	}
	return [...]binary.ByteOrder{binary.BigEndian, binary.LittleEndian}[side]
}

// fromUTF16 reads UTF-16. Half a character at the end becomes U+FFFD.
func fromUTF16(src []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(src)+len(src)/2)
	for i := 0; i+1 < len(src); i += 2 {
		r := rune(order.Uint16(src[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(src) {
				low = rune(order.Uint16(src[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	if len(src)%2 != 0 {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}

// Binary reports whether a file whose beginning reads so is no text in any charset: it has a
// zero byte, or more control characters than the files of old printers and terminals.
func Binary(decoded []byte) bool {
	control := 0
	for _, b := range decoded {
		if b < ' ' && !strings.ContainsRune("\t\n\v\f\r\b\x1b", rune(b)) {
			control++
		}
	}
	return bytes.IndexByte(decoded, 0) >= 0 || control > len(decoded)/20
}
