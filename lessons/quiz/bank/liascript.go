package bank

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/liascript"
	"lectern/lessons/quiz"
)

// liaScript is the format of quizzes in pages of LiaScript. A page gives them one by one,
// taken out of its text; a whole page, which is read as a bank where one is asked for, is
// looked through for them.
var liaScript = Format{
	Name: "liascript", Title: "LiaScript",
	Kinds: []quiz.Kind{quiz.Single, quiz.Multi, quiz.Short, quiz.Cloze},
	Lacks: "ids, feedback on single choices and partial credit",
	looks: func(text string) bool { return liascript.Is(text) && len(liascript.Find(text, nil)) > 0 },
	read:  readLiaScript,
}

func readLiaScript(src []byte, file string) *Bank {
	l := &liaReader{reader: newReader(file)}
	text, ok := l.open(src)
	if !ok {
		return l.bank
	}
	l.lines = strings.Split(text, "\n")
	for _, q := range liascript.Find(text, nil) {
		l.quiz(&q)
	}
	l.sortProblems()
	return l.bank
}

type liaReader struct {
	reader
	lines []string
}

// text returns lines as one text, without what they have in common before it.
func (l *liaReader) text(from, to int) string {
	lines := make([]string, 0, max(0, to-from))
	quoted := to > from
	for _, line := range l.lines[from:to] {
		quoted = quoted && (strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimLeft(line, " \t"), ">"))
	}
	for _, line := range l.lines[from:to] {
		if quoted {
			line = strings.TrimLeft(line, " \t")
			line = strings.TrimPrefix(strings.TrimPrefix(line, ">"), " ")
		}
		if _, body := liascript.Strip(line); isEffect(body) {
			continue
		}
		lines = append(lines, strings.TrimRight(line, " \t"))
	}
	return trimBody("\n" + strings.Join(lines, "\n"))
}

// isEffect reports whether a line says only when, or by whom, what follows is shown.
func isEffect(body string) bool {
	body = strings.TrimSuffix(strings.TrimPrefix(body, "--"), "--")
	return strings.HasPrefix(body, "{{") && strings.HasSuffix(body, "}}") && strings.IndexByte(body[2:], '{') < 0
}

// quiz reads one quiz.
func (l *liaReader) quiz(found *liascript.Quiz) {
	line := found.From + 1
	q := &quiz.Question{Points: 1, File: l.file, Line: line}
	q.Keep = found.Kind != liascript.Text && found.Kind != liascript.Gaps
	before := found.Body
	if found.Options != "" {
		for before > found.From && !strings.HasPrefix(l.body(before-1), "<!--") {
			before--
		}
		before = max(found.From, before-1)
	}
	q.Prompt = markdownText(strings.TrimRight(l.text(found.From, before), "- \n"))
	for _, n := range found.Hints {
		hint, _ := liascript.Hint(l.body(n))
		if h := markdownText(hint); !h.Empty() {
			q.Hints = append(q.Hints, h)
		}
	}
	if s := found.Solution; s[1] > s[0] {
		q.General = markdownText(l.text(s[0], s[1]))
	}
	l.options(q, found.Options, line)
	if q.Prompt.Empty() && found.Kind != liascript.Gaps {
		if q.Prompt = markdownText(found.Heading); q.Prompt.Empty() {
			q.Prompt = quiz.Text{Source: "…", Format: quiz.Plain}
			l.problem(found.Body+1, doc.Warning, "no-prompt", "there is no question before the answers")
		}
	}
	if found.Script && found.Kind != liascript.Generic {
		l.problem(found.BodyEnd+1, doc.Warning, "lost-script", "what the script behind the quiz does is not done: the answers alone decide")
	}
	l.answers(q, found)
}

func (l *liaReader) body(n int) string {
	_, body := liascript.Strip(l.lines[n])
	return body
}

