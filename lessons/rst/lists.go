package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// bulletOf returns the bullet of a line and where its text begins (RST spec,
// "Bullet Lists").
func bulletOf(line string) (bullet rune, text int, ok bool) {
	r, n := utf8.DecodeRuneInString(line)
	switch r {
	case '-', '+', '*', '•', '‣', '⁃':
		text, ok = spacesAfter(line, n)
		return r, text, ok
	}
	return 0, 0, false
}

func (s *scanner) bullet(line string) bool {
	first, _, ok := bulletOf(line)
	if !ok {
		return false
	}
	list := &doc.List{At: s.at(s.line())}
	blank := true
	list.Tight = s.list(0, func(line string) bool {
		r, text, ok := bulletOf(line)
		if !ok || r != first {
			return false
		}
		var block lines
		at := s.line()
		block, blank = s.itemBlock(text, text+1-utf8.RuneLen(r))
		list.Items = append(list.Items, doc.ListItem{Line: int(s.at(at)), Blocks: s.body(block, s.ctx.inner())})
		return true
	})
	s.emit(list)
	s.unindented("bullet list", blank)
	return true
}

// definitions reads a definition list that begins at the current line: a term
// with an indented line right below it (RST spec, "Definition Lists").
func (s *scanner) definitions() {
	list := &doc.Definitions{At: s.at(s.line())}
	blank := true
	s.definition(list, &blank)
	s.list(1, func(line string) bool {
		if line[0] == ' ' || s.startsMarked(line) {
			return false
		}
		second, ok := s.next(1)
		if !ok || second == "" || second[0] != ' ' {
			return false
		}
		s.definition(list, &blank)
		return true
	})
	s.emit(list)
	s.unindented("definition list", blank)
}

func (s *scanner) definition(list *doc.Definitions, blank *bool) {
	line := s.line()
	term := strings.Clone(s.in.text[s.i])
	if strings.HasSuffix(term, "::") {
		s.problem(doc.Info, line, 0, "literal-or-term", "no blank line below a line that ends with ::, read as a definition")
	}
	it := doc.Definition{Line: int(s.at(line))}
	text, classifiers := s.term(term, line)
	it.Terms = [][]doc.Inline{text}
	it.Classifiers = classifiers
	block, next, ok := s.in.indented(s.i + 1)
	s.i, *blank = next, ok
	it.Blocks = s.body(block, s.ctx.inner())
	list.Items = append(list.Items, it)
}

// startsMarked tells whether a line looks like the start of another element,
// which ends a definition list even where it turns out to be text.
func (s *scanner) startsMarked(line string) bool {
	if !startsElement(line) {
		return false
	}
	if _, _, ok := bulletOf(line); ok {
		return true
	}
	if _, ok := enumeratorOf(line); ok {
		return true
	}
	if _, _, ok := fieldMarker(line); ok {
		return true
	}
	if _, ok := optionMarker(line); ok {
		return true
	}
	for _, mark := range []string{">>>", "|", "..", "__"} {
		if strings.HasPrefix(line, mark) {
			if _, ok := spacesAfter(line, len(mark)); ok {
				return true
			}
		}
	}
	return isAdornment(line) || isGridTop(line) || isSimpleTop(line)
}

// quote reads the indented block at the current line as one or more block
// quotes, each of which may end with an attribution (RST spec, "Block Quotes").
func (s *scanner) quote() {
	block, next, blank := s.in.indented(s.i)
	s.i = next
	s.emit(s.quotes(block, "")...)
	s.unindented("block quote", blank)
}

// quotes makes block quotes of already unindented lines.
func (s *scanner) quotes(in lines, kind string) []doc.Block {
	var out []doc.Block
	for len(in.text) > 0 {
		end, next, mark := attribution(in.text)
		q := &doc.Quote{At: s.at(in.first), Kind: kind}
		q.Blocks = s.body(in.slice(0, end), s.ctx.inner())
		if next > end {
			q.Attribution = s.inline(attributionText(in.text[end:next], mark), in.first+end)
		}
		out = append(out, q)
		in = in.slice(next, len(in.text)).trim()
	}
	return out
}

// attribution finds the first attribution of a block quote: lines end to next,
// whose text begins at byte mark of the first. Without one, end and next are
// the number of lines.
func attribution(text []string) (end, next, mark int) {
	seen := false
	for i := 0; i < len(text); i++ {
		if text[i] == "" {
			continue
		}
		if seen && text[i-1] == "" {
			if mark := dashes(text[i]); mark > 0 {
				if next, ok := attributionEnd(text, i); ok {
					return i, next, mark
				}
			}
		}
		seen = true
	}
	return len(text), len(text), 0
}

// dashes returns where the text behind "--", "---" or an em dash begins, 0 if
// the line does not begin so.
func dashes(line string) int {
	n := 0
	switch {
	case strings.HasPrefix(line, "—"):
		n = len("—")
	case strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "----"):
		n = 3
	case strings.HasPrefix(line, "--") && !strings.HasPrefix(line, "---"):
		n = 2
	default:
		return 0
	}
	n += indentOf(line[n:])
	if n == len(line) {
		return 0
	}
	return n
}

// attributionEnd checks that the lines after the first have one indent.
func attributionEnd(text []string, i int) (next int, ok bool) {
	indent := -1
	for next = i + 1; next < len(text) && text[next] != ""; next++ {
		switch n := indentOf(text[next]); {
		case indent < 0:
			indent = n
		case n != indent:
			return 0, false
		}
	}
	return next, true
}

func attributionText(text []string, mark int) string {
	out := make([]string, len(text))
	for i, line := range text {
		if i == 0 {
			out[i] = line[mark:]
		} else {
			out[i] = strings.TrimLeft(line, " ")
		}
	}
	return joinClone(out)
}
