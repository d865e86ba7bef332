package lessons

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/lessons/doc"
)

// The pieces of largeMixed; N is a running number and K one of few.
var largePieces = []string{
	"## Example\n\nThe heading comes again and again, with a [link][far K].\n\n",
	"### Example\n\n",
	"Text with a note[^K] and *some* `code`, see [far K] and [below](#example-K).\n\n",
	"[^K]: What the note says, with [far 1].\n\n    And more of it.\n\n",
	"[far K]: https://example.org/N \"title N\"\n\n",
	"- one\n- two, [far 2]\n\n  ```\n  code N\n  ```\n\n",
	"<a id=\"here-N\"></a>\n\n",
	"<h3 id=\"example\">Raw</h3>\n<p>HTML N</p>\n\n",
	"{{#quiz bankK.toml}}\n\n",
	"```quiz gift\n// [id:qN]\nIs N a number? {T}\n```\n\n",
	"> [!NOTE]\n> Quoted [far 3].\n\n",
	"| a | b |\n|---|---|\n| N | [far 1] |\n\n",
	"Term N\n: is explained.\n\n",
	"![Picture](img/N.png)\n\n",
	strings.Repeat("A sentence of the plain kind. ", 30) + "\n\n",
}

// largeMixed returns a large page in which everything refers to what is far away.
func largeMixed(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	if seed%2 == 0 {
		b.WriteString("---\ntitle: The *mixed* page\nslug: mixed\n---\n\n")
	}
	for i := 0; b.Len() < largePage+50_000; i++ {
		if seed%3 == 0 && i == 500 {
			b.WriteString("# Title that comes late\n\n")
		}
		if r.IntN(6) == 0 {
			fmt.Fprintf(&b, "%s Section %d\n\n", strings.Repeat("#", 2+r.IntN(3)), i)
		}
		piece := largePieces[r.IntN(len(largePieces))]
		b.WriteString(strings.NewReplacer("N", fmt.Sprint(i), "K", fmt.Sprint(1+r.IntN(4))).Replace(piece))
	}
	src := []byte(b.String())
	switch seed % 4 {
	case 1:
		src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
	case 2:
		src = append([]byte("\xef\xbb\xbf"), src...)
	}
	return src
}

// A large page is the same in parts as it is whole: lessons, words, anchors,
// questions, problems and every block.
func TestLargePageInParts(t *testing.T) {
	for seed := range uint64(2) {
		fsys := fstest.MapFS{
			"large.md":   {Data: largeMixed(seed)},
			"large.gift": {Data: []byte("$CATEGORY: example-2\n\n// [id:q]\nIs it large? {T}\n")},
		}
		page := openFirst(t, fsys).Page
		got := page.all()
		if ps, ok := got.source.(*parts); !ok || ps.text.Len() < 10 {
			t.Fatalf("seed %d: the page is not read in parts", seed)
		}
		whole := openFirst(t, fsys).Page
		want := whole.parseWhole()
		want.loadBanks(nil)
		diffContent(t, seed, want, got)
		blocks := whole.Document().Blocks
		for _, l := range got.lessons {
			if w := blocks[l.first:l.end]; !reflect.DeepEqual(l.Blocks(), w) {
				t.Fatalf("seed %d: blocks of %s (-whole +parts):\n%s", seed, l.ID, cmp.Diff(doc.Dump(w), doc.Dump(l.Blocks())))
			}
		}
	}
}

func openFirst(t *testing.T, fsys fstest.MapFS) *Lesson {
	t.Helper()
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.First()
}

func diffContent(t *testing.T, seed uint64, want, got *content) {
	t.Helper()
	if want.title != got.title || want.id != got.id {
		t.Errorf("seed %d: %s %q in parts, %s %q whole", seed, got.id, got.title, want.id, want.title)
	}
	if len(want.lessons) < 50 || len(want.bank) < 50 || len(want.anchors) < 500 {
		t.Fatalf("seed %d: only %d lessons, %d questions, %d anchors", seed, len(want.lessons), len(want.bank), len(want.anchors))
	}
	// Pages hold locks and know their lessons; they are compared through the rest.
	opts := cmp.Options{cmp.AllowUnexported(Lesson{}, anchor{}), cmpopts.IgnoreFields(Lesson{}, "Page")}
	for _, x := range []struct {
		what      string
		want, got any
	}{
		{"lessons", want.lessons, got.lessons}, {"anchors", want.anchors, got.anchors},
		{"questions", want.bank, got.bank}, {"problems", want.problems, got.problems},
		{"settings", want.settings, got.settings},
	} {
		if diff := cmp.Diff(x.want, x.got, opts); diff != "" {
			t.Fatalf("seed %d: %s (-whole +parts):\n%.4000s", seed, x.what, diff)
		}
	}
}

// Lessons are read from several goroutines, and the file is cut short meanwhile.
func TestLargePageChanges(t *testing.T) {
	fsys := fstest.MapFS{"large.md": {Data: largeMixed(1)}}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := c.Lessons()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, l := range all {
				if len(l.Blocks()) != l.end-l.first {
					t.Errorf("%s has %d blocks, want %d", l.ID, len(l.Blocks()), l.end-l.first)
				}
			}
		})
	}
	wg.Wait()
	c.recent = cache{}
	fsys["large.md"] = &fstest.MapFile{Data: fsys["large.md"].Data[:largePage/2]}
	for _, l := range all {
		l.Blocks()
	}
	if n := len(all[0].Blocks()); n != all[0].end-all[0].first {
		t.Errorf("the first lesson has %d blocks, want %d", n, all[0].end-all[0].first)
	}
	delete(fsys, "large.md")
	c.recent = cache{}
	if text := doc.PlainText(all[0].Blocks()); !strings.Contains(text, "cannot be read") {
		t.Errorf("a lesson of a file that is gone says %q", text)
	}
}

// While only the opening of a page is known, the screen must not wait for the rest.
func TestSettingsDoNotWait(t *testing.T) {
	fsys := fstest.MapFS{"large.md": {Data: largeMixed(1)}}
	l := openFirst(t, fsys)
	l.Page.Settings()
	if l.Page.Parsed() {
		t.Error("the settings needed the whole page")
	}
}

// A page is large from largePage bytes on: its first lesson does not need the
// rest, and the rest is read in parts.
func TestWhichPagesAreLarge(t *testing.T) {
	src := largeMarkdown(largePage)[:largePage]
	for _, tt := range []struct {
		name, file string
		src        []byte
		large      bool
	}{
		{"just large", "a.md", src, true},
		{"just not", "a.md", src[:largePage-1], false},
		{"a format that is read as a whole", "a.rst", src, false},
		{"not UTF-8", "a.md", append([]byte("\xff\n"), src...), false},
	} {
		first := openFirst(t, fstest.MapFS{tt.file: {Data: tt.src}})
		if opened := !first.Page.Parsed(); opened != tt.large {
			t.Errorf("%s: opened by its beginning: %v", tt.name, opened)
		}
		if _, divided := first.Page.all().source.(*parts); divided != tt.large {
			t.Errorf("%s: read in parts: %v", tt.name, divided)
		}
	}
}
