package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// The characters that Unicode has in a raised and in a lowered form ("Superscripts
// and Subscripts", U+2070), in the order of the forms.
const (
	scriptPlain = "0123456789+-=()"
	raised      = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"
	lowered     = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
)

// script adds raised or lowered text: in Unicode's own forms where they exist;
// else as it is, with ^ or _ before it where the line would read as another
// word without them ("2^n" but "21st").
func (g *gatherer) script(in *doc.Styled, lk look) {
	forms, sign := raised, "^"
	if in.Style == doc.Subscript {
		forms, sign = lowered, "_"
	}
	text := Clean(doc.InlineText(in.Content))
	if plainContent(in.Content) {
		if s, ok := scripted(text, forms); ok {
			g.add(s, lk)
			return
		}
	}
	prev, _ := utf8.DecodeLastRune(g.buf)
	touches := len(g.buf) > 0 && (unicode.IsLetter(prev) || unicode.IsDigit(prev) || prev == ')')
	if !touches || in.Style == doc.Superscript && readsAlone(text) {
		g.inlines(in.Content, lk)
		return
	}
	added := lk
	added.added = true
	open, end := sign, ""
	if utf8.RuneCountInString(text) > 1 {
		open, end = sign+"(", ")"
	}
	g.add(open, added)
	g.inlines(in.Content, lk)
	g.add(end, added)
}

// plainContent reports whether text has no markup, so that its characters may be exchanged.
func plainContent(text []doc.Inline) bool {
	for _, in := range text {
		if _, ok := in.(*doc.Text); !ok {
			return false
		}
	}
	return true
}

// scripted writes text in the given forms, if all of it has them.
func scripted(text, forms string) (string, bool) {
	runes := []rune(forms)
	var b strings.Builder
	for _, r := range text {
		if r == '\u2212' { // the minus sign
			r = '-'
		}
		i := strings.IndexRune(scriptPlain, r)
		if i < 0 {
			return "", false
		}
		b.WriteRune(runes[i])
	}
	return b.String(), b.Len() > 0
}

// readsAlone reports whether people read a raised ending without a sign: those of
// ordinal numbers, and trade marks.
func readsAlone(text string) bool {
	switch strings.ToLower(text) {
	case "st", "nd", "rd", "th", "er", "re", "e", "o", "a", "ème", "tm", "sm":
		return true
	}
	return false
}
