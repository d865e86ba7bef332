package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"lectern/embed"
	"lectern/lessons"
	"lectern/reader/words"
)

// openInside opens the course that is attached to this program, else the one
// that every plain build carries.
func openInside() (*lessons.Course, error) {
	p, err := ownPayload()
	if err != nil {
		return nil, err
	}
	if p == nil {
		return openDefault()
	}
	// An index of another version may divide the pages otherwise; the pages know better then.
	index := func() *lessons.Index { return readIndex(p) }
	if p.Info.Builder != version() {
		index = nil
	}
	return openPayload(p, index)
}

// openProgram opens the course that a program carries, without running it, or says why it cannot
// be opened; carries is whether there is one. Its index is not believed: another may have written it.
func openProgram(name string) (c *lessons.Course, carries bool, err error) {
	p, err := embed.Find(name)
	if err == nil && p != nil {
		c, err = openPayload(p, nil)
	}
	if err != nil && (p != nil || unsound(err)) {
		return nil, true, fmt.Errorf("%s: %w", name, err)
	}
	return c, c != nil, nil
}

// unsound reports whether an error says that a program carries a course that cannot be used.
func unsound(err error) bool {
	return errors.Is(err, embed.ErrDamaged) || errors.Is(err, embed.ErrRefused)
}

// openPayload opens a course and closes the program that carries it if it cannot be opened.
func openPayload(p *embed.Payload, index func() *lessons.Index) (*lessons.Course, error) {
	var site lessons.Site
	if len(p.Info.Site) > 0 && json.Unmarshal(p.Info.Site, &site) != nil {
		site = lessons.Site{}
	}
	c, err := lessons.Open(p.FS(), lessons.Options{
		ID: p.Info.ID, Title: p.Info.Title, Hash: p.Info.Hash, Start: p.Info.Start, Site: site, Index: index, Close: p.Close,
	})
	if err != nil {
		p.Close()
		return nil, err
	}
	if p.Info.Pages <= eagerPages {
		c.Pages()
	}
	return c, nil
}

// openDefault opens the course that every plain build carries.
func openDefault() (*lessons.Course, error) {
	c, err := lessons.Open(embed.Default(), lessons.Options{})
	if err != nil {
		return nil, err
	}
	// It is small and in memory already: a fraction of a millisecond.
	c.Hash, err = embed.ContentHash(c.FS(), c.Files())
	return c, err
}

// The metadata that a program carries beside its course.
const (
	indexMeta   = "contents.json" // lessons.Index
	editionMeta = "edition.json"  // lessons.Inventory
)

// eagerPages is the largest number of pages of which the table of contents is read before the
// first screen is drawn, so that it is whole on it; that of a larger course
// follows a moment later.
const eagerPages = 200

// readIndex reads the table of contents, nil if it cannot be read.
func readIndex(p *embed.Payload) *lessons.Index {
	src, err := p.Meta(indexMeta)
	if err != nil {
		return nil
	}
	var index lessons.Index
	if json.Unmarshal(src, &index) != nil {
		return nil
	}
	return &index
}

// ownPayload finds the course that is attached to this program, nil if there is
// none. A program whose own file cannot be read, because it was deleted while
// it runs or may only be executed, has none that could be found.
func ownPayload() (*embed.Payload, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, nil
	}
	p, err := embed.Find(exe)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, nil
	}
	return p, err
}

// openTour opens the course on Lectern itself. It has a record of its own, so
// that looking around leaves no trace in another course.
func openTour() (*lessons.Course, error) {
	return lessons.Open(embed.Tour(words.Spoken().Code), lessons.Options{})
}
