// Package syntax finds the keywords, strings, comments and numbers of code, for a
// reader who looks at it: no more is needed to find one's way in an example.
//
// In goes the name of a language, as a page writes it behind a fence, and a text. Out
// come spans of bytes with their kinds. Nothing fails: what a language does not know
// is plain. A text is gone through once, whatever it holds, so that the time follows
// its length; of a very long one the beginning is looked at. The package knows no screen.
//
// To add a language: a row of languages, in languages.go, and a case in
// testdata/cases.txt.
package syntax

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Kind is what a span of code is.
type Kind uint8

// The kinds. What has none is plain: names, operators, brackets.
const (
	Keyword Kind = iota
	String
	Comment
	Number
)

// Span is a stretch of a text, in bytes. Spans are in order, apart from one another,
// never empty, and end between characters.
type Span struct {
	Start, End int
	Kind       Kind
}

// maxText is how much of a text is looked at, in bytes.
const maxText = 256 << 10

// Language is a language of code.
type Language struct {
	*row
	words     map[string]bool
	marks     []string  // of comments to the end of the line
	open, end string    // of others; "" for none
	begins    [256]bool // the first bytes of comments and strings
	inWord    [256]bool // bytes of names
}

// Find returns the language of that name, nil if it is not known. Case does not count.
func Find(name string) *Language { return known()[strings.ToLower(name)] }

// known is every language by each of its names.
var known = sync.OnceValue(func() map[string]*Language {
	all := map[string]*Language{}
	for i := range languages {
		r := &languages[i]
		l := newLanguage(r)
		for name := range strings.FieldsSeq(r.names) {
			all[name] = l
		}
	}
	return all
})

func newLanguage(r *row) *Language {
	l := &Language{row: r, words: map[string]bool{}, marks: strings.Fields(r.comments)}
	for word := range strings.FieldsSeq(r.keywords) {
		l.words[word] = true
	}
	l.open, l.end, _ = strings.Cut(r.block, " ")
	for _, mark := range append(l.marks, l.open) {
		if mark != "" {
			l.begins[mark[0]] = true
		}
	}
	for _, q := range r.quotes {
		l.begins[q.mark[0]] = true
	}
	for c := range l.inWord {
		b := byte(c)
		l.inWord[c] = b == '_' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b >= utf8.RuneSelf || strings.IndexByte(r.letters, b) >= 0
	}
	return l
}

// Spans returns what is not plain in a text.
func (l *Language) Spans(src string) []Span {
	if len(src) > maxText {
		end := maxText
		for end > 0 && !utf8.RuneStart(src[end]) {
			end--
		}
		src = src[:end]
	}
	switch {
	case l.lines != nil:
		return l.lines(src)
	case l.prompts != "":
		return prompted(src, Find(l.prompts))
	}
	s := scanner{Language: l, src: src}
	s.run()
	return s.spans
}

// scanner goes through a text.
type scanner struct {
	*Language
	src   string
	at    int
	spans []Span
	// endless are the marks behind which no end was found: there is none further on.
	endless map[string]bool
}

func (s *scanner) run() {
	lineStart := true // nothing but blanks stands before, on its line
	for s.at < len(s.src) {
		c := s.src[s.at]
		switch {
		case c == '\n':
			lineStart = true
			s.at++
			continue
		case c == ' ' || c == '\t':
			s.at++
			continue
		case s.begins[c] && (s.comment() || s.text()):
		case s.number() || s.word(lineStart):
		default:
			_, n := utf8.DecodeRuneInString(s.src[s.at:])
			s.at += n
		}
		// In YAML a key may stand behind the mark of a list.
		lineStart = lineStart && s.key != 0 && c == '-'
	}
}

// emit adds the span from where the scanner stands to end.
func (s *scanner) emit(end int, kind Kind) bool {
	if n := len(s.spans); n > 0 && s.spans[n-1].End == s.at && s.spans[n-1].Kind == kind {
		s.spans[n-1].End = end
	} else {
		s.spans = append(s.spans, Span{s.at, end, kind})
	}
	s.at = end
	return true
}

// before is the byte before the scanner, a line end at the beginning.
func (s *scanner) before() byte {
	if s.at == 0 {
		return '\n'
	}
	return s.src[s.at-1]
}

func (s *scanner) comment() bool {
	rest := s.src[s.at:]
	for _, mark := range s.marks {
		if !strings.HasPrefix(rest, mark) {
			continue
		}
		if b := s.before(); s.apart && b != ' ' && b != '\t' && b != '\n' && b != ';' && b != '(' {
			continue
		}
		end := strings.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
		return s.emit(s.at+end, Comment)
	}
	if s.open == "" || !strings.HasPrefix(rest, s.open) {
		return false
	}
	i := s.find(s.at + len(s.open))
	if i < 0 {
		i = len(s.src) // it may end behind what is shown
	}
	return s.emit(i, Comment)
}

// find returns the end of the comment whose text begins at from, -1 if nothing closes it.
// Those of some languages nest.
func (s *scanner) find(from int) int {
	depth := 1
	for at := from; ; {
		i := strings.Index(s.src[at:], s.end)
		if i < 0 {
			return -1
		}
		if s.nested {
			depth += strings.Count(s.src[at:at+i], s.open)
		}
		at += i + len(s.end)
		if depth--; depth <= 0 {
			return at
		}
	}
}

