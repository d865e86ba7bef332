package typeset

import (
	"cmp"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/words"
)

// look is how a piece of text is shown: its role, style and link.
type look struct {
	role   Role
	style  Style
	link   int
	added  bool
	remark bool // what is known of a link today: places in the text do not depend on it
}

// piece is a stretch of a gathered text with one look; it ends where the next begins.
type piece struct {
	start int
	look
	drop bool // a breaker: it matters to line breaking and is not shown
	keep bool // the line must not be broken inside it
}

// target is an anchor inside a gathered text.
type target struct {
	pos int
	id  string
}

// gathered is running text as one clean string.
type gathered struct {
	text    string
	pieces  []piece
	targets []target
	whole   bool // words with hyphens inside stay in one piece
}

// wholeFrom is the least width at which plain print keeps words with hyphens in one
// piece, so that they can be searched for; a narrower text needs the breaks.
const wholeFrom = 40

// gatherer puts the inlines of one text together. Its slices are used again for
// the next text, so what it returns is good until then.
type gatherer struct {
	s       *setter
	buf     []byte
	pieces  []piece
	targets []target
	clean   cleaner
	pre     bool // spaces and line breaks count
	tabs    int  // in pre: the byte up to which the column of the line is known
	column  int  // in pre: that column
	depth   int  // of links in links
}

// gather cleans and joins inlines. Spaces are folded unless pre is set.
func (s *setter) gather(text []doc.Inline, base look, pre bool) gathered {
	g := &s.gatherer
	g.reset(s, pre)
	g.inlines(text, base)
	return g.result()
}

// gatherString is gather for a text without markup.
func (s *setter) gatherString(text string, base look, pre bool) gathered {
	g := &s.gatherer
	g.reset(s, pre)
	g.add(text, base)
	return g.result()
}

func (g *gatherer) reset(s *setter, pre bool) {
	*g = gatherer{s: s, pre: pre, buf: g.buf[:0], pieces: g.pieces[:0], targets: g.targets[:0]}
}

func (g *gatherer) result() gathered {
	n := len(g.buf)
	for !g.pre && n > 0 && (g.buf[n-1] == ' ' || g.buf[n-1] == '\n') {
		n--
	}
	return gathered{
		text: string(g.buf[:n]), pieces: g.pieces, targets: g.targets,
		whole: g.s.opt.Plain && g.s.opt.Width >= wholeFrom,
	}
}

func (g *gatherer) inlines(text []doc.Inline, lk look) {
	for _, in := range text {
		g.inline(in, lk)
	}
}

func (g *gatherer) inline(in doc.Inline, lk look) {
	switch in := in.(type) {
	case *doc.Text:
		g.add(in.Value, lk)
	case *doc.Styled:
		g.styled(in, lk)
	case *doc.Literal:
		if lk.role != LinkRole && lk.role != CodeRole {
			lk.role = LiteralRole
		}
		g.add(in.Value, lk)
	case *doc.Math:
		if lk.role != LinkRole && lk.role != CodeRole {
			lk.role = LiteralRole
		}
		lk.style |= Italic
		g.add(in.Value, lk)
	case *doc.Link:
		g.link(in, lk)
	case *doc.Image:
		g.image(in, lk)
	case *doc.FootnoteRef:
		g.footnoteRef(in, lk)
	case *doc.LineBreak:
		g.newline()
	case *doc.Target:
		g.targets = append(g.targets, target{len(g.buf), in.ID})
	}
}

func (g *gatherer) styled(in *doc.Styled, lk look) {
	switch in.Style {
	case doc.Emphasis, doc.Title:
		lk.style |= Italic
	case doc.Strong, doc.Marked:
		lk.style |= Bold
	case doc.Strike:
		lk.style |= Strike
	case doc.Inserted:
		lk.style |= Underline
	case doc.Keyboard:
		if lk.role != LinkRole {
			lk.role = LiteralRole
		}
	case doc.Subscript, doc.Superscript:
		g.script(in, lk)
		return
	}
	g.inlines(in.Content, lk)
}

