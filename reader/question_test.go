package reader

import (
	"errors"
	"strings"
	"testing"
	"time"

	"lectern/lessons/study"
)

var errFull = errors.New("disk is full")

// everyKind is a page with a question of each kind that has a screen of its own.
func everyKind() map[string]string {
	return map[string]string{
		"course.toml": "id = \"kinds\"\ntitle = \"Every kind\"\npass = 60\n",
		"kinds.md": `# Kinds

A page with a question of each kind.

` + "```quiz\n" + `
// [id:single] [hint:It has two legs.] [hint:It can fly.]
::Single::Which is a bird?{=a gull#Right.~a seal#It swims, but it has no feathers.~a crab#Count its legs.####Birds have feathers.}

// [id:multi]
Which swim under water?{~%50%a seal#Yes.~%50%a herring#Yes.~%-100%a gull, which only dips its head#No.}

// [id:true]
A gull is a bird.{TRUE#It has feathers.#Yes.}

// [id:short]
What do we call young gulls?{=chick =chicks =%50%bird#That is what they are, too.}

// [id:number]
How many legs has a crab?{#10:0#All ten. =%50%8:0#And two claws. ~#Look again.}

// [id:match]
Who lives where?{=gull -> cliff =herring -> sea =crab -> shore = -> desert}

// [id:essay]
What did you see today?{}

Now a text between questions.

// [id:cloze]
The {1:SA:=gull~tern} lives on {2:MC:=cliffs~roofs#Also, lately.}, and a crab has {1:NM:=10} legs.
` + "```\n",
	}
}

func TestEveryKindOnScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}} {
		r := begin(t, everyKind(), size.w, size.h)
		r.keys("n h").golden("ask-single-" + size.name)
		r.keys("b Enter").golden("verdict-single-" + size.name)
		r.keys("Enter a b").golden("ask-multi-" + size.name)
		r.keys("Enter").golden("verdict-multi-" + size.name)
		r.keys("Enter t").golden("ask-true-" + size.name)
		r.keys("Enter Enter").types("Chick").golden("ask-short-" + size.name)
		r.keys("Enter Enter").types("8").keys("Enter").golden("verdict-number-" + size.name)
		r.keys("Enter a").golden("ask-match-" + size.name)
		r.keys("b c Enter").golden("verdict-match-" + size.name)
		r.keys("Enter").types("A gull").keys("Enter").types("and rain").golden("ask-essay-" + size.name)
		r.keys("Ctrl-S").shows("Kept, not graded")
		r.keys("Enter").shows("Now a text between questions.")
		r.keys("Enter").types("tern").keys("Enter b Enter").types("10").golden("ask-cloze-" + size.name)
		r.keys("Enter").golden("verdict-cloze-" + size.name)
		r.keys("Enter").golden("summary-" + size.name)
		r.keys("s").golden("progress-" + size.name)
		r.keys("Esc Enter").golden("end-" + size.name)
	}
}

// longChoices is a question whose choices and feedback do not fit a window of 24 rows together.
func longChoices() map[string]string {
	return map[string]string{"a.md": "# Ferry\n\nA course.\n", "a.gift": `// [id:long]
::Long::Ferry keeps what visitors upload in a folder on the disk of the server. Its team moves the application to a platform that starts a second copy when many visitors come. What happens on the first busy afternoon?{
=Some visitors do not find what they uploaded a moment before, because it lies on the disk of the other copy.#Right. Each copy has a disk of its own, and which copy answers is decided anew for each request. With one copy the fault does not show.
~The platform copies the folder to the second copy, which takes a while and makes the application slow.#Platforms start copies from the release, and a release was built before anyone uploaded anything. Nobody copies what was written afterwards.
~The second copy does not start, because the folder is in use by the first copy of the application.#Each copy has its own disk, so neither knows of the other's folder, and nothing is in use by two of them.
~Nothing, as long as the two copies run on the same machine of the provider's, which is the usual case.#Copies are kept apart even on one machine. That is what a platform promises, and it is why one cannot harm the other.
####See "The disk is not yours" in the lesson, and the table below it. A store for files that all copies reach is the way out.}

// [id:next]
::Next::Is it so?{TRUE}
`}
}

