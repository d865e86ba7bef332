package reader

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// A section of the default course that is two lessons: side by side in a high
// window; in a low one the second has the heading again.
func TestSectionInWindows(t *testing.T) {
	c, err := lessons.Open(os.DirFS("../embed/course"), lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Lessons()
	r := &reading{t: t, rec: newFakeRecord(), opener: &fakeOpener{}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), w: 200, h: 60}
	r.open(c)
	r.keys("8 g").golden("spread-200x60")
	r.resize(80, 24)
	r.golden("spread-80x24")
}

// coast is a course whose section Lights has four parts; questions follow the
// second. The first one ends with a label of the table that the second begins with.
func coast() map[string]string {
	text := func(name string, lines int) string {
		return strings.Repeat(name+" and other words that fill a line of the text from the left to the right.\n", lines) + "\n"
	}
	return map[string]string{
		"coast.md": "# Coast\n\n" + text("Coast", 8) +
			"## Lights\n\n" + text("One", 10) + text("Uno", 2) + "Colours and what they say\n\n" +
			"| light | says |\n|---|---|\n| red | stop |\n| green | go |\n\n" + text("Two", 6) +
			"{{#quiz red.gift}}\n\nSo much for colours, of which there are two.\n\n" + text("Three", 17) + text("Four", 17) + "## Buoys\n\n" + text("Buoy", 8),
		"red.gift": "// [id:red]\nRed means stop.{TRUE}\n",
	}
}

func TestSpreads(t *testing.T) {
	r := begin(t, coast(), 80, 60)
	r.keys("n").shows("lessons 2-3 of 6", "Lights ──", "One and", "Two and").hides("Three and")
	// What is shown whole is read whole, and its questions follow it.
	r.wait(20 * time.Second).keys("Space").shows("Question 1 of 1")
	if !r.rec.lessons["coast/lights"].Read || !r.rec.lessons["coast/lights.2"].Read {
		t.Errorf("shown whole, but not read: %v", r.rec.lessons)
	}
	r.keys("t").shows("▸").keys("t") // the contents, over a question
	r.keys("a Enter Space").keys("Space").shows("lessons 4-5 of 6", "Lights (continued)", "Three and", "Four and", "parts 3-4 of 4")
	r.keys("n").shows("lesson 6 of 6").keys("p").shows("lessons 4-5 of 6").keys("p").shows("lessons 2-3 of 6")
	r.keys("p").shows("lesson 1 of 6")

	// The place is in one of the lessons: a smaller window shows that one.
	r.keys("3 g").shows("lessons 2-3 of 6")
	r.resize(80, 24)
	r.shows("lesson 3 of 6", "Lights (continued)", "Colours and what they say", "│ red ").hides("One and")
	r.resize(80, 60)
	r.keys("2 g").shows("lessons 2-3 of 6").keys("} } } } }")
	r.resize(80, 24)
	r.shows("lesson 3 of 6", "▎│ red") // where the paragraph in focus is
	r.resize(40, 12)
	r.shows("lesson 3 of 6", "▎│ red")
}

// A label stays with what it introduces, and is found, noted and resumed where it is shown.
func TestLabelIsShownWithWhatItIntroduces(t *testing.T) {
	r := begin(t, coast(), 80, 16)
	r.keys("2 g G").shows("lesson 2 of 6", "Uno and").hides("Colours and")
	r.keys("n").shows("lesson 3 of 6", "Lights (continued)", "Colours and what they say", "│ red ")
	r.keys("j j").hides("(continued)").shows("Colours and").keys("j j").hides("Colours and").keys("k k").shows("Colours and").keys("k k").shows("(continued)")
	r.keys("} B").shows("◆Colours") // a bookmark at the label
	if got := r.rec.notes[0].Place; got.Lesson != "coast/lights" || got.Block != 3 {
		t.Errorf("the label is noted at %v", got)
	}
	r.keys("1 g b Enter").shows("lesson 3 of 6", "◆Colours")
	r.keys("1 g /").types("colours and").keys("Enter").shows("lesson 3 of 6", "hit 1 of 1")
	if d := cmp.Diff(lessons.Place{Lesson: "coast/lights.2"}, r.rec.place); d != "" {
		t.Errorf("the place (-want +got):\n%s", d)
	}
	// A place that was left at the label, when it was shown at the end of the part before.
	r.rec.place = lessons.Place{Lesson: "coast/lights", Position: doc.Position{Block: 3}}
	r.open(r.app.cfg.Course)
	r.shows("lesson 3 of 6", "Colours and what they say")
}
