package results

import (
	"strings"
	"time"
	"unicode"
)

// format is the version of the form that this program writes, and the latest that it reads.
const format = 1

// Header is the first line of what is in a results file: whose results of which course they are.
type Header struct {
	Lectern string    `json:"lectern"` // "results"
	Format  int       `json:"format"`
	Course  string    `json:"course"` // its ID
	Title   string    `json:"title"`
	Version string    `json:"version"`
	Hash    string    `json:"hash"`    // of the course's contents
	Exam    string    `json:"exam"`    // the build of the exam program that made the file, "" of any other
	Install string    `json:"install"` // a UUID that the data folder got once
	Student Student   `json:"student"`
	Record  string    `json:"record"` // the student's name in the record, such as the login name
	Word    string    `json:"word"`   // what the instructor said aloud on the day
	Made    time.Time `json:"made"`
	Program string    `json:"program"` // version and platform
}

// Student is what a student said of themselves. What was not asked is "".
type Student struct {
	Name  string `json:"name"`
	ID    string `json:"id"`
	Email string `json:"email"`
	Class string `json:"class"`
}

// maxField is the most characters of a field of a header that count.
const maxField = 200

// clean makes every field harmless: others wrote them, and they end in tables and on terminals.
func (h *Header) clean() {
	for _, s := range []*string{
		&h.Course, &h.Title, &h.Version, &h.Hash, &h.Exam, &h.Install, &h.Record, &h.Word, &h.Program,
		&h.Student.Name, &h.Student.ID, &h.Student.Email, &h.Student.Class,
	} {
		*s = harmless(*s)
	}
}

// harmless returns a text as one line of at most maxField characters, without what a
// terminal obeys and without what turns the direction of text around.
func harmless(s string) string {
	if len(s) > 8*maxField {
		s = s[:8*maxField]
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > maxField {
		s = string(runes[:maxField])
	}
	return s
}
