package reader

import (
	"context"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gdamore/tcell/v2"
	"github.com/gdamore/tcell/v2/terminfo"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/desktop"
	"lectern/reader/terminal"
)

// What a key costs, from the key's name to the last byte for the terminal, at
// 200x60: go test ./reader -run xxx -bench Key. sent/op is what the terminal gets.

// sink is a terminal that counts what is sent to it and throws it away.
type sink struct {
	*countingTty
	sent int
}

func (s *sink) Write(p []byte) (int, error) {
	s.sent += len(p)
	return len(p), nil
}

// cost is a reader in front of a sink.
type cost struct {
	b    *testing.B
	app  *app
	tty  *sink
	w, h int
}

func newCost(b *testing.B, c *lessons.Course, w, h int) *cost {
	b.Helper()
	b.Setenv("TERM", "xterm-256color")
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	a, err := newApp(context.Background(), Config{
		Course: c, Record: quietRecord{newFakeRecord()}, Student: "ada", Programs: desktop.Programs{Opener: &fakeOpener{}, Shell: true}, Theme: "dark",
		Now: func() time.Time { now = now.Add(time.Second); return now },
	})
	if err != nil {
		b.Fatal(err)
	}
	ti, err := terminfo.LookupTerminfo("xterm-256color")
	if err != nil {
		b.Fatal(err)
	}
	tty := &sink{countingTty: newCountingTty(w, h)}
	inner, err := tcell.NewTerminfoScreenFromTtyTerminfo(tty, ti)
	if err != nil {
		b.Fatal(err)
	}
	a.screen = terminal.On(inner, nil)
	if err := a.screen.Init(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(inner.Fini)
	a.later, a.background = func(f func()) { f() }, func(f func()) { f() }
	d := &cost{b, a, tty, w, h}
	d.draw()
	return d
}

// quietRecord keeps no log of what was saved, which a benchmark would fill.
type quietRecord struct{ *fakeRecord }

func (quietRecord) ReadLessons([]study.Reading) error { return nil }

// draw does what tview does for a frame.
func (d *cost) draw() {
	d.app.screen.Clear()
	d.app.resize(d.w, d.h)
	d.app.view.SetRect(0, 0, d.w, d.h)
	d.app.view.Draw(d.app.screen)
	d.app.screen.Show()
}

func (d *cost) key(name string) {
	if in, ok := d.app.model.key(name); ok {
		d.app.act(in)
	}
	d.draw()
}

// keys presses keys that are parted by spaces, over and over.
func (d *cost) keys(names string) {
	d.b.Helper()
	keys := strings.Fields(names)
	d.key(keys[0])
	d.b.ReportAllocs()
	d.tty.sent = 0
	i := 1
	for d.b.Loop() {
		d.key(keys[i%len(keys)])
		i++
	}
	d.b.ReportMetric(float64(d.tty.sent)/float64(d.b.N), "sent/op")
}

// prose writes a Markdown page of about size bytes with links, lists, code and tables.
func prose(w io.Writer, title string, size int) {
	r := rand.New(rand.NewSource(1))
	words := strings.Fields("harbour tide pilot quay rope lantern signal chart buoy mast the a of and in to is for with on")
	n := 0
	put := func(format string, args ...any) {
		k, _ := fmt.Fprintf(w, format, args...)
		n += k
	}
	sentence := func() string {
		s := make([]string, 6+r.Intn(12))
		for i := range s {
			s[i] = words[r.Intn(len(words))]
		}
		return strings.ToUpper(s[0][:1]) + strings.Join(s, " ")[1:] + "."
	}
	put("# %s\n\nThe first lesson is longer than the screen.\n\n```\n", title)
	for i := range 200 {
		put("%3d %s\n", i, sentence())
	}
	put("```\n")
	for section := 1; n < size; section++ {
		put("\n## Section %d\n", section)
		for range 3 {
			put("\n%s %s %s See [the %s](https://example.org/%d) and [above](#section-%d).\n",
				sentence(), sentence(), sentence(), words[r.Intn(len(words))], r.Intn(1000), max(1, section-1))
		}
		put("\n- %s *rope* `knot`\n- %s\n\n```go\nfunc tide() int { return %d }\n```\n\n| port | depth |\n|---|---|\n| %s | %d |\n",
			sentence(), sentence(), section, sentence(), section)
	}
}

// costCourses are courses of the sizes that people have.
func costCourses(b *testing.B) map[string]func() *lessons.Course {
	one := func(size int) func() *lessons.Course {
		return func() *lessons.Course {
			var s strings.Builder
			prose(&s, "The harbour book", size)
			return parsedCourse(b, fstest.MapFS{"book.md": {Data: []byte(s.String())}})
		}
	}
	return map[string]func() *lessons.Course{
		"30KB": one(30 << 10),
		"1MB":  one(1 << 20),
		"20MB": one(20 << 20),
		"3000": func() *lessons.Course {
			files := fstest.MapFS{}
			for i := range 3000 {
				var s strings.Builder
				prose(&s, fmt.Sprintf("Page %d", i), 12<<10)
				files[fmt.Sprintf("p%04d.md", i)] = &fstest.MapFile{Data: []byte(s.String())}
			}
			return parsedCourse(b, files)
		},
	}
}

// parsedCourse opens a course of which nothing is left to parse.
func parsedCourse(b *testing.B, files fstest.MapFS) *lessons.Course {
	c, err := lessons.Open(files, lessons.Options{ID: "test"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	c.Lessons()
	return c
}

func BenchmarkKey(b *testing.B) {
	of := []struct{ name, before, keys string }{
		{"nothing", "", "x"},
		{"line", "n", "j k"},
		{"page", "n", "PgDn PgUp"},
		{"lesson", "", "n p"},
		{"contents", "t", "j k"},
		{"besidecontents", "t Tab", "j k"},
		{"search", "/ t h e Enter", "n N"},
		{"searchline", "/ t h e Enter", "j k"},
		{"typing", "/ r o p e", "e Backspace"},
		{"links", "n n n l", "j k"},
		{"hits", "/ t h e Enter Ctrl-F", "Down Up"},
		{"progress", "s", "j k"},
		{"goto", ": h a r", "b Backspace"},
	}
	courses := costCourses(b)
	for _, size := range []string{"30KB", "1MB", "20MB", "3000"} {
		var c *lessons.Course
		for _, k := range of {
			b.Run(size+"/"+k.name, func(b *testing.B) {
				if c == nil {
					c = courses[size]()
				}
				d := newCost(b, c, 200, 60)
				for _, key := range strings.Fields(k.before) {
					d.key(key)
				}
				d.app.background = func(func()) {} // a search runs beside the loop
				d.keys(k.keys)
			})
		}
	}
}
