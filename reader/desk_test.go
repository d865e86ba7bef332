package reader

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/desktop"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// fakeShelf keeps notes and links in memory.
type fakeShelf struct {
	notes  []study.Note
	made   int // notes so far
	drafts []study.Note
	laters []study.Link
}

func (s *fakeShelf) Notes() ([]study.Note, error) { return s.that(false), nil }
func (s *fakeShelf) Marks() ([]study.Note, error) { return s.that(true), nil }
func (s *fakeShelf) Links() ([]study.Link, error) { return s.laters, nil }

// that returns the marks, or the others.
func (s *fakeShelf) that(marks bool) (out []study.Note) {
	for _, n := range s.notes {
		if (n.Letter != "") == marks {
			out = append(out, n)
		}
	}
	return out
}

func (s *fakeShelf) SaveNote(n study.Note) error {
	for i, old := range s.notes {
		if old.ID == n.ID || n.Letter != "" && old.Letter == n.Letter {
			s.notes[i] = n
			return nil
		}
	}
	if n.ID == "" {
		s.made++
		n.ID = "note" + string(rune('a'+s.made))
	}
	s.notes = append(s.notes, n)
	return nil
}

func (s *fakeShelf) Drafts() ([]study.Note, error) { return slices.Clone(s.drafts), nil }

func (s *fakeShelf) SaveDraft(n study.Note) error {
	s.drafts = slices.DeleteFunc(s.drafts, func(d study.Note) bool { return d.Place == n.Place })
	if n.Text != "" {
		s.drafts = append(s.drafts, n)
	}
	return nil
}

func (s *fakeShelf) DropNote(id string) error {
	for i, n := range s.notes {
		if n.ID == id {
			s.notes = append(s.notes[:i:i], s.notes[i+1:]...)
			break
		}
	}
	return nil
}

func (s *fakeShelf) SaveLink(l study.Link) error {
	s.laters = append(s.laters, l)
	return nil
}

func (s *fakeShelf) DropLink(address string) error {
	for i, l := range s.laters {
		if l.Address == address {
			s.laters = append(s.laters[:i:i], s.laters[i+1:]...)
			break
		}
	}
	return nil
}

func TestNotesAndBookmarks(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, harbour(), size[0], size[1])
		r.keys("} } N").types("Ask the pilot").shows("╭─ Note")
		r.keys("Enter").types("about this.").keys("Ctrl-S").shows("The note is kept")
		if n := r.rec.notes; len(n) != 1 || n[0].Text != "Ask the pilot\nabout this." || !strings.HasPrefix(n[0].Paragraph, "A pilot meets") {
			t.Fatalf("kept %+v", n)
		}
		r.keys("j k").shows("✎")
		r.keys("} B").shows("Bookmark set").keys("b").shows("Ask the pilot about this.", "Two signals matter:")
		r.keys("Esc 4 g").shows("Springs")
		r.keys("b j Enter").shows("◆Two signals matter")
		r.keys("b x").shows("Removed; u brings it back.").keys("Esc")
		r.keys("B").shows("The bookmark is gone.")
		r.keys("b").shows("Nothing is left.").keys("Esc")
		r.open(r.app.cfg.Course)
		r.keys("b").shows("There are no notes yet")
	}
}

func TestNoteIsEditedAndEmptied(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("} } N").types("one").keys("Ctrl-S N").shows("one").types(" two").keys("Ctrl-S")
	if n := r.rec.notes; len(n) != 1 || n[0].Text != "one two" {
		t.Fatalf("kept %+v", n)
	}
	r.keys("N Ctrl-U Ctrl-S").shows("The note is gone; b, then u brings it back.")
	if len(r.rec.notes) != 0 {
		t.Errorf("kept %+v", r.rec.notes)
	}
	r.keys("N").types("x").keys("Esc")
	if len(r.rec.notes) != 0 {
		t.Error("a note that was left is kept")
	}
}

