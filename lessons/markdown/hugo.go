package markdown

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"lectern/lessons/text"
)

// hugo is what Hugo's sites have beyond Markdown: shortcodes (Hugo, "Shortcodes"). Those
// that Hugo itself brings, and those that its documentation themes have in common, are
// shown as what they make; of others the text that they stand around.
func hugo() dialect {
	return dialect{
		name: "hugo", tool: "Hugo",
		signs: func(start *opening, opt Options) bool {
			return !isQuarto(opt) && start.sign(hugoSign, "{{")
		},
		rewrite: rewriteHugo,
	}
}

var hugoSign = text.Pattern(`\{\{[<%][ \t]*/?[A-Za-z_][\w/.-]*[^{}\n]*(?:[>%]\}\}|\n)|\{\{-?[ \t]*/\*`)

// hugoAttributes is a line that says how the block before it looks.
var hugoAttributes = text.Pattern(`(?m)^[ \t>]*(\{[ \t]*[.#][^{}\n]*\})[ \t]*$`)

// shortcode is one tag of a shortcode.
type shortcode struct {
	from, to int
	name     string
	args     args
	end      bool // it closes one
	self     bool // it closes itself
	raw      bool // what stands in it is no Markdown, unless it is known
	close    int  // index of the tag that closes it; 0 if none does
}

// hugoPass is a pass over the text of a page for its shortcodes.
type hugoPass struct {
	*rewriting
	code codeMap
	tags []shortcode
	pane *shortcode // Docsy's group of tabs that is open
}

func rewriteHugo(r *rewriting) {
	h := hugoPass{rewriting: r, code: codeOf(r.text, true)}
	for at := 0; at < len(r.text); {
		i := bytes.Index(r.text[at:], []byte("{{"))
		if i < 0 {
			break
		}
		at += i
		at += max(2, h.read(at))
	}
	h.blockAttributes()
	h.glossary()
	h.pair()
	for i := 0; i < len(h.tags); i++ {
		i = max(i, h.show(i))
	}
}

// read reads the tag at a place, and returns how much of the text it has; 0 if there is
// none. Comments go, and escaped tags lose their escape, in code too.
func (h *hugoPass) read(at int) int {
	rest := h.text[at:min(len(h.text), at+4*maxDirective)]
	if len(rest) < 6 {
		return 0
	}
	kind := rest[2]
	if kind == '-' || kind == '/' || kind == ' ' {
		if h.code.end(at) > 0 || !bytes.HasPrefix(bytes.TrimLeft(rest[2:], "- "), []byte("/*")) {
			return 0
		}
		end := bytes.Index(rest, []byte("*/"))
		if end < 0 {
			return 0
		}
		n := bytes.Index(rest[end:], []byte("}}"))
		if n < 0 {
			return 0
		}
		h.replace(at, at+end+n+2, "")
		return end + n + 2
	}
	if kind != '<' && kind != '%' {
		return 0
	}
	closing := ">}}"
	if kind == '%' {
		closing = "%}}"
	}
	end := tagEnd(rest[3:], closing)
	if end < 0 {
		return 0
	}
	n := 3 + end + 3
	inner := strings.TrimSpace(string(rest[3 : 3+end]))
	if comment, ok := strings.CutPrefix(inner, "/*"); ok {
		comment, _ = strings.CutSuffix(comment, "*/")
		h.escaped(at, at+n, kind, comment, closing)
		return n
	}
	if h.code.end(at) > 0 {
		return 0
	}
	h.add(at, at+n, inner)
	h.tags[len(h.tags)-1].raw = kind == '<'
	return n
}

// tagEnd returns where a tag ends; -1 if nowhere. Its end may stand in a string.
func tagEnd(s []byte, closing string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '`':
			n := bytes.IndexByte(s[i+1:], c)
			if n < 0 {
				return bytes.Index(s, []byte(closing))
			}
			if c == '"' && s[i+n] == '\\' {
				n++
			}
			i += n + 1
		case closing[0]:
			if bytes.HasPrefix(s[i:], []byte(closing)) {
				return i
			}
		}
	}
	return -1
}

