package html

import (
	"strings"
	"sync"
	"unicode"

	"lectern/lessons/doc"
)

// What of a page its author wrote. A tool that makes a site puts each text into a frame of
// navigation. Where the text is, pages say in several ways, the surest first: the element
// main or what plays its role (HTML, "The main element"; ARIA, "main"), the only article,
// the classes and IDs that the tools in use give it. Else it is all of the page.

// A role is what an element is for, as its classes, its ID and its ARIA role say.
type role uint8

const (
	navigation role = 1 << iota // not shown
	perhapsNav                  // not shown if most of its words are links
	mainText
	textBody // likely the text; the longest counts
	footNotes
	siteFooter
)

// roles are what the names of classes and IDs mean, as the tools in use write them.
var roles = sync.OnceValue(func() map[string]role {
	return map[string]role{
		// ARIA, and what tools have called so ever since
		"navigation": navigation, "search": navigation, "doc-toc": navigation, "breadcrumb": navigation, "breadcrumbs": navigation,
		"pagination": navigation, "skip-link": navigation, "skiplink": navigation, "skip-to-content": navigation,
		"navbar": perhapsNav, "nav": perhapsNav, "menu": perhapsNav, "sidebar": perhapsNav, "toc": perhapsNav, "related": perhapsNav,
		"table-of-contents": perhapsNav, "tableofcontents": perhapsNav, "page-toc": perhapsNav, "contents": perhapsNav,
		"footer": siteFooter, "site-footer": siteFooter, "page-footer": siteFooter,
		"tablist": perhapsNav,
		// Sphinx and its themes
		"sphinxsidebar": navigation, "sphinxsidebarwrapper": navigation, "rst-footer-buttons": navigation, "prev-next-area": navigation,
		"prev-next-footer": navigation, "bd-sidebar-primary": navigation, "bd-sidebar-secondary": navigation, "bd-header-article": navigation,
		"content-icon-container": navigation, "related-pages": navigation, "toc-drawer": navigation, "edit-this-page": navigation,
		"view-this-page": navigation, "relations": navigation, "wy-breadcrumbs": navigation, "wy-nav-side": navigation,
		"headerbtn": navigation, "copybtn": navigation, "back-to-top": navigation,
		// MkDocs, mdBook, Docusaurus, VitePress
		"md-sidebar": navigation, "md-content__button": navigation, "md-source-file": navigation, "md-footer": navigation,
		"mobile-nav-chapters": navigation, "nav-wrapper": navigation, "nav-wide-wrapper": navigation, "buttons": navigation,
		"menu-bar": navigation, "menu-title": navigation,
		"theme-doc-breadcrumbs": navigation, "theme-doc-toc-mobile": navigation, "theme-doc-toc-desktop": navigation, "theme-doc-footer": navigation,
		"tableOfContents": navigation, "tocCollapsible": navigation, "pagination-nav": navigation, "theme-edit-this-page": navigation,
		"buttonGroup": navigation, "hash-link": navigation, "header-anchor": navigation, "copy": navigation, "line-numbers-wrapper": navigation,
		// numbers of lines, and what a browser draws a second time
		"linenos": navigation, "lineno": navigation, "linenodiv": navigation, "line-number": navigation, "gutter": navigation,
		"hljs-ln-numbers": navigation, "katex-html": navigation, "MathJax_Preview": navigation, "boring": navigation,
		// DocBook
		"navheader": navigation, "navfooter": navigation,
		// wikis
		"mw-editsection": navigation, "mw-jump-link": navigation, "navbox": navigation, "catlinks": navigation, "printfooter": navigation,

		"main": mainText, "articleBody": mainText,
		"markdown-body": textBody, "theme-doc-markdown": textBody, "md-content": textBody, "post-content": textBody, "entry-content": textBody,
		"article-content": textBody, "main-content": textBody, "page-content": textBody, "bodyContent": textBody, "mw-content-text": textBody,
		"document": textBody, "body": textBody, "content": textBody, "docMainContainer": textBody, "page-inner": textBody,

		"footnotes": footNotes, "footnote-list": footNotes, "footnote": footNotes, "doc-endnotes": footNotes, "doc-footnote": footNotes,
		"endnotes": footNotes, "endnote": footNotes, "rearnote": footNotes, "rearnotes": footNotes, "citation": footNotes,
	}
})

// names returns the names of what an element is for, without the random letters that Docusaurus
// puts behind a name.
func (n *node) names() []string {
	if n.attrs == nil {
		return nil
	}
	var out []string
	for _, attr := range [...]string{"class", "role", "epub:type", "itemprop", "id"} {
		for _, name := range strings.Fields(n.attrs.get(attr)) {
			if at := len(name) - 5; at > 0 && name[at] == '_' && name[at-1] != '_' {
				name = name[:at]
			}
			out = append(out, name)
		}
	}
	return out
}

