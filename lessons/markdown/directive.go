package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/rst"
	"lectern/lessons/text"
)

// Directives of MyST (https://myst-parser.readthedocs.io, "Directives"): a fence of
// backticks, tildes or colons with a name in braces behind it. What they mean is what
// the same directives of reStructuredText mean, and package rst says it; their text is
// Markdown. A name that means nothing there makes no directive of a fence, because
// other tools write their languages in braces as well.

// directiveParser reads a directive as lines: only its name says what they are.
type directiveParser struct {
	ending
	colons bool // those of colons need no name that is known
}

// directiveNode is a directive as it is written. Its lines are those between the fences.
type directiveNode struct {
	ast.BaseBlock
	name, arg string
	options   []doc.Field // those behind the name
	start     int         // offset of its fence
	mark      byte        // of its fence
	length    int
	indent    int
	closed    bool
}

var kindDirective = ast.NewNodeKind("LecternDirective")

// Kind implements ast.Node.
func (*directiveNode) Kind() ast.NodeKind { return kindDirective }

// IsRaw says that the lines of a directive are no running text.
func (*directiveNode) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *directiveNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.name}, nil)
}

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{'`', '~', ':'} }

// directiveHead reads "{name}" and, as mystmd writes them, attributes behind the name:
// "{figure #pump .wide}".
var directiveHead = text.Pattern(`^\{[ \t]*([A-Za-z][\w:.+-]*)([ \t][^{}]*)?\}[ \t]*(.*)$`)

