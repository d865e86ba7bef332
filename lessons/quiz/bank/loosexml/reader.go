package loosexml

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/quiz"
)

// The bounds on what is believed of a file.
const (
	maxDepth    = 200     // of elements; tags deeper than that are passed over
	maxElements = 400_000 // of what Next returns; what follows is passed over
	maxNodes    = 1_000_000
	maxTag      = 4 << 20 // bytes of one tag: it may hold a picture
	maxWasted   = 64 << 20
	maxName     = 100
	maxAttrs    = 100
)

// Reader reads the elements of a file one by one, so that a large file is never a tree in memory. What it met on the
// way is in its fields.
type Reader struct {
	Passed  map[string]int // how many start tags were outside of the elements that Next returned, by name
	Lead    bool           // text stands before the first tag
	BareAnd int            // the line of the first `&` that begins no entity, 0 for none
	Cut     int            // the line of the first element or mark that has no end where the file ends, 0 for none
	Full    bool           // there were more elements than are kept
	Room    *int           // how many elements may still be kept of several files together, nil for the bound of one

	src    string
	at     int
	lineAt int // where line was counted up to
	line   int

	wasted   int // bytes that were looked at for the end of a tag, and none was there
	outside  map[string][]Attr
	elements int
	nodes    int

	noBracket bool // there is no `]` further on
	open      []*Element
	isOpen    map[string]int // how many elements of a name are open
}

// New returns a reader of a text in UTF-8.
func New(src string) *Reader {
	return &Reader{src: src, line: 1, Passed: map[string]int{}, outside: map[string][]Attr{}}
}

// Outside returns the attributes of the last start tag of that name that stood outside of what Next returned.
func (r *Reader) Outside(name string) []Attr { return r.outside[name] }

// Next returns the next element of one of these names that is in no other of them; nil at the end of the file. An
// element in which one of the same name begins has no end of its own, and ends there.
func (r *Reader) Next(names ...string) *Element {
	r.open, r.isOpen, r.elements, r.nodes = r.open[:0], map[string]int{}, 0, 0
	for r.at < len(r.src) {
		i := strings.IndexByte(r.src[r.at:], '<')
		if i < 0 {
			i = len(r.src) - r.at
		}
		r.text(r.src[r.at : r.at+i])
		if r.at += i; r.at >= len(r.src) {
			break
		}
		from := r.at
		if e := r.markup(names); e != nil {
			return e
		}
		if r.at == from { // no markup: a sign of the text
			r.text("<")
			r.at++
		}
	}
	if len(r.open) == 0 {
		return nil
	}
	if r.Cut == 0 {
		r.Cut = r.open[len(r.open)-1].Line
	}
	return r.open[0]
}

// lineOf returns the line of an offset that is not before the last one asked for.
func (r *Reader) lineOf(at int) int {
	if at > r.lineAt {
		r.line += strings.Count(r.src[r.lineAt:at], "\n")
		r.lineAt = at
	}
	return r.line
}

// text adds a run of text, its entities resolved, to the element that is open.
func (r *Reader) text(s string) {
	if len(r.open) == 0 {
		if len(r.Passed) == 0 && strings.TrimSpace(s) != "" {
			r.Lead = true
		}
		return
	}
	if s != "" {
		r.add(Node{Text: r.resolve(s)})
	}
}

// add adds a node; neighbouring texts stay apart until they are asked for.
func (r *Reader) add(n Node) {
	if r.nodes++; r.nodes > maxNodes {
		r.Full = true
		return
	}
	e := r.open[len(r.open)-1]
	e.Nodes = append(e.Nodes, n)
}

// markup reads what a `<` begins, if it is markup; it returns the element of one of the names that ends here.
func (r *Reader) markup(names []string) *Element {
	rest := r.src[r.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		r.skip("<!--", "-->")
	case strings.HasPrefix(rest, "<![CDATA["):
		const mark = "<![CDATA["
		begin := r.at + len(mark)
		end := r.skip(mark, "]]>")
		if len(r.open) > 0 && end > begin {
			r.add(Node{Text: r.src[begin:end]})
		}
	case strings.HasPrefix(rest, "<!"):
		r.declaration()
	case strings.HasPrefix(rest, "<?"):
		r.skip("<?", "?>")
	case strings.HasPrefix(rest, "</"):
		return r.endTag()
	default:
		return r.startTag(names)
	}
	return nil
}

// skip goes behind the mark that ends what begins here, and returns where that mark stands. Without one the rest of the file belongs to it.
func (r *Reader) skip(begin, end string) int {
	i := strings.Index(r.src[r.at+len(begin):], end)
	if i < 0 {
		r.cutHere()
		return r.at
	}
	at := r.at + len(begin) + i
	r.at = at + len(end)
	return at
}

// cutHere notes that what begins here has no end, and goes to the end of the file.
func (r *Reader) cutHere() {
	if r.Cut == 0 {
		r.Cut = r.lineOf(r.at)
	}
	r.at = len(r.src)
}

// declaration passes over a DOCTYPE with all that it declares, or the like.
func (r *Reader) declaration() {
	end := strings.IndexByte(r.src[r.at:], '>')
	if inside := strings.IndexByte(r.src[r.at:r.at+max(end, 0)], '['); inside >= 0 && !r.noBracket {
		i := strings.Index(r.src[r.at+inside:], "]")
		if r.noBracket = i < 0; i >= 0 {
			if j := strings.IndexByte(r.src[r.at+inside+i:], '>'); j >= 0 {
				end = inside + i + j
			}
		}
	}
	if end < 0 {
		r.cutHere()
		return
	}
	r.at += end + 1
}

