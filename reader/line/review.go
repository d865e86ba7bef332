package line

import (
	"context"
	"errors"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// askEasy is what a student types after a right answer that was easy.
const askEasy = ":easy"

// Review asks what is due, or goes on with the review that was left today. The arguments are those of Ask.
func Review(cfg Config, t study.ReviewTerms, voice string, told func(string)) error {
	a, end := newSitting(cfg, voice, told)
	err := a.review(t)
	if err != nil && !errors.Is(err, errLeft) {
		return errors.Join(err, a.flush())
	}
	return end()
}

// review asks one review.
func (a *asker) review(t study.ReviewTerms) error {
	run, err := a.keep.Review(a.Session, t)
	switch {
	case errors.Is(err, study.ErrNothingDue), errors.Is(err, study.ErrNothingKnown):
		a.voice.noReview(err, a.outlook(t))
		return nil
	case err != nil:
		return err
	}
	a.sum.told = true
	a.voice.review(run)
	_, err = a.questions(run)
	if err != nil && !errors.Is(err, errLeft) {
		return err
	}
	if run.Done() {
		a.Finish(run)
	}
	a.sum.add(run, run.Done())
	a.voice.reviewed(run, a.outlook(t), a.Missed(run))
	return err
}

// outlook is what is due in the next days, as a voice tells it.
func (a *asker) outlook(t study.ReviewTerms) outlook {
	o := a.Outlook(t.WrongOnly)
	return outlook{o, a.Session.Now(), a.DaysTo(o)}
}

// outlook is a study.Outlook and the time of which it is.
type outlook struct {
	study.Outlook
	now time.Time
	in  int // days to the next one, 0 if there is none
}

// next returns when the next question is due, the beginning of that day where the student is; ok is
// false if none is.
func (o outlook) next() (at time.Time, ok bool) {
	y, m, d := o.Next.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, o.now.Location()), !o.Next.IsZero()
}

// comesAgain tells when the question that was answered comes again.
func (a *asker) comesAgain(run *study.Run, i int) {
	days, known := a.Next(run.Questions[i].ID)
	if run.Scope != study.ReviewScope || !known {
		return
	}
	a.voice.next(run, i, days)
	a.easy = nil
	if run.MayCallEasy(i) {
		a.easy = func() {
			a.easy = nil
			a.CallEasy(run, i)
			days, _ := a.Next(run.Questions[i].ID)
			a.voice.easy(run, i, days)
		}
	}
}

// callEasy obeys askEasy, and reports whether there was an answer to call so.
func (a *asker) callEasy() bool {
	if a.easy == nil {
		return false
	}
	a.easy()
	return true
}

// Due tells what is due in the course, in a voice.
func Due(cfg Config, voice string, wrongOnly bool) error {
	a, _ := newSitting(cfg, voice, func(string) {})
	memory, err := study.Recall(cfg.Record, a.Session.Now())
	if err != nil {
		return err
	}
	a.Memory = memory
	// All pages are needed, because those count too that have questions without an answer: together they are sooner parsed.
	_ = cfg.Course.EachPage(context.Background(), func(_ int, p *lessons.Page) { p.Lessons() })
	a.voice.due(a.outlook(study.ReviewTerms{WrongOnly: wrongOnly}))
	return a.flush()
}

// review asks what is due, from line mode.
func (m *reading) review(string) error {
	m.Memory = nil // other computers and programs may have answered since
	return m.asking(func(a *asker) error {
		return a.review(study.ReviewTerms{Limit: study.ReviewLimit, WrongOnly: m.wrongOnly()})
	})
}

// tellDue says once a day how many questions are due, where that is known without waiting for a large course.
func (m *reading) tellDue(r study.Record) {
	if _, complete := m.Course.Count(); !complete || !m.TellsDue(r) {
		return
	}
	memory, err := study.Recall(r, m.Session.Now())
	if err != nil {
		return // what cannot be read is told when it cannot be saved either
	}
	m.Memory = memory
	if n := m.Outlook(m.wrongOnly()).Due; n > 0 {
		m.say(words.DueBy(n, cmdReview))
		m.ToldDue()
	}
}

// wrongOnly reports whether the student wants to review only what was not known at least once.
func (m *reading) wrongOnly() bool { return study.WrongOnly(m.cfg.Record) }

// The text voice.

func (v *textVoice) review(run *study.Run) {
	v.say(reviewHead(run))
	if !v.told {
		v.told = true
		v.say(words.T("? says that you do not know, an empty line leaves a question for later, %s ends.", called(askQuit)))
	}
	if run.Scope == study.ReviewScope {
		v.say(words.T("%s after a right answer says that it was easy.", called(askEasy)))
	}
	v.say("")
}

