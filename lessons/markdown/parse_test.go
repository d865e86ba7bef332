package markdown

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// FuzzParse: no input makes the parser panic, and what it makes keeps the
// promises of the document model.
func FuzzParse(f *testing.F) {
	for _, table := range []map[string]func(int) string{hostile, hostileDialects} {
		for _, make := range table {
			f.Add([]byte(make(200)))
		}
	}
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range ar.Files {
			if strings.HasSuffix(c.Name, ".md") {
				f.Add(c.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		left := 100 // of a page that includes itself
		read := func(name string) ([]byte, error) {
			if left--; left < 0 || len(src) > 1000 && left < 90 {
				return nil, fs.ErrNotExist
			}
			if name == "." || !fs.ValidPath(name) { // "..name" is inside
				t.Fatalf("asked for %q, which is outside of the course", name)
			}
			return src, nil
		}
		// Without a dialect, in one of them, and in all of them.
		one := Dialects()[len(src)%len(Dialects())]
		for _, named := range [][]string{nil, {one}, Dialects()} {
			checkPromises(t, src, Parse(src, Options{Path: "dir/page.md", Read: read, Dialects: named}))
		}
		oneParagraph(string(src))
	})
}

// checkPromises holds a document against the promises of the model.
func checkPromises(t *testing.T, src []byte, d *doc.Document) {
	t.Helper()
	last := strings.Count(string(text.Normalize(src)), "\n") + 1
	seen := map[string]bool{}
	doc.Walk(d.Blocks, func(b doc.Block) bool {
		if b.Line() < 0 || b.Line() > last {
			t.Errorf("%T on line %d of %d", b, b.Line(), last)
		}
		if h, ok := b.(*doc.Heading); ok && (h.ID != "" || b != d.Blocks[0]) {
			if h.ID == "" || seen[h.ID] {
				t.Errorf("heading anchor %q is empty or given twice", h.ID)
			}
			seen[h.ID] = true
		}
		if c, ok := b.(*doc.Code); ok && (strings.ContainsRune(c.Text, '\t') || strings.HasSuffix(c.Text, "\n")) {
			t.Errorf("code %q has a tab or ends with a newline", c.Text)
		}
		return true
	})
	for i, p := range d.Problems {
		if p.Line < 0 || p.Line > last || p.Text == "" || p.Code == "" {
			t.Errorf("problem %+v", p)
		}
		if i > 0 && d.Problems[i-1].Line > p.Line {
			t.Errorf("problems are not in order")
		}
	}
	doc.Dump(d.Blocks)
	doc.PlainText(d.Blocks)
}

// writer makes Markdown of constructs that are drawn at random, with words that
// are numbered in reading order.
type writer struct {
	*rand.Rand
	n int
}

func (w *writer) word() string { w.n++; return fmt.Sprintf("w%d", w.n) }

func (w *writer) text() string {
	var parts []string
	for range 1 + w.IntN(5) {
		switch w.IntN(12) {
		case 0:
			parts = append(parts, "*"+w.word()+"*")
		case 1:
			parts = append(parts, "**"+w.word()+" "+w.word()+"**")
		case 2:
			parts = append(parts, "`"+w.word()+"`")
		case 3:
			parts = append(parts, "["+w.word()+" "+w.word()+"](x.md 'title')")
		case 4:
			parts = append(parts, "![alt "+w.word()+"](x.png)")
		case 5:
			parts = append(parts, "<b>"+w.word()+"</b>")
		case 6:
			parts = append(parts, "~~"+w.word()+"~~")
		case 7:
			parts = append(parts, w.word()+"  \n"+w.word())
		default:
			parts = append(parts, w.word())
		}
	}
	return strings.Join(parts, " ")
}

func (w *writer) block(depth int) string {
	kind := w.IntN(14)
	if depth > 4 {
		kind %= 4
	}
	switch kind {
	case 0:
		return "```\n" + w.word() + "\n\n" + w.word() + "\n```\n"
	case 1:
		return "## " + strings.ReplaceAll(w.text(), "\n", " ") + "\n"
	case 4:
		return prefix("> ", "> ", w.blocks(depth+1))
	case 5:
		return prefix("- ", "  ", w.blocks(depth+1)) + "\n" + prefix("- ", "  ", w.blocks(depth+1))
	case 6:
		return prefix("10) ", "    ", w.blocks(depth+1))
	case 7:
		return "!!! note \"" + w.word() + "\"\n\n" + prefix("    ", "    ", w.blocks(depth+1))
	case 8:
		return w.word() + "\n: " + prefix("", "  ", w.blocks(depth+1))
	case 9:
		row := func() string { return "| " + w.word() + " | *" + w.word() + "* |\n" }
		return row() + "|---|:-:|\n" + row() + row()
	case 10:
		return ":::::::::"[:9-depth] + "tip " + w.word() + "\n\n" + w.blocks(depth+1) + "\n" + ":::::::::"[:9-depth] + "\n"
	case 11:
		return "<div>\n<p>" + w.word() + " <em>" + w.word() + "</em>\n<ul><li>" + w.word() + "<li>" + w.word() + "</ul></div>\n"
	case 12:
		return "> [!TIP] " + w.word() + "\n" + prefix("> ", "> ", w.blocks(depth+1))
	}
	return w.text() + "\n"
}

func (w *writer) blocks(depth int) string {
	var b strings.Builder
	for range 1 + w.IntN(3) {
		b.WriteString(w.block(depth) + "\n")
	}
	return b.String()
}

func prefix(first, rest, text string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		p := rest
		if i == 0 {
			p = first
		}
		b.WriteString(strings.TrimRight(p+line, " ") + "\n")
		if strings.HasSuffix(line, "  ") { // a hard break
			s := b.String()
			b.Reset()
			b.WriteString(strings.TrimRight(s, "\n") + "  \n")
		}
	}
	return b.String()
}

