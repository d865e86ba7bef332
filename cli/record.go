package cli

import (
	"cmp"
	"os/user"

	"github.com/adrg/xdg"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/progress"
	"lectern/reader/words"
)

// studentName returns the student whose record is kept: the flag --student, else the login name.
func (a *app) studentName() string {
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
	return progress.Open(progress.DefaultPath(a.data, a.Getenv("LECTERN_DATA"), xdg.DataHome))
}

// openRecord opens the student's record of a course. Where that fails the
// record is nil, and a line says that nothing is saved and why: reading and
// answering go on without it. What can only be read says so itself at the first save.
func (a *app) openRecord(c *lessons.Course) (study.Record, func()) {
	store, record, err := a.studentRecord(c)
	if err != nil {
		a.tell(words.T("nothing is being saved: %s", inWords(err).Error()))
		return nil, func() {}
	}
	k := newKeeper(store, record, c)
	if news := k.News(); news != "" {
		a.tell(news)
	}
	return k, func() { store.Close() }
}

// studentRecord opens the student's record of a course.
func (a *app) studentRecord(c *lessons.Course) (*progress.Store, *progress.Record, error) {
	store, err := a.openStore()
	if err != nil {
		return nil, nil, err
	}
	record, err := store.Record(a.studentName(), progress.Course{
		ID: c.Manifest.ID, Title: c.Manifest.Title, Version: c.Manifest.Version, Hash: c.Hash,
	})
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return store, record, nil
}
