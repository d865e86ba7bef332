package bank

import (
	"strings"
)

// Escaped characters are hidden as control characters while a GIFT text is
// taken apart, so that a search for "=" or "~" finds only those that mean
// something (docs/formats/gift.md, "Signs that mean something"). decode has taken all control characters out of
// the text before, so these are ours alone.
const (
	hiddenBackslash = '\x01'
	hiddenNewline   = '\x02'
	hiddenColon     = '\x03'
	hiddenHash      = '\x04'
	hiddenEquals    = '\x05'
	hiddenOpen      = '\x06'
	hiddenClose     = '\x07'
	hiddenTilde     = '\x08'
)

// hidden are the characters behind the marks \x01 to \x08, in that order.
const hidden = "\\\n:#={}~"

// escapable are the characters that follow a backslash in the source, in the order of hidden.
const escapable = `\n:#={}~`

// hide replaces the escapes of GIFT. A backslash before any other character
// stays what it is.
func hide(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if n := strings.IndexByte(escapable, s[i+1]); n >= 0 {
				b.WriteByte(byte(n) + hiddenBackslash)
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// show turns the marks of hide back into the characters that they stand for.
func show(s string) string {
	if strings.IndexFunc(s, isHidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isHidden(r) {
			return rune(hidden[r-hiddenBackslash])
		}
		return r
	}, s)
}

func isHidden(r rune) bool { return r >= hiddenBackslash && r <= hiddenTilde }

// escape is the inverse of hide and show: it writes a text for GIFT.
func escape(s string) string {
	if !strings.ContainsAny(s, hidden) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); i++ {
		if n := strings.IndexByte(hidden, s[i]); n >= 0 {
			b.WriteByte('\\')
			b.WriteByte(escapable[n])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// piece is a part of a block's text that knows where in it it stands, so that a
// problem can name its line.
type piece struct {
	s   string
	off int
}

func (p piece) from(i int) piece  { return piece{p.s[i:], p.off + i} }
func (p piece) upTo(i int) piece  { return piece{p.s[:i], p.off} }
func (p piece) empty() bool       { return p.s == "" }
func (p piece) has(c string) bool { return strings.Contains(p.s, c) }

func (p piece) trim() piece {
	left := strings.TrimLeft(p.s, " \t\n")
	return piece{strings.TrimRight(left, " \t\n"), p.off + len(p.s) - len(left)}
}

// cut splits p around the first sep.
func (p piece) cut(sep string) (before, after piece, found bool) {
	i := strings.Index(p.s, sep)
	if i < 0 {
		return p, piece{"", p.off + len(p.s)}, false
	}
	return p.upTo(i), p.from(i + len(sep)), true
}
