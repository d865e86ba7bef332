package address

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"lectern/lessons/text"
)

// A key is an address on a site in the form in which two are compared: without a slash at
// either end, in lower case, without the suffix of a file and without the name of an index,
// blanks as hyphens. That of the home page is "".

// sourceSuffixes and siteSuffixes are the suffixes that name pages: of files that are
// written, and of files that are published.
var (
	sourceSuffixes = []string{".markdown", ".md", ".mdx", ".mkd", ".qmd", ".rmd", ".rst", ".rest", ".txt"}
	siteSuffixes   = []string{".html", ".htm", ".xhtml", ".php"}
)

// indexes are the names of files that stand for their folder.
var indexes = []string{"index", "readme", "_index"}

// Key makes the key of a path.
func Key(p string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ToLower(path.Clean("/"+p)), "/") {
		if part != "" {
			parts = append(parts, strings.Map(blankToHyphen, part))
		}
	}
	if n := len(parts); n > 0 {
		parts[n-1] = withoutSuffix(parts[n-1])
		if slices.Contains(indexes, parts[n-1]) {
			parts = parts[:n-1]
		}
	}
	return strings.Join(parts, "/")
}

func blankToHyphen(r rune) rune {
	if r == '+' || unicode.IsSpace(r) {
		return '-'
	}
	return r
}

// withoutSuffix takes the suffix of a page off a name in lower case.
func withoutSuffix(name string) string {
	for _, list := range [][]string{siteSuffixes, sourceSuffixes} {
		for _, s := range list {
			if rest, ok := strings.CutSuffix(name, s); ok && rest != "" {
				return rest
			}
		}
	}
	return name
}

// NamesSource reports whether an address names a file as it is written, not as it is published.
func NamesSource(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return slices.Contains(sourceSuffixes, ext)
}

// Strengths is how many strengths keys have.
const Strengths = 4

// Keys returns the addresses under which a page may stand on its site, as keys by strength:
// first what its path says, then what its metadata states, then its path as tools shorten it
// (numbers, underscores, dates), at last all of these below a folder that the site does not
// show. file is the page's path from the folder that is the site's root.
func Keys(file string, head Head) [Strengths][]string {
	var out [Strengths][]string
	add := func(strength int, keys ...string) {
		for _, k := range keys {
			if !slices.ContainsFunc(out[:strength+1], func(have []string) bool { return slices.Contains(have, k) }) {
				out[strength] = append(out[strength], k)
			}
		}
	}
	own := Key(file)
	dir := path.Dir(file)
	add(0, own)
	add(1, stated(dir, own, head)...)
	add(2, shortened(own, head)...)
	for _, k := range stated(plainFolders(dir), own, head) {
		add(2, Key(k))
	}
	for _, keys := range [][]string{out[0], out[1], out[2]} {
		for _, k := range keys {
			add(3, below(k)...)
		}
	}
	return out
}

// stated returns the addresses that a page's metadata states, relative ones from its folder.
func stated(dir, own string, head Head) []string {
	var out []string
	full := func(value string) {
		if strings.ContainsAny(value, "{}") || strings.Contains(value, "/:") || strings.HasPrefix(value, ":") {
			return // made by a pattern
		}
		if _, rest, ok := strings.Cut(value, "://"); ok {
			_, value, _ = strings.Cut(rest, "/")
			value = "/" + value
		}
		if strings.HasPrefix(value, "/") {
			out = append(out, Key(value))
		} else {
			out = append(out, Key(path.Join("/"+dir, value)), Key(value))
		}
	}
	// What names a page in the place of its file: the index of a folder, the folder.
	for _, name := range []string{"slug", "id"} {
		for _, v := range head[name] {
			full(v)
			if !strings.Contains(v, "/") && own != "" {
				out = append(out, Key(path.Join(path.Dir("/"+own), v)))
			}
		}
	}
	for _, name := range []string{"permalink", "url", "save_as", "aliases", "alias", "redirect_from", "redirects", "old_url"} {
		for _, v := range head[name] {
			full(v)
		}
	}
	date, slug := head.first("date"), head.first("slug")
	if slug == "" {
		slug = Slug(head.first("title"))
	}
	if slug != "" {
		out = append(out, Key(path.Join("/"+dir, slug)))
		if m := dateAhead().FindStringSubmatch(date); m != nil {
			out = append(out, dated(m[1], m[2], m[3], slug)...)
		}
	}
	return out
}

// Slug makes the last part of an address of a title.
func Slug(title string) string { return pythonASCII(title) }

// dateAhead is a date at the beginning of a name, of a post for example.
var dateAhead = text.Pattern(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[-_T ](.+))?`)

// dated are the addresses of a post of a day.
func dated(year, month, day, name string) []string {
	if len(month) == 1 {
		month = "0" + month
	}
	if len(day) == 1 {
		day = "0" + day
	}
	return []string{path.Join(year, month, day, name), path.Join(year, month, name), path.Join(year, name)}
}

// shortened returns a key without what tools take off names: the number or date before one,
// the underscore before a collection's.
func shortened(own string, head Head) []string {
	plain := plainFolders(own)
	out := []string{plain}
	dir, name := path.Split(plain)
	post := path.Base(own)
	m := dateAhead().FindStringSubmatch(post)
	if m == nil || m[4] == "" {
		return out
	}
	dir = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(dir, "/"), "posts"), "/")
	for _, k := range append(dated(m[1], m[2], m[3], m[4]), m[4], name) {
		out = append(out, k, path.Join(dir, k))
		for _, field := range []string{"category", "categories"} {
			for _, c := range head[field] {
				out = append(out, path.Join(Key(c), k))
			}
		}
	}
	return out
}

// numberAhead is a number at the beginning of a name, by which files are put in order.
var numberAhead = text.Pattern(`^\d{1,4}(?:\.\d+)*[-_. ]+(.)`)

// plainFolders takes numbers and underscores off all names of a path.
func plainFolders(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		part = strings.TrimLeft(part, "_")
		if part == "" {
			part = parts[i]
		}
		if dateAhead().FindStringIndex(part) == nil {
			part = numberAhead().ReplaceAllString(part, "$1")
		}
		parts[i] = part
	}
	return strings.Join(parts, "/")
}

// roots are folders that hold all pages of a site or of a part of it, so that the site's
// addresses begin below them.
var roots = []string{
	"content", "contents", "docs", "doc", "src", "source", "sources", "pages", "posts", "website", "site", "book", "documentation", "articles",
	"episodes", "learners", "instructors", "profiles", // of The Carpentries
}

// below returns a key below each of its first folders that a site may not show.
func below(key string) []string {
	var out []string
	for {
		first, rest, ok := strings.Cut(key, "/")
		if plain := strings.TrimLeft(first, "_"); !slices.Contains(roots, plain) && !isLanguage(first) {
			return out
		}
		if !ok {
			return append(out, "")
		}
		key = rest
		out = append(out, key)
	}
}

// languages are the codes of ISO 639-1 by which sites have a folder for each language.
const languages = " ar be bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl nn no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh "

// isLanguage reports whether a folder's name is the code of a language, with or without a country.
func isLanguage(name string) bool {
	code, country, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
	return len(code) == 2 && len(country) <= 4 && strings.Contains(languages, " "+code+" ")
}
