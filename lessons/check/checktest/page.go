package checktest

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// frames match the start tags of elements of a page that stand around its text on all pages of a
// site, or that a browser draws besides it; the group is the name.
var frames = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<(nav|footer|button|noscript)\b[^>]*>`),
	regexp.MustCompile(`(?i)<([a-z]+)\b[^>]*role="navigation"[^>]*>`),
	regexp.MustCompile(`(?i)<([a-z0-9]+)\b[^>]*class="[^"]*(?:headerlink|header-anchor|hash-link|linenos|menu-bar|boring|tableOfContents|tocCollapsible|md-sidebar|md-content__button|fn-bracket|footnote-back|footnote-backref|icon|footer)(?:_\w+)?\b[^>]*>`),
	regexp.MustCompile(`(?i)<([a-z]+)\b[^>]*id="(?:toc|footer)"[^>]*>`),
	regexp.MustCompile(`(?i)<(aside|header)\b[^>]*><?(?:ul|a)\b[^>]*>`),
	regexp.MustCompile(`(?i)<(span) class="lang">`),
}

// labels matches the title of text set apart that is the word for its kind.
var labels = regexp.MustCompile(`(?i)class="[^"]*(?:title|Heading)[^"]*">(?:<span[^>]*><svg.*?</svg></span>)?(note|tip|warning)<`)

// ownPlaces matches the addresses of places in the page itself, which are followed and not shown,
// and those of pictures that are in the page.
var ownPlaces = regexp.MustCompile(`(?i)(?:href="#[^"]*"|src="data:[^"]*")`)

// page excuses what is no text in a page of HTML.
func (s *source) page() {
	if at := bytes.Index(s.text, []byte("<body")); at >= 0 {
		s.excuse(0, at, Metadata)
	} else if m := regexp.MustCompile(`(?is)^.*</title>(?:<base[^>]*>)?`).FindIndex(s.text); m != nil {
		s.excuse(0, m[1], Metadata)
	}
	for _, m := range regexp.MustCompile(`(?s)<(?:!doctype|\?xml)[^>]*>|<!\[cdata\[|↩|&#8617;`).FindAllIndex(bytes.ToLower(s.text), -1) {
		s.excuse(m[0], m[1], Tag)
	}
	for _, frame := range frames {
		for _, m := range frame.FindAllSubmatchIndex(s.text, -1) {
			s.excuse(m[0], s.closing(m[1], string(s.text[m[2]:m[3]])), Frame)
		}
	}
	for _, m := range labels.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Name)
	}
	for _, m := range ownPlaces.FindAllIndex(s.text, -1) {
		s.excuse(m[0], m[1], Label)
	}
	s.html(0, len(s.text))
}

// closing returns where the element ends whose start tag ends at an offset.
func (s *source) closing(at int, name string) int {
	tag := regexp.MustCompile(`(?i)<(/?)` + name + `\b`)
	depth := 1
	for _, m := range tag.FindAllSubmatchIndex(s.text[at:], -1) {
		if m[2] < m[3] {
			depth--
		} else {
			depth++
		}
		if depth == 0 {
			return at + m[1]
		}
	}
	return len(s.text)
}

// outside returns how many words the problems of a page say that stand around its text.
func outside(told []doc.Problem) int {
	for _, p := range told {
		if count, _, ok := strings.Cut(p.Text, " word"); ok && p.Code == "outside-content" {
			n, _ := strconv.Atoi(count)
			return n
		}
	}
	return 0
}
