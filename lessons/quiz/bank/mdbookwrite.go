package bank

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// writeMdbook writes a bank for mdbook-quiz, with the keys of ours that it passes over.
func writeMdbook(w io.Writer, b *Bank) ([]doc.Problem, error) {
	m := &mdbookWriter{Writer: bufio.NewWriter(w)}
	for _, s := range b.Settings.Said() {
		value := tomlString(s.Value)
		if s.Name != "shuffle" && s.Name != "reveal" {
			value = s.Value
		}
		m.printf("%s = %s\n", s.Name, value)
	}
	if len(b.Settings.Said()) > 0 {
		m.printf("\n")
	}
	for _, q := range b.Questions {
		m.q, m.lost, m.placed, m.text = q, nil, false, strings.Builder{}
		if m.body() {
			m.head()
			m.printf("%s\n", m.text.String())
		}
		m.losses.Add(q, m.lost...)
	}
	return m.losses.Problems, m.Flush()
}

type mdbookWriter struct {
	*bufio.Writer
	losses quiz.Losses

	q      *quiz.Question // that is written
	text   strings.Builder
	lost   []string
	placed bool // where the right answer stands is written, which keeps the order
}

// printf leaves the error to Flush, which keeps the first.
func (m *mdbookWriter) printf(format string, args ...any) { fmt.Fprintf(m.Writer, format, args...) }

// lose notes that something of the question cannot be said.
func (m *mdbookWriter) lose(when bool, what string) {
	if when && !slices.Contains(m.lost, what) {
		m.lost = append(m.lost, what)
	}
}

// key writes a line of the question's table.
func (m *mdbookWriter) key(name, value string) { fmt.Fprintf(&m.text, "%s = %s\n", name, value) }

// head writes what all kinds have.
func (m *mdbookWriter) head() {
	q := m.q
	m.printf("[[questions]]\n")
	say := func(name, value string) {
		if value != "" {
			m.printf("%s = %s\n", name, tomlString(value))
		}
	}
	say("id", q.ID)
	say("title", oneLine(q.Title))
	say("section", q.Section)
	if q.Points != 1 {
		m.printf("points = %s\n", tomlFloat(q.Points))
	}
	if len(q.Tags) > 0 {
		m.printf("tags = %s\n", tomlStrings(q.Tags))
	}
	var hints []string
	for _, h := range q.Hints {
		hints = append(hints, asMarkdown(h))
	}
	if len(hints) > 0 {
		m.printf("hints = %s\n", tomlTexts(hints))
	}
	m.lose(len(q.Hints) > 0, "hints, which only Lectern reads there")
	if q.Keep && !m.placed {
		m.printf("keep = true\n")
	}
	m.lose(!q.ByCredit.Empty(), "feedback by how right the answer is")
}

func tomlFloat(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// tomlText writes a text: one of several lines between three quotes.
func tomlText(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return tomlString(s)
	}
	var b strings.Builder
	b.WriteString("\"\"\"\n")
	for line := range strings.SplitAfterSeq(s, "\n") {
		quoted := tomlString(strings.TrimSuffix(line, "\n"))
		b.WriteString(quoted[1 : len(quoted)-1])
		if strings.HasSuffix(line, "\n") {
			b.WriteByte('\n')
		}
	}
	b.WriteString("\"\"\"")
	return b.String()
}

func tomlStrings(list []string) string { return tomlList(list, tomlString) }
func tomlTexts(list []string) string   { return tomlList(list, tomlText) }

func tomlList(list []string, write func(string) string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = write(s)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// body writes kind, text and answers; false if the question cannot be written.
func (m *mdbookWriter) body() bool {
	q := m.q
	ok := false
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		ok = m.choices()
	case quiz.Short:
		ok = m.short()
	case quiz.Trace:
		ok = m.trace()
	default:
		m.lost = []string{"the whole question, because it has no questions of that kind (" + string(q.Kind) + ")"}
		return false
	}
	if !ok {
		m.lost = append([]string{"the whole question"}, m.lost...)
		return false
	}
	if !q.General.Empty() {
		m.key("context", tomlText(asMarkdown(q.General)))
	}
	return true
}

func (m *mdbookWriter) prompt() bool {
	text := asMarkdown(m.q.Prompt)
	if strings.TrimSpace(text) == "" {
		m.lost = append(m.lost, "it has no text")
		return false
	}
	m.key("prompt.prompt", tomlText(text))
	return true
}

