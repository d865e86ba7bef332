package progress

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// exported returns an export without its first line, which has the time of day.
func exported(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	must(t, s.Export(&b, ""))
	_, rest, _ := strings.Cut(b.String(), "\n")
	return rest
}

// carry imports all that one store holds into another.
func carry(t testing.TB, from, to *Store) Imported {
	t.Helper()
	var b bytes.Buffer
	must(t, from.Export(&b, ""))
	n, err := to.Import(&b, "")
	must(t, err)
	return n
}

// twoComputers returns the records of one student on two computers, which
// began as one and then went different ways.
func twoComputers(t testing.TB) (laptop, desk *Record) {
	t.Helper()
	laptop, desk = newRecord(t), newRecord(t)
	start := time.Date(2026, 7, 30, 8, 0, 0, 0, time.UTC)
	onLaptop, onDesk := clockAt(laptop.store, start), clockAt(desk.store, start)

	a := begin(t, laptop, "one", "q1", "q2")
	give(t, laptop, a.ID, "q1", 0.5)
	must(t, laptop.ReadLessons(Reading{"one", 10, false}))
	must(t, laptop.ReadLater(Link{Target: "http://one.example/", Text: "One"}))
	note, err := laptop.SaveNote(Note{Text: "first thoughts", Place: Place{Lesson: "one", Block: 2}})
	must(t, err)
	carry(t, laptop.store, desk.store)

	*onDesk = start.Add(time.Hour)
	give(t, desk, a.ID, "q2", 1)
	must(t, desk.Finish(a.ID, 1.5, 2, true))
	must(t, desk.ReadLessons(Reading{"one", 20, true}))
	must(t, desk.SavePlace(Place{Lesson: "two", Block: 9}))
	note.Text = "second thoughts"
	_, err = desk.SaveNote(note)
	must(t, err)
	must(t, desk.store.Set("ana", "width", "70"))
	must(t, desk.store.Set("", "student", "ana")) // the desk's own

	*onLaptop = start.Add(2 * time.Hour)
	b := begin(t, laptop, "two", "q3")
	give(t, laptop, b.ID, "q3", 0)
	must(t, laptop.ReadLessons(Reading{"one", 5, false}))
	must(t, laptop.SavePlace(Place{Lesson: "three"}))
	must(t, laptop.ForgetLink("http://one.example/"))
	must(t, laptop.store.Set("ana", "width", "64"))
	must(t, laptop.store.Unset("ana", "theme"))
	return laptop, desk
}

func TestMergeBothWaysIsEqual(t *testing.T) {
	laptop, desk := twoComputers(t)
	before := exported(t, laptop.store)
	if n := carry(t, desk.store, laptop.store); n.Answers != 1 || n.Readings != 1 || n.Attempts != 0 {
		t.Errorf("new on the laptop: %+v", n)
	}
	if exported(t, laptop.store) == before {
		t.Fatal("the merge changed nothing")
	}
	carry(t, laptop.store, desk.store)
	both := exported(t, laptop.store)
	if diff := cmp.Diff(both, exported(t, desk.store)); diff != "" {
		t.Error(diff)
	}
	// Again, and from the other side first: nothing changes.
	if n := carry(t, desk.store, laptop.store); n != (Imported{}) {
		t.Errorf("a second import brought %+v", n)
	}
	if diff := cmp.Diff(both, exported(t, laptop.store)); diff != "" {
		t.Error(diff)
	}
	other := newRecord(t)
	laptop2, desk2 := twoComputers(t)
	carry(t, desk2.store, other.store)
	carry(t, laptop2.store, other.store)
	carry(t, desk2.store, laptop2.store)
	if diff := cmp.Diff(exported(t, laptop2.store), exported(t, other.store)); diff != "" {
		t.Error(diff)
	}
}

