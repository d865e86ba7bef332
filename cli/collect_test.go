package cli

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/progress"
	"lectern/progress/results"
)

// classCourse writes a course with n questions of four choices into a folder.
func classCourse(t testing.TB, n int) (dir string, c *lessons.Course) {
	t.Helper()
	dir = t.TempDir()
	var gift bytes.Buffer
	for i := range n {
		fmt.Fprintf(&gift, "// [id:q%d]\n::Pump %d <b>&amp;::What about pump %d?{=right ~near ~far ~never}\n\n", i+1, i+1, i+1)
	}
	for name, src := range map[string]string{
		"course.toml": "id = \"pumps\"\ntitle = \"Pumps & valves\"\n", "pumps.md": "# Pumps\n\nPumps pump.\n", "pumps.gift": gift.String(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := lessons.OpenPathAs(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return dir, c
}

// student is one who answers questions of a course as luck and skill have it.
type student struct {
	name, id string
	skill    float64
	attempts int
	seed     uint64

	answer func(map[string]any)  // changes each answer, if it is not nil
	header func(*results.Header) // likewise
}

// handIn makes the results file of a student, sealed for a key.
func (s student) handIn(t testing.TB, c *lessons.Course, to []results.Recipient) []byte {
	t.Helper()
	chance := rand.New(rand.NewPCG(s.seed, 7))
	start := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC).Add(time.Duration(s.seed) * time.Second)
	var lines []any
	lines = append(lines, map[string]any{"student": map[string]any{"name": "robin"}})
	lines = append(lines, map[string]any{"course": progress.Course{ID: c.Manifest.ID, Title: c.Manifest.Title}})
	questions := c.Questions()
	var ids []string
	for _, q := range questions {
		ids = append(ids, q.ID)
	}
	at := start
	for n := range s.attempts {
		attempt := idAt(at, fmt.Sprint(s.id, n))
		lines = append(lines, map[string]any{"attempt": map[string]any{
			"student": "robin", "course": c.Manifest.ID, "id": attempt, "scope": "lesson:pumps/pumps", "seed": 1, "questions": ids,
			"started": at, "ended": at.Add(time.Hour), "began": at.UnixMilli(), "stamp": at.UnixMilli(),
		}})
		for i, q := range questions {
			at = at.Add(time.Second)
			a := quiz.Answer{Choices: []int{0}}
			if hard := float64(i%12) / 12; chance.Float64() > s.skill+0.3*float64(n)-0.5*hard+0.3 {
				a.Choices[0] = 1 + int(chance.Uint64()%3)
			}
			given := map[string]any{
				"id": idAt(at, attempt+q.ID), "attempt": attempt, "question": q.ID, "hash": q.TextHash(), "title": recordTitle(q), "kind": q.Kind,
				"response": json.RawMessage(a.Encode()), "words": q.Response(a), "credit": q.Grade(a).Credit, "points": q.Points, "graded": true,
				"seconds": 12.5, "at": at, "day": at.Format(time.DateOnly), "stamp": at.UnixMilli(),
			}
			if s.answer != nil {
				s.answer(given)
			}
			lines = append(lines, map[string]any{"answer": given})
		}
	}
	h := results.Header{Course: c.Manifest.ID, Title: c.Manifest.Title, Record: "robin", Install: idAt(start, s.id), Made: at,
		Student: results.Student{Name: s.name, ID: s.id}}
	if s.header != nil {
		s.header(&h)
	}
	var b bytes.Buffer
	_, err := results.Write(&b, h, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		if err := enc.Encode(map[string]any{"lectern": "record", "format": 1, "exported": at}); err != nil {
			return err
		}
		for _, l := range lines {
			if err := enc.Encode(l); err != nil {
				return err
			}
		}
		return enc.Encode(map[string]any{"end": map[string]any{"lines": len(lines)}})
	}, to)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// idAt makes the ID of something that happened at a time, as progress.NewID does.
func idAt(at time.Time, name string) string {
	first := fmt.Sprintf("%012x", at.UnixMilli())
	rest := progress.NameID("6ba7b810-9dad-11d1-80b4-00c04fd430c8", name)
	return first[:8] + "-" + first[8:] + "-7" + rest[15:]
}

// classKey makes a key and its file.
func classKey(t testing.TB) (file string, to []results.Recipient) {
	t.Helper()
	k, err := results.NewKey(false)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "results.key")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := k.Write(f, time.Now()); err != nil {
		t.Fatal(err)
	}
	return file, []results.Recipient{k.Recipient()}
}

// handIns writes the results files of n students with the given number of attempts each.
func handIns(t testing.TB, c *lessons.Course, to []results.Recipient, n, attempts int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		s := student{name: fmt.Sprintf("First%d <Last>%d", i, i), id: fmt.Sprintf("S-%05d", i), skill: chance.Float64(), attempts: attempts, seed: uint64(i)}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.lectern.txt", i)), s.handIn(t, c, to), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// BenchmarkCollectClass collects files of 180 answers each: three attempts at 60 questions.
//
//	go test ./cli -run '^$' -bench CollectClass -benchtime 1x
func BenchmarkCollectClass(b *testing.B) {
	for _, n := range []int{100, 300, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, c := classCourse(b, 60)
			key, to := classKey(b)
			folder := handIns(b, c, to, n, 3)
			if keep := os.Getenv("LECTERN_HANDINS"); keep != "" {
				_ = os.CopyFS(filepath.Join(keep, fmt.Sprint(n)), os.DirFS(folder))
				_ = os.CopyFS(filepath.Join(keep, fmt.Sprint(n), "course"), os.DirFS(dir))
				_ = os.CopyFS(filepath.Join(keep, fmt.Sprint(n)), os.DirFS(filepath.Dir(key)))
			}
			for b.Loop() {
				out := b.TempDir()
				code := Run([]string{"collect", "--key", key, "--course", dir, "--out", out, folder}, Env{Stdin: bytes.NewReader(nil), Stdout: io.Discard, Stderr: os.Stderr, Getenv: func(string) string { return "" }})
				if code != exitOK {
					b.Fatal("exit code", code)
				}
			}
		})
	}
}

