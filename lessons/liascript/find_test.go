package liascript

import (
	"strings"
	"testing"
)

// Whatever a page holds, its quizzes stand in order and apart, and each has the lines that it says.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"# A\n\nQ?\n\n[(X)] a\n[( )] b\n[[?]] c\n***\nd\n***\n", "[[a] (b)]\n[ [X] ( ) ] c\n", "a [[b]] c\n\n[[ a | (b) ]]\n", "> [[X]] a\n\n    [[ ]] b\n<script>\n</script>\n",
		"```\n[(X)] a\n```\n", "<!--\nauthor: a\nlanguage: b\n-->\n{{1}}\n[[!]]\n", "   --{{0}}--\nA?\n\n<!-- data-score=\"2\" -->\n[( )] b\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, last := strings.Count(text, "\n")+1, 0
		Is(text)
		for _, q := range Find(text, func(name string) bool { return strings.HasPrefix(name, "z") }) {
			if q.Kind == 0 || q.From < last || q.Body < q.From || q.BodyEnd <= q.Body || q.To < q.BodyEnd || q.To > lines || q.Solution[1] > q.To {
				t.Fatalf("%d lines, behind %d: %+v", lines, last, q)
			}
			for _, h := range q.Hints {
				if h < q.BodyEnd || h >= q.To {
					t.Fatalf("hint on %d of %+v", h, q)
				}
			}
			last = q.To
		}
	})
}

// A page is told by its first comment or by choices that only LiaScript has.
func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"<!--\nauthor: a\nversion: 1\n-->\n": true, "<!-- author: me -->\n# A\n": false, "# A\n\n    [( )] b\n": true, "- [[ ]] c\n": true,
		"See [[X]] there.\n": false, "```\n[(X)] a\n```\n": false, "# A\n": false, "x [( )] y\n": false,
	} {
		if got := Is(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