// An answer that went by way of an older program lost its offset and confidence there. They come
// with the same answer from elsewhere, whichever of both is taken in first.
func TestMergeFillsIn(t *testing.T) {
	desk := newRecord(t)
	at := time.Date(2026, 7, 30, 23, 30, 0, 0, time.FixedZone("", 2*60*60))
	clockAt(desk.store, at)
	a := sample(begin(t, desk, "one", "q1").ID, "q1", 1)
	a.Confidence = Guess
	must(t, desk.Answer(a))
	must(t, desk.CallEasy(a.Attempt, "q1"))
	var b bytes.Buffer
	must(t, desk.store.Export(&b, ""))
	whole := b.String()
	old := strings.Replace(whole, `"offset":120,"confidence":3,"easy":true,`, "", 1)
	if old == whole {
		t.Fatalf("no offset, confidence and ease in\n%s", whole)
	}
	for _, order := range [][]string{{whole, old}, {old, whole}, {old, old, whole}} {
		other := newRecord(t)
		for _, text := range order {
			_, err := other.store.Import(strings.NewReader(text), "")
			must(t, err)
		}
		if diff := cmp.Diff(exported(t, desk.store), exported(t, other.store)); diff != "" {
			t.Error(diff)
		}
	}
	for _, bad := range []string{`"offset":1441,"confidence":3`, `"offset":120,"confidence":4`} {
		_, err := newRecord(t).store.Import(strings.NewReader(strings.Replace(whole, `"offset":120,"confidence":3`, bad, 1)), "")
		var f *ImportFault
		if !errors.As(err, &f) || f.What != BadLine {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestMergeKeepsWhatCounts(t *testing.T) {
	laptop, desk := twoComputers(t)
	carry(t, desk.store, laptop.store)
	r := laptop
	if l, err := r.Lessons(); l["one"].Seconds != 35 || l["one"].Times != 3 || !l["one"].Finished || err != nil {
		t.Errorf("lessons %+v %v", l, err)
	}
	if p, _, err := r.Place(); p.Lesson != "three" || err != nil {
		t.Errorf("place %+v %v", p, err)
	}
	if tries, err := r.Tries(); tries["one"].Finished != 1 || tries["one"].Last.Score != 1.5 || err != nil {
		t.Errorf("tries %+v %v", tries, err)
	}
	if links, err := r.Links(); len(links) != 0 || err != nil {
		t.Errorf("links %+v %v", links, err)
	}
	if notes, err := r.Notes(); len(notes) != 1 || notes[0].Text != "second thoughts" || err != nil {
		t.Errorf("notes %+v %v", notes, err)
	}
	if all, err := r.store.Settings("ana"); all["width"] != "64" || len(all) != 1 || err != nil {
		t.Errorf("settings %v %v", all, err)
	}
	// What is written next comes after all that came in, whatever the clock says.
	clockAt(r.store, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	must(t, r.SavePlace(Place{Lesson: "four"}))
	carry(t, r.store, desk.store)
	if p, _, err := desk.Place(); p.Lesson != "four" || err != nil {
		t.Errorf("place after the merge %+v %v", p, err)
	}
}

func TestExportOfOneRecord(t *testing.T) {
	ana := newRecord(t)
	ben := recordIn(t, ana.store, "ben")
	give(t, ana, begin(t, ana, "one", "q1").ID, "q1", 1)
	give(t, ben, begin(t, ben, "one", "q1").ID, "q1", 0)
	must(t, ben.SavePlace(Place{Lesson: "one"}))
	var b bytes.Buffer
	must(t, ana.Export(&b))
	if strings.Contains(b.String(), "ben") {
		t.Errorf("Ana's export tells of Ben:\n%s", b.String())
	}
	text := b.String()
	to := openStore(t, filepath.Join(t.TempDir(), FileName))
	n, err := to.Import(&b, "ana.silva")
	if err != nil || n.Answers != 1 {
		t.Fatalf("%+v %v", n, err)
	}
	if list, err := recordIn(t, to, "ana.silva").Answers(Filter{}); len(list) != 1 || err != nil {
		t.Errorf("under the other name: %d answers, %v", len(list), err)
	}
	if names, err := to.Students(); len(names) != 1 || err != nil {
		t.Errorf("students %v %v", names, err)
	}
	b.Reset()
	must(t, ana.store.Export(&b, ""))
	if _, err := to.Import(&b, "one"); err == nil {
		t.Error("two students were taken in as one")
	}
	if _, err := to.Import(strings.NewReader("\uFEFF"+strings.ReplaceAll(text, "\n", "\r\n")), "ana.silva"); err != nil {
		t.Errorf("with a byte order mark and Windows line ends: %v", err)
	}
}

// An export can be read by people too: text stands in it as it was written.
func TestExportIsText(t *testing.T) {
	r := newRecord(t)
	_, err := r.SaveNote(Note{Text: "x < y & z, naïve"})
	must(t, err)
	var b bytes.Buffer
	must(t, r.Export(&b))
	if !strings.Contains(b.String(), `"text":"x < y & z, naïve"`) {
		t.Errorf("not as it was written:\n%s", b.String())
	}
}

// What is not a whole sound export is refused, and nothing of it is kept.
func TestImportRefused(t *testing.T) {
	r := newRecord(t)
	a := begin(t, r, "one", "q1")
	give(t, r, a.ID, "q1", 1)
	must(t, r.ReadLessons(Reading{"one", 1, true}))
	must(t, r.SavePlace(Place{Lesson: "one"}))
	var b bytes.Buffer
	must(t, r.store.Export(&b, ""))
	whole := b.String()
	lines := strings.SplitAfter(whole, "\n")
	replaced := func(old, with string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("no %q in\n%s", old, whole)
		}
		return strings.ReplaceAll(whole, old, with)
	}
	for name, c := range map[string]struct {
		flaw Flaw
		text string
	}{
		"empty":              {Empty, ""},
		"another file":       {NoRecord, "PNG\n"},
		"other JSON":         {NoRecord, "{}\n"},
		"newer format":       {NewerFormat, replaced(`"format":1`, `"format":2`)},
		"cut off":            {CutOff, strings.Join(lines[:len(lines)-2], "")},
		"cut in a line":      {NoLine, whole[:len(whole)/2]},
		"a line less":        {Incomplete, strings.Join(append(append([]string{}, lines[:4]...), lines[5:]...), "")},
		"unknown line":       {BadLine, replaced(`{"place":`, `{"palace":`)},
		"no attempt":         {Misfit, replaced(`"attempt":"`+a.ID, `"attempt":"`+NewID())},
		"credit":             {BadLine, replaced(`"credit":1`, `"credit":2`)},
		"negative place":     {BadLine, replaced(`"block":0`, `"block":-1`)},
		"negative seconds":   {BadLine, replaced(`"seconds":1,`, `"seconds":-1,`)},
		"infinite seconds":   {NoLine, replaced(`"seconds":1,`, `"seconds":1e999,`)},
		"a day that is none": {BadLine, replaced(`"day":"20`, `"day":"xx`)},
		"an id in capitals":  {BadLine, strings.ReplaceAll(whole, a.ID, strings.ToUpper(a.ID))},
		"empty student":      {BadLine, replaced(`"name":"ana"`, `"name":""`)},
	} {
		s := openStore(t, filepath.Join(t.TempDir(), FileName))
		must(t, s.Set("ana", "kept", "yes"))
		before := exported(t, s)
		_, err := s.Import(strings.NewReader(c.text), "")
		var f *ImportFault
		if !errors.As(err, &f) || f.What != c.flaw || strings.Contains(f.Error(), "\n") {
			t.Errorf("%s: got %q, want one line on a flaw %q", name, err, c.flaw)
		}
		if diff := cmp.Diff(before, exported(t, s)); diff != "" {
			t.Errorf("%s: something was kept: %s", name, diff)
		}
	}
}

func FuzzImport(f *testing.F) {
	laptop, _ := twoComputers(f)
	var b bytes.Buffer
	must(f, laptop.store.Export(&b, ""))
	f.Add(b.Bytes())
	for _, line := range strings.SplitAfter(b.String(), "\n")[1:] {
		f.Add([]byte(fmt.Sprintf("{\"lectern\":\"record\",\"format\":1}\n%s{\"end\":{\"lines\":1}}\n", line)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := openStore(t, filepath.Join(t.TempDir(), FileName))
		if _, err := s.Import(bytes.NewReader(data), ""); err != nil {
			return
		}
		once := exported(t, s)
		n, err := s.Import(bytes.NewReader(data), "")
		if err != nil || n != (Imported{}) {
			t.Fatalf("a second import: %+v, %v", n, err)
		}
		if diff := cmp.Diff(once, exported(t, s)); diff != "" {
			t.Fatal(diff)
		}
		other := openStore(t, filepath.Join(t.TempDir(), FileName))
		carry(t, s, other)
		if diff := cmp.Diff(once, exported(t, other)); diff != "" {
			t.Fatalf("what was taken in cannot be carried on: %s", diff)
		}
	})
}

func TestResetKeepsACopy(t *testing.T) {
	r := newRecord(t)
	clockAt(r.store, time.Date(2026, 7, 30, 8, 15, 4, 0, time.UTC))
	one, exam := begin(t, r, "one", "q1"), begin(t, r, "exam", "q1", "q9")
	give(t, r, one.ID, "q1", 1)
	give(t, r, exam.ID, "q1", 1)
	give(t, r, exam.ID, "q9", 1)
	must(t, r.ReadLessons(Reading{"one", 5, true}))
	must(t, r.ReadLessons(Reading{"nine", 5, true}))
	must(t, r.SavePlace(Place{Lesson: "nine"}))
	_, err := r.SaveNote(Note{Text: "mine"})
	must(t, err)
	before := exported(t, r.store)

	backup, err := r.Reset("one", "q1")
	must(t, err)
	if !strings.HasSuffix(backup, ".backup-20260730-081504") {
		t.Errorf("backup %q", backup)
	}
	list, err := r.Answers(Filter{})
	must(t, err)
	lessons, err := r.Lessons()
	must(t, err)
	if len(list) != 1 || list[0].Question != "q9" || len(lessons) != 1 || !lessons["nine"].Finished {
		t.Errorf("left: %+v %+v", list, lessons)
	}
	second, err := r.Reset("")
	must(t, err)
	if second == backup {
		t.Error("the second copy took the place of the first")
	}
	if list, err := r.Attempts(""); len(list) != 0 || err != nil {
		t.Errorf("attempts left: %+v %v", list, err)
	}
	if _, found, err := r.Place(); found || err != nil {
		t.Errorf("a place is left, %v", err)
	}
	if notes, err := r.Notes(); len(notes) != 1 || err != nil {
		t.Errorf("notes %+v %v", notes, err)
	}
	kept := openStore(t, backup)
	if diff := cmp.Diff(before, exported(t, kept)); diff != "" {
		t.Errorf("the copy differs: %s", diff)
	}
	carry(t, kept, r.store) // and it can be brought back
	if list, err := r.Answers(Filter{}); len(list) != 3 || err != nil {
		t.Errorf("brought back: %d answers, %v", len(list), err)
	}
}

// Stamps that no clock can have made are put right in an import and in a file that has them, with
// a word; the clock stays where it was, and what is exported after can be taken in elsewhere.
func TestStampsOutOfTime(t *testing.T) {
	r := newRecord(t)
	a := begin(t, r, "one", "q1", "q2")
	give(t, r, a.ID, "q1", 1)
	give(t, r, a.ID, "q2", 1)
	var out strings.Builder
	must(t, r.store.Export(&out, ""))
	n := 0
	poisoned := regexp.MustCompile(`"(stamp|began)":\d+`).ReplaceAllStringFunc(out.String(), func(s string) string {
		n++
		name, _, _ := strings.Cut(s, ":")
		if n == 1 {
			return name + ":-1"
		}
		return fmt.Sprintf("%s:%d", name, int64(253402300799999)+int64(n))
	})
	s := openStore(t, filepath.Join(t.TempDir(), FileName))
	for range 2 {
		_, err := s.Import(strings.NewReader(poisoned), "")
		must(t, err)
	}
	if got := s.Notices(); len(got) != 1 || got[0].What != Clamped {
		t.Errorf("notices %v", got)
	}
	carried := func(s *Store) {
		t.Helper()
		var exported strings.Builder
		must(t, s.Export(&exported, ""))
		there := openStore(t, filepath.Join(t.TempDir(), FileName))
		if got, err := there.Import(strings.NewReader(exported.String()), ""); err != nil || got.Answers != 2 || len(there.Notices()) > 0 {
			t.Errorf("%+v, %v, %v", got, err, there.Notices())
		}
		list, err := recordIn(t, there, "ana").Answers(Filter{})
		if err != nil || len(list) != 2 || list[0].Question != "q1" {
			t.Errorf("%v, %v", list, err)
		}
	}
	carried(s)
	// A file that an earlier version let such a stamp into.
	must(t, s.write(durable, func(t *tx) error {
		return errors.Join(t.exec(`UPDATE clock SET stamp = stamp + 253402300799999`), t.exec(`UPDATE answers SET stamp = stamp + 253402300799999`))
	}))
	must(t, s.Close())
	s = openStore(t, s.path)
	if got := s.Notices(); len(got) != 1 || got[0].What != Clamped {
		t.Errorf("notices %v", got)
	}
	carried(s)
}

// What earlier versions kept of one student under two names is one record afterwards.
func TestUnite(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), FileName))
	for _, name := range []string{"ana ", "ana"} {
		r := recordIn(t, s, name)
		a := begin(t, r, "one", "q1")
		give(t, r, a.ID, "q1", 1)
		must(t, r.SavePlace(Place{Lesson: "of " + name}))
		must(t, s.Set(name, "width "+name, "70"))
		must(t, r.ReadLater(Link{Target: "https://example.org/" + name}))
	}
	must(t, s.Unite("ana ", "ana"))
	r := recordIn(t, s, "ana")
	list, err := r.Answers(Filter{})
	must(t, err)
	p, _, err := r.Place()
	must(t, err)
	links, err := r.Links()
	must(t, err)
	set, err := s.Settings("ana")
	must(t, err)
	names, err := s.Students()
	must(t, err)
	if len(list) != 2 || p.Lesson != "of ana" || len(links) != 2 || len(set) != 2 || len(names) != 1 {
		t.Errorf("%d answers, %+v, %d links, %v, %q", len(list), p, len(links), set, names)
	}
	integrity(t, s)
}

// TestResultsAreImported: what is handed in has all attempts and readings of the one course, nothing
// else, and can be taken in.
func TestResultsAreImported(t *testing.T) {
	laptop, desk := twoComputers(t)
	carry(t, desk.store, laptop.store)
	other, err := laptop.store.Record("ana", Course{ID: "valves"})
	must(t, err)
	must(t, other.ReadLessons(Reading{"secret", 10, true}))
	var b bytes.Buffer
	must(t, laptop.ExportResults(&b))
	if found := regexp.MustCompile(`"(note|link|place|setting)":\{|thoughts|valves|secret`).FindString(b.String()); found != "" {
		t.Errorf("%s is handed in:\n%s", found, b.String())
	}
	class := newRecord(t).store
	n, err := class.Import(&b, "ana silva")
	if want := (Imported{Readings: 2, Attempts: 2, Answers: 3}); n != want || err != nil {
		t.Errorf("imported %+v, not %+v: %v", n, want, err)
	}
}

func TestInstall(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openStore(t, path)
	first, err := s.Install()
	must(t, err)
	must(t, s.Close())
	if again, err := openStore(t, path).Install(); again != first || !validID(first) || err != nil {
		t.Errorf("%q, then %q: %v", first, again, err)
	}
}