// link gathers a link with its number.
func (g *gatherer) link(in *doc.Link, lk look) {
	if g.depth > 0 { // a link in a link: the outer one leads
		g.inlines(in.Content, lk)
		return
	}
	said := text.OneLine(Clean(doc.InlineText(in.Content)))
	address := Clean(in.Target)
	title := ""
	if (in.Ref == "doc" || in.Ref == "ref") && said == strings.TrimSpace(address) {
		title = text.OneLine(Clean(g.s.titleOf(in.Target, in.Ref)))
	}
	shown := cmp.Or(title, said, address)
	lk.role, lk.style = LinkRole, lk.style|Underline
	lk.link = g.s.addLink(Link{Text: shown, Target: in.Target, Ref: in.Ref})
	g.depth++
	defer func() { g.depth-- }()

	news := g.s.newsOf(in.Target, in.Ref)
	itself := shown == address || "mailto:"+shown == address
	bare := lk
	bare.added = said == "" // the page has no words for it
	if g.s.opt.Plain && itself && in.Ref == "" && textWidth(shown)+unbrokenRoom <= min(g.s.firstWidth(), g.s.textWidth()) {
		g.unbroken(shown, bare)
		if news != (LinkNews{}) {
			g.number(in.Target, in.Ref, lk, news)
		}
		return
	}
	switch {
	case title != "":
		named := lk
		named.added = true // what the page has is the name of a place
		g.add(title, named)
	case said == "" && len(in.Content) == 0:
		g.add(address, bare)
	default:
		g.inlines(in.Content, lk)
	}
	g.number(in.Target, in.Ref, lk, news)
}

// unbrokenRoom is room for the signs that may touch an unbroken text.
const unbrokenRoom = 4

// unbroken adds text that must stay on one line.
func (g *gatherer) unbroken(text string, lk look) {
	g.start(lk, false)
	if n := len(g.pieces) - 1; g.pieces[n].start < len(g.buf) {
		g.pieces = append(g.pieces, piece{start: len(g.buf), look: lk})
	}
	g.pieces[len(g.pieces)-1].keep = true
	g.add(text, lk)
	g.pieces = append(g.pieces, piece{start: len(g.buf), look: lk})
}

// number adds the number of a link, and whether it is known to lead nowhere, without
// a place to break before or in it.
func (g *gatherer) number(address, ref string, lk look, news LinkNews) {
	n := lk.link
	switch {
	case g.s.opt.Plain:
		n = g.s.addressNumber(address, ref, news)
	case !g.s.opt.Numbers:
		n = 0
	}
	if n == 0 && !news.Gone {
		return
	}
	own := look{role: LinkNumber, link: lk.link, added: true}
	g.breaker(wordJoiner, lk)
	if !news.Gone {
		g.add("["+itoa(n)+"]", own)
		return
	}
	remark := own
	remark.remark = true
	if n == 0 {
		g.unbroken("["+words.T("gone")+"]", remark)
		return
	}
	g.add("["+itoa(n), own)
	g.unbroken(" "+words.T("gone"), remark)
	g.add("]", own)
}

// image adds a picture in running text as what it shows, in brackets.
func (g *gatherer) image(in *doc.Image, lk look) {
	if in.Target != "" && g.depth == 0 {
		g.link(&doc.Link{Target: in.Target, Content: []doc.Inline{
			&doc.Image{Source: in.Source, Alt: in.Alt, Title: in.Title},
		}}, lk)
		return
	}
	if lk.role != LinkRole {
		lk.role = CaptionRole
	}
	added := lk
	added.added = true
	g.add("[", added)
	if strings.TrimSpace(in.Alt) == "" {
		g.add(path.Base(shownSource(in.Source)), added)
	} else {
		g.add(in.Alt, lk)
	}
	g.add("]", added)
}

// shownSource is the path of a picture as it is shown: pictures that are
// written into the page itself ("data:") by their type only.
func shownSource(source string) string {
	if strings.HasPrefix(source, "data:") {
		kind, _, _ := strings.Cut(source, ",")
		kind, _, _ = strings.Cut(kind, ";")
		return strings.TrimPrefix(kind, "data:")
	}
	return source
}

// footnoteRef adds the label of a footnote, which stands next to its word.
func (g *gatherer) footnoteRef(in *doc.FootnoteRef, lk look) {
	lk.role = FootnoteRole
	if in.ID != "" {
		lk.link = g.s.addLink(Link{Text: Clean(in.Label), Target: "#" + in.ID, Note: true})
	}
	if n := len(g.buf); n > 0 && g.buf[n-1] != ' ' && g.buf[n-1] != '\n' {
		g.breaker(wordJoiner, lk)
	}
	open, end := g.s.noteBrackets(in.Label)
	added := lk
	added.added = true
	g.add(open, added)
	g.add(in.Label, lk)
	g.add(end, added)
}