// has reports whether an element has one of some classes, roles or IDs.
func (n *node) has(names ...string) bool {
	for _, name := range n.names() {
		for _, want := range names {
			if name == want {
				return true
			}
		}
	}
	return false
}

// setRoles notes what each element is for, as far as its names say.
func setRoles(root *node) {
	each(root, func(n *node) bool {
		for _, name := range n.names() {
			n.role |= roles()[name]
		}
		return true
	})
}

// contentOf returns the element that holds the text of the page. In a book that is all of it.
func (p *page) contentOf(root *node) *node {
	whole := root
	if body := find(root, func(n *node) bool { return n.tag == "body" }); body != nil {
		whole = body
	}
	if p.opt.Book {
		return whole
	}
	var mains, articles, bodies []*node
	var look func(*node, bool)
	look = func(n *node, inArticle bool) {
		for _, k := range n.kids {
			if k.tag == "" || k.tag == "nav" {
				continue
			}
			if k.role&navigation != 0 {
				continue
			}
			article := k.tag == "article"
			switch {
			case k.tag == "main" || k.role&mainText != 0:
				mains = append(mains, k)
			case article && !inArticle:
				articles = append(articles, k)
			case k.role&textBody != 0:
				bodies = append(bodies, k)
			}
			look(k, inArticle || article)
		}
	}
	look(whole, false)
	all := lettersOf(whole)
	if main := longest(mains); main != nil && lettersOf(main) > 0 {
		return narrowed(main, append(articles, bodies...))
	}
	if len(articles) == 1 && 3*lettersOf(articles[0]) > all {
		return articles[0]
	}
	if body := longest(bodies); body != nil && 2*lettersOf(body) > all && titlesIn(body) == titlesIn(whole) {
		return body
	}
	return whole
}

// titlesIn returns how many headings of the first level an element has outside of navigation.
func titlesIn(n *node) int {
	count := 0
	each(n, func(k *node) bool {
		if k.tag == "h1" {
			count++
		}
		return k.tag != "nav" && k.role&navigation == 0
	})
	return count
}

// narrowed returns the one element inside the main one that holds nearly all of its text,
// and its headings; else that itself.
func narrowed(main *node, within []*node) *node {
	all, best := lettersOf(main), main
	for _, n := range within {
		if !isInside(n, main) || 10*lettersOf(n) < 6*all {
			continue
		}
		if titlesIn(n) == titlesIn(main) && (best == main || isInside(n, best)) {
			best = n
		}
	}
	return best
}

// longest returns the element with the most text; of those that have as much, the innermost.
func longest(nodes []*node) *node {
	var best *node
	most := 0
	for _, n := range nodes {
		if l := lettersOf(n); best == nil || l > most || l == most && isInside(n, best) {
			best, most = n, l
		}
	}
	return best
}

func isInside(n, outer *node) bool {
	for n = n.up; n != nil; n = n.up {
		if n == outer {
			return true
		}
	}
	return false
}

// each calls f for every node below one, as long as f returns true for what is above.
func each(n *node, f func(*node) bool) {
	for _, k := range n.kids {
		if f(k) {
			each(k, f)
		}
	}
}

func find(n *node, wanted func(*node) bool) (found *node) {
	each(n, func(k *node) bool {
		if found == nil && wanted(k) {
			found = k
		}
		return found == nil
	})
	return found
}

// lettersOf returns how many bytes of text an element has outside of navigation.
func lettersOf(n *node) int {
	sum := 0
	each(n, func(k *node) bool {
		if k.tag == "" {
			sum += len(strings.TrimSpace(k.text))
		}
		return k.tag != "nav" && k.role&navigation == 0
	})
	return sum
}

// linkShare returns how much of the text of an element is links, in percent.
func linkShare(n *node) int {
	all, linked := 0, 0
	var add func(*node, bool)
	add = func(n *node, in bool) {
		for _, k := range n.kids {
			size := len(strings.TrimSpace(k.text))
			if all += size; in {
				linked += size
			}
			add(k, in || k.tag == "a" && k.attrs.get("href") != "")
		}
	}
	add(n, false)
	if all == 0 {
		return 100
	}
	return 100 * linked / all
}

