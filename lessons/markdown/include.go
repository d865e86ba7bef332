package markdown

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// The bounds of what a page may include. mdBook's own bound of depth is 10.
const (
	maxIncludeDepth = 10
	maxIncludes     = 2000
	maxIncluded     = 8 << 20 // bytes, together
	maxSought       = 1 << 28 // bytes in which the lines and anchors that are included are looked for
	maxDirective    = 1024    // bytes between the braces
)

// expander resolves the directives of mdBook ("{{#include file}}" and kin) in
// the text of a page before it is parsed, inside code as well, as mdBook does.
type expander struct {
	opt      Options
	out      bytes.Buffer
	origin   []int // line of the page for each line of out
	line     int   // of the page, where the directive at hand stands
	fenced   bool  // that line is in a code block
	count    int
	size     int
	sought   int
	full     bool     // too much is included: no more
	names    bool     // the lines that come are names of files, up to a line of scissors
	open     []string // files that are being included, the page first
	files    map[string][]byte
	told     map[doc.Problem]bool
	problems []doc.Problem
}

// expand returns the text with its directives resolved and, if that changed
// the count of lines, the page's line for each of its lines. first is the page's
// line of the first line of body.
func expand(body []byte, first int, opt Options) (text []byte, origin []int, problems []doc.Problem) {
	snippets := maySnippet(body)
	scissors := hasScissors(body)
	if !snippets && !scissors && !bytes.Contains(body, []byte("{{")) {
		return body, nil, nil
	}
	x := &expander{opt: opt, line: first, open: []string{opt.Path}, files: map[string][]byte{}, told: map[doc.Problem]bool{}}
	x.out.Grow(len(body))
	var fence fenceTracker
	dir := path.Dir(opt.Path)
	for len(body) > 0 {
		end := bytes.IndexByte(body, '\n') + 1
		if end == 0 {
			end = len(body)
		}
		line := body[:end]
		body = body[end:]
		x.fenced = fence.next(line)
		from := x.out.Len()
		switch {
		case scissors && x.scissorsLine(line, "", dir, 0):
		case !x.fenced && snippets && x.snippet(line, dir):
		default:
			x.text(line, dir, 0)
		}
		for range bytes.Count(x.out.Bytes()[from:], []byte{'\n'}) {
			x.origin = append(x.origin, x.line)
		}
		x.line++
	}
	x.origin = append(x.origin, x.line-1)
	return x.out.Bytes(), x.origin, x.problems
}

// text writes a text with its directives resolved; files are relative to dir.
func (x *expander) text(b []byte, dir string, depth int) {
	whole := b
	for {
		i := bytes.Index(b, []byte("{{"))
		if i < 0 {
			x.out.Write(b)
			return
		}
		name, arg, length := readDirective(b[i:])
		switch {
		case length == 0:
			x.out.Write(b[:i+2])
			b = b[i+2:]
			continue
		case i > 0 && b[i-1] == '\\':
			// An escaped directive is shown as it is. At the start of a line
			// the backslash stays, for Markdown to take away: without it the
			// quiz directive would be one.
			keep := i
			if name != "quiz" || x.fenced || len(bytes.TrimSpace(whole[:len(whole)-len(b)+i-1])) > 0 {
				keep = i - 1
			}
			x.out.Write(b[:keep])
			x.out.Write(b[i : i+length])
		default:
			x.out.Write(b[:i])
			if !x.directive(name, arg, dir, depth) {
				x.out.Write(b[i : i+length])
			}
		}
		b = b[i+length:]
	}
}

// readDirective reads "{{#name argument}}" at the start of b. length is 0 if
// there is none.
func readDirective(b []byte) (name, arg string, length int) {
	end := bytes.Index(b[:min(len(b), maxDirective)], []byte("}}"))
	if end < 0 {
		return "", "", 0
	}
	inner := strings.TrimLeft(string(b[2:end]), " \t")
	if !strings.HasPrefix(inner, "#") || strings.ContainsAny(inner, "{}\n") {
		return "", "", 0
	}
	name, arg, _ = strings.Cut(inner[1:], " ")
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
	}) {
		return "", "", 0
	}
	return name, strings.TrimSpace(arg), end + 2
}

// directive writes the text that replaces a directive, or returns false if it has to be
// shown as it is.
func (x *expander) directive(name, arg, dir string, depth int) bool {
	switch name {
	case "title":
		return true
	case "include", "rustdoc_include":
		// rustdoc_include also brings the rest of the file, as hidden lines,
		// and hidden lines are not shown.
		return x.include(arg, dir, depth)
	case "playground", "playpen":
		file, _, _ := strings.Cut(arg, " ")
		mark := x.out.Len()
		x.out.WriteString("```rust\n")
		if !x.include(file, dir, depth) {
			x.out.Truncate(mark)
			return false
		}
		x.out.WriteString("\n```")
		return true
	case "quiz":
		return false // the parser knows it
	}
	if !x.fenced && depth == 0 {
		x.problem(doc.Warning, "unknown-directive", fmt.Sprintf("the directive {{#%s}} is not known and is shown as text", name))
	}
	return false
}

// problem notes a fault, once a line.
func (x *expander) problem(severity doc.Severity, code, text string) {
	p := doc.Problem{Line: x.line, Severity: severity, Code: code, Text: text}
	if !x.told[p] {
		x.told[p] = true
		x.problems = append(x.problems, p)
	}
}

