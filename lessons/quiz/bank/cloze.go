package bank

import (
	"html"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

// clozeHead reads "{2:MC:" at the start of s: the weight as written, the type's
// name. It looks at no more than a few characters.
func clozeHead(s string) (weight, typ string, ok bool) {
	i := 1
	for i < len(s) && i < 12 && (isDigit(s[i]) || s[i] == ' ') {
		i++
	}
	if i >= len(s) || s[i] != ':' {
		return "", "", false
	}
	rest := s[i+1 : min(len(s), i+32)]
	end := strings.IndexByte(rest, ':')
	if end < 0 {
		return "", "", false
	}
	name := strings.ToUpper(strings.TrimSpace(rest[:end]))
	if gapTypeNamed(name) == nil {
		return "", "", false
	}
	return s[1:i], rest[:end], true
}

// hasCloze reports whether a text holds a Cloze gap.
func hasCloze(s string) bool {
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return false
		}
		if s = s[i:]; len(s) > 0 {
			if _, _, ok := clozeHead(s); ok {
				return true
			}
		}
		s = s[1:]
	}
}

// cloze reads a text with gaps into q.
func (g *giftReader) cloze(q *quiz.Question, text piece) {
	text, q.Prompt.Format = promptFormat(text, q.Prompt.Format)
	g.gapsOf(q, text)
}

// gapsOf takes the gaps out of a text, whose escapes are hidden.
func (g *giftReader) gapsOf(q *quiz.Question, text piece) {
	q.Kind = quiz.Cloze
	var prompt strings.Builder
	at, from := 0, 0
	for {
		i := strings.IndexByte(text.s[from:], '{')
		if i < 0 {
			break
		}
		open := from + i
		weight, typ, ok := clozeHead(text.s[open:])
		if !ok {
			g.warn(text.from(open), "braces-in-text", "braces without a type among the gaps of a Cloze question; they were read as text")
			from = open + 1
			continue
		}
		end := strings.IndexByte(text.s[open:], '}')
		if end < 0 {
			g.fault(text.from(open), "unbalanced-braces", "a gap without its `}`; it was taken to end with the question")
			end = len(text.s) - open
		}
		end += open
		head := open + 1 + len(weight) + 1 + len(typ) + 1
		gap, ok := g.gap(text.from(head).upTo(end-head), weight, typ, q.Prompt.Format)
		prompt.WriteString(text.s[at:open])
		if ok {
			q.Gaps = append(q.Gaps, gap)
			prompt.WriteRune(quiz.GapMark)
		} else {
			prompt.WriteString("_____")
		}
		at = min(end+1, len(text.s))
		from = at
	}
	prompt.WriteString(text.s[at:])
	q.Prompt.Source = trimBody(show(prompt.String()))
	if len(q.Gaps) == 0 {
		q.Kind = quiz.Description
	}
}

// gap reads the alternatives of one gap; false when none can be used.
func (g *giftReader) gap(p piece, weight, typ string, format quiz.Format) (quiz.Gap, bool) {
	t := gapTypeNamed(typ)
	gap := quiz.Gap{Weight: 1, Kind: t.form.kind, Shuffle: t.shuffle}
	if w, err := strconv.Atoi(strings.TrimSpace(weight)); err == nil {
		gap.Weight = float64(w)
	}
	weighed := false
	for p := range alternatives(p) {
		if p.trim().empty() {
			continue
		}
		c, w := g.alternative(p.trim(), format)
		weighed = weighed || w
		// HTML entities count here in every format, as in Moodle's multianswer type; choices with markup
		// keep theirs for the code that shows them.
		if format == quiz.Plain || !t.form.markup {
			c.text = unescaped(c.text)
		}
		if c.text == "" {
			g.warn(p, "empty-answer", "an empty answer in a gap; it was left out")
			continue
		}
		if problem := t.form.add(&gap, c, t.caseful, format); problem != "" {
			g.fault(p, "bad-number", "%s; the answer was left out", problem)
		}
	}
	if t.form.ticks {
		shareOut(gap.Choices, weighed)
	}
	if len(gap.Choices)+len(gap.Accepted) == 0 {
		g.fault(p, "no-answers", "a gap without answers; it was left out")
		return gap, false
	}
	if !anyRight(gap.Choices, gap.Accepted) {
		g.warn(p, "no-right-answer", "no answer of this gap is right; put `=` before the right one")
	}
	return gap, true
}

// alternatives cuts the inside of a gap at each unescaped "~".
func alternatives(p piece) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		for {
			before, after, found := p.cut("~")
			if !yield(before) || !found {
				return
			}
			p = after
		}
	}
}

// clozeAnswer is one alternative, escapes already shown.
type clozeAnswer struct {
	text     string
	fraction float64
	feedback quiz.Text
}

// alternative reads `=text#feedback` or `%50%text#feedback`; weighed reports a percentage.
func (g *giftReader) alternative(p piece, format quiz.Format) (a clozeAnswer, weighed bool) {
	switch {
	case p.s[0] == '=':
		a.fraction, p = 1, p.from(1)
	case p.s[0] == '%':
		if end := strings.IndexByte(p.s[1:], '%'); end >= 0 {
			if f, ok := bankNumber(p.s[1 : end+1]); ok {
				a.fraction, weighed = share(max(-1, min(1, f/100))), true
				p = p.from(end + 2)
			} else {
				g.warn(p, "bad-weight", "a weight that is no number was read as text")
			}
		}
	}
	text, feedback, _ := p.cut("#")
	a.text = strings.TrimSpace(show(text.s))
	a.feedback = textOf(feedback.s, format)
	if format == quiz.Plain {
		if a.feedback.Source = unescaped(a.feedback.Source); a.feedback.Empty() {
			a.feedback = quiz.Text{}
		}
	}
	return a, weighed
}

// unescaped resolves the HTML entities of a text. One may stand for what no text
// holds: a control character, or a space at an end.
func unescaped(s string) string { return strings.TrimSpace(clean(html.UnescapeString(s))) }

// shareOut makes the fractions of a MULTIRESPONSE gap sum to 1: positive ones
// are divided by their sum, and without any percentages a wrong tick costs what
// a right one earns (docs/formats/cloze.md, "Several choices").
func shareOut(choices []quiz.Choice, weighed bool) {
	sum, right := 0.0, 0
	for _, c := range choices {
		if c.Fraction > 0 {
			sum += c.Fraction
			right++
		}
	}
	if sum == 0 {
		return
	}
	for i, c := range choices {
		switch {
		case c.Fraction > 0:
			choices[i].Fraction = share(c.Fraction / sum)
		case !weighed:
			choices[i].Fraction = -share(1 / float64(right))
		}
	}
}

// share rounds a fraction to the seven digits that Moodle keeps.
func share(f float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', 7, 64), 64)
	if err != nil {
		return f
	}
	return r
}

func anyRight(choices []quiz.Choice, accepted []quiz.Accepted) bool {
	for _, c := range choices {
		if c.Fraction > 0 {
			return true
		}
	}
	for _, a := range accepted {
		if a.Fraction > 0 {
			return true
		}
	}
	return false
}
