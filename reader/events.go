package reader

import (
	"slices"
	"time"

	"github.com/gdamore/tcell/v2"
	"github.com/rivo/tview"

	"lectern/reader/keys"
	"lectern/reader/terminal"
	"lectern/reader/words"
)

// InputHandler turns keys into inputs for the model.
func (v *view) InputHandler() func(*tcell.EventKey, func(tview.Primitive)) {
	return v.WrapInputHandler(func(ev *tcell.EventKey, _ func(tview.Primitive)) {
		if in, ok := v.model.key(terminal.KeyName(ev)); ok {
			v.act(in)
		}
	})
}

// key looks a key up in the table, for the current mode.
func (m *Model) key(name string) (keys.Input, bool) {
	mode := m.mode()
	switch {
	case m.waiting == keys.QuitTwice && (name == "Q" || slices.Contains(m.keys.KeysOf(mode, keys.QuitTwice), name)):
		return keys.Input{Action: keys.Quit}, true // ZZ and ZQ, as in less and vim
	case m.waiting != "" && m.waiting != keys.QuitTwice && len([]rune(name)) == 1:
		return keys.Input{Action: m.waiting, Text: name}, true
	}
	return m.keys.Lookup(mode, name, m.letters())
}

// letters are those that answer the question on the screen; they go before the keys of the table.
func (m *Model) letters() []string {
	if m.mode()&(keys.InChoice|keys.InTrueFalse|keys.InPairs|keys.InGapChoice) == 0 || m.run == nil {
		return nil
	}
	return m.run.form.Letters()
}

// PasteHandler puts pasted text into the field that is open; elsewhere it is left
// alone, because text is no command.
func (v *view) PasteHandler() func(string, func(tview.Primitive)) {
	return v.WrapPasteHandler(func(text string, _ func(tview.Primitive)) {
		if v.model.mode()&keys.Typing != 0 {
			v.act(keys.Input{Action: keys.Type, Text: text})
		}
	})
}

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// MouseHandler turns clicks and the wheel into inputs for the model.
func (v *view) MouseHandler() func(tview.MouseAction, *tcell.EventMouse, func(tview.Primitive)) (bool, tview.Primitive) {
	return v.WrapMouseHandler(func(action tview.MouseAction, ev *tcell.EventMouse, _ func(tview.Primitive)) (bool, tview.Primitive) {
		x, y := ev.Position()
		switch action {
		case tview.MouseScrollDown, tview.MouseScrollUp:
			v.wheel(action == tview.MouseScrollDown, x, y)
			return true, nil
		case tview.MouseMove:
			return v.hover(x, y), nil
		case tview.MouseLeftClick, tview.MouseLeftDoubleClick:
			return v.click(x, y), nil
		}
		return false, nil
	})
}

// hover shows where the link under the pointer leads, before it is followed. It
// reports whether that changed what is shown.
func (v *view) hover(x, y int) bool {
	link := 0
	if s := v.spotAt(x, y); s != nil && s.input.Action == keys.Open {
		link = s.input.Arg
	}
	if link == v.model.hover {
		return false
	}
	v.act(keys.Input{Action: keys.Hover, Arg: link})
	return true
}

// spotAt returns the topmost clickable spot that covers a cell, or nil.
func (v *view) spotAt(x, y int) *clickSpot {
	for i := len(v.spots) - 1; i >= 0; i-- {
		s := &v.spots[i]
		if x >= s.x && x < s.x+s.w && y >= s.y && y < s.y+s.h {
			return s
		}
	}
	return nil
}

// wheel scrolls what is in front, or the panel under the pointer.
func (v *view) wheel(down bool, x, y int) {
	m := v.model
	a := keys.Up
	if down {
		a = keys.Down
	}
	switch mode := m.mode(); {
	case mode == keys.InSummary: // there a line is a row that is chosen
		v.act(keys.Input{Action: map[keys.Action]keys.Action{keys.Down: keys.HalfDown, keys.Up: keys.HalfUp}[a]})
	case mode&(keys.Reading|keys.Paper) != 0:
		v.act(keys.Input{Action: a, Arg: wheelLines, Click: true})
	case mode&(keys.Rows|keys.InField) != 0:
		v.act(keys.Input{Action: a})
	case mode&keys.Typing == 0:
		v.act(keys.Input{Action: map[keys.Action]keys.Action{keys.Down: keys.PageDown, keys.Up: keys.PageUp}[a]})
	}
}

// click does what the part of the screen that was drawn there last asks for. A
// frame, which asks for nothing, keeps clicks from what it covers.
func (v *view) click(x, y int) bool {
	if s := v.spotAt(x, y); s != nil && s.input.Action != "" {
		v.act(s.input)
		return true
	}
	if v.model.message != "" {
		v.act(keys.Input{}) // a message may lie over the keys
		return true
	}
	return false
}

// every runs f on the loop again and again, until the loop has ended.
func (a *app) every(interval time.Duration, f func()) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			a.later(f)
		case <-a.over:
			return
		}
	}
}

// idleLooks is how many times an idle session is looked at before it ends.
const idleLooks = 60

// endIdle ends a session that its student has left standing, if no key has come for too long. The place is kept, as whenever it ends.
func (a *app) endIdle() {
	if a.ended || a.cfg.Now().Sub(a.keyed) < a.cfg.Idle {
		return
	}
	a.doing(func(m *Model) {
		m.endOfSession()
		n := int(a.cfg.Idle.Minutes())
		m.parting = words.N("No key was pressed for %d minute, so the course was closed. Your place is kept.",
			"No key was pressed for %d minutes, so the course was closed. Your place is kept.", n, n)
		m.do(Stop{})
	})
}
