package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gdamore/tcell/v2"

	"lectern/lessons/study"
	"lectern/reader/typeset"
)

// pilotBook is a course of our own with everything that a page can show: links
// of every kind, notes, a glossary, tables and code that are too wide, pictures
// with and without a drawing, and many scripts.
func pilotBook(testing.TB) map[string]string {
	return map[string]string{
		"course.toml": "id = \"pilot\"\ntitle = \"The pilot's book\"\npages = [\"approach.rst\", \"depths.md\", \"words.rst\", \"tongues.md\"]\n",
		"approach.rst": `Approach
========

A pilot boards at the ` + "`outer buoy <https://buoys.example/outer?id=7&lang=en>`_" + ` and reads the
` + "`table of depths`_" + ` before the ` + "`tables <depths.md>`_" + `. The ` + "`office <mailto:office@harbour.example>`_" + `
answers at night. See also ` + ":doc:`words` and :ref:`the-channel`" + `.

A ship needs a ` + ":term:`fender`" + `, as a note [#ropes]_ and a source [HAR1]_ say.

.. _table of depths: https://depths.example/a/very/long/path/that/does/not/fit/on/one/line/of/a/small/window.html

.. [#ropes] Ropes stretch, and more so when they are wet.
.. [HAR1] Harbour handbook, first edition.

.. _the-channel:

The channel
-----------

` + strings.Repeat("The channel bends twice, and at each bend a light stands on the port side. ", 12) + `

` + strings.Repeat("Behind the second bend the harbour opens, and the tugs wait there for the lines. ", 12) + `
`,
		"depths.md": `# Depths

| Berth | Depth at low water | Depth at high water | Bottom | Current | Remarks |
|-------|-------------------:|--------------------:|--------|---------|---------|
| Northhaven | 12.5 | 15.6 | mud | weak | [chart](https://charts.example/north) |
| Southhaven | 7.0 | 9.2 | rock | strong at the turn of the tide | no anchoring |

Then the tide is computed:

` + "```python\ndef depth(station, hour): return mean[station] + sum(amplitude[i] * cos(speed[i] * hour - phase[i]) for i in constituents)\nprint(depth(\"Northhaven\", 6))\n```" + `

The end of the page.
`,
		"words.rst": `Words
=====

.. glossary::

   fender
      A cushion between a ship and the quay.

   bollard
      A post for ropes. It stands where the :term:` + "`fender`" + ` hangs.
`,
		"tongues.md": `# Tongues

潮汐是海水有规律的涨落，由月亮和太阳的引力引起。领航员必须熟悉潮汐表，才能安全地把船带进港口。「注意」后面的标点不放在行首。

きょうの満潮は六時で、船は七時までに港へ入らなければならない。

Café, naïve, and marks of their own: é, a̐. Tiếng Việt có nhiều dấu.

הנתב עולה על האונייה ליד המצוף החיצוני וקורא את טבלת העומקים לפני שהוא נכנס לנמל.

يصعد المرشد إلى السفينة عند العوامة الخارجية.

A family 👨‍👩‍👧‍👦, a flag 🇩🇪, a thumb 👍🏽 and a heart ❤️ take two cells each.
`,
	}
}

// knownBook is a page some of whose links are known to be gone, moved or changed. What
// the list says of them is as long, and as hostile, as strangers write it.
func knownBook(testing.TB) map[string]string {
	return map[string]string{
		"a.md": "# Charts\n\nSee the [old chart](https://charts.example/old), the [pilots](https://pilots.example/), the [tides](https://tides.example/)" +
			" and the [office](rules/port.md).\n",
		"course.toml": "base_url = \"https://harbour.example/\"\n",
		"links.toml": `[[link]]
address = "https://charts.example/old"
state = "gone"
year = 2019
replacement = "https://charts.example/a/very/long/path/that/does/not/fit/on/one/line/of/a/small/window.html"
note = "The chart \u001b[31mwent with its harbour,\nwhich was filled up."

[[link]]
address = "https://pilots.example/"
state = "moved"

[[link]]
address = "https://tides.example/"
state = "changed"
year = 2024
note = "A shop."

[[link]]
address = "https://harbour.example/rules/port.md"
state = "gone"
`}
}

