package reader

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/desktop"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// perform carries out one effect. What must be durable is on disk when it returns.
func (a *app) perform(e Effect) {
	switch e := e.(type) {
	case Save:
		a.save(e.Effect)
	case Refresh:
		a.refresh()
	case LookDue:
		a.lookDue(false)
	case StartReview:
		a.recall(a.beginReview)
	case StartRun:
		a.startRun(e.Plan)
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
	case HandIn:
		a.handIn(e)
	case Enrol:
		a.enrol(e.Who)
	}
}

// doing changes the model for a reason other than a key, and performs the effects that result.
func (a *app) doing(change func(*Model)) {
	a.model.out = nil
	change(a.model)
	a.performAll(a.model.out)
}

// performAll carries out effects, and then what their outcome asks for.
func (a *app) performAll(effects []Effect) {
	for len(effects) > 0 {
		a.model.out = nil
		for _, e := range effects {
			a.perform(e)
		}
		effects = a.model.out
	}
}

// keeper saves to the record, and tells the student.
func (a *app) keeper() study.Performer {
	return study.Performer{Record: a.cfg.Record, Tell: a.tell}
}

// save saves what the session asks for. A place and a draft may be written a moment later.
// What was read is saved beside the loop, and the screen waits for it; all else is
// saved, or the student told why not, when save returns.
func (a *app) save(e study.Effect) {
	switch e := e.(type) {
	case study.SavePlace:
		if page := a.model.Lesson.Page; page != a.placePage && a.model.Course.IsOnePage() {
			// Each file beside a page has a place of its own, which the next one may not replace.
			a.placePage = page
			if err := a.places.Wait(); err != nil {
				a.failed(err)
			}
		}
		a.places.Put(e.Place)
	case study.SaveReading:
		a.saveReading(e)
	case study.SaveDraft:
		a.drafts.Put(e.Draft)
	default:
		if err := a.drafts.Wait(); err != nil { // what is read again below has it
			a.failed(err)
		}
		run := a.model.run
		lost := run != nil && !run.Kept()
		a.keeper().Do(a.model.Session, e)
		if lost && run.Kept() {
			a.model.notice, a.model.message = "", words.T("Your answers are kept.")
		}
		if o, ok := a.model.front().(*noteList); ok {
			o.settle(a.model)
		}
	}
}

// tell reports the result of a save to the student.
func (a *app) tell(news string, err error) {
	switch {
	case err != nil:
		a.failed(err)
	case news != "":
		a.model.notice = typeset.Clean(news)
	}
}

// failed says why something is not saved. The notice stays; that a record can only be
// read need not be said at each step.
func (a *app) failed(err error) {
	notice := words.T("Not saved: %s", typeset.Clean(err.Error()))
	if a.cfg.Desk != nil && a.model.Course.HandsIn() {
		k := a.model.keys
		notice = words.T("Not saved (%s, then %s hands in what is saved): %s", k.Say(keys.InLesson, keys.Progress), k.Say(keys.InProgress, keys.HandIn), typeset.Clean(err.Error()))
	}
	if a.model.notice != notice || a.model.run != nil && !a.model.run.Kept() { // where each answer says that it is saved
		a.model.notice, a.model.message = notice, notice
	}
}

// saveFailed handles a failed write of a place; the writer calls it from its own goroutine.
func (a *app) saveFailed(err error) {
	a.later(func() { a.failed(err) })
}

