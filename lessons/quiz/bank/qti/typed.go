package qti

import (
	"math"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/text"
)

// share rounds a fraction to seven digits, so that thirds sum up.
func share(f float64) float64 { return math.Round(f*1e7) / 1e7 }

// literal writes a text so that no star in it is a wildcard.
func literal(s string) string { return strings.ReplaceAll(s, "*", `\*`) }

// short reads accepted texts: all that stand side by side in a condition are accepted.
func (r *reader) short(q *quiz.Question, it *item) bool {
	if len(it.responses) > 1 || it.choosing() != nil && !it.responses[0].typed {
		return r.blanks(q, it)
	}
	q.Kind, q.Prompt = quiz.Short, it.prompt()
	seen := map[string]bool{}
	for _, c := range it.scoring() {
		for _, e := range c.equals {
			said := text.OneLine(e.value)
			if e.not || said == "" || seen[said] {
				continue
			}
			seen[said] = true
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: literal(said), CaseSensitive: e.caseful, Fraction: share(it.earns(c)), Feedback: it.feedbackFor(e.response, e.value)})
		}
	}
	if oneCase(q.Accepted); len(q.Accepted) == 0 {
		return r.fault("no-answers", "a question without an accepted text")
	}
	return r.asks(q)
}

// numeric reads accepted numbers and ranges.
func (r *reader) numeric(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt = quiz.Numeric, it.prompt()
	for _, c := range it.scoring() {
		acc := quiz.Accepted{Fraction: share(it.earns(c))}
		ok := acceptNumber(&acc, c)
		if !ok {
			r.problem(r.line, doc.Error, "bad-number", "a condition without a number; the answer was left out")
			continue
		}
		for _, e := range c.equals {
			if acc.Feedback.Empty() {
				acc.Feedback = it.feedbackFor(e.response, e.value)
			}
		}
		for _, id := range c.feedback {
			if t := it.feedback[id]; acc.Feedback.Empty() && !wholeFeedback[id] {
				acc.Feedback = t
			}
		}
		q.Accepted = append(q.Accepted, acc)
	}
	if len(q.Accepted) == 0 {
		return r.fault("no-answers", "a question without a number that is accepted")
	}
	return r.asks(q)
}

// acceptNumber reads the number or range of a condition.
func acceptNumber(acc *quiz.Accepted, c *cond) bool {
	low, high := math.Inf(-1), math.Inf(1)
	for _, b := range c.bounds {
		v, ok := number(b.value)
		if !ok || math.IsInf(v, 0) {
			continue
		}
		if b.name == "vargte" || b.name == "vargt" {
			low = v
		} else {
			high = v
		}
	}
	ranged := !math.IsInf(low, 0) && !math.IsInf(high, 0)
	if ranged && low > high {
		low, high = high, low
	}
	for _, e := range c.equals {
		v, ok := number(e.value)
		if !ok || math.IsInf(v, 0) || e.not {
			continue
		}
		acc.Value = v
		if m, isMargin := number(e.margin); isMargin && e.margin != "" {
			acc.Tolerance = math.Abs(v) * math.Abs(m) / 100
		}
		if ranged && low <= v && v <= high {
			acc.Tolerance = max(v-low, high-v)
			if acc.Tolerance > 0 { // 9.81-9.80 is 0.00999999…
				acc.Tolerance = math.Round(acc.Tolerance*1e12) / 1e12
			}
		}
		return !math.IsInf(acc.Tolerance, 0)
	}
	if ranged {
		acc.Value, acc.Tolerance = low+(high-low)/2, (high-low)/2
		return !math.IsInf(acc.Tolerance, 0)
	}
	return false
}

