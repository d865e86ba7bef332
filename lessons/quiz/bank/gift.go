package bank

import (
	"sort"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// gift is Moodle's GIFT (https://docs.moodle.org/en/GIFT_format), with Cloze
// questions inside it. A text is read in the steps of Moodle's importer (format.php
// of qformat_gift): blocks, comments, escapes, category, title, braces, format,
// general feedback, kind, pieces, escapes restored.
var gift = Format{
	Name: "gift", Title: "GIFT with Cloze", Suffix: ".gift", Fenced: true, ForMoodle: true,
	Kinds: kindsOfGIFT(),
	begins: func(line string) bool {
		return strings.HasPrefix(line, "::") || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "$CATEGORY:")
	},
	read:  readGIFT,
	write: writeGIFT,
	addID: addGIFTID,
}

func readGIFT(src []byte, file string) *Bank {
	g := &giftReader{reader: newReader(file)}
	text, ok := g.open(src)
	if !ok {
		return g.bank
	}
	for _, b := range splitBlocks(&g.reader, text) {
		g.block(b)
	}
	g.sortProblems()
	return g.bank
}

type giftReader struct {
	reader
	section string
	begun   bool           // a question or category was seen: settings come too late
	after   *quiz.Question // the last block was this description

	// Of the block being read: where each of its lines begins in its text.
	starts []int
	lines  []giftLine
}

// line returns the line of the file for an offset in the block's text.
func (g *giftReader) line(p piece) int {
	i := sort.SearchInts(g.starts, p.off+1) - 1
	if i < 0 || i >= len(g.lines) {
		return 0
	}
	return g.lines[i].no
}

func (g *giftReader) warn(p piece, code, format string, args ...any) {
	g.problem(g.line(p), doc.Warning, code, format, args...)
}

func (g *giftReader) fault(p piece, code, format string, args ...any) {
	g.problem(g.line(p), doc.Error, code, format, args...)
}

// block reads one block: a category, a question, or comments alone.
func (g *giftReader) block(b giftBlock) {
	tags := g.readTags(b.comments)
	if len(b.lines) == 0 || b.category {
		if tags.line != 0 {
			g.problem(tags.line, doc.Warning, "tag-without-question", "this comment belongs to no question, a blank line or a category follows it; its id, tags and hints were left out")
		}
		if b.category {
			g.category(b.lines[0])
		}
		return
	}
	g.begun = true
	q := &quiz.Question{
		ID: tags.id, IDWritten: tags.id != "", Points: tags.points, Tags: tags.tags, Keep: tags.keep,
		AllOrNothing: tags.allOrNone, Section: g.section, File: g.file, Line: b.lines[0].no,
	}
	text := g.text(b)
	before := g.after
	g.after = nil
	if !g.question(q, text, &tags) {
		return
	}
	if before != nil && q.Title == "" {
		g.problem(before.Line, doc.Warning, "description-before-question", "a text without answers stands before a question without a title; if they are one question, take out the blank line between them")
	}
	if q.Kind == quiz.Description {
		g.after = q
	}
	if q.Title == "" {
		g.titleInComment(b)
	}
	g.bank.Questions = append(g.bank.Questions, q)
}

// titleInComment tells of a title that stands in the comment right above a
// question, and is lost there. A whole question in a comment was meant to be lost.
func (g *giftReader) titleInComment(b giftBlock) {
	for _, c := range b.comments {
		_, after, found := strings.Cut(c.text, "::")
		if found && strings.Contains(after, "::") && !strings.Contains(c.text, "{") && c.no+1 == b.lines[0].no {
			g.problem(c.no, doc.Warning, "title-in-comment", "this comment holds a title, `::…::`, and the question below it has none; begin a line with the title")
		}
	}
}

// text joins the lines of a block, escapes hidden, the common indentation gone.
func (g *giftReader) text(b giftBlock) piece {
	raw := make([]string, len(b.lines))
	for i, l := range b.lines {
		raw[i] = l.text
	}
	raw = strings.Split(hide(dedent(strings.Join(raw, "\n"), 0)), "\n")
	g.lines, g.starts = b.lines, g.starts[:0]
	at := 0
	for _, l := range raw {
		g.starts = append(g.starts, at)
		at += len(l) + 1
	}
	return piece{strings.Join(raw, "\n"), 0}.trim()
}

// category takes the path of a $CATEGORY line (docs/formats/gift.md, "Where a question
// is asked") without the
// parts that name a place in Moodle.
func (g *giftReader) category(l giftLine) {
	g.section = quiz.Category(show(hide(strings.TrimPrefix(l.text, "$CATEGORY:"))))
	g.after = nil
}

