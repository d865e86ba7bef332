package quiz

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/text"
)

// MaxUnits and maxUnit bound the units of a question and the characters of one.
const (
	MaxUnits = 20
	maxUnit  = 40
)

// IsUnit reports whether a text can be the unit of a number: short, and something
// that is no number itself.
func IsUnit(s string) bool {
	return utf8.RuneCountInString(s) <= maxUnit && strings.Trim(s, "0123456789.,+-eE \t") != ""
}

// besideUnit reads a number that a unit stands behind, or before as "EUR 5".
func besideUnit(s, unit string) []float64 {
	want := unitKey(unit)
	if want == "" {
		return nil
	}
	s = strings.TrimSpace(s)
	room := 4*len(unit) + 8 // another form of the same unit is not longer
	for i := range s {
		if i == 0 {
			continue
		}
		before, after := s[:i], s[i:]
		if len(after) <= room && unitKey(after) == want {
			if found := bareNumber(before); found != nil {
				return found
			}
		}
		if len(before) <= room && unitKey(before) == want {
			if found := bareNumber(after); found != nil {
				return found
			}
		}
	}
	return nil
}

// unitKey returns what is equal for the ways of writing one unit: with or without
// spaces and a full stop, "m²" and "m2", "µ" of either code. Capitals count where they tell
// units apart (mW and MW): in those of one or two letters, and in those that mix
// them with small letters, as MHz does.
func unitKey(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	s = strings.TrimRight(s, ".,;")
	letters, capitals, behind := 0, 0, 0 // behind the first letter
	for _, r := range s {
		if unicode.IsLetter(r) {
			if unicode.IsUpper(r) {
				capitals++
				if letters > 0 {
					behind++
				}
			}
			letters++
		}
	}
	if letters > 2 && (behind == 0 || capitals == letters) {
		return text.Folding{Accents: true}.String(s)
	}
	return s
}
