// Package reader is the terminal user interface. With reader/terminal it is the only place that
// knows tview and tcell.
//
// A key becomes an Input by the one key table (package keys); update (update.go)
// holds the rules of the screen, changes the Model and says in Effects what is to
// be done outside; the view draws the Model; package terminal sends what changed.
// The rules of a session are in lessons/study. Footer and help are made from the
// key table.
//
// To add a question kind: see reader/ask. To add an overlay: see overlay.go.
package reader

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/beside"
	"lectern/reader/desktop"
	"lectern/reader/keys"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Config is what the reader is started with. Course is needed; the rest may be left zero.
type Config struct {
	Course  *lessons.Course
	Record  study.Record // nil: nothing is saved
	Desk    study.Desk   // where results are handed in; nil without a record
	Notice  string       // why nothing is saved, or what else the student should know
	Student string
	Lesson  string // ID of the lesson to begin with; "" for where the student left
	// Editions delivers the course again each time its files were edited; nil if nobody
	// edits it. An edition's course must stay open until the one after the next.
	Editions <-chan study.Edition
	Programs desktop.Programs // that may be started; those it lacks have no keys
	Theme    string           // "auto", "dark", "light", "mono"; "" for the student's own
	NoColor  bool
	Screen   tcell.Screen // nil for the terminal
	Keys     *keys.Table  // nil for the default keys
	Now      func() time.Time
	Idle     time.Duration // without a key after which the session ends, its place kept; 0 for never
	Tell     func(string)  // takes what is said below the last screen; nil for nobody
	// Abandon ends the process at a signal while the loop is busy, with a large page say; nil stands
	// for Ctrl-C, which quits. The terminal was given back by then. It may be nil.
	Abandon func(os.Signal)
	// Obeying is called when signals that end the process are obeyed here, before the terminal is
	// taken; until then whoever calls Run does that, while the first page is parsed. It may be nil.
	Obeying func()
}

// app joins the Model with the terminal, the record and the system.
type app struct {
	cfg       Config
	model     *Model
	view      *view
	tv        *tview.Application
	screen    *terminal.Screen
	places    *beside.Writer[lessons.Place]
	drafts    *beside.Writer[study.Note] // of notes that are being written
	placePage *lessons.Page              // that the place put last is on
	hold      *terminal.Hold
	pause     beside.Pause
	search    context.CancelFunc // ends the search that is under way
	ctx       context.Context
	over      chan struct{} // closed when the loop has ended
	ended     bool          // the student quit
	signal    atomic.Value  // of os.Signal, that ended the program
	breaks    atomic.Int32  // how often Ctrl-C was pressed and the loop has not seen it yet
	moves     atomic.Int64  // of the loop: keys and frames
	lent      atomic.Bool   // somebody else has the terminal, an editor say
	broken    chan struct{} // has an element at each Ctrl-C

	decoder chan struct{} // held while a picture is decoded: one at a time, because each needs much memory
	keyed   time.Time     // when the last key came

	// What needs the loop: start binds these to tview.
	stop       func()       // ends the loop
	lend       func(func()) // runs a function while the terminal belongs to someone else
	later      func(func()) // runs a function on the loop, and draws
	background func(func()) // runs a function beside the loop
	halt       func()       // stops the process until its shell lets it go on
}

// ErrTerminal is what Run returns, wrapped, when it could not take the terminal.
var ErrTerminal = errors.New("the terminal cannot be used")

// CharsetError is the name of the locale's character set, in which no screen can be
// drawn. Run returns it, wrapped, with ErrTerminal.
type CharsetError string

func (e CharsetError) Error() string { return string(e) }

// SignalError is what Run returns when a signal ended it.
type SignalError struct{ os.Signal }

func (e SignalError) Error() string { return e.String() }

