package cli

import (
	"lectern/lessons"
	"lectern/progress"
	"lectern/reader"
)

// The keeper keeps notes, bookmarks and links for the reader as well.
var _ reader.Shelf = (*keeper)(nil)

func (k *keeper) Notes() ([]reader.Note, error) {
	// A mark belongs to its letter, not on the list.
	return k.notesThat(func(n progress.Note) bool { return n.Kind != progress.Mark })
}

func (k *keeper) Marks() ([]reader.Note, error) {
	return k.notesThat(func(n progress.Note) bool { return n.Kind == progress.Mark })
}

func (k *keeper) notesThat(wanted func(progress.Note) bool) ([]reader.Note, error) {
	all, err := k.record.Notes()
	var out []reader.Note
	for _, n := range all {
		if wanted(n) {
			out = append(out, reader.Note{
				ID:        n.ID,
				Place:     lessons.Place{Lesson: n.Place.Lesson, Block: n.Place.Block, Offset: n.Place.Offset},
				Paragraph: n.Paragraph, Text: n.Text, Letter: n.Label,
			})
		}
	}
	return out, err
}

func (k *keeper) SaveNote(n reader.Note) error {
	kind := progress.Written
	switch {
	case n.Letter != "":
		kind = progress.Mark
	case n.Text == "":
		kind = progress.Bookmark
	}
	_, err := k.record.SaveNote(progress.Note{
		ID: n.ID, Kind: kind, Paragraph: n.Paragraph, Text: n.Text, Label: n.Letter,
		Place: progress.Place{Lesson: n.Place.Lesson, Block: n.Place.Block, Offset: n.Place.Offset},
	})
	return err
}

func (k *keeper) DropNote(id string) error { return k.record.DeleteNote(id) }

func (k *keeper) ReadLater(l reader.Later) error {
	return k.record.ReadLater(progress.Link{Target: l.Address, Text: l.Text, Lesson: l.Lesson})
}

func (k *keeper) DropLater(address string) error { return k.record.ForgetLink(address) }

func (k *keeper) Laters() ([]reader.Later, error) {
	all, err := k.record.Links()
	var out []reader.Later
	for _, l := range all {
		out = append(out, reader.Later{Address: l.Target, Text: l.Text, Lesson: l.Lesson})
	}
	return out, err
}