func (m *mdbookWriter) choices() bool {
	q := m.q
	m.key("type", `"MultipleChoice"`)
	m.lose(q.Kind == quiz.TrueFalse, "that it is one of true or false")
	right, wrong, place := m.split()
	if len(right) == 0 || !m.prompt() {
		m.lose(len(right) == 0, "none of its choices is right")
		return false
	}
	m.key("prompt.distractors", tomlTexts(wrong))
	if m.placed = place >= 0; m.placed {
		m.key("prompt.answerIndex", strconv.Itoa(place))
	}
	if q.Kind == quiz.Multi {
		m.key("answer.answer", tomlTexts(right))
	} else {
		m.key("answer.answer", tomlText(right[0]))
	}
	return true
}

// split returns the texts of the right and the wrong choices, and where the right ones stand among
// the wrong ones. place is -1 where the order is the one that the reader makes of them itself.
func (m *mdbookWriter) split() (right, wrong []string, place int) {
	q := m.q
	if !q.Keep {
		// The order in which the file had them that mdbook-quiz made this order of.
		mixed := quiz.ChoiceOrder(&quiz.Question{Kind: q.Kind, Choices: q.Choices}, asMarkdown(q.Prompt))
		order := make([]int, len(mixed))
		for at, i := range mixed {
			order[i] = at
		}
		if right, wrong, place = m.inOrder(order); place == len(wrong) {
			return right, wrong, -1
		}
	}
	order := make([]int, len(q.Choices))
	for i := range order {
		order[i] = i
	}
	right, wrong, place = m.inOrder(order)
	m.lose(place < 0 && len(right) > 0, "the order of its choices")
	return right, wrong, place
}

// inOrder is split for the choices in an order. place is -1 where the right ones do not stand together.
func (m *mdbookWriter) inOrder(order []int) (right, wrong []string, place int) {
	q := m.q
	good, best := 0, bestChoice(q.Choices)
	for _, c := range q.Choices {
		if c.Fraction > 0 {
			good++
		}
	}
	last := -1
	for at, i := range order {
		c := q.Choices[i]
		m.lose(!c.Feedback.Empty(), "feedback on single choices")
		isRight, full := c.Fraction > 0, 1.0
		bad := 0.0
		if q.Kind == quiz.Multi {
			full, bad = 1/float64(good), -1/float64(good)
			m.lose(!q.AllOrNothing, "partial credit")
		} else {
			isRight = i == best
		}
		if !isRight {
			full = bad
			wrong = append(wrong, asMarkdown(c.Text))
		} else {
			switch {
			case last < 0:
				place = at
			case last != at-1:
				place = -1
			}
			last = at
			right = append(right, asMarkdown(c.Text))
		}
		m.lose(math.Abs(c.Fraction-full) > 1e-6, "the weights of its choices")
	}
	return right, wrong, place
}

func (m *mdbookWriter) short() bool {
	m.key("type", `"ShortAnswer"`)
	if !m.prompt() {
		return false
	}
	var accepted []string
	caseful := 0
	for _, a := range m.q.Accepted {
		text, plain := plainAccepted(a.Text)
		m.lose(a.Fraction != 1, "answers that are partly right")
		m.lose(!plain, "answers with the wildcard *")
		m.lose(!a.Feedback.Empty(), "feedback on single answers")
		if a.Fraction == 1 && plain && text != "" {
			accepted = append(accepted, text)
			if a.CaseSensitive {
				caseful++
			}
		}
	}
	if len(accepted) == 0 {
		return false
	}
	m.key("answer.answer", tomlString(accepted[0]))
	if len(accepted) > 1 {
		m.key("answer.alternatives", tomlStrings(accepted[1:]))
	}
	if caseful == len(accepted) {
		m.key("answer.caseSensitive", "true")
	} else {
		m.lose(caseful > 0, "that case counts")
	}
	return true
}

func (m *mdbookWriter) trace() bool {
	p := m.q.Trace
	if p == nil || p.Source == "" {
		return false
	}
	m.key("type", `"Tracing"`)
	if text := asMarkdown(m.q.Prompt); text != tracePrompt {
		m.key("prompt.prompt", tomlText(text))
	}
	m.key("prompt.program", tomlText(p.Source))
	if p.Lang != "rust" {
		m.key("prompt.language", tomlString(p.Lang))
	}
	m.key("answer.doesCompile", strconv.FormatBool(p.Compiles))
	switch {
	case p.Compiles:
		m.key("answer.stdout", tomlText(p.Stdout))
	case p.Line > 0:
		m.key("answer.lineNumber", strconv.Itoa(p.Line))
	}
	return true
}
