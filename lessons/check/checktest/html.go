package checktest

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"
)

// htmlTag matches a tag; its groups are the slash, the name and the attributes.
var htmlTag = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?|\s+/)*)\s*/?>`)

var htmlAttribute = regexp.MustCompile(`([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?`)

var htmlEntity = regexp.MustCompile(`^&\x00?(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// htmlNames are the elements of HTML (and its predecessors) whose tags are no text. What
// stands in angle brackets and is none of them must be shown or told.
var htmlNames = words(`a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption
	center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
	form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee
	menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp
	script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea
	tfoot th thead time title tr track tt u ul var video wbr
	math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd
	mstyle merror mpadded mphantom mfenced menclose mmultiscripts
	image desc text tspan textpath g defs path rect circle line`)

// htmlTexts are the attributes whose values a student would read in a browser.
var htmlTexts = words("alt href src placeholder")

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// html excuses what is no text in HTML that stands in a range, and reads entities.
func (s *source) html(from, to int) {
	for i := from; i < to; {
		rest := s.text[i:to]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end := bytes.Index(rest, []byte("-->"))
			if end < 0 { // told: hidden-text
				return
			}
			s.excuse(i, i+end, Comment)
			i += end + 3
		case rest[0] == '<':
			i += max(s.tag(i, to), 1)
		case rest[0] == '&':
			if m := htmlEntity.Find(rest); m != nil {
				s.entity(i, m)
				i += len(m)
				continue
			}
			i++
		default:
			i++
		}
	}
}

// tag excuses the tag at an offset, and returns how many bytes it has with what
// belongs to it; 0 if there is none.
func (s *source) tag(at, to int) int {
	m := htmlTag.FindSubmatchIndex(s.text[at:to])
	if m == nil {
		return 0
	}
	name := strings.ToLower(string(s.text[at+m[4] : at+m[5]]))
	if !htmlNames[name] {
		// What begins such an element must be shown or told; then its end need not.
		if m[2] < m[3] && bytes.Contains(bytes.ToLower(s.text[:at]), []byte("<"+name)) {
			s.excuse(at, at+m[1], Tag)
			return m[1]
		}
		return 0
	}
	s.excuse(at, at+m[5], Tag)
	for _, a := range htmlAttribute.FindAllSubmatchIndex(s.text[at+m[6]:at+m[7]], -1) {
		base := at + m[6]
		s.excuse(base+a[2], base+a[3], Tag)
		if a[4] < 0 {
			continue
		}
		switch key := strings.ToLower(string(s.text[base+a[2] : base+a[3]])); {
		case !htmlTexts[key]:
			s.excuse(base+a[4], base+a[5], Tag)
		case key == "href":
			s.address(base+a[4], base+a[5])
		}
		for i := base + a[4]; i < base+a[5]; i++ {
			if e := htmlEntity.Find(s.text[i : base+a[5]]); e != nil {
				s.entity(i, e)
			}
		}
	}
	n := m[1]
	if (name == "script" || name == "style" || name == "template" || name == "head" || name == "title") && m[2] == m[3] {
		if end := bytes.Index(bytes.ToLower(s.text[at+n:to]), []byte("</"+name)); end >= 0 {
			s.excuse(at+n, at+n+end, Script)
			n += end
		}
	}
	return n
}

// entity puts the character that an entity at an offset means in its place.
func (s *source) entity(at int, entity []byte) {
	is := strings.ReplaceAll(string(entity), "\x00", "")
	means := html.UnescapeString(is)
	if means == is {
		return
	}
	if !strings.ContainsFunc(means, unicode.IsPrint) {
		means = " "
	}
	s.replace(at, at+len(entity), means)
}
