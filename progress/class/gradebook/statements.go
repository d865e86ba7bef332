package gradebook

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"lectern/lessons/text"
	"lectern/progress"
	"lectern/progress/class"
)

// batch is how many statements a file has: what record stores take at once.
const batch = 500

// statements writes answers as xAPI statements, JSON arrays in numbered files.
type statements struct {
	dir, base, language, platform string
	files                         []*file
	out                           *bufio.Writer
	n                             int // in the last file

	objects map[asked][]byte
	attempt string // whose context around is
	around  []byte
	line    []byte
}

func newStatements(dir, base, language, platform string) (*statements, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &statements{dir: dir, base: address(base), language: tag(language), platform: platform, objects: map[asked][]byte{}}, nil
}

// address returns an address that may name things in a statement: an absolute one, a store refuses
// others (Data, 2.2, IRI).
func address(base string) string {
	if u, err := url.Parse(base); err == nil && u.IsAbs() && u.Host != "" {
		return base
	}
	return "https://lectern.invalid/" + url.PathEscape(base)
}

// tag returns a language as tags are written (RFC 5646, section 2.1), "" if it is none.
func tag(language string) string {
	for i, part := range strings.Split(language, "-") {
		letters := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz") == ""
		plain := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789") == ""
		if !plain || len(part) > 8 || part == "" || i == 0 && (!letters || len(part) < 2 || len(part) > 3) {
			return ""
		}
	}
	return language
}

// The parts of a statement that are the same for many (xAPI 1.0.3, Data, 2.4).
type (
	actor struct {
		ObjectType string  `json:"objectType"`
		Name       string  `json:"name,omitempty"`
		Account    account `json:"account"`
	}
	account struct {
		HomePage string `json:"homePage"`
		Name     string `json:"name"`
	}
	object struct {
		ObjectType string     `json:"objectType"`
		ID         string     `json:"id"`
		Definition definition `json:"definition"`
	}
	definition struct {
		Type        string            `json:"type"`
		Interaction string            `json:"interactionType"`
		Description map[string]string `json:"description,omitempty"`
		Choices     []choice          `json:"choices,omitempty"`
	}
	choice struct {
		ID          string            `json:"id"`
		Description map[string]string `json:"description"`
	}
)

// asked is a question as it was when it was asked.
type asked struct{ id, hash string }

// take writes the answers that come, until no more do, and then says what went wrong.
func (s *statements) take(queue <-chan answered, ended chan<- error) {
	var err error
	for a := range queue {
		who := encode(actor{"Agent", a.of.Name, account{s.base, cmp.Or(a.of.Label(), unnamed)}})
		for _, r := range a.rows {
			if err == nil && r.Of != nil {
				err = s.add(who, r)
			}
		}
	}
	ended <- err
}

// unnamed stands for a student of whom nothing is known: an account without a name is none.
const unnamed = "-"

