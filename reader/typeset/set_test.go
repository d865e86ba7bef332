package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/doc"
)

func TestPositions(t *testing.T) {
	blocks := []doc.Block{&doc.Anchor{ID: "top"}, say("one two three four"), &doc.QuizRef{}, say("five"), &doc.Anchor{ID: "end"}}
	p := Set(blocks, Options{Width: 8})
	// one two / three / four / (blank) / five
	for _, tt := range []struct {
		block, offset int
		line          int
	}{
		{0, 0, 0}, {1, 0, 0}, {1, 5, 0}, {1, 6, 1}, {1, 11, 2},
		{1, 15, 3}, {1, 999, 3}, {2, 0, 4}, {3, 0, 4}, {4, 0, 4},
		{-1, 0, 0}, {9, 0, 4}, {3, -5, 4},
	} {
		pos := doc.Position{Block: tt.block, Offset: tt.offset}
		if got := p.LineAt(pos); got != tt.line {
			t.Errorf("LineAt(%v) = %d, want %d", pos, got, tt.line)
		}
	}
	if p.Anchors["top"] != 0 || p.Anchors["end"] != 4 {
		t.Errorf("anchors: %v", p.Anchors)
	}
	if p.At(-3) != p.At(0) || p.At(99) != p.At(4) {
		t.Errorf("out of range: %v %v", p.At(-3), p.At(99))
	}
	empty := Set(nil, Options{})
	if empty.At(0) != (doc.Position{}) || empty.LineAt(doc.Position{Block: 3, Offset: 3}) != 0 {
		t.Error("an empty page has a place")
	}
}

func TestLinksAndAnchors(t *testing.T) {
	p := Set(linkSample(), Options{Width: 36, Numbers: true})
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprint(l.Line, " ", l.Text, " ", l.Target, " ", l.Ref, l.Note))
	}
	want := []string{
		"0 Heroku http://www.heroku.com/ false", "0 the same again http://www.heroku.com/ false",
		"1 a page of the course ../wsgi-servers.html false", "2 below #below false",
		"4 https://pumps.example/a/rather/long/path https://pumps.example/a/rather/long/path false",
		"6 keeper@pumps.example mailto:keeper@pumps.example false", "6 1 #fn1 true",
		"9 Installing install docfalse", "9 a picture https://pumps.example/pic false",
		"10 https://pumps.example/bare https://pumps.example/bare false", "12 linked https://pumps.example/h false",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("links:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p.Anchors["below"] != 12 || p.Anchors["here"] != 14 {
		t.Errorf("anchors: %v", p.Anchors)
	}
}

// TestPlainNamesLinksOnce looks for every address in the plain print.
func TestPlainNamesLinksOnce(t *testing.T) {
	for _, w := range []int{20, 36, 60, 80} {
		text := Plain(Set(linkSample(), Options{Width: w, Plain: true}))
		for _, a := range []string{"http://www.heroku.com/", "../wsgi-servers.html", "https://pumps.example/a/rather/long/path",
			"https://pumps.example/pic", "https://pumps.example/bare", "https://pumps.example/h", "keeper@pumps.example"} {
			n := 0
			for _, f := range strings.Fields(text) {
				if strings.TrimRight(f, ".,;") == a || a == "keeper@pumps.example" && strings.HasSuffix(strings.TrimRight(f, ".,;"), a) {
					n++
				}
			}
			if n < 1 || n > 1 && w >= 60 {
				t.Errorf("width %d: %s is named %d times\n%s", w, a, n, text)
			}
		}
	}
}

