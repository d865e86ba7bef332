package bank

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// text2qti is the plain text of text2qti (https://github.com/gpoore/text2qti), which
// makes quizzes for Canvas of it. The start of a line decides what it is, as "1. ",
// "*b) " or "[*] "; lines indented as its text go on. Texts are Markdown.
//
// What its program refuses, it refuses with the whole file. Here a file is read as it was
// meant, and told. IDs, tags, hints and sections stand in comments, in the tags
// of GIFT's, because text2qti has no place of its own for them.
var text2qti = Format{
	Name: "text2qti", Title: "text2qti", Suffix: ".text2qti", Beside: []string{".txt"}, Common: true, Fenced: true,
	Lacks: "questions to match, to order, with gaps or about programs, weights of choices, wildcards or units; hints stand in comments",
	Kinds: []quiz.Kind{quiz.Single, quiz.Multi, quiz.TrueFalse, quiz.Short, quiz.Numeric, quiz.Essay, quiz.Description},
	looks: looksText2qti,
	read:  readText2qti,
	write: writeText2qti,
	addID: addText2qtiID,
}

// text2qtiMark is what a line begins with.
type text2qtiMark int

// The marks.
const (
	noMark       text2qtiMark = iota
	questionMark              // "1."
	rightMark                 // "*a)"
	wrongMark                 // "a)"
	tickMark                  // "[*]"
	openMark                  // "[ ]"
	shortMark                 // "*"
	numberMark                // "="
	essayMark                 // "___"
	uploadMark                // "^^^"
	feedbackMark              // "..."
	praiseMark                // "+"
	blameMark                 // "-"
	solutionMark              // "!"
	wordMark                  // "Points:" and the like
	groupMark                 // "GROUP"
	endGroupMark              // "END_GROUP"
)

// text2qtiWords are the words that may begin a line before a colon.
var text2qtiWords = []string{
	"quiz title", "quiz description", "title", "points", "text title", "text", "pick", "solutions pick", "points per question",
	"shuffle answers", "show correct answers", "one question at a time", "can't go back",
	"feedback is solution", "solutions sample groups", "solutions randomize groups",
}

// markOf tells what a line of text2qti begins with: the mark, how many bytes it takes
// with the blanks behind it, and for a word which one it is, in lower case. spaced is
// false where the blank is missing that the format wants behind a mark.
func markOf(line string) (mark text2qtiMark, size int, word string, spaced bool) {
	n := 0
	switch body := strings.TrimRight(line, " \t"); {
	case len(body) >= 3 && strings.Trim(body, "_") == "":
		return essayMark, len(line), "", true
	case len(body) >= 3 && strings.Trim(body, "^") == "":
		return uploadMark, len(line), "", true
	case body == "GROUP":
		return groupMark, len(line), "", true
	case body == "END_GROUP":
		return endGroupMark, len(line), "", true
	case line == "":
		return noMark, 0, "", false
	}
	switch c := line[0]; {
	case isDigit(c):
		for n < len(line) && isDigit(line[n]) {
			n++
		}
		if n == len(line) || line[n] != '.' || n+1 < len(line) && isDigit(line[n+1]) {
			return noMark, 0, "", false
		}
		mark, n = questionMark, n+1
	case c == '*' && len(line) > 2 && isLetter(line[1]) && line[2] == ')':
		mark, n = rightMark, 3
	case isLetter(c) && len(line) > 1 && line[1] == ')':
		mark, n = wrongMark, 2
	case strings.HasPrefix(line, "[*]"), strings.HasPrefix(line, "[x]"), strings.HasPrefix(line, "[X]"):
		mark, n = tickMark, 3
	case strings.HasPrefix(line, "[ ]"):
		mark, n = openMark, 3
	case strings.HasPrefix(line, "[]"):
		mark, n = openMark, 2
	case strings.HasPrefix(line, "..."):
		mark, n = feedbackMark, 3
	case c == '*':
		mark, n = shortMark, 1
	case c == '=':
		mark, n = numberMark, 1
	case c == '+':
		mark, n = praiseMark, 1
	case c == '-':
		mark, n = blameMark, 1
	case c == '!':
		mark, n = solutionMark, 1
	case isLetter(c):
		colon := strings.IndexByte(line[:min(len(line), 40)], ':')
		if colon < 0 {
			return noMark, 0, "", false
		}
		word = strings.ToLower(strings.ReplaceAll(line[:colon], "’", "'"))
		if !slices.Contains(text2qtiWords, word) {
			return noMark, 0, "", false
		}
		mark, n = wordMark, colon+1
	default:
		return noMark, 0, "", false
	}
	rest := strings.TrimLeft(line[n:], " \t")
	spaced = len(rest) < len(line)-n || rest == ""
	if !spaced && mark == questionMark && !strings.ContainsAny(rest[:1], "$*_`(\"'") && !isLetter(rest[0]) && rest[0] < 0x80 {
		return noMark, 0, "", false // "1.)" and the like
	}
	if !spaced && (mark == shortMark || mark == praiseMark || mark == blameMark || mark == solutionMark) {
		return noMark, 0, "", false // "*emphasis*", "-1"
	}
	return mark, len(line) - len(rest), word, spaced
}

