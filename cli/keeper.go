package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/review"
	"lectern/lessons/study"
	"lectern/progress"
	"lectern/reader/typeset"
)

// keeper adapts the record in SQLite to the interface study.Record. Its errors are
// in the words that a student reads.
type keeper struct {
	store  *progress.Store
	record *progress.Record
	course *lessons.Course // nil where no place is saved

	mu   sync.Mutex
	told int // how many of the store's notices News has returned so far
}

func newKeeper(s *progress.Store, r *progress.Record, c *lessons.Course) *keeper {
	return &keeper{store: s, record: r, course: c}
}

func (k *keeper) News() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := k.store.Notices()
	news := trouble.Notices(all[k.told:])
	k.told = len(all)
	return news
}

func (k *keeper) Place() (lessons.Place, bool, error) {
	p, found, err := k.record.Place()
	return placeOf(p), found, trouble.InWords(err)
}

// SavePlace saves the place. That in a file beside a page which is opened alone is the
// place of that file: the page opens again where it was left itself.
func (k *keeper) SavePlace(p lessons.Place) error {
	record := k.record
	if k.course != nil {
		if id, title, there, ok := k.course.Alone(p); ok {
			var err error
			if record, err = k.store.Record(record.Student(), progress.Course{ID: id, Title: title}); err != nil {
				return trouble.InWords(err)
			}
			p = there
		}
	}
	return trouble.InWords(record.SavePlace(recordPlace(p)))
}

// placeOf converts a place from the record's form.
func placeOf(p progress.Place) lessons.Place {
	return lessons.Place{Lesson: p.Lesson, Position: doc.Position{Block: p.Block, Offset: p.Offset}}
}

// recordPlace converts a place to the record's form.
func recordPlace(p lessons.Place) progress.Place {
	return progress.Place{Lesson: p.Lesson, Block: p.Block, Offset: p.Offset}
}

func (k *keeper) Lessons() (map[string]study.LessonState, error) {
	states, err := k.record.Lessons()
	out := make(map[string]study.LessonState, len(states))
	for id, s := range states {
		out[id] = study.LessonState{Read: s.Finished, Seconds: s.Seconds}
	}
	return out, trouble.InWords(err)
}

func (k *keeper) ReadLessons(read []study.Reading) error {
	all := make([]progress.Reading, len(read))
	for i, r := range read {
		all[i] = progress.Reading(r)
	}
	return trouble.InWords(k.record.ReadLessons(all...))
}

func (k *keeper) Scores() (map[string]study.Score, error) {
	tries, err := k.record.Tries()
	out := make(map[string]study.Score, len(tries))
	for scope, t := range tries {
		out[scope] = study.Score{
			Begun: t.Begun, Left: t.Left,
			Attempts: t.Finished, First: t.First.Share(), Best: t.Best.Share(), Last: t.Last.Share(), Most: t.Best.Max,
		}
	}
	return out, trouble.InWords(err)
}

func (k *keeper) Answers() ([]study.Answered, error) {
	all, err := k.record.Credits()
	out := make([]study.Answered, len(all))
	for i, c := range all {
		out[i] = study.Answered{Question: c.Question, Attempt: c.Attempt, Scope: c.Scope, Credit: c.Share, TextHash: c.Hash,
			Confidence: study.Confidence(c.Confidence)}
	}
	return out, trouble.InWords(err)
}

func (k *keeper) Memory() ([]review.Answer, error) {
	all, err := k.record.Recalls()
	out := make([]review.Answer, 0, len(all))
	for _, a := range all {
		if study.Replayed(a.Scope) {
			out = append(out, review.Answer{
				ID: a.ID, Stamp: a.Stamp, Question: a.Question, Attempt: a.Attempt, TextHash: a.Hash,
				Credit: a.Share, Hints: a.Hints, DontKnow: a.DontKnow, Doubted: study.Confidence(a.Confidence).Doubts(),
				Easy: a.Easy, At: a.At, Offset: a.Offset, Day: a.Day,
			})
		}
	}
	return out, trouble.InWords(err)
}

func (k *keeper) CallEasy(attempt, question string) error {
	return trouble.InWords(k.record.CallEasy(attempt, question))
}

func (k *keeper) Unfinished(scope string) (study.Attempt, bool, error) {
	a, answers, found, err := k.record.Unfinished(scope)
	if err != nil || !found {
		return study.Attempt{}, false, trouble.InWords(err)
	}
	out := study.Attempt{ID: a.ID, Scope: a.Scope, Seed: strconv.FormatInt(a.Seed, 10), Questions: a.Questions, Begun: a.Started}
	all, err := k.record.Attempts(scope)
	if err != nil {
		return study.Attempt{}, false, trouble.InWords(err)
	}
	for _, earlier := range all {
		if earlier.Finished() {
			out.Earlier = append(out.Earlier, earlier.Questions)
		}
	}
	for _, x := range answers {
		given, err := quiz.DecodeAnswer(string(x.Response))
		if err != nil {
			continue // written by a program that knows more kinds; the question is asked again
		}
		out.Given = append(out.Given, study.Given{
			ID: x.Question, Answer: given, Credit: x.Credit, Graded: x.Graded, Hints: x.Hints, Seconds: x.Seconds,
			Confidence: study.Confidence(x.Confidence),
		})
	}
	return out, true, nil
}

func (k *keeper) Begin(a study.Attempt) (string, error) {
	seed, err := strconv.ParseInt(a.Seed, 10, 64)
	if err != nil {
		return "", fmt.Errorf("an attempt's seed is a number, not %q", a.Seed)
	}
	begun, err := k.record.Begin(progress.Attempt{Scope: a.Scope, Questions: a.Questions, Seed: seed})
	return begun.ID, trouble.InWords(err)
}

