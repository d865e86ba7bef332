package quiz

import (
	"slices"
	"strings"
)

// short is a question whose answer is a typed text: the first accepted pattern that it matches decides.
type short struct{ typing }

func (short) grade(q *Question, a Answer, g *Grade) { gradeTyped(q, a, g, firstMatch) }
func (short) solution(q *Question) []Line           { return oneOfAccepted(Short, q.Accepted) }
func (short) answerable(q *Question) bool           { return someAccepted(q.Accepted) }
func (short) want(*Question, []int) Want            { return Want{Form: WantText} }

func (short) givenAway(q *Question, prompt string, _ func(Text) string) string {
	return acceptedGivenAway(q.Accepted, prompt, 3)
}

func (short) gradeGap(gap *Gap, text string) PartGrade { return gradeTypedGap(gap, text, firstMatch) }

func (short) gapSolution(gap *Gap) (right []Line, join string) {
	return rightAccepted(Short, gap.Accepted), either
}

func (short) gapGivenAway(gap *Gap, prompt string, _ func(Text) string) string {
	return acceptedGivenAway(gap.Accepted, prompt, 4)
}

func (short) wantGap(*Gap) Want                                    { return Want{Form: WantGapText} }
func (short) parseGap(_ *Gap, line string, _ []int) (string, bool) { return line, true }

// firstMatch returns the index of the pattern that decides about a text, or -1: the first that
// it matches, or without the marks around it, where that earns more.
func firstMatch(accepted []Accepted, typed string) int {
	if len(typed) > maxTyped {
		return -1
	}
	first := func(typed string) int {
		return slices.IndexFunc(accepted, func(a Accepted) bool { return a.matches(typed) })
	}
	as := first(typed)
	inner := withoutMarks(accepted, typed)
	if inner == "" || inner == typed {
		return as
	}
	if bare := first(inner); bare >= 0 && (as < 0 || accepted[bare].Fraction > accepted[as].Fraction) {
		return bare
	}
	return as
}

// endMarks are the marks behind a text, and quotes the pairs of marks around one,
// that are no part of an answer.
const endMarks = ".,;:…。．，"

var quotes = [...][2]string{
	{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"„", "“"}, {"”", "”"}, {"‘", "’"}, {"‚", "‘"}, {"«", "»"}, {"»", "«"}, {"‹", "›"},
	{"「", "」"}, {"『", "』"}, {"《", "》"},
}

// withoutMarks takes a full stop and the like from the end of a typed text, and
// quotes from around it: those that no accepted text has there.
func withoutMarks(accepted []Accepted, typed string) string {
	ends := func(mark string) bool {
		return slices.ContainsFunc(accepted, func(a Accepted) bool { return strings.HasSuffix(strings.TrimSpace(a.Text), mark) })
	}
	for {
		typed = strings.TrimSpace(typed)
		before := typed
		for _, mark := range endMarks {
			if rest, ok := strings.CutSuffix(typed, string(mark)); ok && !ends(string(mark)) {
				typed = rest
				break
			}
		}
		for _, q := range quotes {
			if len(typed) > len(q[0])+len(q[1]) && strings.HasPrefix(typed, q[0]) && strings.HasSuffix(typed, q[1]) && !ends(q[1]) {
				typed = typed[len(q[0]) : len(typed)-len(q[1])]
				break
			}
		}
		if typed == before {
			return typed
		}
	}
}

// maxTyped is how much of a typed answer is compared: far more than any answer
// to a question of this kind.
const maxTyped = 10_000

// matches reports whether a typed text is what a short answer's pattern asks
// for (as in Moodle): `*` stands for any run of characters, `\*` for a star,
// and the pattern holds for the whole text.
func (a *Accepted) matches(typed string) bool {
	if len(typed) > maxTyped {
		return false
	}
	text := fold(typed, a.CaseSensitive)
	parts := wildcards(fold(a.Text, a.CaseSensitive))
	if len(parts) == 1 {
		return text == parts[0]
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	// The first place where each part fits is as good as any later one.
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, p)
		if i < 0 {
			return false
		}
		rest = rest[i+len(p):]
	}
	return strings.HasSuffix(rest, last)
}

// wildcards cuts a pattern at its stars; `\*` is a star in the text.
func wildcards(pattern string) []string {
	const star = "\x00"
	parts := strings.Split(strings.ReplaceAll(pattern, `\*`, star), "*")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, star, "*")
	}
	return parts
}

// patternWords writes a short answer's pattern for people: a wildcard as "…".
func patternWords(pattern string) string {
	return strings.Join(wildcards(pattern), "…")
}
