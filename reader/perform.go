package reader

import (
	"context"
	"errors"

	"lectern/lessons/study"
	"lectern/reader/typeset"
)

// perform does one effect. What must be durable is on disk when it returns.
func (a *app) perform(e Effect) {
	rec := a.cfg.Record
	switch e := e.(type) {
	case SavePlace:
		a.places.put(e.Place)
	case SaveReading:
		a.saveReading(e)
	case SaveAnswer:
		a.save(func() error { return a.saveAnswer(e) })
	case SaveScore:
		if e.Run.attempt != "" {
			a.save(func() error { return rec.Finish(e.Run.attempt, e.Score, e.Most, e.Passed) })
		}
	case SaveSetting:
		a.save(func() error { return rec.SaveSetting(e.Name, e.Value) })
	case Refresh:
		a.refresh()
	case KeepNote, DropNote, SaveLink, DropLink:
		a.shelve(e)
	case StartRun:
		a.startRun(e.plan)
	case LookUp:
		a.lookUp(e)
	case OpenAddress:
		a.openAddress(e.Address)
	case CopyText:
		a.toClipboard(e.Text)
	case EditText:
		a.editText(e.Text)
	case Stop:
		a.ended = true
		a.stop()
	case Suspend:
		a.suspend()
	case Repaint:
		a.screen.ForgetAll()
	}
}

// save does a save if there is a record; where it fails the student reads on and is told why.
func (a *app) save(f func() error) {
	if a.cfg.Record == nil {
		return
	}
	a.tell(a.outcome(f()))
}

// outcome is what there is to say of a save: why it failed, else what the record
// has to tell since it was asked last, that its folder was removed, say.
func (a *app) outcome(err error) (news string, _ error) {
	if err == nil {
		news = a.cfg.Record.News()
	}
	return news, err
}

// tell says what came of a save.
func (a *app) tell(news string, err error) {
	switch {
	case err != nil:
		a.failed(err)
	case news != "":
		a.model.notice = typeset.Clean(news)
	}
}

func (a *app) failed(err error) {
	a.model.notice = "Not saved: " + typeset.Clean(err.Error())
	a.model.message = a.model.notice
}

// saveFailed is told by the writer of places, from its goroutine.
func (a *app) saveFailed(err error) {
	a.later(func() { a.failed(err) })
}

// saveAnswer keeps an answer, and before the first of a run that there is an attempt.
func (a *app) saveAnswer(e SaveAnswer) error {
	r, rec := e.Run, a.cfg.Record
	if r.attempt == "" {
		id, err := rec.Begin(study.Attempt{Scope: r.Scope, Seed: r.Seed, Questions: r.IDs()})
		if err != nil {
			return err
		}
		r.attempt = id
	}
	return rec.Answer(r.attempt, e.Given)
}

// saveReading keeps what was read, beside the loop.
func (a *app) saveReading(e SaveReading) {
	if a.cfg.Record == nil {
		return
	}
	a.hold.Begin()
	a.background(func() {
		news, err := a.outcome(a.readLesson(e))
		if news != "" || err != nil {
			// Not before the end of the save, for which the loop may be waiting.
			a.later(func() {
				if !a.ended { // else nobody sees it, and finish returns it
					a.tell(news, a.hold.Untold())
				}
			})
		}
	})
}

// readLesson does a save that is announced.
func (a *app) readLesson(e SaveReading) (err error) {
	defer func() { a.hold.End(err) }() // also of a panic, for which the loop has to run
	return a.cfg.Record.ReadLesson(e.Lesson, e.Seconds, e.Finished)
}

// startRun looks for an attempt that was left, and begins.
func (a *app) startRun(p plan) {
	var old study.Attempt
	found := false
	if a.cfg.Record != nil && !p.fresh {
		var err error
		if old, found, err = a.cfg.Record.Unfinished(p.scope); err != nil {
			a.failed(err)
			found = false
		}
	}
	a.model.begin(p, old, found)
}

// refresh reads what the record holds of the whole course.
func (a *app) refresh() {
	rec, k := a.cfg.Record, &a.model.known
	if rec == nil {
		return
	}
	a.hold.Wait() // for what is to be read here
	lessons, err1 := rec.Lessons()
	scores, err2 := rec.Scores()
	answers, err3 := rec.Answers()
	history, err4 := rec.History()
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		a.failed(err)
		return
	}
	if lessons != nil {
		k.lessons = lessons
	}
	if scores != nil {
		k.scores = scores
	}
	if answers != nil {
		k.answers = answers
	}
	k.history = history
	k.turn++
}

// settings reads the student's settings.
func (a *app) settings() {
	rec, m := a.cfg.Record, a.model
	theme, err := rec.Setting("theme")
	if err != nil {
		a.failed(err)
		return
	}
	if theme != "" {
		m.theme = theme
	}
	if width, err := rec.Setting("width"); err == nil {
		m.setColumn(width)
	}
	if pictures, err := rec.Setting("pictures"); err == nil {
		m.pictures.front = pictures == picturesFirst
	}
}

// lookUp searches in the background; a search that is begun ends the one before.
func (a *app) lookUp(e LookUp) {
	if a.search != nil {
		a.search()
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.search = cancel
	course := a.model.course
	a.background(func() {
		findHits(ctx, course, e.Query, func(hits []hit, done bool) {
			if ctx.Err() != nil {
				return
			}
			a.later(func() {
				a.model.out = nil
				a.model.found(e.Turn, hits, done)
				for _, e := range a.model.out {
					a.perform(e)
				}
			})
		})
	})
}

// openAddress gives an address to the opener. A browser that runs in the terminal
// gets it, and gives it back.
func (a *app) openAddress(address string) {
	o := a.cfg.Opener
	var err error
	if o.NeedsTerminal() {
		a.lend(func() { err = o.Open(address) })
	} else {
		err = o.Open(address)
	}
	if err != nil {
		a.model.cannotOpen(address, typeset.Clean(err.Error()))
	}
}

// suspend stops the program until its shell lets it go on.
func (a *app) suspend() {
	a.places.wait()
	a.lend(a.halt)
}
