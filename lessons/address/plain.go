package address

import (
	"strings"

	"lectern/lessons/text"
)

// The marks by which tools complete an address: Pelican's places of its files, Liquid, Docusaurus'
// aliases.
var (
	pelicanMark = text.Pattern(`^(?:\{(\w+)\}|\|(\w+)\|)`)
	liquidWord  = text.Pattern(`\{[{%]-?\s*(?:link\s+|post_url\s+)?['"]?([^'"|{}%\s]*)['"]?\s*(?:\|[^{}]*?)?-?[}%]\}`)
)

// Plain returns an address without what the pages' tool would fill in or take away. ok is false
// where only the tool knows what it becomes.
func Plain(target string) (plain string, ok bool) {
	switch {
	case strings.HasPrefix(target, "@site/"), strings.HasPrefix(target, "~@/"):
		_, rest, _ := strings.Cut(target, "/")
		return "/" + rest, true
	case strings.HasPrefix(target, "pathname://"):
		return strings.TrimPrefix(target, "pathname://"), true
	}
	if m := pelicanMark().FindStringSubmatch(target); m != nil {
		rest := target[len(m[0]):]
		switch word := m[1] + m[2]; word {
		case "filename", "static", "attach":
			return rest, true
		case "author", "category", "tag", "index", "archives":
			return "/" + word + "/" + strings.TrimPrefix(rest, "/"), true
		}
	}
	if !strings.Contains(target, "{{") && !strings.Contains(target, "{%") {
		return target, !strings.Contains(target, "${") && !strings.Contains(target, "<%")
	}
	ok = true
	plain = liquidWord().ReplaceAllStringFunc(target, func(s string) string {
		m := liquidWord().FindStringSubmatch(s)
		switch word := m[1]; {
		case strings.Contains(s, "post_url"):
			return "/_posts/" + word + ".md"
		case strings.Contains(s, "link "), strings.ContainsAny(s, `'"`):
			return "/" + strings.TrimPrefix(word, "/")
		case word == "site.baseurl" || word == "site.url" || word == "base_path" || word == "page.root" || word == "relative_root_path":
			return ""
		}
		ok = false
		return s
	})
	return plain, ok && !strings.Contains(plain, "{{") && !strings.Contains(plain, "{%")
}
