package reader

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/reader/keys"
)

// Where a link leads inside the course is looked up when it is followed: drawing would wait for that page.
func TestDrawingParsesNoOtherPage(t *testing.T) {
	c := openCourse(t, map[string]string{
		"course.toml": "pages = [\"a.md\", \"b.md\"]\n",
		"a.md":        "# A\n\nSee [the other page](b.md#deep) and [the web](https://tides.example/).\n",
		"b.md":        "# B\n\nText.\n\n## Deep\n\nMore.\n",
	})
	r := &reading{t: t, rec: newFakeRecord(), opener: &fakeOpener{}, w: 80, h: 24}
	r.open(c)
	r.shows("the other page")
	r.keys("t").shows("Contents").keys("t s").shows("Progress").keys("Esc : b")
	if p := c.Page("b.md"); p != nil && p.Parsed() {
		t.Error("drawing has parsed the page that a link leads to")
	}
	if _, complete := c.Count(); complete {
		t.Error("the course is known, so that the test shows nothing")
	}
}

// stateOf writes down all that a Model holds, but for what is made from it and kept.
func stateOf(m *Model) string {
	var b strings.Builder
	seen := map[uintptr]bool{}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			switch v.Type() {
			case reflect.TypeFor[*caches](), reflect.TypeFor[*keys.Table](), reflect.TypeFor[*lessons.Course](), reflect.TypeFor[*lessons.Page](),
				reflect.TypeFor[*lessons.Lesson](), reflect.TypeFor[*quiz.Question]():
				fmt.Fprintf(&b, "%s %x\n", path, v.Pointer())
				return
			}
			if v.IsNil() || seen[v.Pointer()] {
				return
			}
			seen[v.Pointer()] = true
			walk(path, v.Elem())
		case reflect.Interface:
			if !v.IsNil() {
				walk(path+"("+v.Elem().Type().String()+")", v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			fmt.Fprintf(&b, "%s %d\n", path, v.Len())
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
		case reflect.Map:
			fmt.Fprintf(&b, "%s %d\n", path, v.Len())
			for _, k := range v.MapKeys() {
				walk(fmt.Sprintf("%s[%v]", path, k), v.MapIndex(k))
			}
		case reflect.Func, reflect.Chan:
		default:
			fmt.Fprintf(&b, "%s %v\n", path, v)
		}
	}
	walk("Model", reflect.ValueOf(m))
	lines := strings.Split(b.String(), "\n")
	slices.Sort(lines) // maps have no order
	return strings.Join(lines, "\n")
}

// Drawing reads the Model and changes nothing in it, and says the same when it is asked again.
func TestDrawingChangesNothing(t *testing.T) {
	all := append(scenes(), scene{"contents", harbourBook, func(r *reading) { r.keys("t") }},
		scene{"question", harbourBook, func(r *reading) { r.keys("n h") }},
		scene{"verdict", harbourBook, func(r *reading) { r.keys("n a Enter") }},
		scene{"summary", harbourBook, func(r *reading) { r.keys("n a Enter Enter t Enter Enter") }},
		scene{"end", func(testing.TB) map[string]string { return longCourse(1) }, func(r *reading) { r.keys("n") }})
	for name, o := range overlays() {
		all = append(all, scene{name, pilotBook, func(r *reading) { r.keys(o.open) }})
	}
	for _, s := range all {
		for _, size := range [][2]int{{40, 12}, {200, 60}} {
			r := begin(t, s.files(t), size[0], size[1])
			s.play(r)
			for _, size := range [][2]int{{60, 16}, {120, 40}} {
				r.app.model.resize(size[0], size[1])
				r.sim.SetSize(size[0], size[1])
				before := stateOf(r.app.model)
				r.app.view.SetRect(0, 0, size[0], size[1])
				r.app.view.Draw(r.app.screen)
				if d := cmp.Diff(strings.Split(before, "\n"), strings.Split(stateOf(r.app.model), "\n")); d != "" {
					t.Fatalf("%s at %v: drawing changes the Model (-before +after):\n%s", s.name, size, d)
				}
			}
		}
	}
	if n := strings.Count(stateOf(begin(t, harbour(), 80, 24).app.model), "\n"); n < 50 {
		t.Errorf("only %d values of the Model were compared", n)
	}
}