func TestNoteThatLostItsPlace(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.rec.notes = []study.Note{{ID: "x", Text: "gone", Paragraph: "Whales were boiled here in great iron pots by forty men.",
		Place: lessons.Place{Lesson: "arrival/whaling", Position: doc.Position{Block: 3}}}}
	r.open(r.app.cfg.Course)
	r.keys("b").shows("lost its place").keys("Enter").shows("This note lost its place")
}

func TestReadLater(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("L").shows("Choose a link first")
	r.keys("Tab L").shows("On the list of links to read later.")
	r.keys("b").shows("↗ tide tables https://tides.example/today")
	r.keys("y")
	if got := string(r.sim.GetClipboardData()); got != "https://tides.example/today" {
		t.Errorf("copied %q", got)
	}
	r.keys("x")
	if len(r.rec.laters) != 0 {
		t.Errorf("kept %+v", r.rec.laters)
	}
}

// Without a record the student is told that notes are not kept.
func TestNotesWithoutRecord(t *testing.T) {
	c := openCourse(t, harbour())
	a, err := newApp(t.Context(), Config{Course: c, Programs: desktop.Programs{Opener: &fakeOpener{}}})
	if err != nil {
		t.Fatal(err)
	}
	a.model.resize(80, 24)
	for _, action := range []keys.Action{keys.Bookmark, keys.WriteNote} {
		a.act(keys.Input{Action: action})
		if !strings.Contains(a.model.message, "cannot be kept") {
			t.Errorf("%s says %q", action, a.model.message)
		}
	}
}

func TestMarks(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("3 g m").shows("type a letter").keys("a").shows("Mark a is set.")
	r.keys("g 1 g").shows("lesson 1 of").keys("' a").shows("lesson 3 of")
	r.keys("' '").shows("lesson 1 of")
	r.keys("' z").shows("There is no mark z.")
}

// Marks are in the record: they are there after a new start, and stand at the
// same paragraph after an edit of the page.
func TestMarksAreRemembered(t *testing.T) {
	r := begin(t, harbour(), 80, 14)
	r.keys("3 g } } d m a q")
	top := r.app.model.At
	if top.Block == 0 {
		t.Fatalf("not scrolled: %+v", top)
	}
	r.open(r.app.cfg.Course)
	r.keys("g 1 g ' a").shows("lesson 3 of")
	if got := r.app.model.At; got != top {
		t.Errorf("the mark leads to %+v, was set at %+v", got, top)
	}
	r.keys("g m a g ' a")
	if n := len(r.rec.that(true)); n != 1 {
		t.Errorf("%d marks are kept under one letter", n)
	}
	page := harbour()
	r.rec.notes = nil
	r.open(openCourse(t, page))
	r.resize(80, 9)
	r.keys("g 1 g j j j m b")
	page["arrival.md"] = strings.Replace(page["arrival.md"], "A pilot meets", "One more paragraph.\n\nA pilot meets", 1)
	mark := r.rec.that(true)[0]
	r.open(openCourse(t, page))
	r.keys("' b")
	if got, was := r.app.model.At.Block, mark.Place.Block; was == 0 || got != was+1 {
		t.Errorf("after an edit the mark of block %d leads to block %d:\n%s", was, got, r.screen())
	}
	r.rec.notes[0].Paragraph = "Forty men boiled whales here in iron pots."
	r.open(openCourse(t, page))
	r.keys("' b").shows("Mark b lost its place")
}

func TestWidthAndThemeAreRemembered(t *testing.T) {
	r := begin(t, harbour(), 100, 24)
	r.keys("- -").shows("The text is at most 68 wide.")
	r.keys("T").shows("Theme: light")
	r.saved("set width=72", "set width=68", "set theme=light")
	if got := widest(r.screen()); got > 68 {
		t.Errorf("a line is %d wide", got)
	}
	r.open(r.app.cfg.Course)
	if r.app.model.column != 68 {
		t.Errorf("the width is %d after a new start", r.app.model.column)
	}
}