// include writes the part of a file that an argument names.
func (x *expander) include(arg, dir string, depth int) bool {
	if x.full {
		return false
	}
	name, part := splitInclude(arg)
	file, ok := inside(dir, name)
	if !ok {
		x.problem(doc.Warning, "include-outside", fmt.Sprintf("%q is not inside the course and is not included", name))
		return false
	}
	if depth >= maxIncludeDepth {
		x.problem(doc.Error, "include-too-deep", fmt.Sprintf("%s: files include each other more than %d deep", file, maxIncludeDepth))
		return false
	}
	if part.whole() && slices.Contains(x.open, file) {
		x.problem(doc.Error, "include-too-deep", fmt.Sprintf("%s includes itself", file))
		return false
	}
	data, err := x.read(file)
	if err != nil {
		x.problem(doc.Error, "missing-include", fmt.Sprintf("%s cannot be included: %v", file, err))
		return false
	}
	data, found, sought := part.of(data)
	x.sought += sought
	if !found && x.sought <= maxSought {
		x.problem(doc.Warning, "missing-anchor", fmt.Sprintf("%s has no anchor %q", file, part.anchor))
		return false
	}
	x.count++
	x.size += len(data)
	if x.count > maxIncludes || x.size > maxIncluded || x.sought > maxSought {
		x.full = true
		x.problem(doc.Error, "include-too-big", "the page includes too much; the rest is left out")
		return false
	}
	x.open = append(x.open, file)
	x.text(data, path.Dir(file), depth+1)
	x.open = x.open[:len(x.open)-1]
	return true
}

// read returns a file of the course, each asked for once.
func (x *expander) read(file string) ([]byte, error) {
	if data, ok := x.files[file]; ok {
		return data, nil
	}
	if x.opt.Read == nil {
		return nil, fmt.Errorf("there are no files here")
	}
	data, err := x.opt.Read(file)
	if err != nil {
		return nil, err
	}
	data, problems := decode(data, file)
	x.problems = append(x.problems, problems...)
	x.files[file] = data
	return data, nil
}

// inside resolves a path against a folder of the course. It is false for a path
// that is absolute or leads out.
func inside(dir, name string) (string, bool) {
	if name == "" || name[0] == '/' || strings.ContainsAny(name, "\\\x00") || strings.Contains(name, ":") {
		return "", false
	}
	file := path.Join(dir, name)
	return file, file != "." && file != ".." && !strings.HasPrefix(file, "../")
}

// excerpt is the part of a file that is included.
type excerpt struct {
	anchor   string // name of an anchor; "" for lines
	from, to int    // lines from 1, inclusive; to is 0 for the end
}

// splitInclude reads "file", "file:2", "file:2:", "file::10", "file:2:10" and
// "file:anchor" (mdBook, "Including portions of a file").
func splitInclude(arg string) (name string, part excerpt) {
	name, rest, ranged := strings.Cut(arg, ":")
	part = excerpt{from: 1}
	if !ranged {
		return name, part
	}
	start, end, open := strings.Cut(rest, ":")
	end, _, _ = strings.Cut(end, ":")
	start = strings.TrimSpace(start)
	if n, err := strconv.Atoi(start); err == nil {
		part.from = max(n, 1)
		if !open {
			part.to = part.from
		}
	} else if start != "" {
		return name, excerpt{anchor: start}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(end)); err == nil {
		part.to = max(n, 1)
	}
	return name, part
}

// whole reports whether all of the file is included.
func (e excerpt) whole() bool { return e.anchor == "" && e.from == 1 && e.to == 0 }

// of returns the part of a file's text, without its last newline, and how many bytes it was
// looked for in. It is false when the anchor is not there.
func (e excerpt) of(data []byte) (_ []byte, found bool, sought int) {
	if e.whole() {
		return bytes.TrimSuffix(data, []byte{'\n'}), true, 0
	}
	var lines [][]byte
	n, in := 0, false
	eachLine(data, func(line []byte) bool {
		n++
		sought += len(line) + 1
		if e.anchor == "" {
			if n >= e.from && (e.to == 0 || n <= e.to) {
				lines = append(lines, line)
			}
			return e.to == 0 || n < e.to
		}
		name, end := anchorName(line)
		switch {
		case name == "" && in:
			lines = append(lines, line)
		case name == e.anchor:
			in = !end
			found = found || in
		}
		return true
	})
	return bytes.Join(lines, []byte{'\n'}), found || e.anchor == "", sought
}

// anchorName returns the name of the anchor that a line begins or ends.
func anchorName(line []byte) (name string, end bool) {
	i := bytes.Index(line, []byte("ANCHOR"))
	if i < 0 {
		return "", false
	}
	rest := line[i+len("ANCHOR"):]
	rest, end = bytes.CutPrefix(rest, []byte("_END"))
	rest, ok := bytes.CutPrefix(rest, []byte{':'})
	if !ok {
		return "", false
	}
	rest = bytes.TrimLeft(rest, " \t")
	n := 0
	for n < len(rest) && (rest[n] == '_' || rest[n] == '-' || rest[n] >= '0' && rest[n] <= '9' || rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	return string(rest[:n]), end
}
