package html

import (
	"bytes"
	"fmt"
	"strings"

	nethtml "golang.org/x/net/html"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Tell takes a fault: the offset at which it stands in its piece, and what a
// doc.Problem says of it.
type Tell func(piece, offset int, severity doc.Severity, code, text string)

// Tags decides which tags of a page are none: `<T>`, `List<String>` and `a<b and c>d`
// are text that someone forgot to escape. It is given the pieces of raw HTML of the
// page in their order, and looks for the partner of each tag.
//
//   - a tag whose name HTML does not have is text if nothing closes it, it has no
//     values and its name no hyphen. Else it belongs to some other program; its
//     content stays.
//   - so is one that stands right behind a letter, or has a name of one letter, unless
//     something closes it.
//
// The content of a drawing or a formula that is closed has names of its own.
type Tags struct {
	tell  Tell
	told  int   // how many faults, at most maxTold
	found []tag // of the section
	open  map[string][]int
	own   int // index of the drawing or formula that is open; -1 if there is none
	text  map[place]bool
}

// maxTold bounds the faults that a page tells of.
const maxTold = 2000

type place struct{ piece, offset int }

// tag is a tag that may be none.
type tag struct {
	place
	name           string
	raw            string
	end, closed    bool
	values, glued  bool
	foreign        bool // inside a drawing or formula
	unknown, empty bool
}

// NewTags returns the decisions for a page.
func NewTags(tell Tell) *Tags {
	return &Tags{tell: tell, open: map[string][]int{}, own: -1, text: map[place]bool{}}
}

// Text reports whether the tag at an offset of a piece is text. It is asked when
// Border was called behind that piece.
func (t *Tags) Text(piece, offset int) bool { return t != nil && t.text[place{piece, offset}] }

// Tag takes the next piece if it is one tag, comment or the like in running text.
// before is the character in front of it.
func (t *Tags) Tag(piece int, src []byte, before rune) {
	if bytes.HasPrefix(src, []byte("<!")) || bytes.HasPrefix(src, []byte("<?")) {
		t.comment(piece, 0, src)
		return
	}
	name, attrs, end := cutTag(string(src))
	if name == "" {
		return
	}
	t.add(tag{place: place{piece, 0}, name: strings.ToLower(name), raw: string(src), end: end,
		empty: bytes.HasSuffix(src, []byte("/>")), values: strings.ContainsRune(attrs, '='), glued: isWord(before)})
}

// Scan takes the next piece if it is a fragment of HTML.
func (t *Tags) Scan(piece int, src []byte) {
	if !doubtful(src) {
		return
	}
	before := ' '
	z := nethtml.NewTokenizer(bytes.NewReader(src))
	z.SetMaxBuf(0)
	at := 0
	hidden := "" // the element that is open and hides what it holds
	hiddenAt := 0
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			if hidden != "" {
				t.tellAt(piece, hiddenAt, doc.Warning, "hidden-text", "<"+hidden+"> is never closed and hides the rest of the HTML")
			}
			return
		}
		raw := z.Raw()
		if kind == nethtml.CommentToken {
			t.comment(piece, at, raw)
		}
		if kind == nethtml.StartTagToken || kind == nethtml.EndTagToken || kind == nethtml.SelfClosingTagToken {
			if at > 0 {
				before = rune(src[at-1])
			}
			name, more := z.TagName()
			if end := kind == nethtml.EndTagToken; hidden == "" && text.IsHTML(string(name)) && !isDroppedTag(string(name)) && !hasOwnNames(string(name)) &&
				string(name) != "noscript" && (end && len(t.open[string(name)]) == 0 || !end && (isNeverText(string(name)) || len(name) > 1 && !isWord(before))) {
				at += len(raw) // a tag that is one, as most are
				continue
			}
			g := tag{place: place{piece, at}, raw: string(raw), end: kind == nethtml.EndTagToken, empty: kind == nethtml.SelfClosingTagToken}
			g.glued = isWord(before)
			g.name = string(name)
			if g.name == "noscript" {
				z.NextIsNotRawText()
			}
			for more {
				var value []byte
				_, value, more = z.TagAttr()
				g.values = g.values || len(value) > 0
			}
			switch {
			case hidden == "" && isDroppedTag(g.name) && kind == nethtml.StartTagToken:
				hidden, hiddenAt = g.name, at
			case g.name == hidden && g.end:
				hidden = ""
			}
			t.add(g)
		}
		at += len(raw)
	}
}

// doubtful reports whether a fragment may hold a tag that is text, or hide something.
// Most do not, and need no second look.
func doubtful(src []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			return false
		}
		at += i + 1
		rest := bytes.TrimPrefix(src[at:], []byte{'/'})
		end := bytes.IndexAny(rest[:min(len(rest), 20)], " \t\n\f/>")
		switch {
		case len(rest) == 0:
			return false
		case rest[0] == '!' || rest[0] == '?':
			return true
		case rest[0]|0x20 < 'a' || rest[0]|0x20 > 'z':
			continue
		case end < 0:
			return true
		}
		name := strings.ToLower(string(rest[:end]))
		if end == 1 && name != "p" || !text.IsHTML(name) || isDroppedTag(name) || hasOwnNames(name) {
			return true
		}
		if at > 1 && isWord(rune(src[at-2])) && !isNeverText(name) && rest[0] == src[at] {
			return true
		}
	}
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r == '_' || r >= 0x80
}

