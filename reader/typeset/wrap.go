package typeset

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// row is one line of a broken text: text[start:end], without the spaces at
// which it was broken.
type row struct {
	start, end int
	width      int  // cells
	join       Join // how it follows the row before it
	hyphen     bool // it was broken at a soft hyphen, which is to be shown
}

// segment is a stretch of text after which the line may be broken.
type segment struct {
	start, word, end int // the visible part is [start:word], then spaces follow
	width            int // cells of the visible part
	must             bool
	soft             bool // it ends with a soft hyphen
}

// segmenter cuts a text into segments by UAX 14, never inside a grapheme cluster.
type segmenter struct {
	text  string
	pos   int
	state int // of uniseg's line breaking; -1 at a place that nothing before it influences
	whole bool
	keep  []piece
}

func newSegmenter(g gathered) segmenter {
	sg := segmenter{text: g.text, state: -1, whole: g.whole}
	for _, p := range g.pieces {
		if p.keep {
			sg.keep = g.pieces
			break
		}
	}
	return sg
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// next returns the next segment; ok is false at the end.
func (sg *segmenter) next() (seg segment, ok bool) {
	if sg.pos >= len(sg.text) {
		return segment{}, false
	}
	if sg.state < 0 && sg.keep == nil {
		if seg, ok = sg.word(); ok {
			return seg, true
		}
	}
	start := sg.pos
	for {
		sg.advance()
		if sg.pos >= len(sg.text) || sg.mayBreak(start) {
			break
		}
	}
	seg = segment{start: start, end: sg.pos}
	seg.must = sg.text[sg.pos-1] == '\n'
	visible := strings.TrimRight(sg.text[start:sg.pos], " \n")
	seg.word = start + len(visible)
	seg.width = textWidth(visible)
	seg.soft = strings.HasSuffix(visible, "\u00AD")
	if sg.text[sg.pos-1] == ' ' && sg.pos < len(sg.text) && isAlnum(sg.text[sg.pos]) {
		sg.state = -1
	}
	return seg, true
}

// word is the quick way through plain English: letters and digits of ASCII,
// perhaps one sign that closes, one space, and again a letter or digit. UAX 14
// allows a break there (LB 18) and nowhere before (LB 13, 23, 28).
func (sg *segmenter) word() (segment, bool) {
	s, i := sg.text, sg.pos
	for i < len(s) && isAlnum(s[i]) {
		i++
	}
	if i == sg.pos || i+2 >= len(s) {
		return segment{}, false
	}
	if s[i] == ',' || s[i] == '.' || s[i] == ';' || s[i] == ':' {
		i++
	}
	if i+1 >= len(s) || s[i] != ' ' || !isAlnum(s[i+1]) {
		return segment{}, false
	}
	seg := segment{start: sg.pos, word: i, end: i + 1, width: i - sg.pos}
	sg.pos = i + 1
	return seg, true
}

func (sg *segmenter) advance() {
	part, _, _, state := uniseg.FirstLineSegmentInString(sg.text[sg.pos:], sg.state)
	sg.pos += len(part)
	sg.state = state
}

// mayBreak reports whether the place after the current segment, which began at
// start, lies neither inside a grapheme cluster nor inside a kept piece.
func (sg *segmenter) mayBreak(start int) bool {
	s := sg.text
	if sg.keep != nil {
		// The piece that the place lies in, if it does not begin there.
		i := sort.Search(len(sg.keep), func(i int) bool { return sg.keep[i].start >= sg.pos }) - 1
		ends := i+1 < len(sg.keep) && sg.keep[i+1].start == sg.pos
		if i >= 0 && sg.keep[i].keep && !ends {
			return false
		}
	}
	if s[sg.pos-1] < utf8.RuneSelf && s[sg.pos] < utf8.RuneSelf {
		inWord := s[sg.pos-1] == '-' && isAlnum(s[sg.pos]) && sg.pos > start+1 && isAlnum(s[sg.pos-2])
		return !sg.whole || !inWord
	}
	// A cluster is short (safe.go limits the marks), so looking at the last
	// few characters is enough to find where the clusters are divided.
	from := start
	if sg.pos-from > 4*clusterReach {
		from = sg.pos - 4*clusterReach
		for from > start && !utf8.RuneStart(s[from]) {
			from--
		}
	}
	rest, state, at := s[from:], -1, from
	for at < sg.pos {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		at += len(c)
	}
	return at == sg.pos
}

// clusterReach is how many characters before a place can belong to the cluster
// around it: a base with its marks, or an emoji sequence.
const clusterReach = 64

// textWidth is uniseg.StringWidth, quick for ASCII.
func textWidth(s string) int {
	if asciiRun(s) == len(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// cluster is uniseg.FirstGraphemeClusterInString, quick for ASCII.
func cluster(s string, state int) (first, rest string, width, next int) {
	if s[0] >= ' ' && s[0] <= '~' && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1], s[1:], 1, -1
	}
	return uniseg.FirstGraphemeClusterInString(s, state)
}

// liner puts segments on lines.
type liner struct {
	rows        []row
	text        string
	first, rest int // cells of the first and of the other lines
	cur         row
	filled      bool // cur has a visible segment
	gap         int  // spaces after it
}

// breakRows breaks a text into rows of at most first cells for the first and
// rest cells for the others; only a cluster wider than that stands out. The
// rows are appended to rows.
func breakRows(rows []row, g gathered, first, rest int) []row {
	l := liner{rows: rows, text: g.text, first: max(first, 1), rest: max(rest, 1)}
	l.cur.join = Fresh
	base := len(rows)
	avail := func() int {
		if len(l.rows) == base {
			return l.first
		}
		return l.rest
	}
	sg := newSegmenter(g)
	for {
		seg, ok := sg.next()
		if !ok {
			break
		}
		l.put(seg, avail)
	}
	if l.cur.width > 0 {
		l.close(false, Fresh, avail())
	}
	return l.rows
}

func (l *liner) put(seg segment, avail func() int) {
	if l.filled && seg.width == 0 && (seg.must || seg.word == seg.start) {
		// A break with nothing to be seen before it: a soft hyphen, or none, as
		// uniseg divides an emoji with a skin tone from it. It ends the line, even
		// one that is full.
		if l.gap == 0 {
			l.cur.end = seg.word
		}
		l.gap += seg.end - seg.word
		if seg.must {
			l.close(false, Spaced, avail())
		}
		return
	}
	need := seg.width
	if seg.soft {
		need++
	}
	if l.filled && l.cur.width > 0 && l.cur.width+l.gap+need > avail() {
		join := Tight
		if l.gap > 0 {
			join = Spaced
		}
		l.close(true, join, avail())
	}
	switch {
	case l.cur.width == 0 && seg.width > avail():
		l.chop(seg, avail)
	default:
		if l.cur.width == 0 {
			l.cur.start = seg.start
		} else {
			l.cur.width += l.gap
		}
		l.cur.width += seg.width
		l.cur.end = seg.word
		l.filled = true
	}
	l.gap = strings.Count(l.text[seg.word:seg.end], " ")
	if seg.must {
		l.close(false, Spaced, avail())
	}
}

// close ends the current row; the next one follows it by join.
func (l *liner) close(soft bool, join Join, avail int) {
	if !l.filled { // an empty line in the text
		l.cur.start, l.cur.end = 0, 0
	}
	if soft && join == Tight && strings.HasSuffix(l.text[l.cur.start:l.cur.end], "\u00AD") {
		l.cur.hyphen = l.cur.width < avail
	}
	l.rows = append(l.rows, l.cur)
	l.cur = row{join: join}
	l.filled, l.gap = false, 0
}

// widthUpTo returns the width of a text, or something above most where it is wider: a word of a
// thousand links has a thousand ends, and what follows each need not be measured up to the end.
func widthUpTo(text string, most int) int {
	width, state := 0, -1
	for left := 64*most + 256; len(text) > 0; { // what has no width ends too
		var c string
		var w int
		c, text, w, state = cluster(text, state)
		width += w
		if left -= len(c); width > most || left < 0 {
			return most + 1
		}
	}
	return width
}

// chop divides a segment that is longer than a line at the column. There can be
// spaces inside a segment (UAX 14 allows no break before some signs).
func (l *liner) chop(seg segment, avail func() int) {
	rest, state, at, gap := l.text[seg.start:seg.word], -1, seg.start, 0
	l.cur.start, l.cur.end, l.filled = seg.start, seg.start, true
	for len(rest) > 0 {
		var c string
		var w int
		c, rest, w, state = cluster(rest, state)
		from := at
		at += len(c)
		if c == string(wordJoiner) && l.cur.width > 0 {
			// The number of a link stays in one piece, on the next line if need be.
			if tail := widthUpTo(rest, l.rest); tail <= l.rest && l.cur.width+gap+tail > avail() {
				l.close(true, Tight, avail())
				l.filled = true
			}
			continue
		}
		visible := strings.TrimRight(c, " ") // some signs of Arabic make one cluster with a space
		spaces := len(c) - len(visible)
		w -= spaces
		if visible == "" || w == 0 && gap > 0 { // a space, or a breaker after one
			gap += spaces
			continue
		}
		if l.cur.width > 0 && l.cur.width+gap+w > avail() {
			join := Tight
			if gap > 0 {
				join = Spaced
			}
			l.close(true, join, avail())
			l.filled = true
		}
		if l.cur.width == 0 {
			l.cur.start, gap = from, 0
		}
		l.cur.width += gap + w
		l.cur.end, gap = at-spaces, spaces
	}
}
