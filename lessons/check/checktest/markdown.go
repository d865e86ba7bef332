package checktest

import (
	"bytes"
	"regexp"
	"strings"
)

const markdownPrefix = `^[ \t]*(?:>[ \t]*|[-*+][ \t]+|\d{1,9}[.)][ \t]+|\[\^[^\]]+\]:[ \t]*|:[ \t]+)*`

var (
	markdownFence  = regexp.MustCompile(markdownPrefix + "(`{3,}[^`]*|~{3,}.*)$")
	markdownNumber = regexp.MustCompile(`^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*?(\d{1,9})[.)](?:[ \t]|$)`)
	markdownTask   = regexp.MustCompile(`^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([xX])\]`)
	markdownDef    = regexp.MustCompile(markdownPrefix + `\[([^\]^][^\]]*)\]:[ \t]*(<[^>]*>|\S+)?[ \t]*(.*)$`)
	mkdocsPlace    = regexp.MustCompile(`^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w+[ \t]+(inline(?:[ \t]+end)?)`)
	markdownIDs    = regexp.MustCompile(`\{:?[ \t]*[#.][^{}]*\}[ \t]*$`)
	metaField      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*:[ \t]+\S`)
	mdbookMark     = regexp.MustCompile(`\{\{\s*#(?:include|rustdoc_include|playground|quiz|title)[^{}]*\}\}`)
	linkTarget     = regexp.MustCompile(`^(<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)`)
)

// Markdown excuses what is no text in a Markdown page.
func (s *source) markdown() {
	lines := s.lines()
	from := s.frontMatter(lines)
	var open string // the fence that is open
	var info string // what stands behind it
	begin := 0      // the offset of what is in it
	var around []string
	rust := false // it holds Rust
	start := lines[min(from, len(lines)-1)].from
	if from >= len(lines) {
		return
	}
	for _, l := range lines[from:] {
		text := s.at(l)
		if open != "" {
			if t := strings.TrimLeft(text, " \t>"); strings.HasPrefix(t, open) && strings.Trim(t, open[:1]+" \t") == "" {
				open, start = "", l.to
				if word, format, _ := strings.Cut(info, " "); word == "quiz" {
					s.as(begin, l.from, bankReader(strings.Trim(format, "{} ")))
				}
			} else if rust && (t == "#" || strings.HasPrefix(t, "# ")) {
				s.excuse(l.from, l.to, Hidden)
			}
			continue
		}
		if m := markdownFence.FindStringSubmatchIndex(text); m != nil {
			s.inline(start, l.from)
			mark := text[m[2]:m[3]]
			open = mark[:len(mark)-len(strings.TrimLeft(mark, mark[:1]))]
			if rest := strings.TrimLeft(mark[len(open):], " "); strings.HasPrefix(rest, "admonish") {
				around = append(around, open) // mdbook-admonish: what is in it is Markdown
				s.excuse(l.from+m[2], l.from+m[3]-len(rest)+len("admonish"), Name)
				if i := strings.Index(rest, "title="); i > 0 {
					s.excuse(l.from+m[3]-len(rest)+i, l.from+m[3]-len(rest)+i+5, Name)
				}
				open, start = "", l.to
				continue
			}
			if n := len(around); n > 0 && mark == around[n-1] {
				around, open, start = around[:n-1], "", l.to
				continue
			}
			info, begin = strings.TrimSpace(mark[len(open):]), l.to
			rust = strings.HasPrefix(info, "rust")
			s.excuse(l.from+m[2], l.to, Language)
			continue
		}
		s.markdownLine(l, text)
	}
	if open == "" {
		s.inline(start, len(s.text))
	}
	s.mdbook()
	s.dialects()
	s.quizzes()
}

// frontMatter excuses metadata at the top, and returns how many lines it has.
func (s *source) frontMatter(lines []line) int {
	mark := strings.TrimRight(s.at(lines[0]), " \t")
	if mark == "{" {
		mark = "}" // JSON, as Hugo reads it
	}
	if mark != "---" && mark != "+++" && mark != "}" {
		n := 0
		for n < len(lines) && metaField.MatchString(s.at(lines[n])) {
			n++
		}
		if n > 0 && (n == len(lines) || s.blank(lines[n])) { // MultiMarkdown, Pelican
			s.excuse(0, lines[n-1].to, Metadata)
			return n
		}
		return 0
	}
	for i, l := range lines[1:] {
		if t := strings.TrimRight(s.at(l), " \t"); t == mark || mark == "---" && t == "..." {
			s.excuse(0, l.to, Metadata)
			return i + 2
		}
	}
	return 0
}

// markdownLine excuses what is known by the start or the end of a line.
func (s *source) markdownLine(l line, text string) {
	if m := markdownNumber.FindStringSubmatchIndex(text); m != nil {
		s.excuse(l.from+m[2], l.from+m[3], Number)
	}
	if m := markdownTask.FindStringSubmatchIndex(text); m != nil {
		s.excuse(l.from+m[2], l.from+m[3], Name)
	}
	if m := markdownDef.FindStringSubmatchIndex(text); m != nil {
		s.excuse(l.from+m[2], l.from+m[3], Label)
		if label := strings.ToLower(text[m[2]:m[3]]); strings.Count(strings.ToLower(string(s.text)), "["+label+"]") < 2 && m[4] >= 0 {
			s.excuse(l.from+m[4], l.from+m[5], Label) // nothing refers to it
		}
		if m[4] >= 0 {
			s.address(l.from+m[4], l.from+m[5])
		}
		if title := text[m[6]:m[7]]; title != "" && strings.ContainsAny(title[:1], `"'(`) {
			s.excuse(l.from+m[6], l.from+m[7], Tip)
		}
	}
	if m := mkdocsPlace.FindStringSubmatchIndex(text); m != nil {
		s.excuse(l.from+m[2], l.from+m[3], Option)
	}
	if m := markdownIDs.FindStringIndex(text); m != nil {
		s.excuse(l.from+m[0], l.from+m[1], Label)
	}
}

// inline excuses what is no text inside running text, and reads entities.
func (s *source) inline(from, to int) {
	for i := from; i < to; {
		c := s.text[i]
		rest := s.text[i:to]
		switch {
		case c == '`':
			n := len(rest) - len(bytes.TrimLeft(rest, "`"))
			if end := closingTicks(rest, n); end > 0 {
				i += end
			} else {
				i += n
			}
		case c == '\\' && len(rest) > 1:
			i += 2
		case c == ']' && len(rest) > 1 && rest[1] == '(':
			i += 2
			if m := linkTarget.FindSubmatchIndex(rest[2:]); m != nil {
				if s.picture(i - 2) {
					i += m[1]
					continue
				}
				s.address(i+m[2], i+m[3])
				if m[4] >= 0 {
					s.excuse(i+m[4], i+m[5], Tip)
				}
				i += m[1]
			}
		case c == ']' && len(rest) > 1 && rest[1] == '[':
			if end := bytes.IndexByte(rest[1:], ']'); end > 0 && end < 1000 {
				s.excuse(i+1, i+1+end, Label)
				i += 1 + end
			} else {
				i++
			}
		case c == '<' || c == '&':
			n := 1
			if bytes.HasPrefix(rest, []byte("<!--")) {
				n = max(bytes.Index(rest, []byte("-->"))+3, 4)
			} else if m := htmlTag.Find(rest); m != nil {
				n = max(s.tag(i, to), 1)
				i += n
				continue
			} else if m := htmlEntity.Find(rest); m != nil {
				n = len(m)
			}
			s.html(i, min(i+n, to))
			i += n
		default:
			i++
		}
	}
}

// picture reports whether the bracket that closes at an offset is that of a picture.
func (s *source) picture(end int) bool {
	open := 1
	for i := end - 1; i >= max(end-1000, 0); i-- {
		switch s.text[i] {
		case ']':
			open++
		case '[':
			if open--; open == 0 {
				return i > 0 && s.text[i-1] == '!'
			}
		}
	}
	return false
}

// closingTicks returns where a code span of n backticks ends; 0 if it is never closed
// in its paragraph.
func closingTicks(text []byte, n int) int {
	for i := n; i < len(text); {
		if text[i] == '\n' && i+1 < len(text) && text[i+1] == '\n' {
			return 0
		}
		if text[i] != '`' {
			i++
			continue
		}
		k := i
		for k < len(text) && text[k] == '`' {
			k++
		}
		if k-i == n {
			return k
		}
		i = k
	}
	return 0
}

// mdbook excuses mdBook's directives.
func (s *source) mdbook() {
	for _, m := range mdbookMark.FindAllIndex(s.text, -1) {
		s.excuse(m[0], m[1], File)
	}
}
