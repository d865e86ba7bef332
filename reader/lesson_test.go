package reader

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
)

// A link to a place that the page lacks leads to the page, and says so.
func TestLinkToAMissingPlace(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# A\n\n[there](b.md#no%20such) [here](#none)\n", "b.md": "# B\n\nThe other page.\n"}, 80, 24)
	r.keys("1 Enter").shows("The other page.", "The page has no place called no such: this is its beginning; [ leads back.")
	r.keys("[ 2 Enter").shows("The page has no place called none.")
}

func TestLessonOnScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"40x12", 40, 12}, {"80x24", 80, 24}, {"200x60", 200, 60}} {
		r := begin(t, harbour(), size.w, size.h)
		r.golden("lesson-" + size.name)
		r.keys("t").golden("contents-" + size.name)
		r.keys("Esc l").golden("links-" + size.name)
		r.keys("Esc ?").golden("help-" + size.name)
		r.keys("Esc s").golden("progress-empty-" + size.name)
	}
}

func TestWindowTooSmall(t *testing.T) {
	r := begin(t, harbour(), 15, 4)
	r.shows("needs 20×6")
	r.keys("j n t / ? q") // nothing of this may fail
	r = begin(t, harbour(), 20, 6)
	r.shows("1/5", "Arrival")
}

// A student reads on with one key, and every lesson that was left forward is read.
func TestReadingThroughWithOneKey(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# One\n\nText.\n", "b.md": "# Two\n\nText.\n"}, 80, 24)
	r.shows("One", "lesson 1 of 2", "0 %")
	r.wait(20*time.Second).keys("Space").shows("Two", "lesson 2 of 2", "50 %")
	r.saved("read a/one 20s finished=true")
	r.wait(10*time.Second).keys("Space").shows("The end of A small course", "You have read every lesson")
	r.saved("read b/two 10s finished=true")
	r.keys("p").shows("lesson 2 of 2", "100 %")
}

// Leafing through does not count as reading: the end of the lesson must have been on the screen.
func TestLeafingIsNotReading(t *testing.T) {
	files := map[string]string{"a.md": "# Long\n\n" + strings.Repeat("Line.\n\n", 40), "b.md": "# Two\n\nText.\n"}
	r := begin(t, files, 80, 10)
	r.wait(time.Second).keys("n")
	if r.rec.lessons["a/long"].Read {
		t.Error("a lesson whose end was never on the screen counts as read")
	}
	r.keys("p G").wait(6 * time.Second).keys("n")
	if !r.rec.lessons["a/long"].Read {
		t.Error("a lesson that was read to its end does not count as read")
	}
}

// Who goes for a walk in front of the screen has not read for an hour.
func TestIdleTimeIsNotReading(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.wait(time.Hour).keys("q")
	r.saved("read arrival/arrival 180s finished=true")
}

// The place survives a resize and a new start.
func TestPlaceSurvives(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("3 g") // the long lesson
	r.resize(40, 12)
	r.keys("} d")
	first := topLine(r)
	if first == "" || strings.Contains(first, "Tides") {
		t.Fatalf("not scrolled:\n%s", r.screen())
	}
	r.resize(100, 12)
	if !strings.Contains(strings.Join(strings.Fields(r.screen()), " "), strings.Fields(first)[0]) {
		t.Errorf("%q left the screen at the other width:\n%s", first, r.screen())
	}
	r.resize(40, 12)
	if got := topLine(r); got != first {
		t.Errorf("after two resizes the top line is %q, was %q", got, first)
	}
	r.keys("q")
	if !r.ended {
		t.Fatal("q does not end the program")
	}
	r.open(r.app.cfg.Course)
	if got := topLine(r); got != first {
		t.Errorf("after a new start the top line is %q, was %q", got, first)
	}
}

// topLine is the first line of the text.
func topLine(r *reading) string {
	return strings.TrimSpace(strings.Split(r.screen(), "\n")[1])
}

func TestNumbersGoToLessons(t *testing.T) {
	r := begin(t, longCourse(30), 80, 24)
	r.keys("1 7").shows("17", "g: lesson 17")
	r.keys("g").shows("Chapter 17", "lesson 17 of 30")
	r.keys("9 9 G").shows("There is no lesson 99; the last one is 30.")
	r.keys("[").shows("Chapter 1", "lesson 1 of 30")
	r.keys("]").shows("Chapter 17")
	r.keys(": ").types("chapter 2").keys("Down Enter").shows("Chapter 12")
}

