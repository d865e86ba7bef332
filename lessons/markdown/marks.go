package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/emoji"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// Marks in running text that PyMdown has: keys, subscript and superscript, and what
// editors of a text added and struck (https://facelessuser.github.io/pymdown-extensions/).

// keysParser reads "++ctrl+alt+del++" (PyMdown, "Keys").
type keysParser struct{}

// keysNode holds the keys that are pressed together.
type keysNode struct {
	ast.BaseInline
	keys []string
}

var kindKeys = ast.NewNodeKind("LecternKeys")

// Kind implements ast.Node.
func (*keysNode) Kind() ast.NodeKind { return kindKeys }

// Dump implements ast.Node.
func (n *keysNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *keysNode) inline(_ *converter, b *html.Run, _ int) {
	for i, key := range n.keys {
		if i > 0 {
			b.Text("+")
		}
		b.Add(&doc.Styled{Style: doc.Keyboard, Content: []doc.Inline{&doc.Text{Value: key}}})
	}
}

// Trigger implements parser.InlineParser.
func (keysParser) Trigger() []byte { return []byte{'+'} }

// maxKeys is how long the keys between their marks may be, in bytes.
const maxKeys = 100

// Parse implements parser.InlineParser.
func (keysParser) Parse(_ ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 5 || line[1] != '+' || isWord(block.PrecendingCharacter()) {
		return nil
	}
	end := bytes.Index(line[2:min(len(line), maxKeys)], []byte("++"))
	if end < 1 {
		return nil
	}
	node := &keysNode{}
	for key := range bytes.SplitSeq(line[2:2+end], []byte{'+'}) {
		name := string(key)
		if text := strings.Trim(name, `"`); len(text) == len(name)-2 && text != "" {
			node.keys = append(node.keys, text)
			continue
		}
		if name == "" || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return nil
		}
		node.keys = append(node.keys, keyName(strings.ToLower(name)))
	}
	block.Advance(end + 4)
	return node
}

