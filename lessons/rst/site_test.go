package rst

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

// What Sphinx's settings say holds on every page: substitutions, the text before and behind, the
// source folder, roles that are links.
func TestSite(t *testing.T) {
	site := &Site{
		Root: "docs", Prolog: "Before.\n\n.. role:: loud(strong)\n", Epilog: "\n.. |tool| replace:: Hammer\n.. _shop: http://example.org\n\nBroken `text\n",
		Version: "1.2", ExtLinks: map[string][2]string{"issue": {"http://example.org/%s", "#%s"}, "site": {"http://example.org/", ""}},
	}
	src := ":orphan:\n\nTitle\n=====\n\n|tool| |version| of |release|, |today|; :loud:`x`, :issue:`12`, :issue:`this <3>`, :site:`a`, shop_.\n\n.. include:: /inc/a.inc\n"
	parse := func(site *Site, src string) *doc.Document {
		return Parse([]byte(src), Options{File: "docs/sub/a.rst", Site: site, Now: time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC),
			Read: func(name string) ([]byte, error) { return []byte("From " + name + "\n"), nil }})
	}
	d := parse(site, src)
	if len(d.Problems) > 0 {
		t.Errorf("told: %v", d.Problems)
	}
	want := `Heading @3 Level=1 ID="title" Text=["Title"]
Paragraph @1 Text=["Before."]
Paragraph @6 Text=["Hammer 1.2 of 1.2, May 04, 2026; " strong["x"] ", " link(["#12"] -> "http://example.org/12") ", " link(["this"] -> "http://example.org/3") ", " link(["http://example.org/a"] -> "http://example.org/a") ", " link(["shop"] -> "http://example.org") "."]
Paragraph @8 Text=["From docs/inc/a.inc"]
Paragraph @1 Text=["Broken ` + "`" + `text"]
`
	if diff := cmp.Diff(want, doc.Dump(d.Blocks)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// A version that a program works out is told, once.
	d = parse(&Site{Root: ".", Computed: true}, "Of |release| and |release|.\n\n.. include:: /../x\n")
	var codes []string
	for _, p := range d.Problems {
		codes = append(codes, p.Code)
	}
	if !slices.Equal(codes, []string{"foreign-syntax"}) || !strings.Contains(doc.PlainText(d.Blocks), "Of release and release.") {
		t.Errorf("told %v, shown %q", codes, doc.PlainText(d.Blocks))
	}
}