// pumpBook has a picture beside a drawing.
func pumpBook(t testing.TB) map[string]string {
	files := pumpCourse(t)
	files["pump.txt"] = pumpDrawing
	return files
}

func harbourBook(testing.TB) map[string]string { return harbour() }

// scene is something that a student does, and what stands on the screen then.
type scene struct {
	name  string
	files func(testing.TB) map[string]string
	play  func(r *reading)
}

// scenes has one for each thing that a reader is for. Lesson, contents, links,
// help, pictures and questions have tests of their own.
func scenes() []scene {
	press := func(names string) func(*reading) { return func(r *reading) { r.keys(names) } }
	return []scene{
		{"link-in-focus", pilotBook, press("Tab Tab")},
		{"link-by-number", pilotBook, press("2")},
		{"link-address", pilotBook, press("2 Enter")},
		{"link-known", knownBook, press("1")},
		{"link-known-focus", knownBook, press("Tab")},
		{"link-known-list", knownBook, press("l")},
		{"link-known-kept", knownBook, press("Tab L Tab Tab L b")},
		{"link-known-address", knownBook, func(r *reading) { r.opener.ready, r.app.model.opener = true, true; r.keys("1 Enter") }},
		{"link-way-back", pilotBook, press("6 Enter [")},
		{"width-changed", pilotBook, press("- - - -")},
		{"table-too-wide", pilotBook, press("4 g")},
		{"table-whole", pilotBook, press("4 g Enter")},
		{"table-whole-right", pilotBook, press("4 g Enter Right Right j")},
		{"code-whole", pilotBook, press("4 g } } } } Enter")},
		{"drawing", pumpBook, press("")},
		{"drawing-switched", pumpBook, press("i")},
		{"search-field", pilotBook, func(r *reading) { r.keys("/").types("the c") }},
		{"search-hit", pilotBook, func(r *reading) { r.keys("/").types("the channel").keys("Enter n") }},
		{"search-list", pilotBook, func(r *reading) { r.keys("Ctrl-F").types("the") }},
		{"theme", pilotBook, press("T")},
		{"goto", pilotBook, func(r *reading) { r.keys(":").types("s") }},
		{"paragraph", pilotBook, press("} }")},
		{"contents-read", harbourBook, func(r *reading) {
			r.rec.lessons["arrival/arrival"] = study.LessonState{Read: true, Seconds: 60}
			r.rec.answered("arrival/berths", "one", "depths 1", "goods 1", "word 1", "match 0")
			r.open(r.app.cfg.Course)
			r.keys("n N t")
		}},
		{"long-middle", pilotBook, press("2 g j j Esc")},
		{"long-end", pilotBook, press("2 g G Esc")},
		{"note-field", pilotBook, func(r *reading) { r.keys("} } N").types("Ask about the light.") }},
		{"note-list", pilotBook, func(r *reading) {
			r.keys("} } N").types("Ask about the light.").keys("Ctrl-S } B Tab L b")
		}},
		{"footnote", pilotBook, press("8 Enter")},
		{"citation", pilotBook, press("9 Enter")},
		{"glossary", pilotBook, press("7 Enter")},
		{"tongues", pilotBook, press("6 g")},
		{"tongues-end", pilotBook, press("6 g G Esc")},
		{"problem", pilotBook, func(r *reading) {
			r.app.take(study.Edition{Problem: "approach.rst:12: the target “table of depth” is not defined; did you mean “table of depths”?"})
			r.draw()
		}},
	}
}

