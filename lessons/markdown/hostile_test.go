package markdown

import (
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"time"

	"lectern/lessons/doc"
)

// hostile are texts of about n bytes that drive naive parsers into deep
// recursion or quadratic time.
var hostile = map[string]func(n int) string{
	"quotes on one line":   repeat("> "),
	"unknown tags":         repeat("<T> "),
	"unknown in emphasis":  repeat("<T> *<T>* "),
	"unknown and ended":    repeat("<T>x</T> "),
	"unknown glued":        repeat("a<b c>d "),
	"scripts":              repeat("<script></script>\n"),
	"drawings known":       repeat("<svg><x></svg> "),
	"quotes packed":        repeat(">"),
	"quotes deeper":        func(n int) string { return staircase(n, ">") },
	"bullets on one line":  repeat("- "),
	"numbers on one line":  repeat("1. "),
	"lists deeper":         func(n int) string { return stairs(n, "- a\n", "  ") },
	"mixed containers":     repeat("> - "),
	"blank lines in lists": func(n int) string { return strings.Repeat("- ", 100) + "a" + strings.Repeat("\n", n) },
	"blank in quote":       repeat(">\n"),
	"admonitions deeper":   func(n int) string { return stairs(n, "!!! note\n", "    ") },
	"definitions":          repeat("a\n: b\n"),
	"definition deep":      func(n int) string { return "a\n" + strings.Repeat(": ", n/2) + "b" },
	"footnote deep":        func(n int) string { return strings.Repeat("[^a]: ", n/6) + "x" },
	"colons":               repeat(":::note\n"),
	"brackets open":        repeat("["),
	"brackets closed":      repeat("]"),
	"brackets nested":      func(n int) string { return strings.Repeat("[", n/2) + "a" + strings.Repeat("]", n/2) },
	"images nested":        func(n int) string { return strings.Repeat("![", n/3) + "a" + strings.Repeat("](b)", n/4) },
	"brackets and links":   func(n int) string { return strings.Repeat("[", n/2) + "[a](b)" + strings.Repeat("]", n/2) },
	"links unclosed":       repeat("[a](b"),
	"links angle":          repeat("[a](<b"),
	"links titled":         repeat(`[a](b "`),
	"links half":           repeat("[a]("),
	"references unclosed":  repeat("[a][b"),
	"references":           repeat("[a][b] "),
	"reference lines":      func(n int) string { return strings.Repeat("[a]: b\n", n/7) },
	"reference titles":     repeat("[a]: b\n(c\n"),
	"reference open":       repeat("[a\n"),
	"references used":      func(n int) string { return numbered(n/2, "[l%d]: u\n") + "\n" + numbered(n/2, "[l%d] ") },
	"footnotes used":       func(n int) string { return numbered(n/2, "[^l%d]: u\n") + "\n" + numbered(n/2, "[^l%d] ") },
	"footnote marks":       repeat("[^"),
	"backticks":            repeat("`"),
	"backticks growing":    growing("`", "a"),
	"backticks apart":      func(n int) string { return strings.Repeat("`a", n/4) + strings.Repeat("``b", n/6) },
	"stars":                repeat("*"),
	"stars apart":          repeat("*a "),
	"stars closing":        repeat("a* "),
	"stars nested":         func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat("b* ", n/6) },
	"stars around":         func(n int) string { return strings.Repeat("*", n/2) + "a" + strings.Repeat("*", n/2) },
	"marks mixed":          repeat("*a_b__c**~~d "),
	"marks of three":       repeat("a**b_c* "),
	"links emphasised":     repeat("[*a*](b) "),
	"links and marks":      repeat("*a [*b*](c) d* "),
	"images emphasised":    repeat("![*a*](b) "),
	"brackets by line":     repeat("[a]\n"),
	"marks in brackets":    func(n int) string { return "[" + strings.Repeat("*a_b ", n/5) },
	"underscores":          repeat("_a"),
	"tildes":               func(n int) string { return "a " + strings.Repeat("~", n) },
	"tildes apart":         repeat("a~~b ~c "),
	"dollars":              repeat("$$ "),
	"dollars odd":          repeat("$$$ a "),
	"dollars in code":      repeat("$a `$` "),
	"dollars and ticks":    func(n int) string { return strings.Repeat("$a ", n/6) + growing("`", "$b")(n/2) },
	"formulas":             repeat("$a$ "),
	"formulas open":        repeat(`\\(a \(b \[c \begin{d}`),
	"formulas by line":     repeat("\\begin{a}\n"),
	"formulas nested":      func(n int) string { return strings.Repeat(`\begin{a}`, n/18) + strings.Repeat(`\end{a}`, n/16) },
	"formulas in blocks":   repeat("$$\na\n\n"),
	"formulas of all kind": repeat("$$\n\n\\[\n\n\\begin{a}\n\n"),
	"formulas doubtful":    repeat(`\(ab\) `),
	"tags open":            repeat("<a "),
	"tags with attributes": repeat("<a b='c' "),
	"tag of many":          func(n int) string { return "x <a" + strings.Repeat(" b", n/2) },
	"tags quoted":          repeat(`<a b="`),
	"tags nested":          repeat("<b>"),
	"tags nested in block": func(n int) string { return "<div>\n" + strings.Repeat("<div><b>", n/8) },
	"tags unknown":         repeat("<t>"),
	"tags unknown apart":   func(n int) string { return numbered(n, "<t%d> ") },
	"tags unknown paired":  func(n int) string { return strings.Repeat("<t>", n/7) + "a" + strings.Repeat("</t>", n/7) },
	"tags and headings":    func(n int) string { return numbered(n/2, "<t%d>\n\n") + strings.Repeat("# a\n", n/8) },
	"tags glued":           repeat("a<b c>"),
	"formulas of MathML":   repeat("<math><msup><mi>a</mi></math> "),
	"MathML nested":        func(n int) string { return "<math>" + strings.Repeat("<msup>", n/8) + "a</math>" },
	"MathML in lines":      repeat("<math>\na</math>\n"),
	"MathML open":          repeat("a <math>\n"),
	"fields":               repeat("<select><option>a</select> "),
	"films":                repeat("<video><source src=a>"),
	"links around blocks":  func(n int) string { return "<div>\n" + strings.Repeat("<a href=u><p>a", n/14) },
	"drawings":             repeat("<svg>"),
	"drawings closed":      repeat("<svg><g>a</svg> "),
	"drawings in blocks": func(n int) string {
		return strings.Repeat("<svg>\n\n<g>\n\n", n/14) + strings.Repeat("</svg>\n\n", n/8)
	},
	"tags closed":        repeat("</b>"),
	"tags unmatched":     func(n int) string { return strings.Repeat("<i>", n/7) + strings.Repeat("</b>", n/7) },
	"paragraphs in html": func(n int) string { return "<div>\n" + strings.Repeat("<p>a", n/4) },
	"spans in html":      func(n int) string { return "<p>\n" + strings.Repeat("<span><em>", n/10) + "a" },
	"comments":           repeat("a <!-- "),
	"comment blocks":     repeat("<!--\n"),
	"instructions":       repeat("a <? "),
	"declarations":       repeat("a <!X "),
	"cdata":              repeat("a <![CDATA["),
	"entities":           repeat("&a"),
	"entities numeric":   repeat("&#x10ffff;"),
	"backslashes":        repeat(`\`),
	"autolinks":          repeat("<http:"),
	"bare links":         repeat("http://a.b "),
	"bare links glued":   repeat("(http://a.b/("),
	"mail":               repeat("a_b@"),
	"table wide": func(n int) string {
		return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4) + "\n" + strings.Repeat("a\n", n/8)
	},
	"table long":           func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|`\\|`|\n", n/7) },
	"table rows growing":   func(n int) string { return "|a|\n|-|\n" + growing("|b", "\n")(n) },
	"table of formulas":    func(n int) string { return "|a|\n|-|\n" + strings.Repeat(`|\begin{a}$b|`+"`", n/15) },
	"table bars":           func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|", n) },
	"delimiter rows":       repeat("|-|\n"),
	"setext":               repeat("a\n=\n"),
	"setext long":          func(n int) string { return strings.Repeat("a\n", n/2) + "===" },
	"rules":                repeat("* * *\n"),
	"headings":             repeat("# a\n"),
	"heading attributes":   func(n int) string { return "# " + strings.Repeat("{#a ", n/4) + "}" },
	"fences":               repeat("```\n"),
	"fences growing":       growing("`", "\n"),
	"fences in quotes":     repeat("> ```\n"),
	"directives":           repeat("{{#include a}} "),
	"directives open":      repeat("{{#"),
	"braces":               repeat("{{"),
	"front matter":         func(n int) string { return "---\n" + strings.Repeat("a: b\n", n/5) + "---\n" },
	"front matter list":    func(n int) string { return "---\na:\n" + strings.Repeat(" - b\n", n/5) + "---\n" },
	"front matter deep":    func(n int) string { return "---\n" + stairs(n, "a:\n", " ") + "---\n" },
	"front matter bracket": func(n int) string { return "---\na: " + strings.Repeat("[", n) + "\n---\n" },
	"toml deep":            func(n int) string { return "+++\na = " + strings.Repeat("[", n) + "\n+++\n" },
	"toml tables":          func(n int) string { return "+++\n[a" + strings.Repeat(".a", n/2) + "]\nb=1\n+++\n" },
	"headers":              func(n int) string { return "Title: a\n" + strings.Repeat("    b\n", n/6) },
	"one line":             repeat("word "),
	"no spaces":            repeat("x"),
	"tabs":                 repeat("\t"),
	"tabs in list":         func(n int) string { return "- a\n" + strings.Repeat("\t\t- b\n", n/6) },
	"carriage returns":     repeat("\r"),
	"nul":                  repeat("\x00a"),
	"no utf-8":             repeat("\xff\xfe"),
	"controls":             repeat("\x1b[31m\u202e\u200d"),
	"alerts":               repeat("> [!NOTE]\n"),
	"tabs pymdown":         repeat("=== \"a\"\n"),
	"tasks":                repeat("- [ ] "),
	"html cells":           func(n int) string { return "<table>\n" + strings.Repeat("<tr><td colspan=9999999 rowspan=99>a", n/36) },
	"myst directives":      repeat("```{note}\n```\n"),
	"myst directives open": repeat("~~~{note}\n"),
	"directives deeper":    func(n int) string { return deeper(n, "{note}") },
	"directives in quotes": func(n int) string { return quoted(n, ":::{note}\n") },
	"directive options":    func(n int) string { return "```{note}\n" + strings.Repeat(":a: b\n", n/6) },
	"directive yaml":       func(n int) string { return "```{note}\n---\n" + stairs(n, "a:\n", " ") + "---\n```\n" },
	"list tables":          repeat("```{list-table}\n* - a\n  - b\n```\n"),
	"eval-rst":             repeat("```{eval-rst}\n.. note:: a_ `b`_\n```\n"),
	"glossaries":           repeat("```{glossary}\na\n  b\n```\n"),
	"contents":             repeat("```{contents}\n```\n\n# a\n\n"),
	"roles":                repeat("{ref}`a` "),
	"roles open":           repeat("{ref}`"),
	"roles of many ticks":  growing("`", "{ref}"),
	"spans":                repeat("[a]{.b} "),
	"spans open":           func(n int) string { return strings.Repeat("[", n/2) + "]{.b}" + strings.Repeat("[a]{", n/8) },
	"spans nested":         func(n int) string { return strings.Repeat("[", n/6) + "a" + strings.Repeat("]{.b}", n/6) },
	"signs":                repeat(":tada:"),
	"signs open":           repeat(":a"),
	"myst labels":          repeat("(a)=\n"),
	"myst comments":        func(n int) string { return "(a)=\n\n" + strings.Repeat("% a\n", n/4) },
	"myst attributes":      func(n int) string { return "(a)=\n\n" + strings.Repeat("`a`{.b c=\"d\"}", n/14) },
	"myst attributes open": func(n int) string { return "(a)=\n\n" + strings.Repeat("`a`{.b ", n/7) },
	"myst substitutions":   func(n int) string { return "(a)=\n\n" + strings.Repeat("{{ a }} {{ ", n/11) },
	"myst links":           func(n int) string { return "(a)=\n\n" + strings.Repeat("[](#b) ", n/7) },
	"slashes":              repeat("\n/// a | b\n"),
	"slashes deeper":       func(n int) string { return deeper(n, " note") },
	"slash options":        func(n int) string { return "\n/// a\n" + strings.Repeat("    b: c\n", n/9) },
	"critic open":          func(n int) string { return "\n/// a\n\n" + strings.Repeat("{++a {--", n/8) },
	"critic":               func(n int) string { return "\n/// a\n\n" + strings.Repeat("{++a++} {~~b~>c~~} ", n/19) },
	"critic remarks":       func(n int) string { return "\n/// a\n\n" + strings.Repeat("{>>a\nb<<} ", n/10) },
	"critic changes":       func(n int) string { return "\n/// a\n\n" + strings.Repeat("{~~", n/3) + "~~}" },
	"carets":               func(n int) string { return "\n/// a\n\n" + strings.Repeat("^^a ^b~c", n/8) },
	"keys":                 func(n int) string { return "\n/// a\n\n" + strings.Repeat("++a+b++ ++", n/10) },
	"keys open":            func(n int) string { return "\n/// a\n\n" + strings.Repeat("++a+b", n/5) },
	"autorefs":             func(n int) string { return "\n/// a\n\n" + strings.Repeat("[a][b.c] [", n/10) },
	"abbreviations":        func(n int) string { return "\n/// a\n\n" + strings.Repeat("*[a]: b\n", n/8) },
	"mkdocstrings":         func(n int) string { return "\n/// a\n\n" + strings.Repeat("::: a.b\n    c\n", n/14) },
	"snippets":             repeat("--8<-- \"a\"\n"),
	"snippet blocks":       repeat("--8<--\na\n"),
	"html headings":        func(n int) string { return "<div>\n" + strings.Repeat("<h2>a", n/5) },
}