// escaped writes a tag that is shown as it is.
func (h *hugoPass) escaped(from, to int, kind byte, inner, closing string) {
	if h.code.end(from) > 0 {
		h.replace(from, to, "{{"+string(kind)+inner+closing)
		return
	}
	h.replace(from, to, `\{\{`+plainText(string(kind)+" "+inner+" "+closing[:1])+`\}\}`)
}

// add notes a tag.
func (h *hugoPass) add(from, to int, inner string) {
	t := shortcode{from: from, to: to}
	inner, t.self = strings.CutSuffix(inner, "/")
	if inner, t.end = strings.CutPrefix(inner, "/"); !t.end && strings.HasPrefix(inner, " /") {
		t.end = true
	}
	inner = strings.TrimSpace(inner)
	end := strings.IndexAny(inner, " \t\n")
	if end < 0 {
		end = len(inner)
	}
	t.name = strings.ToLower(inner[:end])
	t.args = readArgs(inner[end:])
	h.tags = append(h.tags, t)
}

// blockAttributes takes out the attributes of the blocks before them, but for their anchors
// (Hugo, "Markdown attributes").
func (h *hugoPass) blockAttributes() {
	if !bytes.Contains(h.text, []byte("\n{")) {
		return
	}
	for _, m := range linesWith(h.text, "{", 1, hugoAttributes) {
		if h.code.end(m[2]) > 0 {
			continue
		}
		anchor := ""
		if id := kramdownID().FindSubmatch(append([]byte{' '}, h.text[m[2]+1:m[3]]...)); id != nil {
			anchor = "\n<a id=\"" + string(id[1]) + "\"></a>\n"
		}
		h.replace(m[2], m[3], anchor)
	}
}

// pair finds for each tag the one that closes it.
func (h *hugoPass) pair() {
	open := map[string][]int{}
	for i, t := range h.tags {
		stack := open[t.name]
		switch {
		case t.end && len(stack) > 0:
			h.tags[stack[len(stack)-1]].close = i
			open[t.name] = stack[:len(stack)-1]
		case !t.end && !t.self:
			open[t.name] = append(stack, i)
		}
	}
}

// hugoCode are the shortcodes whose content is code, with its language.
var hugoCode = sync.OnceValue(func() map[string]string {
	return map[string]string{"code": "", "code-toggle": "toml", "mermaid": "mermaid", "katex": "", "command": "sh", "terminal": "sh"}
})

// isHugoBox reports whether a shortcode makes a box; its kind may stand in what it is given.
func isHugoBox(name string) bool {
	switch name {
	case "alert", "notice", "callout", "admonition", "pageinfo", "box", "banner", "panel", "message":
		return true
	}
	return false
}

// boxColours are the kinds of boxes that Bootstrap's colours stand for, as in Docsy.
var boxColours = sync.OnceValue(func() map[string]string {
	return map[string]string{"warning": "warning", "danger": "danger", "success": "tip", "primary": "note", "info": "info"}
})

// show replaces a tag, with all up to its end where that matters. It returns the index of
// the last tag that is done with.
func (h *hugoPass) show(i int) int {
	t := h.tags[i]
	base := path.Base(t.name)
	_, isCode := hugoCode()[base]
	if base == "tabpane" {
		h.pane = nil
		if !t.end {
			h.pane = &h.tags[i]
		}
	}
	switch {
	case t.end:
		h.replace(t.from, t.to, "")
	case t.close > 0 && t.args.get("code") == "true":
		h.codeBlock(t, t.args.get("lang"), plainTitle(t.args.get("header", "title")))
		return t.close
	case base == "ref" || base == "relref":
		to := t.args.at(0)
		if to == "" {
			to = t.args.get("path")
		}
		h.replace(t.from, t.to, h.hugoAddress(to))
	case base == "comment" && t.close > 0:
		h.replace(t.from, h.tags[t.close].to, "")
		return t.close
	case base == "figure" || base == "img" || base == "image" || base == "imgproc":
		h.figure(t)
		if t.close > 0 {
			h.replace(h.tags[t.close].from, h.tags[t.close].to, "")
		}
	case base == "highlight" && t.close > 0:
		h.codeBlock(t, t.args.at(0), "")
		return t.close
	case isCode && t.close > 0:
		lang := hugoCode()[base]
		if l := t.args.get("lang", "language"); l != "" {
			lang = l
		} else if file := t.args.get("file", "filename"); lang == "" && path.Ext(file) != "" {
			lang = path.Ext(file)[1:]
		}
		h.codeBlock(t, lang, t.args.get("file", "filename", "title"))
		return t.close
	case t.close > 0 && h.boxed(t, base):
		if _, isCode := h.tabCode(t); isCode {
			return t.close
		}
	case base == "youtube" || base == "vimeo":
		h.video(t, base)
	default:
		h.other(t, base)
	}
	return i
}

