package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/progress"
	"lectern/reader/desktop"
	"lectern/reader/typeset"
)

// Line mode reads and asks line by line on standard input and output: for screen
// readers, Braille lines, teletypes and pipes. It writes forward only, without
// escape sequences, and keeps the same record as the screen.
//
// To add a command: write its method, add a row to lineCommands
// (line_commands.go), and a line to testdata/script/line.txtar.

const (
	// lineIdle is the longest that one pause between two commands counts as reading.
	lineIdle = 3 * time.Minute
	// lineRead is how long the end of a lesson has to be shown for the lesson
	// to count as read when it is not left forward, as on the screen.
	lineRead = 5 * time.Second
	// lineWarm is how long the start may take to number the lessons of a large course.
	lineWarm = 400 * time.Millisecond
)

// lineMode is a course that is being read line by line.
type lineMode struct {
	*app
	course  *lessons.Course
	record  study.Record     // nil when nothing can be saved
	kept    *progress.Record // the same, for notes and links
	news    func() string    // what is to be told about the file of the record; nil without one
	opener  desktop.Opener
	in      *bufio.Reader
	out     *bufio.Writer
	talks   bool // a person sits at a terminal: a prompt tells when it is their turn
	now     func() time.Time
	unsaved bool // it has been said that something was not saved

	lesson *lessons.Lesson
	text   *lineText
	at     int    // the piece that was shown last
	pace   string // how large a piece is

	last  time.Time // when the last command came
	spent float64   // seconds of reading that the record does not have yet
	ended time.Time // when the end of the lesson was first shown; zero before

	asked map[string]bool // lessons whose questions were offered
	told  bool            // it has been said how questions are answered
	way   []lessons.Place // back to where links, searches and lists were taken from
	ahead []lessons.Place // forward again
	list  lineList        // what a bare number means
	edits <-chan edition  // of the course, while its author is at work; nil if they are not followed
}

// errQuit ends line mode.
var errQuit = errors.New("quit")

// lineMode reads the course on standard input and output. path is what the
// course was opened from, no element for the one inside; begun is when.
func (a *app) lineMode(c *lessons.Course, path []string, begun time.Time) error {
	m := &lineMode{
		app: a, course: c, opener: desktop.SystemOpener(a.Getenv), now: time.Now,
		in: bufio.NewReader(a.Stdin), out: bufio.NewWriter(a.Stdout),
		talks: isTerminal(a.Stdin) && isTerminal(a.Stdout), pace: paceParagraph, asked: map[string]bool{},
	}
	if store, record, err := a.studentRecord(c); err != nil {
		m.unsaved = true
		m.say("Nothing is being saved: %s", typeset.Clean(err.Error()))
	} else {
		defer store.Close()
		k := newKeeper(store, record)
		m.record, m.kept, m.news = k, record, k.News
	}
	if len(path) == 1 && m.talks {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		// Where edits cannot be followed the course reads all the same.
		m.edits, _ = watchCourse(ctx, path[0], begun)
	}
	err := m.run()
	return errors.Join(err, m.out.Flush())
}

// say writes a line. What comes from a course has to be clean.
func (m *lineMode) say(format string, args ...any) { fmt.Fprintf(m.out, format+"\n", args...) }

