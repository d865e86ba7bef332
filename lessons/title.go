package lessons

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

// peekTitle finds a page's title without parsing it: the first adorned line or ATX heading near its top.
func (p *Page) peekTitle() string {
	src, err := p.course.files.readStart(p.Path, 4096)
	if err == nil {
		if t := titleOf(src, isMarkdown(p.Path)); t != "" {
			return t
		}
	}
	base := path.Base(p.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

// titleOf finds the title in the first lines of a source, "" if there is none.
func titleOf(src []byte, markdown bool) string {
	lines := bytes.Split(src, []byte("\n"))
	for i, raw := range lines {
		line := strings.TrimSpace(string(raw))
		if markdown {
			if t, ok := strings.CutPrefix(line, "# "); ok {
				return fold(strings.TrimRight(t, "# "))
			}
			if key, t, ok := strings.Cut(line, ":"); ok && i < 30 && strings.EqualFold(key, "title") {
				return strings.Trim(fold(t), `"'`)
			}
			continue
		}
		if i+1 < len(lines) && line != "" && !isAdornment(line) && !strings.HasPrefix(line, "..") &&
			underlines(strings.TrimSpace(string(lines[i+1])), line) {
			return fold(line)
		}
	}
	return ""
}

// underlines reports whether a line is the adornment of a title; a short one must be as long as the title.
func underlines(line, title string) bool {
	return isAdornment(line) && (len(line) >= 4 || len(line) >= utf8.RuneCountInString(title))
}

// isAdornment reports whether a line is one punctuation character repeated (RST "Sections").
func isAdornment(line string) bool {
	return line != "" && strings.IndexByte("=-`:.'\"~^_*+#<>!$%&(),/;?@[\\]{|}", line[0]) >= 0 &&
		strings.Count(line, line[:1]) == len(line)
}

// fold makes every run of white space one space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