// Run shows the course until the student quits or ctx ends. It returns an error
// when the terminal cannot be used.
func Run(ctx context.Context, cfg Config) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a, err := newApp(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() {
		// Whatever ends the loop, a panic too, the place is kept. tview has
		// given the terminal back by then.
		flushErr := a.finish()
		if p := recover(); p != nil {
			panic(p)
		}
		if err == nil {
			err = flushErr
		}
		if by, ok := a.signal.Load().(SignalError); ok && err == nil {
			err = by
		}
	}()
	if err := a.start(); err != nil {
		return err
	}
	err = a.tv.Run()
	if cfg.Tell != nil && a.model.parting != "" {
		cfg.Tell(a.model.parting)
	}
	if _, gone := err.(*tcell.EventError); gone {
		// The terminal was taken away. The place is kept, and there is nobody left to tell.
		return nil
	}
	return err
}

// newApp opens the model at the student's place.
func newApp(ctx context.Context, cfg Config) (*app, error) {
	if cfg.Course == nil {
		return nil, errors.New("there is no course to read")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Keys == nil {
		cfg.Keys = keys.New()
	}
	a := &app{cfg: cfg, ctx: ctx, hold: terminal.NewHold(), over: make(chan struct{}), decoder: make(chan struct{}, 1),
		broken: make(chan struct{}, 1), keyed: cfg.Now()}
	go cfg.Course.Addresses() // the first screen asks for what became of its links
	a.model = newModel(cfg.Course, permitted(cfg), cfg.Student, cfg.Now())
	a.model.notice, a.model.records = typeset.Clean(cfg.Notice), cfg.Record != nil
	if o := cfg.Programs.Opener; o != nil {
		a.model.opener, a.model.noOpener = o.Ready(), words.NoOpener(typeset.Clean(o.Missing()))
	} else {
		a.model.noOpener = words.T("Addresses are shown here, and not opened; %s copies this one.", a.model.keys.Say(keys.InAddress, keys.Copy))
	}
	if cfg.Record == nil && a.model.notice == "" {
		a.model.notice = words.T("Nothing is being saved.")
	}
	// A low window has no room for what stays; there it is seen until the first key.
	a.model.message = a.model.notice
	a.places, a.drafts = beside.NewWriter[lessons.Place](nil), beside.NewWriter[study.Note](nil)
	if rec := cfg.Record; rec != nil {
		a.places, a.drafts = beside.NewWriter(rec.SavePlace), beside.NewWriter(rec.SaveDraft)
	}
	a.load()
	if m := a.model; cfg.Course.ExamBuild() != "" && m.message == "" {
		m.message = words.T("%s begins the exam.", cfg.Keys.Say(keys.InLesson, keys.Exam))
	}
	a.view = newView(a.model, cfg.NoColor)
	a.view.act, a.view.load = a.act, a.loadPicture
	if cfg.Lesson == "" {
		a.doing((*Model).goOnAsking)
	}
	return a, nil
}

// load fills the model from the record.
func (a *app) load() {
	rec, m := a.cfg.Record, a.model
	if rec != nil {
		a.refresh()
		if p, known, err := rec.Place(); err != nil {
			a.failed(err)
		} else if known {
			m.StartAt(p)
		}
		a.settings()
		a.reload()
		m.reviews.tells = m.TellsDue(rec)
	}
	if a.cfg.Theme != "" {
		m.theme = a.cfg.Theme
	}
	if a.cfg.Lesson != "" {
		if id := a.cfg.Lesson; id != m.Lesson.ID {
			m.StartAt(lessons.Place{Lesson: id})
		}
	}
}

// start takes the terminal and begins all that works beside the loop.
func (a *app) start() error {
	ended := make(chan os.Signal, 4)
	signal.Notify(ended, terminal.Ending()...)
	if a.cfg.Obeying != nil {
		a.cfg.Obeying()
	}
	if err := a.takeTerminal(); err != nil {
		signal.Stop(ended)
		return err
	}
	a.pause.Start(a.background)
	a.background(func() { a.signals(ended) })
	course := a.model.Course
	a.onceDrawn(func() {
		beside.SaveMemory()
		a.warm(course)
		a.lookDueAtStart()
	})
	// What a record does at its first write (making the file, opening the log) is done before a key.
	a.places.Put(a.model.Here())
	a.onceDrawn(func() { a.places.Loop(a.saveFailed) })
	a.background(func() { a.drafts.Loop(a.saveFailed) })
	if a.cfg.Editions != nil {
		a.background(a.follow)
	}
	if course.Manifest.Exam.Minutes > 0 {
		a.background(func() { a.every(beatEvery, a.beat) })
	}
	if a.cfg.Idle > 0 {
		a.background(func() { a.every(max(a.cfg.Idle/idleLooks, time.Millisecond), a.endIdle) })
	}
	return nil
}

// takeTerminal begins the screen.
func (a *app) takeTerminal() error {
	if a.cfg.Screen != nil {
		a.screen = terminal.On(a.cfg.Screen, a.hold)
	} else {
		var err error
		if a.screen, err = terminal.Open(a.hold); err != nil {
			return fmt.Errorf("%w: %w", ErrTerminal, err)
		}
	}
	if err := a.screen.Init(); err != nil {
		if errors.Is(err, tcell.ErrNoCharset) {
			err = CharsetError(a.screen.CharacterSet())
		}
		return fmt.Errorf("%w: %w", ErrTerminal, err)
	}
	if charset := a.screen.CharacterSet(); charset == "US-ASCII" && a.model.message == "" {
		a.model.message = words.T("The locale has the character set %s: a question mark may stand for a letter that it lacks. LC_ALL=C.UTF-8 has them all.", charset)
	}
	a.tv = tview.NewApplication().SetScreen(a.screen)
	a.tv.EnableMouse(true).EnablePaste(true)
	a.tv.SetInputCapture(func(ev *tcell.EventKey) *tcell.EventKey {
		a.moves.Add(1)
		// tview ends the program at Ctrl-C by itself; ours saves first.
		if ev.Key() == tcell.KeyCtrlC {
			a.breaks.Store(0)
			a.act(keys.Input{Action: keys.Quit})
			return nil
		}
		return ev
	})
	a.tv.SetBeforeDrawFunc(func(s tcell.Screen) bool {
		a.moves.Add(1)
		a.resize(s.Size())
		return false
	})
	a.tv.SetRoot(a.view, true)
	a.stop, a.later, a.background = func() { a.tv.Stop() }, a.onLoop, a.guard
	a.lend = func(f func()) {
		a.lent.Store(true)
		defer a.lent.Store(false)
		a.tv.Suspend(f)
	}
	a.halt = terminal.StopSelf
	a.screen.OnBreak(func() {
		a.breaks.Add(1)
		select {
		case a.broken <- struct{}{}:
		default:
		}
	})
	return nil
}

// resize takes over a new size of the window. What was on the screen until now was being read.
func (a *app) resize(w, h int) {
	if w == a.model.w && h == a.model.h {
		return
	}
	a.doing(func(m *Model) {
		m.Tick(a.cfg.Now(), m.reads())
		m.resize(w, h)
	})
}

// guard runs f in a goroutine of its own. A panic there is handed to the loop,
// which gives the terminal back before it goes on; anywhere else it would leave
// the terminal raw.
func (a *app) guard(f func()) {
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.later(func() { panic(p) })
			}
		}()
		f()
	}()
}

