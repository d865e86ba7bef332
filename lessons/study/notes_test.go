package study

import "testing"

func TestBookmarkIsSetAndTakenAway(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One.\n\nTwo."), r)
	if !a.Bookmark(a.Lesson, 1) || len(a.Kept.Notes) != 1 || a.Kept.Notes[0].Paragraph != "One." {
		t.Errorf("kept %+v", a.Kept.Notes)
	}
	if _, ok := a.NoteOn(a.Lesson, 2, true); ok {
		t.Error("it stands at another paragraph too")
	}
	n := a.NoteAt(a.Lesson, 1)
	n.Text = "Why?"
	a.KeepNote(n) // a note is no bookmark
	if a.Bookmark(a.Lesson, 1) || len(a.Kept.Notes) != 1 || a.Kept.Notes[0].Text != "Why?" {
		t.Errorf("kept %+v", a.Kept.Notes)
	}
	a.DropNote(a.Kept.Notes[0])
	if len(a.Kept.Notes) != 0 {
		t.Errorf("kept %+v", a.Kept.Notes)
	}
}

func TestMarks(t *testing.T) {
	for _, r := range []Record{nil, newMemory()} {
		a := sit(t, pages("One.", "Two."), r)
		a.Move(at(1))
		a.SetMark("a")
		a.Open(a.Course.At(2), at(0))
		if l, p := a.Find(a.Kept.Marks["a"]); l == nil || l.ID != "p1/page-1" || p.Block != 1 {
			t.Errorf("with %T: mark a leads to %v %+v", r, l, p)
		}
	}
	r := newMemory()
	a := sit(t, pages("One.", "Two."), r)
	r.fail = errFull
	a.SetMark("b")
	if _, ok := a.Kept.Marks["b"]; !ok || len(a.told) != 1 {
		t.Errorf("a mark that is not saved: kept %v, told %q", ok, a.told)
	}
}

func TestNoteThatLostItsPlace(t *testing.T) {
	a := sit(t, pages("One."), nil)
	n := a.NoteAt(a.Lesson, 1)
	n.Place.Lesson, n.Paragraph = "gone", "Whales were boiled here in great iron pots by forty men."
	if l, _ := a.Find(n); l != nil {
		t.Errorf("found in %s", l.ID)
	}
	if _, ok := a.BlockOf(a.Lesson, n); ok {
		t.Error("it stands in the lesson")
	}
}

func TestLinksToReadLater(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One."), r)
	a.ReadLater("https://x.example", "X")
	if l := a.Kept.Links; len(l) != 1 || l[0] != (Link{Address: "https://x.example", Text: "X", Lesson: "p1/page-1"}) {
		t.Errorf("kept %+v", l)
	}
	a.DropLink("https://x.example")
	if len(a.Kept.Links) != 0 {
		t.Errorf("kept %+v", a.Kept.Links)
	}
	if it, ok := a.BringBack(); !ok || it.Link.Address != "https://x.example" || len(a.Kept.Links) != 1 {
		t.Errorf("back: %+v %v, kept %+v", it, ok, a.Kept.Links)
	}
	if _, ok := a.BringBack(); ok {
		t.Error("it comes back twice")
	}
}
