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

// fenceLabel is the label that VitePress shows on a block of code in a group of them.
var fenceLabel = text.Pattern(`[\w}]\s+\[([^\[\]]+)\]\s*$`)

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
	if c.pymdownx {
		text = withoutMarks(text)
	}
	switch lang {
	case "quiz":
		format := "gift"
		if len(words) > 1 {
			format = strings.ToLower(words[1])
		}
		ref := &doc.QuizRef{At: at, Content: text, Format: format}
		if len(words) > 2 && words[2] == liaFence {
			ref.First = int(at) - 1 // a blank line stands between
			if len(words) > 3 {     // its heading stands before it
				ref.First -= 2
			}
		}
		return ref
	case "rust":
		text = shownRust(text)
	case "text", "plain", "plaintext", "txt":
		lang = ""
	}
	text = shownMarks(text, lang)
	code := &doc.Code{At: at, Lang: lang, Text: text}
	if m := fenceTitle().FindStringSubmatch(info); m != nil && m[1]+m[2] != "" {
		code.Caption = []doc.Inline{&doc.Text{Value: m[1] + m[2]}}
	} else if m := fenceLabel().FindStringSubmatch(info); m != nil {
		code.Caption = []doc.Inline{&doc.Text{Value: m[1]}}
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

// isCodeMark reports whether a line tells Docusaurus which lines of code to set off. It looks
// for them in a comment that holds nothing else.
func isCodeMark(line string) bool {
	switch line {
	case "highlight-next-line", "highlight-start", "highlight-end":
		return true
	}
	return false
}

// shownMarks leaves out the comments of code that say how its lines are shown: those of
// Docusaurus, and "[!code focus]" at the end of a line, of VitePress ("[!!code" escapes it).
func shownMarks(code, lang string) string {
	if !strings.Contains(code, "highlight-") && !strings.Contains(code, "!code ") {
		return code
	}
	lines := strings.Split(code, "\n")
	shown := lines[:0]
	about := lang == "md" || lang == "mdx" || lang == "markdown" // it may be about the comments themselves
	for _, line := range lines {
		body := strings.TrimSpace(line)
		if isCodeMark(strings.Trim(body, "/#*<>!-{}%; ")) && (!about || strings.HasPrefix(body, "<!--")) && !isCodeMark(body) {
			continue
		}
		if at := strings.Index(line, "[!code "); at >= 0 && strings.IndexByte(line[at:], ']') > 0 {
			end := at + strings.IndexByte(line[at:], ']') + 1
			before := strings.TrimRight(line[:at], " ")
			comment := len(strings.TrimRight(before, "/#*<!-{%;"))
			if comment == len(before) {
				shown = append(shown, line) // no comment
				continue
			}
			after := strings.TrimLeft(line[end:], " ")
			for _, closing := range []string{"*/}", "-->", "*/"} {
				after = strings.TrimPrefix(after, closing)
			}
			line = strings.TrimRight(before[:comment]+after, " ")
			if line == "" {
				continue
			}
		}
		shown = append(shown, strings.ReplaceAll(line, "[!!code ", "[!code "))
	}
	return strings.Join(shown, "\n")
}