// hostileDialects are such texts for the dialects, which are all named for them.
var hostileDialects = map[string]func(n int) string{
	"wiki open":         repeat("[["),
	"wiki half":         repeat("[[a|b "),
	"wiki links":        repeat("[[a#b|c]] "),
	"wiki embeds":       repeat("![[a"),
	"comments":          repeat("%%"),
	"comments apart":    repeat("%% a\n"),
	"blocks named":      repeat("a ^b\n"),
	"marked":            repeat("==a ==b"),
	"containers":        func(n int) string { return strings.Repeat("::: a\n", n/7) + ":::" },
	"containers titled": repeat("::: a [b] {c=\"d\"} {\n"),
	"code spans":        func(n int) string { return growing("`", "a [[b ")(n) },
	"raw open":          repeat("{% raw %} {{"),
	"comments of tags":  repeat("{% comment %}\n"),
	"code of tags":      repeat("{% highlight a %}\n"),
	"tags":              repeat("{% if a %}b{% endif %}"),
	"tags open":         repeat("{% a "),
	"values":            repeat("{{ 'a' | append: 'b' }} {{ c"),
	"shortcodes":        repeat("{{< a >}}"),
	"shortcodes quoted": repeat("{{< a \""),
	"shortcodes paired": repeat("{{% note %}}\na\n{{% /note %}}\n"),
	"shortcodes deeper": repeat("{{< tab a >}}\n"),
	"shortcodes ended": func(n int) string {
		return strings.Repeat("{{< tab a >}}\n", n/28) + strings.Repeat("{{< /tab >}}\n", n/28)
	},
	"shortcodes shown":   repeat("{{</* a */>}} {{/* "),
	"code shortcodes":    repeat("{{< highlight a >}}{{< /code >}}"),
	"attributes":         repeat("a\n{: #b}\n"),
	"attributes open":    repeat("{: #b "),
	"attributes inside":  repeat("*a*{: .b #c}"),
	"extensions":         repeat("{::comment}{::b /}"),
	"contents":           repeat("* a\n{:toc}\n"),
	"markdown inside":    repeat("<div markdown=\"1\">\n</div>\na\n"),
	"imports":            repeat("import a from 'b'\n"),
	"imports open":       repeat("import {a,\n"),
	"exports open":       repeat("export const a = {\n"),
	"expressions":        repeat("{a} {b"),
	"expressions open":   repeat("{'"),
	"components":         repeat("<A>a</A>"),
	"components open":    repeat("<A b={"),
	"components quoted":  repeat("<A b=\""),
	"components deeper":  func(n int) string { return strings.Repeat("<Tab>\n", n/14) + strings.Repeat("</Tab>\n", n/14) },
	"components right":   func(n int) string { return stairs(n/2, "<A>\n", "  ") + strings.Repeat("</A>\n", 200) },
	"elements":           repeat("<div className=\"a\">\n"),
	"formulas in MDX":    repeat("$a{b}$ $$ "),
	"values of Vue":      repeat("{{ a }} <b v-pre> {{ "),
	"badges":             repeat("<Badge text=\"a\"/> <Badge "),
	"boxes of any size":  repeat(":::: challenge\na\n:::\n"),
	"pictures described": repeat("![](a){alt='b'} [a]{#b} ){"),
	"snippets":           repeat("<<< @/a\n{* b *}\n<!--@include: c-->\n"),
	"headings changed":   repeat("# [[a]] <b> {{ c }} {% d %}\n"),
}

