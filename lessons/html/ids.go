package html

import (
	"strconv"
	"strings"
	"unicode"
)

// Slug makes an anchor of a heading as GitHub does: lower case, blanks become
// hyphens, and of the rest only letters, digits, marks, "-" and "_" stay.
func Slug(title string) string {
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

// IDs gives out the anchors of a page, each once. It can write down those that it
// gave, and give the same ones again to a part of the page that is read a second time.
type IDs struct {
	used  map[string]bool
	last  map[string]int  // the last number that was put behind a name
	given *[]string       // what Take returned is appended here; nil to forget it
	again []string        // what Take returns, as long as there is any left
	said  map[string]bool // what abbreviations stand for and was said on the page
}

// NewIDs returns the anchors of a page that has none yet.
func NewIDs() *IDs { return &IDs{used: map[string]bool{}, last: map[string]int{}} }

// Again returns an IDs that gives out the anchors of list first, in order, and new ones after them.
func Again(list []string) *IDs {
	s := NewIDs()
	s.again = list
	return s
}

// WriteTo appends what Take returns from now on to list.
func (s *IDs) WriteTo(list *[]string) { s.given = list }

// Take returns the anchor itself the first time, then with -1, -2 … behind it.
func (s *IDs) Take(id string) string {
	if len(s.again) > 0 {
		id, s.again = s.again[0], s.again[1:]
		return id
	}
	id = s.Unique(id)
	if s.given != nil {
		*s.given = append(*s.given, id)
	}
	return id
}

// Explains reports whether what an abbreviation stands for is to be said: the first time. Like an anchor it
// is written down and the same again.
func (s *IDs) Explains(word, meaning string) bool {
	if len(s.again) > 0 {
		first := s.again[0] != ""
		s.again = s.again[1:]
		return first
	}
	key := word + "\n" + meaning
	first := !s.said[key]
	if first && s.said == nil {
		s.said = map[string]bool{}
	}
	mark := ""
	if first {
		s.said[key], mark = true, "+"
	}
	if s.given != nil {
		*s.given = append(*s.given, mark)
	}
	return first
}

// Unique is Take for an anchor that is neither written down nor given again.
func (s *IDs) Unique(id string) string {
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
