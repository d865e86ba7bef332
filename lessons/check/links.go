package lessons

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"lectern/lessons/doc"
)

// checkLinks follows the links of a page and reports those that lead nowhere.
func (p *Page) checkLinks(links []foundLink) []doc.Problem {
	var out []doc.Problem
	for _, l := range links {
		d := p.course.Resolve(l.lesson, l.link.Target, l.link.Ref)
		severity, code, text := p.judge(l.link, d)
		if code == "" {
			continue
		}
		out = append(out, doc.Problem{
			File: p.Path, Line: l.line, Column: l.column, Severity: severity, Code: code, Text: text,
		})
	}
	return out
}

// judge says what is wrong with where a link leads; code is "" if nothing is.
func (p *Page) judge(l *doc.Link, d Destination) (s doc.Severity, code, text string) {
	switch d.Kind {
	case Refused:
		return doc.Warning, "refused-link", fmt.Sprintf("the link to %s is shown, but never opened: %s", clip(l.Target), d.Reason)
	case Absent:
		return p.judgeAbsent(l, d)
	}
	return 0, "", ""
}

// judgeAbsent tells the kinds of links to nothing apart.
func (p *Page) judgeAbsent(l *doc.Link, d Destination) (s doc.Severity, code, text string) {
	switch {
	case l.Ref == "doc":
		return doc.Error, "broken-link", d.Reason + ": correct the name, or add the page"
	case l.Ref == "download":
		if p.course.files.has(p.linkedFile(l.Target)) {
			return 0, "", ""
		}
		return doc.Error, "broken-link", "the course has no file " + clip(l.Target)
	case l.Ref != "":
		return doc.Warning, "unknown-reference", fmt.Sprintf("nothing in the course is called %s: correct the name, or put a label there", clip(l.Target))
	}
	target, fragment, _ := strings.Cut(l.Target, "#")
	if target == "" {
		return doc.Error, "missing-anchor", fmt.Sprintf("the page has no place called %s: a heading's place is its title in lower case with hyphens", clip(fragment))
	}
	file := p.linkedFile(target)
	switch {
	case p.course.pageNamed(file) != nil:
		return doc.Error, "missing-anchor", fmt.Sprintf("%s has no place called %s: a heading's place is its title in lower case with hyphens", file, clip(fragment))
	case p.course.files.has(file):
		return doc.Info, "link-to-file", fmt.Sprintf("%s is a file of the course but no page, so the screen can only name it", clip(target))
	case d.Address == "":
		return doc.Error, "broken-link", fmt.Sprintf("the course has no page %s: correct the path, or set base_url in %s if it is a page of your site", clip(target), ManifestName)
	case isPageName(file, false):
		return doc.Error, "broken-link", fmt.Sprintf("the course has no page %s: correct the path, or add the page", clip(target))
	}
	return 0, "", "" // the screen shows the address that base_url makes of it
}

// linkedFile is the path in the course that a relative link of the page names.
func (p *Page) linkedFile(target string) string {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	if u, err := url.PathUnescape(target); err == nil {
		target = u
	}
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(p.Path), target)
}
