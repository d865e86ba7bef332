//go:build unix

package cli

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// evil is a text that tries whatever a text can try with a terminal: escape
// sequences that set the title, ask back, write the clipboard and plant links;
// the same with C1 controls; what deletes and overwrites; what turns and hides
// text; tags of tview. Every number in it is one that our own drawing never
// sends, so that nothing of it can pass for ours.
const evil = "E\x1b]0;owned\x07F\x1b[31337mG\x1b[6n\x1b[21t\x1b]52;c;b3duZWQ=\x07\x1b]8;;owned:31337\x1b\\H" +
	"\x1bP$q31337\x1b\\\x1b_owned\x1b\\\x1bc" +
	"\u009b31337mI\u009d0;owned\u009c\u0090q\u009c\u0085" +
	"\x08\x08\x7f\x0e\x0f\x05\x0bJ" +
	"\u202eK\u202c\u2066L\u2069\u200eM\u200d\u200b\u2060\ufeffN\U000e0041" +
	"[red]O[-] [\"r\"]P[\"\"] [:::owned:31337]Q[:::-] [::bl]R[::-] a[i][j] [[]"

// evilLine is evil on one line of a source that takes carriage returns for line ends.
func evilLine(n int) string { return fmt.Sprintf("%d%s", n, strings.ReplaceAll(evil, "\x0b", "")) }

// entities writes a text so that HTML's character references decode to it.
func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < ' ' || r >= 0x7f {
			fmt.Fprintf(&b, "&#x%x;", r)
		} else {
			b.WriteString(html.EscapeString(string(r)))
		}
	}
	return b.String()
}

// tomlText writes a text as TOML's basic string.
func tomlText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r >= 0x7f {
			fmt.Fprintf(&b, `\U%08x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// evilName is a file's name of such kind; a slash cannot be in one.
func evilName(n int, suffix string) string {
	return fmt.Sprintf("%d\x1b]0;owned\x07\x1b[31337m\u009b31337m\u202eX[red]\n\t\x7f%s", n, suffix)
}

const evilMarkdown = "---\ntitle: \"@\"\ntags: [@]\n---\n\n# Heading @ {#@}\n\nText @ *@* **@** `@` ~~@~~ [@](http://a.example/@ \"@\") <http://a.example/@>\n" +
	"![@](@.png \"@\") ![@](pic.png) [@][r] [^n] &@ <kbd>@</kbd> <a href=\"http://a.example/@\" title=\"@\">@</a> <img alt=\"@\" src=\"@\">\n\n" +
	"[r]: http://a.example/@ '@'\n\n[^n]: Note @\n\n- item @\n- [ ] task @\n\n1. number @\n\n> quote @\n\n> [!NOTE]\n> @\n\n!!! note \"@\"\n    @\n\n```@\ncode @\n```\n\n    indented @\n\n" +
	"| @ | b |\n|---|---|\n| @ | @ |\n\nTerm @\n: meaning @\n\n## Second @\n\n<details><summary>@</summary>\n\n@\n\n</details>\n\n<div>@<p>@</p><pre>@</pre></div>\n\n" +
	"{{#include @}}\n{{#include ../../@}}\n\n{{#playground @}}\n\n[escapes](<@>) [script](javascript:@) [file](file:///@) [hyphen](-@) [mail](mailto:@)\n\n$$ @ $$\n\n---\n\nEnd @\n"

const evilRST = "Title @\n=============================================================================================================================================================================================================================\n\n" +
	":slug: @\n:@: @\n\nText @ *@* **@** ``@`` `@ <http://a.example/@>`_ `@`_ |sub| [#f]_ [@]_ :ref:`@ <@>` :doc:`@` :kbd:`@` :unknown:`@` :math:`@` http://a.example/@\n\n" +
	".. _`@`: http://a.example/@\n.. |sub| replace:: @\n.. |u| unicode:: 0x1b 0x9b U+202E @\n.. [#f] Note @\n.. [c@] Citation @\n\n|u| |u|\n\n" +
	"- item @\n\n#. number @\n\nterm @ : class @\n   meaning @\n\n-o @  option @\n\n| line @\n\n>>> doctest @\n\n::\n\n   literal @\n\n" +
	".. code-block:: @\n   :caption: @\n\n   code @\n\n.. image:: @.png\n   :alt: @\n   :target: http://a.example/@\n\n.. figure:: pic.png\n   :alt: @\n\n   caption @\n\n" +
	".. note:: @\n\n.. admonition:: @\n\n   @\n\n.. csv-table:: @\n   :header: \"@\", \"b\"\n\n   \"@\", \"@\"\n\n.. csv-table:: @\n   :file: @\n\n.. include:: @\n\n.. literalinclude:: @\n\n.. raw:: html\n   :file: @\n\n" +
	".. list-table:: @\n\n   * - @\n     - @\n\n.. contents:: @\n\n.. toctree::\n   :caption: @\n\n   @\n   @ <@>\n\n.. unknown-@:: @\n   :@: @\n\n   @\n\n.. math:: @\n\n.. glossary::\n\n   @\n      @\n\n" +
	".. versionadded:: @\n   @\n\n.. rubric:: @\n\n.. sidebar:: @\n\n   @\n\n.. topic:: @\n\n   @\n\n.. epigraph::\n\n   @\n\n   -- @\n\n" +
	"Second @\n--------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------\n\n" +
	"=====  =====\nA      B\n=====  =====\na      @\n=====  =====\n\nUnclosed `@ *@ **@ ``@ |@ [@ and Unknown_ `@`__\n"

const evilGIFT = "$CATEGORY: @\n\n// [id:single@] [tag:@]\n::T @::Which @? {=@#Right @ ~@#Wrong @ ####General @}\n\n::M @::All of @? {~%50%@ ~%50%b @ ~%-50%c @#@}\n\n::TF @::True @ {T#@#@}\n\n" +
	"::S @::Text @ {=@#@ =%50%b#@}\n\n::P @::Pairs @ {=left @ -> right @ =l2 @ -> r2 @ =l3 -> r3}\n\n::N @::Number @ {#42:1#@}\n\n::E @::Essay @ {}\n\n::D @::Description @\n\n" +
	"::C @::[html]<p>Cloze @ {1:SA:=@#@} and {1:MC:=@~b @#@}</p>\n\n::H @::[html]<b>@</b><a href=\"http://a.example/@\">@</a> {=yes @ ~no @}\n\n::K @::[markdown]**@** [@](http://a.example/@) {=yes @ ~no @}\n\nbroken @ {\n\n::Broken @:: {=a ~%33%@}\n"

const evilQuiz = "title = @\n\n[[questions]]\nid = \"one\"\ntype = \"MultipleChoice\"\nprompt.prompt = @\nprompt.distractors = [@, \"b\"]\nanswer.answer = \"right\"\ncontext = @\n\n" +
	"[[questions]]\nid = \"two\"\ntype = \"ShortAnswer\"\nprompt.prompt = @\nanswer.answer = @\nhints = [@]\n\n[[questions]]\nid = \"three\"\ntype = \"Tracing\"\nprompt.program = @\nanswer.doesCompile = true\nanswer.stdout = @\n\n" +
	"[[questions]]\nid = \"four\"\ntype = @\n"

const evilAiken = "Which @ is it?\nA) @\nB) b @\nANSWER: A\n\nBroken @\nA) @\nANSWER: @\n"

// fill puts a text for every @ of a template.
func fill(template string, with func(n int) string) string {
	parts := strings.Split(template, "@")
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteString(with(i))
		}
		b.WriteString(p)
	}
	return b.String()
}

