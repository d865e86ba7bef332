package reader

import (
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
)

// updateOverlay does what is asked while something lies over the stage.
func (m *Model) updateOverlay(in keys.Input) {
	o := m.front()
	switch o.kind {
	case overFind:
		m.updateFind(o, in)
		return
	case overHits:
		m.updateHits(o, in)
		return
	case overGoto:
		m.updateGoto(o, in)
		return
	case overNote:
		m.updateNote(o, in)
		return
	case overBlock:
		if in.Action == keys.Left || in.Action == keys.Right {
			m.scrollSideways(o, in.Action)
			return
		}
		if in.Action == keys.Pictures {
			m.switchPictures()
			o.top, o.left = 0, 0
			return
		}
		if in.Action == keys.Open {
			m.openInBlock(in)
			return
		}
		if in.Action == keys.Digit {
			m.digit(in.Arg)
			return
		}
	}
	switch in.Action {
	case keys.Leave:
		m.lift()
	case keys.Open:
		m.openRow(o)
	case keys.Copy:
		m.copyRow(o)
	case keys.KeepLink:
		m.keepRow(o)
	case keys.Remove:
		if o.kind == overNotes {
			m.removeNote(o)
		}
	case keys.Pick:
		o.at = in.Arg
		if in.Click {
			m.openRow(o)
		}
	case keys.Digit:
		m.digit(in.Arg)
		if n := m.listLength(o); m.number > n {
			m.number = in.Arg
		}
		o.at = max(0, min(m.number-1, m.listLength(o)-1))
		m.keepInView(o)
	default:
		if m.mode() == keys.InList {
			m.moveInList(o, in)
		} else {
			m.scrollRows(in)
		}
	}
}

// listLength is how many rows a list has that can be opened.
func (m *Model) listLength(o *overlay) int {
	switch o.kind {
	case overLinks:
		return len(m.set().Links)
	case overHits:
		return min(len(m.find.hits), listedHits)
	case overNotes:
		return len(m.shelf.notes) + len(m.shelf.links)
	}
	return 0
}

// moveInList moves the selected row of a list.
func (m *Model) moveInList(o *overlay, in keys.Input) {
	n, page := m.listLength(o), max(1, m.layout().body.h-4)
	switch in.Action {
	case keys.Down:
		o.at += m.takeNumber(1)
	case keys.Up:
		o.at -= m.takeNumber(1)
	case keys.PageDown:
		o.at += page
	case keys.PageUp:
		o.at -= page
	case keys.Top:
		o.at = 0
	case keys.Bottom:
		o.at = n - 1
	}
	o.at = max(0, min(o.at, n-1))
	m.keepInView(o)
}

// openRow opens what is selected.
func (m *Model) openRow(o *overlay) {
	m.number = 0
	switch o.kind {
	case overLinks:
		at := o.at
		m.lift()
		m.follow(at + 1)
	case overNotes:
		m.openNote(max(0, min(o.at, m.listLength(o)-1)))
	case overAddress:
		if o.dest.Kind == lessons.External {
			m.do(OpenAddress{o.dest.Address})
		}
	case overHelp:
		m.pickKey(o.at)
	case overAside:
		to := o.dest
		m.lift()
		m.goInside(to)
	}
}

// copyRow copies what is selected.
func (m *Model) copyRow(o *overlay) {
	text := ""
	switch o.kind {
	case overLinks:
		if l, d, ok := m.destination(o.at + 1); ok {
			text = d.Address
			if text == "" {
				text = l.Target
			}
		}
	case overAddress:
		text = o.dest.Address
	case overBlock:
		text = o.text
	case overAside:
		text = doc.PlainText(o.blocks)
	case overNotes:
		if k := o.at - len(m.shelf.notes); k >= 0 && k < len(m.shelf.links) {
			text = m.shelf.links[k].Address
		} else if k < 0 {
			text = m.shelf.notes[o.at].Text
		}
	}
	if text == "" {
		m.say("There is nothing to copy here.")
		return
	}
	m.do(CopyText{text})
	m.say("Copied.")
}

// keepRow keeps the selected link to read later.
func (m *Model) keepRow(o *overlay) {
	switch o.kind {
	case overLinks:
		l, d, _ := m.destination(o.at + 1)
		m.readLater(d.Address, l.Text)
	case overAddress:
		m.readLater(o.dest.Address, o.text)
	}
}

// updateGoto edits the field that names a lesson, and goes there.
func (m *Model) updateGoto(o *overlay, in keys.Input) {
	rows := m.namedLessons(o.field.Text())
	switch in.Action {
	case keys.Leave:
		m.lift()
	case keys.Down:
		o.at = max(0, min(o.at+1, len(rows)-1))
	case keys.Up:
		o.at = max(0, o.at-1)
	case keys.PageDown:
		o.at = max(0, min(o.at+m.layout().body.h/2, len(rows)-1))
	case keys.PageUp:
		o.at = max(0, o.at-m.layout().body.h/2)
	case keys.Pick:
		o.at = in.Arg
		m.goTo(o, rows)
	case keys.Submit:
		m.goTo(o, rows)
	default:
		if o.field.Edit(in) {
			o.at = 0
		}
	}
}

func (m *Model) goTo(o *overlay, rows []*lessons.Lesson) {
	at := o.at
	m.lift()
	if n, err := strconv.Atoi(strings.TrimSpace(o.field.Text())); err == nil && len(rows) == 0 {
		m.dropRun()
		m.openNumber(n) // where pages before it are not parsed yet, this waits for them
		return
	}
	if at < 0 || at >= len(rows) {
		m.say("No lesson has these words in its title.")
		return
	}
	m.dropRun()
	m.jump(rows[at], doc.Position{})
}
