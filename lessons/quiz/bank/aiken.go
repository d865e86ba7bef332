package bank

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// aiken is the Aiken format (https://docs.moodle.org/en/Aiken_format): a text,
// choices that begin with a letter, and a line "ANSWER: B". Moodle reads it line
// by line; here the lines up to each ANSWER are looked at together, so that a text
// of several lines and a choice that runs on are understood.
var aiken = Format{
	Name: "aiken", Title: "Aiken", Suffix: ".aiken", Beside: []string{".txt"}, Common: true, Fenced: true, ForMoodle: true, NoFeedback: true,
	Kinds: []quiz.Kind{quiz.Single},
	Lacks: "feedback, weights, several right answers, ids, titles, hints",
	begins: func(line string) bool {
		_, meant := meantAnswer(line)
		return meant || hasPrefixFold(line, answerWord)
	},
	looks: looksAiken,
	read:  readAiken,
}

// looksAiken reports whether a text holds a question as Moodle reads it: two choices, and the
// answer right behind them.
func looksAiken(text string) bool {
	choices := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if answer, ok := strings.CutPrefix(line, answerWord); ok && choices > 1 {
			if letter, ok := oneLetter(answer); ok && letter[0] <= 'Z' {
				return true
			}
		}
		if _, _, lower, ok := label(line); ok && !lower {
			choices++
		} else if line != "" {
			choices = 0
		}
	}
	return false
}

const answerWord = "ANSWER:"

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func readAiken(src []byte, file string) *Bank {
	a := &aikenReader{reader: newReader(file)}
	text, ok := a.open(src)
	if !ok {
		return a.bank
	}
	no := 0
	for line := range strings.Lines(text) {
		no++
		raw := strings.TrimRight(line, " \t\n")
		trimmed := strings.TrimSpace(raw)
		switch answer, found := a.answerLine(no, trimmed, a.behindChoice()); {
		case trimmed == "":
			// Blank lines mean nothing here.
		case len(trimmed) < 2:
			a.problem(no, doc.Warning, "short-line", "a line of one character, %q, is passed over here and in Moodle; write it behind the line before", trimmed)
		case found:
			a.close(no, answer)
		default:
			a.group = append(a.group, giftLine{no, raw})
		}
	}
	for _, part := range a.parts() {
		a.incomplete(part)
	}
	a.sortProblems()
	return a.bank
}

type aikenReader struct {
	reader
	group []giftLine // since the last ANSWER
}

// behindChoice reports whether the line before is a choice, so that an answer may follow.
func (a *aikenReader) behindChoice() bool {
	if len(a.group) < 2 {
		return false
	}
	_, _, _, ok := label(plainLabel(strings.TrimSpace(a.group[len(a.group)-1].text)))
	return ok
}

// answerLine reads "ANSWER: B", and what was meant as such a line. Behind a choice any
// word may stand for ANSWER: a key that is not known as one would be the next question's text.
func (a *aikenReader) answerLine(no int, s string, behindChoice bool) (answer string, found bool) {
	if hasPrefixFold(s, answerWord) && narrow(s) == s {
		word := s[:len(answerWord)]
		if word != answerWord {
			a.problem(no, doc.Warning, "answer-in-lower-case", "%q was read as ANSWER:, but Moodle wants capitals", word)
		}
		return strings.TrimSpace(s[len(answerWord):]), true
	}
	if answer, found = meantAnswer(s); !found && behindChoice {
		answer, found = wordAndLetter(s)
	}
	if found {
		a.problem(no, doc.Warning, "answer-line", "%q was read as the line ANSWER: %s, but Moodle wants it so", clip(s, 40), clip(answer, 20))
	} else if hasPrefixFold(s, answerWord) {
		return strings.TrimSpace(s[len(answerWord):]), true
	}
	return answer, found
}

// answerWords begin the line of the answer in banks that people wrote by hand, in
// several languages.
var answerWords = []string{"correct answer", "right answer", "answer", "answers", "ans", "key", "réponse", "reponse", "respuesta", "antwort", "lösung",
	"risposta", "resposta", "odpowiedź", "ответ", "відповідь", "答案", "正确答案", "答え", "正解", "정답"}

// meantAnswer reads a line that begins with a word for "answer", a colon or a
// blank, and holds a letter and nothing else ("Answer B", "ANSWER：Ｂ", "Réponse : (b)", "**Answer: B**").
func meantAnswer(s string) (answer string, found bool) {
	s = strings.Trim(narrow(s), "*_")
	for _, word := range answerWords {
		if !hasPrefixFold(s, word) {
			continue
		}
		rest := strings.TrimLeft(s[len(word):], " \t*_")
		if len(rest) == len(s)-len(word) && !strings.HasPrefix(rest, ":") {
			continue // the word goes on
		}
		if letter, ok := oneLetter(strings.TrimLeft(rest, ":=-")); ok {
			return letter, true
		}
	}
	return "", false
}

