// Package line reads and asks a course line by line, on an input and an output:
// for screen readers, Braille lines, teletypes, pipes and other programs. It
// writes forward only, without escape sequences. The rules of the session and the
// record are those of the screen: lessons/study has them, and this package words
// what it says.
//
// To add a command: write its method, add a row to commands (commands.go), and a
// line to cli/testdata/script/line.txtar. TestCommandsAreClear proves the row.
//
// To add a voice (a way to write questions and verdicts): write a type with the
// methods of voice in a file of its own, add a row to voices (voice.go), and a run
// of all kinds of questions to cli/testdata/script/quiz.txtar.
package line

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/desktop"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Config is what line mode is started with.
type Config struct {
	Course  *lessons.Course
	Record  study.Record // nil: nothing is saved
	Desk    study.Desk   // where results are handed in; nil without a record
	Notice  string       // what is said first: why nothing is saved
	Student string
	ExamID  string // by which a student's paper of an exam is drawn; "" for Student
	In      io.Reader
	Out     io.Writer
	// Terminal says that a person sits at a terminal: a prompt tells when it is their turn.
	Terminal bool
	Opener   desktop.Opener // nil: addresses are only shown
	// Editions delivers the course again each time its files were edited; nil if nobody
	// edits it. An edition's course must stay open until the one after the next.
	Editions <-chan study.Edition
	// Totals writes how the course as a whole stands by the record. It is not called without one.
	Totals func(io.Writer) error
	Now    func() time.Time // nil for the clock
}

// maxWarm is how long the start may take to number the lessons of a large course.
const maxWarm = 400 * time.Millisecond

// sureWarm is how many pages are parsed whatever time they take: what is said of a small
// course must not depend on how busy the machine is.
const sureWarm = 3

// reading is a course that is being read line by line.
type reading struct {
	*study.Session
	keep study.Performer
	cfg  Config
	in   *typist
	out  *bufio.Writer

	text *lessonText
	at   int    // the piece that was shown last
	pace string // how large a piece is

	unsaved bool            // the student knows already that something was not saved
	asked   map[string]bool // lessons whose questions were offered
	before  *study.Plan     // the pre-test that was offered here; nil for none
	held    bool            // the text is not shown yet, for its sake
	told    bool            // the student has been told how to answer questions
	list    list            // what a bare number means
}

// errQuit ends line mode.
var errQuit = errors.New("quit")

// Read reads the course until the student quits or the input ends.
func Read(cfg Config) error {
	m := newReading(cfg)
	return errors.Join(m.run(), m.out.Flush())
}

func newReading(cfg Config) *reading {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	m := &reading{
		cfg: cfg, in: newTypist(cfg.In), out: bufio.NewWriter(cfg.Out),
		pace: paceParagraph, asked: map[string]bool{},
	}
	m.keep = study.Performer{Record: cfg.Record, Tell: m.tellOfRecord}
	m.Session = study.New(cfg.Course, cfg.Student, cfg.Now(), func(e study.Effect) { m.keep.Do(m.Session, e) })
	m.ExamID = cfg.ExamID
	return m
}

// say writes a line. What comes from a course has to be clean.
func (m *reading) say(line string) { fmt.Fprintln(m.out, line) }

// run reads commands until one ends it or the input does.
func (m *reading) run() error {
	m.begin()
	for {
		m.tellNews()
		if m.cfg.Terminal {
			fmt.Fprint(m.out, "> ")
		}
		if err := m.out.Flush(); err != nil {
			return err
		}
		line, err := m.in.line()
		m.Tick(m.cfg.Now(), !m.held)
		m.renew()
		if err == nil {
			err = m.obey(line)
		}
		switch {
		case err == nil:
			continue
		case errors.Is(err, io.EOF), errors.Is(err, errQuit):
			if m.cfg.Terminal && !errors.Is(err, errQuit) {
				m.say("") // behind the prompt
			}
			m.end()
			return nil
		}
		m.end()
		return err
	}
}

// begin says what is open and shows the place where the student left.
func (m *reading) begin() {
	if m.cfg.Notice != "" {
		m.say(typeset.Clean(m.cfg.Notice))
		m.unsaved = true
	}
	m.warm()
	title := typeset.Clean(m.Course.Manifest.Title)
	if n, all := m.Course.Count(); all {
		m.say(words.N("%s, %d lesson.", "%s, %d lessons.", n, title, n))
	} else {
		m.say(words.T("%s.", title))
	}
	m.say(words.T("Enter reads on, %s lists the commands, %s ends.", called(cmdHelp), called(cmdQuit)))
	if r := m.cfg.Record; r != nil {
		m.load(r)
		m.tellDue(r)
	}
	m.open(m.Lesson, m.At)
}

// load takes over what the record has. What cannot be read is reported when
// something cannot be saved either.
func (m *reading) load(r study.Record) {
	_ = m.Refresh(r)
	_ = m.Reload(r)
	if p, known, err := r.Place(); err == nil && known {
		m.StartAt(p)
	}
	if pace, err := r.Setting(paceSetting); err == nil && isPace(pace) {
		m.pace = pace
	}
}

// refresh reads the record again, which another window may be writing too.
func (m *reading) refresh() {
	if r := m.cfg.Record; r != nil {
		_ = m.Refresh(r) // as in load
	}
}

// warm numbers the lessons, as many as the time allows.
func (m *reading) warm() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	parsed, late := 0, time.Now().Add(maxWarm)
	m.Course.Warm(ctx, nil, func() {
		if parsed++; parsed >= sureWarm && time.Now().After(late) {
			cancel()
		}
	})
}

