package table

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"lectern/lessons/text"
)

// Filler says what belongs into a table of others.
type Filler struct {
	Column string
	// Student returns whose row has a cell like that, -1 for nobody's. sure says that
	// the cell holds an ID, an address or a log-in name, which no two students share.
	Student func(cell string) (student int, sure bool)
	// Named is Student for a first name and a surname.
	Named func(first, surname string) int
	// Percent returns the percentage of a student; ok is false where the cell is to stay.
	Percent func(student int) (percent float64, ok bool)
}

// Filled says what Fill did.
type Filled struct {
	Cells    int      // that were filled in
	Unknown  []string // how rows begin in which no student was found
	Students []int    // who was found, in the order of the rows
	Short    []int    // of them those whose row has no cell in the column
}

// NoColumn is the error when a table does not have the column.
type NoColumn struct{ Columns []string }

func (e NoColumn) Error() string { return fmt.Sprintf("no such column: there are %q", e.Columns) }

// Identities is the error when the column says who the students are.
type Identities struct{ Column string }

func (e Identities) Error() string {
	return fmt.Sprintf("the column %q says who the students are", e.Column)
}

// Check says, before anything is known of the class, why a column cannot be filled in: NoColumn or Identities.
func Check(src []byte, column string) error {
	t := open(src)
	target, header := t.target(column)
	switch {
	case target < 0:
		return NoColumn{header}
	case identity(header[target]):
		return Identities{header[target]}
	}
	return nil
}

// Fill returns a copy of a table that a gradebook wrote in which the one column is filled in; every
// other byte is as it was. A column out of other than 100 points, as Canvas and
// Blackboard tell it, gets points instead of percent.
func Fill(src []byte, f Filler) ([]byte, Filled, error) {
	t := open(src)
	var done Filled
	target, header := t.target(f.Column)
	if target < 0 {
		return nil, done, NoColumn{header}
	}
	if t.identities(f, target, header[target]) {
		return nil, done, Identities{header[target]}
	}
	of := t.worth(target, header[target])
	students := t.students(f, target, header)
	var out bytes.Buffer
	from := 0
	for i, row := range t.rows[1:] {
		student := students[i]
		switch {
		case t.pointsRow(row) || t.empty(row):
			continue
		case student < 0:
			done.Unknown = append(done.Unknown, t.begins(row))
			continue
		}
		done.Students = append(done.Students, student)
		if target >= len(row) {
			done.Short = append(done.Short, student)
			continue
		}
		percent, ok := f.Percent(student)
		if !ok {
			continue
		}
		c := row[target]
		out.Write(src[t.at(from):t.at(c.start)])
		out.Write(t.encode(t.like(c, Number(percent*of/100))))
		from = c.end
		done.Cells++
	}
	out.Write(src[t.at(from):])
	return out.Bytes(), done, nil
}

// opened is a table of others with the places of its cells.
type opened struct {
	src   []byte
	skip  int // bytes of the byte order mark
	wide  int // bytes of a unit
	big   bool
	units []uint16
	rows  [][]cell
}

