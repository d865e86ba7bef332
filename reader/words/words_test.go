package words

import (
	"errors"
	"fmt"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T("100 %% of it"), "100 % of it"},
		{T("lesson %d of %d", 3, 9), "lesson 3 of 9"},
		{N("%d lesson", "%d lessons", 1, 1), "1 lesson"},
		{N("%d lesson", "%d lessons", 0, 0), "0 lessons"},
		{N("a question", "%d questions", 1), "a question"},
		{N("its question", "its %d questions", 1, 1), "its question"},
		{N("its question", "its %d questions", 2, 2), "its 2 questions"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A translation may need the arguments in another order than English has them.
func TestOrderOfATranslation(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T("%[2]d lessons, of which this is the %[1]d.", 3, 9), "9 lessons, of which this is the 3."},
		{N("%[2]s: %[1]d lesson", "%[2]s: %[1]d lessons", 2, 2, "Knots"), "Knots: 2 lessons"},
		{T("%[1]d times, and %[1]d times again", 2), "2 times, and 2 times again"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// notRead is a fact as packages hold it that say nothing to people.
type notRead struct {
	name string
	why  error
}

func (f notRead) Error() string         { return "not read" }
func (f notRead) Fact() (string, []any) { return "%s cannot be read: %v", []any{f.name, f.why} }

func TestFacts(t *testing.T) {
	inner := notRead{"page.md", errors.New("no room")}
	for _, c := range []struct {
		err  error
		want string
	}{
		{inner.why, "no room"},
		{inner, "page.md cannot be read: no room"},
		{notRead{"course.zip", inner}, "course.zip cannot be read: page.md cannot be read: no room"},
		{fmt.Errorf("course: %w", inner), "course: not read"},
	} {
		if got := Error(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
