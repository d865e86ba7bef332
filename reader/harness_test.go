package reader

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gdamore/tcell/v2"
	"github.com/google/go-cmp/cmp"

	"lectern/lessons"
	"lectern/lessons/review"
	"lectern/lessons/study"
	"lectern/reader/desktop"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
)

var update_ = flag.Bool("update", false, "rewrite the golden files")

// fakeDesk takes in results and keeps them in memory.
type fakeDesk struct {
	asked  []string
	handed []study.Identity
	fail   error
}

func (d *fakeDesk) Asked() []string       { return d.asked }
func (d *fakeDesk) Known() study.Identity { return study.Identity{"name": "Ada"} }
func (d *fakeDesk) Inside() (study.Inside, error) {
	return study.Inside{Lessons: 1, Attempts: 2, Answers: 3, Sealed: true, Folder: "/home/ada"}, nil
}

func (d *fakeDesk) Enrol(who study.Identity) string { return who["id"] }

func (d *fakeDesk) HandIn(who study.Identity) (study.Handed, error) {
	if d.fail != nil {
		return study.Handed{}, d.fail
	}
	d.handed = append(d.handed, who)
	return study.Handed{Path: "/home/ada/ada-ships.lectern.txt", Receipt: "ABCDEFGH", How: "Mail it.", Sealed: true}, nil
}

// fakeRecord keeps a record in memory. fail makes every save fail.
type fakeRecord struct {
	place    lessons.Place
	known    bool
	lessons  map[string]study.LessonState
	scores   map[string]study.Score
	answers  []study.Answered
	recalled []review.Answer
	now      func() time.Time
	attempts map[string]*study.Attempt
	ended    map[string]bool
	history  study.History
	elapsed  time.Duration
	settings map[string]string
	log      []string // what was saved, in order
	fail     error
	fakeShelf
}

func newFakeRecord() *fakeRecord {
	return &fakeRecord{
		lessons: map[string]study.LessonState{}, scores: map[string]study.Score{},
		attempts: map[string]*study.Attempt{}, ended: map[string]bool{}, settings: map[string]string{},
		now: time.Now,
	}
}

// answered puts answers to questions of a lesson into the record, as "id credit".
func (f *fakeRecord) answered(lesson, attempt string, answers ...string) {
	for _, a := range answers {
		g := study.Answered{Attempt: attempt, Scope: "lesson:" + lesson}
		if _, err := fmt.Sscan(a, &g.Question, &g.Credit); err != nil {
			panic(err)
		}
		f.answers = append(f.answers, g)
	}
}

func (f *fakeRecord) note(format string, args ...any) error {
	if f.fail != nil {
		return f.fail
	}
	f.log = append(f.log, fmt.Sprintf(format, args...))
	return nil
}

func (f *fakeRecord) Place() (lessons.Place, bool, error) { return f.place, f.known, nil }

func (f *fakeRecord) SavePlace(p lessons.Place) error {
	f.place, f.known = p, true
	return f.fail
}

func (f *fakeRecord) Lessons() (map[string]study.LessonState, error) {
	return maps.Clone(f.lessons), nil
}

func (f *fakeRecord) ReadLessons(read []study.Reading) error {
	for _, l := range read {
		st := f.lessons[l.Lesson]
		st.Seconds += l.Seconds
		st.Read = st.Read || l.Finished
		f.lessons[l.Lesson] = st
		if err := f.note("read %s %.0fs finished=%v", l.Lesson, l.Seconds, l.Finished); err != nil {
			return err
		}
	}
	return nil
}

func (f *fakeRecord) Scores() (map[string]study.Score, error) { return maps.Clone(f.scores), nil }
func (f *fakeRecord) Answers() ([]study.Answered, error)      { return slices.Clone(f.answers), nil }
func (f *fakeRecord) History() (study.History, error)         { return f.history, nil }

func (f *fakeRecord) Unfinished(scope string) (study.Attempt, bool, error) {
	for id, a := range f.attempts {
		if a.Scope == scope && !f.ended[id] && len(a.Given) > 0 {
			return *a, true, nil
		}
	}
	return study.Attempt{}, false, nil
}

func (f *fakeRecord) Begin(a study.Attempt) (string, error) {
	a.ID, a.Begun = fmt.Sprintf("attempt%d", len(f.attempts)+1), f.now()
	f.attempts[a.ID] = &a
	return a.ID, f.note("begin %s %s", a.Scope, strings.Join(a.Questions, ","))
}

