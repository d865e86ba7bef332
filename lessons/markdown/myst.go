package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/emoji"
	"lectern/lessons/html"
	"lectern/lessons/rst"
	"lectern/lessons/text"
)

// myst is the Markdown of Sphinx's MyST-Parser, Jupyter Book and mystmd
// (https://myst-parser.readthedocs.io/en/latest/syntax/syntax.html). Its directives
// (directive.go) and roles with known names are read on every page.
func myst() dialect {
	return dialect{
		name: "myst", tool: "MyST",
		signs: mystSigns,
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(placed{mystLineParser{}}, 40),
				util.Prioritized(placed{directiveParser{colons: true}}, 64),
				util.Prioritized(placed{fieldParser{}}, 66),
			}
		},
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(roleParser{any: true}, 59),
				util.Prioritized(substitutionParser{"MyST", "a substitution"}, 61),
				util.Prioritized(attributesParser{}, 65),
			}
		},
	}
}

// mystSigns looks for directives, roles and labels.
func mystSigns(o *opening, _ Options) bool {
	start := o.text
	for _, mark := range []string{"```{", ":::{"} {
		for rest := start; ; {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			line, _, _ := bytes.Cut(rest[i+len(mark)-1:], []byte{'\n'})
			if m := directiveHead().FindSubmatch(line[:min(len(line), 200)]); m != nil && knownDirective(strings.ToLower(string(m[1]))) {
				return true
			}
			rest = rest[i+len(mark):]
		}
	}
	for rest := start; ; {
		i := bytes.Index(rest, []byte("}`"))
		if i < 0 {
			break
		}
		from := bytes.LastIndexByte(rest[max(0, i-40):i], '{')
		if from >= 0 {
			from += max(0, i-40)
			if name := string(rest[from+1 : i]); name == "doc" || name == "ref" || name == "term" || name == "numref" {
				return true
			}
		}
		rest = rest[i+2:]
	}
	for rest := start; ; {
		i := bytes.Index(rest, []byte(")=\n"))
		if i < 0 {
			return false
		}
		line := rest[bytes.LastIndexByte(rest[:i], '\n')+1 : i+2]
		if mystLabel(line) != "" {
			return true
		}
		rest = rest[i+3:]
	}
}

// knownDirective reports whether a directive of that name is read on every page.
func knownDirective(name string) bool {
	if _, ok := mystDirective(name); ok {
		return true
	}
	return rst.KnowsDirective(name)
}

// mystDirective finds the directives that only MyST has.
func mystDirective(name string) (func(*converter, rst.Call) []doc.Block, bool) {
	if kind, ok := strings.CutPrefix(name, "prf:"); ok {
		return theorem(kind), true
	}
	if kind, ok := strings.CutPrefix(name, "proof:"); ok {
		return theorem(kind), true
	}
	switch name {
	case "exercise", "solution":
		return theorem(name), true
	case "exercise-start", "exercise-end", "solution-start", "solution-end", "tableofcontents", "show-index":
		return func(*converter, rst.Call) []doc.Block { return nil }, true
	case "code-cell":
		return codeCell, true
	case "glossary":
		return glossary, true
	case "myst", "myst-example", "myst-to-html":
		return func(_ *converter, call rst.Call) []doc.Block {
			return []doc.Block{&doc.Code{At: doc.At(call.Line), Lang: "markdown", Text: strings.TrimRight(call.Body, "\n ")}}
		}, true
	case "margin", "aside":
		return renamed("sidebar"), true
	case "blockquote":
		return renamed("epigraph"), true
	case "iframe", "embed", "anywidget", "youtube", "vimeo", "video", "audio":
		return media, true
	case "bibliography", "glue", "glue:figure":
		return elsewhere, true
	}
	return nil, false
}

// renamed reads a directive as the one that reStructuredText has for it.
func renamed(name string) func(*converter, rst.Call) []doc.Block {
	return func(c *converter, call rst.Call) []doc.Block {
		call.Name = name
		blocks, _ := c.door().Directive(call)
		return blocks
	}
}

// mystLineParser reads the lines that are no text: "(label)=", "+++" and "% comment".
type mystLineParser struct{ oneLine }

// mystLineNode is such a line; what it names is a place.
type mystLineNode struct {
	ast.BaseBlock
	label   string
	comment bool
}

