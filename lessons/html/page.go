package html

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Options say what the source of a page cannot say itself.
type Options struct {
	// XHTML says that the page is one, as those of an EPUB book are, even if it does not
	// begin as one.
	XHTML bool
	// Book says that the page is one of a book, whose title its head may state, and Sections are those
	// that the contents of the book name.
	Book     bool
	Sections []Section
}

// Page reads a whole page: what its author wrote in it, without the navigation that the
// tool around it added (content.go). It never fails: what it does not understand is
// in the document as text, and in its Problems, which are sorted by line.
func Page(src []byte, opt Options) *doc.Document {
	decoded, note := text.DecodeStated(src, statedCharset(src))
	size := len(decoded)
	src = text.Normalize(decoded)
	p := &page{opt: opt, src: src, told: map[string]bool{}}
	if note != nil {
		p.tell(note.Line, doc.Warning, "encoding", note.Text)
	}
	p.opt.XHTML = opt.XHTML || isXHTML(src)
	var rest doc.Block
	if fits := text.Fitting(src, lineCosts); fits < len(src) {
		line, count := text.LinesFrom(src, fits)
		var problem doc.Problem
		rest, problem = doc.RestLeftOut(line, count)
		p.problems = append(p.problems, problem)
		p.src = src[:fits]
	}
	p.head = readHead(p.src)
	d := &doc.Document{Meta: p.head.meta, Size: size}
	d.Title, d.Blocks = p.read()
	if rest != nil {
		d.Blocks = append(d.Blocks, rest)
	}
	slices.SortStableFunc(p.problems, func(a, b doc.Problem) int { return a.Line - b.Line })
	d.Problems = p.problems
	return d
}

// page is a page while it is read.
type page struct {
	opt      Options
	src      []byte
	head     head
	problems []doc.Problem
	told     map[string]bool // kinds of faults that are told once a page

	ids map[string]*node // elements of the content by their anchors
}

func (p *page) tell(line int, s doc.Severity, code, text string) {
	p.problems = append(p.problems, doc.Problem{Line: line, Severity: s, Code: code, Text: text})
}

// tellOnce tells of the first fault of a kind.
func (p *page) tellOnce(line int, s doc.Severity, code, text string) {
	if !p.told[code] {
		p.told[code] = true
		p.tell(line, s, code, text)
	}
}

// maxPageDepth is how deep elements nest in a page. The tools that make sites put a text into
// some twenty of them.
const maxPageDepth = 120

// read returns the title and the blocks of the page.
func (p *page) read() (title []doc.Inline, blocks []doc.Block) {
	root := parseDeep(p.src, 1, maxPageDepth, p.opt.XHTML, func(int) bool { return false })
	setRoles(root)
	main := p.contentOf(root)
	if tags := p.tags(main); len(tags.text) > 0 {
		from := main.from
		root, main = nil, nil
		root = parseDeep(p.src, 1, maxPageDepth, p.opt.XHTML, func(at int) bool { return tags.Text(0, at-int(from)) })
		setRoles(root)
		main = p.contentOf(root)
	}
	p.src = nil // the tree has copies, and is larger
	adopt(root, main)
	p.leaveOut(root, main)
	p.prepare(main)
	p.ids = nil
	b := builder{ids: NewIDs()}
	explain(main, b.ids)
	b.nodes(main.kids)
	if id := main.attrs.get("id"); id != "" {
		blocks = append(blocks, &doc.Anchor{At: doc.At(main.line), ID: id})
	}
	blocks = withoutLast(append(blocks, b.finish()...))
	return p.title(root, main, b.ids, blocks)
}

// withoutLast takes out the line above the notes at the end of a page.
func withoutLast(blocks []doc.Block) []doc.Block {
	for i := len(blocks) - 1; i > 0; i-- {
		switch blocks[i].(type) {
		case *doc.Footnote, *doc.Anchor:
		case *doc.Rule:
			return append(blocks[:i], blocks[i+1:]...)
		default:
			return blocks
		}
	}
	return blocks
}

