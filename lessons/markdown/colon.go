package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/text"
)

// colonFenceParser opens the containers of Docusaurus (":::tip Title", ":::tip[Title]",
// ":::tip{title="Title"}"), VitePress ("::: details Title"), Pandoc, Quarto and the
// Carpentries ("::: {.callout-tip}", "::::::::: challenge").
type colonFenceParser struct {
	fenced
	// loose says that any fence closes one, however long the two are (Pandoc manual,
	// "Divs and Spans").
	loose bool
	// pandoc says that a container is written by its attributes, and is seen only if its class is one
	// of isColonWord.
	pandoc bool
}

// isColonWord reports whether a word makes an admonition of a container, closed or not.
func isColonWord(name string) bool {
	switch name {
	case "note", "tip", "info", "warning", "danger", "caution",
		"important", "success", "question", "failure", "bug",
		"example", "quote", "abstract", "summary", "details",
		"hint", "error", "seealso", "attention", "exercise",
		"solution", "secondary":
		return true
	}
	return false
}

// isColonLayout reports whether the word of a container says how its content is laid out and is
// not seen itself.
func isColonLayout(name string) bool {
	switch name {
	case "v-pre", "raw", "code-group", "group", "tabs", "tab-set", "columns", "column",
		"row", "col", "grid", "div", "center", "left", "right", "panel-tabset",
		"incremental", "nonincremental", "fragment", "column-margin", "layout", "steps",
		"cell", "cell-output", "cell-output-stdout", "cell-output-display":
		return true
	}
	return false
}

// colonHead is what stands behind the colons of a container that opens.
type colonHead struct {
	word       string
	start, end int // of the title in what was read; both 0 if there is none
}

var (
	colonAttributes = text.Pattern(`^\{[^{}]*\}`)
	colonClass      = text.Pattern(`(?:^\{|\s)\.([A-Za-z][\w-]*)`)
	colonTitle      = text.Pattern(`(?:^\{|\s)(?:title|label|name)=(?:"([^"{}]*)"|'([^'{}]*)'|([^\s"'{}]+))`)
	colonWord       = text.Pattern(`^[A-Za-z][A-Za-z0-9_-]*`)
)

// readColons reads what stands behind the colons. ok is false for what other tools write
// there: a name with dots, a directive.
func readColons(info []byte) (h colonHead, ok bool) {
	end := len(bytes.TrimRight(info, ": \t"))
	if end < len(info) && info[end] != ':' {
		info = info[:end] // Pandoc: colons may follow
	}
	at := 0
	attributes := func() {
		m := colonAttributes().Find(info[at:])
		if t := colonTitle().FindSubmatchIndex(m); t != nil && h.end == 0 {
			for i := 2; i < len(t); i += 2 {
				if t[i] >= 0 {
					h.start, h.end = at+t[i], at+t[i+1]
				}
			}
		}
		if c := colonClass().FindSubmatch(m); c != nil && h.word == "" {
			h.word = strings.TrimPrefix(strings.ToLower(string(c[1])), "callout-")
		}
		at += len(m)
	}
	if len(info) > 0 && info[0] == '{' {
		attributes()
		if at == 0 || h.word == "" && !bytes.HasPrefix(bytes.TrimLeft(info[1:], " "), []byte{'#'}) {
			return h, false
		}
		if h.word == "" {
			h.word = "div"
		}
	} else {
		word := colonWord().Find(info)
		h.word = strings.ToLower(string(word))
		at = len(word)
		if at == 0 || at < len(info) && !bytes.ContainsRune([]byte(" \t[{"), rune(info[at])) {
			return h, false
		}
	}
	if at < len(info) && info[at] == '[' {
		if n := bytes.LastIndexByte(info, ']'); n > at+1 {
			h.start, h.end = at+1, n
			at = n + 1
		}
	}
	if at < len(info) && info[at] == '{' {
		attributes()
	}
	if at += len(info[at:]) - len(bytes.TrimLeft(info[at:], " \t")); at < len(info) && h.end == 0 {
		title := info[at:]
		if n := bytes.LastIndexByte(title, '{'); n >= 0 && title[len(title)-1] == '}' {
			from := at
			at += n
			attributes()
			title = bytes.TrimRight(info[from:from+n], " \t")
			at = from
		}
		if len(title) > 0 {
			h.start, h.end = at, at+len(title)
			if title[0] == '[' && title[len(title)-1] == ']' {
				h.start, h.end = h.start+1, h.end-1
			}
		}
	}
	return h, true
}

// Trigger implements parser.BlockParser.
func (colonFenceParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (p colonFenceParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	mark, length, info, at := openFence(r, pc)
	if length < 3 || len(info) > 4096 || len(info) == 0 {
		return nil, parser.NoChildren
	}
	h, ok := readColons(info)
	if !ok && p.pandoc && info[0] == '{' && bytes.HasSuffix(bytes.TrimRight(info, ": \t"), []byte("}")) {
		h, ok = colonHead{word: "div"}, true
	}
	if !ok || !isColonWord(h.word) && !colonsClose(r.Source(), at, pc) {
		return nil, parser.NoChildren
	}
	node := &admonitionNode{word: h.word, fence: mark, length: length, bare: isColonLayout(h.word) || p.pandoc && !isColonWord(h.word)}
	if p.loose {
		node.length = 3
	}
	if h.end > h.start && !node.bare {
		node.AppendChild(node, newTitle(gmtext.NewSegment(at+h.start, at+h.end)))
	}
	r.AdvanceToEOL()
	return node, parser.HasChildren
}

// Continue implements parser.BlockParser. In Pandoc a line in code closes nothing; other tools look for the
// closing fence first, whatever it stands in.
func (p colonFenceParser) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	if p.loose && inCode(pc) {
		return parser.Continue | parser.HasChildren
	}
	return p.fenced.Continue(node, r, pc)
}

// inCode reports whether the line that is read next may belong to code between fences.
func inCode(pc parser.Context) bool {
	open := pc.OpenedBlocks()
	return len(open) > 0 && open[len(open)-1].Node.Kind() == ast.KindFencedCodeBlock
}

// colonsClose reports whether a line of colons alone follows an offset. Other tools write
// words behind colons that nothing closes.
func colonsClose(src []byte, at int, pc parser.Context) bool {
	page := pageOf(pc)
	if page.closing == -2 {
		page.closing = -1
		for end := len(src); page.closing < 0; {
			i := bytes.LastIndex(src[:end], []byte(":::"))
			if i < 0 {
				break
			}
			line := src[i+3:]
			if n := bytes.IndexByte(line, '\n'); n >= 0 {
				line = line[:n]
			}
			start := bytes.LastIndexByte(src[:i], '\n') + 1
			if len(bytes.Trim(line, " \t\r")) == 0 && len(bytes.Trim(src[start:i], " \t>:")) == 0 {
				page.closing = i
			}
			end = start
		}
	}
	return page.closing > at
}