// looksText2qti reports whether the beginning of a file is text2qti: a question, behind it
// a line that only this format has for an answer, and no line of Aiken. A text that is accepted looks like an item
// of a list, so that it counts only where a title, points or our tags stand above the question.
func looksText2qti(text string) bool {
	asked, answered, right := false, false, false
	told, begun := strings.HasPrefix(text, "% ["), false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if hasPrefixFold(line, answerWord) {
			return false
		}
		mark, _, word, spaced := markOf(line)
		short := mark == shortMark && begun && told
		begun = mark == questionMark || begun && (mark == noMark || mark == feedbackMark || mark == praiseMark || mark == blameMark)
		if short {
			answered, right = true, true
		}
		if !spaced {
			continue
		}
		switch mark {
		case questionMark:
			asked = true
		case rightMark, tickMark:
			right = right || strings.Contains(line[:3], "*")
			answered = answered || asked
		case wrongMark, openMark:
			answered = answered || asked
		case numberMark, essayMark, uploadMark:
			if asked {
				answered, right = true, true
			}
		case wordMark:
			told = told || word == "title" || word == "points"
			if word == "quiz title" {
				answered, right = true, true
			}
		default: // says nothing
		}
	}
	return answered && right
}

func readText2qti(src []byte, file string) *Bank {
	t := &text2qtiReader{reader: newReader(file)}
	text, ok := t.open(src)
	if !ok {
		return t.bank
	}
	t.lines = strings.Split(text, "\n")
	for t.at < len(t.lines) {
		t.line()
	}
	t.finish()
	t.endGroup()
	t.pool()
	t.sortProblems()
	return t.bank
}

type text2qtiReader struct {
	reader
	lines []string
	at    int // the line to be read, from 0

	tags    giftTags // of the comments before the next question
	section string
	title   string // of the next question
	points  string
	pointed int // the line of points
	q       *text2qtiQuestion

	region   *quiz.Question // a description of which only the title was read
	group    *text2qtiGroup // that is open
	groups   []text2qtiGroup
	explains bool // feedback is the solution
	told     map[string]bool
}

// text2qtiGroup is a group of questions of which some are asked.
type text2qtiGroup struct {
	line, pick, first, end int
	points                 float64
}

// text2qtiQuestion is a question whose answers are being read.
type text2qtiQuestion struct {
	*quiz.Question
	more    []string      // lines with which its text goes on, though they are not indented
	choices []quiz.Choice // those of a) and [ ]; Fraction is 1 for a right one
	answers bool          // something that is an answer was read
	praise  quiz.Text
	blame   quiz.Text
}

