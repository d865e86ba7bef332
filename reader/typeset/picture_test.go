package typeset

import (
	"fmt"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
)

// pictured knows a picture of 40 by 12 cells, a damaged one and an SVG.
func pictured(source string, width int) Shown {
	switch source {
	case "a.png", "yard.png":
		cols := min(width, 40)
		return Shown{Cols: cols, Rows: max(cols*12/40, 1)}
	case "cut.jpg":
		return Shown{Why: "the JPEG file is cut short"}
	case "valve.svg":
		return Shown{Title: "A valve, shut", Why: "it is for a browser"}
	case "": // more rows than there can be
		return Shown{Cols: 2, Rows: 5000}
	}
	return Shown{}
}

func pictureSample() []doc.Block {
	picture := func(source, alt, caption string) *doc.Figure {
		f := &doc.Figure{Image: doc.Image{Source: source, Alt: alt}}
		if caption != "" {
			f.Caption = in(tx(caption))
		}
		return f
	}
	return []doc.Block{
		say("The yard:"),
		picture("yard.png", "The yard with two pumps", "The yard in May"),
		&doc.List{Items: items(picture("yard.png", "In a list", ""))},
		&doc.Admonition{Kind: "note", Blocks: []doc.Block{picture("yard.png", "In a note", "")}},
		&doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{
			{Cells: []doc.Cell{cell(tx("Left")), {Blocks: []doc.Block{picture("yard.png", "In a cell", "")}}}},
		}},
		picture("cut.jpg", "Old Betsy", ""),
		picture("valve.svg", "a valve", "The valve"),
		picture("valve.svg", "A valve, shut", ""),
		picture("unknown.png", "A picture that is not there", ""),
		picture("drawn.png", "Water goes into a tank", ""),
	}
}

// TestPictures shows pictures everywhere that a block can stand.
func TestPictures(t *testing.T) {
	var files []txtar.File
	for _, w := range []int{60, 24} {
		p := Set(pictureSample(), Options{Width: w, Numbers: true, Drawing: drawn, Picture: pictured})
		files = append(files, txtar.File{Name: fmt.Sprint("width ", w), Data: []byte(drawnPage(p))})
	}
	p := Set(pictureSample(), Options{Width: 60, Plain: true, Drawing: drawn, Picture: pictured})
	files = append(files, txtar.File{Name: "plain 60", Data: []byte(Plain(p))})
	p = Set(pictureSample()[1:2], Options{Width: 60, Drawing: drawn, Picture: pictured})
	files = append(files, txtar.File{Name: "looks", Data: []byte(looks(p))})
	golden(t, "pictures", files)
}

func TestPictureProperties(t *testing.T) { checkAll(t, pictureSample()) }

// TestPictureRows says that every row of a picture stands on the page once, in
// order, as wide as its span.
func TestPictureRows(t *testing.T) {
	for _, w := range widths {
		p := Set(pictureSample()[:4], Options{Width: w, Picture: pictured})
		next, pictures := 0, 0
		for i, l := range p.Lines {
			for _, sp := range l.Spans {
				r := sp.Picture
				if r == nil {
					continue
				}
				if r.Row != next || textWidth(sp.Text) != r.Cols || !sp.Added {
					t.Errorf("width %d, line %d: row %d of %d, %d wide; want row %d", w, i, r.Row, r.Rows, textWidth(sp.Text), next)
				}
				if next++; next == r.Rows {
					next, pictures = 0, pictures+1
				}
			}
		}
		if next != 0 || pictures != 3 {
			t.Errorf("width %d: %d pictures and %d rows", w, pictures, next)
		}
	}
}

// TestPlaceInPicture keeps the part of a picture that is at the top of the
// screen when the width changes.
func TestPlaceInPicture(t *testing.T) {
	wide := Set(pictureSample()[:2], Options{Width: 60, Picture: pictured})
	slim := Set(pictureSample()[:2], Options{Width: 20, Picture: pictured})
	middle := wide.Starts[1] + 6 // of twelve rows
	if got, want := slim.LineAt(wide.At(middle)), slim.Starts[1]+3; got != want {
		t.Errorf("line %d, want %d: the middle of six rows", got, want)
	}
	if got := wide.LineAt(slim.At(slim.Starts[1] + 3)); got != middle {
		t.Errorf("and back: line %d, want %d", got, middle)
	}
}
