// Package sealed makes exams that can be handed out: the questions of a course without their key,
// for the program of the students, and the key, for whoever grades.
//
// What a program has inside can be taken out of it. So nothing of what is right goes in, in no form:
// also not as the order in which a bank has its choices (most authors write the right one
// first), nor as a hash that could be tried out. A question is made anew of what may be seen, field by
// field; a field that nobody thought of stays out.
//
// To let a new field or kind of question into exams: copy what a student may see of it in Seal, and
// turn answers back in original, where indexes change. TestNothingOfTheKey fails for what says too much.
package sealed

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"lectern/lessons/quiz"
)

// Seal returns a question as a student may have it, nil for a kind that it does not know. Orders and IDs
// follow from the secret of the key, so that nobody can try out with them what they follow from; the
// question's hash is of what is seen and of the build.
func (k *Key) Seal(q *quiz.Question) *quiz.Question {
	out := &quiz.Question{
		ID: q.ID, IDWritten: true, Kind: q.Kind, Prompt: visible(q.Prompt), Points: q.Points,
		Keep: q.Keep, AllOrNothing: q.AllOrNothing, File: FileName, Line: 1, Sealed: k.Build, Parts: q.Partial(),
		Section: quiz.CategoryOf(q, k.From),
	}
	if !q.IDWritten {
		// It is made of the title, which no student sees, and maybe of more than the prompt.
		out.ID = "q-" + digest(k.Secret, "id", q.ID)[:16]
	}
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.Order:
		out.Choices = choices(q.Choices, order(q, k.Secret))
	case quiz.TrueFalse:
		out.Choices = choices(q.Choices, identity(len(q.Choices)))
	case quiz.Numeric:
		out.Units = q.Units
	case quiz.Match:
		out.Pairs = pairs(q, k.Secret)
	case quiz.Cloze:
		for _, g := range q.Gaps {
			gap := quiz.Gap{Weight: 1, Kind: g.Kind, Shuffle: g.Shuffle, Units: g.Units}
			gap.Choices = choices(g.Choices, byDigest(len(g.Choices), func(i int) string { return digest(k.Secret, q.ID, "gap", g.Choices[i].Text.Source) }))
			out.Gaps = append(out.Gaps, gap)
		}
	case quiz.Trace:
		if q.Trace != nil {
			out.Trace = &quiz.Program{Source: q.Trace.Source, Lang: q.Trace.Lang}
		}
	case quiz.Short, quiz.Essay, quiz.Description:
	default:
		return nil
	}
	return out
}

// visible returns a text without the comments that HTML hides.
func visible(t quiz.Text) quiz.Text {
	for {
		i := strings.Index(t.Source, "<!--")
		if i < 0 {
			return t
		}
		n := strings.Index(t.Source[i:], "-->")
		if n < 0 {
			t.Source = t.Source[:i]
			return t
		}
		t.Source = t.Source[:i] + t.Source[i+n+len("-->"):]
	}
}

func choices(list []quiz.Choice, order []int) []quiz.Choice {
	var out []quiz.Choice
	for _, i := range order {
		out = append(out, quiz.Choice{Text: visible(list[i].Text)})
	}
	return out
}

// order is the order in which the choices of a question stand in the exam.
func order(q *quiz.Question, secret string) []int {
	return byDigest(len(q.Choices), func(i int) string { return digest(secret, q.ID, "choice", q.Choices[i].Text.Source) })
}

// lefts is the order of the left sides in the exam, as indexes of the pairs.
func lefts(q *quiz.Question, secret string) []int {
	own := q.Lefts()
	sorted := make([]int, len(own))
	for i, at := range byDigest(len(own), func(i int) string { return digest(secret, q.ID, "left", q.Pairs[own[i]].Left.Source) }) {
		sorted[i] = own[at]
	}
	return sorted
}

// rights is the order of the right sides in the exam, as indexes of the pairs; equal ones are one.
func rights(q *quiz.Question, secret string) []int {
	own := q.Rights()
	sorted := make([]int, len(own))
	for i, at := range byDigest(len(own), func(i int) string { return digest(secret, q.ID, "right", q.Pairs[own[i]].Right) }) {
		sorted[i] = own[at]
	}
	return sorted
}

// pairs puts left sides and right sides beside each other as they come, each in an order of its own. Where
// there are fewer right sides, they come again.
func pairs(q *quiz.Question, secret string) []quiz.Pair {
	l, r := lefts(q, secret), rights(q, secret)
	var out []quiz.Pair
	for i := range max(len(l), len(r)) {
		var p quiz.Pair
		if i < len(l) {
			p.Left = visible(q.Pairs[l[i]].Left)
		}
		if len(r) > 0 {
			p.Right = q.Pairs[r[i%len(r)]].Right
		}
		out = append(out, p)
	}
	return out
}

// original returns an answer to a sealed question in the terms of the question itself.
func original(q *quiz.Question, secret string, given quiz.Answer) quiz.Answer {
	turned := func(order []int) []int {
		var out []int
		for _, i := range given.Choices {
			at := -1
			if i >= 0 && i < len(order) {
				at = order[i]
			}
			out = append(out, at)
		}
		return out
	}
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.Order:
		given.Choices = turned(order(q, secret))
	case quiz.Match:
		l, r := lefts(q, secret), rights(q, secret)
		own := slices.Repeat([]int{-1}, len(l))
		for n, i := range given.Choices {
			if n < len(l) && len(r) > 0 && i >= 0 {
				own[slices.Index(q.Lefts(), l[n])] = r[i%len(r)]
			}
		}
		given.Choices = own
	}
	return given
}

func identity(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// byDigest returns the indexes below n in the order of their digests.
func byDigest(n int, of func(i int) string) []int {
	digests := make([]string, n)
	for i := range digests {
		digests[i] = of(i)
	}
	out := identity(n)
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(digests[a], digests[b]) })
	return out
}

// digest hashes parts, each with its length, so that no two lists of parts are alike.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
