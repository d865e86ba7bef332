package cli

import (
	"lectern/lessons/study"
	"lectern/progress"
)

func (k *keeper) Notes() ([]study.Note, error) {
	// A mark belongs to its letter, not on the list.
	return k.notesThat(func(n progress.Note) bool { return n.Kind != progress.Mark })
}

func (k *keeper) Marks() ([]study.Note, error) {
	return k.notesThat(func(n progress.Note) bool { return n.Kind == progress.Mark })
}

func (k *keeper) notesThat(wanted func(progress.Note) bool) ([]study.Note, error) {
	all, err := k.record.Notes()
	var out []study.Note
	for _, n := range all {
		if wanted(n) {
			out = append(out, study.Note{
				ID:        n.ID,
				Place:     placeOf(n.Place),
				Paragraph: n.Paragraph, Text: n.Text, Letter: n.Label,
				Created: n.Created, Updated: n.Place.Updated,
			})
		}
	}
	return out, inWords(err)
}

func (k *keeper) SaveNote(n study.Note) error {
	kind := progress.Written
	switch {
	case n.Letter != "":
		kind = progress.Mark
	case n.Text == "":
		kind = progress.Bookmark
	}
	_, err := k.record.SaveNote(progress.Note{
		ID: n.ID, Kind: kind, Paragraph: n.Paragraph, Text: n.Text, Label: n.Letter,
		Place: recordPlace(n.Place),
	})
	return inWords(err)
}

func (k *keeper) DropNote(id string) error { return inWords(k.record.DeleteNote(id)) }

func (k *keeper) SaveLink(l study.Link) error {
	return inWords(k.record.ReadLater(progress.Link{Target: l.Address, Text: l.Text, Lesson: l.Lesson}))
}

func (k *keeper) DropLink(address string) error { return inWords(k.record.ForgetLink(address)) }

func (k *keeper) Links() ([]study.Link, error) {
	all, err := k.record.Links()
	var out []study.Link
	for _, l := range all {
		out = append(out, study.Link{Address: l.Target, Text: l.Text, Lesson: l.Lesson, Added: l.Added})
	}
	return out, inWords(err)
}
