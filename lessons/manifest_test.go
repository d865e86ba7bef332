package lessons

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"lectern/lessons/quiz"
)

// A course may say of its questions whatever a bank may say of its own, and is
// told of a value that cannot be in the same words.
func TestSettingsOfCourseAndBank(t *testing.T) {
	for _, c := range []struct {
		name, value string
		good        bool
	}{
		{"shuffle", `"none"`, true}, {"shuffle", `"both"`, true}, {"shuffle", `"all"`, false}, {"reveal", `"at-end"`, true}, {"reveal", `"soon"`, false},
		{"pool", "2", true}, {"pool", "-1", false}, {"attempts", "-1", false}, {"pass", "60", true}, {"pass", "101", false}, {"pass", "nan", false},
	} {
		course, err := Open(fstest.MapFS{
			"a.md":        {Data: []byte("# A\n\ntext\n")},
			"course.toml": {Data: []byte("[exam]\n" + c.name + " = " + c.value + "\n")},
			"a.quiz.toml": {Data: []byte(c.name + " = " + c.value + "\n[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Q\"\nanswer.answer = \"a\"\n")},
		}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var ofCourse, ofBank string
		for _, p := range course.Problems() {
			if p.Code == "manifest-value" {
				ofCourse = p.Text
			}
		}
		for _, p := range course.Pages()[0].Problems() {
			if p.Code == "bad-setting" {
				ofBank = p.Text
			}
		}
		if (ofCourse == "") != c.good || (ofBank == "") != c.good || !c.good && ofBank != ofCourse+"; it was left out" {
			t.Errorf("%s = %s: of a course %q, of a bank %q", c.name, c.value, ofCourse, ofBank)
		}
		if exam := course.Manifest.ExamSettings(); (exam != quiz.Settings{}) != c.good {
			t.Errorf("%s = %s: the exam has %+v", c.name, c.value, exam)
		}
	}
}

// A fault is told at the line of the key that it is about, whatever other table
// has a key or a text like it.
func TestLinesOfFaults(t *testing.T) {
	course, err := Open(fstest.MapFS{
		"a.md": {Data: []byte("# A\n\ntext\n")},
		"course.toml": {Data: []byte(`title = "gone.md"
pass = 50
pages = ["a.md", "none/*.md", "gone.md"]
exclude = ["none/*.md"]

[[parts]]
title = "none/*.md"
pages = ["none/*.md"]

[exam]
id = "not of the course"
pass = 120
`)},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	course.Pages()
	var got []string
	for _, p := range course.Problems() {
		got = append(got, fmt.Sprintf("%d %s", p.Line, p.Code))
	}
	for _, p := range course.EmptyPatterns() {
		got = append(got, fmt.Sprintf("%d empty %s", p.Line, p.Key))
	}
	slices.Sort(got)
	want := []string{"11 unknown-key", "12 manifest-value", "3 empty pages", "3 missing-page", "4 empty exclude", "8 empty pages"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if course.StatesID() {
		t.Error("the id of another table is taken for the course's")
	}
}

// A course is called as its settings say, else as its first page, and never as any folder
// of pages is called.
func TestTitleOfCourse(t *testing.T) {
	for _, c := range []struct{ in, file, src, want string }{
		{"docs", "index.md", "# Pumps\n", "Pumps"},
		{"wells", "index.md", "# Pumps\n", "Pumps"},
		{"wells", "index.md", "# Introduction\n", "wells"}, // as any first page is called
		{"docs", "index.md", "# Introduction\n", "Introduction"},
		{"wells", "02-all_pumps.md", "Words.\n", "wells"},
		{"src", "02-all_pumps.md", "Words.\n", "All pumps"},
		{"en", "pumps/README.md", "Words.\n", "Pumps"},
		{"wells", "index.md", "---\ntitle: \"A [link](x.md)\"\n---\nWords.\n", "A [link](x.md)"},
	} {
		course, err := Open(fstest.MapFS{c.file: {Data: []byte(c.src)}}, Options{In: c.in})
		if err != nil {
			t.Fatal(err)
		}
		if got := course.Manifest.Title; got != c.want {
			t.Errorf("a folder %s with %s %q is called %q, want %q", c.in, c.file, c.src, got, c.want)
		}
	}
}

// The title of a page stands at its top where the page has no heading, and where that of the
// front matter is the title though a heading stands below. The lessons keep the IDs that
// they had when it did not stand there.
func TestTitleAtTheTop(t *testing.T) {
	for src, want := range map[string]string{
		"Words.\n": "02-all_pumps: All pumps\n\nWords.",
		"---\ntitle: Of `pumps`\n---\nWords.\n\n# Late\n": "02-all_pumps: Of `pumps`\n\nWords.\n\nLate",
		"---\ntitle: Pumps\n---\nWords.\n":                "02-all_pumps/pumps: Pumps\n\nWords.",
		"```\n# no heading\n```\n":                        "02-all_pumps: All pumps\n\n# no heading",
		"# Pumps\n":                                       "02-all_pumps/pumps: Pumps",
		"Words.\n\n# Late\n":                              "02-all_pumps: Words.\n\nLate",
	} {
		course, err := Open(fstest.MapFS{"02-all_pumps.md": {Data: []byte(src)}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if l := course.First(); l.ID+": "+l.Text() != want {
			t.Errorf("%q is %q, want %q", src, l.ID+": "+l.Text(), want)
		}
	}
}
