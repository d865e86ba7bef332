package bank

import (
	"sort"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

// GIFT does not have every kind (no ordering, no tracing). Ours are written in a form
// that other programs read as the next best kind, with a [kind:…] tag that
// tells this reader what they are:
//
//	// [kind:order]
//	::Boil an egg::Put the steps in order.{
//		=boil the water -> 1
//		=put the egg in -> 2
//	}
//
// is a matching question elsewhere, and
//
//	// [kind:trace]
//	::Product::[markdown]What does it print?\n```go\nfmt.Println(6 * 7)\n```{
//		=%100%42#
//	}
//
// a short answer whose text ends in the program; [compiles:no] and
// [error-line:N] say that it does not compile, and where.

// order reads the items of an ordering question. Their numbers give the order.
func (g *giftReader) order(q *quiz.Question, p piece) bool {
	q.Kind = quiz.Order
	type item struct {
		choice quiz.Choice
		place  float64
	}
	var items []item
	for _, m := range g.marks(p, "=") {
		if m.empty() {
			continue
		}
		i := strings.LastIndex(m.s, "->")
		it := item{place: float64(len(items) + 1)}
		text := m.piece
		if i >= 0 {
			n, ok := bankNumber(m.s[i+2:])
			if !ok {
				g.warn(m.piece, "bad-place", "%q is no place in an order; the item keeps its place in the file", clip(show(m.s[i+2:]), 40))
			} else {
				it.place = n
			}
			text = m.upTo(i)
		}
		if it.choice.Text = textOf(text.s, q.Prompt.Format); it.choice.Text.Empty() {
			g.warn(m.piece, "empty-choice", "an item without a text; it was left out")
			continue
		}
		items = append(items, it)
	}
	if len(items) < 2 {
		g.fault(p, "too-few-choices", "an ordering question with fewer than two items; it was left out")
		return false
	}
	sort.SliceStable(items, func(i, j int) bool { return items[i].place < items[j].place })
	for _, it := range items {
		q.Choices = append(q.Choices, it.choice)
	}
	return true
}

// trace reads a tracing question: the program out of the end of its text, what
// it prints out of its first answer.
func (g *giftReader) trace(q *quiz.Question, p piece, tags *giftTags) bool {
	before, source, lang, ok := lastFence(q.Prompt.Source)
	if !ok {
		g.warn(p, "trace-without-program", "the text of a trace question ends in a ``` block with the program; this one was read as a short answer")
		return g.short(q, p)
	}
	q.Kind = quiz.Trace
	q.Prompt.Source = before
	q.Trace = &quiz.Program{Source: source, Lang: lang, Compiles: !tags.fails, Line: tags.errorLine}
	for i, m := range g.marks(p, "=") {
		if i > 0 {
			g.warn(m.piece, "second-output", "a tracing question has one answer, what its program prints; this one was left out")
			continue
		}
		_, m.piece = g.weight(m.piece, 1)
		text, feedback := g.feedback(m.piece, q.Prompt.Format)
		if !tags.fails { // else it is a word for other programs
			q.Trace.Stdout = strings.TrimSpace(strings.ReplaceAll(show(text.s), `\*`, "*"))
		}
		q.General = behind(feedback, q.General)
	}
	return true
}

// behind puts a second text below a first one, in the format of the first.
func behind(first, second quiz.Text) quiz.Text {
	switch {
	case first.Empty():
		return second
	case second.Empty():
		return first
	}
	return quiz.Text{Source: first.Source + "\n\n" + second.Source, Format: first.Format}
}

// lastFence takes a fenced block off the end of a Markdown text.
func lastFence(text string) (before, source, lang string, ok bool) {
	lines := strings.Split(strings.TrimRight(text, " \n"), "\n")
	last := len(lines) - 1
	fence := lines[last]
	if len(fence) < 3 || strings.Trim(fence, "`") != "" {
		return "", "", "", false
	}
	for i := last - 1; i >= 0; i-- {
		rest, found := strings.CutPrefix(lines[i], fence)
		if !found || strings.Contains(rest, "`") { // CommonMark: no accent behind the accents of a fence
			continue
		}
		before = strings.TrimRight(strings.Join(lines[:i], "\n"), " \n")
		return before, strings.Join(lines[i+1:last], "\n"), strings.TrimSpace(rest), true
	}
	return "", "", "", false
}

// fenced is the inverse of lastFence.
func fenced(before, source, lang string) string {
	run := longestRun(source, '`')
	run = max(run, longestRun(before, '`'), 2) + 1
	fence := strings.Repeat("`", run)
	if before != "" {
		before += "\n\n"
	}
	return before + fence + lang + "\n" + source + "\n" + fence
}

// longestRun returns the length of the longest run of c in s.
func longestRun(s string, c byte) int {
	best, run := 0, 0
	for i := 0; i < len(s); i++ {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		best = max(best, run)
	}
	return best
}

// place writes the place of an item, from 1.
func place(i int) string { return strconv.Itoa(i + 1) }
