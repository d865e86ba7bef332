package cli

import (
	"cmp"
	"fmt"
	"os/user"
	"strings"
	"unicode/utf8"

	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

const (
	maxName      = 100  // characters of a student's name that tell it from others
	maxNameBytes = 2000 // bytes of them: one character may carry any number of accents
)

// nameOf returns a student's name as the record keeps it: composed letters, one line, at
// most maxName characters and maxNameBytes. Bytes that are no text are written as \xff, and a
// backslash that would look like the beginning of one as \x5c, so that two names that differ
// stay two.
func nameOf(given string) string {
	var odd []string // what each U+FFFD of the name stands for
	for rest := given; rest != ""; {
		r, n := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && n == 1 {
			odd = append(odd, fmt.Sprintf("\\x%02x", rest[0]))
		} else if r == utf8.RuneError {
			odd = append(odd, rest[:n])
		}
		rest = rest[n:]
	}
	plain := text.Composed(text.OneLine(string([]rune(given))))
	var b strings.Builder
	for i, r := range plain {
		switch {
		case r == utf8.RuneError:
			b.WriteString(odd[0])
			odd = odd[1:]
		case r == '\\' && startsByte(plain[i:]):
			b.WriteString(`\x5c`)
		default:
			b.WriteRune(r)
		}
	}
	name := typeset.First(b.String(), maxName)
	for len(name) > maxNameBytes {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return strings.TrimSpace(name)
}

// startsByte reports whether a text begins as nameOf writes a byte.
func startsByte(s string) bool {
	const digits = "0123456789abcdef"
	return len(s) >= 4 && s[:2] == `\x` && strings.IndexByte(digits, s[2]) >= 0 && strings.IndexByte(digits, s[3]) >= 0
}

// studentName returns the student whose record is kept: the flag --student, else the login name.
func (a *app) studentName() string { return cmp.Or(nameOf(a.givenName()), "student") }

// givenName is studentName as it was given.
func (a *app) givenName() string {
	if a.student != "" {
		return a.student
	}
	if name := cmp.Or(a.Getenv("LOGNAME"), a.Getenv("USER"), a.Getenv("USERNAME")); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "student"
}

// openStore opens the file of the record.
func (a *app) openStore() (*progress.Store, error) {
	if !a.may.Unsaved {
		return progress.OpenToWrite(a.may.Record())
	}
	return progress.Open(a.may.Record())
}

// openRecord opens the student's record of a course. Where that fails the
// record is nil, and a line says that nothing is saved and why: reading and
// answering go on without it, where they may. What can only be read says so itself at the first save.
func (a *app) openRecord(c *lessons.Course, args []string) (study.Record, *desk, func(), error) {
	store, record, err := a.studentRecord(c)
	if err != nil && !a.may.Unsaved {
		return nil, nil, nil, err
	}
	if err != nil {
		a.tell(words.T("nothing is being saved: %s", trouble.InWords(err).Error()))
		return nil, nil, func() {}, nil
	}
	k := newKeeper(store, record, c)
	if news := k.News(); news != "" {
		a.tell(news)
	}
	return k, a.newDesk(c, args, store, record), func() { a.closeRecord(store) }, nil
}

// studentRecord opens the student's record of a course.
func (a *app) studentRecord(c *lessons.Course) (*progress.Store, *progress.Record, error) {
	store, err := a.openStore()
	if err != nil {
		return nil, nil, err
	}
	a.uniteNames(store)
	a.rememberLanguage(store)
	record, err := store.Record(a.studentName(), progress.Course{
		ID: c.Manifest.ID, Title: c.Manifest.Title, Version: c.Manifest.Version, Hash: c.Hash,
	})
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return store, record, nil
}

// uniteNames joins the records that earlier versions kept under other spellings of this
// student's name, and tells of it.
func (a *app) uniteNames(store *progress.Store) {
	if store.ReadOnly() != nil {
		return
	}
	all, err := store.Students()
	if err != nil {
		return // whoever reads the record next says why
	}
	name := a.studentName()
	for _, other := range all {
		// U+FFFD stood for all bytes that are no text: such a name may be that of several students.
		// One that has bytes written out is another's, who typed them.
		if other == name || nameOf(other) != name || strings.ContainsRune(other, utf8.RuneError) || strings.Contains(name, `\x5c`) {
			continue
		}
		if store.Unite(other, name) == nil {
			a.tell(words.T("The record of %q is that of %s now.", other, name))
		}
	}
}

// tellNotices reports on standard error what happened to the file of the record.
func (a *app) tellNotices(store *progress.Store) {
	if text := trouble.Notices(store.Notices()); text != "" {
		a.tell(text)
	}
}

// closeRecord closes the record after a session, and tells what is found of its file only then.
func (a *app) closeRecord(store *progress.Store) {
	told := len(store.Notices())
	store.Close()
	if text := trouble.Notices(store.Notices()[told:]); text != "" {
		a.tell(text)
	}
}
