package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"lectern/lessons/text"
)

// liquid is what Jekyll, and others that use its templates, write between "{%" and "%}",
// "{{" and "}}" (Liquid's reference; Jekyll, "Liquid", "Tags Filters"). Nothing is run: the
// text between tags stays, whatever their conditions.
func liquid() dialect {
	return dialect{
		name: "liquid", tool: "Liquid",
		signs: func(start *opening, _ Options) bool {
			return start.signAt(liquidSign, func(at int) bool {
				if start.text[at+1] == '%' {
					return at == 0 || start.text[at-1] != '{' // which begins a shortcode of Hugo
				}
				return strings.IndexByte("#<%", byteAt(start.text, at+2)) < 0 // nor of mdBook
			}, "{%", "{{") || start.sign(liquidSign, "_url")
		},
		rewrite: rewriteLiquid,
	}
}

var (
	liquidSign = text.Pattern(`(?m)(?:^|[^{])\{%-?[ \t]*(?:include|include_relative|include_cached|render|raw|comment|highlight|link|post_url|if|unless|for|assign|capture|case|hint|tabs|tab|code|content-ref|embed|toc|seo|endraw|include_code|img|video|youtube|vimeo|notebook|gist)\b[^%\n]*%\}|\{\{-?[ \t]*(?:site|page)\.[\w.]+[ \t]*[|}-]|\{\{-?[ \t]*[a-z_]\w*\([^{}\n]*\)[ \t]*-?\}\}|\|[ \t]*(?:relative_url|absolute_url)[ \t]*-?\}\}`)
	liquidEnds = map[string]func() *regexp.Regexp{
		"raw": liquidEnd("raw"), "comment": liquidEnd("comment"), "highlight": liquidEnd("highlight"),
	}
	liquidRaw = text.Pattern(`\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}`)
)

func liquidEnd(name string) func() *regexp.Regexp {
	return text.Pattern(`\{%-?\s*end` + name + `\s*-?%\}`)
}

// liquidPass is a pass over the text of a page for its tags.
type liquidPass struct {
	*rewriting
	code    codeMap
	endless map[string]bool // tags that nothing ends any more
}

