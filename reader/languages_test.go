package reader

import (
	"fmt"
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
				r.keys("?").golden(name("help"))
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
