package ask

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

// PromptRows sets the prompt, and the program of a tracing question.
func (q Question) PromptRows(s *sheet.Sheet, w int) {
	s.Lines(-1, nil, q.set(q.Blanks(), w))
	if q.Trace != nil {
		s.Gap()
		code := &doc.Code{Lang: q.Trace.Lang, Text: strings.ReplaceAll(q.Trace.Source, "\t", "    ")}
		s.Lines(-1, nil, typeset.Set([]doc.Block{code}, typeset.Options{Width: w}).Lines)
	}
}

// cursorSign shows where the cursor is.
func cursorSign(here bool) typeset.Span {
	if here {
		return typeset.Span{Text: "▸ ", Role: sheet.KeyRole}
	}
	return typeset.Span{Text: "  "}
}

// choiceHead returns the spans in front of a choice: the cursor, the box and the letter.
func choiceHead(here, on, round bool, letter string) []typeset.Span {
	box := map[bool]string{true: "■ ", false: "□ "}[on]
	if round {
		box = map[bool]string{true: "● ", false: "○ "}[on]
	}
	return []typeset.Span{cursorSign(here), {Text: box, Role: sheet.KeyRole}, {Text: letterColumn(letter), Role: sheet.KeyRole}, {Text: " "}}
}

// choiceIndent is the width of choiceHead.
const choiceIndent = 7

// letterColumn is a letter, padded to the width of its column.
func letterColumn(letter string) string { return fmt.Sprintf("%-2s", letter) }

// letterAt returns the letter for the item shown in position i; there are at most as many as the alphabet has.
func letterAt(letters []string, i int) string {
	if i >= 0 && i < len(letters) {
		return letters[i]
	}
	return " "
}

// headWidth returns the width of the spans in front of a line.
func headWidth(head []typeset.Span) int {
	n := 0
	for _, sp := range head {
		n += typeset.Width(sp.Text)
	}
	return n
}

// emphasized makes lines bold, so that they stand out without colour.
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

// SetText sets a text of a question at a width, and names its pictures.
func SetText(t quiz.Text, w int) []typeset.Line { return Question{}.set(t, w) }

// set sets one of the question's texts at a width.
func (q Question) set(t quiz.Text, w int) []typeset.Line {
	if t.Empty() {
		return nil
	}
	lines := typeset.Set(lessons.Prompt(t), typeset.Options{Width: max(1, w), Drawing: q.Drawing, Picture: q.Picture}).Lines
	for len(lines) > 0 && len(lines[len(lines)-1].Spans) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// choicePicture is how many columns a picture among choices has at most: several are compared.
const choicePicture = 24

// setChoice is set for one of several texts to choose from.
func (q Question) setChoice(t quiz.Text, w int) []typeset.Line {
	if onlyPicture(t) != nil && q.Picture != nil {
		w = min(w, choicePicture) // so that it stands beside its letter
	} else if whole := q.Picture; whole != nil {
		q.Picture = func(source string, width int) typeset.Shown { return whole(source, min(width, choicePicture)) }
	}
	return q.set(t, w)
}

// onlyPicture returns the picture that a text consists of; nil for another text.
func onlyPicture(t quiz.Text) *doc.Image {
	if !strings.Contains(t.Source, "<") && !strings.Contains(t.Source, "![") {
		return nil
	}
	if blocks := lessons.Prompt(t); len(blocks) == 1 {
		if f, ok := blocks[0].(*doc.Figure); ok {
			return &f.Image
		}
	}
	return nil
}