// answers reads the answers of a quiz and adds its question, or the questions of a matrix.
func (l *liaReader) answers(q *quiz.Question, found *liascript.Quiz) {
	switch found.Kind {
	case liascript.Multiple, liascript.Single:
		q.Kind = quiz.Single
		if found.Kind == liascript.Multiple {
			q.Kind, q.AllOrNothing = quiz.Multi, true
		}
		for n := found.Body; n < found.BodyEnd; n++ {
			_, ticked, text := liascript.Box(l.body(n))
			c := quiz.Choice{Text: markdownText(text)}
			if ticked {
				c.Fraction = 1
			}
			q.Choices = append(q.Choices, c)
		}
		l.chosen(q, found.Body+1)
	case liascript.Matrix:
		l.matrix(q, found)
	case liascript.Choice, liascript.Text:
		all := ""
		for n := found.Body; n < found.BodyEnd; n++ {
			all += l.body(n) + "\n"
		}
		inner, _, _ := liascript.Bracketed(all)
		gap := liaGap(inner)
		q.Kind, q.Choices, q.Accepted = gap.Kind, gap.Choices, gap.Accepted
		l.chosen(q, found.Body+1)
	case liascript.Gaps:
		l.cloze(q, found)
	case liascript.Generic:
		l.problem(q.Line, doc.Error, "not-read-kind", "a quiz that a script grades; it was left out")
	}
}

// chosen adds a question with choices, or one that asks for a text.
func (l *liaReader) chosen(q *quiz.Question, line int) {
	right := 0
	for _, c := range q.Choices {
		right += int(c.Fraction)
	}
	switch {
	case q.Kind == quiz.Short:
	case right == 0 && q.Kind == quiz.Multi && len(q.Choices) > 0:
		l.problem(line, doc.Error, "no-answers", "no box is ticked, so that nothing is right; the question was left out")
		return
	case right == 0:
		l.problem(line, doc.Error, "no-answers", "no choice is marked as right; the question was left out")
		return
	case len(q.Choices) < 2:
		l.problem(line, doc.Warning, "too-few-choices", "the question has one choice")
	}
	if q.Kind == quiz.Multi {
		for i := range q.Choices {
			q.Choices[i].Fraction = (2*q.Choices[i].Fraction - 1) * share(1/float64(right))
		}
	}
	l.bank.Questions = append(l.bank.Questions, q)
}

// matrix makes a question of each row.
func (l *liaReader) matrix(q *quiz.Question, found *liascript.Quiz) {
	heads, _ := liascript.Heads(l.body(found.Body))
	for n := found.Body + 1; n < found.BodyEnd; n++ {
		ticked, single, text, _ := liascript.Row(l.body(n))
		row := *q
		row.Line, row.Kind, row.AllOrNothing = n+1, quiz.Multi, true
		if single {
			row.Kind, row.AllOrNothing = quiz.Single, false
		}
		row.Choices = nil
		row.Prompt.Source = strings.TrimSpace(q.Prompt.Source + "\n\n" + text)
		if row.Prompt.Format == "" || row.Prompt.Format == quiz.Plain {
			row.Prompt.Format = quiz.Markdown
		}
		for i, on := range ticked {
			head := strconv.Itoa(i + 1)
			if i < len(heads) {
				head = heads[i]
			}
			c := quiz.Choice{Text: markdownText(head)}
			if on {
				c.Fraction = 1
			}
			row.Choices = append(row.Choices, c)
		}
		l.chosen(&row, n+1)
	}
}

// cloze makes a question of a text with gaps.
func (l *liaReader) cloze(q *quiz.Question, found *liascript.Quiz) {
	text := l.text(found.From, found.BodyEnd)
	if found.Options != "" {
		// The comment stands between what announces the text and the text.
		if from, to := strings.Index(text, "<!--"), strings.Index(text, "-->"); from >= 0 && to > from {
			text = strings.TrimSpace(text[:from]) + "\n\n" + trimBody("\n"+text[to+3:])
			text = trimBody("\n" + text)
		}
	}
	q.Kind = quiz.Cloze
	var prompt strings.Builder
	at := 0
	gaps := liascript.GapsIn
	if found.Drawing {
		gaps = func(text string, _ func(string) bool) []liascript.Gap { return liascript.GapsInDrawing(text) }
	}
	lost := false
	behind := func(to int) { // the text before a gap or at the end, and what grades the gap before it
		for {
			from, end, args, ok := liascript.Check(text[at:to])
			if !ok {
				break
			}
			prompt.WriteString(strings.TrimRight(text[at:at+from], " "))
			at += end
			if !checked(q, args) && !lost {
				lost = true
				l.problem(found.Body+1, doc.Warning, "lost-script", "what the script behind the quiz does is not done: the answers alone decide")
			}
		}
		prompt.WriteString(text[at:to])
	}
	for _, g := range gaps(text, nil) {
		gap := liaGap(g.Inner)
		gap.Weight = 1
		behind(g.From)
		if !anyRight(gap.Choices, gap.Accepted) {
			l.problem(found.Body+1, doc.Error, "no-answers", "a gap in which nothing is right; it was left out")
			prompt.WriteString("_____")
		} else {
			prompt.WriteRune(quiz.GapMark)
			q.Gaps = append(q.Gaps, gap)
			if found.Drawing { // what stands right of a gap stays where it is
				prompt.WriteString(strings.Repeat(" ", max(0, utf8.RuneCountInString(text[g.From:g.To])-len("[1 ____]"))))
			}
		}
		at = g.To
	}
	behind(len(text))
	q.Prompt = markdownText(prompt.String())
	if len(q.Gaps) > 0 {
		l.bank.Questions = append(l.bank.Questions, q)
	}
}

