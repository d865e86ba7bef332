package typeset

import (
	"fmt"
	"strings"
	"testing"

	"lectern/lessons/doc"
	"lectern/lessons/doc/doctest"
)

// TestEveryKind shows every kind of block, by itself, in a list, and in a table, at
// every width.
func TestEveryKind(t *testing.T) {
	const maxEach = 4
	blocks := map[string][]doc.Block{}
	all := samples()
	all["pictures"] = pictureSample()
	all["doctest"] = doctest.Blocks()
	for _, sample := range all {
		doc.Walk(sample, func(b doc.Block) bool {
			name := strings.TrimPrefix(fmt.Sprintf("%T", b), "*doc.")
			if len(blocks[name]) < maxEach {
				blocks[name] = append(blocks[name], b)
			}
			return true
		})
	}
	for name, blocks := range blocks {
		t.Run(name, func(t *testing.T) {
			for _, b := range blocks {
				checkAll(t, []doc.Block{b})
				checkAll(t, []doc.Block{bullets(b, say("below"))})
				checkAll(t, []doc.Block{&doc.Table{Body: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{b}}, cell(tx("beside"))}}}}})
				if t.Failed() {
					t.Fatalf("of\n%s", doc.Dump([]doc.Block{b}))
				}
			}
		})
	}
}

// What a block says is on its page: no kind falls through in silence.
func TestEveryKindIsShown(t *testing.T) {
	silent := map[string]bool{"*doc.Anchor": true, "*doc.QuizRef": true}
	for _, b := range append(doctest.Blocks(), &doc.Paragraph{Text: doctest.Inlines()}) {
		name := fmt.Sprintf("%T", b)
		p := Set([]doc.Block{b}, Options{Width: 200})
		if silent[name] != (len(p.Lines) == 0) {
			t.Errorf("%s has %d lines", name, len(p.Lines))
		}
		var shown strings.Builder
		for _, l := range p.Lines {
			for _, sp := range l.Spans {
				shown.WriteString(sp.Text)
			}
			shown.WriteByte(' ')
		}
		doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
			var words string
			switch in := in.(type) {
			case *doc.Text:
				words = in.Value
			case *doc.Image:
				words = in.Alt
			case *doc.Math:
				words = in.Value
			default:
				words = doc.InlineText([]doc.Inline{in})
			}
			for word := range strings.FieldsSeq(words) {
				if !strings.Contains(shown.String(), word) {
					t.Errorf("%s does not show %q of %T:\n%s", name, word, in, shown.String())
				}
			}
		})
		for _, id := range doc.IDs(b) {
			if _, ok := p.Anchors[id]; !ok {
				t.Errorf("%s: links to %q lead nowhere", name, id)
			}
		}
	}
}
