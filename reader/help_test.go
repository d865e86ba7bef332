package reader

import (
	"regexp"
	"strings"
	"testing"

	"lectern/reader/keys"
)

// The help screen names every row of the table that has a help text.
func TestHelpComesFromTheTable(t *testing.T) {
	r := begin(t, harbour(), 120, 60)
	var text strings.Builder
	for _, row := range (&helpScreen{}).sheet(r.app.model, 100).Rows {
		for _, sp := range row.Spans {
			text.WriteString(sp.Text)
		}
		text.WriteByte('\n')
	}
	braces := regexp.MustCompile(`\{[a-z-]+\}`)
	for _, b := range keys.New().All() {
		for _, part := range braces.Split(b.Help, -1) {
			if !strings.Contains(text.String(), part) {
				t.Errorf("help does not say %q", b.Help)
			}
		}
	}
	if braces.MatchString(text.String()) {
		t.Errorf("help names an action in braces:\n%s", text.String())
	}
}

// The help of a question begins with the keys of its kind, without letters that answer it.
func TestHelpOfAQuestion(t *testing.T) {
	r := begin(t, everyKind(), 100, 40)
	r.keys("n ?").shows("This question\n", "t                 contents")
	_, here, _ := strings.Cut(r.screen(), "This question")
	here, others, _ := strings.Cut(here, "Other questions")
	if strings.Contains(here, "lift the row") || !strings.Contains(others, "lift the row") {
		t.Errorf("keys of an order among those of a choice:\n%s", r.screen())
	}
	r.keys("Esc a Enter Enter a Enter Enter").shows("true or false").keys("?").shows("This question\n")
	_, here, _ = strings.Cut(r.screen(), "This question")
	if here, _, _ = strings.Cut(here, "Other questions"); strings.Contains(here, "contents") {
		t.Errorf("t answers, and is said to show the contents:\n%s", r.screen())
	}
}

// The help opens at the keys of where the student is, and its title stays in sight.
func TestHelpOpensWhereOneIs(t *testing.T) {
	for _, c := range []struct{ before, section string }{
		{"", "Reading"}, {"/ p i l o t Enter", "Searching"}, {"t", "Contents and lists"}, {"l", "Contents and lists"},
		{"n", "This question"}, {"n a Enter", "After an answer"}, {"4 g Enter", "Tables, code, addresses"}, {"s", "Reading"},
	} {
		for _, size := range [][2]int{{80, 24}, {40, 12}} {
			r := begin(t, harbour(), size[0], size[1])
			r.keys(c.before + " ?").shows("Keys · ")
			_, below, _ := strings.Cut(r.screen(), "Keys · ")
			_, below, _ = strings.Cut(below, "\n")
			// The last sections stand lower, at the end of the help.
			if !strings.HasPrefix(strings.TrimSpace(below), c.section) && !(strings.Contains(below, "not right") && strings.Contains(below, c.section)) {
				t.Errorf("after %q the help opens elsewhere than at %s:\n%s", c.before, c.section, r.screen())
			}
			r.keys("g").shows("Reading")
		}
	}
}