// After an answer the verdict, the explanation of my choice and the right answer are in sight; Space
// shows the rest before it goes on, Enter goes on.
func TestVerdictShowsFirstWhatCounts(t *testing.T) {
	r := begin(t, longChoices(), 80, 24)
	r.keys("n d Enter").golden("verdict-long-80x24")
	r.shows("✗ Not quite", "← yours", "Copies are kept apart even on one machine.", "← right", "Each copy has a disk of its own", "See \"The disk")
	r.hides("Right. Each copy").shows("Enter on  Space page")
	r.keys("Space").shows("The other choices", "before anyone uploaded anything.").hides("Space page")
	r.keys("Space").shows("Question 2 of 2")

	// A question begins with its first word, and what is not in sight is not chosen.
	r = begin(t, longChoices(), 40, 12)
	r.keys("n").shows("Ferry keeps what").hides("other copy").keys("Space").shows("○ b  The platform").hides("●")
	r.keys("Space").shows("○ d  Nothing").hides("●").keys("Space").shows("● a  Some visitors")
	r = begin(t, map[string]string{"a.md": "# Ferry\n\nA course.\n", "a.gift": "Which " + strings.Repeat("of the many ferries ", 20) + "is where?{=one -> here =two -> there}"}, 40, 12)
	r.keys("n").shows("Which of the many").hides("→ —").keys("Space").shows("▸ one", "→ —").hides("→ a").hides("→ b").keys("Down").shows("▸ two")

	r = begin(t, longChoices(), 40, 12)
	r.keys("n d Enter").golden("verdict-long-40x12")
	r.shows("✗ Not quite", "← yours", "why one cannot harm the other.", "← right").keys("Enter").shows("Question 2 of 2")

	// What is left of my choice beside its note would not tell which one it is.
	r = begin(t, longChoices(), 40, 12)
	r.keys("n a Enter").shows("✓ ● a  Some visitors do not find", "        ← yours, right")

	r = begin(t, longChoices(), 80, 24)
	r.keys("n i").shows("Here is the answer.", "← right", "Each copy has a disk of its own").hides("Right. Each copy")
}

// A number is typed whole into what a program prints, and Enter on an empty line answers; a free text
// has as many lines as one likes, and they stay lines.
func TestProgramsOutputAndLongTexts(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# Go\n\nCode.\n", "a.gift": "// [kind:trace]\n::T::[markdown]What?\\n```go\\nx\\n```{=14}\n\n::E::Why?{}\n"}, 80, 24)
	r.keys("n").types("x14").shows("● c  It compiles and prints:", "› x14").keys("Home Delete End")
	r.keys("Enter").shows("Enter again, on an empty line, answers.").keys("Enter").shows("✓ Right", "It compiles and prints: 14")
	r.keys("Enter").types("One").keys("Enter").shows("A new line. Ctrl-S answers.").keys("Enter").types("two").keys("Ctrl-S")
	r.shows("✓ Kept, not graded", "Yours: One\n\n         two")
}

// Whoever reads on with Space and comes to a question has not answered it with that key.
func TestReadingOnAnswersNothing(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# Ferry\n\nA course.\n", "a.gift": "Where?{=one -> here =two -> there}"}, 80, 24)
	r.keys("Space").shows("Question 1 of 1").keys("Space").shows("once more changes the partner", "→ —").hides("→ a")
	r.keys("Space").shows("→ a")
}

// A letter that answers is not offered as the key of something else.
func TestFooterLeavesLettersToTheAnswers(t *testing.T) {
	r := begin(t, everyKind(), 120, 24)
	r.keys("n").shows("t contents").keys("a Enter Enter a Enter Enter").shows("true or false").hides("t contents")
	r.keys("t Enter").shows("✓ Right", "t contents")
}

// What is not there is not offered, "I don't know" always is.
func TestFooterOfQuestions(t *testing.T) {
	r := begin(t, bankOfEveryKind(t), 80, 24)
	r.keys("n")
	for r.app.model.stage == atQuestion {
		if q := r.app.model.run.question(); q.Kind.Asks() {
			r.shows("i don't know")
			for range q.Hints {
				r.shows("h hint").keys("Alt-h h")
			}
			r.hides("h hint")
		}
		r.keys("Esc i Enter")
	}
}

func TestAnswersAreKeptBeforeTheyAreConfirmed(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.wait(10 * time.Second).keys("n")
	r.saved("read arrival/arrival 10s finished=true")
	r.keys("a Enter").shows("✓ Right", "← yours, right", "Right, and it is heard")
	r.saved("begin lesson:arrival/arrival signals,pilot", "answer signals 1.00 hints=0 dontknow=false")
	r.keys("Enter f Enter").shows("✗ Not quite", "Read the first sentence again.")
	r.saved("answer pilot 0.00 hints=0 dontknow=false")
	r.keys("Enter").shows("1 of 2 points", "50 %", "The pass mark is 60 %.")
	r.saved("finish lesson:arrival/arrival 1/2 passed=false")
	r.keys("r").shows("Question 1 of 1", "Every large ship meets a pilot.")
	r.keys("t Enter Enter").shows("2 of 2 points", "Passed").keys("r").shows("There are no wrong ones.")
	r.saved("begin lesson:arrival/arrival pilot", "answer pilot 1.00 hints=0 dontknow=false",
		"finish lesson:arrival/arrival 2/2 passed=true")
	r.keys("Space").shows("Berths")
}

