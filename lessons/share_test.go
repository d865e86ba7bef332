package lessons

import (
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"lectern/lessons/doc"
	"lectern/lessons/rst"
)

// Blocks say the same after their words are shared, and most words are.
func TestShare(t *testing.T) {
	const src = "Title\n=====\n\nSome *words* and ``code`` and a `link <https://example.org/>`_ [1]_.\n\n" +
		"Again words and words::\n\n  code\n    words\n\nTerm\n  Some words.\n\n.. [1] A note.\n\n" +
		"| verse of words\n|   and words\n\n.. image:: a.png\n   :alt: words\n\n=====  =====\nwords  words\n=====  =====\n"
	parse := func() []doc.Block { return rst.Parse([]byte(src), rst.Options{}).Blocks }
	want, got := parse(), parse()
	text := doc.PlainText(got)
	share(got, text)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("shared blocks say\n%s\nwant\n%s", doc.Dump(got), doc.Dump(want))
	}
	shared, all := 0, 0
	count := func(s string) {
		all++
		if within(s, text) {
			shared++
		}
	}
	doc.WalkInlines(got, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Text:
			count(in.Value)
		case *doc.Literal:
			count(in.Value)
		}
	})
	doc.Walk(got, func(b doc.Block) bool {
		if c, ok := b.(*doc.Code); ok {
			count(c.Text)
		}
		return true
	})
	if all < 15 || shared < all-1 {
		t.Errorf("%d of %d words are shared", shared, all)
	}
}

// A text that has nothing of the blocks costs no more than a look ahead for a few of them.
func TestShareInVain(t *testing.T) {
	s := sharer{text: strings.Repeat("x", 100)}
	for range 10 * shareVain {
		words := "y"
		s.find(&words)
	}
	if s.missed != shareVain+1 || s.at != 0 {
		t.Errorf("%d searches in vain, at %d", s.missed, s.at)
	}
}

// within reports whether s lies in the memory of text.
func within(s, text string) bool {
	at, from := uintptr(unsafe.Pointer(unsafe.StringData(s))), uintptr(unsafe.Pointer(unsafe.StringData(text)))
	return at >= from && at+uintptr(len(s)) <= from+uintptr(len(text))
}
