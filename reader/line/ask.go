package line

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"time"

	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Commands that a student can type instead of an answer.
const (
	askHint = ":hint"
	askQuit = ":quit"
)

// Ask asks the questions of some runs, one after the other, and sums up. voice is
// the name of one of Voices. told receives a line about the record, or why nothing
// is saved. fresh begins anew instead of going on with what was left.
func Ask(cfg Config, plans []study.Plan, voice string, fresh bool, told func(string)) error {
	a, end := newSitting(cfg, voice, told)
	for _, p := range plans {
		p.Fresh = fresh
		err := a.run(p)
		if errors.Is(err, errLeft) {
			break
		}
		if err != nil {
			return errors.Join(err, a.flush())
		}
	}
	return end()
}

// newSitting returns an asker with a session of its own. end sums up what it asked; its error says that
// something could not be written, or saved.
func newSitting(cfg Config, voice string, told func(string)) (a *asker, end func() error) {
	out := bufio.NewWriter(cfg.Out)
	a = newAsker(cfg, voiceNamed(voice, out), newTypist(cfg.In), out.Flush)
	unsaved := false
	a.voice.asksWhetherSaved(func() bool { return cfg.Record != nil && !unsaved })
	a.keep = study.Performer{Record: cfg.Record, Tell: func(news string, err error) {
		if err != nil && !unsaved {
			unsaved = true
			told(words.T("nothing is being saved: %s", typeset.Clean(err.Error())))
		}
		if news != "" {
			told(typeset.Clean(news))
		}
	}}
	a.Session = study.New(cfg.Course, cfg.Student, a.now(), func(e study.Effect) { a.keep.Do(a.Session, e) })
	a.ExamID = cfg.ExamID
	if cfg.Record != nil {
		_ = a.Refresh(cfg.Record) // what cannot be read is told when it cannot be saved either
	}
	return a, func() error {
		a.voice.summary(a.sum)
		if err := out.Flush(); err != nil {
			return err
		}
		if unsaved {
			return ErrUnsaved
		}
		return nil
	}
}

// ErrUnsaved is what Ask returns when answers could not be saved, of which it told.
var ErrUnsaved = errors.New("not saved")

// sum is how some runs went together.
type sum struct {
	score, most float64
	asked       int // runs that began; the others were refused
	judged      int // those of them that are held against a pass mark
	failed      bool
	left        bool    // in the middle of a run
	told        bool    // how it went is said already
	sealed      bool    // nobody here can grade the answers
	keptBack    bool    // of which it is not told yet what is right
	pass        float64 // the pass mark in percent, if those runs have the same
}

// add counts a run; ended says that it came to its end.
func (s *sum) add(run *study.Run, ended bool) {
	score, most := run.Score()
	s.left = s.left || !ended
	s.sealed = s.sealed || run.Sealed()
	s.keptBack = s.keptBack || run.Sealed() || !ended && !run.Reveals()
	s.score += score
	s.most += most
	s.asked++
	if !run.Judged() {
		return
	}
	if pass := run.Settings.Pass; s.judged == 0 || pass == s.pass {
		s.pass = pass
	} else {
		s.pass = 0
	}
	s.judged++
	s.failed = s.failed || !(ended && run.Passed())
}

// passed reports whether every run with a pass mark was passed, and there was one.
func (s sum) passed() bool { return s.judged > 0 && !s.failed }

// asker asks runs of questions line by line.
type asker struct {
	*study.Session
	keep  study.Performer
	voice voice
	desk  study.Desk
	in    *typist
	flush func() error
	now   func() time.Time
	after func(time.Duration) <-chan time.Time
	sum   sum
	easy  func() // takes the last answer as easy; nil where that cannot be said
}

func newAsker(cfg Config, v voice, in *typist, flush func() error) *asker {
	a := &asker{voice: v, in: in, flush: flush, now: cfg.Now, after: time.After, desk: cfg.Desk}
	if a.now == nil {
		a.now = time.Now
	}
	return a
}

// errLeft says that the student left in the middle of a run.
var errLeft = errors.New("left")

// run asks one run from its first unanswered question.
func (a *asker) run(p study.Plan) error {
	terms := a.Terms(p)
	run, err := a.keep.Begin(a.Session, p)
	if err != nil {
		a.voice.refused(p, err)
		return nil
	}
	if run.Exam() {
		terms.Resumes = run.Resumed
		if left, limited := run.Left(a.Session.Now()); limited {
			terms.Limit = left
		}
		a.voice.exam(terms)
	}
	if !run.Done() {
		a.voice.begin(run)
	}
	last, err := a.questions(run)
	over := errors.Is(err, study.ErrTimeUp)
	if over {
		a.voice.timeUp()
		err = nil
	}
	a.sum.add(run, err == nil)
	if err != nil {
		if errors.Is(err, errLeft) {
			a.voice.left(run)
		}
		return err
	}
	if run.Done() || over {
		a.Finish(run)
	}
	if run.KeepsBack() && run.Reveals() {
		a.voice.revealed(run, last)
	}
	a.voice.runEnd(run)
	if run.Sealed() && (run.Done() || over) && a.desk != nil {
		a.voice.handed(a.desk.HandIn(a.desk.Known()))
	}
	return nil
}

