// Package table reads and writes the tables that gradebooks exchange: CSV files (RFC 4180) in
// the encodings and with the separators that are met. What it writes is guarded against being
// read as formulas; where it fills in a table of others, no byte changes but those of the column.
package table

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"

	"lectern/lessons/text"
	"lectern/progress"
)

// Writer writes a table in UTF-8 with commas.
type Writer struct {
	out *bufio.Writer
	err error
}

// New returns a Writer on w. Flush ends it.
func New(w io.Writer) *Writer { return &Writer{out: bufio.NewWriter(w)} }

// Row writes one row. What a terminal or a spreadsheet would obey in a cell is made harmless.
func (w *Writer) Row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			w.write(",")
		}
		w.write(quote(progress.Guard(plain(c))))
	}
	w.write("\n")
}

// plain takes out of a cell what terminals obey and what turns text around.
func plain(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return plainSlowly(s)
		}
	}
	return s
}

func plainSlowly(s string) string {
	return strings.Map(text.HarmlessLine, strings.ToValidUTF8(s, "\uFFFD"))
}

func quote(s string) string {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

func (w *Writer) write(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

// Flush writes what is left and returns the first error.
func (w *Writer) Flush() error {
	if w.err != nil {
		return w.err
	}
	return w.out.Flush()
}

// Number writes a figure with two decimals.
func Number(x float64) string { return strconv.FormatFloat(x+0, 'f', 2, 64) }

// Points writes points, with no more decimals than there are and at most four.
func Points(x float64) string {
	s := strconv.FormatFloat(x, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Sheet is a table that was read.
type Sheet struct {
	Header []string
	Rows   [][]string
}

// maxRows is the most rows of a table that is read.
const maxRows = 500_000

// ErrRows says that a table is longer than any class.
var ErrRows = errors.New("the table has too many rows")

// Read reads a table of others: in UTF-8, UTF-16 or the older encodings, with commas, semicolons or
// tabs between its cells. Rows without a cell that says something are left out.
func Read(src []byte) (Sheet, error) {
	decoded, _ := text.Decode(src)
	units := make([]uint16, 0, len(decoded))
	for _, b := range decoded {
		units = append(units, uint16(b))
	}
	g := grid{units: units, separator: separator(units)}
	var s Sheet
	for row := range g.rows() {
		var cells []string
		for _, c := range row {
			cells = append(cells, strings.TrimSpace(value(string(decoded[c.start:c.end]))))
		}
		switch {
		case strings.Join(cells, "") == "":
		case s.Header == nil:
			s.Header = cells
		case len(s.Rows) == maxRows:
			return s, ErrRows
		default:
			s.Rows = append(s.Rows, cells)
		}
	}
	return s, nil
}

// Column returns the index of the first column with one of the names, -1 if there is none. Case, and
// what is not a letter or digit, does not count.
func (s *Sheet) Column(names ...string) int {
	for _, name := range names {
		for i, h := range s.Header {
			if bare(h) == bare(name) {
				return i
			}
		}
	}
	return -1
}

// Cell returns a cell, "" where the row has none.
func Cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return row[i]
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// value is what a cell says: without its quotes, and without the guard of this package.
func value(raw string) string {
	if t := strings.TrimSpace(raw); len(t) >= 2 && t[0] == '"' && t[len(t)-1] == '"' {
		raw = strings.ReplaceAll(t[1:len(t)-1], `""`, `"`)
	}
	if rest, ok := strings.CutPrefix(raw, "'"); ok && progress.Guard(rest) == raw {
		return rest
	}
	return raw
}
