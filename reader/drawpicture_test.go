package reader

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/album"
	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// flagPNG is a file with a picture: a red field over a blue one, with a white
// square in the middle.
func flagPNG(t testing.TB, w, h int) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{255, 0, 0, 255}
			switch {
			case x > w*3/8 && x < w*5/8 && y > h*3/8 && y < h*5/8:
				c = color.NRGBA{255, 255, 255, 255}
			case y >= h/2:
				c = color.NRGBA{0, 0, 255, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const pumpPage = `
Pumps
=====

A pump lifts water. Its parts:

.. figure:: pump.png
   :alt: A pump in two colours

   The pump at work

After the picture the text goes on.
`

const pumpDrawing = "+------+\n| pump |\n+------+\n"

func pumpCourse(t testing.TB) map[string]string {
	return map[string]string{"pumps.rst": pumpPage, "pump.png": flagPNG(t, 320, 240)}
}

// ground is the background's number in the palette at a cell; -1 for the terminal's own.
func (r *reading) ground(x, y int) int {
	cells, w, _ := r.sim.GetContents()
	_, bg, _ := cells[y*w+x].Style.Decompose()
	if bg == tcell.ColorDefault {
		return -1
	}
	return int(bg - tcell.PaletteColor(0))
}

// find returns where the screen shows a text.
func (r *reading) find(text string) (x, y int) {
	r.t.Helper()
	for y, line := range strings.Split(r.screen(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return typeset.Width(line[:i]), y
		}
	}
	r.t.Fatalf("the screen does not show %q:\n%s", text, r.screen())
	return 0, 0
}

// colours returns, for each line of the screen, a letter for each cell's
// background, without those at the ends that are the terminal's own.
func (r *reading) colours() []string {
	letters := map[int]string{-1: ".", 196: "r", 21: "b", 231: "w"}
	var out []string
	for y := range r.h {
		var b strings.Builder
		for x := range r.w {
			l := letters[r.ground(x, y)]
			if l == "" {
				l = "?"
			}
			b.WriteString(l)
		}
		out = append(out, strings.Trim(b.String(), "."))
	}
	return out
}

func TestPictureOnScreens(t *testing.T) {
	for _, s := range []struct{ w, h, rows int }{
		{40, 12, 8}, {80, 24, 18}, {200, 60, 29},
	} {
		r := begin(t, pumpCourse(t), s.w, s.h)
		n := 0
		for _, line := range r.colours() {
			if strings.ContainsAny(line, "rb") {
				n++
			}
		}
		// On a low window not all of it is on the first screen.
		r.golden(fmt.Sprintf("picture-%dx%d", s.w, s.h))
		for !strings.Contains(r.screen(), "After the picture") {
			r.keys("j")
		}
		r.shows("A pump in two colours", "The pump at work")
		if n < min(s.rows, s.h)/2 {
			t.Errorf("%d×%d: %d lines of a picture\n%s", s.w, s.h, n, r.screen())
		}
	}
}

// TestPictureOfQuestion: the pictures of a question and of its choices are drawn, also where they stand
// beside a bank in another folder, which only the exam asks; a drawing stands for one as on a page.
func TestPictureOfQuestion(t *testing.T) {
	bank := "[html]Which is it?<p><img src\\=\"pump.png\" alt\\=\"A pump\"></p>{=<img src\\=\"pump.png\" alt\\=\"first\"> ~none}\n"
	pictured := func(r *reading) (rows int) {
		for _, line := range r.colours() {
			if strings.Contains(line, "r") || strings.Contains(line, "b") {
				rows++
			}
		}
		return rows
	}
	r := begin(t, map[string]string{"p.md": "# P\n\nText.\n", "p.gift": bank, "pump.png": flagPNG(t, 320, 240)}, 80, 40)
	r.keys("n")
	r.shows("Which is it?", "A pump", "first", "none")
	if n := pictured(r); n < 20 {
		t.Errorf("%d rows of two pictures\n%s", n, r.screen())
	}
	r.keys("b Enter")
	r.shows("none  ← yours", "first  ← right")
	r = begin(t, map[string]string{
		"course.toml": "id = \"x\"\n[exam]\nbanks = [\"e/final.gift\"]\n", "a/p.md": "# P\n\nText.\n",
		"e/final.gift": bank, "e/pump.png": flagPNG(t, 320, 240),
	}, 80, 40)
	r.keys("X Enter")
	if n := pictured(r); n < 20 {
		t.Errorf("exam: %d rows of two pictures\n%s", n, r.screen())
	}
	r = begin(t, map[string]string{"p.md": "# P\n\nText.\n", "p.gift": bank, "pump.txt": pumpDrawing}, 80, 40)
	r.keys("n")
	r.shows("| pump |", "A pump")
}

// TestPictureColours looks at the cells: red above blue, white in the middle, and
// the terminal's own ground around them.
func TestPictureColours(t *testing.T) {
	r := begin(t, pumpCourse(t), 80, 24)
	var lines []string
	for _, l := range r.colours() {
		if l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) < 10 {
		t.Fatalf("%d lines of a picture:\n%s", len(lines), strings.Join(r.colours(), "\n"))
	}
	first, last, middle := lines[0], lines[len(lines)-1], lines[len(lines)/2]
	if strings.Trim(first, "r") != "" || strings.Trim(last, "b") != "" {
		t.Errorf("from %s\nto %s", first, last)
	}
	if c := middle[len(middle)/2]; c != 'w' || middle[1] != 'b' && middle[1] != 'r' {
		t.Errorf("in the middle %s", middle)
	}
}

// TestPictureScrolls moves the picture up with the text, row by row.
func TestPictureScrolls(t *testing.T) {
	r := begin(t, pumpCourse(t), 80, 16)
	before := r.colours()
	r.keys("j j")
	after := r.colours()
	top := r.app.model.layout().text.y
	for y := top; y < top+6; y++ {
		if after[y] != before[y+2] {
			t.Errorf("line %d is\n%s\nwant\n%s", y, after[y], before[y+2])
		}
	}
}

func TestPictureWithoutColours(t *testing.T) {
	r := begin(t, pumpCourse(t), 80, 24)
	r.app.view = newView(r.app.model, true)
	r.draw()
	for y, l := range r.colours() {
		if l != "" {
			t.Errorf("line %d has colours: %s", y, l)
		}
	}
	r.golden("picture-mono-80x24")
}

// TestSwitchPictures shows the drawing first, the picture on request, and keeps to both.
func TestSwitchPictures(t *testing.T) {
	files := pumpCourse(t)
	files["pump.txt"] = pumpDrawing
	r := begin(t, files, 80, 24)
	r.shows("| pump |", "A pump in two colours")
	r.keys("i").hides("| pump |").shows("Pictures as they are.")
	if !strings.Contains(strings.Join(r.colours(), ""), "rrr") {
		t.Errorf("no picture:\n%s", r.screen())
	}
	r.keys("G").shows("A pump in two colours", "The pump at work").keys("Enter i").shows("| pump |").keys("i").hides("| pump |")
	r.keys("Esc i").shows("| pump |", "Drawings, where there are some.")
}

func TestNothingToSwitch(t *testing.T) {
	page := map[string]string{"pumps.rst": pumpPage}
	begin(t, page, 80, 24).keys("i").shows("No drawing stands beside the picture.")
	page["pump.txt"] = pumpDrawing
	begin(t, page, 80, 24).keys("i").shows("| pump |", "the course does not have the picture's file")
	page["pump.png"] = "no picture"
	begin(t, page, 80, 24).keys("i").shows("| pump |", "There is only the drawing: the file is no PNG")
	begin(t, map[string]string{"a.md": "# One\n\nWords."}, 80, 24).keys("i").shows("There is no picture in this lesson.")
}

// TestEnlargePicture shows the picture in the whole window, by key and by click,
// wherever it stands.
func TestEnlargePicture(t *testing.T) {
	page := pumpPage + "\n- In a list:\n\n  .. image:: other.png\n     :alt: The other\n"
	files := map[string]string{"pumps.rst": page, "pump.png": flagPNG(t, 800, 150), "other.png": flagPNG(t, 90, 90)}
	r := begin(t, files, 160, 30)
	small := widestLine(r.colours())
	r.keys("Enter")
	if mode := r.app.model.mode(); mode != keys.InBlock {
		t.Fatalf("mode %v", mode)
	}
	if big := widestLine(r.colours()); small < 60 || big < 150 {
		t.Errorf("%d columns became %d", small, big)
	}
	r.shows("A pump in two colours", "The pump at work").hides("After the picture").keys("Esc").shows("After the picture")
	r.keys("G")
	x, y := r.find("The other")
	if !r.app.view.click(x-4, y-2) && !r.app.view.click(x+4, y-2) {
		t.Fatalf("no picture above line %d:\n%s", y, r.screen())
	}
	r.draw()
	r.shows("The other").hides("In a list").hides("After the picture")
}

func widestLine(lines []string) int {
	n := 0
	for _, l := range lines {
		n = max(n, len(l))
	}
	return n
}

// vastPNG is the header of a picture of 65535 by 65535 pixels.
func vastPNG() string {
	head := "IHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00"
	return "\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + string(binary.BigEndian.AppendUint32([]byte(head), crc32.ChecksumIEEE([]byte(head))))
}

// TestBadPictures keeps the words where a picture cannot be shown, with the reason.
func TestBadPictures(t *testing.T) {
	whole := flagPNG(t, 320, 240)
	for why, data := range map[string]string{
		"the PNG file is cut short":         whole[:len(whole)/2],
		"the file is empty":                 "",
		"the file is no PNG":                "hello",
		"the picture is too large":          vastPNG(),
		"an SVG is a drawing for a browser": "<svg><title>Inside a pump</title><desc>The valve is shut.</desc></svg>",
		"(WebP) that is not drawn":          "RIFF\x00\x00\x00\x00WEBPVP8 ",
	} {
		r := begin(t, map[string]string{"pumps.rst": pumpPage, "pump.png": data}, 80, 24)
		r.draw() // a file that turns out to be damaged is known one frame later
		r.shows("A pump in two colours", "The pump at work", "Not drawn: ", why, "pump.png")
		if strings.HasPrefix(data, "<svg") {
			r.shows("Inside a pump. The valve is shut.")
		}
		if strings.Contains(strings.Join(r.colours(), ""), "r") {
			t.Errorf("%s: a picture all the same", why)
		}
	}
}

// TestPictureLater leaves the picture blank until it is decoded, and asks once.
func TestPictureLater(t *testing.T) {
	r := begin(t, map[string]string{"pumps.rst": pumpPage}, 80, 24)
	var asked []func()
	r.open(openCourse(t, pumpCourse(t)))
	for _, k := range r.app.model.spread().pictures {
		k.Drop() // as before it was decoded
	}
	r.app.background = func(f func()) { asked = append(asked, f) }
	r.draw()
	r.draw()
	if len(asked) != 1 {
		t.Fatalf("asked %d times", len(asked))
	}
	r.shows("A pump lifts water.")
	if got := strings.Join(r.colours(), ""); got != "" {
		t.Errorf("drawn before it was decoded: %s", got)
	}
	asked[0]()
	r.draw()
	if got := strings.Join(r.colours(), ""); !strings.Contains(got, "rrr") {
		t.Errorf("not drawn after it was decoded:\n%s", r.screen())
	}
}

// TestManyPictures lets go of pictures that are not on the screen, and shows them again.
func TestManyPictures(t *testing.T) {
	files := map[string]string{}
	page := "Many\n====\n"
	for i := range 3 * album.MaxDecoded {
		name := fmt.Sprintf("p%d.png", i)
		page += fmt.Sprintf("\n.. image:: %s\n   :alt: number %d\n", name, i)
		files[name] = flagPNG(t, 40, 30+i)
	}
	files["many.rst"] = page
	r := begin(t, files, 80, 24)
	most := 0
	for range 40 {
		r.keys("Space")
		most = max(most, r.app.model.caches.pictures.Decoded())
	}
	if most > album.MaxDecoded || most < 2 {
		t.Errorf("%d pictures were kept", most)
	}
	// More than are decoded are on the screen together: none is decoded again and again.
	wide := map[string]string{"p.md": "# P\n\nText.\n", "p.gift": "Which?{\n"}
	for i := range 2 * album.MaxDecoded {
		name := fmt.Sprintf("w%d.png", i)
		wide["p.gift"] += map[bool]string{true: "=", false: "~"}[i == 0] + "[html]<img src\\=\"" + name + "\">\n"
		wide[name] = flagPNG(t, 240, 20+i)
	}
	wide["p.gift"] += "}\n"
	many := begin(t, wide, 80, 50)
	many.keys("n")
	loads := 0
	load := many.app.view.load
	many.app.view.load = func(k *album.Picture) { loads++; load(k) }
	for range 5 {
		many.draw()
	}
	if n := many.app.model.caches.pictures.Decoded(); loads > 0 || n > album.MaxDecoded || !strings.Contains(strings.Join(many.colours(), ""), "bbb") {
		t.Errorf("decoded again %d times, %d are kept\n%s", loads, n, many.screen())
	}
	r.keys("p p p p p p g")
	if !strings.Contains(strings.Join(r.colours(), ""), "rrr") {
		t.Errorf("the first picture is gone:\n%s", r.screen())
	}
}
