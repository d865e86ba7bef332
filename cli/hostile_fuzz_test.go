//go:build unix

package cli

import (
	"testing"
	"testing/fstest"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
)

// FuzzShown reads a page with its bank and sets all of it as it is shown and as
// it is printed. Nothing that a terminal obeys may be left. The seeds are the
// hostile texts of the other tests.
func FuzzShown(f *testing.F) {
	same := func(text string) func(int) string { return func(int) string { return text } }
	for _, text := range []string{evilLine(1), entities(evilLine(2)), "\x9b31m\x9d0;x\x9c\xff", "&#27;&#155;&#x9b;", "a\u0301\u200d\ufe0f\u20dd"} {
		f.Add([]byte(fill(evilMarkdown, same(text))), []byte(fill(evilGIFT, same(text))), false, 20)
		f.Add([]byte(fill(evilRST, same(text))), []byte(fill(evilGIFT, same(text))), true, 7)
	}
	for name, text := range hugePages(200) {
		f.Add([]byte(text), []byte("Which? {=a ~b}\n"), name[len(name)-1] == 't', 30)
	}
	f.Fuzz(func(t *testing.T, page, bank []byte, rst bool, width int) {
		if len(page)+len(bank) > 1<<16 {
			t.Skip("larger than what is of use here")
		}
		name := map[bool]string{true: "a.rst", false: "a.md"}[rst]
		c, err := lessons.Open(fstest.MapFS{name: {Data: page}, "a.gift": {Data: bank}}, lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		width = max(1, min(width, 200))
		for _, l := range c.Lessons() {
			shown(t, l.Blocks(), width)
			for _, q := range l.Questions {
				shown(t, lessons.Prompt(q.Prompt), width)
				for _, choice := range q.Choices {
					shown(t, lessons.Prompt(choice.Text), width)
				}
			}
		}
	})
}

// shown sets blocks for the screen and for plain text and looks for what is not safe.
func shown(t *testing.T, blocks []doc.Block, width int) {
	t.Helper()
	plain := typeset.Plain(typeset.Set(blocks, typeset.Options{Width: width, Plain: true}))
	if at, why := firstUnsafe(plain, true); why != "" {
		t.Errorf("printed: %s: %q", why, plain[max(0, at-40):min(len(plain), at+40)])
	}
	for _, line := range typeset.Set(blocks, typeset.Options{Width: width}).Lines {
		for _, span := range line.Spans {
			if _, why := firstUnsafe(span.Text, true); why != "" {
				t.Errorf("shown: %s: %q", why, span.Text)
			}
		}
	}
}
