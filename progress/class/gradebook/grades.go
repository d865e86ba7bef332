package gradebook

import (
	"math"

	"lectern/progress/class"
	"lectern/progress/class/table"
)

// titleOf is what the column of the grades is called.
func titleOf(b *class.Book) string {
	if b.Course.Title == "" {
		return b.Course.ID
	}
	return b.Course.Title
}

// listed calls f with everyone who gets a row.
func listed(b *class.Book, missing string, f func(*class.Person)) {
	for _, p := range b.People {
		if p.Came() || missing == "0" {
			f(p)
		}
	}
}

// grades writes the table that Moodle's gradebook imports: percent, because a new item there is out
// of 100, with a point, because only that is read in every language. An address is compared letter
// by letter in older ones, and stands in small letters in most.
func grades(t *table.Writer, b *class.Book, missing string) {
	t.Row("First name", "Surname", "ID number", "Email address", titleOf(b))
	listed(b, missing, func(p *class.Person) {
		t.Row(p.First, p.Surname, p.ID, p.Email, table.Number(p.Percent))
	})
}

// canvas writes the table that Canvas imports: points, because its column is out of a number of points.
// Where students could have different numbers of them, percent.
func canvas(t *table.Writer, b *class.Book, missing string) {
	most, percent := 0.0, false
	listed(b, missing, func(p *class.Person) {
		percent = percent || most > 0 && math.Abs(p.Max-most) > 1e-9
		most = max(most, p.Max)
	})
	if percent || most == 0 {
		most, percent = 100, true
	}
	t.Row("Student", "ID", "SIS User ID", "SIS Login ID", "Section", titleOf(b))
	t.Row("    Points Possible", "", "", "", "", table.Points(most))
	listed(b, missing, func(p *class.Person) {
		name, got := p.Surname, p.Score
		if p.First != "" {
			name += ", " + p.First
		}
		if percent {
			got = p.Percent
		}
		t.Row(name, "", p.ID, p.Login, p.Class, table.Points(got))
	})
}
