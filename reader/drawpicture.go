package reader

import (
	"github.com/gdamore/tcell/v2"

	"lectern/reader/picture"
	"lectern/reader/typeset"
)

// drawPicture draws a row of a picture and returns the column behind it. A
// picture that was not decoded yet is asked for, and blank until it is there.
func (v *view) drawPicture(t canvas, x, y int, sp typeset.Span) int {
	r := sp.Picture
	end := x + typeset.Width(sp.Text)
	ps := &v.model.pictures
	k := ps.find(v.model.lesson.Page, r.Source)
	if k.pixels == nil && k.err == nil && !k.loading {
		k.loading = true
		v.load(k)
	}
	if k.pixels == nil {
		return end
	}
	ps.use(k)
	row := k.in(cellKey{r.Cols, r.Rows, v.pictureLook(t.screen)})[r.Row]
	for _, c := range row[min(max(r.Cols-(end-x), 0), len(row)):] {
		t.text(x, y, string(c.Rune), cellStyle(c))
		x++
	}
	return end
}

// pictureLook is how pictures look on this terminal.
func (v *view) pictureLook(screen tcell.Screen) picture.Look {
	look := picture.Look{Ground: v.theme.ground}
	switch n := screen.Colors(); {
	case v.theme.mono || n < 8:
		look.Mode = picture.Mono
	case n < 16:
		look.Mode = picture.Color8
	case n < 256:
		look.Mode = picture.Color16
	case n == 256:
		look.Mode = picture.Color256
	}
	return look
}

func cellStyle(c picture.Cell) tcell.Style {
	return tcell.StyleDefault.Foreground(cellColor(c.Fg)).Background(cellColor(c.Bg))
}

func cellColor(c picture.Color) tcell.Color {
	if n, ok := c.Index(); ok {
		return tcell.PaletteColor(n)
	}
	if r, g, b, ok := c.RGB(); ok {
		return tcell.NewRGBColor(int32(r), int32(g), int32(b))
	}
	return tcell.ColorDefault
}

// loadPicture decodes a picture beside the loop.
func (a *app) loadPicture(k *kept) {
	a.background(func() {
		select {
		case a.decoder <- struct{}{}:
		case <-a.ctx.Done():
			return
		}
		p, err := decodePicture(k)
		<-a.decoder
		a.later(func() {
			a.model.pictures.loaded(k, p, err)
			if err != nil {
				a.model.page = nil // it has been set as if the picture could be shown
			}
		})
	})
}

func decodePicture(k *kept) (*picture.Picture, error) {
	limits := picture.DefaultLimits()
	data, err := k.page.PictureStart(k.source, limits.Bytes+1)
	if err != nil {
		return nil, err
	}
	return picture.Decode(data, limits)
}
