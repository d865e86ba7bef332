package reader

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"lectern/reader/desktop"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// EditText lets the student continue a text in their own editor.
type EditText struct{ Text string }

func (EditText) effect() {}

// editText hands the terminal and a text to the editor, and takes back
// what became of it. Where that fails the field keeps what it has.
func (a *app) editText(text string) {
	if a.cfg.Programs.Edit == nil {
		return
	}
	edited, err := a.inEditor(text)
	switch {
	case errors.Is(err, desktop.ErrNoEditor):
		a.model.say(words.T("Not taken from the editor: $EDITOR names no editor; set it, or write here"))
		return
	case err != nil:
		a.model.say(words.T("Not taken from the editor: %s", typeset.Clean(err.Error())))
		return
	}
	if f := a.model.linesField(); f != nil {
		*f = sheet.NewField(edited, true)
	}
}

// inEditor writes a text to a file of its own, opens the editor on it, and reads it again.
func (a *app) inEditor(text string) (string, error) {
	file, err := os.CreateTemp("", "lectern-*.txt") // with mode 0600: notes are nobody else's business
	if err != nil {
		return "", noDraft(err)
	}
	name := file.Name()
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		os.Remove(name)
		return "", noDraft(err)
	}
	a.lend(func() { err = a.cfg.Programs.Edit(name) })
	if err != nil {
		os.Remove(name)
		return "", err
	}
	edited, err := readEdited(name)
	if err != nil {
		// What was written must not be lost with the file.
		return "", errors.New(words.T("%v; it is in %s", err, name))
	}
	os.Remove(name)
	return edited, nil
}

// noDraft says why there is no file for an editor: the name of that file means nothing to a student.
func noDraft(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return errors.New(words.T("%s takes no file for it: %v", os.TempDir(), err))
}

// readEdited reads what an editor wrote, as far as a field can take it.
func readEdited(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() { // a link to a pipe or a device has its name
		return "", errors.New(words.T("%s: not a regular file", name))
	}
	tooLong := errors.New(words.T("the text is longer than the %d characters that there is room for", sheet.MaxTyped))
	if info.Size() > sheet.MaxTypedBytes {
		return "", tooLong
	}
	written, err := os.ReadFile(name)
	text := strings.TrimRight(string(written), "\n")
	if err == nil && !(&sheet.Field{Lines: true}).Insert(text) {
		return "", tooLong
	}
	return text, err
}

// linesField returns the field of several lines that has the cursor, or nil.
func (m *Model) linesField() *sheet.Field {
	switch m.mode() {
	case keys.InNote:
		f, _ := m.front().field()
		return f
	case keys.InText:
		return m.run.form.Field()
	}
	return nil
}
