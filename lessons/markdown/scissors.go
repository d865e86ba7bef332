package markdown

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Files that pages of MkDocs include, beside mdBook's way of it (include.go):
//
//	--8<-- "file.md"              PyMdown, "Snippets"; also "file.md:section", "file.md:2:5"
//	--8<--                        the same, with a name a line up to the next such line
//	{* file.py ln[1:5] hl[3] *}   code, as the documentation of FastAPI has it
//
// Names begin in the folder of mkdocs.yml, in that of the pages, or beside the page.

var (
	snippetLine = text.Pattern(`^([ \t]*)(;*)-+8<-+[ \t]+(?:"([^"\n]+)"|'([^'\n]+)')[ \t]*\n?$`)
	snippetMark = text.Pattern(`^[ \t]*-+8<-+[ \t]*\n?$`)
	snippetPart = text.Pattern(`-+8<-+[ \t]*\[[ \t]*(start|end)[ \t]*:[ \t]*([^\]\n]*?)[ \t]*\]`)
	codeFile    = text.Pattern(`^([ \t]*)\{\*[ \t]+([^ \t\n*]+)([^*\n]*)\*\}[ \t]*\n?$`)
	codeLines   = text.Pattern(`ln\[([\d:,]*)\]`)
)

// hasScissors reports whether there may be snippets in a text.
func hasScissors(src []byte) bool {
	return bytes.Contains(src, []byte("8<-")) || bytes.Contains(src, []byte("{* "))
}

// scissorsLine writes what a line includes; false if it includes nothing and is a line of text.
// indent stands before the lines of the file around it.
func (x *expander) scissorsLine(line []byte, indent, dir string, depth int) bool {
	if !hasScissors(line) && !x.names {
		return false
	}
	switch {
	case snippetMark().Match(line):
		x.names = !x.names
		return true
	case x.names:
		if name := strings.TrimSpace(string(line)); name != "" && name[0] != ';' {
			x.scissors(name, indent, dir, depth)
			x.out.WriteByte('\n')
		}
		return true
	case snippetPart().Match(line):
		return true // says where a part of a file begins
	}
	if m := snippetLine().FindSubmatch(line); m != nil {
		if len(m[2]) > 0 { // escaped
			x.out.WriteString(indent)
			x.out.Write(bytes.Replace(line, []byte{';'}, nil, 1))
			return true
		}
		x.scissors(string(m[3])+string(m[4]), indent+string(m[1]), dir, depth)
		x.out.WriteByte('\n')
		return true
	}
	if m := codeFile().FindSubmatch(line); m != nil && !x.fenced {
		x.codeOf(string(m[2]), string(m[3]), indent+string(m[1]), dir, depth)
		return true
	}
	return false
}

// scissors writes the file, or the part of it, that a snippet names. Each of its lines
// gets the indentation of the snippet.
func (x *expander) scissors(arg, indent, dir string, depth int) {
	if strings.Contains(arg, "://") {
		x.problem(doc.Info, "foreign-syntax", fmt.Sprintf("a snippet that PyMdown takes from the web is left out: %s", arg))
		return
	}
	name, rest, ranged := strings.Cut(arg, ":")
	data, file, ok := x.find(name, dir, depth)
	if !ok {
		return
	}
	var found = true
	if ranged {
		data, found = snippetOf(data, rest)
	}
	if !found {
		x.problem(doc.Warning, "missing-anchor", fmt.Sprintf("%s has no part %q", file, rest))
		return
	}
	if !x.take(len(data)) {
		return
	}
	x.open = append(x.open, file)
	outer := x.names
	x.names = false
	for first := true; len(data) > 0; first = false {
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		line := data[:end]
		data = data[end:]
		if x.size += len(indent); x.size > maxIncluded {
			x.take(0)
			break
		}
		if x.scissorsLine(line, indent, path.Dir(file), depth+1) {
			continue
		}
		if len(bytes.TrimSpace(line)) > 0 && (!first || indent != "") {
			x.out.WriteString(indent)
		}
		x.text(line, path.Dir(file), depth+1)
	}
	x.names = outer
	x.open = x.open[:len(x.open)-1]
	if out := x.out.Bytes(); len(out) > 0 && out[len(out)-1] == '\n' {
		x.out.Truncate(len(out) - 1)
	}
}

