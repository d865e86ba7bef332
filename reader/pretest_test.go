package reader

import (
	"strings"
	"testing"
	"time"
)

// guessedCourse is a course of a page without questions and a part of two pages with a pre-test.
func guessedCourse() map[string]string {
	return map[string]string{
		"course.toml": "id = \"tides\"\ntitle = \"Tides\"\npages = [\"start.md\"]\n[[parts]]\ntitle = \"Water that moves\"\npretest = true\npages = [\"ebb.md\", \"flood.md\"]\n",
		"start.md":    "# Start\n\nWhy water moves.\n",
		"ebb.md":      "# Ebb\n\nAt ebb the water goes out.\n",
		"flood.md":    "# Flood\n\nAt flood the water comes in.\n",
		"ebb.gift":    "// [id:e1] [hint:Look at the beach.]\nWhere does the water go at ebb? {=out ~in}\n",
		"flood.gift":  "// [id:f1]\nWhere does it go at flood? {=in ~out}\n",
	}
}

func TestPretestOnScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"200x60", 200, 60}} {
		r := begin(t, guessedCourse(), size.w, size.h)
		r.keys("n").golden("pretest-sheet-" + size.name)
		r.keys("Enter").golden("pretest-question-" + size.name)
		r.keys("b Enter").shows("Your answer is kept.").keys("a Enter").golden("pretest-end-" + size.name)
		r.keys("Enter").shows("At ebb the water").wait(time.Minute).keys("n").shows("Where does the water go").keys("a Enter")
		r.keys("Enter").golden("pretest-summary-" + size.name)
		r.keys("n").shows("At flood").wait(time.Minute).keys("n b Enter Enter s").golden("pretest-progress-" + size.name)
	}
}

// Who waits before the text, or answers before it, has not read it.
func TestPretestIsNoReading(t *testing.T) {
	r := begin(t, guessedCourse(), 80, 24)
	r.keys("n").hides("At ebb").wait(time.Minute).keys("j").wait(time.Minute).keys("Enter").wait(time.Minute).keys("b Enter N")
	if s := r.app.model.Known.Lessons[r.app.model.Lesson.ID]; s.Read || s.Seconds > 0 {
		t.Errorf("what nobody saw: %+v", s)
	}
	r.shows("At ebb").wait(time.Minute).keys("p n").hides("Before you read")
	r = begin(t, guessedCourse(), 80, 24)
	r.keys("n").wait(time.Minute).keys("Esc").shows("At ebb").wait(time.Second).keys("p").wait(time.Minute).keys("n").shows("Before you read")
}

// A pre-test tells nothing of what is right, gives no hint and no look at the text, and can be left and taken up again.
func TestPretestTellsNothing(t *testing.T) {
	files := guessedCourse()
	files["course.toml"] = "confidence = true\n" + files["course.toml"]
	r := begin(t, files, 80, 24)
	r.keys("n").shows("Before you read", "Water that moves", "2 questions on what you are about to read")
	r.keys("Enter").shows("before reading", "Question 1 of 2").hides("hint").hides("lesson")
	r.keys("h").shows("There are no hints before you read")
	r.keys("p").shows("The text comes after these questions. N leaves all that are left.", "Question 1 of 2")
	r.keys("b Enter").shows("Question 2 of 2", "Your answer is kept.").hides("How sure").hides("✗").hides("✓")
	r.keys("N").shows("At ebb the water", "What you left out comes after the text.").hides("Before you read")
	r.keys("p").shows("Why water moves").keys("n").shows("2 questions on what you").keys("Enter").shows("Question 2 of 2")
	r.keys("i").shows("Your 2 answers are kept.").hides("✗").hides("✓").hides("points").hides("wrong ones").hides("all again")
	r.keys("r").shows("The same questions come after the text.")
	r.keys("s").shows("Water that moves: 2 questions answered; how they were").hides("Score   ━").hides("before, ").keys("Esc")
	r.keys("Enter").shows("At ebb the water", "1 question follows").hides("Before you read")
	r.keys("p n").hides("Before you read")
}

func TestPretestIsSkipped(t *testing.T) {
	r := begin(t, guessedCourse(), 80, 24)
	r.keys("n").shows("Before you read").keys("Esc").hides("Before you read").keys("j").hides("Before you read")
	r.keys("p n").shows("Before you read").keys("n").hides("Before you read").keys("p n").shows("Before you read").keys("N").shows("At ebb the water", "The questions come after the text.")
	r.keys("p n").hides("Before you read")
	if log := strings.Join(r.rec.log, "\n"); !strings.Contains(log, "pretest:ebb") {
		t.Errorf("it is not noted that it was skipped:\n%s", log)
	}
}

// In the smallest window the header says whole what is asked.
func TestPretestInASmallWindow(t *testing.T) {
	r := begin(t, guessedCourse(), 20, 6)
	r.keys("n Enter").shows(" before reading").hides("%")
}
