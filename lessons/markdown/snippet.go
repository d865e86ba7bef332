package markdown

import (
	"bytes"
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Files that pages include by lines of their own: VitePress ("<<< @/a.js#region{2}",
// "<!--@include: ./a.md{3,}-->") and FastAPI ("{* a.py hl[1] *}").

var (
	codeSnippet   = text.Pattern(`^([ \t]*)<<<[ \t]+(@?[^\s#{\[]+)(?:#([\w-]+))?[ \t]*(\{[^{}\n]*\})?[ \t]*(\[[^\[\]\n]*\])?[ \t]*\n?$`)
	pageSnippet   = text.Pattern(`^([ \t]*)<!--[ \t]*@include:[ \t]*(@?[^\s#{]+?)(?:#([\w-]+))?[ \t]*(?:\{(\d*)(,?)(\d*)\})?[ \t]*-->[ \t]*\n?$`)
	starSnippet   = text.Pattern(`^([ \t]*)\{\*[ \t]+(\S+)[^\n]*\*\}[ \t]*\n?$`)
	quartoInclude = text.Pattern(`^[ \t]*\{\{<[ \t]*include[ \t]+["']?([^\s"'{}]+)["']?[ \t]*/?>\}\}[ \t]*\n?$`)
	// hugoInclude is a line that shows another page, by a shortcode that many sites of Hugo write for
	// themselves: hugoDocs and Kubernetes call it "include", Docsy's themes "readfile".
	hugoInclude = text.Pattern(`^[ \t]*\{\{[<%][ \t]*(?:include|readfile)[ \t]+(?:file[ \t]*=[ \t]*)?["']([^\s"'{}]+)["'][ \t]*/?[>%]\}\}[ \t]*\n?$`)
	// regionMark is a comment in a file by which a part of it is named.
	regionMark = text.Pattern(`#(end)?region\b[ \t]*([\w-]*)`)
)

// maySnippet reports whether a text may have such a line.
func maySnippet(body []byte) bool {
	return bytes.Contains(body, []byte("<<< ")) || bytes.Contains(body, []byte("{{<")) || bytes.Contains(body, []byte("{{%")) || bytes.Contains(body, []byte("@include:")) || bytes.Contains(body, []byte("{* "))
}

// snippet writes what a line includes. It is false if the line is no such line, or has to be
// shown as it is.
func (x *expander) snippet(line []byte, dir string) bool {
	if x.full || len(line) > maxDirective || !maySnippet(line) {
		return false
	}
	if m := quartoInclude().FindSubmatch(line); m != nil && isQuarto(x.opt) {
		return x.quartoPart(string(m[1]), dir)
	}
	if m := hugoInclude().FindSubmatch(line); m != nil && slices.Contains(x.opt.Dialects, "hugo") {
		return x.hugoPart(string(m[1]), dir)
	}
	for i, pattern := range []func() *regexp.Regexp{codeSnippet, starSnippet, pageSnippet} {
		m := pattern().FindSubmatch(line)
		if m == nil {
			continue
		}
		file, ok := x.snippetFile(string(m[2]), dir)
		if !ok {
			x.out.WriteByte('\n')
			return true
		}
		data, ok := x.whole(file)
		if !ok {
			x.out.WriteByte('\n')
			return true
		}
		if i == 2 {
			x.snippetPage(data, file, m)
			return true
		}
		info := strings.TrimPrefix(path.Ext(file), ".")
		if i == 0 {
			data = regionOf(data, string(m[3]))
			info += string(m[4]) + " " + string(m[5])
		}
		fenced := fencedCode(strings.TrimRight(info, " "), strings.Trim(string(data), "\n"), "")
		for l := range strings.Lines(fenced + "\n") {
			x.out.Write(m[1])
			x.out.WriteString(l)
		}
		return true
	}
	return false
}

// snippetFile returns the path of a file that a line names. "@" is the folder of the sources,
// which is that of the course or one above the page.
func (x *expander) snippetFile(name, dir string) (file string, ok bool) {
	top, fromTop := strings.CutPrefix(name, "@/")
	if !fromTop {
		if file, ok = inside(dir, name); !ok {
			x.problem(doc.Warning, "include-outside", strconv.Quote(name)+" is not inside the course and is not included")
		}
		return file, ok
	}
	for at := dir; x.opt.Read != nil; at = path.Dir(at) {
		if file, ok = inside(at, top); ok {
			if _, err := x.read(file); err == nil {
				return file, true
			}
		}
		if at == "." || at == "/" || at == "" {
			break
		}
	}
	x.lacks(top)
	return "", false
}

// quartoPart writes a file that a page of Quarto includes, from the folder of the file that names it or
// of the page, with what it includes itself (Quarto, "Includes").
func (x *expander) quartoPart(name, dir string) bool {
	var file string
	var data []byte
	for _, from := range []string{dir, path.Dir(x.opt.Path)} {
		if rest, top := strings.CutPrefix(name, "/"); top {
			from, name = cmp.Or(x.opt.Root, "."), rest
		}
		f, ok := inside(from, name)
		if !ok {
			continue
		}
		if src, err := x.read(f); err == nil {
			file, data = f, src
			break
		}
	}
	if file == "" || slices.Contains(x.open, file) || len(x.open) > maxIncludeDepth {
		x.lacks(name)
		return true
	}
	x.count++
	if x.size += len(data); x.count > maxIncludes || x.size > maxIncluded {
		x.full = true
		x.problem(doc.Error, "include-too-big", "the page includes too much; the rest is left out")
		return true
	}
	x.open = append(x.open, file)
	for line := range bytes.Lines(data[readHead(data).size:]) {
		if m := quartoInclude().FindSubmatch(line); m == nil || !x.quartoPart(string(m[1]), path.Dir(file)) {
			x.out.Write(line)
		}
	}
	x.open = x.open[:len(x.open)-1]
	x.out.WriteString("\n")
	return true
}

// hugoPart writes a page that another of Hugo shows, named from the top of the content or from the page's
// folder, with what it shows itself. It is false where there is no such page: the shortcode is
// another site's, and means something else.
func (x *expander) hugoPart(name, dir string) bool {
	rest, top := strings.CutPrefix(name, "/")
	if x.sought >= maxSought {
		return false
	}
	x.sought += maxSought / maxIncludes // a file that is not there is looked for in vain
	for _, from := range []string{dir, cmp.Or(x.opt.Root, ".")} {
		if top && from == dir && from != x.opt.Root {
			continue
		}
		for _, suffix := range []string{"", ".md", "/index.md", "/_index.md"} {
			file, ok := inside(from, rest+suffix)
			if !ok || path.Ext(file) != ".md" || slices.Contains(x.open, file) || len(x.open) > maxIncludeDepth {
				continue
			}
			if _, err := x.read(file); err != nil {
				continue
			}
			data, ok := x.whole(file)
			if !ok {
				return true
			}
			x.open = append(x.open, file)
			for line := range bytes.Lines(data[readHead(data).size:]) {
				if m := hugoInclude().FindSubmatch(line); m == nil || !x.hugoPart(string(m[1]), path.Dir(file)) {
					x.out.Write(line)
				}
			}
			x.open = x.open[:len(x.open)-1]
			x.out.WriteString("\n")
			return true
		}
	}
	return false
}

// lacks says that a file is not there which tools look for in folders that they are told: of these, some
// may lie above the one that was opened.
func (x *expander) lacks(name string) {
	x.problem(doc.Warning, "missing-include", name+" cannot be included: no such file in the course; it may lie above the folder that was opened")
}

// whole returns a file that is included, within the bounds of what may be.
func (x *expander) whole(file string) ([]byte, bool) {
	data, err := x.read(file)
	if err != nil {
		x.lacks(file)
		return nil, false
	}
	x.count++
	x.size += len(data)
	if x.count > maxIncludes || x.size > maxIncluded {
		x.full = true
		x.problem(doc.Error, "include-too-big", "the page includes too much; the rest is left out")
		return nil, false
	}
	return data, true
}

// snippetPage writes a page that another includes, or the lines of it that are asked for.
func (x *expander) snippetPage(data []byte, file string, m [][]byte) {
	for _, open := range x.open {
		if open == file {
			x.problem(doc.Error, "include-too-deep", file+" includes itself")
			return
		}
	}
	if data = regionOf(data, string(m[3])); len(m[4])+len(m[6]) > 0 {
		part := excerpt{from: 1}
		if n, err := strconv.Atoi(string(m[4])); err == nil {
			part.from = n
		}
		if n, err := strconv.Atoi(string(m[6])); err == nil {
			part.to = n
		} else if len(m[5]) == 0 {
			part.to = part.from
		}
		data, _, _ = part.of(data)
	} else {
		data = data[readHead(data).size:]
	}
	x.out.Write(bytes.TrimRight(data, "\n"))
	x.out.WriteByte('\n')
}

// regionOf returns the part of a file that stands between "#region name" and "#endregion";
// all of it if it has no such part. The marks themselves are left out.
func regionOf(data []byte, name string) []byte {
	if !bytes.Contains(data, []byte("region")) {
		return data
	}
	var all, part []byte
	in := 0
	for line := range bytes.Lines(data) {
		if m := regionMark().FindSubmatch(line); m != nil {
			switch {
			case len(m[1]) > 0 && in > 0:
				in--
			case len(m[1]) == 0 && (in > 0 || string(m[2]) == name && part == nil):
				in++
			}
			continue
		}
		all = append(all, line...)
		if in > 0 {
			part = append(part, line...)
		}
	}
	if name == "" || part == nil {
		return all
	}
	return part
}
