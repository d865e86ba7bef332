package markdown

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"lectern/lessons/text"
)

// mdx is Markdown with JavaScript (MDX, "What is MDX?"), as Docusaurus writes it. Nothing
// is run: imports, exports and comments are left out, of a component what stands in it
// is shown, and of an expression what it says where that is plain.
func mdx() dialect {
	return dialect{
		name: "mdx", tool: "MDX", noIndented: true,
		signs: func(start *opening, opt Options) bool {
			return strings.HasSuffix(strings.ToLower(opt.Path), ".mdx") || start.signAt(mdxSign, start.mayImport, "import ", "{/*", "<TabItem") &&
				!start.sign(vueScript, "<script") // what is imported there is Vue's
		},
		rewrite: rewriteMDX,
	}
}

var (
	mdxSign   = text.Pattern(`(?m)^import[ \t]+[^'"\n]+[ \t]from[ \t]+['"][^'"\n]+['"](?:;?[ \t]*|;[ \t]*import[ \t][^\n]*)$|^import[ \t]+['"][^'"\n]+['"];[ \t]*$|\{/\*|<TabItem[ \t>]`)
	vueScript = text.Pattern(`(?m)^<script[ >]`)
	mdxImport = text.Pattern(`^(?:import\s+(?:(?:[\w$*{},/]|\s)+?\s*from\s*)?(?:"[^"\n]+"|'[^'\n]+');?[ \t]*)+(?://[^\n]*)?(?:\n|$)`)
	mdxExport = text.Pattern(`^export\s+(?:default|const|let|var|function|class|async|\{|\*)`)
	mdxConst  = text.Pattern(`^export\s+const\s+(\w+)\s*=\s*([^\n]*?);?\s*$`)
	mdxPart   = text.Pattern(`^import\s+(\w+)\s+from\s+['"](\.[^'"\n]*\.mdx?)['"]`)
	mdxPath   = text.Pattern(`^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$`)
	mdxAsset  = text.Pattern(`(?:require|useBaseUrl)\(\s*['"]([^'"\n]+)['"]`)
	mdxMath   = text.Pattern(`(?s)\$\$.*?\$\$|\$[^$\s][^$\n]*\$`)
	mdxName   = text.Pattern(`^[A-Za-z][\w.-]*`)
)

// mayImport reports whether a mark of MDX may be one: an import begins its line and names a file in quotes.
func (o *opening) mayImport(at int) bool {
	line := o.text[at:lineEnd(o.text, at)]
	return line[0] != 'i' || (at == 0 || o.text[at-1] == '\n') && bytes.ContainsAny(line, `"'`)
}

// jsxTag is a tag of a component or an element.
type jsxTag struct {
	from, to  int
	name      string // "" for those of a fragment
	args      args
	end, self bool
	braces    bool // a value stands in braces
	close     int  // index of the tag that closes it; 0 if none does
	indent    string
	alone     bool
}

// mdxPass is a pass over the text of a page.
type mdxPass struct {
	*rewriting
	code   codeMap
	tags   []jsxTag
	consts map[string]string
	vain   int // bytes looked at for ends that are not there
}

func rewriteMDX(r *rewriting) {
	r.mdxParts()
	r.apply()
	m := mdxPass{rewriting: r, code: codeOf(r.text, false), consts: map[string]string{}}
	if bytes.IndexByte(r.text, '$') >= 0 {
		m.code = m.code.with(mdxMath().FindAllIndex(r.text, -1))
	}
	for at := 0; at < len(r.text); {
		n := 0
		if at == 0 || r.text[at-1] == '\n' {
			n = m.module(at)
		}
		if n == 0 {
			i := bytes.IndexAny(r.text[at:], "{<\n")
			if i < 0 {
				break
			}
			at += i
			switch end := m.code.end(at); {
			case end > 0 && r.text[at] != '\n':
				at = end
				continue
			case at > 0 && r.text[at-1] == '\\':
			case r.text[at] == '{':
				n = m.braces(at)
			case r.text[at] == '<':
				n = m.read(at)
			}
		}
		at += max(1, n)
	}
	m.pair()
	m.dedent()
	for i := 0; i < len(m.tags); i++ {
		i = max(i, m.show(i))
	}
}

// with returns the map with further regions, which are in order.
func (m codeMap) with(more [][]int) codeMap {
	for _, r := range more {
		if m.end(r[0]) == 0 && m.end(r[1]-1) == 0 {
			m = append(m, region{r[0], r[1]})
		}
	}
	sort.Slice(m, func(i, j int) bool { return m[i].from < m[j].from })
	return m
}

// maxParts bounds how many pages one imports.
const maxParts = 50

