package bank

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

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
	t := typeOf(gap)
	weight := strconv.FormatFloat(gap.Weight, 'f', -1, 64) // a gap begins with digits, never with an exponent
	fmt.Fprintf(b, "{%s:%s:", weight, t.names[0])
	sep := ""
	alternative := func(fraction float64, text string, feedback quiz.Text) {
		b.WriteString(sep + gapWeight(fraction, t.form.ticks) + text + gapFeedback(feedback, format))
		sep = "~"
	}
	for _, c := range gap.Choices {
		text := c.Text.Source
		if format == quiz.Plain {
			text = html.EscapeString(text)
		}
		alternative(c.Fraction, escape(text), c.Feedback)
	}
	for _, a := range gap.Accepted {
		if t.form.accepted != nil {
			alternative(a.Fraction, t.form.accepted(a), a.Feedback)
		}
	}
	b.WriteString("}")
}

// gapWeight writes the worth of an alternative. A tick-all gap always has weights,
// and a wrong alternative one of 0, in case its text begins like a mark.
func gapWeight(fraction float64, ticks bool) string {
	if fraction == 1 && !ticks {
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
