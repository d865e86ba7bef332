package line

import (
	"encoding/json"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/words"
)

// jsonVoice writes one event a line: a contract for other programs. An event
// "verdict" comes after the answer is on the disk.
type jsonVoice struct {
	enc   *json.Encoder
	saved func() bool // as asksWhetherSaved takes it
}

// The events.
type (
	questionEvent struct {
		Event   string     `json:"event"`
		ID      string     `json:"id"`
		Kind    string     `json:"kind"`
		Prompt  string     `json:"prompt"`
		Choices []string   `json:"choices"`
		Lefts   []string   `json:"lefts,omitempty"` // of a matching question
		Gaps    [][]string `json:"gaps,omitempty"`  // of a cloze: the choices of each gap, empty to type
		Program string     `json:"program,omitempty"`
		Hints   int        `json:"hints,omitempty"`   // how many there are
		Units   []string   `json:"units,omitempty"`   // that may stand behind a number
		Partial string     `json:"partial,omitempty"` // how parts of an answer count: "each", "costs", "all"
	}
	verdictEvent struct { // "verdict", "revealed"
		Event    string   `json:"event"`
		ID       string   `json:"id"`
		Response string   `json:"response"`
		Credit   *float64 `json:"credit"` // null where the course keeps back what is right
		Feedback string   `json:"feedback"`
	}
	summaryEvent struct {
		Event  string   `json:"event"`
		Score  *float64 `json:"score"` // null where the course keeps back what is right
		Max    float64  `json:"max"`
		Passed bool     `json:"passed"`
		Pass   *float64 `json:"pass"` // in percent; null where there is none, or several
		Left   bool     `json:"left"` // in the middle: the score is what the answers given so far are worth
	}
	examEvent struct {
		Event     string   `json:"event"`
		Questions int      `json:"questions"`         // that are asked
		Of        int      `json:"of"`                // that they are drawn of
		Pass      *float64 `json:"pass"`              // in percent; null where there is none
		Seconds   *int     `json:"seconds,omitempty"` // that are left of its time; left out where there is no limit
		Attempts  *int     `json:"attempts"`          // that may still be begun, with this one if it begins; null for no limit
	}
	savedEvent struct { // in the place of "verdict" where nobody here can tell how the answer is
		Event string `json:"event"`
		ID    string `json:"id"`
	}
	resultsEvent struct {
		Event   string `json:"event"`
		Path    string `json:"path"`
		Receipt string `json:"receipt"`
	}
	confidenceEvent struct { // the next line says how sure the student is: one of Values, or empty
		Event  string `json:"event"`
		ID     string `json:"id"`
		Values []int  `json:"values"`
	}
	noteEvent struct { // "hint", "error", "refused", "time-up"
		Event string `json:"event"`
		ID    string `json:"id,omitempty"`
		Text  string `json:"text"`
	}
)

// write encodes an event; a failed write shows when the buffer is flushed.
func (v *jsonVoice) write(event any) { _ = v.enc.Encode(event) }

func (v *jsonVoice) exam(t study.Terms) {
	e := examEvent{Event: "exam", Questions: t.Questions, Of: t.Of, Pass: quiz.PassMark(t.Pass)}
	if t.Limit > 0 {
		e.Seconds = new(int(t.Limit.Seconds()))
	}
	if t.Allowed > 0 {
		e.Attempts = &t.Left
	}
	v.write(e)
}

func (v *jsonVoice) begin(*study.Run) {}

func (v *jsonVoice) question(run *study.Run, i int, order []int) {
	q := run.Questions[i]
	e := questionEvent{
		Event: "question", ID: q.ID, Kind: string(q.Kind), Prompt: said(q.Blanks()),
		Choices: choices(q, order), Lefts: lefts(q), Hints: len(q.Hints), Units: q.Units,
		Partial: string(q.Partial()),
	}
	for _, g := range q.Gaps {
		e.Gaps = append(e.Gaps, gapChoices(g))
		if e.Units == nil {
			e.Units = g.Units // of all gaps the same
		}
	}
	if q.Trace != nil {
		e.Program = q.Trace.Source
	}
	v.write(e)
}

func (v *jsonVoice) hint(q *quiz.Question, text quiz.Text, _ int) {
	v.write(noteEvent{"hint", q.ID, said(text)})
}

func (v *jsonVoice) howSure(q *quiz.Question) {
	v.write(confidenceEvent{"confidence", q.ID, []int{int(study.Sure), int(study.NotSure), int(study.Guess)}})
}

func (v *jsonVoice) wrongForm(q *quiz.Question, why string) {
	v.write(noteEvent{"error", q.ID, why})
}

func (v *jsonVoice) asksWhetherSaved(saved func() bool) { v.saved = saved }

func (v *jsonVoice) verdict(run *study.Run, i int) {
	if run.Sealed() && !v.saved() {
		v.write(noteEvent{"error", run.Questions[i].ID, words.T("Your answer is not saved.")})
		return
	}
	if run.Sealed() {
		v.write(savedEvent{"saved", run.Questions[i].ID})
		return
	}
	v.judged("verdict", run, i)
}

func (v *jsonVoice) timeUp() {
	v.write(noteEvent{Event: "time-up", Text: words.T("The time is over.")})
}

func (v *jsonVoice) handed(h study.Handed, err error) {
	if err != nil {
		v.write(noteEvent{Event: "error", Text: err.Error()})
		return
	}
	v.write(resultsEvent{"results", h.Path, h.Receipt})
}

// revealed tells what was kept back. The verdict on the last answer had it already.
func (v *jsonVoice) revealed(run *study.Run, last int) {
	for i := range run.Questions {
		if run.Outcomes[i].Answered && i != last {
			v.judged("revealed", run, i)
		}
	}
}

func (v *jsonVoice) judged(event string, run *study.Run, i int) {
	q, o := run.Questions[i], run.Outcomes[i]
	e := verdictEvent{Event: event, ID: q.ID, Response: inWords(q).Response(o.Answer)}
	if run.Reveals() {
		e.Credit = &o.Grade.Credit
		var lines []string
		for _, t := range append(o.Grade.Feedback, q.Remarks(o.Grade)...) {
			if !t.Empty() {
				lines = append(lines, said(t))
			}
		}
		e.Feedback = strings.Join(lines, "\n")
	}
	v.write(e)
}

func (v *jsonVoice) runEnd(*study.Run) {}

func (v *jsonVoice) refused(p study.Plan, why error) {
	v.write(noteEvent{Event: "refused", Text: p.Title + ": " + refusal(why)})
}

func (v *jsonVoice) left(*study.Run) {}

func (v *jsonVoice) summary(s sum) {
	score := &s.score
	if s.keptBack {
		score = nil
	}
	v.write(summaryEvent{"summary", score, s.most, s.passed(), quiz.PassMark(s.pass), s.left})
}
