package typeset

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
)

var widths = [...]int{1, 2, 3, 5, 8, 13, 20, 33, 36, 50, 76, 120, 200}

// TestProperties holds for the samples and for random blocks.
func TestProperties(t *testing.T) {
	for name, blocks := range samples() {
		t.Run(name, func(t *testing.T) { checkAll(t, blocks) })
	}
	rng := rand.New(rand.NewPCG(7, 11))
	for range 40 {
		data := make([]byte, 40+rng.IntN(400))
		for i := range data {
			data[i] = byte(rng.Uint32())
		}
		blocks := (&source{data: data}).blocks()
		if checkAll(t, blocks); t.Failed() {
			t.Fatalf("blocks:\n%s", doc.Dump(blocks))
		}
	}
}

// FuzzSet looks for blocks that break one of the properties.
func FuzzSet(f *testing.F) {
	f.Add([]byte("\x03\x07\x02\x01\x02\x03\x04\x05"), 20)
	f.Add([]byte("\x04\x02\x00\x01\x03\x02\x04\x11\x05\x13\x20\x33"), 3)
	f.Fuzz(func(t *testing.T, data []byte, width int) {
		if len(data) > 2000 {
			return
		}
		blocks := (&source{data: data}).blocks()
		width = 1 + (width&0x7fffffff)%150
		checkPage(t, blocks, Options{Width: width, Numbers: true, Drawing: drawn, Picture: pictured})
		sameTotals(t, blocks, Options{Width: width, Drawing: drawn}, Options{Width: 41, Drawing: drawn})
		sameTotals(t, blocks, Options{Width: width, Picture: pictured}, Options{Width: 41, Picture: pictured})
		if t.Failed() {
			t.Logf("width %d, blocks:\n%s", width, doc.Dump(blocks))
		}
	})
}

func checkAll(t *testing.T, blocks []doc.Block) {
	t.Helper()
	for _, w := range widths {
		checkPage(t, blocks, Options{Width: w, Numbers: true, Drawing: drawn})
		checkPage(t, blocks, Options{Width: w, Plain: true, Drawing: drawn})
		if gone := (Options{Width: w, Numbers: true, Drawing: drawn, LinkNews: allGone}); w == 3 || w == 33 {
			checkPage(t, blocks, gone)
			gone.Width = 36 // a line of the narrow one may hold nothing but the remark
			sameTotals(t, blocks, gone, Options{Width: 36, Numbers: true, Drawing: drawn})
		}
		sameTotals(t, blocks, Options{Width: w, Drawing: drawn}, Options{Width: 76, Drawing: drawn})
		checkPage(t, blocks, Options{Width: w, Numbers: true, Drawing: drawn, Picture: pictured})
		sameTotals(t, blocks, Options{Width: w, Picture: pictured}, Options{Width: 76, Picture: pictured})
	}
}

// allGone says of every link that it leads nowhere.
func allGone(_, _ string) LinkNews {
	return LinkNews{Gone: true, Text: "gone since 2019: it went with its harbour", Instead: "https://pumps.example/a/new/path/that/is/long"}
}

func checkPage(t *testing.T, blocks []doc.Block, opt Options) {
	t.Helper()
	p := Set(blocks, opt)
	for i, l := range p.Lines {
		text := l.Text()
		if w := uniseg.StringWidth(text); w > opt.Width && l.Cut == 0 && !opt.Plain {
			t.Errorf("width %d: line %d is %d wide: %q", opt.Width, i, w, text)
		}
		if strings.HasSuffix(text, " ") {
			t.Errorf("width %d: line %d ends in a space: %q", opt.Width, i, text)
		}
		if bad := unsafeRune(text); bad >= 0 {
			t.Errorf("width %d: line %d has %U: %q", opt.Width, i, bad, text)
		}
		if got := p.LineAt(p.At(i)); got != i {
			t.Errorf("width %d: LineAt(At(%d)) = %d, At = %v\n%s", opt.Width, i, got, p.At(i), drawnPage(p))
			break
		}
	}
	checkIndex(t, p, blocks)
	checkWords(t, p, blocks, opt)
}