// text reads a string.
func (s *scanner) text() bool {
	for _, q := range s.quotes {
		if !strings.HasPrefix(s.src[s.at:], q.mark) {
			continue
		}
		end := s.closing(q)
		switch {
		case end < 0 || q.letter && !oneLetter(s.src[s.at+1:end-1]):
			s.at += len(q.mark) // an apostrophe, or the end of something begun before
			return true
		case s.keyed(end):
			return s.emit(end, Keyword)
		}
		return s.emit(end, String)
	}
	return false
}

// keyed reports whether a string is the key of a JSON object.
func (s *scanner) keyed(end int) bool {
	return s.quotedKeys && strings.HasPrefix(strings.TrimLeft(s.src[end:min(len(s.src), end+4)], " "), ":")
}

// oneLetter reports whether a text in single quotes is one character, and no lifetime of Rust.
func oneLetter(body string) bool {
	return strings.HasPrefix(body, `\`) || utf8.RuneCountInString(body) == 1
}

// closing returns where a string that begins here ends, -1 if it does not.
func (s *scanner) closing(q quote) int {
	if s.endless[q.mark] {
		return -1
	}
	for at := s.at + len(q.mark); at < len(s.src); {
		switch c := s.src[at]; {
		case c == '\\' && !q.raw:
			at += 2
		case c == '\n' && !q.long:
			return -1
		case strings.HasPrefix(s.src[at:], q.mark):
			return at + len(q.mark)
		default:
			at++
		}
	}
	if q.long {
		if s.endless == nil {
			s.endless = map[string]bool{}
		}
		s.endless[q.mark] = true
	}
	return -1
}

// number reads a number that is no part of a name.
func (s *scanner) number() bool {
	c := s.src[s.at]
	if c < '0' || c > '9' || s.inWord[s.before()] {
		return false
	}
	end := s.at + 1
	for ; end < len(s.src); end++ {
		c := s.src[end]
		exponent := (c == '+' || c == '-') && (s.src[end-1]|0x20) == 'e' && !strings.HasPrefix(s.src[s.at:], "0x")
		if !s.inWord[c] && !exponent && (c != '.' || end+1 >= len(s.src) || s.src[end+1] < '0' || s.src[end+1] > '9') {
			break
		}
	}
	if b := s.before(); s.apart && (b == '-' || b == '/' || b == '.' || b == ':') || s.apart && end < len(s.src) && strings.IndexByte("-/.:", s.src[end]) >= 0 {
		s.at = end // a part of a file's name, a version, a date
		return true
	}
	return s.emit(end, Number)
}

// word reads a name, and tells whether it is one of the language's own.
func (s *scanner) word(lineStart bool) bool {
	end := s.at
	if lineStart && s.leaders != "" && strings.IndexByte(s.leaders, s.src[end]) >= 0 {
		end++ // #include
	}
	from := end
	for end < len(s.src) && s.inWord[s.src[end]] {
		end++
	}
	if end == from {
		return false
	}
	if lineStart && s.key != 0 {
		if stop := s.keyEnd(end); stop > 0 {
			return s.emit(stop, Keyword)
		}
	}
	word := s.src[s.at:end]
	if s.fold {
		word = strings.ToLower(word)
	}
	if s.words[word] && (s.before() != '.' || s.at == 0) && (!s.apart || !s.joined(end)) {
		return s.emit(end, Keyword)
	}
	s.at = end
	return true
}

// joined reports whether a word of a shell or of YAML is a part of a longer one.
func (s *scanner) joined(end int) bool {
	return strings.IndexByte("-/.=$", s.before()) >= 0 || end < len(s.src) && strings.IndexByte("-/.=", s.src[end]) >= 0
}

// keyEnd returns where the key ends that begins a line, 0 if the line begins otherwise.
func (s *scanner) keyEnd(end int) int {
	for end < len(s.src) && (s.inWord[s.src[end]] || strings.IndexByte("-./ ", s.src[end]) >= 0) {
		end++
	}
	if end >= len(s.src) || s.src[end] != s.key {
		return 0
	}
	if s.key == ':' && end+1 < len(s.src) && s.src[end+1] != ' ' && s.src[end+1] != '\n' {
		return 0 // https://
	}
	return s.at + len(strings.TrimRight(s.src[s.at:end], " "))
}

// prompted reads what was typed behind prompts. What the program answered is plain.
func prompted(src string, l *Language) []Span {
	var spans []Span
	at := 0
	for line := range strings.Lines(src) {
		if n := promptLen(line); n > 0 {
			for _, sp := range l.Spans(line[n:]) {
				spans = append(spans, Span{at + n + sp.Start, at + n + sp.End, sp.Kind})
			}
		}
		at += len(line)
	}
	return spans
}

// promptLen is the length of the prompt at the beginning of a line, 0 if there is none.
func promptLen(line string) int {
	for _, p := range []string{">>> ", "... ", "$ ", "# ", "% ", "> "} {
		if strings.HasPrefix(line, p) {
			return len(p)
		}
	}
	if i := strings.Index(line[:min(len(line), 60)], "$ "); i > 0 && strings.IndexByte(line[:i], '@') > 0 && !strings.Contains(line[:i], " ") {
		return i + 2
	}
	return 0
}

// changed reads the lines of a diff.
func changed(src string) []Span {
	var spans []Span
	at := 0
	for line := range strings.Lines(src) {
		end := at + len(strings.TrimRight(line, "\r\n"))
		kind, ok := Keyword, end > at
		switch line[0] {
		case '+':
			kind = String
		case '-':
			kind = Comment
		case '@':
			kind = Number
		default:
			ok = ok && (strings.HasPrefix(line, "diff ") || strings.HasPrefix(line, "index "))
		}
		if ok {
			spans = append(spans, Span{at, end, kind})
		}
		at += len(line)
	}
	return spans
}