// onceDrawn runs f beside the loop after the first screen is drawn, because drawing it needs the
// processors, the disk, and the page that is on it.
func (a *app) onceDrawn(f func()) {
	a.background(func() {
		select {
		case <-a.screen.FirstShown():
			f()
		case <-a.ctx.Done():
		case <-a.over:
		}
	})
}

// onLoop runs f on the loop and draws. After the end of the loop it does nothing.
func (a *app) onLoop(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.tv.QueueUpdateDraw(f)
	}()
	select {
	case <-done:
	case <-a.over:
	}
}

// patience is how long the loop has to answer a signal or Ctrl-C. It answers at once, but for
// when it waits for a large page to be parsed.
const patience = 80 * time.Millisecond

// KnowsTerminal reports whether a kind of terminal is known without the help of another program.
func KnowsTerminal(term string) bool { return terminal.Knows(term) }

// Ending lists the signals that end a program, all that can be caught.
func Ending() []os.Signal { return terminal.Ending() }

// signals turns the signals that end a program into a clean end, and Ctrl-C while the loop is busy.
func (a *app) signals(ch chan os.Signal) {
	defer signal.Stop(ch)
	var late <-chan time.Time
	var by os.Signal // nil before the first signal
	ending, moves := false, int64(0)
	end := func() { // on the loop, because tview's Stop and the end of its Run are not safe together
		a.later(func() {
			a.ended = true
			a.stop()
		})
	}
	for {
		select {
		case sig := <-ch:
			switch {
			case a.lent.Load() && (sig == syscall.SIGINT || sig == syscall.SIGQUIT):
				// Pressed for the program that has the terminal (POSIX, system(3)).
			case by == nil:
				by = sig
				a.signal.Store(SignalError{by})
				late = time.After(patience)
				go end()
			case sig != syscall.SIGHUP:
				a.abandon(by)
			} // a hang-up comes twice, to the session and to the terminal's processes
		case <-a.broken:
			if late == nil {
				moves, late = a.moves.Load(), time.After(patience)
			}
		case <-late:
			late = nil
			switch {
			case (a.isOver() || a.screen.Ended()) && !ending: // what is left to be saved may take longer
				ending, late = true, time.After(10*patience)
			case by == nil && a.breaks.Load() > 0 && a.moves.Load() != moves: // it works through what was typed ahead
				moves, late = a.moves.Load(), time.After(patience)
			case by != nil || a.breaks.Load() > 0:
				a.abandon(by)
			}
		case <-a.ctx.Done():
			end()
			return
		}
	}
}