// adopt takes the notes into the content that stand behind it.
func adopt(root, main *node) {
	var notes []*node
	each(root, func(n *node) bool {
		if n == main || n.tag == "nav" || n.role&navigation != 0 {
			return false
		}
		if n.role&footNotes != 0 && !isInside(main, n) {
			notes = append(notes, n)
			return false
		}
		return true
	})
	for _, n := range notes {
		remove(n)
		n.up = main
		main.kids = append(main.kids, n)
	}
}

// leaveOut takes the navigation out of the content, and tells of the words around it that are none.
func (p *page) leaveOut(root, main *node) {
	lost, at := 0, 0
	lose := func(n *node) {
		if words := doc.Words(allText(n)); words > 0 && linkShare(n) < 50 {
			if lost == 0 {
				at = n.line
			}
			lost += words
		}
	}
	var around func(*node)
	around = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k == main:
			case k.tag == "" || !isInside(main, k) && main != k:
				if !frame(k) {
					lose(k)
				}
			default:
				around(k)
			}
		}
	}
	if main != root {
		around(root)
	}
	all := lettersOf(main)
	var inside func(*node)
	inside = func(n *node) {
		kept := n.kids[:0]
		for _, k := range n.kids {
			drop, known := p.isFrame(k, main)
			if drop && all > 0 {
				if !known {
					lose(k)
				}
				continue
			}
			inside(k)
			kept = append(kept, k)
		}
		n.kids = kept
	}
	inside(main)
	if lost > 0 {
		p.tell(at, doc.Info, "outside-content", counted(lost)+" around the main content of the page are not shown, as they belong to the frame that all pages of its site have")
	}
}

// frame reports whether an element outside of the content is one of those that all sites have.
func frame(n *node) bool {
	switch n.tag {
	case "nav", "header", "footer", "noscript", "form", "button", "dialog", "svg", "iframe", "select", "label", "input":
		return true
	case "":
		return strings.TrimSpace(n.text) == ""
	}
	return n.role&(navigation|perhapsNav|siteFooter) != 0
}

// isFrame reports whether an element in the content is no part of the text, and whether that is
// sure, so that nobody has to be told.
func (p *page) isFrame(n, main *node) (drop, known bool) {
	r := n.role
	switch {
	case n.tag == "":
		return false, false
	case r&footNotes != 0:
		return false, false
	case p.opt.Book && n.tag != "a": // a book has no frame but for what programs read
		return n.tag == "nav" && (n.has("landmarks", "page-list") || hasAttr(n, "hidden")), true
	case n.tag == "nav" || r&navigation != 0 && n.tag != "article" && !isHeading(n):
		return true, true
	case n.tag == "button" || n.tag == "form" && n.attrs.get("role") == "search":
		return true, true
	case n.tag == "a":
		return isPermalink(n), true
	case n.tag == "footer" || r&siteFooter != 0 && n.tag == "div":
		return n.up.tag != "blockquote" && n.up.tag != "figure" && find(n, func(k *node) bool { return k.role&footNotes != 0 }) == nil, n.up == main && main.tag == "body"
	case n.tag == "header" && main.tag == "body":
		return find(n, isHeading) == nil || linkShare(n) >= 50, linkShare(n) >= 50
	case isHeading(n) || n.tag == "p" || n.tag == "pre" || n.tag == "table":
		return false, false
	case r&perhapsNav != 0:
		return linkShare(n) >= 50 || isList(n), true
	}
	return false, false
}

// isList reports whether an element is a list of links, with a title at most.
func isList(n *node) bool {
	items, linked := 0, 0
	each(n, func(k *node) bool {
		if k.tag == "li" {
			items++
			if a := firstKid(k); a != nil && (a.tag == "a" || a.tag == "p" || a.tag == "span") && linkShare(a) >= 80 || a != nil && a.tag == "a" {
				linked++
			}
		}
		return true
	})
	return items > 0 && items == linked
}

func hasAttr(n *node, name string) bool {
	return n.attrs.has(name)
}

func isHeading(n *node) bool {
	return len(n.tag) == 2 && n.tag[0] == 'h' && n.tag[1] >= '1' && n.tag[1] <= '6'
}

// isPermalink reports whether a link is the sign behind a heading that leads to that heading.
func isPermalink(n *node) bool {
	if !strings.HasPrefix(n.attrs.get("href"), "#") && !strings.Contains(n.attrs.get("href"), "#") {
		return false
	}
	if n.has("headerlink", "anchorjs-link", "heading-anchor", "anchor-link") {
		return true
	}
	text := strings.TrimSpace(allText(n))
	return isHeading(n.up) && strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 &&
		find(n, func(k *node) bool { return k.tag == "img" }) == nil && len(n.attrs.get("href")) > 1
}