// saveReading keeps what was read, beside the loop.
func (a *app) saveReading(e study.SaveReading) {
	if a.cfg.Record == nil {
		return
	}
	a.hold.Begin()
	a.background(func() {
		news, err := a.saveAnnounced(e)
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

// saveAnnounced does a save that the hold on output was told to expect.
func (a *app) saveAnnounced(e study.Effect) (news string, err error) {
	defer func() { a.hold.End(err) }() // also of a panic, for which the loop has to run
	return a.keeper().Save(e)
}

// startRun begins a run, or goes on with an attempt that was left.
func (a *app) startRun(p study.Plan) {
	r, err := a.keeper().Begin(a.model.Session, p)
	if err != nil {
		a.model.say(refusal(p, err))
		return
	}
	a.model.begin(r)
	a.recallFlags()
}

// refresh reads what the record holds of the whole course.
func (a *app) refresh() {
	if a.cfg.Record == nil {
		return
	}
	a.hold.Wait() // for what is to be read here
	if err := a.model.Refresh(a.cfg.Record); err != nil {
		a.failed(err)
	}
}

// reload reads the notes, marks and links of the record.
func (a *app) reload() {
	if err := a.model.Reload(a.cfg.Record); err != nil {
		a.failed(err)
	}
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
		m.photos = pictures == picturesFirst
	}
	if left, err := rec.Setting(leftAt); err == nil {
		m.left = left
	}
	m.reviews.wrongOnly = study.WrongOnly(rec)
}

// lookUp searches in the background; a search that is begun ends the one before.
func (a *app) lookUp(e LookUp) {
	if a.search != nil {
		a.search()
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.search = cancel
	course := a.model.Course
	a.background(func() {
		findHits(ctx, course, e.Query, func(hits []hit, done bool) {
			if ctx.Err() != nil {
				return
			}
			a.later(func() {
				a.doing(func(m *Model) { m.found(e.Turn, hits, done) })
			})
		})
	})
}

// openAddress gives an address to the opener. A browser that runs in the terminal
// gets it, and gives it back.
func (a *app) openAddress(address string) {
	o := a.cfg.Programs.Opener
	if o == nil || !o.Ready() {
		return // the window that shows the address says so
	}
	var err error
	if o.NeedsTerminal() {
		a.lend(func() { err = o.Open(address, nil) })
	} else {
		err = o.Open(address, func(err error) {
			a.later(func() { a.model.say(words.T("%s could not be opened: %s", address, typeset.Clean(err.Error()))) })
		})
	}
	if err != nil {
		a.model.cannotOpen(address, words.T("This address could not be opened: %s", typeset.Clean(err.Error())))
	}
}

// suspend stops the program until its shell lets it go on.
func (a *app) suspend() {
	if !a.cfg.Programs.Shell {
		return
	}
	a.places.Wait()
	a.drafts.Wait()
	a.lend(a.halt)
}

// follow shows new editions as they come while the course is read: an author sees
// each edit at the paragraph where they are.
func (a *app) follow() {
	for e := range a.cfg.Editions {
		a.later(func() { a.take(e) })
	}
}

// take shows an edition. One that cannot be opened leaves the screen as it is, with the reason.
func (a *app) take(e study.Edition) {
	if e.Course != nil {
		a.doing(func(m *Model) { m.replaceCourse(e.Course) })
		a.background(func() { a.warm(e.Course) })
	}
	a.model.say(e.Problem)
}

// replaceCourse goes on in another edition of the course, at the same paragraph.
func (m *Model) replaceCourse(c *lessons.Course) {
	m.Take(c)
	m.link, m.caches = 0, &caches{}      // pictures' files may have changed, too
	m.find = find{turn: m.find.turn + 1} // hits point into the old edition
	m.contents.folds, m.contents.follow = nil, true
	m.contents.folded++
	m.settle()
}

// toClipboard puts a text on the terminal's clipboard (OSC 52), which works over
// SSH too, and on those of tmux and the desktop: not every terminal takes OSC 52.
func (a *app) toClipboard(text string) {
	a.screen.SetClipboard([]byte(text))
	if put := a.cfg.Programs.Copy; put != nil {
		a.background(func() { put(text) })
	}
}

// permitted is the key table without what may not be done here. Footer, help and sentences ask the table, so
// that what is off is not spoken of either.
func permitted(cfg Config) *keys.Table {
	t, p := cfg.Keys, cfg.Programs
	if p.Opener == nil {
		t = t.Without(keys.InAddress, keys.Open, keys.OpenOld)
	}
	if p.Edit == nil {
		t = t.Without(keys.Typing, keys.Editor)
	}
	if !p.Shell {
		t = t.Without(keys.Everywhere, keys.Pause)
	}
	if cfg.Record != nil && cfg.Desk == nil { // without a record the key says that there is nothing to hand in
		t = t.Without(keys.Everywhere&^keys.InAnswers, keys.HandIn) // on the answer sheet it ends the exam
	}
	return t
}

// handsIn reports whether results can be handed in in a mode.
func (m *Model) handsIn(mode keys.Mode) bool {
	return m.Course.HandsIn() && len(m.keys.KeysOf(mode, keys.HandIn)) > 0
}

// EditText lets the student continue a text in their own editor.
type EditText struct{ Text string }

func (EditText) effect() {}

// editText hands the terminal and a text to the editor, and takes back
// what became of it. Where that fails the field keeps what it has.
func (a *app) editText(text string) {
	if a.cfg.Programs.Edit == nil {
		return
	}
	edited, err := a.inEditor(text)
	switch {
	case errors.Is(err, desktop.ErrNoEditor):
		a.model.say(words.T("Not taken from the editor: $EDITOR names no editor; set it, or write here"))
		return
	case err != nil:
		a.model.say(words.T("Not taken from the editor: %s", typeset.Clean(err.Error())))
		return
	}
	if f := a.model.linesField(); f != nil {
		*f = sheet.NewField(edited, true)
	}
}

// inEditor writes a text to a file of its own, opens the editor on it, and reads it again.
func (a *app) inEditor(text string) (string, error) {
	file, err := os.CreateTemp("", "lectern-*.txt") // with mode 0600: notes are nobody else's business
	if err != nil {
		return "", noDraft(err)
	}
	name := file.Name()
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		os.Remove(name)
		return "", noDraft(err)
	}
	a.lend(func() { err = a.cfg.Programs.Edit(name) })
	if err != nil {
		os.Remove(name)
		return "", err
	}
	edited, err := readEdited(name)
	if err != nil {
		// What was written must not be lost with the file.
		return "", errors.New(words.T("%v; it is in %s", err, name))
	}
	os.Remove(name)
	return edited, nil
}

// noDraft says why there is no file for an editor: the name of that file means nothing to a student.
func noDraft(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return errors.New(words.T("%s takes no file for it: %v", os.TempDir(), err))
}

// readEdited reads what an editor wrote, as far as a field can take it.
func readEdited(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() { // a link to a pipe or a device has its name
		return "", errors.New(words.T("%s: not a regular file", name))
	}
	tooLong := errors.New(words.T("the text is longer than the %d characters that there is room for", sheet.MaxTyped))
	if info.Size() > sheet.MaxTypedBytes {
		return "", tooLong
	}
	written, err := os.ReadFile(name)
	text := strings.TrimRight(string(written), "\n")
	if err == nil && !(&sheet.Field{Lines: true}).Insert(text) {
		return "", tooLong
	}
	return text, err
}

// linesField returns the field of several lines that has the cursor, or nil.
func (m *Model) linesField() *sheet.Field {
	switch m.mode() {
	case keys.InNote:
		f, _ := m.front().field()
		return f
	case keys.InText:
		return m.run.form.Field()
	}
	return nil
}
