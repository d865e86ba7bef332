package reader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/reader/typeset"
	"lectern/reader/words"
)

// speak has a test in a language, and what follows it in English.
func speak(t *testing.T, code string) {
	t.Helper()
	if !words.Speak(code) {
		t.Fatalf("%s is not spoken", code)
	}
	t.Cleanup(func() { words.Speak("en") })
}

// The screens that a student sees most, in every language: nothing is wider than the window, and what
// leads out of it stays in the footer.
func TestLanguages(t *testing.T) {
	for _, l := range words.Languages()[1:] {
		t.Run(l.Code, func(t *testing.T) {
			speak(t, l.Code)
			for _, size := range [][2]int{{40, 12}, {80, 24}} {
				r := begin(t, harbour(), size[0], size[1])
				name := func(scene string) string { return fmt.Sprintf("lang-%s-%s-%s", l.Code, scene, r.sizeName()) }
				r.golden(name("lesson"))
				r.click(words.Text("help")).golden(name("help")) // a label of the footer is its key
				r.keys("Esc a").golden(name("question"))
				r.keys("a Enter").golden(name("verdict"))
				r.keys("Esc s").golden(name("progress"))
				for _, line := range strings.Split(r.screen(), "\n") {
					if typeset.Width(line) > size[0] {
						t.Errorf("%d×%d: %q is too wide", size[0], size[1], line)
					}
				}
			}
		})
	}
}

// The language changes under the student's eyes, stays chosen, and the words of the page change with it.
func TestNextLanguage(t *testing.T) {
	speak(t, "en")
	r := begin(t, map[string]string{"a.md": "# Ropes\n\n> [!WARNING]\n> They stretch.\n"}, 80, 24)
	r.shows("Warning", "? help").keys("I").shows("Sprache: Deutsch", "Warnung", "? Hilfe").saved("set language=de")
	r.keys("?").shows("Lesen").keys("I").hides("Lesen")
	if words.Spoken().Code == "de" {
		t.Error("the help has no next language")
	}
	for words.Spoken().Code != "en" {
		r.keys("I")
	}
	r.shows("Reading").keys("Esc").shows("Warning", "? help")
}

// abroad takes each screen that a test holds against its golden file, while another language than that of the file is
// spoken; what the screen says in words is not held then. nil in English.
var abroad func(t *testing.T, name, got string)

// All scenes that there are at 40x12, in every language: what is whole in English is whole in it, and help is in the
// footer. A sentence may take more rows, which scroll; a title, a label or a row of a list may not be cut.
func TestScenesInEveryLanguage(t *testing.T) {
	for _, l := range words.Languages()[1:] {
		t.Run(l.Code, func(t *testing.T) {
			speak(t, l.Code)
			drawn := 0
			abroad = func(t *testing.T, name, got string) {
				if !strings.HasSuffix(name, "-40x12") || name == "verdict-long-40x12" { // which shortens the student's own choice by what is left of the window
					return
				}
				english, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
				if err != nil {
					t.Fatal(err)
				}
				drawn++
				if now, was := cutRows(got), cutRows(string(english)); now > was {
					t.Errorf("%s: %d rows are cut, in English %d:\n%s", name, now, was, got)
				}
			}
			defer func() { abroad = nil }()
			for _, scene := range []func(*testing.T){
				TestExamSheetOnScreens, TestHandInOnScreens, TestAnswerSheet, TestOrderAndTraceOnScreens, TestLessonOnScreens, TestEnlargeTableAndCode,
				TestPretestOnScreens, TestEveryKindOnScreens, TestVerdictShowsFirstWhatCounts, TestReviewOnScreens, TestHowSureOnScreens,
				TestScenes,
			} {
				scene(t)
			}
			if drawn < 70 {
				t.Errorf("%d scenes were drawn", drawn)
			}
		})
	}
}

// cutRows counts the rows of a screen that end in an ellipsis, or have one before the frame.
func cutRows(screen string) int {
	n := 0
	for line := range strings.Lines(screen) {
		if strings.HasSuffix(strings.TrimRight(line, " │↓↑\n"), "…") {
			n++
		}
	}
	return n
}
