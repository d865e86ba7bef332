package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// slug makes an anchor of a heading as GitHub does: lower case, blanks become
// hyphens, and of the rest only letters, digits, marks, "-" and "_" stay.
func slug(title string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(strings.ToLower(title)) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.In(r, unicode.L, unicode.N, unicode.M):
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// ids gives out anchors, each once.
type ids struct {
	used map[string]bool
	last map[string]int // the last number that was put behind a name
}

func newIDs() *ids { return &ids{map[string]bool{}, map[string]int{}} }

// take returns the anchor itself the first time, then with -1, -2 … behind it.
func (s *ids) take(id string) string {
	if !s.used[id] {
		s.used[id] = true
		return id
	}
	for n := s.last[id] + 1; ; n++ {
		if next := id + "-" + strconv.Itoa(n); !s.used[next] {
			s.last[id] = n
			s.used[next] = true
			return next
		}
	}
}
