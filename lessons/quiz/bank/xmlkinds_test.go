package bank

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"lectern/lessons/quiz"
)

// moodleSamples are the questions of samples as Moodle writes them.
var moodleSamples = map[quiz.Kind]string{
	quiz.Single: moodleSample("multichoice", "Which?", "<single>true</single><shuffleanswers>true</shuffleanswers>"+
		answers("100", "yes", "Good.", "0", "no", "")),
	quiz.Multi:     moodleSample("multichoice", "Which?", "<single>false</single>"+answers("50", "x", "", "50", "y", "", "-50", "z", "")),
	quiz.TrueFalse: moodleSample("truefalse", "Is it?", answers("0", "false", "No.", "100", "true", "Yes.")),
	quiz.Short:     moodleSample("shortanswer", "Who?", "<usecase>0</usecase>"+answers("100", "me", "", "50", "us", "")),
	quiz.Numeric: moodleSample("numerical", "How many?", `<answer fraction="100"><text>3</text><tolerance>1</tolerance></answer>`+
		`<answer fraction="50"><text>9</text><tolerance>0</tolerance></answer>`+answers("0", "*", "Other.")),
	quiz.Match: moodleSample("matching", "Which?", `<subquestion format="html"><text>a</text><answer><text>x</text></answer></subquestion>`+
		`<subquestion format="html"><text>b</text><answer><text>y</text></answer></subquestion><subquestion><text></text><answer><text>z</text></answer></subquestion>`),
	quiz.Order:       moodleSample("ordering", "Sort.", answers("2", "b", "", "1.0000000", "a", "", "3", "c", "")),
	quiz.Cloze:       moodleSample("cloze", "The {1:MCS:=a~b} and {2:SA:=c} and {1:NM:=5} and {1:MR:=d~=e~f}.", ""),
	quiz.Essay:       moodleSample("essay", "Why?", `<graderinfo format="html"><text>the key</text></graderinfo>`),
	quiz.Description: moodleSample("description", "A text.", ""),
}

func moodleSample(typ, text, body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><quiz><question type="` + typ + `"><name><text>T</text></name><questiontext format="html"><text>` + text +
		`</text></questiontext><generalfeedback format="html"><text>All.</text></generalfeedback>` + body +
		`<hint format="html"><text>H</text></hint></question></quiz>`
}

// answers writes answers of three values each: fraction, text, feedback.
func answers(values ...string) string {
	var b strings.Builder
	for i := 0; i < len(values); i += 3 {
		b.WriteString(`<answer fraction="` + values[i] + `" format="html"><text>` + values[i+1] + `</text><feedback format="html"><text>` + values[i+2] + `</text></feedback></answer>`)
	}
	return b.String()
}

// Questions of every kind with hostile texts are written as XML that other programs can read, and read again as they were.
func TestRandomQuestionsReadBackFromXML(t *testing.T) {
	for seed := range uint64(200) {
		r := newMaker(seed)
		var qs []*quiz.Question
		for len(qs) < 3 {
			if q := r.question(); q.Kind != quiz.Trace {
				qs = append(qs, q)
			}
		}
		for _, q := range qs {
			r.forXML(q)
		}
		var out bytes.Buffer
		if _, err := moodleXML.Write(&out, &Bank{Questions: qs}); err != nil {
			t.Fatal(err)
		}
		strict(t, out.Bytes())
		got := Read(out.Bytes(), "t.xml", "")
		sameQuestions(t, out.String(), qs, got.Questions)
		if t.Failed() {
			t.Fatalf("seed %d: %v", seed, got.Problems)
		}
	}
}

// strict reads XML as a program would that forgives nothing.
func strict(t *testing.T, src []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(src))
	for {
		if _, err := d.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Fatalf("no XML: %v\n%s", err, src)
			}
			return
		}
	}
}

// forXML makes of a question one that the format can hold: with a title, and texts that have no white space around them.
func (m maker) forXML(q *quiz.Question) {
	trim := func(t *quiz.Text) { t.Source = strings.TrimSpace(t.Source) }
	trim(&q.Prompt)
	q.Title = quiz.Text{Source: q.Title, Format: quiz.HTML}.Words()
	if q.Title == "" {
		q.Title = "Title"
	}
	if q.Kind != quiz.Single && q.Kind != quiz.Multi {
		q.Keep = false // there is nothing to shuffle, or it is shuffled in any case
	}
	if q.Kind == quiz.Cloze {
		q.Prompt.Source = strings.ReplaceAll(q.Prompt.Source, "{", "(") // with a type behind it, it would be a gap
	}
	for i := range q.Pairs {
		q.Pairs[i].Right = oneLine(q.Pairs[i].Right)
	}
	if q.Kind == quiz.Description {
		q.Points = 1 // nothing is earned by it
	}
	for i := range q.Accepted {
		q.Accepted[i].CaseSensitive = q.Accepted[0].CaseSensitive
	}
}