// TestReportPicture looks at the report in a browser, at the width of a screen and of a phone. LECTERN_CHROMIUM
// names the browser; without it there is none. The pictures are kept in the folder LECTERN_PICTURES.
func TestReportPicture(t *testing.T) {
	browser := os.Getenv("LECTERN_CHROMIUM")
	if browser == "" {
		t.Skip("LECTERN_CHROMIUM names no browser")
	}
	dir, c := classCourse(t, 12)
	key, to := classKey(t)
	out := t.TempDir()
	var said bytes.Buffer
	args := []string{"collect", "--key", key, "--course", dir, "--out", out, handIns(t, c, to, 24, 1)}
	if code := Run(args, Env{Stdin: bytes.NewReader(nil), Stdout: &said, Stderr: &said, Getenv: func(string) string { return "" }}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	keep := cmp.Or(os.Getenv("LECTERN_PICTURES"), out)
	for _, width := range []int{1000, 500} { // a window of Chromium is no narrower
		name := filepath.Join(keep, fmt.Sprintf("report-%d.png", width))
		got, err := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir="+t.TempDir(),
			fmt.Sprintf("--window-size=%d,4000", width), "--screenshot="+name, "file://"+filepath.Join(out, "report.html")).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, got)
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		picture, err := png.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if picture.Bounds().Dx() != width {
			t.Errorf("the picture is %d wide, not %d", picture.Bounds().Dx(), width)
		}
		// Bars, shades of the map and of answers: a page without its style has none of them.
		shades := map[string]color.RGBA{"bars": {0x1f, 0x5f, 0xa8, 255}, "right answers": {8, 0x30, 0x6b, 255}, "wrong answers": {0xdc, 0xeb, 0xf5, 255}}
		for what, want := range shades {
			n := 0
			for y := range picture.Bounds().Dy() {
				for x := range width {
					if color.RGBAModel.Convert(picture.At(x, y)) == want {
						n++
					}
				}
			}
			if n < 1000 {
				t.Errorf("%d wide: %d points of %s are seen", width, n, what)
			}
		}
	}
}