// codeOf writes a file, or lines of it, as a block of code.
func (x *expander) codeOf(name, options, indent, dir string, depth int) {
	data, file, ok := x.find(name, dir, depth)
	if !ok {
		return
	}
	if m := codeLines().FindStringSubmatch(options); m != nil {
		data = linesOf(data, m[1])
	}
	if !x.take(len(data)) {
		return
	}
	fence := "```"
	for bytes.Contains(data, []byte(fence)) && len(fence) < 100 {
		fence += "`"
	}
	x.out.WriteString(indent + fence + strings.TrimPrefix(path.Ext(file), ".") + "\n")
	eachLine(data, func(line []byte) bool {
		if x.size += len(indent); x.size > maxIncluded {
			return false
		}
		x.out.WriteString(indent)
		x.out.Write(line)
		x.out.WriteByte('\n')
		return true
	})
	x.out.WriteString(indent + fence + "\n")
}

// find reads the file that a snippet names: the first that there is.
func (x *expander) find(name, dir string, depth int) (data []byte, file string, ok bool) {
	if x.full {
		return nil, "", false
	}
	if depth >= maxIncludeDepth {
		x.problem(doc.Error, "include-too-deep", fmt.Sprintf("%s: files include each other more than %d deep", name, maxIncludeDepth))
		return nil, "", false
	}
	below := name
	for strings.HasPrefix(below, "../") {
		below = below[len("../"):]
	}
	for _, at := range [][2]string{{".", name}, {x.opt.Root, name}, {dir, name}, {".", below}} {
		file, ok := inside(at[0], at[1])
		if !ok {
			continue
		}
		for _, open := range x.open {
			if open == file {
				x.problem(doc.Error, "include-too-deep", file+" includes itself")
				return nil, "", false
			}
		}
		if data, err := x.read(file); err == nil {
			return data, file, true
		}
	}
	x.lacks(name)
	return nil, "", false
}

// take counts what is to be included; false if that is too much.
func (x *expander) take(size int) bool {
	x.count++
	x.size += size
	if x.count > maxIncludes || x.size > maxIncluded || x.sought > maxSought {
		if !x.full {
			x.full = true
			x.problem(doc.Error, "include-too-big", "the page includes too much; the rest is left out")
		}
		return false
	}
	return true
}

// snippetOf returns the part of a file that stands behind its name: "2:5" lines, or the name
// of a part between two marks.
func snippetOf(data []byte, part string) (_ []byte, found bool) {
	if strings.Trim(part, "0123456789:,-") == "" {
		return linesOf(data, part), true
	}
	var out []byte
	in := false
	for line := range bytes.Lines(data) {
		m := snippetPart().FindSubmatch(line)
		switch {
		case m == nil && in:
			out = append(out, line...)
		case m != nil && string(m[2]) == part:
			in = string(m[1]) == "start"
			found = found || in
		}
	}
	return dedentBytes(out), found
}

// linesOf returns lines of a text: "2:5", ":5", "2:", "2" and several of them between commas.
func linesOf(data []byte, ranges string) []byte {
	lines := bytes.SplitAfter(data, []byte{'\n'})
	var out []byte
	for part := range strings.SplitSeq(ranges, ",") {
		a, b, ranged := strings.Cut(part, ":")
		from, to := 1, len(lines)
		if n, err := strconv.Atoi(a); err == nil {
			from = max(n, 1)
			if !ranged {
				to = from
			}
		}
		if n, err := strconv.Atoi(b); err == nil {
			to = n
		}
		if to = min(to, len(lines)); from <= to && len(out) <= len(data) {
			out = append(out, bytes.Join(lines[from-1:to], nil)...)
		}
	}
	return out
}

// dedentBytes is dedent for lines that end with newlines.
func dedentBytes(b []byte) []byte {
	return []byte(dedent(strings.Split(string(b), "\n")))
}
