package line

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// keeps reports whether there is a record to save to; if not, it tells the student why.
func (m *reading) keeps() bool {
	if m.cfg.Record == nil {
		m.say(words.T("Nothing is being saved, so this cannot be kept."))
	}
	return m.cfg.Record != nil
}

// confirm says what was done, or why it was not saved.
func (m *reading) confirm(done string, do func()) {
	var failed error
	tell := m.keep.Tell
	m.keep.Tell = func(news string, err error) {
		if failed = err; news != "" {
			tell(news, nil)
		}
	}
	do()
	m.keep.Tell = tell
	if failed != nil {
		done = notSaved(failed)
	}
	m.say(done)
}

// bookmark remembers the paragraph, or forgets it.
func (m *reading) bookmark(string) error {
	if !m.keeps() {
		return nil
	}
	block := m.noteBlock()
	if old, ok := m.NoteOn(m.Lesson, block, true); ok {
		m.confirm(words.T("The bookmark is gone."), func() { m.DropNote(old) })
		return nil
	}
	m.confirm(words.T("Bookmark kept."), func() { m.KeepNote(m.NoteAt(m.Lesson, block)) })
	return nil
}

// note writes a note at the paragraph.
func (m *reading) note(arg string) error {
	switch {
	case arg == "":
		m.say(words.T("Write the note behind the word: %s ask Robin about this", called(cmdNote)))
	case m.keeps():
		n := m.NoteAt(m.Lesson, m.noteBlock())
		n.Text = arg
		m.confirm(words.T("Note kept."), func() { m.KeepNote(n) })
	}
	return nil
}

// noteBlock returns the block that a new note is attached to: the first of the piece that is no heading.
func (m *reading) noteBlock() int { return m.text.noteBlock(m.at, m.Lesson.Blocks()) }

// notes lists notes and bookmarks; a number goes to one.
func (m *reading) notes(string) error {
	if !m.keeps() {
		return nil
	}
	if err := m.Reload(m.cfg.Record); err != nil {
		m.say(typeset.Clean(err.Error()))
		return nil
	}
	all := study.PlaceNotes(m.Course, m.Kept.Notes)
	if len(all) == 0 {
		m.say(words.T("No notes and no bookmarks."))
		return nil
	}
	list := list{pick: func(m *reading, n string) error { return m.pickSpot(n, noteNumber()) }}
	for i, p := range all {
		spot := spot{at: p.At.Position}
		if p.Found {
			spot.lesson = p.Lesson
		}
		list.spots = append(list.spots, spot)
		m.say("  " + words.T("%d. %s: %s", i+1, Where(p), What(p)))
		if q := Quote(p, voiceWidth-12); q != "" {
			m.say("     " + words.T("At: %s", q))
		}
		for _, line := range Lines(p) {
			m.say("     " + line)
		}
	}
	m.list = list
	return nil
}

// mark puts the place under a letter.
func (m *reading) mark(arg string) error {
	if letter, ok := m.letter(arg); ok && m.keeps() {
		m.confirm(words.T("Mark %s is set.", letter), func() { m.SetMark(letter) })
	}
	return nil
}

// toMark goes to the place under a letter.
func (m *reading) toMark(arg string) error {
	letter, ok := m.letter(arg)
	if !ok || !m.keeps() {
		return nil
	}
	n, ok := m.Kept.Marks[letter]
	if !ok {
		m.say(words.T("There is no mark %s.", letter))
		return nil
	}
	l, at := m.Find(n)
	if l == nil {
		m.say(words.T("Mark %s lost its place.", letter))
		return nil
	}
	m.jump(l, at)
	return nil
}

// letter reads the letter of a mark.
func (m *reading) letter(arg string) (string, bool) {
	letter := typeset.Clean(strings.TrimSpace(arg))
	if utf8.RuneCountInString(letter) != 1 {
		m.say(words.T("Say which mark by one letter: %s a, and then: %s a", called(cmdMark), called(cmdJump)))
		return "", false
	}
	return letter, true
}

// later keeps a link on the list to read later, or shows that list.
func (m *reading) later(arg string) error {
	if !m.keeps() {
		return nil
	}
	if arg == "" {
		if err := m.Reload(m.cfg.Record); err != nil {
			m.say(typeset.Clean(err.Error()))
			return nil
		}
		Links(m.out, m.Course, m.Student, m.Kept.Links)
		return nil
	}
	l, d, ok := m.link(arg)
	if !ok {
		return nil
	}
	if d.Kind == lessons.Inside || d.Address == "" {
		m.say(words.T("This link leads to a place in the course: %s %s", called(cmdOpen), strings.TrimSpace(arg)))
		return nil
	}
	m.confirm(words.T("Kept to read later: %s", typeset.Clean(d.Address)), func() { m.ReadLater(d.Address, l.Text) })
	return nil
}

// progress tells how the course as a whole stands.
func (m *reading) progress(string) error {
	if !m.keeps() {
		return nil
	}
	m.Leave(false)
	if err := m.cfg.Totals(m.out); err != nil {
		m.say(typeset.Clean(err.Error()))
	}
	return nil
}

// picture shows the pictures of the lesson as they are drawn in characters.
func (m *reading) picture(string) error {
	figures := drawnFigures(m.Lesson, m.Lesson.Blocks())
	if len(figures) == 0 {
		m.say(words.T("This lesson has no picture that is drawn in characters."))
	}
	for _, f := range figures {
		page := typeset.Set([]doc.Block{f}, typeset.Options{Width: voiceWidth, Plain: true, Drawing: m.Lesson.Page.Drawing})
		m.say(strings.TrimRight(typeset.Plain(page), "\n"))
	}
	return nil
}

// hasDrawing reports whether a piece tells of a picture that the course has as a drawing.
func (m *reading) hasDrawing(piece int) bool {
	blocks := m.Lesson.Blocks()
	p := m.text.pieces[piece]
	for k := p.from; k < p.end; k++ {
		at := m.text.lines[k].at.Block
		if (k == p.from || at != m.text.lines[k-1].at.Block) && at < len(blocks) &&
			len(drawnFigures(m.Lesson, blocks[at:at+1])) > 0 {
			return true
		}
	}
	return false
}

// drawnFigures returns the pictures that the course has a drawing of.
func drawnFigures(l *lessons.Lesson, blocks []doc.Block) []doc.Block {
	var out []doc.Block
	doc.Walk(blocks, func(b doc.Block) bool {
		if f, ok := b.(*doc.Figure); ok {
			if _, drawn := l.Page.Drawing(f.Image.Source); drawn {
				out = append(out, f)
			}
		}
		return true
	})
	return out
}
