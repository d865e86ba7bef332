package bank

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"lectern/lessons/quiz"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// writeGIFT writes the bank's settings and its questions as GIFT, in the form in
// which Moodle writes it, with ids and tags in comments. Cloze questions are
// written in their own notation; ordering and tracing questions, which GIFT has
// not, as giftown.go describes.
func writeGIFT(b *Bank, w io.Writer) error {
	g := &giftWriter{Writer: bufio.NewWriter(w)}
	g.settings(b.Settings)
	section := ""
	for _, q := range b.Questions {
		if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
			continue
		}
		if q.Section != section {
			section = q.Section
			g.printf("$CATEGORY: %s\n\n", categoryPath(section))
		}
		g.question(q)
	}
	return g.Flush()
}

// categoryPath writes a section; the empty one is Moodle's root.
func categoryPath(section string) string {
	if section == "" {
		return "$course$/top"
	}
	return escape(section)
}

type giftWriter struct{ *bufio.Writer }

// printf leaves the error to Flush, which keeps the first.
func (g *giftWriter) printf(format string, args ...any) { fmt.Fprintf(g.Writer, format, args...) }

func (g *giftWriter) settings(s quiz.Settings) {
	var tags []string
	add := func(name, value string, said bool) {
		if said {
			tags = append(tags, "["+name+":"+value+"]")
		}
	}
	add("shuffle", s.Shuffle, s.Shuffle != "")
	add("pool", strconv.Itoa(s.Pool), s.Pool != 0)
	add("attempts", strconv.Itoa(s.Attempts), s.Attempts != 0)
	add("reveal", s.Reveal, s.Reveal != "")
	add("pass", strconv.FormatFloat(s.Pass, 'g', -1, 64), s.Pass != 0)
	if len(tags) > 0 {
		g.printf("// %s\n\n", strings.Join(tags, " "))
	}
}

// question writes one question and a blank line.
func (g *giftWriter) question(q *quiz.Question) {
	switch q.Kind {
	case quiz.Order:
		g.printf("// An ordering question: programs that do not know it read it as matching.\n")
	case quiz.Trace:
		g.printf("// A tracing question: programs that do not know it read it as a short answer.\n")
	}
	if tags := commentTags(q); len(tags) > 0 {
		g.printf("// %s\n", strings.Join(tags, " "))
	}
	for _, h := range q.Hints {
		g.printf("// [hint:%s]\n", escapeTag(withFormat(h, q.Prompt.Format, "")))
	}
	if q.Title != "" {
		g.printf("::%s::", escape(q.Title))
	}
	switch q.Kind {
	case quiz.Cloze:
		g.prompt(q, clozeText(q))
	case quiz.Trace:
		t := q.Trace
		if t == nil {
			t = &quiz.Program{}
		}
		q2 := *q
		q2.Prompt = quiz.Text{Source: fenced(q.Prompt.Source, t.Source, t.Lang), Format: quiz.Markdown}
		g.prompt(&q2, escape(q2.Prompt.Source))
	default:
		g.prompt(q, escape(q.Prompt.Source))
	}
	if q.Kind != quiz.Cloze && q.Kind != quiz.Description {
		g.answers(q)
	}
	g.printf("\n\n")
}

// commentTags lists what a question's comment carries.
func commentTags(q *quiz.Question) []string {
	var tags []string
	add := func(name, value string) { tags = append(tags, "["+name+":"+value+"]") }
	if q.ID != "" {
		add("id", escapeMoodleTag(q.ID))
	}
	for _, t := range q.Tags {
		add("tag", escapeMoodleTag(t))
	}
	if q.Points != 1 && q.Points > 0 {
		add("points", strconv.FormatFloat(q.Points, 'g', -1, 64))
	}
	if k := writtenKind(q); k != "" {
		add("kind", string(k))
	}
	if q.Keep {
		add("keep", "yes")
	}
	if q.AllOrNothing {
		add("grading", "all")
	}
	if q.Kind == quiz.Short && len(q.Accepted) > 0 && q.Accepted[0].CaseSensitive {
		add("case", "yes")
	}
	if q.Kind == quiz.Trace && q.Trace != nil && !q.Trace.Compiles {
		add("compiles", "no")
		if q.Trace.Line > 0 {
			add("error-line", strconv.Itoa(q.Trace.Line))
		}
	}
	if (q.Kind == quiz.Cloze || q.Kind == quiz.Description) && !q.General.Empty() {
		add("feedback", escapeTag(withFormat(q.General, q.Prompt.Format, "")))
	}
	return tags
}

