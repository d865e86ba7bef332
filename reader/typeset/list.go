package typeset

import (
	"strings"

	"lectern/lessons/doc"
)

// list is a bullet or enumerated list.
type list struct{ *doc.List }

func (l list) measure(s *setter, w *want, indent int) {
	for i, it := range l.Items {
		s.measure(it.Blocks, w, indent+max(len(number(l.List, i)), 1)+1)
	}
}

func (l list) set(s *setter) {
	if !l.Ordered {
		s.bullets++
		defer func() { s.bullets-- }()
	}
	numbers := 0 // the widest number, to which the others are aligned
	for i := range l.Items {
		numbers = max(numbers, len(number(l.List, i)))
	}
	n := len(s.lines)
	for i, it := range l.Items {
		if i > 0 && !l.Tight && len(s.lines) > n {
			s.space(true)
		}
		marker := s.bullet()
		if l.Ordered {
			num := number(l.List, i)
			marker = strings.Repeat(" ", numbers-len(num)) + num
		}
		marker += " " + tick(it.Task)
		spans := []Span{{Text: marker, Role: MarkerRole, Added: true}}
		s.nest(spans, textWidth(marker), func() { s.run(it.Blocks, l.Tight) })
	}
}

// bullet is the sign of the bullet lists at the current depth.
func (s *setter) bullet() string {
	switch s.bullets {
	case 0, 1:
		return "•"
	case 2:
		return "–"
	}
	return "·"
}

// tick is a tick box. Both signs are one cell wide and differ without colour.
func tick(t doc.Task) string {
	switch t {
	case doc.TaskOpen:
		return "☐ "
	case doc.TaskDone:
		return "☑ "
	}
	return ""
}

// number returns the number of an item with the signs around it.
func number(l *doc.List, i int) string {
	if !l.Ordered {
		return ""
	}
	suffix := Clean(l.Suffix)
	if suffix == "" && l.Prefix == "" {
		suffix = "."
	}
	return Clean(l.Prefix) + numeral(l.Numeral, l.Start+i) + suffix
}

// numeral writes n in one of the five sequences of RST. What a sequence cannot
// write is written in figures.
func numeral(kind doc.Numeral, n int) string {
	switch kind {
	case doc.LowerAlpha:
		return strings.ToLower(alpha(n))
	case doc.UpperAlpha:
		return alpha(n)
	case doc.LowerRoman:
		return strings.ToLower(roman(n))
	case doc.UpperRoman:
		return roman(n)
	}
	return itoa(n)
}

// alpha writes n as letters: A to Z, then AA, AB, as HTML does.
func alpha(n int) string {
	if n < 1 {
		return itoa(n)
	}
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append([]byte{byte('A' + (n-1)%26)}, b...)
	}
	return string(b)
}

// roman writes 1 to 4999, the range that RST allows.
func roman(n int) string {
	if n < 1 || n > 4999 {
		return itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

// toctree is the list of the pages below this one.
type toctree struct{ *doc.Toctree }

func (toctree) measure(_ *setter, w *want, indent int) { w.add(longWord, plainWidth, indent) }

func (t toctree) set(s *setter) {
	if t.Hidden {
		return
	}
	n := len(s.lines)
	entries := shownEntries(t.Toctree)
	if t.Caption != "" && len(entries) > 0 {
		s.put(s.gatherString(t.Caption, look{role: CaptionRole, style: Bold, added: true}, false), 0)
	}
	if len(s.lines) > n && len(entries) == 0 {
		return
	}
	numbers := len(itoa(len(entries)))
	for i, e := range entries {
		marker := "• "
		if t.Numbered {
			num := itoa(i + 1)
			marker = strings.Repeat(" ", numbers-len(num)) + num + ". "
		}
		spans := []Span{{Text: marker, Role: MarkerRole, Added: true}}
		s.hanging(spans, []doc.Inline{s.entryLink(e)}, look{added: true})
	}
}

// shownEntries are the entries that name one page, in their order. Patterns are
// for whoever knows the pages of the course.
func shownEntries(t *doc.Toctree) []doc.TocEntry {
	var out []doc.TocEntry
	for _, e := range t.Entries {
		if t.Glob && strings.ContainsAny(e.Target, "*?[") {
			continue
		}
		out = append(out, e)
	}
	for i, j := 0, len(out)-1; t.Reversed && i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// titleOf returns the title of what a link names, "" if it is not known.
func (s *setter) titleOf(target, ref string) string {
	if s.opt.LinkTitle == nil {
		return ""
	}
	title, ok := s.opt.LinkTitle(target, ref)
	if !ok {
		return ""
	}
	return title
}

func (s *setter) entryLink(e doc.TocEntry) *doc.Link {
	title := e.Title
	if title == "" {
		title = s.titleOf(e.Target, "doc")
	}
	if title == "" {
		title = e.Target
	}
	ref := "doc"
	if strings.Contains(e.Target, "://") || strings.HasPrefix(e.Target, "mailto:") {
		ref = ""
	}
	return &doc.Link{Target: e.Target, Ref: ref, Content: []doc.Inline{&doc.Text{Value: title}}}
}
