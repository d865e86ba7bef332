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
