package settings

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Python holds what a settings file written in Python, such as Sphinx's conf.py, says in
// plain data. Nothing of it is run.
type Python struct{ values map[string]pythonValue }

// pythonValue is one value: a string, a bool, a []any of such, a map[string]any of such,
// or nil for what is not data.
type pythonValue struct {
	is    any
	whole bool // false if something is done with it that only a program could do
}

// Bounds of what is read.
const (
	maxPython      = 4 << 20 // bytes of a file
	maxPythonDepth = 40      // lists inside one another
)

// ReadPython reads the assignments that stand at the left edge of a file: NAME = value, where
// a value is a string, a number, True, False, None, a list, a tuple, a set or a dictionary of
// such, a name that was given a value before, or a sum of them. Everything else is passed over.
func ReadPython(src []byte) Python {
	p := Python{map[string]pythonValue{}}
	if len(src) > maxPython {
		return p
	}
	r := pythonReader{src: strings.ReplaceAll(string(src), "\r\n", "\n"), known: p.values}
	r.src = strings.TrimPrefix(r.src, "\ufeff")
	for r.at < len(r.src) {
		r.statement()
	}
	return p
}

// Has reports whether the file gives a name a value, even if that cannot be read.
func (p Python) Has(name string) bool { _, ok := p.values[name]; return ok }

// Text returns the value of a name if it is a string and nothing else is done with it.
func (p Python) Text(name string) (s string, ok bool) {
	v := p.values[name]
	if s, ok = v.is.(string); !ok || !v.whole {
		return "", false
	}
	return s, true
}

// Draft returns the value of a name if it is a string, even if a program fills it in.
func (p Python) Draft(name string) string {
	s, _ := p.values[name].is.(string)
	return s
}

// On reports whether a name is given a value that is true.
func (p Python) On(name string) bool { on, _ := p.values[name].is.(bool); return on }

// List returns the strings of a list; a string alone is a list of one, a dictionary that of its keys.
func (p Python) List(name string) []string {
	switch v := p.values[name].is.(type) {
	case string:
		return []string{v}
	case []any:
		return Strings(v)
	case map[string]any:
		return slices.Sorted(maps.Keys(v))
	}
	return nil
}

// Dict returns the values of a dictionary whose keys are strings.
func (p Python) Dict(name string) map[string]any {
	m, _ := p.values[name].is.(map[string]any)
	return m
}

