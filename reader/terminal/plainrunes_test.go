package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"
)

// Every sign on our screens has a substitute of one cell where there is no Unicode.
func TestEverySignHasASubstitute(t *testing.T) {
	plain := plainRunes()
	for r, s := range plain {
		if len(s) != 1 || s[0] >= 0x7f {
			t.Errorf("the substitute of %c is %q", r, s)
		}
	}
	files, err := filepath.Glob("../testdata/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d screens: %v", len(files), err)
	}
	for _, file := range files {
		if strings.Contains(file, "tongues") {
			continue // its words are no signs of ours
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(text) {
			if _, ok := tcell.RuneFallbacks[r]; r > 0x7f && plain[r] == "" && !ok {
				t.Errorf("%s shows %c, which has no substitute", file, r)
			}
		}
	}
}
