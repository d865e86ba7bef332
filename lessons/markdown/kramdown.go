package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// kramdown is the Markdown of Jekyll's sites (kramdown, "Syntax"): lists of attributes
// behind blocks and pieces of text, and extensions between braces. Footnotes, definition
// lists and attributes of headings are read on every page.
func kramdown() dialect {
	return dialect{
		name: "kramdown", tool: "kramdown",
		signs: func(start *opening, _ Options) bool {
			return start.sign(kramdownSign, "{:")
		},
		rewrite: rewriteKramdown,
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(placed{abbreviationParser{}}, 66)}
		},
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(newDelimiterGuard(emphasisParser{loose: true}), 490)}
		},
	}
}

var (
	kramdownSign = text.Pattern("(?m)^[ \\t>]*\\{:[:/]?[^{}\\n]*\\}|[)*_`\\]]\\{:[ \\t]*[.#A-Za-z][^{}\\n]*\\}")
	// attributes is a list of them: "{: #id .class key="value"}", "{:toc}", "{:name: .class}".
	kramdownList = text.Pattern(`^\{:[ \t]*(?:[.#A-Za-z][^{}\n]*)?\}`)
	// markdownInside is a tag, alone on its line, whose content is Markdown, or one that ends
	// such content or other HTML (kramdown, "HTML Blocks").
	markdownInside = text.Pattern(`(?m)^[ \t]*(?:<[a-z][^<>\n]*[ \t]markdown(?:="[^"\n]*")?(?:[ \t][^<>\n]*)?>|</(?:div|section|table|details|figure|aside|article|p|ul|ol|blockquote)>)[ \t]*$`)
	// spanLine is a line of a tag that marks words, which is no block of HTML here; markdownLine one whose
	// content is Markdown and stands on it; closeHeading a heading without a blank behind its signs.
	spanLine     = text.Pattern(`(?m)^[ \t]*(</?(?:span|small|strong|em|b|i|u|sup|sub)(?:[ \t][^<>\n]*)?>)[ \t]*$`)
	markdownLine = text.Pattern(`(?m)^[ \t]*<(?:p|div|span|section|aside)[ \t][^<>\n]*markdown="(?:1|span|block)"[^<>\n]*>([^\n]*)</(?:p|div|span|section|aside)>[ \t]*$`)
	// pictureLine is a picture in HTML with words behind it, which is part of their paragraph.
	pictureLine = text.Pattern(`(?m)^[ \t]*<img[ \t][^<>\n]*>[ \t]*\n[ \t]*([^\s<|])`)
	// markdownBegun is a tag whose content is Markdown and begins on its line, to go on behind it.
	markdownBegun = text.Pattern(`(?m)^[ \t]*<(?:p|div|section|aside|td|li)[ \t][^<>\n]*markdown="(?:1|span|block)"[^<>\n]*>([^<\n][^\n]*)$`)
	closeHeading  = text.Pattern(`(?m)^(#{1,6})(\x{a0}+)[^\s#]`)
	kramdownID    = text.Pattern(`[ \t:]#([^\s{}"#.]+)`)
)

// rewriteKramdown takes the lists of attributes out of the text, but for the anchors that
// they make, and the extensions.
func rewriteKramdown(r *rewriting) {
	code := codeOf(r.text, true)
	for at := 0; ; {
		at = code.find(r.text, "{:", at)
		if at < 0 {
			break
		}
		if at > 0 && r.text[at-1] == '\\' {
			at += 2
			continue
		}
		n := 0
		switch third := byteAt(r.text, at+2); third {
		case ':':
			n = r.kramdownExtension(at)
		case '/':
			if n = bytes.IndexByte(r.text[at:min(len(r.text), at+40)], '}') + 1; n > 0 {
				r.replace(at, at+n, "")
			}
		default:
			n = r.kramdownAttributes(at)
		}
		at += max(n, 2)
	}
	for _, m := range linesWith(r.text, "#\u00a0", 1, closeHeading) {
		if code.end(m[2]) == 0 {
			r.replace(m[4], m[5], " ")
		}
	}
	if bytes.IndexByte(r.text, '<') >= 0 {
		r.spanLines(code)
		for _, m := range linesWith(r.text, "<img", 2, pictureLine) {
			if code.end(m[0]) == 0 {
				r.replace(m[2], m[2], "\n")
			}
		}
		for _, m := range linesWith(r.text, "markdown=", 1, markdownLine) {
			if code.end(m[0]) == 0 {
				r.replace(m[0], m[1], "\n"+string(bytes.TrimSpace(r.text[m[2]:m[3]]))+"\n")
			}
		}
		for _, m := range linesWith(r.text, "markdown=", 1, markdownBegun) {
			if code.end(m[0]) == 0 && !bytes.Contains(r.text[m[2]:m[3]], []byte("</p>")) && !bytes.Contains(r.text[m[2]:m[3]], []byte("</div>")) {
				r.replace(m[2], m[2], "\n\n")
			}
		}
		for _, m := range linesWith(r.text, "<", 1, markdownInside) {
			closing := bytes.Contains(r.text[m[0]:m[1]], []byte("</"))
			if next := bytes.TrimLeft(r.text[m[1]:], " \t\n"); code.end(m[1]-1) == 0 && (!closing || len(next) > 0 && next[0] != '<') {
				r.replace(m[1], m[1], "\n") // a blank line ends raw HTML
			}
		}
	}
}

