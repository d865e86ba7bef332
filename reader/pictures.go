package reader

import (
	"slices"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/album"
	"lectern/reader/keys"
	"lectern/reader/terminal"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

const (
	underPicture = 2 // lines below a picture in the whole window, for its words
	minRoom      = 4 // rows for a picture on the lowest windows
)

// picturesFirst is the setting of those who want pictures rather than their drawings.
const picturesFirst = "pictures"

// pictureRoom is how many rows a picture may have between text of which h lines
// are on the screen: some of what is said about it stands there too.
func pictureRoom(h int) int { return max(h*3/4, minRoom) }

// wholeRoom is how many rows a picture may have in a window of h lines.
func wholeRoom(h int) int { return max(h-underPicture, minRoom) }

// shown says how the pictures of a page are shown in a room of that many rows.
// Those that are shown go into on: drawing looks for them there, and reads no file.
func (m *Model) shown(page *lessons.Page, room int, on map[string]*album.Picture) func(string, int) typeset.Shown {
	return func(source string, width int) typeset.Shown {
		on[source] = m.caches.pictures.Find(page, source)
		return on[source].Shown(width, room)
	}
}

// drawing returns the drawing that stands for a picture of a page, unless the student
// wants the picture and the course has it.
func (m *Model) drawing(page *lessons.Page) func(source string) (string, bool) {
	return func(source string) (string, bool) {
		if m.photos && m.caches.pictures.Find(page, source).Drawable() {
			return "", false
		}
		return page.Drawing(source)
	}
}

// pictured says how the pictures of a question are shown: as those of its page, or for what only the exam asks of
// the first one. Where they stand is looked for when the first picture is.
func (m *Model) pictured(q *quiz.Question) (drawing func(string) (string, bool), picture func(string, int) typeset.Shown) {
	var page *lessons.Page
	from := func(source string) (*lessons.Page, string) {
		if page == nil {
			page = m.Course.First().Page
			if l := m.lessonOf(q); l != nil && slices.Contains(l.Questions, q) {
				page = l.Page
			}
		}
		return page, page.AddressFrom(q, source)
	}
	drawing = func(source string) (string, bool) {
		page, there := from(source)
		return m.drawing(page)(there)
	}
	picture = func(source string, width int) typeset.Shown {
		page, there := from(source)
		k := m.caches.pictures.Find(page, there)
		m.spread().pictures[source] = k
		return k.Shown(width, max(m.layout().text.h/2, minRoom))
	}
	return drawing, picture
}

// switchPictures shows the pictures instead of their drawings, or the drawings again.
func (m *Model) switchPictures() {
	both, reason := 0, words.T("There is no picture in this lesson.")
	doc.Walk(m.spread().blocks, func(b doc.Block) bool {
		f, ok := b.(*doc.Figure)
		if !ok {
			return true
		}
		k := m.caches.pictures.Find(m.Lesson.Page, f.Image.Source)
		_, drawn := m.Lesson.Page.Drawing(f.Image.Source)
		switch {
		case drawn && k.Drawable():
			both++
		case drawn && k.Absent:
			reason = words.T("There is only the drawing: the course does not have the picture's file.")
		case drawn:
			reason = words.T("There is only the drawing: %s.", words.Error(k.Err))
		default:
			reason = words.T("No drawing stands beside the picture.")
		}
		return true
	})
	if both == 0 {
		m.say(reason)
		return
	}
	m.photos = !m.photos
	// A place inside a block with a picture counts its lines, which are others now.
	if blocks := m.Lesson.Blocks(); m.At.Block < len(blocks) && figureOf(blocks[m.At.Block], "") != nil {
		m.At.Offset = 0
	}
	if m.photos {
		m.Remember("pictures", picturesFirst)
		m.say(words.T("Pictures as they are. %s shows their drawings.", m.keys.Say(m.mode(), keys.Pictures)))
	} else {
		m.Remember("pictures", "drawings")
		m.say(words.T("Drawings, where there are some. %s shows the pictures.", m.keys.Say(m.mode(), keys.Pictures)))
	}
}

// figureOf returns the figure in a block that shows a source; any figure for "".
func figureOf(b doc.Block, source string) *doc.Figure {
	var found *doc.Figure
	doc.Walk([]doc.Block{b}, func(b doc.Block) bool {
		if f, ok := b.(*doc.Figure); ok && found == nil && (source == "" || f.Image.Source == source) {
			found = f
		}
		return found == nil
	})
	return found
}

// pictureOn returns the first picture that has cells on a line, or nil.
func pictureOn(l typeset.Line) *typeset.PictureRow {
	for _, sp := range l.Spans {
		if sp.Picture != nil {
			return sp.Picture
		}
	}
	return nil
}

// drawPicture draws a row of a picture and returns the column behind it. A
// picture that was not decoded yet is asked for, and blank until it is there.
func (v *view) drawPicture(t terminal.Canvas, x, y int, sp typeset.Span) int {
	r := sp.Picture
	end := x + typeset.Width(sp.Text)
	ps := &v.model.caches.pictures
	k := v.model.spread().pictures[r.Source]
	if k == nil {
		return end
	}
	look := v.theme.Look(t.Screen.Colors())
	cells := k.Cells(r.Cols, r.Rows, look)
	if cells == nil && k.Err == nil && !k.Loading {
		k.Loading = true
		v.load(k)
		cells = k.Cells(r.Cols, r.Rows, look)
	}
	if cells == nil {
		return end
	}
	ps.Use(k)
	row := cells[r.Row]
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
