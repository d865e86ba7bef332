package text

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding says when two texts are the same for one who searches or compares them. In
// any folding these are the same: what Unicode calls compatible (NFKC: ligatures, full
// and half width), apostrophes of all kinds, quotation marks of all kinds, hyphens and
// dashes of all kinds, white space of any kind and length, digits of all scripts.
// Characters that cannot be seen do not count.
type Folding struct {
	Case    bool // the case of letters counts; else Unicode's full case folding, so that ß is ss
	Accents bool // accents and the signs for vowels of Hebrew and Arabic count
	Powers  bool // superscripts, subscripts and fractions are not digits on the line: 2⁸ is not 28
}

// String returns the folded text, without white space at its ends.
func (f Folding) String(s string) string {
	return string(bytes.Trim(NewFolder(f).Fold(s), " "))
}

// Smart returns the folding for a search: case counts if a capital was typed, and
// accents count if one was typed.
func Smart(typed string) Folding {
	accent := func(r rune) bool { return isAccent(r) || strokeOf(r) != "" }
	return Folding{
		Case:    strings.ContainsFunc(typed, unicode.IsUpper),
		Accents: strings.ContainsFunc(norm.NFD.String(typed), accent),
	}
}

// Folder folds one text after the other, and tells where in the last one a part of
// its folded form stands. It must not be used by two goroutines at a time.
type Folder struct {
	Folding
	ascii  [256]byte     // what becomes of a character of ASCII; 0 for all else
	blocks []*[256]piece // of 256 characters each, made and filled as such are met
	out    []byte
	spans  []span
	text   string // the last one
	last   int    // the span that was looked at last
}

// NewFolder returns a Folder for many texts.
func NewFolder(f Folding) *Folder {
	d := &Folder{Folding: f}
	for c := byte(1); c < utf8.RuneSelf; c++ {
		switch d.ascii[c] = c; {
		case unicode.IsSpace(rune(c)):
			d.ascii[c] = ' '
		case !f.Case && 'A' <= c && c <= 'Z':
			d.ascii[c] = c + 'a' - 'A'
		}
	}
	return d
}

// piece is what becomes of one character.
type piece struct {
	text  string
	class uint8 // the canonical combining class of its last character
	known bool

	several bool // it becomes more than one character
	mark    bool // it becomes marks alone
}

// span begins at an offset of the folded text. If whole is 0 the bytes from there stand
// as they are in the text; else they come from one character that has whole bytes there.
type span struct{ folded, at, whole int32 }

