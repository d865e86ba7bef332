// Package address knows how the tools that publish folders of pages name pages and places:
// which anchors they make of a heading (anchors.go, marks.go), under which addresses a page
// stands on its site (keys.go, head.go), and under which of these a link may mean one (want.go).
//
// A folder may have been written for any of these tools and says seldom for which, so all of
// their rules hold together; who asks goes by the name that is written first. Everything here
// is a function of names and texts: it knows neither files nor courses.
//
// To add what another tool makes of a heading: a function from title to anchor, a row in
// slugs, and a line in TestAnchors.
package address

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// slugs are the rules by which tools make an anchor of a title, the most common first.
var slugs = []func(title string) string{
	github, python, pythonASCII, docutils, doc.Slug, kramdown, vitepress, hyphens, wordsOnly,
}

// Anchors returns, by all anchors that any of the tools would make of the titles of a page,
// which title it is. Titles are plain text, in the order of the page. The anchors are in lower
// case. Of several titles with one anchor the first has it; the others have it with a number
// behind it: -1, -2 … (GitHub and most others) or _1, _2 … (Python-Markdown).
func Anchors(titles []string) map[string]int {
	all := map[string]int{}
	add := func(anchor string, i int) {
		if _, taken := all[anchor]; !taken && anchor != "" {
			all[anchor] = i
		}
	}
	for _, slug := range slugs {
		times := map[string]int{}
		for i, title := range titles {
			s := slug(title)
			n := times[s]
			times[s]++
			if n == 0 {
				add(s, i)
				continue
			}
			add(s+"-"+strconv.Itoa(n), i)
			add(s+"_"+strconv.Itoa(n), i)
		}
	}
	return all
}

// github makes anchors as GitHub does, and with it Hugo, Docusaurus, mdBook and kramdown for
// GitHub: a hyphen for each blank, and what is neither letter, digit, mark, "-" nor "_" is left out.
func github(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case r == '-' || r == '_' || unicode.In(r, unicode.L, unicode.N, unicode.M):
			return r
		}
		return -1
	}, strings.TrimSpace(strings.ToLower(title)))
}

// python makes anchors as Python-Markdown's toc does (slugify_unicode): as github, but with one
// hyphen for a run of blanks and hyphens.
func python(title string) string {
	return strings.Trim(squeezed(github(strings.ReplaceAll(title, "-", " "))), "-")
}

// pythonASCII is python without what is not ASCII, its default (slugify): accents are taken off letters.
func pythonASCII(title string) string { return python(ascii(title)) }

// docutils makes IDs as docutils does (nodes.make_id): ASCII letters and digits, and one hyphen for
// the rest, beginning with a letter.
func docutils(title string) string {
	s := doc.Slug(ascii(title))
	return strings.TrimLeftFunc(s, func(r rune) bool { return r == '-' || unicode.IsDigit(r) })
}

// kramdown makes IDs as kramdown does by itself (auto_ids): ASCII letters, digits and hyphens from
// the first letter on, each blank a hyphen.
func kramdown(title string) string {
	title = strings.TrimLeftFunc(title, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r <= unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// vitepressSigns are the signs that become hyphens in an anchor of VitePress (mdit-vue, slugify).
const vitepressSigns = " ~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/"

// vitepress makes anchors as VitePress does: letters without accents, a hyphen for a run of signs,
// and "_" before a digit at the beginning.
func vitepress(title string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(vitepressSigns, r):
			return '-'
		case r >= 0x300 && r <= 0x36f || unicode.IsControl(r):
			return -1
		}
		return r
	}, norm.NFKD.String(title))
	s = norm.NFC.String(strings.ToLower(strings.Trim(squeezed(s), "-")))
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		s = "_" + s
	}
	return s
}

// hyphens is a hyphen for each run of what is neither letter nor digit, also at the ends (asciidoctor
// and others, which cut them, are doc.Slug).
func hyphens(title string) string { return squeezed(github(title)) }

// shortcode is the name of a picture in running text, as :rocket:.
var shortcode = text.Pattern(`:[a-z][\w+-]*:`)

// wordsOnly is python where names of pictures became pictures.
func wordsOnly(title string) string {
	if !strings.Contains(title, ":") {
		return ""
	}
	return python(shortcode().ReplaceAllString(title, ""))
}

// squeezed makes one hyphen of each run of them.
func squeezed(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if r != '-' || last != '-' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// ascii takes accents off letters, and what is then not ASCII out.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}
