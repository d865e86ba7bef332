package class

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
	"time"

	"lectern/lessons/quiz/statistics"
	"lectern/progress"
)

// Options say how a Book is made.
type Options struct {
	Of     string // "lessons" or "exam"; "" is the exam if most of those who handed in have taken it
	Take   string // which attempt counts: "first", "best" (also for ""), "last"
	Exam   bool   // the course has an exam
	Seals  bool   // results of the course are sealed
	Roster []Person
	Essays Essays
	Alias  func(string) string // puts a number in the place of a student's names; nil leaves them
	// Each is called with every answer, student by student in the order of their names; nil to pass over them.
	Each func(*Person, Row) error
}

// Essays are the points that a person gave to free texts.
type Essays interface {
	// Points returns those of an answer, by its ID or by whose it is to which question.
	Points(answer, student, question string) (points float64, ok bool)
	// Counts reports whether any answer to a question has points: then it counts for all.
	Counts(question string) bool
}

// Row is an answer with all that is known of it.
type Row struct {
	Attempt progress.Attempt
	Answer  progress.Answer
	Given   Given
	Found   bool      // the course has the question
	Exam    bool      // it was given in an exam
	Of      *Question // nil if not Found
	Points  float64   // that it got; of an essay those of a person
	Judged  bool      // Points say something
}

// Book is what became of a class: grades, what the questions say, what there is to look at.
type Book struct {
	Course    progress.Course
	Exam      bool   // the grades are those of the exam
	Take      string // which attempt counts
	People    []*Person
	Questions []Figures // those that count, in the order of the course
	Test      statistics.Test
	News      []string // what an instructor should look at
	Latest    time.Time
	NoKey     int // files of an exam that cannot be graded, because the key of its program is missing
	Bare      int // files that are not sealed, though results of the course are

	all      map[string]*Question // of the lessons and of the exam, by ID
	opt      Options
	counted  map[string]int // index in Questions, by ID
	tallies  []tally
	gone     map[string]int   // answers to questions that the course does not have
	edited   map[string]int   // answers to questions that were other ones
	lastSeen map[uint64]int32 // who answered a question at a moment, by its hash: a class has millions
	chance   maphash.Seed
	twins    map[[2]int]int // answers that two people gave at the same moments
}

// Figures are a question and how it did.
type Figures struct {
	Question
	How         statistics.Question
	Distractors []Distractor
}

// Book works out grades and figures of all that was taken in so far.
func (c *Class) Book(o Options) (*Book, error) {
	b := &Book{
		Course: c.course.About(), Take: cmp.Or(o.Take, "best"), opt: o,
		all: map[string]*Question{}, counted: map[string]int{}, gone: map[string]int{}, edited: map[string]int{},
		lastSeen: map[uint64]int32{}, chance: maphash.MakeSeed(), twins: map[[2]int]int{},
	}
	entries := c.sorted()
	b.People = c.people(o.Roster)
	b.Exam = o.Of == "exam" || o.Of == "" && b.examHeld()
	for _, exam := range [...]bool{!b.Exam, b.Exam} {
		for _, q := range c.course.Questions(exam) {
			b.all[q.ID] = &q
		}
	}
	for _, q := range c.course.Questions(b.Exam) {
		if q.Points > 0 && (q.Graded || b.essayCounts(q.ID)) {
			b.counted[q.ID] = len(b.Questions)
			b.Questions = append(b.Questions, Figures{Question: q})
		}
	}
	b.tallies = make([]tally, len(b.Questions))
	if o.Alias != nil { // an order by names would tell them
		slices.SortStableFunc(b.People, func(x, y *Person) int { return cmp.Compare(x.alias(o.Alias), y.alias(o.Alias)) })
	}
	builds := examBuilds(entries)
	enough := make(chan struct{})
	defer close(enough)
	next := c.fetch(b.People, enough)
	for i, p := range b.People {
		var of []string
		for _, name := range p.names {
			of = append(of, builds[name]...)
		}
		f := <-next
		if f.err != nil {
			return nil, f.err
		}
		if err := b.grade(c, i, p, f, of); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		if e.Made.After(b.Latest) {
			b.Latest = e.Made
		}
		if o.Of != "lessons" && e.Exam != "" && !c.HasKey(e.Exam) {
			b.NoKey++
		}
	}
	b.figures()
	b.tell(c, entries)
	if o.Alias != nil {
		b.hide()
	}
	return b, nil
}

// examHeld reports whether the grades are those of an exam if nobody says. One file must not decide that
// for all: whoever likes can begin a run over the whole course, or write that there was one.
func (b *Book) examHeld() bool {
	took, came := b.took()
	return 2*took > came
}

// took counts who has taken the exam, of those who handed in: a run over the course if the course has an
// exam, or one in an exam program.
func (b *Book) took() (took, came int) {
	for _, p := range b.People {
		if p.Came() {
			came++
		}
		if p.inProgram || p.tested && b.opt.Exam {
			took++
		}
	}
	return took, came
}