// Fold returns the folded form of a text, which is valid until the next call. What is
// not UTF-8 is taken for U+FFFD.
func (f *Folder) Fold(s string) []byte {
	f.out, f.spans, f.text, f.last = f.out[:0], f.spans[:0], s, 0
	blank, class := false, uint8(0) // of what was written last: white space, its combining class
	even := 0                       // how far the text is ahead of its folded form
	for i := 0; i < len(s); {
		if c := f.ascii[s[i]]; c != 0 && !(blank && c == ' ') {
			if i-len(f.out) != even {
				even = i - len(f.out)
				f.spans = append(f.spans, span{int32(len(f.out)), int32(i), 0})
			}
			n := f.run(s[i:], blank)
			i += n
			blank, class = f.out[len(f.out)-1] == ' ', 0
			continue
		} else if c == ' ' { // only one of a row counts
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		p := f.piece(r)
		switch {
		case p.text == "":
			if r == breve {
				f.joinBreve()
			}
		case p.text == " " && blank:
		default:
			solid := int32(0)
			if len(p.text) != size || p.several {
				solid = int32(size)
			}
			if solid > 0 || i-len(f.out) != even {
				even = i - len(f.out)
				f.spans = append(f.spans, span{int32(len(f.out)), int32(i), solid})
			}
			begin := len(f.out)
			f.out = append(f.out, p.text...)
			if solid > 0 {
				even = -1 << 31 // whatever follows begins a span
			}
			if p.mark && class != 0 {
				f.order(begin)
			}
			class = p.class
			blank = p.text == " "
		}
		i += size
	}
	return f.out
}

// run folds what can be folded byte by byte at the start of s, and returns how much
// that is. It ends at the second of two blanks.
func (f *Folder) run(s string, blank bool) int {
	f.out = slices.Grow(f.out, len(s))
	out := f.out[len(f.out):][:len(s)]
	before := byte('x') // of those that make no 64 with anything
	if blank {
		before = ' '
	}
	for i := 0; i < len(s); {
		if n := f.runWords(out[i:], s[i:], before == ' '); n > 0 {
			i += n
			before = out[i-1]
			continue
		}
		for end := min(len(s), i+8); i < end; i++ {
			c := f.ascii[s[i]]
			// Only two blanks add up to 64. One comparison that nearly never holds is
			// quicker than two of which one holds at each word.
			if c == 0 || c+before == 2*' ' {
				f.out = f.out[:len(f.out)+i]
				return i
			}
			out[i], before = c, c
		}
	}
	f.out = f.out[:len(f.out)+len(s)]
	return len(s)
}

// One byte of eight, for what is done to eight at a time.
const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// runWords is run for what can be folded eight bytes at a time: characters of ASCII that
// are seen, and single spaces. It returns how much that is, a multiple of eight.
func (f *Folder) runWords(out []byte, s string, blank bool) int {
	i := 0
	last := uint64(0) // 0x80 where the byte before is a space
	if blank {
		last = 0x80
	}
	for ; i+8 <= len(s); i += 8 {
		x := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		// In bytes below 0x80 none of these sums carries into the next byte.
		if x&highs != 0 || (x+(0x80-' ')*ones)&highs != highs {
			break
		}
		spaces := ^((x ^ ' '*ones) + 0x7f*ones) & highs
		if spaces&(spaces<<8|last) != 0 {
			break
		}
		last = spaces >> 56
		if !f.Case {
			capital := (x + (0x80-'A')*ones) &^ (x + (0x7f-'Z')*ones) & highs
			x |= capital >> 2 // 'a' is 'A' | 0x20
		}
		binary.LittleEndian.PutUint64(out[i:], x)
	}
	return i
}

// breve makes another letter of the Cyrillic и.
const breve = '\u0306'

// joinBreve makes й of an и at the end of out: they are two letters, not one with and without
// an accent.
func (f *Folder) joinBreve() {
	for plain, joined := range map[string]string{"и": "й", "И": "Й"} {
		if bytes.HasSuffix(f.out, []byte(plain)) {
			copy(f.out[len(f.out)-len(plain):], joined)
			return
		}
	}
}

// maxMarks bounds the marks that one is moved before: no text has more on a letter (Unicode
// Standard Annex 15, Stream-Safe Text Format), and a hostile one has thousands.
const maxMarks = 30

// order moves each of the marks that stand from an offset to the end of out before those
// that it must not follow: marks stand in canonical order (Unicode, 3.11).
func (f *Folder) order(from int) {
	for from < len(f.out) {
		_, n := utf8.DecodeRune(f.out[from:])
		mark, class := string(f.out[from:from+n]), ccc(f.out[from:])
		at := from
		for range maxMarks {
			if at == 0 {
				break
			}
			_, size := utf8.DecodeLastRune(f.out[:at])
			if ccc(f.out[at-size:at]) <= class {
				break
			}
			at -= size
		}
		copy(f.out[at+n:], f.out[at:from])
		copy(f.out[at:], mark)
		from += n
	}
}

// ccc returns the canonical combining class of the character at the start of b.
func ccc(b []byte) uint8 { return norm.NFKD.Properties(b).CCC() }

// Source returns where in the last text the bytes [start, end) of its folded form stand.
// Of a character that became several all is returned, even if only one of them is meant.
func (f *Folder) Source(start, end int) (from, to int) {
	from, to = f.source(start, false), f.source(end, true)
	// Marks that were put in order stand in other places than in the text.
	for from > 0 && from < len(f.text) && !utf8.RuneStart(f.text[from]) {
		from--
	}
	for to < len(f.text) && !utf8.RuneStart(f.text[to]) {
		to++
	}
	return from, max(from, to)
}

// Stretch is a part of a folded form whose bytes stand as they are in the text, Shift
// further on: the bytes [Start, End), and a match that ends before End.
type Stretch struct{ Start, End, Shift int }

// Stretch returns the stretch in which an offset of the folded form stands. It is empty
// where a character there became another. Marks in it may stand in another order.
func (f *Folder) Stretch(at int) Stretch {
	if len(f.spans) == 0 || at < int(f.spans[0].folded) {
		end := len(f.out)
		if len(f.spans) > 0 {
			end = int(f.spans[0].folded)
		}
		return Stretch{0, end, 0}
	}
	i := f.spanOf(at)
	sp, end := f.spans[i], len(f.out)
	if i+1 < len(f.spans) {
		end = int(f.spans[i+1].folded)
	}
	if sp.whole > 0 {
		return Stretch{}
	}
	return Stretch{int(sp.folded), end, int(sp.at - sp.folded)}
}

// within reports whether an offset of the folded form stands in the span i.
func (f *Folder) within(i, at int) bool {
	return at >= int(f.spans[i].folded) && (i+1 == len(f.spans) || at < int(f.spans[i+1].folded))
}

// spanOf returns the index of the span in which an offset behind the first one's stands.
func (f *Folder) spanOf(at int) int {
	if !f.within(f.last, at) { // places are asked for from left to right
		f.last = sort.Search(len(f.spans), func(i int) bool { return int(f.spans[i].folded) > at }) - 1
	}
	return f.last
}

func (f *Folder) source(at int, isEnd bool) int {
	if isEnd && at >= len(f.out) {
		return len(f.text)
	}
	if len(f.spans) == 0 || at < int(f.spans[0].folded) {
		return at
	}
	i := f.spanOf(at)
	sp := f.spans[i]
	inside := at - int(sp.folded)
	switch {
	case sp.whole == 0:
		return int(sp.at) + inside
	case isEnd && inside > 0:
		return int(sp.at + sp.whole)
	}
	return int(sp.at)
}

// Joined reports whether what stands at an offset of the folded form belongs to the
// character before it: a mark that counts, or the end of a Korean syllable.
func Joined(folded []byte, at int) bool {
	if at >= len(folded) || folded[at] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRune(folded[at:])
	return isAccent(r) || r == 0x3099 || r == 0x309a || 0x1160 <= r && r <= 0x11ff
}

func (f *Folder) piece(r rune) piece {
	if f.blocks == nil {
		f.blocks = make([]*[256]piece, unicode.MaxRune>>8+1)
	}
	block := f.blocks[r>>8]
	if block == nil {
		block = new([256]piece)
		f.blocks[r>>8] = block
	}
	p := &block[r&0xff]
	if !p.known {
		*p = f.newPiece(r)
	}
	return *p
}

func (f Folding) newPiece(r rune) piece {
	p := piece{text: f.character(r), known: true}
	if p.text != "" {
		_, n := utf8.DecodeLastRuneInString(p.text)
		p.class = ccc([]byte(p.text[len(p.text)-n:]))
		p.several, p.mark = n < len(p.text), ccc([]byte(p.text)) != 0
	}
	return p
}