// newline adds a hard line break.
func (g *gatherer) newline() {
	for n := len(g.buf); !g.pre && n > 0 && g.buf[n-1] == ' '; n-- {
		g.buf = g.buf[:n-1]
	}
	g.endLine()
}

func (g *gatherer) endLine() {
	if len(g.buf) == 0 && !g.pre {
		return
	}
	g.buf = append(g.buf, '\n')
	g.clean = cleaner{}
	g.tabs, g.column = len(g.buf), 0
}

// start begins a piece with a look, unless the last piece has it already.
func (g *gatherer) start(lk look, drop bool) {
	if n := len(g.pieces); n > 0 {
		last := &g.pieces[n-1]
		if last.look == lk && !last.drop && !drop {
			return
		}
		if last.start == len(g.buf) && !last.keep {
			*last = piece{start: len(g.buf), look: lk, drop: drop}
			return
		}
	}
	g.pieces = append(g.pieces, piece{start: len(g.buf), look: lk, drop: drop})
}

func (g *gatherer) breaker(r rune, lk look) {
	g.start(lk, true)
	g.buf = utf8.AppendRune(g.buf, r)
}

// add appends text as it may be shown.
func (g *gatherer) add(text string, lk look) {
	if lk.added && g.fuses(text) {
		g.space()
	}
	g.start(lk, false)
	for i := 0; i < len(text); {
		if j := asciiRun(text[i:]); j > 0 {
			g.buf = append(g.buf, text[i:i+j]...)
			i += j
			g.clean = cleaner{prev: rune(text[i-1])}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		g.rune(r, text[i:], lk)
	}
}

// asciiRun counts the visible ASCII characters at the beginning of s.
func asciiRun(s string) int {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return i
		}
	}
	return len(s)
}

func (g *gatherer) rune(r rune, rest string, lk look) {
	if g.pre {
		switch r {
		case '\n':
			g.endLine()
			return
		case '\t':
			g.tab()
			return
		case '\r':
			return
		}
	}
	out := g.clean.next(r, rest)
	switch {
	case out == gone:
	case out == ' ':
		g.space()
	case isBreaker(out):
		// At a space a line may be broken anyway; behind a sign like U+0600, which
		// is one character with the next, nowhere.
		if n := len(g.buf); !g.pre && n > 0 && g.buf[n-1] != ' ' && g.buf[n-1] != '\n' && !endsInSign(g.buf) {
			g.breaker(out, lk)
			g.start(lk, false)
			g.clean = cleaner{} // a mark cannot reach over it
		}
	default:
		if g.clean.lone {
			g.buf = utf8.AppendRune(g.buf, dotted)
		}
		g.buf = utf8.AppendRune(g.buf, out)
	}
}

// fuses reports whether text would make one character with the end of what is
// gathered, as a sign like U+0600 does with all that follows it. A character has
// the look of its beginning, so something added would be taken for text of the page.
func (g *gatherer) fuses(text string) bool {
	from := len(g.buf)
	for n := 0; n < clusterReach && from > 0 && g.buf[from-1] > ' '; n++ {
		_, size := utf8.DecodeLastRune(g.buf[:from])
		from -= size
	}
	end := len(g.buf) - from
	if end == 0 || text == "" || g.buf[len(g.buf)-1] < utf8.RuneSelf && text[0] < utf8.RuneSelf {
		return false
	}
	rest, state, at := string(g.buf[from:])+text[:min(len(text), utf8.UTFMax)], -1, 0
	for at < end {
		var c string
		c, rest, _, state = cluster(rest, state)
		at += len(c)
	}
	return at > end
}

// endsInSign reports whether a text ends in a sign that stands over what follows it.
func endsInSign(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	return unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

func (g *gatherer) space() {
	if n := len(g.buf); !g.pre && (n == 0 || g.buf[n-1] == ' ' || g.buf[n-1] == '\n') {
		return
	}
	g.buf = append(g.buf, ' ')
}

// tab goes on to the next column that eight divides.
func (g *gatherer) tab() {
	col := g.column + uniseg.StringWidth(string(g.buf[g.tabs:]))
	n := 8 - col%8
	for range n {
		g.buf = append(g.buf, ' ')
	}
	g.tabs, g.column = len(g.buf), col+n
	g.clean = cleaner{prev: ' '}
}
