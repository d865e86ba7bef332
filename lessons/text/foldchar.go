package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// character returns what becomes of one character: "" if it does not count.
func (f Folding) character(r rune) string {
	if s, ok := signOf(r); ok {
		return s
	}
	if !f.Accents && (r == 'й' || r == 'Й') { // see joinBreve
		var b strings.Builder
		f.letter(&b, r)
		return b.String()
	}
	form := norm.NFKD
	if f.Powers && isPower(r) {
		form = norm.NFD
	}
	parts := form.String(string(r))
	if strings.HasPrefix(parts, " ") && !unicode.IsSpace(r) {
		parts = string(r) // an accent that stands by itself
	}
	var b strings.Builder
	for _, part := range parts {
		f.part(&b, part)
	}
	return b.String()
}

// part writes what becomes of a character that has no decomposition.
func (f Folding) part(b *strings.Builder, r rune) {
	if s, ok := signOf(r); ok {
		b.WriteString(s)
		return
	}
	switch {
	case unicode.IsSpace(r):
		b.WriteByte(' ')
	case unicode.Is(unicode.Pd, r) || r == '\u2212':
		b.WriteByte('-')
	case unicode.Is(unicode.Cf, r) && !isVisibleFormat(r) || unicode.Is(unicode.Variation_Selector, r):
	case !f.Accents && isAccent(r):
	case r > '9' && unicode.Is(unicode.Nd, r):
		b.WriteByte(digit(r))
	case !f.Accents && strokeOf(r) != "":
		for _, plain := range strokeOf(r) {
			f.letter(b, plain)
		}
	default:
		f.letter(b, r)
	}
}

// letter writes a letter, in one case for all if case does not count.
func (f Folding) letter(b *strings.Builder, r rune) {
	switch {
	case f.Case:
		b.WriteRune(r)
	case r == 'ß' || r == 'ẞ':
		b.WriteString("ss")
	default:
		b.WriteRune(oneCase(r))
	}
}

// oneCase returns the same letter for all that are one letter in different cases
// (Unicode, CaseFolding.txt, simple folding): that of ASCII in small, else the first.
func oneCase(r rune) rune {
	first := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		first = min(first, other)
	}
	switch {
	case 'A' <= first && first <= 'Z':
		return first + 'a' - 'A'
	case first == 0x345: // the mark that is a small iota, in capitals a letter
		return 'Ι'
	}
	return first
}

// isAccent reports whether a mark is left out where accents do not count: those of
// European scripts, and the signs for vowels that Hebrew and Arabic do without. The marks
// of other scripts make other letters.
func isAccent(r rune) bool {
	return r >= 0x300 && r <= 0x36f ||
		r >= 0x591 && r <= 0x5c7 && unicode.Is(unicode.Mn, r) ||
		r >= 0x64b && r <= 0x65f || r == 0x670
}

// isPower reports whether a character is a digit, letter or sign that is raised or
// lowered, a fraction, or a unit written with one (㎡).
func isPower(r rune) bool {
	switch {
	case r == 'ª', r == 'º', r == '²', r == '³', r == '¹', r >= '¼' && r <= '¾',
		r >= 0x2b0 && r <= 0x2b8, r >= 0x2e0 && r <= 0x2e4, r >= 0x1d2c && r <= 0x1d6a, r >= 0x1d78 && r <= 0x1dbf,
		r >= 0x2070 && r <= 0x209f, r >= 0x2150 && r <= 0x215f, r == 0x2189, r >= 0x3380 && r <= 0x33df:
		return true
	}
	return false
}

// isVisibleFormat reports whether a format character is shown: Arabic signs before numbers.
func isVisibleFormat(r rune) bool {
	return r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f || r == 0x8e2 || r == 0x110bd
}

// digit returns the digit of ASCII for one of another script. The digits of each script
// are ten in a row (Unicode, 4.6).
func digit(r rune) byte {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return byte('0' + (r-rune(t.Lo))%10)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return byte('0' + (r-rune(t.Lo))%10)
		}
	}
	return '0'
}

// signOf returns the character that one stands for, if it stands for another.
func signOf(r rune) (string, bool) {
	switch r {
	case '‘', '’', '‚', '‛', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ', '´', '′', '‵', '‹', '›', '＇':
		return "'", true
	case '“', '”', '„', '‟', '«', '»', '″', '‶', '〝', '〞', '〟', '＂':
		return "\"", true
	case '٫':
		return ".", true
	case '٬', '،':
		return ",", true
	case '\u034f', '\u115f', '\u1160', '\u3164', '\uffa0':
		return "", true
	}
	return "", false
}

// strokeOf returns what is typed for a letter with a stroke or tie that has no decomposition,
// where accents do not count; "" for any other.
func strokeOf(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'Ø':
		return "O"
	case 'ł':
		return "l"
	case 'Ł':
		return "L"
	case 'đ':
		return "d"
	case 'Đ':
		return "D"
	case 'ħ':
		return "h"
	case 'Ħ':
		return "H"
	case 'ŧ':
		return "t"
	case 'Ŧ':
		return "T"
	case 'ı':
		return "i"
	case 'æ':
		return "ae"
	case 'Æ':
		return "AE"
	case 'œ':
		return "oe"
	case 'Œ':
		return "OE"
	}
	return ""
}