// Open implements parser.BlockParser.
func (p directiveParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	mark, length, info, _ := openFence(r, pc)
	if length < 3 || len(info) < 3 || info[0] != '{' || len(info) > 4096 {
		return nil, parser.NoChildren
	}
	m := directiveHead().FindSubmatch(info)
	if m == nil || mark == '`' && bytes.IndexByte(m[3], '`') >= 0 {
		return nil, parser.NoChildren
	}
	node := &directiveNode{name: strings.ToLower(string(m[1])), arg: string(m[3]), mark: mark, length: length}
	if !knownDirective(node.name) && !(p.colons && mark == ':') {
		return nil, parser.NoChildren
	}
	node.options = attributesOf(m[2])
	line, seg := r.PeekLine()
	node.indent, _ = util.IndentWidth(line, r.LineOffset())
	node.start = seg.Start
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(node ast.Node, r gmtext.Reader, pc parser.Context) parser.State {
	n := node.(*directiveNode)
	line, seg := r.PeekLine()
	if line == nil {
		return parser.Close
	}
	if w, pos := util.IndentWidth(line, r.LineOffset()); w < 4 && pos < len(line) && line[pos] == n.mark {
		if length := runLength(line[pos:], len(line)); length >= n.length && util.IsBlank(line[pos+length:]) {
			n.closed = true
			r.AdvanceToEOL()
			return parser.Close
		}
	}
	pos, padding := util.IndentPositionPadding(line, r.LineOffset(), seg.Padding, n.indent)
	if pos < 0 {
		pos, padding = max(0, util.FirstNonSpacePosition(line)), 0
	}
	own := gmtext.NewSegmentPadding(seg.Start+pos, seg.Stop, padding)
	if rest := line[pos:]; len(rest) > 2 && rest[1] == '^' && !strings.Contains(n.name, "code") { // a note for all of the page
		if label, length := footnoteLabel(rest); label != "" && length < len(rest) && rest[length] == ':' {
			pageOf(pc).footnotes[labelKey(label)] = true
		}
	}
	n.Lines().Append(own)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// blocks hands the directive over to the code that reads those of reStructuredText.
func (n *directiveNode) blocks(c *converter, _ doc.At, depth int) []doc.Block {
	at := doc.At(c.lines.line(n.start))
	if !n.closed {
		c.problem(at, doc.Info, "unclosed-fence", "the directive "+n.name+" is never closed, so everything up to its end belongs to it")
	}
	call := c.callOf(n, int(at))
	if c.around.depth+depth >= maxNesting {
		c.page.tellOnce(n.start, doc.Warning, "too-deep", "directives are nested too deep; what is deeper is shown as text")
		return []doc.Block{&doc.Code{At: at, Text: strings.TrimRight(call.Body, "\n ")}}
	}
	outer := c.around.depth
	c.around.depth += depth + 1
	defer func() { c.around.depth = outer }()
	call, out := c.named(call)
	if own, ok := mystDirective(call.Name); ok {
		return append(out, own(c, call)...)
	}
	if blocks, ok := c.door().Directive(call); ok {
		return append(out, blocks...)
	}
	c.foreign(call.Line, "the directive "+call.Name)
	blocks := c.body(call)
	if call.Argument != "" {
		blocks = append([]doc.Block{&doc.Paragraph{At: at, Text: c.around.top.nestedInlines(call.Argument, call.Line)}}, blocks...)
	}
	return append(out, blocks...)
}

// named makes the label that mystmd gives to anything the name that Sphinx knows, and an
// anchor of it as it is written, which links of Markdown have.
func (c *converter) named(call rst.Call) (rst.Call, []doc.Block) {
	for i, o := range call.Options {
		label := o.Name == "label" && call.Name != "math"
		if !label && o.Name != "name" || o.Value == "" {
			continue
		}
		if label {
			call.Options[i].Name = "name"
		}
		if doc.Slug(o.Value) != o.Value {
			return call, []doc.Block{&doc.Anchor{At: doc.At(call.Line), ID: c.ids.Unique(o.Value)}}
		}
		break
	}
	return call, nil
}

// callOf takes the options from the beginning of a directive's lines: ":name: value", or
// YAML between two lines of hyphens.
func (c *converter) callOf(n *directiveNode, at int) rst.Call {
	call := rst.Call{Name: n.name, Line: at, Argument: n.arg, Options: n.options, BodyLine: at + 1}
	lines := make([]string, n.Lines().Len())
	for i := range lines {
		seg := n.Lines().At(i)
		lines[i] = text.ExpandTabs(strings.TrimSuffix(string(seg.Value(c.src)), "\n"), tabStop)
	}
	taken := 0
	switch {
	case len(lines) > 0 && strings.TrimRight(lines[0], " ") == "---":
		for i := 1; i < len(lines); i++ {
			if strings.TrimRight(lines[i], " ") == "---" {
				fields, _ := flatYAML(strings.Join(lines[1:i], "\n"), 1)
				call.Options = append(call.Options, fields...)
				taken = i + 1
				break
			}
		}
	default:
		for taken < len(lines) {
			name, value, ok := directiveOption(lines[taken])
			if !ok {
				break
			}
			call.Options = append(call.Options, doc.Field{Name: name, Value: value})
			taken++
		}
	}
	call.Body = dedent(lines[taken:])
	if taken < len(lines) {
		call.BodyLine = c.lines.line(n.Lines().At(taken).Start)
	}
	return call
}

// directiveOption reads ":name: value".
func directiveOption(line string) (name, value string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), ":")
	if !ok || len(line)-len(strings.TrimLeft(line, " ")) > 3 {
		return "", "", false
	}
	name, value, ok = strings.Cut(rest, ":")
	if !ok || name == "" || value != "" && value[0] != ' ' || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return "", "", false
	}
	return strings.ToLower(name), yamlValue(strings.TrimSpace(value)), true
}

// dedent joins lines without the indentation that all of them have.
func dedent(lines []string) string {
	least := -1
	for _, l := range lines {
		if body := strings.TrimLeft(l, " "); body != "" && (least < 0 || len(l)-len(body) < least) {
			least = len(l) - len(body)
		}
	}
	if least <= 0 {
		return strings.Join(lines, "\n")
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l[min(len(l), least):]
	}
	return strings.Join(out, "\n")
}