// blanks reads a text with gaps to type into: `[name]` in it, or places between its parts.
func (r *reader) blanks(q *quiz.Question, it *item) bool {
	return r.gapped(q, it, func(resp *response) (quiz.Gap, bool) {
		gap := quiz.Gap{Weight: 1, Kind: quiz.Short}
		if resp.fibType == "Decimal" || resp.fibType == "Integer" {
			gap.Kind = quiz.Numeric
		}
		seen := map[string]bool{}
		add := func(said string, caseful bool) {
			said = text.OneLine(said)
			if said == "" || seen[said] {
				return
			}
			seen[said] = true
			if gap.Kind == quiz.Numeric {
				if v, ok := number(said); ok && !math.IsInf(v, 0) {
					gap.Accepted = append(gap.Accepted, quiz.Accepted{Value: v, Fraction: 1})
				}
				return
			}
			gap.Accepted = append(gap.Accepted, quiz.Accepted{Text: literal(said), CaseSensitive: caseful, Fraction: 1})
		}
		for _, l := range resp.labels { // in Canvas all of them are accepted
			add(words(l.text), false)
		}
		if len(gap.Accepted) == 0 {
			for _, c := range it.conds {
				for _, e := range c.equals {
					if e.response == resp.ident && !e.not && (c.sets || c.and) {
						add(e.value, e.caseful)
					}
				}
			}
		}
		oneCase(gap.Accepted)
		return gap, len(gap.Accepted) > 0
	})
}

// oneCase lets case count for all accepted texts or for none: for all only where each of them says so.
func oneCase(accepted []quiz.Accepted) {
	caseful := !slices.ContainsFunc(accepted, func(a quiz.Accepted) bool { return !a.CaseSensitive })
	for i := range accepted {
		accepted[i].CaseSensitive = caseful
	}
}

// dropDowns reads a text with lists to choose from.
func (r *reader) dropDowns(q *quiz.Question, it *item) bool {
	return r.gapped(q, it, func(resp *response) (quiz.Gap, bool) {
		if len(resp.labels) == 0 {
			return quiz.Gap{}, false
		}
		gap := quiz.Gap{Weight: 1, Kind: quiz.Single}
		right := false
		for _, l := range resp.labels {
			c := quiz.Choice{Text: l.text}
			for _, cond := range it.scoring() {
				for _, e := range cond.equals {
					if !e.not && e.value == l.ident && (e.response == resp.ident || e.response == "") {
						c.Fraction = 1
					}
				}
			}
			if c.Text.Empty() {
				continue
			}
			right = right || c.Fraction > 0
			c.Feedback = it.feedbackFor(resp.ident, l.ident)
			gap.Choices = append(gap.Choices, c)
		}
		if !right {
			r.warn("no-right-answer", "the file does not say which answer is right")
		}
		return gap, len(gap.Choices) > 0
	})
}

// namesABlank reports whether the text names one of the responses, as `[name]`.
func namesABlank(it *item) bool {
	source := it.prompt().Source
	for _, resp := range it.responses {
		if strings.Contains(source, "["+blankName(resp)+"]") {
			return true
		}
	}
	return false
}

// blankName is what the text calls a response.
func blankName(resp *response) string { return strings.TrimPrefix(resp.ident, "response_") }

// gapped reads a text with gaps; gapOf makes the gap of a response.
func (r *reader) gapped(q *quiz.Question, it *item, gapOf func(*response) (quiz.Gap, bool)) bool {
	q.Kind = quiz.Cloze
	if namesABlank(it) {
		r.namedGaps(q, it, gapOf)
	} else {
		for _, p := range it.parts { // the gaps stand where the responses do
			if p.response == nil {
				if len(q.Gaps) > 0 && q.Prompt.Format != quiz.HTML && p.text.Format != quiz.HTML { // the sentence goes on
					q.Prompt = besideText(q.Prompt, p.text.Source)
				} else {
					q.Prompt = joinTexts(q.Prompt, p.text)
				}
				continue
			}
			if gap, ok := gapOf(p.response); ok {
				q.Gaps = append(q.Gaps, gap)
				q.Prompt = besideText(q.Prompt, string(quiz.GapMark))
			}
		}
	}
	if len(q.Gaps) == 0 {
		return r.fault("no-answers", "a question without gaps that can be filled in")
	}
	for i := range q.Gaps {
		for j := range q.Gaps[i].Choices {
			c := &q.Gaps[i].Choices[j]
			if q.Prompt.Format == quiz.HTML && c.Text.Format != quiz.HTML {
				c.Text = quiz.Text{Source: strings.TrimSuffix(strings.TrimPrefix(asHTML(c.Text), "<p>"), "</p>"), Format: quiz.HTML}
			} else if c.Text.Format != q.Prompt.Format {
				c.Text = quiz.Text{Source: words(c.Text), Format: q.Prompt.Format}
			}
		}
	}
	return true
}

