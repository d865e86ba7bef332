package study

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/review"
)

// The scopes in the record of reviews. What is crammed says nothing of when to ask again.
const (
	ReviewScope = "review"
	CramScope   = "cram"
)

// Practice reports whether answers of a scope are practice: they change no score. Otherwise a review
// would be the way round the attempts that a course allows.
func Practice(scope string) bool { return isReview(scope) || pretest(scope) }

func isReview(scope string) bool { return scope == ReviewScope || scope == CramScope }

// Replayed reports whether answers of a scope tell when to ask again. What is guessed before the text is read
// says nothing of what is forgotten.
func Replayed(scope string) bool {
	return scope != CramScope && scope != lessons.CourseScope && !pretest(scope)
}

// Why there is no review.
var (
	ErrNothingDue   = errors.New("nothing is due")
	ErrNothingKnown = errors.New("no question was answered yet that can be reviewed")
)

// ReviewTerms say what a review asks.
type ReviewTerms struct {
	Limit     int  // at most so many questions; 0 for no limit
	Ahead     int  // also what is due within so many days
	Cram      bool // whatever was answered, due or not
	WrongOnly bool // only questions that were not known at least once
}

// scope is that of the runs of such a review.
func (t ReviewTerms) scope() string {
	if t.Cram {
		return CramScope
	}
	return ReviewScope
}

// card is a question that can be reviewed.
type card struct {
	review.Card
	of     *lessons.Lesson
	asks   *quiz.Question
	recall float64
	kin    string // as kin tells
}

// cards returns the questions that can be reviewed, in the order of the course, and counts those
// that could be if they were answered. A question that was edited is due at once.
func (s *Session) cards(wrongOnly bool) (all []card, unanswered int) {
	today := review.Today(s.clock.now)
	for _, l := range s.Course.Lessons() {
		if len(l.Questions) == 0 || !s.tells(l) {
			continue
		}
		for _, q := range l.Questions {
			if !q.Graded() || !q.Kind.Asks() {
				continue
			}
			c, answered := s.Memory.Card(q.ID)
			switch {
			case !answered:
				unanswered++
				continue
			case wrongOnly && !c.Missed:
				continue
			case c.TextHash != "" && c.TextHash != q.TextHash() && c.Due.After(today):
				c.Due = today
			}
			all = append(all, card{c, l, q, c.Recall(today), kin(q)})
		}
	}
	return all, unanswered
}

// tells reports whether what is right in a lesson was told, so that a review gives nothing away that
// the course keeps back.
func (s *Session) tells(l *lessons.Lesson) bool {
	switch s.revealed(l) {
	case "never":
		return false
	case "at-end":
		return !s.Known.Scores[l.Scope()].Left && !s.Known.Scores[l.Page.Scope()].Left
	}
	return true
}

// OutlookDays is how many days an Outlook tells of.
const OutlookDays = 14

// Outlook is what a student's memory asks for in the next days.
type Outlook struct {
	Cards int              // questions that are reviewed
	Due   int              // those of them that are due today
	New   int              // questions without an answer, which are not reviewed before they have one
	Next  time.Time        // the day on which the next is due that is not yet, a midnight in UTC; zero for none
	Days  [OutlookDays]int // how many are due on each day from today on
}

// Outlook tells what is due when. It needs Memory.
func (s *Session) Outlook(wrongOnly bool) Outlook {
	all, unanswered := s.cards(wrongOnly)
	o := Outlook{Cards: len(all), New: unanswered}
	today := review.Today(s.clock.now)
	for _, c := range all {
		in := c.In(today)
		if in < len(o.Days) {
			o.Days[in]++
		}
		if in > 0 && (o.Next.IsZero() || c.Due.Before(o.Next)) {
			o.Next = c.Due
		}
	}
	o.Due = o.Days[0]
	return o
}

// Recall returns what a session needs as Memory at a time, of what the record holds; without a record that is nothing.
// It may run beside the session.
func Recall(r Record, now time.Time) (*review.Schedule, error) {
	if r == nil {
		return review.Replay(nil, now), nil
	}
	answers, err := r.Memory()
	if err != nil {
		return nil, err
	}
	return review.Replay(answers, now), nil
}

