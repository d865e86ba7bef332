package rst

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// roleKind says what kind of inline a role turns its text into.
type roleKind uint8

const (
	roleText   roleKind = iota // the text alone
	roleStyled                 // with a style
	roleLiteral
	roleCode // literal in which backslashes stay
	roleMath
	roleRaw // meant for another output
	rolePEP
	roleRFC
	roleLink // a place that Sphinx knows by name
	roleXref // the name of a thing of a program
	roleSpan // cell spans of "flat-table"
	roleIcon // a picture that is only an ornament
	roleMenu // entries of menus
)

// role is the meaning of one interpreted text role.
type role struct {
	kind  roleKind
	style doc.Style
	ref   string // for roleLink: Link.Ref
}

// lookupRole finds a role by its lower-case name: standard ones, then Sphinx's.
// The names in one domain are those without it.
func lookupRole(name string) (role, bool) {
	switch name {
	case "emphasis", "dfn":
		return role{kind: roleStyled, style: doc.Emphasis}, true
	case "strong", "command", "program":
		return role{kind: roleStyled, style: doc.Strong}, true
	case "literal", "file", "samp", "regexp", "makevar", "mimetype", "newsgroup":
		return role{kind: roleLiteral}, true
	case "code":
		return role{kind: roleCode}, true
	case "math":
		return role{kind: roleMath}, true
	case "subscript", "sub":
		return role{kind: roleStyled, style: doc.Subscript}, true
	case "superscript", "sup":
		return role{kind: roleStyled, style: doc.Superscript}, true
	case "title-reference", "title", "t", "cite":
		return role{kind: roleStyled, style: doc.Title}, true
	case "guilabel", "menuselection":
		return role{kind: roleMenu, style: doc.Keyboard}, true
	case "kbd":
		return role{kind: roleStyled, style: doc.Keyboard}, true
	case "pep-reference", "pep":
		return role{kind: rolePEP}, true
	case "rfc-reference", "rfc":
		return role{kind: roleRFC}, true
	case "raw":
		return role{kind: roleRaw}, true
	case "abbreviation", "ab", "abbr", "acronym", "ac", "index", "i", "mailheader", "manpage":
		return role{kind: roleText}, true
	case "doc", "ref", "term", "numref", "any", "download":
		return role{kind: roleLink, ref: name}, true
	case "cspan", "rspan":
		return role{kind: roleSpan}, true
	}
	if isObjectRole(name) {
		return role{kind: roleXref}, true
	}
	if r, ok := designRole(name); ok {
		return r, true
	}
	if _, rest, ok := externalRole(name); ok {
		return lookupRole(rest)
	}
	if domain, rest, ok := strings.Cut(name, ":"); ok && isDomain(domain) {
		if domain == "std" {
			return lookupRole(rest)
		}
		return role{kind: roleXref}, true
	}
	return role{}, false
}

// designRole finds the roles of sphinx-design: icons, and badges, which are words in a box
// and may be links.
func designRole(name string) (role, bool) {
	switch name {
	case "octicon", "fa", "fas", "fab", "far", "fa-solid", "fa-regular", "fa-brands", "material-regular", "material-outlined",
		"material-round", "material-sharp", "material-twotone", "iconify":
		return role{kind: roleIcon}, true
	}
	kind, ok := strings.CutPrefix(name, "bdg")
	switch {
	case !ok:
		return role{}, false
	case strings.HasPrefix(kind, "-link"):
		return role{kind: roleLink}, true
	case strings.HasPrefix(kind, "-ref"):
		return role{kind: roleLink, ref: "any"}, true
	}
	return role{kind: roleText}, kind == "" || kind[0] == '-'
}

// externalRole divides the name of a role that looks in other documentations
// ("external:role", "external+name:role"; Sphinx, intersphinx).
func externalRole(name string) (where, rest string, ok bool) {
	name, ok = strings.CutPrefix(name, "external")
	if !ok || name == "" {
		return "", "", false
	}
	where, rest, ok = strings.Cut(name, ":")
	where = strings.TrimPrefix(where, "+")
	return where, rest, ok && !strings.HasPrefix(rest, "external")
}

// isObjectRole names the roles that mention one thing of a program.
func isObjectRole(name string) bool {
	switch name {
	case "func", "function", "class", "meth", "mod", "data", "attr", "exc", "const", "obj", "type", "member", "macro",
		"struct", "union", "enum", "enumerator", "var", "expr", "cfunc", "cdata", "cmacro", "ctype", "cmember", "opcode",
		"option", "envvar", "keyword", "token", "setting", "ttag", "tfilter", "lookup", "djadmin", "djadminopt", "deco",
		"confval", "event", "rst", "dir", "rep", "eq", "pdbcmd", "2to3fixer", "monitoring-event", "source", "issue", "gh",
		"bpo", "ticket", "commit", "cve", "cwe", "pypi", "user", "pr", "pull", "fixture", "hook":
		return true
	}
	return false
}

