package html

import (
	"bytes"
	"strings"
	"sync"

	nethtml "golang.org/x/net/html"
)

// node is one element or one text of a fragment of HTML.
type node struct {
	tag   string // "" for text
	attrs attrs
	text  string
	line  int // of the source
	kids  []*node

	// Of a whole page: the bytes of its source that an element has, what it stands in, and
	// what it is for.
	from, to int32
	lead     int32 // how many lines further the words of a text begin
	role     role
	up       *node
}

// maxDepth bounds how deep elements nest; the tags of deeper ones are left out.
const maxDepth = 60

// impliedEnd tells which open elements a start tag ends, and which elements
// that search may not leave (HTML "Optional tags").
var impliedEnd = sync.OnceValue(func() map[string]struct{ ends, stop []string } {
	return map[string]struct{ ends, stop []string }{
		"li":       {[]string{"li"}, []string{"ul", "ol", "menu"}},
		"dt":       {[]string{"dt", "dd"}, []string{"dl"}},
		"dd":       {[]string{"dt", "dd"}, []string{"dl"}},
		"tr":       {[]string{"tr"}, []string{"table"}},
		"td":       {[]string{"td", "th"}, []string{"table", "tr"}},
		"th":       {[]string{"td", "th"}, []string{"table", "tr"}},
		"thead":    {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
		"tbody":    {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
		"tfoot":    {[]string{"thead", "tbody", "tfoot", "caption", "colgroup"}, []string{"table"}},
		"rt":       {[]string{"rt", "rp"}, []string{"ruby"}},
		"rp":       {[]string{"rt", "rp"}, []string{"ruby"}},
		"optgroup": {[]string{"option", "optgroup"}, []string{"select"}},
		"option":   {[]string{"option"}, []string{"select", "datalist"}},
	}
})

// parseTree makes a tree of a fragment: the tokens of HTML's tokenizer, nested as
// their tags say. A tag that nothing matches is left out, an element that is
// never closed ends with the fragment; comments, scripts and styles are dropped.
// line is the line of the source on which the fragment begins. isText says of a tag at
// an offset that it is text.
func parseTree(src []byte, line int, isText func(offset int) bool) *node {
	return parseDeep(src, line, maxDepth, false, isText)
}

// parseDeep is parseTree for elements that may nest otherwise deep, and for XHTML, where a
// tag that ends in a slash holds nothing, whatever its name, and CDATA is text.
func parseDeep(src []byte, line, depth int, xhtml bool, isText func(offset int) bool) *node {
	root := &node{line: line, to: int32(len(src))}
	t := tree{open: []*node{root}, depth: depth}
	z := nethtml.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	z.AllowCDATA(xhtml)
	for at := 0; ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			// Raw holds what a last, unfinished tag consists of.
			if raw := z.Raw(); len(raw) > 0 && t.dropped == "" {
				t.add(&node{text: string(raw), line: line})
			}
			t.from, t.to = len(src), len(src)
			t.close(1)
			return root
		}
		raw := z.Raw()
		newlines := bytes.Count(raw, []byte{'\n'})
		// Token resolves entities within raw; a line break that is one is none of the source.
		lead := bytes.Count(raw[:len(raw)-len(bytes.TrimLeft(raw, " \t\n\f\r"))], []byte{'\n'})
		offset := at
		at += len(raw)
		t.from, t.to = offset, at
		if raw[0] == '<' && t.dropped == "" && isText(offset) {
			t.add(&node{text: string(raw), line: line})
		} else {
			tok := z.Token()
			if tok.Data == "noscript" {
				z.NextIsNotRawText() // no script runs here, so what it holds is shown
			}
			if xhtml && kind == nethtml.SelfClosingTagToken {
				z.NextIsNotRawText()
			}
			t.token(tok, kind, line)
			t.lead(kind, lead)
		}
		line += newlines
	}
}

// tree builds the tree.
type tree struct {
	open    []*node // the innermost last; the root first
	depth   int     // how many may be open
	dropped string  // the element that is being left out
	inner   int     // elements of the same name inside that
	formula *node   // the TeX of a script, which is shown; nil if there is none

	from, to int // of the token that is read, in the source
}

func (t *tree) add(n *node) {
	top := t.open[len(t.open)-1]
	n.up, n.from, n.to = top, int32(t.from), int32(t.to)
	top.kids = append(top.kids, n)
}

// close closes all elements but the first n.
func (t *tree) close(n int) {
	for _, open := range t.open[n:] {
		open.to = int32(t.from)
	}
	t.open = t.open[:n]
}

func (t *tree) token(tok nethtml.Token, kind nethtml.TokenType, line int) {
	if t.dropped != "" {
		if t.formula != nil && kind == nethtml.TextToken {
			t.formula.attrs.set("alttext", t.formula.attrs.get("alttext")+tok.Data)
		}
		t.skip(tok.Data, kind)
		return
	}
	switch kind {
	case nethtml.TextToken:
		t.add(&node{text: tok.Data, line: line})
	case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
		if isDroppedTag(tok.Data) && !(tok.Data == "title" && t.inside("svg")) {
			if kind == nethtml.StartTagToken {
				t.dropped, t.inner, t.formula = tok.Data, 0, nil
				if strings.HasPrefix(attributes(tok.Attr).get("type"), "math/") {
					t.formula = &node{tag: "math", attrs: attrs{}, line: line}
					t.add(t.formula)
				}
			}
			return
		}
		t.implied(tok.Data)
		n := &node{tag: tok.Data, attrs: attributes(tok.Attr), line: line}
		if isVoidTag(tok.Data) {
			t.add(n)
		} else if len(t.open) < t.depth {
			t.add(n)
			// "<p/>" is a start tag in HTML; people who write it mean that it is empty.
			if kind == nethtml.StartTagToken {
				t.open = append(t.open, n)
			}
		}
	case nethtml.EndTagToken:
		for i := len(t.open) - 1; i > 0; i-- {
			if t.open[i].tag == tok.Data {
				t.close(i)
				return
			}
		}
	}
}

// lead notes how many lines further the words of the text begin that was added last.
func (t *tree) lead(kind nethtml.TokenType, lines int) {
	if kids := t.open[len(t.open)-1].kids; kind == nethtml.TextToken && t.dropped == "" && len(kids) > 0 {
		kids[len(kids)-1].lead = int32(lines)
	}
}

// inside reports whether an element is open. There are at most maxDepth.
func (t *tree) inside(tag string) bool {
	for _, n := range t.open {
		if n.tag == tag {
			return true
		}
	}
	return false
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
	if isBlockTag(tag) {
		// A paragraph ends where a block begins.
		for i := len(t.open) - 1; i > 0 && !isContainer(t.open[i].tag); i-- {
			if t.open[i].tag == "p" {
				t.close(i)
				break
			}
		}
	}
	rule, ok := impliedEnd()[tag]
	if !ok {
		return
	}
	for i := len(t.open) - 1; i > 0; i-- {
		for _, end := range rule.ends {
			if t.open[i].tag == end {
				t.close(i)
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
