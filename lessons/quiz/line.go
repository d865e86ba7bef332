package quiz

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ParseLine reads what a student typed on one line as an answer:
//
//	?               I don't know, for every kind (\? is a question mark as a text)
//	b               single: a letter, or its number
//	a c  a,c  ac    several answers: letters or numbers; "none" for no choice at all
//	t  false  yes   true/false
//	1b 2a 3c        matching: number of the left side, letter of the right; "2-" leaves one out
//	c a b  cab      ordering: every letter once, the first first
//	Nile; 6650      cloze: the gaps in order, a letter where there are choices; \; is a semicolon
//	fails           trace: it does not compile
//	prints 42       trace: it compiles and prints 42 (\n is a line break; "prints" may be left out)
//
// Letters and numbers are those of the order shown: order[i] is the author's
// index of what stands at place i (nil is the author's order; for matching it
// holds the right sides). The error says in one line what is expected.
func (q *Question) ParseLine(line string, order []int) (Answer, error) {
	line = strings.TrimSpace(line)
	if q.Kind == Description {
		return Answer{}, nil
	}
	switch line {
	case "?":
		return Answer{DontKnow: true}, nil
	case "":
		return Answer{}, errors.New(q.Expect(order))
	case `\?`:
		line = "?"
	}
	order = q.shown(order)
	switch q.Kind {
	case Single:
		return q.wrap(parseOne(line, order, choiceWords(q.Choices)))
	case TrueFalse:
		return q.wrap(parseTrueFalse(line, order))
	case Multi:
		return q.wrap(parseSeveral(line, order, choiceWords(q.Choices)))
	case Order:
		return q.wrap(q.parseOrder(line, order))
	case Match:
		return q.wrap(q.parsePairs(line, order))
	case Numeric:
		if len(ParseNumber(line)) == 0 {
			return Answer{}, errors.New(q.Expect(order))
		}
	case Cloze:
		return q.parseGaps(line)
	case Trace:
		return parseTrace(line), nil
	}
	return Answer{Texts: []string{line}}, nil
}

// Expect says in one line what ParseLine wants for this question, as "type one
// letter from a to d". It serves as a prompt and as an error.
func (q *Question) Expect(order []int) string {
	order = q.shown(order)
	switch q.Kind {
	case Single:
		return "type one letter " + span(len(order))
	case Multi:
		return "type the letters of all that are right, " + span(len(order)) + ", as a c, or none"
	case TrueFalse:
		return "type t for true or f for false"
	case Short:
		return "type your answer"
	case Numeric:
		return "type a number, as 3.5"
	case Match:
		lefts := len(q.Lefts())
		return fmt.Sprintf("type a letter %s for each number from 1 to %d, as 1a 2b", span(len(order)), lefts)
	case Order:
		return "type each letter " + span(len(order)) + " once, the first first"
	case Cloze:
		if len(q.Gaps) == 1 {
			return q.ExpectGap(0, nil)
		}
		return fmt.Sprintf("type %d answers with ; between them", len(q.Gaps))
	case Trace:
		return "type what the program prints, or fails if it does not compile"
	case Essay:
		return "type your text"
	}
	return ""
}

// ExpectGap is Expect for one gap of a cloze question, for those who ask them
// one by one with ParseGap.
func (q *Question) ExpectGap(i int, order []int) string {
	gap := &q.Gaps[i]
	switch gap.Kind {
	case Single:
		return "type one letter " + span(len(gap.Choices))
	case Multi:
		return "type the letters of all that are right, " + span(len(gap.Choices)) + ", as a c"
	case Numeric:
		return "type a number, as 3.5"
	}
	return "type the missing text"
}

// ParseGap reads what was typed for gap i: the text that belongs in
// Answer.Texts. Order is the order in which its choices were shown (nil is the
// author's). An empty line leaves the gap open.
func (q *Question) ParseGap(i int, line string, order []int) (string, error) {
	gap := &q.Gaps[i]
	line = strings.TrimSpace(line)
	if line == "" {
		return "", nil
	}
	if order == nil {
		order = identity(len(gap.Choices))
	}
	var chosen []int
	ok := true
	switch gap.Kind {
	case Single:
		chosen, ok = parseOne(line, order, choiceWords(gap.Choices))
	case Multi:
		chosen, ok = parseSeveral(line, order, choiceWords(gap.Choices))
	case Numeric:
		ok = len(ParseNumber(line)) > 0
	}
	switch {
	case !ok:
		return "", errors.New(q.ExpectGap(i, order))
	case len(gap.Choices) > 0:
		return gap.Text(chosen...), nil
	}
	return line, nil
}

// shown returns the order to go by.
func (q *Question) shown(order []int) []int {
	if order != nil {
		return order
	}
	if q.Kind == Match {
		return q.Rights()
	}
	return identity(len(q.Choices))
}

// wrap makes an answer of parsed indexes, or the error.
func (q *Question) wrap(chosen []int, ok bool) (Answer, error) {
	if !ok {
		return Answer{}, errors.New(q.Expect(nil))
	}
	return Answer{Choices: chosen}, nil
}

func choiceWords(choices []Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Text.Words()
	}
	return out
}

// Letter returns the letter of place i (0 is a); after z come numbers from 27.
func Letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return place(i)
}

func span(n int) string {
	switch {
	case n <= 1:
		return "a"
	case n == 2:
		return "a or b"
	}
	return "from a to " + Letter(n-1)
}

// placeFrom reads a letter or number as a place below n.
func placeFrom(s string, n int) (int, bool) {
	s = strings.ToLower(strings.Trim(s, "()[].:"))
	if len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' {
		i := int(s[0] - 'a')
		return i, i < n
	}
	i := 0
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		i = 10*i + int(r-'0')
	}
	return i - 1, i >= 1 && i <= n
}

