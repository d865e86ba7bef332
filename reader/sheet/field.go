package sheet

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// Field is text that a student types. The cursor stands between grapheme
// clusters, so that one Backspace takes what looks like one character.
type Field struct {
	Before, After []string // clusters before and behind the cursor
	Lines         bool     // a new line is allowed
}

const (
	// maxTyped is how many clusters one field takes, typed, pasted or from an
	// editor: a paste by mistake should cost nothing.
	MaxTyped = 20_000
	// maxTypedBytes bounds what is looked at to count them; no text that people
	// write needs this much for maxTyped clusters.
	MaxTypedBytes = 64 * MaxTyped
)

func NewField(text string, lines bool) Field {
	f := Field{Lines: lines}
	f.Insert(text)
	return f
}

func (f *Field) Text() string { return strings.Join(f.Before, "") + strings.Join(f.After, "") }

// Insert types text at the cursor and reports whether there was room for all of
// it. Control characters are left out, and new lines become spaces where the
// field is one line.
func (f *Field) Insert(text string) (all bool) {
	all = len(text) <= MaxTypedBytes
	text = text[:min(len(text), MaxTypedBytes)]
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(text)
	if !f.Lines {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	text = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	// A combining mark joins the character before it.
	if n := len(f.Before); n > 0 {
		text = f.Before[n-1] + text
		f.Before = f.Before[:n-1]
	}
	state := -1
	for text != "" {
		if len(f.Before)+len(f.After) >= MaxTyped {
			return false
		}
		var c string
		c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		f.Before = append(f.Before, c)
	}
	return all
}

// Edit does one editing action and reports whether it was one.
func (f *Field) Edit(in keys.Input) bool {
	n := len(f.Before)
	switch in.Action {
	case keys.Type:
		f.Insert(in.Text)
	case keys.NewLine:
		f.Insert("\n")
	case keys.Erase:
		if n > 0 {
			f.Before = f.Before[:n-1]
		}
	case keys.EraseNext:
		if len(f.After) > 0 {
			f.After = f.After[1:]
		}
	case keys.EraseWord:
		for len(f.Before) > 0 && isSpace(f.Before[len(f.Before)-1]) {
			f.Before = f.Before[:len(f.Before)-1]
		}
		for len(f.Before) > 0 && !isSpace(f.Before[len(f.Before)-1]) {
			f.Before = f.Before[:len(f.Before)-1]
		}
	case keys.EraseLine:
		f.Before, f.After = nil, nil
	case keys.Left:
		f.move(n - 1)
	case keys.Right:
		f.move(n + 1)
	case keys.LineStart:
		f.move(f.LineStart())
	case keys.LineEnd:
		f.move(f.lineEnd())
	case keys.Up:
		f.vertical(-1)
	case keys.Down:
		f.vertical(1)
	default:
		return false
	}
	return true
}

func isSpace(c string) bool { return c == " " || c == "\n" }

// move puts the cursor behind the first n clusters.
func (f *Field) move(n int) {
	all := append(append([]string{}, f.Before...), f.After...)
	n = max(0, min(n, len(all)))
	f.Before, f.After = all[:n:n], all[n:]
}

func (f *Field) LineStart() int {
	for i := len(f.Before); i > 0; i-- {
		if f.Before[i-1] == "\n" {
			return i
		}
	}
	return 0
}

func (f *Field) lineEnd() int {
	for i, c := range f.After {
		if c == "\n" {
			return len(f.Before) + i
		}
	}
	return len(f.Before) + len(f.After)
}

// vertical moves the cursor a written line up or down, to the same column as far as the line goes.
func (f *Field) vertical(by int) {
	start := f.LineStart()
	col := len(f.Before) - start
	if by < 0 {
		if start == 0 {
			return
		}
		f.move(start - 1)
		above := f.LineStart()
		f.move(above + min(col, len(f.Before)-above))
		return
	}
	end := f.lineEnd()
	if end == len(f.Before)+len(f.After) {
		return
	}
	f.move(end + 1)
	f.move(min(end+1+col, f.lineEnd()))
}

// Wrapped returns the field's lines at a width, and the row and column of the cursor.
func (f *Field) Wrapped(w int) (lines []string, row, col int) {
	w = max(2, w)
	var b strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, b.String())
		b.Reset()
		used = 0
	}
	all := append(append([]string{}, f.Before...), f.After...)
	for i := 0; i <= len(all); i++ {
		if i == len(f.Before) {
			if used >= w {
				flush()
			}
			row, col = len(lines), used
		}
		if i == len(all) {
			break
		}
		if all[i] == "\n" {
			flush()
			continue
		}
		cw := typeset.Width(all[i])
		if used+cw > w {
			flush()
			if i == len(f.Before) {
				row, col = len(lines), 0
			}
		}
		b.WriteString(all[i])
		used += cw
	}
	flush()
	return lines, row, col
}
