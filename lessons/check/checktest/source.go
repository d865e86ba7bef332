package checktest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
)

// A source is a text of an author in which every byte is text that must reach the
// student until a rule says why it need not.
type source struct {
	text []byte   // a copy; gone stands where an escape was
	own  []line   // the lines as the author wrote them
	why  []Reason // for each byte
	addr []bool   // for each byte: it belongs to an address
}

// gone is a byte that joins what stands around it.
const gone = 0

func newSource(src string) *source {
	src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\r", "\n")
	s := &source{text: []byte(src), why: make([]Reason, len(src)), addr: make([]bool, len(src))}
	s.own = s.lines()
	return s
}

// excuse says why the bytes of a range need not be shown.
func (s *source) excuse(from, to int, why Reason) {
	for i := max(from, 0); i < min(to, len(s.text)); i++ {
		s.why[i] = why
	}
}

// address says that the bytes of a range are an address.
func (s *source) address(from, to int) {
	for i := max(from, 0); i < min(to, len(s.text)); i++ {
		s.addr[i] = true
	}
}

// replace puts what an escape means in its place. with is not longer than the range.
func (s *source) replace(from, to int, with string) {
	if len(with) > to-from {
		return
	}
	n := copy(s.text[from:to], with)
	for i := from + n; i < to; i++ {
		s.text[i] = gone
	}
}

// as reads a range as a text of another format, which stands in it.
func (s *source) as(from, to int, read func(*source)) {
	part := newSource(string(s.text[from:to]))
	read(part)
	copy(s.text[from:to], part.text)
	copy(s.why[from:to], part.why)
	copy(s.addr[from:to], part.addr)
}

// bankReader returns how a bank in a page is read, by the name of its format.
func bankReader(format string) func(*source) {
	switch format {
	case "aiken":
		return (*source).aiken
	case "mdbook", "mdbook-quiz", "toml":
		return (*source).toml
	case "text2qti":
		return (*source).text2qti
	case "csv":
		return (*source).csv
	}
	return (*source).gift
}

// line is a line of a source: the range of its bytes, without the line break.
type line struct{ from, to int }

func (s *source) lines() []line {
	var out []line
	from := 0
	for i, c := range s.text {
		if c == '\n' {
			out = append(out, line{from, i})
			from = i + 1
		}
	}
	return append(out, line{from, len(s.text)})
}

func (s *source) at(l line) string { return string(s.text[l.from:l.to]) }

func (s *source) blank(l line) bool { return strings.TrimSpace(s.at(l)) == "" }

// indent is the column of the first character; tabs stop at every eighth.
func (s *source) indent(l line) int {
	n := 0
	for _, c := range s.text[l.from:l.to] {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 8 - n%8
		default:
			return n
		}
	}
	return n
}

// word is a word of a source or of what is shown.
type word struct {
	text string // folded
	line int    // of the source, from 1
	why  Reason // Text if it must be shown
	used bool   // it has its counterpart
	mate int    // the index of that

	address bool // it belongs to an address
	first   bool // it is the first word of that
}

// words returns the words of a source in their order.
func (s *source) words() []word {
	var out []word
	no, last := 0, -1 // the index of the line, and where the word before begins
	f := text.NewFolder(text.Folding{})
	eachWord(string(s.text), func(at int, w string) {
		for no+1 < len(s.own) && s.own[no+1].from <= at {
			no++
		}
		if folded := fold(f, w); folded != "" {
			out = append(out, word{text: folded, line: no + 1, why: s.why[at], address: s.addr[at]})
			out[len(out)-1].first = s.addr[at] && !s.within(last, at)
			last = at
		}
	})
	return out
}

// within reports whether one address reaches from one place to another.
func (s *source) within(from, to int) bool {
	if from < 0 {
		return false
	}
	for _, in := range s.addr[from:to] {
		if !in {
			return false
		}
	}
	return true
}

// wordsOf returns the words of texts that are shown, in their order.
func wordsOf(texts []Shown) []word {
	var out []word
	f := text.NewFolder(text.Folding{})
	for _, t := range texts {
		eachWord(t.Text, func(_ int, w string) {
			if folded := fold(f, w); folded != "" {
				out = append(out, word{text: folded, address: t.Address})
			}
		})
	}
	return out
}

func fold(f *text.Folder, w string) string {
	return strings.TrimSpace(string(f.Fold(strings.ReplaceAll(w, "\x00", ""))))
}

// eachWord calls f for each word of a text: a run of letters, digits and what belongs
// to them. A letter of a script without blanks is a word of its own, and so is a sign
// that says something by itself (€, →, ½).
func eachWord(t string, f func(at int, w string)) {
	start := -1
	end := func(i int) {
		if start >= 0 {
			f(start, t[start:i])
			start = -1
		}
	}
	for i := 0; i < len(t); {
		r, size := utf8.DecodeRuneInString(t[i:])
		switch {
		case single(r):
			end(i)
			f(i, t[i:i+size])
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && (r == gone || unicode.IsMark(r) || unicode.Is(unicode.Cf, r)): // inside a word
		default:
			end(i)
		}
		i += size
	}
	end(len(t))
}

func single(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) ||
		r >= 0xa1 && r != unicode.ReplacementChar && unicode.In(r, unicode.Sc, unicode.Sm, unicode.So, unicode.No)
}
