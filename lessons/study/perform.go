package study

import (
	"cmp"

	"lectern/lessons"
)

// Effect is a change to be saved that follows from something the student did.
type Effect interface {
	// save saves it.
	save(Record) error
	// settle takes it into what the session knows, once it is saved or the
	// student is told why it is not. The record is nil if nothing is saved.
	settle(*Session, Record) error
}

type (
	// SavePlace keeps the place. It may be written a moment later.
	SavePlace struct{ Place lessons.Place }
	// SaveReading keeps seconds spent in lessons and whether they are read.
	SaveReading struct{ Read []Reading }
	// SaveAnswer keeps an answer; it begins the run's attempt if it is the first.
	SaveAnswer struct {
		Run   *Run
		Given Given
	}
	// SaveScore ends a run's attempt.
	SaveScore struct {
		Run         *Run
		Score, Most float64
		Passed      bool
	}
	// SaveEasy notes that the last answer to a question of a run was easy.
	SaveEasy struct {
		Run      *Run
		Question string
	}
	// SaveSetting keeps a setting.
	SaveSetting struct{ Name, Value string }
	// SaveNote keeps a note, bookmark or mark.
	SaveNote struct{ Note Note }
	// DropNote removes a note or bookmark.
	DropNote struct{ ID string }
	// SaveDraft keeps what is typed for a note. It may be written a moment later.
	SaveDraft struct{ Draft Note }
	// SaveLink puts a link on the list of those to be read later.
	SaveLink struct{ Link Link }
	// DropLink takes it off the list.
	DropLink struct{ Address string }
)

func (e SavePlace) save(r Record) error   { return r.SavePlace(e.Place) }
func (e SaveReading) save(r Record) error { return r.ReadLessons(e.Read) }
func (e SaveSetting) save(r Record) error { return r.SaveSetting(e.Name, e.Value) }
func (e SaveNote) save(r Record) error    { return r.SaveNote(e.Note) }
func (e DropNote) save(r Record) error    { return r.DropNote(e.ID) }
func (e SaveDraft) save(r Record) error   { return r.SaveDraft(e.Draft) }
func (e SaveLink) save(r Record) error    { return r.SaveLink(e.Link) }
func (e DropLink) save(r Record) error    { return r.DropLink(e.Address) }

// save keeps an answer, and before the first one of a run that there is an attempt. Answers of the run that could not
// be kept before go first.
func (e SaveAnswer) save(r Record) error {
	e.Run.unkept = append(e.Run.unkept, e.Given)
	return e.Run.keep(r)
}

// keep saves what of a run is not saved yet. What cannot be stays for the next time. Where one answer cannot be saved, only the
// last is tried besides: a record that takes nothing is not asked again for each.
func (r *Run) keep(to Record) error {
	if len(r.unkept) == 0 {
		return nil
	}
	if r.attempt == "" {
		id, err := to.Begin(Attempt{Scope: r.Scope, Seed: r.Seed, Questions: r.IDs()})
		if err != nil {
			return err
		}
		r.attempt = id
	}
	var left []Given
	var failed error
	for i, g := range r.unkept {
		if failed != nil && i < len(r.unkept)-1 {
			left = append(left, g)
		} else if err := to.Answer(r.attempt, g); err != nil {
			left, failed = append(left, g), cmp.Or(failed, err)
		}
	}
	r.unkept = left
	return failed
}

// Kept reports whether each answer of the run is in the record, where there is one.
func (r *Run) Kept() bool { return len(r.unkept) == 0 }

// save notes it; an answer that could not be kept has no attempt.
func (e SaveEasy) save(r Record) error {
	if e.Run.attempt == "" {
		return nil
	}
	return r.CallEasy(e.Run.attempt, e.Question)
}

// save ends the attempt, once its answers are kept; a run of which none could be has none.
func (e SaveScore) save(r Record) error {
	if err := e.Run.keep(r); err != nil || e.Run.attempt == "" {
		return err
	}
	return r.Finish(e.Run.attempt, e.Score, e.Most, e.Passed)
}