// G is the end of the lesson and g its top. There they name the keys for the end and
// the beginning of the course: on a lesson of one screen they would lose the place.
func TestEndsOfTheCourse(t *testing.T) {
	files := longCourse(30)
	files["p005.md"] = "# Chapter 5\n\n```\n" + strings.Repeat("a line\n", 100) + "the end of five\n```\n"
	r := begin(t, files, 80, 24)
	r.keys("5 g").shows("lesson 5 of 30").hides("the end of five")
	r.keys("G").shows("lesson 5 of 30", "the end of five")
	r.keys("G").shows("lesson 5 of 30", "The end: > goes to the last lesson.")
	r.keys(">").shows("lesson 30 of 30", "This is the last lesson. [ goes back.")
	r.keys("Ctrl-End").shows("lesson 30 of 30", "This is the last lesson.").hides("goes back")
	r.keys("End").shows("This is the end of the last lesson.")
	r.keys("Backspace").shows("the end of five")
	r.keys("Home").shows("lesson 5 of 30").hides("the end of five")
	r.keys("Home").shows("lesson 5 of 30", "The top: < goes to the first lesson.")
	r.keys("<").shows("lesson 1 of 30", "This is the first lesson. [ goes back.")
	r.keys("g").shows("This is the top of the first lesson.")
}

// At the end and the top of a lesson keys say what leads on. Those for pages go on
// when they are pressed again; those for lines and the wheel never do, however long.
func TestBeyondTheEndOfALesson(t *testing.T) {
	files := longCourse(3)
	files["p001.md"] = "# Chapter 1\n\n```\n" + strings.Repeat("a line\n", 30) + "the end of one\n```\n"
	for _, size := range [][2]int{{80, 24}, {40, 12}, {200, 60}} {
		for _, c := range []struct{ down, up string }{{"PgDn", "PgUp"}, {"f", "Ctrl-B"}, {"d", "u"}} {
			r := begin(t, files, size[0], size[1])
			r.keys("G "+c.down).shows("The end of the lesson: Space goes on.", "the end of one").keys("Esc " + c.down).shows("The end of the lesson")
			r.keys(c.down).shows("2 of 3")
			r.keys(c.up).shows("The top of the lesson: p goes back.").keys(c.down).shows("The end of the lesson").keys(c.up + " " + c.up)
			r.shows("1 of 3", "the end of one").keys("g " + c.up + " " + c.up).shows("This is the top of the first lesson.")
		}
		for _, keys := range []string{"j", "Down", "Ctrl-E"} {
			r := begin(t, files, size[0], size[1])
			r.keys(strings.Repeat(keys+" ", 60)).shows("The end of the lesson: Space goes on.", "the end of one")
		}
		r := begin(t, files, size[0], size[1])
		for range 30 {
			r.app.view.wheel(true, 5, 5)
		}
		r.draw()
		r.shows("The end of the lesson: Space goes on.", "the end of one", "1 of 3")
		r.keys("2 g k").shows("The top of the lesson: p goes back.").keys("2 g PgUp PgUp").shows("the end of one")
	}
	r := begin(t, harbour(), 80, 24)
	r.keys("PgDn").shows("2 questions follow: Space goes on.").keys("PgDn").shows("Question 1")
	r.keys("p j").shows("The end: Space leads back to the question.").keys("Space").shows("Question 1")
}

// A key that does nothing says so and names the help, whatever is in front; what
// users of less, vim and browsers press does what they expect.
func TestKeysOfOtherPrograms(t *testing.T) {
	for _, before := range []string{"", "/ p i l o t Enter", "n", "n a Enter", "n a Enter Enter", "t", "5 g n n", "5 g n a", "n x", "? q", "G"} {
		r := begin(t, harbour(), 80, 24)
		r.keys(before + " F9").shows("“F9” does nothing here; ? helps.")
		r.keys("F1").shows("Keys").keys("F9").shows("“F9” does nothing here; ? or Esc closes.").keys("F1 ? F9").shows("? helps.")
	}
	for _, typed := range []string{": q Enter", ": w q Enter", ": q ! Enter", "Z Z", "Z Q", "l q Z Z", "t : x Enter", "? : q Enter", "s : q Enter", "l : q Enter"} {
		if r := begin(t, harbour(), 80, 24); !r.keys(typed).ended {
			t.Errorf("%s does not quit:\n%s", typed, r.screen())
		}
	}
	for _, typed := range []string{": q u Enter", "Z", "Z q Z Esc Q", "? q", "l q", "t q", "s q", ": q"} {
		if r := begin(t, harbour(), 80, 24); r.keys(typed).ended != strings.HasPrefix(typed, "Z q") {
			t.Errorf("%s quits", typed)
		}
	}
	r := begin(t, harbour(), 80, 24)
	r.keys("Z").shows("Z once more quits.").keys("j : q").shows("Enter quits").keys("Esc 2 Enter").shows("Springs")
	r.keys("Alt-Left").shows("A pilot meets").keys("Alt-Right").shows("Springs").keys("Backspace").shows("A pilot meets")
	r.keys("t /").types("spr").shows("Go to a lesson", "Springs").hides("Berths\n").keys("Esc").shows("╭─ Contents").keys("/").types("spr")
	r.keys("Enter").shows("At new and full moon").hides("Contents ")
}

