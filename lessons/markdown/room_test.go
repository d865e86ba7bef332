package markdown

import (
	"strings"
	"testing"

	"lectern/lessons/text/texttest"
)

// No kind of markup takes much more memory than its cost says: a page that fits
// into its room is read within it.
func TestCosts(t *testing.T) {
	texttest.Costs(t, lineCosts, func(src []byte) { Parse(src, Options{}) }, map[string]string{
		"headings": "# a\n", "headings and text": "# a\n\nb\n\n", "underlined": "a\n=\n\n", "paragraphs": "a\n\n", "lines": "a\n", "breaks": "a  \n",
		"emphasis": "*a* ", "underscores": "_a_ ", "strong": "**a** ", "marks": "*_", "code": "`a` ", "deleted": "~~a~~ ", "formulas": "$a$ ",
		"links": "[a](b) ", "images": "![a](b) ", "footnotes": "[^1] ", "angles": "<http://a> ", "addresses": "http://a.b ", "mail": "a@b.c ",
		"tags": "<b>a</b>", "divisions": "<div>a</div>\n\n", "items": "- a\n", "numbers": "1. a\n", "tasks": "- [ ] a\n", "quotes": "> a\n\n",
		"deep quotes": strings.Repeat("> ", 30) + "a\n\n", "deep items": stairs(2000, "- a\n", "  "), "definitions": "a\n: b\n\n", "tables": "a|b\n-|-\n\n",
		"rows": "|a|b|c|\n|-|-|-|\n" + strings.Repeat("|a|b|c|\n", 500), "bare rows": "a|b\n-|-\n" + strings.Repeat("a|b\n", 500), "bare rows with rules": "a|b\n-|-\n", "admonitions": "!!! note\n    a\n\n", "colons": ":::note\n", "alerts": "> [!NOTE]\n> a\n\n",
		"fences": "```\na\n```\n", "indented": "    a\n\n", "rules": "---\n\n", "entities": "&lt;", "escapes": "\\a",
		"directives": "```{note}\na\n```\n", "colon directives": ":::{tip}\n:::\n", "roles": "{ref}`a` ", "literal roles": "{py:func}`a` ", "signs": ":tada: ",
		"spans": "[a]{#b} ", "labels": "(a)=\n", "keys": "++ctrl+a++ ", "slashes": "\n/// note\n///\n", "critic": "{++a++} ",
	})
}

// A row costs what its cells take, however they are written.
func TestRowCosts(t *testing.T) {
	for row, cells := range map[string]int{"a|b\n": 2, "|a|b\n": 2, "|a|b|\n": 2, "-|-\n": 2, "a|b|c|d\n": 4} {
		if cost := lineCosts([]byte(row), false); cost < cells*cellCost {
			t.Errorf("%q is said to take %d bytes, %d cells take %d", row, cost, cells, cells*cellCost)
		}
	}
}