// deeper writes fences that hold one another, the outermost the longest.
func deeper(n int, info string) string {
	mark := ":"
	if info[0] == ' ' {
		mark = "/"
	}
	var b strings.Builder
	b.WriteString("\n/// a\n///\n\n")
	levels := 3
	for levels*levels/2 < n {
		levels++
	}
	for i := levels; i >= 3; i-- {
		b.WriteString(strings.Repeat(mark, i) + info + "\n")
	}
	return b.String()
}

// quoted writes directives inside ever more quotes.
func quoted(n int, line string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("> ", i%50) + line)
	}
	return b.String()
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)) }
}

// growing repeats a mark once, twice, three times …
func growing(mark, between string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(mark, i) + between)
		}
		return b.String()
	}
}

// staircase writes lines of one mark, two marks, three marks …
func staircase(n int, mark string) string { return growing(mark, " a\n")(n) }

// stairs writes a line, indented by one more indent each time.
func stairs(n int, line, indent string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat(indent, i) + line)
	}
	return b.String()
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// slowGrowers are those whose quadratic part costs little a step, so that it
// shows only in longer texts.
var slowGrowers = map[string]bool{
	"marks mixed": true, "marks of three": true, "links emphasised": true, "brackets by line": true,
	"underscores": true, "reference lines": true,
}

