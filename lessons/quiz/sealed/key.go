package sealed

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"lectern/lessons/quiz"
)

// FileName is the file of a course that holds the questions of an exam without their key.
const FileName = "exam.questions"

// format is the version of both files that this program writes, and the latest that it reads.
const format = 1

// The kinds of file.
const (
	questionsKind = "exam questions"
	keyKind       = "exam key"
)

// maxLine is the most bytes of one question.
const maxLine = 8 << 20

// Chance returns 16 bytes of chance as hexadecimal digits: the name of a build, or the secret of its key.
func Chance() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails (package crypto/rand)
	return hex.EncodeToString(b[:])
}

// Seed returns the seed of a student's paper, a positive number in digits: the same for one student on
// every computer, another one for a neighbour.
func Seed(build, student string) string {
	sum := sha256.Sum256([]byte(build + "\x00" + student))
	return strconv.FormatUint(binary.BigEndian.Uint64(sum[:])>>1|1, 10)
}

// Key is what grades an exam: its questions as their author wrote them.
type Key struct {
	Build   string
	Secret  string // what orders and IDs follow from; it stands in no program
	Course  string // its ID
	Title   string
	Version string
	// How questions are drawn and shuffled.
	Settings quiz.Settings
	From     map[string]int

	Questions []*quiz.Question

	byID map[string]*quiz.Question // by the IDs of the exam
}

// head is the first line of both files.
type head struct {
	Lectern  string         `json:"lectern"`
	Format   int            `json:"format"`
	Exam     string         `json:"exam"`
	Secret   string         `json:"secret,omitempty"`
	Course   string         `json:"course,omitempty"`
	Title    string         `json:"title,omitempty"`
	Version  string         `json:"version,omitempty"`
	Settings *quiz.Settings `json:"settings,omitempty"`
	From     map[string]int `json:"from,omitempty"`
}

// Sealed returns the questions as the students get them. The error names a question of a kind that no
// exam can have.
func (k *Key) Sealed() ([]*quiz.Question, error) {
	var out []*quiz.Question
	for _, q := range k.Questions {
		s := k.Seal(q)
		if s == nil {
			return nil, fmt.Errorf("%s:%d: an exam cannot ask a question of the kind %s", q.File, q.Line, q.Kind)
		}
		out = append(out, s)
	}
	return out, nil
}

// WriteQuestions writes what the students get: a line of JSON each.
func (k *Key) WriteQuestions(w io.Writer) error {
	list, err := k.Sealed()
	if err != nil {
		return err
	}
	return write(w, head{Lectern: questionsKind, Format: format, Exam: k.Build}, list)
}

// Write writes the key, which is to be sealed.
func (k *Key) Write(w io.Writer) error {
	return write(w, head{
		Lectern: keyKind, Format: format, Exam: k.Build, Secret: k.Secret, Course: k.Course, Title: k.Title, Version: k.Version,
		Settings: &k.Settings, From: k.From,
	}, k.Questions)
}

func write(w io.Writer, h head, list []*quiz.Question) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	if err := out.Encode(h); err != nil {
		return err
	}
	for _, q := range list {
		if err := out.Encode(q); err != nil {
			return err
		}
	}
	return nil
}

// ReadQuestions reads what WriteQuestions wrote.
func ReadQuestions(src []byte) ([]*quiz.Question, error) {
	h, list, err := read(src, questionsKind)
	for i, q := range list {
		// Whatever the file says: these are sealed, and stand where they stand.
		q.Sealed, q.File, q.Line = h.Exam, FileName, i+2
	}
	return list, err
}

// ReadKey reads what Write wrote, once it is opened.
func ReadKey(src []byte) (*Key, error) {
	h, list, err := read(src, keyKind)
	if err != nil {
		return nil, err
	}
	k := &Key{Build: h.Exam, Secret: h.Secret, Course: h.Course, Title: h.Title, Version: h.Version, From: h.From, Questions: list}
	if h.Settings != nil {
		k.Settings, _ = h.Settings.Usable()
	}
	return k, nil
}

func read(src []byte, kind string) (h head, list []*quiz.Question, err error) {
	in := bufio.NewScanner(bytes.NewReader(src))
	in.Buffer(make([]byte, 0, 64<<10), maxLine)
	if !in.Scan() || json.Unmarshal(in.Bytes(), &h) != nil || h.Lectern != kind {
		return h, nil, errors.New("this is no file of " + kind)
	}
	if h.Format > format || h.Exam == "" {
		return h, nil, fmt.Errorf("the file of %s is of format %d, and this Lectern knows %d", kind, h.Format, format)
	}
	for n := 2; in.Scan(); n++ {
		q := new(quiz.Question)
		if err := json.Unmarshal(in.Bytes(), q); err != nil {
			return h, list, fmt.Errorf("line %d: %w", n, err)
		}
		list = append(list, q)
	}
	return h, list, in.Err()
}

// Grade grades an answer that an exam program recorded under the ID of a question. q is the question as
// its author wrote it, own the answer in its terms. ok is false where the exam has no such question.
func (k *Key) Grade(id string, given quiz.Answer) (q *quiz.Question, own quiz.Answer, g quiz.Grade, ok bool) {
	if k.byID == nil {
		k.byID = map[string]*quiz.Question{}
		for _, q := range k.Questions {
			if s := k.Seal(q); s != nil {
				k.byID[s.ID] = q
			}
		}
	}
	if q, ok = k.byID[id]; !ok {
		return nil, given, quiz.Grade{}, false
	}
	own = original(q, k.Secret, given)
	return q, own, q.Grade(own), true
}

// Paper returns the IDs, as they are recorded, of the questions that a student's paper has, in order. An
// attempt with others was made for another student.
func (k *Key) Paper(student string) []string {
	list, err := k.Sealed()
	if err != nil {
		return nil
	}
	return Run("", list, k.Build, student, k.From, k.Settings).IDs()
}

// Run draws a student's paper.
func Run(scope string, list []*quiz.Question, build, student string, from map[string]int, s quiz.Settings) *quiz.Run {
	seed := Seed(build, student)
	if len(from) > 0 {
		list = quiz.DrawFrom(list, from, seed)
	}
	return quiz.NewRun(scope, seed, list, s)
}