// DaysTo returns in how many days the next question of an outlook is due, 0 if there is none.
func (s *Session) DaysTo(o Outlook) int {
	if o.Next.IsZero() {
		return 0
	}
	return int(o.Next.Sub(review.Today(s.clock.now)).Hours()) / 24
}

// ReviewLimit is how many questions a review asks that is not told otherwise.
const ReviewLimit = 20

// dueTold is the name of the setting that says for which course and on which day the student was told
// how many questions are due.
const dueTold = "due-told"

func (s *Session) dueToday() string {
	return s.Course.Manifest.ID + " " + s.clock.now.Format(time.DateOnly)
}

// TellsDue reports whether the student is to be told at the start how many questions are due: once a day,
// unless they chose otherwise.
func (s *Session) TellsDue(r Record) bool {
	return len(s.Known.Answers) > 0 && !Chosen(r, DueLineSetting, Off) && !Chosen(r, dueTold, s.dueToday())
}

// ToldDue notes that the student was told.
func (s *Session) ToldDue() { s.Remember(dueTold, s.dueToday()) }

// reviewPlan chooses what a review asks: what the student is nearest to forget, mixed so that
// neighbours are of different lessons.
func (s *Session) reviewPlan(t ReviewTerms, all []card) (Plan, error) {
	if len(all) == 0 {
		return Plan{}, ErrNothingKnown
	}
	today := review.Today(s.clock.now)
	due := slices.DeleteFunc(slices.Clone(all), func(c card) bool { return !t.Cram && c.In(today) > t.Ahead })
	if len(due) == 0 {
		return Plan{}, ErrNothingDue
	}
	slices.SortStableFunc(due, func(a, b card) int {
		return cmp.Or(cmp.Compare(a.recall, b.recall), cmp.Compare(a.asks.ID, b.asks.ID))
	})
	if t.Limit > 0 && len(due) > t.Limit {
		due = due[:t.Limit]
	}
	return Plan{Scope: t.scope(), Questions: interleave(due), Fresh: true}, nil
}

// Review begins a review, or goes on with the one that was left today.
func (p Performer) Review(s *Session, t ReviewTerms) (*Run, error) {
	if s.Memory == nil {
		memory, err := Recall(p.Record, s.clock.now)
		if err != nil {
			return nil, err
		}
		s.Memory = memory
	}
	all, _ := s.cards(t.WrongOnly)
	if r := p.leftReview(s, t.scope(), all); r != nil {
		return r, nil
	}
	plan, err := s.reviewPlan(t, all)
	if err != nil {
		return nil, err
	}
	r, err := s.begin(plan, Attempt{}, false)
	if err == nil {
		r.first = len(r.Questions)
	}
	return r, err
}

// leftReview returns the review that was left today, nil if there is none that still asks something.
func (p Performer) leftReview(s *Session, scope string, all []card) *Run {
	if p.Record == nil || !s.Known.Scores[scope].Left {
		return nil
	}
	left, found, err := p.Record.Unfinished(scope)
	if err != nil {
		p.tell("", err)
	}
	if !found || !review.Today(left.Begun.In(s.clock.now.Location())).Equal(review.Today(s.clock.now)) {
		return nil
	}
	questions := make([]*quiz.Question, len(all))
	for i, c := range all {
		questions[i] = c.asks
	}
	r, err := s.begin(Plan{Scope: scope, Questions: questions}, left, true)
	if err != nil || !r.Resumed {
		return nil
	}
	if r.Done() {
		s.Finish(r)
		return nil
	}
	return r
}

// Review reports whether a run is a review.
func (r *Run) Review() bool { return isReview(r.Scope) }

// maxTries is how often a review asks one question, so that it comes to an end.
const maxTries = 10

// onceMore asks a question of a review again at its end if the answer was not right.
func (r *Run) onceMore(i int) {
	q := r.Questions[i]
	if !r.Review() || !q.Graded() || r.Outcomes[i].Grade.Right {
		return
	}
	tries := 0
	for _, other := range r.Questions {
		if other == q {
			tries++
		}
	}
	if tries < maxTries {
		r.Questions = append(r.Questions, q)
		r.Outcomes = append(r.Outcomes, quiz.Outcome{})
	}
}

