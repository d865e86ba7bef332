// Package review knows when a student is about to forget what a question asks for. It is pure: the
// schedule is a function of the answers that a record holds, and nothing of it is kept. So a merge of
// two records brings the schedule that one computer would have, and another version of the algorithm
// begins where the last one stood.
//
// The algorithm is FSRS-6 with its default parameters (open-spaced-repetition; the library go-fsrs is
// known to this room alone). It keeps two numbers of each question: the stability, after how many days
// the student would still know the answer with a probability of 90 %, and the difficulty from 1 to 10.
//
//   - Students rate nothing; how an answer was rates it (Rate).
//   - Days are the student's own: an answer at ten past midnight is of another day than one at ten to,
//     wherever that was (Answer.wall).
//   - The order of answers is that of their stamps. A clock that was set back makes no time pass, and an
//     answer from the future was given when the one before it was.
//   - There are no steps of minutes: a sitting asks what was wrong again at its end, and what was
//     answered is not due before the next day.
package review

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"
)

// retention is how probable it should be that a question is remembered when it is asked again.
const retention = 0.9

// Answer is one answer as the record has it, as far as it tells of the student's memory.
type Answer struct {
	ID       string // tells answers of one stamp apart, the same everywhere
	Stamp    int64  // puts answers in order (progress, "clock.go")
	Question string
	Attempt  string  // the run in which it was given
	TextHash string  // of the question as it was asked
	Credit   float64 // 0..1
	Hints    int     // shown before it
	DontKnow bool
	Doubted  bool // the student was not sure, or guessed
	Easy     bool // the student said afterwards that it was easy
	At       time.Time
	Offset   *int   // minutes ahead of UTC where the student was; nil of old answers
	Day      string // the date where the student was, which old answers have
}

// wall returns the time on the student's clock, as if that were in UTC, in which FSRS counts days.
// Of an old answer the day is known, so it is the time of that day that is nearest.
func (a Answer) wall() time.Time {
	at := a.At.UTC()
	if a.Offset != nil {
		return at.Add(time.Duration(*a.Offset) * time.Minute)
	}
	day, err := time.Parse(time.DateOnly, a.Day)
	switch {
	case err != nil:
		return at
	case at.Before(day):
		return day
	case !at.Before(day.AddDate(0, 0, 1)):
		return day.AddDate(0, 0, 1).Add(-time.Second)
	}
	return at
}