// run reads commands until one ends it or the input does.
func (m *lineMode) run() error {
	m.begin()
	for {
		m.tellNews()
		if m.talks {
			fmt.Fprint(m.out, "> ")
		}
		if err := m.out.Flush(); err != nil {
			return err
		}
		line, err := readLine(m.in)
		m.tick()
		m.renew()
		if err == nil {
			err = m.obey(line)
		}
		switch {
		case err == nil:
			continue
		case errors.Is(err, io.EOF), errors.Is(err, errQuit):
			if m.talks && !errors.Is(err, errQuit) {
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
func (m *lineMode) begin() {
	m.warm()
	n, all := m.course.Count()
	head := typeset.Clean(m.course.Manifest.Title)
	if all {
		head += ", " + plural(n, "lesson")
	}
	m.say("%s.", head)
	m.say("Enter reads on, help lists the commands, quit ends.")
	m.lesson = m.course.First()
	var at doc.Position
	if m.record != nil {
		if p, known, err := m.record.Place(); err == nil && known {
			if l := m.course.Lesson(p.Lesson); l != nil {
				m.lesson, at = l, p.Position
			}
		}
		if pace, err := m.record.Setting("line-pace"); err == nil && isPace(pace) {
			m.pace = pace
		}
	}
	m.last = m.now()
	m.open(m.lesson, at)
}

// warm numbers the lessons, as many as the time allows.
func (m *lineMode) warm() {
	ctx, cancel := context.WithTimeout(context.Background(), lineWarm)
	defer cancel()
	m.course.Warm(ctx, nil, func() {})
}

// end keeps what was read and says where.
func (m *lineMode) end() {
	m.leave(false)
	if m.record != nil && !m.unsaved {
		m.say("Your place is kept: %s.", m.name(m.lesson))
	}
}

// tellNews says what happened to the file of the record, which may be moved or
// removed at any time.
func (m *lineMode) tellNews() {
	if m.news == nil {
		return
	}
	if n := m.news(); n != "" {
		m.say("%s", typeset.Clean(n))
	}
}

// tick counts the time since the last command towards the lesson.
func (m *lineMode) tick() {
	now := m.now()
	m.spent += min(max(now.Sub(m.last), 0), lineIdle).Seconds()
	m.last = now
}

// save saves, and says once why something was not saved.
func (m *lineMode) save(f func() error) {
	if m.record == nil {
		return
	}
	if err := f(); err != nil && !m.unsaved {
		m.unsaved = true
		m.say("Not saved: %s", typeset.Clean(err.Error()))
	}
}

// name is a lesson's number and title, as "lesson 3 of 9, Valves".
func (m *lineMode) name(l *lessons.Lesson) string {
	title := typeset.Clean(l.Name())
	n := m.course.Number(l)
	if n == 0 {
		return "lesson " + title
	}
	if all, complete := m.course.Count(); complete {
		return fmt.Sprintf("lesson %d of %d, %s", n, all, title)
	}
	return fmt.Sprintf("lesson %d, %s", n, title)
}

// open goes to a place, says which lesson it is in and shows it.
func (m *lineMode) open(l *lessons.Lesson, at doc.Position) {
	if m.text != nil && l.ID != m.lesson.ID {
		m.leave(false)
		m.ended = time.Time{}
	}
	m.lesson, m.text, m.list = l, newLineText(l, m.pace), lineList{}
	m.say("")
	m.say("%s.", upperFirst(m.name(l)))
	m.show(m.text.find(at))
}

// jump opens a place and remembers the way back.
func (m *lineMode) jump(l *lessons.Lesson, at doc.Position) {
	m.way, m.ahead = append(m.way, m.here()), nil
	m.open(l, at)
}

// here is the student's place.
func (m *lineMode) here() lessons.Place {
	at := m.text.start(m.at)
	return lessons.Place{Lesson: m.lesson.ID, Position: at}
}

// show shows a piece of the lesson, and at its end what follows.
func (m *lineMode) show(i int) {
	m.at = i
	m.save(func() error { return m.record.SavePlace(m.here()) })
	if lines := m.text.print(i); len(lines) > 0 {
		m.say("")
		for _, line := range lines {
			m.say("%s", line)
		}
	}
	if m.hasDrawing(i) {
		m.say("  (picture shows it drawn in characters)")
	}
	if i == len(m.text.pieces)-1 {
		if m.ended.IsZero() {
			m.ended = m.now()
		}
		m.say("")
		m.say("%s", m.follows())
	}
}

// follows says what Enter does at the end of the lesson.
func (m *lineMode) follows() string {
	if n := m.unanswered(); n > 0 {
		return fmt.Sprintf("End of the lesson. Enter asks its %s.", counted(n, "question"))
	}
	if next := m.course.Next(m.lesson); next != nil {
		return fmt.Sprintf("End of the lesson. Enter goes on to %s.", m.name(next))
	}
	return "End of the course. progress shows how you did, quit ends."
}

// renew takes over an edit of the course, if there is one.
func (m *lineMode) renew() {
	select {
	case e, ok := <-m.edits:
		if ok {
			m.take(e)
		} else {
			m.edits = nil
		}
	default:
	}
}

// take goes on in the course as it is after an edit, at the same paragraph.
func (m *lineMode) take(e edition) {
	if e.problem != "" {
		m.say("%s", typeset.Clean(e.problem))
	}
	if e.course == nil {
		return
	}
	was := m.here()
	now, found := e.course.Relocate(was, paragraph(m.lesson, was.Block))
	l := e.course.Lesson(now.Lesson)
	if !found || l == nil {
		now = lessons.Place{}
		if l = e.course.Lesson(was.Lesson); l == nil {
			l = e.course.First()
		}
	}
	m.course, m.lesson, m.text, m.list = e.course, l, newLineText(l, m.pace), lineList{}
	m.at = m.text.find(now.Position)
	m.warm()
	m.say("The course was edited. repeat reads this paragraph as it is now.")
}

// leave hands what was read of the lesson to the record, by the rule of the
// screen: it is read when its end was shown and it was left forward, or its end
// was there for some seconds.
func (m *lineMode) leave(forward bool) {
	finished := !m.ended.IsZero() && (forward || m.now().Sub(m.ended) >= lineRead)
	if m.spent < 0.5 && !finished {
		return
	}
	seconds := m.spent
	m.spent = 0
	m.save(func() error { return m.record.ReadLesson(m.lesson.ID, seconds, finished) })
}

// paragraph is the plain text of a block, as a note keeps it.
func paragraph(l *lessons.Lesson, block int) string {
	blocks := l.Blocks()
	if block < 0 || block >= len(blocks) {
		return ""
	}
	return doc.PlainText(blocks[block : block+1])
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// counted is plural without the number where it is one: "question", "3 questions".
func counted(n int, what string) string {
	if n == 1 {
		return what
	}
	return plural(n, what)
}