// isNeverText reports whether an element stands behind a word as it is, or has an end that
// is left out often.
func isNeverText(name string) bool {
	switch name {
	case "br", "wbr", "hr", "img", "p", "li", "dt", "dd", "tr", "td",
		"th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "col",
		"rp", "rt", "rb", "rtc", "html", "head", "body",
		"script", "style", "textarea", "title", "svg", "math":
		return true
	}
	return false
}

// hasOwnNames reports whether the content of an element has names of its own, or is no part of
// the page.
func hasOwnNames(name string) bool {
	switch name {
	case "svg", "math", "template":
		return true
	}
	return false
}

func (t *Tags) add(g tag) {
	g.unknown = !text.IsHTML(g.name)
	if !g.unknown && !g.end && (isNeverText(g.name) || g.values || !g.glued && len(g.name) > 1) {
		if !hasOwnNames(g.name) {
			return
		}
	}
	own := hasOwnNames(g.name)
	if g.end {
		open := t.open[g.name]
		if len(open) > 0 {
			i := open[len(open)-1]
			t.open[g.name] = open[:len(open)-1]
			t.found[i].closed, g.closed = true, true
			if own && t.own == i {
				for j := i + 1; j < len(t.found); j++ {
					t.found[j].foreign = true
				}
				t.own = -1
			}
		}
		if g.unknown {
			t.found = append(t.found, g)
		}
		return
	}
	switch g.name {
	case "svg":
		t.say(g, doc.Info, "drawing", "the drawing %s is not drawn, only its title and its words are shown: a picture beside the page could be")
	case "template":
		t.say(g, doc.Info, "hidden-text", "what stands in %s is not shown, as in a browser")
	}
	if g.empty {
		g.closed = true
	} else {
		t.open[g.name] = append(t.open[g.name], len(t.found))
		if own && t.own < 0 {
			t.own = len(t.found)
		}
	}
	t.found = append(t.found, g)
}

// Border ends a section of the page, at which it may be read apart from the rest:
// no tag has its partner beyond it.
func (t *Tags) Border() {
	for _, g := range t.found {
		switch {
		case g.foreign:
		case g.unknown && (g.closed || g.values || strings.ContainsAny(g.name, "-:.")):
			if !g.end {
				t.say(g, doc.Info, "tag-left-out", "HTML has no tag %s, so what it does is missing and only what stands inside it is shown")
			}
		case g.closed || hasOwnNames(g.name):
		default:
			t.text[g.place] = true
			why := "%s is never closed"
			if g.end {
				why = "%s closes nothing"
			}
			t.say(g, doc.Warning, "unknown-tag", why+" and is shown as text: write &lt; for <, or mark it as code")
		}
	}
	t.found = t.found[:0]
	if len(t.open) > 0 {
		t.open = map[string][]int{}
	}
	t.own = -1
}

// say tells of a tag.
func (t *Tags) say(g tag, severity doc.Severity, code, format string) {
	if t.told < maxTold {
		t.tellAt(g.piece, g.offset, severity, code, fmt.Sprintf(format, text.OneLine(clipTag(g.raw))))
	}
}

func (t *Tags) tellAt(piece, offset int, severity doc.Severity, code, text string) {
	if t.told < maxTold {
		t.told++
		t.tell(piece, offset, severity, code, text)
	}
}

// comment tells of what looks like a comment to a browser and may hold words.
func (t *Tags) comment(piece, offset int, raw []byte) {
	switch {
	case bytes.HasPrefix(raw, []byte("<!--")):
		if !bytes.HasSuffix(raw, []byte("-->")) && !bytes.HasSuffix(raw, []byte("--!>")) {
			t.tellAt(piece, offset, doc.Warning, "hidden-text", "the comment is never closed and hides all that follows: write --> where it ends")
		}
	case bytes.HasPrefix(raw, []byte("<![CDATA[")):
		t.tellAt(piece, offset, doc.Warning, "hidden-text", "what stands in <![CDATA[ is not shown, as in a browser: write it as text, with &lt; for <")
	case bytes.HasPrefix(raw, []byte("<?")):
		t.tellAt(piece, offset, doc.Warning, "hidden-text", "what stands between <? and ?> is for another program; it is not run, and what it would write is missing")
	}
}

// clipTag bounds a tag that is quoted in a message.
func clipTag(raw string) string {
	const most = 40
	if len(raw) <= most {
		return raw
	}
	return strings.ToValidUTF8(raw[:most], "") + "…"
}
