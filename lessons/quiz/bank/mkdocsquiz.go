package bank

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// mkdocsQuiz is the format of the plugin mkdocs-quiz (https://github.com/ewels/mkdocs-quiz): <quiz> blocks
// in pages of Markdown. A page gives the text of each block; a whole page, which is read as a
// bank where one is asked for, is looked through for them.
var mkdocsQuiz = Format{
	Name: "mkdocs-quiz", Title: "mkdocs-quiz",
	Kinds: []quiz.Kind{quiz.Single, quiz.Multi, quiz.Cloze},
	Lacks: "ids, titles, points, hints and partial credit",
	looks: func(text string) bool { return len(quizBlocks(text)) > 0 },
	read:  readMkdocsQuiz,
}

func readMkdocsQuiz(src []byte, file string) *Bank {
	m := &mkdocsReader{reader: newReader(file)}
	text, ok := m.open(src)
	if !ok {
		return m.bank
	}
	blocks := quizBlocks(text)
	if len(blocks) == 0 {
		blocks = []quizBlock{{line: 1, lines: strings.Split(text, "\n")}}
	}
	for _, b := range blocks {
		m.block(b)
	}
	m.sortProblems()
	return m.bank
}

type mkdocsReader struct{ reader }

// quizBlock is what stands between <quiz> and </quiz>.
type quizBlock struct {
	line  int // of the first of its lines, counted from 1
	lines []string
}

// quizTags begin and end a block; the second pair is that of versions before 1.
var quizTags = [...][2]string{{"<quiz>", "</quiz>"}, {"<?quiz?>", "<?/quiz?>"}}

// quizBlocks returns the blocks of a page. What stands between fences shows how blocks are written.
func quizBlocks(text string) []quizBlock {
	if !strings.Contains(text, "<quiz>") && !strings.Contains(text, "<?quiz?>") {
		return nil
	}
	var out []quizBlock
	var open quizBlock
	end, fence := "", ""
	no := 0
	for line := range strings.Lines(text) {
		no++
		line = strings.TrimRight(line, "\n")
		body := strings.TrimSpace(line)
		if end != "" {
			before, _, closed := strings.Cut(line, end)
			if !closed || strings.TrimSpace(before) != "" {
				open.lines = append(open.lines, before)
			}
			if closed {
				out = append(out, open)
				end = ""
			}
			continue
		}
		if f := fenceOf(body); fence != "" || f != "" {
			switch {
			case fence == "":
				fence = f
			case strings.HasPrefix(f, fence) && f == body:
				fence = ""
			}
			continue
		}
		for _, tag := range quizTags {
			if rest, ok := strings.CutPrefix(body, tag[0]); ok {
				open, end = quizBlock{line: no + 1}, tag[1]
				if before, _, closed := strings.Cut(rest, end); closed {
					out = append(out, quizBlock{no, []string{before}})
					end = ""
				} else if strings.TrimSpace(rest) != "" {
					open = quizBlock{no, []string{rest}}
				}
			}
		}
	}
	return out
}

// block reads one block.
func (m *mkdocsReader) block(b quizBlock) {
	b.lines = strings.Split(dedent(strings.Join(b.lines, "\n"), 0), "\n")
	if b.isOld() {
		b = m.renewed(b)
	}
	q := &quiz.Question{Points: 1, File: m.file, Line: b.line}
	for i, line := range b.lines {
		if strings.TrimSpace(line) != "" {
			q.Line = b.line + i
			break
		}
	}
	text := strings.Join(b.lines, "\n")
	if _, _, ok := nextBlank(text); ok && !hasBoxes(b.lines) {
		m.cloze(q, b.lines)
		return
	}
	m.choices(q, b)
}

// box reads an answer: "- [x] text".
func box(line string) (ticked bool, text string, ok bool) {
	if len(line) < 4 || line[0] != '-' && line[0] != '*' {
		return false, "", false
	}
	rest := strings.TrimLeft(line[1:], " \t")
	for _, mark := range [...]string{"[x]", "[X]", "[ ]", "[]"} {
		if text, ok := strings.CutPrefix(rest, mark); ok {
			return mark[1] == 'x' || mark[1] == 'X', strings.TrimSpace(text), true
		}
	}
	return false, "", false
}

// hasBoxes reports whether there are answers among lines.
func hasBoxes(lines []string) bool {
	for _, line := range lines {
		if _, _, ok := box(strings.TrimRight(line, " \t")); ok {
			return true
		}
	}
	return false
}

