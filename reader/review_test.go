package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/lessons/review"
	"lectern/lessons/study"
)

// reviewCourse is a course of three pages with two questions each, one with choices and one to type.
func reviewCourse() map[string]string {
	files := map[string]string{"course.toml": "id = \"gulls\"\ntitle = \"Gulls\"\npages = [\"a.md\", \"b.md\", \"c.md\"]\n"}
	for i, p := range []string{"a", "b", "c"} {
		title := []string{"Feathers", "Cliffs", "Chicks"}[i]
		files[p+".md"] = "# " + title + "\n\nText.\n"
		files[p+".gift"] = fmt.Sprintf("// [id:%[1]s1]\nWhich is true of %[2]s?{=all#All of them. ~none}\n\n// [id:%[1]s2]\nHow many %[2]s?{=two}\n\n", p, strings.ToLower(title))
	}
	return files
}

// remembers puts answers into the record that were given some days ago, as "id credit days".
func (r *reading) remembers(answers ...string) *reading {
	r.t.Helper()
	for i, a := range answers {
		var id string
		var credit float64
		var days int
		if _, err := fmt.Sscan(a, &id, &credit, &days); err != nil {
			r.t.Fatal(err)
		}
		r.rec.answered("x", "earlier", fmt.Sprint(id, " ", credit))
		r.rec.recalled = append(r.rec.recalled, review.Answer{
			Question: id, Attempt: "earlier", Credit: credit, At: r.now.AddDate(0, 0, -days), Offset: new(int), Stamp: int64(i - 100),
		})
	}
	r.open(r.app.cfg.Course)
	r.app.lookDueAtStart()
	r.draw()
	return r
}

// A review from the line at the start to its end.
func TestReviewOnScreens(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, reviewCourse(), size[0], size[1])
		r.remembers("a1 1 5", "a2 0 5", "b1 0 5", "b2 1 5", "c1 1 0")
		name := func(s string) string { return fmt.Sprintf("review-%s-%dx%d", s, size[0], size[1]) }
		r.golden(name("due"))
		r.keys("s").shows("4 due: v asks them").keys("v").golden(name("question"))
		r.types("three").keys("Enter").golden(name("wrong"))
		r.shows("Next: once more at the end.")
		r.keys("Enter a Enter").golden(name("right"))
		r.shows("e if it was easy").keys("e").hides("if it was easy").keys("e").shows("right at once")
		r.keys("Enter b Enter").shows("once more").keys("Enter").types("two").keys("Enter")
		r.keys("Enter").shows("Once more, 2 left").types("two").keys("Enter").hides("if it was easy")
		r.keys("Enter").shows("Once more, the last one").keys("a Enter Enter")
		r.golden(name("end"))
		r.shows("Remembered: 2 of 4 questions.")
		r.keys("Down l").shows("Text.").keys("n").shows("question 1 of 4").keys("Esc").shows("The end of the review")
		r.keys("Esc Esc").shows("Text.").keys("v").shows("No question is due.")
	}
}

// How many are due is said once a day, not to whom that is off, and nowhere else than in the text.
func TestDueLine(t *testing.T) {
	r := begin(t, reviewCourse(), 80, 24)
	r.hides("due").remembers("a1 0 3").shows("One question is due: v")
	r.keys("j").hides("is due")
	again := func() *reading {
		r.open(r.app.cfg.Course)
		r.app.lookDueAtStart()
		r.draw()
		return r
	}
	again().hides("is due")
	r.wait(24 * time.Hour)
	again().shows("One question is due: v")
	r.wait(24 * time.Hour)
	r.rec.settings[study.DueLineSetting] = study.Off
	again().hides("is due")
	r.keys("v").shows("Question 1 of 1")
}

// A review that is left says how it goes on, and goes on the same day after another start.
func TestLeftReview(t *testing.T) {
	r := begin(t, reviewCourse(), 80, 24)
	r.remembers("a1 0 5", "b1 0 5", "c1 0 5")
	r.keys("v a Enter Enter p").shows("leads back to the question").keys("v").shows("Question 2 of 3")
	r.keys("N").shows("You left the review at question 2 of 3. v goes on there today.")
	r.keys("v").shows("Question 2 of 3").keys("b Enter q")
	if want := "You left the review at question 3 of 3. v goes on there today."; r.app.model.parting != want || !r.ended {
		t.Errorf("says %q", r.app.model.parting)
	}
	r.open(r.app.cfg.Course)
	r.draw()
	r.keys("v").shows("Question 3 of 3").keys("a Enter Enter").shows("Once more, the last one")
	r.wait(24 * time.Hour).keys("q").open(r.app.cfg.Course)
	r.draw()
	r.keys("v").shows("Question 1 of")
}

// What cannot be reviewed says why.
func TestNothingToReview(t *testing.T) {
	r := begin(t, reviewCourse(), 80, 24)
	r.keys("v").shows("Nothing to review yet")
	r.remembers("a1 1 0").keys("v").shows("No question is due. The next question is due in 2 days.")
	r.rec.settings[study.ReviewSetting] = study.ReviewWrong
	r.open(r.app.cfg.Course)
	r.draw()
	r.keys("v").shows("Nothing to review yet")
	r.app.model.records, r.app.cfg.Record = false, nil
	r.keys("v").shows("Nothing is being saved, so there is nothing to review.")
}
