package folder

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// script reads the tokens of a program.
type script struct {
	src    string
	at     int
	values int
	known  [2]int // a place, and how many lines end before it
	module *module
}

// readModule reads a program.
func readModule(src, name string, read func(path string) *module) *module {
	m := &module{names: map[string]*value{}, imports: map[string]imported{}, path: name, read: read}
	s := &script{src: src, module: m}
	if strings.HasSuffix(name, ".json") {
		m.exported = s.value(0)
		return m
	}
	for depth := 0; s.blank(); {
		word := s.word()
		switch {
		case word == "":
			switch c := s.src[s.at]; c {
			case '"', '\'', '`':
				s.quoted()
				continue
			case '{', '(', '[':
				depth++
			case '}', ')', ']':
				depth = max(0, depth-1)
			}
			s.at++
		case depth > 0:
		case word == "import":
			s.imports()
		case word == "const", word == "let", word == "var":
			s.binding()
		case word == "function":
			s.function()
		case word == "export":
			if s.skipWord("default") {
				if s.skipWord("async") || s.skipWord("function") {
					continue
				}
				m.exported = s.value(0)
			}
		case word == "module", word == "exports":
			if s.skip(".") {
				s.word()
			}
			if s.skip("=") {
				m.exported = s.value(0)
			}
		}
	}
	return m
}

// blank passes over blanks and comments, and reports whether something follows.
func (s *script) blank() bool {
	for s.at < len(s.src) {
		rest := s.src[s.at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r), r == '\ufeff':
			s.at += size
		case strings.HasPrefix(rest, "//"):
			s.at += lengthTo(rest, "\n")
		case strings.HasPrefix(rest, "/*"):
			s.at += lengthTo(rest, "*/")
		default:
			return true
		}
	}
	return false
}

// lengthTo returns how long a text is with the sign that ends it.
func lengthTo(s, end string) int {
	if at := strings.Index(s[min(len(s), 2):], end); at >= 0 {
		return min(len(s), 2) + at + len(end)
	}
	return len(s)
}

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

// word reads a name or a number, "" if none is next.
func (s *script) word() string {
	begin := s.at
	for s.at < len(s.src) && isWordByte(s.src[s.at]) {
		s.at++
	}
	return s.src[begin:s.at]
}

// skip passes over a sign, if it is next.
func (s *script) skip(sign string) bool {
	if s.blank() && strings.HasPrefix(s.src[s.at:], sign) {
		s.at += len(sign)
		return true
	}
	return false
}

// skipWord passes over a word, if it is next.
func (s *script) skipWord(word string) bool {
	if !s.blank() {
		return false
	}
	at := s.at
	if s.word() == word {
		return true
	}
	s.at = at
	return false
}

// binding reads what follows const, let or var: one name and its value.
func (s *script) binding() {
	s.blank()
	name := s.word()
	if name == "" {
		return
	}
	s.typed()
	if s.skip("=") && !s.skip(">") {
		s.module.names[name] = s.value(0)
	}
}

// typed passes over a type, up to the sign that gives the value.
func (s *script) typed() {
	if !s.skip(":") {
		return
	}
	for depth := 0; s.blank(); s.at++ {
		switch c := s.src[s.at]; {
		case c == '<', c == '{', c == '[', c == '(':
			depth++
		case c == '>', c == '}', c == ']', c == ')':
			depth--
		case depth <= 0 && (c == '=' || c == ';'):
			return
		}
	}
}

// function reads a function that does nothing but return a literal.
func (s *script) function() {
	s.blank()
	name := s.word()
	if !s.skip("(") {
		return
	}
	s.past(')')
	if s.skip(":") { // the type of what it returns
		for s.blank() && s.src[s.at] != '{' {
			s.at++
		}
	}
	if name != "" && s.skip("{") {
		body := s.at
		if s.skipWord("return") {
			s.module.names[name] = s.value(0)
		}
		s.at = max(s.at, body)
		s.past('}')
	}
}

// imports reads where the names of an import come from.
func (s *script) imports() {
	var names [][2]string // here, there
	s.skipWord("type")
	for braces := false; s.blank(); {
		switch c := s.src[s.at]; {
		case c == '{' || c == '}':
			braces = c == '{'
			s.at++
		case c == '"' || c == '\'':
			from := s.quoted()
			for _, n := range names {
				s.module.imports[n[0]] = imported{from, n[1]}
			}
			return
		case isWordByte(c):
			word := s.word()
			if word == "from" {
				continue
			}
			if s.skipWord("as") {
				s.blank()
				names = append(names, [2]string{s.word(), word})
			} else if braces {
				names = append(names, [2]string{word, word})
			} else {
				names = append(names, [2]string{word, "default"})
			}
		case c == ';' || len(names) > maxNamed:
			return
		default:
			s.at++
		}
	}
}

// past passes over everything up to the sign that closes what is open.
func (s *script) past(end byte) {
	for depth := 0; s.blank(); {
		switch c := s.src[s.at]; c {
		case '"', '\'', '`':
			s.quoted()
			continue
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth == 0 {
				if c == end {
					s.at++
				}
				return
			}
			depth--
		}
		s.at++
	}
}