func (SavePlace) settle(*Session, Record) error   { return nil }
func (SaveReading) settle(*Session, Record) error { return nil } // the lesson after it follows from it at once
func (SaveSetting) settle(*Session, Record) error { return nil }
func (SaveDraft) settle(*Session, Record) error   { return nil } // the session has it

func (e SaveAnswer) settle(s *Session, _ Record) error {
	s.Known.take(Answered{
		Question: e.Given.ID, Attempt: e.Run.name(), Scope: e.Run.Scope,
		Credit: e.Given.Credit, TextHash: e.Given.Question.TextHash(), Confidence: e.Given.Confidence,
	})
	s.learn(e)
	s.count(e.Run)
	s.Known.Turn++
	return nil
}

func (e SaveEasy) settle(s *Session, _ Record) error {
	if s.Memory != nil {
		s.Memory.Easy(e.Question)
	}
	return nil
}

func (e SaveScore) settle(s *Session, _ Record) error {
	score := s.Known.Scores[e.Run.Scope]
	score.Left = false
	share := 0.0
	if e.Most > 0 {
		share = e.Score / e.Most
	}
	if score.Attempts == 0 {
		score.First, score.Best, score.Most = share, share, e.Most
	}
	score.Attempts++
	score.Last = share
	if share > score.Best {
		score.Best, score.Most = share, e.Most
	}
	s.Known.Scores[e.Run.Scope] = score
	s.Known.Turn++
	return nil
}

// settle keeps a mark in the session even if it could not be saved in the record.
func (e SaveNote) settle(s *Session, r Record) error {
	if e.Note.Letter != "" {
		s.Kept.Marks[e.Note.Letter] = e.Note
	}
	return s.reload(r)
}

func (DropNote) settle(s *Session, r Record) error { return s.reload(r) }
func (SaveLink) settle(s *Session, r Record) error { return s.reload(r) }
func (DropLink) settle(s *Session, r Record) error { return s.reload(r) }

func (s *Session) reload(r Record) error {
	if r == nil {
		return nil
	}
	return s.Reload(r)
}

// Performer saves the effects that a session asks for. Tell is called with what the student
// should be told of the record, or why something is not saved.
type Performer struct {
	Record Record // nil: nothing is saved
	Tell   func(news string, err error)
}

// Do saves one effect and lets the session know. What must be durable is on the
// disk when it returns, or the student was told why not: only then does an answer
// count.
func (p Performer) Do(s *Session, e Effect) {
	if p.Record != nil {
		p.tell(p.Save(e))
	}
	if err := e.settle(s, p.Record); err != nil {
		p.tell("", err)
	}
}

// Save saves one effect that the session knows of already. It may run beside the session.
func (p Performer) Save(e Effect) (news string, err error) {
	if err := e.save(p.Record); err != nil {
		return "", err
	}
	return p.Record.News(), nil
}

func (p Performer) tell(news string, err error) {
	if news != "" || err != nil {
		p.Tell(news, err)
	}
}

// Begin begins a run, or goes on with the attempt of its scope that was left.
func (p Performer) Begin(s *Session, plan Plan) (*Run, error) {
	if err := s.May(plan); err != nil {
		return nil, err
	}
	var left Attempt
	found := false
	if p.Record != nil && !plan.Fresh {
		var err error
		if left, found, err = p.Record.Unfinished(plan.Scope); err != nil {
			p.tell("", err)
			found = false
		}
	}
	r, err := s.begin(plan, left, found)
	if err == nil {
		p.startLimit(s, r, plan.Limit)
	}
	return r, err
}

// Keep saves the answers of a run that could not be saved before; it returns why some still cannot be.
func (p Performer) Keep(r *Run) error {
	if p.Record == nil {
		return nil
	}
	return r.keep(p.Record)
}
