package markdown

// Quizzes of other tools in pages: those of LiaScript, a dialect, and the blocks of mkdocs-quiz, which are read on every page.

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"lectern/lessons/doc"
	"lectern/lessons/liascript"
	"lectern/lessons/text"
)

// liaScript is the Markdown of LiaScript (https://github.com/LiaScript/docs). Its quizzes become
// questions, taken out of the page with the text before them; indentation makes no code.
func liaScript() dialect {
	return dialect{
		name: "liascript", tool: "LiaScript",
		signs: func(start *opening, _ Options) bool {
			return (hasBoxes(start.text) || bytes.HasPrefix(bytes.TrimSpace(start.text), []byte("<!--"))) && liascript.Is(string(start.text))
		},
		later:      func(src []byte) bool { return hasBoxes(src) && liascript.Is(string(src)) },
		rewrite:    rewriteLiaScript,
		noIndented: true,
	}
}

// hasBoxes reports whether there may be a quiz with choices in a text.
func hasBoxes(src []byte) bool {
	for _, box := range [...]string{"[( )]", "[(X)]", "[(x)]", "[[ ]]"} {
		if bytes.Contains(src, []byte(box)) {
			return true
		}
	}
	return false
}

// liaEffect is a line, or the beginning of one, that says when or by whom what follows is shown or spoken.
var liaEffect = text.Pattern(`(?m)^[ \t>]*(?:--)?\{\{[^{}\n]*\}\}(?:--)?[ \t]*$\n?|^[ \t]*\{\{[0-9][^{}\n]*\}\}`)

// liaMedia are links to sounds, films and other pages that are shown in place.
var liaMedia = text.Pattern(`(^|[\s(>|])(?:!\?|\?\?|\?)(\[[^\[\]\n]*\]\()`)

// rewriteLiaScript makes a block of each quiz that is asked where it stands, and takes out what
// tells when something is shown.
func rewriteLiaScript(r *rewriting) {
	named := func(name string) bool {
		name, _, _ = strings.Cut(name, "|")
		name, _, _ = strings.Cut(name, "#")
		return r.opt.Find != nil && r.opt.Find(strings.TrimSpace(name)) != ""
	}
	code := codeOf(r.text, false)
	for _, m := range liaEffect().FindAllIndex(r.text, -1) {
		if code.end(m[0]) == 0 && !bytes.HasPrefix(bytes.TrimLeft(r.text[m[0]:m[1]], " \t>"), []byte("{{#")) {
			r.replace(m[0], m[1], strings.Repeat("\n", bytes.Count(r.text[m[0]:m[1]], []byte{'\n'})))
		}
	}
	for _, m := range liaMedia().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) == 0 {
			r.replace(m[3], m[4], "")
		}
	}
	starts := r.lines.starts
	offset := func(line int) int {
		if line < len(starts) {
			return starts[line]
		}
		return len(r.text)
	}
	var quizzes []edit
	for _, q := range liascript.Find(string(r.text), named) {
		from, to := offset(q.From), offset(q.To)
		quizzes = append(quizzes, edit{from, to, quizFence(string(r.text[from:to]), q.Heading)})
	}
	// What stands in a quiz is read with it.
	r.edits = append(outside(r.edits, quizzes), quizzes...)
}

// outside returns the edits that are in none of the parts.
func outside(edits, parts []edit) []edit {
	kept := edits[:0]
	i := 0
	for _, e := range edits {
		for i < len(parts) && parts[i].to <= e.from {
			i++
		}
		if i == len(parts) || e.from < parts[i].from {
			kept = append(kept, e)
		}
	}
	return kept
}

// liaFence is the word behind the fence around a quiz that was found in a page: its text begins on the line of the fence.
const liaFence = "found"

