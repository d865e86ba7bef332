package quiz

import (
	"strconv"
	"strings"
	"unicode"

	"lectern/lessons/text"
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
// spaces, thin spaces or apostrophes between groups of digits, any minus sign, the
// digits of any script, fractions as 3/4, 1 1/2 or ½, exponents as 1.5e3 or 1.5×10^3, a percent or currency
// sign or one of the units beside it. A full stop behind it is the end of a sentence.
//
// One comma before three digits may mean either: "1,500" gives 1.5 and, second,
// 1500. Everything else gives one number; nothing is returned when s is no number.
func ParseNumber(s string, units ...string) []float64 {
	if len(s) > maxNumber {
		return nil
	}
	if found := bareNumber(s); found != nil {
		return found
	}
	for _, u := range units {
		if found := besideUnit(s, u); found != nil {
			return found
		}
	}
	return nil
}

// bareNumber is ParseNumber for a text without a unit.
func bareNumber(s string) []float64 {
	s = plainSigns(s)
	if f, ok := fraction(s); ok {
		return []float64{f}
	}
	s, ok := ungroup(s)
	if !ok {
		return nil
	}
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	decimal, group := ".", ","
	switch {
	case commas > 0 && points > 0 && strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.'):
		decimal, group = ",", "." // the sign that comes last is the decimal one
	case commas == 0 && points > 1:
		decimal, group = ",", "."
	case commas == 1 && points == 0:
		decimal, group = ",", "."
	}
	whole, rest, _ := strings.Cut(s, decimal)
	if strings.Contains(s, group) {
		if whole, ok = joinGroups(whole, group); !ok {
			return nil
		}
	}
	if strings.Contains(s, decimal) {
		whole += "." + rest
	}
	readings := []string{whole}
	if commas == 1 && points == 0 && groupOfThree(s) {
		readings = append(readings, strings.Replace(s, ",", "", 1))
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

// joinGroups takes the separators out of the digits before the decimal sign. The last
// group has three digits, those before it three, or two as in India: "14 60" and a
// date are no numbers.
func joinGroups(s, separator string) (joined string, ok bool) {
	end := len(s)
	if i := strings.IndexAny(s, "eE*"); i >= 0 {
		end = i
	}
	groups := strings.Split(s[:end], separator)
	for i, g := range groups {
		n := len(strings.TrimLeft(g, "+-"))
		switch {
		case i == 0 && (n < 1 || n > 3), i > 0 && n != 3 && (n != 2 || i == len(groups)-1):
			return "", false
		}
	}
	return strings.Join(groups, "") + s[end:], true
}

// joinDecimals takes the spaces out of a decimal sign and what stands behind it: digits in groups of three.
func joinDecimals(s string) (joined string, ok bool) {
	groups := strings.Split(s[1:], " ")
	for i, g := range groups {
		if last := i == len(groups)-1; len(groups) > 1 && (len(g) > 3 || len(g) < 3 && !last) {
			return "", false
		}
	}
	return s[:1] + strings.Join(groups, ""), true
}

// plainSigns takes away what stands beside a typed number, and writes digits, minus, exponent
// and everything that parts groups of digits (as a space) the plain way.
func plainSigns(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("%\"“”„«»`", r)
	})
	s = strings.TrimRight(s, ".,;。．，；")
	var b strings.Builder
	raised := false
	for _, r := range s {
		if before := raised; strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", r) {
			if raised = true; !before {
				b.WriteByte('^')
			}
		} else {
			raised = false
		}
		switch {
		case unicode.Is(unicode.Cf, r):
		case unicode.IsSpace(r), strings.ContainsRune("'’_٬", r):
			b.WriteByte(' ')
		case strings.ContainsRune("−–‐‑⁻", r):
			b.WriteByte('-')
		case strings.ContainsRune("×·*xX", r):
			b.WriteByte('*')
		case strings.ContainsRune("，٫", r):
			b.WriteByte(',')
		case r == '．':
			b.WriteByte('.')
		case r == '⁄' || r == '∕':
			b.WriteByte('/')
		case r < 0x80:
			b.WriteRune(r)
		default:
			b.WriteString(plainDigits(r))
		}
	}
	return strings.TrimSpace(b.String())
}

// plainDigits writes a digit of any script, a raised one, or a fraction in one character with digits of ASCII.
func plainDigits(r rune) string {
	plain := text.Folding{Case: true, Accents: true}.String(string(r))
	if above, below, ok := strings.Cut(plain, "⁄"); ok {
		return " " + above + "/" + below
	}
	return plain
}

// fraction reads "3/4", "-3/4" and "1 3/4".
func fraction(s string) (value float64, ok bool) {
	above, below, found := strings.Cut(s, "/")
	if !found {
		return 0, false
	}
	above, below = strings.TrimSpace(above), strings.TrimSpace(below)
	sign := 1.0
	if rest, minus := strings.CutPrefix(above, "-"); minus {
		sign, above = -1, rest
	}
	whole := 0.0
	if w, a, mixed := strings.Cut(above, " "); mixed {
		if whole, ok = digits(w); !ok {
			return 0, false
		}
		above = strings.TrimSpace(a)
	}
	n, ok1 := digits(above)
	d, ok2 := digits(below)
	return sign * (whole + n/d), ok1 && ok2 && d != 0
}

// digits reads a whole number without a sign.
func digits(s string) (float64, bool) {
	if strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	return Decimal(s)
}

// ungroup takes out of a number the spaces between groups of digits, and writes powers of ten as exponents.
func ungroup(s string) (plain string, ok bool) {
	// 1.5*10^3 and 10^3
	spaceless := strings.ReplaceAll(s, " ", "")
	if i := strings.Index(spaceless, "*10^"); i > 0 {
		at := strings.IndexByte(s, '*')
		s = s[:at] + "e" + strings.Trim(spaceless[i+4:], "()")
	} else if rest, power := strings.CutPrefix(spaceless, "10^"); power {
		return "1e" + strings.Trim(rest, "()"), true
	}
	// Only a space between two digits parts groups.
	fields := strings.Fields(s)
	var parts []string
	for i, f := range fields {
		if last := len(parts) - 1; i > 0 && !(isDigit(fields[i-1][len(fields[i-1])-1]) && isDigit(f[0])) {
			parts[last] += f
			continue
		}
		parts = append(parts, f)
	}
	s = strings.Join(parts, " ")
	whole, rest := s, ""
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		whole, rest = s[:i], s[i:]
		if rest, ok = joinDecimals(rest); !ok {
			return "", false
		}
	}
	if strings.Contains(whole, " ") {
		if whole, ok = joinGroups(whole, " "); !ok {
			return "", false
		}
	}
	return whole + rest, true
}

// place writes the place of an item, from 1.
func place(i int) string { return strconv.Itoa(i + 1) }

// number writes a number for people, without the noise of binary fractions.
func number(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }
