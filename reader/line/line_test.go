package line

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/reader/words"
)

// lineRun is line mode on a course in memory, with a clock of its own.
type lineRun struct {
	*reading
	said  bytes.Buffer
	clock time.Time
}

func newLineRun(t testing.TB, c *lessons.Course, r study.Record) *lineRun {
	t.Helper()
	l := &lineRun{clock: time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)}
	l.reading = newReading(Config{
		Course: c, Record: r, Student: "robin", In: strings.NewReader(""), Out: &l.said, Opener: noOpener{},
		Now: func() time.Time { return l.clock },
	})
	l.begin()
	return l
}

// noOpener fails a test that it would open something in.
type noOpener struct{}

func (noOpener) Ready() bool                        { return true }
func (noOpener) NeedsTerminal() bool                { return false }
func (noOpener) Missing() string                    { return "" }
func (noOpener) Open(a string, _ func(error)) error { return fmt.Errorf("not in a test: %s", a) }

// tell gives a command and returns what was said.
func (r *lineRun) tell(t testing.TB, command string) string {
	t.Helper()
	r.out.Flush()
	r.said.Reset()
	r.Tick(r.clock, true)
	r.renew()
	if err := r.obey(command); err != nil && err != errQuit {
		t.Fatalf("%s: %v", command, err)
	}
	r.out.Flush()
	return r.said.String()
}

