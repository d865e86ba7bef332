package reader

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"lectern/reader/keys"
	"lectern/reader/typeset"
)

// field is text that a student types. The cursor stands between grapheme
// clusters, so that one Backspace takes what looks like one character.
type field struct {
	before, after []string // clusters before and behind the cursor
	lines         bool     // a new line is allowed
}

const (
	// maxTyped is how many clusters one field takes, typed, pasted or from an
	// editor: a paste by mistake should cost nothing.
	maxTyped = 20_000
	// maxTypedBytes bounds what is looked at to count them; no text that people
	// write needs this much for maxTyped clusters.
	maxTypedBytes = 64 * maxTyped
)

func newField(text string, lines bool) field {
	f := field{lines: lines}
	f.insert(text)
	return f
}

func (f *field) text() string { return strings.Join(f.before, "") + strings.Join(f.after, "") }

// insert types text at the cursor and reports whether there was room for all of
// it. Control characters are left out, and new lines become spaces where the
// field is one line.
func (f *field) insert(text string) (all bool) {
	all = len(text) <= maxTypedBytes
	text = text[:min(len(text), maxTypedBytes)]
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(text)
	if !f.lines {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	text = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	// A combining mark joins the character before it.
	if n := len(f.before); n > 0 {
		text = f.before[n-1] + text
		f.before = f.before[:n-1]
	}
	state := -1
	for text != "" {
		if len(f.before)+len(f.after) >= maxTyped {
			return false
		}
		var c string
		c, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		f.before = append(f.before, c)
	}
	return all
}

// edit does one editing action and reports whether it was one.
func (f *field) edit(in keys.Input) bool {
	n := len(f.before)
	switch in.Action {
	case keys.Type:
		f.insert(in.Text)
	case keys.NewLine:
		f.insert("\n")
	case keys.Erase:
		if n > 0 {
			f.before = f.before[:n-1]
		}
	case keys.EraseNext:
		if len(f.after) > 0 {
			f.after = f.after[1:]
		}
	case keys.EraseWord:
		for len(f.before) > 0 && isSpace(f.before[len(f.before)-1]) {
			f.before = f.before[:len(f.before)-1]
		}
		for len(f.before) > 0 && !isSpace(f.before[len(f.before)-1]) {
			f.before = f.before[:len(f.before)-1]
		}
	case keys.EraseLine:
		f.before, f.after = nil, nil
	case keys.Left:
		f.move(n - 1)
	case keys.Right:
		f.move(n + 1)
	case keys.LineStart:
		f.move(f.lineStart())
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
func (f *field) move(n int) {
	all := append(append([]string{}, f.before...), f.after...)
	n = max(0, min(n, len(all)))
	f.before, f.after = all[:n:n], all[n:]
}

func (f *field) lineStart() int {
	for i := len(f.before); i > 0; i-- {
		if f.before[i-1] == "\n" {
			return i
		}
	}
	return 0
}

func (f *field) lineEnd() int {
	for i, c := range f.after {
		if c == "\n" {
			return len(f.before) + i
		}
	}
	return len(f.before) + len(f.after)
}

// vertical moves the cursor a written line up or down, to the same column as far as the line goes.
func (f *field) vertical(by int) {
	start := f.lineStart()
	col := len(f.before) - start
	if by < 0 {
		if start == 0 {
			return
		}
		f.move(start - 1)
		above := f.lineStart()
		f.move(above + min(col, len(f.before)-above))
		return
	}
	end := f.lineEnd()
	if end == len(f.before)+len(f.after) {
		return
	}
	f.move(end + 1)
	f.move(min(end+1+col, f.lineEnd()))
}

// wrapped returns the field's lines at a width, and the row and column of the cursor.
func (f *field) wrapped(w int) (lines []string, row, col int) {
	w = max(2, w)
	var b strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, b.String())
		b.Reset()
		used = 0
	}
	all := append(append([]string{}, f.before...), f.after...)
	for i := 0; i <= len(all); i++ {
		if i == len(f.before) {
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
			if i == len(f.before) {
				row, col = len(lines), 0
			}
		}
		b.WriteString(all[i])
		used += cw
	}
	flush()
	return lines, row, col
}
