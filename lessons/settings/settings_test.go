package settings

import (
	"errors"
	"slices"
	"testing"
)

func TestDecodeSaysWhere(t *testing.T) {
	var v struct {
		Pass int `toml:"pass"`
	}
	for _, c := range []struct {
		src          string
		line, column int
	}{
		{"id = 1\npass = \"x\"\n", 2, 8},
		{"a = 1\n\nb ! 2\n", 3, 3},
	} {
		err := Decode([]byte(c.src), &v)
		var f *Fault
		if !errors.As(err, &f) || f.Line != c.line || f.Column != c.column {
			t.Errorf("%q: %#v, want line %d and column %d", c.src, err, c.line, c.column)
		}
	}
	if err := Decode([]byte("pass = 50\n"), &v); err != nil || v.Pass != 50 {
		t.Errorf("pass is %d, and the error %v", v.Pass, err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "pages", "pool"}
	for word, want := range map[string]string{"titel": "title", "page": "pages", "pool": "pool", "colour": "", "": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	src := []byte("a = 1\nb = 2\n\nc = 3\n")
	if got := LineOfKey(src, "c"); got != 4 {
		t.Errorf("c is set in line %d, want 4", got)
	}
	if got := LineOfKey(src, "d"); got != 0 {
		t.Errorf("d is set in line %d, want 0", got)
	}
	tables := []byte("pass = 1\nlast = { pass = 2,\n pool = 3 }\n'quoted key' = 1\n\n[exam]\n# pass = 9\n pass = 3\nmore.pass = 4\n[[parts]]\npages = [\"a\",\n\"b\"]\n[[parts]]\npages = [\"c\"]\n")
	for path, want := range map[string]int{
		"pass": 1, "last.pass": 2, "last.pool": 3, "quoted key": 4, "exam": 6, "exam.pass": 8, "exam.more.pass": 9, "parts": 10, "parts.pages": 11, "pool": 0,
	} {
		if got := LineOfKey(tables, path); got != want {
			t.Errorf("%s is set in line %d, want %d", path, got, want)
		}
	}
	if got, want := TextsOf(tables, "parts.pages"), []Text{{"a", 11}, {"b", 12}, {"c", 14}}; !slices.Equal(got, want) {
		t.Errorf("pages of parts are %v, want %v", got, want)
	}
	lines := NewLines(src)
	for _, c := range []struct{ offset, line int }{{0, 1}, {5, 1}, {6, 2}, {13, 4}} {
		if got := lines.Of(c.offset); got != c.line {
			t.Errorf("offset %d is in line %d, want %d", c.offset, got, c.line)
		}
	}
}
