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
)

// tourText returns the source of a page of the tour.
func tourText(t *testing.T, name string) string {
	t.Helper()
	src, err := fs.ReadFile(embed.Tour(), name)
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
	words, questions := 0, 0
	for _, l := range c.Lessons() {
		words += l.Words
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
	if minutes := float64(words)/200 + float64(questions)/4; minutes < 2 || minutes > 4 {
		t.Errorf("%d words and %d questions take %.1f minutes, not about three", words, questions, minutes)
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
