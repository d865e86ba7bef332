package reader

import (
	"lectern/reader/picture"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
)

// drawPicture draws a row of a picture and returns the column behind it. A
// picture that was not decoded yet is asked for, and blank until it is there.
func (v *view) drawPicture(t terminal.Canvas, x, y int, sp typeset.Span) int {
	r := sp.Picture
	end := x + typeset.Width(sp.Text)
	ps := &v.model.caches.pictures
	k := v.model.setPage().pictures[r.Source]
	if k == nil {
		return end
	}
	if k.pixels == nil && k.err == nil && !k.loading {
		k.loading = true
		v.load(k)
	}
	if k.pixels == nil {
		return end
	}
	ps.use(k)
	row := k.in(cellKey{r.Cols, r.Rows, v.theme.Look(t.Screen.Colors())})[r.Row]
	for _, c := range row[min(max(r.Cols-(end-x), 0), len(row)):] {
		t.Text(x, y, string(c.Rune), terminal.CellStyle(c))
		x++
	}
	return end
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
			a.model.caches.pictures.loaded(k, p, err)
			if err != nil {
				a.model.reset++ // it has been set as if the picture could be shown
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
