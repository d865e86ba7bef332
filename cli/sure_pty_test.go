//go:build unix

package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"
)

// calibrated returns how many answers the record holds, and how sure the student said to be: 0 where it holds none of it.
func calibrated(t *testing.T, data, course string) (answers, confidence int) {
	t.Helper()
	out, err := program(data, "progress", "--format", "json", course).Output()
	if err != nil {
		t.Fatalf("progress: %v", err)
	}
	var p struct {
		Answers     int
		Calibration []struct{ Confidence int }
	}
	if err := json.Unmarshal(out, &p); err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Calibration {
		confidence = c.Confidence
	}
	return p.Answers, confidence
}

// The program ends while it asks how sure a student is of an answer. Where it can still do something the
// answer is kept, by which nothing is said of how sure they are. Where it cannot, nothing is kept, and the
// question is asked again. Once the verdict is on the screen both are on the disk.
func TestEndsWhileAskingHowSure(t *testing.T) {
	course := writeCourse(t, map[string]string{
		"course.toml": "id = \"sure\"\ntitle = \"Sure\"\nconfidence = true\n",
		"a.md":        "# Alpha\n\nThe first page.\n",
		"a.gift":      "// [pool:1]\n\n// [id:q]\nWhich page is this? {=The first#So it is. ~The second}\n\n// [id:r]\nWhich page is this? {=The first#So it is. ~The third}\n",
	})
	caught := make(chan os.Signal, 1) // where nohup(1) runs the tests, what they start would ignore it
	signal.Notify(caught, syscall.SIGHUP)
	defer signal.Stop(caught)
	for name, c := range map[string]struct {
		end                 func(term *terminal)
		answers, confidence int
	}{
		"killed":      {func(term *terminal) { term.cmd.Process.Signal(syscall.SIGKILL) }, 0, 0},
		"told to end": {func(term *terminal) { term.cmd.Process.Signal(syscall.SIGTERM) }, 1, 0},
		"hung up":     {func(term *terminal) { term.cmd.Process.Signal(syscall.SIGHUP) }, 1, 0},
		"quit below help": {func(term *terminal) {
			term.press("?", "closes; a click does")
			fmt.Fprint(term.tty, "\x03")
		}, 1, 0},
		"killed after the verdict": {func(term *terminal) {
			term.press("2", "So it is.")
			term.cmd.Process.Signal(syscall.SIGKILL)
		}, 1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			term := start(t, data, course)
			term.await(0, "The first page.")
			term.press("n", "Which page is this?")
			term.press("a\r", "How sure are you?")
			c.end(term)
			term.end()
			if answers, confidence := calibrated(t, data, course); answers != c.answers || confidence != c.confidence {
				t.Errorf("%d answers are kept, with confidence %d; want %d and %d", answers, confidence, c.answers, c.confidence)
			}
			if c.answers == 0 {
				again := start(t, data, course)
				again.await(0, "The first page.")
				again.press("n", "Which page is this?")
			}
		})
	}
}