// boxed makes a box of what stands between two tags; false if they make none.
func (h *hugoPass) boxed(t shortcode, base string) bool {
	word, title := base, t.args.get("title", "summary", "header", "name", "label")
	known := false
	for _, w := range boxWords {
		known = known || w == base
	}
	switch {
	case base == "tab":
		if title == "" {
			title = t.args.at(0)
		}
	case base == "details" || base == "expand" || base == "collapse" || base == "spoiler":
		word = "details"
		if title == "" {
			title = t.args.at(0)
		}
	case known:
		if title == "" && len(t.args.list) > 0 && strings.Contains(t.args.at(0), " ") {
			title = t.args.at(0)
		}
	case isHugoBox(base):
		word = "note"
		for _, kind := range append([]string{t.args.get("type", "kind", "style", "level"), boxColours()[t.args.get("color")]}, t.args.list...) {
			if kind = strings.ToLower(kind); kind != "" && !strings.Contains(kind, " ") && colonWord().FindString(kind) == kind {
				word = kind
				break
			}
		}
		if title == "" && len(t.args.list) > 1 {
			title = t.args.at(1)
		}
	default:
		return false
	}
	h.box(t, word, title)
	return true
}

// box puts the fences of a box around what stands between two tags. Content of a tab in
// Docsy is code where it names a language.
func (h *hugoPass) box(t shortcode, word, title string) {
	end := h.tags[t.close]
	indent, _ := h.alone(t.from, t.to)
	if strings.TrimSpace(indent) != "" {
		indent = ""
	}
	depth := 3 // fences may be of one length: the inner one is closed first
	fence := strings.Repeat(":", depth)
	if title != "" {
		word += " [" + text.OneLine(strings.ReplaceAll(title, "]", "")) + "]"
	}
	open, closing := fence+" "+word, fence
	if lang, isCode := h.tabCode(t); isCode {
		inner := shownShortcodes.Replace(strings.Trim(string(h.text[t.to:end.from]), "\n"))
		h.replace(t.from, end.to, h.onLine(t.from, end.to, open+"\n"+indent+fencedCode(lang, inner, indent)+"\n"+indent+closing, indent))
		return
	}
	h.replace(t.from, t.to, h.onLine(t.from, t.to, open, indent))
	h.replace(end.from, end.to, h.onLine(end.from, end.to, closing, indent))
}

// tabCode reports whether what stands in a tab is code, and its language: where it names
// one, and in Docsy where nothing says that it is text.
func (h *hugoPass) tabCode(t shortcode) (lang string, ok bool) {
	if t.name != "tab" || t.args.get("text") == "true" {
		return "", false
	}
	lang = t.args.get("lang")
	if h.pane == nil {
		return lang, lang != ""
	}
	if lang == "" {
		lang = h.pane.args.get("lang")
	}
	return lang, t.raw && h.pane.args.get("text") != "true"
}

// shownShortcodes takes the escapes from shortcodes that are shown.
var shownShortcodes = strings.NewReplacer("{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}")

// onLine returns a line that stands for a tag, and breaks before and behind it where the
// tag shares its line with others.
func (h *hugoPass) onLine(from, to int, line, indent string) string {
	if len(bytes.TrimSpace(h.text[h.startOf(from):from])) > 0 {
		line = "\n" + indent + line
	}
	rest := h.text[to:max(to, h.endOf(to))]
	if len(bytes.TrimSpace(rest)) > 0 {
		line += "\n" + indent
		if len(rest) > 0 && rest[0] == ' ' && indent == "" {
			return line // one blank is no indentation that matters
		}
	}
	return line
}

