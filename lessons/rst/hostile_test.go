package rst

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// hostile are pages that take time or memory out of proportion from a reader
// that looks at anything more than a few times. n is the size to make them.
func hostile(n int) map[string]string {
	rep := strings.Repeat
	nested := func(mark string, depth int) string {
		var b strings.Builder
		for i := range depth {
			b.WriteString(rep(" ", i*len(mark)) + mark + "x\n\n")
		}
		return b.String()
	}
	numbered := func(format string) string {
		var b strings.Builder
		for i := range n / 20 {
			fmt.Fprintf(&b, format, i, i+1)
		}
		return b.String()
	}
	return map[string]string{
		"brackets":         rep("[", n),
		"closed brackets":  rep("[a", n) + rep("]_", n),
		"backquotes":       rep("` ", n),
		"roles":            rep(":a", n) + "`",
		"role ends":        rep("`a`:b", n),
		"open roles":       rep(":a:`b ", n),
		"literals":         rep("``a ", n),
		"double ticks":     rep("``", n),
		"stars":            rep("*a ", n),
		"star runs":        rep("**", n) + "a",
		"strong":           rep("**a ", n),
		"mixed":            rep("*a **b ``c `d |e _`f ", n/4),
		"quoted stars":     rep("\"*\" (*) ", n/4),
		"bars":             rep("|a ", n),
		"underscores":      rep("_", n),
		"references":       rep("a_ ", n),
		"names":            rep("a-", n) + "b_",
		"name ends":        rep("a_.", n),
		"anonymous":        rep("a__ ", n),
		"colons":           rep(":", n),
		"schemes":          rep("a:", n),
		"known schemes":    rep("http:", n),
		"dots":             "http://" + rep(".", n),
		"schemes and dots": rep("http://.", n/4),
		"mails":            rep("a@", n),
		"mail dots":        rep("a.", n) + "@b",
		"mail marks":       rep("-/", n) + "@b",
		"escapes":          rep("\\", n),
		"embedded":         "`" + rep("<a> ", n) + "`_",
		"embedded open":    "`" + rep("<", n) + ">`_",
		"one line":         rep("word ", n),
		"bullets":          rep("- ", n),
		"deep bullets":     nested("- ", 2000),
		"deep quotes":      nested(" ", 2000),
		"deep terms":       strings.ReplaceAll(nested(" ", 2000), "\n\n", "\n"),
		"deep notes":       nested(".. note:: ", 300),
		"deep footnotes":   nested(".. [#] ", 500),
		"enumerators":      rep("1. a\n", n/4),
		"long numeral":     rep("9", n) + ". a",
		"roman":            rep("i", n) + ". a",
		"fields":           rep(":a: b\n", n/4),
		"open field":       rep(":a", n),
		"options":          rep("-a, ", n) + " b",
		"no options":       rep("-a\n\n", n/4),
		"quoted literal":   "::\n\n" + rep("> a\n", n/4),
		"literal marks":    rep("::\n\n", n/4),
		"verse":            numbered("| a%d %d\n"),
		"verse slope":      func() string { return verseSlope(1500) }(),
		"attributions":     rep("  a\n\n  -- b\n      c\n     d\n\n", n/20),
		"simple tops":      rep("== ==\n", n/6),
		"simple open":      rep("== ==\na\n== ==\nb\n", n/20),
		"simple wide":      rep("= ", 5000) + "=\n" + rep("a\n", 5000) + rep("= ", 5000) + "=\n",
		"grid tops":        rep("+-+\n", n/4),
		"grid plus":        rep(rep("+", 300)+"\n", 300),
		"grid bars":        "+-" + rep("+-", 200) + "+\n" + rep("|"+rep(" +", 200)+" |\n", 200) + "+-" + rep("+-", 200) + "+\n",
		"grid dashes":      gridMaze(150),
		"titles":           numbered("T%d\n==== %d\n\nU\n----\n\n"),
		"equal titles":     rep("Same\n====\n\n", n/12),
		"title styles":     titleStyles(n / 100),
		"overlines":        rep("====\n", n/5),
		"contents":         rep("A\n=\n\n.. contents::\n\n", n/40),
		"targets":          numbered(".. _a%d: a%d_\n"),
		"target loop":      ".. _a: b_\n.. _b: a_\n\na_ b_\n",
		"internal targets": rep(".. _a:\n\n", n/8),
		"target names":     ".. _" + rep("a: b:c ", n),
		"substitutions":    numbered(".. |a%d| replace:: |a%d| \n") + "\n|a0|\n",
		"laughs":           laughs(),
		"sub loop":         ".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n",
		"footnotes":        rep(".. [#] a\n", n/9) + "\n" + rep("[#]_ ", n/5),
		"symbols":          rep(".. [*] a\n", n/9),
		"directives":       rep(".. foo:: bar\n   :a: b\n\n   c\n\n", n/20),
		"substitution":     ".. |" + rep("a ", n),
		"csv":              ".. csv-table::\n\n   " + rep("a,", n/4) + "\n" + rep("   b\n", n/4),
		"csv quotes":       ".. csv-table::\n\n" + rep("   \"\"\"\n", n/8),
		"list table":       ".. list-table::\n\n" + rep("   * - a\n     - b\n", n/20),
		"class terms":      rep("a : b ", n),
		"blank lines":      rep("\n", n),
		"carriage returns": rep("a\r", n),
		"tabs":             rep("\t", n),
		"combining":        "+-+\n|" + rep("e\u0301", 1000) + "|\n+-+\n",
		"nul and controls": rep("\x00\x1b[31m\u202e", n/8),
		"not utf-8":        rep("\xff\xfe", n),
		"glossary":         ".. glossary::\n\n" + rep("   term\n", n/8),
		"line block":       ".. line-block::\n\n" + rep("   a\n", n/8),
		"comments":         rep("..\n", n/3),
		"unfinished":       ".. ",
		"empty texts":      "`\\ ` `\\ `_ `\\ `__ :ref:`~` :func:`~a.` :kbd:`\\ ` *\\ \\ x* |\\ x|\n\n\\ \n\n__ b\n",
	}
}

