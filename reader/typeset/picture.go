package typeset

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/words"
)

// Shown says how the screen shows a picture for which there is no drawing.
type Shown struct {
	// Cols and Rows are the cells that it takes; without rows it is not shown,
	// and a frame with its alt text stands there. Whether it is shown must not
	// depend on the width.
	Cols, Rows int
	// Title is what the file of a picture that is not shown says of itself.
	Title string
	// Why is a line that says why it is not shown.
	Why string
}

// PictureRow is a row of cells of a picture. Its span holds as many characters
// as the picture has columns, for whoever cannot show the cells; where a view
// cuts columns off at the left, those that are missing are the picture's first.
type PictureRow struct {
	Source     string
	Cols, Rows int // of the whole picture
	Row        int // from 0
}

const (
	// pictureUnits is what a picture adds to the count of its block, however
	// many rows it has: places inside it are shares of its height, so that they
	// hold at every width. It is the most rows, too.
	pictureUnits = 1000

	pictureSign = "▒"
)

// picture puts out the rows of a picture, in the middle, and returns how far it
// was moved to the right.
func (s *setter) picture(source string) (shift int, ok bool) {
	if s.opt.Picture == nil || s.opt.Plain {
		return 0, false
	}
	width := s.textWidth()
	p := s.opt.Picture(source, width)
	if p.Rows < 1 {
		return 0, false
	}
	s.settle()
	cols, rows := min(max(p.Cols, 1), width), min(p.Rows, pictureUnits)
	if !s.pending {
		shift = (width - cols) / 2
	}
	text := strings.Repeat(pictureSign, cols)
	start := s.count
	for row := range rows {
		s.count = start + row*pictureUnits/rows
		s.begin()
		s.cur = append(s.cur, blanks(shift), Span{
			Text: text, Role: DrawingRole, Added: true,
			Picture: &PictureRow{Source: source, Cols: cols, Rows: rows, Row: row},
		})
		s.end(0, 0, "")
	}
	s.count = start + pictureUnits
	return shift, true
}

// unshown puts out what a picture that is not shown says of itself, unless its
// alt text says the same, and why it is not shown.
func (s *setter) unshown(im *doc.Image) {
	if s.opt.Picture == nil || s.opt.Plain {
		return
	}
	p := s.opt.Picture(im.Source, s.textWidth())
	if title := text.OneLine(Clean(p.Title)); title != "" && title != text.OneLine(Clean(im.Alt)) {
		s.put(s.gatherString(title, look{role: CaptionRole, style: Italic, added: true}, false), 0)
	}
	if why := text.OneLine(p.Why); why != "" {
		s.put(s.gatherString(words.T("Not drawn: %s.", why), look{role: MutedRole, added: true}, false), 0)
	}
}
