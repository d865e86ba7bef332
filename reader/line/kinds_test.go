package line

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
)

// typedLine is what is typed to answer a kind of question; {text} stands for the
// letter of a choice. solution is in the verdict of a wrong answer.
type typedLine struct{ right, wrong, solution string }

// typedLines has every kind. A new kind fails TestEveryKindLineByLine until it is here.
var typedLines = map[quiz.Kind]typedLine{
	quiz.Single:    {"{a gull}", "{a seal}", "+ a) a gull"},
	quiz.Multi:     {"{a seal} {a herring}", "{a gull, which only dips its head}", "+ b) a herring"},
	quiz.TrueFalse: {"t", "f", "+ a) True"},
	quiz.Short:     {"chicks", "kittens", "The answer: chicks"},
	quiz.Numeric:   {"10", "12", "The answer: 10"},
	quiz.Match: {"1{on the cliffs} 2{in the sea} 3{on the shore}", "1{in the sea} 2{on the shore} 3{in the desert}",
		"The answer:\n    gull -> on the cliffs"},
	quiz.Order: {"{an egg is laid on the bare rock} {the egg hatches} {the chick learns to fly}",
		"{the egg hatches} {the chick learns to fly} {an egg is laid on the bare rock}", "    2. the egg hatches"},
	quiz.Cloze:       {"gull; a; 10", "seal; b; 8", "    2. cliffs"},
	quiz.Trace:       {"prints gull 2", "fails", "The answer: It compiles and prints: gull 2"},
	quiz.Essay:       {"Two gulls", "Rain", ""},
	quiz.Description: {},
}

// everyKind is a lesson with a question of every kind.
func everyKind(t *testing.T, settings string) *lessons.Course {
	t.Helper()
	bank, err := os.ReadFile("../../lessons/quiz/bank/testdata/every-kind.gift")
	if err != nil {
		t.Fatal(err)
	}
	c := courseOf(t, map[string]string{"course.toml": "title = \"Birds\"\n" + settings, "a.md": "# A harbour\n\nText.\n", "a.gift": string(bank)})
	var has []quiz.Kind
	for _, q := range c.Questions() {
		has = append(has, q.Kind)
	}
	for _, kind := range quiz.Kinds() {
		if !slices.Contains(has, kind) {
			t.Errorf("the bank has no question of the kind %s", kind)
		}
	}
	return c
}

// student types the answer to each question when it is asked.
type student struct {
	t     *testing.T
	line  func(q *quiz.Question) string
	asked []*quiz.Question // those to come
	out   bytes.Buffer
	seen  int // of out, before this question
}

