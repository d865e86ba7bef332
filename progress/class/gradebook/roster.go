package gradebook

import (
	"fmt"
	"strings"

	"lectern/lessons/text"
	"lectern/progress/class"
	"lectern/progress/class/table"
)

// ReadRoster reads the list of a class: a table with the columns name, id, email and class in any order,
// of which a name, an id or an email must be there. First name and surname may have columns of their
// own, as in Moodle's lists, and so may the name that students log in with.
func ReadRoster(src []byte) ([]class.Person, error) {
	s, err := table.Read(src)
	if err != nil {
		return nil, err
	}
	name := s.Column("name", "full name", "student", "student name", "display name")
	first, last := s.Column("first name", "given name", "vorname"), s.Column("surname", "last name", "family name", "nachname")
	id := s.Column("id", "id number", "student id", "student number", "sis user id", "idnumber", "matrikelnummer")
	email := s.Column("email", "e-mail", "email address", "mail")
	group := s.Column("class", "group", "section", "course", "klasse")
	login := s.Column("login", "username", "user name", "sis login id", "login id")
	if name < 0 && id < 0 && email < 0 && last < 0 {
		return nil, fmt.Errorf("it has no column name, id or email, but %q", s.Header)
	}
	var all []class.Person
	for _, row := range s.Rows {
		cell := func(i int) string { return text.ClipLine(strings.Map(text.HarmlessLine, table.Cell(row, i)), 200) }
		p := class.Person{
			Name: cell(name), First: cell(first), Surname: cell(last), ID: cell(id), Email: strings.ToLower(cell(email)),
			Class: cell(group), Login: cell(login),
		}
		if p.Name != "" || p.Surname != "" || p.ID != "" || p.Email != "" {
			all = append(all, p)
		}
	}
	return all, nil
}
