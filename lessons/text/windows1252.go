package text

import "unicode/utf8"

// windows1252 is what the bytes 0x80 to 0x9f stand for in Windows-1252; the
// others stand for the characters of the same number (WHATWG "Encoding",
// index-windows-1252). golang.org/x/text/encoding/charmap has the same table, and
// twenty more that the program would carry with it.
var windows1252 = [32]rune{
	'€', noCharacter, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', noCharacter, 'Ž', noCharacter,
	noCharacter, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', noCharacter, 'ž', 'Ÿ',
}

// noCharacter stands for the bytes that mean nothing in Windows-1252.
const noCharacter = utf8.RuneError

func fromWindows1252(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for _, c := range src {
		r := rune(c)
		if 0x80 <= c && c < 0xa0 {
			r = windows1252[c-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
