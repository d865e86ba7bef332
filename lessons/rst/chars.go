package rst

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"lectern/lessons/text"
)

// isSpace reports white space as the specification's reference parser counts
// it: Unicode's, and the four ASCII separators.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

// isAlnum reports letters and numbers of every script, the characters of
// which reference names are made (RST spec, "Reference Names").
func isAlnum(r rune) bool {
	if r < utf8.RuneSelf {
		return isAlnumByte(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isAlphaByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }
func isAlnumByte(c byte) bool { return isAlphaByte(c) || isDigitByte(c) }

// isPunct reports the printable ASCII characters that may adorn titles and
// quote literal lines (RST spec, "Sections").
func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !isAlnumByte(c) }

// opensMarkup reports the characters after which inline markup may start (RST
// spec, "Inline markup recognition rules" 6).
func opensMarkup(r rune) bool {
	if r < utf8.RuneSelf {
		return isSpace(r) || strings.IndexByte(`"'(<[{-/:`, byte(r)) >= 0
	}
	return isSpace(r) || unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// closesMarkup reports the characters before which inline markup may end
// (rule 7). A NUL stands for the backslash of an escape.
func closesMarkup(r rune) bool {
	if r < utf8.RuneSelf {
		return r == 0 || isSpace(r) || strings.IndexByte(`"')>]}-/:\.,;!?`, byte(r)) >= 0
	}
	return isSpace(r) || unicode.In(r, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// quotes are the pairs of rule 5 whose closing character is not simply the
// next one after the opening character, with the customs of several languages.
func quotes(open rune) string {
	switch open {
	case '"', '\'':
		return string(open)
	case '(':
		return ")"
	case '<':
		return ">"
	case '[':
		return "]"
	case '{':
		return "}"
	case '«':
		return "»"
	case '»':
		return "«»"
	case '‘':
		return "’‚"
	case '’':
		return "‘’"
	case '‚':
		return "‛‘’"
	case '‛':
		return "‚"
	case '“':
		return "”„"
	case '”':
		return "“”"
	case '„':
		return "‟“”"
	case '‟':
		return "„"
	case '‹':
		return "›"
	case '›':
		return "‹›"
	}
	return ""
}

// isPair tells whether markup that starts between these two characters is
// quoted and therefore no markup (rule 5).
func isPair(open, shut rune) bool {
	if q := quotes(open); q != "" {
		return strings.ContainsRune(q, shut)
	}
	if open < utf8.RuneSelf {
		return false
	}
	if unicode.Is(unicode.Ps, open) {
		return shut == open+1 && unicode.Is(unicode.Pe, shut)
	}
	return unicode.Is(unicode.Pi, open) && shut == open+1 && unicode.Is(unicode.Pf, shut) ||
		unicode.Is(unicode.Pf, open) && shut == open-1 && unicode.Is(unicode.Pi, shut)
}

// isWide reports characters that take two columns (East Asian Width W and F).
func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// isCombining reports characters that take no column of their own.
func isCombining(r rune) bool {
	if r < 0x300 {
		return false
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	return norm.NFD.Properties(b[:n]).CCC() != 0
}

// columns is the width of a text in columns, by which titles are compared with
// their adornment.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case isCombining(r):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// scanName returns the end of the simple reference name that begins at i, or i
// if there is none: runs of letters and digits joined by single - . _ + :
// (RST spec, "Reference Names").
func scanName(s string, i int) int {
	end := i
	for j := i; ; {
		k := scanAlnum(s, j)
		if k == j {
			return end
		}
		end = k
		if k == len(s) || strings.IndexByte("-._+:", s[k]) < 0 {
			return end
		}
		j = k + 1
	}
}

func scanAlnum(s string, i int) int {
	for i < len(s) {
		if s[i] < utf8.RuneSelf {
			if !isAlnumByte(s[i]) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isAlnum(r) {
			return i
		}
		i += n
	}
	return i
}

// foldName is a reference name as names are compared: lower case, each run of
// white space one space, accents composed.
func foldName(s string) string { return norm.NFC.String(text.OneLine(strings.ToLower(s))) }
