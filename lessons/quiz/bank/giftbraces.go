package bank

import (
	"strings"

	"lectern/lessons/quiz"
)

// braces finds the answer block: the first one, and a line takes its place unless
// it ends the text (docs/formats/gift.md, "A file"). It returns the
// question's text, the answers, and Description when there are none.
func (g *giftReader) braces(q *quiz.Question, text piece) (body, answers piece, kind quiz.Kind) {
	open := strings.IndexByte(text.s, '{')
	if open < 0 {
		if i := strings.IndexByte(text.s, '}'); i >= 0 {
			g.fault(text.from(i), "unbalanced-braces", "`}` without `{`; the question was read as a text without answers")
		}
		return text, piece{}, quiz.Description
	}
	if i := strings.IndexByte(text.s[:open], '}'); i >= 0 {
		g.warn(text.from(i), "unbalanced-braces", "`}` before the answers; it was read as text, write \\}")
	}
	open = g.chooseBlock(text, open)
	end := g.blockEnd(text, open)
	if end < 0 {
		return g.unclosed(text, open)
	}
	answers = text.from(open + 1).upTo(end - open - 1).trim()
	before, after := text.upTo(open), text.from(end+1)
	if after.trim().empty() {
		return before, answers, ""
	}
	if i := strings.IndexAny(after.s, "{}"); i >= 0 && open <= strings.IndexByte(text.s, '{') {
		g.warn(after.from(i), "more-braces", "more braces after the answers; only the first braces hold answers, these were read as text, write \\{ and \\}")
	}
	return piece{before.s + "_____" + after.s, before.off}, answers, ""
}

// chooseBlock returns where the answers begin: at the first brace, unless what
// stands there is plainly no answer (code, say) and the last one is.
func (g *giftReader) chooseBlock(text piece, first int) int {
	last := strings.LastIndexByte(text.s, '{')
	if last == first || !strings.HasSuffix(text.s, "}") {
		return first
	}
	if looksLikeAnswers(text.s[first+1:]) || !looksLikeAnswers(text.s[last+1:]) {
		return first
	}
	g.warn(text.from(first), "braces-in-text", "braces in the text of the question; the last ones were read as the answers, but Moodle reads the first, write \\{ and \\}")
	return last
}

// looksLikeAnswers reports whether the text after a brace begins like answers.
func looksLikeAnswers(s string) bool {
	s = strings.TrimLeft(s, " \t\n")
	if s == "" || strings.IndexByte("=~#}", s[0]) >= 0 {
		return true
	}
	end := strings.IndexAny(s, "#}")
	return end > 0 && isTrueFalse(strings.TrimSpace(s[:end]))
}

// blockEnd returns the index of the brace that closes the one at open: the
// first, or, when braces inside the answers pair up, the one that pairs with
// it. It is -1 when there is none.
func (g *giftReader) blockEnd(text piece, open int) int {
	first := strings.IndexByte(text.s[open:], '}')
	if first < 0 {
		return -1
	}
	first += open
	if strings.IndexByte(text.s[open+1:first], '{') < 0 {
		return first
	}
	depth := 0
	for i := open; i < len(text.s); i++ {
		switch text.s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				g.warn(text.from(first), "braces-in-answers", "unescaped braces inside the answers; they were read as text, but Moodle would end the answers at the first `}`, write \\{ and \\}")
				return i
			}
		}
	}
	return first
}

// unclosed deals with "{" without "}": answers to the end of the block when
// they look like answers, else text.
func (g *giftReader) unclosed(text piece, open int) (body, answers piece, kind quiz.Kind) {
	answers = text.from(open + 1).trim()
	if answers.empty() || !looksLikeAnswers(answers.s) && !isTrueFalse(answers.s) {
		g.fault(text.from(open), "unbalanced-braces", "`{` without `}`; the question was read as a text without answers")
		return text, piece{}, quiz.Description
	}
	g.fault(text.from(open), "unbalanced-braces", "`{` without `}`; the answers were taken to end with the question")
	return text.upTo(open), answers, ""
}

func isTrueFalse(s string) bool { return s == "T" || s == "F" || s == "TRUE" || s == "FALSE" }

// answers reads the answer block into q, by the tests of docs/formats/gift.md, "Kinds of
// questions", in their order.
func (g *giftReader) answers(q *quiz.Question, p piece, tags *giftTags) bool {
	if i := strings.LastIndex(p.s, "####"); i >= 0 {
		q.General = textOf(p.s[i+4:], q.Prompt.Format)
		p = p.upTo(i).trim()
	}
	if read := giftKinds[tags.kind].tagged; read != nil {
		return read(g, q, p, tags)
	}
	switch {
	case p.empty():
		q.Kind = quiz.Essay
		return true
	case p.s[0] == '#':
		return g.numeric(q, p)
	case p.has("~"):
		return g.choice(q, p, tags)
	case p.has("=") && p.has("->"):
		return g.match(q, p)
	}
	word := p
	if i := strings.IndexByte(p.s, '#'); i > 0 {
		word = p.upTo(i).trim()
	}
	if isTrueFalse(word.s) {
		return g.trueFalse(q, p, word.s[0] == 'T')
	}
	if strings.EqualFold(word.s, "true") || strings.EqualFold(word.s, "false") || word.s == "t" || word.s == "f" {
		g.warn(p, "lower-case-true", "{%s} is a short answer with one accepted text; for true or false write it in capitals", word.s)
	}
	return g.short(q, p)
}
