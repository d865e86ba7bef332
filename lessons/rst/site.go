package rst

import (
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// Site is what Sphinx's settings say of all pages of a documentation
// (https://www.sphinx-doc.org/en/master/usage/configuration.html).
type Site struct {
	Root             string // the folder of the sources, in which absolute paths begin
	Prolog, Epilog   string // what every page begins and ends with
	Version, Release string
	Computed         bool                 // a program works them out, so that they are not known
	Today            string               // what is shown as today's date; "" for that of Options.Now
	Objects          []string             // names of directives and roles for things that it describes
	ExtLinks         map[string][2]string // addresses and captions of links, with %s, by the names of roles
}

// maxSiteText is how long a prolog or an epilog may be.
const maxSiteText = 256 << 10

// siteText reads the text that every page of the site begins or ends with. It is not the
// page's own: its faults would be told of each page.
func (p *parser) siteText(begin bool) []doc.Block {
	site := p.opt.Site
	if site == nil {
		return nil
	}
	src := site.Epilog
	if begin {
		src = site.Prolog
	}
	if src == "" || len(src) > maxSiteText {
		return nil
	}
	fixed := p.fixed
	p.fixed, p.quiet = max(p.fixed, 1), true
	blocks := p.body(splitLines(src, 8), body{depth: 1})
	p.fixed, p.quiet = fixed, false
	return blocks
}

// belowTitle puts the text that every page begins with below the page's title, so that
// it stays the title.
func (p *parser) belowTitle(prolog, blocks []doc.Block) []doc.Block {
	if len(prolog) == 0 {
		return blocks
	}
	at, title := 0, visible(blocks, 0)
	if title < len(blocks) && isFieldList(blocks[title]) {
		at, title = title+1, visible(blocks, title+1)
	}
	if title < len(blocks) {
		if _, ok := blocks[title].(*doc.Heading); ok {
			at = title + 1
		}
	}
	out := append([]doc.Block(nil), blocks[:at]...)
	return append(append(out, prolog...), blocks[at:]...)
}

// siteSubstitution defines the substitutions that Sphinx has on every page; nil for others.
func (p *parser) siteSubstitution(x *subInline) *substitution {
	site := p.opt.Site
	if site == nil {
		return nil
	}
	sub := &substitution{}
	switch name := strings.ToLower(x.name); name {
	case "version", "release":
		value := site.Version
		if name == "release" && site.Release != "" || value == "" {
			value = site.Release
		}
		if value == "" && name == "release" {
			value = site.Version
		}
		sub.text = words(value)
		if site.Computed {
			p.problemIn(x.file, doc.Info, x.line, 0, "foreign-syntax",
				"conf.py does not say the %s in plain text, so that only this word is shown: write %s = \"…\" there", name, name)
			sub.text = []doc.Inline{&doc.Styled{Style: doc.Title, Content: words(name)}}
		}
	case "today":
		today := site.Today
		if today == "" {
			today = strftime(p.now(), "%b %d, %Y")
		}
		sub.text = words(today)
	default:
		return nil
	}
	p.subs.defs[x.name] = sub
	return sub
}

// isObject reports whether a name is that of a directive or a role for things that the site
// describes.
func (p *parser) isObject(name string) bool {
	return p.opt.Site != nil && slices.Contains(p.opt.Site.Objects, name)
}

// extLink makes the link of a role that the site defines (sphinx.ext.extlinks).
func (p *parser) extLink(name, text string) ([]doc.Inline, bool) {
	if p.opt.Site == nil {
		return nil, false
	}
	form, ok := p.opt.Site.ExtLinks[name]
	if !ok {
		return nil, false
	}
	part, label := shown(text), ""
	if title, to, titled := cutTitle(text); titled {
		label, part = shown(title), shown(to)
	}
	address := filled(form[0], part)
	switch {
	case label != "":
	case form[1] != "":
		label = filled(form[1], part)
	default:
		label = address
	}
	return []doc.Inline{&doc.Link{Target: address, Content: words(label)}}, true
}

// filled puts a text where a form has its %s; behind a form that has none.
func filled(form, part string) string {
	if !strings.Contains(form, "%s") {
		return form + part
	}
	return strings.ReplaceAll(strings.ReplaceAll(form, "%s", part), "%%", "%")
}

// tellOnce tells, at its first place on the page, of what only a program of another tool
// can show.
func (p *parser) tellOnce(line int, kind, format string, args ...any) {
	if p.told[kind] {
		return
	}
	if p.told == nil {
		p.told = map[string]bool{}
	}
	p.told[kind] = true
	p.problem(doc.Info, line, 0, "foreign-syntax", "%s", fmt.Sprintf(format, args...))
}
