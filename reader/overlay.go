package reader

import (
	"reflect"

	"lectern/reader/keys"
	"lectern/reader/sheet"
)

// overlay is shown on top of the stage until it is closed: a list, a
// window, a field. Each is a type with fields of its own.
//
// To add an overlay:
//
//  1. write its type in a file of its own; it embeds window, screenful, list or
//     fieldList for what it has in common with others, and takes one of the modes
//     (for a new one see keys/table.go);
//  2. name its Action and the key that asks for it in keys/bindings.go;
//  3. lay it in layFor, below;
//  4. say how it is laid in overlays() of overlay_test.go, for TestEveryOverlay, and
//     go test ./reader/keys -update, which writes docs/keys.md anew.
type overlay interface {
	mode() keys.Mode                         // the keys that apply while it is in front
	update(m *Model, in keys.Input)          // handles input while it is in front
	sheet(m *Model, w int) *sheet.Sheet      // its rows at a width
	title() string                           // the title in its frame
	framed() bool                            // without a frame it takes the whole body
	rect(m *Model, rows int) rect            // where in the window the inside of its frame is, if it has so many rows
	top() *int                               // the first row on the screen
	shownFrom(s *sheet.Sheet, h int) int     // the first of h rows to draw: top, as far as that can be
	field() (f *sheet.Field, aboveRows bool) // what is typed into, nil for nothing; above its rows, or in them
	sides(m *Model) (left, right bool)       // whether there is more to scroll to at its sides
}

// window is the common part of overlays with a frame.
type window struct{ first int }

func (o *window) framed() bool                        { return true }
func (o *window) top() *int                           { return &o.first }
func (o *window) rect(m *Model, rows int) rect        { return m.windowRect(rows + 2) }
func (o *window) shownFrom(s *sheet.Sheet, _ int) int { return max(0, min(o.first, s.Count()-1)) }
func (o *window) field() (f *sheet.Field, above bool) { return nil, false }
func (o *window) sides(*Model) (left, right bool)     { return false, false }

// screenful is an overlay that takes the whole body.
type screenful struct{ window }

func (o *screenful) title() string                { return "" }
func (o *screenful) framed() bool                 { return false }
func (o *screenful) rect(m *Model, rows int) rect { return column(m.layout().body, defaultColumn) }

// list is an overlay with a selected row.
type list struct {
	window
	at int // the selected row
}

func (o *list) mode() keys.Mode { return keys.InList }
func (o *list) cursor() *int    { return &o.at }

func (o *list) shownFrom(s *sheet.Sheet, h int) int {
	if s.Last-s.First >= h { // the selected row is taller than the window: any part of it
		return max(s.First, min(o.first, s.Last-h+1))
	}
	return max(0, min(sheet.Revealed(o.first, s.First, s.Last, h, s.Count()), s.Count()-1))
}

// fieldList is a list below a field that says what is on it.
type fieldList struct {
	list
	typed sheet.Field
}

func (o *fieldList) mode() keys.Mode                     { return keys.InField }
func (o *fieldList) rect(m *Model, rows int) rect        { return m.windowRect(rows + 4) }
func (o *fieldList) field() (f *sheet.Field, above bool) { return &o.typed, true }

// windowRect is where a window of that height, with its frame, lies in the body: the inside of its frame.
func (m *Model) windowRect(height int) rect {
	b := m.layout().body
	w := min(b.w, defaultColumn+4)
	h := max(3, min(b.h, height))
	top := b.y + max(0, (b.h-h)/3)
	return rect{b.x + (b.w-w)/2 + 2, top + 1, max(1, w-4), h - 2}
}

// front returns the overlay in front, or nil.
func (m *Model) front() overlay {
	if len(m.over) == 0 {
		return nil
	}
	return m.over[len(m.over)-1]
}