// codeBlock makes code of what stands between two tags.
func (h *hugoPass) codeBlock(t shortcode, lang, title string) {
	end := h.tags[t.close]
	inner := string(h.text[t.to:end.from])
	indent, alone := h.alone(t.from, t.to)
	if !alone && !strings.Contains(inner, "\n") && strings.TrimSpace(indent) != "" {
		h.replace(t.from, end.to, "`"+strings.TrimSpace(inner)+"`")
		return
	}
	if strings.TrimSpace(indent) != "" {
		indent = ""
	}
	if title != "" {
		lang += ` title="` + strings.NewReplacer("`", "", `"`, "").Replace(text.OneLine(title)) + `"`
	}
	inner = shownShortcodes.Replace(inner)
	h.replace(t.from, end.to, fencedCode(lang, strings.Trim(inner, "\n"), indent))
}

// figure makes a picture of a tag.
func (h *hugoPass) figure(t shortcode) {
	src := t.args.get("src", "link")
	if src == "" {
		src = t.args.at(0)
	}
	if src != "" && path.Ext(src) == "" && h.opt.Find != nil { // Docsy names a picture by the beginning of its name
		for _, suffix := range []string{".jpg", ".png", ".jpeg", ".webp", ".svg", ".gif"} {
			if h.opt.Find(src+suffix) != "" {
				src += suffix
				break
			}
		}
	}
	title, caption := t.args.get("title"), t.args.get("caption", "attr")
	alt := t.args.get("alt")
	if alt == "" {
		alt = caption
	}
	said := "![" + plainText(alt) + "](" + strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(src) + ")"
	_, alone := h.alone(t.from, t.to)
	for _, words := range []string{title, caption} {
		if words = strings.Join(strings.Fields(words), " "); alone && words != "" && words != alt {
			said += "\n\n" + words + "\n"
		}
	}
	h.replace(t.from, t.to, said)
}

// video makes a link of a film of another site.
func (h *hugoPass) video(t shortcode, base string) {
	id := t.args.get("id")
	if id == "" {
		id = t.args.at(0)
	}
	address := map[string]string{"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}[base]
	said := t.args.get("title")
	if said == "" {
		said = address + id
	}
	h.replace(t.from, t.to, "["+plainText(said)+"]("+address+plainText(id)+")")
}

// other takes out a tag that is not known. Its own words stay, and those of one that is
// all there is of a heading.
func (h *hugoPass) other(t shortcode, base string) {
	said := t.args.get("text", "content", "caption")
	if said == "true" || said == "false" { // it says what kind of content there is
		said = ""
	}
	if before := bytes.TrimSpace(h.text[h.startOf(t.from):t.from]); said == "" && len(before) > 0 && len(bytes.Trim(before, "#")) == 0 {
		said = strings.Join(t.args.list, " ")
	}
	switch base {
	case "glossary-term", "kbd", "new-in", "deprecated-in", "icon", "badge", "term":
		if said == "" && base != "icon" {
			said = strings.Join(t.args.list, " ")
		}
		if base == "new-in" || base == "deprecated-in" {
			said = strings.ReplaceAll(base, "-", " ") + " " + said
		}
	case "param":
		said = h.metaField(t.args.at(0))
	case "br":
		said = " "
	}
	switch base {
	case "tabs", "tabpane", "steps", "cards", "cardpane", "row", "columns", "toc", "br": // they only lay out
	default:
		h.foreignAt(t.from, "Hugo", "the shortcode "+clipName(base))
	}
	if said == "" {
		from, to := t.from, t.to
		if said = h.filledIn(from, base); said == "" {
			from, to = h.marksAround(from, to)
		}
		h.replace(from, to, said)
		return
	}
	h.replace(t.from, t.to, plainText(said))
}

// clipName bounds a name that is quoted in a message.
func clipName(s string) string { return text.ClipLine(s, 40) }
