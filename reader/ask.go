package reader

import (
	"fmt"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
)

// run is a run of questions as the screen shows it.
type run struct {
	*quiz.Run
	title   string          // what the questions are about
	lesson  *lessons.Lesson // whose questions they are; nil for those of several lessons
	attempt string          // the record's ID; "" until the first answer is kept
	at      int             // the question on the screen
	form    form            // the answer that is being given
	hints   int             // shown for this question
	since   time.Time       // when this question was first shown
	away    bool            // the student looks at the lesson that taught it
	review  bool            // verdicts are looked at again from the summary
	sel     int             // selected question of the summary; -1 for none
	tried   int             // finished attempts of the scope, this one not counted

	// Where only some questions are asked again, the others keep what they had.
	keptScore, keptMost float64
}

// plan is a run that is to be begun, or resumed.
type plan struct {
	scope     string
	title     string
	lesson    *lessons.Lesson
	questions []*quiz.Question
	settings  quiz.Settings
	fresh     bool // do not resume an old attempt
	keptScore float64
	keptMost  float64
}

// StartRun looks for an attempt to resume and hands it to begin.
type StartRun struct{ plan plan }

func (StartRun) effect() {}

// againScope is what the record calls a run of wrong ones from all over the course.
const againScope = "again"

// question returns the question on the screen.
func (r *run) question() *quiz.Question { return r.Questions[r.at] }

// outcome returns what came of it.
func (r *run) outcome() *quiz.Outcome { return &r.Outcomes[r.at] }

// unanswered counts the questions of a lesson that the student should still be asked.
func (m *Model) unanswered(l *lessons.Lesson) int {
	left, answered := 0, 0
	for _, q := range l.Questions {
		if q.Kind == quiz.Description {
			continue
		}
		if _, ok := m.known.answers[q.ID]; ok {
			answered++
		} else {
			left++
		}
	}
	if pool := l.Page.Settings().Pool; pool > 0 && pool < left+answered {
		if m.known.scores[l.Scope()].Attempts > 0 {
			return 0
		}
		return max(0, pool-answered)
	}
	return left
}

// canAsk reports whether the attempts that the course allows are not used up.
func (m *Model) canAsk(l *lessons.Lesson) bool {
	return l.Page.Settings().MayBegin(m.known.scores[l.Scope()].Attempts)
}

// askHere starts or goes on with the questions of the lesson.
func (m *Model) askHere() {
	switch {
	case m.run != nil && m.run.away:
		m.comeBack()
	case len(m.lesson.Questions) == 0:
		m.say("No questions belong to this lesson.")
	case !m.canAsk(m.lesson):
		m.say(attemptsUsed(m.lesson.Page.Settings().Attempts))
	default:
		m.askLesson(m.lesson)
	}
}

func attemptsUsed(n int) string {
	if n == 1 {
		return "These questions can be taken once, and you have taken them."
	}
	return fmt.Sprintf("These questions can be taken %d times, and you have taken them %d times.", n, n)
}

// askLesson starts a run of a lesson's questions.
func (m *Model) askLesson(l *lessons.Lesson) {
	m.leaveLesson(false)
	m.do(StartRun{plan{
		scope: l.Scope(), title: lessonTitle(l), lesson: l, questions: l.Questions, settings: l.Page.Settings(),
	}})
}

// startExam starts a run over the questions of the whole course.
func (m *Model) startExam() {
	set := m.course.Manifest.ExamSettings()
	qs := m.course.Questions()
	switch {
	case len(qs) == 0:
		m.say("This course has no questions.")
	case !set.MayBegin(m.known.scores[lessons.CourseScope].Attempts):
		m.say(attemptsUsed(set.Attempts))
	default:
		m.leaveLesson(false)
		m.do(StartRun{plan{scope: lessons.CourseScope, title: "The whole course", questions: qs, settings: set}})
	}
}

// begin starts a run, or goes on with an attempt that was left.
func (m *Model) begin(p plan, old study.Attempt, found bool) {
	tried := m.known.scores[p.scope].Attempts
	r := &run{title: p.title, lesson: p.lesson, sel: -1, tried: tried, keptScore: p.keptScore, keptMost: p.keptMost}
	if found && !p.fresh {
		r.Run = quiz.ResumeRun(p.scope, old.Seed, old.Questions, p.questions, p.settings)
		r.attempt = old.ID
		m.replay(r, old.Given)
	} else {
		r.Run = quiz.NewRun(p.scope, quiz.Seed(m.student, p.scope, tried), p.questions, p.settings)
	}
	if len(r.Questions) == 0 {
		m.say("There is nothing to ask here.")
		return
	}
	m.run = r
	m.contents.focus = false
	m.over = nil
	if next, more := r.Next(0); more {
		m.show(m.withTexts(next))
		return
	}
	m.finish()
}