// evilCourse writes a course in which everything that can be text is evil.
func evilCourse(t *testing.T) string {
	t.Helper()
	asEntities := func(n int) string { return entities(evilLine(n)) }
	asTOML := func(n int) string { return tomlText(evilLine(n)) }
	asLatin1 := func(n int) string { return fmt.Sprintf("%d \x9b31337m \x9d0;owned\x9c \x85 \xff\xfe", n) }
	return writeCourse(t, map[string]string{
		"course.toml": fill("id = @\ntitle = @\nversion = @\nauthor = @\nlanguage = @\nlicense = @\nsource = @\nbase_url = @\npass = 50\nexclude = [@]\n"+
			"shuffle = @\nreveal = @\n@ = 1\npages = [\"a.md\", \"b.rst\", @, @, \"*.md\", \"*.rst\"]\n[[parts]]\ntitle = @\npages = [\"in/*.md\"]\n[results]\nask = [@]\nhow = @\n",
			asTOML),
		"links.toml":                          fill("[[link]]\naddress = @\nstate = \"gone\"\nreplacement = @\nnote = @\n\n[[link]]\naddress = \"http://x.example\"\nstate = @\n\n[@]\n@ = 1\n", asTOML),
		"a.md":                                fill(evilMarkdown, evilLine),
		"a.gift":                              fill(evilGIFT, evilLine),
		"b.rst":                               fill(evilRST, evilLine),
		"b.quiz.toml":                         fill(evilQuiz, asTOML),
		"c.md":                                fill(evilMarkdown, asEntities),
		"c.gift":                              fill(evilGIFT, asEntities),
		"d.md":                                fill(evilMarkdown, asLatin1),
		"d.aiken":                             fill(evilAiken, evilLine),
		"e.rst":                               fill(evilRST, asLatin1),
		"e.gift":                              fill(evilGIFT, asLatin1),
		"f.md":                                "+++\n" + fill("title = @\n@ = @\n", asTOML) + "+++\n\n# F\n\nText.\n",
		"in/" + evilName(1, ".md"):            "# In\n\nText.\n",
		evilName(2, ".md"):                    "# Named\n\n[self](" + evilName(2, ".md") + ") ![](" + evilName(3, ".png") + ")\n",
		evilName(2, ".gift"):                  "// [id:named]\nNamed? {=yes ~no\n",
		evilName(3, ".png"):                   "no picture",
		"5\u202eX[red]\u200b\u2066[\"r\"].md": "# Listed\n\nA name without control characters.\n",
		"pic.png":                             "no picture",
		"pic.txt":                             "drawing " + evil + "\n" + evil + "\n",
	})
}

// plainOutput reports what of an output a terminal could obey: bytes below 0x20
// but line ends, 0x7f, C1 controls, what is not UTF-8, and what turns text around.
func plainOutput(t *testing.T, what string, out []byte) {
	t.Helper()
	// A bank that is printed is a source: it keeps its tabs and its texts' direction.
	if at, why := firstUnsafe(string(out), !strings.HasPrefix(what, "import")); why != "" {
		t.Errorf("%s: %s at byte %d: %q", what, why, at, out[max(0, at-60):min(len(out), at+60)])
	}
}

// firstUnsafe finds the first thing that must not be in plain output.
// direction asks for bidirectional controls too; a tab is as safe as they where it does not.
func firstUnsafe(s string, direction bool) (at int, why string) {
	for i, r := range s {
		switch {
		case r == '\n', r == '\t' && !direction:
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return i, "a byte that is no UTF-8"
		case unicode.IsControl(r):
			return i, fmt.Sprintf("the control character %U", r)
		case direction && unicode.Is(unicode.Bidi_Control, r):
			return i, fmt.Sprintf("the bidirectional control %U", r)
		}
	}
	return 0, ""
}
