package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// guesses reports banks in which a student is right who does not read the questions: all
// true/false questions have the same answer, or the right choice has the same rank by length too often.
func guesses(c *courseCheck) {
	banks := map[string][]*quiz.Question{} // by file: several pages may ask one bank
	var all []*quiz.Question
	for _, p := range c.course.Pages() {
		for _, q := range p.Questions() {
			banks[q.File] = append(banks[q.File], q)
			all = append(all, q)
		}
	}
	if len(c.course.Manifest.Exam.Banks) > 0 {
		for _, q := range c.course.ExamQuestions() {
			banks[q.File] = append(banks[q.File], q)
		}
	}
	reported := false
	for _, file := range slices.Sorted(maps.Keys(banks)) {
		reported = c.sameTruth("this bank", banks[file], fewTruths) || reported
		c.sameLength(banks[file])
	}
	if !reported {
		c.sameTruth("the course", all, fewTruthsOfCourse)
	}
}

// Fewer true/false questions than these are alike by chance: of a bank, and of a whole course.
const (
	fewTruths         = 3
	fewTruthsOfCourse = 6
)

// sameTruth reports true/false questions that all have the same answer.
func (c *courseCheck) sameTruth(where string, qs []*quiz.Question, few int) bool {
	var first *quiz.Question
	n, yes := 0, 0
	for _, q := range qs {
		if q.Kind != quiz.TrueFalse || len(q.Choices) == 0 {
			continue
		}
		if n++; first == nil {
			first = q
		}
		if q.Choices[0].Fraction > 0 {
			yes++
		}
	}
	if n < few || yes != 0 && yes != n {
		return false
	}
	word := map[bool]string{true: "true", false: "false"}[yes > 0]
	c.add(first.File, first.Line, doc.Info, "same-truth",
		fmt.Sprintf("all %d true/false questions of %s are %s, which students notice: turn some round", n, where, word))
	return true
}

// Of fewer questions than manyOfLength a rank that stands out says nothing. A rank stands out that holds the right choice
// in more than oftenRight of them, or so much more often than chance has it.
const (
	manyOfLength = 12
	oftenRight   = 0.40
	overChance   = 0.15
)

// sameLength reports a rank by length that holds the right choice too often among the
// questions of a bank with the same number of choices. With two or three choices chance
// alone is near oftenRight, so there the bound is higher.
func (c *courseCheck) sameLength(qs []*quiz.Question) {
	byCount := map[int][]*quiz.Question{}
	for _, q := range qs {
		if n := len(q.Choices); q.Kind == quiz.Single && n > 1 {
			byCount[n] = append(byCount[n], q)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(byCount)) {
		same := byCount[n]
		ranks := make([]int, n)
		for _, q := range same {
			if longer, ok := q.LengthRank(shownLength); ok {
				ranks[longer]++
			}
		}
		often := slices.Max(ranks)
		share := float64(often) / float64(len(same))
		if len(same) < manyOfLength || share <= max(oftenRight, 1/float64(n)+overChance) {
			continue
		}
		first := slices.MinFunc(same, func(a, b *quiz.Question) int { return cmp.Compare(a.Line, b.Line) })
		c.add(first.File, first.Line, doc.Info, "right-by-length",
			fmt.Sprintf("the right choice is %s in %d of the %d questions with %d choices (%.0f %%, by chance %.0f %%): make some choices longer or shorter",
				rankName(slices.Index(ranks, often), n), often, len(same), n, 100*share, 100/float64(n)))
	}
}

func shownLength(t quiz.Text) int { return utf8.RuneCountInString(shownText(t)) }

// rankName names a choice by how many of n are longer.
func rankName(longer, n int) string {
	switch {
	case longer == 0:
		return "the longest"
	case longer == n-1:
		return "the shortest"
	}
	return fmt.Sprintf("number %d by length", longer+1)
}
