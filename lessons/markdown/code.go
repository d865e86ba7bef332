package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// tabStop is how wide CommonMark counts a tab.
const tabStop = 4

// codeText returns the text of a code block without its last newlines, with
// tabs as spaces.
func (c *converter) codeText(n ast.Node) string {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		b.WriteString(text.ExpandTabs(string(seg.Value(c.src)), tabStop))
	}
	return strings.TrimRight(b.String(), "\n")
}

// fenceTitle is how MkDocs, Docusaurus and others give a block of code a title.
var fenceTitle = text.Pattern(`(?:^|[\s,{])(?:title|caption|filename)=(?:"([^"]*)"|'([^']*)')`)

// fence converts a fenced code block: code, or questions.
func (c *converter) fence(n *ast.FencedCodeBlock, at doc.At) doc.Block {
	info := ""
	if n.Info != nil {
		info = unescape(string(n.Info.Segment.Value(c.src)))
	}
	if c.page.unclosed[n] {
		c.problem(at, doc.Info, "unclosed-fence", "the code block is never closed, so everything up to its end is code")
	}
	words := strings.FieldsFunc(info, func(r rune) bool { return strings.ContainsRune(" \t,{}:", r) })
	lang := ""
	if len(words) > 0 && !strings.ContainsRune(words[0], '=') {
		lang = strings.ToLower(strings.TrimPrefix(words[0], "."))
	}
	text := c.codeText(n)
	switch lang {
	case "quiz":
		format := "gift"
		if len(words) > 1 {
			format = strings.ToLower(words[1])
		}
		return &doc.QuizRef{At: at, Content: text, Format: format}
	case "rust":
		text = shownRust(text)
	case "text", "plain", "plaintext", "txt":
		lang = ""
	}
	code := &doc.Code{At: at, Lang: lang, Text: text}
	if m := fenceTitle().FindStringSubmatch(info); m != nil && m[1]+m[2] != "" {
		code.Caption = []doc.Inline{&doc.Text{Value: m[1] + m[2]}}
	}
	return code
}

// shownRust leaves out the lines of Rust code that are there for the compiler
// only: "# code" and "#". A second sign escapes the first (rustdoc, "Hiding
// portions of the example"; mdBook does the same).
func shownRust(code string) string {
	if strings.IndexByte(code, '#') < 0 {
		return code
	}
	lines := strings.Split(code, "\n")
	shown := lines[:0]
	for _, line := range lines {
		body := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(body)]
		switch {
		case body == "#" || strings.HasPrefix(body, "# "):
			continue
		case strings.HasPrefix(body, "##"):
			line = indent + body[1:]
		}
		shown = append(shown, line)
	}
	return strings.Join(shown, "\n")
}