func TestRunIsLeftAndResumed(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n a Enter q")
	if !r.ended {
		t.Fatal("q does not quit from a verdict")
	}
	r.open(r.app.cfg.Course)
	r.shows("Question 2 of 2", "Every large ship meets a pilot.") // where the student left
	r.keys("p").shows("A pilot meets").keys("q")
	r.open(r.app.cfg.Course)
	r.shows("A pilot meets", "1 question follows")
	r.keys("n").shows("Question 2 of 2", "Every large ship meets a pilot.")
	r.rec.log = nil
	r.keys("t Enter Enter").shows("2 of 2 points")
	r.saved("answer pilot 1.00 hints=0 dontknow=false", "finish lesson:arrival/arrival 2/2 passed=true")
}

func TestNothingForcesAnyoneToAnswer(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n").shows("Question 1 of 2")
	r.keys("n").shows("Question 2 of 2", "Left for later. N leaves all that are left.").keys("n").shows("Berths", "lesson 2 of")
	r.keys("n").shows("Question 1 of 4")
	r.shows("How deep is the north berth").keys("Esc N").shows("Tides", "lesson 3 of")
}

func TestHintsAndDontKnow(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n h").shows("Hint 1 of 2: Count the blasts.")
	r.keys("h").shows("Hint 2 of 2: It is an odd number.")
	r.keys("h").shows("That was the last hint.")
	r.rec.log = nil
	r.keys("i").shows("You don't know yet. Here is the answer.", "✓ ○ a  I doubt what you are doing")
	r.saved("begin lesson:arrival/arrival signals,pilot", "answer signals 0.00 hints=2 dontknow=true")
}

func TestBackToTheLessonAndForwardAgain(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n b Enter l").shows("A pilot meets", "a, or n at the end, leads back to the question.")
	r.keys("a").shows("✗ Not quite")
	r.keys("Enter p").shows("A pilot meets")
	r.keys("n").shows("Every large ship meets a pilot.", "Question 2 of 2")
}

// Questions of a lesson wait at that lesson. Whoever went back to it and then reads on elsewhere gets
// what belongs there; what was typed waits at the lesson.
func TestAnotherLessonHasItsOwnQuestions(t *testing.T) {
	for _, to := range []string{"n p 2 g", "n p > 2 g", "n p 3 g p"} {
		r := begin(t, harbour(), 80, 24)
		r.keys(to).shows("lesson 2 of").hides("leads back").keys("n").shows("lesson 2 of", "Question 1 of 4")
	}
	r := begin(t, harbour(), 80, 24)
	r.keys("2 g n").types("7").keys("Esc p p").shows("lesson 1 of").hides("leads back")
	r.keys("n").shows("lesson 1 of", "Question 1 of 2").keys("N").shows("Berths").keys("n").shows("Question 1 of 4")
	r.types("8").keys("Esc p 3 g [").shows("lesson 2 of", "leads back").keys("n").shows("lesson 2 of", "› 8")
}

func TestEnterWithoutAnAnswerAsks(t *testing.T) {
	r := begin(t, everyKind(), 80, 24)
	r.keys("n a Enter Enter Enter").shows("Nothing is chosen yet.", "Question 2 of")
	r.keys("a a Enter").shows("Nothing is chosen yet.")
	r.keys("b Enter").shows("Partly right: 50 %")
}