// replay takes the answers of an attempt that was left.
func (m *Model) replay(r *run, given []study.Given) {
	for _, g := range given {
		for i, q := range r.Questions {
			if q.ID == g.ID {
				r.Take(i, g.Answer, g.Hints)
			}
		}
	}
}

// withTexts goes back to the first of the texts between questions that lead up to question i.
func (m *Model) withTexts(i int) int {
	for i > 0 && m.run.Questions[i-1].Kind == quiz.Description {
		i--
	}
	return i
}

// show puts a question on the screen.
func (m *Model) show(i int) {
	r := m.run
	r.at, r.hints, r.since, r.away, r.review = i, 0, m.now, false, false
	r.form = newForm(r, m.keys)
	m.stage, m.top, m.link = atQuestion, 0, 0
	m.reveal()
}

// forward shows the question after this one, or ends the run.
func (m *Model) forward() {
	r := m.run
	for i := r.at + 1; i < len(r.Questions); i++ {
		if !r.Outcomes[i].Answered {
			m.show(i)
			return
		}
	}
	if i, more := r.Next(0); more {
		m.show(i)
		return
	}
	m.finish()
}

// submit grades the answer that was given and has it kept; then it shows the verdict.
func (m *Model) submit(a quiz.Answer) {
	r := m.run
	q := r.question()
	g := r.Take(r.at, a, r.hints)
	given := study.Given{
		Question: q, ID: q.ID, Answer: a, Credit: g.Credit, Graded: g.Graded, Hints: r.hints,
		Seconds: min(m.now.Sub(r.since), 10*idle).Seconds(),
	}
	m.do(SaveAnswer{r, given})
	m.known.turn++
	m.known.answers[q.ID] = study.LastAnswer{Credit: g.Credit, TextHash: q.TextHash()}
	if !r.Reveals() && r.Settings.Reveal != "" {
		m.forward()
		if m.message == "" {
			m.say("Your answer is kept.")
		}
		return
	}
	if !r.Reveals() {
		m.forward()
		return
	}
	m.stage, m.top = atVerdict, 0
}

// finish ends the run with its score.
func (m *Model) finish() {
	r := m.run
	score, most := r.total()
	m.do(SaveScore{r, score, most, r.Passed()})
	if most > 0 {
		share := score / most
		s := m.known.scores[r.Scope]
		if s.Attempts == 0 {
			s.First, s.Best = share, share
		}
		s.Attempts++
		s.Last, s.Best = share, max(s.Best, share)
		m.known.scores[r.Scope] = s
		m.known.turn++
	}
	m.stage, m.top, r.sel = atSummary, 0, -1
}

// total is the score of the run with what was kept from before.
func (r *run) total() (score, most float64) {
	score, most = r.Score()
	return score + r.keptScore, most + r.keptMost
}

// comeBack returns from the lesson to the question.
func (m *Model) comeBack() {
	r := m.run
	r.away = false
	m.top = 0
	switch {
	case r.review || r.outcome().Answered && r.Reveals():
		m.stage = atVerdict
	default:
		m.stage = atQuestion
		m.reveal()
	}
}

// dropRun leaves a run where it is; the record can resume it.
func (m *Model) dropRun() {
	m.run = nil
	m.stage = atLesson
}

// teach goes to the lesson that taught the question on the screen.
func (m *Model) teach() {
	r := m.run
	l := m.lessonOf(r.question())
	if l == nil {
		l = m.lesson
	}
	r.away = true
	if l != m.lesson {
		m.open(l, m.place)
		m.scroll(0)
	}
	m.stage = atLesson
	m.say("a, or n at the end, leads back to the question.")
}

// lessonOf finds the lesson that a question belongs to.
func (m *Model) lessonOf(q *quiz.Question) *lessons.Lesson {
	if m.run.lesson != nil {
		return m.run.lesson
	}
	for _, l := range m.course.Lessons() {
		for _, other := range l.Questions {
			if other == q {
				return l
			}
		}
	}
	return nil
}
