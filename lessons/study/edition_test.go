package study

import (
	"testing"

	"lectern/lessons/doc"
)

func TestTakeAnEdition(t *testing.T) {
	const long = "The pilot comes on board before the breakwater and knows the channel well."
	was := pages("Zero zero.\n\n"+long+"\n\nThe last words of the page stand here.", "Other.", "Third.")
	for _, tc := range []struct {
		name   string
		edited map[string]string
		lesson string
		at     doc.Position
	}{
		{"nothing", was, "p1/page-1", doc.Position{Block: 2, Offset: 5}},
		{"a paragraph before", pages("New.\n\nZero zero.\n\n"+long+"\n\nThe last words of the page stand here.", "Other.", "Third."),
			"p1/page-1", doc.Position{Block: 3, Offset: 5}},
		{"the paragraph is gone", pages("Zero zero.\n\nThe last words of the page stand here.", "Other.", "Third."), "p1/page-1", doc.Position{Block: 1}},
		{"the page is gone", map[string]string{"p2.md": "# Page 2\n\nOther.\n"}, "p2/page-2", doc.Position{}},
		{"all words of the page", pages("Quite different.", "Other.", "Third."), "p1/page-1", doc.Position{Block: 2}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := sit(t, was, nil)
			a.Open(a.Course.At(1), doc.Position{Block: 2, Offset: 5})
			a.Jump(a.Course.At(2), doc.Position{})
			a.Take(open(t, tc.edited))
			if a.Lesson.ID != "p2/page-2" || a.Course.Lesson("p2/page-2") != a.Lesson {
				t.Errorf("at %s of the old edition", a.Lesson.ID)
			}
			if !a.Back() {
				t.Fatal("no way back")
			}
			if a.Lesson.ID != tc.lesson || a.At != tc.at {
				t.Errorf("back at %s %+v, want %s %+v", a.Lesson.ID, a.At, tc.lesson, tc.at)
			}
		})
	}
}

// A place that an edit moved is saved as it is now.
func TestEditionMovesThePlace(t *testing.T) {
	r := newMemory()
	a := sit(t, pages("One one one.\n\nTwo two two."), r)
	a.Move(at(2))
	a.Take(open(t, pages("One one one.\n\nNew new new.\n\nTwo two two.")))
	ends(t, r, "place p1/page-1 2+0", "place p1/page-1 3+0")
	a.Take(a.Course)
	ends(t, r, "place p1/page-1 2+0", "place p1/page-1 3+0")
}
