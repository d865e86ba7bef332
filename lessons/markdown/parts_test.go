package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

// checkParts reads a page part by part and holds that against the page as a
// whole. It returns the number of parts.
func checkParts(t *testing.T, src []byte, size int) int {
	t.Helper()
	p := Divide(src, size, Options{})
	if p == nil {
		return 1
	}
	want := Parse(src, Options{})
	var first []doc.Block
	var problems []doc.Problem
	end := 0
	for i := range p.Len() {
		from, to := p.Range(i)
		if from != end || to <= from {
			t.Fatalf("part %d of %q is from %d to %d, after %d", i, src, from, to, end)
		}
		end = to
		b, found := p.First(i, src[from:to])
		first, problems = append(first, b...), append(problems, found...)
	}
	if end != len(src) {
		t.Fatalf("the parts of %q end at %d of %d", src, end, len(src))
	}
	title, further := p.Finish()
	again := make([][]doc.Block, p.Len())
	var wg sync.WaitGroup
	for i := range again {
		wg.Go(func() {
			from, to := p.Range(i)
			again[i] = p.Again(i, src[from:to])
		})
	}
	wg.Wait()
	var second []doc.Block
	for _, b := range again {
		second = append(second, b...)
	}
	if further {
		first = append(second[:1:1], first...)
	}
	for name, got := range map[string][]doc.Block{"first": first, "second": second} {
		// cmp.Diff would take forever over the deep ones.
		if !reflect.DeepEqual(want.Blocks, got) {
			t.Fatalf("%q in %d parts, %s reading (-whole +parts):\n%s", src, p.Len(), name,
				cmp.Diff(doc.Dump(want.Blocks), doc.Dump(got)))
		}
	}
	if diff := cmp.Diff(want.Title, title); diff != "" {
		t.Fatalf("the title of %q (-whole +parts):\n%s", src, diff)
	}
	sortProblems(problems)
	if diff := cmp.Diff(want.Problems, problems); diff != "" {
		t.Fatalf("the problems of %q (-whole +parts):\n%s", src, diff)
	}
	if diff := cmp.Diff(want.Meta, p.Meta()); diff != "" {
		t.Fatalf("the metadata of %q (-whole +parts):\n%s", src, diff)
	}
	return p.Len()
}

// apart are pieces whose meaning is elsewhere in the page.
var apart = []string{
	"See [the far end][Far  End], [far end] and [nowhere][no].\n\n",
	"[far\nend]: https://example.org/NUMBER \"title NUMBER\"\n[no more]: <>\n\n",
	"A note[^nFEW] and another[^NFEW], and one that is not there[^x].\n\n",
	"[^nFEW]: The note number NUMBER.\n\n    With a [far end] in it.\n\n",
	"> [far end]: https://example.org/quoted/NUMBER\n\n",
	"- item\n\n  [in list]: /list/NUMBER\n\n  A [link][in list]\n\n",
	"## Example\n\nThe same heading again.\n\n",
	"# Fn-n1 {#example-FEW}\n\nText.\n\n",
	"<h2 id=\"example\">Example</h2>\n\n<p>Raw <a href=x>text</a></p>\n\n",
	"Of List<T> and a<b and c>d, <TabFEW> in</TabFEW> and </T>.\n\n",
	"<T>\n\n<Box>\n\n",
	"</Box>\n\n<svg>\n\n",
	"<g><text>Drawn</text>\n\n</svg>\n\n<div>Vec<uFEW></div>\n\n",
	"<? php ?>\n\n",
	"{{#quiz bankFEW.toml}}\n\n{{ .Title }} and {% block %}\n\n",
	"Term\n: meaning\n\nOther term\n\n: other meaning\n\n",
	"    indented\n\n    code\n\n",
	"Setext\n======\n\nText\n\nSetext two\n---\n\n",
	"!!! note \"Title\"\n\n    Body with [far end].\n\n",
	"| a | b |\n|---|---|\n| [far end] | x |\n\n",
	"```\n# no heading\n\n[far end]: /code\n```\n\n",
	"1. one\n2. two\n\n   more\n\n",
	"$$\na_1\n\n- b\n$$\n\n\\[\n= c\n\\]\n\nIn text $d_1*e*$.\n\n",
	"$$\nopen\n\n",
	"| one |\n|---|\n| two | three |\n\n",
	"Plain words that fill the page a little, with *some* `code`.\n\n",
	"x" + strings.Repeat(" > ", 70) + "deep\n\n" + strings.Repeat("> ", 70) + "deeper\n\n",
}

func apartPage(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 7))
	var b strings.Builder
	switch r.IntN(4) {
	case 0:
		b.WriteString("---\ntitle: The *whole*\nslug: w\n---\n")
	case 1:
		b.WriteString("---\ntitle: Example\n---\n\n")
	}
	for i := range 10 + r.IntN(30) {
		piece := apart[r.IntN(len(apart))]
		b.WriteString(strings.NewReplacer("NUMBER", fmt.Sprint(i), "FEW", fmt.Sprint(r.IntN(4))).Replace(piece))
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "%s Section\n\n", strings.Repeat("#", 1+r.IntN(4)+r.IntN(2)))
		}
	}
	src := []byte(b.String())
	if r.IntN(4) == 0 {
		src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
	}
	return src
}

// A page that is read part by part is the page that is read whole.
func TestPartsAreThePage(t *testing.T) {
	divided := 0
	for seed := range uint64(60) {
		src := apartPage(seed)
		for _, size := range []int{1, 100, 1000} {
			if checkParts(t, src, size) > 1 {
				divided++
			}
		}
	}
	for seed := range uint64(20) {
		w := &writer{rand.New(rand.NewPCG(seed, 3)), 0}
		var b strings.Builder
		for range 4 {
			b.WriteString(w.blocks(2) + "\n# " + w.text() + "\n\n")
		}
		if checkParts(t, []byte(b.String()), 50) > 1 {
			divided++
		}
	}
	if divided < 120 {
		t.Errorf("only %d pages were read in parts", divided)
	}
}

// So is one whose headings are not what they seem to be.
func TestPartsOfMisleadingPages(t *testing.T) {
	for name, src := range misleading {
		t.Run(name, func(t *testing.T) { checkParts(t, []byte(src), 1) })
	}
}

// What one page may hold of each: a page that includes files or has old line
// ends is read whole.
func TestDivideRefuses(t *testing.T) {
	page := "# One\n\ntext\n\n# Two\n\ntext\n\n# Three\n"
	if p := Divide([]byte(page), 1, Options{}); p == nil || p.Len() != 3 {
		t.Fatalf("the page is not divided in 3: %v", p)
	}
	for _, add := range []string{"{{#include a.md}}\n", "{{ #playground a.rs}}\n", "a \\{{#quiz a}}\n", "a\rb\n"} {
		if p := Divide([]byte(page+"\n"+add), 1, Options{}); p != nil {
			t.Errorf("a page with %q is read in %d parts", add, p.Len())
		}
	}
	if p := Divide([]byte("one\n\ntwo\n"), 1, Options{}); p != nil {
		t.Errorf("a page without places to cut is read in %d parts", p.Len())
	}
}

// FuzzParts: a page that is read part by part is the page that is read whole.
func FuzzParts(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(apartPage(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) < 4000 {
			checkParts(t, utf8Of(src), 1)
		}
	})
}
