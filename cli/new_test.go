package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// newCourse writes the course of `lectern new` and opens it.
func newCourse(t *testing.T, id, title string) *lessons.Course {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "course")
	if err := writeSkeleton(dir, id, title); err != nil {
		t.Fatal(err)
	}
	c, err := lessons.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestNewShowsEverything: the new course has a question of every kind and
// course.toml every key, and nothing in it is a fault.
func TestNewShowsEverything(t *testing.T) {
	c := newCourse(t, "tides-1", "Tides")
	problems, err := check.Course(context.Background(), c, check.Options{Page: new(screenCheck).page})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity != doc.Info {
			t.Errorf("%s:%d: %s (%s)", p.File, p.Line, p.Text, p.Code)
		}
	}
	kinds := map[quiz.Kind]bool{}
	for _, p := range c.Pages() {
		for _, q := range p.Questions() {
			kinds[q.Kind] = true
		}
	}
	for _, k := range quiz.Kinds() {
		if !kinds[k] {
			t.Errorf("the new course has no question of the kind %s", k)
		}
	}
	src, err := skeleton.ReadFile("skeleton/course.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range manifestKeys(reflect.TypeFor[lessons.Manifest]()) {
		if !strings.Contains(string(src), "\n"+key+" = ") && !strings.Contains(string(src), "["+key+"]") {
			t.Errorf("the new course.toml does not show the key %q", key)
		}
	}
}

func manifestKeys(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		keys = append(keys, f.Tag.Get("toml"))
		ft := f.Type
		if ft.Kind() == reflect.Slice {
			ft = ft.Elem()
		}
		if ft.Kind() == reflect.Struct {
			keys = append(keys, manifestKeys(ft)...)
		}
	}
	return keys
}

// TestNewTitles: whatever a title holds, course.toml gives it back.
func TestNewTitles(t *testing.T) {
	for _, title := range []string{`Tides "high" and \low\`, "Größe & Maß", "tab\tand\x01bell", "# = [x]"} {
		if c := newCourse(t, "id", title); c.Manifest.Title != title {
			t.Errorf("the title %q reads as %q", title, c.Manifest.Title)
		}
	}
	for name, want := range map[string]string{
		"first_steps": "First steps", "a-b c": "A b c", ".": "A new course", "---": "A new course", "über": "Über", "a\xffb": "Ab",
	} {
		if got := titleOfFolder(name); got != want {
			t.Errorf("titleOfFolder(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNewIDs(t *testing.T) {
	one, err := newCourseID("The tides")
	if err != nil {
		t.Fatal(err)
	}
	two, err := newCourseID("The tides")
	if err != nil {
		t.Fatal(err)
	}
	if one == two || !strings.HasPrefix(one, "the-tides-") {
		t.Errorf("two new courses have the ids %q and %q", one, two)
	}
}

func FuzzTOMLString(f *testing.F) {
	f.Add(`a "b" \ c`)
	f.Add("\x00\x7f\u0085\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		var got struct{ S string }
		if err := toml.Unmarshal([]byte("S = "+tomlString(s)+"\n"), &got); err != nil {
			t.Fatalf("%q is written as %s: %v", s, tomlString(s), err)
		}
		if want := strings.ToValidUTF8(s, ""); got.S != want {
			t.Errorf("%q reads as %q", want, got.S)
		}
	})
}

// TestManual: every command that is shown has a section in the manual page.
func TestManual(t *testing.T) {
	root := (&app{Env: Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: os.Getenv}}).rootCommand()
	var b strings.Builder
	writeManual(&b, root)
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && !strings.Contains(b.String(), ".SS \"lectern "+manText(c.Name())) {
			t.Errorf("the manual page has no section on %s", c.Name())
		}
	}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !strings.Contains(". .TH .SH .SS .TP .B .PP .RS .RE .nf .fi .br ", " "+strings.Fields(line)[0]+" ") {
			t.Errorf("the manual page has the request %q", line)
		}
	}
}

// TestAuthoring: the examples of the guide that lies in a new course check clean, and what it says of check's JSON holds.
func TestAuthoring(t *testing.T) {
	src, err := skeleton.ReadFile("skeleton/AUTHORING.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```txtar example\n(.*?)```").FindAllSubmatch(src, -1)
	kinds := map[quiz.Kind]bool{}
	for _, m := range examples {
		fsys := fstest.MapFS{}
		for _, f := range txtar.Parse(m[1]).Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		c, err := lessons.Open(fsys, lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		problems, err := check.Course(t.Context(), c, check.Options{Page: new(screenCheck).page, Recipients: recipientFault})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if p.Severity != doc.Info {
				t.Errorf("%s:%d: %s (%s) in\n%s", p.File, p.Line, p.Text, p.Code, m[1])
			}
		}
		for _, p := range c.Pages() {
			for _, q := range p.Questions() {
				kinds[q.Kind] = true
			}
		}
	}
	for _, k := range quiz.Kinds() {
		if k.Asks() && !kinds[k] && k != quiz.Order {
			t.Errorf("no example is of the kind %s", k)
		}
	}
	testCheckJSON(t, "AUTHORING.md", src)
}

// testCheckJSON holds an example of check's JSON in a text against what check writes: the same fields of the same types, none more.
func testCheckJSON(t *testing.T, name string, src []byte) {
	t.Helper()
	m := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(src)
	if m == nil {
		t.Fatalf("%s has no example of the JSON", name)
	}
	var out bytes.Buffer
	c := newCourse(t, "pumps", "Pumps")
	problem := doc.Problem{File: "seals.md", Line: 12, Column: 8, Severity: doc.Error, Code: "broken-link", Text: "what is wrong, and what to do"}
	if err := writeCheckJSON(&out, c, checkSummary{Pages: 3, Lessons: 12, Questions: 20, Errors: 1}, []doc.Problem{problem}); err != nil {
		t.Fatal(err)
	}
	var documented, written any
	if err := errors.Join(json.Unmarshal(m[1], &documented), json.Unmarshal(out.Bytes(), &written)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(written, documented); diff != "" {
		t.Errorf("%s documents another JSON than check writes (-written +documented):\n%s", name, diff)
	}
}