// end keeps what was read and says where.
func (m *reading) end() {
	m.Leave(false)
	if m.cfg.Record != nil && !m.unsaved {
		m.say(words.T("Your place is kept: %s.", m.name(m.Lesson)))
	}
}

// tellNews reports what happened to the file of the record, which may be moved or
// removed at any time.
func (m *reading) tellNews() {
	if m.cfg.Record != nil {
		m.tellOfRecord(m.cfg.Record.News(), nil)
	}
}

// tellOfRecord reports news of the record and, once, why something was not saved.
func (m *reading) tellOfRecord(news string, err error) {
	if news != "" {
		m.say(typeset.Clean(news))
	}
	if err != nil && !m.unsaved {
		m.unsaved = true
		m.say(notSaved(err))
		if m.cfg.Desk != nil && m.Course.HandsIn() {
			m.say(words.T("%s hands in what is saved.", called(cmdHandIn)))
		}
	}
}

func notSaved(err error) string { return words.T("Not saved: %s", typeset.Clean(err.Error())) }

// name is a lesson's number and title inside a sentence.
func (m *reading) name(l *lessons.Lesson) string {
	return m.named(l, "lesson %d of %d, %s", "lesson %d, %s", "lesson %s")
}

// heading is a lesson's number and title at the beginning of a sentence.
func (m *reading) heading(l *lessons.Lesson) string {
	return m.named(l, "Lesson %d of %d, %s", "Lesson %d, %s", "Lesson %s")
}

// named names a lesson by one of three keys: with its number and that of all
// lessons, with its number, or by its title alone.
func (m *reading) named(l *lessons.Lesson, ofAll, numbered, titled string) string {
	title := lessonName(l)
	n := m.Course.Number(l)
	all, complete := m.Course.Count()
	switch {
	case n == 0:
		return words.T(titled, title)
	case complete:
		return words.T(ofAll, n, all, title)
	}
	return words.T(numbered, n, title)
}

// open goes to a place, says which lesson it is in and shows it.
func (m *reading) open(l *lessons.Lesson, at doc.Position) { m.arrive(l, at, m.Open) }

// jump opens a place and remembers the way back.
func (m *reading) jump(l *lessons.Lesson, at doc.Position) { m.arrive(l, at, m.Jump) }

// arrive shows the piece that holds the place the session moved to.
func (m *reading) arrive(l *lessons.Lesson, at doc.Position, by func(*lessons.Lesson, doc.Position)) {
	text := newLessonText(l, m.pace)
	piece := text.find(at)
	by(l, text.start(piece))
	m.present(text, piece)
}

// present says which lesson is open and shows a piece of it.
func (m *reading) present(text *lessonText, piece int) {
	m.text, m.list = text, list{}
	m.say("")
	m.say(words.T("%s.", m.heading(m.Lesson)))
	if m.before, m.at = nil, piece; m.tellPretest() {
		return
	}
	m.show(piece)
}

// show shows a piece of the lesson, and at its end what follows.
func (m *reading) show(piece int) {
	m.at, m.held = piece, false
	m.Move(m.text.start(piece))
	if lines := m.text.print(piece); len(lines) > 0 {
		m.say("")
		for _, line := range lines {
			m.say(line)
		}
	}
	if m.hasDrawing(piece) {
		m.say("  " + words.T("(%s shows it drawn in characters)", called(cmdPicture)))
	}
	if piece == len(m.text.pieces)-1 {
		m.SeeEnd()
		m.say("")
		m.say(m.follows())
	}
}

// unanswered returns how many questions Enter asks at the end of the lesson: none if
// they were offered in this session already, so that Enter leads on.
func (m *reading) unanswered() int {
	if m.asked[m.Lesson.ID] {
		return 0
	}
	return m.Unanswered(m.Lesson)
}

// follows says what Enter does: at the end of the lesson, or in the middle of it after its
// questions or an exam were asked there.
func (m *reading) follows() string {
	m.refresh()
	if m.held || m.at+1 < len(m.text.pieces) {
		return words.T("Enter reads on in %s.", m.name(m.Lesson))
	}
	if n := m.unanswered(); n > 0 {
		return words.N("End of the lesson. Enter asks its question.", "End of the lesson. Enter asks its %d questions.", n, n)
	}
	if next := m.Course.Next(m.Lesson); next != nil {
		return words.T("End of the lesson. Enter goes on to %s.", m.name(next))
	}
	if m.cfg.Desk != nil && m.Course.HandsIn() {
		return words.T("End of the course. %s shows how you did, %s hands in your results, %s ends.", called(cmdProgress), called(cmdHandIn), called(cmdQuit))
	}
	return words.T("End of the course. %s shows how you did, %s ends.", called(cmdProgress), called(cmdQuit))
}

// renew switches to a new edition of the course, if one has come.
func (m *reading) renew() {
	select {
	case e, ok := <-m.cfg.Editions:
		if ok {
			m.take(e)
		} else {
			m.cfg.Editions = nil
		}
	default:
	}
}

// take goes on in the course as it is after an edit, at the same paragraph.
func (m *reading) take(e study.Edition) {
	if e.Problem != "" {
		m.say(typeset.Clean(e.Problem))
	}
	if e.Course == nil {
		return
	}
	m.Take(e.Course)
	m.text, m.list = newLessonText(m.Lesson, m.pace), list{}
	m.at = m.text.find(m.At)
	m.warm()
	m.say(words.T("The course was edited. %s reads this paragraph as it is now.", called(cmdRepeat)))
}
