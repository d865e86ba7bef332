package study

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/review"
)

var errFull = errors.New("disk is full")

// memory is a record in memory that logs what is saved. fail makes every save fail.
type memory struct {
	elapsed  time.Duration
	place    lessons.Place
	lessons  map[string]LessonState
	scores   map[string]Score
	answers  []Answered
	recalled []review.Answer
	now      time.Time // of the next answer
	attempts []*Attempt
	ended    map[string]bool
	notes    []Note
	drafts   []Note
	links    []Link
	log      []string
	fail     error
	news     string
}

func newMemory() *memory {
	return &memory{
		lessons: map[string]LessonState{}, scores: map[string]Score{}, ended: map[string]bool{},
	}
}

// answered puts an answer to a question of the lesson a/a into the record.
func (r *memory) answered(id string, credit float64) {
	r.answers = append(r.answers, Answered{Question: id, Attempt: "earlier", Scope: "lesson:a/a", Credit: credit})
}

func (r *memory) saved(format string, args ...any) error {
	if r.fail == nil {
		r.log = append(r.log, fmt.Sprintf(format, args...))
	}
	return r.fail
}

func (r *memory) Place() (lessons.Place, bool, error) { return r.place, r.place.Lesson != "", nil }
func (r *memory) SavePlace(p lessons.Place) error {
	r.place = p
	return r.saved("place %s %d+%d", p.Lesson, p.Block, p.Offset)
}
func (r *memory) Lessons() (map[string]LessonState, error) { return maps.Clone(r.lessons), nil }
func (r *memory) ReadLessons(read []Reading) error {
	for _, l := range read {
		if err := r.saved("read %s %.1f s finished=%v", l.Lesson, l.Seconds, l.Finished); err != nil {
			return err
		}
	}
	return nil
}
func (r *memory) Scores() (map[string]Score, error) {
	all := maps.Clone(r.scores)
	for _, a := range r.attempts {
		score := all[a.Scope]
		score.Begun++
		score.Left = !r.ended[a.ID]
		if r.ended[a.ID] {
			score.Attempts++
		}
		all[a.Scope] = score
	}
	return all, nil
}
func (r *memory) Answers() ([]Answered, error) { return slices.Clone(r.answers), nil }
func (r *memory) Unfinished(scope string) (Attempt, bool, error) {
	for _, a := range slices.Backward(r.attempts) {
		if a.Scope == scope && !r.ended[a.ID] && len(a.Given) > 0 {
			left := *a
			for _, b := range r.attempts {
				if b.Scope == scope && r.ended[b.ID] {
					left.Earlier = append(left.Earlier, b.Questions)
				}
			}
			return left, true, nil
		}
	}
	return Attempt{}, false, nil
}
func (r *memory) Begin(a Attempt) (string, error) {
	a.ID, a.Begun = fmt.Sprint("attempt ", len(r.attempts)+1), r.now
	if r.fail == nil {
		r.attempts = append(r.attempts, &a)
	}
	return a.ID, r.saved("begin %s", a.Scope)
}
func (r *memory) Answer(attempt string, g Given) error {
	for _, a := range r.attempts {
		if a.ID == attempt && r.fail == nil {
			a.Given = append(a.Given, g)
			r.answers = append(r.answers, Answered{Question: g.ID, Attempt: a.ID, Scope: a.Scope, Credit: g.Credit})
			if Replayed(a.Scope) {
				r.recalled = append(r.recalled, review.Answer{
					Question: g.ID, Attempt: a.ID, TextHash: g.Question.TextHash(), Credit: g.Credit, Hints: g.Hints,
					At: r.now, Offset: new(int), Stamp: int64(len(r.recalled)),
				})
			}
		}
	}
	return r.saved("%s: answer %s %g", attempt, g.ID, g.Credit)
}
func (r *memory) Memory() ([]review.Answer, error) { return slices.Clone(r.recalled), nil }
func (r *memory) CallEasy(attempt, question string) error {
	for i, a := range r.recalled {
		r.recalled[i].Easy = a.Easy || a.Attempt == attempt && a.Question == question
	}
	return r.saved("%s: easy %s", attempt, question)
}
func (r *memory) Elapsed(string) (time.Duration, error) { return r.elapsed, nil }