func widest(screen string) int {
	most := 0
	for _, line := range strings.Split(screen, "\n")[2:20] {
		most = max(most, typeset.Width(strings.TrimSpace(line)))
	}
	return most
}

func TestCopyParagraph(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("} } y").shows("Copied the paragraph.")
	if got := string(r.sim.GetClipboardData()); !strings.HasPrefix(got, "A pilot meets every large ship before the breakwater.") {
		t.Errorf("copied %q", got)
	}
}

func TestCountsBeforeMotions(t *testing.T) {
	r := begin(t, harbour(), 80, 10)
	r.keys("3 g 5 j")
	if got := r.app.model.firstLine(); got != 5 {
		t.Errorf("5 j leads to line %d", got)
	}
	r.keys("3 k")
	if got := r.app.model.firstLine(); got != 2 {
		t.Errorf("3 k leads to line %d", got)
	}
}

func TestFootnoteBesideTheText(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# One\n\nA claim.[^1]\n\nMore text.\n\n[^1]: Where it comes from.\n"}, 80, 24)
	r.keys("Tab Enter").golden("footnote-80x24")
	r.shows("A claim", "╭─ [^1]", "Where it comes from.")
	r.keys("Esc").shows("A claim").hides("╭─ [^1]")
}

func TestContentsShowTime(t *testing.T) {
	r := begin(t, harbour(), 100, 24)
	r.rec.lessons["arrival/arrival"] = study.LessonState{Read: true, Seconds: 60}
	r.open(r.app.cfg.Course)
	r.wait(time.Second).keys("t").shows("20 % read", "left", "1m")
}

// Ctrl-G hands a note to the student's editor and takes back what it wrote.
func TestNoteInTheEditor(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	file := ""
	r.app.cfg.Programs.Edit = func(name string) error {
		file = name
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, append(text, " and the moon\nand the sun\n"...), 0o600)
	}
	r.keys("} } N").types("The tide").keys("Ctrl-G").shows("The tide and the moon", "and the sun")
	if r.lent != 1 {
		t.Errorf("the terminal was lent %d times", r.lent)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("the file is left: %v", err)
	}
	r.keys("Ctrl-S")
	if n := r.rec.notes; len(n) != 1 || n[0].Text != "The tide and the moon\nand the sun" {
		t.Errorf("kept %+v", n)
	}
	r.app.cfg.Programs.Edit = func(string) error { return desktop.ErrNoEditor }
	r.keys("N Ctrl-G").shows("$EDITOR names no editor", "The tide and the moon")
	r.app.cfg.Programs.Edit = func(name string) error {
		file = name
		return os.WriteFile(name, bytes.Repeat([]byte("x"), sheet.MaxTyped+1), 0o600)
	}
	r.keys("Ctrl-G").shows("longer than", "The tide and the moon")
	if err := os.Remove(file); err != nil {
		t.Errorf("what was too long is lost: %v", err)
	}
	// One that leaves a link to a device, which has no end, in place of the text.
	r.app.cfg.Programs.Edit = func(name string) error {
		t.Cleanup(func() { os.Remove(name) })
		return errors.Join(os.Remove(name), os.Symlink(os.DevNull, name))
	}
	r.keys("Ctrl-G").shows("not a regular file", "The tide and the moon")
}

// A note takes as many letters of any script, whether they are typed, pasted or
// come from the editor: a letter of Cyrillic is two bytes.
func TestNoteOfManyLetters(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	note := func(want int) {
		t.Helper()
		if n := r.rec.notes; len(n) == 0 || utf8.RuneCountInString(n[len(n)-1].Text) != want {
			t.Errorf("the note has not %d letters, but %d notes are kept", want, len(n))
		}
	}
	paste := func(letters int) {
		r.app.view.PasteHandler()(strings.Repeat("ж", letters), nil)
		r.draw()
	}
	r.keys("} } N")
	paste(12_000)
	r.keys("Ctrl-S")
	note(12_000)

	r.app.cfg.Programs.Edit = func(name string) error {
		return os.WriteFile(name, []byte(strings.Repeat("ж", sheet.MaxTyped)+"\n"), 0o600)
	}
	r.keys("} N Ctrl-G").hides("Not taken").keys("Ctrl-S")
	note(sheet.MaxTyped)

	r.keys("} N")
	paste(sheet.MaxTyped + 1)
	r.keys("Ctrl-S")
	note(sheet.MaxTyped)
}

