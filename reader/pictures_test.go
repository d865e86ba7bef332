package reader

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gdamore/tcell/v2"

	"lectern/lessons"
)

// TestPictures draws the pictures of README.md from the program's own screen and
// the default course. Like the other goldens, they are rewritten with -update.
func TestPictures(t *testing.T) {
	for _, p := range []struct {
		name string
		keys []string
	}{
		{"lesson", []string{"n", "n", "n"}},
		{"contents", []string{"n", "n", "n", "t", "j", "j", "j"}},
		{"question", []string{"n", "n", "n", "n", "b", "f", "Enter"}},
		{"progress", []string{"n", "n", "n", "n", "b", "f", "Enter", "Enter", "b", "Enter", "s"}},
	} {
		t.Run(p.name, func(t *testing.T) {
			c, err := lessons.Open(os.DirFS("../embed/course"), lessons.Options{})
			if err != nil {
				t.Fatal(err)
			}
			c.Lessons()
			r := &reading{
				t: t, rec: newFakeRecord(), opener: &fakeOpener{ready: true},
				now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), w: 80, h: 24,
			}
			r.open(c)
			for _, k := range p.keys {
				r.now = r.now.Add(20 * time.Second)
				r.keys(k)
			}
			got := screenSVG(r.sim)
			file := filepath.Join("..", "docs", p.name+".svg")
			if *update_ {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if string(want) != got {
				t.Errorf("%s is not what the screen shows any more: go test ./reader -run TestPictures -update", file)
			}
		})
	}
}

// The size of a cell and the colours of the picture, in CSS.
const (
	cellWidth, cellHeight = 9, 20
	paper, ink            = "#16181d", "#d8dade"
)

// palette gives the terminal's sixteen colours calm shades.
var palette = map[tcell.Color]string{
	tcell.ColorBlack: "#16181d", tcell.ColorMaroon: "#d07070", tcell.ColorGreen: "#7fb685", tcell.ColorOlive: "#c9a86a",
	tcell.ColorNavy: "#7a9fd0", tcell.ColorPurple: "#b48ead", tcell.ColorTeal: "#6fb3b8", tcell.ColorSilver: "#d8dade",
	tcell.ColorGray: "#8a8f98", tcell.ColorRed: "#e08080", tcell.ColorLime: "#8fcf95", tcell.ColorYellow: "#e0c27a",
	tcell.ColorBlue: "#8fb3e0", tcell.ColorFuchsia: "#c8a2c8", tcell.ColorAqua: "#85c8cc", tcell.ColorWhite: "#ffffff",
}

// screenSVG writes what a screen shows as an SVG picture: a run of cells of one
// style is one text.
func screenSVG(sim tcell.SimulationScreen) string {
	cells, w, h := sim.GetContents()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="monospace" font-size="15">`+"\n",
		w*cellWidth+20, h*cellHeight+20)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	for y := range h {
		row := cells[y*w : (y+1)*w]
		for x := 0; x < w; {
			from := x
			var text strings.Builder
			for x < w && row[x].Style == row[from].Style {
				text.WriteString(string(row[x].Runes))
				x++
			}
			writeRun(&b, from, y, x-from, text.String(), row[from].Style)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// writeRun writes one run of cells.
func writeRun(b *strings.Builder, x, y, n int, text string, style tcell.Style) {
	fg, bg, attr := style.Decompose()
	front, back := shade(fg, ink), shade(bg, "")
	if attr&tcell.AttrReverse != 0 {
		front, back = paper, shade(fg, ink)
	}
	left, top := 10+x*cellWidth, 10+y*cellHeight
	if back != "" {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", left, top, n*cellWidth, cellHeight, back)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d" xml:space="preserve" fill="%s"`, left, top+15, n*cellWidth, front)
	if attr&tcell.AttrBold != 0 {
		b.WriteString(` font-weight="bold"`)
	}
	if attr&tcell.AttrItalic != 0 {
		b.WriteString(` font-style="italic"`)
	}
	if attr&tcell.AttrDim != 0 {
		b.WriteString(` opacity="0.6"`)
	}
	if style.GetUnderlineStyle() != tcell.UnderlineStyleNone {
		b.WriteString(` text-decoration="underline"`)
	}
	fmt.Fprintf(b, ">%s</text>\n", html.EscapeString(text))
}

// shade is the CSS colour of a cell's colour, or the given one for the terminal's own.
func shade(c tcell.Color, own string) string {
	if s, ok := palette[c]; ok {
		return s
	}
	return own
}