// wordAndLetter reads a line that is a word, a colon and a letter ("Svar: B").
func wordAndLetter(s string) (answer string, found bool) {
	word, rest, found := strings.Cut(strings.Trim(narrow(s), "*_"), ":")
	word = strings.TrimRight(word, " *_")
	if !found || word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		return "", false
	}
	return oneLetter(rest)
}

// oneLetter returns the letter that is all of s but blanks, brackets and marks of emphasis.
func oneLetter(s string) (letter string, ok bool) {
	s = strings.Trim(s, " \t.()*_")
	return s, len(s) == 1 && isLetter(s[0])
}

// narrow returns s with the full-width letters and signs of East Asian keyboards, and
// the blanks beside French colons, as those of ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～': // in the order of ASCII
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0' || r == '\u202f':
			return ' '
		}
		return r
	}, s)
}

// plainLabel returns the line with the label of its choice as Aiken has it, if
// that was written with full-width characters or a comma of lists ("Ａ．", "（A）", "A、").
func plainLabel(s string) string {
	head, size := "", 0
	for _, r := range s {
		size += utf8.RuneLen(r)
		if r == '、' {
			r = '.'
		}
		head += narrow(string(r))
		if strings.HasSuffix(head, ")") || strings.HasSuffix(head, ".") {
			if s[:size] != head {
				return head + " " + strings.TrimSpace(s[size:])
			}
			return s
		}
		if len(head) > len("(A") {
			return s
		}
	}
	return s
}

// label returns the letter of a line such as "B) Tin" as an index, and the
// choice's text. Moodle takes capitals only.
func label(s string) (index int, text string, lower, ok bool) {
	s, bracket := strings.CutPrefix(s, "(") // "(A) Tin"
	if bracket && (len(s) < 2 || s[1] != ')') {
		return 0, "", false, false
	}
	if len(s) < 2 || s[1] != ')' && s[1] != '.' {
		return 0, "", false, false
	}
	switch c := s[0]; {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A'), strings.TrimSpace(s[2:]), false, true
	case c >= 'a' && c <= 'z' && len(s) > 2 && (s[2] == ' ' || s[2] == '\t'):
		return int(c - 'a'), strings.TrimSpace(s[2:]), true, true
	}
	return 0, "", false, false
}

// aikenPart holds the lines of one question.
type aikenPart struct {
	text    []giftLine
	choices []aikenChoice
}

type aikenChoice struct {
	no    int
	lines []string
}

func (c aikenChoice) text() string { return strings.Join(c.lines, "\n") }

// parts cuts the lines since the last ANSWER into questions. There should be
// one; when an ANSWER is missing there are more.
func (a *aikenReader) parts() []aikenPart {
	var parts []aikenPart
	var cur aikenPart
	lines := a.group
	a.group = nil
	restart := a.restarts(lines)
	for i, l := range lines {
		s := strings.TrimSpace(l.text)
		plain := plainLabel(s)
		index, text, lower, ok := label(plain)
		ok = ok && (!lower || index == len(cur.choices))
		switch {
		case ok && (len(cur.text) > 0 || !restart[i]):
			if plain != s {
				a.problem(l.no, doc.Warning, "label-in-wide-characters", "the label of the choice %q has characters that are not ASCII, which Moodle does not read as a choice; it was read as one", clip(s, 40))
			} else if s[0] == '(' {
				a.problem(l.no, doc.Warning, "label-in-brackets", "the letter of the choice %q stands in brackets, which Moodle does not read as a choice; write %s", clip(s, 40), strings.TrimPrefix(s[:3], "("))
			} else if lower {
				a.problem(l.no, doc.Warning, "label-in-lower-case", "the choice %q has a small letter, which Moodle does not read as a choice; it was read as one", clip(s, 40))
			}
			if index != len(cur.choices) && !lower {
				a.problem(l.no, doc.Warning, "label-out-of-order", "the choice labelled %c is the %s of its question; ANSWER counts by position", strings.TrimLeft(plain, "(")[0], ordinal(len(cur.choices)+1))
			}
			cur.choices = append(cur.choices, aikenChoice{l.no, []string{text}})
		case len(cur.choices) == 0:
			if ok {
				a.problem(l.no, doc.Warning, "text-like-choice", "%q looks like a choice but stands where a question begins; it was read as the question's text", clip(s, 40))
			}
			cur.text = append(cur.text, l)
		case restart[i]:
			parts = append(parts, cur)
			cur = aikenPart{text: []giftLine{l}}
		default:
			last := &cur.choices[len(cur.choices)-1]
			last.lines = append(last.lines, s)
			a.problem(l.no, doc.Warning, "choice-runs-on", "a line behind a choice was read as a part of it; Moodle would begin a new question here")
		}
	}
	if len(cur.text)+len(cur.choices) > 0 {
		parts = append(parts, cur)
	}
	return parts
}