// line reads what begins on the next line, with the lines that go on.
func (t *text2qtiReader) line() {
	no, line := t.at+1, t.lines[t.at]
	mark, size, word, spaced := markOf(line)
	switch {
	case strings.TrimSpace(line) == "":
		t.at++
		return
	case mark != noMark:
	case line[0] == '%':
		t.comment(line[1:], no)
		t.at++
		return
	case strings.TrimSpace(line) == "COMMENT":
		t.skipComment()
		return
	case strings.HasPrefix(line, "```"):
		t.skipCode()
		return
	default:
		t.stray()
		return
	}
	if !spaced {
		t.warn(no, "text2qti wants a blank behind %q; the line was read as if there were one", strings.TrimSpace(line[:size]))
	}
	text := ""
	switch paragraphs := word == "quiz description" || word == "text"; {
	case mark == essayMark || mark == uploadMark || mark == groupMark || mark == endGroupMark:
		t.at++
	case mark == shortMark || mark == numberMark:
		t.at++
		text = strings.TrimSpace(line[size:])
	case mark == wordMark && !paragraphs:
		text = oneLine(t.chunk(line, size, false))
	default:
		text = t.chunk(line, size, true)
	}
	t.read(mark, word, text, no)
}

// chunk reads the text behind a mark with the lines that are indented as it is.
// Behind a word the first of them decides how far.
func (t *text2qtiReader) chunk(line string, size int, paragraphs bool) string {
	byWord := line[size-1] == ':' || strings.HasSuffix(strings.TrimRight(line[:size], " \t"), ":")
	wide := len(expandTabs(line[:size]))
	out := []string{strings.TrimRight(line[size:], " \t")}
	begun := t.at
	fenced := openFence("", strings.TrimLeft(out[0], " \t"))
	for t.at++; t.at < len(t.lines); t.at++ {
		body := strings.TrimLeft(t.lines[t.at], " \t")
		next := expandTabs(strings.TrimSuffix(t.lines[t.at], body)) + body // tabs inside of the text are the text's
		indent := len(next) - len(body)
		if body == "" {
			if !paragraphs {
				break
			}
			out = append(out, "")
			continue
		}
		if byWord && indent >= 2 {
			byWord, wide = false, indent
		}
		if indent < wide && fenced == "" {
			// A choice or an answer may itself be indented; anything else that stands too far to the left goes on.
			mark, _, _, spaced := markOf(body)
			blank := t.lines[t.at-1] == "" || strings.TrimSpace(t.lines[t.at-1]) == ""
			if indent == 0 || blank && byWord || mark != noMark && spaced || isComment(body) {
				break
			}
			t.warn(t.at+1, "the line is indented less than the text before it, which text2qti refuses; it was read as going on")
		}
		if fenced == "" && indent > 0 && t.answersFrom(t.at) {
			break // choices that are indented as the text is
		}
		fenced = openFence(fenced, body)
		out = append(out, strings.TrimRight(next[min(indent, wide):], " "))
	}
	for n := len(out); n > 1 && out[n-1] == ""; n-- {
		out = out[:n-1]
	}
	for t.at > begun+1 && strings.TrimSpace(t.lines[t.at-1]) == "" {
		t.at--
	}
	return strings.Join(out, "\n")
}

// answersFrom reports whether choices begin on a line, whatever its indentation: it is one, and it or one
// of those right behind it is marked as right, which nothing is in Markdown.
func (t *text2qtiReader) answersFrom(at int) bool {
	for n := at; n < min(len(t.lines), at+12); n++ {
		body := strings.TrimLeft(t.lines[n], " \t")
		switch mark, _, _, spaced := markOf(body); {
		case !spaced:
			return false
		case mark == rightMark, mark == tickMark && body[1] == '*':
			return true
		case mark != wrongMark && mark != openMark:
			return false
		}
	}
	return false
}

