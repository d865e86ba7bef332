package progress

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNotes(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC))
	note, err := r.SaveNote(Note{Text: "Ask about seals", Paragraph: "A seal wears.", Place: Place{Lesson: "one", Block: 4, Offset: 2}})
	must(t, err)
	*now = now.Add(time.Minute)
	bookmark, err := r.SaveNote(Note{Kind: Bookmark, Place: Place{Lesson: "two"}})
	must(t, err)
	first, err := r.SaveNote(Note{Kind: Mark, Label: "a", Place: Place{Lesson: "two"}})
	must(t, err)
	*now = now.Add(time.Minute)
	mark, err := r.SaveNote(Note{Kind: Mark, Label: "a", Place: Place{Lesson: "three"}})
	must(t, err)
	if mark.ID == first.ID {
		t.Error("two marks have one id")
	}
	note.Text = "Ask about seals and wear"
	changed, err := r.SaveNote(note)
	must(t, err)
	if changed.Created != note.Created || !changed.Place.Updated.Equal(*now) {
		t.Errorf("changed: %+v", changed)
	}
	got, err := r.Notes()
	must(t, err)
	if diff := cmp.Diff([]Note{changed, bookmark, mark}, got); diff != "" {
		t.Error(diff)
	}
	must(t, r.DeleteNote(bookmark.ID))
	must(t, r.DeleteNote(NewID()))
	must(t, recordIn(t, r.store, "ben").DeleteNote(note.ID)) // not Ben's to delete
	if left, err := r.Notes(); len(left) != 2 || err != nil {
		t.Errorf("left %+v %v", left, err)
	}
	if _, err := recordIn(t, r.store, "ben").SaveNote(note); err == nil {
		t.Error("Ben changed Ana's note")
	}
	if _, err := r.SaveNote(Note{ID: "7"}); err == nil {
		t.Error("a note with an id that is none")
	}
}

// A draft takes one row however often it is saved, travels with the record, and goes
// when it is saved without a text.
func TestDrafts(t *testing.T) {
	r := newRecord(t)
	at := Place{Lesson: "one", Block: 4}
	first, err := r.SaveNote(Note{Kind: Draft, Text: "Ask", Place: at})
	must(t, err)
	_, err = r.SaveNote(Note{Kind: Draft, Text: "Elsewhere", Place: Place{Lesson: "one", Block: 5}})
	must(t, err)
	again, err := r.SaveNote(Note{Kind: Draft, Text: "Ask about", Place: at})
	must(t, err)
	if again.ID != first.ID {
		t.Error("a draft that is saved again is another one")
	}
	_, err = r.SaveNote(Note{Kind: Draft, Place: at})
	must(t, err)
	_, err = r.SaveNote(Note{Kind: Draft, Place: Place{Lesson: "never"}})
	must(t, err)
	if got, err := r.Notes(); len(got) != 1 || got[0].Text != "Elsewhere" || got[0].Kind != Draft || err != nil {
		t.Errorf("kept %+v %v", got, err)
	}
}

func TestReadLater(t *testing.T) {
	r := newRecord(t)
	now := clockAt(r.store, time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC))
	must(t, r.ReadLater(Link{Target: "http://b.example/", Text: "B", Lesson: "one"}))
	must(t, r.ReadLater(Link{Target: "http://a.example/", Text: "A", Lesson: "two"}))
	must(t, r.ReadLater(Link{Target: "http://b.example/", Text: "B again", Lesson: "two"}))
	must(t, r.ForgetLink("http://never.example/"))
	got, err := r.Links()
	must(t, err)
	want := []Link{{"http://a.example/", "A", "two", *now}, {"http://b.example/", "B again", "two", *now}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	must(t, r.ForgetLink("http://a.example/"))
	if left, err := r.Links(); len(left) != 1 || err != nil {
		t.Errorf("left %+v %v", left, err)
	}
	if r.ReadLater(Link{}) == nil {
		t.Error("a link to nowhere was kept")
	}
}

func TestSettings(t *testing.T) {
	s := newRecord(t).store
	if _, found, err := s.Setting("ana", "theme"); found || err != nil {
		t.Errorf("in an empty record: %v %v", found, err)
	}
	must(t, s.Set("ana", "theme", "dark"))
	must(t, s.Set("ana", "theme", "light"))
	must(t, s.Set("", "student", "ana"))
	if v, found, err := s.Setting("ana", "theme"); v != "light" || !found || err != nil {
		t.Errorf("%q %v %v", v, found, err)
	}
	must(t, s.Unset("ana", "theme"))
	if _, found, err := s.Setting("ana", "theme"); found || err != nil {
		t.Errorf("taken back: %v %v", found, err)
	}
	all, err := s.Settings("")
	if diff := cmp.Diff(map[string]string{"student": "ana"}, all); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}
