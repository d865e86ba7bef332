package markdown

import (
	"bytes"
	"strings"

	"lectern/lessons/text"
)

// vitepress is the Markdown of VitePress, in which Vue's templates may stand (VitePress,
// "Using Vue in Markdown"). Its containers, groups of code and marks in code are read on
// every page, and what pages include is included wherever it is written so.
func vitepress() dialect {
	return dialect{
		name: "vitepress", tool: "VitePress",
		signs: func(start *opening, _ Options) bool {
			return start.sign(vitepressSign, "[[toc]]", "[[TOC]]", "<script setup", "<Badge", "{{ $", "v-pre")
		},
		rewrite: rewriteVitePress,
	}
}

var (
	vitepressSign  = text.Pattern(`(?mi)^\[\[toc\]\][ \t]*$|^<script[ \t]+setup|<Badge[ \t]|\{\{[ \t]*\$(?:frontmatter|page|params)|^:::[ \t]*v-pre|[ \t]v-pre[ \t>]`)
	vitepressTOC   = text.Pattern(`(?mi)^\[\[toc\]\][ \t]*$`)
	vitepressID    = text.Pattern(`(?m)^\{#([\w:.-]+)\}[ \t]*$`)
	vitepressBadge = text.Pattern(`<Badge[ \t][^<>\n]*/>`)
	vitepressPre   = text.Pattern(`(?s)<(\w+)[^<>]*[ \t]v-pre[^<>]*>.*?</\w+>|\n:::+[ \t]*v-pre.*?\n:::`)
)

// rewriteVitePress leaves out the place of the contents, and says what values say.
func rewriteVitePress(r *rewriting) {
	code := codeOf(r.text, true)
	for _, m := range linesWith(r.text, "[[", 1, vitepressTOC) {
		if code.end(m[0]) == 0 {
			r.replace(m[0], m[1], "")
		}
	}
	if bytes.Contains(r.text, []byte("<Badge")) {
		for _, m := range vitepressBadge().FindAllIndex(r.text, -1) {
			if code.end(m[0]) == 0 {
				a := readArgs(strings.TrimSuffix(string(r.text[m[0]+len("<Badge"):m[1]]), "/>"))
				r.replace(m[0], m[1], plainText(a.get("text")))
			}
		}
	}
	if bytes.Contains(r.text, []byte("\n{#")) { // a place between two blocks
		for _, m := range vitepressID().FindAllSubmatchIndex(r.text, -1) {
			if code.end(m[0]) == 0 {
				r.replace(m[0], m[1], `<a id="`+string(r.text[m[2]:m[3]])+`"></a>`)
			}
		}
	}
	r.inlineNotes()
	if bytes.Contains(r.text, []byte("v-pre")) {
		code = code.with(vitepressPre().FindAllIndex(r.text, -1))
	}
	for at := 0; ; {
		at = code.find(r.text, "{{", at)
		if at < 0 {
			break
		}
		n := bytes.Index(r.text[at:min(len(r.text), at+maxDirective)], []byte("}}"))
		if n < 0 || at > 0 && r.text[at-1] == '\\' || bytes.IndexByte(r.text[at:at+n], '\n') >= 0 {
			at += 2
			continue
		}
		r.replace(at, at+n+2, r.vueValue(at, strings.TrimSpace(string(r.text[at+2:at+n]))))
		at += n + 2
	}
}

// vueValue returns what is shown of an expression of Vue.
func (r *rewriting) vueValue(at int, inner string) string {
	if s, ok := literal(inner); ok {
		return plainText(s)
	}
	field, _ := strings.CutPrefix(inner, "$")
	if field, ok := strings.CutPrefix(field, "frontmatter."); ok {
		if v := r.metaField(field); v != "" {
			return plainText(v)
		}
	}
	r.foreignAt(at, "VitePress", "an expression")
	return plainText(inner)
}
