package rst

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// enumerator is the marker of one item of an enumerated list (RST spec,
// "Enumerated Lists").
type enumerator struct {
	prefix, suffix string
	text           string // without prefix and suffix; "#" numbers by itself
	body           int    // where the item's text begins
}

// enumeratorOf reads "1." "1)" "(1)" and their kin at the start of a line.
func enumeratorOf(line string) (enumerator, bool) {
	e := enumerator{}
	i := 0
	if line[0] == '(' {
		e.prefix, i = "(", 1
	}
	from := i
	switch {
	case i < len(line) && line[i] == '#':
		i++
	case i < len(line) && isDigitByte(line[i]):
		for i < len(line) && isDigitByte(line[i]) {
			i++
		}
	default:
		for i < len(line) && isAlphaByte(line[i]) {
			i++
		}
	}
	if i == from || i == len(line) || line[i] != ')' && (line[i] != '.' || e.prefix != "") {
		return e, false
	}
	e.text, e.suffix = line[from:i], "."
	if line[i] == ')' {
		e.suffix = ")"
	}
	if !isDigitByte(e.text[0]) && len(e.text) > 1 && !isRomanText(e.text) {
		return e, false
	}
	var ok bool
	e.body, ok = spacesAfter(line, i+1)
	return e, ok
}

func isRomanText(s string) bool {
	return strings.Trim(s, "ivxlcdm") == "" || strings.Trim(s, "IVXLCDM") == ""
}

// sequence tells how an enumerator counts. When want is given and fits, it is
// taken, so that "i" after "h" goes on as a letter; otherwise a lone i or I
// begins a Roman list.
func (e enumerator) sequence(want doc.Numeral, expected bool) doc.Numeral {
	if expected && fits(e.text, want) {
		return want
	}
	switch e.text {
	case "i":
		return doc.LowerRoman
	case "I":
		return doc.UpperRoman
	}
	for _, n := range []doc.Numeral{doc.Arabic, doc.LowerAlpha, doc.UpperAlpha, doc.LowerRoman} {
		if fits(e.text, n) {
			return n
		}
	}
	return doc.UpperRoman
}

func fits(text string, n doc.Numeral) bool {
	switch n {
	case doc.Arabic:
		return isDigitByte(text[0])
	case doc.LowerAlpha:
		return len(text) == 1 && 'a' <= text[0] && text[0] <= 'z'
	case doc.UpperAlpha:
		return len(text) == 1 && 'A' <= text[0] && text[0] <= 'Z'
	case doc.LowerRoman:
		return strings.Trim(text, "ivxlcdm") == ""
	}
	return strings.Trim(text, "IVXLCDM") == ""
}

// ordinal is the value of an enumerator; ok is false for what is no numeral.
func (e enumerator) ordinal(n doc.Numeral) (value int, ok bool) {
	switch n {
	case doc.Arabic:
		v, err := strconv.Atoi(e.text)
		return v, err == nil && v < 1<<31-1
	case doc.LowerAlpha:
		return int(e.text[0]-'a') + 1, true
	case doc.UpperAlpha:
		return int(e.text[0]-'A') + 1, true
	}
	return romanValue(strings.ToUpper(e.text))
}

// enumerate writes the n-th enumerator of a sequence; "" if there is none.
func enumerate(n int, seq doc.Numeral) string {
	switch {
	case seq == doc.Arabic:
		return strconv.Itoa(n)
	case n < 1:
		return ""
	case seq == doc.LowerAlpha && n <= 26:
		return string(rune('a' + n - 1))
	case seq == doc.UpperAlpha && n <= 26:
		return string(rune('A' + n - 1))
	case seq == doc.LowerRoman && n < 5000:
		return strings.ToLower(roman(n))
	case seq == doc.UpperRoman && n < 5000:
		return roman(n)
	}
	return ""
}

func (s *scanner) enumerator(line string) bool {
	first, ok := enumeratorOf(line)
	if !ok {
		return false
	}
	auto := first.text == "#"
	list := &doc.List{At: s.at(s.line()), Ordered: true, Start: 1, Prefix: first.prefix, Suffix: first.suffix}
	if !auto {
		list.Numeral = first.sequence(0, false)
		if list.Start, ok = first.ordinal(list.Numeral); !ok {
			return false
		}
	}
	if !s.itemFollows(first, list.Start, list.Numeral) {
		return false
	}
	last, blank := list.Start, true
	s.enumItem(list, first, &blank)
	list.Tight = s.list(1, func(line string) bool {
		e, ok := enumeratorOf(line)
		if !ok || e.prefix != first.prefix || e.suffix != first.suffix {
			return false
		}
		n := 1
		if e.text != "#" {
			seq := e.sequence(list.Numeral, true)
			if n, ok = e.ordinal(seq); !ok || auto || seq != list.Numeral || n != last+1 {
				return false
			}
		}
		if !s.itemFollows(e, n, list.Numeral) {
			return false
		}
		auto = auto || e.text == "#"
		last = n
		s.enumItem(list, e, &blank)
		return true
	})
	s.emit(list)
	s.unindented("enumerated list", blank)
	return true
}

func (s *scanner) enumItem(list *doc.List, e enumerator, blank *bool) {
	at := s.line()
	var block lines
	block, *blank = s.itemBlock(e.body, e.body)
	list.Items = append(list.Items, doc.ListItem{Line: int(s.at(at)), Blocks: s.body(block, s.ctx.inner())})
}

// itemFollows checks the second line: blank, indented, or the next item.
// Otherwise the line is text that happens to begin like an item.
func (s *scanner) itemFollows(e enumerator, n int, seq doc.Numeral) bool {
	line, ok := s.next(1)
	if !ok || line == "" || line[0] == ' ' {
		return true
	}
	next := "#"
	if e.text != "#" {
		if next = enumerate(n+1, seq); next == "" {
			return false
		}
	}
	return strings.HasPrefix(line, e.prefix+next+e.suffix+" ") || strings.HasPrefix(line, e.prefix+"#"+e.suffix+" ")
}

// romanDigits are the Roman digits and their subtractive pairs, greatest first.
var romanDigits = [...]struct {
	text  string
	value int
}{
	{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100}, {"XC", 90}, {"L", 50},
	{"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1},
}

// roman writes n (1 to 4999) as a Roman numeral.
func roman(n int) string {
	var b strings.Builder
	for _, d := range romanDigits {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}

// romanValue reads a Roman numeral in capitals; ok is false for one that is
// not written the usual way ("IIX").
func romanValue(s string) (value int, ok bool) {
	if len(s) > 20 {
		return 0, false
	}
	rest := s
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.text) {
			value += d.value
			rest = rest[len(d.text):]
		}
	}
	return value, rest == "" && value > 0 && value < 5000 && roman(value) == s
}