// What is no number is asked for again however often Enter is pressed; a unit that the bank names is taken.
func TestWhatIsNoNumberIsNotGraded(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# Sums\n\nCount.\n", "a.gift": `// [unit:EUR]
::Price::The price?{#1460:0.5}

::Number::Ten?{#10}

::Gaps::The {1:SA:=red} one costs {1:NM:=1}, the other {1:NM:=2}.
`}, 80, 24)
	r.keys("n").shows("Question 1 of 3 · type a number, in EUR")
	r.types("t").keys("Enter Enter").shows("“t” is no number. Type one as 3.5 or 3.5 EUR.", "Question 1 of 3")
	r.keys("Backspace").types("1 460 eur.").keys("Enter").shows("✓ Right")
	r.keys("Enter").types("10 m").keys("Enter Enter").shows("“10 m” is no number. Type one without a unit, as 3.5.")
	r.keys("Backspace Backspace Enter").shows("✓ Right")
	r.keys("Enter").types("red").keys("Enter").types("one").keys("Enter Enter").shows("“one” is no number.", "▸ [2] one")
	r.keys("Ctrl-U").types("1").keys("Enter Enter").shows("1 gap is empty. Enter again answers as it is.")
	r.keys("Enter").shows("Partly right: 67 %")
}

func TestTypedLettersAreNoCommands(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("2 g n").shows("How deep")
	r.types("q?n12").shows("q?n12", "Question 1 of 4")
	r.keys("Ctrl-U").types("12").keys("Enter").shows("✓ Right")
}

func TestPasteGoesIntoFieldsOnly(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	paste := func(text string) {
		r.app.view.PasteHandler()(text, nil)
		r.draw()
	}
	paste("qqqnnn")
	if r.ended {
		t.Fatal("pasted text was taken for commands")
	}
	r.shows("lesson 1 of")
	r.keys("2 g n")
	paste("1\x1b[31m2\n")
	r.shows("1[31m2")
}

func TestFailedAnswerSaysSo(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n")
	r.rec.fail = errFull
	r.keys("a Enter").shows("Not saved: disk is full", "✓ Right")
	r.rec.fail = nil
	r.keys("Enter t Enter").shows("Your answers are kept.").hides("Not saved")

	// Who quits with an answer that is not kept has it saved at the end, or the program says that it is lost.
	for _, fail := range []error{nil, errFull} {
		r := begin(t, harbour(), 80, 24)
		r.keys("n")
		r.rec.fail = errFull
		r.keys("a Enter").shows("Not saved")
		if r.rec.fail = fail; !errors.Is(r.app.finish(), fail) || r.app.model.run.Kept() != (fail == nil) {
			t.Errorf("at the end, where saving says %v: kept is %v", fail, r.app.model.run.Kept())
		}
	}
}

// A text that is not in the record is not said to be kept, until it is.
func TestFailedTextIsNotKept(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# A\n\nText.\n", "a.gift": "Write.{}\n\nGo on.{}\n"}, 80, 24)
	r.rec.fail = errFull
	r.keys("n").types("tide").keys("Ctrl-S").shows("Answered, not graded and not saved", "Not saved: disk is full").hides("Kept")
	r.rec.fail = nil
	r.keys("Enter").types("ebb").keys("Ctrl-S").shows("Kept, not graded").hides("Not saved")
}

func TestProgressOverTime(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.rec.history = study.History{Streak: 3, Seconds: 4000, Series: []float64{0, 0.25, 0.5, 1}}
	r.rec.answered("arrival/arrival", "one", "signals 1", "pilot 0")
	r.rec.answered("arrival/arrival", "two", "signals 0.5", "pilot 1")
	r.rec.lessons["arrival/arrival"] = study.LessonState{Read: true, Seconds: 240}
	r.keys("s").golden("progress-history-80x24")
	r.shows("3 days in a row", "▁▃▅█", "4 min", "75 %")
}

// The rows of an order have the numbers of their places, while they are moved and when they are judged.
func TestOrderNumbersItsPlaces(t *testing.T) {
	r := begin(t, map[string]string{
		"a.md":   "# Tea\n\nBoil, wait, pour.\n",
		"a.gift": "// [kind:order] [shuffle:none]\n::Tea::Make tea.{\n=boil water -> 1\n=wait -> 2\n=pour -> 3\n}\n",
	}, 80, 24)
	r.keys("n").shows("▸  1 ", "   2 ", "   3 ")
	r.keys("J Enter").shows(" 1 ", " 2 ", " 3 ").hides(" -1 ").hides(" 0 ")
}

// Whoever wants the wrong ones again where all were right is told so.
func TestNoWrongOnesAreLeft(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# One\n\nText.\n", "a.gift": "::Q::Is it?{TRUE}\n"}, 80, 24)
	r.keys("n t Enter Enter").shows("1 of 1 points").hides("not quite right again")
	r.keys("r").shows("There are no wrong ones.", "1 of 1 points")
	r.keys("Enter").shows("The end of", "Every answer was right.")
	r.keys("r").shows("There are no wrong ones.")
}

// The end of a course offers what the course has: a course without questions has
// nothing to be asked once more, and no exam.
func TestEndOfACourseWithoutQuestions(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, longCourse(1), size[0], size[1])
		r.keys("n").shows("The end of", "p back").hides("wrong ones").hides("exam").hides("a questions")
		r = begin(t, harbour(), size[0], size[1])
		r.keys("> n").shows("The end of", "X exam").hides("wrong ones")
	}
}

// Who reads on with Space may press it once more than there is text: that ticks nothing.
func TestReadingOnTicksNothing(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("Space").shows("Question 1 of 2").hides("●")
	r.keys("Space").shows("A question: Space once more chooses.").hides("●")
	r.keys("Space").shows("●").hides("once more")
	r = begin(t, harbour(), 80, 24)
	r.keys("n Space").shows("●") // who asked for the questions knows
}