// around is what a page shares with the texts inside its directives.
type around struct {
	top   *converter // of the page
	door  *rst.Door  // nil as long as no directive or role was met
	depth int        // of the containers and directives around the text that is read
	set   dialectSet
	opt   Options
	meta  []doc.Field // of the page's front matter

	values map[string]string // that stand for "{{ name }}"; nil as long as none was met
	filled int               // bytes of them so far
}

// door returns the way to the directives and roles of reStructuredText.
func (c *converter) door() *rst.Door {
	a := c.around
	if a.door == nil {
		a.door = rst.Open(rst.Host{
			Options: rst.Options{File: a.opt.Path, Read: a.opt.Read, Site: a.opt.Site}, Length: len(a.top.src),
			Blocks: a.top.nestedBlocks, Inlines: a.top.nestedInlines, NewID: a.top.ids.Unique,
		})
	}
	return a.door
}

// closeDoor lets the directives and roles settle what only the whole page tells.
func (c *converter) closeDoor(blocks []doc.Block) []doc.Block {
	if c.around.door == nil {
		return blocks
	}
	blocks, problems := c.around.door.Close(blocks)
	c.problems = append(c.problems, problems...)
	c.included = c.around.door.Size()
	return blocks
}

// body reads the text inside a directive.
func (c *converter) body(call rst.Call) []doc.Block {
	if strings.TrimSpace(call.Body) == "" {
		return nil
	}
	return c.around.top.nestedBlocks(call.Body, call.BodyLine, "")
}

// nestedBlocks reads a text inside a directive of the page c. line is that of its first
// line; all of an included file stands on that line.
func (c *converter) nestedBlocks(src string, line int, within string) []doc.Block {
	return c.nest(src, line, within).settled()
}

// nestedInlines reads a title or another short text in a directive.
func (c *converter) nestedInlines(src string, line int) []doc.Inline {
	return inlinesOf(c.nest(src, line, "").settled(), src)
}

// inlinesOf returns the running text of what should be one paragraph; what it is not is shown as it is written.
func inlinesOf(blocks []doc.Block, src string) []doc.Inline {
	if len(blocks) == 1 {
		switch b := blocks[0].(type) {
		case *doc.Paragraph:
			return b.Text
		case *doc.Figure:
			if b.Caption == nil && b.Legend == nil {
				return []doc.Inline{&b.Image}
			}
		default: // no running text
		}
	}
	if src = strings.TrimSpace(src); src == "" {
		return nil
	}
	return []doc.Inline{&doc.Text{Value: src}}
}

// nest parses a text inside a directive. It knows the links and footnotes of the page.
func (c *converter) nest(src string, line int, within string) *converter {
	body := []byte(src)
	if n := len(body); n == 0 || body[n-1] != '\n' {
		body = append(body, '\n')
	}
	lines := newLineMap(body, line, nil)
	lines.last = c.lines.at(len(c.lines.starts) - 1)
	lines.fixed = within != ""
	pc := parser.NewContext()
	page := pageOf(pc)
	page.depth, page.once = c.around.depth, c.page.once
	page.elsewhere = c.page.footnotes
	if len(page.elsewhere) == 0 {
		page.elsewhere = c.page.elsewhere
	}
	if c.notes == nil {
		c.notes = map[string]string{}
	}
	inner := c.around.set.convertIn(nestedIn{pc, c.pc}, body, lines, c.ids)
	inner.around, inner.notes, inner.elsewhere = c.around, c.notes, c.elsewhere
	return inner
}

// nestedIn is the context of a text inside a directive: it knows the links of the page.
type nestedIn struct {
	parser.Context
	outer parser.Context
}

// Reference implements parser.Context.
func (c nestedIn) Reference(label string) (parser.Reference, bool) {
	if r, ok := c.Context.Reference(label); ok {
		return r, true
	}
	return c.outer.Reference(label)
}