// endTag closes the element of its name, and with it those in it that have no end. A tag that closes nothing means nothing.
func (r *Reader) endTag() *Element {
	end := strings.IndexByte(r.src[r.at:min(len(r.src), r.at+maxName+20)], '>')
	if end < 0 {
		return nil
	}
	name, n := tagName(r.src[r.at+2:])
	if n == 0 || strings.TrimSpace(r.src[r.at+2+n:r.at+end]) != "" {
		return nil
	}
	r.at += end + 1
	if r.isOpen[name] == 0 {
		return nil
	}
	for i := len(r.open) - 1; i >= 0; i-- {
		if r.open[i].Name != name {
			continue
		}
		for _, e := range r.open[i:] {
			e.Whole = true
			r.isOpen[e.Name]--
		}
		first := r.open[0]
		if r.open = r.open[:i]; i == 0 {
			return first
		}
		break
	}
	return nil
}

// startTag opens an element. Outside of those that are asked for it is only counted.
func (r *Reader) startTag(names []string) *Element {
	name, n := tagName(r.src[r.at+1:])
	if n == 0 {
		return nil
	}
	wanted := isOne(name, names)
	if len(r.open) > 0 && wanted && name == r.open[0].Name {
		return r.open[0] // which has no end of its own
	}
	from := r.at
	attrs, end, alone := r.attributes(r.at + 1 + n)
	if end < 0 {
		return nil
	}
	e := &Element{Name: name, Attrs: attrs, Line: r.lineOf(from)}
	r.at = end
	if len(r.open) == 0 && !wanted {
		if len(r.Passed) < 1000 {
			r.Passed[name]++
			r.outside[name] = attrs
		}
		return nil
	}
	if r.Room != nil {
		*r.Room--
	}
	if r.elements++; r.elements > maxElements || r.Room != nil && *r.Room < 0 {
		r.Full = true
		return nil
	}
	if len(r.open) >= maxDepth {
		return nil
	}
	if len(r.open) > 0 {
		r.add(Node{Element: e})
	}
	if alone || len(r.open) > 0 && standsAlone(name) {
		e.Whole = true
		if len(r.open) == 0 {
			return e
		}
		return nil
	}
	r.open = append(r.open, e)
	r.isOpen[name]++
	return nil
}

// tagName reads a name at the start of s, and returns it without its prefix.
func tagName(s string) (name string, length int) {
	for length < len(s) && length < maxName {
		c, size := utf8.DecodeRuneInString(s[length:])
		if !unicode.IsLetter(c) && c != '_' && c != ':' && (length == 0 || !unicode.IsDigit(c) && c != '-' && c != '.') {
			break
		}
		length += size
	}
	name = s[:length]
	return name[strings.LastIndexByte(name, ':')+1:], length
}

// attributes reads what follows the name of a start tag, from an offset. End is where the tag ends, -1 if it is none.
func (r *Reader) attributes(at int) (attrs []Attr, end int, alone bool) {
	from, most := at, min(len(r.src), at+maxTag)
	if r.wasted > maxWasted {
		most = min(most, at+1000)
	}
	fail := func() ([]Attr, int, bool) {
		r.wasted += at - from
		return nil, -1, false
	}
	for at < most {
		switch c := r.src[at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			at++
		case c == '>':
			return attrs, at + 1, false
		case c == '/' && at+1 < most && r.src[at+1] == '>':
			return attrs, at + 2, true
		case c == '/':
			at++
		default:
			name, n := tagName(r.src[at:])
			if n == 0 || len(attrs) > maxAttrs {
				return fail()
			}
			value, next := r.value(at+n, most)
			if next < 0 {
				at = most
				return fail()
			}
			attrs, at = append(attrs, Attr{name, value}), next
		}
	}
	return fail()
}

// value reads `="…"` behind the name of an attribute, which may lack its marks or be missing altogether.
func (r *Reader) value(at, most int) (value string, next int) {
	i := at
	for i < most && isSpace(r.src[i]) {
		i++
	}
	if i >= most || r.src[i] != '=' {
		return "", at
	}
	for i++; i < most && isSpace(r.src[i]); i++ {
	}
	if i >= most {
		return "", -1
	}
	if q := r.src[i]; q == '"' || q == '\'' {
		end := strings.IndexByte(r.src[i+1:most], q)
		if end < 0 {
			return "", -1
		}
		return r.resolve(r.src[i+1 : i+1+end]), i + 1 + end + 1
	}
	end := strings.IndexAny(r.src[i:most], " \t\r\n<>")
	if end <= 0 {
		return "", -1
	}
	return r.resolve(r.src[i : i+end]), i + end
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// resolve turns entities into the characters that they stand for. An `&` that begins none stays.
func (r *Reader) resolve(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), 40)], ';')
		if end < 0 || strings.ContainsAny(s[1:end], " \t\n<&") {
			end = 0
		}
		if char := html.UnescapeString(s[:end+1]); end > 0 && !strings.HasSuffix(char, ";") || s[:end+1] == "&semi;" {
			b.WriteString(quiz.Clean(char))
			s = s[end+1:]
			continue
		}
		if r.BareAnd == 0 {
			r.BareAnd = r.lineOf(r.at)
		}
		b.WriteByte('&')
		s = s[1:]
	}
	b.WriteString(s)
	return b.String()
}