func TestContents(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n") // the questions of the first lesson
	r.keys("N") // left for later
	r.shows("Berths")
	r.keys("t").shows("Contents", "✓   1 Arrival", " ▸  2 Berths", "?2", "?4")
	r.keys("G k Enter").shows("Leaving", "One long blast")
	r.keys("[").shows("Berths")
	r.keys("t").click("Tides").shows("Water rises")
}

func TestMouseAndFooterClicks(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.click("contents").shows("╭─ Contents")
	r.click("close")
	r.opener.ready = true
	r.app.model.opener = true
	r.click("tide tables")
	if len(r.opener.opened) != 1 || r.opener.opened[0] != "https://tides.example/today" {
		t.Errorf("a click on a link opened %q", r.opener.opened)
	}
	r.keys("3 g")
	r.resize(80, 14)
	r.app.view.wheel(true, 5, 5)
	r.draw()
	if r.app.model.firstLine() != wheelLines {
		t.Errorf("the wheel scrolled to line %d", r.app.model.firstLine())
	}
}

func TestSearch(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("/").types("the moon").shows("/ the moon", "hit 1 of 9")
	r.keys("Enter").shows("Tides", "hit 1 of 9")
	r.keys("n").shows("hit 2 of 9")
	r.keys("N N").shows("hit 9 of 9")
	r.keys("Esc").shows("Tides").hides("hit") // the student stays
	r.keys("[").shows("lesson 1 of", "A pilot meets").keys("[").shows("There is no way back from here.")
	r.keys("/").types("moon").shows("hit 1 of").keys("Esc").shows("A pilot meets").hides("hit") // it was given up
	r.keys("/").types("walrus").shows("no hits").keys("Enter").shows("Nothing in this course matches “walrus”.", "lesson 1 of")
	r.keys("n").hides("hit")
}

// Whoever reads on from a hit has the keys of reading again; the footer says how the
// search goes on, which it does from where they are.
func TestReadingOnFromAHit(t *testing.T) {
	files := longCourse(9)
	for _, n := range []string{"2", "3", "7"} {
		files["p00"+n+".md"] = "# Chapter " + n + "\n\n```\nA buoy.\n" + strings.Repeat("More of it.\n", 60) + "Another buoy.\n```\n"
	}
	for _, size := range [][2]int{{80, 24}, {40, 12}, {200, 60}} {
		r := begin(t, files, size[0], size[1])
		r.keys("/").types("buoy").keys("Enter").shows("2 of 9", "A buoy", "hit 1 of 6")
		r.keys("G Right").shows("3 of 9", "n next", "; next hit").keys("Right n n").shows("6 of 9", "; next hit")
		r.keys(";").shows("7 of 9", "hit 5 of 6").keys("Esc n").shows("8 of 9").hides("; next hit")
		r.keys("[").shows("1 of 9").keys("]").shows("8 of 9")
		r.keys("/").types("buoy").keys("Enter").shows("hit 1 of 6").keys("[").shows("8 of 9", "; next hit")
		r.keys(",").shows("7 of 9", "hit 6 of 6").keys(", Right ,").shows("hit 6 of 6")
		r.keys("9 g / Enter").shows("hit 1 of 6", "2 of 9")             // an empty field goes on with the search
		r.keys("G Right g ;").shows("hit 3 of 6", "3 of 9")             // the hit on the screen where one is
		r.keys("p Right G F3").shows("hit 4 of 6", "3 of 9")            // not that above it
		r.keys("Right / Esc").shows("4 of 9", "; next hit")             // nothing was typed in its place
		r.keys("N").types("x").keys("Ctrl-S").shows("The note is kept") // a key of reading
	}
}

