package bank

import (
	"strings"

	"lectern/lessons/doc"
)

// giftBlock is one question's lines (docs/formats/gift.md, "A file"), or one category line.
type giftBlock struct {
	lines    []giftLine // comment lines are empty here
	comments []giftLine
	category bool
}

type giftLine struct {
	no   int // from 1
	text string
}

// blockReader cuts a GIFT file into blocks. Where Moodle would cut at blank
// lines only, it also mends the dirt of docs/formats/gift.md, "What is forgiven": blank lines inside braces, missing
// blank lines between questions, $CATEGORY lines without blank lines.
type blockReader struct {
	*reader
	lines []string // right-trimmed
	// For each line the first unescaped brace on it or after it: up to the next
	// blank line, and beyond blank lines up to the next title or category.
	// Worked out once from the end, so that looking ahead costs nothing.
	inBlock, beyond []brace
	fenceAhead      []bool // whether a ``` line comes on it or after it, before the next title or category

	blocks []giftBlock
	cur    giftBlock
	state  brace // the last brace seen in cur
	cloze  bool  // cur holds a Cloze gap
	fence  bool  // cur is inside a ``` block, where braces and blank lines are code
}

// brace summarizes the braces of a piece of text.
type brace uint8

const (
	noBrace    brace = iota
	openBrace        // "{" of an answer
	openCloze        // "{" of a Cloze gap: "{2:MC:"
	closeBrace       // "}"
)

// splitBlocks returns the blocks of a GIFT text.
func splitBlocks(r *reader, text string) []giftBlock {
	b := &blockReader{reader: r, lines: strings.Split(text, "\n")}
	for i, l := range b.lines {
		b.lines[i] = strings.TrimRight(l, " \t")
	}
	b.lookAhead()
	for i := 0; i < len(b.lines); i++ {
		i = b.line(i)
	}
	b.flush()
	return b.blocks
}

// lookAhead fills inBlock, beyond and fenceAhead.
func (b *blockReader) lookAhead() {
	n := len(b.lines)
	b.inBlock, b.beyond, b.fenceAhead = make([]brace, n+1), make([]brace, n+1), make([]bool, n+1)
	for i := n - 1; i >= 0; i-- {
		t := strings.TrimSpace(b.lines[i])
		first, _, _ := braces(t)
		switch {
		case t == "":
			b.beyond[i] = b.beyond[i+1]
		case strings.HasPrefix(t, "//"):
			b.inBlock[i], b.beyond[i] = b.inBlock[i+1], b.beyond[i+1]
		case first != noBrace:
			b.inBlock[i], b.beyond[i] = first, first
		default:
			b.inBlock[i], b.beyond[i] = b.inBlock[i+1], b.beyond[i+1]
		}
		b.fenceAhead[i] = b.fenceAhead[i+1] || isFence(t)
		if strings.HasPrefix(t, "::") || isCategory(t) {
			b.beyond[i] = openBrace // whatever stands there is another question's
			b.fenceAhead[i] = false
		}
	}
}

// braces returns the first and the last unescaped brace of a line, and whether
// a Cloze gap begins on it.
func braces(line string) (first, last brace, cloze bool) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
			continue
		case '{':
			last = openBrace
			if _, _, ok := clozeHead(line[i:]); ok {
				last, cloze = openCloze, true
			}
		case '}':
			last = closeBrace
		default:
			continue
		}
		if first == noBrace {
			first = last
		}
	}
	return first, last, cloze
}

func isFence(trimmed string) bool { return strings.HasPrefix(trimmed, "```") }

func isCategory(trimmed string) bool { return strings.HasPrefix(trimmed, "$CATEGORY:") }

func (b *blockReader) isOpen() bool { return b.state == openBrace || b.state == openCloze }

// line takes line i into the current block, or ends the block there. It returns
// the last line that it used up.
func (b *blockReader) line(i int) int {
	t := strings.TrimSpace(b.lines[i])
	switch {
	case t == "":
		return b.blank(i)
	case strings.HasPrefix(t, "//"):
		b.cur.comments = append(b.cur.comments, giftLine{i + 1, t})
		if len(b.cur.lines) > 0 {
			b.cur.lines = append(b.cur.lines, giftLine{i + 1, ""})
		}
		return i
	case isCategory(t):
		b.categoryLine(i, t)
		return i
	}
	code := b.code(i, t)
	if len(b.cur.lines) > 0 && !code {
		b.missingBlank(i, t)
		b.commentInText()
	}
	if t == "0" {
		b.problem(i+1, doc.Warning, "line-of-zero", "a line with nothing but 0; it was read as text, but Moodle takes it for a blank line and ends the question")
	}
	b.cur.lines = append(b.cur.lines, giftLine{i + 1, b.lines[i]})
	if code {
		return i
	}
	_, last, cloze := braces(t)
	if last != noBrace {
		b.state = last
	}
	b.cloze = b.cloze || cloze
	return i
}

// code keeps track of ``` blocks in the text before the answers, and reports
// whether line i belongs to one: braces and titles in it are code. A block that
// is never closed is none.
func (b *blockReader) code(i int, t string) bool {
	switch {
	case b.fence && isFence(t):
		b.fence = false
		return strings.Trim(t, "`") == "" // else there may be answers behind it
	case b.fence:
		b.fence = b.fenceAhead[i]
	case b.state == noBrace && isFence(t) && strings.IndexByte(strings.TrimLeft(t, "`"), '`') < 0:
		b.fence = b.fenceAhead[i+1]
	}
	return b.fence
}

