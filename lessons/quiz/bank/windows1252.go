package bank

import "strings"

// windows1252 is what the bytes 0x80 to 0x9f stand for in Windows-1252; the
// others stand for the characters of the same number. The library that knows it
// knows twenty more such tables, which the program would carry with it
// (WHATWG, "Encoding", index-windows-1252).
var windows1252 = [32]rune{
	'€', noCharacter, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', noCharacter, 'Ž', noCharacter,
	noCharacter, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', noCharacter, 'ž', 'Ÿ',
}

// noCharacter stands for the bytes that stand for none.
const noCharacter = '\ufffd'

// fromWindows1252 reads bytes as Windows-1252.
func fromWindows1252(src []byte) string {
	var b strings.Builder
	b.Grow(len(src) + len(src)/8)
	for _, c := range src {
		if 0x80 <= c && c < 0xa0 {
			b.WriteRune(windows1252[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
