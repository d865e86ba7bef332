package markdown

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// obsidian is the Markdown of Obsidian's vaults (Obsidian Help, "Obsidian Flavored
// Markdown").
func obsidian() dialect {
	return dialect{
		name: "obsidian", tool: "Obsidian",
		signs: func(start *opening, _ Options) bool {
			return start.sign(wikiSign, "[[") || start.sign(markedSign, "==", "%%")
		},
		rewrite: rewriteObsidian,
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(wikiParser{}, 150),
				util.Prioritized(newDelimiterGuard(markedParser{}), 490),
			}
		},
	}
}

// wikiSign is a link or a picture by name. At the beginning of a line that could be a
// question of LiaScript.
var wikiSign = text.Pattern(`!\[\[[^\[\]\n]+\]\]|(?m:^[ \t]*[^\s\[][^\n]*[\s(|*_"]|^[-*+][ \t]+)\[\[#?\pL[^\[\]\n]*\]\]`)

// markedSign is what Obsidian marks or hides, on a page that has no links by name.
var markedSign = text.Pattern(`(?:^|[\s(*])==[^\s=][^=\n]*[^\s=]==(?:[\s.,;:!?)*]|$)|(?:^|\s)%%[^%\n]+%%\s*$`)

// obsidianQueries are the words behind a fence whose lines Obsidian, or a plugin that many
// vaults use, shows the result of.
var obsidianQueries = sync.OnceValue(func() map[string]string {
	return map[string]string{"query": "a search", "dataview": "a Dataview query", "dataviewjs": "a Dataview script", "tasks": "a list of tasks", "base": "a view of a base"}
})

// blockID is the name of a block, at its end or in a line of its own behind it.
var blockID = text.Pattern(`(?m)(^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$`)

// rewriteObsidian takes out what stands between two "%%", in a line or over several, and
// makes anchors of the names of blocks. It tells which queries are shown by their text.
func rewriteObsidian(r *rewriting) {
	code := codeOf(r.text, true)
	var fence fenceTracker
	n := -1
	for line := range bytes.Lines(r.text) {
		n++
		if was := fence.mark; fence.next(line) && was == 0 {
			if what := obsidianQueries()[string(bytes.TrimLeft(bytes.TrimSpace(line), "`~ "))]; what != "" {
				r.foreign(n, "Obsidian", what)
			}
		}
	}
	for at := 0; ; {
		from := code.find(r.text, "%%", at)
		if from < 0 {
			break
		}
		to := len(r.text)
		if i := bytes.Index(r.text[from+2:], []byte("%%")); i >= 0 {
			to = from + 2 + i + 2
		}
		r.replace(from, to, strings.Repeat("\n", bytes.Count(r.text[from:to], []byte{'\n'})))
		at = to
	}
	if bytes.IndexByte(r.text, '^') < 0 {
		return
	}
	r.inlineNotes()
	for _, m := range linesWith(r.text, "^", 1, blockID) {
		if code.end(m[4]) == 0 {
			r.replace(m[0], m[1], `<a id="^`+string(r.text[m[4]:m[5]])+`"></a>`)
		}
	}
}

// wikiParser reads "[[Page]]", "[[Page#Heading|text]]", "![[picture.png|300]]" and
// "![[Page]]", which is a link here.
type wikiParser struct{}

// Trigger implements parser.InlineParser.
func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

// maxWiki is how long such a link may be, in bytes.
const maxWiki = 1000

// Parse implements parser.InlineParser.
func (wikiParser) Parse(_ ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest, embed := bytes.CutPrefix(line, []byte{'!'})
	rest, ok := bytes.CutPrefix(rest, []byte("[["))
	if !ok {
		return nil
	}
	end := bytes.IndexAny(rest[:min(len(rest), maxWiki)], "[]\n")
	if end <= 0 || !bytes.HasPrefix(rest[end:], []byte("]]")) {
		return nil
	}
	inner := string(rest[:end])
	if strings.TrimSpace(inner) == "" || inner[0] == ' ' || strings.HasPrefix(inner, "_TOC_") {
		return nil
	}
	block.Advance(len(line) - len(rest) + end + 2)
	address, label, _ := strings.Cut(strings.ReplaceAll(inner, `\|`, "|"), "|") // "\|" in a table
	n := &wikiNode{embed: embed, label: strings.TrimSpace(label)}
	n.page, n.place, _ = strings.Cut(strings.TrimSpace(address), "#")
	return n
}

