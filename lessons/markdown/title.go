package markdown

import (
	"bytes"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/html"
	"lectern/lessons/text"
)

// titleSearch finds the title of a page: a heading of level 1 that is the first
// block to say something, else the title of the front matter, which then becomes the
// first heading of the page.
type titleSearch struct {
	heading *doc.Heading // the first block, if it is a heading of level 1
	top     *doc.Heading // the heading that the front matter makes; nil without a title there, or when the page has its own
	begun   bool         // the first block was seen
	below   bool         // a heading of level 1 stands further down
	taken   bool         // a heading of the page has the anchor of top
}

func newTitleSearch(h head) *titleSearch {
	t := &titleSearch{}
	title := (&doc.Document{Meta: h.meta}).Get("title")
	if title == "" {
		return t
	}
	// It is text, not Markdown: other tools put it on buttons and into lists. Its anchor
	// is made of what it would be as Markdown, as records know it.
	t.top = &doc.Heading{At: doc.At(h.lines["title"]), Level: 1, ID: html.Slug(plainTitle(title)), Text: []doc.Inline{&doc.Text{Value: title}}}
	return t
}

// look searches the next blocks of the page for the title.
func (t *titleSearch) look(blocks []doc.Block) {
	for _, b := range blocks {
		h, ok := b.(*doc.Heading)
		if !ok {
			t.begun = t.begun || !wordless(b)
			continue
		}
		switch {
		case h.Level != 1:
		case !t.begun:
			t.heading = h
		default:
			t.below = true
		}
		t.begun = true
		t.taken = t.taken || t.top != nil && h.ID == t.top.ID
	}
}

// wordless reports whether a block says nothing, so that a title may stand behind it: an
// anchor, or the pictures that people put above the name of a project.
func wordless(b doc.Block) bool {
	switch b := b.(type) {
	case *doc.Anchor, *doc.Rule:
		return true
	case *doc.Figure:
		return b.Caption == nil && b.Legend == nil
	case *doc.Paragraph:
		return onlyPictures(b.Text)
	default:
		return false
	}
}