// quoted reads a string.
func (s *script) quoted() string {
	q := s.src[s.at]
	var b strings.Builder
	for s.at++; s.at < len(s.src); s.at++ {
		switch c := s.src[s.at]; {
		case c == q:
			s.at++
			return b.String()
		case c == '\n' && q != '`':
			return b.String()
		case c == '\\' && s.at+1 < len(s.src):
			s.at++
			b.WriteString(s.escaped())
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escaped returns the character behind a backslash.
func (s *script) escaped() string {
	switch c := s.src[s.at]; c {
	case 'n', 't', 'r':
		return " "
	case 'u', 'x':
		digits := 2
		if c == 'u' {
			digits = 4
		}
		if s.at+digits < len(s.src) {
			if n, err := strconv.ParseUint(s.src[s.at+1:s.at+1+digits], 16, 32); err == nil {
				s.at += digits
				return string(rune(n))
			}
		}
		return ""
	default:
		return string(c)
	}
}

// value reads one value, and passes over what is done with it.
func (s *script) value(depth int) *value {
	v := s.operand(depth)
	for s.blank() {
		rest := s.src[s.at:]
		switch {
		case strings.IndexByte(",;)]}", rest[0]) >= 0:
			return v
		case s.skipWord("as"), s.skipWord("satisfies"):
			s.skipType()
			return v
		case depth == 0 && isWordByte(rest[0]): // a new statement, without a sign before it
			return v
		case rest[0] == '"', rest[0] == '\'', rest[0] == '`':
			s.quoted()
			v = &value{line: v.line}
		case rest[0] == '(', rest[0] == '[', rest[0] == '{':
			s.at++
			s.past(closing(rest[0]))
			v = &value{line: v.line}
		default: // an operator, whose result is not known
			s.at++
			s.word()
			v = &value{line: v.line}
		}
	}
	return v
}

func closing(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// skipType passes over a type behind a value.
func (s *script) skipType() {
	for depth := 0; s.blank(); s.at++ {
		switch c := s.src[s.at]; {
		case c == '<' || c == '[' || c == '{':
			depth++
		case depth > 0 && (c == '>' || c == ']' || c == '}'):
			depth--
		case strings.IndexByte(",;)]}", c) >= 0 || c == '\n':
			return
		}
	}
}

func (s *script) operand(depth int) *value {
	v := &value{}
	if s.values++; s.values > maxValues || depth > maxNested {
		s.at = len(s.src)
	}
	if !s.blank() {
		return v
	}
	v.line = s.line()
	switch c := s.src[s.at]; {
	case c == '"' || c == '\'' || c == '`':
		v.kind, v.text = 's', s.quoted()
		if c == '`' && strings.Contains(v.text, "${") {
			return &value{line: v.line}
		}
	case c == '[':
		s.at++
		v.kind = 'l'
		for s.blank() && s.src[s.at] != ']' {
			if s.skip(",") {
				continue
			}
			spread := s.skip("...")
			at := s.at
			e := s.value(depth + 1)
			if spread {
				e = &value{kind: 'r', text: "...", list: []*value{e}, line: e.line}
			}
			if v.list = append(v.list, e); s.at == at {
				s.at++
			}
		}
		s.skip("]")
	case c == '{':
		s.at++
		s.object(v, depth)
	case c == '(':
		s.at++
		inner := s.value(depth + 1)
		s.past(')')
		return inner
	case isWordByte(c) || c == '-':
		s.skip("-")
		s.named(v, s.word(), depth)
	}
	return v
}

// line returns the line of the place that is read.
func (s *script) line() int {
	if s.at < s.known[0] {
		s.known = [2]int{}
	}
	s.known = [2]int{s.at, s.known[1] + strings.Count(s.src[s.known[0]:s.at], "\n")}
	return s.known[1] + 1
}

// named reads what begins with a word: a call, a reference, a number.
func (s *script) named(v *value, word string, depth int) {
	switch {
	case word == "async", word == "new", word == "function", word == "await":
		return
	case word != "" && isDigit(word[0]), word == "true", word == "false", word == "null", word == "undefined":
		v.kind, v.text = 'n', word
		return
	}
	v.kind, v.text, v.module = 'r', word, s.module
	if strings.HasPrefix(s.src[s.at:], "<") { // types of a call
		if at := strings.IndexByte(s.src[s.at:], '('); at > 0 && at < 200 {
			s.at += at
		}
	}
	if s.at < len(s.src) && s.src[s.at] == '(' {
		s.at++
		if !s.blank() {
			return
		}
		if s.src[s.at] != ')' {
			v.list = []*value{s.value(depth + 1)}
		}
		s.past(')')
	}
}

// object reads a map behind its brace.
func (s *script) object(v *value, depth int) {
	v.kind = 'm'
	for s.blank() && s.src[s.at] != '}' {
		if s.skip(",") {
			continue
		}
		at := s.at
		key := ""
		switch c := s.src[s.at]; {
		case s.skip("..."):
			v.keys, v.fields = append(v.keys, ""), append(v.fields, s.value(depth+1))
			continue
		case c == '"' || c == '\'' || c == '`':
			key = s.quoted()
		case c == '[':
			s.at++
			s.past(']')
		default:
			key = s.word()
		}
		switch {
		case s.skip(":"):
			e := s.value(depth + 1)
			if key != "" {
				v.keys, v.fields = append(v.keys, key), append(v.fields, e)
			}
		case s.blank() && s.src[s.at] == '(': // a method
			s.at++
			s.past(')')
			for s.blank() && s.src[s.at] != '{' && s.src[s.at] != ',' && s.src[s.at] != '}' {
				s.at++
			}
			if s.skip("{") {
				s.past('}')
			}
		case key != "": // a name that is key and value
			v.keys, v.fields = append(v.keys, key), append(v.fields, &value{kind: 'r', text: key, module: s.module})
		}
		if s.at == at {
			s.at++
		}
	}
	s.skip("}")
}
