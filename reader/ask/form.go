package ask

import (
	"unicode/utf8"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
)

// Form is an answer in the making.
type Form struct {
	kind  form
	left  bool // the student left the field, so that letters are commands
	asked bool // the student was warned that the answer is incomplete, and has changed nothing since
}

// Form returns an empty form for the question.
func (q Question) Form() *Form { return &Form{kind: q.empty()} }

// Mode says which rows of the key table apply.
func (f *Form) Mode() keys.Mode {
	if f.left {
		return keys.InAsked
	}
	return f.kind.mode()
}

// Letters are the keys that pick what is shown, in the order shown.
func (f *Form) Letters() []string { return f.kind.letters() }

// Field returns the field that has the cursor, or nil.
func (f *Form) Field() *sheet.Field {
	if f.left {
		return nil
	}
	return f.kind.field()
}

// Leave takes the cursor out of the field, so that letters are commands; Submit goes back to it.
func (f *Form) Leave() { f.left = true }

// Fill changes the answer, or moves among its parts.
func (f *Form) Fill(in keys.Input) {
	if f.left && in.Action != keys.Pick {
		return
	}
	f.asked = false
	f.kind.fill(in)
}

// Begins takes a key that means nothing as the beginning of a text, and reports whether it did.
func (f *Form) Begins(key string) bool {
	return !f.left && utf8.RuneCountInString(key) == 1 && f.kind.begins(key)
}

// NewLine begins a new line of the answer, or reports that the answer ends instead.
// told is a sentence for the student, or "".
func (f *Form) NewLine() (ends bool, told string) {
	if ends, told = f.kind.newLine(); !ends {
		f.Fill(keys.Input{Action: keys.NewLine})
	}
	return ends, told
}

// Submit goes on to the next part of the form, and after the last one gives the
// answer. Where the answer lacks something it says what, once: given is then
// false, and the second time an answer that may be incomplete is given as it is.
// What cannot be graded is never given.
func (f *Form) Submit() (a quiz.Answer, given bool, lacks string) {
	switch {
	case f.left:
		f.left = false
		return a, false, ""
	case f.kind.onward():
		return a, false, ""
	}
	a, lacks = f.kind.answer()
	if fault := f.kind.fault(a); fault != "" {
		return quiz.Answer{}, false, fault
	}
	if lacks == "" || f.asked && f.kind.partly() {
		return a, true, ""
	}
	f.asked = true
	return quiz.Answer{}, false, lacks
}

// Rows draws the form as far as it is filled.
func (f *Form) Rows(s *sheet.Sheet, w int) { f.kind.rows(s, w, !f.left) }

// letterNames returns letters for n choices, in alphabetical order, without those that are commands.
func letterNames(table *keys.Table, mode keys.Mode, n int) []string {
	var out []string
	for r := 'a'; r <= 'z' && len(out) < n; r++ {
		if !table.IsCommand(mode, string(r)) {
			out = append(out, string(r))
		}
	}
	return out
}
