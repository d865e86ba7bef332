package study

import (
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// Kept holds the student's notes, marks and links in the course, as the record has them.
type Kept struct {
	Notes  []Note          // notes and bookmarks, oldest first
	Drafts []Note          // what was typed for notes and not kept as such, oldest first
	Marks  map[string]Note // by letter
	Links  []Link          // to be read later, oldest first

	gone []Item // what was taken away in this session, the newest last
}

// Item is one thing that is kept: a note or bookmark, the draft of a note, or a link, which has an address.
type Item struct {
	Note  Note
	Draft bool
	Link  Link
}

// Items lists all that is kept but the marks, in the order of its kinds.
func (k *Kept) Items() []Item {
	var out []Item
	for _, n := range k.Notes {
		out = append(out, Item{Note: n})
	}
	for _, n := range k.Drafts {
		out = append(out, Item{Note: n, Draft: true})
	}
	for _, l := range k.Links {
		out = append(out, Item{Link: l})
	}
	return out
}

// Same reports whether two items stand for the same thing, also when it was saved anew in between.
func (i Item) Same(other Item) bool {
	return i.Draft == other.Draft && i.Link.Address == other.Link.Address && i.Note.Place == other.Note.Place && i.Note.Text == other.Note.Text
}

// Reload reads the notes, marks and links of the record. Of what cannot be read
// the session keeps what it has.
func (s *Session) Reload(r Record) error {
	notes, err := r.Notes()
	if err != nil {
		return err
	}
	s.Kept.Notes = notes
	if s.Kept.Drafts, err = r.Drafts(); err != nil {
		return err
	}
	marks, err := r.Marks()
	if err != nil {
		return err
	}
	for _, n := range marks {
		s.Kept.Marks[n.Letter] = n
	}
	links, err := r.Links()
	if err == nil {
		s.Kept.Links = links
	}
	return err
}

// Paragraph is the plain text of a block of a lesson, as a note keeps it.
func Paragraph(l *lessons.Lesson, block int) string {
	if blocks := l.Blocks(); block >= 0 && block < len(blocks) {
		return doc.PlainText(blocks[block : block+1])
	}
	return ""
}

// NoteAt returns a new note at a block of a lesson, without a text: a bookmark.
func (s *Session) NoteAt(l *lessons.Lesson, block int) Note {
	return Note{
		Place:     lessons.Place{Lesson: l.ID, Position: doc.Position{Block: block}},
		Paragraph: Paragraph(l, block),
	}
}

// BlockOf returns the block of a lesson at which a note stands, also when the page
// was edited since; ok is false if it stands elsewhere.
func (s *Session) BlockOf(l *lessons.Lesson, n Note) (block int, ok bool) {
	page := l.Page.ID()
	if rest, ok := strings.CutPrefix(n.Place.Lesson, page); !ok || rest != "" && rest[0] != '/' {
		return 0, false
	}
	at, ok := s.Course.RelocateInPage(n.Place, n.Paragraph)
	return at.Block, ok && at.Lesson == l.ID
}

// NoteOn returns the note, or the bookmark, at a block of a lesson.
func (s *Session) NoteOn(l *lessons.Lesson, block int, bookmark bool) (Note, bool) {
	for _, n := range s.Kept.Notes {
		if n.Bookmark() != bookmark {
			continue
		}
		if at, ok := s.BlockOf(l, n); ok && at == block {
			return n, true
		}
	}
	return Note{}, false
}

// Bookmark sets a bookmark at a block of a lesson, or takes it away.
func (s *Session) Bookmark(l *lessons.Lesson, block int) (set bool) {
	if old, ok := s.NoteOn(l, block, true); ok {
		s.DropNote(old)
		return false
	}
	s.KeepNote(s.NoteAt(l, block))
	return true
}

// KeepNote keeps a note, in place of the one with its ID.
func (s *Session) KeepNote(n Note) { s.do(SaveNote{n}) }

// DropNote takes a note or bookmark away.
func (s *Session) DropNote(n Note) {
	s.Kept.gone = append(s.Kept.gone, Item{Note: n})
	s.do(DropNote{n.ID})
}

// DraftOn returns the newest draft of a note at a block of a lesson.
func (s *Session) DraftOn(l *lessons.Lesson, block int) (Note, bool) {
	for _, n := range slices.Backward(s.Kept.Drafts) {
		if at, ok := s.BlockOf(l, n); ok && at == block {
			return n, true
		}
	}
	return Note{}, false
}

// KeepDraft keeps what was typed for a note, in place of what was typed at the same
// place before; one without a text takes that away.
func (s *Session) KeepDraft(n Note) {
	i := slices.IndexFunc(s.Kept.Drafts, func(d Note) bool { return d.Place == n.Place })
	switch {
	case i < 0 && n.Text == "":
		return
	case i < 0:
		s.Kept.Drafts = append(s.Kept.Drafts, n)
	case n.Text == "":
		s.Kept.Drafts = slices.Delete(s.Kept.Drafts, i, i+1)
	case s.Kept.Drafts[i].Text == n.Text:
		return
	default:
		s.Kept.Drafts[i].Text = n.Text
	}
	s.do(SaveDraft{n})
}

// DropDraft takes a draft away.
func (s *Session) DropDraft(n Note) {
	s.Kept.gone = append(s.Kept.gone, Item{Note: n, Draft: true})
	n.Text = ""
	s.KeepDraft(n)
}

// Gone reports whether there is something that BringBack brings back.
func (k *Kept) Gone() bool { return len(k.gone) > 0 }

// BringBack keeps again what was taken away last, and returns it; ok is false if nothing was.
func (s *Session) BringBack() (it Item, ok bool) {
	last := len(s.Kept.gone) - 1
	if last < 0 {
		return Item{}, false
	}
	it, s.Kept.gone = s.Kept.gone[last], s.Kept.gone[:last]
	switch {
	case it.Link.Address != "":
		s.do(SaveLink{it.Link})
	case it.Draft:
		s.KeepDraft(it.Note)
	default:
		s.KeepNote(it.Note)
	}
	return it, true
}

// SetMark saves the student's place as the mark with a letter.
func (s *Session) SetMark(letter string) {
	n := s.NoteAt(s.Lesson, s.At.Block)
	n.Letter, n.Place = letter, s.Here()
	s.KeepNote(n)
}

// Find returns where a note or mark stands now; l is nil if it lost its place.
func (s *Session) Find(n Note) (l *lessons.Lesson, at doc.Position) {
	p, ok := s.Course.Relocate(n.Place, n.Paragraph)
	if !ok {
		return nil, doc.Position{}
	}
	return s.Course.Lesson(p.Lesson), p.Position
}

// ReadLater keeps a link of the open lesson.
func (s *Session) ReadLater(address, text string) {
	s.do(SaveLink{Link{Address: address, Text: text, Lesson: s.Lesson.ID}})
}

// DropLink takes a link off the list of those to be read later.
func (s *Session) DropLink(address string) {
	if i := slices.IndexFunc(s.Kept.Links, func(l Link) bool { return l.Address == address }); i >= 0 {
		s.Kept.gone = append(s.Kept.gone, Item{Link: s.Kept.Links[i]})
	}
	s.do(DropLink{address})
}