// mdxParts puts pages that are imported in the place of the components that stand for
// them.
func (r *rewriting) mdxParts() {
	if r.opt.Read == nil || !bytes.Contains(r.text, []byte("import ")) {
		return
	}
	n := 0
	for line := range bytes.Lines(r.text) {
		m := mdxPart().FindSubmatch(line)
		if m == nil {
			continue
		}
		if n++; n > maxParts {
			return
		}
		mark := []byte("<" + string(m[1]) + " ")
		at := bytes.Index(r.text, mark)
		if at < 0 {
			mark[len(mark)-1] = '/'
			if at = bytes.Index(r.text, mark); at < 0 {
				continue
			}
		}
		end := bytes.Index(r.text[at:min(len(r.text), at+maxDirective)], []byte("/>"))
		file, ok := inside(path.Dir(r.opt.Path), string(m[2]))
		if end < 0 || !ok || file == r.opt.Path {
			continue
		}
		data, err := r.opt.Read(file)
		if err != nil || len(data) > maxIncluded/maxParts {
			continue
		}
		data, _ = decode(data, file)
		data = moveLinks(bytes.TrimSpace(data[readHead(data).size:]), path.Dir(file), path.Dir(r.opt.Path))
		r.replace(at, at+end+2, string(data))
	}
}

// relativeLink matches the beginning of a link whose address is relative to its own file.
var relativeLink = text.Pattern(`(?m)(\]\(|^\[[^\[\]\n]+\]:[ \t]+)(\.\.?/[^\s()#?]*)`)

// moveLinks makes the relative links of a text in the folder from ones that mean the same in the folder to.
func moveLinks(src []byte, from, to string) []byte {
	if from == to {
		return src
	}
	back := ""
	if to != "." {
		back = strings.Repeat("../", 1+strings.Count(to, "/"))
	}
	return relativeLink().ReplaceAllFunc(src, func(b []byte) []byte {
		m := relativeLink().FindSubmatch(b)
		file, ok := inside(from, string(m[2]))
		if !ok {
			return b
		}
		if bytes.HasSuffix(m[2], []byte("/")) {
			file += "/"
		}
		return []byte(string(m[1]) + "./" + back + file)
	})
}

// module leaves out an import or an export that begins on a line, and returns how long it is.
func (m *mdxPass) module(at int) int {
	rest := m.text[at:min(len(m.text), at+maxBraces)]
	switch {
	case m.code.end(at) > 0:
		return 0
	case bytes.HasPrefix(rest, []byte("import")):
		n := len(mdxImport().Find(rest[:min(len(rest), maxDirective)]))
		if n > 0 {
			m.replace(at, at+n, "")
		}
		return n
	case !bytes.HasPrefix(rest, []byte("export")) || !mdxExport().Match(rest[:min(len(rest), 80)]):
		return 0
	}
	if m.vain > maxVain*(len(m.text)+1024) {
		return 0
	}
	n := statementEnd(rest)
	if n == 0 {
		m.vain += len(rest)
		return 0
	}
	if c := mdxConst().FindSubmatch(rest[:n]); c != nil {
		if v, ok := literal(string(c[2])); ok {
			m.consts[string(c[1])] = v
		}
	}
	m.replace(at, at+n, "")
	return n
}

// statementEnd returns where a statement of JavaScript ends that a text begins with: at the
// first end of a line at which no bracket is open; 0 if there is none.
func statementEnd(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '\n':
			if depth <= 0 {
				return i + 1
			}
		case '"', '\'', '`':
			n := bytes.IndexByte(s[i+1:], c)
			if n >= 0 && (c == '`' || bytes.IndexByte(s[i+1:i+1+n], '\n') < 0) {
				i += n + 1
			}
		}
	}
	if depth <= 0 {
		return len(s)
	}
	return 0
}

// braces leaves out a comment, or says what an expression says, and returns how long that is.
func (m *mdxPass) braces(at int) int {
	rest := m.text[at:min(len(m.text), at+maxBraces)]
	switch {
	case bytes.HasPrefix(rest, []byte("{/*")):
		end := bytes.Index(rest, []byte("*/"))
		if end < 0 {
			return 0
		}
		n := bytes.IndexByte(rest[end:], '}')
		if n < 0 {
			return 0
		}
		m.replace(at, at+end+n+1, "")
		return end + n + 1
	case len(rest) < 3 || rest[1] == '#': // an anchor
		return 0
	case rest[1] == '{': // another tool's
		return max(2, bytes.Index(rest, []byte("}}")))
	}
	if m.vain > maxVain*(len(m.text)+1024) {
		return 0
	}
	n := braceEnd(string(rest))
	if n == 0 {
		m.vain += len(rest)
		return 0
	}
	inner := strings.TrimSpace(string(rest[1 : n-1]))
	if strings.Contains(inner, "\n\n") {
		return 0
	}
	said, ok := literal(inner)
	if c, known := m.consts[inner]; known {
		said, ok = c, true
	} else if field, found := strings.CutPrefix(inner, "frontMatter."); found && m.metaField(field) != "" {
		said, ok = m.metaField(field), true
	}
	if !ok {
		m.foreignAt(at, "MDX", "an expression")
		if mdxPath().MatchString(inner) || len(inner) <= 60 && !strings.ContainsAny(inner, "<>\n") {
			said = inner
		}
	}
	if strings.TrimSpace(said) == "" {
		m.replace(at, at+n, said)
	} else {
		m.replace(at, at+n, plainText(said))
	}
	return n
}

