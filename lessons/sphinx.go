package lessons

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
)

// generatedPages are the pages that Sphinx makes of all the others, by the names under which
// pages refer to them, with their titles.
var generatedPages = map[string]string{
	"genindex": "Index", "modindex": "Module Index", "py-modindex": "Python Module Index", "search": "Search Page",
	"np-modindex": "Module Index", "c-modindex": "Module Index", "cpp-modindex": "Module Index",
}

// resolveSphinx finds the destination of a name that resolve found nothing for: a page that
// Sphinx generates, a section named with its page (sphinx.ext.autosectionlabel), a place of
// another documentation (sphinx.ext.intersphinx).
func (c *Course) resolveSphinx(from *Lesson, target, ref string, absent Destination) Destination {
	if title := generatedPages[strings.TrimPrefix(target, "/")]; title != "" {
		absent.Reason, absent.Elsewhere = Reason{"%s is a page that Sphinx makes of all the others", title}, true
		return absent
	}
	where, name, ok := strings.Cut(target, ":")
	if ok && ref != "doc" {
		if p, _ := c.docPage(from.Page, "/"+where); p != nil {
			if d := c.resolveAnchor(p, doc.Slug(name)); d.Kind == Inside {
				return d
			}
		}
	}
	conf := c.Site().Sphinx
	if conf == nil {
		conf = &folder.Conf{}
	}
	address, known := conf.Intersphinx[where]
	switch {
	case ok && known:
		return elsewhere(address, name, ref, absent)
	case ok && ref == "doc":
		absent.Reason, absent.Elsewhere = Reason{"it lies in another documentation, %s", where}, true
	case ref == "doc":
		if c.isGenerated(from.Page, target) {
			absent.Reason, absent.Elsewhere = Reason{"%s is a page that Sphinx makes of a program", target}, true
		}
	case len(conf.Intersphinx) > 0:
		absent.Perhaps = true
	}
	return absent
}

// elsewhere returns the destination of a name in another documentation.
func elsewhere(address, name, ref string, absent Destination) Destination {
	absent.Elsewhere = true
	u, err := url.Parse(address)
	if err != nil || !IsOpened(u.Scheme) {
		absent.Reason = Reason{"it lies in another documentation: %s", cmp.Or(address, name)}
		return absent
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	if ref == "doc" {
		u = u.ResolveReference(&url.URL{Path: strings.TrimPrefix(name, "/") + ".html"})
	}
	return Destination{Kind: External, Address: u.String()}
}

// fromRoot returns the path inside the course of an address that begins with a slash: from the
// folder of the sources, as Sphinx reads it, if there is such a file, else from the course's.
func (c *Course) fromRoot(address string) string {
	name := strings.TrimPrefix(path.Clean(address), "/")
	root := c.Site().Root
	if root == "." {
		return name
	}
	file, _, _ := strings.Cut(name, "#")
	if inside := path.Join(root, c.oneOf(file)); c.files.has(inside) || c.files.has(path.Join(root, file)) || !c.files.has(file) {
		return path.Join(root, name)
	}
	return name
}

// oneOf returns the picture that a name ending in ".*" stands for: the first that exists of the
// kinds that a program shows best (Sphinx, "Images").
func (c *Course) oneOf(name string) string {
	stem, ok := strings.CutSuffix(name, ".*")
	if !ok {
		return name
	}
	for _, suffix := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"} {
		if c.files.has(stem + suffix) {
			return stem + suffix
		}
	}
	return name
}

// isGenerated reports whether a name that no page has is that of a page that Sphinx makes: one of
// autosummary, whose folder is not there before, or one that a template makes.
func (c *Course) isGenerated(from *Page, target string) bool {
	conf := c.Site().Sphinx
	if conf == nil {
		return false
	}
	name := path.Join(path.Dir(from.Path), target)
	if strings.HasPrefix(target, "/") {
		name = path.Join(conf.Root, path.Clean(target))
	}
	return c.Makes(name)
}

// Makes reports whether a file that the course has not is one that an extension of Sphinx makes.
func (c *Course) Makes(name string) bool {
	conf := c.Site().Sphinx
	if conf == nil {
		return false
	}
	if strings.Contains(path.Base(name), "sphx_glr_") { // sphinx-gallery names its pictures so
		return true
	}
	return conf.Makes(name, func(folder string) bool {
		return slices.ContainsFunc(c.files.list(), func(f string) bool { return strings.HasPrefix(f, folder) })
	})
}

// objectForms are the anchors that a place named after a thing of a program may have: Sphinx names
// it with the module and the class around it, which the page need not write.
func objectForms(id string) []string {
	var forms []string
	for rest, more := id, strings.Contains(id, "."); more && len(forms) < 8; {
		forms = append(forms, doc.Slug(rest))
		_, rest, more = strings.Cut(rest, ".")
	}
	return forms
}
