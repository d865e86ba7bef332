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

// carpentries is the Markdown of the lessons of the Carpentries: Pandoc's, with boxes whose
// fences are of any length (Carpentries Workbench, "Episode Components").
func carpentries() dialect {
	return dialect{
		name: "carpentries", tool: "Carpentries Workbench",
		signs: func(start *opening, _ Options) bool {
			return start.sign(carpentriesSign, ":::")
		},
		rewrite: rewriteCarpentries,
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(placed{nested{colonFenceParser{loose: true}}}, 69), util.Prioritized(placed{gridParser{}}, 68),
			}
		},
	}
}

var (
	carpentriesSign = text.Pattern(`(?m)^:{3,}[ \t]*(?:questions|objectives|keypoints|prereq|challenge|instructor|testimonial|callout|discussion|checklist|spoiler)(?:[ \t:]*)$`)
	// pandocAttributes stand right behind a picture or a link.
	pandocAttributes = text.Pattern(`\)(\{[^{}]*[.#=][^{}]*\})`)
	// pandocSpan is a piece of text with attributes (Pandoc manual, "bracketed_spans").
	pandocSpan = text.Pattern(`\[([^\[\]\n]*)\]\{([^{}\n]*[.#=][^{}\n]*)\}`)
)

// rewriteCarpentries takes out the attributes of pictures, links and pieces of text. The words for a
// picture go to their place.
func rewriteCarpentries(r *rewriting) {
	if !bytes.Contains(r.text, []byte("){")) && !bytes.Contains(r.text, []byte("]{")) {
		return
	}
	code := codeOf(r.text, true)
	for _, m := range pandocSpan().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) > 0 {
			continue
		}
		anchor := ""
		if id := kramdownID().FindSubmatch(append([]byte{' '}, r.text[m[4]:m[5]]...)); id != nil {
			anchor = `<a id="` + string(id[1]) + `"></a>`
		}
		r.replace(m[0], m[1], anchor+string(r.text[m[2]:m[3]]))
	}
	for _, m := range pandocAttributes().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[2]) > 0 || m[3]-m[2] > maxDirective {
			continue
		}
		a := readArgs(string(r.text[m[2]+1 : m[3]-1]))
		r.replace(m[2], m[3], strings.Repeat("\n", bytes.Count(r.text[m[2]:m[3]], []byte{'\n'})))
		start := max(0, m[2]-maxDirective)
		if i := bytes.LastIndex(r.text[start:m[2]], []byte("![](")); i >= 0 && a.get("alt") != "" &&
			bytes.IndexByte(r.text[start+i+4:m[2]-1], ')') < 0 {
			r.replace(start+i+2, start+i+2, plainText(a.get("alt")))
		}
	}
}

// gridRule is a line of a grid table between its rows.
var gridRule = text.Pattern(`^[ \t]*\+(?:[-=:]+\+)+[ \t]*$`)

const (
	// maxGridRows and maxGridColumns bound what one grid table is read from.
	maxGridRows    = 2000
	maxGridColumns = 50
)

// gridParser reads tables that are drawn with "+---+" (Pandoc manual, "grid_tables"). What stands in a cell is
// Markdown of its own: lists, code, headings.
type gridParser struct{ ending }

// gridNode is such a table. Its lines are those of the drawing.
type gridNode struct {
	ast.BaseBlock
	start int
}

var kindGrid = ast.NewNodeKind("LecternGrid")

// Kind implements ast.Node.
func (*gridNode) Kind() ast.NodeKind { return kindGrid }

// IsRaw says that the lines of the drawing are no running text.
func (*gridNode) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *gridNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Trigger implements parser.BlockParser.
func (gridParser) Trigger() []byte { return []byte{'+'} }

