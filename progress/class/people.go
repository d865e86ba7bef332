package class

import (
	"cmp"
	"slices"
	"strings"

	"lectern/lessons/text"
)

// Person is a student of the class: of the roster, or one from whom something came.
type Person struct {
	Name, ID, Email, Class string
	First, Surname         string // of Name, unless the roster says them
	Login                  string // only a roster has it
	Listed                 bool   // on the roster
	Files                  int    // that came

	Grade
	Marks []float64 // a share 0..1 for each of Book.Questions: the first answer; below 0 where it was not put
	Total float64   // points of the first answers

	names             []string // that Class.store keeps the answers under
	ids               []string // by which exam programs drew papers
	words             []string // of the day
	tested, inProgram bool     // there is a run over the whole course, one in an exam program
	odd               bool     // a paper of the exam is none that those ids get
}

// Grade is what a student got.
type Grade struct {
	Score, Max float64
	Percent    float64 // with two decimals
	Attempts   int
	Unfinished bool // of an exam: no attempt came to its end
	Essays     int  // answers that wait for a person
}

// Came reports whether the student handed anything in.
func (p *Person) Came() bool { return p.Files > 0 }

// Label returns what tells the student from others in tables.
func (p *Person) Label() string { return cmp.Or(p.ID, p.Email, p.Name) }

// fold returns a form of a name, an ID or an address that is equal for those that are meant to be.
func fold(s string) string { return strings.ToLower(text.Composed(text.OneLine(s))) }

// split sets the first name and the surname of a name: the last word, or what stands before a comma.
func (p *Person) split() {
	if p.First != "" || p.Surname != "" {
		p.Name = cmp.Or(p.Name, strings.TrimSpace(p.First+" "+p.Surname))
		return
	}
	if last, first, ok := strings.Cut(p.Name, ","); ok && strings.TrimSpace(last) != "" && strings.TrimSpace(first) != "" {
		p.First, p.Surname = strings.TrimSpace(first), strings.TrimSpace(last)
		p.Name = p.First + " " + p.Surname
		return
	}
	words := strings.Fields(p.Name)
	if n := len(words); n > 0 {
		p.First, p.Surname = strings.Join(words[:n-1], " "), words[n-1]
	}
}

// people joins what came to persons, in the order of their names.
func (c *Class) people(roster []Person) []*Person {
	var all []*Person
	by := map[string]*Person{} // by all that names them
	for _, r := range roster {
		p := &Person{Name: r.Name, ID: r.ID, Email: r.Email, Class: r.Class, First: r.First, Surname: r.Surname, Login: r.Login, Listed: true}
		p.split()
		if first := by["id:"+fold(p.ID)]; first != nil && p.ID != "" && (p.Name == "" || fold(p.Name) == fold(first.Name)) {
			continue // listed twice, as one who is in two groups
		}
		all = append(all, p)
		for _, key := range []string{"id:" + fold(p.ID), "email:" + fold(p.Email), "login:" + fold(p.Login), "name:" + fold(p.Name)} {
			if _, taken := by[key]; !taken && !strings.HasSuffix(key, ":") {
				by[key] = p
			} else if taken && strings.HasPrefix(key, "name:") {
				by[key] = nil // two of one name: the name tells nobody
			}
		}
	}
	for _, e := range c.sorted() {
		p := by["who "+e.Who]
		for _, key := range rosterKeys(&e) {
			if p != nil {
				break
			}
			p = by[key]
		}
		if p == nil {
			p = &Person{}
			all = append(all, p)
		}
		by["who "+e.Who] = p
		p.add(&e)
	}
	for _, p := range all {
		p.split()
	}
	slices.SortStableFunc(all, func(a, b *Person) int {
		return cmp.Or(cmp.Compare(fold(a.Surname), fold(b.Surname)), cmp.Compare(fold(a.First), fold(b.First)),
			cmp.Compare(fold(a.Label()), fold(b.Label())), cmp.Compare(strings.Join(a.names, " "), strings.Join(b.names, " ")))
	})
	return all
}

// rosterKeys are the ways in which a roster may name whose file it is, the surest first.
func rosterKeys(e *Entry) []string {
	var keys []string
	for _, k := range [...]struct{ kind, value string }{
		{"id:", e.ID}, {"email:", e.Email}, {"login:", e.ID}, {"name:", e.Name},
		{"id:", e.Record}, {"login:", e.Record}, {"email:", e.Record}, {"name:", e.Record},
	} {
		if k.value != "" {
			keys = append(keys, k.kind+fold(k.value))
		}
	}
	return keys
}

// add counts a file for the student. What the newest says of them holds, unless the roster does.
func (p *Person) add(e *Entry) {
	p.Files++
	if !slices.Contains(p.names, e.Who) {
		p.names = append(p.names, e.Who)
	}
	if e.Word != "" && !slices.Contains(p.words, e.Word) {
		p.words = append(p.words, e.Word)
	}
	p.tested, p.inProgram = p.tested || e.Tested, p.inProgram || e.Exam != ""
	if id := cmp.Or(e.ID, e.Record); e.Exam != "" && !slices.Contains(p.ids, id) {
		p.ids = append(p.ids, id)
	}
	if p.Listed {
		if e.Name != e.Record { // a list of IDs alone says no names, what was typed does
			p.Name = cmp.Or(p.Name, e.Name)
		}
		return
	}
	p.Name = cmp.Or(e.Name, p.Name, e.Record, e.File)
	p.ID, p.Email, p.Class = cmp.Or(e.ID, p.ID), strings.ToLower(cmp.Or(e.Email, p.Email)), cmp.Or(e.Class, p.Class)
}
