package cli

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lectern/embed"
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/words"
)

// tourText returns the source of a page of the tour.
func tourText(t *testing.T, name string) string {
	t.Helper()
	src, err := fs.ReadFile(embed.Tour("en"), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// Every key that the tour teaches is in the reader's key table, as one of its rows spells it.
func TestTourKeys(t *testing.T) {
	var table []string
	for _, row := range keys.New().All() {
		table = append(table, row.Keys...)
	}
	taught := regexp.MustCompile("<kbd>([^<]+)</kbd>").FindAllStringSubmatch(tourText(t, "reading.md"), -1)
	taught = append(taught, regexp.MustCompile(":kbd:`([^`]+)`").FindAllStringSubmatch(tourText(t, "keeping.rst"), -1)...)
	if len(taught) < 12 {
		t.Fatalf("the tour teaches %d keys", len(taught))
	}
	for _, k := range taught {
		if !slices.Contains(table, k[1]) {
			t.Errorf("the tour teaches the key %s, which the reader does not have", k[1])
		}
	}
}

// Every command that the tour names exists.
func TestTourCommands(t *testing.T) {
	root := (&app{}).rootCommand()
	text := tourText(t, "keeping.rst")
	named := regexp.MustCompile("(?m)(?:``|^   )lectern (--)?([a-z]+)").FindAllStringSubmatch(text, -1)
	if len(named) < 8 {
		t.Fatalf("the tour names %d commands", len(named))
	}
	for _, n := range named {
		if n[2] == "my" {
			continue // the folder of the example
		}
		if n[1] != "" {
			if root.Flags().Lookup(n[2]) == nil {
				t.Errorf("the tour names the flag --%s, which does not exist", n[2])
			}
		} else if c, _, err := root.Find([]string{n[2]}); err != nil || c == root {
			t.Errorf("the tour names the command %s, which does not exist", n[2])
		}
	}
}

// The tour has no fault, its links lead somewhere, and it takes about three minutes.
func TestTourIsWhole(t *testing.T) {
	c, err := openTour()
	if err != nil {
		t.Fatal(err)
	}
	if c.Manifest.ID != "lectern-tour" {
		t.Errorf("its id is %q, under which no record is kept", c.Manifest.ID)
	}
	for _, p := range c.Problems() {
		t.Errorf("%s:%d: %s", p.File, p.Line, p.Text)
	}
	read, questions := 0, 0
	for _, l := range c.Lessons() {
		read += l.Words
		questions += len(l.Questions)
		doc.WalkInlines(l.Blocks(), func(in doc.Inline) {
			if k, ok := in.(*doc.Link); ok {
				if d := c.Resolve(l, k.Target, k.Ref); d.Kind != lessons.Inside && d.Kind != lessons.External {
					t.Errorf("%s: the link %s leads nowhere: %s", l.ID, k.Target, d.Reason)
				}
			}
		})
	}
	// Reading at 200 words a minute, and a quarter of a minute for a question.
	if minutes := float64(read)/200 + float64(questions)/4; minutes < 2 || minutes > 4 {
		t.Errorf("%d words and %d questions take %.1f minutes, not about three", read, questions, minutes)
	}
}

// The tour in other languages is the same course: its record is that of the English one, and what it
// teaches are the same keys and commands.
func TestTourInLanguages(t *testing.T) {
	shape := func(code string) (out []string) {
		c, err := lessons.Open(embed.Tour(code), lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c.Manifest.ID)
		for _, p := range c.Problems() {
			t.Errorf("%s: %s:%d: %s", code, p.File, p.Line, p.Text)
		}
		for _, l := range c.Lessons() {
			out = append(out, l.ID)
			for _, q := range l.Questions {
				out = append(out, q.ID+" "+string(q.Kind))
			}
		}
		return out
	}
	taught := func(code string) []string {
		var all []string
		for _, name := range []string{"reading.md", "keeping.rst", "keeping.md"} {
			src, _ := fs.ReadFile(embed.Tour(code), name) // one of the last two is there
			for _, m := range regexp.MustCompile("<kbd>([^<]+)</kbd>|:kbd:`([^`]+)`|lectern (?:--)?([a-z]+)").FindAllStringSubmatch(string(src), -1) {
				all = append(all, m[1]+m[2]+m[3])
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, l := range words.Languages()[1:] {
		if got, want := shape(l.Code), shape("en"); !slices.Equal(got, want) {
			t.Errorf("%s: the lessons and questions are\n%q, want\n%q", l.Code, got, want)
		}
		if got, want := taught(l.Code), taught("en"); !slices.Equal(got, want) {
			t.Errorf("%s: it teaches\n%q, want\n%q", l.Code, got, want)
		}
	}
}

// The help of the program tells of the ways to read that have no command.
func TestHelpNamesFlags(t *testing.T) {
	var out bytes.Buffer
	Run([]string{"--help"}, Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }})
	for _, flag := range []string{"--line", "--tour"} {
		if !strings.Contains(out.String(), flag) {
			t.Errorf("--help does not tell of %s:\n%s", flag, &out)
		}
	}
}