// Today returns the day that it is for a student whose clock shows now.
func Today(now time.Time) time.Time {
	y, m, d := now.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Card is what is known of one question that was answered.
type Card struct {
	Question   string
	Stability  float64
	Difficulty float64
	Last       time.Time // when it was answered last, on the student's clock as if that were in UTC
	Due        time.Time // the day on which it is asked again, a midnight in UTC
	TextHash   string    // of the question as it was asked last
	Answers    int
	Missed     bool // an answer to it was not wholly right

	attempt string // in which it was answered last
	missed  bool   // in that attempt
	before  *Card  // what was known before the last answer; nil for nothing
	last    Answer
}

// In returns in how many days from today the question is asked again, 0 if it is due.
func (c Card) In(today time.Time) int { return max(0, days(today, c.Due)) }

// Recall returns how probable it is that the student still knows the answer on a day.
func (c Card) Recall(today time.Time) float64 {
	p := parameters()
	return p.ForgettingCurve(float64(max(0, days(Today(c.Last), today))), c.Stability)
}

// days counts the days from one midnight to another.
func days(from, to time.Time) int { return int(math.Round(to.Sub(from).Hours() / 24)) }

// Schedule is what is known of the questions that a student answered.
type Schedule struct {
	cards  map[string]Card
	params fsrs.Parameters
	until  time.Time // no answer is of a later time
	last   time.Time // of the last answer that can be
}

// Replay makes the schedule of all answers of a record, in whatever order they are. now is what the
// student's clock shows.
func Replay(answers []Answer, now time.Time) *Schedule {
	s := &Schedule{cards: map[string]Card{}, params: parameters(), until: Today(now).AddDate(0, 0, 2)}
	for _, a := range inOrder(answers) {
		s.take(a, false)
	}
	return s
}

// inOrder returns answers in the order in which they were given.
func inOrder(answers []Answer) []Answer {
	answers = slices.Clone(answers)
	slices.SortFunc(answers, func(a, b Answer) int { return cmp.Or(cmp.Compare(a.Stamp, b.Stamp), cmp.Compare(a.ID, b.ID)) })
	return answers
}

func parameters() fsrs.Parameters {
	p := fsrs.DefaultParam()
	p.RequestRetention = retention
	return p
}

// Card returns what is known of a question; ok is false if it was not answered.
func (s *Schedule) Card(question string) (c Card, ok bool) {
	c, ok = s.cards[question]
	return c, ok
}

// Take adds an answer that was just given.
func (s *Schedule) Take(a Answer) { s.take(a, true) }

// Easy takes the last answer to a question as one that was easy, and returns what is known now.
func (s *Schedule) Easy(question string) (c Card, ok bool) {
	c, ok = s.cards[question]
	if !ok {
		return c, false
	}
	a := c.last
	a.Easy = true
	if c.before != nil {
		s.cards[question] = *c.before
	} else {
		delete(s.cards, question)
	}
	s.take(a, true)
	return s.cards[question], true
}

// take adds an answer. undo keeps what Easy needs.
func (s *Schedule) take(a Answer, undo bool) {
	old, known := s.cards[a.Question]
	at := a.wall()
	switch {
	case !at.After(s.until):
		s.last = at
	case !s.last.IsZero():
		at = s.last
	default:
		at = s.until
	}
	if at.Before(old.Last) { // also on a journey to the west
		at = old.Last
	}
	c := Card{
		Question: a.Question, Last: at, TextHash: a.TextHash, Answers: old.Answers + 1, attempt: a.Attempt,
		Missed: old.Missed || a.Credit < right, missed: a.Credit < right, last: a,
	}
	second := known && old.attempt == a.Attempt && old.missed
	c.missed = c.missed || second
	rating := Rate(a, second)
	var memory *fsrs.MemoryState
	var elapsed uint64
	if known {
		memory = &fsrs.MemoryState{Stability: old.Stability, Difficulty: old.Difficulty}
		elapsed = uint64(max(0, days(Today(old.Last), Today(at))))
	}
	next := s.params.NextState(memory, retention, elapsed, fsrs.Rating(rating))
	c.Stability, c.Difficulty = next.Memory.Stability, next.Memory.Difficulty
	c.Due = Today(at).AddDate(0, 0, spread(interval(next.Interval), a.Question, c.Answers))
	if undo && known {
		old.before = nil
		c.before = &old
	}
	s.cards[a.Question] = c
}

// maxInterval is the longest time until a question is asked again, in days.
const maxInterval = 36500

// interval returns whole days from the days that FSRS works out: at least until tomorrow.
func interval(days float64) int { return int(max(1, min(maxInterval, math.Round(days)))) }

// spread moves an interval a little, so that what was learned together does not come back all at once:
// by as much as FSRS does by chance, here by the question, so that every computer finds the same.
func spread(days int, question string, answers int) int {
	if days < 3 {
		return days
	}
	n := float64(days)
	delta := 1 + 0.15*(min(n, 7)-2.5) + 0.1*max(0, min(n, 20)-7) + 0.05*max(0, n-20)
	lo, hi := max(2, int(math.Round(n-delta))), min(maxInterval, int(math.Round(n+delta)))
	h := fnv.New32a()
	h.Write([]byte(question))
	h.Write([]byte{byte(answers), byte(answers >> 8)})
	return lo + int(h.Sum32()%uint32(hi-lo+1))
}