func (f *fakeRecord) Answer(attempt string, g study.Given) error {
	if err := f.note("answer %s %.2f hints=%d dontknow=%v", g.ID, g.Credit, g.Hints, g.Answer.DontKnow); err != nil {
		return err
	}
	f.attempts[attempt].Given = append(f.attempts[attempt].Given, g)
	a := f.attempts[attempt]
	f.answers = append(f.answers, study.Answered{
		Question: g.ID, Attempt: a.ID, Scope: a.Scope, Credit: g.Credit, TextHash: g.Question.TextHash(),
		Confidence: g.Confidence,
	})
	if study.Replayed(a.Scope) {
		f.recalled = append(f.recalled, review.Answer{
			Question: g.ID, Attempt: a.ID, TextHash: g.Question.TextHash(), Credit: g.Credit, Hints: g.Hints,
			At: f.now(), Offset: new(int), Stamp: int64(len(f.recalled)),
		})
	}
	if len(a.Given) == 1 {
		s := f.scores[a.Scope]
		s.Begun, s.Left = s.Begun+1, true
		f.scores[a.Scope] = s
	}
	return nil
}

func (f *fakeRecord) Memory() ([]review.Answer, error) { return slices.Clone(f.recalled), nil }

func (f *fakeRecord) CallEasy(attempt, question string) error {
	return f.note("easy %s", question)
}

func (f *fakeRecord) Elapsed(string) (time.Duration, error) { return f.elapsed, nil }

func (f *fakeRecord) Finish(attempt string, score, most float64, passed bool) error {
	if err := f.note("finish %s %g/%g passed=%v", f.attempts[attempt].Scope, score, most, passed); err != nil {
		return err
	}
	f.ended[attempt] = true
	share := score / max(1, most)
	s := f.scores[f.attempts[attempt].Scope]
	if s.Attempts == 0 || share > s.Best {
		s.Best, s.Most = share, most
	}
	if s.Attempts == 0 {
		s.First = share
	}
	s.Attempts++
	s.Last, s.Left = share, false
	f.scores[f.attempts[attempt].Scope] = s
	if !study.Practice(f.attempts[attempt].Scope) {
		f.history.Series = append(f.history.Series, share)
	}
	return nil
}

func (f *fakeRecord) News() string { return "" }

func (f *fakeRecord) Setting(name string) (string, error) { return f.settings[name], nil }

func (f *fakeRecord) SaveSetting(name, value string) error {
	f.settings[name] = value
	return f.note("set %s=%s", name, value)
}

// fakeOpener notes what it is given.
type fakeOpener struct {
	ready    bool
	terminal bool
	opened   []string
	fail     error
}

func (o *fakeOpener) Ready() bool         { return o.ready }
func (o *fakeOpener) NeedsTerminal() bool { return o.terminal }
func (o *fakeOpener) Missing() string     { return "" }
func (o *fakeOpener) Open(address string, _ func(error)) error {
	o.opened = append(o.opened, address)
	return o.fail
}

// reading is a student in front of the screen: keys go in, the drawn screen comes
// out. There is no terminal and no loop, so that nothing waits.
type reading struct {
	t      *testing.T
	app    *app
	sim    tcell.SimulationScreen
	rec    *fakeRecord
	desk   *fakeDesk
	opener *fakeOpener
	now    time.Time
	ended  bool
	lent   int
	w, h   int
}

