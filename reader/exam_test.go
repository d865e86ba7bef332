package reader

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/sealed"
	"lectern/lessons/study"
)

// shore is a course of three pages with two questions each, and an exam that draws four of the six.
func shore(settings string) map[string]string {
	files := map[string]string{"course.toml": "id = \"shore\"\ntitle = \"The shore\"\npass = 60\n[exam]\npool = 4\n" + settings}
	for i, name := range []string{"Sand", "Rock", "Weed"} {
		file := fmt.Sprintf("p%d", i+1)
		files[file+".md"] = "# " + name + "\n\n" + name + " lies on the shore.\n"
		files[file+".gift"] = strings.ReplaceAll(`// [id:_-lies]
::A riddle::Where does _ lie?{=on the shore ~in the sky}

// [id:_-old]
::A second riddle::How old is _?{=very ~not at all}
`, "_", strings.ToLower(name))
	}
	return files
}

func TestExamSheetOnScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"200x60", 200, 60}} {
		r := begin(t, shore("attempts = 3\nreveal = \"at-end\"\n"), size.w, size.h)
		r.keys("X").golden("exam-sheet-" + size.name)
		r.keys("Enter").golden("exam-question-" + size.name)
		if size.w < 100 {
			r.keys("a Enter N X").golden("exam-again-" + size.name)
		}
	}
}

// The exam neither moves the place in the text nor counts as reading, whatever is looked up in it.
func TestExamLeavesThePlace(t *testing.T) {
	r := begin(t, shore(""), 80, 24)
	r.keys("n N n N").shows("Weed lies", "lesson 3 of 3")
	was := r.rec.place
	r.rec.log = nil
	r.keys("X").shows("4 of the 6 questions of the course", "60 %", "as many as you like", "shown after each question")
	r.keys("Enter").shows("Exam · question 1 of 4").hides("lesson 3 of 3")
	r.keys("p").wait(time.Minute).keys("d").shows("leads back to the question", "lesson 1 of 3")
	r.keys("p").shows("This is the first lesson.").keys("/").types("Rock").keys("Enter").shows("lesson 2 of 3")
	r.wait(time.Minute).keys("Esc a").shows("Exam · question 1 of 4")
	r.keys("b Enter").shows("✗ Not quite", "Exam · question 1 of 4").keys("l").shows("lesson 1 of 3").wait(time.Minute).keys("n").shows("✗ Not quite")
	r.keys("Enter N").shows("Weed lies", "lesson 3 of 3", "You left the exam at question 2 of 4. X goes on there.")
	if r.rec.place != was {
		t.Errorf("the place moved from %v to %v", was, r.rec.place)
	}
	for _, l := range r.rec.log {
		if strings.HasPrefix(l, "read") {
			t.Errorf("saved %s", l)
		}
	}
	r.keys("X").shows("It goes on where you left it.").keys("Esc").shows("Weed lies")
	r.keys("X Enter").shows("Exam · question 2 of 4").keys("l").hides("Sand lies")
	r.keys("a Enter Enter t").click("Rock").shows("Rock lies", "You left the exam at question 3 of 4.")
	r.keys("[").shows("Weed lies")
}

// Question by question, the result, and what of it is told where.
func TestExamHasItsOwnNumbers(t *testing.T) {
	r := begin(t, shore("attempts = 1\n"), 80, 24)
	r.keys("t").shows("?2", "Exam", "?4").keys("G Enter").shows("1 of 1 left", "4 of the 6").keys("Enter N")
	r.shows("before its first answer, which is no attempt. X begins it.")
	r.keys("X").shows("1 of 1 left").keys("Enter a Enter Enter a Enter Enter a Enter Enter b Enter Enter")
	r.shows("Your answers", "3 of 4 points", " Exam\n", "✓  1  How old is sand?").hides("riddle")
	r.keys("r").shows("These questions can be taken once")
	r.keys("R").shows("These questions can be taken once")
	r.keys("s").shows("Exam    ━", "75 %", "3 of 4 points, passed", "0 of 6 points", "0 of 6 questions answered")
	r.shows("✓ Exam                                              75 %   75 %   75 %     1")
	r.shows("  Sand                                                 –      –      –     –")
	r.keys("Esc Enter t").shows("✓ Exam    ", "75 %").keys("t")
	r.keys("3 g n N").shows("The end of The shore", "Exam: 3 of 4 points, passed, 75 %.", "X exam")
	r.keys("X").shows("These questions can be taken once")
}

// Whoever looks at the text in an exam comes back by its key; whoever quits is told how it goes on.
func TestExamWaits(t *testing.T) {
	r := begin(t, shore(""), 80, 24)
	r.keys("X Enter p").shows("The exam waits: a, or n at the end, leads back to it.").keys("X").shows("Exam · question 1 of 4")
	r.keys("n").shows("Exam · question 2 of 4", "Left for later.").keys("a Enter Esc").shows("Your answer is kept: Enter goes on.").keys("q")
	if want := "You left the exam at question 1 of 4. X goes on there."; !r.ended || r.app.model.parting != want {
		t.Errorf("said when quitting: %q, want %q", r.app.model.parting, want)
	}
	if r := begin(t, shore(""), 80, 24).keys("n q"); r.app.model.parting != "" {
		t.Errorf("said without an exam: %q", r.app.model.parting)
	}
}

