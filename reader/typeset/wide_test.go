package typeset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

// What does not fit the column takes the room beside it: at the right, then at the
// left, and only at the right behind a bullet. What fits nowhere is as without room.
func TestRoomBesideTheColumn(t *testing.T) {
	par := func(s string) *doc.Paragraph { return &doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: s}}} }
	code := func(n int) *doc.Code { return &doc.Code{Text: strings.Repeat("x", n-codeIndent)} }
	row := func(words ...string) doc.Row {
		var r doc.Row
		for _, w := range words {
			r.Cells = append(r.Cells, doc.Cell{Blocks: []doc.Block{par(w)}})
		}
		return r
	}
	table := &doc.Table{Body: []doc.Row{row("one", "two", "three", "four", "five")}}
	set := func(b doc.Block) string {
		var out []string
		for _, l := range Set([]doc.Block{par("Words that stay in their column."), b}, Options{Width: 20, Left: 10, Right: 10}).Lines[3:] {
			out = append(out, strings.TrimRight(strings.Repeat(" ", 10-l.Out)+l.Text(), " "))
		}
		return strings.Join(out, "\n")
	}
	for _, tc := range []struct {
		name  string
		block doc.Block
		want  string
	}{
		{"fits", code(20), "            " + strings.Repeat("x", 18)},
		{"right", code(30), "            " + strings.Repeat("x", 28)},
		{"left too", code(36), "      " + strings.Repeat("x", 34)},
		{"cut there too", code(50), "  " + strings.Repeat("x", 37) + "…"},
		{"in a list", &doc.List{Items: []doc.ListItem{{Blocks: []doc.Block{par("An item"), code(34)}}}},
			"          • An item\n\n              " + strings.Repeat("x", 25) + "…"},
		{"table", table, "" +
			"     ┌─────┬─────┬───────┬──────┬──────┐\n" +
			"     │ one │ two │ three │ four │ five │\n" +
			"     └─────┴─────┴───────┴──────┴──────┘"},
	} {
		if d := cmp.Diff(strings.Split(tc.want, "\n"), strings.Split(set(tc.block), "\n")); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, d)
		}
	}
}