// replayReview takes the answers that were given before a review was left.
func (r *Run) replayReview(given []Given) {
	r.first = len(r.Questions)
	for _, g := range given {
		for i, q := range r.Questions {
			if q.ID == g.ID && !r.Outcomes[i].Answered {
				r.Take(i, g.Answer, g.Hints)
				r.onceMore(i)
				break
			}
		}
	}
}

// Repeats reports whether question i of a review was asked in it before.
func (r *Run) Repeats(i int) bool { return r.Review() && i >= r.first }

// IDs returns those of the questions in the order in which they are asked, without those that a review
// asks once more.
func (r *Run) IDs() []string {
	ids := r.Run.IDs()
	if r.Review() {
		ids = ids[:r.first]
	}
	return ids
}

// Answered counts the questions of a run that have an answer.
func (r *Run) Answered() int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Answered {
			n++
		}
	}
	return n
}

// Open counts the questions of a run without an answer.
func (r *Run) Open() int {
	n := 0
	for i, q := range r.Questions {
		if q.Kind.Asks() && !r.Outcomes[i].Answered {
			n++
		}
	}
	return n
}

// Asked returns how many different questions a review has: the first ones of Questions.
func (r *Run) Asked() int { return r.first }

// Remembered counts the questions of a review that were known when they came first, of those that
// have an answer.
func (r *Run) Remembered() (known, answered int) {
	for _, o := range r.Outcomes[:r.first] {
		if o.Answered {
			answered++
			if o.Grade.Right {
				known++
			}
		}
	}
	return known, answered
}

// Waits reports whether the question that question i of a review is comes once more in it.
func (r *Run) Waits(i int) bool {
	for k, q := range r.Questions[i+1:] {
		if q == r.Questions[i] && !r.Outcomes[i+1+k].Answered {
			return true
		}
	}
	return false
}

// Score returns the points of the answers so far, and those of the whole run; of a review those of the
// first answers.
func (r *Run) Score() (score, most float64) {
	if !r.Review() {
		return r.Run.Score()
	}
	for i, q := range r.Questions[:r.first] {
		most += q.Points
		score += r.Outcomes[i].Grade.Credit * q.Points
	}
	return score, most
}

// Missed returns the lessons that taught what was not known in a review, each once, in the order of
// the course.
func (s *Session) Missed(r *Run) []*lessons.Lesson {
	missed := map[string]bool{}
	for i, q := range r.Questions[:r.first] {
		if o := r.Outcomes[i]; o.Answered && !o.Grade.Right {
			missed[q.ID] = true
		}
	}
	var out []*lessons.Lesson
	for _, l := range s.Course.Lessons() {
		if slices.ContainsFunc(l.Questions, func(q *quiz.Question) bool { return missed[q.ID] }) {
			out = append(out, l)
		}
	}
	return out
}

// Next returns in how many days a question comes again, 0 for today; ok is false if that is not known.
func (s *Session) Next(question string) (days int, ok bool) {
	if s.Memory == nil {
		return 0, false
	}
	c, ok := s.Memory.Card(question)
	return c.In(review.Today(s.clock.now)), ok
}

// MayCallEasy reports whether the answer to question i of a review was right at once, so that the
// student may call it easy.
func (r *Run) MayCallEasy(i int) bool {
	o := r.Outcomes[i]
	return r.Scope == ReviewScope && !r.Repeats(i) && o.Answered && o.Grade.Right && !r.easy[i]
}

// CallEasy takes the answer to question i of a review as one that was easy.
func (s *Session) CallEasy(r *Run, i int) {
	if r.MayCallEasy(i) {
		if r.easy == nil {
			r.easy = map[int]bool{}
		}
		r.easy[i] = true
		s.do(SaveEasy{r, r.Questions[i].ID})
	}
}

// learn takes an answer into Memory.
func (s *Session) learn(e SaveAnswer) {
	if s.Memory == nil || !Replayed(e.Run.Scope) {
		return
	}
	now := s.clock.now
	_, seconds := now.Zone()
	s.Memory.Take(review.Answer{
		Question: e.Given.ID, Attempt: e.Run.name(), TextHash: e.Given.Question.TextHash(),
		Credit: e.Given.Credit, Hints: e.Given.Hints, DontKnow: e.Given.Answer.DontKnow,
		Doubted: e.Given.Confidence.Doubts(), At: now, Stamp: now.UnixMilli(), Offset: new(seconds / 60),
	})
}