var kindMystLine = ast.NewNodeKind("LecternMystLine")

// Kind implements ast.Node.
func (*mystLineNode) Kind() ast.NodeKind { return kindMystLine }

// Dump implements ast.Node.
func (n *mystLineNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Label": n.label}, nil)
}

func (n *mystLineNode) blocks(c *converter, at doc.At, _ int) []doc.Block {
	if n.label == "" {
		return nil
	}
	return labelled(nil, at, n.label, c.ids)
}

// labelled appends the anchors of a label: as it is written, and as reStructuredText
// would write it.
func labelled(out []doc.Block, at doc.At, label string, ids *html.IDs) []doc.Block {
	out = append(out, &doc.Anchor{At: at, ID: ids.Unique(label)})
	if slug := doc.Slug(label); slug != label {
		out = append(out, &doc.Anchor{At: at, ID: ids.Unique(slug)})
	}
	return out
}

// maxMystLabel is how long a label may be, in bytes.
const maxMystLabel = 200

// mystLabel returns the label of a line "(label)=", "" if it is none.
func mystLabel(line []byte) string {
	line = bytes.TrimSpace(line)
	if len(line) < 4 || len(line) > maxMystLabel || line[0] != '(' || !bytes.HasSuffix(line, []byte(")=")) || bytes.ContainsAny(line[1:len(line)-2], "()`") {
		return ""
	}
	return string(bytes.TrimSpace(line[1 : len(line)-2]))
}

// Trigger implements parser.BlockParser.
func (mystLineParser) Trigger() []byte { return []byte{'(', '+', '%'} }

