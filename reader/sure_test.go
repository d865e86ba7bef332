package reader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/study"
	"lectern/reader/words"
)

func sureCourse() map[string]string {
	files := reviewCourse()
	files["course.toml"] += "confidence = true\n"
	return files
}

// How sure a student is, is asked between the answer and its verdict, kept with the answer, and shown as
// calibration. One key says it, Enter says nothing, Esc changes the answer, and no answer is lost.
func TestHowSureOnScreens(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, sureCourse(), size[0], size[1])
		r.keys("a b Enter").golden(fmt.Sprintf("sure-%dx%d", size[0], size[1]))
		r.keys("Esc a Enter 1").shows("Right")
		r.keys("Enter").types("two").keys("Enter").shows("How sure are you?").keys("Enter").shows("Right")
		r.keys("Enter Enter a i").hides("How sure").keys("Enter").types("six").keys("Enter").click(words.T("a guess")).shows("Not quite")
		r.keys("s").golden(fmt.Sprintf("calibration-%dx%d", size[0], size[1]))
	}
}

// Who quits while being asked has given the answer; the student's setting counts more than the course's.
func TestHowSureIsNoTrap(t *testing.T) {
	r := begin(t, sureCourse(), 80, 24)
	r.keys("a a Enter").shows("How sure are you?").keys("Ctrl-C")
	if got := len(r.app.model.Known.Answers); got != 1 {
		t.Errorf("%d answers are kept of the one that was given", got)
	}
	r = begin(t, sureCourse(), 80, 24)
	r.rec.settings[study.ConfidenceSetting] = study.Off
	r.open(r.app.cfg.Course)
	r.keys("a a Enter").hides("How sure are you?").shows("Right")
	r = begin(t, reviewCourse(), 80, 24)
	r.rec.settings[study.ConfidenceSetting] = study.On
	r.open(r.app.cfg.Course)
	r.keys("a a Enter").shows("How sure are you?")
}

// Whatever leads away while being asked takes the answer along, and what lies beside the sheet asks for nothing.
func TestHowSureLosesNoAnswer(t *testing.T) {
	kept := []string{"begin lesson:a/feathers a1,a2", "answer a1 1.00 hints=0 dontknow=false"}
	for name, away := range map[string]func(r *reading){
		"help, and quit":       func(r *reading) { r.keys("? Ctrl-C") },
		"a field, and quit":    func(r *reading) { r.keys(": Ctrl-C") },
		"to a lesson":          func(r *reading) { r.keys(":").types("Cliffs").keys("Enter").shows("Cliffs") },
		"to a lesson's number": func(r *reading) { r.keys(": 3 Enter").shows("Chicks") },
		"help, and back":       func(r *reading) { r.keys("? Esc").shows("How sure are you?").keys("3").shows("Right") },
	} {
		r := begin(t, sureCourse(), 80, 24)
		r.keys("a a Enter").shows("How sure are you?").saved()
		away(r)
		var got []string
		for _, line := range r.rec.log {
			if strings.HasPrefix(line, "begin") || strings.HasPrefix(line, "answer") {
				got = append(got, line)
			}
		}
		if !slices.Equal(got, kept) {
			t.Errorf("%s: saved %q, want %q", name, got, kept)
		}
	}
	r := begin(t, sureCourse(), 200, 60)
	r.keys("t Tab a a Enter").shows("How sure are you?")
	if r.app.view.click(6, 4) { // a row of the contents beside it
		t.Error("a click beside the sheet asks for something")
	}
	r.shows("How sure are you?").saved()
	r.click("2  not sure").shows("Right")
}
