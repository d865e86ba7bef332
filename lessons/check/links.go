package check

import (
	"cmp"
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/names"
)

// foundLink is a link of a page and where in the source it stands.
type foundLink struct {
	link         *doc.Link
	lesson       *lessons.Lesson
	line, column int
}

// link notes a link, to be followed when all pages have been looked at.
func link(c *pageCheck, b doc.Block, inline doc.Inline) {
	if in, ok := inline.(*doc.Link); ok {
		line, column := c.locate(b, in.Target, doc.InlineText(in.Content))
		c.links = append(c.links, foundLink{in, c.lesson, line, column})
	}
}

// followLinks reports the links of a page that lead nowhere. Links of one target are followed once:
// a page may hold a million of them.
func (c *pageCheck) followLinks() {
	type fault struct {
		severity   doc.Severity
		code, text string
	}
	type address struct {
		target, ref string
		empty       bool // no words show it
	}
	known := map[address][]fault{}
	for _, l := range c.links {
		at := address{l.link.Target, l.link.Ref, strings.TrimSpace(l.link.Target) == "" && doc.InlineText(l.link.Content) == ""}
		faults, ok := known[at]
		if !ok {
			add := func(severity doc.Severity, code, text string) { faults = append(faults, fault{severity, code, text}) }
			c.follow(l, add)
			known[at] = faults
		}
		for _, f := range faults {
			c.add(f.severity, l.line, l.column, f.code, f.text)
		}
	}
}

// follow reports what is wrong with one link.
func (c *pageCheck) follow(l foundLink, add func(s doc.Severity, code, text string)) {
	d := c.course.Resolve(l.lesson, l.link.Target, l.link.Ref)
	if d.Found != nil {
		if told, ok := d.Found.Told(); ok {
			add(told.Severity, told.Code, told.Text)
			if d.Kind == lessons.Absent && d.Found.Name == "" {
				return
			}
		}
	}
	if severity, code, text := c.judge(l.link, d); code != "" {
		add(severity, code, text)
	}
}

// judge says what is wrong with the destination of a link; code is "" if nothing is.
func (c *pageCheck) judge(l *doc.Link, d lessons.Destination) (s doc.Severity, code, text string) {
	switch d.Kind {
	case lessons.Refused:
		return doc.Warning, "refused-link", fmt.Sprintf("the link to %s is shown, but never opened: %s", clip(l.Target), d.Reason)
	case lessons.Absent:
		return c.judgeAbsent(l, d)
	case lessons.Inside:
		if d.Lacks != "" {
			return c.lacking(d.Page(c.course), d.Lacks)
		}
	}
	return 0, "", ""
}

// lacking says that a page has no place of a name. Where the page's tool puts something in that is
// not read here, it may be there.
func (c *pageCheck) lacking(p *lessons.Page, id string) (s doc.Severity, code, text string) {
	where := "the page"
	if p != c.page {
		where = p.Path
	}
	said := fmt.Sprintf("%s has no place called %s", where, clip(id))
	if p.IsComposed() || strings.Count(id, ".") > 0 && c.course.Site().Programs && !strings.ContainsAny(id, " /") {
		return doc.Warning, "missing-anchor", said + ", unless it is in what the page's own tool puts in"
	}
	return doc.Error, "missing-anchor", said + ": a heading's place is its title in lower case with hyphens"
}

// judgeAbsent says in which way the destination of a link is missing.
func (c *pageCheck) judgeAbsent(l *doc.Link, d lessons.Destination) (s doc.Severity, code, text string) {
	switch {
	case d.Elsewhere:
		return 0, "", ""
	case l.Ref == "doc" && c.course.Site().Programs:
		return doc.Warning, "broken-link", d.Reason.String() + ", unless the site's own programs make it"
	case l.Ref == "doc":
		return doc.Error, "broken-link", d.Reason.String() + ": correct the name, or add the page"
	case l.Ref == "download":
		if found := c.linkedFile(l.Target); found.Name != "" || len(found.Several) > 0 {
			told, _ := found.Told()
			return told.Severity, told.Code, told.Text
		}
		if c.page.Elsewhere(l.Target) == lessons.Above {
			return doc.Info, "link-elsewhere", fmt.Sprintf("%s "+elsewhereWords[lessons.Above], clip(l.Target))
		}
		if c.course.Site().Sphinx != nil {
			return doc.Warning, "broken-link", "the course has no file " + clip(l.Target) + ", unless a program writes it before the site is built"
		}
		return doc.Error, "broken-link", "the course has no file " + clip(l.Target)
	case l.Ref != "" && d.Perhaps:
		return doc.Info, "unknown-reference", fmt.Sprintf("nothing in the course is called %s: it may be in one of the documentations that conf.py names", clip(l.Target))
	case l.Ref != "":
		return doc.Warning, "unknown-reference", fmt.Sprintf("nothing in the course is called %s: correct the name, or put a label there", clip(l.Target))
	}
	if strings.TrimSpace(l.Target) == "" {
		if doc.InlineText(l.Content) == "" {
			return 0, "", "" // only a place with a name, as "[](){#here}"
		}
		return doc.Error, "broken-link", "the link has no address: write one, or take the brackets away"
	}
	target, fragment, _ := strings.Cut(l.Target, "#")
	if target == "" {
		return c.lacking(c.page, fragment)
	}
	found := c.linkedFile(target)
	file := cmp.Or(found.Name, c.page.OtherSource(target), found.Asked)
	elsewhere := c.page.Elsewhere(target)
	switch {
	case c.course.Has(file):
		return doc.Info, "link-to-file", fmt.Sprintf("%s is a file of the course but no page, so the screen can only name it", clip(target))
	case elsewhere != lessons.NotElsewhere:
		return doc.Info, "link-elsewhere", fmt.Sprintf("%s "+elsewhereWords[elsewhere], clip(target))
	case c.page.NamesLabel(l.Target):
		return doc.Warning, "unknown-reference", fmt.Sprintf("nothing in the course is called %s: correct the name, or put a label there", clip(l.Target))
	case c.page.IsNote(target):
		return doc.Warning, "broken-link", fmt.Sprintf("there is no note %s yet: write it, or correct the name", clip(target))
	case d.Address == "":
		return doc.Error, "broken-link", fmt.Sprintf("the course has no page %s: correct the path, or set base_url in %s if it is a page of your site", clip(target), lessons.ManifestName)
	case lessons.IsPageName(file):
		return doc.Error, "broken-link", fmt.Sprintf("the course has no page %s: correct the path, or add the page", clip(target))
	}
	return 0, "", "" // the screen shows the address that base_url makes of it
}

// elsewhereWords say why the course need not have what a link names.
var elsewhereWords = map[lessons.Elsewhere]string{
	lessons.FilledIn:  "is completed by the site's own tool, so where it leads is not known here",
	lessons.Generated: "is a page that the site's own tool makes, so it is not among these",
	lessons.Above:     "lies outside the folder of the course",
	lessons.OtherPart: "is in a part of the site of which no page is here",
}

// linkedFile finds the file that a relative link of the page names.
func (c *pageCheck) linkedFile(target string) names.Found {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	return c.page.FindFile(target)
}