// read reads the tag at a place, and returns how long it is; 0 if there is none.
func (m *mdxPass) read(at int) int {
	rest := m.text[at:min(len(m.text), at+maxBraces)]
	if m.vain > maxVain*(len(m.text)+1024) {
		return 0
	}
	if bytes.HasPrefix(rest, []byte("<!--")) {
		return bytes.Index(rest, []byte("-->")) + 3
	}
	t := jsxTag{from: at}
	i := 1
	if i < len(rest) && rest[i] == '/' {
		t.end = true
		i++
	}
	t.name = string(mdxName().Find(rest[i:min(len(rest), i+100)]))
	i += len(t.name)
	start := i
	for ; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '>':
			attributes := string(rest[start:i])
			attributes, t.self = strings.CutSuffix(attributes, "/")
			if t.name == "" && strings.TrimSpace(attributes) != "" {
				return 0
			}
			t.args, t.to = readArgs(assets(attributes)), at+i+1
			t.indent, t.alone = m.alone(at, t.to)
			m.tags = append(m.tags, t)
			return i + 1
		case '"', '\'':
			n := bytes.IndexByte(rest[i+1:], c)
			if n < 0 {
				m.vain += len(rest)
				return 0
			}
			i += n + 1
		case '{':
			n := braceEnd(string(rest[i:]))
			if n == 0 {
				m.vain += len(rest)
				return 0
			}
			t.braces = true
			i += n - 1
		case '<':
			return 0
		case '\n':
			if i+1 < len(rest) && rest[i+1] == '\n' {
				return 0
			}
		default:
			if i == start && t.name != "" && c != ' ' && c != '\t' && c != '/' {
				return 0 // an address, or no tag
			}
		}
	}
	return 0
}

// assets makes strings of the calls by which files are named: {require('./a.png').default}.
func assets(attributes string) string {
	if !strings.Contains(attributes, "(") {
		return attributes
	}
	for {
		i := strings.IndexByte(attributes, '{')
		if i < 0 {
			return attributes
		}
		n := braceEnd(attributes[i:])
		if n == 0 {
			return attributes
		}
		value := `""`
		if s := mdxAsset().FindStringSubmatch(attributes[i : i+n]); s != nil {
			value = `"` + s[1] + `"`
		} else if v, ok := literal(attributes[i+1 : i+n-1]); ok && !strings.Contains(v, `"`) && !strings.Contains(v, "{") {
			value = `"` + v + `"`
		}
		attributes = attributes[:i] + value + attributes[i+n:]
	}
}

// pair finds for each tag the one that closes it.
func (m *mdxPass) pair() {
	open := map[string][]int{}
	for i, t := range m.tags {
		stack := open[t.name]
		switch {
		case t.end && len(stack) > 0:
			m.tags[stack[len(stack)-1]].close = i
			m.tags[i].close = stack[len(stack)-1]
			open[t.name] = stack[:len(stack)-1]
		case !t.end && !t.self:
			open[t.name] = append(stack, i)
		}
	}
}

// maxDedent is how deep components nest whose content is moved to the left.
const maxDedent = 12

// dedent moves the content of components to the left as far as it stands to the right of
// them: in MDX indentation is no code.
func (m *mdxPass) dedent() {
	shifts := map[int]int{} // by line
	var ends []int
	for i := range m.tags {
		t := &m.tags[i]
		for len(ends) > 0 && ends[len(ends)-1] <= t.from {
			ends = ends[:len(ends)-1]
		}
		if t.end || t.close == 0 || !t.alone || strings.TrimSpace(t.indent) != "" || len(ends) >= maxDedent {
			continue
		}
		closing := m.tags[t.close]
		ends = append(ends, closing.from)
		first, last := m.lineOf(t.to)+1, m.lineOf(closing.from)
		shift := -1
		for line := first; line < last; line++ {
			from, to := m.lines.starts[line], m.lines.starts[line+1]
			body := bytes.TrimLeft(m.text[from:to], " \t")
			if len(bytes.TrimSpace(body)) == 0 {
				continue
			}
			if shift < 0 {
				shift = max(0, to-from-len(body)-len(t.indent)) + shifts[m.lineOf(t.from)]
			}
			if shift == 0 {
				break
			}
			shifts[line] = shift
		}
	}
	for line, shift := range shifts {
		from := m.lines.starts[line]
		n := 0
		for n < shift && from+n < len(m.text) && (m.text[from+n] == ' ' || m.text[from+n] == '\t') {
			n++
		}
		if n > 0 {
			m.replace(from, from+n, "")
		}
	}
	for i := range m.tags {
		if n := shifts[m.lineOf(m.tags[i].from)]; n > 0 && n <= len(m.tags[i].indent) {
			m.tags[i].indent = m.tags[i].indent[n:]
		}
	}
}
