package lessons

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
)

// pumpsPage is the page whose edits the tests look at.
const pumpsPage = `# Pumps

A pump moves water from a low place to a high one, or along a pipe that is long.

## Valves

A check valve lets the water pass in one direction and closes when it would run back into the well.

Example

- Grease the axle of the pump each spring before the first use.
- Look after the leather of the piston when the summer was dry.

## Wheels

The wheel of a centrifugal pump throws the water outwards, where the casing gathers it.
`

// edited opens a course of two pages, of which pumps.md is as given.
func edited(t *testing.T, pumps string) *Course {
	t.Helper()
	c, err := Open(fstest.MapFS{
		"z-end.md": {Data: []byte("# End\n\nThis course is about moving water.\n\nExample\n")},
		"pumps.md": {Data: []byte(pumps)},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// placeOf returns the place of the block that holds a text, and the block's whole text.
func placeOf(t *testing.T, c *Course, text string) (Place, string) {
	t.Helper()
	for _, l := range c.Lessons() {
		for i, b := range l.Blocks() {
			if s := doc.PlainText([]doc.Block{b}); strings.Contains(s, text) {
				return Place{l.ID, doc.Position{Block: i}}, s
			}
		}
	}
	t.Fatalf("the course has no %q", text)
	return Place{}, ""
}

func TestRelocate(t *testing.T) {
	const valve = "A check valve lets the water pass in one direction and closes when it would run back into the well."
	for _, test := range []struct {
		name   string
		note   string // a text of the paragraph that the note stands at
		change []string
		want   string // a text of the block it is found at; "" if its place is lost
	}{
		{"nothing changed", "check valve", nil, "check valve"},
		{"a paragraph came before it", "check valve", []string{valve, "Valves are small.\n\n" + valve}, "check valve"},
		{"a word changed", "check valve", []string{"closes when", "shuts when"}, "check valve"},
		{"half of it changed", "check valve", []string{"and closes when it would run back into the well", "only, and it does so without any help from people"}, "check valve"},
		{"it was joined to another", "check valve", []string{valve, "Valves are small and cheap and often forgotten. " + valve}, "check valve"},
		{"its section got another title", "check valve", []string{"## Valves", "## What closes a pipe"}, "check valve"},
		{"it moved to another section", "check valve", []string{valve, "Valves are another matter.", "The wheel of", valve + "\n\nThe wheel of"}, "check valve"},
		{"it is gone", "check valve", []string{valve, "Nothing is said here about those."}, ""},
		{"a short one stays in its lesson", "Example", []string{"A check valve", "Every check valve"}, "Example"},
		{"a short one is not taken for one elsewhere", "Example", []string{"Example\n", ""}, ""},
		{"one item changed in a list", "Grease the axle", []string{"each spring before", "each autumn after"}, "Grease the axle"},
	} {
		t.Run(test.name, func(t *testing.T) {
			place, paragraph := placeOf(t, edited(t, pumpsPage), test.note)
			page := strings.NewReplacer(test.change...).Replace(pumpsPage)
			if len(test.change) > 0 && page == pumpsPage {
				t.Fatal("the case changes nothing")
			}
			c := edited(t, page)
			got, ok := c.Relocate(place, paragraph)
			if test.want == "" {
				if ok {
					t.Errorf("found at %+v; nothing there is like it", got)
				}
				return
			}
			want, _ := placeOf(t, c, test.want)
			if !ok || got.Lesson != want.Lesson || got.Block != want.Block {
				t.Errorf("got %+v, %v; want %+v", got, ok, want)
			}
		})
	}
}

// A note is found in a page that got another name, and the place in an unchanged block stays to the letter.
func TestRelocateAcrossPages(t *testing.T) {
	before := edited(t, pumpsPage)
	place, paragraph := placeOf(t, before, "centrifugal")
	place.Offset = 17
	if got, ok := before.Relocate(place, paragraph); !ok || got != place {
		t.Errorf("in the same course: %+v, %v, want %+v", got, ok, place)
	}
	after, err := Open(fstest.MapFS{
		"one.md": {Data: []byte("# One\n\nNothing.\n")},
		"two.md": {Data: []byte(strings.Replace(pumpsPage, "gathers it", "collects it", 1))},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := placeOf(t, after, "centrifugal")
	if got, ok := after.Relocate(place, paragraph); !ok || got != want {
		t.Errorf("in a renamed page: %+v, %v, want %+v", got, ok, want)
	}
	if got, ok := after.Relocate(place, "Words that never stood in any of these pages at all"); ok {
		t.Errorf("a text of no page is found at %+v", got)
	}
}

// A page whose slug is not its path is looked through first.
func TestRelocateBySlug(t *testing.T) {
	page := "---\nslug: on-pumps\n---\n\n" + pumpsPage
	place, paragraph := placeOf(t, edited(t, page), "check valve")
	c := edited(t, strings.NewReplacer("## Valves", "## Closing", "closes when", "shuts when", "run back", "flow back").Replace(page))
	want, _ := placeOf(t, c, "check valve")
	if got, ok := c.Relocate(place, paragraph); !ok || got != want {
		t.Errorf("got %+v, %v; want %+v", got, ok, want)
	}
}

// Scripts without spaces have words too.
func TestRelocateWithoutSpaces(t *testing.T) {
	page := "# 水\n\n水泵把水从低处送到高处，或者沿着一条长长的管道输送。\n\n逆止阀只让水往一个方向流。\n"
	place, paragraph := placeOf(t, edited(t, page), "水泵")
	c := edited(t, strings.Replace(page, "水泵把", "前言。\n\n这台水泵把", 1))
	want, _ := placeOf(t, c, "水泵")
	if got, ok := c.Relocate(place, paragraph); !ok || got.Block != want.Block {
		t.Errorf("got %+v, %v; want %+v", got, ok, want)
	}
}

// Without a paragraph only the place itself can be checked; places that cannot be do no harm.
func TestRelocateWithoutText(t *testing.T) {
	c := edited(t, pumpsPage)
	place, paragraph := placeOf(t, c, "check valve")
	if got, ok := c.Relocate(place, " "); !ok || got != place {
		t.Errorf("got %+v, %v", got, ok)
	}
	for _, p := range []Place{{}, {Lesson: "nowhere"}, {place.Lesson, doc.Position{Block: 1 << 40}}, {place.Lesson, doc.Position{Block: -1}}} {
		if _, ok := c.Relocate(p, ""); ok {
			t.Errorf("%+v: a place that does not exist is found", p)
		}
		if got, ok := c.Relocate(p, paragraph); !ok || got.Block != place.Block || got.Lesson != place.Lesson {
			t.Errorf("%+v: the text is not found: %+v, %v", p, got, ok)
		}
	}
}

func BenchmarkRelocateInCourse(b *testing.B) {
	fsys := fstest.MapFS{}
	for i := range 300 {
		fsys[fmt.Sprintf("p%03d.md", i)] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(pumpsPage, "pump", fmt.Sprintf("pump%d", i)))}
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		b.Fatal(err)
	}
	c.Lessons()
	for b.Loop() {
		if _, ok := c.relocate(relocation{Place{Lesson: "gone/nowhere"}, "Nothing of this is said in any of all these pages of the course", false}); ok {
			b.Fatal("found")
		}
	}
}
