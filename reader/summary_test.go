package reader

import "testing"

// atSummaryOf plays the two questions of the harbour's first lesson: one right, one wrong.
func atSummaryOf(t *testing.T) *reading {
	t.Helper()
	r := begin(t, harbour(), 80, 24)
	r.keys("n a Enter Enter f Enter Enter").shows("Your answers", "1 of 2 points")
	return r
}

func TestSummaryLooksAtQuestionsAgain(t *testing.T) {
	r := atSummaryOf(t)
	r.keys("j").shows("▸ ✓  1").keys("j").shows("▸ ✗  2").keys("j").shows("▸ ✗  2")
	r.keys("Enter").shows("✗ Not quite", "question 2 of 2").keys("Enter").shows("Your answers", "▸ ✗  2")
	r.keys("k Enter").shows("✓ Right", "question 1 of 2").keys("Enter k").hides("▸")
	r.click(" ✗  2").shows("✗ Not quite", "question 2 of 2")
}

func TestSummaryLeadsToTheLesson(t *testing.T) {
	r := atSummaryOf(t)
	r.keys("j j l").shows("A pilot meets", "leads back to the question")
	r.keys("a").shows("✗ Not quite", "question 2 of 2").keys("Enter").shows("Your answers")
	r.keys("k k l").shows("A pilot meets").hides("leads back")
	r = atSummaryOf(t)
	r.keys("Enter").shows("Berths")
}

func TestSummaryAsksAgain(t *testing.T) {
	r := atSummaryOf(t)
	r.keys("R").shows("Question 1 of 2").keys("a Enter Enter f Enter Enter").shows("1 of 2 points")
	r.keys("r").shows("Question 1 of 1", "Every large ship meets a pilot.")
	r.keys("t Enter Enter").shows("2 of 2 points").keys("r").shows("There are no wrong ones.", "2 of 2 points")
	r.keys("R").shows("Question 1 of 2")
}

// At the end of the course the wrong ones of all lessons are asked again.
func TestEndAsksTheWrongOnesOfTheCourse(t *testing.T) {
	r := begin(t, bankOfEveryKind(t), 80, 24)
	r.keys("n b Enter Enter c Enter Enter N").shows("The end of A small course", "2 that were not quite right")
	r.keys("r").shows("Question 1 of 2").keys("a Enter Enter a b Enter Enter").shows("2 of 2 points", "Once more")
	r.keys("r").shows("There are no wrong ones.").keys("Space").shows("8 questions follow")
}

// A window may become too small to draw in while the end of a run is shown; keys do no harm there.
func TestSummaryInATinyWindow(t *testing.T) {
	for _, key := range []string{"Space", "PgDn", "Down", "Up", "l", "Enter"} {
		r := begin(t, reviewCourse(), 80, 24)
		r.keys("a b Enter Enter i Alt-i Enter").shows("Your answers", "0 of 2 points")
		for _, size := range [][2]int{{1, 1}, {5, 20}, {39, 3}} {
			r.resize(size[0], size[1])
		}
		r.resize(5, 20)
		r.keys(key)
		r.resize(80, 24)
	}
}
