package folder

import (
	"bytes"
	"strings"
)

// toctree is one toctree directive of a page.
type toctree struct {
	line           int
	caption        string
	glob, reversed bool
	entries        []tocEntry
}

type tocEntry struct {
	title, target string
	line          int
}

// findToctrees scans a source for toctree directives without parsing the page:
// the order of three thousand pages must be known before they are parsed. It
// reads RST's directive and MyST's fenced one.
func findToctrees(src []byte) []toctree {
	if !bytes.Contains(src, []byte("toctree")) {
		return nil
	}
	var out []toctree
	var open *toctree
	indent, fenced := 0, false
	n := 0
	for raw := range bytes.Lines(src) {
		n++
		line := strings.ReplaceAll(string(raw), "\t", "        ")
		text := strings.TrimSpace(line)
		in := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case strings.HasPrefix(text, ".. toctree::"),
			strings.HasPrefix(text, "```{toctree}"), strings.HasPrefix(text, ":::{toctree}"):
			out = append(out, toctree{line: n})
			open, indent, fenced = &out[len(out)-1], in, text[0] != '.'
		case open == nil || text == "":
		case fenced && (strings.HasPrefix(text, "```") || strings.HasPrefix(text, ":::")), !fenced && in <= indent:
			open = nil
		default:
			open.add(text, n)
		}
	}
	return out
}

// add takes one line of a toctree's body: an option or an entry.
func (t *toctree) add(text string, line int) {
	if rest, ok := strings.CutPrefix(text, ":"); ok {
		if name, value, ok := strings.Cut(rest, ":"); ok {
			switch name {
			case "caption":
				t.caption = strings.TrimSpace(value)
			case "glob":
				t.glob = true
			case "reversed":
				t.reversed = true
			}
			return
		}
	}
	e := tocEntry{target: text, line: line}
	if i := strings.LastIndex(text, " <"); i > 0 && strings.HasSuffix(text, ">") {
		e.title, e.target = strings.TrimSpace(text[:i]), text[i+2:len(text)-1]
	}
	t.entries = append(t.entries, e)
}
