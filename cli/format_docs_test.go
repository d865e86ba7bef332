package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/quiz/bank"
)

// TestFormatDocs runs the examples of docs/formats through the program. Each is
// a fenced block whose first line says what it is:
//
//	gift|aiken|toml|xml|csv|text2qti example
//	                          a bank beside a page
//	txtar example             the files of a course; answers.txt is what a student types
//
// and the blocks after it say what the program makes of it:
//
//	text asked      the kind and the text of each question
//	text answers    an answer a line, and what it is worth
//	text problems   what check reports: line, severity, code
//	text lessons    the lessons with their questions
//	gift written    what import writes
//	text2qti exported, toml exported, xml exported
//	                what export writes in that format
//	json progress, csv progress, json export, json events
//	                the record after answers.txt, and what quiz says meanwhile
//
// A block with one word at most, such as a sketch of a syntax, is not run.
func TestFormatDocs(t *testing.T) {
	pages, err := filepath.Glob("../docs/formats/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(page), ".md"), func(t *testing.T) {
			src, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			codesAreExplained(t, string(src))
			results := map[int]string{} // by the line of their fence
			var x *docExample
			for _, b := range fencedBlocks(t, string(src)) {
				switch {
				case b.what == "":
				case b.what == "example":
					if x != nil && x.results == 0 {
						t.Errorf("line %d: the example before this one says nothing of its result", b.line)
					}
					x = newDocExample(t, b)
				case x == nil:
					t.Errorf("line %d: a result without an example", b.line)
				default:
					x.results++
					got := x.result(t, b)
					results[b.line] = got
					if diff := cmp.Diff(b.text, got); diff != "" && !*update {
						t.Errorf("line %d: the program says otherwise (-page +program; to accept: go test ./cli -run FormatDocs -update):\n%s", b.line, diff)
					}
				}
			}
			if len(results) == 0 {
				t.Error("no example on the page")
			}
			if *update {
				if err := os.WriteFile(page, []byte(withResults(string(src), results)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestEveryFormatHasItsPage holds the table of formats against docs/formats: each has a
// page there, to which README.md leads, and which says what the format has not.
func TestEveryFormatHasItsPage(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range bank.Formats() {
		name := "docs/formats/" + nameOfFormat(f) + ".md"
		page, err := os.ReadFile("../" + name)
		if err != nil {
			t.Errorf("%s: %v", f.Title, err)
			continue
		}
		if !strings.Contains(strings.Join(strings.Fields(string(page)), " "), f.Lacks) {
			t.Errorf("%s does not say that it has no %s", name, f.Lacks)
		}
		if !strings.Contains(string(readme), "("+name+")") {
			t.Errorf("README.md does not lead to %s", name)
		}
	}
}

// docBlock is a fenced block: "gift example" has the language gift and is an example.
type docBlock struct {
	line             int
	lang, what, text string
}

var fenceOpen = regexp.MustCompile("^(`{3,})([a-z0-9]*)(?: ([a-z]+))?$")

// fencedBlocks returns the fenced blocks of a page.
func fencedBlocks(t *testing.T, page string) []docBlock {
	t.Helper()
	var out []docBlock
	lines := strings.Split(page, "\n")
	for i := 0; i < len(lines); i++ {
		m := fenceOpen.FindStringSubmatch(lines[i])
		if m == nil {
			if strings.HasPrefix(lines[i], "```") {
				t.Errorf("line %d: a fence with more than two words", i+1)
			}
			continue
		}
		b := docBlock{line: i + 1, lang: m[2], what: m[3]}
		var text strings.Builder
		for i++; i < len(lines) && lines[i] != m[1]; i++ {
			text.WriteString(lines[i] + "\n")
		}
		b.text = text.String()
		out = append(out, b)
	}
	return out
}

// withResults returns a page with new texts in the blocks whose fences stand on those lines.
func withResults(page string, results map[int]string) string {
	var out strings.Builder
	lines := strings.SplitAfter(page, "\n")
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		if text, ok := results[i+1]; ok {
			out.WriteString(text)
			for fence := fenceOpen.FindStringSubmatch(strings.TrimSuffix(lines[i], "\n"))[1]; lines[i+1] != fence+"\n"; {
				i++
			}
		}
	}
	return out.String()
}

var checkLink = regexp.MustCompile(`\]\(\.\./check\.md#([^)]*)\)`)

// codesAreExplained holds the links to docs/check.md against the codes there.
func codesAreExplained(t *testing.T, page string) {
	t.Helper()
	var codes []string
	for _, e := range explanations(t) {
		codes = append(codes, e.code)
	}
	for _, m := range checkLink.FindAllStringSubmatch(page, -1) {
		if !slices.Contains(codes, m[1]) {
			t.Errorf("docs/check.md explains no code %s", m[1])
		}
	}
}

// docExample is a course made of one example.
type docExample struct {
	dir, bank string // bank is the file of a single bank, "" of a txtar example
	results   int    // blocks that said something of it
}

// newDocExample writes the files of an example.
func newDocExample(t *testing.T, b docBlock) *docExample {
	t.Helper()
	x := &docExample{dir: t.TempDir()}
	files := []txtar.File{
		{Name: "course.toml", Data: []byte("id = \"example\"\n")},
		{Name: "page.md", Data: []byte("# Page\n\nText.\n")},
	}
	switch b.lang {
	case "txtar":
		files = txtar.Parse([]byte(b.text)).Files
	case "toml":
		x.bank = "page.quiz.toml"
	case "gift", "aiken", "xml", "csv", "text2qti":
		x.bank = "page." + b.lang
	default:
		t.Fatalf("line %d: no example can be in %q", b.line, b.lang)
	}
	if x.bank != "" {
		files = append(files, txtar.File{Name: x.bank, Data: []byte(b.text)})
	}
	for _, f := range files {
		name := filepath.Join(x.dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// run runs one command of the program and returns its standard output.
func (x *docExample) run(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(args, Env{Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }})
	if code == exitUsage {
		t.Fatalf("lectern %s: %s", strings.Join(args, " "), errs.String())
	}
	return out.String()
}

// result returns what the program says where the page has the block b.
func (x *docExample) result(t *testing.T, b docBlock) string {
	t.Helper()
	switch b.what {
	case "asked":
		return x.asked(t)
	case "answers":
		return x.answers(t, b.text)
	case "problems":
		return x.problems(t)
	case "lessons":
		return x.lessons(t)
	case "written":
		return strings.TrimRight(x.run(t, "", "import", filepath.Join(x.dir, x.bank)), "\n") + "\n"
	case "exported":
		format := b.lang
		if name, ok := map[string]string{"toml": "mdbook-quiz", "xml": "moodle-xml"}[b.lang]; ok {
			format = name
		}
		return x.run(t, "", "export", filepath.Join(x.dir, x.bank), "--format", format)
	case "events", "progress", "export":
		return likeTheRecord(t, b.text, x.recorded(t, b))
	}
	t.Fatalf("line %d: no block is called %q", b.line, b.what)
	return ""
}

// printed is what `lectern print --format json` says.
func (x *docExample) printed(t *testing.T) printedCourse {
	t.Helper()
	var c printedCourse
	if err := json.Unmarshal([]byte(x.run(t, "", "print", "--format", "json", x.dir)), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func (x *docExample) asked(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, l := range x.printed(t).Lessons {
		for _, q := range l.Questions {
			b.WriteString(q.Kind + ": " + q.Prompt + "\n")
		}
	}
	return b.String()
}

func (x *docExample) lessons(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, l := range x.printed(t).Lessons {
		fmt.Fprintf(&b, "%s: %s\n", l.ID, l.Title)
		for _, q := range l.Questions {
			fmt.Fprintf(&b, "    ? %s\n", q.Prompt)
		}
	}
	return b.String()
}

// problems are those of the bank, or of all files of a txtar example. Left out is
// what the examples are too short for: ids, and feedback.
func (x *docExample) problems(t *testing.T) string {
	t.Helper()
	var checked struct {
		Problems []struct {
			File, Severity, Code string
			Line                 int
		}
	}
	if err := json.Unmarshal([]byte(x.run(t, "", "check", "--format", "json", x.dir)), &checked); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range checked.Problems {
		switch {
		case p.Code == "missing-id" || p.Code == "no-feedback":
		case x.bank == "":
			fmt.Fprintf(&b, "%s:%d %s %s\n", p.File, p.Line, p.Severity, p.Code)
		case p.File == x.bank:
			fmt.Fprintf(&b, "%d %s %s\n", p.Line, p.Severity, p.Code)
		}
	}
	if b.Len() == 0 {
		return "none\n"
	}
	return b.String()
}

var answerLine = regexp.MustCompile(`^(.*?) +([0-9.]+ %|not graded)$`)

// answers gives each answer of the page to the first question, each time with an empty record.
func (x *docExample) answers(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		m := answerLine.FindStringSubmatchIndex(line)
		if m == nil {
			t.Fatalf("%q is no answer with what it is worth", line)
		}
		b.WriteString(line[:m[4]] + x.worth(t, line[:m[3]]) + "\n")
	}
	return b.String()
}

// worth is what one answer is worth.
func (x *docExample) worth(t *testing.T, answer string) string {
	t.Helper()
	out := x.run(t, answer+"\n", "quiz", "--format", "json", "--data", t.TempDir(), x.dir)
	kind := ""
	for line := range strings.Lines(out) {
		var e struct {
			Event, Kind string
			Credit      float64
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		switch e.Event {
		case "question":
			kind = e.Kind
		case "verdict":
			if kind == "essay" {
				return "not graded"
			}
			return strconv.FormatFloat(math.Round(e.Credit*1e4)/100, 'f', -1, 64) + " %"
		}
	}
	return "no verdict: " + out
}

// recorded answers the questions from answers.txt, and returns the record in one form.
func (x *docExample) recorded(t *testing.T, b docBlock) string {
	t.Helper()
	answers, err := os.ReadFile(filepath.Join(x.dir, "answers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	data := []string{"--student", "robin", "--data", t.TempDir()}
	events := x.run(t, string(answers), append(data, "quiz", "--format", "json", x.dir)...)
	switch b.what {
	case "progress":
		return x.run(t, "", append(data, "progress", "--format", b.lang, x.dir)...)
	case "export":
		file := filepath.Join(t.TempDir(), "record.jsonl")
		x.run(t, "", append(data, "progress", "export", file)...)
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	return events
}

// changing are the parts of a record that are other ones at each run.
var changing = []*regexp.Regexp{
	regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`),
	regexp.MustCompile(`20[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?`),
	regexp.MustCompile(`"(seed|stamp|began|seconds)": ?-?[0-9.e+-]+`),
	regexp.MustCompile(`"hash": ?"[0-9a-f]{16}"`),
}

// likeTheRecord puts what changes from run to run in got as it stands on the
// page, in the order in which it comes, so that all the rest is compared.
func likeTheRecord(t *testing.T, page, got string) string {
	t.Helper()
	for _, re := range changing {
		stands := re.FindAllString(page, -1)
		i := 0
		got = re.ReplaceAllStringFunc(got, func(s string) string {
			if i < len(stands) {
				s = stands[i]
			}
			i++
			return s
		})
	}
	return got
}
