package quiz

import (
	"strconv"
	"strings"
	"unicode"
)

// Decimal reads a finite number in plain notation, as -3.5 or 1e3: what
// strconv.ParseFloat takes but for its words (inf, nan), hexadecimal and
// underscores.
func Decimal(s string) (float64, bool) {
	if s == "" || len(s) > maxNumber || strings.Trim(s, "0123456789.+-eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// maxNumber is how long a number may be written, in bytes.
const maxNumber = 400

// ParseNumber reads a number as a student may type it: decimal point or comma,
// spaces, thin spaces or apostrophes between groups of digits, any minus sign,
// exponents as 1.5e3 or 1.5×10^3, a percent or currency sign beside it.
//
// One comma before three digits may mean either: "1,500" gives 1.5 and, second,
// 1500. Everything else gives one number; nothing is returned when s is no number.
func ParseNumber(s string) []float64 {
	s = ungroup(s)
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	var readings []string
	switch {
	case commas > 0 && points > 0:
		// The sign that comes last is the decimal one, the other groups.
		if strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.') {
			s = strings.ReplaceAll(s, ".", "")
			s = strings.ReplaceAll(s, ",", ".")
		} else {
			s = strings.ReplaceAll(s, ",", "")
		}
		readings = []string{s}
	case commas > 1:
		readings = []string{strings.ReplaceAll(s, ",", "")}
	case commas == 1:
		readings = []string{strings.Replace(s, ",", ".", 1)}
		if groupOfThree(s) {
			readings = append(readings, strings.Replace(s, ",", "", 1))
		}
	case points > 1:
		readings = []string{strings.ReplaceAll(s, ".", "")}
	default:
		readings = []string{s}
	}
	var out []float64
	for _, r := range readings {
		if f, ok := Decimal(r); ok {
			out = append(out, f)
		}
	}
	return out
}

// groupOfThree reports whether the one comma of s stands before exactly three
// digits and after one to three.
func groupOfThree(s string) bool {
	before, after, _ := strings.Cut(strings.TrimLeft(s, "+-"), ",")
	if len(before) < 1 || len(before) > 3 || len(after) < 3 || before == "0" {
		return false
	}
	return len(strings.TrimLeft(after, "0123456789")) == len(after)-3
}

// ungroup takes out of a typed number what only groups its digits or stands
// beside it, and writes minus and exponent the plain way.
func ungroup(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Sc, r) || r == '%'
	})
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), r == '\'', r == '’', r == '_':
			return -1
		case r == '−', r == '–', r == '‐', r == '‑':
			return '-'
		case r == '×', r == '·', r == '*', r == 'x', r == 'X':
			return '*'
		}
		return r
	}, s)
	// 1.5*10^3 and 10^3
	if i := strings.Index(s, "*10^"); i > 0 {
		return s[:i] + "e" + strings.Trim(s[i+4:], "()")
	}
	if rest, ok := strings.CutPrefix(s, "10^"); ok {
		return "1e" + strings.Trim(rest, "()")
	}
	return s
}

// place writes the place of an item, from 1.
func place(i int) string { return strconv.Itoa(i + 1) }

// number writes a number for people, without the noise of binary fractions.
func number(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }
