package ask

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// trace is a question about a program: the student picks whether it compiles and types what it prints.
type trace struct {
	plain
	compiles int  // 0 compiles, 1 does not, -1 not chosen
	typing   bool // the cursor is in the field
	text     sheet.Field
}

func newTrace(q Question) form {
	return &trace{plain: plain{q}, compiles: -1, text: sheet.NewField("", true)}
}

func (f *trace) asks() string      { return words.T("does it compile, and what does it print") }
func (f *trace) letters() []string { return []string{"c", "d"} }

func (f *trace) mode() keys.Mode {
	if f.typing {
		return keys.InText
	}
	return keys.InGapChoice
}

func (f *trace) field() *sheet.Field {
	if f.typing {
		return &f.text
	}
	return nil
}

// fill sets whether the program compiles, and moves between that choice and the output field.
func (f *trace) fill(in keys.Input) {
	switch {
	case in.Action == keys.Pick && in.Text != "":
		f.begins(in.Text) // a digit is no choice here
	case in.Action == keys.Pick:
		f.compiles = min(in.Arg, 1)
		f.typing = f.compiles == 0
	case f.typing && in.Action == keys.Up && f.text.LineStart() == 0:
		f.typing = false
	case f.typing:
		f.text.Edit(in)
	case in.Action == keys.Right || in.Action == keys.Left:
		f.compiles = 1 - max(0, f.compiles)
	case in.Action == keys.Down:
		f.typing = f.compiles == 0
	}
}

// begins takes a digit or a letter that means nothing as the beginning of what the program prints.
func (f *trace) begins(text string) bool {
	f.compiles, f.typing = 0, true
	f.text.Insert(text)
	return true
}

// newLine ends the answer on an empty line: most outputs are one line, and Enter answers everywhere else.
func (f *trace) newLine() (ends bool, told string) {
	if n := len(f.text.Before); len(f.text.After) == 0 && n > 0 && f.text.Before[n-1] == "\n" {
		return true, ""
	}
	return false, words.T("%s again, on an empty line, answers.", f.Keys.Say(keys.InText, keys.NewLine))
}

// onward goes from "it compiles" to what it prints.
func (f *trace) onward() bool {
	if f.typing || f.compiles != 0 {
		return false
	}
	f.typing = true
	return true
}

func (f *trace) answer() (a quiz.Answer, lacks string) {
	switch f.compiles {
	case 0:
		return quiz.Answer{Texts: []string{quiz.Compiles, strings.TrimRight(f.text.Text(), "\n")}}, ""
	case 1:
		return quiz.Answer{Texts: []string{quiz.Fails, ""}}, ""
	}
	return a, words.T("Say first whether it compiles.")
}

func (f *trace) rows(s *sheet.Sheet, w int, typing bool) {
	here := max(0, f.compiles)
	for i, text := range []string{words.T("It compiles and prints:"), words.T("It does not compile.")} {
		head := choiceHead(!f.typing && here == i, f.compiles == i, true, letterAt(f.letters(), i))
		s.Lines(i, head, sheet.WrapSpan(typeset.Span{Text: text}, w-choiceIndent))
	}
	if f.compiles == 0 {
		s.Gap()
		s.AddField(&f.text, w, f.typing && typing)
	}
	if !f.typing {
		s.FocusOn(here)
	}
}

// verdict shows the answer given and, if that is wrong, the right one: each is one
// answer, whether it compiles together with what it prints.
func (f *trace) verdict(s *sheet.Sheet, out *quiz.Outcome, w int) {
	if texts := out.Answer.Texts; !out.Answer.DontKnow && len(texts) > 0 {
		printed := ""
		if len(texts) > 1 {
			printed = texts[1]
		}
		said := words.T("It does not compile.")
		if texts[0] == quiz.Compiles {
			said = prints(printed)
		} else {
			printed = ""
		}
		programSays(s, yours(), said, printed, w)
	}
	for _, t := range out.Grade.Feedback {
		feedback(s, t, 2, w)
	}
	if out.Grade.Right || f.Trace == nil {
		return
	}
	s.Gap()
	s.Add(typeset.Span{Text: words.T("Right answer"), Role: typeset.LabelRole})
	said, printed := prints(f.Trace.Stdout), f.Trace.Stdout
	switch {
	case f.Trace.Compiles:
	case f.Trace.Line > 0:
		said, printed = words.T("It does not compile: line %d.", f.Trace.Line), ""
	default:
		said, printed = words.T("It does not compile."), ""
	}
	programSays(s, []typeset.Span{rightSign(true)}, said, printed, w)
}

// prints says what a program prints, if that is one line; of several it says that they follow.
func prints(output string) string {
	switch lines := outputLines(output); len(lines) {
	case 0:
		return words.T("It compiles and prints nothing.")
	case 1:
		return words.T("It compiles and prints: %s", typeset.Clean(strings.TrimSpace(lines[0])))
	}
	return words.T("It compiles and prints:")
}

// programSays draws a sentence about a program, and under it what the program
// prints where that is several lines.
func programSays(s *sheet.Sheet, head []typeset.Span, said, output string, w int) {
	room := w
	for _, sp := range head {
		room -= typeset.Width(sp.Text)
	}
	s.Lines(-1, head, sheet.WrapSpan(typeset.Span{Text: said}, room))
	if lines := outputLines(output); len(lines) > 1 {
		code := &doc.Code{Text: strings.Join(lines, "\n")}
		s.Lines(-1, []typeset.Span{{Text: "  "}}, typeset.Set([]doc.Block{code}, typeset.Options{Width: max(1, w-2)}).Lines)
	}
}

// outputLines are the lines of an output, without empty ones at its ends.
func outputLines(output string) []string {
	output = strings.Trim(strings.ReplaceAll(output, "\r\n", "\n"), "\n")
	if strings.TrimSpace(output) == "" {
		return nil
	}
	return strings.Split(output, "\n")
}
