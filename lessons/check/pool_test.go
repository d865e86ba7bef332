package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons"
)

// A pool is drawn of the questions of a lesson, that of the exam of those of the course.
func TestPoolTooLarge(t *testing.T) {
	long := strings.Repeat("Water flows. ", 100) // a lesson of its own
	one := "// [id:q%d]\nQ%[1]d?{T####Yes.}\n\n"
	four := "$CATEGORY: first\n\n"
	for i := range 4 {
		if i == 2 {
			four += "$CATEGORY: second\n\n"
		}
		four += fmt.Sprintf(one, i)
	}
	for _, c := range []struct {
		name, manifest string
		want           []string
	}{
		{"as many as each lesson has", "pool = 2", nil},
		{"as many as the page has", "pool = 4", []string{"a.gift:4", "a.gift:12"}},
		{"of the exam", "pool = 2\n\n[exam]\npool = 4", nil},
		{"of the exam, more than the course has", "pool = 2\n\n[exam]\npool = 5", []string{"course.toml:5"}},
		{"from a category", "[exam]\nfrom = { first = 2, second = 1 }", nil},
		{"from a category, more than it has", "[exam]\n[exam.from]\nfirst = 2\nsecond = 3", []string{"course.toml:5"}},
		{"pool and from", "[exam]\npool = 2\nfrom = { first = 2 }", []string{"course.toml:3"}},
		{"from none", "[exam]\nfrom = { first = 0 }", []string{"course.toml:3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			course, err := lessons.Open(fstest.MapFS{
				"course.toml": {Data: []byte("id = \"x\"\n" + c.manifest + "\n")},
				"a.md":        {Data: []byte("# A\n\n## First\n\n" + long + "\n\n## Second\n\n" + long + "\n")},
				"a.gift":      {Data: []byte(four)},
			}, lessons.Options{})
			if err != nil {
				t.Fatal(err)
			}
			problems, err := Course(context.Background(), course, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				if p.Code == "pool-too-large" || p.Code == "from-too-large" || p.Code == "manifest-value" {
					got = append(got, fmt.Sprintf("%s:%d", p.File, p.Line))
				} else if p.Code == "unknown-section" {
					t.Errorf("%v", p)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
