package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	softHyphen = '\u00AD'
	zeroSpace  = '\u200B'
	wordJoiner = '\u2060'
	nonJoiner  = '\u200C'
	joiner     = '\u200D'
	dotted     = '\u25CC' // the base that Unicode gives to a mark without one (chapter 2.11)

	// maxMarks is how many marks may stand on one character: the limit of
	// the Stream-Safe Text Format, UAX 15 section 13.
	maxMarks = 30

	gone rune = -1
)

// Clean returns s without anything that a terminal might obey or hide: control
// characters, escape sequences' beginnings, bidirectional controls, stray
// zero-width characters and tags are left out; tabs and line breaks become
// spaces; bytes that are not UTF-8 and noncharacters become U+FFFD. For titles,
// addresses and whatever else is shown on one line; spans are clean already.
func Clean(s string) string {
	if isPlainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var c cleaner
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		out := c.next(r, s[i:])
		if out == gone || isBreaker(out) {
			continue
		}
		if c.lone {
			b.WriteRune(dotted)
		}
		b.WriteRune(out)
	}
	return b.String()
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// cleaner decides which runes of a text are shown, one after the other. Its zero value stands at the
// beginning of a text.
type cleaner struct {
	prev  rune // the last rune that was let through; 0 at the beginning
	marks int  // how many marks prev is the end of
	lone  bool // the rune let through is a mark with nothing to stand on
}

// next returns what is to be shown for r, which rest follows: r itself, another
// rune in its place, or gone. The three breakers come back as they are: they
// matter to line breaking and must not be shown.
func (c *cleaner) next(r rune, rest string) rune {
	c.lone = false
	if ' ' <= r && r <= '~' {
		c.prev, c.marks = r, 0
		return r
	}
	r = c.judge(r, rest)
	if r == gone || isBreaker(r) {
		return r
	}
	if !isMark(r) {
		c.prev, c.marks = r, 0
		return r
	}
	if c.marks++; c.marks > maxMarks {
		return gone
	}
	c.lone = c.prev == 0 || c.prev == ' '
	c.prev = r
	return r
}

func (c *cleaner) judge(r rune, rest string) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\v' || r == '\f' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return ' '
	case r < ' ' || 0x7F <= r && r < 0xA0:
		return gone
	case isBreaker(r):
		return r
	case r == joiner || r == nonJoiner:
		next, _ := utf8.DecodeRuneInString(rest)
		if joins(c.prev, r, next) {
			return r
		}
		return gone
	case r == 0xFE0E || r == 0xFE0F: // text and emoji presentation
		if c.prev == 0 || c.prev == ' ' || c.prev == 0xFE0E || c.prev == 0xFE0F {
			return gone
		}
		return r
	case r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF:
		return utf8.RuneError
	case unicode.Is(unicode.Cf, r):
		if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
			return r // signs over numbers, which are seen
		}
		return gone
	case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return gone
	case unicode.Is(unicode.Zs, r) && 0x1680 <= r && r <= 0x205F && r != 0x2007 && r != 0x202F:
		return ' ' // the typographic spaces at which a line may break
	}
	return r
}

// isMark reports whether a character stands on the one before it: the marks,
// the skin tones of emoji and the voice marks of half-width katakana.
func isMark(r rune) bool {
	return unicode.Is(unicode.M, r) || 0x1F3FB <= r && r <= 0x1F3FF || r == 0xFF9E || r == 0xFF9F
}

// isBreaker reports whether a character only says where a line may or may not be
// broken.
func isBreaker(r rune) bool { return r == softHyphen || r == zeroSpace || r == wordJoiner }

// joins reports whether a joiner has an effect between two runes: inside an
// emoji sequence, or between letters of scripts whose forms depend on it.
func joins(prev, r, next rune) bool {
	if complexScript(prev) && complexScript(next) {
		return true
	}
	emoji := unicode.Is(unicode.So, prev) || prev == 0xFE0F || 0x1F3FB <= prev && prev <= 0x1F3FF
	return r == joiner && emoji && unicode.Is(unicode.So, next)
}

// complexScript reports whether a rune is a letter or mark of Arabic, Syriac, the scripts of
// India and South-East Asia, and Mongolian.
func complexScript(r rune) bool {
	in := 0x0600 <= r && r <= 0x0DFF || 0x1000 <= r && r <= 0x109F || 0x1780 <= r && r <= 0x18AF
	return in && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
}
