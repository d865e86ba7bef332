// Package liascript finds the quizzes in pages of LiaScript
// (https://github.com/LiaScript/docs, "Quizzes").
//
// In goes the text of a page, out come the places of its quizzes, each with the
// question before it and all that belongs to it. What they ask and what is right is read by
// lessons/quiz/bank; lessons/markdown takes them out of the page by their places, so
// that no answer is shown. Both have to see the same, so it is written here, once.
// Nothing is read or run; the time is linear in the size of the text.
package liascript

import (
	"slices"
	"strings"
)

// Kind is the form of a quiz.
type Kind int

// The forms, by the section of LiaScript's documentation that has them.
const (
	Multiple Kind = iota + 1 // boxes: [[X]] and [[ ]]
	Single                   // [(X)] and [( )]
	Matrix                   // a head [[a] (b)] and rows [ [X] ( ) ]
	Text                     // [[solution]]
	Choice                   // [[ a | (b) | c ]]
	Gaps                     // [[solution]] in running text
	Generic                  // [[!]], graded by a script
)

// Quiz is a quiz on a page. Lines count from 0; an end is the line behind the last one.
type Quiz struct {
	Kind     Kind
	From, To int // all of it, with the question before it
	Body     int // where the answers begin; of Gaps the text with them
	BodyEnd  int
	Options  string // the attributes of the comment before the answers
	Hints    []int  // a line each
	Script   bool   // it has a script, which grades or logs
	Drawing  bool   // the answers stand in a drawing between fences
	Solution [2]int // the lines of the explanation
	Heading  string // above the quiz, where there is no other question
}

// maxQuestion is how many lines before the answers are the question, if nothing else says where it
// begins: of a longer text it is the last paragraph.
const maxQuestion = 12

// Is reports whether the beginning of a page shows that it is LiaScript's: by the comment
// at its top, or by a line that only its quizzes have.
func Is(start string) bool {
	if hasHead(start) {
		return true
	}
	for _, mark := range [...]string{"[( )]", "[(X)]", "[(x)]", "[[ ]]"} {
		var f fence
		for rest := start; ; { // rest begins with a line, behind what the fences of f are known of
			at := strings.Index(rest, mark)
			if at < 0 {
				break
			}
			at = strings.LastIndexByte(rest[:at], '\n') + 1
			_, body := Strip(firstLine(rest[at:]))
			if open := f.nextLines(rest[:at]); !open && vectorOf(body) != 0 {
				return true
			}
			end := at + len(firstLine(rest[at:]))
			if end++; end > len(rest) {
				break
			}
			f.next(body)
			rest = rest[end:]
		}
	}
	return false
}

// nextLines takes whole lines; it reports whether a fence is open behind them.
func (f *fence) nextLines(lines string) bool {
	for line := range strings.Lines(lines) {
		if strings.Contains(line, "```") || strings.Contains(line, "~~~") {
			_, body := Strip(strings.TrimRight(line, "\n"))
			f.next(body)
		}
	}
	return f.mark != ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// headWords are fields of the comment at the top of a course that no other tool has in one.
var headWords = []string{"narrator:", "author:", "language:", "import:", "version:", "script:", "logo:", "comment:", "mode:", "link:", "email:"}

// hasHead reports whether a text begins with a comment that holds two of LiaScript's fields.
func hasHead(start string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(start, " \t\r\n\ufeff"), "<!--")
	if !ok {
		return false
	}
	head, _, _ := strings.Cut(rest, "-->")
	found := 0
	for line := range strings.Lines(head) {
		line = strings.ToLower(strings.TrimSpace(line))
		if slices.ContainsFunc(headWords, func(w string) bool { return strings.HasPrefix(line, w) }) {
			found++
		}
	}
	return found > 1 || strings.Contains(head, "\n@onload") || strings.Contains(head, "LiaTemplates/")
}

