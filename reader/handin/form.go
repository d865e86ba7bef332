// Package handin is the sheet on which a student hands in results: what the course wants to
// know is asked once, what will be inside is shown before the file is written, and then where it
// is. It knows neither the terminal nor how the file is made.
package handin

import (
	"strings"

	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Form is the sheet. It goes from one stage to the next: asking, if something is asked; showing
// what will be inside; telling where the file is.
type Form struct {
	course string
	fields []field
	at     int // the field that is typed into
	stage  stage
	inside study.Inside
	handed study.Handed
	fault  string // why it does not go on
	enrols bool   // it asks who somebody is, and nothing more
}

type field struct {
	name  string
	typed sheet.Field
}

type stage int

const (
	asking stage = iota
	showing
	told
)

// Want is what a Form wants done after an input.
type Want int

// The wants.
const (
	Nothing Want = iota
	Write        // the file
	Close        // the sheet
	Scroll       // the input is about its rows
	Enrol        // who it is is known now
)

// New returns the sheet for a course. What a student said before is not asked again, but can be changed.
func New(course string, asked []string, known study.Identity, inside study.Inside) *Form {
	f := &Form{course: course, inside: inside}
	for _, name := range asked {
		f.fields = append(f.fields, field{name, sheet.NewField(known[name], false)})
	}
	if f.nextEmpty() {
		return f
	}
	f.stage = showing
	return f
}

// Enrols returns the sheet that asks who begins an exam.
func Enrols(course string, asked []string, known study.Identity) *Form {
	f := New(course, asked, known, study.Inside{})
	f.stage, f.enrols = asking, true
	return f
}

// nextEmpty goes to the first field that is empty, and reports whether there is one.
func (f *Form) nextEmpty() bool {
	for i := range f.fields {
		if f.said(i) == "" {
			f.at = i
			return true
		}
	}
	return false
}

func (f *Form) said(i int) string { return strings.TrimSpace(f.fields[i].typed.Text()) }

// Mode is the mode of the key table in which the sheet is.
func (f *Form) Mode() keys.Mode {
	switch f.stage {
	case asking:
		return keys.InHandIn
	case showing:
		return keys.InHandOver
	}
	return keys.InHanded
}

// Title is what the sheet is called.
func (f *Form) Title() string {
	if f.enrols {
		return words.T("Exam")
	}
	return words.T("Hand in")
}

// Identity returns what the student said.
func (f *Form) Identity() study.Identity {
	who := study.Identity{}
	for i := range f.fields {
		who[f.fields[i].name] = f.said(i)
	}
	return who
}

// Handed takes what became of the file.
func (f *Form) Handed(h study.Handed, err error) {
	if err != nil {
		f.fault = typeset.Clean(err.Error())
		return
	}
	f.handed, f.stage = h, told
}

// Field returns the field that is typed into, nil where none is.
func (f *Form) Field() *sheet.Field {
	if f.stage != asking {
		return nil
	}
	return &f.fields[f.at].typed
}

// Update takes an input.
func (f *Form) Update(in keys.Input) Want {
	before := f.fault
	f.fault = ""
	switch {
	case in.Action == keys.Leave, f.stage == told && in.Action == keys.Submit:
		return Close
	case f.stage == asking:
		if f.ask(in); f.enrols && f.stage == showing {
			return Enrol
		}
	case f.stage == showing && in.Action == keys.Submit:
		return Write
	case f.stage == showing && in.Action == keys.Back:
		if len(f.fields) > 0 {
			f.stage, f.at = asking, 0
		}
	default:
		f.fault = before
		return Scroll
	}
	return Nothing
}

// ask edits the fields. The last one that is filled in leads on.
func (f *Form) ask(in keys.Input) {
	switch in.Action {
	case keys.Submit:
		switch {
		case f.said(f.at) == "":
			f.fault = words.T("The course asks for %s.", words.Asked(f.fields[f.at].name))
		case f.at+1 < len(f.fields):
			f.at++
		case !f.nextEmpty():
			f.stage = showing
		}
	case keys.Down:
		f.at = min(f.at+1, len(f.fields)-1)
	case keys.Up:
		f.at = max(f.at-1, 0)
	case keys.Pick:
		f.at = max(0, min(in.Arg, len(f.fields)-1))
	default:
		f.fields[f.at].typed.Edit(in)
	}
}

// Sheet draws the sheet at a width. say returns the name of the key for an action here.
func (f *Form) Sheet(w int, say func(keys.Action) string) *sheet.Sheet {
	s := sheet.New()
	if f.fault != "" {
		s.Words(sheet.WrongRole, f.fault, w)
		s.Gap()
	}
	switch f.stage {
	case asking:
		if f.enrols {
			s.Words(typeset.Body, words.T("Who begins the exam? %s goes to the next line; after the last one it begins.", say(keys.Submit)), w)
		} else {
			s.Words(typeset.Body, words.T("Who hands in? %s goes to the next line; nothing is written yet.", say(keys.Submit)), w)
		}
		s.Gap()
		f.drawFields(s, w, true)
	case showing:
		f.drawFields(s, w, false)
		s.Gap()
		s.Words(typeset.Body, words.Inside(f.inside.Lessons, f.inside.Attempts, f.inside.Answers, f.course), w)
		s.Words(typeset.Body, words.WhoReads(f.inside.Sealed), w)
		s.Gap()
		if f.inside.Folder == "" {
			s.Words(sheet.TitleRole, words.T("%s hands them in", say(keys.Submit)), w)
		} else {
			s.Words(sheet.TitleRole, words.T("%s writes the file into %s", say(keys.Submit), typeset.Clean(f.inside.Folder)), w)
		}
		if len(f.fields) > 0 {
			s.Words(typeset.MutedRole, words.T("%s changes what you said.", say(keys.Back)), w)
		}
	case told:
		f.drawHanded(s, w)
	}
	return s
}

// drawHanded draws where the file is. The receipt stands by itself: it is copied by hand.
func (f *Form) drawHanded(s *sheet.Sheet, w int) {
	lines := words.Handed(typeset.Clean(f.handed.Path), f.handed.Receipt, typeset.Clean(f.handed.How), f.handed.Sealed)
	for i, line := range lines {
		role := typeset.Body
		if i == 0 {
			role = sheet.TitleRole
		}
		s.Words(role, line, w)
	}
}

// drawFields draws a line for each field: its label, and what is typed.
func (f *Form) drawFields(s *sheet.Sheet, w int, typing bool) {
	label := 0
	for i := range f.fields {
		label = max(label, typeset.Width(words.Ask(f.fields[i].name))+2)
	}
	label = min(label, w/2)
	for i := range f.fields {
		name := typeset.Pad(typeset.Fit(words.Ask(f.fields[i].name), label-1), label)
		if !typing {
			s.Lines(-1, []typeset.Span{{Text: name, Role: typeset.MutedRole}}, sheet.WrapSpan(typeset.Span{Text: f.said(i)}, max(4, w-label)))
			continue
		}
		role := typeset.MutedRole
		if i == f.at {
			role = sheet.TitleRole
		}
		room := max(4, w-label)
		lines, row, col := f.fields[i].typed.Wrapped(room)
		if i == f.at {
			s.CursorRow, s.CursorX = s.Count()+row, label+col
		}
		for n, line := range lines {
			if n > 0 {
				name = strings.Repeat(" ", label)
			}
			s.Pick(i, typeset.Span{Text: name, Role: role}, typeset.Span{Text: typeset.Pad(line, room), Role: sheet.FieldRole})
		}
	}
}