// keyName says what stands on a key.
func keyName(name string) string {
	switch name {
	case "ctrl", "control":
		return "Ctrl"
	case "cmd", "command":
		return "Cmd"
	case "del", "delete":
		return "Del"
	case "esc", "escape":
		return "Esc"
	case "arrow-up", "up":
		return "↑"
	case "arrow-down", "down":
		return "↓"
	case "arrow-left", "left":
		return "←"
	case "arrow-right", "right":
		return "→"
	case "page-up":
		return "PgUp"
	case "page-down":
		return "PgDn"
	case "plus":
		return "+"
	case "comma":
		return ","
	case "period", "dot":
		return "."
	case "slash":
		return "/"
	case "question":
		return "?"
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// scriptParser reads "H~2~O" and "x^2^", which hold no blanks, and "^^inserted^^"
// (PyMdown, "Tilde" and "Caret"). One tilde strikes nothing here.
type scriptParser struct{}

// Trigger implements parser.InlineParser.
func (scriptParser) Trigger() []byte { return []byte{'~', '^'} }

// maxScript is how long a subscript may be, in bytes.
const maxScript = 200

// Parse implements parser.InlineParser.
func (scriptParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	mark := line[0]
	switch n := runLength(line, 3); {
	case n > 2 || n == 2 && mark == '~':
		return nil // the one that strikes
	case n == 2:
		return paired(parent, block, pc, "^^", "^^", "ins")
	}
	end := bytes.IndexByte(line[1:min(len(line), maxScript)], mark)
	if end < 1 || bytes.ContainsAny(line[1:1+end], " \t\n[]") {
		block.Advance(1)
		return ast.NewTextSegment(seg.WithStop(seg.Start + 1))
	}
	style := doc.Subscript
	if mark == '^' {
		style = doc.Superscript
	}
	block.Advance(end + 2)
	return &scriptNode{style: style, text: string(line[1 : 1+end])}
}

// scriptNode is a subscript or a superscript.
type scriptNode struct {
	ast.BaseInline
	style doc.Style
	text  string
}

var kindScript = ast.NewNodeKind("LecternScript")

// Kind implements ast.Node.
func (*scriptNode) Kind() ast.NodeKind { return kindScript }

// Dump implements ast.Node.
func (n *scriptNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *scriptNode) inline(_ *converter, b *html.Run, _ int) {
	b.Add(&doc.Styled{Style: n.style, Content: []doc.Inline{&doc.Text{Value: unescape(n.text)}}})
}

// criticParser reads the marks of editors: "{++added++}", "{--struck--}", "{==marked==}",
// "{~~old~>new~~}" and "{>>remark<<}", which is not shown (PyMdown, "Critic").
type criticParser struct{}

// tagNode stands for a tag of HTML.
type tagNode struct {
	ast.BaseInline
	tags []string
}

var kindTag = ast.NewNodeKind("LecternTag")

// Kind implements ast.Node.
func (*tagNode) Kind() ast.NodeKind { return kindTag }

// Dump implements ast.Node.
func (n *tagNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *tagNode) inline(_ *converter, b *html.Run, _ int) {
	for _, tag := range n.tags {
		b.Tag(tag)
	}
}

// Trigger implements parser.InlineParser.
func (criticParser) Trigger() []byte { return []byte{'{', '+', '-', '=', '~', '^'} }

// Parse implements parser.InlineParser.
func (criticParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if line[0] != '{' {
		end, ok := pageOf(pc).pairs[seg.Start]
		if !ok {
			return nil
		}
		block.Advance(end.length)
		return &tagNode{tags: end.tags}
	}
	if len(line) < 3 {
		return nil
	}
	switch string(line[:3]) {
	case "{++":
		return paired(parent, block, pc, "{++", "++}", "ins")
	case "{--":
		return paired(parent, block, pc, "{--", "--}", "del")
	case "{==":
		return paired(parent, block, pc, "{==", "==}", "mark")
	case "{>>":
		at := closing(parent, block, pc, "{>>", "<<}")
		if at < 0 {
			return nil
		}
		pageOf(pc).leftOut(seg.Start, "CriticMarkup", "the remark of an editor")
		skipTo(block, at+3)
		return &tagNode{}
	case "{~~":
		return changed(parent, block, pc)
	}
	return nil
}

// pairEnd is the end of what two marks enclose: how long the mark is, and the tags that
// stand for it.
type pairEnd struct {
	length int
	tags   []string
}

// closing returns where, in the source, a mark closes that begins at the reader; -1 if it does
// not in this block.
func closing(parent ast.Node, block gmtext.Reader, pc parser.Context, open, closes string) int {
	_, seg := block.PeekLine()
	load := loadOf(parent, pc)
	if load.exhausted() {
		tellAbsurd(pc, seg.Start)
		return -1
	}
	from := seg.Start + len(open)
	if from >= load.end {
		return -1
	}
	i := bytes.Index(block.Source()[from:load.end], []byte(closes))
	if i < 1 {
		load.failed(seg.Start)
		return -1
	}
	load.vain += i / 8
	return from + i
}

// paired reads the first of two marks. What they enclose is read as running text between
// the tags of an element of HTML.
func paired(parent ast.Node, block gmtext.Reader, pc parser.Context, open, closes, tag string) ast.Node {
	at := closing(parent, block, pc, open, closes)
	if at < 0 {
		return nil
	}
	pageOf(pc).pair(at, pairEnd{len(closes), []string{"</" + tag + ">"}})
	block.Advance(len(open))
	return &tagNode{tags: []string{"<" + tag + ">"}}
}

// changed reads "{~~old~>new~~}".
func changed(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	_, seg := block.PeekLine()
	at := closing(parent, block, pc, "{~~", "~~}")
	if at < 0 {
		return nil
	}
	arrow := bytes.Index(block.Source()[seg.Start:at], []byte("~>"))
	if arrow < 0 {
		return nil
	}
	pageOf(pc).pair(seg.Start+arrow, pairEnd{2, []string{"</del>", "<ins>"}})
	pageOf(pc).pair(at, pairEnd{3, []string{"</ins>"}})
	block.Advance(3)
	return &tagNode{tags: []string{"<del>"}}
}

func (p *page) pair(at int, end pairEnd) {
	if p.pairs == nil {
		p.pairs = map[int]pairEnd{}
	}
	p.pairs[at] = end
}

// skipTo moves the reader to an offset of the source.
func skipTo(block gmtext.Reader, at int) {
	for {
		line, seg := block.PeekLine()
		if line == nil {
			return
		}
		if at < seg.Stop {
			block.Advance(at - seg.Start + seg.Padding)
			return
		}
		block.AdvanceLine()
	}
}

// isSignName reports whether a name is that of a sign in one of the fonts that Material
// for MkDocs has; a terminal does not.
func isSignName(name string) bool {
	for _, set := range []string{"material-", "octicons-", "fontawesome-", "simple-"} {
		if strings.HasPrefix(name, set) {
			return true
		}
	}
	return false
}

// emojiParser reads the names of signs between colons (GitHub, gemoji): ":tada:". A name that
// is not in the table is text.
type emojiParser struct{}

// Trigger implements parser.InlineParser.
func (emojiParser) Trigger() []byte { return []byte{':'} }

// maxEmoji is how long the name of a sign may be.
const maxEmoji = 60

// Parse implements parser.InlineParser.
func (emojiParser) Parse(parent ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && end < maxEmoji && (isWord(rune(line[end])) || line[end] == '_' || line[end] == '-' || line[end] == '+') {
		end++
	}
	if end < 3 && line[end-1] != 'x' && line[end-1] != 'o' || end == len(line) || line[end] != ':' {
		return nil
	}
	before := block.PrecendingCharacter()
	_, beside := parent.LastChild().(*emojiNode) // ":tada::rocket:"
	if isWord(before) || before == ':' && !beside || end+1 < len(line) && isWord(rune(line[end+1])) {
		return nil
	}
	name := string(line[1:end])
	sign := emoji.Sign(name)
	if sign == "" && !isSignName(name) {
		return nil
	}
	block.Advance(end + 1)
	if next, _ := block.PeekLine(); sign == "" && len(next) > 1 && next[0] == ' ' && strings.ContainsRune(" \n", before) {
		block.Advance(1) // the blank behind it goes with it
	}
	return &emojiNode{sign: sign}
}

// emojiNode is a sign; "" for one that is not shown.
type emojiNode struct {
	ast.BaseInline
	sign string
}

var kindEmoji = ast.NewNodeKind("LecternEmoji")

// Kind implements ast.Node.
func (*emojiNode) Kind() ast.NodeKind { return kindEmoji }

// Dump implements ast.Node.
func (n *emojiNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *emojiNode) inline(_ *converter, b *html.Run, _ int) { b.Text(n.sign) }

// abbreviated is a word and what it stands for (PHP Markdown Extra, "Abbreviations").
type abbreviated struct{ word, meaning string }

// maxAbbreviations is how many of them a page may have; each is looked for in all of its text.
const maxAbbreviations = 500

// abbreviate notes what a word stands for.
func (p *page) abbreviate(word, meaning string) {
	if word, meaning = text.OneLine(word), text.OneLine(meaning); word != "" && meaning != "" && len(p.shorts) < maxAbbreviations {
		p.shorts = append(p.shorts, abbreviated{word, meaning})
	}
}

// spellOut puts what abbreviations stand for behind them, where each first comes in running text. Tools
// show it when the mouse is on the word.
func spellOut(blocks []doc.Block, shorts []abbreviated) {
	if len(shorts) == 0 {
		return
	}
	var inlines func(*[]doc.Inline)
	inlines = func(run *[]doc.Inline) {
		for _, in := range *run {
			switch in := in.(type) {
			case *doc.Text:
				in.Value, shorts = spelledOut(in.Value, shorts)
			case *doc.Styled:
				inlines(&in.Content)
			case *doc.Link:
				inlines(&in.Content)
			case *doc.Literal, *doc.Math, *doc.Image, *doc.FootnoteRef, *doc.LineBreak, *doc.Target: // hold no words
			}
		}
	}
	doc.Walk(blocks, func(b doc.Block) bool {
		if _, heading := b.(*doc.Heading); !heading && len(shorts) > 0 {
			doc.Parts(b, inlines, func(*[]doc.Block) {})
		}
		return true
	})
}

// spelledOut is spellOut for one text. It returns those that do not come in it.
func spelledOut(s string, shorts []abbreviated) (string, []abbreviated) {
	type found struct {
		end     int
		meaning string
	}
	var here []found
	var left []abbreviated
	for _, a := range shorts {
		if end := wordIn(s, a.word); end > 0 {
			here = append(here, found{end, a.meaning})
		} else {
			left = append(left, a)
		}
	}
	slices.SortStableFunc(here, func(a, b found) int { return b.end - a.end })
	for _, f := range here { // the last first, so that the places before stay
		s = s[:f.end] + " (" + f.meaning + ")" + s[f.end:]
	}
	return s, left
}

// wordIn returns where a word ends in a text in which it stands by itself; 0 if it does not.
func wordIn(s, word string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return 0
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		after, _ := utf8.DecodeRuneInString(s[at+len(word):])
		if inWord := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }; !inWord(before) && !inWord(after) {
			return at + len(word)
		}
		at += len(word)
	}
}
