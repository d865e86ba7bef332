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

// A value of the wrong type is told in the words of who writes the file.
func TestMisfits(t *testing.T) {
	for src, want := range map[string]string{
		`id = 5`:                "id is a whole number where a text in quotes belongs",
		`id = [1]`:              "id is a list where a text in quotes belongs",
		"[id]\nx = 1":           "id is a table where a text in quotes belongs",
		"[[id]]\nx = 1":         "id is a list of tables where a text in quotes belongs",
		`pool = "x"`:            "pool is a text where a whole number belongs",
		`pool = 1.5`:            "pool is a number where a whole number belongs",
		`pool = 1979-05-27`:     "pool is a date or a time where a whole number belongs",
		`pass = true`:           "pass is true or false where a number belongs",
		`pages = "a.md"`:        `pages is a text where a list of texts, as ["a", "b"], belongs`,
		`pages = {a = 1}`:       `pages is a table where a list of texts, as ["a", "b"], belongs`,
		`pages = ["a.md", 2]`:   "pages is a whole number where a text in quotes belongs",
		`exam = 3`:              "exam is a whole number where a table belongs",
		`exam.pool = "x"`:       "exam.pool is a text where a whole number belongs",
		`parts = [{title = 3}]`: "parts.title is a whole number where a text in quotes belongs",
		`book = 3`:              "book is a whole number where a table belongs",
		`book.title = 3`:        "book.title is a whole number where a text in quotes belongs",
	} {
		var v struct {
			ID    string   `toml:"id"`
			Pool  int      `toml:"pool"`
			Pass  float64  `toml:"pass"`
			Pages []string `toml:"pages"`
			Exam  struct {
				Pool int `toml:"pool"`
			} `toml:"exam"`
			Parts []struct {
				Title string `toml:"title"`
			} `toml:"parts"`
			Book struct {
				Title string `toml:"title"`
			} `toml:"book"`
		}
		if err := Decode([]byte(src), &v); err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", src, err, want)
		}
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
	if got := LinesOfKeys(Written(src))["c"]; got != 4 {
		t.Errorf("c is set in line %d, want 4", got)
	}
	if got := LinesOfKeys(Written(src))["d"]; got != 0 {
		t.Errorf("d is set in line %d, want 0", got)
	}
	tables := []byte("pass = 1\nlast = { pass = 2,\n pool = 3 }\n'quoted key' = 1\n\n[exam]\n# pass = 9\n pass = 3\nmore.pass = 4\n[[parts]]\npages = [\"a\",\n\"b\"]\n[[parts]]\npages = [\"c\"]\n")
	for path, want := range map[string]int{
		"pass": 1, "last.pass": 2, "last.pool": 3, "quoted key": 4, "exam": 6, "exam.pass": 8, "exam.more.pass": 9, "parts": 10, "parts.pages": 11, "pool": 0,
	} {
		if got := LinesOfKeys(Written(tables))[path]; got != want {
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
