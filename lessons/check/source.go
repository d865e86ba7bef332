package check

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// source is a page's text in which things are looked up, because the document
// model knows lines of blocks only and a fault is wanted at its column.
type source struct {
	text  string
	start []int // offset of each line

	// The offset and column told last, from which the next one of a long line
	// is counted on. One goroutine uses a source.
	at, column int
}

func newSource(src []byte) *source {
	s := &source{text: string(src), start: []int{0}}
	for i := 0; i < len(s.text); i++ {
		if s.text[i] == '\n' {
			s.start = append(s.start, i+1)
		}
	}
	return s
}

// offset returns where a line, from 1, begins; the end of the text for a line behind it.
func (s *source) offset(line int) int {
	switch {
	case line < 1:
		return 0
	case line > len(s.start):
		return len(s.text)
	}
	return s.start[line-1]
}

// position returns line and column, both from 1, of an offset.
func (s *source) position(at int) (line, column int) {
	line = sort.SearchInts(s.start, at+1)
	from, column := s.start[line-1], 1
	if from <= s.at && s.at <= at && s.column > 0 {
		from, column = s.at, s.column
	}
	column += utf8.RuneCountInString(s.text[from:at])
	s.at, s.column = at, column
	return line, column
}

// find returns the offset of needle between two offsets, -1 if it is not there.
func (s *source) find(needle string, from, to int) int {
	if needle == "" || from >= to {
		return -1
	}
	if i := strings.Index(s.text[from:to], needle); i >= 0 {
		return from + i
	}
	return -1
}

// maxWords is how many bytes of words are looked for: a pattern of them takes a hundred times their memory.
const maxWords = 2000

// findWords is find for running text, whose words may stand on several lines.
func (s *source) findWords(text string, from, to int) int {
	if len(text) > maxWords {
		return -1
	}
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 40 || from >= to {
		return -1
	}
	if len(words) == 1 {
		return s.find(words[0], from, to)
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	// Between words there may also be the prefix of a quotation.
	re, err := regexp.Compile(strings.Join(words, `[\s>|]+`))
	if err != nil {
		return -1
	}
	if m := re.FindStringIndex(s.text[from:to]); m != nil {
		return from + m[0]
	}
	return -1
}