// isOver reports whether the loop has ended.
func (a *app) isOver() bool {
	select {
	case <-a.over:
		return true
	default:
		return false
	}
}

// abandon ends the process without its loop: what is to be saved is, the terminal is given back, as
// far as either is a matter of a moment.
func (a *app) abandon(by os.Signal) {
	if a.cfg.Abandon == nil {
		return
	}
	for _, do := range []struct {
		most time.Duration
		run  func()
	}{
		{300 * time.Millisecond, func() {
			// There is nobody left to tell of a failure.
			_, _ = a.places.Wait(), a.drafts.Wait()
			a.hold.Wait()
		}},
		{3 * time.Second, a.screen.Fini}, // a terminal that is slow
	} {
		done := make(chan struct{})
		go func() { defer close(done); do.run() }()
		select {
		case <-done:
		case <-time.After(do.most):
		}
	}
	a.cfg.Abandon(by)
}

// warm parses the pages that are not parsed yet and shows how many lessons there are.
func (a *app) warm(c *lessons.Course) {
	shown := time.Now() // a small course is drawn again once, when all of it is parsed
	renew := func(m *Model) {
		m.Lesson = m.Lesson.Whole()
		if s := m.caches.spread.value; s != nil && s.untitled {
			m.reset++
		}
		m.settle()
	}
	parsed := false
	c.Warm(a.ctx, a.pause.GiveWay, func() {
		parsed = true
		// A course of thousands of pages need not be drawn thousands of times, and each key draws it.
		if now := time.Now(); now.Sub(shown) > 200*time.Millisecond && a.pause.Pending() == 0 {
			shown = now
			a.later(func() { a.doing(renew) })
		}
	})
	if _, complete := c.Count(); complete && parsed {
		a.pause.Await() // each key draws what is new
		a.later(func() { a.doing(renew) })
	}
}

// finish keeps the place and waits until it is written.
func (a *app) finish() error {
	close(a.over)
	if a.search != nil {
		a.search()
	}
	a.doing(func(m *Model) {
		m.keepTyped()
		m.endOfSession()
	})
	err := errors.Join(a.places.Close(), a.drafts.Close())
	a.hold.Wait()
	if r := a.model.run; r != nil {
		err = errors.Join(err, a.keeper().Keep(r.Run))
	}
	return errors.Join(a.hold.Untold(), err)
}

// act carries out an input. Input that was typed ahead and arrives after the end is ignored.
func (a *app) act(in keys.Input) {
	if a.ended || a.screen != nil && a.screen.Ended() {
		return
	}
	defer func() { a.pause.Keyed(a.model.Lesson) }()
	a.keyed = a.cfg.Now()
	a.performAll(update(a.model, in, a.keyed))
}