// The end of an exam: a row that is open is closed, and nobody leaves it by looking for a lesson.
func TestExamEnd(t *testing.T) {
	r := begin(t, shore(""), 80, 24)
	r.keys("X Enter a Enter Enter a Enter Enter a Enter Enter a Enter Enter").shows("Your answers")
	r.keys("l").shows("Choose a question first: j or k.", "Your answers").keys("j Enter").shows("question 1 of 4")
	r.keys("Esc").shows("Your answers", "▸").keys("Esc").shows("Your answers").hides("▸").keys("X").shows("4 of the 6")
	r.keys("Esc").shows("Your answers").keys("Esc").shows("Sand lies").hides("Your answers")
}

// The end of a course without questions offers none.
func TestEndWithoutQuestions(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# Sand\n\nSand lies on the shore.\n"}, 80, 24)
	r.keys("n").shows("The end of", "p back", "Esc close").hides("X exam").hides("wrong ones").hides("begins the exam")
	r.keys("s").hides("Exam").keys("Esc p X").shows("This course has no questions.")
}

// A student who hands in is asked once for what the course wants, sees what will be inside before
// anything is written, and then where it is. A fault is said on the sheet.
func TestHandInOnScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"200x60", 200, 60}} {
		r := begin(t, shore(""), size.w, size.h)
		r.desk.asked = []string{"name", "id", "word"}
		r.keys("s H").golden("hand-in-" + size.name)
		r.keys("Enter").shows("The course asks for your ID number.")
		r.keys("4 2 Enter h e r o n Enter").golden("hand-in-inside-" + size.name)
		if len(r.desk.handed) > 0 {
			t.Fatal("it is written before the student said so")
		}
		r.desk.fail = errors.New("the disk is full")
		r.keys("Enter").shows("the disk is full")
		r.desk.fail = nil
		r.keys("Enter").golden("hand-in-done-" + size.name)
		want := study.Identity{"name": "Ada", "id": "42", "word": "heron"}
		if len(r.desk.handed) != 1 || !maps.Equal(r.desk.handed[0], want) {
			t.Errorf("handed in %v, want %v", r.desk.handed, want)
		}
		r.keys("Enter").shows("Progress")
	}
}

// sealedShore is a course whose exam was handed out without its key.
func sealedShore(t *testing.T, settings string) map[string]string {
	t.Helper()
	k := sealed.Key{Build: "0123456789abcdef", Questions: []*quiz.Question{
		{ID: "sand", IDWritten: true, Kind: quiz.Single, Points: 1, Prompt: quiz.Text{Source: "Where does sand lie?"}, Choices: []quiz.Choice{
			{Text: quiz.Text{Source: "on the shore"}, Fraction: 1}, {Text: quiz.Text{Source: "in the sky"}},
		}},
		{ID: "rock", IDWritten: true, Kind: quiz.TrueFalse, Points: 1, Prompt: quiz.Text{Source: "Rock is old."}, Choices: []quiz.Choice{
			{Text: quiz.Text{Source: "True"}, Fraction: 1}, {Text: quiz.Text{Source: "False"}},
		}},
		{ID: "weed", IDWritten: true, Kind: quiz.Short, Points: 1, Prompt: quiz.Text{Source: "What grows in water?"}, Accepted: []quiz.Accepted{{Text: "weed", Fraction: 1}}},
	}}
	var questions strings.Builder
	if err := k.WriteQuestions(&questions); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"course.toml": "id = \"shore\"\ntitle = \"The shore\"\n[exam]\nbanks = [\"exam.questions\"]\nreveal = \"never\"\n" + settings,
		"exam.md":     "# The shore\n\nThis is an exam.\n", "exam.questions": questions.String(),
	}
}

// In an exam that is handed in an answer is saved and not judged; the sheet lists what is answered, open
// and flagged, keeps flags over a start, and hands in for good once the open ones were told.
func TestAnswerSheet(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"200x60", 200, 60}} {
		r := begin(t, sealedShore(t, ""), size.w, size.h)
		r.keys("X Enter a Enter").shows("✓ Saved.").keys("F A").golden("answers-" + size.name)
		r.open(r.app.model.Course)
		r.keys("X Enter A").shows("flagged, open").keys("Up Enter").shows("Your answer:")
		r.keys("b Enter").shows("✓ Saved.").keys("A H").shows("2 questions have no answer.")
		if len(r.desk.handed) > 0 {
			t.Fatal("handed in at the first key")
		}
		r.keys("H").shows("Receipt: ABCDEFGH.")
		if len(r.desk.handed) != 1 || len(r.rec.ended) != 1 {
			t.Errorf("handed in %v, ended %v", r.desk.handed, r.rec.ended)
		}
		r.keys("Enter s").shows("handed in")
	}
}

// The time of an exam is shown. When it is over nothing is taken any more, and the results are written.
func TestExamTime(t *testing.T) {
	r := begin(t, sealedShore(t, "minutes = 30\n"), 80, 24)
	r.desk.asked = []string{"name", "id"}
	r.keys("X").shows("30 min; it runs on").keys("Enter").shows("Who begins the exam?")
	r.keys("Enter S - 7 Enter").shows("30 min left")
	if got := r.app.model.ExamID; got != "S-7" {
		t.Errorf("the paper is that of %q", got)
	}
	r.rec.elapsed = 20 * time.Minute
	r.app.beat()
	r.keys("F9").shows("10 min left").keys("a Enter").shows("✓ Saved.")
	answers := len(r.rec.answers)
	r.now = r.now.Add(11 * time.Minute)
	r.keys("a").shows("The time is over.").shows("Receipt: ABCDEFGH.")
	if len(r.rec.answers) != answers {
		t.Error("an answer is taken after the time")
	}
	if len(r.desk.handed) != 1 {
		t.Errorf("handed in %v", r.desk.handed)
	}
}
