package cli

import (
	"fmt"
	"sync"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/picture"
	"lectern/reader/typeset"
)

// screenCheck finds what only the screen can tell of a course. It may be used by
// several goroutines.
type screenCheck struct {
	one   sync.Mutex       // one picture is decoded at a time, which bounds the memory
	known map[string]error // what is wrong with a file of a picture, by its name
}

// page returns the faults of one page.
func (s *screenCheck) page(p *lessons.Page) []doc.Problem {
	out := longLessons(p)
	for _, l := range p.Lessons() {
		for _, b := range l.Blocks() {
			doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) {
				image, ok := in.(*doc.Image)
				if !ok {
					return
				}
				if err := s.broken(p, image.Source); err != nil {
					name := text.ClipLine(image.Source, 80)
					if lessons.WrittenIn(image.Source) {
						name = "that is written into the page"
					}
					out = append(out, doc.Problem{
						File: p.Path, Line: b.Line(), Severity: doc.Warning, Code: "broken-picture",
						Text: fmt.Sprintf("the picture %s cannot be shown: %v", name, err),
					})
				}
			})
		}
	}
	return out
}

// broken returns why a picture of a page cannot be decoded; nil for one that can,
// that has a drawing in its place, or is not there, which is told otherwise.
func (s *screenCheck) broken(p *lessons.Page, source string) error {
	name := p.FindPicture(source).Name
	if lessons.WrittenIn(source) {
		name = source
	}
	if _, drawn := p.DrawingPath(source); drawn || name == "" {
		return nil
	}
	s.one.Lock()
	defer s.one.Unlock()
	if err, known := s.known[name]; known {
		return err
	}
	limits := picture.DefaultLimits()
	data, err := p.PictureStart(source, limits.Bytes+1)
	if err == nil {
		var info picture.Info
		// A drawing for browsers is none for a terminal, and no fault.
		if info, err = picture.Inspect(data, limits); err == nil && info.Drawable() == nil {
			_, err = picture.Decode(data, limits)
		}
	}
	if s.known == nil {
		s.known = map[string]error{}
	}
	s.known[name] = err
	return err
}

// The lesson on a terminal of 80x24: the text column, and the lines between
// what stands above and below it (reader's layout).
const (
	smallColumn = 76
	smallRows   = 19
)

// longLessons reports the lessons of a page that fill more than two screens of a small terminal.
func longLessons(p *lessons.Page) []doc.Problem {
	var out []doc.Problem
	for _, l := range p.Lessons() {
		if l.Words < smallRows && len(l.Blocks()) < 2 {
			continue // cannot be long, and there are thousands of such
		}
		blocks := l.Blocks()
		n := len(typeset.Set(blocks, typeset.Options{Width: smallColumn, Drawing: p.Drawing, Numbers: true}).Lines)
		if n <= 2*smallRows {
			continue
		}
		line := 1
		if len(blocks) > 0 {
			line = blocks[0].Line()
		}
		out = append(out, doc.Problem{
			File: p.Path, Line: line, Severity: doc.Warning, Code: "long-lesson",
			Text: fmt.Sprintf("the lesson %q has %d lines, more than the %d of two screens at 80x24: divide its longest block, or give its second half a heading", l.Title, n, 2*smallRows),
		})
	}
	return out
}
