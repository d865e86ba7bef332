package reader

import (
	"lectern/reader/album"
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
	if k.Pixels == nil && k.Err == nil && !k.Loading {
		k.Loading = true
		v.load(k)
	}
	if k.Pixels == nil {
		return end
	}
	ps.Use(k)
	row := k.Cells(r.Cols, r.Rows, v.theme.Look(t.Screen.Colors()))[r.Row]
	for _, c := range row[min(max(r.Cols-(end-x), 0), len(row)):] {
		t.Text(x, y, string(c.Rune), terminal.CellStyle(c))
		x++
	}
	return end
}

// loadPicture decodes a picture beside the loop.
func (a *app) loadPicture(k *album.Picture) {
	a.background(func() {
		select {
		case a.decoder <- struct{}{}:
		case <-a.ctx.Done():
			return
		}
		p, err := k.Decode()
		<-a.decoder
		a.later(func() {
			a.model.caches.pictures.Loaded(k, p, err)
			if err != nil {
				a.model.reset++ // it has been set as if the picture could be shown
			}
		})
	})
}