// settled returns the blocks of a text inside a directive. Its faults are those of the page.
func (c *converter) settled() []doc.Block {
	blocks := c.blocks(c.root, 0)
	if c.rest != nil {
		blocks = append(blocks, c.rest)
	}
	top := c.around.top
	top.problems = append(top.problems, c.found()...)
	return blocks
}

// theorem reads what sphinx-proof and sphinx-exercise have: a kind, and perhaps a name.
func theorem(kind string) func(*converter, rst.Call) []doc.Block {
	return func(c *converter, call rst.Call) []doc.Block {
		a := &doc.Admonition{At: doc.At(call.Line), Kind: kind}
		out := []doc.Block{}
		for _, o := range call.Options {
			if o.Name == "name" && o.Value != "" {
				out = append(out, &doc.Anchor{At: a.At, ID: c.ids.Unique(doc.Slug(o.Value))})
			}
		}
		if call.Argument != "" {
			a.Title = c.around.top.nestedInlines(call.Argument, call.Line)
		}
		a.Blocks = c.body(call)
		return append(out, a)
	}
}

// codeCell reads a cell of a notebook. What its tags hide is not shown.
func codeCell(_ *converter, call rst.Call) []doc.Block {
	code := &doc.Code{At: doc.At(call.Line), Lang: strings.ToLower(text.OneLine(call.Argument)), Text: strings.TrimRight(call.Body, "\n ")}
	switch code.Lang {
	case "ipython", "ipython3", "python3":
		code.Lang = "python"
	}
	for _, o := range call.Options {
		switch o.Name {
		case "tags":
			if strings.Contains(o.Value, "remove-cell") || strings.Contains(o.Value, "remove-input") {
				return nil
			}
		case "caption":
			code.Caption = []doc.Inline{&doc.Text{Value: o.Value}}
		}
	}
	if code.Text == "" {
		return nil
	}
	return []doc.Block{code}
}

// glossary reads terms: as Sphinx has them, with the text indented, or as a list of
// definitions, as mystmd has them.
func glossary(c *converter, call rst.Call) []doc.Block {
	if !strings.Contains(call.Body, "\n: ") {
		blocks, _ := c.door().Directive(call)
		return blocks
	}
	blocks := c.body(call)
	for _, b := range blocks {
		list, ok := b.(*doc.Definitions)
		if !ok {
			continue
		}
		list.Kind = doc.Glossary
		for i := range list.Items {
			for _, term := range list.Items[i].Terms {
				list.Items[i].IDs = append(list.Items[i].IDs, c.ids.Unique("term-"+doc.Slug(doc.InlineText(term))))
			}
		}
	}
	return blocks
}

// media reads what stands for a page or film that is shown from elsewhere: a link to it.
func media(c *converter, call rst.Call) []doc.Block {
	c.foreign(call.Line, "the directive "+call.Name)
	var out []doc.Block
	if to := strings.TrimSpace(call.Argument); to != "" {
		link := &doc.Link{Target: to, Content: []doc.Inline{&doc.Text{Value: to}}}
		if to[0] == '#' {
			link.Ref, link.Target = "ref", to[1:]
		}
		out = append(out, &doc.Paragraph{At: doc.At(call.Line), Text: []doc.Inline{link}})
	}
	return append(out, c.body(call)...)
}

// elsewhere reads what only a program can fill in.
func elsewhere(c *converter, call rst.Call) []doc.Block {
	c.foreign(call.Line, "the directive "+call.Name)
	return c.body(call)
}

// foreign tells, once a page, of what of MyST is shown by its text alone.
func (c *converter) foreign(line int, what string) {
	if code, text := foreignSyntax("MyST", what); !c.page.once[text] {
		c.page.once[text] = true
		c.problem(doc.At(line), doc.Info, code, text)
	}
}
