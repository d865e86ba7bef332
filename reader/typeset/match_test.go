package typeset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

func TestMatches(t *testing.T) {
	marked := par(tx("A "), em("dry"), tx(" pump moves air, and Air only; "), link("a link", "#x"), tx(" follows, its end"))
	table := &doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{cells("one two three four", "one two")}}
	tests := []struct {
		name   string
		blocks []doc.Block
		width  int
		query  string
		want   []Match
	}{
		{"across markup", []doc.Block{marked}, 40, "dry pump", []Match{{0, 0, 2, 10}}},
		{"small letters match both", []doc.Block{marked}, 40, "air", []Match{{0, 0, 17, 20}, {1, 0, 26, 29}}},
		{"a capital matches itself", []doc.Block{marked}, 40, "Air", []Match{{0, 0, 26, 29}}},
		{"across a line's end", []doc.Block{marked}, 18, "pump  moves\nair", []Match{{0, 0, 6, 16}, {0, 1, 0, 3}}},
		{"through link numbers", []doc.Block{marked}, 60, "a link follows", []Match{{0, 0, 36, 42}, {0, 0, 45, 53}}},
		{"not across paragraphs", []doc.Block{say("the end"), say("of it")}, 40, "end of", nil},
		{"nothing", []doc.Block{marked}, 40, "  ", nil},
		{"wide characters", []doc.Block{say("水と空気と水")}, 6, "水", []Match{{0, 0, 0, 2}, {1, 1, 4, 6}}},
		{"across a divided word", []doc.Block{say("abcdefgh")}, 4, "def", []Match{{0, 0, 3, 4}, {0, 1, 0, 2}}},
		{"across a soft hyphen", []doc.Block{say("long hyphen\u00ADated")}, 12, "hyphenated", []Match{{0, 0, 5, 11}, {0, 1, 0, 4}}},
		{"in a cell", []doc.Block{table}, 20, "two three", []Match{{0, 1, 6, 9}, {0, 2, 2, 7}}},
		{"spaces of code", []doc.Block{&doc.Code{Text: "a    b"}}, 20, "a b", []Match{{0, 0, 2, 4}, {0, 0, 7, 8}}},
		{"cut off", []doc.Block{&doc.Code{Text: "abc defghijkl"}}, 10, "ghi", []Match{{0, 0, 9, 10}}},
		{"partly cut off", []doc.Block{&doc.Code{Text: "abc defghijkl"}}, 10, "efg", []Match{{0, 0, 7, 10}}},
		{"other scripts", []doc.Block{say("Насос и НАСОС")}, 20, "насос", []Match{{0, 0, 0, 5}, {1, 0, 8, 13}}},
		{"no overlaps", []doc.Block{say("aaaa")}, 20, "aa", []Match{{0, 0, 0, 2}, {1, 0, 2, 4}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Set(tt.blocks, Options{Width: tt.width, Numbers: true})
			if diff := cmp.Diff(tt.want, p.Matches(tt.query)); diff != "" {
				t.Errorf("-want +got\n%s\n%s", diff, drawnPage(p))
			}
		})
	}
}

// TestMatchesAtEveryWidth finds as many hits at each width.
func TestMatchesAtEveryWidth(t *testing.T) {
	blocks := append(textSample(), append(listSample(), apartSample()...)...)
	for _, query := range []string{"the", "pump", "deeper and deeper", "three of four cases", "e"} {
		want := -1
		for _, w := range widths {
			hits := 0
			for _, m := range Set(blocks, Options{Width: w}).Matches(query) {
				hits = max(hits, m.Hit+1)
				if m.Start >= m.End {
					t.Errorf("%q at width %d: empty match %v", query, w, m)
				}
			}
			if want < 0 {
				want = hits
			}
			if hits != want || hits == 0 {
				t.Errorf("%q: %d hits at width %d, %d at width %d", query, hits, w, want, widths[0])
			}
		}
	}
	if text := doc.PlainText(blocks); !strings.Contains(text, "deeper and deeper") {
		t.Error("the samples have changed")
	}
}
