package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// A message names a question without a title by its text, with gaps as a student sees them.
func TestNameOfAQuestionWithGaps(t *testing.T) {
	q := &quiz.Question{Kind: quiz.Cloze, Prompt: quiz.Text{Source: "Ice is " + string(quiz.GapMark) + ".", Format: quiz.Plain}, Gaps: make([]quiz.Gap, 1)}
	if got, want := questionName(q), `"Ice is [1 ____]."`; got != want {
		t.Errorf("called %s, want %s", got, want)
	}
}

// Names with other capitals are told, at their place: a file that fits is found, of two neither,
// and a list of pages that is passed over is named.
func TestNamesWithOtherCapitals(t *testing.T) {
	course, err := lessons.Open(fstest.MapFS{
		"Course.TOML": {Data: []byte("id = \"x\"\n")}, "a.rst": {Data: []byte("A\n=\n\n.. image:: Sea.PNG\n   :alt: sea\n\n.. image:: TWO.png\n   :alt: two\n\n:download:`x <Table.CSV>`\n\n.. image:: drawn.png\n")},
		"sea.png": {Data: []byte("x")}, "two.png": {Data: []byte("x")}, "Two.png": {Data: []byte("x")}, "table.csv": {Data: []byte("x")},
		"drawn.txt": {Data: []byte("\xff\xfea\x00b\x00")},
	}, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := Course(t.Context(), course, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%s:%d %s %s", p.File, p.Line, p.Severity, p.Code))
	}
	want := "Course.TOML:0 warning name-differs, a.rst:4 info name-differs, a.rst:7 error several-names, a.rst:10 info name-differs, course.toml:0 info no-course-id, drawn.txt:1 warning encoding"
	if joined := strings.Join(got, ", "); joined != want {
		t.Errorf("found\n%s, want\n%s", joined, want)
	}
}

// Translations of a page may share its slug, as in Pelican; other pages may not.
func TestSlugsOfTranslations(t *testing.T) {
	page := func(lang string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("Of wells\n========\n\n:slug: wells\n" + lang + "\nText.\n")}
	}
	for lang, want := range map[string]int{":lang: fr\n": 0, "": 1} {
		course, err := lessons.Open(fstest.MapFS{"a.rst": page(""), "b.rst": page(lang)}, lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := IDs(course); len(got) != want {
			t.Errorf("%q: %v, want %d", lang, got, want)
		}
		if a, b := course.Pages()[0].ID(), course.Pages()[1].ID(); a != "wells" || b != "b" {
			t.Errorf("%q: the pages are called %q and %q", lang, a, b)
		}
	}
}

// What is longer than a title or a sentence is not looked for: its pattern would take more memory than the page.
func TestWordsThatAreLookedFor(t *testing.T) {
	short := strings.TrimSpace(strings.Repeat("ab ", 40))
	long := strings.Repeat("x", maxWords) + " y"
	s := newSource([]byte(strings.ReplaceAll(short, " ", "\n> ") + "\n" + long))
	if at := s.findWords(short, 0, len(s.text)); at != 0 {
		t.Errorf("40 words over lines are at %d", at)
	}
	if at := s.findWords(long, 0, len(s.text)); at != -1 {
		t.Errorf("%d bytes are at %d", len(long), at)
	}
}