// TestScenes draws what a reader does at three sizes; the last line of each golden
// says where the hardware cursor stands, which screen readers follow. Without
// colours the same is on the screen.
func TestScenes(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
				r := begin(t, s.files(t), size[0], size[1])
				s.play(r)
				x, y, visible := r.sim.GetCursor()
				if !visible || x < 0 || y < 0 || x >= size[0] || y >= size[1] {
					t.Errorf("%v: the cursor stands at %d, %d", size, x, y)
				}
				screen := r.screen()
				compareGolden(t, fmt.Sprintf("scene-%s-%dx%d", s.name, size[0], size[1]),
					screen+fmt.Sprintf("cursor: line %d, column %d\n", y+1, x+1))
				r.app.view = newView(r.app.model, true)
				r.app.view.act, r.app.view.load = r.app.act, r.app.loadPicture
				r.draw()
				if got := r.screen(); got != screen && s.name != "drawing-switched" {
					t.Errorf("%v: without colours the screen is\n%s\nwith them\n%s", size, got, screen)
				}
				if at := r.coloured(); at != "" {
					t.Errorf("%v: NO_COLOR leaves a colour at %s:\n%s", size, at, screen)
				}
			}
		})
	}
}

// coloured names a cell that has a colour; "" if none has.
func (r *reading) coloured() string {
	cells, w, _ := r.sim.GetContents()
	wide := false
	for i, c := range cells {
		if wide { // the right half of a wide character
			wide = false
			continue
		}
		wide = typeset.Width(string(c.Runes)) == 2
		fg, bg, _ := c.Style.Decompose()
		if fg != tcell.ColorDefault || bg != tcell.ColorDefault {
			return fmt.Sprintf("line %d, column %d", i/w+1, i%w+1)
		}
	}
	return ""
}

// attributes are those of the cells that show a text.
func (r *reading) attributes(text string) tcell.AttrMask {
	r.t.Helper()
	x, y := r.find(text)
	cells, w, _ := r.sim.GetContents()
	_, _, attr := cells[y*w+x].Style.Decompose()
	return attr
}

// Where there is no colour, what has the focus, a link, a hit and a selected row
// still look like nothing else.
func TestMeaningWithoutColour(t *testing.T) {
	r := begin(t, pilotBook(t), 80, 24)
	r.app.view = newView(r.app.model, true)
	r.app.view.act = r.app.act
	r.draw()
	plain, link := r.attributes("A pilot"), r.attributes("outer buoy")
	r.keys("Tab")
	focus := r.attributes("outer buoy")
	if plain == link || link == focus || plain == focus {
		t.Errorf("text %v, a link %v, the link in focus %v", plain, link, focus)
	}
	r.keys("/").types("ship").keys("Enter")
	hit := r.attributes("ship needs")
	if hit == plain {
		t.Error("a hit looks like the text around it")
	}
	r.keys("Esc t")
	if row, other := r.attributes("1 Approach"), r.attributes("4 Depths"); row == other {
		t.Error("the selected row of the contents looks like the others")
	}
}

// scrollTo turns the wheel over the middle of the window until a text is shown.
func (r *reading) scrollTo(text string) *reading {
	r.t.Helper()
	for range 100 {
		if strings.Contains(r.screen(), text) {
			return r
		}
		r.app.view.wheel(true, r.w/2, r.h/2)
		r.draw()
	}
	r.t.Fatalf("the wheel never shows %q:\n%s", text, r.screen())
	return r
}

// help opens the help by a click on the footer, and clicks on a row of it. A
// message that lies over the footer goes with a click on it.
func (r *reading) help(row string) *reading {
	r.t.Helper()
	if !strings.Contains(r.screen(), "? help") {
		r.app.view.click(1, r.h-1)
		r.draw()
	}
	return r.click("help").scrollTo(row).click(row)
}

