package cli

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/progress"
	"lectern/reader/typeset"
)

// keeps reports whether there is a record, and says why not.
func (m *lineMode) keeps() bool {
	if m.kept == nil {
		m.say("Nothing is being saved, so this cannot be kept.")
	}
	return m.kept != nil
}

// bookmark remembers the paragraph.
func (m *lineMode) bookmark(string) error { return m.keepNote(progress.Bookmark, "", "Bookmark kept.") }

// note writes a note at the paragraph.
func (m *lineMode) note(arg string) error {
	if arg == "" {
		m.say("Write the note behind the word: note ask Robin about this")
		return nil
	}
	return m.keepNote(progress.Written, arg, "Note kept.")
}

func (m *lineMode) keepNote(kind progress.NoteKind, text, done string) error {
	if !m.keeps() {
		return nil
	}
	block := m.text.noteBlock(m.at, m.lesson.Blocks())
	_, err := m.kept.SaveNote(progress.Note{
		Kind: kind, Text: text, Paragraph: paragraph(m.lesson, block),
		Place: recordPlace(lessons.Place{Lesson: m.lesson.ID, Position: doc.Position{Block: block}}),
	})
	if err != nil {
		m.say("Not saved: %s", typeset.Clean(err.Error()))
		return nil
	}
	m.say("%s", done)
	return nil
}

// notes lists notes and bookmarks; a number goes to one.
func (m *lineMode) notes(string) error {
	if !m.keeps() {
		return nil
	}
	all, err := m.kept.Notes()
	if err != nil {
		m.say("%s", typeset.Clean(err.Error()))
		return nil
	}
	list := lineList{what: "note"}
	for i, k := range keptNotes(m.course, all) {
		spot := lineSpot{at: k.place.Position}
		if k.Found {
			spot.lesson = m.course.Lesson(k.Lesson)
		}
		list.spots = append(list.spots, spot)
		m.say("  %d. %s: %s", i+1, k.where(), k.what())
		if q := k.quote(voiceWidth - 12); q != "" {
			m.say("     At: %s", q)
		}
		for _, line := range k.lines() {
			m.say("     %s", line)
		}
	}
	if len(list.spots) == 0 {
		m.say("No notes and no bookmarks.")
		return nil
	}
	m.list = list
	return nil
}

// mark puts the place under a letter.
func (m *lineMode) mark(arg string) error {
	letter, ok := m.letter(arg)
	if !ok || !m.keeps() {
		return nil
	}
	at := m.here()
	_, err := m.kept.SaveNote(progress.Note{
		Kind: progress.Mark, Label: letter, Paragraph: paragraph(m.lesson, at.Block),
		Place: recordPlace(at),
	})
	if err != nil {
		m.say("Not saved: %s", typeset.Clean(err.Error()))
		return nil
	}
	m.say("Mark %s is set.", letter)
	return nil
}

// toMark goes to the place under a letter.
func (m *lineMode) toMark(arg string) error {
	letter, ok := m.letter(arg)
	if !ok || !m.keeps() {
		return nil
	}
	all, err := m.kept.Notes()
	if err != nil {
		m.say("%s", typeset.Clean(err.Error()))
		return nil
	}
	for _, n := range all {
		if n.Kind != progress.Mark || n.Label != letter {
			continue
		}
		at, found := m.course.Relocate(placeOf(n.Place), n.Paragraph)
		if l := m.course.Lesson(at.Lesson); found && l != nil {
			m.jump(l, at.Position)
		} else {
			m.say("Mark %s lost its place.", letter)
		}
		return nil
	}
	m.say("There is no mark %s.", letter)
	return nil
}

// letter reads the letter of a mark.
func (m *lineMode) letter(arg string) (string, bool) {
	letter := typeset.Clean(strings.TrimSpace(arg))
	if utf8.RuneCountInString(letter) != 1 {
		m.say("Say which mark by one letter: mark a, and then: jump a")
		return "", false
	}
	return letter, true
}

// later keeps a link on the list to read later, or shows that list.
func (m *lineMode) later(arg string) error {
	if !m.keeps() {
		return nil
	}
	if arg == "" {
		list, err := m.kept.Links()
		if err != nil {
			m.say("%s", typeset.Clean(err.Error()))
			return nil
		}
		linksText(m.out, m.course, m.kept.Student(), keptLinks(m.course, list))
		return nil
	}
	l, d, ok := m.link(arg)
	if !ok {
		return nil
	}
	if d.Kind == lessons.Inside || d.Address == "" {
		m.say("This link leads to a place in the course: open %s", strings.TrimSpace(arg))
		return nil
	}
	err := m.kept.ReadLater(progress.Link{Target: d.Address, Text: l.Text, Lesson: m.lesson.ID})
	if err != nil {
		m.say("Not saved: %s", typeset.Clean(err.Error()))
		return nil
	}
	m.say("Kept to read later: %s", typeset.Clean(d.Address))
	return nil
}

// progress tells how the course as a whole stands.
func (m *lineMode) progress(string) error {
	if !m.keeps() {
		return nil
	}
	m.leave(false)
	s, err := m.kept.Summary(outline(m.course))
	if err != nil {
		m.say("%s", typeset.Clean(err.Error()))
		return nil
	}
	progressTotals(m.out, s, m.course.Manifest.Pass, nil)
	return nil
}

// picture shows the pictures of the lesson as they are drawn in characters.
func (m *lineMode) picture(string) error {
	figures := drawnFigures(m.lesson, m.lesson.Blocks())
	if len(figures) == 0 {
		m.say("This lesson has no picture that is drawn in characters.")
	}
	for _, f := range figures {
		page := typeset.Set([]doc.Block{f}, typeset.Options{Width: voiceWidth, Plain: true, Drawing: m.lesson.Page.Drawing})
		m.say("%s", strings.TrimRight(typeset.Plain(page), "\n"))
	}
	return nil
}

// hasDrawing reports whether a piece tells of a picture that the course has as a drawing.
func (m *lineMode) hasDrawing(i int) bool {
	blocks := m.lesson.Blocks()
	p := m.text.pieces[i]
	for k := p.from; k < p.end; k++ {
		at := m.text.lines[k].at.Block
		if (k == p.from || at != m.text.lines[k-1].at.Block) && at < len(blocks) &&
			len(drawnFigures(m.lesson, blocks[at:at+1])) > 0 {
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
