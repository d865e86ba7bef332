package study

import (
	"strings"

	"lectern/lessons"
	"lectern/lessons/quiz"
)

// A pre-test asks the questions of a page or part before it is read. It is practice: it changes no score and
// no schedule, and nothing is told of what is right before the questions are answered again behind the text.

// Pretest reports whether a run is asked before what it asks of was read.
func (r *Run) Pretest() bool { return pretest(r.Scope) }

func pretest(scope string) bool { return strings.HasPrefix(scope, lessons.PretestScope) }

// PretestPlan plans the pre-test of a unit: the graded questions of its lessons, and the texts before them. Of
// a pool it asks those that the first attempt at the lesson will ask. It parses the pages of the unit.
func (s *Session) PretestPlan(u *lessons.Unit) Plan {
	p := Plan{Scope: u.Scope(), Title: u.Title, Settings: quiz.Settings{Reveal: "never"}, Untold: true}
	for _, l := range u.Lessons() {
		settings := l.Page.Settings()
		switch settings.Shuffle {
		case "choices", "both":
			p.Settings.Shuffle = "choices"
		}
		first := quiz.NewRun(l.Scope(), quiz.Seed(s.Student, l.Scope(), 0), l.Questions, settings)
		var texts []*quiz.Question // that may belong to the next question
		for _, q := range first.Questions {
			switch {
			case !q.Kind.Asks():
				texts = append(texts, q)
			case q.Graded():
				p.Untold = p.Untold && settings.Reveal == "never"
				if settings.Shuffle != "choices" && settings.Shuffle != "both" && !q.Keep {
					kept := *q // the choices of other pages of the unit may be shuffled, its own are not
					kept.Keep, q = true, &kept
				}
				p.Questions = append(append(p.Questions, texts...), q)
				texts = nil
			default:
				texts = nil
			}
		}
	}
	return p
}

// OfferPretest returns the pre-test that is offered to a student who comes to a lesson, once each time they come:
// that of the unit which begins with it, as long as nothing of the unit is read or answered and the pre-test was
// neither taken to its end nor skipped. It parses no page: before those of the unit are parsed nothing is offered.
func (s *Session) OfferPretest(l *lessons.Lesson) (p Plan, offered bool) {
	u := s.Course.Pretested(l.Page)
	if u == nil || l.Index > 0 || u.Pages[0] != l.Page {
		s.offered = ""
		return p, false
	}
	if s.visit != nil || s.offered == u.Scope() || s.Known.Scores[u.Scope()].Attempts > 0 || !u.Known() {
		return p, false
	}
	s.offered = u.Scope() // or is not, which is found out once, too
	if !s.untouched(u) {
		return p, false
	}
	p = s.PretestPlan(u)
	return p, len(p.Questions) > 0
}

// untouched reports whether no lesson of a unit is read and none of its questions answered.
func (s *Session) untouched(u *lessons.Unit) bool {
	for _, l := range u.Lessons() {
		if s.Known.State(l).Read {
			return false
		}
		for _, q := range l.Questions {
			if _, answered := s.Known.Answers[q.ID]; answered {
				return false
			}
		}
	}
	return true
}

// SkipPretest notes that the student reads without a pre-test, which is then not offered again.
func (s *Session) SkipPretest(p Plan) {
	s.do(SkipRun{p.Scope, quiz.Seed(s.Student, p.Scope, s.Known.Scores[p.Scope].Begun)})
}

// SkipRun ends an attempt in which nothing was answered.
type SkipRun struct{ Scope, Seed string }

func (e SkipRun) save(r Record) error {
	id, err := r.Begin(Attempt{Scope: e.Scope, Seed: e.Seed})
	if err != nil {
		return err
	}
	return r.Finish(id, 0, 0, false)
}

func (e SkipRun) settle(s *Session, _ Record) error {
	score := s.Known.Scores[e.Scope]
	score.Attempts++
	score.Left = false
	s.Known.Scores[e.Scope] = score
	return nil
}

// Gain is how the questions of a unit went before it was read and after. Only those count that were answered
// both times and whose lesson may tell what is right: before that, nothing is told. Those of a lesson that never does count nowhere.
type Gain struct {
	Unit          *lessons.Unit
	Questions     int // that were answered both times
	Before, After int // of these, wholly right; after, the last answer counts
	Waiting       int // that were answered before alone, or whose lesson keeps back what is right until it is taken to its end or passed
}

// Gains returns the Gain of each unit with answers of a pre-test, as far as the course is parsed.
func (s *Session) Gains() []Gain {
	if len(s.Known.before) == 0 {
		return nil
	}
	var out []Gain
	for _, u := range s.Course.Pretests() {
		if !u.Known() {
			continue
		}
		g := Gain{Unit: u}
		for _, l := range u.Lessons() {
			if l.Page.Settings().Reveal == "never" {
				continue
			}
			told := s.tells(l)
			for _, q := range l.Questions {
				before, asked := s.Known.before[q.ID]
				t, again := s.Known.Tallies[q.ID]
				switch {
				case !asked:
				case !again || !told:
					g.Waiting++
				default:
					g.Questions++
					g.Before += right(before)
					g.After += right(t.Last)
				}
			}
		}
		if g.Questions+g.Waiting > 0 {
			out = append(out, g)
		}
	}
	return out
}

func right(credit float64) int {
	if (LastAnswer{Credit: credit}).Right() {
		return 1
	}
	return 0
}

// Before returns the credit, 0..1, that a question earned in the pre-test; ok is false if it was not asked
// there, or not since: until then nothing is told.
func (s *Session) Before(question string) (credit float64, ok bool) {
	if _, since := s.Known.Tallies[question]; !since {
		return 0, false
	}
	credit, ok = s.Known.before[question]
	return credit, ok
}

// GivesHints reports whether hints are given in a run: not in a pre-test, which asks what is known without help.
func (r *Run) GivesHints() bool { return !r.Pretest() }
