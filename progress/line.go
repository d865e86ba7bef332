package progress

import (
	"errors"
	"fmt"
	"time"
)

// merge puts the row of the line into its table.
func (l line) merge(t *tx) error {
	switch {
	case l.Student != nil:
		return mergeStudent(t, *l.Student)
	case l.Course != nil:
		return mergeCourse(t, *l.Course)
	case l.Place != nil:
		return mergePlace(t, *l.Place)
	case l.Reading != nil:
		return mergeReading(t, *l.Reading)
	case l.Attempt != nil:
		return mergeAttempt(t, *l.Attempt)
	case l.Answer != nil:
		return mergeAnswer(t, *l.Answer)
	case l.Link != nil:
		return mergeLink(t, *l.Link)
	case l.Note != nil:
		return mergeNote(t, *l.Note)
	case l.Setting != nil:
		return mergeSetting(t, *l.Setting)
	}
	return nil
}

// stamp returns the latest stamp of the row, 0 if it has none.
func (l line) stamp() (latest int64) {
	for _, s := range l.stamps() {
		latest = max(latest, *s)
	}
	return latest
}

// stamps returns the fields of the line that are stamps.
func (l line) stamps() []*int64 {
	switch {
	case l.Course != nil:
		return []*int64{&l.Course.Stamp}
	case l.Place != nil:
		return []*int64{&l.Place.Stamp}
	case l.Reading != nil:
		return []*int64{&l.Reading.Stamp}
	case l.Attempt != nil:
		return []*int64{&l.Attempt.Stamp, &l.Attempt.Began}
	case l.Answer != nil:
		return []*int64{&l.Answer.Stamp}
	case l.Link != nil:
		return []*int64{&l.Link.Stamp}
	case l.Note != nil:
		return []*int64{&l.Note.Stamp}
	case l.Setting != nil:
		return []*int64{&l.Setting.Stamp}
	}
	return nil
}

// check returns what is wrong with a line that someone else wrote. What the
// schema checks (references, most ranges) is left to it.
func (l line) check() error {
	switch {
	case l.Student != nil:
		return need("student", l.Student.Name)
	case l.Course != nil:
		return need("course", l.Course.ID)
	case l.Place != nil:
		return checkPlace(l.Place.Place)
	case l.Reading != nil:
		return l.Reading.check()
	case l.Attempt != nil:
		if !validID(l.Attempt.ID) {
			return errors.New("an attempt's id is a UUID in lower case")
		}
	case l.Answer != nil:
		if l.Answer.ID == "" {
			return errors.New("an answer without an id")
		}
		checked, err := l.Answer.Answer.checked()
		l.Answer.Answer = checked
		return errors.Join(err, checkDay(l.Answer.Day))
	case l.Link != nil:
		return need("link", l.Link.Target)
	case l.Note != nil:
		if !validID(l.Note.ID) {
			return errors.New("a note's id is a UUID in lower case")
		}
		return checkPlace(l.Note.Place)
	case l.Setting != nil:
		return need("setting", l.Setting.Key)
	default:
		return errors.New("a line of an unknown kind")
	}
	return nil
}

func need(what, value string) error {
	if value == "" {
		return fmt.Errorf("a %s without a name", what)
	}
	return nil
}

func checkPlace(p Place) error {
	if p.Block < 0 || p.Offset < 0 {
		return errors.New("a place before the beginning of its lesson")
	}
	return nil
}

func checkDay(day string) error {
	if _, err := time.Parse(dayFormat, day); err != nil {
		return fmt.Errorf("%q is not a day", day)
	}
	return nil
}

func (l *readingLine) check() error {
	if !validID(l.Session) {
		return errors.New("a reading's session is a UUID in lower case")
	}
	if l.Times < 0 || l.Seconds < 0 || l.Seconds > 366*24*60*60 || l.Times > 1e9 {
		return errors.New("a reading whose numbers cannot be")
	}
	return checkDay(l.Day)
}

// rename gives all lines to the student as, unless that is "".
func rename(lines []line, as string) error {
	if as == "" {
		return nil
	}
	names := map[string]bool{}
	for _, l := range lines {
		if name := l.owner(); name != nil && *name != "" {
			names[*name] = true
			*name = as
		}
	}
	if len(names) > 1 {
		return &ImportFault{What: Several, Got: len(names)}
	}
	return nil
}

// owner returns the field of the line that names its student, nil if it has none.
func (l line) owner() *string {
	switch {
	case l.Student != nil:
		return &l.Student.Name
	case l.Place != nil:
		return &l.Place.Student
	case l.Reading != nil:
		return &l.Reading.Student
	case l.Attempt != nil:
		return &l.Attempt.Student
	case l.Link != nil:
		return &l.Link.Student
	case l.Note != nil:
		return &l.Note.Student
	case l.Setting != nil:
		return &l.Setting.Student
	}
	return nil
}
