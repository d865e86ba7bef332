package bank

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/quiz"
)

// marked is one piece of an answer block and the mark it began with: '=', '~',
// or 0 for a text before the first mark.
type marked struct {
	piece
	mark byte
}

// marks cuts an answer block at each unescaped mark out of the given ones. The
// text before the first mark is a piece only when there is any.
//
// Marks inside the attributes of an HTML tag (`<a href="x?a=b">`) do not cut,
// though they do in Moodle: no author meant them to (docs/formats/gift.md, "What is forgiven").
func (g *giftReader) marks(p piece, among string) []marked {
	spaced := false // the author sets answers apart by white space
	for i := 1; i < len(p.s) && !spaced; i++ {
		spaced = strings.IndexByte(among, p.s[i]) >= 0 && isSpace(p.s[i-1])
	}
	set := setOut(p.s, among)
	var out []marked
	start, mark, tag := 0, byte(0), false
	add := func(end int) {
		if part := p.from(start).upTo(end - start).trim(); mark != 0 || !part.empty() {
			out = append(out, marked{part, mark})
		}
	}
	for i := 0; i < len(p.s); i++ {
		c := p.s[i]
		switch {
		case c == '`' && (i == start || startsLine(p.s, i)) && codeLen(p.s[i:]) > 0:
			i += codeLen(p.s[i:]) - 1
		case c == '<' && i+1 < len(p.s) && isLetter(p.s[i+1]):
			tag = true
		case c == '>':
			tag = false
		case strings.IndexByte(among, c) >= 0:
			if end := attribute(p.s, i); tag && end > 0 {
				g.warn(p.from(i), "equals-in-tag", "unescaped `=` inside an HTML tag; it was read as text, but Moodle would begin an answer here, write \\=")
				i = end
				continue
			}
			if !set.begins(p.s, i) {
				g.warn(p.from(i), "mark-in-line", "`%c` inside an answer was read as text, but Moodle would begin an answer here, write \\%[1]c", c)
				continue
			}
			g.doubtful(p, i, spaced)
			add(i)
			start, mark, tag = i+1, c, false
		}
	}
	add(len(p.s))
	return out
}

// setting says how the author of an answer block set its answers apart.
type setting struct {
	lines bool // each begins a line
	parts bool // several are right in part
}

// setOut looks at the marks of an answer block. Where answers begin lines of their
// own, a mark inside a line is text, unless half as many answers seem to begin
// there: then the author wrote several in a line.
func setOut(s, among string) setting {
	starts, within := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.IndexByte(among, s[i]) < 0:
		case startsLine(s, i):
			starts++
		case apart(s, i):
			within++
		}
	}
	return setting{
		lines: starts >= 2 && strings.IndexByte(among, s[0]) >= 0 && 2*within < starts,
		parts: strings.Count(s, "~%")-strings.Count(s, "~%-") >= 2,
	}
}

// begins reports whether the mark at i begins an answer.
func (t setting) begins(s string, i int) bool {
	switch {
	case i == 0 || startsLine(s, i):
		return true
	case s[i] == '=' && strings.HasSuffix(strings.TrimRight(s[:i], " \t"), "~"):
		return true // "~=right", of many banks
	case t.lines:
		return false
	}
	return !t.parts || s[i] != '=' || apart(s, i)
}

// codeLen returns the length of a code block of several lines at the start of s,
// between lines of three backticks; 0 if there is none.
func codeLen(s string) int {
	const fence = "```"
	if !strings.HasPrefix(s, fence) {
		return 0
	}
	first, _, _ := strings.Cut(s[len(fence):], "\n")
	end := strings.Index(s, "\n"+fence)
	if end < 0 || strings.ContainsAny(first, "=~`") {
		return 0
	}
	return end + 1 + len(fence)
}