// The hit of a search and the link in focus stay in sight when the lines break anew.
func TestInSightAtEveryWidth(t *testing.T) {
	files := map[string]string{"a.md": "# Long\n\n" + strings.Repeat("Many words stand before the one that is searched for. ", 12) +
		"A buoy. " + strings.Repeat("And many words stand behind it. ", 60) + "[Links](https://link.example) lead on. " + strings.Repeat("More words. ", 60)}
	for keys, text := range map[string]string{"/ b u o y Enter": "buoy.", "Tab": "Links"} {
		r := begin(t, files, 160, 24)
		r.keys("+ + + + + + + + + + + + + + + + + + " + keys).shows(text)
		for _, size := range [][2]int{{80, 24}, {60, 24}, {40, 12}, {20, 8}, {10, 3}, {200, 60}, {30, 9}} {
			if r.resize(size[0], size[1]); size[0] > 10 {
				r.shows(text)
			}
		}
		for range 30 {
			r.keys("-").shows(text)
		}
	}
}

func TestSearchSmartCaseAndLineBreaks(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("/").types("a pilot").keys("Enter").shows("hit 1 of 1")
	r.keys("Esc /").types("A Pilot").shows("no hits").keys("Esc")
	r.keys("/").types("knows the channel").keys("Enter").shows("hit 1 of 1")
	r.keys("Ctrl-F").shows("Hits", "Arrival").keys("Enter").shows("hit 1 of 1")
}

// The selected link is in view, however long the list is.
func TestManyLinks(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Ports\n\n")
	for i := range 30 {
		fmt.Fprintf(&page, "[Port %d](https://ports.example/%d)\n", i, i)
	}
	r := begin(t, map[string]string{"a.md": page.String()}, 80, 24)
	r.keys("l").shows("https://ports.example/0").hides("https://ports.example/29")
	r.keys("G").shows("https://ports.example/29").hides("https://ports.example/0 ")
}

func TestLinks(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("l").shows("https://tides.example/today", "in this course: Springs",
		"https://harbour.example/rules/port.html (not in this course)")
	r.keys("2 Enter").shows("Springs", "At new and full moon")
	r.keys("[").shows("A pilot meets")
	r.keys("3 Enter").shows("This page is not in the course.", "https://harbour.example/rules/port.html", "No program that opens addresses")
	r.keys("Esc 1").shows("Enter: [1] https://tides.example/today")
	r.keys("Enter").shows("https://tides.example/today", "No program that opens addresses was found here.")
	if r.keys("o").shows("No program that opens addresses was found here."); len(r.opener.opened) > 0 {
		t.Error("an opener that is not there was asked to open an address")
	}
	r.keys("y").shows("Copied.")
	if got := string(r.sim.GetClipboardData()); got != "https://tides.example/today" {
		t.Errorf("copied %q", got)
	}
	r.keys("Esc Tab").shows("[2] in this course: Springs")
	r.keys("Tab Tab Shift-Tab").shows("[3] ")
	r.keys("Esc").hides("[3] in").keys("o").shows("There is nothing to enlarge here.")
}

// A link to nothing has no address to open, copy or keep, and no room for one.
func TestLinkWithoutAnAddress(t *testing.T) {
	r := begin(t, map[string]string{"a.md": "# A\n\nSee [b](b.md).\n"}, 80, 24)
	r.keys("1 Enter").shows("│ b  ", "The course has no page b.md.").hides("o open").hides("y copy").hides("read later")
	r.keys("L").shows("This link has no address.").keys("o").shows("This link has no address.")
	r = begin(t, map[string]string{"a.md": "# A\n\nSee [b]().\n"}, 80, 24)
	r.keys("1 Enter").shows("│ b  ", "The link has no address.").hides("o open")
}