// encode returns a value as JSON, without the line end behind it.
func encode(v any) []byte {
	var b bytes.Buffer
	_ = text.NewJSON(&b).Encode(v) // of strings and maps of strings
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// add writes an answer. The same answer has the same ID whenever it is written, so that a store
// that has it does not take it twice. The key is in no statement: students may be let into a store.
//
// A class has hundreds of thousands of them, so what is the same in many is encoded once.
func (s *statements) add(who []byte, r class.Row) error {
	if err := s.next(); err != nil {
		return err
	}
	a, q := r.Answer, r.Of
	b := append(s.line[:0], `{"id":"`...)
	b = append(b, progress.NameID(a.ID, "answered")...)
	b = append(append(b, `","actor":`...), who...)
	b = append(b, `,"verb":{"id":"http://adlnet.gov/expapi/verbs/answered","display":{"en":"answered"}},"object":`...)
	b = append(append(b, s.object(q, a.Hash)...), `,"result":{"response":`...)
	switch {
	case a.DontKnow:
		b = append(b, `""`...)
	case interaction(q.Kind) == "choice":
		b = text.AppendJSON(b, chosen(r))
	default:
		b = text.AppendJSON(b, words(r))
	}
	if r.Judged {
		b = strconv.AppendBool(append(b, `,"success":`...), r.Given.Credit == 1)
	}
	b = append(b, `,"completion":true`...)
	if r.Judged {
		b = appendScore(b, r)
	}
	b = strconv.AppendFloat(append(b, `,"duration":"PT`...), a.Seconds, 'f', 2, 64)
	b = append(b, `S"`...)
	if a.Confidence > 0 { // extensions are named by addresses (Data, 2.4.5 and 4.1.11)
		b = text.AppendJSON(append(b, `,"extensions":{`...), s.base+"/x/confidence")
		b = append(strconv.AppendInt(append(b, ':'), int64(a.Confidence), 10), '}')
	}
	b = append(append(b, `},"context":{`...), s.context(r.Attempt.ID)...)
	if !a.At.IsZero() {
		b = append(append(append(b, `,"timestamp":"`...), moment(a.At)...), '"')
	}
	b = append(b, "}\n"...)
	s.line = b
	_, err := s.out.Write(b)
	return err
}

// appendScore adds what the answer got. Where it can get nothing there is no range for it (Data, 2.4.5.1:
// the greatest is greater than the least).
func appendScore(b []byte, r class.Row) []byte {
	number := func(name string, x float64) {
		b = strconv.AppendFloat(append(b, name...), x, 'f', -1, 64)
	}
	number(`,"score":{"scaled":`, r.Given.Credit)
	if r.Of.Points > 0 {
		number(`,"raw":`, r.Points)
		number(`,"min":0,"max":`, r.Of.Points)
	}
	return append(b, '}')
}

// object returns a question as an activity. An edition of its text is one of its own.
func (s *statements) object(q *class.Question, hash string) []byte {
	key := asked{q.ID, hash}
	if known := s.objects[key]; known != nil {
		return known
	}
	language := cmp.Or(s.language, "und")
	o := object{"Activity", s.base + "/q/" + url.PathEscape(q.ID) + "?v=" + url.QueryEscape(hash), definition{
		Type: "http://adlnet.gov/expapi/activities/cmi.interaction", Interaction: interaction(q.Kind),
		Description: map[string]string{language: q.Title},
	}}
	if o.Definition.Interaction == "choice" {
		for i, c := range q.Choices {
			o.Definition.Choices = append(o.Definition.Choices, choice{choiceID(i), map[string]string{language: c.Text}})
		}
	}
	if len(s.objects) >= maxObjects { // files of strangers can name any number of editions
		clear(s.objects)
	}
	s.objects[key] = encode(o)
	return s.objects[key]
}

// maxObjects is how many questions are kept as they are written.
const maxObjects = 10_000

// context returns the members of a statement's context.
func (s *statements) context(attempt string) []byte {
	if s.attempt == attempt && s.around != nil {
		return s.around
	}
	b := append(append(s.around[:0], `"registration":"`...), attempt...) // the record takes UUIDs only
	b = text.AppendJSON(append(b, `","platform":`...), s.platform)
	if s.language != "" {
		b = text.AppendJSON(append(b, `,"language":`...), s.language)
	}
	b = text.AppendJSON(append(b, `,"contextActivities":{"parent":[{"id":`...), s.base)
	s.attempt, s.around = attempt, append(b, `}]}}`...)
	return s.around
}

func choiceID(i int) string { return "c" + strconv.Itoa(i+1) }

// chosen writes what was chosen as the IDs of the choices.
func chosen(r class.Row) string {
	var ids []string
	for _, part := range r.Given.Parts {
		for i, c := range r.Of.Choices {
			if c.Text == part.Text && !part.DontKnow {
				ids = append(ids, choiceID(i))
				break
			}
		}
	}
	return strings.Join(ids, "[,]")
}

// interaction is the kind of a question in the terms of xAPI.
func interaction(kind string) string {
	switch kind {
	case "truefalse", "single", "multi":
		return "choice"
	case "essay":
		return "long-fill-in"
	case "short", "cloze":
		return "fill-in"
	case "numeric":
		return "numeric"
	}
	return "other"
}

// next begins a statement, and a file where one is full.
func (s *statements) next() error {
	if s.out != nil && s.n < batch {
		s.n++
		_, err := s.out.WriteString(",")
		return err
	}
	if err := s.end(); err != nil {
		return err
	}
	f, err := create(filepath.Join(s.dir, fmt.Sprintf("batch-%04d.json", len(s.files)+1)))
	if err != nil {
		return err
	}
	s.files = append(s.files, f)
	s.out, s.n = bufio.NewWriter(f), 1
	_, err = s.out.WriteString("[\n")
	return err
}

// end ends the file that is written.
func (s *statements) end() error {
	if s.out == nil {
		return nil
	}
	_, err := s.out.WriteString("]\n")
	err = errors.Join(err, s.out.Flush())
	s.out = nil
	return errors.Join(err, s.files[len(s.files)-1].Close())
}

// keep gives the files their names, and takes away those of an earlier time that had more.
func (s *statements) keep() error {
	if err := s.end(); err != nil {
		return err
	}
	names := map[string]bool{}
	for _, f := range s.files {
		names[f.name] = true
		if err := os.Rename(f.Name(), f.name); err != nil {
			return err
		}
	}
	old, err := os.ReadDir(s.dir)
	for _, e := range old {
		name := filepath.Join(s.dir, e.Name())
		if strings.HasPrefix(e.Name(), "batch-") && strings.HasSuffix(e.Name(), ".json") && !names[name] {
			err = errors.Join(err, os.Remove(name))
		}
	}
	return err
}

func (s *statements) drop() {
	for _, f := range s.files {
		f.drop()
	}
}
