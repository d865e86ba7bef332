package checktest

import "regexp"

// sources matches the texts of a notebook's cells, and the signs in them that stand for line
// ends, marks and pictures.
var (
	sources = regexp.MustCompile(`"source":\s*(\[\s*(?:"(?:[^"\\]|\\.)*"\s*,?\s*)*\]|"(?:[^"\\]|\\.)*")`)
	signs   = regexp.MustCompile(`\\[nt"\\]|attachment:[^)"\s]*`)
)

// notebook excuses what is no text of a notebook's cells. What code put out is not looked at,
// because of one output there are several forms.
func (s *source) notebook() {
	at := 0
	for _, m := range sources.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(at, m[2], Metadata)
		at = m[3]
		for _, sign := range signs.FindAllIndex(s.text[m[2]:m[3]], -1) {
			s.excuse(m[2]+sign[0], m[2]+sign[1], Metadata)
		}
		s.html(m[2], m[3])
	}
	s.excuse(at, len(s.text), Metadata)
}