// choices reads a question with choices: its text up to the first of them, feedback in a quote right below
// a choice, and what is said of all behind the last.
func (m *mkdocsReader) choices(q *quiz.Question, b quizBlock) {
	first, i, right := -1, 0, 0
	fence := ""
	for ; i < len(b.lines); i++ {
		line := strings.TrimRight(b.lines[i], " \t")
		if f := fenceOf(line); first < 0 && (f != "" || fence != "") { // "- [x]" in code is no answer
			if fence == "" {
				fence = f
			} else if strings.HasPrefix(f, fence) && f == strings.TrimSpace(line) {
				fence = ""
			}
			continue
		}
		ticked, text, ok := box(line)
		switch {
		case ok:
			if first < 0 {
				first = i
			}
			c := quiz.Choice{Text: markdownText(text)}
			if ticked {
				c.Fraction = 1
				right++
			}
			var feedback []string
			for i+1 < len(b.lines) && strings.HasPrefix(strings.TrimLeft(b.lines[i+1], " \t"), ">") {
				i++
				said := strings.TrimPrefix(strings.TrimLeft(b.lines[i], " \t"), ">")
				feedback = append(feedback, strings.TrimPrefix(said, " "))
			}
			c.Feedback = markdownText(strings.Join(feedback, "\n"))
			q.Choices = append(q.Choices, c)
			continue
		case first < 0 || strings.TrimSpace(line) == "":
			continue
		case line[0] == ' ' || line[0] == '\t': // goes on with the choice
			last := &q.Choices[len(q.Choices)-1]
			if strings.TrimSpace(b.lines[i-1]) != "" && last.Feedback.Empty() {
				last.Text.Source += "\n" + strings.TrimSpace(line)
				last.Text.Format = quiz.Markdown
				continue
			}
		case line[0] == '>' && hasBoxes(b.lines[i+1:]):
			m.problem(b.line+i, doc.Warning, "stray-answers", "a feedback that does not stand right below its choice, which mkdocs-quiz refuses; it was read as that of the choice before it")
			last := &q.Choices[len(q.Choices)-1]
			last.Feedback = markdownText(strings.TrimSpace(last.Feedback.Source + "\n" + strings.TrimPrefix(line[1:], " ")))
			continue
		case hasBoxes(b.lines[i+1:]):
			m.problem(b.line+i, doc.Warning, "stray-answers", "a text between the choices, behind which mkdocs-quiz looks for no more of them; it was read as part of the choice before it")
			last := &q.Choices[len(q.Choices)-1]
			last.Text.Source += "\n\n" + line
			last.Text.Format = quiz.Markdown
			continue
		}
		break
	}
	if first < 0 {
		m.problem(q.Line, doc.Error, "no-answers", "a quiz without answers; it was left out")
		return
	}
	q.Prompt = markdownText("\n" + strings.Join(b.lines[:first], "\n"))
	q.General = markdownText("\n" + strings.Join(b.lines[min(i, len(b.lines)):], "\n"))
	switch {
	case q.Prompt.Empty():
		m.problem(q.Line, doc.Error, "no-prompt", "the question has no text; it was left out")
		return
	case right == 0:
		m.problem(q.Line, doc.Error, "no-answers", "no choice is marked as right; the question was left out")
		return
	case len(q.Choices) < 2:
		m.problem(q.Line, doc.Warning, "too-few-choices", "the question has one choice")
	}
	if q.Kind = quiz.Single; right > 1 {
		q.Kind, q.AllOrNothing = quiz.Multi, true
		for i := range q.Choices {
			q.Choices[i].Fraction = (2*q.Choices[i].Fraction - 1) * share(1/float64(right))
		}
	}
	m.bank.Questions = append(m.bank.Questions, q)
}

// nextBlank returns where the next "[[answer]]" of a text stands.
func nextBlank(s string) (from, to int, ok bool) {
	for at := 0; ; {
		i := strings.Index(s[at:], "[[")
		if i < 0 {
			return 0, 0, false
		}
		from = at + i
		end := strings.IndexByte(s[from+2:], ']')
		if end > 0 && strings.HasPrefix(s[from+2+end:], "]]") && strings.TrimSpace(s[from+2:from+2+end]) != "" {
			return from, from + end + 4, true
		}
		if end < 0 {
			return 0, 0, false
		}
		at = from + 2
	}
}

// cloze reads a text with blanks; behind a line of dashes stands what is said of it.
func (m *mkdocsReader) cloze(q *quiz.Question, lines []string) {
	asked, general := lines, []string(nil)
	for i, line := range lines {
		if strings.TrimSpace(line) == "---" {
			asked, general = lines[:i], lines[i+1:]
			break
		}
	}
	text := strings.Join(asked, "\n")
	var prompt strings.Builder
	for {
		from, to, ok := nextBlank(text)
		if !ok {
			break
		}
		prompt.WriteString(text[:from])
		prompt.WriteRune(quiz.GapMark)
		answer := oneLine(text[from+2 : to-2])
		q.Gaps = append(q.Gaps, quiz.Gap{Weight: 1, Kind: quiz.Short, Accepted: []quiz.Accepted{{Text: literal(answer), Fraction: 1}}})
		text = text[to:]
	}
	prompt.WriteString(text)
	q.Kind, q.Prompt, q.General = quiz.Cloze, markdownText("\n"+prompt.String()), markdownText("\n"+strings.Join(general, "\n"))
	if len(q.Gaps) == 0 {
		m.problem(q.Line, doc.Error, "no-answers", "a quiz without answers; it was left out")
		return
	}
	m.bank.Questions = append(m.bank.Questions, q)
}

// oldFields begin the lines of a block before version 1.
var oldFields = [...]struct{ name, as string }{{"question:", ""}, {"answer-correct:", "- [x] "}, {"answer:", "- [ ] "}, {"content:", ""}}

// isOld reports whether a block is written as before version 1.
func (b quizBlock) isOld() bool {
	for _, line := range b.lines {
		if line = strings.TrimSpace(line); line != "" {
			return strings.HasPrefix(line, "question:") && !hasBoxes(b.lines)
		}
	}
	return false
}

// renewed writes a block from before version 1 as one of today, line by line.
func (m *mkdocsReader) renewed(b quizBlock) quizBlock {
	lines := make([]string, len(b.lines))
	for i, line := range b.lines {
		lines[i] = line
		for _, f := range oldFields {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), f.name); ok {
				lines[i] = f.as + strings.TrimSpace(rest)
				break
			}
		}
	}
	return quizBlock{b.line, lines}
}
