package html

import (
	"bytes"
	"strings"

	nethtml "golang.org/x/net/html"
)

// node is one element or one text of a fragment of HTML.
type node struct {
	tag   string // "" for text
	attrs map[string]string
	text  string
	line  int // of the source
	kids  []*node
}

// maxDepth bounds how deep elements nest; the tags of deeper ones are left out.
const maxDepth = 60

// impliedEnd tells which open elements a start tag ends, and which elements
// that search may not leave (HTML "Optional tags").
var impliedEnd = map[string]struct{ ends, stop []string }{
	"li":     {[]string{"li"}, []string{"ul", "ol", "menu"}},
	"dt":     {[]string{"dt", "dd"}, []string{"dl"}},
	"dd":     {[]string{"dt", "dd"}, []string{"dl"}},
	"tr":     {[]string{"tr"}, []string{"table"}},
	"td":     {[]string{"td", "th"}, []string{"table", "tr"}},
	"th":     {[]string{"td", "th"}, []string{"table", "tr"}},
	"thead":  {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"tbody":  {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"tfoot":  {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
	"option": {[]string{"option"}, []string{"select", "datalist"}},
}

// parseTree makes a tree of a fragment: the tokens of HTML's tokenizer, nested as
// their tags say. A tag that nothing matches is left out, an element that is
// never closed ends with the fragment; comments, scripts and styles are dropped.
// line is the line of the source on which the fragment begins; page says that it
// stands in a page.
func parseTree(src []byte, line int, page bool) *node {
	root := &node{line: line}
	t := tree{open: []*node{root}}
	texts := map[int]bool{} // offsets of tags that were meant as text
	EachStrange(src, page, func(at int, _ string, how Strange) { texts[at] = texts[at] || how == Text })
	at := 0
	z := nethtml.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			// Raw holds what a last, unfinished tag consists of.
			if raw := z.Raw(); len(raw) > 0 && t.dropped == "" {
				t.add(&node{text: string(raw), line: line})
			}
			return root
		}
		raw := z.Raw()
		newlines, begins, written := bytes.Count(raw, []byte{'\n'}), at, ""
		at += len(raw)
		if texts[begins] && t.dropped == "" {
			written = string(raw) // Token makes the tag its own
		}
		token := z.Token()
		if written != "" {
			t.add(&node{text: written, line: line})
		} else {
			t.token(token, kind, line)
		}
		line += newlines
	}
}

// tree builds the tree.
type tree struct {
	open    []*node // the innermost last; the root first
	dropped string  // the element that is being left out
	inner   int     // elements of the same name inside that
	keeps   bool    // its text stays
}

// keepsText reports whether the text of an element stays that is left out: that of
// a drawing, and a formula for a browser's program (MathJax).
func keepsText(tok nethtml.Token) bool {
	if tok.Data != "script" {
		return tok.Data == "svg"
	}
	for _, a := range tok.Attr {
		if a.Key == "type" {
			return strings.HasPrefix(a.Val, "math/")
		}
	}
	return false
}

func (t *tree) add(n *node) {
	top := t.open[len(t.open)-1]
	top.kids = append(top.kids, n)
}

func (t *tree) token(tok nethtml.Token, kind nethtml.TokenType, line int) {
	if t.dropped != "" {
		// What is written in a drawing, or in a formula as TeX, is text.
		if kind == nethtml.TextToken && t.keeps {
			t.add(&node{text: tok.Data + " ", line: line})
		}
		t.skip(tok.Data, kind)
		return
	}
	switch kind {
	case nethtml.TextToken:
		t.add(&node{text: tok.Data, line: line})
	case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
		if droppedTags[tok.Data] {
			if kind == nethtml.StartTagToken {
				t.dropped, t.inner, t.keeps = tok.Data, 0, keepsText(tok)
			}
			return
		}
		t.implied(tok.Data)
		n := &node{tag: tok.Data, attrs: attributes(tok.Attr), line: line}
		if voidTags[tok.Data] {
			t.add(n)
		} else if len(t.open) < maxDepth {
			t.add(n)
			// "<p/>" is a start tag in HTML; people who write it mean that it is empty.
			if kind == nethtml.StartTagToken {
				t.open = append(t.open, n)
			}
		}
	case nethtml.EndTagToken:
		for i := len(t.open) - 1; i > 0; i-- {
			if t.open[i].tag == tok.Data {
				t.open = t.open[:i]
				return
			}
		}
	}
}

// skip drops a token inside an element that is left out, until the element ends.
func (t *tree) skip(tag string, kind nethtml.TokenType) {
	switch {
	case tag != t.dropped:
	case kind == nethtml.StartTagToken:
		t.inner++
	case kind == nethtml.EndTagToken && t.inner > 0:
		t.inner--
	case kind == nethtml.EndTagToken:
		t.dropped = ""
	}
}

// implied closes the elements whose end tag may be left out before this one.
func (t *tree) implied(tag string) {
	if blockTags[tag] {
		// A paragraph ends where a block begins.
		for i := len(t.open) - 1; i > 0 && !isContainer(t.open[i].tag); i-- {
			if t.open[i].tag == "p" {
				t.open = t.open[:i]
				break
			}
		}
	}
	rule, ok := impliedEnd[tag]
	if !ok {
		return
	}
	for i := len(t.open) - 1; i > 0; i-- {
		for _, end := range rule.ends {
			if t.open[i].tag == end {
				t.open = t.open[:i]
				return
			}
		}
		for _, stop := range rule.stop {
			if t.open[i].tag == stop {
				return
			}
		}
	}
}

// isContainer reports whether a paragraph may stand inside an element, so
// that blocks inside it do not end a paragraph outside.
func isContainer(tag string) bool {
	switch tag {
	case "td", "th", "li", "dd", "div", "blockquote", "section", "article", "details", "figure":
		return true
	}
	return false
}