// What was typed for a note and left is there again, also in another run of the
// program and after a power cut but for the last word.
func TestDraftOfANote(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, harbour(), size[0], size[1])
		r.keys("} } N").types("half a tho").keys("Esc").shows("Kept as a draft: N here goes on.").keys("j k").shows("…A pilot")
		if len(r.rec.notes) != 0 {
			t.Errorf("kept %+v", r.rec.notes)
		}
		again := func() *reading { // without an end of the program: it is killed
			r.app.drafts.Wait() // what runs beside the loop
			r.open(r.app.cfg.Course)
			return r.keys("g } }")
		}
		again().shows("…A pilot").keys("N").shows("half a tho").types("ught too m")
		again().keys("N").shows("half a thought too").hides("too m").types("much").keys("Ctrl-C")
		if err := r.app.finish(); !r.ended || err != nil {
			t.Fatalf("ended %v: %v", r.ended, err)
		}
		again().keys("b").shows("… half a thought too much", "draft, Arrival").keys("Enter").shows("A draft: N goes on with it.")
		r.keys("b x").shows("Nothing is left. u brings back").keys("u").shows("It is back.", "… half a thought").keys("x Esc")
		again().keys("b").shows("There are no notes yet").keys("N").hides("half a").types("Ask. ").keys("Ctrl-S")
		again().shows("✎A pilot").keys("N").shows("Ask.").types(" Or not").keys("Esc").shows("Kept as a draft")
		again().keys("N").shows("Ask. Or not").keys("Ctrl-U").types("Ask.").keys("Esc").hides("Kept as a draft") // as it was
		again().keys("b").shows("✎ Ask.").hides("draft")
	}
}

// What was taken off the list comes back with its place on it; the footer says how.
func TestWhatWasRemovedComesBack(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, harbour(), size[0], size[1])
		r.keys("} } N").types("First.").keys("Ctrl-S } B Tab L b").shows("x drop", "✎ First.", "◆ Two signals", "↗ tide")
		r.hides("u undo").keys("u").shows("Nothing was removed")
		r.keys("x x x").shows("Nothing is left. u brings back").keys("Up").shows("u undo").hides("x drop").keys("F9 Enter y x Down").hides("✎")
		r.keys("Esc b u").shows("It is back.", "↗ tide").keys("u u").shows("✎ First.", "◆ Two signals", "↗ tide").keys("u").shows("Nothing was removed")
		r.keys("Esc Esc g } } } B").shows("The bookmark is gone.").keys("b u").shows("◆ Two signals")
		r.keys("Esc { N Ctrl-U Ctrl-S").shows("The note is gone; b, then u").keys("b u").shows("✎ First.")
	}
}

// A note stands at its paragraph when the page was edited between two runs.
func TestNotesMoveWithTheirParagraph(t *testing.T) {
	page := harbour()
	r := begin(t, page, 80, 24)
	r.keys("} } B")
	page["arrival.md"] = strings.Replace(page["arrival.md"], "A pilot meets", "One more paragraph.\n\nA pilot meets", 1)
	r.open(openCourse(t, page))
	r.shows("◆A pilot meets").hides("◆One more")
	r.keys("} } } B").shows("The bookmark is gone.").hides("◆")
}

// The choice of pictures or drawings is remembered.
func TestPicturesAreRemembered(t *testing.T) {
	r := begin(t, pumpBook(t), 80, 24)
	r.keys("i").hides("| pump |")
	r.open(r.app.cfg.Course)
	r.hides("| pump |").keys("i").shows("| pump |")
	r.saved("set pictures=pictures", "set pictures=drawings")
}