// writtenKind is the kind that a tag has to tell because the answers do not:
// "" when they do.
func writtenKind(q *quiz.Question) quiz.Kind {
	switch q.Kind {
	case quiz.Order, quiz.Trace:
		return q.Kind
	case quiz.Single:
		for _, c := range q.Choices {
			if c.Fraction == 1 {
				return ""
			}
		}
		return quiz.Single
	case quiz.Short:
		for _, a := range q.Accepted {
			if strings.Contains(a.Text, "->") {
				return quiz.Short
			}
		}
	}
	return ""
}

// prompt writes the question's text, already escaped, with its format.
func (g *giftWriter) prompt(q *quiz.Question, text string) {
	s := q.Prompt.Source
	format := q.Prompt.Format
	// Without a title the text may begin like something else.
	bare := q.Title == "" && (s == "" || strings.HasPrefix(s, "//") || strings.HasPrefix(s, "$CATEGORY") || isFence(s))
	if _, n := formatPrefix(s); format != quiz.Moodle && format != "" || n > 0 || bare {
		if format == "" {
			format = quiz.Moodle
		}
		g.printf("[%s]", format)
	}
	if s != strings.TrimLeftFunc(s, unicode.IsSpace) {
		g.printf(`\n`) // a text on a line of its own keeps the indentation of its first line
	}
	g.printf("%s", text)
}

// withFormat writes an answer's text, with its format if that is not the
// question's. When avoid is the first character of the text, a format stands
// before it in any case.
func withFormat(t quiz.Text, question quiz.Format, avoid string) string {
	if t.Empty() {
		return ""
	}
	format := t.Format
	if format == "" {
		format = question
	}
	if _, n := formatPrefix(t.Source); format != question || n > 0 || avoid != "" && strings.HasPrefix(t.Source, avoid) {
		if format == "" {
			format = quiz.Moodle
		}
		return "[" + string(format) + "]" + t.Source
	}
	return t.Source
}

// answers writes the block in braces.
func (g *giftWriter) answers(q *quiz.Question) {
	format := q.Prompt.Format
	text := func(t quiz.Text) string { return escape(withFormat(t, format, "")) }
	feedback := func(t quiz.Text) string {
		if t.Empty() {
			return ""
		}
		return "#" + text(t)
	}
	g.printf("{")
	switch q.Kind {
	case quiz.TrueFalse:
		g.trueFalse(q, text)
	case quiz.Single, quiz.Multi:
		g.choices(q, text, feedback)
	case quiz.Short:
		for _, a := range q.Accepted {
			g.printf("\n\t=%%%s%%%s#%s", percent(a.Fraction), escape(a.Text), text(a.Feedback))
		}
		g.printf("\n")
	case quiz.Numeric:
		g.printf("#")
		for i, a := range q.Accepted {
			g.number(a, i > 0 && i == len(q.Accepted)-1, text(a.Feedback))
		}
		g.printf("\n")
	case quiz.Match:
		for _, p := range q.Pairs {
			g.printf("\n\t=%s -> %s", noArrow(text(p.Left)), escape(p.Right))
		}
		g.printf("\n")
	case quiz.Order:
		for i, c := range q.Choices {
			g.printf("\n\t=%s -> %s", noArrow(text(c.Text)), place(i))
		}
		g.printf("\n")
	case quiz.Trace:
		stdout := quiz.Fails
		if q.Trace != nil && q.Trace.Compiles {
			stdout = q.Trace.Stdout
		}
		g.printf("\n\t=%%100%%%s#\n", escape(literal(stdout)))
		format = quiz.Markdown
	}
	if !q.General.Empty() {
		g.printf("####%s\n", text(q.General))
	}
	g.printf("}")
}

// noArrow keeps a left side whole: "->" has no escape in GIFT.
func noArrow(s string) string { return strings.ReplaceAll(s, "->", "→") }

func (g *giftWriter) trueFalse(q *quiz.Question, text func(quiz.Text) string) {
	if len(q.Choices) != 2 {
		return
	}
	good, bad, word := q.Choices[0], q.Choices[1], "TRUE"
	if q.Choices[1].Fraction > q.Choices[0].Fraction {
		good, bad, word = bad, good, "FALSE"
	}
	g.printf("%s", word)
	if !good.Feedback.Empty() || !bad.Feedback.Empty() {
		g.printf("#%s", text(bad.Feedback))
	}
	if !good.Feedback.Empty() {
		g.printf("#%s", text(good.Feedback))
	}
}