// A link that is known to be gone or moved says so before anything is opened, and
// offers what stands there instead.
func TestLinksThatAreGone(t *testing.T) {
	r := begin(t, knownBook(t), 80, 24)
	r.opener.ready, r.app.model.opener = true, true
	instead := "https://charts.example/a/very/long/path/that/does/not/fit/on/one/line/of/a/small/window.html"
	for _, tt := range []struct{ keys, shows, opened string }{
		{"1 Enter", "o opens what is there instead, O this address all the same.", ""},
		{"y", "Copied.", ""},
		{"o", "Opened " + instead[:40], instead},
		{"l Enter O", "Opened https://charts.example/old", "https://charts.example/old"},
		{"2 Enter", "moved", ""},
		{"o", "Opened https://pilots.example/", "https://pilots.example/"},
		{"3 Enter", "Opened https://tides.example/ (changed in 2024: A shop.)", "https://tides.example/"},
		{"4 Enter", "o opens it all the same.", ""},
		{"o", "Opened https://harbour.example/rules/port.md", "https://harbour.example/rules/port.md"},
	} {
		r.opener.opened = nil
		r.keys(tt.keys).shows(tt.shows)
		if got := strings.Join(r.opener.opened, " "); got != tt.opened {
			t.Errorf("%s opened %q, want %q", tt.keys, got, tt.opened)
		}
	}
	if got := string(r.sim.GetClipboardData()); got != instead {
		t.Errorf("copied %q", got)
	}
	// A row that is taller than a low window is scrolled before the next one is selected.
	r = begin(t, knownBook(t), 40, 12)
	r.keys("l").hides("    ml ").keys("j").shows("    ml ").hides("2  pilots")
	r.keys("j").shows("2  pilots").keys("k").shows("    ml ").hides("1  old chart").keys("k").shows("1  old chart")
}

func TestDangerousLinksAreNotOpened(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.opener.ready = true
	r.app.model.opener = true
	r.keys("G 5 g").shows("Leaving")
	r.keys("1 Enter").shows("This address is shown, but not opened", "javascript:alert")
	r.keys("Enter 1 Enter o")
	if len(r.opener.opened) != 0 {
		t.Errorf("opened %q", r.opener.opened)
	}
}

func TestOpenerThatFails(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.opener.fail = errors.New("browser: exec format error")
	r.opener.ready, r.app.model.opener = true, true
	r.keys("1 Enter").shows("https://tides.example/today", "This address could not be opened:", "exec format error")
}

func TestTextBrowserGetsTheTerminal(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.opener.ready, r.opener.terminal, r.app.model.opener = true, true, true
	r.keys("1 Enter")
	if r.lent != 1 || len(r.opener.opened) != 1 {
		t.Errorf("lent %d times, opened %q", r.lent, r.opener.opened)
	}
}

func TestWithoutRecord(t *testing.T) {
	c := openCourse(t, harbour())
	c.Lessons()
	r := &reading{t: t, rec: newFakeRecord(), opener: &fakeOpener{}, w: 80, h: 24}
	r.rec.fail = errors.New("disk is full")
	r.open(c)
	r.wait(time.Minute).keys("n").shows("Not saved: disk is full")
	r.keys("t Esc N").shows("lesson 2 of") // reading goes on
	var none study.Record
	a, err := newApp(t.Context(), Config{Course: c, Record: none, Notice: "Nothing is saved: the folder is read-only."})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := a.model.statusText(); text != "Nothing is saved: the folder is read-only." {
		t.Errorf("the student is told %q", text)
	}
}

// TestNothingIsSaidToBeKept: where nothing is saved, neither the exam nor an answer says otherwise.
func TestNothingIsSaidToBeKept(t *testing.T) {
	r := begin(t, map[string]string{"course.toml": "[exam]\nattempts = 2\n", "a.md": "# A\n\nText.\n", "a.gift": "Why is it so?{}\n"}, 80, 24)
	r.app.model.records = false
	r.keys("X").shows("No answer is saved. Until you quit, X goes on.")
	r.keys("Enter").shows("write freely; not graded, not saved")
	r.types("so").keys("Ctrl-S").shows("Answered, not graded and not saved")
	r.keys("Enter").shows("Your answers are not saved.")
}

func TestLessonThatIsGone(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.rec.place, r.rec.known = lessons.Place{Lesson: "arrival/no-such", Position: doc.Position{Block: 99, Offset: 1 << 30}}, true
	r.open(r.app.cfg.Course)
	r.shows("lesson 1 of")
	r.rec.place.Lesson = "tides/tides"
	r.open(r.app.cfg.Course)
	r.shows("lesson 3 of")
}

func TestEnlargeTableAndCode(t *testing.T) {
	r := begin(t, harbour(), 40, 12)
	r.keys("4 g G Enter").golden("block-40x12")
	r.keys("Right Right").shows("amplitude")
	r.keys("y").shows("Copied.")
	if got := string(r.sim.GetClipboardData()); !strings.HasPrefix(got, "height = mean_level") {
		t.Errorf("copied %q", got)
	}
	r.keys("Esc").hides("amplitude[i] * cos")
}
