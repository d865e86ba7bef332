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
		if holdsAnswers(after.s) {
			return text, answers, quiz.Cloze
		}
		g.warn(after.from(i), "more-braces", "more braces after the answers; only the first braces hold answers, these were read as text, write \\{ and \\}")
	}
	return piece{before.s + "_____" + after.s, before.off}, answers, ""
}

// formerly returns the text of a question as it was taken before formulas and
// several answer blocks were understood: the first braces, or the last where
// only they looked like answers, held the answers, and what was behind them was text.
func (g *giftReader) formerly(text piece) string {
	open, last := strings.IndexByte(text.s, '{'), strings.LastIndexByte(text.s, '{')
	if last > open && strings.HasSuffix(text.s, "}") && !looksLikeAnswers(text.s[open+1:]) && looksLikeAnswers(text.s[last+1:]) {
		open = last
	}
	end := pairOf(text.s, open)
	if end < 0 {
		return ""
	}
	before, after := text.upTo(open), text.from(end+1)
	if !after.trim().empty() {
		before = piece{before.s + "_____" + after.s, before.off}
	}
	return g.prompt(before, quiz.Moodle).Source
}

// pairOf returns where the braces that begin at open end: at the first that
// closes, or, when braces inside pair up, at the one that pairs with it; -1 if
// nothing closes.
func pairOf(s string, open int) int {
	first := strings.IndexByte(s[open:], '}')
	switch {
	case first < 0:
		return -1
	case strings.IndexByte(s[open+1:open+first], '{') < 0:
		return open + first
	}
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return open + first
}

// holdsAnswers reports whether a text behind the answers holds answers too.
func holdsAnswers(s string) bool {
	for {
		_, inner, found := strings.Cut(s, "{")
		if !found {
			return false
		}
		if s = inner; marksAnswers(s) || len(s) > 1 && s[0] == '#' && (isDigit(s[1]) || s[1] == '=') {
			return true
		}
	}
}

// chooseBlock returns where the answers begin: at the first brace, unless what
// stands there is plainly no answer (code, a formula) and another is, up to the
// end of the question.
func (g *giftReader) chooseBlock(text piece, first int) int {
	if marksAnswers(text.s[first+1:]) || !strings.HasSuffix(text.s, "}") {
		return first
	}
	// A formula has some braces; a text of many is none of a person's.
	const most = 200
	at := first
	for range most {
		next := strings.IndexByte(text.s[at+1:], '{')
		if next < 0 {
			break
		}
		at += 1 + next
		inner := text.s[at+1:]
		if (marksAnswers(inner) || looksLikeAnswers(inner) && !looksLikeAnswers(text.s[first+1:])) && closes(text.s, at) {
			g.warn(text.from(first), "braces-in-text", "braces in the text of the question; the last ones were read as the answers, but Moodle reads the first, write \\{ and \\}")
			return at
		}
	}
	return first
}

// closes reports whether the brace at open is closed by the last character of a
// text: by the first brace that closes, or as the one that pairs with it.
func closes(s string, open int) bool {
	return strings.IndexByte(s[open:], '}') == len(s)-1-open || pairOf(s, open) == len(s)-1
}

// marksAnswers reports whether the text after a brace begins with the mark of an
// answer, which no formula and hardly any code does.
func marksAnswers(s string) bool {
	s = strings.TrimLeft(s, " \t\n")
	return s != "" && (s[0] == '=' || s[0] == '~')
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
	end := pairOf(text.s, open)
	if first := open + strings.IndexByte(text.s[open:], '}'); end > first {
		g.warn(text.from(first), "braces-in-answers", "unescaped braces inside the answers; they were read as text, but Moodle would end the answers at the first `}`, write \\{ and \\}")
	}
	return end
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
	if read := giftKinds()[tags.kind].tagged; read != nil {
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

// blocks reads a text with several answer blocks as a Cloze question: each block
// is one of its gaps.
func (g *giftReader) blocks(q *quiz.Question, text piece, tags *giftTags) bool {
	text, q.Prompt.Format = promptFormat(text, q.Prompt.Format)
	q.Kind = quiz.Cloze
	var prompt strings.Builder
	at := 0
	for from := 0; ; {
		open := strings.IndexByte(text.s[from:], '{')
		if open < 0 {
			break
		}
		open += from
		end := strings.IndexByte(text.s[open:], '}')
		if from = open + 1; end < 0 || !looksLikeAnswers(text.s[from:]) {
			continue // braces that are text
		}
		end += open
		prompt.WriteString(text.s[at:open])
		at, from = end+1, end+1
		inner := text.from(open + 1).upTo(end - open - 1).trim()
		part := &quiz.Question{Prompt: quiz.Text{Format: q.Prompt.Format}, Line: g.line(inner)}
		if inner.empty() || !g.answers(part, inner, tags) || !gapOf(q, part) {
			g.fault(inner, "no-answers", "answers that cannot fill a gap; a line stands in their place")
			prompt.WriteString("_____")
			continue
		}
		prompt.WriteRune(quiz.GapMark)
	}
	prompt.WriteString(text.s[at:])
	q.Prompt.Source = trimBody(show(prompt.String()))
	g.warn(text, "several-blocks", "answers inside of the text of one question: %d; they were read as the gaps of a Cloze question, but Moodle reads it otherwise", len(q.Gaps))
	return len(q.Gaps) > 0
}

// gapOf adds what an answer block asks to the gaps of q; false for a kind that no
// gap can have.
func gapOf(q, part *quiz.Question) bool {
	switch part.Kind {
	case quiz.Single, quiz.Short, quiz.Numeric:
	case quiz.Multi:
		shareOut(part.Choices, true)
	case quiz.TrueFalse:
		part.Kind = quiz.Single
		for i := range part.Choices {
			part.Choices[i].Text.Format = q.Prompt.Format
		}
	default:
		return false
	}
	q.Gaps = append(q.Gaps, quiz.Gap{Weight: 1, Kind: part.Kind, Choices: part.Choices, Accepted: part.Accepted})
	if q.General.Empty() {
		q.General = part.General
	}
	return true
}