// besideText puts a sign behind a text, in its last paragraph.
func besideText(t quiz.Text, sign string) quiz.Text {
	if t.Format == "" {
		t.Format = quiz.Plain
	}
	if rest, ok := strings.CutSuffix(t.Source, "</p>"); ok && t.Format == quiz.HTML {
		t.Source = rest + " " + sign + "</p>"
		return t
	}
	t.Source = strings.TrimSpace(t.Source + " " + sign)
	return t
}

// namedGaps puts a gap where the text names it. Brackets around anything else are text.
func (r *reader) namedGaps(q *quiz.Question, it *item, gapOf func(*response) (quiz.Gap, bool)) {
	byName := map[string]*response{}
	for _, resp := range it.responses {
		byName[blankName(resp)] = resp
	}
	q.Prompt = it.prompt()
	q.Prompt.Source = text.ReplaceMarks(q.Prompt.Source, '[', func(rest string) (string, int) {
		end := strings.IndexByte(rest[:min(len(rest), 300)], ']')
		var resp *response
		if end > 0 {
			resp = byName[rest[1:end]]
		}
		if resp == nil {
			return "", 0
		}
		delete(byName, blankName(resp))
		gap, ok := gapOf(resp)
		if !ok {
			r.warn("empty-answer", "the gap %q has no answers; it was left open", text.ClipLine(blankName(resp), 40))
			return "_____", end + 1
		}
		q.Gaps = append(q.Gaps, gap)
		return string(quiz.GapMark), end + 1
	})
}

// maxInstances is how many ordinary questions a calculated one becomes.
const maxInstances = 5

// calculated makes ordinary questions of the first sets of values that Canvas has worked out.
func (r *reader) calculated(q *quiz.Question, it *item) bool {
	calc := it.e.First("calculated")
	if calc == nil {
		return r.numeric(q, it)
	}
	q.Kind, q.Prompt = quiz.Numeric, it.prompt()
	tolerance := strings.TrimSpace(calc.Child("answer_tolerance").Text())
	n := 0
	for set := range calc.Child("var_sets").All("var_set") {
		value, ok := number(set.Child("answer").Text())
		if !ok || math.IsInf(value, 0) {
			continue
		}
		one := *q
		acc := quiz.Accepted{Value: value, Fraction: 1}
		if percent, is := strings.CutSuffix(tolerance, "%"); is {
			t, _ := number(percent)
			acc.Tolerance = math.Abs(value * t / 100)
		} else {
			t, _ := number(tolerance)
			acc.Tolerance = math.Abs(t)
		}
		if math.IsInf(acc.Tolerance, 0) {
			continue
		}
		one.Accepted = []quiz.Accepted{acc}
		for v := range set.All("var") {
			if name := v.Attr("name"); name != "" && len(one.Prompt.Source) < 1<<20 {
				one.Prompt.Source = strings.ReplaceAll(one.Prompt.Source, "["+name+"]", text.ClipLine(v.Text(), 40))
			}
		}
		n++
		suffix := string(rune('0' + n))
		if one.IDWritten {
			one.ID += "-" + suffix
		}
		if one.Title != "" {
			one.Title += " (" + suffix + ")"
		}
		r.bank.Questions = append(r.bank.Questions, &one)
		if n == maxInstances {
			break
		}
	}
	if n == 0 {
		return r.fault("no-answers", "a calculated question without values")
	}
	return false
}
