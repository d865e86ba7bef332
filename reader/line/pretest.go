package line

import (
	"lectern/lessons/quiz"
	"lectern/reader/words"
)

// tellPretest offers the questions that come before what the student is about to read, and reports whether there
// are any: the text waits for the next line then.
func (m *reading) tellPretest() bool {
	if u := m.Course.Pretested(m.Lesson.Page); u != nil && m.Lesson.Index == 0 {
		u.Lessons() // a course says which these are, so they are parsed for it alone
	}
	p, offered := m.OfferPretest(m.Lesson)
	m.held = offered
	if !offered {
		return false
	}
	m.before = &p
	m.sayPretest()
	return true
}

// sayPretest says what was offered.
func (m *reading) sayPretest() {
	m.sayWrapped(words.PretestAsks(m.Terms(*m.before).Questions, !m.before.Untold))
	m.say(words.T("%s asks them; Enter reads without them.", called(cmdPretest)))
}

// sayWrapped writes sentences that take more than a line.
func (m *reading) sayWrapped(said string) {
	(&textVoice{w: m.out}).text(0, quiz.Text{Source: said, Format: quiz.Plain})
}

// pretest asks the questions that were offered. Of how it went it tells nothing.
func (m *reading) pretest(string) error {
	p := m.before
	if p == nil || m.Known.State(m.Lesson).Read {
		m.say(words.T("No questions come before what you read here."))
		return nil
	}
	return m.asking(func(a *asker) error {
		run, err := a.keep.Begin(a.Session, *p)
		if err != nil {
			a.voice.refused(*p, err)
			return nil
		}
		a.sum.told = true
		a.voice.begin(run)
		_, err = a.questions(run)
		if err == nil && run.Done() {
			a.Finish(run)
			m.before = nil
		}
		if n := run.Answered(); n > 0 {
			m.sayWrapped(words.PretestKept(n, m.cfg.Record != nil && !m.unsaved, !run.Untold))
		}
		if !run.Done() {
			m.say(words.T("What you left out comes after the text."))
		}
		return err
	})
}