func (k *keeper) Answer(attempt string, g study.Given) error {
	q := g.Question
	return trouble.InWords(k.record.Answer(progress.Answer{
		Attempt: attempt, Question: q.ID, Hash: q.TextHash(), Title: recordTitle(q), Kind: string(q.Kind),
		Response: json.RawMessage(g.Answer.Encode()), Words: q.Response(g.Answer),
		Credit: g.Credit, Points: q.Points, Graded: g.Graded,
		Hints: g.Hints, DontKnow: g.Answer.DontKnow, Seconds: g.Seconds,
		Confidence: int(g.Confidence),
	}))
}

// maxRecordTitle is how many characters of a prompt serve as the title of a question without one.
const maxRecordTitle = 70

// recordTitle returns the name of a question in the record: its title, else how its
// prompt begins. It stands on the way from the key to the verdict, so the
// prompt's markup is not parsed.
func recordTitle(q *quiz.Question) string {
	if q.Title != "" {
		return q.Title
	}
	words := []rune(typeset.Clean(strings.ReplaceAll(q.Prompt.Words(), string(quiz.GapMark), "____")))
	if len(words) > maxRecordTitle {
		words = append(words[:maxRecordTitle-1], '…')
	}
	return string(words)
}

func (k *keeper) Elapsed(attempt string) (time.Duration, error) {
	d, err := k.record.Elapsed(attempt)
	return d, trouble.InWords(err)
}

func (k *keeper) Finish(attempt string, score, most float64, passed bool) error {
	return trouble.InWords(k.record.Finish(attempt, score, most, passed))
}

func (k *keeper) History() (study.History, error) {
	var h study.History
	streak, err := k.record.Streak()
	if err != nil {
		return h, trouble.InWords(err)
	}
	points, err := scored(k.record)
	for _, p := range points {
		h.Series = append(h.Series, p.Share)
	}
	h.Streak = streak
	if err != nil {
		return h, trouble.InWords(err)
	}
	read, err := k.record.Lessons()
	for _, l := range read {
		h.Seconds += l.Seconds
	}
	return h, trouble.InWords(err)
}

// scored returns the finished attempts whose scores say how the course went: practice does not.
func scored(r *progress.Record) ([]progress.Point, error) {
	points, err := r.Points("")
	return slices.DeleteFunc(points, func(p progress.Point) bool { return study.Practice(p.Scope) }), err
}

func (k *keeper) Setting(name string) (string, error) {
	value, _, err := k.store.Setting(k.record.Student(), name)
	return value, trouble.InWords(err)
}

func (k *keeper) SaveSetting(name, value string) error {
	return trouble.InWords(k.store.Set(k.record.Student(), name, value))
}

func (k *keeper) Notes() ([]study.Note, error) {
	// A mark belongs to its letter, not on the list, and a draft is none yet.
	return k.notesThat(func(n progress.Note) bool { return n.Kind != progress.Mark && n.Kind != progress.Draft })
}

func (k *keeper) Marks() ([]study.Note, error) {
	return k.notesThat(func(n progress.Note) bool { return n.Kind == progress.Mark })
}

func (k *keeper) Drafts() ([]study.Note, error) {
	return k.notesThat(func(n progress.Note) bool { return n.Kind == progress.Draft })
}

func (k *keeper) SaveDraft(n study.Note) error {
	_, err := k.record.SaveNote(progress.Note{Kind: progress.Draft, Paragraph: n.Paragraph, Text: n.Text, Place: recordPlace(n.Place)})
	return trouble.InWords(err)
}

func (k *keeper) notesThat(wanted func(progress.Note) bool) ([]study.Note, error) {
	all, err := k.record.Notes()
	var out []study.Note
	for _, n := range all {
		if !wanted(n) {
			continue
		}
		note := study.Note{
			ID:        n.ID,
			Place:     placeOf(n.Place),
			Paragraph: n.Paragraph, Text: n.Text,
			Created: n.Created, Updated: n.Place.Updated,
		}
		if n.Kind == progress.Mark {
			note.Letter = n.Label
		}
		out = append(out, note)
	}
	return out, trouble.InWords(err)
}

func (k *keeper) SaveNote(n study.Note) error {
	kind := progress.Written
	switch {
	case n.Letter != "":
		kind = progress.Mark
	case n.Text == "":
		kind = progress.Bookmark
	}
	_, err := k.record.SaveNote(progress.Note{
		ID: n.ID, Kind: kind, Paragraph: n.Paragraph, Text: n.Text, Label: n.Letter,
		Place: recordPlace(n.Place),
	})
	return trouble.InWords(err)
}

func (k *keeper) DropNote(id string) error { return trouble.InWords(k.record.DeleteNote(id)) }

func (k *keeper) SaveLink(l study.Link) error {
	return trouble.InWords(k.record.ReadLater(progress.Link{Target: l.Address, Text: l.Text, Lesson: l.Lesson, Added: l.Added}))
}

func (k *keeper) DropLink(address string) error { return trouble.InWords(k.record.ForgetLink(address)) }

func (k *keeper) Links() ([]study.Link, error) {
	all, err := k.record.Links()
	var out []study.Link
	for _, l := range all {
		out = append(out, study.Link{Address: l.Target, Text: l.Text, Lesson: l.Lesson, Added: l.Added})
	}
	return out, trouble.InWords(err)
}
