package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/rst"
	"lectern/lessons/text"
)

// roleParser reads roles: {name}`text`.
type roleParser struct {
	any bool // also those that are unknown
}

// roleNode is a role with its text.
type roleNode struct {
	ast.BaseInline
	name  string
	start int
}

var kindRole = ast.NewNodeKind("LecternRole")

// Kind implements ast.Node.
func (*roleNode) Kind() ast.NodeKind { return kindRole }

// Dump implements ast.Node.
func (n *roleNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.name}, nil)
}

// Trigger implements parser.InlineParser.
func (roleParser) Trigger() []byte { return []byte{'{'} }

var roleHead = text.Pattern("^\\{([A-Za-z][\\w:.+-]*)(?:[ \\t][^{}`]*)?\\}`")

// Parse implements parser.InlineParser.
func (p roleParser) Parse(parent ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	end := bytes.Index(line[:min(len(line), 100)], []byte("}`"))
	if end < 2 {
		return nil
	}
	m := roleHead().FindSubmatch(line[:end+2])
	if m == nil {
		return nil
	}
	node := &roleNode{name: strings.ToLower(string(m[1])), start: seg.Start}
	if !p.any && !isMystRole(roleFamily(node.name)) && !rst.KnowsRole(node.name) {
		return nil
	}
	at, pos := block.Position()
	block.Advance(end + 1)
	code := codeSpanGuard{parser.NewCodeSpanParser()}.Parse(parent, block, pc)
	if _, ok := code.(*ast.CodeSpan); !ok {
		block.SetPosition(at, pos)
		return nil
	}
	node.AppendChild(node, code)
	return node
}

// isMystRole reports whether a family of roles is one that only MyST and extensions of Sphinx have.
func isMystRole(name string) bool {
	switch name {
	case "cite", "bdg", "octicon", "material", "fas", "fab", "far", "fa",
		"eq", "doi", "underline", "u", "del", "strike", "keyboard", "glue":
		return true
	}
	return false
}

// roleFamily is the part of a role's name that says what it does.
func roleFamily(name string) string {
	if i := strings.IndexAny(name, ":-"); i > 0 {
		return name[:i]
	}
	return name
}

func (n *roleNode) inline(c *converter, b *html.Run, _ int) {
	value := c.codeSpan(n.FirstChild().(*ast.CodeSpan))
	line := c.lines.line(n.start)
	words := []doc.Inline{&doc.Text{Value: value}}
	title, to := value, ""
	if i := strings.LastIndex(value, " <"); i >= 0 && strings.HasSuffix(value, ">") {
		title, to = strings.TrimSpace(value[:i]), value[i+2:len(value)-1]
	}
	switch family := roleFamily(n.name); {
	case family == "cite":
		c.foreign(line, "a citation")
		b.Text("[" + value + "]")
	case family == "bdg" && to != "":
		b.Add(&doc.Link{Target: to, Content: []doc.Inline{&doc.Text{Value: title}}})
	case family == "bdg":
		b.Text(title)
	case family == "octicon", family == "material", family == "fas", family == "fab", family == "far", family == "fa":
		// a sign of a font of signs
	case family == "glue", n.name == "eval":
		c.foreign(line, "the role "+n.name)
		b.Text(value)
	case n.name == "eq":
		b.Add(&doc.Link{Ref: "ref", Target: "equation-" + doc.Slug(value), Content: []doc.Inline{&doc.Text{Value: fmt.Sprintf("(%s)", value)}}})
	case n.name == "doi":
		b.Add(&doc.Link{Target: "https://doi.org/" + value, Content: words})
	case n.name == "underline", n.name == "u":
		b.Add(&doc.Styled{Style: doc.Inserted, Content: words})
	case n.name == "del", n.name == "strike":
		b.Add(&doc.Styled{Style: doc.Strike, Content: words})
	case n.name == "keyboard":
		b.Add(&doc.Styled{Style: doc.Keyboard, Content: words})
	default:
		inlines, ok := c.door().Role(n.name, value, line)
		if !ok {
			c.foreign(line, "the role "+n.name)
			inlines = []doc.Inline{&doc.Text{Value: title}}
		}
		for _, in := range inlines {
			if t, ok := in.(*doc.Text); ok {
				b.Text(t.Value)
			} else {
				b.Add(in)
			}
		}
	}
}

// substitutionParser reads "{{ name }}", for which a text of the site or of the page's front
// matter stands (MyST, "Substitutions"), or what only a program can fill in (mkdocs-macros).
type substitutionParser struct{ tool, what string }

// substitutionNode stands where the text is to be put in.
type substitutionNode struct {
	ast.BaseInline
	name  string
	start int
	by    substitutionParser
}

var kindSubstitution = ast.NewNodeKind("LecternSubstitution")

// Kind implements ast.Node.
func (*substitutionNode) Kind() ast.NodeKind { return kindSubstitution }

// Dump implements ast.Node.
func (n *substitutionNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.name}, nil)
}

// Trigger implements parser.InlineParser.
func (substitutionParser) Trigger() []byte { return []byte{'{'} }

// maxSubstitution is how long a name may be, in bytes; maxSubstituted is how much text all
// of a page may be replaced by, and maxSubstitutionDepth how deep they may hold one another.
const (
	maxSubstitution      = 200
	maxSubstituted       = 256 << 10
	maxSubstitutionDepth = 4
)

// Parse implements parser.InlineParser.
func (p substitutionParser) Parse(_ ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 5 {
		return nil
	}
	node := &substitutionNode{start: seg.Start, by: p}
	var end int
	switch line[1] {
	case '%': // an instruction of the program
		end = bytes.Index(line[:min(len(line), maxSubstitution)], []byte("%}"))
	case '{':
		if end = bytes.Index(line[:min(len(line), maxSubstitution)], []byte("}}")); end > 0 {
			node.name = strings.ToLower(strings.TrimSpace(string(line[2:end])))
		}
	}
	if end <= 2 {
		return nil
	}
	if strings.Trim(node.name, "abcdefghijklmnopqrstuvwxyz0123456789_-.") != "" {
		node.name = "" // more than a name
	}
	block.Advance(end + 2)
	return node
}

func (n *substitutionNode) inline(c *converter, b *html.Run, _ int) {
	line := c.lines.line(n.start)
	a := c.around
	value, ok := a.substitutions()[n.name]
	if a.filled += len(value); !ok || a.filled > maxSubstituted || a.depth >= maxNesting {
		if code, text := foreignSyntax(n.by.tool, n.by.what); !c.page.once[text] {
			c.page.once[text] = true
			c.problem(doc.At(line), doc.Info, code, text)
		}
		b.Text(n.name)
		return
	}
	outer := a.depth
	a.depth += maxNesting / maxSubstitutionDepth
	defer func() { a.depth = outer }()
	for _, in := range a.top.nestedInlines(value, line) {
		if t, ok := in.(*doc.Text); ok {
			b.Text(t.Value)
		} else {
			b.Add(in)
		}
	}
}

// substitutions returns the texts that stand for names in lower case.
func (a *around) substitutions() map[string]string {
	if a.values == nil {
		a.values = map[string]string{}
		for name, value := range a.opt.Substitutions {
			a.values[strings.ToLower(name)] = value
		}
		for _, f := range a.meta {
			if name, ok := strings.CutPrefix(strings.TrimPrefix(f.Name, "myst."), "substitutions."); ok {
				a.values[name] = f.Value
			}
		}
	}
	return a.values
}