func courseOf(t testing.TB, files map[string]string) *lessons.Course {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := lessons.Open(fsys, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Each command has a name of its own, and so has each letter.
func TestCommandsAreClear(t *testing.T) {
	seen := map[string]string{}
	for _, c := range commands() {
		for _, word := range []string{c.name, c.letter} {
			if word == "" {
				continue
			}
			if other := seen[word]; other != "" {
				t.Errorf("%s stands for %s and for %s", word, other, c.name)
			}
			seen[word] = c.name
			if got, ok, _ := findCommand(word); !ok || got.name != c.name {
				t.Errorf("%s is understood as %q", word, got.name)
			}
		}
		if c.help == "" || c.do == nil {
			t.Errorf("%s does or says nothing", c.name)
		}
	}
	for word, want := range map[string]string{"cont": "contents", "?": "help", "/": "search", "bo": "bookmark", "qui": "quit", "prog": "progress"} {
		if got, ok, _ := findCommand(word); !ok || got.name != want {
			t.Errorf("%s is understood as %q, want %s", word, got.name, want)
		}
	}
}

// At every pace the pieces are the whole lesson, in order, and none is too long to hear.
func TestLinePieces(t *testing.T) {
	c, err := lessons.Open(os.DirFS("../../embed/course"), lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.Lessons() {
		whole := strings.Join(newLessonText(l, paceLesson).print(0), "\n")
		for _, pace := range []string{paceParagraph, paceScreen} {
			text := newLessonText(l, pace)
			var all []string
			for i, p := range text.pieces {
				if n := p.end - p.from; n > paceLines+1 {
					t.Errorf("%s: a piece of %d lines", l.ID, n)
				}
				all = append(all, text.print(i)...)
				if got := text.find(text.start(i)); got != i {
					t.Errorf("%s: the beginning of piece %d is found in piece %d", l.ID, i, got)
				}
			}
			if got, want := noBlanks(strings.Join(all, "\n")), noBlanks(whole); got != want {
				t.Errorf("%s, a %s at a time: the pieces are not the lesson", l.ID, pace)
			}
		}
		// The label of a footnote is a word of its own in the text, and touches what stands beside it on the screen.
		if n, m := countWords(l.Text()), countWords(strings.NewReplacer("[", " [", "]", "] ").Replace(whole))+countWords(l.Title); m < n {
			t.Errorf("%s: %d of %d words are read", l.ID, m, n)
		}
		if strings.ContainsFunc(whole, func(r rune) bool {
			return r >= 0x2500 && r <= 0x257F && !strings.ContainsRune(l.Text(), r) || r < ' ' && r != '\n'
		}) {
			t.Errorf("%s: something is drawn, or is no text", l.ID)
		}
	}
}

func noBlanks(s string) string { return strings.Join(strings.Fields(s), " ") }
func countWords(s string) int  { return len(strings.Fields(s)) }

// An edit leaves the student at the same paragraph; a fault is one line.
func TestLineTakesEdits(t *testing.T) {
	const before = "# One\n\nThe first paragraph is short.\n\nThe second paragraph tells of water and of pipes.\n"
	r := newLineRun(t, courseOf(t, map[string]string{"a.md": before}), nil)
	if got := r.tell(t, ""); !strings.Contains(got, "The second paragraph") {
		t.Fatalf("got %q", got)
	}
	edits := make(chan study.Edition, 2)
	r.cfg.Editions = edits
	after := strings.Replace(strings.Replace(before, "The second", "A new one came.\n\nThe second", 1), "of pipes", "of long pipes", 1)
	edits <- study.Edition{Course: courseOf(t, map[string]string{"a.md": after}), Problem: "a.md:3: a fault\x1b[31m"}
	got := r.tell(t, "repeat")
	for _, want := range []string{"a.md:3: a fault[31m\n", "The course was edited.", "The second paragraph tells of water and of long pipes."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	edits <- study.Edition{Problem: "course.toml: broken"}
	if got := r.tell(t, "where"); !strings.Contains(got, "course.toml: broken\n") || !strings.Contains(got, "Lesson 1 of 1, One. Piece 3 of 3.") {
		t.Errorf("got %q", got)
	}
	edits <- study.Edition{Course: courseOf(t, map[string]string{"z.md": "# Other\n\nAll is new.\n"})}
	if got := r.tell(t, "repeat"); !strings.Contains(got, "All is new.") {
		t.Errorf("after all lessons went: %q", got)
	}
	close(edits)
	if got := r.tell(t, "where"); !strings.Contains(got, "Lesson 1 of 1, Other.") {
		t.Errorf("after the last edit: %q", got)
	}
}

// Whatever is typed, line mode answers, stays in the course and writes plain text.
func TestLineAnswersEverything(t *testing.T) {
	c := courseOf(t, map[string]string{
		"a.md":   "# A\n\nText [b](b.md) and [out](https://example.org/) and [bad](javascript:x).\n\n| a | b |\n|---|---|\n| c | d |\n",
		"a.gift": "Right?{T}\n",
		"b.md":   "# B\u202e\x1b[31m\n\nEnd.\n\n## C\n\n[](#)\n",
		"c.md":   "",
	})
	words := []string{"", "9999999999999999999", "-1", "0", "1", "2", "go", "open", "later 1", "all", "\x00", "\x1b[2J", "::", "/x", "[", "?", "日本", "\xff"}
	for _, cmd := range commands() {
		if cmd.name != "quit" {
			words = append(words, cmd.name, cmd.letter)
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		r := newLineRun(t, c, nil)
		for range 60 {
			line := words[rnd.IntN(len(words))]
			if rnd.IntN(2) == 0 {
				line += " " + words[rnd.IntN(len(words))]
			}
			got := r.tell(t, line)
			if got == "" {
				t.Errorf("%q is not answered", line)
			}
			if i := strings.IndexFunc(got, func(c rune) bool { return c < ' ' && c != '\n' || c == '\u202e' }); i >= 0 {
				t.Errorf("%q: the answer holds %q", line, got[i:])
			}
			if r.at < 0 || r.at >= len(r.text.pieces) || r.Course.Lesson(r.Lesson.ID) == nil {
				t.Fatalf("%q leads out of the course", line)
			}
		}
	}
}

// The contents of a large course are those around the student; all are said on request.
func TestLineContentsOfALargeCourse(t *testing.T) {
	files := map[string]string{}
	for i := range 120 {
		files[fmt.Sprintf("p%03d.md", i)] = fmt.Sprintf("# Page %d\n\nText.\n", i+1)
	}
	r := newLineRun(t, courseOf(t, files), nil)
	r.tell(t, "go 60")
	got := r.tell(t, "contents")
	for _, want := range []string{"Page 40: lesson 40\n", "  60. Page 60, you are here\n", "Page 80: lesson 80\n", "79 pages further away; contents all"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Page 39:") || strings.Contains(got, "Page 81:") {
		t.Errorf("pages far away are told:\n%s", got)
	}
	if got := r.tell(t, "contents all"); strings.Count(got, "\n") != 120 || !strings.Contains(got, "  120. Page 120\n") {
		t.Errorf("contents all:\n%s", got)
	}
	if got := r.tell(t, "90"); !strings.Contains(got, "Lesson 90 of 120, Page 90.") {
		t.Errorf("a number alone, after contents: %q", got)
	}
}

// A code line is read whole, a table row by row, a bar is not read.
func TestLineSpeaks(t *testing.T) {
	long := "printf " + strings.Repeat("abcdefgh ", 12) + "end"
	c := courseOf(t, map[string]string{"a.md": "# A\n\n```sh\n" + long + "\n```\n\n| K | V |\n|---|---|\n| x | y |\n\n> quoted\n\n> [!WARNING]\n> hot\n\n- one\n- two\n"})
	got := strings.Join(newLessonText(c.First(), paceLesson).print(0), "\n")
	want := "  " + long + "\n\nK: x\nV: y\n\n  quoted\n\n  Warning\n  hot\n\n• one\n• two"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestExamEndsAlone: the time of an exam ends while nobody types, and what is typed after that is the next line.
func TestExamEndsAlone(t *testing.T) {
	c := courseOf(t, map[string]string{"course.toml": "[exam]\nminutes = 10\n", "a.md": "# A\n", "a.gift": "Why?{=so ~not}\n"})
	in, typing := io.Pipe()
	var said bytes.Buffer
	out := bufio.NewWriter(&said)
	clock := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	a := newAsker(Config{Course: c, Now: func() time.Time { return clock }}, voiceNamed("text", out), newTypist(in), out.Flush)
	a.Session = study.New(c, "robin", clock, func(study.Effect) {})
	waits := 0
	a.after = func(d time.Duration) <-chan time.Time {
		waits++
		clock = clock.Add(d)
		over := make(chan time.Time)
		close(over)
		return over
	}
	if err := a.run(study.ExamPlan(c)); err != nil {
		t.Fatal(err)
	}
	out.Flush()
	if !strings.Contains(said.String(), "The time is over.") || waits != int(10*time.Minute/lookAgain) {
		t.Errorf("after %d waits: %s", waits, &said)
	}
	go fmt.Fprintln(typing, "next")
	if line, err := a.in.line(); line != "next" || err != nil {
		t.Errorf("read %q: %v", line, err)
	}
}

// A bank writes true and false in English; a student reads them in the language that is spoken, where a
// question asks just that.
func TestTrueFalseInWords(t *testing.T) {
	words.Speak("es")
	defer words.Speak("en")
	for kind, want := range map[quiz.Kind]string{quiz.TrueFalse: "Verdadero", quiz.Single: "True"} {
		if got := choiceInWords(&quiz.Question{Kind: kind}, "True"); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
}

// In a language with accents a command may be typed without them, on a keyboard that has none.
func TestCommandWithoutAccents(t *testing.T) {
	words.Speak("es")
	defer words.Speak("en")
	for typed, want := range map[string]string{"índice": "contents", "indice": "contents", "indi": "contents", "donde": "where", "nota": "note", "contents": "contents"} {
		if c, ok, like := findCommand(typed); !ok || c.name != want {
			t.Errorf("%s is %q (%q), not %s", typed, c.name, like, want)
		}
	}
}