func (s *student) Read(p []byte) (int, error) {
	if len(s.asked) == 0 {
		s.t.Fatal("asked for more than there are questions")
	}
	q := s.asked[0]
	s.asked = s.asked[1:]
	said := s.out.String()[s.seen:]
	s.seen = s.out.Len()
	letters := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  ([a-z])\) (.*)$`).FindAllStringSubmatch(said, -1) {
		letters[m[2]] = m[1]
	}
	var e questionEvent
	for line := range strings.Lines(said) {
		if json.Unmarshal([]byte(line), &e) == nil && e.Event == "question" {
			for i, c := range e.Choices {
				letters[c] = quiz.Letter(i)
			}
		}
	}
	line := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllStringFunc(s.line(q), func(name string) string {
		letter := letters[strings.Trim(name, "{}")]
		if letter == "" {
			s.t.Errorf("%s: no choice %s is shown:\n%s", q.Kind, name, said)
		}
		return letter
	})
	return copy(p, line+"\n"), nil
}

// play asks all questions of a course and returns what was said, a piece a question.
func play(t *testing.T, c *lessons.Course, voice string, line func(q *quiz.Question) string) (said string) {
	t.Helper()
	s := &student{t: t, line: line}
	for _, q := range c.Questions() {
		if q.Kind.Asks() {
			s.asked = append(s.asked, q)
		}
	}
	err := Ask(Config{Course: c, Student: "robin", In: s, Out: &s.out}, []study.Plan{study.LessonPlan(c.First())}, voice, true,
		func(news string) { t.Errorf("told %q", news) })
	if err != nil {
		t.Fatal(err)
	}
	if len(s.asked) > 0 {
		t.Errorf("%d questions were not asked", len(s.asked))
	}
	return s.out.String()
}

// A question of every kind is asked, answered right, wrong and not at all, judged and summed up.
func TestEveryKindLineByLine(t *testing.T) {
	for _, how := range []string{"right", "wrong", "don't know"} {
		c := everyKind(t, "")
		line := func(q *quiz.Question) string {
			l, known := typedLines[q.Kind]
			switch {
			case !known:
				t.Fatalf("the test does not know how to answer the kind %s", q.Kind)
			case how == "right":
				return l.right
			case how == "wrong":
				return l.wrong
			}
			return "?"
		}
		said := play(t, c, "text", line)
		if strings.Contains(said, "\uFFFC") {
			t.Errorf("a gap is shown raw:\n%s", said)
		}
		judged := strings.Split(said, "\nQuestion ")[1:]
		for i, q := range c.Questions() {
			at, verdict := judged[i], map[string]string{"right": "\n+ Right.", "wrong": "\n- Not quite.", "don't know": "\n- You don't know yet. Here is the answer."}[how]
			switch {
			case !q.Kind.Asks():
				verdict = ""
			case !q.Kind.Graded():
				verdict = "\nAnswered. This answer is not graded." // there is no record
			}
			if !strings.Contains(at, verdict) {
				t.Errorf("%s, %s: not judged %q:\n%s", how, q.Kind, verdict, at)
			}
			if how != "right" && !strings.Contains(at, typedLines[q.Kind].solution) {
				t.Errorf("%s, %s: the right answer %q is not told:\n%s", how, q.Kind, typedLines[q.Kind].solution, at)
			}
			if how == "right" && strings.Contains(at, "  -") {
				t.Errorf("%s: something right is marked as wrong:\n%s", q.Kind, at)
			}
		}
		eventsOf(t, play(t, everyKind(t, ""), "json", line), c, how)
	}
}

// eventsOf holds the events of a run against the questions of its course.
func eventsOf(t *testing.T, said string, c *lessons.Course, how string) {
	t.Helper()
	if strings.Contains(said, "\uFFFC") {
		t.Errorf("a gap is shown raw:\n%s", said)
	}
	events := strings.Split(strings.TrimSpace(said), "\n")
	at := 0
	next := func(event any) {
		t.Helper()
		if at == len(events) {
			t.Fatal("too few events")
		}
		d := json.NewDecoder(strings.NewReader(events[at]))
		d.DisallowUnknownFields()
		if err := d.Decode(event); err != nil {
			t.Fatalf("%s: %v", events[at], err)
		}
		at++
	}
	for _, q := range c.Questions() {
		var ask questionEvent
		next(&ask)
		if ask.Event != "question" || ask.ID != q.ID || ask.Kind != string(q.Kind) || ask.Prompt == "" {
			t.Errorf("%s: asked as %+v", q.Kind, ask)
		}
		if !q.Kind.Asks() {
			continue
		}
		var got verdictEvent
		next(&got)
		credit := 0.0
		if how == "right" && q.Kind.Graded() {
			credit = 1
		}
		if got.Event != "verdict" || got.ID != q.ID || got.Response == "" || got.Credit == nil || *got.Credit != credit {
			t.Errorf("%s, %s: judged as %+v, want the credit %v", how, q.Kind, got, credit)
		}
	}
	most := 0.0
	for _, q := range c.Questions() {
		if q.Kind.Graded() {
			most += q.Points
		}
	}
	var sum summaryEvent
	next(&sum)
	if sum.Event != "summary" || sum.Max != most || at != len(events) {
		t.Errorf("summed up as %+v, event %d of %d", sum, at, len(events))
	}
}

// What a course keeps back until the end is told there, of every question.
func TestVerdictsAtTheEnd(t *testing.T) {
	wrong := func(q *quiz.Question) string { return typedLines[q.Kind].wrong }
	c := everyKind(t, "reveal = \"at-end\"\n")
	told := map[string]bool{}
	for line := range strings.Lines(play(t, c, "json", wrong)) {
		var e verdictEvent
		if err := json.Unmarshal([]byte(line), &e); err == nil && e.Credit != nil && (e.Event == "verdict" || e.Event == "revealed") {
			if told[e.ID] {
				t.Errorf("told twice: %s", line)
			}
			told[e.ID] = true
		}
	}
	said := play(t, c, "text", wrong)
	end := said[strings.LastIndex(said, "Question 1 of"):]
	for _, q := range c.Questions() {
		if !q.Kind.Graded() {
			continue
		}
		if !told[q.ID] {
			t.Errorf("%s is never told in JSON", q.ID)
		}
		if !strings.Contains(end, lessons.PromptLine(q)+"\n- Not quite.\n") {
			t.Errorf("%s is never told:\n%s", q.ID, end)
		}
	}
}

// What a course keeps back is told in no form.
func TestVerdictsHeldBack(t *testing.T) {
	wrong := func(q *quiz.Question) string { return typedLines[q.Kind].wrong }
	c := everyKind(t, "reveal = \"never\"\n")
	for line := range strings.Lines(play(t, c, "json", wrong)) {
		if strings.Contains(line, `"verdict"`) && !strings.Contains(line, `"credit":null,"feedback":""`) {
			t.Errorf("told %s", line)
		}
	}
	said := play(t, c, "text", wrong)
	graded := 0
	for _, q := range c.Questions() {
		if q.Kind.Graded() {
			graded++
		}
	}
	if n := strings.Count(said, "\nAnswered.\n"); n != graded || strings.Contains(said, "Not quite") || strings.Contains(said, "The answer") {
		t.Errorf("answered %d times, not %d:\n%s", n, graded, said)
	}
}