// TestBadHandIns hands in what students, mail programs and enemies make of files: each gets its line, and
// what is good among them is taken in.
func TestBadHandIns(t *testing.T) {
	dir, c := classCourse(t, 4)
	key, to := classKey(t)
	_, others := classKey(t)
	who := func(id string, s student) student {
		s.name, s.id, s.skill, s.attempts, s.seed = "Student "+id, id, 1, max(1, s.attempts), cmp.Or(s.seed, uint64(len(id))*1000+uint64(id[0]))
		return s
	}
	const goodSeed = 1
	good := who("good", student{seed: goodSeed}).handIn(t, c, to)
	zipped := func(name string, content []byte) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(content)
		_ = z.Close()
		return b.Bytes()
	}
	nested := who("zip", student{}).handIn(t, c, to)
	for range 3 {
		nested = zipped("in/x.zip", nested)
	}
	set := func(field string, value any) func(map[string]any) {
		return func(a map[string]any) { a[field] = value }
	}
	edited := bytes.Replace(who("edit", student{}).handIn(t, c, to), []byte("\n"), []byte("\nAAAA"), 3)
	files := []struct {
		name  string
		src   []byte
		state string
	}{
		{"again.txt", good, "again: Student good: same content as 0-good.txt"},
		{"cut.txt", good[:len(good)/2], "cut: "},
		{"edited.txt", edited, "damaged: "},
		{"foreign.txt", who("foreign", student{}).handIn(t, c, others), "not for this key: "},
		{"open.txt", who("open", student{}).handIn(t, c, nil), "not sealed: Student open: 4 answers, 4 new"},
		{"pond.txt", who("pond", student{header: func(h *results.Header) { h.Course, h.Title = "pond", "Pond" }}).handIn(t, c, to), "other course: Student pond: it is of the course Pond"},
		{"nameless.txt", who("nameless", student{header: func(h *results.Header) { h.Student, h.Record, h.Install = results.Student{}, "", "" }}).handIn(t, c, to), "ok: 4 answers, 4 new, it names no student, so it goes by the name of the file, receipt"},
		{"gone.txt", who("gone", student{answer: set("question", "no such question")}).handIn(t, c, to), "other edition: Student gone: 4 answers, 4 new, 0 of 1 question changed, 1 gone"},
		{"older.txt", who("older", student{answer: set("hash", "0123")}).handIn(t, c, to), "other edition: Student older: 4 answers, 4 new, 4 of 4 questions changed"},
		{"credit.txt", who("credit", student{answer: set("credit", 2)}).handIn(t, c, to), "damaged: Student credit: "},
		{"stranger.txt", who("stranger", student{answer: set("attempt", idAt(time.Now(), "x"))}).handIn(t, c, to), "damaged: Student stranger: "},
		{"year1.txt", who("year1", student{answer: set("at", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC))}).handIn(t, c, to), "ok: Student year1: 4 answers, 4 new"},
		{"year9999.txt", who("year9999", student{answer: set("at", time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)), header: func(h *results.Header) { h.Made = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) }}).handIn(t, c, to), "ok: Student year9999: "},
		{"odd.txt", who("odd", student{header: func(h *results.Header) { h.Student.Name = "=cmd\x1b[2J\u202e|x" }, answer: set("response", json.RawMessage(`{"choices":[99,-5,"x"]}`))}).handIn(t, c, to), "ok: =cmd [2J|x: "},
		{"twin.txt", who("gemini", student{seed: goodSeed}).handIn(t, c, to), "ok: Student gemini: "},
		{"many.txt", who("many", student{attempts: 500}).handIn(t, c, to), "ok: Student many: 2000 answers, 2000 new"},
		{"two.txt", append(append([]byte("Dear teacher,\n"), who("two", student{}).handIn(t, c, to)...), who("three", student{}).handIn(t, c, to)...), ""},
		{"deep.zip", zipped("in/x.zip", nested), ""},
		{"moodle.zip", nested, ""},
		{"bomb.zip", zipped("x", make([]byte, 8<<20)), ""},
		{"broken.zip", zipped("x", good)[:200], "no results file: the archive is damaged or cut"},
		{"noise.bin", bytes.Repeat([]byte{0, 1, 2, 255}, 1<<18), "no results file: "},
		{"empty.txt", nil, "no results file: "},
	}
	folder := t.TempDir()
	write := func(name string, src []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, src, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("0-good.txt", good)
	for _, f := range files {
		write(f.name, f.src)
	}
	if err := os.Truncate(write("huge.txt", []byte("x")), 1<<30); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(folder, link); err != nil {
		link = folder // where nobody may make links
	}
	out := t.TempDir()
	var said bytes.Buffer
	if code := Run([]string{"collect", "--key", key, "--course", dir, "--out", out, link}, Env{Stdin: bytes.NewReader(nil), Stdout: &said, Stderr: &said, Getenv: func(string) string { return "" }}); code != exitProblems {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	lines := strings.ReplaceAll(said.String(), link+string(filepath.Separator), "")
	want := []string{
		"0-good.txt: ok: Student good: 4 answers, 4 new, receipt ", "huge.txt: no results file: it is larger than 64 MB",
		"two.txt (1 of 2): ok: Student two: 4 answers, 4 new", "two.txt (2 of 2): ok: Student three: 4 answers, 4 new",
		"moodle.zip/in/x.zip/in/x.zip/in/x.zip: ok: Student zip: 4 answers, 4 new", "deep.zip/in/x.zip/in/x.zip/in/x.zip: no results file: archives lie in each other more than 3 deep",
		"bomb.zip/x: no results file: it is larger than 4 MB", "13 students handed in;",
		"equal times: Student gemini (gemini) and Student good (good) gave 4 answers at the same moments",
	}
	for _, f := range files {
		if f.state != "" {
			want = append(want, f.name+": "+f.state)
		}
	}
	for _, w := range want {
		if !strings.Contains(lines, w) {
			t.Errorf("nothing says %q", w)
		}
	}
	if t.Failed() || strings.ContainsAny(lines, "\x1b\u202e") {
		t.Errorf("said:\n%s", lines)
	}
	grades, err := os.ReadFile(filepath.Join(out, "grades.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []string{"Student,good,good,,100.00", ",nameless.txt,,,100.00", "Student,gone,gone,,0.00", "Student,older,older,,100.00", "'=cmd,[2J|x,odd,,0.00"} {
		if !strings.Contains(string(grades), g+"\n") {
			t.Errorf("there is no grade %q in\n%s", g, grades)
		}
	}
}