// What is known of links is said behind them and below the text. It is nothing that
// the page says: a search looks through it, and places stay where they are.
func TestLinksThatAreGone(t *testing.T) {
	link := &doc.Link{Target: "https://pumps.example/old", Content: []doc.Inline{&doc.Text{Value: "the old list"}}}
	blocks := []doc.Block{&doc.Paragraph{Text: []doc.Inline{
		&doc.Text{Value: "See "}, link, &doc.Text{Value: " of pumps for every kind of water."},
	}}}
	for _, tt := range []struct {
		opt  Options
		want string
	}{
		{Options{Width: 24, Numbers: true}, "See the old list[1 gone]\nof pumps for every kind\nof water.\n"},
		{Options{Width: 23, Numbers: true}, "See the old\nlist[1 gone] of pumps\nfor every kind of\nwater.\n"},
		{Options{Width: 24}, "See the old list[gone]\nof pumps for every kind\nof water.\n"},
		{Options{Width: 46, Plain: true}, "See the old list[1 gone] of pumps for every\nkind of water.\n\n[1] https://pumps.example/old\n" +
			"    gone since 2019: it went with its harbour\n    https://pumps.example/a/new/path/that/is/long\n"},
	} {
		tt.opt.LinkNews = allGone
		p := Set(blocks, tt.opt)
		if got := Plain(p); got != tt.want {
			t.Errorf("%+v: got\n%swant\n%s", tt.opt, got, tt.want)
		}
		if len(p.Matches("list of pumps")) == 0 || len(p.Matches("gone")) > 0 {
			t.Errorf("%+v: a search does not look through what is said of the link", tt.opt)
		}
	}
}

// TestToctreeTitles takes the titles of pages from whoever knows them.
func TestToctreeTitles(t *testing.T) {
	toc := &doc.Toctree{Reversed: true, Numbered: true, Entries: []doc.TocEntry{{Target: "a"}, {Target: "b"}, {Title: "Far off", Target: "https://pumps.example/"}}}
	title := func(target, ref string) (string, bool) { return "The page " + target, target == "a" && ref == "doc" }
	p := Set([]doc.Block{toc}, Options{Width: 30, LinkTitle: title})
	if got, want := Plain(p), "1. Far off\n2. b\n3. The page a\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if l := p.Links; len(l) != 3 || l[0].Ref != "" || l[2].Ref != "doc" || l[2].Target != "a" {
		t.Errorf("links: %+v", l)
	}
}

