package check_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/check/checktest"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// file is what the measure says of one file of a course.
type file struct {
	name string
	checktest.Report
}

// untold measures all pages and banks of a course.
func untold(t *testing.T, fsys fs.FS) (files []file) {
	t.Helper()
	c, err := lessons.Open(fsys, lessons.Options{})
	if err != nil {
		return nil // and so nothing is shown without a word
	}
	defer c.Close()
	problems, err := check.Course(context.Background(), c, check.Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]doc.Problem{}
	for _, p := range problems {
		told[p.File] = append(told[p.File], p)
	}
	asked := map[string][]*quiz.Question{}
	pages := map[string]bool{}
	for _, q := range c.ExamQuestions() {
		asked[q.File] = append(asked[q.File], q)
	}
	for _, p := range c.Pages() {
		pages[p.Path] = true
		for _, name := range p.Banks() {
			if _, known := asked[name]; !known {
				asked[name] = nil
			}
		}
		for _, q := range p.Questions() {
			if !slices.ContainsFunc(asked[q.File], func(o *quiz.Question) bool { return o.Line == q.Line && o.ID == q.ID }) {
				asked[q.File] = append(asked[q.File], q)
			}
		}
	}
	measure := func(name string, shown []checktest.Shown) {
		src, err := c.Source(name)
		if err != nil {
			return // its problem says so
		}
		files = append(files, file{name, checktest.Untold(name, string(src), shown, told[name])})
	}
	for _, p := range c.Pages() {
		shown := checktest.Blocks(p.Document().Blocks)
		for _, q := range asked[p.Path] {
			shown = append(shown, checktest.Question(q)...)
		}
		measure(p.Path, shown)
	}
	for _, name := range sorted(asked) {
		if pages[name] {
			continue
		}
		var shown []checktest.Shown
		for _, q := range asked[name] {
			shown = append(shown, checktest.Question(q)...)
		}
		measure(name, shown)
	}
	return files
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// fixtures returns all pages and banks of the repository as courses, by a name.
func fixtures(t *testing.T) map[string]fs.FS {
	t.Helper()
	const root = "../.."
	out := map[string]fs.FS{
		"the default course": os.DirFS(root + "/embed/course"),
		"the tour":           os.DirFS(root + "/embed/tour"),
		"a new course":       os.DirFS(root + "/cli/skeleton"),
		"docs":               os.DirFS(root + "/docs"),
	}
	one := func(name string) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = course(map[string][]byte{path.Base(name): src})
	}
	for _, pattern := range []string{root + "/*.md", root + "/lessons/rst/testdata/*.rst", root + "/lessons/quiz/bank/testdata/*.gift", root + "/lessons/quiz/bank/testdata/dirty/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			one(name)
		}
	}
	archives, err := filepath.Glob(root + "/*/testdata/*.txtar")
	for _, deeper := range []string{"/*/*/testdata/*.txtar", "/*/*/*/testdata/*.txtar", "/cli/testdata/*/*.txtar"} {
		more, err := filepath.Glob(root + deeper)
		if err != nil {
			t.Fatal(err)
		}
		archives = append(archives, more...)
	}
	if err != nil || len(archives) < 50 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, name := range archives {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for dir, fsys := range coursesOf(txtar.Parse(src)) {
			out[name+" "+dir] = fsys
		}
	}
	return out
}

// coursesOf returns the courses of an archive: each of its folders, and what lies in none.
func coursesOf(a *txtar.Archive) map[string]fs.FS {
	files := map[string]map[string][]byte{}
	whole := slices.ContainsFunc(a.Files, func(f txtar.File) bool {
		return !strings.Contains(f.Name, "/") && (lessons.OpensByName(f.Name) || f.Name == "course.toml" || f.Name == "mkdocs.yml" || f.Name == "conf.py" || f.Name == "book.toml")
	})
	for _, f := range a.Files {
		dir, name, ok := strings.Cut(f.Name, "/")
		if whole || !ok {
			dir, name = ".", f.Name
		}
		if files[dir] == nil {
			files[dir] = map[string][]byte{}
		}
		files[dir][name] = f.Data
	}
	out := map[string]fs.FS{}
	for dir, in := range files {
		if slices.ContainsFunc(sorted(in), func(name string) bool { return lessons.OpensByName(name) || bank.OfPage(name) }) {
			out[dir] = course(in)
		}
	}
	return out
}

