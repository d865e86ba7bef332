package typeset

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/words"
)

// label is the heading of an admonition of one kind, with a sign that tells the
// families apart without colour.
type label struct {
	sign, text string
	// since is the heading of a change of a version, with slot for its number; gone
	// is that with a second slot, for the version without the thing. "" for others.
	since, gone string
}

// slot stands for the number of a version, which is text of the page. No clean
// text has this character.
const slot = "\x00"

// role is the look of the label and of the bar below it.
func (l label) role() Role {
	if l.sign == "!" {
		return AlertRole
	}
	return LabelRole
}

// labelOf returns the label for a kind of docutils or Sphinx, or of Markdown's alerts.
// An unknown kind keeps the name that its author wrote.
func labelOf(kind string) label {
	switch kind {
	case "note":
		return label{sign: "▸", text: words.T("Note")}
	case "tip":
		return label{sign: "*", text: words.T("Tip")}
	case "hint":
		return label{sign: "*", text: words.T("Hint")}
	case "important":
		return label{sign: "!", text: words.T("Important")}
	case "warning":
		return label{sign: "!", text: words.T("Warning")}
	case "caution":
		return label{sign: "!", text: words.T("Caution")}
	case "attention":
		return label{sign: "!", text: words.T("Attention")}
	case "danger":
		return label{sign: "!", text: words.T("Danger")}
	case "error":
		return label{sign: "!", text: words.T("Error")}
	case "seealso":
		return label{sign: "→", text: words.T("See also")}
	case "todo":
		return label{sign: "☐", text: words.T("To do")}
	case "versionadded":
		return label{sign: "+", text: words.T("Added"), since: words.T("Added in version %s", slot)}
	case "versionchanged":
		return label{sign: "±", text: words.T("Changed"), since: words.T("Changed in version %s", slot)}
	case "deprecated", "versiondeprecated", "deprecated-removed":
		return label{sign: "-", text: words.T("Deprecated"), since: words.T("Deprecated since version %s", slot),
			gone: words.T("Deprecated since version %s, removed in version %s", slot, slot)}
	case "versionremoved":
		return label{sign: "-", text: words.T("Removed"), since: words.T("Removed in version %s", slot)}
	case "topic", "sidebar", "admonition", "":
		return label{sign: "▸"}
	}
	kind = text.OneLine(Clean(strings.ReplaceAll(kind, "-", " ")))
	_, size := utf8.DecodeRuneInString(kind)
	return label{sign: "▸", text: strings.ToUpper(kind[:size]) + kind[size:]}
}

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
	s.bar("┃", l.role(), func() {
		s.label(l, a.Title)
		s.blocks(a.Blocks)
	})
	s.base = base
}

// label puts out the line with the sign and the label or the source's title.
// The title of a version change is the number of the version.
func (s *setter) label(l label, title []doc.Inline) {
	plain := strings.TrimSpace(doc.InlineText(title))
	heading, numbers := slot, [][]doc.Inline{title}
	switch {
	case plain == "":
		if heading = l.text; heading == "" {
			return
		}
	case l.since != "" && !saysItself(plain):
		heading = l.since
		// Sphinx's "deprecated-removed" states two versions.
		if since, gone, ok := strings.Cut(plain, " "); ok && l.gone != "" {
			heading = l.gone
			numbers = [][]doc.Inline{{&doc.Text{Value: since}}, {&doc.Text{Value: gone}}}
		}
	}
	lk := look{role: l.role(), style: Bold}
	var spans []Span
	for i, part := range strings.Split(l.sign+" "+heading, slot) {
		if i > 0 {
			spans = append(spans, s.inSpans(numbers[i-1], lk)...)
		}
		if part != "" {
			spans = append(spans, Span{Text: part, Role: lk.role, Style: Bold, Added: true})
		}
	}
	s.spans(spans, 2)
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
