package lessons

import (
	"strings"

	"lectern/lessons/doc"
)

// A huge page that cannot be read in parts is in memory as blocks and, for the
// search, as the texts of its lessons: every word twice. share lets the blocks
// refer to the words of the texts.

// sharer finds words in a text in their order. Where the blocks and the text
// differ, as in line ends, the words stay where they were.
type sharer struct {
	text   string
	at     int // what comes before is behind us
	missed int
}

// The bounds that keep the search linear: how far ahead words are looked for,
// in bytes, and how often in vain.
const (
	shareAhead = 4096
	shareVain  = 50
)

// share makes the words of blocks parts of text, which is their plain text. It
// must be called before anyone else knows the blocks.
func share(blocks []doc.Block, text string) {
	s := sharer{text: text}
	doc.WalkInlines(blocks, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Text:
			s.find(&in.Value)
		case *doc.Literal:
			s.find(&in.Value)
		default: // short, or nothing but other inlines
		}
	})
	s = sharer{text: text}
	doc.Walk(blocks, func(b doc.Block) bool {
		if b, ok := b.(*doc.Code); ok {
			s.find(&b.Text)
		}
		return true
	})
}

// find makes words a part of the text, if they come soon.
func (s *sharer) find(words *string) {
	if *words == "" || s.missed > shareVain {
		return
	}
	ahead := s.text[s.at:min(len(s.text), s.at+len(*words)+shareAhead)]
	i := strings.Index(ahead, *words)
	if i < 0 {
		s.missed++
		return
	}
	*words = ahead[i : i+len(*words)]
	s.at += i + len(*words)
}