// parseOne reads one letter or number, or the text of a choice.
func parseOne(line string, order []int, texts []string) ([]int, bool) {
	if i, ok := placeFrom(line, len(order)); ok {
		return []int{order[i]}, true
	}
	want := fold(line, false)
	for i, t := range texts {
		if t != "" && fold(t, false) == want {
			return []int{i}, true
		}
	}
	return nil, false
}

func parseTrueFalse(line string, order []int) ([]int, bool) {
	switch strings.ToLower(line) {
	case "t", "true", "y", "yes":
		return []int{0}, true
	case "f", "false", "n", "no":
		return []int{1}, true
	}
	if i, ok := placeFrom(line, min(len(order), 2)); ok {
		return []int{order[i]}, true
	}
	return nil, false
}

// places reads letters or numbers with or without something between them.
// Digits that stand together are one number where so many choices exist, else
// several.
func places(line string, n int) ([]int, bool) {
	var out []int
	for _, f := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '+' || r == '>' }) {
		if i, ok := placeFrom(f, n); ok {
			out = append(out, i)
			continue
		}
		for _, r := range strings.Trim(f, "()[].") {
			i, ok := placeFrom(string(r), n)
			if !ok {
				return nil, false
			}
			out = append(out, i)
		}
	}
	return out, len(out) > 0
}

// parseSeveral reads any number of letters, in any order.
func parseSeveral(line string, order []int, texts []string) ([]int, bool) {
	if line == "-" || strings.EqualFold(line, "none") {
		return []int{}, true
	}
	found, ok := places(line, len(order))
	if !ok {
		return parseOne(line, order, texts)
	}
	out := make([]int, len(found))
	for i, p := range found {
		out[i] = order[p]
	}
	slices.Sort(out)
	return slices.Compact(out), true
}

// parseOrder reads every letter once.
func (q *Question) parseOrder(line string, order []int) ([]int, bool) {
	found, ok := places(line, len(order))
	if !ok || len(found) != len(order) {
		return nil, false
	}
	out := make([]int, len(found))
	seen := make([]bool, len(order))
	for i, p := range found {
		if seen[p] {
			return nil, false
		}
		seen[p] = true
		out[i] = order[p]
	}
	return out, true
}

// parsePairs reads "1b 2a", "1-b, 2=a" or the letters alone in the order of the
// left sides.
func (q *Question) parsePairs(line string, order []int) ([]int, bool) {
	lefts := len(q.Lefts())
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	if !strings.ContainsAny(line, "0123456789") {
		if len(fields) == 1 && len(fields[0]) == lefts {
			fields = strings.Split(fields[0], "")
		}
		for i, f := range fields {
			fields[i] = place(i) + f
		}
	}
	fields = joinFields(fields)
	out := slices.Repeat([]int{-1}, lefts)
	done := make([]bool, lefts)
	for _, f := range fields {
		i := 0
		for i < len(f) && isDigit(f[i]) {
			i++
		}
		left, ok := placeFrom(f[:i], lefts)
		if !ok || done[left] {
			return nil, false
		}
		done[left] = true
		right := strings.TrimLeft(f[i:], "-=:>.)(")
		if right == "" && i < len(f) || right == "?" {
			continue // "2-": left open
		}
		r, ok := placeFrom(right, len(order))
		if !ok {
			return nil, false
		}
		out[left] = order[r]
	}
	return out, !slices.Contains(done, false)
}

// joinFields puts "1 b 2 a" and "1 - b" together again.
func joinFields(fields []string) []string {
	var out []string
	for _, f := range fields {
		if len(out) > 0 && !isDigit(f[0]) {
			last := out[len(out)-1]
			if strings.Trim(last, "0123456789-=:>.)") == "" && last[len(last)-1] != '?' {
				out[len(out)-1] = last + f
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

// parseGaps reads the gaps of a cloze question, separated by semicolons.
func (q *Question) parseGaps(line string) (Answer, error) {
	parts := splitGaps(line)
	if len(q.Gaps) == 1 {
		parts = []string{strings.ReplaceAll(line, `\;`, ";")}
	}
	if len(parts) != len(q.Gaps) {
		return Answer{}, fmt.Errorf("%s (%d came)", q.Expect(nil), len(parts))
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		t, err := q.ParseGap(i, p, nil)
		if err != nil {
			return Answer{}, fmt.Errorf("gap %d: %w", i+1, err)
		}
		texts[i] = t
	}
	return Answer{Texts: texts}, nil
}

// splitGaps cuts at each ";" that has no backslash before it.
func splitGaps(line string) []string {
	const semicolon = "\x00"
	parts := strings.Split(strings.ReplaceAll(line, `\;`, semicolon), ";")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, semicolon, ";")
	}
	return parts
}

// parseTrace reads the verdict on a program. Every line that is not "fails" or
// a word for it is what the program prints.
func parseTrace(line string) Answer {
	switch strings.ToLower(strings.TrimRight(line, ".")) {
	case "fails", "fail", "no", "n", "error", "does not compile", "doesn't compile", "it does not compile":
		return Answer{Texts: []string{Fails}}
	case "prints", "compiles":
		return Answer{Texts: []string{Compiles, ""}}
	}
	for _, word := range [...]string{"prints ", "compiles "} {
		if len(line) > len(word) && strings.EqualFold(line[:len(word)], word) {
			line = line[len(word):]
			break
		}
	}
	return Answer{Texts: []string{Compiles, strings.ReplaceAll(line, `\n`, "\n")}}
}