// blank ends the block unless the next text belongs to it all the same.
func (b *blockReader) blank(i int) int {
	if len(b.cur.lines) == 0 {
		b.flush()
		return i
	}
	next := i + 1
	for next < len(b.lines) {
		t := strings.TrimSpace(b.lines[next])
		if t != "" && !strings.HasPrefix(t, "//") {
			break
		}
		next++
	}
	if next == len(b.lines) || !b.continues(next) {
		b.flush()
		return i
	}
	what := "inside the braces of a question"
	switch {
	case b.fence || isFence(strings.TrimSpace(b.lines[next])):
		what = "around or inside a code block"
	case !b.isOpen():
		what = "between a question and its answers"
	}
	b.problem(i+1, doc.Warning, "blank-line-inside", "blank line %s; it was passed over, but Moodle would end the question here", what)
	for ; i+1 < next; i++ {
		if t := strings.TrimSpace(b.lines[i+1]); t != "" {
			b.cur.comments = append(b.cur.comments, giftLine{i + 2, t})
		}
	}
	// The line keeps its place, so that texts over it keep their paragraphs.
	b.cur.lines = append(b.cur.lines, giftLine{next, ""})
	return next - 1
}

// continues reports whether the block goes on at line next, behind blank lines.
func (b *blockReader) continues(next int) bool {
	t := strings.TrimSpace(b.lines[next])
	if b.isOpen() {
		return strings.IndexByte("=~#}", t[0]) >= 0 || b.beyond[next] == closeBrace
	}
	if b.state != noBrace {
		return false
	}
	if b.fence {
		return b.fenceAhead[next]
	}
	if isFence(t) {
		return b.fenceAhead[next+1]
	}
	// An answer block alone: no gap or missing word at the start of the next
	// question, and no comment above it that would be that question's own.
	if _, _, gap := clozeHead(t); t[0] != '{' || gap || b.lines[next-1] != "" {
		return false
	}
	end := strings.IndexByte(t, '}')
	return end < 0 || end == len(t)-1
}

// missingBlank ends the block before line i if another question begins there.
func (b *blockReader) missingBlank(i int, t string) {
	titled := strings.HasPrefix(t, "::") && strings.Contains(t[2:], "::")
	switch {
	case titled && b.isOpen():
		b.problem(i+1, doc.Error, "missing-close", "a title begins here while the braces of the question before are still open; that question was ended here")
	case titled && b.state == closeBrace, b.state == closeBrace && b.looksNew(i, t):
		b.problem(i+1, doc.Warning, "missing-blank-line", "no blank line before this question; it was read as a question of its own, but Moodle would add it to the one before")
	default:
		if strings.HasPrefix(t, "::") {
			b.problem(i+1, doc.Warning, "title-in-text", "`::` title inside a text; a blank line before it may be missing")
		}
		return
	}
	b.split()
}

// looksNew reports whether an untitled question seems to begin on line i, right
// after one that ended: its answers follow, and it begins like a sentence.
func (b *blockReader) looksNew(i int, t string) bool {
	if b.cloze || b.inBlock[i] != openBrace || !strings.HasSuffix(b.lastText(), "}") || t[0] == '{' {
		return false
	}
	c := t[0]
	return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || c == '[' || c == '<' || c == '"'
}

// commentInText tells of a comment line inside the text of a question: it may
// have been code.
func (b *blockReader) commentInText() {
	n, c := len(b.cur.lines), len(b.cur.comments)
	if n == 0 || c == 0 || b.cur.lines[n-1].no != b.cur.comments[c-1].no {
		return
	}
	if b.state != noBrace || strings.HasSuffix(b.lastText(), "::") {
		return
	}
	b.problem(b.cur.lines[n-1].no, doc.Info, "comment-in-text", "a line that begins with // inside a question's text is a comment and is not shown")
}

// lastText is the last line of the block that is no comment.
func (b *blockReader) lastText() string {
	for i := len(b.cur.lines) - 1; i >= 0; i-- {
		if t := b.cur.lines[i].text; t != "" {
			return t
		}
	}
	return ""
}

// split ends the block, but for the comments behind its last text, which belong
// to the question that follows.
func (b *blockReader) split() {
	n := len(b.cur.lines)
	for n > 0 && b.cur.lines[n-1].text == "" {
		n--
	}
	last := 0
	if n > 0 {
		last = b.cur.lines[n-1].no
	}
	b.cur.lines = b.cur.lines[:n]
	c := len(b.cur.comments)
	for c > 0 && b.cur.comments[c-1].no > last {
		c--
	}
	after := b.cur.comments[c:]
	b.cur.comments = b.cur.comments[:c:c]
	b.flush()
	b.cur.comments = append([]giftLine(nil), after...)
}

// categoryLine makes a $CATEGORY line a block of its own, blank lines or not.
func (b *blockReader) categoryLine(i int, t string) {
	alone := len(b.cur.lines) == 0
	if b.isOpen() {
		b.problem(i+1, doc.Error, "missing-close", "a category begins here while the braces of the question before are still open; that question was ended here")
	}
	if !alone {
		b.split()
	}
	if i+1 < len(b.lines) {
		next := strings.TrimSpace(b.lines[i+1])
		alone = alone && (next == "" || strings.HasPrefix(next, "//") && b.inBlock[i+1] == noBrace)
	}
	if !alone {
		b.problem(i+1, doc.Warning, "category-without-blank-line", "no blank lines around $CATEGORY; it was read as a line of its own, but Moodle would read the text beside it as part of the name")
	}
	b.cur.lines = append(b.cur.lines, giftLine{i + 1, t})
	b.cur.category = true
	b.flush()
}

// flush ends the current block.
func (b *blockReader) flush() {
	if len(b.cur.lines) > 0 || len(b.cur.comments) > 0 {
		b.blocks = append(b.blocks, b.cur)
	}
	b.cur, b.state, b.cloze, b.fence = giftBlock{}, noBrace, false, false
}
