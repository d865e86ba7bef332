package quiz

import (
	"hash/fnv"
	"math"
	"strconv"
)

// Run is one way through some questions: those of a lesson, of a page, or of the
// whole course as an exam. It is plain data that the screen and line mode share,
// so that both keep the same rules. The callers that ask the questions save the answers.
type Run struct {
	Scope     string // what the record calls it
	Seed      string // what the order of questions and choices follows from
	Settings  Settings
	Questions []*Question // in the order in which they are asked
	Outcomes  []Outcome   // one for each question

	// Where only some questions are asked again, the others keep the points that
	// they got before, and count as if they were asked.
	KeptScore, KeptMost float64
}

// Outcome is the result of one question of a Run: the answer and its grade.
type Outcome struct {
	Answered bool
	Answer   Answer
	Grade    Grade
	Hints    int // how many were shown
}

// NewRun draws a run from a bank's questions as the settings say: a pool of
// them, shuffled or in the author's order. The same seed draws the same run.
func NewRun(scope, seed string, questions []*Question, s Settings) *Run {
	shuffle := s.Shuffle == "questions" || s.Shuffle == "both"
	drawn := Draw(questions, s.Pool, seed, shuffle)
	return &Run{Scope: scope, Seed: seed, Settings: s, Questions: drawn, Outcomes: make([]Outcome, len(drawn))}
}

// ResumeRun makes the run again that had these questions, by ID. Questions that the
// course no longer has are left out.
func ResumeRun(scope, seed string, ids []string, questions []*Question, s Settings) *Run {
	byID := make(map[string]*Question, len(questions))
	for _, q := range questions {
		byID[q.ID] = q
	}
	r := &Run{Scope: scope, Seed: seed, Settings: s}
	for _, id := range ids {
		if q := byID[id]; q != nil {
			r.Questions = append(r.Questions, q)
		}
	}
	r.Outcomes = make([]Outcome, len(r.Questions))
	return r
}

// Seed returns the seed of a student's attempt, a positive number in digits: the same
// after a resume, another one the next time. before is how many attempts of
// the scope were begun earlier.
func Seed(student, scope string, before int) string {
	h := fnv.New64a()
	h.Write([]byte(student + "\x00" + scope + "\x00" + strconv.Itoa(before)))
	return strconv.FormatUint(h.Sum64()>>1|1, 10)
}

// IDs returns the IDs of the questions in the order in which they are asked.
func (r *Run) IDs() []string {
	ids := make([]string, len(r.Questions))
	for i, q := range r.Questions {
		ids[i] = q.ID
	}
	return ids
}

// Order returns the order in which the choices of question i are shown (or the
// right sides of a matching question): Order[k] is the author's index of what
// stands at k. Ordering questions are always shuffled, choices if the settings say so.
func (r *Run) Order(i int) []int {
	q := r.Questions[i]
	seed := ""
	if s := r.Settings.Shuffle; s == "choices" || s == "both" || q.Kind.rules().shuffled() {
		seed = r.Seed + "/" + q.ID
	}
	return ChoiceOrder(q, seed)
}

// Take grades an answer to question i and keeps both.
func (r *Run) Take(i int, a Answer, hints int) Grade {
	g := r.Questions[i].Grade(a)
	r.Outcomes[i] = Outcome{Answered: true, Answer: a, Grade: g, Hints: hints}
	return g
}

// Next returns the first question without an answer at or behind i, else the
// first one at all; ok is false when every question has one.
func (r *Run) Next(i int) (index int, ok bool) {
	n := len(r.Questions)
	for k := range n {
		if at := (i + k) % n; !r.Outcomes[at].Answered && r.Questions[at].Kind.Asks() {
			return at, true
		}
	}
	return 0, false
}

// Done reports whether every question has an answer.
func (r *Run) Done() bool {
	_, more := r.Next(0)
	return !more
}

// Score returns the points of the answers so far, and those of the whole run,
// with what was kept from before it. Questions that are not graded count for neither.
func (r *Run) Score() (score, most float64) {
	score, most = r.KeptScore, r.KeptMost
	for i, q := range r.Questions {
		if q.Graded() {
			most += q.Points
			score += r.Outcomes[i].Grade.Credit * q.Points
		}
	}
	return score, most
}

// Judged reports whether the run can be passed or failed: there is a pass mark, and
// something is graded.
func (r *Run) Judged() bool {
	_, most := r.Score()
	return r.Settings.Pass > 0 && most > 0
}

// Passed reports whether the score reaches the pass mark. A run that is not
// Judged is not passed.
func (r *Run) Passed() bool {
	score, most := r.Score()
	return Reaches(score, most, r.Settings.Pass)
}

// PassMark returns a pass mark in percent as JSON has it: nil if there is none.
func PassMark(pass float64) *float64 {
	if pass <= 0 {
		return nil
	}
	return &pass
}

// Reaches reports whether a score reaches a pass mark in percent. The mark is held
// against the percentage that people compute on paper: 7 of 10 is 70 %, whatever
// floating point makes of it. Without a mark, or where there are no points, nothing is passed.
func Reaches(score, most, pass float64) bool {
	return pass > 0 && most > 0 && math.Round(score/most*1e6)/1e4 >= pass
}

// Wrong returns the graded questions whose answer was not wholly right.
func (r *Run) Wrong() []*Question {
	var out []*Question
	for i, q := range r.Questions {
		if q.Graded() && r.Outcomes[i].Answered && !r.Outcomes[i].Grade.Right {
			out = append(out, q)
		}
	}
	return out
}

// KeepsBack reports whether what is right is not shown after each answer, but later or never.
func (r *Run) KeepsBack() bool {
	switch r.Settings.Reveal {
	case "at-end", "after-pass", "never":
		return true
	}
	return false
}

// Reveals reports whether the student may see what was right: right after each
// answer by default, else at the end, after a pass, or never. What cannot be passed is shown at the end.
func (r *Run) Reveals() bool {
	switch r.Settings.Reveal {
	case "at-end":
		return r.Done()
	case "after-pass":
		return r.Done() && (r.Passed() || !r.Judged())
	case "never":
		return false
	}
	return true
}
