package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// pymdownx is the Markdown of MkDocs' pages: Python-Markdown with its own extensions
// (https://python-markdown.github.io/extensions/), those of PyMdown
// (https://facelessuser.github.io/pymdown-extensions/), and what Material for MkDocs and
// mkdocstrings add.
func pymdownx() dialect {
	return dialect{
		name: "pymdownx", tool: "MkDocs",
		signs: pymdownxSigns,
		rewrite: func(r *rewriting) {
			if bytes.Contains(r.text, []byte("\n</s")) {
				r.spanLines(codeOf(r.text, true))
			}
		},
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(placed{nested{slashBlockParser{}}}, 61),
				util.Prioritized(placed{pythonLineParser{}}, 62),
			}
		},
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(substitutionParser{tool: "mkdocs-macros", what: "a macro"}, 61),
				util.Prioritized(objectParser{}, 63),
				util.Prioritized(criticParser{}, 64),
				util.Prioritized(attributesParser{}, 65),
				util.Prioritized(spanParser{references: true}, 149),
				util.Prioritized(keysParser{}, 480),
				util.Prioritized(scriptParser{}, 485),
				util.Prioritized(newDelimiterGuard(markedParser{}), 490),
			}
		},
	}
}

// pymdownxSigns looks for what no other tool writes.
func pymdownxSigns(o *opening, _ Options) bool {
	start := o.text
	for _, sign := range []string{"\n/// ", "-8<-", "{ .md-", "\n??? ", "\n???+ ", "\n=== \"", "++ctrl+", "++cmd+", ":material-", ":octicons-", ":fontawesome-", "{ .annotate }", "{: ."} {
		if bytes.Contains(start, []byte(sign)) {
			return sign != "{: ." || bytes.Contains(start, []byte("\n!!! "))
		}
	}
	return false
}

// slashBlockParser opens the blocks of PyMdown ("Blocks"): "/// name | Title", with
// options in lines that are indented, up to a line of as many slashes.
type slashBlockParser struct{ fenced }

var slashHead = text.Pattern(`^([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*))?$`)

// Trigger implements parser.BlockParser.
func (slashBlockParser) Trigger() []byte { return []byte{'/'} }

// Open implements parser.BlockParser.
func (slashBlockParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	mark, length, info, at := openFence(r, pc)
	if length < 3 || len(info) > 4096 {
		return nil, parser.NoChildren
	}
	m := slashHead().FindSubmatchIndex(info)
	if m == nil {
		return nil, parser.NoChildren
	}
	node := &admonitionNode{word: string(info[m[2]:m[3]]), fence: mark, length: length, options: true}
	switch node.word {
	case "html", "define", "caption", "figure-caption", "table-caption", "admonition-x":
		node.bare = true
	case "admonition":
		node.word = "note"
	}
	if m[4] >= 0 && m[5] > m[4] && node.word != "html" {
		node.AppendChild(node, newTitle(gmtext.NewSegment(at+m[4], at+m[5])))
	}
	r.AdvanceToEOL()
	return node, parser.HasChildren
}

// slashOption is a line of options.
var slashOption = text.Pattern(`^(?: {4}|\t)[ \t]*(?:[A-Za-z][\w-]*:|- )`)

// Continue implements parser.BlockParser.
func (p slashBlockParser) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	n := node.(*admonitionNode)
	line, _ := r.PeekLine()
	if n.options {
		if slashOption().Match(line) {
			if name, value, ok := strings.Cut(strings.TrimSpace(string(line)), ":"); ok && name == "type" {
				n.word = strings.TrimSpace(value)
			}
			r.AdvanceToEOL()
			return parser.Continue | parser.HasChildren
		}
		n.options = false
	}
	if inCode(pc) {
		return parser.Continue | parser.HasChildren
	}
	return p.fenced.Continue(node, r, pc)
}

// pythonLineParser reads the lines of Python-Markdown and mkdocstrings that are no text:
// "*[HTML]: what it stands for", "[TOC]" and "::: package.module" with its options.
type pythonLineParser struct{ ending }

// pythonLineNode is such a line. Only what mkdocstrings is to show has a name.
type pythonLineNode struct {
	ast.BaseBlock
	object string
	more   bool // lines that are indented belong to it
}

