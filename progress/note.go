package progress

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// NoteKind says what a Note is.
type NoteKind string

// The kinds of notes.
const (
	Written  NoteKind = "note"     // with a text
	Bookmark NoteKind = "bookmark" // a place to come back to
	Mark     NoteKind = "mark"     // a place under a letter, its Label; one a letter
	Draft    NoteKind = "draft"    // typed for a note and not kept as one; one a place
)

// Note is something a student left at a place of the text.
type Note struct {
	ID        string    `json:"id"`   // a UUID; "" in SaveNote makes a new note
	Kind      NoteKind  `json:"kind"` // "" in SaveNote means Written
	Label     string    `json:"label,omitempty"`
	Place     Place     `json:"place"`     // Updated is when the note was saved last
	Paragraph string    `json:"paragraph"` // the text it stands at, to find it again after an edit
	Text      string    `json:"text,omitempty"`
	Created   time.Time `json:"created"` // set by SaveNote
}

// SaveNote keeps a new note, or a changed one under its ID, and returns it as
// kept. A mark takes the place of the one with the same label, a draft that of the
// one at the same place; a draft without a text takes that one away.
func (r *Record) SaveNote(n Note) (Note, error) {
	if n.Kind == "" {
		n.Kind = Written
	}
	if n.ID != "" && !validID(n.ID) {
		return Note{}, errors.New("a note's id is a UUID in lower case")
	}
	if len(n.Text) > maxText || len(n.Paragraph) > maxText {
		return Note{}, errors.New("a note is at most 4 MB long")
	}
	err := r.store.write(durable, func(t *tx) error {
		if err := r.enrol(t); err != nil {
			return err
		}
		if n.Kind == Draft {
			if err := r.draftAt(t, &n); err != nil || n.Text == "" {
				return errors.Join(err, r.dropNotes(t, "uuid = ?", n.ID))
			}
		}
		if n.Kind == Mark {
			if err := r.dropNotes(t, "kind = ? AND label = ? AND uuid <> ?", string(Mark), n.Label, n.ID); err != nil {
				return err
			}
		}
		if err := r.own(t, n.ID); err != nil {
			return err
		}
		n.Place.Updated = moment(millis(t.now))
		if n.ID == "" {
			n.ID = NewID()
		}
		if n.Created.IsZero() {
			n.Created = n.Place.Updated
		}
		return mergeNote(t, noteLine{Student: r.student, Course: r.course.ID, Note: n, Stamp: t.stamp})
	})
	if err != nil {
		return Note{}, err
	}
	return n, nil
}

// draftAt gives a draft the ID and label of the one at its place, if there is one. It is saved
// often while a student types, so it takes no new row each time.
func (r *Record) draftAt(t *tx, n *Note) error {
	n.Label = fmt.Sprintf("%s#%d", n.Place.Lesson, n.Place.Block)
	err := t.row(`SELECT uuid FROM notes WHERE deleted = 0 AND student = ? AND course = ? AND kind = ? AND label = ?
		ORDER BY stamp DESC LIMIT 1`, r.student, r.course.ID, string(Draft), n.Label).Scan(&n.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// own returns an error if a note with this ID belongs to another student or course.
func (r *Record) own(t *tx, id string) error {
	var others bool
	err := t.row(`SELECT EXISTS (SELECT 1 FROM notes WHERE uuid = ? AND (student, course) <> (?, ?))`,
		id, r.student, r.course.ID).Scan(&others)
	if err == nil && others {
		return errors.New("the note belongs to another record")
	}
	return err
}

// DeleteNote takes a note away. It is no error if there is none.
func (r *Record) DeleteNote(id string) error {
	return r.store.write(durable, func(t *tx) error { return r.dropNotes(t, "uuid = ?", id) })
}

// dropNotes marks the notes that match as deleted and clears their texts.
func (r *Record) dropNotes(t *tx, where string, args ...any) error {
	args = append([]any{t.stamp, r.student, r.course.ID}, args...)
	return t.exec(`UPDATE notes SET deleted = 1, text = '', paragraph = '', stamp = ?
		WHERE deleted = 0 AND student = ? AND course = ? AND `+where, args...)
}

// Notes returns the student's notes, bookmarks, marks and drafts in this course, in
// the order in which they were made.
func (r *Record) Notes() (list []Note, err error) {
	err = r.store.read(func(t *tx) error {
		lines, err := notes(t, filter{r.student, r.course.ID})
		for _, l := range lines {
			if !l.Deleted {
				list = append(list, l.Note)
			}
		}
		return err
	})
	return list, err
}

// Link is an address that a student wants to read when there is a network.
type Link struct {
	Target string    `json:"target"`
	Text   string    `json:"text"`   // of the link
	Lesson string    `json:"lesson"` // where it was
	Added  time.Time `json:"added"`  // set by ReadLater where it is zero
}

// ReadLater adds a link to the list. A target stands there once.
func (r *Record) ReadLater(l Link) error {
	if l.Target == "" {
		return errors.New("a link to read later needs a target")
	}
	return r.saveLink(l, false)
}

// ForgetLink takes a link off the list. It is no error if it is not there.
func (r *Record) ForgetLink(target string) error {
	return r.saveLink(Link{Target: target}, true)
}

func (r *Record) saveLink(l Link, deleted bool) error {
	l.Target = strings.ToValidUTF8(l.Target, "\uFFFD")
	return r.store.write(durable, func(t *tx) error {
		if err := r.enrol(t); err != nil {
			return err
		}
		if l.Added.IsZero() {
			l.Added = t.now
		}
		return mergeLink(t, linkLine{Student: r.student, Course: r.course.ID, Link: l, Deleted: deleted, Stamp: t.stamp})
	})
}

// Links returns the list of links to read later, the oldest first.
func (r *Record) Links() (list []Link, err error) {
	err = r.store.read(func(t *tx) error {
		lines, err := links(t, filter{r.student, r.course.ID})
		for _, l := range lines {
			if !l.Deleted {
				list = append(list, l.Link)
			}
		}
		return err
	})
	return list, err
}
