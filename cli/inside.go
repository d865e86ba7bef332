package cli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"lectern/embed"
	"lectern/lessons"
)

// openInside opens the course that is attached to this program, else the one
// that every plain build carries.
func openInside() (*lessons.Course, error) {
	p, err := ownPayload()
	if err != nil {
		return nil, err
	}
	if p == nil {
		return lessons.Open(embed.Default(), lessons.Options{})
	}
	opt := lessons.Options{ID: p.Info.ID, Title: p.Info.Title, Hash: p.Info.Hash, Close: p.Close}
	// An index of another version may read otherwise; the pages know better then.
	var index lessons.Index
	if p.Info.Builder == version() && json.Unmarshal(p.Info.Index, &index) == nil {
		opt.Index = &index
	}
	c, err := lessons.Open(p.FS(), opt)
	if err != nil {
		p.Close()
	}
	return c, err
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
