// Package album caches what is known of the pictures of a course: what their headers
// say, and of the last ones shown their pixels and cells, within bounds.
package album

import (
	"errors"
	"io"
	"strings"

	"lectern/lessons"
	"lectern/reader/picture"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// MaxDecoded limits how many decoded pictures are kept in memory. Of more that are on the screen together the
// cells are kept, which are small: else each draw would decode again what the one before dropped.
const MaxDecoded = 6

const (
	headerBytes = 64 << 10 // of a picture are read to know its size; more only if they do not hold it
	maxKept     = 300      // limit on remembered picture headers
	maxSizes    = 4        // limit on the sizes at which the cells of one picture are kept
	maxCells    = 60       // limit on the pictures whose cells are kept
)

// Album caches headers, pixels and cells of the pictures of the course. Its zero value is ready.
type Album struct {
	known   map[pictureKey]*Picture
	decoded []*Picture // that have pixels or cells, in order of use, the most recent last
}

type pictureKey struct {
	page   *lessons.Page
	source string
}

// Picture is one picture: what its header says, and when it has been on the screen, its pixels.
type Picture struct {
	pictureKey
	Absent  bool // the course does not have the file
	info    picture.Info
	Err     error // why it is not drawn
	Loading bool
	Pixels  *picture.Picture
	cells   map[size][][]picture.Cell
}

// size is the cache key for the cells of a picture.
type size struct {
	cols, rows int
	look       picture.Look
}

// Find returns a picture of the course, and reads its header first if that is not known yet.
func (ps *Album) Find(page *lessons.Page, source string) *Picture {
	key := pictureKey{page, source}
	if k := ps.known[key]; k != nil {
		return k
	}
	if ps.known == nil || len(ps.known) >= maxKept {
		ps.known, ps.decoded = map[pictureKey]*Picture{}, nil
	}
	k := &Picture{pictureKey: key}
	k.inspect()
	ps.known[key] = k
	return k
}

func (k *Picture) inspect() {
	if !k.page.HasPicture(k.source) {
		k.Absent = true
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
	if k.Err = err; err == nil {
		k.Err = k.info.Drawable()
	}
}

// Drawable reports whether the picture itself can be shown, as far as is known.
func (k *Picture) Drawable() bool { return !k.Absent && k.Err == nil }

// Shown tells typeset how to show a picture that may take up to room rows.
func (k *Picture) Shown(width, room int) typeset.Shown {
	switch {
	case k.Absent:
		return typeset.Shown{}
	case k.Err != nil:
		title := strings.TrimRight(k.info.Title, ".")
		if title != "" && k.info.Description != "" {
			title += ". "
		}
		return typeset.Shown{Title: title + k.info.Description, Why: typeset.Clean(words.Error(k.Err))}
	}
	cols, rows := k.info.Fit(width, room)
	return typeset.Shown{Cols: cols, Rows: rows}
}

// Loaded stores the result of decoding a picture.
func (ps *Album) Loaded(k *Picture, p *picture.Picture, err error) {
	k.Loading, k.Pixels, k.Err = false, p, err
	if p != nil {
		ps.Use(k)
	}
}

// Decoded returns how many pictures are decoded at the moment.
func (ps *Album) Decoded() (n int) {
	for _, k := range ps.known {
		if k.Pixels != nil {
			n++
		}
	}
	return n
}

// Use marks a decoded picture as just shown, and drops the least recently shown one if there are too many.
func (ps *Album) Use(k *Picture) {
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
	if len(ps.decoded) > MaxDecoded {
		pixels := 0
		for i := len(ps.decoded) - 1; i >= 0; i-- {
			if ps.decoded[i].Pixels == nil {
				continue
			}
			if pixels++; pixels > MaxDecoded {
				ps.decoded[i].Pixels = nil
			}
		}
	}
	if len(ps.decoded) > maxCells {
		ps.decoded[0].Drop()
		ps.decoded = ps.decoded[1:]
	}
}

// Drop lets go of what was decoded of a picture.
func (k *Picture) Drop() { k.Pixels, k.cells = nil, nil }

// Cells returns the picture's cells at a size; nil if it has to be decoded for them.
func (k *Picture) Cells(cols, rows int, look picture.Look) [][]picture.Cell {
	key := size{cols, rows, look}
	if c := k.cells[key]; c != nil || k.Pixels == nil {
		return c
	}
	if k.cells == nil || len(k.cells) >= maxSizes {
		k.cells = map[size][][]picture.Cell{}
	}
	c := k.Pixels.Cells(key.cols, key.rows, key.look)
	k.cells[key] = c
	return c
}

// Decode decodes the picture, which may take long and much memory.
func (k *Picture) Decode() (*picture.Picture, error) {
	limits := picture.DefaultLimits()
	data, err := k.page.PictureStart(k.source, limits.Bytes+1)
	if err != nil {
		return nil, err
	}
	return picture.Decode(data, limits)
}
