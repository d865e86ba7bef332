package moodle

import (
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// Cloze reads and writes Moodle's notation of gaps, `{1:MC:=a~b}`.
type Cloze struct {
	// Read takes a text with gaps apart: its questions have Prompt and Gaps. Lines of its problems count from 1.
	Read func(t quiz.Text) (q *quiz.Question, problems []doc.Problem)
	// Write is the inverse of Read.
	Write func(q *quiz.Question) string
}

// Sniff reports whether the beginning of a file is that of Moodle XML.
func Sniff(start string) bool {
	at := strings.Index(start, "<quiz")
	return at >= 0 && strings.Contains(start[at:], "<question ") && !strings.Contains(start[:at], "<html")
}

// Read reads a bank. It never fails: what it could not use is in Problems.
func Read(src []byte, file string, cloze Cloze) *quiz.Bank {
	clear, note := loosexml.Decode(src)
	r := &reader{bank: &quiz.Bank{}, file: file, cloze: cloze, xml: loosexml.New(clear)}
	if note != nil {
		r.problem(note.Line, doc.Warning, "encoding", "%s", note.Text)
	}
	r.pictures = newPictures(file, r.bank)
	for e := r.xml.Next("question"); e != nil; e = r.xml.Next("question") {
		r.element(e)
	}
	r.xmlProblems()
	slices.SortStableFunc(r.bank.Problems, func(a, b doc.Problem) int { return a.Line - b.Line })
	return r.bank
}

type reader struct {
	bank     *quiz.Bank
	file     string
	cloze    Cloze
	xml      *loosexml.Reader
	pictures *pictures
	section  string

	// Of the question being read:
	line   int
	format quiz.Format // of its text, and so of those that state none
	told   map[string]bool
}

func (r *reader) problem(line int, s doc.Severity, code, format string, args ...any) {
	r.bank.Problem(doc.Problem{File: r.file, Line: max(line, 1), Severity: s, Code: code, Text: fmt.Sprintf(format, args...)})
}

// warn tells something of the question being read, and the same once.
func (r *reader) warn(code, format string, args ...any) {
	if !r.told[format] {
		r.told[format] = true
		r.problem(r.line, doc.Warning, code, format, args...)
	}
}

// fault says why a question is left out.
func (r *reader) fault(code, format string, args ...any) bool {
	r.problem(r.line, doc.Error, code, format+"; the question was left out", args...)
	return false
}

// xmlProblems tells what is wrong with the file as XML, which Moodle would refuse.
func (r *reader) xmlProblems() {
	x := r.xml
	if x.BareAnd > 0 {
		r.problem(x.BareAnd, doc.Warning, "loose-xml", "a `&` that begins no entity, here and maybe further on; it was read as the sign itself, and Moodle refuses such a file: write `&amp;`")
	}
	if n := x.Passed["quiz"]; n > 1 || x.Lead {
		r.problem(1, doc.Warning, "loose-xml", "text before the first tag, or several <quiz>; all of them were read, and Moodle refuses such a file")
	}
	if x.Cut > 0 {
		r.problem(x.Cut, doc.Error, "cut-file", "the file ends inside what begins here; all before it was read")
	}
	if x.Full {
		r.problem(0, doc.Error, "too-much-markup", "a question with so many elements that the rest of it is not read")
	}
}

// element reads a <question>.
func (r *reader) element(e *loosexml.Element) {
	typ := strings.TrimSpace(e.Attr("type"))
	r.line, r.told = e.Line, map[string]bool{}
	if typ == "category" {
		r.category(e)
		return
	}
	if !e.Whole {
		if r.xml.Cut == 0 {
			r.problem(e.Line, doc.Error, "cut-file", "a <question> without its end; it was left out")
		}
		return
	}
	if hidden := strings.TrimSpace(e.Child("hidden").Text()); hidden == "1" || hidden == "true" {
		r.problem(e.Line, doc.Info, "retired-question", "%s is a version that was retired in Moodle; it was left out", nameOf(e))
		return
	}
	row := rowOf(typ)
	if row == nil || row.read == nil {
		r.problem(e.Line, doc.Error, "unread-type", "%s is of the type %q, which cannot be asked here; it was left out", nameOf(e), text.ClipLine(typ, 40))
		return
	}
	q := r.common(e, row)
	if row.read(r, q, e) {
		r.bank.Questions = append(r.bank.Questions, q)
	}
	r.finish(q, e)
}

// nameOf names a question for people.
func nameOf(e *loosexml.Element) string {
	if name := title(e); name != "" {
		return "“" + text.ClipLine(name, 60) + "”"
	}
	return "a question"
}

// title returns the name of a question in words.
func title(e *loosexml.Element) string {
	source, _ := e.Child("name").Child("text").Markup()
	if source == "" {
		source = e.Child("name").Text()
	}
	if strings.ContainsAny(source, "<&") {
		source = quiz.Text{Source: source, Format: quiz.HTML}.Words()
	}
	return text.OneLine(source)
}

// category takes the path of a category, without the parts that name a place in Moodle.
func (r *reader) category(e *loosexml.Element) {
	c := e.Child("category")
	path := c.Child("text").Text()
	if path == "" {
		path = c.Text()
	}
	r.section = quiz.Category(path)
}

// common reads what questions of all types have.
func (r *reader) common(e *loosexml.Element, row *row) *quiz.Question {
	q := &quiz.Question{Title: title(e), Points: 1, Section: r.section, File: r.file, Line: e.Line}
	r.format = quiz.HTML
	q.Prompt = r.text(e.Child("questiontext"))
	if q.Prompt.Format != "" {
		r.format = q.Prompt.Format
	}
	q.Prompt.Format = r.format
	r.oldPicture(q, e)
	q.General = r.text(e.Child("generalfeedback"))
	if id := text.OneLine(e.Child("idnumber").Text()); id != "" {
		q.ID, q.IDWritten = id, true
	}
	if s := e.Child("defaultgrade").Text(); s != "" && row.kind != quiz.Description {
		if p, ok := number(s); ok && p >= 0 && p <= 1e6 {
			q.Points = p
		} else {
			r.warn("bad-points", "%q are no points; the question counts as 1", text.ClipLine(s, 40))
		}
	}
	for h := range e.All("hint") {
		if old := h.Child("hintcontent"); old != nil { // of before Moodle 2.1
			h = old
		}
		if t := r.text(h); !t.Empty() {
			q.Hints = append(q.Hints, t)
		}
	}
	for list := range e.All("tags", "coursetags") {
		for t := range list.All("tag") {
			tag := text.OneLine(t.Child("text").Text())
			if tag == "" {
				tag = text.OneLine(t.Text())
			}
			if tag != "" {
				q.Tags = append(q.Tags, tag)
			}
		}
	}
	for i, to := range [...]*quiz.Text{&q.ByCredit.Right, &q.ByCredit.Partly, &q.ByCredit.Wrong} {
		if t := r.text(e.Child([...]string{"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"}[i])); !stock(t) {
			*to = t
		}
	}
	return q
}

// finish tells of a question what only its whole shows.
func (r *reader) finish(q *quiz.Question, e *loosexml.Element) {
	if q.Title == "" && q.Kind != quiz.Cloze {
		r.warn("no-title", "a question without a <name>, which Moodle refuses")
	}
}

// shuffles reads whether choices may change their places: false only where the file says so.
func shuffles(e *loosexml.Element) bool {
	switch strings.TrimSpace(e.Child("shuffleanswers").Text()) {
	case "false", "0":
		return false
	}
	return true
}

// single reads whether one choice is to be taken: as Moodle does, any word but these says so, and none at all.
func single(e *loosexml.Element) bool {
	c := e.Child("single")
	if c == nil {
		return true
	}
	switch strings.ToLower(c.Text()) {
	case "", "false", "0":
		return false
	}
	return true
}

// number reads a number of a file, with a point or a comma.
func number(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return quiz.Decimal(s)
}
