package typeset

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// label is the heading of an admonition of one kind, with a sign that tells the
// families apart without colour.
type label struct{ sign, text string }

const deprecated = "Deprecated since version"

// labelOf names the kinds of docutils and Sphinx, and of Markdown's alerts.
// What nobody knows is called as its author wrote it.
func labelOf(kind string) label {
	switch kind {
	case "note":
		return label{"▸", "Note"}
	case "tip":
		return label{"*", "Tip"}
	case "hint":
		return label{"*", "Hint"}
	case "important":
		return label{"!", "Important"}
	case "warning":
		return label{"!", "Warning"}
	case "caution":
		return label{"!", "Caution"}
	case "attention":
		return label{"!", "Attention"}
	case "danger":
		return label{"!", "Danger"}
	case "error":
		return label{"!", "Error"}
	case "seealso":
		return label{"→", "See also"}
	case "todo":
		return label{"☐", "To do"}
	case "versionadded":
		return label{"+", "Added in version"}
	case "versionchanged":
		return label{"±", "Changed in version"}
	case "deprecated", "versiondeprecated":
		return label{"-", deprecated}
	case "deprecated-removed":
		return label{"-", deprecated}
	case "versionremoved":
		return label{"-", "Removed in version"}
	case "topic", "sidebar", "admonition", "":
		return label{"▸", ""}
	}
	kind = foldSpaces(Clean(strings.ReplaceAll(kind, "-", " ")))
	_, size := utf8.DecodeRuneInString(kind)
	return label{"▸", strings.ToUpper(kind[:size]) + kind[size:]}
}

func (l label) version() bool { return strings.HasSuffix(l.text, "version") }

// admonition is text set apart behind a heavy bar, below its label.
type admonition struct{ *doc.Admonition }

func (a admonition) measure(s *setter, w *want, indent int) {
	w.add(10, plainWidth, indent+2)
	s.measure(a.Blocks, w, indent+2)
}

func (a admonition) set(s *setter) {
	l := labelOf(a.Kind)
	base := s.base
	s.base = look{}
	s.bar("┃", LabelRole, func() {
		s.label(l, a.Title)
		s.blocks(a.Blocks)
	})
	s.base = base
}

// label puts out the line with the sign and the label or the source's title.
// The title of a version change is the number of the version.
func (s *setter) label(l label, title []doc.Inline) {
	plain := strings.TrimSpace(doc.InlineText(title))
	words := ""
	switch {
	case plain == "":
		words = l.text
		if l.version() {
			words = strings.TrimSuffix(strings.TrimSuffix(words, " in version"), " since version")
		}
	case l.version() && !saysItself(plain):
		words = l.text + " "
	}
	if words == "" && plain == "" {
		return
	}
	lk := look{role: LabelRole, style: Bold}
	added := func(text string) Span { return Span{Text: text, Role: LabelRole, Style: Bold, Added: true} }
	spans := []Span{added(l.sign + " " + words)}
	if since, gone, ok := strings.Cut(plain, " "); ok && l.text == deprecated && words != "" {
		// Sphinx's "deprecated-removed" states two versions.
		title = []doc.Inline{&doc.Text{Value: since}}
		spans = append(spans, s.inSpans(title, lk)...)
		spans = append(spans, added(", removed in version "))
		title = []doc.Inline{&doc.Text{Value: gone}}
	}
	s.spans(append(spans, s.inSpans(title, lk)...), 2)
}

// saysItself reports whether the title of a version change is a sentence and not
// a version.
func saysItself(title string) bool {
	first, _, _ := strings.Cut(strings.ToLower(title), " ")
	switch first {
	case "added", "new", "changed", "deprecated", "removed", "since", "in":
		return true
	}
	return false
}
