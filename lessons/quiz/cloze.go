package quiz

import (
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/text"
)

// Blanks returns the prompt as it is shown: each gap is a numbered blank to write
// on, "[1 ____]".
func (q *Question) Blanks() Text {
	if len(q.Gaps) == 0 {
		return q.Prompt
	}
	var b strings.Builder
	n := 0
	for _, r := range q.Prompt.Source {
		if r != GapMark || n == len(q.Gaps) {
			b.WriteRune(r)
			continue
		}
		n++
		b.WriteString("[" + strconv.Itoa(n) + " ____]")
	}
	return Text{Source: b.String(), Format: q.Prompt.Format}
}

// cloze is a question with gaps in its text, each a small question of its own.
type cloze struct{ plain }

// grade sums weight times credit over the gaps and divides by the sum of the
// weights, as Moodle does. A gap alone never counts less than 0.
func (cloze) grade(q *Question, a Answer, g *Grade) {
	total, sum := 0.0, 0.0
	for _, gap := range q.Gaps {
		total += gap.Weight
	}
	for i := range q.Gaps {
		gap := &q.Gaps[i]
		m := gap.grade(textAt(a, i))
		weight := gap.Weight
		if total == 0 {
			weight = 1 // all gaps weigh nothing: let them weigh the same
		}
		sum += weight * m.Credit
		g.Parts = append(g.Parts, m)
		if m.Given && !m.Feedback.Empty() {
			g.Feedback = append(g.Feedback, m.Feedback)
		}
	}
	if total == 0 {
		total = float64(len(q.Gaps))
	}
	if total > 0 {
		g.Credit = sum / total
	}
}

// grade grades the answer to one gap.
func (gap *Gap) grade(text string) PartGrade {
	if strings.TrimSpace(text) == "" {
		return PartGrade{}
	}
	p := gap.rules().gradeGap(gap, text)
	p.Given, p.Credit = true, clampCredit(p.Credit)
	p.Right = p.Credit == 1
	return p
}

func (cloze) response(q *Question, a Answer) string {
	parts := make([]string, len(q.Gaps))
	for i := range parts {
		if parts[i] = text.OneLine(textAt(a, i)); parts[i] == "" {
			parts[i] = "-"
		}
	}
	return strings.Join(parts, " | ")
}

func (cloze) solution(q *Question) []Line {
	var out []Line
	for i := range q.Gaps {
		right, join := q.Gaps[i].rules().gapSolution(&q.Gaps[i])
		out = append(out, numbered(i, joined(right, join)))
	}
	return out
}

func (cloze) answerable(q *Question) bool {
	for _, gap := range q.Gaps {
		if !someEarns(gap.Choices) && !someAccepted(gap.Accepted) {
			return false
		}
	}
	return len(q.Gaps) > 0
}

func (cloze) givenAway(q *Question, prompt string, words func(Text) string) string {
	for i := range q.Gaps {
		if s := q.Gaps[i].rules().gapGivenAway(&q.Gaps[i], prompt, words); s != "" {
			return s
		}
	}
	return ""
}

func (cloze) want(q *Question, _ []int) Want {
	if len(q.Gaps) == 1 {
		return q.Gaps[0].rules().wantGap(&q.Gaps[0])
	}
	return Want{Form: WantGaps, Gaps: len(q.Gaps)}
}

// parse reads the gaps, separated by semicolons.
func (c cloze) parse(q *Question, line string, _ []int) (Answer, error) {
	parts := splitGaps(line)
	if len(q.Gaps) == 1 {
		parts = []string{strings.ReplaceAll(line, `\;`, ";")}
	}
	if len(parts) != len(q.Gaps) {
		return Answer{}, &LineError{Want: c.want(q, nil), Came: len(parts)}
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		t, ok := q.Gaps[i].parse(p)
		if !ok {
			return Answer{}, q.gapFault(i, "")
		}
		texts[i] = t
	}
	return Answer{Texts: texts}, nil
}

// fault reports the first gap with a text that cannot be graded. An open gap can.
func (cloze) fault(q *Question, a Answer) *LineError {
	for i := range q.Gaps {
		gap := &q.Gaps[i]
		if text := textAt(a, i); strings.TrimSpace(text) != "" && !gap.rules().takesGap(gap, text) {
			return q.gapFault(i, text)
		}
	}
	return nil
}

// gapFault is the fault of what was typed for gap i.
func (q *Question) gapFault(i int, typed string) *LineError {
	e := &LineError{Want: q.Gaps[i].rules().wantGap(&q.Gaps[i]), Typed: clipTyped(typed), Gap: i + 1}
	if len(q.Gaps) == 1 {
		e.Gap = 0 // there is no other that could be meant
	}
	return e
}

// parse reads what was typed for one gap. An empty line leaves it open.
func (gap *Gap) parse(line string) (text string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" {
		return "", true
	}
	return gap.rules().parseGap(gap, line, identity(len(gap.Choices)))
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

// gapSeparator stands between the choices of a gap in an Answer's text.
const gapSeparator = "; "

// Text returns what an Answer holds for a gap when these of its choices were
// chosen: their texts, joined by "; ".
func (gap *Gap) Text(chosen ...int) string {
	var texts []string
	for _, i := range chosen {
		if i >= 0 && i < len(gap.Choices) {
			texts = append(texts, gap.Choices[i].Text.Words())
		}
	}
	return strings.Join(texts, gapSeparator)
}

// Chosen is the inverse of Text: which choices the text of an Answer means, in
// the author's order. Unknown texts are passed over.
func (gap *Gap) Chosen(text string) []int {
	parts := strings.Split(text, gapSeparator)
	longest := 0 // separators inside one choice's text
	for _, c := range gap.Choices {
		longest = max(longest, strings.Count(c.Text.Words(), gapSeparator))
	}
	var out []int
	for at := 0; at < len(parts) && at < 2*len(gap.Choices)+longest; {
		used := 1
		for n := min(longest+1, len(parts)-at); n >= 1; n-- {
			if i := findChoice(gap.Choices, strings.Join(parts[at:at+n], gapSeparator)); i >= 0 {
				out, used = append(out, i), n
				break
			}
		}
		at += used
	}
	slices.Sort(out)
	return slices.Compact(out)
}