// question reads the text of one block into q; false when nothing of it can be
// asked.
func (g *giftReader) question(q *quiz.Question, text piece, tags *giftTags) bool {
	text = g.early(q, text)
	if strings.HasPrefix(text.s, "::") {
		title, rest, found := text.from(2).cut("::")
		if found {
			q.Title, text = oneLine(show(title.s)), rest
		} else {
			g.warn(text, "unclosed-title", "`::` begins a title that has no end; it was read as text")
			text = title
		}
	}
	if hasCloze(text.s) {
		g.cloze(q, text)
		g.extras(q, tags)
		return true
	}
	body, answers, kind := g.braces(q, text)
	if strings.Count(text.s, "{") > 1 {
		q.IDSource = g.formerly(text)
	}
	if kind == quiz.Cloze {
		ok := g.blocks(q, text, tags)
		g.extras(q, tags)
		return ok
	}
	q.Prompt = g.prompt(body, q.Prompt.Format)
	ok := true
	if q.IDSource == q.Prompt.Source {
		q.IDSource = ""
	}
	if kind == quiz.Description {
		q.Kind = quiz.Description
	} else {
		ok = g.answers(q, answers, tags)
	}
	g.extras(q, tags)
	if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
		return false
	}
	return ok
}

// early takes a format prefix that stands before the title, where Moodle does
// not look for one.
func (g *giftReader) early(q *quiz.Question, text piece) piece {
	q.Prompt.Format = quiz.Moodle
	if format, n := formatPrefix(text.s); n > 0 {
		if rest := text.from(n).trim(); strings.HasPrefix(rest.s, "::") {
			g.warn(text, "format-before-title", "[%s] stands before the title, where Moodle would see neither; write it after the title", format)
			q.Prompt.Format = format
			return rest
		}
	}
	return text
}

// prompt makes the text of a question from its piece.
func (g *giftReader) prompt(p piece, format quiz.Format) quiz.Text {
	p, format = promptFormat(p, format)
	return quiz.Text{Source: trimBody(show(p.s)), Format: format}
}

// promptFormat takes the format prefix off the text of a question. The escapes
// are still hidden: behind a written \n there is no prefix, only text.
func promptFormat(p piece, format quiz.Format) (piece, quiz.Format) {
	text := p.trim()
	if f, n := formatPrefix(text.s); n > 0 {
		return text.from(n), f
	}
	return p, format
}

// formatPrefix reads "[html]" and its kin at the start of a text
// (docs/formats/gift.md, "The text").
func formatPrefix(s string) (format quiz.Format, length int) {
	for _, f := range [...]quiz.Format{quiz.HTML, quiz.Moodle, quiz.Plain, quiz.Markdown} {
		if len(s) >= len(f)+2 && s[0] == '[' && s[1:1+len(f)] == string(f) && s[len(f)+1] == ']' {
			return f, len(f) + 2
		}
	}
	return "", 0
}

// textOf makes an answer or feedback, whose format is the question's unless it
// has a prefix of its own. An empty one is the zero Text. The escapes are still
// hidden: only line breaks of the source are followed by indentation that is
// there for the looks of the source, not those that are written \n.
func textOf(hiddenText string, format quiz.Format) quiz.Text {
	s := strings.TrimSpace(show(trimPiece(hiddenText)))
	if f, n := formatPrefix(s); n > 0 {
		s, format = strings.TrimSpace(s[n:]), f
	}
	if s == "" {
		return quiz.Text{}
	}
	return quiz.Text{Source: s, Format: format}
}

// tagText is textOf for a text out of a comment.
func tagText(s string, format quiz.Format) quiz.Text {
	return textOf(strings.ReplaceAll(s, "\n", string(hiddenNewline)), format)
}

// extras adds what the comments say beyond the answers.
func (g *giftReader) extras(q *quiz.Question, tags *giftTags) {
	for _, h := range tags.hints {
		if t := tagText(h, q.Prompt.Format); !t.Empty() {
			q.Hints = append(q.Hints, t)
		}
	}
	if q.General.Empty() {
		q.General = tagText(tags.feedback, q.Prompt.Format)
	}
	for i, t := range [...]*quiz.Text{&q.ByCredit.Right, &q.ByCredit.Partly, &q.ByCredit.Wrong} {
		*t = tagText(tags.byCredit[i], q.Prompt.Format)
	}
	if tags.caseful {
		for i := range q.Accepted {
			q.Accepted[i].CaseSensitive = true
		}
	}
	if len(tags.units) > 0 && !giveUnits(q, tags.units) {
		g.problem(tags.line, doc.Warning, "bad-tag", "[unit:%s] was left out; write it above a question that asks for a number", tags.units[0])
	}
}

// giveUnits lets units stand behind the number that a question asks for, or those of its
// gaps; false if it asks for none.
func giveUnits(q *quiz.Question, units []string) bool {
	if q.Kind == quiz.Numeric {
		q.Units = units
		return true
	}
	found := false
	for i := range q.Gaps {
		if q.Gaps[i].Kind == quiz.Numeric {
			q.Gaps[i].Units, found = units, true
		}
	}
	return found
}
