package reader

import (
	"fmt"
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// asks says in a few words what a kind of question wants.
func asks(k quiz.Kind) string {
	switch k {
	case quiz.Single:
		return "choose one"
	case quiz.Multi:
		return "choose all that are right"
	case quiz.TrueFalse:
		return "true or false"
	case quiz.Short:
		return "type the answer"
	case quiz.Numeric:
		return "type a number"
	case quiz.Match:
		return "find the partner of each"
	case quiz.Order:
		return "put these in order"
	case quiz.Cloze:
		return "fill the gaps"
	case quiz.Trace:
		return "does it compile, and what does it print"
	case quiz.Essay:
		return "write freely; kept, not graded"
	}
	return "to read"
}

// questionSheet draws the question on the screen with the answer so far.
func (m *Model) questionSheet(w int) *sheet.Sheet {
	s := sheet.New()
	r := m.run
	q := r.question()
	m.questionHead(s, q, asks(q.Kind), w)
	m.promptRows(s, q, w)
	s.Gap()
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		m.choiceRows(s, w)
	case quiz.Match:
		m.pairRows(s, w)
	case quiz.Order:
		m.orderRows(s, w)
	case quiz.Short, quiz.Numeric, quiz.Essay:
		s.AddField(&r.form.field, w, !r.form.left)
	case quiz.Cloze:
		m.gapRows(s, w)
	case quiz.Trace:
		m.traceRows(s, w)
	}
	m.hintRows(s, w)
	return s
}

// questionHead says which question this is, of how many, and what it wants.
func (m *Model) questionHead(s *sheet.Sheet, q *quiz.Question, note string, w int) {
	r := m.run
	s.Add(typeset.Span{Text: fmt.Sprintf("Question %d of %d", r.at+1, len(r.Questions)), Role: typeset.HeadingRole},
		typeset.Span{Text: typeset.Fit(" · "+note, max(0, w-18)), Role: typeset.MutedRole})
	if a, ok := m.Known.Answers[q.ID]; ok && a.TextHash != "" && a.TextHash != q.TextHash() {
		s.Words(typeset.MutedRole, "This question has changed since you last answered it.", w)
	}
	s.Gap()
}

// promptRows sets the prompt, and the program of a tracing question.
func (m *Model) promptRows(s *sheet.Sheet, q *quiz.Question, w int) {
	prompt := q.Prompt
	if q.Kind == quiz.Cloze {
		prompt.Source = m.withGaps(q)
	}
	s.Lines(-1, nil, setText(prompt, w))
	if q.Trace != nil {
		s.Gap()
		code := &doc.Code{Lang: q.Trace.Lang, Text: strings.ReplaceAll(q.Trace.Source, "\t", "    ")}
		s.Lines(-1, nil, typeset.Set([]doc.Block{code}, typeset.Options{Width: w}).Lines)
	}
}

// hintRows shows the hints asked for.
func (m *Model) hintRows(s *sheet.Sheet, w int) {
	r := m.run
	for i := range r.hints {
		s.Gap()
		label := fmt.Sprintf("Hint %d of %d: ", i+1, len(r.question().Hints))
		s.Lines(-1, []typeset.Span{{Text: label, Role: typeset.LabelRole}}, setText(r.question().Hints[i], w-typeset.Width(label)))
	}
}

// choiceHead is what stands before a choice: the cursor, the tick and the letter.
func choiceHead(here, on bool, round bool, letter string) []typeset.Span {
	cursor := typeset.Span{Text: "  "}
	if here {
		cursor = typeset.Span{Text: "▸ ", Role: sheet.KeyRole}
	}
	box := map[bool]string{true: "■", false: "□"}[on]
	if round {
		box = map[bool]string{true: "●", false: "○"}[on]
	}
	return []typeset.Span{cursor, {Text: box + " ", Role: sheet.KeyRole}, {Text: fmt.Sprintf("%-2s", letter), Role: sheet.KeyRole}, {Text: " "}}
}

// headWidth is how wide choiceHead is.
const headWidth = 7

func (m *Model) choiceRows(s *sheet.Sheet, w int) {
	f, q := &m.run.form, m.run.question()
	for i, at := range f.order {
		head := choiceHead(i == f.at, f.chosen[at], q.Kind != quiz.Multi, letterAt(f.letters, i))
		s.Lines(i, head, emphasized(setText(q.Choices[at].Text, w-headWidth), i == f.at))
	}
	s.FocusOn(f.at)
}

func letterAt(letters []string, i int) string {
	if i < len(letters) {
		return letters[i]
	}
	return " "
}

// emphasized makes the choice at the cursor bold, so that it stands out without colour.
func emphasized(lines []typeset.Line, on bool) []typeset.Line {
	if !on {
		return lines
	}
	out := slices.Clone(lines)
	for i := range out {
		out[i].Spans = slices.Clone(out[i].Spans)
		for j := range out[i].Spans {
			out[i].Spans[j].Style |= typeset.Bold
		}
	}
	return out
}