// reviewHead says what a review asks.
func reviewHead(run *study.Run) string {
	n := run.Asked()
	switch at, _ := run.Next(0); {
	case run.Resumed && run.Repeats(at):
		return words.T("Review: going on with what was not right.")
	case run.Resumed:
		return words.T("Review: going on at question %d of %d.", at+1, n)
	case run.Scope == study.CramScope:
		return words.N("Review before its time: %d question. When it is due stays as it is.",
			"Review before their time: %d questions. When they are due stays as it is.", n, n)
	}
	return words.N("Review: %d question.", "Review: %d questions.", n, n)
}

func (v *textVoice) next(run *study.Run, i, days int) {
	v.say(words.Next(days, run.Waits(i)))
	v.say("")
}

func (v *textVoice) easy(_ *study.Run, _, days int) { v.say(words.EasyNext(days)) }

func (v *textVoice) noReview(why error, o outlook) {
	if errors.Is(why, study.ErrNothingKnown) {
		v.say(words.NothingToReview())
		return
	}
	v.due(o)
}

func (v *textVoice) reviewed(run *study.Run, o outlook, missed []*lessons.Lesson) {
	known, of := run.Remembered()
	if of > 0 {
		v.say(words.Remembered(known, of))
	}
	if len(missed) > 0 {
		v.say(words.T("To read again:"))
		for _, l := range missed {
			v.say("  - " + lessonName(l))
		}
	}
	if n := run.Open(); n > 0 {
		v.say(words.N("One question is left; the same command goes on there today.",
			"%d questions are left; the same command goes on there today.", n, n))
	}
	v.say("")
	o.New = 0 // which is no news
	v.due(o)
}

func (v *textVoice) due(o outlook) {
	if o.Cards == 0 {
		v.say(words.NothingToReview())
		return
	}
	v.say(words.Due(o.Due))
	if o.Due == 0 || o.in > 0 {
		v.say(words.NextDue(o.in))
	}
	var days []string
	for i, n := range o.Days {
		if n > 0 {
			days = append(days, words.OnDay(i, n))
		}
	}
	if len(days) > 0 {
		v.say(typeset.Clean(strings.Join(days, ", ")))
	}
	if o.New > 0 {
		v.say(words.NotAsked(o.New))
	}
}

// The JSON voice.

type (
	reviewEvent struct {
		Event     string `json:"event"`
		Questions int    `json:"questions"` // without those that are asked once more
		Resumed   bool   `json:"resumed"`
		Cram      bool   `json:"cram"` // when they are due stays as it is
	}
	nextEvent struct {
		Event  string `json:"event"`
		ID     string `json:"id"`
		Days   int    `json:"days"`   // until it is asked again
		Repeat bool   `json:"repeat"` // it is asked once more at the end of this review
	}
	reviewedEvent struct {
		Event      string       `json:"event"`
		Remembered int          `json:"remembered"` // known when they came first
		Answered   int          `json:"answered"`
		Questions  int          `json:"questions"`
		Left       bool         `json:"left"`    // the same command goes on today
		Lessons    []lessonJSON `json:"lessons"` // that taught what was not known
		dueJSON
	}
	lessonJSON struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	dueJSON struct {
		Due  int     `json:"due"`
		New  int     `json:"new"`  // questions without an answer, which are not reviewed before they have one
		Next *string `json:"next"` // RFC 3339: when the next is due that is not yet; null for none
		Days []int   `json:"days"` // how many are due on each of 14 days, today the first
	}
)

func (o outlook) json() dueJSON {
	d := dueJSON{Due: o.Due, New: o.New, Days: o.Days[:]}
	if at, ok := o.next(); ok {
		d.Next = new(at.Format(time.RFC3339))
	}
	return d
}

func (v *jsonVoice) review(run *study.Run) {
	v.write(reviewEvent{"review", run.Asked(), run.Resumed, run.Scope == study.CramScope})
}

func (v *jsonVoice) next(run *study.Run, i, days int) {
	v.write(nextEvent{"next", run.Questions[i].ID, days, run.Waits(i)})
}

func (v *jsonVoice) easy(run *study.Run, i, days int) { v.next(run, i, days) }

func (v *jsonVoice) noReview(why error, o outlook) {
	v.write(reviewedEvent{Event: "reviewed", Lessons: []lessonJSON{}, dueJSON: o.json()})
}

func (v *jsonVoice) reviewed(run *study.Run, o outlook, missed []*lessons.Lesson) {
	known, of := run.Remembered()
	e := reviewedEvent{Event: "reviewed", Remembered: known, Answered: of, Questions: run.Asked(), Left: !run.Done(), Lessons: []lessonJSON{}, dueJSON: o.json()}
	for _, l := range missed {
		e.Lessons = append(e.Lessons, lessonJSON{l.ID, typeset.Clean(l.Title)})
	}
	v.write(e)
}

func (v *jsonVoice) due(o outlook) { v.write(o.json()) }