// startsLine reports whether only white space stands before i on its line.
func startsLine(s string, i int) bool {
	for i > 0 && s[i-1] != '\n' { // from the mark back, because a line may be as long as the file
		c, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsSpace(c) {
			return false
		}
		i -= n
	}
	return true
}

// apart reports whether a mark stands as one does: a space before it, and a text
// right behind.
func apart(s string, i int) bool {
	return i > 0 && isSpace(s[i-1]) && i+1 < len(s) && !isSpace(s[i+1]) && s[i+1] != '='
}

// attribute returns the end of an HTML attribute's quoted value when the "=" at
// i stands between its name and value, else 0.
func attribute(s string, i int) int {
	if s[i] != '=' || i == 0 || !isLetter(s[i-1]) || i+1 >= len(s) || s[i+1] != '"' && s[i+1] != '\'' {
		return 0
	}
	const maxValue = 4000 // no further than a value can reasonably go, so that many open quotes stay cheap
	value := s[i+2 : min(len(s), i+2+maxValue)]
	end := strings.IndexByte(value, s[i+1])
	if end < 0 || strings.IndexByte(value[:end], '\n') >= 0 {
		return 0
	}
	return i + 2 + end
}

// doubtful warns about an "=" that looks as if it belonged to a text.
func (g *giftReader) doubtful(p piece, i int, spaced bool) {
	if p.s[i] != '=' || i == 0 || !isLetter(p.s[i-1]) && !isDigit(p.s[i-1]) {
		return
	}
	if spaced || i+1 < len(p.s) && (p.s[i+1] == '"' || p.s[i+1] == '\'') {
		g.warn(p.from(i), "equals-in-text", "`=` right behind a word begins a new answer here; if it is text, write \\=")
	}
}

func isSpace(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// weight takes a `%50%` off the front of a piece (the pattern of Moodle's format/gift/format.php). Without
// one it returns the fraction given as none.
func (g *giftReader) weight(p piece, none float64) (fraction float64, rest piece) {
	n := weightLen(p.s)
	if n == 0 {
		if i := strings.IndexByte(p.s[min(1, len(p.s)):], '%'); p.s != "" && p.s[0] == '%' && i >= 0 && i < 12 && !strings.ContainsFunc(p.s[1:i+1], notWeight) {
			g.warn(p, "bad-weight", "%s is no weight and was read as text; write it as %%50%% or %%-33.33333%%", p.s[:i+2])
		}
		return none, p
	}
	digits := strings.TrimLeft(p.s[1:n-1], "-")
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		g.warn(p, "bad-weight", "%s is no number; it counts as 0", p.s[:n])
		f = 0
	}
	if p.s[1] == '-' {
		f = -f
	}
	if f > 100 || f < -100 {
		g.warn(p, "weight-out-of-range", "%s is beyond 100 percent; it counts as 100", p.s[:n])
		f = math.Copysign(100, f)
	}
	return share(f / 100), p.from(n).trim()
}

func notWeight(r rune) bool { return !strings.ContainsRune("0123456789.,+- \t", r) }

// weightLen returns the length of a weight `%-*[0-9]{1,2}\.?[0-9]*%` at the
// start of s, 0 if there is none.
func weightLen(s string) int {
	if s == "" || s[0] != '%' {
		return 0
	}
	i := 1
	for i < len(s) && s[i] == '-' {
		i++
	}
	digits := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == digits {
		return 0
	}
	if i < len(s) && s[i] == '.' {
		i++
	}
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i < len(s) && s[i] == '%' {
		return i + 1
	}
	return 0
}

// feedback cuts a piece at its first `#`.
func (g *giftReader) feedback(p piece, format quiz.Format) (before piece, feedback quiz.Text) {
	before, after, found := p.cut("#")
	if found && strings.HasSuffix(strings.TrimRight(before.s, " \t"), "\n") {
		g.problem(g.line(after), 0, "feedback-on-its-own-line", "a feedback on a line of its own belongs to the answer above it")
	}
	return before.trim(), textOf(after.s, format)
}