// Strings returns the strings among values.
func Strings(values []any) []string {
	var out []string
	for _, v := range values {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// pythonReader reads a file statement by statement.
type pythonReader struct {
	src   string
	at    int
	depth int // brackets that are open
	known map[string]pythonValue
	spent int // bytes and items that sums and f-strings made
}

// statement reads one logical line.
func (r *pythonReader) statement() {
	from := r.at
	var names []string
	more := false
	for {
		name := r.name()
		if name == "" {
			break
		}
		mark := r.at
		r.blanks()
		if r.next(":") && !r.sees("=") { // an annotation
			for r.at < len(r.src) && !strings.ContainsRune("=\n#\"'", rune(r.src[r.at])) {
				r.at++
			}
		}
		if r.next("+=") {
			names, more = append(names, name), true
		} else if r.sees("=") && !r.sees("==") {
			r.at++
			names = append(names, name)
		} else {
			r.at = mark - len(name) // it is a value
			break
		}
		r.blanks()
	}
	if len(names) > 0 {
		r.depth = 0
		v := r.sum()
		r.blanks()
		v.whole = v.whole && r.ended()
		for _, name := range names {
			if more {
				v = r.joined(r.known[name], v)
			}
			r.known[name] = v
		}
	}
	r.depth = 0
	r.skipTo("\n")
	r.at = max(r.at+1, from+1)
}

// ended reports whether nothing but a comment is left of the logical line.
func (r *pythonReader) ended() bool {
	return r.at >= len(r.src) || strings.IndexByte("\n#;", r.src[r.at]) >= 0
}

// sum reads a value, or several with + between them.
func (r *pythonReader) sum() pythonValue {
	v := r.value()
	for r.blanks(); r.sees("+") && !r.sees("+="); r.blanks() {
		r.at++
		r.blanks()
		v = r.joined(v, r.value())
	}
	return v
}

// joined is the sum of two values: what is known of it.
func (r *pythonReader) joined(a, b pythonValue) pythonValue {
	whole := a.whole && b.whole
	switch x := a.is.(type) {
	case string:
		if y, ok := b.is.(string); ok && r.mayMake(len(x)+len(y)) {
			return pythonValue{x + y, whole}
		}
		return pythonValue{x, false}
	case []any:
		if y, ok := b.is.([]any); ok && r.mayMake(len(x)+len(y)) {
			return pythonValue{slices.Concat(x, y), whole}
		}
		return pythonValue{x, false}
	}
	return pythonValue{b.is, false}
}

// mayMake reports whether so much may still be made of what the file holds.
func (r *pythonReader) mayMake(n int) bool {
	r.spent += n
	return r.spent <= maxPython
}

// value reads one value.
func (r *pythonReader) value() pythonValue {
	if s, ok := r.strings(); ok {
		return s
	}
	if r.at >= len(r.src) {
		return pythonValue{}
	}
	switch c := r.src[r.at]; {
	case c == '[' || c == '(' || c == '{':
		return r.collection(c)
	case c == '-' || c >= '0' && c <= '9':
		from := r.at
		for r.at++; r.at < len(r.src) && (isWord(r.src[r.at]) || r.src[r.at] == '.'); r.at++ {
		}
		return pythonValue{r.src[from:r.at], true}
	}
	name := r.name()
	switch name {
	case "True", "False":
		return pythonValue{name == "True", true}
	case "None", "":
		return pythonValue{}
	}
	if r.sees("(") || r.sees(".") || r.sees("[") {
		return pythonValue{}
	}
	v := r.known[name]
	if _, text := v.is.(string); !text && r.depth > 0 {
		return pythonValue{} // lists that hold others twice would grow without end
	}
	return v
}

// collection reads a list, a tuple, a set, a dictionary or a value in brackets. What in it is
// no data is left out.
func (r *pythonReader) collection(opening byte) pythonValue {
	end := map[byte]string{'[': "]", '(': ")", '{': "}"}[opening]
	r.at++
	r.depth++
	defer func() { r.depth-- }()
	list, dict, commas := []any{}, map[string]any{}, 0
	v := pythonValue{whole: true}
	for r.blanks(); r.at < len(r.src) && !r.sees(end); r.blanks() {
		if r.depth > maxPythonDepth {
			r.skipTo(end)
			v.whole = false
			break
		}
		from := r.at
		item := r.sum()
		r.blanks()
		if opening == '{' && r.next(":") {
			r.blanks()
			value := r.sum()
			if key, ok := item.is.(string); ok {
				dict[key] = value.is
			}
			item = pythonValue{nil, value.whole}
		} else if item.is != nil {
			list = append(list, item.is)
		}
		v.whole = v.whole && item.whole
		r.blanks()
		if !r.sees(",") && !r.sees(end) {
			v.whole = false
			r.skipTo(end + ",")
		}
		if r.next(",") {
			commas++
		} else if r.at == from {
			break
		}
	}
	r.next(end)
	switch {
	case opening == '{' && len(list) == 0:
		v.is = dict
	case opening == '(' && commas == 0 && len(list) == 1:
		v.is = list[0]
	default:
		v.is = list
	}
	return v
}

// strings reads one string, or several beside one another, which are one.
func (r *pythonReader) strings() (v pythonValue, ok bool) {
	var b strings.Builder
	v.whole = true
	for {
		at := r.at
		n := 0
		for n < 3 && at+n < len(r.src) && strings.IndexByte("rRbBuUfF", r.src[at+n]) >= 0 {
			n++
		}
		if at+n >= len(r.src) || r.src[at+n] != '"' && r.src[at+n] != '\'' {
			break
		}
		prefix := strings.ToLower(r.src[at : at+n])
		r.at += n
		text := r.quoted(strings.Contains(prefix, "r"))
		if strings.Contains(prefix, "f") {
			var whole bool
			text, whole = r.filled(text)
			v.whole = v.whole && whole
		}
		b.WriteString(text)
		ok = true
		r.blanks()
	}
	v.is = b.String()
	return v, ok
}

// quoted reads a string that begins here.
func (r *pythonReader) quoted(plain bool) string {
	quote := r.src[r.at : r.at+1]
	if triple := strings.Repeat(quote, 3); r.sees(triple) {
		quote = triple
	}
	r.at += len(quote)
	var b strings.Builder
	for r.at < len(r.src) && !r.sees(quote) {
		c := r.src[r.at]
		switch {
		case c == '\n' && len(quote) == 1:
			return b.String() // it does not end
		case c == '\\' && plain && r.at+1 < len(r.src):
			b.WriteString(r.src[r.at : r.at+2])
			r.at += 2
		case c == '\\' && r.at+1 < len(r.src):
			r.escape(&b)
		default:
			b.WriteByte(c)
			r.at++
		}
	}
	r.next(quote)
	return b.String()
}

// escape reads what a backslash begins (Python, "String and Bytes literals").
func (r *pythonReader) escape(b *strings.Builder) {
	c := r.src[r.at+1]
	r.at += 2
	if i := strings.IndexByte(`abfnrtv\'"`, c); i >= 0 {
		b.WriteByte("\a\b\f\n\r\t\v\\'\""[i])
		return
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits > 0 && r.at+digits <= len(r.src) {
		if n, err := strconv.ParseUint(r.src[r.at:r.at+digits], 16, 32); err == nil && utf8.ValidRune(rune(n)) {
			b.WriteRune(rune(n))
			r.at += digits
			return
		}
	}
	if c != '\n' {
		b.WriteByte('\\')
		b.WriteByte(c)
	}
}

// filled puts the values of names into an f-string. What is more than a name stays as it is
// written, and whole is false.
func (r *pythonReader) filled(s string) (out string, whole bool) {
	var b strings.Builder
	whole = true
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(strings.ReplaceAll(before, "}}", "}"))
		if !found {
			return b.String(), whole
		}
		if strings.HasPrefix(rest, "{") {
			b.WriteByte('{')
			s = rest[1:]
			continue
		}
		name, after, closed := strings.Cut(rest, "}")
		value, ok := r.known[strings.TrimSpace(name)].is.(string)
		if !closed || !ok || !r.mayMake(len(value)) {
			whole = false
			value = "{" + name + "}"
		}
		b.WriteString(value)
		s = after
	}
}

// name reads a name, "" if there is none here.
func (r *pythonReader) name() string {
	from := r.at
	for r.at < len(r.src) && isWord(r.src[r.at]) && (r.at > from || r.src[r.at] > '9') {
		r.at++
	}
	return r.src[from:r.at]
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// sees reports whether s stands here, and next passes over it if it does.
func (r *pythonReader) sees(s string) bool { return strings.HasPrefix(r.src[r.at:], s) }

func (r *pythonReader) next(s string) bool {
	if !r.sees(s) {
		return false
	}
	r.at += len(s)
	return true
}

// blanks passes over blanks and comments, in brackets over the ends of lines too.
func (r *pythonReader) blanks() {
	for r.at < len(r.src) {
		switch c := r.src[r.at]; {
		case c == ' ' || c == '\t' || c == '\f' || c == '\n' && r.depth > 0:
			r.at++
		case r.next("\\\n"):
		case c == '#' && r.depth > 0:
			for r.at < len(r.src) && r.src[r.at] != '\n' {
				r.at++
			}
		default:
			return
		}
	}
}

// skipTo passes over everything up to one of these characters outside strings, comments and
// brackets.
func (r *pythonReader) skipTo(ends string) {
	open := 0
	for r.at < len(r.src) {
		c := r.src[r.at]
		switch {
		case open == 0 && strings.IndexByte(ends, c) >= 0:
			return
		case c == '"' || c == '\'':
			r.quoted(false)
			continue
		case c == '#':
			for r.at < len(r.src) && r.src[r.at] != '\n' {
				r.at++
			}
			continue
		case r.next("\\\n"):
			continue
		case c == '[' || c == '(' || c == '{':
			open++
		case c == ']' || c == ')' || c == '}':
			open = max(open-1, 0)
		}
		r.at++
	}
}