var kindPythonLine = ast.NewNodeKind("LecternPythonLine")

// Kind implements ast.Node.
func (*pythonLineNode) Kind() ast.NodeKind { return kindPythonLine }

// Dump implements ast.Node.
func (n *pythonLineNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Object": n.object}, nil)
}

func (n *pythonLineNode) blocks(_ *converter, at doc.At, _ int) []doc.Block {
	if n.object == "" {
		return nil
	}
	return []doc.Block{&doc.Paragraph{At: at, Text: []doc.Inline{&doc.Literal{Value: n.object}}}}
}

var (
	abbreviation  = text.Pattern(`^\*\[([^\]\n]+)\]:[ \t]*(.*)`)
	pythonContent = text.Pattern(`^\[TOC\]\s*$`)
	pythonObject  = text.Pattern(`^::: *([A-Za-z_][\w.:/-]*)\s*$`)
)

// Trigger implements parser.BlockParser.
func (pythonLineParser) Trigger() []byte { return []byte{'*', '[', ':'} }

// Open implements parser.BlockParser.
func (pythonLineParser) Open(parent ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > 4096 {
		return nil, parser.NoChildren
	}
	node := &pythonLineNode{}
	switch rest := line[pos:]; rest[0] {
	case '*':
		m := abbreviation().FindSubmatch(rest)
		if m == nil {
			return nil, parser.NoChildren
		}
		pageOf(pc).abbreviate(string(m[1]), string(m[2]))
		node.more = true
	case '[':
		if !pythonContent().Match(rest) {
			return nil, parser.NoChildren
		}
	default:
		m := pythonObject().FindSubmatch(rest)
		if m == nil || !bytes.ContainsAny(m[1], ".") && (isColonWord(strings.ToLower(string(m[1]))) || colonsClose(r.Source(), seg.Stop, pc)) {
			return nil, parser.NoChildren
		}
		node.object, node.more = string(m[1]), true
		pageOf(pc).leftOut(seg.Start, "mkdocstrings", "the documentation of a program")
	}
	pageOf(pc).starts[node] = seg.Start
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// abbreviationParser reads what abbreviations stand for alone, for kramdown.
type abbreviationParser struct{ pythonLineParser }

// Trigger implements parser.BlockParser.
func (abbreviationParser) Trigger() []byte { return []byte{'*'} }

// Continue implements parser.BlockParser.
func (pythonLineParser) Continue(node ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if line == nil || !node.(*pythonLineNode).more || util.IsBlank(line) {
		return parser.Close
	}
	if pos, _ := util.IndentPosition(line, r.LineOffset(), 2); pos < 0 {
		return parser.Close
	}
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// objectParser takes the colons from a heading that stands for the documentation of a thing:
// "### ::: package.module".
type objectParser struct{}

// Trigger implements parser.InlineParser.
func (objectParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (objectParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if parent.Kind() != ast.KindHeading || !pythonObject().Match(line) {
		return nil
	}
	pageOf(pc).leftOut(seg.Start, "mkdocstrings", "the documentation of a program")
	block.Advance(len(line) - len(bytes.TrimLeft(line, ": ")))
	return &attributesNode{}
}

// withoutLanguage takes the language from the start of code in running text: "#!python x".
func withoutLanguage(code string) string {
	rest, ok := strings.CutPrefix(code, "#!")
	if !ok {
		rest, ok = strings.CutPrefix(code, ":::")
	}
	lang, text, found := strings.Cut(rest, " ")
	if !ok || !found || lang == "" || strings.Trim(strings.ToLower(lang), "abcdefghijklmnopqrstuvwxyz0123456789+#-_") != "" {
		return code
	}
	return text
}

// annotation is the mark of a remark in a comment of code (Material for MkDocs, "Code
// annotations"). The exclamation mark says that the comment is nothing else.
var annotation = text.Pattern(`\((\d+)\)!`)

// withoutMarks takes the marks out of code that are there for MkDocs.
func withoutMarks(code string) string {
	if !strings.Contains(code, ")!") {
		return code
	}
	return annotation().ReplaceAllString(code, "($1)")
}