// checked takes what a macro checks of the gap before it, a number and how far off an answer may be; false if
// it checks something else.
func checked(q *quiz.Question, args string) bool {
	value, tolerance, both := strings.Cut(args, ",")
	v, ok := quiz.Decimal(strings.TrimSpace(value))
	t, near := quiz.Decimal(strings.TrimSpace(tolerance))
	if n := len(q.Gaps); n > 0 && q.Gaps[n-1].Kind == quiz.Short && both && ok && near && t >= 0 {
		q.Gaps[n-1].Kind, q.Gaps[n-1].Accepted = quiz.Numeric, []quiz.Accepted{{Value: v, Tolerance: t, Fraction: 1}}
		return true
	}
	return false
}

// liaGap reads what stands between two brackets: a text, or choices of which the right ones
// stand in parentheses.
func liaGap(inner string) quiz.Gap {
	parts := liascript.Split(inner)
	if len(parts) == 1 {
		return quiz.Gap{Kind: quiz.Short, Accepted: []quiz.Accepted{{Text: literal(oneLine(liaUnescaped(inner))), Fraction: 1}}}
	}
	gap := quiz.Gap{Kind: quiz.Single}
	for _, p := range parts {
		var c quiz.Choice
		if p = oneLine(p); strings.HasPrefix(p, "(") && strings.HasSuffix(p, ")") && len(p) > 1 {
			c.Fraction, p = 1, strings.TrimSpace(p[1:len(p)-1])
		}
		if c.Text = markdownText(liaUnescaped(p)); !c.Text.Empty() {
			gap.Choices = append(gap.Choices, c)
		}
	}
	return gap
}

var liaEscapes = [...]string{`\|`, `\(`, `\)`, `\[`, `\]`, `\@`}

// liaUnescaped resolves the escapes that are LiaScript's own.
func liaUnescaped(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	for _, e := range liaEscapes {
		s = strings.ReplaceAll(s, e, e[1:])
	}
	return s
}

// options reads the attributes of the comment before the answers.
func (l *liaReader) options(q *quiz.Question, options string, line int) {
	if !strings.Contains(options, "data-") {
		return
	}
	value := func(name string) (string, bool) {
		_, rest, ok := strings.Cut(options, name)
		if !ok || rest != "" && (isLetter(rest[0]) || rest[0] == '-') {
			return "", false
		}
		rest, has := strings.CutPrefix(rest, "=")
		if !has {
			return "", true
		}
		return strings.TrimLeft(rest, `"' `)[:strings.IndexAny(strings.TrimLeft(rest, `"' `)+" ", `"' >`)], true
	}
	if v, ok := value("data-randomize"); ok && v != "false" && v != "off" {
		q.Keep = false
		l.bank.Settings.Shuffle = "choices"
	}
	if v, ok := value("data-score"); ok {
		if p, ok := quiz.Decimal(v); ok && p >= 0 && p <= 1e6 {
			q.Points = p
		} else {
			l.problem(line, doc.Warning, "bad-points", "points is a number, 0 or more; it counts as 1")
		}
	}
	if v, ok := value("data-max-trials"); ok {
		if n, err := strconv.Atoi(v); err == nil && n > 0 {
			l.problem(line, doc.Info, "not-used", "a bound of trials for one question is not used: write attempts for the page or the course")
		}
	}
}