// examBuilds returns from which exam programs files came, by the students whose they are.
func examBuilds(entries []Entry) map[string][]string {
	builds := map[string][]string{}
	for _, e := range entries {
		if e.Exam != "" && !slices.Contains(builds[e.Who], e.Exam) {
			builds[e.Who] = append(builds[e.Who], e.Exam)
		}
	}
	return builds
}

func (p *Person) key() string {
	if len(p.names) == 0 {
		return ""
	}
	return p.names[0]
}

func (b *Book) essayCounts(id string) bool { return b.opt.Essays != nil && b.opt.Essays.Counts(id) }

// IsExam reports whether a scope is that of a run over the whole course.
func IsExam(scope string) bool { return scope == "course" || scope == "exam" }

// grade grades the answers of one student and counts them everywhere.
func (b *Book) grade(c *Class, at int, p *Person, f fetched, builds []string) error {
	p.Marks = make([]float64, len(b.Questions))
	for i := range p.Marks {
		p.Marks[i] = statistics.Missing
	}
	rows, attempts := b.rows(c, p, f, builds), f.attempts
	if b.Exam {
		b.gradeExam(c, p, rows, attempts, builds)
	} else {
		b.gradeLessons(c, p, rows)
	}
	p.Percent = 0
	if p.Max > 0 {
		p.Percent = math.Round(p.Score/p.Max*1e4) / 100
	}
	b.firstMarks(c, p, rows, attempts, builds)
	for _, r := range rows {
		b.meet(at, r)
		if r.Of != nil && !r.Of.Graded && !r.Judged && !r.Answer.DontKnow && r.Exam == b.Exam {
			p.Essays++
		}
	}
	if b.opt.Each == nil {
		return nil
	}
	shown := p
	if b.opt.Alias != nil {
		hidden := *p
		hidden.hide(b.opt.Alias)
		shown = &hidden
	}
	for _, r := range rows {
		if err := b.opt.Each(shown, r); err != nil {
			return err
		}
	}
	return nil
}

// fetched is what the class has of one student, the oldest first.
type fetched struct {
	attempts []progress.Attempt
	answers  []progress.Answer
	err      error
}

// fetch reads what the class has of each person, one after the other, while the one before is graded. It
// ends early when enough is closed.
func (c *Class) fetch(people []*Person, enough <-chan struct{}) <-chan fetched {
	next := make(chan fetched, 1)
	go func() {
		for _, p := range people {
			f := c.of(p)
			select {
			case next <- f:
			case <-enough:
				return
			}
			if f.err != nil {
				return
			}
		}
	}()
	return next
}

// of reads what the class has of a person.
func (c *Class) of(p *Person) (f fetched) {
	for _, name := range p.names {
		record, err := c.store.Record(name, c.course.About())
		if err != nil {
			return fetched{err: err}
		}
		attempts, err := record.Attempts("")
		if err != nil {
			return fetched{err: err}
		}
		answers, err := record.Answers(progress.Filter{})
		if err != nil {
			return fetched{err: err}
		}
		f.add(c.course.Practice, attempts, answers)
	}
	if len(p.names) > 1 { // each came in its order already
		slices.SortStableFunc(f.answers, func(x, y progress.Answer) int { return x.At.Compare(y.At) })
		slices.SortStableFunc(f.attempts, func(x, y progress.Attempt) int { return x.Started.Compare(y.Started) })
	}
	return f
}

// add takes what a record has, without practice.
func (f *fetched) add(isPractice func(scope string) bool, attempts []progress.Attempt, answers []progress.Answer) {
	practice := map[string]bool{}
	for _, a := range attempts {
		if isPractice(a.Scope) {
			practice[a.ID] = true
		} else {
			f.attempts = append(f.attempts, a)
		}
	}
	for _, a := range answers {
		if !practice[a.Attempt] {
			f.answers = append(f.answers, a)
		}
	}
}

// rows grades all answers of a student.
func (b *Book) rows(c *Class, p *Person, f fetched, builds []string) []Row {
	attempts := make(map[string]progress.Attempt, len(f.attempts))
	for _, a := range f.attempts {
		attempts[a.ID] = a
	}
	rows := make([]Row, len(f.answers))
	for i, a := range f.answers {
		rows[i] = b.row(c, p, attempts[a.Attempt], a, builds)
	}
	return rows
}

// row grades one answer.
func (b *Book) row(c *Class, p *Person, of progress.Attempt, a progress.Answer, builds []string) Row {
	r := Row{Attempt: of, Answer: a, Exam: IsExam(of.Scope)}
	r.Given, r.Found = c.course.Grade(a.Question, a.Response, builds)
	if r.Found {
		r.Of = b.all[r.Given.Question]
	}
	if r.Of == nil {
		r.Found = false
		return r
	}
	r.Given.Same = r.Given.Same || r.Of.Hash == a.Hash
	r.Points, r.Judged = r.Given.Credit*r.Of.Points, r.Given.Graded
	if !r.Of.Graded && b.opt.Essays != nil {
		points, ok := b.opt.Essays.Points(a.ID, p.Label(), r.Of.ID)
		if ok && r.Of.Points > 0 {
			r.Points, r.Judged = min(max(0, points), r.Of.Points), true
			r.Given.Credit = r.Points / r.Of.Points
		}
	}
	return r
}