// questions asks what has no answer yet. last is the question that was answered last, -1 for none.
func (a *asker) questions(run *study.Run) (last int, err error) {
	last = -1
	for i := 0; i < len(run.Questions); i++ { // a review puts some at its end again
		q := run.Questions[i]
		if run.Outcomes[i].Answered {
			continue
		}
		if a.keep.Beat(a.Session, run); run.Over(a.Session.Now()) {
			return last, study.ErrTimeUp
		}
		order := run.Order(i)
		a.voice.question(run, i, order)
		if !q.Kind.Asks() {
			continue
		}
		since := a.now()
		answer, hints, skipped, err := a.read(run, q, order)
		a.Tick(a.now(), false)
		if err != nil {
			return last, err
		}
		if skipped {
			continue
		}
		if a.keep.Beat(a.Session, run); run.Over(a.Session.Now()) {
			return last, study.ErrTimeUp
		}
		last = i
		sure, left := a.howSure(run, i, answer)
		if a.keep.Beat(a.Session, run); run.Over(a.Session.Now()) {
			return last, study.ErrTimeUp
		}
		a.AnswerSure(run, i, answer, hints, since, sure) // it is on the disk before the verdict is told
		a.voice.verdict(run, i)
		a.comesAgain(run, i)
		if left != nil {
			return last, left
		}
	}
	return last, nil
}

// read reads lines until one is an answer, an empty line (skipped), or the end.
func (a *asker) read(run *study.Run, q *quiz.Question, order []int) (answer quiz.Answer, hints int, skipped bool, err error) {
	for {
		if err := a.flush(); err != nil {
			return answer, hints, false, err
		}
		line, err := a.line(run)
		if err == io.EOF {
			return answer, hints, false, errLeft
		}
		if err != nil {
			return answer, hints, false, err
		}
		typed := strings.TrimSpace(line)
		if run.Review() && isCommand(typed, askEasy) {
			if !a.callEasy() {
				a.voice.wrongForm(q, words.T("%s follows an answer that was right at once", called(askEasy)))
			}
			continue
		}
		switch {
		case typed == "":
			return answer, hints, true, nil
		case isCommand(typed, askQuit):
			return answer, hints, false, errLeft
		case isCommand(typed, askHint):
			if !run.GivesHints() {
				a.voice.wrongForm(q, words.T("There are no hints before you read; a guess is fine."))
				continue
			}
			if hints == len(q.Hints) {
				a.voice.wrongForm(q, words.T("there is no further hint"))
				continue
			}
			hints++
			a.voice.hint(q, q.Hints[hints-1], len(q.Hints)-hints)
			continue
		}
		answer, err = q.ParseLine(line, order)
		if err == nil {
			return answer, hints, false, nil
		}
		a.voice.wrongForm(q, wrongLine(err))
	}
}

// questions asks the questions of the lesson.
func (m *reading) questions(string) error {
	m.asked[m.Lesson.ID] = true
	if len(m.Lesson.Questions) == 0 {
		m.say(words.T("This lesson has no questions."))
		return nil
	}
	return m.ask(study.LessonPlan(m.Lesson))
}

// exam asks the questions of the whole course in one run.
func (m *reading) exam(string) error {
	p := study.ExamPlan(m.Course)
	if len(p.Questions) == 0 {
		m.say(words.T("This course has no questions."))
		return nil
	}
	if begins, err := m.enrol(); !begins || err != nil {
		return err
	}
	return m.ask(p)
}

// ask asks one run, then says what Enter does next.
func (m *reading) ask(p study.Plan) error {
	return m.asking(func(a *asker) error { return a.run(p) })
}

// asking lets an asker ask, then says what Enter does next.
func (m *reading) asking(ask func(*asker) error) error {
	m.say("")
	if !m.told {
		m.told = true
		m.say(words.T("One line answers a question. An empty line leaves it for later, ? says that you do\n"+
			"not know, %s gives a hint, %s goes back to the lesson.", called(askHint), called(askQuit)))
		m.say("")
	}
	a := newAsker(m.cfg, insideVoice{&textVoice{w: m.out, told: true}}, m.in, m.out.Flush)
	a.Session, a.keep = m.Session, m.keep
	a.voice.asksWhetherSaved(func() bool { return m.cfg.Record != nil && !m.unsaved })
	told := m.unsaved
	m.unsaved = false // that an answer is not saved is said in each run
	err := ask(a)
	m.unsaved = m.unsaved || told
	m.Tick(m.cfg.Now(), false) // answering is no reading
	switch {
	case err == nil && a.sum.most > 0:
		a.voice.summary(a.sum)
	case err != nil && !errors.Is(err, errLeft):
		return err
	}
	m.say("")
	m.say(m.follows())
	return nil
}

// howSure asks how sure the student is of an answer, where the course or the student wants it. A line
// that says nothing of it is told once and then taken for no word, so that nobody hangs here; the end of
// the input and the command that leaves lose no answer: left says that the student leaves after it.
func (a *asker) howSure(run *study.Run, i int, answer quiz.Answer) (sure study.Confidence, left error) {
	if !a.AsksConfidence(run, i, answer) {
		return 0, nil
	}
	for try := 0; ; try++ {
		a.voice.howSure(run.Questions[i])
		if a.flush() != nil {
			return 0, nil // the next write says it
		}
		line, err := a.line(run)
		if err != nil {
			return 0, errLeft
		}
		switch typed := strings.TrimSpace(line); {
		case typed == "1", typed == "2", typed == "3":
			return study.Confidence(typed[0] - '0'), nil
		case typed == "":
			return 0, nil
		case isCommand(typed, askQuit):
			return 0, errLeft
		}
		if try > 0 {
			return 0, nil
		}
	}
}