func TestNumerals(t *testing.T) {
	for _, tt := range []struct {
		kind doc.Numeral
		n    int
		want string
	}{
		{doc.Arabic, 12, "12"}, {doc.LowerAlpha, 1, "a"}, {doc.UpperAlpha, 26, "Z"}, {doc.LowerAlpha, 27, "aa"},
		{doc.UpperAlpha, 703, "AAA"}, {doc.LowerAlpha, 0, "0"}, {doc.LowerRoman, 4, "iv"}, {doc.UpperRoman, 1994, "MCMXCIV"},
		{doc.UpperRoman, 4999, "MMMMCMXCIX"}, {doc.LowerRoman, 5000, "5000"}, {doc.LowerRoman, -1, "-1"},
	} {
		if got := numeral(tt.kind, tt.n); got != tt.want {
			t.Errorf("numeral(%d, %d) = %q, want %q", tt.kind, tt.n, got, tt.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		cols  []want
		avail int
		give  []int
		ok    bool
	}{
		{[]want{{3, 5}, {3, 8}}, 20, []int{5, 8}, true},               // all that they like
		{[]want{{3, 5}, {3, 40}}, 20, []int{5, 15}, true},             // the wide one gives
		{[]want{{3, 40}, {3, 40}, {3, 40}}, 20, []int{7, 7, 6}, true}, // alike
		{[]want{{12, 40}, {3, 40}}, 20, []int{12, 8}, true},           // no less than a word
		{[]want{{12, 40}, {12, 40}}, 20, nil, false},
	} {
		got, ok := share(tt.cols, tt.avail)
		if ok != tt.ok || ok && fmt.Sprint(got) != fmt.Sprint(tt.give) {
			t.Errorf("share(%v, %d) = %v, %v, want %v", tt.cols, tt.avail, got, ok, tt.give)
		}
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"pump", 5, "pump"}, {"pump", 4, "pump"}, {"pump", 3, "pu…"}, {"pump", 1, "…"}, {"pump", 0, ""},
		{"水水水", 6, "水水水"}, {"水水水", 5, "水水…"}, {"水水水", 4, "水…"}, {"", 0, ""},
	} {
		if got := Fit(tt.text, tt.width); got != tt.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

// TestFirstOfDefinitions: nothing stands above the first item that shows
// anything, and one blank line between two that do.
func TestFirstOfDefinitions(t *testing.T) {
	d := &doc.Definitions{Kind: doc.Terms, Items: []doc.Definition{
		{}, {Terms: [][]doc.Inline{in(tx("head"))}, Blocks: []doc.Block{say("how high")}},
		{Terms: [][]doc.Inline{in(tx("lift"))}, Blocks: []doc.Block{say("how far down")}},
	}}
	if got, want := Plain(Set([]doc.Block{d}, Options{Width: 40, Plain: true})), "head\n    how high\n\nlift\n    how far down\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestScripts writes raised and lowered text with a sign only where it would
// read as part of the word before it.
func TestScripts(t *testing.T) {
	for _, tt := range []struct {
		text []doc.Inline
		want string
	}{
		{in(tx("2"), sup("n")), "2^n"},
		{in(tx("f(x)"), sup("n+k")), "f(x)^(n+k)"},
		{in(tx("the 21"), sup("st"), tx(" floor")), "the 21st floor"},
		{in(tx("as "), sup("shown"), tx(" above")), "as shown above"},
		{in(tx("see:"), sub("below")), "see:below"},
		{in(sup("a"), tx(" first")), "a first"},
		{in(tx("10"), sup("−3"), tx(" and H"), sub("2")), "10⁻³ and H₂"},
	} {
		if got := Plain(Set([]doc.Block{par(tt.text...)}, Options{Width: 60, Plain: true})); got != tt.want+"\n" {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestColumnOfPicture gives a picture in a table the room that a long word gets,
// whatever stands beside it.
func TestColumnOfPicture(t *testing.T) {
	inner := &doc.Table{Body: []doc.Row{cells("a", "b")}}
	for name, b := range map[string]doc.Block{
		"picture": &doc.Figure{Image: doc.Image{Source: "x.png"}}, "table": inner,
		"contents":    &doc.Toctree{Entries: []doc.TocEntry{{Title: "a", Target: "a"}}},
		"description": &doc.Object{Kind: "class", Signatures: []string{"A()"}},
	} {
		s := newSetter(Options{Width: 60})
		var w want
		s.measure([]doc.Block{b}, &w, 2)
		if w != (want{longWord + 2, plainWidth + 2}) {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// TestSpread divides what a cell over several columns needs beyond them, so that
// they have together what it needs.
func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		cols     []want
		min, max int
		give     []want
	}{
		{[]want{{2, 4}, {2, 4}}, 12, 21, []want{{5, 9}, {4, 9}}}, // with the 3 cells between them
		{[]want{{1, 1}, {1, 1}, {1, 1}}, 17, 17, []want{{4, 4}, {4, 4}, {3, 3}}},
		{[]want{{9, 9}, {9, 9}}, 12, 12, []want{{9, 9}, {9, 9}}},
		{[]want{{2, 2}, {2, 2}}, 10, 0, []want{{4, 4}, {3, 3}}},
	} {
		cols := slices.Clone(tt.cols)
		spread(cols, placed{cols: len(cols), min: tt.min, max: tt.max})
		if !slices.Equal(cols, tt.give) {
			t.Errorf("spread(%v, %d to %d) = %v, want %v", tt.cols, tt.min, tt.max, cols, tt.give)
		}
	}
}

// TestHostile sets blocks that are deep, long or wide beyond reason. Each takes
// far less than a second; with something quadratic this test would not end in time.
func TestHostile(t *testing.T) {
	deep := func(wrap func(doc.Block) doc.Block, n int) doc.Block {
		b := doc.Block(say("at the bottom"))
		for range n {
			b = wrap(b)
		}
		return b
	}
	longRow := doc.Row{}
	for range 5000 {
		longRow.Cells = append(longRow.Cells, cell(tx("x")))
	}
	long := &doc.Table{}
	for range 3000 {
		long.Body = append(long.Body, cells("a", "b", "c"))
	}
	spans := &doc.Table{Body: []doc.Row{{Cells: []doc.Cell{{RowSpan: 1 << 40, ColSpan: 1 << 40}, {ColSpan: -5, RowSpan: -5}}}, cells("x")}}
	nested := deep(func(b doc.Block) doc.Block {
		return &doc.Table{Body: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{b}}, cell(tx("beside"))}}}}
	}, 12)
	items := &doc.List{Ordered: true, Start: 1, Numeral: doc.LowerRoman, Tight: true}
	for range 20000 {
		items.Items = append(items.Items, doc.ListItem{Blocks: []doc.Block{say("x")}})
	}
	links := &doc.Paragraph{}
	for range 1 << 16 {
		links.Text = append(links.Text, &doc.Link{Target: "http://a.example/", Content: []doc.Inline{tx("x")}})
	}
	for name, b := range map[string]doc.Block{
		"links":   links,
		"quotes":  deep(func(b doc.Block) doc.Block { return &doc.Quote{Blocks: []doc.Block{b}} }, 20000),
		"lists":   deep(func(b doc.Block) doc.Block { return bullets(b) }, 20000),
		"notes":   deep(func(b doc.Block) doc.Block { return &doc.Admonition{Kind: "note", Blocks: []doc.Block{b}} }, 5000),
		"tables":  nested,
		"row":     &doc.Table{Body: []doc.Row{longRow}},
		"rows":    long,
		"spans":   spans,
		"items":   items,
		"word":    say(strings.Repeat("x", 1<<18)),
		"words":   say(strings.Repeat("pump, ", 1<<15)),
		"shy":     say(strings.Repeat("a\u00AD", 1<<15)),
		"chinese": say(strings.Repeat("水", 1<<15)),
		"emoji":   say(strings.Repeat("👩‍🔧", 1<<15)),
		"flags":   say(strings.Repeat("🇩", 1<<15)),
		"joiners": say("👩" + strings.Repeat("\u200d👩", 1<<15)),
		"zwsp":    say(strings.Repeat("\u200b", 1<<16)),
		"quotes2": say(strings.Repeat("\"( ", 1<<16)),
		"dots":    say(strings.Repeat("a.", 1<<16)),
		"tabs":    &doc.Code{Text: strings.Repeat("\t", 1<<15)},
		"code":    &doc.Code{Text: strings.Repeat("x = 1\n", 1<<14)},
	} {
		t.Run(name, func(t *testing.T) {
			for _, w := range []int{1, 40} {
				p := Set([]doc.Block{b}, Options{Width: w, Numbers: true})
				if len(p.Lines) == 0 && name != "zwsp" {
					t.Errorf("width %d: no lines", w)
				}
			}
		})
	}
}

func BenchmarkSet(b *testing.B) {
	text := strings.Repeat("A platform provides infrastructure and a software layer, on which an application is deployed. ", 11000)
	for name, block := range map[string]doc.Block{
		"MB of prose":   say(text),
		"MB of code":    &doc.Code{Text: strings.ReplaceAll(text, ". ", "\n")},
		"MB of Chinese": say(strings.Repeat("水泵是一種機械，需要水。", 1<<20/36)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(1 << 20)
			for b.Loop() {
				Set([]doc.Block{block}, Options{Width: 76})
			}
		})
	}
	blocks := append(textSample(), append(listSample(), append(tableSample(), apartSample()...)...)...)
	b.Run("lesson", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Set(blocks, Options{Width: 76, Numbers: true})
		}
	})
}