// checkIndex looks at everything that points at lines.
func checkIndex(t *testing.T, p *Page, blocks []doc.Block) {
	t.Helper()
	if len(p.Starts) != len(blocks) {
		t.Fatalf("%d starts for %d blocks", len(p.Starts), len(blocks))
	}
	in := func(what string, line int) {
		if line < 0 || line >= len(p.Lines) && line != 0 {
			t.Errorf("%s at line %d of %d", what, line, len(p.Lines))
		}
	}
	for i, s := range p.Starts {
		in("start", s)
		if i > 0 && s < p.Starts[i-1] {
			t.Errorf("starts go back: %v", p.Starts)
		}
	}
	for i, l := range p.Links {
		in("link", l.Line)
		if l.Number != i+1 {
			t.Errorf("link %d has number %d", i, l.Number)
		}
	}
	for id, line := range p.Anchors {
		in("anchor "+id, line)
	}
	for i, l := range p.Lines {
		for _, sp := range l.Spans {
			if sp.Link > len(p.Links) {
				t.Errorf("line %d: link %d of %d", i, sp.Link, len(p.Links))
			}
		}
	}
}

// checkWords compares what the spans say is text of the page with the plain
// text: character by character, except in tables, whose cells stand beside each
// other.
func checkWords(t *testing.T, p *Page, blocks []doc.Block, opt Options) {
	t.Helper()
	var text, all strings.Builder
	for _, l := range p.Lines {
		for _, sp := range l.Spans {
			all.WriteString(sp.Text)
			if !sp.Added {
				text.WriteString(sp.Text)
			}
		}
		text.WriteString(l.Rest)
		all.WriteString(l.Rest)
	}
	want := essence(doc.PlainText(blocks))
	if !hasTable(blocks) {
		if got := essence(text.String()); got != want {
			t.Errorf("width %d: text\n%q\nwant\n%q\n%s", opt.Width, got, want, drawnPage(p))
		}
		return
	}
	have := map[rune]int{}
	for _, r := range essence(all.String()) {
		have[r]++
	}
	for _, r := range want {
		if have[r]--; have[r] == -1 {
			t.Errorf("width %d: %q is missing\n%s", opt.Width, r, drawnPage(p))
		}
	}
}

func hasTable(blocks []doc.Block) bool {
	found := false
	doc.Walk(blocks, func(b doc.Block) bool {
		_, table := b.(*doc.Table)
		found = found || table
		return true
	})
	return found
}

// essence is a text without spaces, marks and all that is not shown, and with
// raised and lowered figures as figures.
func essence(text string) string {
	var b strings.Builder
	for _, r := range Clean(text) {
		if i := strings.IndexRune(raised, r); i >= 0 {
			r = rune(scriptPlain[utf8.RuneCountInString(raised[:i])])
		}
		if i := strings.IndexRune(lowered, r); i >= 0 {
			r = rune(scriptPlain[utf8.RuneCountInString(lowered[:i])])
		}
		switch {
		case unicode.IsSpace(r) || r == dotted || r == joiner || r == nonJoiner || isMark(r) || r == '\u2212':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unsafeRune returns a character that a terminal must not get, or -1. It is
// written apart from safe.go on purpose.
func unsafeRune(s string) rune {
	if !utf8.ValidString(s) {
		return utf8.RuneError
	}
	for _, r := range s {
		switch {
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F, r >= 0x200E && r <= 0x200F,
			r == 0x200B, r == 0x2060, r == 0xAD, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE0FFF,
			r == 0x2028, r == 0x2029, r&0xFFFE == 0xFFFE:
			return r
		}
	}
	return -1
}

// sameTotals checks that blocks count the same at two widths: the blank line
// after a block stands at the end of its count.
func sameTotals(t *testing.T, blocks []doc.Block, a, b Options) {
	t.Helper()
	ends := func(opt Options) []int {
		var out []int
		p := Set(append(append([]doc.Block{}, blocks...), &doc.Rule{}), opt)
		for i := range p.Lines {
			if len(p.Lines[i].Spans) == 0 && i+1 < len(p.Lines) && p.Lines[i+1].Block != p.Lines[i].Block {
				out = append(out, p.Lines[i].Block, p.Lines[i].Offset)
			}
		}
		return out
	}
	x, y := ends(a), ends(b)
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			t.Errorf("blocks end at %v at width %d and at %v at width %d", x, a.Width, y, b.Width)
			return
		}
	}
}

// A row without cells at the end of a head adds nothing to a table taken apart,
// no blank line either.
func TestTableWithEmptyRowCounts(t *testing.T) {
	table := &doc.Table{Head: []doc.Row{cells("one two three four", "five six seven eight"), {}}}
	blocks := []doc.Block{&doc.List{Tight: true, Items: []doc.ListItem{{Blocks: []doc.Block{table}}, {}}}}
	sameTotals(t, blocks, Options{Width: 80}, Options{Width: 8})
}

// Code that is cut keeps its rest where its cell goes on beside a rule.
func TestCutBesideRule(t *testing.T) {
	code := &doc.Code{Text: "short\n" + strings.Repeat("a long line ", 8)}
	table := &doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{
		{Cells: []doc.Cell{{RowSpan: 1, Blocks: []doc.Block{code}}, {Blocks: []doc.Block{say("above")}}}},
		cells("below"),
	}}
	p := Set([]doc.Block{table}, Options{Width: 60})
	for _, l := range p.Lines {
		if strings.Contains(l.Text(), "├") {
			if l.Cut == 0 || !strings.HasSuffix(l.Rest, "line") {
				t.Errorf("%q: %d cut off, rest %q", l.Text(), l.Cut, l.Rest)
			}
			return
		}
	}
	t.Errorf("no rule is beside the cell:\n%s", drawnPage(p))
}

