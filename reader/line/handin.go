package line

import (
	"errors"
	"io"
	"strings"

	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// handIn asks what the course wants to know, says what will be inside, and writes the results.
func (m *reading) handIn(string) error {
	if !m.keeps() {
		return nil
	}
	if m.cfg.Desk == nil {
		m.say(words.T("Results are not handed in here."))
		return nil
	}
	m.Leave(false)
	inside, err := m.cfg.Desk.Inside()
	if err != nil {
		m.say(typeset.Clean(err.Error()))
		return nil
	}
	who, err := m.askWho()
	if err != nil || who == nil {
		m.say(words.T("Nothing was written."))
		return err
	}
	m.say(words.Inside(inside.Lessons, inside.Attempts, inside.Answers, typeset.Clean(m.Course.Manifest.Title)))
	m.say(words.WhoReads(inside.Sealed))
	if inside.Folder == "" {
		m.say(words.T("Enter hands them in; anything else does not."))
	} else {
		m.say(words.T("Enter writes the file into %s; anything else does not.", typeset.Clean(inside.Folder)))
	}
	if line, err := m.typed(); err != nil || line != "" {
		m.say(words.T("Nothing was written."))
		return err
	}
	handed, err := m.cfg.Desk.HandIn(who)
	if err != nil {
		m.say(typeset.Clean(err.Error()))
		return nil
	}
	for _, line := range words.Handed(typeset.Clean(handed.Path), handed.Receipt, typeset.Clean(handed.How), handed.Sealed) {
		m.say(line)
	}
	return nil
}

// askWho asks for what the course wants to know of a student and does not know yet. It returns nil
// when the student would rather not say.
func (m *reading) askWho() (study.Identity, error) {
	who := m.cfg.Desk.Known()
	for _, field := range study.Missing(m.cfg.Desk.Asked(), who) {
		m.say(words.T("%s? An empty line goes back.", words.Ask(field)))
		line, err := m.typed()
		if err != nil || line == "" {
			return nil, err
		}
		who[field] = line
	}
	return who, nil
}

// enrol finds out whose exam it is, where answers are handed in, and reports whether it may begin.
func (m *reading) enrol() (bool, error) {
	if m.cfg.Desk == nil || m.Course.ExamBuild() == "" {
		return true, nil
	}
	who, err := m.askWho()
	if err != nil || who == nil {
		return false, err
	}
	m.ExamID = m.cfg.Desk.Enrol(who)
	return true, nil
}

// typed reads the line that answers what was just said. The end of the input is as an empty line
// that the next command reads again.
func (m *reading) typed() (string, error) {
	if m.cfg.Terminal {
		if _, err := m.out.WriteString("> "); err != nil {
			return "", err
		}
	}
	if err := m.out.Flush(); err != nil {
		return "", err
	}
	line, err := m.in.line()
	if err != nil && (!errors.Is(err, io.EOF) || line == "") {
		return "", err
	}
	return strings.TrimSpace(typeset.Clean(line)), nil
}
