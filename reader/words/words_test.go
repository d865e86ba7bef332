package words

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T("100 %% of it"), "100 % of it"},
		{T("lesson %d of %d", 3, 9), "lesson 3 of 9"},
		{N("%d lesson", "%d lessons", 1, 1), "1 lesson"},
		{N("%d lesson", "%d lessons", 0, 0), "0 lessons"},
		{N("a question", "%d questions", 1), "a question"},
		{N("its question", "its %d questions", 1, 1), "its question"},
		{N("its question", "its %d questions", 2, 2), "its 2 questions"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A translation may need the arguments in another order than English has them.
func TestOrderOfATranslation(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T("%[2]d lessons, of which this is the %[1]d.", 3, 9), "9 lessons, of which this is the 3."},
		{N("%[2]s: %[1]d lesson", "%[2]s: %[1]d lessons", 2, 2, "Knots"), "Knots: 2 lessons"},
		{T("%[1]d times, and %[1]d times again", 2), "2 times, and 2 times again"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// notRead is a fact as packages hold it that say nothing to people.
type notRead struct {
	name string
	why  error
}

func (f notRead) Error() string         { return "not read" }
func (f notRead) Fact() (string, []any) { return "%s cannot be read: %v", []any{f.name, f.why} }

func TestFacts(t *testing.T) {
	inner := notRead{"page.md", errors.New("no room")}
	for _, c := range []struct {
		err  error
		want string
	}{
		{inner.why, "no room"},
		{inner, "page.md cannot be read: no room"},
		{notRead{"course.zip", inner}, "course.zip cannot be read: page.md cannot be read: no room"},
		{fmt.Errorf("course: %w", inner), "course: not read"},
	} {
		if got := Error(c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// The language is chosen by the locale that counts; nothing that an environment holds does harm.
func TestLanguageOfAnEnvironment(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", orEnglish(Match(systemLocale()))}, {"", "", "de_AT.UTF-8@euro", "de"}, {"", "DE", "en_US", "de"}, {"C", "de", "de", "en"},
		{"POSIX", "", "de", "en"}, {"C.UTF-8", "", "", "en"}, {"", "", "de-CH", "de"}, {"", "", "de:en", "de"}, {"", "", "deu", "en"}, {"", "", "ja_JP", "en"},
		{"", "", "../../de", "en"}, {"", "", "\x1b[2J", "en"}, {"", "", "de\x00", "en"}, {"", "", "de_" + strings.Repeat("x", 1<<20), "en"}, {"", "", "_", "en"},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := Preferred(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%.60q: %q, want %q", env, got, c.want)
		}
	}
}

// English costs nothing; another language stands in with its plurals, numbers and days, and English where it has no word.
func TestSpeak(t *testing.T) {
	t.Cleanup(func() { Speak("en") })
	if n := testing.AllocsPerRun(10, func() { Speak("en"); _ = Text("next") }); n > 0 {
		t.Errorf("English takes %v allocations", n)
	}
	if !Speak("de") || Speak("xx") || Speak("../de") || Spoken().Name != "Deutsch" {
		t.Fatalf("%v is spoken", Spoken())
	}
	day := time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)
	for _, c := range []struct{ got, want string }{
		{T("lesson %d of %s", 3, "9"), "Lektion 3 von 9"}, {N("%d lesson", "%d lessons", 1, 1), "1 Lektion"}, {N("%d lesson", "%d lessons", 0, 0), "0 Lektionen"},
		{T("no such sentence %d", 1), "no such sentence 1"}, {N("a cat", "%d cats", 2, 2), "2 cats"}, {N("a cat", "%d cats", 1, 1), "a cat"},
		{Points(2.5), "2,5"}, {Points(1000), "1000"}, {Day(day), "28.11.2026"}, {Text("open"), "öffnen"}, {Sense("state", "open"), "offen"}, {Command("open"), "öffnen"},
		{Say(notRead{"a.md", errors.New("no room")}), "a.md cannot be read: no room"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	Speak("en")
	if Points(2.5) != "2.5" || Day(day) != "2026-11-28" || Text("open") != "open" {
		t.Error("English is not as it was")
	}
}

func BenchmarkSpeak(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Speak("de")
		Speak("en")
	}
}
