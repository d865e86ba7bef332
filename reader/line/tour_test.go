package line

import (
	"os"
	"regexp"
	"testing"
)

// The commands that the tour names are commands.
func TestTourNamesCommands(t *testing.T) {
	page, err := os.ReadFile("../../embed/tour/keeping.rst")
	if err != nil {
		t.Fatal(err)
	}
	words := regexp.MustCompile(`[^*]\*([a-z]+)\*[^*]`).FindAllStringSubmatch(string(page), -1)
	if len(words) == 0 {
		t.Fatal("the tour names no command of line mode")
	}
	for _, w := range words {
		if c, ok, _ := findCommand(w[1]); !ok || c.name != w[1] {
			t.Errorf("the tour names the command %s, which line mode does not have", w[1])
		}
	}
}
