package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

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

// No byte of a line takes more than fitting reckons with.
func TestMaxByteCost(t *testing.T) {
	for _, line := range []string{"#\n", "!!!\n", ":::", "|", "a|", "@@@@", "]{]{", "*", "- ", "> > > ", "\t- - - - -",
		strings.Repeat(" ", 1000) + strings.Repeat(">", 64), strings.Repeat(" ", 64) + strings.Repeat("- ", 64) + "!!!"} {
		if cost := lineCosts([]byte(line), true); cost > maxByteCost*len(line) {
			t.Errorf("%.20q of %d bytes is said to take %d", line, len(line), cost)
		}
	}
}

// Addresses in the text are those that goldmark finds, which looks for them at each blank.
func TestBareAddresses(t *testing.T) {
	goldmarks := parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(extension.NewLinkifyParser(), 999)),
	)
	ours := parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100), util.Prioritized(parser.NewLinkParser(), 200), util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400), util.Prioritized(newDelimiterGuard(parser.NewEmphasisParser()), 500), util.Prioritized(newBareParser(), 999)),
	)
	for _, src := range []string{
		"http://a.b", "see https://a.b/c_d_e, and ftp://a.b.", "(www.a.b)", "xhttp://a.b", "x.www.a.b", "a\nhttp://a.b\nwww.c.d", "*http://a.b*", "**www.a.b**x",
		`\(http://a.b`, `\\(http://a.b`, "`a`http://a.b", "[a](b)http://a.b", "[http://a.b", "[a http://a.b](c)", "![x](y) http://a.b", "<http://a.b> www.a.b",
		"a@b.c", "first_last@b.cd", "_a@b.cd_", "x*y@b.cd*", "a.b+c-d@e.fg.", "(a@b.cd)", "\ta@b.cd", "a @b.cd", "a@b", "a@b.cd_", "é@b.cd", "éa@b.cd", "!a@b.cd", "a_b_c_d@e.fg h_i@j.kl",
		strings.Repeat("a", 64) + "@b.cd", strings.Repeat("a", 65) + "@b.cd", strings.Repeat("a_", 32) + "@b.cd", "``http://a.b", "~~~http://a.b", "https:/ www. ftp: @", "HTTP://a.b",
		"a:http://b.c", "http://a.b:80/c?d=e&f;", "http://a.b/(c)", "http://a.b/c)", "www.a_b.c.d", "http://a.b http://c.d www.e.f g@h.ij",
	} {
		if got, want := addressesOf(ours, src), addressesOf(goldmarks, src); got != want {
			t.Errorf("%q: %s, goldmark has %s", src, got, want)
		}
	}
}

// addressesOf returns the running text of a source, with its addresses in angles.
func addressesOf(p parser.Parser, src string) string {
	var b strings.Builder
	root := p.Parse(gmtext.NewReader([]byte(src)))
	for n := root.FirstChild(); n != nil; n = following(n, root) {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value([]byte(src)))
		case *ast.AutoLink:
			fmt.Fprintf(&b, "<%s>", n.URL([]byte(src)))
		default:
			b.WriteString("|")
		}
	}
	return b.String()
}