func (r *memory) Finish(attempt string, score, most float64, passed bool) error {
	r.ended[attempt] = r.fail == nil
	return r.saved("%s: finish %g/%g passed=%v", attempt, score, most, passed)
}
func (r *memory) History() (History, error)            { return History{}, nil }
func (r *memory) Setting(string) (string, error)       { return "", nil }
func (r *memory) SaveSetting(name, value string) error { return r.saved("set %s=%s", name, value) }
func (r *memory) Notes() ([]Note, error)               { return r.that(false), nil }
func (r *memory) Marks() ([]Note, error)               { return r.that(true), nil }
func (r *memory) Drafts() ([]Note, error)              { return slices.Clone(r.drafts), nil }
func (r *memory) SaveDraft(n Note) error {
	r.drafts = slices.DeleteFunc(r.drafts, func(d Note) bool { return d.Place == n.Place })
	if n.Text != "" {
		r.drafts = append(r.drafts, n)
	}
	return r.saved("draft %q", n.Text)
}
func (r *memory) Links() ([]Link, error) { return slices.Clone(r.links), nil }
func (r *memory) DropNote(id string) error {
	r.notes = slices.DeleteFunc(r.notes, func(n Note) bool { return n.ID == id })
	return r.saved("drop %s", id)
}
func (r *memory) SaveLink(l Link) error {
	r.links = append(r.links, l)
	return r.saved("link %s", l.Address)
}
func (r *memory) DropLink(address string) error {
	r.links = slices.DeleteFunc(r.links, func(l Link) bool { return l.Address == address })
	return r.saved("drop %s", address)
}
func (r *memory) SaveNote(n Note) error {
	if r.fail != nil {
		return r.fail
	}
	n.ID = fmt.Sprint("note ", len(r.notes)+1)
	r.notes = append(r.notes, n)
	return r.saved("note %q %s", n.Text, n.Letter)
}
func (r *memory) News() string {
	news := r.news
	r.news = ""
	return news
}

func (r *memory) that(marks bool) (out []Note) {
	for _, n := range r.notes {
		if (n.Letter != "") == marks {
			out = append(out, n)
		}
	}
	return out
}

// student is a session whose effects are performed at once.
type student struct {
	*Session
	Performer
	t    *testing.T
	told []string
}

// sit begins a session in a course of files. r may be nil.
func sit(t *testing.T, files map[string]string, r Record) *student {
	t.Helper()
	a := &student{t: t}
	a.Performer = Performer{Record: r, Tell: func(news string, err error) { a.told = append(a.told, fmt.Sprint(news, err)) }}
	a.Session = New(open(t, files), "ada", time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), func(e Effect) { a.Do(a.Session, e) })
	if r != nil {
		if err := errors.Join(a.Refresh(r), a.Reload(r)); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// open opens a course of files in memory and parses it.
func open(t *testing.T, files map[string]string) *lessons.Course {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := lessons.Open(fsys, lessons.Options{ID: "test", Title: "Test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.Lessons()
	return c
}

// wait lets time pass, reading.
func (a *student) wait(d time.Duration) { a.Tick(a.Now().Add(d), true) }

// run begins a run of a plan.
func (a *student) run(p Plan) *Run {
	a.t.Helper()
	r, err := a.Begin(a.Session, p)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

// answer answers the next question of a run, rightly or not.
func (a *student) answer(r *Run, right bool) {
	a.t.Helper()
	i, more := r.Next(0)
	if !more {
		a.t.Fatal("no question is left")
	}
	given := quiz.Answer{DontKnow: true}
	if q := r.Questions[i]; right {
		for k, c := range q.Choices {
			if c.Fraction >= 1 {
				given = quiz.Answer{Choices: []int{k}}
			}
		}
	}
	a.Answer(r, i, given, 0, a.Now())
}

// ends wants the last saves of a record.
func ends(t *testing.T, r *memory, want ...string) {
	t.Helper()
	got := r.log[max(0, len(r.log)-len(want)):]
	if !slices.Equal(got, want) {
		t.Errorf("saved\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// pages is a course of short pages with these texts.
func pages(texts ...string) map[string]string {
	files := map[string]string{}
	for i, text := range texts {
		files[fmt.Sprintf("p%d.md", i+1)] = fmt.Sprintf("# Page %d\n\n%s\n", i+1, text)
	}
	return files
}

// bank is a page with n questions of two choices each.
func bank(n int, settings string) map[string]string {
	var gift strings.Builder
	for i := range n {
		fmt.Fprintf(&gift, "// [id:q%d]\n::Q%d::Which?{=yes ~no}\n\n", i+1, i+1)
	}
	return map[string]string{
		"a.md": "# A\n\nText.\n", "a.gift": gift.String(), "course.toml": "id = \"c\"\ntitle = \"C\"\n" + settings,
	}
}

func at(block int) doc.Position { return doc.Position{Block: block} }
