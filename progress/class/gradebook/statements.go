package gradebook

import (
	"bufio"
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
}

func newStatements(dir, base, language, platform string) (*statements, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &statements{dir: dir, base: base, language: language, platform: platform}, nil
}

// The parts of a statement (xAPI 1.0.3, Data, 2.4).
type (
	statement struct {
		ID        string  `json:"id"`
		Actor     actor   `json:"actor"`
		Verb      verb    `json:"verb"`
		Object    object  `json:"object"`
		Result    result  `json:"result"`
		Context   context `json:"context"`
		Timestamp string  `json:"timestamp,omitempty"`
	}
	actor struct {
		ObjectType string  `json:"objectType"`
		Name       string  `json:"name,omitempty"`
		Account    account `json:"account"`
	}
	account struct {
		HomePage string `json:"homePage"`
		Name     string `json:"name"`
	}
	verb struct {
		ID      string            `json:"id"`
		Display map[string]string `json:"display"`
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
	result struct {
		Response   string `json:"response"`
		Success    *bool  `json:"success,omitempty"`
		Completion bool   `json:"completion"`
		Score      *score `json:"score,omitempty"`
		Duration   string `json:"duration"`
	}
	score struct {
		Scaled float64 `json:"scaled"`
		Raw    float64 `json:"raw"`
		Min    float64 `json:"min"`
		Max    float64 `json:"max"`
	}
	context struct {
		Registration string     `json:"registration"`
		Platform     string     `json:"platform"`
		Language     string     `json:"language,omitempty"`
		Activities   activities `json:"contextActivities"`
	}
	activities struct {
		Parent []activity `json:"parent"`
	}
	activity struct {
		ID string `json:"id"`
	}
)

// take writes the answers that come, until no more do, and then says what went wrong.
func (s *statements) take(queue <-chan answered, ended chan<- error) {
	var err error
	for a := range queue {
		for _, r := range a.rows {
			if err == nil {
				err = s.add(a.of, r)
			}
		}
	}
	ended <- err
}

// add writes an answer. The same answer has the same ID whenever it is written, so that a store
// that has it does not take it twice. The key is in no statement: students may be let into a store.
func (s *statements) add(p *class.Person, r class.Row) error {
	if r.Of == nil {
		return nil
	}
	if err := s.next(); err != nil {
		return err
	}
	language := s.language
	if language == "" {
		language = "und"
	}
	a, q := r.Answer, r.Of
	st := statement{
		ID:    progress.NameID(a.ID, "answered"),
		Actor: actor{"Agent", p.Name, account{s.base, p.Label()}},
		Verb:  verb{"http://adlnet.gov/expapi/verbs/answered", map[string]string{"en": "answered"}},
		Object: object{"Activity", s.base + "/q/" + url.PathEscape(q.ID) + "?v=" + url.QueryEscape(a.Hash), definition{
			Type: "http://adlnet.gov/expapi/activities/cmi.interaction", Interaction: interaction(q.Kind),
			Description: map[string]string{language: q.Title},
		}},
		Result:    result{Response: words(r), Completion: true, Duration: "PT" + strconv.FormatFloat(a.Seconds, 'f', 2, 64) + "S"},
		Context:   context{r.Attempt.ID, s.platform, s.language, activities{[]activity{{s.base}}}},
		Timestamp: moment(a.At),
	}
	if st.Object.Definition.Interaction == "choice" {
		st.Result.Response = chosen(r)
		for i, c := range q.Choices {
			st.Object.Definition.Choices = append(st.Object.Definition.Choices, choice{choiceID(i), map[string]string{language: c.Text}})
		}
	}
	if r.Judged {
		right := r.Given.Credit == 1
		st.Result.Success = &right
		st.Result.Score = &score{r.Given.Credit, r.Points, 0, q.Points}
	}
	if a.DontKnow {
		st.Result.Response = ""
	}
	return text.NewJSON(s.out).Encode(st)
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