func verseSlope(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("|" + strings.Repeat(" ", i+1) + "a\n")
	}
	return b.String()
}

// gridMaze has borders that nearly close everywhere.
func gridMaze(n int) string {
	top := "+-" + strings.Repeat("+-", n) + "+\n"
	return top + strings.Repeat("|"+strings.Repeat(" |", n)+" +\n", n) + strings.Replace(top, "-+-", "---", 1)
}

func titleStyles(n int) string {
	var b strings.Builder
	for i := range n {
		for c := byte('!'); c < 0x7f; c++ {
			if isPunct(c) {
				fmt.Fprintf(&b, "Title %d\n%s\n\n", i, strings.Repeat(string(c), 10))
			}
		}
	}
	return b.String()
}

// laughs would be 10^20 words if it were expanded.
func laughs() string {
	var b strings.Builder
	b.WriteString(".. |a0| replace:: ha\n")
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&b, ".. |a%d| replace:: %s\n", i, strings.Repeat(fmt.Sprintf("|a%d| ", i-1), 10))
	}
	return b.String() + "\n|a20|\n"
}

// TestHostile reads pages that are made to hurt. With a step that is quadratic
// in the page's size this test would take hours.
func TestHostile(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 20_000
	}
	for name, page := range hostile(n) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkDocument(t, Parse([]byte(page), Options{}), len(page))
		})
	}
}