// open finds the cells.
func open(src []byte) *opened {
	t := &opened{src: src, wide: 1}
	switch {
	case bytes.HasPrefix(src, []byte{0xEF, 0xBB, 0xBF}):
		t.skip = 3
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}):
		t.skip, t.wide = 2, 2
	case bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		t.skip, t.wide, t.big = 2, 2, true
	case len(src) > 3 && src[1] == 0 && src[3] == 0:
		t.wide = 2
	case len(src) > 3 && src[0] == 0 && src[2] == 0:
		t.wide, t.big = 2, true
	}
	body := src[t.skip:]
	for i := 0; i+t.wide <= len(body); i += t.wide {
		switch {
		case t.wide == 1:
			t.units = append(t.units, uint16(body[i]))
		case t.big:
			t.units = append(t.units, uint16(body[i])<<8|uint16(body[i+1]))
		default:
			t.units = append(t.units, uint16(body[i+1])<<8|uint16(body[i]))
		}
	}
	g := grid{t.units, separator(t.units)}
	for row := range g.rows() {
		if len(t.rows) == maxRows {
			break
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// at returns the byte at which a unit begins.
func (t *opened) at(unit int) int {
	if unit == 0 {
		return 0 // with the mark
	}
	return t.skip + unit*t.wide
}

// text returns what a cell says.
func (t *opened) text(c cell) string {
	units := t.units[c.start:c.end]
	if t.wide == 2 {
		return strings.TrimSpace(value(string(utf16.Decode(units))))
	}
	raw := make([]byte, len(units))
	for i, u := range units {
		raw[i] = byte(u)
	}
	decoded, _ := text.Decode(raw)
	return strings.TrimSpace(value(string(decoded)))
}

// like writes a number as the cell was written: in quotes if it had some.
func (t *opened) like(c cell, number string) string {
	if units := t.units[c.start:c.end]; len(units) > 1 && units[0] == '"' {
		return `"` + number + `"`
	}
	return number
}

func (t *opened) encode(s string) []byte {
	if t.wide == 1 {
		return []byte(s)
	}
	var out []byte
	for i := range len(s) { // digits, a point, quotes
		if t.big {
			out = append(out, 0, s[i])
		} else {
			out = append(out, s[i], 0)
		}
	}
	return out
}

// target finds the column: by its whole header, else by the only header that begins so, because
// Canvas and Blackboard put a number behind.
func (t *opened) target(name string) (index int, header []string) {
	index = -1
	if len(t.rows) == 0 {
		return index, nil
	}
	begins := -1
	for i, c := range t.rows[0] {
		h := t.text(c)
		header = append(header, h)
		switch {
		case strings.EqualFold(h, name) && index < 0:
			index = i
		case len(h) > len(name) && strings.EqualFold(h[:len(name)], name) && strings.ContainsRune(" ([", rune(h[len(name)])):
			if begins >= 0 {
				begins = len(t.rows[0]) // two of them
			} else {
				begins = i
			}
		}
	}
	if index < 0 && begins >= 0 && begins < len(header) {
		index = begins
	}
	return index, header
}

// identity reports whether the header of a column says that students are named there.
func identity(header string) bool {
	s := Sheet{Header: []string{header}}
	return s.Column("Name", "Full name", "Student name", "Student", "First name", "Given name", "Surname", "Last name", "Family name",
		"ID", "ID number", "Student ID", "User ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root account", "Section",
		"User name", "Login", "Login ID", "Email", "Email address", "Mail") == 0
}

// identities reports whether a column says who the students are: by its header, or because most that
// stands in it does. A number alone may be a mark of an earlier time.
func (t *opened) identities(f Filler, target int, header string) bool {
	if identity(header) {
		return true
	}
	said, who := 0, 0
	for _, row := range t.rows[1:] {
		if target >= len(row) {
			continue
		}
		c := t.text(row[target])
		if c == "" || t.pointsRow(row) {
			continue
		}
		said++
		if _, err := strconv.ParseFloat(strings.ReplaceAll(c, ",", "."), 64); err != nil {
			if student, _ := f.Student(c); student >= 0 {
				who++
			}
		}
	}
	return 2*who > said
}

// worth returns the points that the column is out of, 100 where nothing says.
func (t *opened) worth(target int, header string) float64 {
	if _, rest, ok := strings.Cut(header, "[Total Pts: "); ok { // Blackboard
		digits, _, _ := strings.Cut(strings.TrimPrefix(rest, "up to "), " ")
		if x, err := strconv.ParseFloat(digits, 64); err == nil && x > 0 {
			return x
		}
	}
	for _, row := range t.rows[:min(4, len(t.rows))] {
		if t.pointsRow(row) && target < len(row) { // Canvas
			if x, err := strconv.ParseFloat(strings.ReplaceAll(t.text(row[target]), ",", "."), 64); err == nil && x > 0 {
				return x
			}
		}
	}
	return 100
}

func (t *opened) pointsRow(row []cell) bool {
	return strings.Contains(t.text(row[0]), "Points Possible")
}

func (t *opened) empty(row []cell) bool {
	for _, c := range row {
		if t.text(c) != "" {
			return false
		}
	}
	return true
}

// begins returns the first cells of a row, for people.
func (t *opened) begins(row []cell) string {
	var cells []string
	for _, c := range row[:min(2, len(row))] {
		cells = append(cells, text.ClipLine(plain(t.text(c)), 40))
	}
	return strings.TrimSpace(strings.Join(cells, " "))
}

// students finds whose each row is, -1 for nobody's. The column that knows most of them decides; a row
// of which it says nothing goes by the next.
func (t *opened) students(f Filler, target int, header []string) []int {
	type hits struct{ column, n int }
	var columns []hits
	for i := range header {
		h, seen, twice := hits{column: i}, map[int]bool{}, false
		for _, row := range t.rows[1:] {
			if i != target && i < len(row) {
				if student, sure := f.Student(t.text(row[i])); sure {
					h.n++
					twice = twice || seen[student]
					seen[student] = true
				}
			}
		}
		if h.n > 0 && !twice { // marks are often equal, what names students is not
			columns = append(columns, h)
		}
	}
	slices.SortStableFunc(columns, func(a, b hits) int { return cmp.Compare(b.n, a.n) })
	names := Sheet{Header: header}
	first, last := names.Column("First name", "Firstname", "Given name"), names.Column("Surname", "Last name", "Lastname", "Family name")
	out := make([]int, len(t.rows)-1)
	for r, row := range t.rows[1:] {
		out[r] = -1
		cellText := func(i int) string {
			if i < 0 || i >= len(row) || i == target {
				return ""
			}
			return t.text(row[i])
		}
		for k, h := range columns {
			// A number in any other column is no ID: it may be a mark.
			if c := cellText(h.column); c != "" && (k == 0 || strings.Contains(c, "@")) {
				if student, sure := f.Student(c); sure {
					out[r] = student
					break
				}
			}
		}
		if out[r] < 0 && first >= 0 && last >= 0 {
			out[r] = f.Named(cellText(first), cellText(last))
		}
		if out[r] < 0 {
			if student, _ := f.Student(cellText(0)); student >= 0 { // a name in one cell
				out[r] = student
			}
		}
	}
	return out
}