// applyRole makes inlines of interpreted text. text still has its escapes; whole
// is what the source wrote.
func (in *inliner) applyRole(name, text, whole string, line int) []doc.Inline {
	name = strings.ToLower(name)
	if link, ok := in.extLink(name, text); ok {
		return link
	}
	r, ok := role{kind: roleStyled, style: doc.Title}, true
	switch {
	case name == "" && in.fallback != nil:
		r = *in.fallback
	case name != "":
		if r, ok = in.roles[name]; !ok {
			r, ok = lookupRole(name)
		}
	}
	if !ok && in.isObject(name) {
		r, ok = role{kind: roleXref}, true
	}
	if !ok {
		in.problem(doc.Info, line, 0, "unknown-role", "the role %q is unknown, its text is shown", name)
		label, _ := xrefText(text)
		return words(label)
	}
	label := shown(text)
	switch r.kind {
	case roleIcon:
		return nil
	case roleMenu:
		label = strings.ReplaceAll(strings.ReplaceAll(label, "-->", "→"), "&&", "\x00")
		label = strings.ReplaceAll(strings.ReplaceAll(label, "&", ""), "\x00", "&")
		return []doc.Inline{&doc.Styled{Style: r.style, Content: words(label)}}
	case roleStyled:
		return []doc.Inline{&doc.Styled{Style: r.style, Content: words(label)}}
	case roleLiteral:
		return []doc.Inline{&doc.Literal{Value: label}}
	case roleCode:
		return []doc.Inline{&doc.Literal{Value: raw(text)}}
	case roleMath:
		return []doc.Inline{&doc.Math{Value: raw(text)}}
	case roleRaw:
		in.problem(doc.Info, line, 0, "raw", "raw text is not shown")
		return nil
	case rolePEP, roleRFC:
		return in.numbered(r.kind, text, whole, line)
	case roleLink:
		label, target := xrefText(text)
		if where, _, ok := externalRole(name); ok && where != "" {
			target = where + ":" + target
		}
		if r.ref == "numref" {
			return []doc.Inline{in.pendNumber(text, label, target)}
		}
		return []doc.Inline{&doc.Link{Ref: r.ref, Target: target, Content: words(label)}}
	case roleXref:
		label, _ := xrefText(text)
		if isPython(name) {
			label = strings.TrimPrefix(label, ".") // it only says that the name may be anywhere
		}
		return []doc.Inline{&doc.Literal{Value: label}}
	case roleSpan:
		return in.spanRole(name, label, line)
	}
	return words(label)
}

// xrefText divides "title <target>". Without a title the target is shown, "~"
// in front of it leaves only its last part, "!" means nothing to a reader.
func xrefText(text string) (label, target string) {
	if title, to, ok := cutTitle(text); ok {
		return shown(title), oneLine(shown(to))
	}
	s := shown(text)
	target = oneLine(strings.TrimLeft(s, "~!"))
	label = strings.TrimLeft(s, "~!")
	if strings.HasPrefix(s, "~") {
		label = target[strings.LastIndexByte(target, '.')+1:]
	}
	if label == "" {
		label = s
	}
	return label, target
}

// oneLine folds the blanks of a name that goes over the end of a line.
func oneLine(s string) string { return text.OneLine(s) }

// isPython reports whether a role names a thing of Python.
func isPython(name string) bool {
	if strings.HasPrefix(name, "py:") {
		return true
	}
	switch name {
	case "func", "class", "meth", "mod", "data", "attr", "exc", "const", "obj", "deco", "type":
		return true
	}
	return false
}

// numbered makes links of the numbers of Python's proposals and of the
// internet's standards.
func (in *inliner) numbered(kind roleKind, text, whole string, line int) []doc.Inline {
	label, target := shown(text), shown(text)
	title, to, titled := cutTitle(text)
	if titled {
		label, target = shown(title), shown(to)
	}
	number, section, _ := strings.Cut(strings.TrimSpace(target), "#")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 0 || kind == roleRFC && n < 1 || kind == rolePEP && n > 9999 {
		in.problem(doc.Warning, line, 0, "role", "%s is not a number, shown as written", whole)
		return words(whole)
	}
	uri := ""
	if kind == rolePEP {
		digits := strconv.Itoa(n)
		uri = "https://peps.python.org/pep-" + strings.Repeat("0", max(4-len(digits), 0)) + digits
		if !titled {
			label = "PEP " + label
		}
	} else {
		uri = "https://tools.ietf.org/html/rfc" + strconv.Itoa(n) + ".html"
		if !titled {
			label = "RFC " + strconv.Itoa(n)
		}
	}
	if section != "" {
		uri += "#" + section
	}
	return []doc.Inline{&doc.Link{Target: uri, Content: words(label)}}
}

// spanRole keeps the span of the cell that begins at a line; outside a
// flat-table the number is text.
func (in *inliner) spanRole(name, label string, line int) []doc.Inline {
	n, err := strconv.Atoi(strings.TrimSpace(label))
	if in.cellSpans == nil || err != nil || n < 0 || n > 1000 {
		return words(label)
	}
	c := in.cellSpans[line]
	if name == "cspan" {
		c.cols = n
	} else {
		c.rows = n
	}
	in.cellSpans[line] = c
	return nil
}

// roleDirective defines a role: its name, and in brackets the role it is made of.
func roleDirective(s *scanner, d *directive) {
	spec := d.argument(" ")
	name, base, _ := strings.Cut(spec, "(")
	name = strings.ToLower(strings.TrimSpace(name))
	base = strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(base), ")")))
	if name == "" || scanName(name, 0) != len(name) {
		s.problem(doc.Warning, d.line, 0, "role", "%q is no name of a role", spec)
		return
	}
	r, ok := role{kind: roleText}, true
	if base != "" {
		if r, ok = s.roles[base]; !ok {
			r, ok = lookupRole(base)
		}
	}
	if !ok {
		s.problem(doc.Warning, d.line, 0, "unknown-role", "the role %q is made of %q, which is unknown", name, base)
	}
	if s.roles == nil {
		s.roles = map[string]role{}
	}
	s.roles[name] = r
}

// defaultRole sets the role of interpreted text that names none.
func defaultRole(s *scanner, d *directive) {
	name := strings.ToLower(d.argument(" "))
	if name == "" {
		s.fallback = nil
		return
	}
	r, ok := s.roles[name]
	if !ok {
		r, ok = lookupRole(name)
	}
	if !ok {
		s.problem(doc.Warning, d.line, 0, "unknown-role", "the default role %q is unknown", name)
	}
	s.fallback = &r
}