// TestOneLongLine reads a line of 50 MB.
func TestOneLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("needs 500 MB")
	}
	sentence := strings.Repeat("A pump moves water from where it is to where it is wanted ", 100)
	sentence += "and *lifts* water_ by 3 m, see http://example.org/p. "
	page := strings.Repeat(sentence, 50<<20/len(sentence))
	d := Parse([]byte(page), Options{})
	if got := doc.Words(doc.PlainText(d.Blocks)); got < 8_000_000 {
		t.Errorf("the line has %d words", got)
	}
}

// checkDocument checks what holds for every document, whatever the page.
func checkDocument(t *testing.T, d *doc.Document, size int) {
	t.Helper()
	ids := map[string]bool{}
	id := func(s string) {
		if s != "" && ids[s] {
			t.Fatalf("two places have the anchor %q", s)
		}
		ids[s] = true
	}
	doc.Walk(d.Blocks, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.Heading:
			id(b.ID)
			if b.ID == "" || b.Level < 1 {
				t.Fatalf("line %d: heading %q of level %d", b.Line(), b.ID, b.Level)
			}
		case *doc.Anchor:
			id(b.ID)
		case *doc.Footnote:
			id(b.ID)
			if b.Label == "" {
				t.Fatalf("line %d: a footnote without a label", b.Line())
			}
		case *contentsBlock, *notesBlock:
			t.Fatal("a placeholder is left")
		}
		return true
	})
	doc.WalkInlines(d.Blocks, func(in doc.Inline) {
		switch in := in.(type) {
		case *refInline, *noteInline, *subInline, *classifierMark:
			t.Fatalf("a placeholder is left: %T", in)
		case *doc.Text:
			if in.Value == "" || strings.Contains(in.Value, "\x00") {
				t.Fatalf("a text is %q", in.Value)
			}
		case *doc.Target:
			id(in.ID)
		}
	})
	doc.WalkInlines(d.Blocks, func(in doc.Inline) {
		if l, ok := in.(*doc.Link); ok && l.Ref == "" && strings.HasPrefix(l.Target, "#") && len(l.Content) > 0 {
			if name := l.Target[1:]; !ids[name] && isSlug(name) {
				t.Fatalf("a link leads to %q, which is no place of the page", l.Target)
			}
		}
	})
	text := doc.PlainText(d.Blocks)
	if !utf8.ValidString(text) {
		t.Fatal("the text is not UTF-8")
	}
	if limit := 8*size + 8<<20; len(text) > limit {
		t.Fatalf("a page of %d bytes has %d bytes of text", size, len(text))
	}
	if len(d.Problems) > maxProblems+1 {
		t.Fatalf("%d problems", len(d.Problems))
	}
}

// isSlug tells anchors that the parser made from those a page wrote itself.
func isSlug(s string) bool { return doc.Slug(s) == s }

func FuzzParse(f *testing.F) {
	for _, page := range hostile(200) {
		if len(page) < 4000 {
			f.Add([]byte(page))
		}
	}
	f.Add([]byte("Title\n=====\n\n:a: b\n\n.. _x:\n\n* a [1]_ `b <c_>`_ |d|\n\n.. [1] e\n.. |d| image:: f\n   :target: x_\n"))
	f.Add([]byte("+---+---+\n| a | b |\n+===+===+\n| c     |\n+---+---+\n\n=== ===\na   b\n=== ===\nc   d\n=== ===\n"))
	f.Add([]byte(".. contents::\n.. sectnum::\n\nA\n-\n\nB\n~\n\n.. only:: x\n\n   C\n   -\n\n.. target-notes::\n\n`a`__\n\n__ http://example.org\n"))
	f.Add([]byte(".. _a:\n\n.. figure:: p\n   :name: b\n\n   C\n\n.. card:: D\n\n   ^^^\n   +++\n\n:numref:`{name} <a>` :numref:`b` :bdg-link-x:`c <d>`\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		within := usualLimits()
		within.depth = 20
		d := parse(src, Options{File: "a/page.rst", Read: func(string) ([]byte, error) { return src, nil }}, within)
		checkDocument(t, d, len(src)*20)
		Captions(src)
	})
}