// course makes a course of files. A bank gets a page that asks for it.
func course(files map[string][]byte) fs.FS {
	out := fstest.MapFS{}
	for name, data := range files {
		out[name] = &fstest.MapFile{Data: data}
		if bank.OfPage(name) && files["course.toml"] == nil {
			page := fmt.Sprintf("# Asks\n\n{{#quiz %s}}\n", name)
			out["asks-"+strings.ReplaceAll(name, "/", "-")+".md"] = &fstest.MapFile{Data: []byte(page)}
		}
	}
	return out
}

// TestUntold: every word of every page and bank that is here is shown to a student, or
// is known to be no text, or check tells of it.
func TestUntold(t *testing.T) {
	all := fixtures(t)
	for _, name := range sorted(all) {
		for _, f := range untold(t, all[name]) {
			for _, l := range f.Losses {
				t.Errorf("%s, %s:%d: neither shown nor told: %s", name, f.name, l.Line, strings.Join(l.Words, " "))
			}
		}
	}
}

// TestUntoldMissesEachPiece: whatever a page or a bank shows, it is missed when it is
// taken away. In each of these no word is shown twice.
func TestUntoldMissesEachPiece(t *testing.T) {
	for name, src := range map[string]string{
		"page.md": "# Alpha\n\nBravo *charlie* `delta` [echo](foxtrot.html) ![golf](hotel.png \"india\").\n\n- juliett\n- [kilo][k]\n\n" +
			"| lima |\n|---|\n| mike |\n\n> [!NOTE]\n> november\n\n```go\noscar()\n```\n\n<b>papa</b> &Auml;sop[^q]\n\n[k]: romeo.html\n[^q]: sierra\n",
		"page.rst": "Alpha\n=====\n\nBravo *charlie* ``delta`` `echo <foxtrot.html>`_ :sub:`golf` [hotel]_.\n\n- india\n\n.. image:: juliett.png\n   :alt: kilo\n\n" +
			".. note:: lima\n\n::\n\n   mike\n\nnovember\n   oscar\n\n==== =====\npapa quebec\n==== =====\nromeo sierra\n==== =====\n\n.. [hotel] tango\n",
		"page.gift": "// [id:a]\n::Alpha::Bravo <b>charlie</b>{=delta #echo\n~foxtrot #golf\n####hotel}\n\n// [id:b]\n::India::Juliett?{=kilo -> lima =mike -> november}\n",
	} {
		fsys := course(map[string][]byte{name: []byte(src)})
		c, err := lessons.Open(fsys, lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var shown []checktest.Shown
		for _, p := range c.Pages() {
			if p.Path == name {
				shown = checktest.Blocks(p.Document().Blocks)
			}
			for _, q := range p.Questions() {
				shown = append(shown, checktest.Question(q)...)
			}
		}
		whole := checktest.Untold(name, src, shown, nil)
		if len(whole.Losses) > 0 || whole.Words < 14 {
			t.Errorf("%s: of %d words are missed: %v", name, whole.Words, whole.Losses)
		}
		for i, piece := range shown {
			words := doc.Words(piece.Text)
			if words == 0 || piece.Text == "juliett.png" || piece.Text == "note" { // names of a file and of a kind
				continue
			}
			r := checktest.Untold(name, src, slices.Delete(slices.Clone(shown), i, i+1), nil)
			if checktest.Count(r.Losses) < words {
				t.Errorf("%s: nobody misses %q", name, piece.Text)
			}
		}
	}
}

// TestUntoldOfFolder measures the folder that LECTERN_WORDS names, for one who wants
// to know how much of a documentation is lost. It prints the words that are neither
// shown nor told, by file and line, and how many are not shown for which reason;
// LECTERN_REASON names a reason whose words are printed too.
//
//	LECTERN_WORDS=/path/to/docs go test ./lessons/check -run UntoldOfFolder -v
func TestUntoldOfFolder(t *testing.T) {
	dir := os.Getenv("LECTERN_WORDS")
	if dir == "" {
		t.Skip("LECTERN_WORDS names no folder")
	}
	lost, all := 0, 0
	quiet := map[string]int{}
	for _, f := range untold(t, os.DirFS(dir)) {
		all += f.Words
		lost += checktest.Count(f.Losses)
		for _, l := range f.Losses {
			fmt.Printf("%s:%d: %s\n", f.name, l.Line, strings.Join(l.Words, " "))
		}
		for why, losses := range f.Quiet {
			quiet[why.String()] += checktest.Count(losses)
			for _, l := range losses {
				if why.String() == os.Getenv("LECTERN_REASON") {
					fmt.Printf("%s:%d: %v: %s\n", f.name, l.Line, why, strings.Join(l.Words, " "))
				}
			}
		}
	}
	fmt.Printf("%d of %d words are neither shown nor told; not shown for a reason: %v\n", lost, all, quiet)
}
