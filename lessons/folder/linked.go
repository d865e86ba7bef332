package folder

import (
	"net/url"
	"path"
	"strings"
	"unicode"
)

// links returns which links of a folder's index lead to a page or a folder in it, by the
// path without the suffix, from 0. The names say more where all of them begin with numbers.
func (r *ranking) links(b *branch) map[string]int {
	if !r.rule.linked || b.index == "" || len(b.pages)+len(b.branches) < 2 || numbered(b) {
		return nil
	}
	src, _, err := r.f.files.Read(b.index)
	if err != nil {
		return nil
	}
	out := map[string]int{}
	note := func(stem string) {
		if b.dir != "." {
			rest, ok := strings.CutPrefix(stem, b.dir+"/")
			if !ok {
				return
			}
			stem = rest
		}
		stem, _, _ = strings.Cut(stem, "/")
		if stem = path.Join(b.dir, stem); stem != b.dir {
			if _, ok := out[stem]; !ok {
				out[stem] = len(out)
			}
		}
	}
	byName := map[string]string{}
	for _, name := range b.pages {
		stem := r.f.files.Stem(name)
		byName[strings.ToLower(path.Base(stem))] = stem
	}
	for _, target := range linkTargets(string(src)) {
		if name, ok := strings.CutPrefix(target, "[["); ok {
			if stem := byName[strings.ToLower(path.Base(name))]; stem != "" {
				note(stem)
			}
			continue
		}
		stem := path.Join(b.dir, target)
		if strings.HasPrefix(target, "/") {
			stem = path.Join(r.f.Root, target)
		}
		if stem = strings.TrimSuffix(stem, path.Ext(stem)); strings.HasPrefix(stem, "..") {
			continue
		}
		note(stem)
	}
	return out
}

// numbered reports whether the names of all pages in a folder begin with a number; those of
// its folders where it has no page.
func numbered(b *branch) bool {
	for _, name := range b.pages {
		if !isDigit(path.Base(name)[0]) {
			return false
		}
	}
	if len(b.pages) > 0 {
		return true
	}
	for _, sub := range b.branches {
		if !isDigit(path.Base(sub.dir)[0]) {
			return false
		}
	}
	return true
}

// maxLinks is how many links of an index are looked at.
const maxLinks = 10_000

// linkTargets returns where the links of a page lead, in their order, without parsing it:
// Markdown's links and references, wikilinks with "[[" before them, RST's references and
// :doc: roles.
func linkTargets(src string) []string {
	var out []string
	for len(src) > 0 && len(out) < maxLinks {
		at := strings.IndexAny(src, "]<[`")
		if at < 0 {
			break
		}
		rest := src[at:]
		open, end := "", ""
		switch {
		case strings.HasPrefix(rest, "]("):
			open, end = "](", ")"
		case strings.HasPrefix(rest, "]: "):
			open, end = "]: ", "\n"
		case strings.HasPrefix(rest, "[["):
			open, end = "[[", "]]"
		case rest[0] == '<':
			open, end = "<", ">"
		case strings.HasSuffix(src[:at], ":doc:"):
			open, end = "`", "`"
		}
		src = rest[1:]
		if open == "" {
			continue
		}
		target, _, ok := strings.Cut(rest[len(open):min(len(rest), 1000)], end)
		if open == "`" {
			if _, inner, has := strings.Cut(target, "<"); has {
				target = strings.TrimSuffix(inner, ">")
			}
		}
		if ok {
			if target = cleanTarget(target, open == "[["); target != "" {
				out = append(out, target)
			}
		}
	}
	return out
}

// cleanTarget returns the path that a link leads to, "" if it leads out of the folder.
func cleanTarget(target string, wiki bool) string {
	target = strings.Trim(strings.TrimSpace(target), "<>")
	if wiki {
		target, _, _ = strings.Cut(target, "|")
		target, _, _ = strings.Cut(target, "#")
		return "[[" + strings.TrimSpace(target)
	}
	if at := strings.IndexFunc(target, unicode.IsSpace); at >= 0 { // a title stands behind it
		target = target[:at]
	}
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	if u, err := url.PathUnescape(target); err == nil {
		target = u
	}
	if strings.Contains(target, ":") || strings.HasPrefix(target, "/") && len(target) == 1 {
		return ""
	}
	return target
}
