package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// carpentries is the Markdown of the lessons of the Carpentries: Pandoc's, with boxes whose
// fences are of any length (Carpentries Workbench, "Episode Components").
func carpentries() dialect {
	return dialect{
		name: "carpentries", tool: "Carpentries Workbench",
		signs: func(start []byte, _ Options) bool {
			return bytes.Contains(start, []byte(":::")) && carpentriesSign().Match(start)
		},
		rewrite: rewriteCarpentries,
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(placed{nested{colonFenceParser{loose: true}}}, 69)}
		},
	}
}

var (
	carpentriesSign = text.Pattern(`(?m)^:{3,}[ \t]*(?:questions|objectives|keypoints|prereq|challenge|instructor|testimonial|callout|discussion|checklist|spoiler)(?:[ \t:]*)$`)
	// pandocAttributes stand right behind a picture or a link.
	pandocAttributes = text.Pattern(`\)(\{[^{}]*[.#=][^{}]*\})`)
	// pandocSpan is a piece of text with attributes (Pandoc manual, "bracketed_spans").
	pandocSpan = text.Pattern(`\[([^\[\]\n]+)\]\{([^{}\n]*[.#=][^{}\n]*)\}`)
)

// rewriteCarpentries takes out the attributes of pictures, links and pieces of text. The words for a
// picture go to their place.
func rewriteCarpentries(r *rewriting) {
	if !bytes.Contains(r.text, []byte("){")) && !bytes.Contains(r.text, []byte("]{")) {
		return
	}
	code := codeOf(r.text, true)
	for _, m := range pandocSpan().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) > 0 {
			continue
		}
		anchor := ""
		if id := kramdownID().FindSubmatch(append([]byte{' '}, r.text[m[4]:m[5]]...)); id != nil {
			anchor = `<a id="` + string(id[1]) + `"></a>`
		}
		r.replace(m[0], m[1], anchor+string(r.text[m[2]:m[3]]))
	}
	for _, m := range pandocAttributes().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[2]) > 0 || m[3]-m[2] > maxDirective {
			continue
		}
		a := readArgs(string(r.text[m[2]+1 : m[3]-1]))
		r.replace(m[2], m[3], strings.Repeat("\n", bytes.Count(r.text[m[2]:m[3]], []byte{'\n'})))
		start := max(0, m[2]-maxDirective)
		if i := bytes.LastIndex(r.text[start:m[2]], []byte("![](")); i >= 0 && a.get("alt") != "" &&
			bytes.IndexByte(r.text[start+i+4:m[2]-1], ')') < 0 {
			r.replace(start+i+2, start+i+2, plainText(a.get("alt")))
		}
	}
}