// pairRows shows the left sides with the partners they were given, then the right sides with their letters.
func (m *Model) pairRows(s *sheet.Sheet, w int) {
	f, q := &m.run.form, m.run.question()
	for i, at := range leftSides(q) {
		cursor := typeset.Span{Text: "  "}
		if i == f.at {
			cursor = typeset.Span{Text: "▸ ", Role: sheet.KeyRole}
		}
		s.Lines(i, []typeset.Span{cursor}, emphasized(setText(q.Pairs[at].Left, w-2), i == f.at))
		partner := typeset.Span{Text: "—", Role: typeset.MutedRole}
		if p := f.partner[i]; p >= 0 {
			partner = typeset.Span{Text: letterAt(f.letters, slices.Index(f.order, p)) + "  " + typeset.Clean(q.Pairs[p].Right), Role: sheet.BarRole}
		}
		head := []typeset.Span{{Text: "    → ", Role: typeset.MutedRole}}
		s.Lines(i, head, sheet.WrapSpan(partner, w-6))
	}
	s.Gap()
	for i, p := range f.order {
		head := []typeset.Span{{Text: "  " + fmt.Sprintf("%-2s", letterAt(f.letters, i)) + " ", Role: sheet.KeyRole}}
		s.Lines(rightSide+i, head, sheet.WrapSpan(typeset.Span{Text: typeset.Clean(q.Pairs[p].Right)}, w-5))
	}
	s.FocusOn(f.at)
}

func (m *Model) orderRows(s *sheet.Sheet, w int) {
	f, q := &m.run.form, m.run.question()
	for i, at := range f.order {
		sign := "  "
		if i == f.at {
			sign = "▸ "
			if f.lifted {
				sign = "↕ "
			}
		}
		head := []typeset.Span{{Text: sign, Role: sheet.KeyRole}, {Text: fmt.Sprintf("%2d ", i+1), Role: typeset.MutedRole}}
		s.Lines(i, head, emphasized(setText(q.Choices[at].Text, w-5), i == f.at))
	}
	s.FocusOn(f.at)
}

// withGaps puts the number of each gap, and what was put in it, where the gap stands.
func (m *Model) withGaps(q *quiz.Question) string {
	var b strings.Builder
	n := 0
	for _, r := range q.Prompt.Source {
		if r != quiz.GapMark || n >= len(q.Gaps) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "[%d ____]", n+1)
		n++
	}
	return b.String()
}

func (m *Model) gapRows(s *sheet.Sheet, w int) {
	f, q := &m.run.form, m.run.question()
	for i, g := range q.Gaps {
		here := i == f.at
		cursor := "  "
		if here {
			cursor = "▸ "
		}
		head := []typeset.Span{{Text: cursor, Role: sheet.KeyRole}, {Text: fmt.Sprintf("[%d] ", i+1), Role: typeset.LabelRole}}
		indent := 2 + typeset.Width(head[1].Text)
		if len(g.Choices) == 0 {
			lines, row, col := f.gaps[i].field.Wrapped(max(4, w-indent))
			if here && !f.left {
				s.CursorRow, s.CursorX = len(s.Rows)+row, indent+col
			}
			for k, l := range lines {
				sp := typeset.Span{Text: l + strings.Repeat(" ", max(0, min(24, w-indent)-typeset.Width(l))), Role: sheet.FieldRole}
				s.Lines(i, head, []typeset.Line{{Spans: []typeset.Span{sp}}})
				if k == 0 {
					head = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
				}
			}
			continue
		}
		for c, choice := range g.Choices {
			letter := " "
			if here {
				letter = letterAt(f.letters, c)
			}
			box := choiceHead(false, f.gaps[i].chosen[c], g.Kind != quiz.Multi, letter)[1:]
			s.Lines(i, append(slices.Clone(head), box...), setText(choice.Text, w-indent-5))
			head = []typeset.Span{{Text: strings.Repeat(" ", indent)}}
		}
	}
	s.FocusOn(f.at)
}

func (m *Model) traceRows(s *sheet.Sheet, w int) {
	f := &m.run.form
	for i, text := range []string{"It compiles and prints:", "It does not compile."} {
		s.Lines(i, choiceHead(f.at == 0 && max(0, f.verdict) == i, f.verdict == i, true, letterAt(f.letters, i)),
			sheet.WrapSpan(typeset.Span{Text: text}, w-headWidth))
	}
	if f.verdict == 0 {
		s.Gap()
		s.AddField(&f.field, w, f.at == 1 && !f.left)
	}
	if f.at == 0 {
		s.FocusOn(max(0, f.verdict))
	}
}

// setText sets a text of a question at a width.
func setText(t quiz.Text, w int) []typeset.Line {
	if t.Empty() {
		return nil
	}
	p := typeset.Set(textBlocks(t), typeset.Options{Width: max(1, w)})
	lines := p.Lines
	for len(lines) > 0 && len(lines[len(lines)-1].Spans) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// textBlocks parses a text of a question. In plain texts a run of indented lines
// is code even where no blank line parts it from the text: GIFT has no blank lines
// inside a question.
func textBlocks(t quiz.Text) []doc.Block {
	if t.Format == quiz.Plain || t.Format == quiz.Moodle {
		var b strings.Builder
		code := false
		for i, line := range strings.Split(t.Source, "\n") {
			indented := strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
			if i > 0 {
				b.WriteByte('\n')
				if indented != code {
					b.WriteByte('\n')
				}
			}
			code = indented
			b.WriteString(line)
		}
		t.Source = b.String()
	}
	return lessons.Prompt(t)
}