// withAnchors puts the anchors before the first heading of a page into it, so that the page begins
// with that.
func withAnchors(blocks []doc.Block) []doc.Block {
	var targets []doc.Inline
	for i, b := range blocks {
		switch b := b.(type) {
		case *doc.Anchor:
			if b.ID != "" {
				targets = append(targets, &doc.Target{ID: b.ID})
			}
			continue
		case *doc.Heading:
			b.Text = append(targets, b.Text...)
			return blocks[i:]
		default: // the page begins with text
		}
		break
	}
	return blocks
}

// tags decides which tags of the content are text.
func (p *page) tags(main *node) *Tags {
	first := bytes.Count(p.src[:main.from], []byte{'\n'})
	part := p.src[main.from:main.to]
	tags := NewTags(func(_, offset int, s doc.Severity, code, text string) {
		line := 1 + first + bytes.Count(part[:offset], []byte{'\n'})
		switch {
		case code == "drawing": // icons are many; see prepare
		case code == "hidden-text" && p.opt.XHTML && bytes.HasPrefix(part[offset:], []byte("<![CDATA[")):
		case code == "tag-left-out" && officeTag(part[offset:]):
		case code == "tag-left-out":
			name, _ := cut(string(part[offset+1:min(len(part), offset+40)]), blanks+"/>")
			if key := code + " " + name; !p.told[key] {
				p.told[key] = true
				p.tell(line, s, code, text)
			}
		default:
			p.tell(line, s, code, text)
		}
	})
	tags.Scan(0, part)
	tags.Border()
	return tags
}

// officeTag reports whether a tag is one that Word writes between its own.
func officeTag(tag []byte) bool {
	tag = bytes.TrimPrefix(tag[1:], []byte{'/'})
	for _, prefix := range []string{"o:", "w:", "v:", "st1:", "m:"} {
		if bytes.HasPrefix(tag, []byte(prefix)) {
			return true
		}
	}
	return false
}

// title returns the page's title and its blocks, with a heading for the title where they
// begin with none: the first heading if it is of the highest level or says what the
// title of the head begins with, else that title.
func (p *page) title(root, main *node, ids *IDs, blocks []doc.Block) ([]doc.Inline, []doc.Block) {
	stated := p.head.title
	blocks = p.sections(blocks)
	first := firstHeading(blocks)
	blocks = withAnchors(blocks)
	if p.opt.Book { // its contents say what a page is called
		if first != nil && !behindText(blocks, first) {
			return first.Text, blocks
		}
		return nil, blocks
	}
	if first != nil {
		said := text.OneLine(doc.InlineText(first.Text))
		if stated == "" && first.Level == 1 || stated != "" && beginsWith(stated, said) || first.Level == 1 && !behindText(blocks, first) {
			return first.Text, blocks
		}
	}
	outside := headingOutside(root, main)
	switch {
	case outside != "" && (stated == "" || beginsWith(stated, outside)):
		stated = outside
	case stated == "":
		return nil, blocks
	case main.tag != "body" && main != root:
		stated = withoutSite(stated)
	}
	title := []doc.Inline{&doc.Text{Value: stated}}
	top := &doc.Heading{At: doc.At(max(1, p.head.line)), Level: 1, ID: ids.Take(Slug(stated)), Text: title}
	return title, append([]doc.Block{top}, blocks...)
}

// beginsWith reports whether the title of a head is that of the page, with what its tool
// put behind it: "Tides — The Sea 1.0 documentation".
func beginsWith(stated, said string) bool {
	rest, ok := strings.CutPrefix(stated, said)
	if !ok || said == "" {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || strings.ContainsAny(rest[:1], "-|:·•<>/(,") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "»")
}

func firstHeading(blocks []doc.Block) *doc.Heading {
	for _, b := range blocks {
		if h, ok := b.(*doc.Heading); ok {
			return h
		}
	}
	return nil
}

// behindText reports whether a heading stands behind other text of the page.
func behindText(blocks []doc.Block, h *doc.Heading) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			return b != h
		case *doc.Anchor, *doc.Figure, *doc.Rule:
		default:
			return true
		}
	}
	return false
}

