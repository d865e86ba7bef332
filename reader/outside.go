package reader

import (
	"strings"

	"lectern/lessons"
	"lectern/reader/typeset"
)

// outside is the addresses of the links of a page that lead out of the course,
// by the number of the link. Each draw asks for those on the screen.
type outside struct {
	page      *typeset.Page
	addresses map[int]string
}

// addressOf returns the address that the terminal may open for a link; "" if it
// leads into the course. It parses no page, as finding out where in the course
// would: drawing does not wait.
func (v *view) addressOf(l typeset.Link) string {
	m := v.model
	if v.outside.page != m.set() {
		v.outside = outside{m.set(), map[int]string{}}
	}
	address, known := v.outside.addresses[l.Number]
	if !known {
		if mayBeOpened(l.Target) {
			if d := m.Course.Resolve(m.Lesson, l.Target, l.Ref); d.Kind == lessons.External {
				address = hyperlink(d)
			}
		}
		v.outside.addresses[l.Number] = address
	}
	return address
}

// mayBeOpened reports whether a target has one of the schemes of addresses that are opened.
func mayBeOpened(target string) bool {
	scheme, _, found := strings.Cut(target, ":")
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "http", "https", "mailto":
		return found
	}
	return false
}
