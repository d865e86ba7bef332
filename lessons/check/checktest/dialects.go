package checktest

import "regexp"

// dialectMarks are what the dialects of Markdown have that is no text, each with the reason:
// the first group of a pattern that matched, or all of it.
var dialectMarks = []struct {
	pattern *regexp.Regexp
	reason  Reason
}{
	// Obsidian
	{regexp.MustCompile(`(?m)(?:^|\s)(\^[A-Za-z0-9-]+)[ \t]*$`), Label},
	{regexp.MustCompile(`\[\[([^\[\]|\n]+?)\\?\|[^\[\]\n]+\]\]`), Label},
	{regexp.MustCompile(`!\[\[[^\[\]|\n]+\|([\dx]+)\]\]`), Option},
	{regexp.MustCompile(`(?s)%%.*?%%`), Comment},
	// containers, groups of code and marks in it
	{regexp.MustCompile(`(?m)^[ \t>]*:{3,}[^\n]*?(\{[^{}\n"]*(?:=|\}[ \t]*$))`), Option},
	{regexp.MustCompile(`(?m)^[ \t>]*:{3,}[ \t]*(code-group|v-pre|raw|columns?)\b`), Name},
	{regexp.MustCompile(`\[!!?code [^\]\n]*\]`), Name},
	{regexp.MustCompile(`(?m)^[ \t]*(?://|#|<!--|/\*|\{/\*)[ \t]*highlight-(?:next-line|start|end)[^\n]*$`), Name},
	// kramdown
	{regexp.MustCompile(`\{:[^{}\n]*\}`), Option},
	{regexp.MustCompile(`(?s)\{::comment\}.*?\{:/(?:comment)?\}`), Comment},
	{regexp.MustCompile(`(?m)^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*toc`), Comment},
	// Liquid
	{regexp.MustCompile(`\{%[^%\n]*%\}`), Name},
	{regexp.MustCompile(`(?s)\{%-? *comment *-?%\}.*?\{%-? *endcomment *-?%\}`), Comment},
	{regexp.MustCompile(`\{\{[^{}\n]*\}\}`), Name},
	// Hugo
	{regexp.MustCompile(`(?s)\{\{-? */\*.*?\*/ *-?\}\}`), Comment},
	{regexp.MustCompile(`(?s)\{\{[<%].*?[>%]\}\}`), Name},
	{regexp.MustCompile(`\]\((g(?: "[^"\n]*")?)\)`), Label}, // to its glossary
	{regexp.MustCompile(`(?s)\{\{[<%] *comment *[>%]\}\}.*?\{\{[<%] */comment *[>%]\}\}`), Comment},
	// MDX and VitePress
	{regexp.MustCompile(`(?s)\{/\*.*?\*/\}`), Comment},
	{regexp.MustCompile(`(?m)^import [^'"]*['"][^'"\n]+['"];?$`), Name},
	{regexp.MustCompile(`(?ms)^export .*?(?:;$|\n\n)`), Name},
	{regexp.MustCompile(`</?[A-Z][\w.]*(?:\s[^<>\n]*)?>`), Name},
	{regexp.MustCompile(`\{[\w.]+\}`), Name},
	{regexp.MustCompile(`(?i)(?m)^\[\[toc\]\]$`), Name},
	{regexp.MustCompile(`(?m)^<<< @?/?[^\n]*$`), File},
	{regexp.MustCompile(`<!-- *@include:[^\n]*?-->`), File},
	{regexp.MustCompile(`(?m)^\{\*[^\n]*\*\}`), File},
	{regexp.MustCompile(`\)(\{[^{}\n]*\})`), Option},
	// MyST, PyMdown and Material for MkDocs
	{regexp.MustCompile("(?m)^[ \t>]*(?:`{3,}|~{3,}|:{3,})(\\{[^{}\n]+\\})"), Name},
	{regexp.MustCompile(`(?m)^[ \t>]*:[\w-]+:(?:[ \t].*)?$`), Option},
	{regexp.MustCompile(`(?m)^[ \t]*/{3,} ?([\w-]+)[ \t]*(?:\n|\|)`), Name},
	{regexp.MustCompile(`(?m)^[ \t]*/{3,} ?(html \| .*)$`), Name},
	{regexp.MustCompile(`(?m)^(?:    |\t)[\w-]+: .*$`), Option},
	{regexp.MustCompile("\\{[\\w:.+-]+\\}`"), Name},
	{regexp.MustCompile("\\{(?:octicon|fa\\w*|material[\\w-]*)\\}`[^`]*`"), Name},
	{regexp.MustCompile(`(?m)^\([^()\n]+\)=$`), Label},
	{regexp.MustCompile(`\$\$ (\([\w-]+\))\n`), Label},
	{regexp.MustCompile(`(?m)^(?:%|\+\+\+).*$`), Comment},
	{regexp.MustCompile(`\{:?[ \t]*(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}`), Label},
	{regexp.MustCompile(`\]\(((?:inv|project|path|xref|wiki|doi):[^()\n]*)\)`), Label},
	{regexp.MustCompile(`\[\]\(([^()\n]*)\)`), File},
	{regexp.MustCompile(`\]\[([\w-]+)\]`), Label},
	{regexp.MustCompile(`<(?:project|inv|wiki):[^>\n]*>`), Label},
	{regexp.MustCompile(`(?:^|\s):[a-z0-9_+-]+:`), Name},
	{regexp.MustCompile(`\+\+[a-z-]+(?:\+[a-z-]+)*\+\+`), Name},
	{regexp.MustCompile("`#!\\w+ "), Language},
	{regexp.MustCompile(`(?m)^[ \t]*\*\[[^\]\n]+\]:[^\n]*(?:\n(?:  |\t)[^\n]+)*`), Tip}, // shown behind the abbreviation, where that comes
	{regexp.MustCompile(`(?m)^\[TOC\]$`), Name},
	{regexp.MustCompile(`(?m)^[ \t]*-+8<-+[ \t]+["'][^\n]*$`), File},
	{regexp.MustCompile(`(?m)^-+8<-+\n(?:[^\n]+\n)*?-+8<-+$`), File},
	// options of a directive between two lines of hyphens, pages that it lists, cells that are hidden
	{regexp.MustCompile("(?m)^[ \t]*(?:`{3,}|~{3,}|:{3,})\\{.*\n---\n((?:.*\n)*?)---\n"), Option},
	{regexp.MustCompile("(?m)^(?:`{3,}|:{3,})\\{toctree\\}.*\n((?:.*\n)*?)(?:`{3,}|:{3,})$"), File},
	{regexp.MustCompile("(?m)^`{3,}\\{code-cell\\}.*\n:tags: \\[(?:remove-cell|remove-input)\\]\n((?:.*\n)*?)`{3,}$"), Hidden},
	{regexp.MustCompile(`\)\{[^{}]*?(\w+=)[^{}]*\}`), Name},
	{regexp.MustCompile(`\)\{[^{}]*?(\bwidth=[^\s{}]*)[^{}]*\}`), Option},
	{regexp.MustCompile(`<[a-z]+\s[^<>\n]*\{[^<>\n]*>`), Tag},
}

// dialects excuses what is no text in the dialects of Markdown.
func (s *source) dialects() {
	for _, mark := range dialectMarks {
		for _, m := range mark.pattern.FindAllSubmatchIndex(s.text, -1) {
			from, to := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			s.excuse(from, to, mark.reason)
		}
	}
}