// Eight times the text may take eight times as long, a quadratic parser takes 64
// times. Machines are busy at times, so what seems slow is tried again.
func TestHostile(t *testing.T) {
	all := map[string]func(n int) string{}
	maps.Copy(all, hostile)
	maps.Copy(all, hostileDialects)
	for name, make := range all {
		opt := Options{Path: "a.md", Read: func(string) ([]byte, error) { return nil, fs.ErrNotExist }}
		if hostileDialects[name] != nil {
			opt.Dialects = Dialects()
		}
		parseTime := func(src []byte) time.Duration {
			start := time.Now()
			Parse(src, opt)
			return time.Since(start)
		}
		t.Run(name, func(t *testing.T) {
			n := 3_000
			if testing.Short() { // under the race detector, which takes ten times as long
				n /= 2
			}
			if slowGrowers[name] {
				n *= 4
			}
			small, large := []byte(make(n)), []byte(make(8*n))
			took := parseTime(small)
			limit := 20*took + 30*time.Millisecond
			slow := parseTime(large)
			for try := 0; slow > limit && try < 10; try++ {
				limit = max(limit, 20*parseTime(small)+30*time.Millisecond)
				slow = min(slow, parseTime(large))
			}
			if slow > limit {
				t.Errorf("%d bytes took %v, %d bytes %v", len(small), took, len(large), slow)
			}
			d := Parse(small, opt)
			if depth := nesting(d.Blocks); depth > 2*maxNesting {
				t.Errorf("blocks nest %d deep", depth)
			}
			doc.PlainText(d.Blocks)
		})
	}
}