// A line break behind an emoji that is wider than the line ends one line.
func TestBreakBehindWideEmoji(t *testing.T) {
	blocks := []doc.Block{par(tx("👍🏽"), &doc.LineBreak{}, tx("good"))}
	sameTotals(t, blocks, Options{Width: 40}, Options{Width: 1})
	if p := Set(blocks, Options{Width: 1}); p.Lines[1].Text() != "g" {
		t.Errorf("behind the emoji stands %q", p.Lines[1].Text())
	}
}

// A word joiner behind U+0600 does not hide how wide the sign and its emoji are.
func TestSignBeforeJoinedEmoji(t *testing.T) {
	blocks := []doc.Block{say("12\u0600\u2060👩\u200d🔧 مضخة")}
	for w := 4; w < 14; w++ {
		checkPage(t, blocks, Options{Width: w})
	}
}

// A line break behind a soft hyphen at the end of a full line ends one line.
func TestBreakBehindSoftHyphen(t *testing.T) {
	blocks := []doc.Block{par(tx("word,\u200B\u00AD"), &doc.LineBreak{}, tx("good"))}
	sameTotals(t, blocks, Options{Width: 40}, Options{Width: 5})
}

// An address that is shown in place of a link's words is no text of the page
// where it would make one character with that.
func TestAddressFuses(t *testing.T) {
	for before, address := range map[string]string{"12\u0600": "क्ष", "🇩": "🇩", "e": "\u0301"} {
		checkPage(t, []doc.Block{par(tx(before), &doc.Link{Target: address})}, Options{Width: 40})
	}
}

// TestSameWords reads running text at one width, and finds the word at the top
// of each screen again at every other width.
func TestSameWords(t *testing.T) {
	blocks := append(textSample(), append(languageSample()[:6], listSample()...)...)
	for _, from := range widths[5:] {
		p := Set(blocks, Options{Width: from})
		for _, to := range widths[5:] {
			q := Set(blocks, Options{Width: to})
			for i := range p.Lines {
				word := firstCluster(p.Lines[i])
				line := q.Lines[q.LineAt(p.At(i))]
				if !strings.Contains(line.Text(), word) {
					t.Fatalf("from %d to %d: %q of line %d is not in %q", from, to, word, i, line.Text())
				}
			}
		}
	}
}

// firstCluster is the first character of a line that is text of the page.
func firstCluster(l Line) string {
	for _, sp := range l.Spans {
		if !sp.Added {
			c, _, _, _ := uniseg.FirstGraphemeClusterInString(strings.TrimLeft(sp.Text, " "), -1)
			return c
		}
	}
	return ""
}