// wikiNode is a link by the name of a file.
type wikiNode struct {
	ast.BaseInline
	page, place, label string
	embed              bool
}

var kindWiki = ast.NewNodeKind("LecternWiki")

// Kind implements ast.Node.
func (*wikiNode) Kind() ast.NodeKind { return kindWiki }

// Dump implements ast.Node.
func (n *wikiNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// isWikiPicture reports whether a file with a suffix is shown where it is named.
func isWikiPicture(suffix string) bool {
	switch suffix {
	case ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".avif":
		return true
	}
	return false
}

func (n *wikiNode) inline(c *converter, b *html.Run, _ int) {
	target := c.page.named(n.page)
	if n.embed && isWikiPicture(strings.ToLower(path.Ext(n.page))) {
		alt := n.label
		if strings.Trim(alt, "0123456789x") == "" { // its size
			alt = strings.TrimSuffix(path.Base(n.page), path.Ext(n.page))
		}
		b.Add(&doc.Image{Source: target, Alt: alt})
		return
	}
	label := n.label
	if label == "" || n.embed && strings.Trim(label, "0123456789x") == "" {
		var said []string
		for _, part := range append([]string{n.page}, strings.Split(n.place, "#")...) {
			if part = strings.TrimSpace(part); part != "" && part[0] != '^' {
				said = append(said, part)
			}
		}
		label = strings.Join(said, " > ")
	}
	if label == "" {
		label = n.place
	}
	if place := n.place[strings.LastIndexByte(n.place, '#')+1:]; strings.HasPrefix(place, "^") {
		target += "#" + place
	} else if place != "" {
		target += "#" + html.Slug(place)
	}
	b.Add(&doc.Link{Target: target, Content: wikiLabel(label)})
}

// wikiLabel returns the words of a link, with what of them is code.
func wikiLabel(label string) (content []doc.Inline) {
	for {
		from := strings.IndexByte(label, '`')
		n := strings.IndexByte(label[from+1:], '`')
		if from < 0 || n <= 0 {
			break
		}
		if from > 0 {
			content = append(content, &doc.Text{Value: label[:from]})
		}
		content = append(content, &doc.Literal{Value: label[from+1 : from+1+n]})
		label = label[from+n+2:]
	}
	if label != "" || content == nil {
		content = append(content, &doc.Text{Value: label})
	}
	return content
}

// named returns the address of the file that a name means on the page.
func (p *page) named(name string) string {
	if name == "" {
		return ""
	}
	file := ""
	if p.find != nil {
		file = p.find(name)
	}
	if file != "" {
		name = relative(path.Dir(p.path), file)
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// relative returns the path of a file as an address on a page of a folder.
func relative(dir, file string) string {
	for dir != "." && dir != "" && !strings.HasPrefix(file, dir+"/") {
		return "../" + relative(path.Dir(dir), file)
	}
	if dir == "." || dir == "" {
		return file
	}
	return file[len(dir)+1:]
}

// markedParser reads "==text==", which Obsidian and others set as with a highlighter.
type markedParser struct{}

// Trigger implements parser.InlineParser.
func (markedParser) Trigger() []byte { return []byte{'='} }

// Parse implements parser.InlineParser.
func (markedParser) Parse(_ ast.Node, block gmtext.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	if runLength(line, len(line)) != 2 {
		return nil
	}
	after := ' '
	if len(line) > 2 {
		after = util.ToRune(line, 2)
	}
	open, closing := flanking('=', before, after)
	node := parser.NewDelimiter(open, closing, 2, '=', highlights{})
	node.Segment = seg.WithStop(seg.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// highlights makes the node of a pair of "==".
type highlights struct{ marks }

// IsDelimiter implements parser.DelimiterProcessor.
func (highlights) IsDelimiter(c byte) bool { return c == '=' }

// OnMatch implements parser.DelimiterProcessor.
func (highlights) OnMatch(int) ast.Node { return &styledNode{style: doc.Marked} }

// styledNode is running text in a style that goldmark has no node for.
type styledNode struct {
	ast.BaseInline
	style doc.Style
}

var kindStyled = ast.NewNodeKind("LecternStyled")

// Kind implements ast.Node.
func (*styledNode) Kind() ast.NodeKind { return kindStyled }

// Dump implements ast.Node.
func (n *styledNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *styledNode) inline(c *converter, b *html.Run, depth int) {
	b.Add(&doc.Styled{Style: n.style, Content: c.run(n, depth+1)})
}
