package bank

import (
	"strings"
	"testing"

	"lectern/lessons/quiz"
)

func TestMoodleProblems(t *testing.T) {
	for src, want := range map[string]string{
		"Q{=a ~b ~%50%c}": "",
		"Q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}": "",
		"Q{~%33%a ~%33%b ~%34%c}":                            "moodle-fraction moodle-fraction moodle-fraction",
		"Q{~%50%a ~%25%b ~c}":                                "moodle-sum",
		"Q{~=a}":                                             "moodle-too-few-choices",
		"// [kind:single]\nQ{~%50%a ~b}":                     "moodle-no-full-mark",
		"Q{=%50%a}":                                          "moodle-no-full-mark",
		"Q{=a =%12%b}":                                       "moodle-fraction",
		"Q{#5}":                                              "",
		"Q{#=%50%5 ~#no}":                                    "moodle-no-full-mark",
		"Q{=a -> b}":                                         "moodle-too-few-pairs",
		"Q{=a -> b = -> c}":                                  "",
		"Q {1:SA:=a}":                                        "moodle-cloze",
		"Q {1:SA:%50%a}":                                     "moodle-cloze moodle-no-full-mark",
		"// [kind:order]\nQ{=a -> 1 =b -> 2}":                "moodle-kind",
		"// [kind:short]\nQ{=a->b}":                          "moodle-arrow",
		"{T}":                                                "moodle-no-text",
		"Q{}":                                                "",
		"Q":                                                  "",
		"::" + strings.Repeat("é", 255) + "::Q{T}":                                             "",
		"// [id:" + strings.Repeat("i", 100) + "] [tag:" + strings.Repeat("t", 50) + "]\nQ{T}": "",
		"::" + strings.Repeat("t", 256) + "::Q{T}":                                             "moodle-long-title",
		"// [id:" + strings.Repeat("i", 101) + "] [tag:" + strings.Repeat("t", 51) + "]\nQ{T}": "moodle-long-id moodle-long-tag",
		"// [grading:all]\nQ{~%50%a ~%50%b}":                                                   "moodle-partial-credit",
	} {
		var got []string
		for _, p := range MoodleProblems(one(t, src)) {
			got = append(got, p.Code)
			if p.Line == 0 || p.File == "" || p.Text == "" {
				t.Errorf("%s: %+v", src, p)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", src, strings.Join(got, " "), want)
		}
	}
}

// The weights of docs/formats/gift.md, "What Moodle refuses", and their neighbours.
func TestMoodleFractions(t *testing.T) {
	for f, want := range map[float64]bool{
		1: true, -1: true, .3333333: true, 1. / 3: true, -.1428571: true, .83333: true, 0: true,
		.33: false, .01: false, .99: false, .8333: false, 1.1: false, .15: false,
	} {
		if got := moodleAccepts(f); got != want {
			t.Errorf("%v: %v, want %v", f, got, want)
		}
	}
	if got := nearestFraction(-.34); got != -.3333333 {
		t.Errorf("nearest to -.34: %v", got)
	}
}

// one reads a bank of one question.
func one(t *testing.T, src string) *quiz.Question {
	t.Helper()
	b := readGIFT([]byte(src), "t.gift")
	if len(b.Questions) != 1 {
		t.Fatalf("%d questions in %q: %v", len(b.Questions), src, b.Problems)
	}
	return b.Questions[0]
}