// Open implements parser.BlockParser.
func (mystLineParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	node := &mystLineNode{}
	switch line[pos] {
	case '(':
		if node.label = mystLabel(line[pos:]); node.label == "" {
			return nil, parser.NoChildren
		}
	case '+':
		if !bytes.HasPrefix(line[pos:], []byte("+++")) {
			return nil, parser.NoChildren
		}
	default:
		node.comment = true
	}
	node.SetPos(seg.Start)
	pageOf(pc).starts[node] = seg.Start
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// fieldParser reads a list of fields, ":name: text" (MyST, "Field Lists").
type fieldParser struct{ ending }

// fieldsNode is a list of fields as it is written.
type fieldsNode struct {
	ast.BaseBlock
	start int
}

var kindFields = ast.NewNodeKind("LecternFields")

// Kind implements ast.Node.
func (*fieldsNode) Kind() ast.NodeKind { return kindFields }

// IsRaw says that the lines are no running text.
func (*fieldsNode) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *fieldsNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var fieldMark = text.Pattern("^:([^:\\s`][^:\n`]*):(?:[ \\t]+|\\n?$)")

// fieldAt returns the name of the field that a line begins, "" if it begins none, and where
// its text begins.
func fieldAt(line string) (name string, body int) {
	m := fieldMark().FindStringSubmatch(line[:min(len(line), 200)])
	if m == nil || emoji.Sign(m[1]) != "" || isSignName(m[1]) {
		return "", 0
	}
	return m[1], len(m[0])
}

func isField(line []byte) bool {
	name, _ := fieldAt(string(line[:min(len(line), 200)]))
	return name != ""
}

// Trigger implements parser.BlockParser.
func (fieldParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (fieldParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	if name, _ := fieldAt(string(line[pos:])); name == "" {
		return nil, parser.NoChildren
	}
	node := &fieldsNode{start: seg.Start}
	node.Lines().Append(gmtext.NewSegment(seg.Start-seg.Padding+pos, seg.Stop))
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (fieldParser) Continue(node ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	if line == nil || util.IsBlank(line) || line[0] != ' ' && !isField(line) {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// CanInterruptParagraph implements parser.BlockParser.
func (fieldParser) CanInterruptParagraph() bool { return false }

// isPageField reports whether a field says how Sphinx treats a page.
func isPageField(name string) bool {
	switch name {
	case "orphan", "tocdepth", "nosearch", "nocomments", "no-search":
		return true
	}
	return false
}

func (n *fieldsNode) blocks(c *converter, _ doc.At, depth int) []doc.Block {
	list := &doc.Definitions{At: doc.At(c.lines.line(n.start)), Kind: doc.Fields}
	type field struct {
		name string
		line int
		body []string
	}
	var fields []field
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := text.ExpandTabs(strings.TrimSuffix(string(seg.Value(c.src)), "\n"), tabStop)
		if name, body := fieldAt(line); name != "" {
			fields = append(fields, field{name, c.lines.line(seg.Start), []string{line[min(body, len(line)):]}})
		} else if last := len(fields) - 1; last >= 0 {
			fields[last].body = append(fields[last].body, strings.TrimSpace(line))
		}
	}
	for _, f := range fields {
		if isPageField(strings.ToLower(f.name)) {
			continue
		}
		d := doc.Definition{Line: f.line, Terms: [][]doc.Inline{c.around.top.nestedInlines(f.name, f.line)}}
		if body := strings.Join(f.body, "\n"); strings.TrimSpace(body) != "" && c.around.depth+depth < maxNesting {
			outer := c.around.depth
			c.around.depth += depth + 1
			d.Blocks = c.around.top.nestedBlocks(body, f.line, "")
			c.around.depth = outer
		}
		list.Items = append(list.Items, d)
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}

// mystLink says where a link of MyST leads: "#label" to a label of any page, "page.md"
// without words to a page whose title are its words, a bare word to anything of that name.
// What is on the site of another tool leads nowhere and keeps its words.
func (c *converter) mystLink(target string, content []doc.Inline) doc.Inline {
	for _, scheme := range []string{"project:", "path:", "myst:"} {
		target = strings.TrimPrefix(target, scheme)
	}
	if strings.HasPrefix(target, "#") {
		switch doc.InlineText(content) {
		case "{name}", "{number}": // mystmd fills in what it is called
			content = nil
		}
	}
	link := &doc.Link{Target: target, Content: content}
	scheme, rest, _ := strings.Cut(target, ":")
	page, isPage := strings.CutSuffix(target, ".md")
	words := target
	switch {
	case scheme == "inv", scheme == "xref":
		words = target[strings.IndexAny(target, "#:")+1:]
	case scheme == "wiki":
		link.Target, words = "https://en.wikipedia.org/wiki/"+rest, rest
	case scheme == "doi":
		link.Target = "https://doi.org/" + rest
	case len(html.Trim(content)) > 0 && target != "" && !strings.ContainsAny(target, ".#?%@ ") && scheme == target && target[0] != '/':
		link.Ref = "any"
	case len(html.Trim(content)) > 0:
	case strings.HasPrefix(target, "#") && len(target) > 1:
		link.Ref, link.Target, words = "ref", target[1:], target[1:]
	case isPage && page != "" && scheme == target:
		link.Ref, link.Target, words = "doc", page, page
	case target != "" && !strings.ContainsAny(target, ".#?%@ ") && scheme == target && target[0] != '/':
		link.Ref = "any"
	}
	if len(html.Trim(content)) == 0 && words != "" {
		link.Content = []doc.Inline{&doc.Text{Value: words}}
	}
	if scheme == "inv" || scheme == "xref" {
		return &doc.Styled{Style: doc.Title, Content: link.Content}
	}
	return link
}

// mystAutoLink is mystLink for "<address>", whose words are the address of the web alone.
func (c *converter) mystAutoLink(target string) doc.Inline {
	switch scheme, _, _ := strings.Cut(target, ":"); scheme {
	case "project", "path", "myst", "inv", "xref", "wiki", "doi":
		return c.mystLink(target, nil)
	}
	return &doc.Link{Target: target, Content: []doc.Inline{&doc.Text{Value: target}}}
}

// aimLabels lets links to "#label" lead to the labels of other pages, where the page
// itself has no such place.
func (c *converter) aimLabels(blocks []doc.Block) {
	own := map[string]bool{}
	doc.Walk(blocks, func(b doc.Block) bool {
		for _, id := range doc.IDs(b) {
			own[strings.ToLower(id)] = true
		}
		return true
	})
	var links []*doc.Link
	doc.WalkInlines(blocks, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Target:
			own[strings.ToLower(in.ID)] = true
		case *doc.Link:
			if in.Ref == "" && len(in.Target) > 1 && in.Target[0] == '#' {
				links = append(links, in)
			}
		default: // leads nowhere
		}
	})
	for _, l := range links {
		if !own[strings.ToLower(l.Target[1:])] {
			l.Ref, l.Target = "ref", l.Target[1:]
		}
	}
}