// Strip takes the indentation and the marks of quotes from the start of a line.
func Strip(line string) (before, body string) {
	body = strings.TrimLeft(line, " \t")
	for strings.HasPrefix(body, ">") {
		body = strings.TrimLeft(body[1:], " \t")
	}
	return line[:len(line)-len(body)], strings.TrimRight(body, " \t\r")
}

// withoutDash takes the sign of a list from the start of a line.
func withoutDash(body string) string {
	if len(body) > 1 && strings.IndexByte("-+*", body[0]) >= 0 {
		if rest := strings.TrimLeft(body[1:], " \t"); strings.HasPrefix(rest, "[") {
			return rest
		}
	}
	return body
}

// Box reads a line that is a choice: whether it is ticked, and its text.
func Box(body string) (kind Kind, ticked bool, text string) {
	body = withoutDash(body)
	kind = vectorOf(body)
	if kind == 0 {
		return 0, false, ""
	}
	return kind, body[2] != ' ', strings.TrimSpace(body[5:])
}

// vectorOf tells the form of a quiz by a line that is one of its choices; 0 for none.
func vectorOf(body string) Kind {
	body = withoutDash(body)
	if len(body) < 5 || body[0] != '[' || body[4] != ']' || strings.IndexByte(" xX", body[2]) < 0 {
		return 0
	}
	switch {
	case body[1] == '[' && body[3] == ']':
		return Multiple
	case body[1] == '(' && body[3] == ')':
		return Single
	}
	return 0
}

// Hint returns the text of a line that is a hint.
func Hint(body string) (text string, ok bool) {
	text, ok = strings.CutPrefix(withoutDash(body), "[[?]]")
	return strings.TrimSpace(text), ok
}

// Row reads a row of a matrix: whether each of its boxes is ticked, whether only one may be, and its text.
func Row(body string) (ticked []bool, single bool, text string, ok bool) {
	rest, ok := strings.CutPrefix(withoutDash(body), "[")
	if !ok {
		return nil, false, "", false
	}
	for {
		rest = strings.TrimLeft(rest, " \t")
		if len(rest) < 3 || strings.IndexByte(" xX", rest[1]) < 0 || !(rest[0] == '[' && rest[2] == ']' || rest[0] == '(' && rest[2] == ')') {
			break
		}
		single = single || rest[0] == '('
		ticked = append(ticked, rest[1] != ' ')
		rest = rest[3:]
	}
	text, ok = strings.CutPrefix(rest, "]")
	return ticked, single, strings.TrimSpace(text), ok && len(ticked) > 0
}

// Heads reads the head of a matrix.
func Heads(body string) (heads []string, ok bool) {
	rest, ok := strings.CutPrefix(withoutDash(body), "[")
	if !ok {
		return nil, false
	}
	for {
		rest = strings.TrimLeft(rest, " \t")
		shut := byte(']')
		switch {
		case strings.HasPrefix(rest, "("):
			shut = ')'
		case !strings.HasPrefix(rest, "["):
			return heads, len(heads) > 0 && rest == "]"
		}
		end := closing(rest, shut)
		if end < 0 {
			return nil, false
		}
		heads = append(heads, strings.TrimSpace(rest[1:end]))
		rest = rest[end+1:]
	}
}

// closing returns where what a text opens with its first sign is closed, past pairs of the same inside; -1 for nowhere.
func closing(text string, shut byte) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case text[0]:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// fence knows whether a line stands between fences.
type fence struct{ mark string }

// next takes a line; it reports whether the line is a fence or stands between two.
func (f *fence) next(body string) bool {
	run := body[:len(body)-len(strings.TrimLeft(body, "`"))]
	if run == "" {
		run = body[:len(body)-len(strings.TrimLeft(body, "~"))]
	}
	switch {
	case f.mark != "":
		if strings.HasPrefix(run, f.mark) && run == body {
			f.mark = ""
		}
		return true
	case len(run) >= 3 && (run[0] == '~' || strings.IndexByte(body[len(run):], '`') < 0):
		f.mark = run
		return true
	}
	return false
}
