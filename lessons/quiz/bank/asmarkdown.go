package bank

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"lectern/lessons/quiz"
)

// asMarkdown writes a text of any format so that it is shown the same as Markdown. Signs that
// would mean something there are escaped. HTML stays HTML, which Markdown may hold: that of running
// text in paragraphs, all else as one block.
func asMarkdown(t quiz.Text) string {
	switch t.Format {
	case quiz.Markdown:
		return t.Source
	case quiz.HTML:
		return htmlAsMarkdown(t.Source)
	case quiz.Moodle:
		return htmlAsMarkdown(brokenLines(t.Source))
	default:
		lines := strings.Split(t.Source, "\n")
		for i, line := range lines {
			body := strings.TrimLeft(line, " ")
			lines[i] = strings.Repeat("&nbsp;", len(line)-len(body)) + escapeMarkdown(body, true)
		}
		return joinBroken(lines)
	}
}

// joinBroken joins lines whose ends count.
func joinBroken(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		switch {
		case i == 0:
		case line == "" || lines[i-1] == "":
			b.WriteByte('\n')
		default:
			b.WriteString("<br>\n")
		}
		b.WriteString(line)
	}
	return b.String()
}

// brokenLines marks the ends of lines of a text in Moodle's own format, in which they count
// but for those beside a tag.
func brokenLines(s string) string {
	lines := strings.Split(s, "\n")
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			if strings.HasSuffix(strings.TrimSpace(lines[i-1]), ">") || strings.HasPrefix(strings.TrimSpace(line), "<") {
				b.WriteByte('\n')
			} else {
				b.WriteString("<br>\n")
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// runningTags are the elements of running text; the blocks that make paragraphs, as p, stand apart.
var runningTags = []string{
	"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins",
	"kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
	"u", "var", "p",
}

// htmlAsMarkdown is asMarkdown for HTML.
func htmlAsMarkdown(s string) string {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return escapeMarkdown(oneLine(s), true)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return paragraphs(b.String())
		case html.TextToken:
			text := html.UnescapeString(string(z.Raw()))
			begins := b.Len() == 0 || strings.HasSuffix(b.String()[max(0, b.Len()-4):], "\n\n")
			b.WriteString(escapeMarkdown(strings.Map(oneSpace, text), begins))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			switch {
			case string(name) == "p":
				b.WriteString("\n\n")
			case !slices.Contains(runningTags, string(name)):
				return htmlBlock(s)
			default:
				b.WriteString(strings.Map(oneSpace, raw))
			}
		default: // comments and the like are not shown
		}
	}
}

func oneSpace(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	return r
}

// paragraphs tidies what htmlAsMarkdown has made: one blank line between paragraphs.
func paragraphs(s string) string {
	var out []string
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = strings.Trim(p, " \n"); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n\n")
}

// htmlBlock makes a block of HTML of a text: it begins with a tag that begins one, and has no
// blank line, which would end it.
func htmlBlock(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	pre := false
	kept := lines[:0]
	for _, line := range lines {
		switch {
		case strings.TrimSpace(line) != "":
			kept = append(kept, line)
		case pre:
			kept = append(kept, "&#32;") // a blank line of code
		}
		low := strings.ToLower(line)
		if open, shut := strings.LastIndex(low, "<pre"), strings.LastIndex(low, "</pre"); open >= 0 || shut >= 0 {
			pre = open > shut
		}
	}
	return "<div>\n" + strings.Join(kept, "\n") + "\n</div>"
}

// escapeMarkdown puts backslashes before the signs of a plain text that Markdown would read.
// begins says that it stands at the start of a line.
func escapeMarkdown(s string, begins bool) string {
	if !strings.ContainsAny(s, "\\`*_[]<>&$~|#+-=.):!^{@") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		atStart := begins && strings.TrimLeft(s[:i], " ") == ""
		switch {
		case c == '<':
			b.WriteString("&lt;")
			continue
		case c == '&':
			b.WriteString("&amp;")
			continue
		case strings.IndexByte("\\`*_[]$~|^{", c) >= 0,
			atStart && strings.IndexByte("#+-=>:!", c) >= 0,
			c == '=' && i+1 < len(s) && s[i+1] == '=',
			c == ':' && i+1 < len(s) && isLetter(s[i+1]),
			begins && (c == '.' || c == ')') && i > 0 && strings.Trim(strings.TrimLeft(s[:i], " "), "0123456789") == "":
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}