// Where a guard steps in, the author is told so, and the text is all there.
func TestGuardsTell(t *testing.T) {
	for code, src := range map[string]string{
		"too-deep":      strings.Repeat("> ", 200) + "word",
		"absurd-markup": strings.Repeat("[", 1000) + "word",
		"absurd-table":  strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("word\n", 1000),
	} {
		d := Parse([]byte(src), Options{})
		if len(d.Problems) != 1 || d.Problems[0].Code != code {
			t.Errorf("%s: problems %+v", code, d.Problems)
		}
		if text := doc.PlainText(d.Blocks); strings.Count(text, "word") != strings.Count(src, "word") {
			t.Errorf("%s: words are missing from %.80q", code, text)
		}
	}
}

// nesting returns how deep blocks nest.
func nesting(blocks []doc.Block) int {
	deepest := 0
	for _, b := range blocks {
		inner := 0
		switch b := b.(type) {
		case *doc.Quote:
			inner = nesting(b.Blocks)
		case *doc.Admonition:
			inner = nesting(b.Blocks)
		case *doc.Footnote:
			inner = nesting(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				inner = max(inner, nesting(it.Blocks))
			}
		case *doc.Definitions:
			for _, it := range b.Items {
				inner = max(inner, nesting(it.Blocks))
			}
		case *doc.Table:
			for _, rows := range [][]doc.Row{b.Head, b.Body} {
				for _, r := range rows {
					for _, c := range r.Cells {
						inner = max(inner, nesting(c.Blocks))
					}
				}
			}
		}
		deepest = max(deepest, inner+1)
	}
	return deepest
}