// Open implements parser.BlockParser.
func (gridParser) Open(_ ast.Node, r gmtext.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	if bytes.Count(line, []byte{'+'}) > maxGridColumns || !gridRule().Match(bytes.TrimRight(line, "\r\n")) {
		return nil, parser.NoChildren
	}
	if after := bytes.TrimLeft(r.Source()[seg.Stop:], " \t>"); len(after) == 0 || after[0] != '|' {
		return nil, parser.NoChildren
	}
	node := &gridNode{start: seg.Start}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (gridParser) Continue(node ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	if body := bytes.TrimLeft(line, " \t"); len(body) < 2 || body[0] != '|' && body[0] != '+' || node.Lines().Len() > maxGridRows {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// blocks implements blockNode.
func (n *gridNode) blocks(c *converter, _ doc.At, depth int) []doc.Block {
	table := &doc.Table{At: doc.At(c.lines.line(n.start))}
	drawn := make([]string, n.Lines().Len())
	for i := range drawn {
		seg := n.Lines().At(i)
		drawn[i] = strings.TrimSpace(text.ExpandTabs(string(seg.Value(c.src)), tabStop))
	}
	if c.around.depth+depth >= maxNesting {
		return []doc.Block{&doc.Code{At: table.At, Text: strings.Join(drawn, "\n")}}
	}
	c.around.depth += depth + 1
	defer func() { c.around.depth -= depth + 1 }()
	cuts := cutsOf(drawn[0])
	for i := range len(cuts) - 1 {
		table.Columns = append(table.Columns, doc.Column{Width: cuts[i+1] - cuts[i] - 1})
	}
	open := make([][]string, len(cuts)-1)
	first := 1
	for i := 1; i < len(drawn); i++ {
		if drawn[i][0] == '|' {
			for k, cell := range gridCells([]rune(drawn[i]), cuts) {
				open[k] = append(open[k], cell)
				if tagLine().MatchString(cell) || strings.TrimSpace(cell) == "<p></p>" { // in Pandoc Markdown goes on behind it
					open[k] = append(open[k], "")
				}
			}
			if i+1 < len(drawn) {
				continue // else nothing closes the table
			}
		}
		row, any := doc.Row{}, false
		for k := range open {
			body := strings.Trim(dedent(open[k]), "\n")
			any = any || body != ""
			row.Cells = append(row.Cells, doc.Cell{Blocks: c.around.top.nestedBlocks(body, c.lines.line(n.Lines().At(min(first, len(drawn)-1)).Start), "")})
			open[k] = nil
		}
		first = i + 1
		if any {
			table.Body = append(table.Body, row)
		}
		if strings.Contains(drawn[i], "=") && drawn[i][0] == '+' && table.Head == nil {
			table.Head, table.Body = table.Body, nil
		}
	}
	if len(table.Head)+len(table.Body) == 0 {
		return nil
	}
	return []doc.Block{table}
}

// cutsOf returns the columns at which the cells of a drawn table end, in characters.
func cutsOf(rule string) (cuts []int) {
	for i, c := range rule {
		if c == '+' {
			cuts = append(cuts, i)
		}
	}
	return cuts
}

// gridCells cuts a line of a drawn table. Where its bars do not stand below those of the rule, as behind wide
// characters, they are counted instead.
func gridCells(line []rune, cuts []int) []string {
	cells := make([]string, len(cuts)-1)
	straight := true
	for i, from := range cuts[:len(cells)] {
		straight = straight && (from >= len(line) || line[from] == '|' || line[from] == '+')
		to := min(cuts[i+1], len(line))
		if i == len(cells)-1 { // what a reference says may be longer than it is
			to = len(line)
			if line[to-1] == '|' {
				to--
			}
		}
		if from+1 < to {
			cells[i] = strings.TrimRight(string(line[from+1:to]), " ")
		}
	}
	if parts := strings.Split(strings.Trim(string(line), "|"), "|"); !straight && len(parts) == len(cells) {
		for i, part := range parts {
			cells[i] = strings.TrimRight(part, " ")
		}
	}
	return cells
}
