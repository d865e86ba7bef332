package gradebook

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/lessons/quiz/statistics"
	"lectern/progress"
	"lectern/progress/class"
)

// sample is a class of two of whom one handed in nothing, with names as they may come.
func sample() *class.Book {
	half := 0.5
	return &class.Book{
		Course: progress.Course{ID: "pumps", Title: "=Pumps, \"new\""},
		People: []*class.Person{
			{Name: "Ana, =Silva", First: "Ana,", Surname: "=Silva", ID: "S-104", Email: "ana@example.org", Files: 1, Grade: class.Grade{Score: 17, Max: 20, Percent: 85}},
			{Name: "Bo", Surname: "Bo", ID: "-7", Grade: class.Grade{Max: 20}},
		},
		Questions: []class.Figures{{
			Question:    class.Question{ID: "q1", Title: "Why?", Kind: "single", Points: 20, Guess: &half},
			How:         statistics.Question{N: 12, Facility: 85, SD: 3.456, Discrimination: &half, Guess: &half},
			Distractors: []class.Distractor{{Part: class.Part{Text: "+1", Right: true}, N: 1, Mean: 17}, {Part: class.Part{Text: "no"}}},
		}},
		Test: statistics.Test{N: 12, Max: 20},
	}
}

// write writes the tables of a class with some answers.
func write(t *testing.T, b *class.Book, missing string, essays *Essays, rows ...class.Row) (dir string) {
	t.Helper()
	dir = t.TempDir()
	f, err := Begin(dir, b.Course.ID, "https://pumps.example", "en", "Lectern", essays)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := f.Each(b.People[0], r); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Finish(b, missing); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func noEssays(t *testing.T) *Essays {
	t.Helper()
	e, err := ReadEssays(nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestMoodleTakesGrades holds grades.csv against what Moodle's importer refuses (load_data.php): it stops at
// a row of another length, at a grade that is no number or more than the most, and does not know a decimal
// comma in every language; a mark at the beginning would become part of the first header.
func TestMoodleTakesGrades(t *testing.T) {
	src := read(t, write(t, sample(), "0", noEssays(t)), Grades)
	if strings.HasPrefix(src, "\uFEFF") {
		t.Error("there is a byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(src)).ReadAll() // refuses rows of another length
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	number := regexp.MustCompile(`^[0-9]+\.[0-9]{2}$`)
	seen := map[string]bool{}
	for _, h := range rows[0] {
		if h == "" || seen[h] {
			t.Errorf("a column is called %q, or two are", h)
		}
		seen[h] = true
	}
	for _, row := range rows[1:] {
		grade, err := strconv.ParseFloat(row[4], 64)
		if err != nil || !number.MatchString(row[4]) || grade < 0 || grade > 100 {
			t.Errorf("the grade %q stops the import", row[4])
		}
		if row[2] == "" && row[3] == "" {
			t.Errorf("%q names nobody", row)
		}
		if row[3] != strings.ToLower(row[3]) {
			t.Errorf("%q has capitals, which older Moodles compare", row[3])
		}
	}
	const want = `First name,Surname,ID number,Email address,"'=Pumps, ""new"""
"Ana,",'=Silva,S-104,ana@example.org,85.00
,Bo,-7,,0.00
`
	if src != want {
		t.Errorf("got\n%swant\n%s", src, want)
	}
	if src := read(t, write(t, sample(), "skip", noEssays(t)), Grades); strings.Contains(src, "Bo") {
		t.Errorf("with --missing skip:\n%s", src)
	}
}

// TestCanvasTakesGrades holds canvas.csv against what Canvas's importer asks for (gradebook_importer.rb).
func TestCanvasTakesGrades(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(read(t, write(t, sample(), "skip", noEssays(t)), Canvas))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	head, points, ana := rows[0], rows[1], rows[2]
	switch {
	case len(head) <= 3 || !strings.Contains(head[0], "Student") || !strings.Contains(head[1], "ID") || !strings.Contains(head[4], "Section"):
		t.Errorf("Canvas does not know the header %q", head)
	case !strings.Contains(points[0], "Points Possible") || points[5] != "20":
		t.Errorf("points: %q", points)
	case ana[2] != "S-104" || ana[5] != "17":
		t.Errorf("Ana: %q", ana)
	}
}

func TestFigures(t *testing.T) {
	dir := write(t, sample(), "0", noEssays(t))
	if got, want := read(t, dir, Questions), "id,title,kind,n,facility,discrimination,efficiency,sd,guess,alpha\nq1,Why?,single,12,85.00,0.50,,3.46,0.50,\n"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	if got, want := read(t, dir, Distractors), "id,title,kind,answer,right,n,mean\nq1,Why?,single,+1,1,1,17.00\nq1,Why?,single,no,0,0,\n"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// row is an answer to the question of sample.
func row(id string, q *class.Question, response, words string, judged bool) class.Row {
	return class.Row{
		Attempt: progress.Attempt{ID: "a1", Scope: "course"}, Found: true, Of: q, Points: 20, Judged: judged,
		Answer: progress.Answer{ID: id, Attempt: "a1", Question: q.ID, Hash: "h", Response: json.RawMessage(response), Words: words, At: time.UnixMilli(1795000000123)},
		Given:  class.Given{Question: q.ID, Credit: 1, Graded: judged, Words: words},
	}
}

// TestStatements holds the statements against the shape that record stores take: batches of 500, each
// statement with an ID that stays, no key of any question.
func TestStatements(t *testing.T) {
	b := sample()
	q := &class.Question{ID: "q/1", Title: "Which?", Kind: "single", Points: 20, Choices: []class.Part{{Text: "x", Right: true}, {Text: "y"}}}
	var rows []class.Row
	for i := range 501 {
		r := row(progress.NameID("6ba7b810-9dad-11d1-80b4-00c04fd430c8", fmt.Sprint(i)), q, `{"choices":[1]}`, "y", true)
		r.Given.Parts = []class.Part{{Text: "y"}}
		rows = append(rows, r)
	}
	dir := write(t, b, "skip", noEssays(t), rows...)
	for name, want := range map[string]int{"batch-0001.json": 500, "batch-0002.json": 1} {
		var all []map[string]any
		if err := json.Unmarshal([]byte(read(t, dir, Statements, name)), &all); err != nil || len(all) != want {
			t.Fatalf("%s: %d statements, not %d: %v", name, len(all), want, err)
		}
		for _, s := range all {
			for _, field := range []string{"id", "actor", "verb", "object", "result", "context", "timestamp"} {
				if s[field] == nil {
					t.Fatalf("a statement without %s: %v", field, s)
				}
			}
		}
	}
	src := read(t, dir, Statements, "batch-0001.json")
	for _, want := range []string{`"response":"c2"`, `"account":{"homePage":"https://pumps.example","name":"S-104"}`, `"timestamp":"2026-11-18T`, `"id":"https://pumps.example/q/q%2F1?v=h"`} {
		if !strings.Contains(src, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if strings.Contains(src, "correctResponsesPattern") {
		t.Error("the key is told")
	}
	again := write(t, b, "skip", noEssays(t), rows[:3]...)
	if first, _, _ := strings.Cut(src, "\n,"); !strings.HasPrefix(read(t, again, Statements, "batch-0001.json"), first) {
		t.Error("the same answers have other statements the second time")
	}
}

// TestAnswersFitIntoDatabases: jsonb of PostgreSQL refuses the character 0 and halves of characters.
func TestAnswersFitIntoDatabases(t *testing.T) {
	b := sample()
	r := row("id", &class.Question{ID: "q1", Title: "Which?", Kind: "short"}, `{"texts":["a\u0000b\ud800<"]}`, "a", true)
	rows, err := csv.NewReader(strings.NewReader(read(t, write(t, b, "skip", noEssays(t), r), Answers))).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][10] != "{\"texts\":[\"ab\uFFFD<\"]}" || rows[1][16] != "2026-11-18T11:06:40.123Z" {
		t.Errorf("%q, %v", rows, err)
	}
}

// TestEssays fills in points, as a spreadsheet may save them, and finds them again.
func TestEssays(t *testing.T) {
	b := sample()
	q := &class.Question{ID: "why", Title: "Why?", Kind: "essay", Points: 20}
	src := read(t, write(t, b, "skip", noEssays(t), row("id1", q, "null", "Because", false), row("id2", q, "null", "No", false)), EssaysFile)
	filled := strings.Replace(src, "Because,20,\n", "Because,20,\"12,5\"\n", 1)
	e, err := ReadEssays([]byte(filled + "old,x,,gone,,text,1,7\n,bo,,why,,,,3\nid9,,,why,,,,many\n"))
	if err != nil {
		t.Fatal(err)
	}
	points := func(answer, student string) string {
		x, ok := e.Points(answer, student, "why")
		return fmt.Sprint(x, " ", ok)
	}
	if got := fmt.Sprintln(points("id1", "S-104"), points("id2", "S-104"), points("id3", "Bo"), e.Counts("why"), e.Counts("q1"), e.Problems); got != `12.5 true 0 false 3 true true false [row 4: 7 points of 1: more than all of them count as all row 6: "many" is no number of points]`+"\n" {
		t.Errorf("%s of\n%s", got, filled)
	}
	// What was filled in stands there the next time, also of answers that are not of this class.
	again := read(t, write(t, b, "skip", e, row("id1", q, "null", "Because", false)), EssaysFile)
	const want = `answer,student,name,question,title,text,max,points
id1,S-104,"Ana, =Silva",why,Why?,Because,20,"12,5"
id2,S-104,"Ana, =Silva",why,Why?,No,20,
old,x,,gone,,text,1,7
id9,,,why,,,,many
`
	if again != want {
		t.Errorf("got\n%swant\n%s", again, want)
	}
	if _, err := ReadEssays([]byte("a,b\n1,2\n")); err == nil {
		t.Error("a table of something else is taken for one of essays")
	}
}

func TestRoster(t *testing.T) {
	all, err := ReadRoster([]byte("Email address;Surname;First name;ID number;Groups\nA@x.org;Silva;Ana;S-1;Lab\n;;;;\n"))
	if got := fmt.Sprintf("%+v %v", all[0].Surname+all[0].First+all[0].ID+all[0].Email, err); got != "SilvaAnaS-1a@x.org <nil>" || len(all) != 1 {
		t.Error(got, len(all))
	}
	if _, err := ReadRoster([]byte("x,y\n1,2\n")); err == nil || !strings.Contains(err.Error(), `["x" "y"]`) {
		t.Error(err)
	}
}