// spanLines takes out the tags that mark words and stand on lines of their own: what is between is Markdown, in
// Python-Markdown too.
func (r *rewriting) spanLines(code codeMap) {
	for _, m := range linesWith(r.text, "<", 1, spanLine) {
		if code.end(m[2]) == 0 {
			r.replace(m[2], m[3], "")
		}
	}
}

// byteAt returns a byte of a text, 0 behind its end.
func byteAt(text []byte, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return 0
}

// kramdownExtension takes out "{::name options}text{:/name}" and "{::name options /}", and
// returns how long what it took out is.
func (r *rewriting) kramdownExtension(at int) int {
	rest := r.text[at:]
	n := bytes.IndexByte(rest[:min(len(rest), maxDirective)], '}') + 1
	if n == 0 {
		return 0
	}
	name, _, _ := strings.Cut(string(rest[3:n-1]), " ")
	if name == "comment" && rest[n-2] != '/' && !r.once["{::comment}"] {
		end := bytes.Index(rest, []byte("{:/"))
		if end < 0 {
			r.once["{::comment}"] = true // nor does any other end
			return 0
		}
		n = end + bytes.IndexByte(rest[end:], '}') + 1
		if n <= end {
			return 0
		}
	}
	r.replace(at, at+n, "")
	return n
}

// kramdownAttributes takes out a list of attributes, and returns how long it is.
func (r *rewriting) kramdownAttributes(at int) int {
	end := at + min(len(r.text)-at, maxDirective)
	if i := bytes.IndexByte(r.text[at:end], '\n'); i >= 0 {
		end = at + i
	}
	list := kramdownList().Find(r.text[at:end])
	if list == nil {
		return 0
	}
	n := len(list)
	start := r.startOf(at)
	anchor := ""
	if m := kramdownID().FindSubmatch(list); m != nil {
		anchor = `<a id="` + string(m[1]) + `"></a>`
	}
	before := bytes.Trim(r.text[start:at], " \t>")
	_, alone := r.alone(at, at+n)
	alone = alone || len(before) == 0 && len(bytes.TrimSpace(r.text[at+n:end])) == 0
	switch {
	case len(before) > 0 && before[0] == '#':
		return n // a heading reads its own
	case !alone:
		r.replace(at, at+n, anchor)
		return n
	}
	prevEnd := max(0, start-1)
	prevStart := bytes.LastIndexByte(r.text[:prevEnd], '\n') + 1
	prev := bytes.Trim(r.text[prevStart:prevEnd], " \t>")
	mark := containerMark(prev)
	switch {
	case bytes.HasPrefix(bytes.Trim(list, "{: \t"), []byte("toc")) && mark > 0:
		r.replace(prevStart, at+n, "") // "* TOC" stands for the table of contents
	case anchor == "":
		r.replace(at, at+n, "")
	case len(prev) == 0:
		r.replace(at, at+n, anchor+"\n")
	case prev[0] == '#':
		to := len(bytes.TrimRight(r.text[prevStart:prevEnd], " \t")) + prevStart
		if i := bytes.LastIndexByte(prev, '{'); i > 0 && prev[len(prev)-1] == '}' {
			to -= len(prev) - i // in front of its own attributes
		}
		r.replace(to, to, " "+anchor+" ")
		r.replace(at, at+n, "")
	case prev[0] == '|', bytes.HasPrefix(prev, []byte("```")), bytes.HasPrefix(prev, []byte("~~~")):
		r.replace(at, at+n, "\n"+anchor+"\n")
	default:
		r.replace(at, at+n, anchor)
	}
	return n
}