// Every word of a page is in its text once, in order.
func TestWords(t *testing.T) {
	for seed := range uint64(300) {
		w := &writer{rand.New(rand.NewPCG(seed, 1)), 0}
		src := w.blocks(0)
		var got, want []string
		for i := range w.n {
			want = append(want, fmt.Sprintf("w%d", i+1))
		}
		for _, word := range strings.Fields(doc.PlainText(Parse([]byte(src), Options{}).Blocks)) {
			if word != "alt" {
				got = append(got, word)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s\nsource:\n%s", seed, diff, src)
		}
	}
}

func TestOneParagraph(t *testing.T) {
	for _, c := range []struct {
		src, want string
		ok        bool
	}{
		{"a *b*", "a b", true},
		{"", "", true},
		{"![alt](x.png)", "alt", true},
		{"one\n\ntwo", "", false},
		{"- list", "", false},
		{"# heading", "", false},
	} {
		text, ok := oneParagraph(c.src)
		if got := doc.InlineText(text); got != c.want || ok != c.ok {
			t.Errorf("oneParagraph(%q) = %q, %v; want %q, %v", c.src, got, ok, c.want, c.ok)
		}
	}
}

// A file that includes itself wholly is told and not read again; what it includes of the page ends too.
func TestIncludeOfItself(t *testing.T) {
	reads := map[string]int{}
	page := strings.Repeat("{{#include p.md}} {{#include a.md}}\n\n", 100)
	d := Parse([]byte(page), Options{Path: "p.md", Read: func(name string) ([]byte, error) {
		reads[name]++
		return []byte("word {{#include a.md}} {{#include p.md}}\n"), nil
	}})
	if len(reads) != 1 || reads["a.md"] != 1 {
		t.Errorf("read: %v", reads)
	}
	if len(d.Problems) != 200 || d.Problems[0].Text != "p.md includes itself" || d.Problems[1].Text != "a.md includes itself" {
		t.Errorf("%d problems, first %v", len(d.Problems), d.Problems[:min(2, len(d.Problems))])
	}
	if n := strings.Count(doc.PlainText(d.Blocks), "word"); n != 100 {
		t.Errorf("a.md is shown %d times", n)
	}
}

// What is looked for in a large file again and again, and is not there, is bounded.
func TestIncludeOfAnchors(t *testing.T) {
	var page strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&page, "{{#include a.md:anchor%d}}\n\n", i)
	}
	d := Parse([]byte(page.String()), Options{Path: "p.md", Read: func(string) ([]byte, error) { return bytes.Repeat([]byte("line of a file\n"), 1<<16), nil }})
	if n := len(d.Problems); n > 300 || d.Problems[n-1].Code != "include-too-big" {
		t.Errorf("%d problems, the last %+v", n, d.Problems[n-1])
	}
}

// A page that includes itself many times over must not grow without bound.
func TestIncludeBounds(t *testing.T) {
	reads := 0
	read := func(string) ([]byte, error) {
		reads++
		return []byte(strings.Repeat("{{#include a.md:1:9}} word\n", 50)), nil
	}
	d := Parse([]byte("{{#include a.md}}\n"), Options{Path: "p.md", Read: read})
	if reads != 1 {
		t.Errorf("the file was read %d times", reads)
	}
	codes := map[string]int{}
	for _, p := range d.Problems {
		codes[p.Code]++
	}
	if codes["include-too-big"] != 1 {
		t.Errorf("problems: %v", codes)
	}
	if n := doc.Words(doc.PlainText(d.Blocks)); n > 500_000 {
		t.Errorf("%d words", n)
	}
}

func TestIncludeInside(t *testing.T) {
	for _, c := range []struct {
		dir, name, want string
	}{
		{"a/b", "c.md", "a/b/c.md"}, {"a/b", "../c.md", "a/c.md"}, {".", "c.md", "c.md"}, {"a", "./x/../c.md", "a/c.md"},
		{"a", "../../c.md", ""}, {".", "..", ""}, {"a", "/c.md", ""}, {"a", `..\c.md`, ""}, {"a", "", ""}, {".", ".", ""},
		{"a", "C:/x", ""}, {"a", "x\x00", ""},
	} {
		if got, ok := inside(c.dir, c.name); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("inside(%q, %q) = %q, %v; want %q", c.dir, c.name, got, ok, c.want)
		}
	}
}

func TestMissingInclude(t *testing.T) {
	d := Parse([]byte("a\n\n{{#include x.md}}\n"), Options{Path: "p.md", Read: func(string) ([]byte, error) { return nil, fs.ErrNotExist }})
	if len(d.Problems) != 1 || d.Problems[0].Line != 3 || d.Problems[0].Severity != doc.Error {
		t.Errorf("problems: %+v", d.Problems)
	}
}

// sample is a page of about a megabyte, of the constructs that pages have.
func sample(size int) []byte {
	w := &writer{rand.New(rand.NewPCG(7, 7)), 0}
	var b strings.Builder
	for b.Len() < size {
		fmt.Fprintf(&b, "# Part %d\n\n%s\n", b.Len(), w.blocks(0))
		for range 6 {
			b.WriteString(strings.Repeat("A sentence of *plain* words with a [link](page.md) in it. ", 6) + "\n\n")
		}
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	src := sample(1 << 20)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src, Options{})
	}
}

// BenchmarkSmall is a page of the usual size.
func BenchmarkSmall(b *testing.B) {
	src, err := os.ReadFile("testdata/blocks.txtar")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse(src, Options{})
	}
}