// layFor opens the overlay that belongs to an action, and reports whether there is
// one. The key table says where the action has a key. What a link or the place of
// the cursor decides (an address, an aside, a block by itself) is laid from there.
func (m *Model) layFor(a keys.Action) bool {
	switch a {
	case keys.Help:
		m.showHelp()
	case keys.Progress:
		m.showProgress()
	case keys.Exam:
		m.startExam()
	case keys.HandIn:
		m.startHandIn()
	case keys.Answers:
		m.showAnswers()
	case keys.Find:
		m.startFind()
	case keys.AllHits:
		m.listHits()
	case keys.Goto:
		m.lay(&lessonFinder{})
	case keys.Links:
		m.listLinks()
	case keys.Notes:
		m.listNotes()
	case keys.WriteNote:
		m.writeNote()
	default:
		return false
	}
	return true
}

// lay puts an overlay in front; if the front one is of the same type, it is replaced.
func (m *Model) lay(o overlay) {
	if f := m.front(); f != nil && reflect.TypeOf(f) == reflect.TypeOf(o) {
		m.over[len(m.over)-1] = o
		return
	}
	m.over = append(m.over, o)
}

// lift removes the front overlay.
func (m *Model) lift() {
	if n := len(m.over); n > 0 {
		m.over = m.over[:n-1]
	}
}

// widthOf returns the width of an overlay's rows.
func (m *Model) widthOf(o overlay) int { return o.rect(m, 1).w }

// heightOf returns how many rows of an overlay fit on the screen, at most as many as it has.
func (m *Model) heightOf(o overlay, rows int) int {
	h := o.rect(m, rows).h
	if _, above := o.field(); above {
		h -= 2
	}
	return max(1, h)
}

// scrollOrLeave handles the input common to all overlays that only scroll.
func (m *Model) scrollOrLeave(in keys.Input) {
	if in.Action == keys.Leave {
		m.lift()
		return
	}
	m.scrollRows(in)
}

// listed is a list whose rows can be opened.
type listed interface {
	overlay
	cursor() *int
	length(m *Model) int // how many rows can be opened
	open(m *Model)       // opens the selected row
}

// updateList handles the input common to all lists.
func (m *Model) updateList(o listed, in keys.Input) {
	switch in.Action {
	case keys.Leave:
		m.lift()
	case keys.Open:
		m.number = 0
		o.open(m)
	case keys.Pick:
		*o.cursor() = in.Arg
		if in.Click {
			m.number = 0
			o.open(m)
		}
	case keys.Digit:
		n := o.length(m)
		if m.digit(in.Arg); m.number > n {
			m.number = in.Arg
		}
		*o.cursor() = max(0, min(m.number-1, n-1))
		m.keepInView(o)
	default:
		m.moveInList(o, in)
	}
}

// moveInList moves the selected row of a list.
func (m *Model) moveInList(o listed, in keys.Input) {
	at, n, page := *o.cursor(), o.length(m), max(1, m.layout().body.h-4)
	by := map[keys.Action]int{keys.Down: 1, keys.Up: -1, keys.PageDown: page, keys.PageUp: -page}[in.Action]
	if by != 0 && m.number == 0 && m.scrollInRow(o, by) {
		return
	}
	switch in.Action {
	case keys.Down:
		at += m.takeNumber(1)
	case keys.Up:
		at -= m.takeNumber(1)
	case keys.PageDown:
		at += page
	case keys.PageUp:
		at -= page
	case keys.Top:
		at = 0
	case keys.Bottom:
		at = n - 1
	}
	*o.cursor() = max(0, min(at, n-1))
	m.keepInView(o)
}

// keepInView scrolls a list so that its selected row is on the screen.
func (m *Model) keepInView(o overlay) {
	if m.layout().small {
		return
	}
	s := o.sheet(m, m.widthOf(o))
	*o.top() = o.shownFrom(s, m.heightOf(o, s.Count()))
}

// scrollInRow scrolls a selected row that is taller than the window, and reports whether
// there was more of it in that direction.
func (m *Model) scrollInRow(o overlay, by int) bool {
	if m.layout().small {
		return false
	}
	s := o.sheet(m, m.widthOf(o))
	h := m.heightOf(o, s.Count())
	from := o.shownFrom(s, h)
	to := max(s.First, min(from+by, s.Last-h+1))
	if s.Last-s.First < h || to == from {
		return false
	}
	*o.top() = to
	return true
}
