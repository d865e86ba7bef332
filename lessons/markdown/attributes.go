package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// Attributes in braces: Pandoc's "[words]{#id .class}", which every page may have, and
// those that Python-Markdown's attr_list and MyST's attrs_inline and attrs_block put
// behind links, pictures, code, and on lines of their own. A reader sees nothing of them;
// what has an id is a place that links can name.

const (
	// maxAttributes is how long a list of attributes may be, in bytes.
	maxAttributes = 2000 // the words of a picture may be among them
	// maxSpan is how far the brackets of a span are looked for.
	maxSpan = 1000
)

// attributeWords is a list of attributes at the start of a text. A bare word needs a
// hyphen, so that "{x}" is text.
var attributeWords = text.Pattern(`^\{:?[ \t]*` + attributeWord + `(?:[ \t]+` + attributeWord + `)*[ \t]*\}`)

const attributeWord = `(?:[#.][^\s{}"'=]+|[\w:@-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)|[A-Za-z]+(?:-[A-Za-z]+)+|download|markdown)`

// readAttributes returns the length of the list of attributes that a line begins with, 0
// if there is none, and its id.
func readAttributes(line []byte) (id string, length int) {
	if len(line) < 3 || line[0] != '{' || line[1] == '{' || line[1] == '%' {
		return "", 0
	}
	m := attributeWords().Find(line[:min(len(line), maxAttributes)])
	for _, f := range attributesOf(bytes.Trim(m, "{:}")) {
		if f.Name == "name" {
			id = f.Value
		}
	}
	return id, len(m)
}

// attributesOf reads the words of a list of attributes as options of a directive.
func attributesOf(list []byte) (fields []doc.Field) {
	for _, word := range strings.Fields(string(list)) {
		switch name, value, ok := strings.Cut(word, "="); {
		case word[0] == '#':
			fields = append(fields, doc.Field{Name: "name", Value: word[1:]})
		case ok && word[0] != '.':
			switch name = strings.ToLower(name); name {
			case "id":
				name = "name"
			case "name":
				continue // of a field of a form
			}
			fields = append(fields, doc.Field{Name: name, Value: strings.Trim(value, `"'`)})
		}
	}
	return fields
}

// attributesParser reads attributes behind a piece of running text, and those that are a
// line of their own.
type attributesParser struct{}

// attributesNode stands where attributes are. It is what they name.
type attributesNode struct {
	ast.BaseInline
	id string
}

var kindAttributes = ast.NewNodeKind("LecternAttributes")

// Kind implements ast.Node.
func (*attributesNode) Kind() ast.NodeKind { return kindAttributes }

// Dump implements ast.Node.
func (n *attributesNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.id}, nil)
}

func (n *attributesNode) inline(_ *converter, b *html.Run, _ int) {
	if n.id != "" {
		b.Add(&doc.Target{ID: n.id})
	}
}

// Trigger implements parser.InlineParser.
func (attributesParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (attributesParser) Parse(_ ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, _ := block.PeekLine()
	id, length := readAttributes(line)
	if length == 0 {
		return nil
	}
	// In front of a blank it is an attribute only at the end of what it belongs to.
	if strings.ContainsRune(" \n\t", before) && !util.IsBlank(line[length:]) || isWord(before) {
		return nil
	}
	if block.Advance(length); before == '\n' && util.IsBlank(line[length:]) {
		block.AdvanceLine()
	}
	return &attributesNode{id: id}
}

// spanEnd is the end of brackets that are no link: how long it is, and what it names.
type spanEnd struct {
	length int
	id     string
}

// spanParser reads the brackets of "[words]{#id .class}". What is between them is read
// as if they were not there.
type spanParser struct {
	references bool // also "[words][name]" whose name only a program of another tool knows
}

// Trigger implements parser.InlineParser.
func (spanParser) Trigger() []byte { return []byte{'[', ']'} }

// Parse implements parser.InlineParser.
func (p spanParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	page := pageOf(pc)
	if line[0] == ']' {
		end, ok := page.spans[seg.Start]
		if !ok {
			return nil
		}
		block.Advance(end.length)
		return &attributesNode{id: end.id}
	}
	load := loadOf(parent, pc)
	if !load.hasSpans(block.Source()) || load.exhausted() || len(line) > 1 && line[1] == '^' || block.PrecendingCharacter() == '!' {
		return nil
	}
	source := block.Source()[seg.Start:min(load.end, seg.Start+maxSpan)]
	at := closingBracket(source)
	load.vain += max(at, len(source)/8)
	if at < 0 {
		return nil
	}
	end := spanEnd{}
	if id, n := readAttributes(source[at+1:]); n > 0 && bytes.IndexByte([]byte(".#:"), source[at+2]) >= 0 {
		end = spanEnd{1 + n, id}
	} else if n := referenceLength(source[1:at], source[at+1:], pc); p.references && n > 0 {
		page.foreign(seg.Start, "mkdocstrings", "a reference to the documentation of a program")
		end = spanEnd{1 + n, ""}
	} else {
		return nil
	}
	if page.spans == nil {
		page.spans = map[int]spanEnd{}
	}
	page.spans[seg.Start+at] = end
	block.Advance(1)
	return &attributesNode{}
}

// hasSpans reports whether the block holds what may be the end of a span.
func (l *inlineLoad) hasSpans(src []byte) bool {
	if !l.searched {
		l.searched = true
		body := src[max(0, l.end-l.size):l.end]
		l.spans = bytes.Contains(body, []byte("]{")) || bytes.Contains(body, []byte("]["))
	}
	return l.spans
}

// closingBracket returns where the bracket closes that a text begins with, -1 if it does not.
func closingBracket(text []byte) int {
	open := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			open++
		case ']':
			if open--; open == 0 {
				return i
			}
		}
	}
	return -1
}

// reference is the name of a thing of a program.
var reference = text.Pattern(`^[A-Za-z_-][\w.:/~-]*$`)

// referenceLength returns the length of "[name]" behind the bracket of words, if the page
// does not say where name leads; "[]" means the words themselves.
func referenceLength(words, behind []byte, pc parser.Context) int {
	if len(behind) < 2 || behind[0] != '[' {
		return 0
	}
	end := bytes.IndexByte(behind[:min(len(behind), 200)], ']')
	if end < 0 {
		return 0
	}
	name := behind[1:end]
	if end == 1 {
		name = bytes.Trim(words, "`")
	}
	if !reference().Match(name) {
		return 0
	}
	if _, ok := pc.Reference(util.ToLinkReference(name)); ok {
		return 0
	}
	return end + 1
}