func rewriteLiquid(r *rewriting) {
	l := liquidPass{rewriting: r, code: codeOf(r.text, true), endless: map[string]bool{}}
	for at := 0; at < len(r.text); {
		i := bytes.IndexByte(r.text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		at += max(1, l.tag(at))
	}
}

// tag takes out or replaces the tag or value at a place, and returns how much of the text
// is done with; 0 if there is none.
func (l *liquidPass) tag(at int) int {
	rest := l.text[at:]
	if len(rest) < 4 || at > 0 && (l.text[at-1] == '\\' || l.text[at-1] == '{') {
		return 0
	}
	closing := ""
	switch {
	case rest[1] == '%':
		closing = "%}"
	case rest[1] == '{' && rest[2] != '{' && rest[2] != '<' && rest[2] != '%' && rest[2] != '#':
		closing = "}}"
	default:
		return 0
	}
	end := bytes.Index(rest[2:min(len(rest), 4*maxDirective)], []byte(closing))
	if end < 0 || bytes.Contains(rest[:end+2], []byte("\n\n")) {
		return 0
	}
	n := end + 4
	inner := strings.TrimSpace(strings.Trim(strings.TrimSpace(string(rest[2:end+2])), "-"))
	coded := l.code.end(at) > 0
	if closing == "}}" {
		if coded {
			return 0
		}
		value := l.value(at, inner)
		// Before a slash, or the rest of the site's address, it is where the site begins.
		if site := isSiteAddress(inner); value == "" && (!site || byteAt(l.text, at+n) != '/' && byteAt(l.text, at+n) != '{') {
			if value = l.filledIn(at, inner); value != "" && site {
				value = "/"
			}
		}
		from, to := at, at+n
		if value == "" { // marks around nothing would be seen
			for _, mark := range []string{"**", "__", "*", "_", "`"} {
				if bytes.HasSuffix(l.text[:from], []byte(mark)) && bytes.HasPrefix(l.text[to:], []byte(mark)) {
					from, to = from-len(mark), to+len(mark)
					break
				}
			}
		}
		l.replace(from, to, value)
		return to - at
	}
	name, rest2, _ := strings.Cut(inner, " ")
	switch name {
	case "raw":
		return l.raw(at, n)
	case "endraw":
		l.drop(at, at+n)
		return n
	}
	if coded || name == "" {
		return 0
	}
	return l.named(at, n, name, strings.TrimSpace(rest2))
}

// end returns where the tag stands that ends one; ok is false if there is none.
func (l *liquidPass) end(name string, at int) (from, to int, ok bool) {
	if l.endless[name] {
		return 0, 0, false
	}
	m := liquidEnds[name]().FindIndex(l.text[at:])
	if m == nil {
		l.endless[name] = true
		return 0, 0, false
	}
	return at + m[0], at + m[1], true
}

// drop takes a tag out, with its line if it stands alone in code.
func (l *liquidPass) drop(from, to int) {
	if indent, alone := l.alone(from, to); alone && l.code.end(from) > 0 && byteAt(l.text, to) == '\n' {
		from, to = from-len(indent), to+1
	}
	l.replace(from, to, "")
}

// raw keeps what stands up to the end of "{% raw %}" as it is. Outside of code, what
// stands in braces there is kept from other dialects.
func (l *liquidPass) raw(at, n int) int {
	l.drop(at, at+n)
	from, to, ok := l.end("raw", at+n)
	if !ok {
		return n
	}
	for i := at + n; i < from; i++ {
		if l.text[i] == '{' && l.code.end(i) == 0 && (i == 0 || l.text[i-1] != '\\') && bytes.IndexByte([]byte("{%:"), l.text[i+1]) >= 0 {
			l.replace(i, i+1, `\{`)
		}
	}
	l.drop(from, to)
	return to - at
}

// named takes out or replaces a tag by its name.
func (l *liquidPass) named(at, n int, name, rest string) int {
	switch name {
	case "comment":
		if _, to, ok := l.end(name, at+n); ok {
			l.replace(at, to, "")
			return to - at
		}
	case "highlight":
		if from, to, ok := l.end(name, at+n); ok {
			l.highlight(at, at+n, from, to, rest)
			return to - at
		}
	case "link", "post_url":
		l.replace(at, at+n, l.address(strings.Trim(rest, `"'`)))
		return n
	case "include", "include_relative", "include_cached", "render":
		l.replace(at, at+n, l.include(at, at+n, rest))
		return n
	case "img", "video", "youtube", "vimeo", "include_code":
		if said := l.octopress(at, name, rest); said != "" {
			l.replace(at, at+n, said)
			return n
		}
	case "else", "elsif", "when":
		l.replace(at, at+n, " ")
		return n
	case "assign", "capture", "endcapture", "break", "continue", "increment", "decrement", "cycle", "toc", "liquid":
	default:
		if !strings.HasPrefix(name, "end") {
			what := "a tag"
			switch name {
			case "if", "unless", "case", "for", "tablerow":
				what = "a condition or loop"
			}
			l.foreignAt(at, "Liquid", what)
		}
	}
	l.replace(at, at+n, l.filledIn(at, name))
	return n
}

// octopress returns what is shown of a tag of Octopress, which Pelican's sites have too: a picture, a
// film as a link, the title of a file of code.
func (l *liquidPass) octopress(at int, name, rest string) string {
	a := readArgs(rest)
	file := -1
	for i, word := range a.list {
		if strings.ContainsAny(word, "./") || name == "youtube" || name == "vimeo" {
			file = i
			break
		}
	}
	if file < 0 {
		return ""
	}
	var words []string
	for _, word := range a.list[file+1:] {
		if strings.Trim(word, "0123456789px%") != "" && !strings.HasPrefix(word, "/") {
			words = append(words, strings.TrimPrefix(word, "lang:"))
		}
	}
	said, to := plainText(strings.Join(words, " ")), strings.ReplaceAll(a.list[file], " ", "%20")
	switch name {
	case "img":
		return "![" + said + "](" + to + ")"
	case "include_code":
		l.foreignAt(at, "Octopress", "a file of code")
		return plainText(strings.TrimSpace(a.list[file] + " " + strings.Join(words, " ")))
	case "youtube":
		to = "https://www.youtube.com/watch?v=" + to
	case "vimeo":
		to = "https://vimeo.com/" + to
	}
	return "[" + plainText(to) + "](" + to + ")"
}

// highlight makes a block of code of what stands between two tags.
func (l *liquidPass) highlight(open, from, to, end int, rest string) {
	lang, _, _ := strings.Cut(rest, " ")
	inner := liquidRaw().ReplaceAll(l.text[from:to], nil)
	indent, alone := l.alone(open, from)
	if !alone {
		if len(bytes.TrimSpace([]byte(indent))) > 0 {
			indent = ""
		}
	}
	l.replace(open, end, fencedCode(lang, strings.Trim(string(inner), "\n"), indent))
}

// fencedCode returns a block of code in Markdown. Its first line is not indented: that is
// for whoever has the indentation already.
func fencedCode(info, code, indent string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + info + "\n" + code + "\n" + indent + fence
}

// address returns the address of a file of the site that is named from its top.
func (r *rewriting) address(name string) string {
	p := page{path: r.opt.Path, find: r.opt.Find}
	name, place, anchored := strings.Cut(name, "#")
	to := p.named(strings.TrimPrefix(name, "/"))
	if r.opt.Find == nil || r.opt.Find(strings.TrimPrefix(name, "/")) == "" {
		to = "/" + strings.TrimPrefix(to, "/")
	}
	if anchored {
		to += "#" + place
	}
	return to
}

// boxWords are the words of boxes that includes and shortcodes make.
var boxWords = []string{"note", "tip", "warning", "important", "caution", "danger", "info", "hint", "error", "success", "question", "example"}

// include returns what is shown of an include: the text that it is given, or its picture.
func (l *liquidPass) include(from, to int, rest string) string {
	file, given, _ := strings.Cut(rest, " ")
	a := readArgs(given)
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	l.foreignAt(from, "Liquid", "an include")
	if src := a.get("image_path", "src", "url", "file", "path", "image"); src != "" && isWikiPicture(strings.ToLower(path.Ext(src))) {
		said := "![" + plainText(a.get("alt", "caption", "title")) + "](" + strings.ReplaceAll(src, " ", "%20") + ")"
		if caption := a.get("caption"); caption != "" && a.get("alt") != "" {
			said += "\n\n" + strings.ReplaceAll(caption, "\n", " ") + "\n"
		}
		return said
	}
	said := strings.TrimSpace(a.get("content", "text", "message", "body", "caption"))
	if _, alone := l.alone(from, to); alone && said != "" {
		for _, word := range boxWords {
			if strings.Contains(base, word) || a.get("type") == word {
				return box(word, a.get("title"), said, "")
			}
		}
	}
	return said
}

// box returns a box in Markdown. Its first line is not indented.
func box(word, title, said, indent string) string {
	fence := ":::"
	for strings.Contains(said, fence) {
		fence += ":"
	}
	if title != "" {
		word += " [" + text.OneLine(title) + "]"
	}
	return fence + " " + word + "\n" + indent + said + "\n" + indent + fence
}

// plainText returns a text for a place in Markdown where it must be no markup.
func plainText(s string) string {
	var b strings.Builder
	for _, c := range text.OneLine(s) {
		if c < 0x80 && isPunct(byte(c)) && c != '.' && c != ',' && c != '-' && c != '\'' && c != '"' {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// isSiteAddress reports whether a value is the address of the site.
func isSiteAddress(name string) bool {
	switch name {
	case "site.baseurl", "site.url", "baseurl", "site.github.url", "base_path", "page.root", "relative_root_path":
		return true
	}
	return false
}

// value returns what is shown of a value: what the page itself says of it.
func (l *liquidPass) value(at int, inner string) string {
	first, filters, _ := strings.Cut(inner, "|")
	first = strings.TrimSpace(first)
	if s, ok := literal(first); ok {
		for _, filter := range strings.Split(filters, "|") {
			name, arg, _ := strings.Cut(strings.TrimSpace(filter), ":")
			if more, ok := literal(arg); ok && name == "append" {
				s += more
			} else if ok && name == "prepend" {
				s = more + s
			}
		}
		if strings.Contains(filters, "relative_url") || strings.Contains(filters, "absolute_url") {
			return strings.ReplaceAll(s, " ", "%20")
		}
		return s
	}
	if name, ok := strings.CutPrefix(first, "page."); ok {
		if v := l.metaField(name); v != "" {
			return plainText(v)
		}
	}
	if isSiteAddress(first) {
		return ""
	}
	if v := l.opt.Substitutions[first]; v != "" {
		if l.inAddress(at) {
			return strings.ReplaceAll(v, " ", "%20")
		}
		return plainText(v)
	}
	l.foreignAt(at, "Liquid", "a value")
	return ""
}
