package lessons

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// written says how a page of each format is written.
var written = map[string]struct {
	title   string // of a page, "First steps"
	section string // a section: its title, then a paragraph
	link    string // to a page; its path is %s
	slug    string // of a page, before its title: first; "" in a format that cannot state one
	end     string // of a page
}{
	"reStructuredText": {"First steps\n###########\n\n", "%s\n==============\n\n%s\n\n", "`There <%s>`__\n\n", ":Slug: first\n\n", ""},
	"Markdown":         {"# First steps\n\n", "## %s\n\n%s\n\n", "[There](%s)\n\n", "---\nSlug: 'first'\n---\n\n", ""},
	"HTML":             {"<!DOCTYPE html><title>First steps</title><h1>First steps</h1>\n", "<h2>%s</h2>\n<p>%s</p>\n", "<a href=\"%s\">There</a>\n", "<meta name=slug content=first>", ""},
	"notebook":         {`{"nbformat":4,"cells":[{"cell_type":"markdown","source":"# First steps"}`, `,{"cell_type":"markdown","source":["## %s\n","\n","%s"]}`, `,{"cell_type":"markdown","source":"[There](%s)"}`, "", "]}"},
}

// TestFormats sends a page of every format through every door.
func TestFormats(t *testing.T) {
	named := map[string]bool{}
	for _, f := range formats {
		named[f.name] = true
		w, ok := written[f.name]
		if !ok {
			t.Errorf("a new format: say in this file how a page of %s is written", f.name)
			continue
		}
		if f.parse == nil || f.peek == nil || f.peekField == nil || len(f.suffixes) == 0 {
			t.Errorf("the row of %s in formats lacks suffixes, parse, peek or peekField", f.name)
			continue
		}
		for _, suffix := range append(append([]string(nil), f.suffixes...), f.doubtful...) {
			t.Run(f.name+" "+suffix, func(t *testing.T) {
				page := w.title + fmt.Sprintf(w.section, "Tides", "The water rises.") + fmt.Sprintf(w.link, "other"+suffix) + w.end
				other := w.title + fmt.Sprintf(w.section, "Elsewhere", "Other words.") + w.end
				c, err := Open(fstest.MapFS{
					"guide/first" + suffix: {Data: []byte(page)},
					"guide/other" + suffix: {Data: []byte(other)},
				}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				p := c.Page("guide/first" + suffix)
				if p == nil || len(c.Pages()) != 2 {
					t.Fatalf("the pages are %v", c.Pages())
				}
				peeked := p.Title()
				if p.Parsed() {
					t.Error("a title needed the whole page")
				}
				p.Lessons()
				if peeked != "First steps" || p.Title() != peeked {
					t.Errorf("the title is %q before the page is parsed, and %q after; want First steps", peeked, p.Title())
				}
				if len(p.Problems()) > 0 {
					t.Errorf("problems: %v", p.Problems())
				}
				if l := c.Lesson("guide/first/first-steps"); l == nil || !strings.Contains(l.Text(), "The water rises.") {
					t.Errorf("the lesson guide/first/first-steps is %+v", l)
				}
				d := c.Resolve(c.First(), "other"+suffix+"#elsewhere", "")
				if d.Kind != Inside || !strings.HasPrefix(d.Place.Lesson, "guide/other/") {
					t.Errorf("a link to the other page leads to %+v", d)
				}
				one := filepath.Join(t.TempDir(), "one"+suffix)
				if err := os.WriteFile(one, []byte(page), 0o666); err != nil {
					t.Fatal(err)
				}
				alone, err := OpenPath(one)
				if err != nil {
					t.Fatal(err)
				}
				defer alone.Close()
				if alone.Manifest.Title != "First steps" {
					t.Errorf("the page alone has the title %q", alone.Manifest.Title)
				}
			})
		}
	}
	for name := range written {
		if !named[name] {
			t.Errorf("formats has no row of %s", name)
		}
	}
}

// complete are the formats that TestFormats finds nothing missing of.
func complete() []format {
	return slices.DeleteFunc(slices.Clone(formats), func(f format) bool {
		return written[f.name].title == "" || f.peek == nil || f.peekField == nil || len(f.suffixes) == 0
	})
}

// TestFormatsOfLargePages: the first lessons of a large page, of a format that
// can be read in parts, are there before the page has been parsed, and are those
// that it has then.
func TestFormatsOfLargePages(t *testing.T) {
	for _, f := range complete() {
		if f.divide == nil && f.prefix == nil {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			var b strings.Builder
			w := written[f.name]
			b.WriteString(w.title)
			for i := 0; b.Len() < largePage+firstPart; i++ {
				fmt.Fprintf(&b, w.section, fmt.Sprint("Section ", i), strings.Repeat("More words. ", 40))
			}
			c, err := Open(fstest.MapFS{"large" + f.suffixes[0]: {Data: []byte(b.String())}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var begun, whole []string
			for l := c.First(); len(begun) < 5; l = c.Next(l) {
				begun = append(begun, l.ID+"\n"+l.Text())
			}
			page := c.First().Page
			if page.Parsed() {
				t.Fatal("the first five lessons needed the whole page")
			}
			for _, l := range page.Lessons()[:len(begun)] {
				whole = append(whole, l.ID+"\n"+l.Text())
			}
			if diff := cmp.Diff(whole, begun); diff != "" {
				t.Errorf("(-whole +first part)\n%s", diff)
			}
		})
	}
}

// TestNoPageNamesTheSuffixes: whoever has no page is told what a page is called.
func TestNoPageNamesTheSuffixes(t *testing.T) {
	_, err := Open(fstest.MapFS{"a.pdf": {}, "notes.txt": {Data: []byte("no title\n")}}, Options{})
	if !errors.Is(err, ErrNoPages) || !strings.Contains(err.Error(), "looked for .rst, .rest, .md, .markdown, .mdx, .qmd, .rmd, .html, .htm, .xhtml and .ipynb files") {
		t.Errorf("a folder without pages: %v", err)
	}
}

// Two pages of any formats state one slug; the first in the order of pages has
// it, without being parsed.
func TestFormatsTellSlugs(t *testing.T) {
	for _, f := range complete() {
		for _, g := range complete() {
			if written[f.name].slug == "" || written[g.name].slug == "" {
				continue
			}
			page := func(f format) []byte {
				w := written[f.name]
				return []byte(w.slug + w.title + "Text.\n")
			}
			c := open(t, fstest.MapFS{
				"0" + f.suffixes[0]: {Data: []byte("Start")},
				"1" + f.suffixes[0]: {Data: page(f)},
				"2" + g.suffixes[0]: {Data: page(g)},
				// or the folder of a format has no pages of its guests
				"course.toml": {Data: fmt.Appendf(nil, "pages = ['0%s', '1%[1]s', '2%s']", f.suffixes[0], g.suffixes[0])},
			})
			pages := c.Pages()
			if id := pages[2].ID(); id != "2" {
				t.Errorf("%s behind %s has the ID %s", g.name, f.name, id)
			}
			if l := c.Lesson("first/first-steps"); l == nil || l.Page != pages[1] {
				t.Errorf("%s before %s: first/first-steps is %+v", f.name, g.name, l)
			}
		}
	}
}