func onlyPictures(text []doc.Inline) bool {
	for _, in := range text {
		switch in := in.(type) {
		case *doc.Image, *doc.LineBreak:
		case *doc.Text:
			if strings.TrimSpace(in.Value) != "" {
				return false
			}
		case *doc.Link:
			if !onlyPictures(in.Content) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// title ends the search. When it returns, top is the heading that has to be put
// before the page, or nil.
func (t *titleSearch) title() []doc.Inline {
	switch {
	case t.heading != nil && doc.InlineText(t.heading.Text) != "":
		t.top = nil
		return t.heading.Text
	case t.top == nil:
		return nil
	case t.below:
		// Without an anchor the lesson keeps the ID that it has had: the heading below
		// was once the title of such a page, and no heading stood here.
		t.top.ID = ""
	case t.taken:
		// The heading of the body was there first in the eyes of those who link to it.
		t.top.ID += "-title"
	}
	return t.top.Text
}

// maxPeeked is how many lines of a front matter are searched for a title when its end is not seen.
const maxPeeked = 30

// PeekTitle returns the title of a page as its first lines show it, without
// parsing them: a heading of level 1 that is the first to say something, else that of the
// front matter. It returns "" if there is neither.
func PeekTitle(start []byte) string {
	src := text.Normalize(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")))
	h := readHead(src)
	if h.size == 0 && hasOpenHead(src) {
		return peekOpenHead(src)
	}
	if title := firstTitle(src[h.size:]); title != "" {
		return title
	}
	return text.OneLine((&doc.Document{Meta: h.meta}).Get("title"))
}

// hasOpenHead reports whether a page begins with front matter whose end is not among its first bytes.
func hasOpenHead(src []byte) bool {
	line, rest, _ := bytes.Cut(src, []byte{'\n'})
	line = bytes.TrimRight(line, " \t")
	return (string(line) == "---" || string(line) == "+++") && !bytes.Contains(rest, append([]byte{'\n'}, line...))
}

// peekOpenHead returns the title of front matter whose end is not seen.
func peekOpenHead(src []byte) string {
	for i, raw := range bytes.Split(src, []byte{'\n'}) {
		line := string(bytes.TrimSpace(raw))
		at := strings.IndexAny(line, ":=")
		if at > 0 && i < maxPeeked && strings.EqualFold(strings.TrimSpace(line[:at]), "title") {
			return strings.Trim(text.OneLine(line[at+1:]), `"'`)
		}
	}
	return ""
}

// firstTitle returns the heading of level 1 that is the first line of a text to say
// something, "" if another line is.
func firstTitle(body []byte) string {
	hidden := "" // what ends the comment that is open
	for len(body) > 0 {
		var raw []byte
		raw, body, _ = bytes.Cut(body, []byte{'\n'})
		if hidden != "" {
			if bytes.Contains(raw, []byte(hidden)) {
				hidden = ""
			}
			continue
		}
		line := strings.TrimRight(string(raw), " \t")
		if strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t") {
			return ""
		}
		line = strings.TrimLeft(line, " ")
		if rest, ok := strings.CutPrefix(line, "#"); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
			return plainTitle(cutAttributes(strings.TrimRight(rest, "# \t")))
		}
		if title, ok := htmlTitle(line); ok {
			return title
		}
		if hidden = opensComment(line); hidden != "" || saysNothing(line) {
			continue
		}
		next, _, _ := bytes.Cut(body, []byte{'\n'})
		if next = bytes.TrimRight(next, " \t"); len(next) > 0 && len(bytes.Trim(next, "=")) == 0 {
			return plainTitle(cutAttributes(line))
		}
		return ""
	}
	return ""
}

// plainTitle returns the words of a title that is written as Markdown.
func plainTitle(title string) string {
	if strings.ContainsAny(title, "[`*_<&\\$:~!") {
		if in, ok := oneParagraph(title); ok && len(in) > 0 {
			title = doc.InlineText(in)
		}
	}
	return text.OneLine(title)
}

// cutAttributes cuts off the attributes that may stand behind a title, as {#anchor .class}.
func cutAttributes(title string) string {
	if at := strings.LastIndexByte(title, '{'); at >= 0 && strings.HasSuffix(title, "}") && strings.IndexByte("#.:", (title + " ")[at+1]) >= 0 {
		return strings.TrimRight(title[:at], " \t#")
	}
	return title
}

// htmlTitle returns the words of a line that is a heading of level 1 in HTML.
func htmlTitle(line string) (string, bool) {
	if len(line) < 4 || !strings.EqualFold(line[:3], "<h1") {
		return "", false
	}
	title := text.OneLine(cutTags(line))
	return title, title != ""
}

// cutTags returns what stands outside of the tags on a line.
func cutTags(line string) string {
	var b strings.Builder
	for line != "" {
		at := strings.IndexByte(line, '<')
		if at < 0 {
			at = len(line)
		}
		b.WriteString(line[:at])
		_, line, _ = strings.Cut(line[at:], ">")
	}
	return b.String()
}

// opensComment returns the sign that ends a comment that a line begins and does not end.
func opensComment(line string) string {
	for _, signs := range [][2]string{{"<!--", "-->"}, {"{/*", "*/}"}, {"{% comment %}", "{% endcomment %}"}} {
		if rest, ok := strings.CutPrefix(line, signs[0]); ok && !strings.Contains(rest, signs[1]) {
			return signs[1]
		}
	}
	return ""
}

// saysNothing reports whether a line has no words for a reader: it is blank, holds tags or
// pictures alone, or speaks to the tool that the page was written for.
func saysNothing(line string) bool {
	switch {
	case line == "":
		return true
	case line[0] == '<':
		return strings.TrimSpace(cutTags(line)) == ""
	case line[0] == '{':
		return strings.HasPrefix(line, "{%") || strings.HasPrefix(line, "{:") || strings.HasPrefix(line, "{/*")
	case line[0] == '(':
		return strings.HasSuffix(line, ")=")
	case strings.HasPrefix(line, "import "):
		return strings.Contains(line, " from ") || strings.ContainsAny(line, `"'`)
	case strings.HasPrefix(line, "!["), strings.HasPrefix(line, "[!["):
		in, ok := oneParagraph(line)
		return ok && onlyPictures(in)
	}
	return false
}

// PeekField returns a field of the metadata at the start of a page, "" if it has
// none of that name. name is in lower case.
func PeekField(start []byte, name string) string {
	head := readHead(text.Normalize(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))))
	return (&doc.Document{Meta: head.meta}).Get(name)
}
