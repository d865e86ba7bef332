package address

import (
	"path"
	"slices"
	"strings"

	"lectern/lessons/text"
)

// Site is what is known of where pages are published.
type Site struct {
	Base   string   // the path of the site's address, as /book/
	Folder []string // names of the folder that the site is in, which its addresses may repeat
}

// version is a folder of one edition of a documentation.
var version = text.Pattern(`^(?:v?\d+(?:\.(?:\d+|x))+|v\d+|latest|stable|next|current|main|master|dev|edge)$`)

// Wanted returns the keys under which the page may be that an address of a site means, the
// likeliest first. p is the path of the address.
func (s Site) Wanted(p string) []string {
	key := Key(p)
	out := []string{key}
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if base := Key(s.Base); base != "" {
		if rest, ok := strings.CutPrefix(key+"/", base+"/"); ok {
			key = strings.TrimSuffix(rest, "/")
			add(key)
		}
	}
	for k := key; k != ""; {
		first, rest, _ := strings.Cut(k, "/")
		if !slices.Contains(roots, first) && !isLanguage(first) && !version().MatchString(first) &&
			!slices.Contains(s.Folder, first) && first != "blog" && first != "news" {
			break
		}
		k = rest
		add(k)
	}
	// A post is found by its date, wherever the site puts its posts.
	parts := strings.Split(key, "/")
	for i := range parts {
		if dateAhead().MatchString(strings.Join(parts[i:], "/")) {
			add(strings.Join(parts[i:], "/"))
			break
		}
	}
	return out
}

// OtherEdition reports whether an address differs from the one after it by the folder of an edition
// of a documentation, as docs/1.2/x from x: what is not in this one may be in that.
func OtherEdition(key, rest string) bool {
	first, after, _ := strings.Cut(key, "/")
	return after == rest && version().MatchString(first)
}

// Relative returns the keys that a relative address on a page may mean, whose own keys are
// given: a browser follows it from the page's address, which may end in a slash or not.
func (s Site) Relative(own []string, p string) []string {
	var out []string
	source := NamesSource(p)
	for _, k := range own {
		from := []string{path.Dir("/" + k), "/" + k}
		if source {
			from = from[:1] // the tool follows it from file to file
		}
		for _, dir := range from {
			if source && strings.HasPrefix(path.Join("."+dir, p), "..") {
				continue
			}
			for _, w := range s.Wanted(path.Join(dir, p)) {
				if !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// generated are the names of pages that tools make: lists, search, feeds.
var generated = text.Pattern(`^(?:search|genindex(?:-.+)?|modindex|py-modindex|http-routingtable|tags?|categor(?:y|ies)|archives?|authors?|series|feeds?|atom|rss|sitemap(?:\.xml)?|404|print|changelog\.xml|robots\.txt|cname|manifest\.json|index\.xml|(?:.*\.)?(?:atom|rss)\.xml|.*\.rss|.*\.atom|objects\.inv|llms(?:-full)?\.txt)$`)

// IsGenerated reports whether an address is one of a page that no file of a site is, because its
// tool makes it: a list of tags, a search, a feed. p is the path of the address.
func IsGenerated(p string) bool {
	last := strings.ToLower(path.Base(path.Clean("/" + p)))
	if generated().MatchString(last) || generated().MatchString(withoutSuffix(last)) {
		return true
	}
	first, _, more := strings.Cut(Key(p), "/")
	parent := path.Base(path.Dir("/" + Key(p)))
	return more && (generated().MatchString(parent) || generated().MatchString(first))
}
