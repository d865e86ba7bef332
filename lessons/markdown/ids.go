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

// ids gives out anchors, each once. It can write down those that it gave, and
// give the same ones again to a part of a page that is read a second time.
type ids struct {
	used  map[string]bool
	last  map[string]int // the last number that was put behind a name
	given *[]string      // what take returned is appended here; nil to forget it
	again []string       // what take returns, as long as there is any left
}

func newIDs() *ids { return &ids{used: map[string]bool{}, last: map[string]int{}} }

// take returns the anchor itself the first time, then with -1, -2 … behind it.
func (s *ids) take(id string) string {
	if len(s.again) > 0 {
		id, s.again = s.again[0], s.again[1:]
		return id
	}
	id = s.unique(id)
	if s.given != nil {
		*s.given = append(*s.given, id)
	}
	return id
}

// unique is take for what is written down elsewhere.
func (s *ids) unique(id string) string {
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
