package reader

import (
	"errors"
	"io"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/picture"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

const (
	headerBytes  = 64 << 10 // of a picture are read to know its size; more only if they do not hold it
	mostKept     = 300      // pictures whose header is remembered
	mostDecoded  = 6        // pictures that are kept decoded
	mostSizes    = 4        // sizes in which cells of one picture are kept
	underPicture = 2        // lines below a picture in the whole window, for its words
	leastRoom    = 4        // rows for a picture on the lowest windows
)

// picturesFirst is the setting of those who want pictures rather than their drawings.
const picturesFirst = "pictures"

// pictures keeps what is known of the pictures of the course. Its zero value is ready.
type pictures struct {
	known   map[pictureKey]*kept
	decoded []*kept // the last one used is the last
}

type pictureKey struct {
	page   *lessons.Page
	source string
}

// kept is one picture: what its header says, and when it has been on the screen, its pixels.
type kept struct {
	pictureKey
	absent  bool // the course does not have the file
	info    picture.Info
	err     error // why it is not drawn
	loading bool
	pixels  *picture.Picture
	cells   map[cellKey][][]picture.Cell
}

// cellKey is what the cells of a picture depend on.
type cellKey struct {
	cols, rows int
	look       picture.Look
}

// find returns what is known of a picture, having read its header.
func (ps *pictures) find(page *lessons.Page, source string) *kept {
	key := pictureKey{page, source}
	if k := ps.known[key]; k != nil {
		return k
	}
	if ps.known == nil || len(ps.known) >= mostKept {
		ps.known, ps.decoded = map[pictureKey]*kept{}, nil
	}
	k := &kept{pictureKey: key}
	k.inspect()
	ps.known[key] = k
	return k
}

func (k *kept) inspect() {
	if !k.page.HasPicture(k.source) {
		k.absent = true
		return
	}
	limits := picture.DefaultLimits()
	data, err := k.page.PictureStart(k.source, headerBytes)
	if err == nil {
		k.info, err = picture.Inspect(data, limits)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) && len(data) == headerBytes {
		if data, err = k.page.PictureStart(k.source, limits.Bytes+1); err == nil {
			k.info, err = picture.Inspect(data, limits)
		}
	}
	if k.err = err; err == nil {
		k.err = k.info.Drawable()
	}
}

// drawable reports whether the picture itself can be shown, as far as is known.
func (k *kept) drawable() bool { return !k.absent && k.err == nil }

// shown says how typeset is to show a picture that may be room rows high.
func (k *kept) shown(width, room int) typeset.Shown {
	switch {
	case k.absent:
		return typeset.Shown{}
	case k.err != nil:
		title := strings.TrimRight(k.info.Title, ".")
		if title != "" && k.info.Description != "" {
			title += ". "
		}
		return typeset.Shown{Title: title + k.info.Description, Why: typeset.Clean(k.err.Error())}
	}
	cols, rows := k.info.Fit(width, room)
	return typeset.Shown{Cols: cols, Rows: rows}
}

// loaded takes what came of decoding a picture.
func (ps *pictures) loaded(k *kept, p *picture.Picture, err error) {
	k.loading, k.pixels, k.err = false, p, err
	if p != nil {
		ps.use(k)
	}
}

// use notes that a decoded picture is on the screen, and lets go of one that was not for long.
func (ps *pictures) use(k *kept) {
	n := len(ps.decoded)
	if n > 0 && ps.decoded[n-1] == k {
		return
	}
	for i, other := range ps.decoded {
		if other == k {
			ps.decoded = append(ps.decoded[:i], ps.decoded[i+1:]...)
			break
		}
	}
	ps.decoded = append(ps.decoded, k)
	if len(ps.decoded) > mostDecoded {
		ps.decoded[0].pixels, ps.decoded[0].cells = nil, nil
		ps.decoded = ps.decoded[1:]
	}
}

// in returns the picture's cells at a size.
func (k *kept) in(key cellKey) [][]picture.Cell {
	if c := k.cells[key]; c != nil {
		return c
	}
	if k.cells == nil || len(k.cells) >= mostSizes {
		k.cells = map[cellKey][][]picture.Cell{}
	}
	c := k.pixels.Cells(key.cols, key.rows, key.look)
	k.cells[key] = c
	return c
}

// pictureRoom is how many rows a picture may have between text of which h lines
// are on the screen: some of what is said about it stands there too.
func pictureRoom(h int) int { return max(h*3/4, leastRoom) }

// wholeRoom is how many rows a picture may have in a window of h lines.
func wholeRoom(h int) int { return max(h-underPicture, leastRoom) }

// shown says how the pictures of the lesson are shown in a room of that many rows.
// Those that are shown go into on: drawing looks for them there, and reads no file.
func (m *Model) shown(room int, on map[string]*kept) func(string, int) typeset.Shown {
	return func(source string, width int) typeset.Shown {
		on[source] = m.caches.pictures.find(m.Lesson.Page, source)
		return on[source].shown(width, room)
	}
}

// drawing returns the drawing that stands for a picture, unless the student wants
// the picture and the course has it.
func (m *Model) drawing(source string) (string, bool) {
	if m.photos && m.caches.pictures.find(m.Lesson.Page, source).drawable() {
		return "", false
	}
	return m.Lesson.Page.Drawing(source)
}

// switchPictures shows the pictures instead of their drawings, or the drawings again.
func (m *Model) switchPictures() {
	both, reason := 0, "There is no picture in this lesson."
	doc.Walk(m.Lesson.Blocks(), func(b doc.Block) bool {
		f, ok := b.(*doc.Figure)
		if !ok {
			return true
		}
		k := m.caches.pictures.find(m.Lesson.Page, f.Image.Source)
		_, drawn := m.Lesson.Page.Drawing(f.Image.Source)
		switch {
		case drawn && k.drawable():
			both++
		case drawn && k.absent:
			reason = words.T("There is only the drawing: the course does not have the picture's file.")
		case drawn:
			reason = words.T("There is only the drawing: %s.", k.err)
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