// choices writes `=` for the wholly right ones of a single-choice question,
// `~` with a weight for the rest.
func (g *giftWriter) choices(q *quiz.Question, text, feedback func(quiz.Text) string) {
	tilde := false // some choice has one: without any the question would read as a short answer
	for _, c := range q.Choices {
		tilde = tilde || q.Kind == quiz.Multi || c.Fraction != 1
	}
	for i, c := range q.Choices {
		mark := "~%" + percent(c.Fraction) + "%"
		switch {
		case q.Kind == quiz.Single && c.Fraction == 1:
			mark = "="
			if !tilde && i == 0 {
				mark = "~="
			}
		case q.Kind == quiz.Single && c.Fraction == 0 && !strings.HasPrefix(c.Text.Source, "%"):
			mark = "~"
		}
		g.printf("\n\t%s%s%s", mark, text(c.Text), feedback(c.Feedback))
	}
	g.printf("\n")
}

// number writes one accepted number, or the feedback for all others, which
// stands last behind at least one number.
func (g *giftWriter) number(a quiz.Accepted, last bool, feedback string) {
	value := number17(a.Value)
	switch {
	case a.Any && last && a.Fraction == 0:
		g.printf("\n\t~#%s", feedback)
		return
	case a.Any:
		value = "*"
	case a.Tolerance != 0:
		value += ":" + number17(a.Tolerance)
	}
	g.printf("\n\t=%%%s%%%s#%s", percent(a.Fraction), value, feedback)
}

// number17 writes a number so that it is read back as the same.
func number17(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// percent writes a fraction as a weight, with as many digits as it needs.
func percent(f float64) string {
	p := math.Round(f*1e9) / 1e7
	return strconv.FormatFloat(p, 'f', -1, 64)
}

// clozeText writes the text of a cloze question with its gaps, escaped.
func clozeText(q *quiz.Question) string {
	var b strings.Builder
	i := 0
	for part := range strings.SplitSeq(q.Prompt.Source, string(quiz.GapMark)) {
		if i > 0 && i <= len(q.Gaps) {
			writeGap(&b, &q.Gaps[i-1], q.Prompt.Format)
		}
		b.WriteString(escape(part))
		i++
	}
	return b.String()
}

func writeGap(b *strings.Builder, gap *quiz.Gap, format quiz.Format) {
	weight := strconv.FormatFloat(gap.Weight, 'f', -1, 64) // a gap begins with digits, never with an exponent
	fmt.Fprintf(b, "{%s:%s:", weight, gapName(gap))
	sep := ""
	for _, c := range gap.Choices {
		text := c.Text.Source
		if format == quiz.Plain {
			text = html.EscapeString(text)
		}
		b.WriteString(sep + gapMark(c.Fraction, gap.Kind) + escape(text) + gapFeedback(c.Feedback, format))
		sep = "~"
	}
	for _, a := range gap.Accepted {
		text := escape(html.EscapeString(a.Text))
		if gap.Kind == quiz.Numeric {
			text = number17(a.Value)
			switch {
			case a.Any:
				text = "*"
			case a.Tolerance != 0:
				text += ":" + number17(a.Tolerance)
			}
		}
		b.WriteString(sep + gapMark(a.Fraction, gap.Kind) + text + gapFeedback(a.Feedback, format))
		sep = "~"
	}
	b.WriteString("}")
}

// gapMark writes the worth of an alternative. A tick-all gap always has weights,
// and a wrong alternative one of 0, in case its text begins like a mark.
func gapMark(fraction float64, kind quiz.Kind) string {
	if fraction == 1 && kind != quiz.Multi {
		return "="
	}
	return "%" + percent(fraction) + "%"
}

func gapFeedback(t quiz.Text, format quiz.Format) string {
	if t.Empty() {
		return ""
	}
	if format == quiz.Plain {
		t.Source = html.EscapeString(t.Source)
	}
	return "#" + escape(withFormat(t, format, ""))
}

// gapName is the long name of a gap's type.
func gapName(gap *quiz.Gap) string {
	suffix := ""
	if gap.Shuffle {
		suffix = "_S"
	}
	switch gap.Kind {
	case quiz.Multi:
		return "MULTIRESPONSE" + suffix
	case quiz.Single:
		return "MULTICHOICE" + suffix
	case quiz.Numeric:
		return "NUMERICAL"
	}
	if len(gap.Accepted) > 0 && gap.Accepted[0].CaseSensitive {
		return "SHORTANSWER_C"
	}
	return "SHORTANSWER"
}

// addGIFTID adds a comment line with the ID above a question.
func addGIFTID(s *source, q *quiz.Question) (why string) {
	_, indent := s.line(q)
	s.insert(q.Line-1, indent+"// [id:"+strings.ReplaceAll(q.ID, "]", `\]`)+"]")
	return ""
}
