package reader

import (
	"fmt"
	"strings"
	"testing"
)

// Of a bank of four a pool of two is drawn. One of the two is answered: wherever
// the rest is counted, one question is left.
func TestPoolIsCountedTheSameEverywhere(t *testing.T) {
	var bank strings.Builder
	for i := range 4 {
		fmt.Fprintf(&bank, "::Q%d:: x? {=a ~b}\n\n", i+1)
	}
	r := begin(t, map[string]string{
		"course.toml": "id = \"pool\"\ntitle = \"Pool\"\npool = 2\npass = 60\n", "a.md": "# A\n\nText.\n", "a.gift": bank.String(),
	}, 80, 24)
	r.shows("2 questions follow").keys("t").shows("?2").keys("t")
	r.keys("a a Enter").shows("✓").keys("n")
	r.keys("n") // the second one is left for later
	r.shows("One question waits for an answer", "1 of 2 points").hides("Every answer was right").hides("Passed")
	r.keys("t").shows("?1").keys("t s").shows("1 of 2 questions answered").keys("Esc p").shows("1 question follows")
	r.keys("a a Enter n n").shows("Every answer was right", "2 of 2 points", "✓ Passed").hides("wait")
	r.keys("s").shows("2 of 2 questions answered", "2 of 2 points", "✓ Passed")
}

// The exam's own bank is asked in the exam alone, as its blueprint says, and a wrong
// answer leads to the lesson that its category names. A question of no points is kept
// and counts for nothing.
func TestExamOfItsOwnBank(t *testing.T) {
	var bank strings.Builder
	for i := range 6 {
		fmt.Fprintf(&bank, "$CATEGORY: a/seals\n\n// [id:e%d] [tag:%s]\n::E%[1]d::Exam %[1]d? {=a ~b}\n\n", i, []string{"x", "y"}[i%2])
	}
	files := map[string]string{
		"course.toml": "id = \"own\"\ntitle = \"Own\"\n[exam]\nbanks = [\"exam.gift\"]\nfrom = { x = 2, y = 1 }\n",
		"a.md":        "# A\n\nText of the start.\n\n" + strings.Repeat("More. ", 120) + "\n\n## Seals\n\nRings of rubber.\n\n" + strings.Repeat("Yes. ", 120) + "\n",
		"a.gift":      "// [id:lab] [points:0]\nHow many did you count? {#=%100%5:1e9}\n",
		"exam.gift":   bank.String(),
	}
	r := begin(t, files, 80, 24)
	r.keys("s").hides("points").keys("Esc X").shows("3 of the 6 questions that only the exam asks").keys("Enter").shows("question 1 of 3", "Exam ")
	r.keys("b Enter").shows("b").keys("l").shows("Rings of rubber")

	lab := begin(t, files, 80, 24)
	lab.keys("n a").shows("How many did you count").keys("7 Enter").shows("✓ Kept, not graded").hides("Right").keys("Enter").shows("Your answers are kept")
}

// The short way is marked in the contents, and its minutes are named.
func TestCoreIsMarked(t *testing.T) {
	r := begin(t, map[string]string{
		"course.toml": "id = \"core\"\ntitle = \"Core\"\npages = [\"a.md\", \"b.md\"]\ncore = [\"b/b\"]\n",
		"a.md":        "# A\n\n" + strings.Repeat("Much text. ", 900) + "\n", "b.md": "# B\n\n" + strings.Repeat("Text. ", 200) + "\n",
	}, 80, 24)
	r.keys("t").shows("1 min of it core •", "•", "B ")
}

// Questions that were left to look at their lesson are not asked in another one.
func TestQuestionsOfAnotherLesson(t *testing.T) {
	files := map[string]string{"course.toml": "id = \"two\"\ntitle = \"Two\"\npages = [\"a.md\", \"b.md\"]\n"}
	for _, p := range []string{"a", "b"} {
		files[p+".md"] = "# Page " + p + "\n\n" + strings.Repeat("Words of "+p+". ", 30) + "\n"
		files[p+".gift"] = "// [id:" + p + "]\nWhat does " + p + " ask? {T}\n"
	}
	r := begin(t, files, 80, 24)
	r.keys("n").shows("What does a ask?").keys("p").shows("Words of a")
	r.keys("2 g").shows("Words of b").keys("n").shows("What does b ask?")
	r.keys("p 1 g").shows("Words of a").keys("a").shows("What does a ask?")
}