// All that the keys do can be done with the mouse, at each size.
func TestByMouse(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			r := begin(t, pilotBook(t), size[0], size[1])
			r.click("outer buoy").shows("https://buoys.example/outer?id=7").click("copy").shows("Copied.")
			r = begin(t, pilotBook(t), size[0], size[1])
			r.scrollTo("note").click("fender").shows("A cushion between").click("close")
			r.scrollTo("[^1]").click("[^1]").shows("Ropes stretch")
			r.help("go to the note").shows("Ropes stretch").hides("╭─ [^1]")
			r.help("back to where a link or").hides("╭")

			r.help("go to a lesson by words").shows("Go to a lesson").scrollTo("6 Tongues").click("6 Tongues").shows("潮汐")
			r.help("lesson before").shows("5 of 6").help("lesson before").shows("4 of 6")
			r.scrollTo("Northhaven").click("Northhaven").hides("Then the tide").shows("Berth")
			r.click("close")
			r.scrollTo("def depth").click("def depth").hides("The end").click("close").shows("def depth")

			r.help("search with a list").shows("Type what to look for").types("bollard").shows("A post").click("Enter go")
			r.shows("5 of 6", "bollard").help("end the search").hides("hit ")
			r.shows("5 of 6").help("back to where a link or").shows("4 of 6")
			r.help("note at the paragraph").shows("╭─ Note").types("By mouse.").click("done")
			r.help("bookmark at the").help("notes, bookmarks, and").shows("By mouse.", "◆").click("close")
			r.help("next theme").shows("Theme: light").help("narrower").shows("wide.")
			r.help("this help").shows("Keys")
			r.help("contents").shows("╭─ Contents").click("1 Approach").shows("A pilot boards")
		})
	}
}

// Links in a table that is shown whole have the numbers of the lesson, and lead on.
func TestLinksInAWholeTable(t *testing.T) {
	files := pilotBook(t)
	files["depths.md"] = strings.Replace(files["depths.md"], "# Depths\n", "# Depths\n\nSee [the words](words.rst).\n", 1)
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, files, size[0], size[1])
		r.keys("4 g } } } Enter").keys(strings.Repeat("Right ", 9)).shows("chart[2]").hides("See the words")
		r.keys("2").shows("https://charts.example/north").hides("g: lesson")
		r.keys("Enter").shows("╭─ Link", "https://charts.example/north").keys("Esc").hides("╭─ Link")
		r.keys("Esc 4 g } } } Enter").keys(strings.Repeat("Right ", 9))
		r.click("chart").shows("╭─ Link")
		r.keys("Esc Esc 4 g } } } Enter 9 Enter").shows("This lesson has no link 9.")
	}
}

// The pointer on a link shows where it leads, before it is followed, and asks for nothing.
func TestHover(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
		r := begin(t, pilotBook(t), size[0], size[1])
		x, y := r.find("tables[3]")
		if !r.app.view.hover(x, y) || r.app.view.hover(x+1, y) {
			t.Error("a move of the pointer is to be drawn when it changes something, and only then")
		}
		r.draw()
		r.shows("[3] in this course: Depths")
		r.app.view.hover(0, 0)
		r.draw()
		r.hides("in this course: Depths")
		r.saved()
	}
}

// The measured pace of the student takes the place of the common one.
func TestMinutesFollowThePace(t *testing.T) {
	files := map[string]string{
		"a.md": "# One\n\n" + strings.Repeat("word ", 600) + "\n",
		"b.md": "# Two\n\n" + strings.Repeat("word ", 600) + "\n",
	}
	r := begin(t, files, 80, 60)
	r.keys("t").shows("0 % read, 6 min left")
	for _, l := range r.app.cfg.Course.Lessons() {
		if l.Page.Path == "a.md" {
			r.rec.lessons[l.ID] = study.LessonState{Read: true, Seconds: float64(l.Words) / 100 * 60} // 100 words a minute
		}
	}
	r.open(r.app.cfg.Course)
	r.wait(time.Second).keys("t").shows("50 % read, 6 min left")
}
