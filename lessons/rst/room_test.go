package rst

import (
	"strings"
	"testing"

	"lectern/lessons/text/texttest"
)

// No kind of markup takes much more memory than its cost says: a page that fits
// into its room is read within it.
func TestCosts(t *testing.T) {
	texttest.Costs(t, lineCosts, func(src []byte) { Parse(src, Options{}) }, map[string]string{
		"sections": "a\n=\n\n", "paragraphs": "a\n\n", "lines": "a\n", "emphasis": "*a* ", "strong": "**a** ", "literals": "``a`` ",
		"quotes": "a\n\n  b\n\n", "references": "a_ ", "anonymous": "a__ ", "quoted references": "`a`_ ", "links": "`a <b>`__ ", "footnotes": "[1]_ ", "citations": "[a]_ ",
		"substitutions": "|a| ", "roles": ":r:`a` ", "addresses": "http://a.b ", "mail": "a@b.c ", "items": "- a\n", "items apart": "- a\n\n",
		"numbers": "#. a\n", "letters": "(a) a\n\n", "definitions": "a\n b\n", "fields": ":a: b\n", "options": "--ab=c  d\n\n", "line block": "| a\n",
		"deep items": "- a\n\n" + strings.Repeat(" ", 2) + "- a\n\n" + strings.Repeat(" ", 4) + "- a\n\n", "comments": ".. a\n\n", "directives": ".. note:: a\n\n",
		"code": "::\n\n  a\n  b\n\nc\n\n", "images": ".. image:: a.png\n\n", "footnote": ".. [#] a\n", "doctest": ">>> a\n\n", "rules": "a\n\n----\n\n",
		"grids": "+-+\n|a|\n+-+\n\n",
	})
}

// Tables are bounded by their cells: rows of few characters each may have many.
func TestTooManyCells(t *testing.T) {
	within := usualLimits()
	within.cells = 10
	for name, src := range map[string]string{
		"csv":    "T\n=\n\n.. csv-table::\n\n" + strings.Repeat("   a,b\n", 8) + "\nend\n",
		"simple": "T\n=\n\n== ==\n" + strings.Repeat("a  b\n", 8) + "== ==\n\nend\n",
	} {
		d := parse([]byte(src), Options{}, within)
		if len(d.Problems) != 1 {
			t.Errorf("%s: %d problems, want one: %v", name, len(d.Problems), d.Problems)
		}
	}
}