// headingOutside returns the text of the only heading of the first level outside of the
// page's content; "" if there is none or there are several.
func headingOutside(root, main *node) string {
	var found []string
	var look func(*node)
	look = func(n *node) {
		for _, k := range n.kids {
			if k.tag == "h1" {
				found = append(found, text.OneLine(allText(k)))
			}
			if k != main {
				look(k)
			}
		}
	}
	look(root)
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// head is what stands in the head of a page.
type head struct {
	title string
	line  int    // of the title
	base  string // to which addresses are relative; "" for the page itself
	meta  []doc.Field
}

// isMetaName reports whether a field of a head is one that a page of another format has too.
func isMetaName(name string) bool {
	switch name {
	case "author", "date", "description", "keywords", "tags", "slug":
		return true
	}
	return false
}

// maxHead is how much of a page is looked at for its head.
const maxHead = 256 << 10

// readHead reads the head of a page, up to the body. An address that a head states for
// others (Open Graph) is none of the page.
func readHead(src []byte) head {
	var h head
	src = src[:min(len(src), maxHead)]
	z := nethtml.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	inTitle := false
	for at := 0; ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			return h
		}
		raw := len(z.Raw())
		switch kind {
		case nethtml.TextToken:
			if inTitle && h.title == "" {
				start := at
				h.title = text.OneLine(string(z.Text()))
				h.line = 1 + bytes.Count(src[:start], []byte{'\n'})
			}
		case nethtml.EndTagToken:
			inTitle = false
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			tok := z.Token()
			switch tok.Data {
			case "title":
				inTitle = kind == nethtml.StartTagToken
				if !inTitle {
					z.NextIsNotRawText()
				}
			case "base":
				if h.base == "" {
					h.base = strings.TrimSpace(attributes(tok.Attr).get("href"))
				}
			case "meta":
				attrs := attributes(tok.Attr)
				if name, value := strings.ToLower(attrs.get("name")), text.OneLine(attrs.get("content")); isMetaName(name) && value != "" {
					h.meta = append(h.meta, doc.Field{Name: name, Value: value})
				}
			case "script", "style":
				if kind == nethtml.SelfClosingTagToken {
					z.NextIsNotRawText()
				}
			case "body", "main", "h1", "p", "div", "svg":
				return h
			}
		}
		at += raw
	}
}

// PeekTitle returns the title of a page as its first bytes show it, without what most
// tools put behind it: the name of the site. It returns "" if they show none.
func PeekTitle(start []byte) string {
	title := withoutSite(readHead(start).title)
	if title == "" {
		if _, rest, ok := bytes.Cut(start, []byte("<h1")); ok {
			if body, _, ok := bytes.Cut(rest, []byte("</h1")); ok {
				n := parseTree(append([]byte("<h1"), body...), 1, func(int) bool { return false })
				title = text.OneLine(allText(n))
			}
		}
	}
	return title
}

// withoutSite returns the title of a head without the name of the site at its end.
func withoutSite(title string) string {
	for _, between := range []string{" — ", " – ", " | ", " · ", " :: ", " » ", " - "} {
		if at := strings.LastIndex(title, between); at > 0 {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// PeekField returns a field of the head that the first bytes of a page show; "" if they show none.
func PeekField(start []byte, name string) string {
	return (&doc.Document{Meta: readHead(start).meta}).Get(name)
}

// isXHTML reports whether a page begins as one of XML does.
func isXHTML(src []byte) bool {
	start := src[:min(len(src), 1024)]
	return bytes.HasPrefix(bytes.TrimSpace(start), []byte("<?xml")) || bytes.Contains(start, []byte("http://www.w3.org/1999/xhtml"))
}

// statedCharset returns the charset that a page states in its first bytes (HTML, "prescan a
// byte stream"; XML, "encoding"); "" if it states none.
func statedCharset(src []byte) string {
	start := bytes.ToLower(src[:min(len(src), 2048)])
	for _, word := range []string{"charset", "encoding"} {
		rest := start
		for {
			var found bool
			if _, rest, found = bytes.Cut(rest, []byte(word)); !found {
				break
			}
			value, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte{'='})
			if !ok {
				continue
			}
			value = bytes.TrimLeft(value, " \t\r\n\"'")
			end := bytes.IndexFunc(value, func(r rune) bool {
				return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == ':' || r == '.')
			})
			if end > 0 {
				return string(value[:end])
			}
		}
	}
	return ""
}

// counted writes a number of words.
func counted(n int) string {
	if n == 1 {
		return "1 word"
	}
	return fmt.Sprintf("%d words", n)
}