// fenceOf returns the fence that a line begins with.
func fenceOf(body string) string {
	if !strings.HasPrefix(body, "```") && !strings.HasPrefix(body, "~~~") {
		return ""
	}
	return body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
}

// openFence returns the fence that is open behind a line, "" for none, if one was open before it.
func openFence(fenced, body string) string {
	fence := fenceOf(body)
	switch {
	case fence == "":
	case fenced == "":
		return fence
	case strings.HasPrefix(fence, fenced) && strings.Trim(body, fence[:1]+" \t") == "":
		return ""
	}
	return fenced
}

func isComment(line string) bool { return line[0] == '%' || strings.TrimSpace(line) == "COMMENT" }

// stray reads a line without a mark: a mark that is indented, or a text that goes on
// without being indented.
func (t *text2qtiReader) stray() {
	line := t.lines[t.at]
	body := strings.TrimLeft(line, " \t")
	if mark, _, _, spaced := markOf(body); mark != noMark && spaced && len(body) < len(line) {
		t.warn(t.at+1, "the line is indented, which text2qti refuses; it was read as if it were not")
		indent := line[:len(line)-len(body)]
		for n := t.at; n < len(t.lines) && strings.HasPrefix(t.lines[n], indent); n++ {
			t.lines[n] = t.lines[n][len(indent):]
		}
		return
	}
	if q := t.q; q != nil && t.at > 0 && strings.TrimSpace(t.lines[t.at-1]) != "" && !q.answers {
		t.warn(t.at+1, "text2qti wants a text that goes on to be indented; the line was read as going on")
		q.more = append(q.more, strings.TrimSpace(line))
		t.at++
		return
	}
	t.problem(t.at+1, doc.Error, "text2qti-line", "%q begins with nothing that text2qti knows; the line was left out", clip(line, 40))
	t.at++
}

// warn tells of something that the program text2qti refuses and that is read here.
func (t *text2qtiReader) warn(line int, format string, args ...any) {
	t.problem(line, doc.Warning, "text2qti-line", format, args...)
}

// once tells of something once a file.
func (t *text2qtiReader) once(line int, text string) {
	if t.told == nil {
		t.told = map[string]bool{}
	}
	if !t.told[text] {
		t.told[text] = true
		t.problem(line, doc.Info, "not-used", "%s", text)
	}
}

// comment reads the tags in a comment: those of the question that follows, the section
// of all that follow, and the settings of the bank.
func (t *text2qtiReader) comment(text string, no int) {
	g := giftReader{reader: t.reader, begun: len(t.bank.Questions) > 0 || t.q != nil}
	for _, tag := range scanTags(text) {
		switch {
		case tag.name == "section":
			t.section = quiz.JoinSection(quiz.SectionParts(oneLine(tag.value)))
		case g.setting(no, tag):
		default:
			g.questionTag(&t.tags, no, tag)
		}
	}
}

func (t *text2qtiReader) skipComment() {
	begun := t.at
	for t.at++; t.at < len(t.lines); t.at++ {
		if strings.TrimSpace(t.lines[t.at]) == "END_COMMENT" {
			t.at++
			return
		}
	}
	t.problem(begun+1, doc.Error, "text2qti-comment", "COMMENT without END_COMMENT; everything behind it was taken for a comment")
}

// skipCode passes over a block of code at the outermost level, which text2qti runs. Nothing is run here.
func (t *text2qtiReader) skipCode() {
	begun, fence := t.at, fenceOf(t.lines[t.at])
	for t.at++; t.at < len(t.lines); t.at++ {
		if line := strings.TrimSpace(t.lines[t.at]); strings.HasPrefix(line, fence) && strings.Trim(line, "`") == "" {
			t.at++
			break
		}
	}
	t.problem(begun+1, doc.Error, "text2qti-code", "code that makes questions is not run; its questions were left out: run text2qti, and import what comes out of it")
}

func expandTabs(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r != '\t' {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Repeat(" ", 4-b.Len()%4))
	}
	return b.String()
}
