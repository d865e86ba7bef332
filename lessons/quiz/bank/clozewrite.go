package bank

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

// clozeText writes the text of a cloze question with its gaps, escaped for GIFT.
func clozeText(q *quiz.Question) string { return gappedText(q, escape, escape) }

// gappedText writes the text of a cloze question with its gaps. The text around them and what stands in them
// are escaped as the format wants that holds them.
func gappedText(q *quiz.Question, around, inside func(string) string) string {
	var b strings.Builder
	i := 0
	for part := range strings.SplitSeq(q.Prompt.Source, string(quiz.GapMark)) {
		if i > 0 && i <= len(q.Gaps) {
			writeGap(&b, &q.Gaps[i-1], q.Prompt.Format, inside)
		}
		b.WriteString(around(part))
		i++
	}
	return b.String()
}

func writeGap(b *strings.Builder, gap *quiz.Gap, format quiz.Format, escape func(string) string) {
	t := typeOf(gap)
	weight := strconv.FormatFloat(gap.Weight, 'f', -1, 64) // a gap begins with digits, never with an exponent
	fmt.Fprintf(b, "{%s:%s:", weight, t.names[0])
	sep := ""
	alternative := func(fraction float64, text string, feedback quiz.Text) {
		b.WriteString(sep + gapWeight(fraction, t.form.ticks) + text + gapFeedback(feedback, format, escape))
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
			alternative(a.Fraction, t.form.accepted(a, escape), a.Feedback)
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

func gapFeedback(t quiz.Text, format quiz.Format, escape func(string) string) string {
	if t.Empty() {
		return ""
	}
	if format == quiz.Plain {
		t.Source = html.EscapeString(t.Source)
	}
	return "#" + escape(withFormat(t, format, ""))
}