// quizFence writes a quiz as a fenced block, which the page asks where it stands.
func quizFence(body, heading string) string {
	lines := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	before, _ := liascript.Strip(lines[0])
	quoted := !slices.ContainsFunc(lines, func(line string) bool {
		line = strings.TrimLeft(line, " \t")
		return line != "" && line[0] != '>'
	})
	if quoted {
		before = "> "
	} else if strings.Contains(before, ">") {
		before = ""
	} else if before = text.ExpandTabs(before, tabStop); len(before) > 3 {
		before = ""
	}
	fence, how := "```", liaFence
	for strings.Contains(body, fence) && len(fence) < 100 {
		fence += "`"
	}
	if heading != "" {
		lines, how = append([]string{heading, ""}, lines...), how+" heading"
	}
	var b strings.Builder
	b.WriteString(strings.TrimRight(before, " ") + "\n") // so that it stands in no raw HTML
	b.WriteString(before + fence + "quiz liascript " + how + "\n")
	for _, line := range lines {
		if quoted {
			line = strings.TrimLeft(line, " \t")
			line = strings.TrimPrefix(strings.TrimPrefix(line, ">"), " ")
		}
		b.WriteString(before + line + "\n")
	}
	b.WriteString(before + fence + "\n")
	return b.String()
}

// quizTags begin and end a question of the plugin mkdocs-quiz (its documentation, "Quick
// start"); the second pair is that of versions before 1. Nothing else has such tags, so they
// are read on every page.
var quizTags = [...]struct{ begin, end string }{{"<quiz>", "</quiz>"}, {"<?quiz?>", "<?/quiz?>"}}

// quizBlockParser reads a question of mkdocs-quiz, which goes on up to its end tag, whatever
// stands in between. What it asks and what is right is no text of the page.
type quizBlockParser struct{ ending }

// Trigger implements parser.BlockParser.
func (quizBlockParser) Trigger() []byte { return []byte{'<'} }

// CanAcceptIndentedLine implements parser.BlockParser: the plugin does not mind where the tag stands.
func (quizBlockParser) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser.
func (quizBlockParser) Open(_ ast.Node, r gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	body := bytes.TrimLeft(line, " \t")
	if len(body) < 6 || body[1] != 'q' && body[1] != '?' {
		return nil, parser.NoChildren
	}
	for _, tag := range quizTags {
		rest, ok := bytes.CutPrefix(body, []byte(tag.begin))
		if !ok {
			continue
		}
		p, at := pageOf(pc), seg.Start
		if p.noEnd[tag.begin] > at || !bytes.Contains(r.Source()[at:], []byte(tag.end)) {
			p.noEnd[tag.begin] = len(r.Source())
			return nil, parser.NoChildren
		}
		n := &quizBlockNode{end: tag.end}
		state := n.take(rest)
		r.AdvanceToEOL()
		return n, state
	}
	return nil, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (quizBlockParser) Continue(node ast.Node, r gmtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	n := node.(*quizBlockNode)
	if n.closed {
		return parser.Close
	}
	text := append([]byte(strings.Repeat(" ", seg.Padding)), line...)
	state := n.take(text)
	r.AdvanceToEOL()
	return state
}

// quizBlockNode is a question of mkdocs-quiz.
type quizBlockNode struct {
	ast.BaseBlock
	end    string // its end tag
	text   strings.Builder
	closed bool
}

// take adds a line, or what stands on it before the end tag.
func (n *quizBlockNode) take(line []byte) parser.State {
	before, _, closed := bytes.Cut(line, []byte(n.end))
	n.text.Write(bytes.TrimRight(before, "\n"))
	n.text.WriteByte('\n')
	n.closed = closed
	return parser.Continue | parser.NoChildren
}

var kindQuizBlock = ast.NewNodeKind("LecternQuizBlock")

// Kind implements ast.Node.
func (*quizBlockNode) Kind() ast.NodeKind { return kindQuizBlock }

// IsRaw says that its lines hold no running text.
func (*quizBlockNode) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *quizBlockNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *quizBlockNode) blocks(_ *converter, at doc.At, _ int) []doc.Block {
	return []doc.Block{&doc.QuizRef{At: at, First: int(at), Content: strings.TrimRight(n.text.String(), "\n"), Format: "mkdocs-quiz"}}
}
