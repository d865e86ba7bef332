package rst

import (
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// include reads another file of the course in place of the directive (RST
// directives, "Including an External Document Fragment").
func include(s *scanner, d *directive) {
	parsed := !d.has("literal") && !d.has("code")
	if name := s.pathOf(d.argument("")); parsed && slices.Contains(s.includes, name) {
		s.problem(doc.Error, d.line, 0, "include", "%q includes itself", name)
		return
	}
	source, name, ok := s.readFile(d, d.argument(""))
	if !ok {
		return
	}
	source, ok = clipText(d, source)
	if !ok {
		s.problem(doc.Error, d.line, 0, "include", "the text that the include of %q looks for is not in it", name)
		return
	}
	tab := d.number("tab-width", 8)
	switch {
	case d.has("literal"):
		s.emit(&doc.Code{At: s.at(d.line), Text: splitLines(source, tab).trimEnd().join()})
		return
	case d.has("code"):
		lang, _ := d.option("code")
		s.emit(&doc.Code{At: s.at(d.line), Lang: language(lang), Text: splitLines(source, tab).trimEnd().join()})
		return
	}
	fits := text.FittingIn(&s.room, []byte(source), lineCosts)
	s.includeLines(splitLines(source[:fits], tab), name, d.line)
	if fits < len(source) {
		_, count := text.LinesFrom([]byte(source), fits)
		block, problem := doc.FileLeftOut(int(s.at(d.line)), name, count)
		if !s.crowded { // the reader is told once, the author each time
			s.crowded = true
			s.emit(block)
		}
		s.problem(problem.Severity, d.line, 0, problem.Code, "%s", problem.Text)
	}
}

// includeLines reads the lines of another file where the scanner stands.
func (s *scanner) includeLines(in lines, name string, line int) {
	file, fixed := s.file, s.fixed
	if s.fixed == 0 {
		s.fixed = line
	}
	s.file = name
	s.includes = append(s.includes, name)
	ctx := s.ctx
	ctx.depth++
	s.emit(s.body(in, ctx)...)
	s.includes = s.includes[:len(s.includes)-1]
	s.file, s.fixed = file, fixed
}

// readFile reads a file that a directive names, relative to the file in which
// the directive stands. What lies outside the course is refused unread.
func (s *scanner) readFile(d *directive, name string) (source, clean string, ok bool) {
	clean = s.pathOf(name)
	switch {
	case name == "":
		s.problem(doc.Error, d.line, 0, "include", "the directive %q names no file", d.name)
	case strings.HasPrefix(name, "<"), path.IsAbs(name) && s.opt.Site == nil, clean == ".", clean == "..", strings.HasPrefix(clean, "../"), strings.ContainsAny(name, "\\\x00"):
		s.problem(doc.Warning, d.line, 0, "include-refused", "%q does not lie in the course and is not read", name)
	case s.opt.Read == nil:
		s.problem(doc.Info, d.line, 0, "include", "%q is not read, the page stands alone", name)
	case len(s.includes) > s.limits.includeDepth:
		s.problem(doc.Error, d.line, 0, "include", "%q is not read, too many files include one another", name)
	default:
		file := s.companion(clean)
		if file.err != nil {
			severity := doc.Error
			if s.opt.Site != nil { // which many write before they build the site
				severity = doc.Warning
			}
			s.problem(severity, d.line, 0, "include", "%q cannot be read: %v", name, file.err)
			return "", "", false
		}
		if s.included += file.size; s.included > s.limits.includeBytes {
			s.problem(doc.Error, d.line, 0, "include", "%q is not read, the page includes too much", name)
			return "", "", false
		}
		s.size += file.size
		return file.text, clean, true
	}
	return "", "", false
}

// pathOf returns the path of a file that is named where the scanner stands.
func (s *scanner) pathOf(name string) string {
	if site := s.opt.Site; site != nil && path.IsAbs(name) { // Sphinx: from the source folder
		return path.Join(site.Root, path.Clean(name))
	}
	from := s.includes[len(s.includes)-1]
	return path.Clean(path.Join(path.Dir(from), name))
}

// companion is a file that the page includes, wholly or in part.
type companion struct {
	text string // "" of one that is larger than all that a page may include
	size int    // bytes on disk
	err  error
}

// companion reads a file, the first time that it is asked for.
func (s *scanner) companion(name string) companion {
	if c, ok := s.companions[name]; ok {
		return c
	}
	src, err := s.opt.Read(name)
	c := companion{size: len(src), err: err}
	if err == nil && c.size <= s.limits.includeBytes {
		src, note := text.Decode(src)
		s.noteEncoding(name, note)
		c.text = string(text.Normalize(src))
	}
	s.companions[name] = c
	return c
}

// clipText takes the part of a file that the options of a directive ask for.
func clipText(d *directive, text string) (string, bool) {
	if d.has("start-line") || d.has("end-line") {
		all := strings.SplitAfter(text, "\n")
		from := clampLine(d.number("start-line", 0), len(all))
		to := clampLine(d.number("end-line", len(all)), len(all))
		text = strings.Join(all[from:max(from, to)], "")
	}
	if mark, ok := d.option("start-after"); ok && mark != "" {
		_, after, found := strings.Cut(text, mark)
		if !found {
			return "", false
		}
		text = after
	}
	if mark, ok := d.option("end-before"); ok && mark != "" {
		before, _, found := strings.Cut(text, mark)
		if !found {
			return "", false
		}
		text = before
	}
	return text, true
}

// clampLine makes a line number an index; negative ones count from the end.
func clampLine(n, total int) int {
	if n < 0 {
		n += total
	}
	return min(max(n, 0), total)
}

// literalInclude shows a file, or lines of it, as code.
func literalInclude(s *scanner, d *directive) {
	text, _, ok := s.readFile(d, d.argument(""))
	if !ok {
		return
	}
	tab := d.number("tab-width", 8)
	in := pickLines(d, splitLines(text, tab))
	if n := d.number("dedent", 0); n > 0 {
		for i, line := range in.text {
			in.text[i] = cut(line, min(n, indentOf(line)))
		}
	}
	c := &doc.Code{At: s.at(d.line), Text: in.trimEnd().join()}
	if lang, ok := d.option("language"); ok {
		c.Lang = language(lang)
	}
	if caption, ok := d.option("caption"); ok && caption != "" {
		c.Caption = s.inline(caption, d.line)
	}
	s.named(d)
	if c.Text != "" {
		s.emit(c)
	}
}

// pickLines takes the lines that the options of literalinclude ask for: by
// number ("1,3-5,20-"), or from and to lines that hold a text.
func pickLines(d *directive, in lines) lines {
	if spec, ok := d.option("lines"); ok {
		in = lines{lineRanges(spec, in.text), in.first}
	}
	start, end := 0, len(in.text)
	find := func(name string, from, offset int) (int, bool) {
		mark, ok := d.option(name)
		if !ok || mark == "" {
			return 0, false
		}
		for i := from; i < len(in.text); i++ {
			if strings.Contains(in.text[i], mark) {
				return i + offset, true
			}
		}
		return 0, false
	}
	if i, ok := find("start-at", 0, 0); ok {
		start = i
	} else if i, ok := find("start-after", 0, 1); ok {
		start = i
	}
	if i, ok := find("end-at", start, 1); ok {
		end = i
	} else if i, ok := find("end-before", start, 0); ok {
		end = i
	}
	return in.slice(start, max(start, end))
}

func lineRanges(spec string, text []string) []string {
	var out []string
	for _, part := range strings.Split(spec, ",") {
		a, b, isRange := strings.Cut(strings.TrimSpace(part), "-")
		from, to := lineNumber(a, 1), lineNumber(a, 1)
		if isRange {
			to = lineNumber(b, len(text))
		}
		from, to = max(from, 1), min(to, len(text))
		// Ranges that name lines again and again end where a page would grow.
		if from <= to && len(out) <= len(text) {
			out = append(out, text[from-1:to]...)
		}
	}
	return out
}

func lineNumber(s string, otherwise int) int {
	n := 0
	for _, c := range []byte(strings.TrimSpace(s)) {
		if !isDigitByte(c) || n > 1<<24 {
			return otherwise
		}
		n = 10*n + int(c-'0')
	}
	if n == 0 {
		return otherwise
	}
	return n
}

// rawDirective passes over text that is meant for another output.
func rawDirective(s *scanner, d *directive) {
	s.problem(doc.Info, d.line, 0, "raw", "raw %s is not shown", text.OneLine(d.argument(" ")))
}
