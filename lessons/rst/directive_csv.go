package rst

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// csvTable reads comma-separated values, from its content or from a file of the
// course.
func csvTable(s *scanner, d *directive) {
	s.named(d)
	in := d.content
	if file, ok := d.option("file"); ok && len(in.text) == 0 {
		text, _, ok := s.readFile(d, text.OneLine(file))
		if !ok {
			return
		}
		in = splitLines(text, 8)
		in.first = d.line
	}
	f := csvFormatOf(d)
	rows, left := f.read(in, s.limits.cells-s.cells)
	if left > 0 {
		s.problem(doc.Error, d.line, 0, "too-many-cells", "%d lines at the end of the csv-table are not shown: the tables of the page have more than %d cells", left, s.limits.cells)
	}
	head := d.number("header-rows", 0)
	if h, ok := d.option("header"); ok && h != "" {
		hf := csvFormat{delim: ',', quote: '"', escape: '\\', skip: true}
		header, _ := hf.read(lines{strings.Split(h, "\n"), d.line}, maxHeaderCells)
		rows = append(header, rows...)
		head += len(header)
	}
	columns, cells := 0, 0
	for _, r := range rows {
		columns, cells = max(columns, len(r)), cells+len(r)
	}
	if columns == 0 {
		s.problem(doc.Warning, d.line, 0, "table-content", "the csv-table has no data")
		return
	}
	// Short rows are filled up, unless that would make a small page huge.
	if columns*len(rows) <= 4*cells+10_000 {
		for i := range rows {
			rows[i] = append(rows[i], make([]cell, columns-len(rows[i]))...)
		}
	}
	t := s.table(d.line, make([]int, columns), rows, 0)
	t.Caption = s.argInlines(d)
	setWidths(t, d)
	splitHead(t, head)
	s.emit(t)
}

// maxHeaderCells is how many columns the option "header" may name.
const maxHeaderCells = 10_000

// csvFormat says how values are divided and quoted; 0 is no such character.
type csvFormat struct {
	delim, quote, escape rune
	skip                 bool // spaces behind a delimiter do not count
}

func csvFormatOf(d *directive) csvFormat {
	f := csvFormat{delim: ',', quote: '"', skip: !d.has("keepspace")}
	char := func(name string, otherwise rune) rune {
		v, ok := d.option(name)
		if !ok {
			return otherwise
		}
		switch v {
		case "tab":
			return '\t'
		case "space":
			return ' '
		}
		if c, ok := characterCode(v); ok {
			return c
		}
		return otherwise
	}
	f.delim, f.quote, f.escape = char("delim", f.delim), char("quote", f.quote), char("escape", 0)
	return f
}

// read divides lines into rows of cells. A quoted value may go on over several
// lines; what stands behind its closing quote belongs to it. It ends with the row
// that reaches a number of cells, and returns how many lines it left.
func (f csvFormat) read(in lines, most int) (rows [][]cell, left int) {
	r := csvReader{csvFormat: f}
	for i, line := range in.text {
		if most <= 0 && !r.quoted {
			return rows, len(in.text) - i
		}
		if line == "" && !r.quoted {
			continue
		}
		if !r.quoted {
			r.row, r.first = nil, in.first+i
		}
		r.line(line)
		if !r.quoted {
			rows = append(rows, r.row)
			most -= len(r.row)
		}
	}
	if r.quoted {
		r.end()
		rows = append(rows, r.row)
	}
	return rows, 0
}

type csvReader struct {
	csvFormat
	row    []cell
	first  int // line of the row
	value  strings.Builder
	quoted bool
}

func (r *csvReader) line(s string) {
	start := !r.quoted // at the start of a value
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r.escape != 0 && c == r.escape && i < len(s):
			c, n = utf8.DecodeRuneInString(s[i:])
			i += n
			r.value.WriteRune(c)
			start = false
		case r.quoted && c == r.quote:
			// Two quotes are one, when nothing else escapes them.
			if next, n := utf8.DecodeRuneInString(s[i:]); r.escape == 0 && next == r.quote && i < len(s) {
				r.value.WriteRune(c)
				i += n
				continue
			}
			r.quoted = false
		case r.quoted:
			r.value.WriteRune(c)
		case c == r.delim:
			r.end()
			start = true
		case start && r.skip && c == ' ':
		case start && c == r.quote && r.quote != 0:
			r.quoted, start = true, false
		default:
			r.value.WriteRune(c)
			start = false
		}
	}
	if r.quoted {
		r.value.WriteByte('\n')
	} else {
		r.end()
	}
}

// end finishes one value.
func (r *csvReader) end() {
	text := splitLines(r.value.String(), 8)
	text.first = r.first
	r.row = append(r.row, cell{text: text})
	r.value.Reset()
	r.quoted = false
}

// characterCode reads a character, or the number of one: decimal, or hexadecimal
// behind 0x, x, \x, U+, u or \u, or as an XML entity.
func characterCode(s string) (rune, bool) {
	if utf8.RuneCountInString(s) == 1 && !isDigitByte(s[0]) {
		r, _ := utf8.DecodeRuneInString(s)
		return r, true
	}
	base := 10
	digits := s
	if rest, ok := strings.CutPrefix(s, "&#x"); ok && strings.HasSuffix(rest, ";") {
		base, digits = 16, strings.TrimSuffix(rest, ";")
	} else {
		for _, prefix := range []string{"0x", "x", `\x`, "U+", "u", `\u`, "U", `\U`} {
			if rest, ok := strings.CutPrefix(s, prefix); ok && rest != "" {
				base, digits = 16, rest
				break
			}
		}
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