// restarts reports for each line whether choices begin again from A somewhere
// behind it: if it stands behind choices and is none, a question begins there.
func (a *aikenReader) restarts(lines []giftLine) []bool {
	out := make([]bool, len(lines))
	again := false
	for i := len(lines) - 1; i >= 0; i-- {
		out[i] = again
		if index, _, _, ok := label(plainLabel(strings.TrimSpace(lines[i].text))); ok && index == 0 {
			again = true
		}
	}
	return out
}

// close ends a question with its answer.
func (a *aikenReader) close(no int, answer string) {
	parts := a.parts()
	if len(parts) == 0 {
		a.problem(no, doc.Error, "answer-without-question", "ANSWER without a question before it; it was left out")
		return
	}
	for _, p := range parts[:len(parts)-1] {
		a.incomplete(p)
	}
	a.question(parts[len(parts)-1], no, answer)
}

// incomplete reports a question without an ANSWER.
func (a *aikenReader) incomplete(p aikenPart) {
	var first giftLine
	if len(p.text) > 0 {
		first = p.text[0]
	} else {
		first = giftLine{p.choices[0].no, p.choices[0].text()}
	}
	a.problem(first.no, doc.Error, "no-answer-line", "the question %q has no ANSWER line; it was left out", clip(first.text, 40))
}

func (a *aikenReader) question(p aikenPart, no int, answer string) {
	switch {
	case len(p.text) == 0:
		a.problem(p.choices[0].no, doc.Error, "no-question-text", "choices without a question before them; they were left out")
		return
	case len(p.choices) < 2:
		a.problem(p.text[0].no, doc.Error, "too-few-choices", "the question %q has fewer than two choices; it was left out", clip(p.text[0].text, 40))
		return
	}
	right, ok := a.right(p, no, answer)
	if !ok {
		return
	}
	if len(p.text) > 1 {
		a.problem(p.text[1].no, doc.Info, "several-text-lines", "the question's text has %d lines; they were joined, but Moodle reads one", len(p.text))
	}
	lines := make([]string, len(p.text))
	for i, l := range p.text {
		lines[i] = l.text
	}
	q := &quiz.Question{
		Kind: quiz.Single, Points: 1, File: a.file, Line: p.text[0].no,
		Prompt: quiz.Text{Source: trimBody(dedent(strings.Join(lines, "\n"), 0)), Format: quiz.Plain},
	}
	for i, c := range p.choices {
		choice := quiz.Choice{Text: quiz.Text{Source: c.text(), Format: quiz.Plain}}
		if i == right {
			choice.Fraction = 1
		}
		q.Choices = append(q.Choices, choice)
	}
	a.bank.Questions = append(a.bank.Questions, q)
}

// right returns which choice an ANSWER line means.
func (a *aikenReader) right(p aikenPart, no int, answer string) (index int, ok bool) {
	bad := func(format string, args ...any) (int, bool) {
		a.problem(no, doc.Error, "bad-answer", format+"; the question was left out", args...)
		return 0, false
	}
	if answer == "" {
		return bad("ANSWER without a letter")
	}
	for i, c := range p.choices {
		if len(answer) > 1 && strings.EqualFold(answer, c.text()) {
			a.problem(no, doc.Warning, "answer-in-words", "ANSWER gives the text of a choice; it was taken for that choice, but Moodle wants its letter")
			return i, true
		}
	}
	c := answer[0]
	if c >= 'a' && c <= 'z' {
		a.problem(no, doc.Warning, "answer-in-lower-case", "the answer %q was read as a capital, which is what Moodle wants", clip(answer, 10))
		c -= 'a' - 'A'
	}
	rest := strings.TrimSpace(strings.TrimLeft(answer[1:], ".)"))
	switch {
	case c < 'A' || c > 'Z':
		return bad("ANSWER: %s is no letter of a choice", clip(answer, 20))
	case strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "&"):
		return bad("ANSWER: %s names more than one choice, and Aiken has single-choice questions only", clip(answer, 20))
	case int(c-'A') >= len(p.choices):
		return bad("ANSWER: %s, but the question has %d choices", clip(answer, 20), len(p.choices))
	case len(answer) > 1 && (isLetter(answer[1]) || isDigit(answer[1])):
		return bad("ANSWER: %s is no letter of a choice", clip(answer, 20))
	case rest != "" && !strings.EqualFold(rest, p.choices[c-'A'].text()):
		a.problem(no, doc.Warning, "text-after-answer", "the text behind the letter in ANSWER: %s was passed over", clip(answer, 40))
	}
	return int(c - 'A'), true
}

func ordinal(n int) string {
	switch n {
	case 1:
		return "first"
	case 2:
		return "second"
	case 3:
		return "third"
	}
	return place(n-1) + "th"
}