// openCourse opens a course of files in memory.
func openCourse(t testing.TB, files map[string]string) *lessons.Course {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := lessons.Open(fsys, lessons.Options{ID: "test", Title: "A small course"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// begin puts a student in front of a course.
func begin(t *testing.T, files map[string]string, w, h int) *reading {
	t.Helper()
	c := openCourse(t, files)
	c.Lessons() // parsed in the background otherwise, and the count on the screen would depend on time
	r := &reading{t: t, rec: newFakeRecord(), desk: &fakeDesk{}, opener: &fakeOpener{}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), w: w, h: h}
	r.open(c)
	return r
}

// around has all programs but the clipboards of whoever runs the tests.
func around(o desktop.Opener) desktop.Programs {
	return desktop.Programs{Opener: o, Edit: desktop.Edit, Shell: true}
}

// open starts the reader anew, with the record as it is.
func (r *reading) open(c *lessons.Course) {
	r.t.Helper()
	r.rec.now = func() time.Time { return r.now }
	a, err := newApp(context.Background(), Config{
		Course: c, Record: r.rec, Desk: r.desk, Student: "ada", Programs: around(r.opener), Theme: "dark",
		Now: func() time.Time { return r.now },
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.sim = tcell.NewSimulationScreen("UTF-8")
	if err := r.sim.Init(); err != nil {
		r.t.Fatal(err)
	}
	a.screen = terminal.On(r.sim, nil)
	a.stop = func() { r.ended = true }
	a.lend = func(f func()) { r.lent++; f() }
	a.halt = func() {}
	a.later = func(f func()) { f() }
	a.background = func(f func()) { f() }
	r.app, r.ended = a, false
	r.resize(r.w, r.h)
}

func (r *reading) resize(w, h int) {
	r.w, r.h = w, h
	r.sim.SetSize(w, h)
	r.draw()
}

func (r *reading) draw() {
	r.app.screen.Clear()
	r.app.resize(r.w, r.h)
	r.app.view.SetRect(0, 0, r.w, r.h)
	r.app.view.Draw(r.app.screen)
	r.app.screen.Show()
	r.app.places.Wait()
}

// keys presses keys, named as in the key table and parted by spaces.
func (r *reading) keys(names string) *reading {
	r.t.Helper()
	for _, k := range strings.Fields(names) {
		if in, ok := r.app.model.key(k); ok {
			r.app.act(in)
		}
		r.draw()
	}
	return r
}

// types types a text, character for character.
func (r *reading) types(text string) *reading {
	for _, c := range text {
		if c == ' ' {
			r.keys("Space")
		} else {
			r.keys(string(c))
		}
	}
	return r
}

// wait lets time pass.
func (r *reading) wait(d time.Duration) *reading {
	r.now = r.now.Add(d)
	return r
}

// click clicks on the first place where the screen shows text.
func (r *reading) click(text string) *reading {
	r.t.Helper()
	for y, line := range strings.Split(r.screen(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			if !r.app.view.click(typeset.Width(line[:i]), y) {
				r.t.Errorf("nothing happens on a click on %q", text)
			}
			r.draw()
			return r
		}
	}
	r.t.Fatalf("the screen does not show %q:\n%s", text, r.screen())
	return r
}

// screen returns what is drawn, as text without trailing spaces.
func (r *reading) screen() string {
	cells, w, h := r.sim.GetContents()
	var b strings.Builder
	for y := range h {
		var line strings.Builder
		for x := 0; x < w; x++ {
			c := cells[y*w+x]
			s := string(c.Runes)
			if s == "" || s == "\x00" {
				s = " "
			}
			line.WriteString(s)
			if typeset.Width(s) == 2 {
				x++
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// shows fails the test unless the screen shows each text.
func (r *reading) shows(texts ...string) *reading {
	r.t.Helper()
	if abroad != nil {
		return r
	}
	for _, text := range texts {
		if !strings.Contains(r.screen(), text) {
			r.t.Fatalf("the screen does not show %q:\n%s", text, r.screen())
		}
	}
	return r
}

// hides fails the test if the screen shows a text.
func (r *reading) hides(text string) *reading {
	r.t.Helper()
	if abroad != nil {
		return r
	}
	if strings.Contains(r.screen(), text) {
		r.t.Fatalf("the screen shows %q:\n%s", text, r.screen())
	}
	return r
}

// saved fails the test unless the record was given exactly these saves, in order, since the last call.
func (r *reading) saved(want ...string) *reading {
	r.t.Helper()
	if d := cmp.Diff(want, r.rec.log); d != "" {
		r.t.Fatalf("saved (-want +got):\n%s", d)
	}
	r.rec.log = nil
	return r
}

// golden compares the screen with testdata/NAME.txt.
func (r *reading) golden(name string) *reading {
	r.t.Helper()
	compareGolden(r.t, name, r.screen())
	return r
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	if abroad != nil {
		abroad(t, name, got)
		return
	}
	file := filepath.Join("testdata", name+".txt")
	if *update_ {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		t.Fatalf("%s is missing; go test ./reader -update writes it", file)
	} else if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s (-want +got); go test ./reader -update rewrites it:\n%s", file, d)
	}
}
