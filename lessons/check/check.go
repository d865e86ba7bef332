// Package check finds what the author of a course would want to know: links that
// lead nowhere, pictures that are missing, questions without a right answer.
// What parsers and readers of banks could not make sense of is among it.
//
// It looks at the sources, so that a fault has a line and a column, and at the
// parsed pages. Each code is explained, with examples, in docs/check.md.
//
// To add a finding:
//
//  1. put it into the file of its family, or write a new family in a file of its
//     own and give it a row in families (families.go);
//  2. explain its code in docs/check.md with a wrong and a right example:
//     TestEveryCodeIsExplained and TestExamplesOfCodes (cli) hold that page
//     against what is reported.
package check

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// Options say how a course is checked.
type Options struct {
	// Page adds faults of a page that only someone else can see, such as a
	// lesson that fills too many screens. It is called from several goroutines. May be nil.
	Page func(*lessons.Page) []doc.Problem
	// Step is called after each page with how many of how many are done, from
	// several goroutines. May be nil.
	Step func(done, total int)
	// Program is what the author types to start Lectern, for findings that name a command; "" is lectern.
	Program string
	// Recipients returns the code and text of what is wrong with the list of those who can open
	// results, "" if nothing: how keys look is known elsewhere. May be nil.
	Recipients func(list []string) (code, text string)
}

// Course parses a whole course, on all cores, and returns every fault that its
// author would want to know of, ordered by file, line and column. Lines and
// columns are those of the sources, columns in characters.
func Course(ctx context.Context, c *lessons.Course, opt Options) ([]doc.Problem, error) {
	all := &courseCheck{course: c, program: cmp.Or(opt.Program, "lectern"), pages: make([]*pageCheck, len(c.Pages())), recipients: opt.Recipients}
	var done atomic.Int64
	err := c.EachPage(ctx, func(i int, p *lessons.Page) {
		all.pages[i] = checkPage(c, p)
		if opt.Page != nil {
			all.pages[i].problems = append(all.pages[i].problems, opt.Page(p)...)
		}
		if opt.Step != nil {
			opt.Step(int(done.Add(1)), len(all.pages))
		}
	})
	if err != nil {
		return nil, err
	}
	// Links are followed when the places of all pages are known.
	err = c.EachPage(ctx, func(i int, _ *lessons.Page) { all.pages[i].followLinks() })
	if err != nil {
		return nil, err
	}
	for _, f := range families {
		if f.course != nil {
			f.course(all)
		}
	}
	problems := append(c.Problems(), all.problems...)
	for _, p := range all.pages {
		problems = append(problems, p.problems...)
	}
	return inOrder(problems), nil
}

// courseCheck makes the checks that need the whole course, after those of single pages.
type courseCheck struct {
	course   *lessons.Course
	pages    []*pageCheck // in the course's order
	problems []doc.Problem
	program  string // as Options.Program

	recipients func([]string) (code, text string) // as in Options; may be nil
}

func (c *courseCheck) add(file string, line int, s doc.Severity, code, text string) {
	c.problems = append(c.problems, doc.Problem{File: file, Line: line, Severity: s, Code: code, Text: text})
}

// inOrder sorts problems by where they are and drops those that are told twice:
// word for word, or under the same code at the same line with less weight.
func inOrder(all []doc.Problem) []doc.Problem {
	slices.SortFunc(all, func(a, b doc.Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(b.Severity, a.Severity), strings.Compare(a.Code, b.Code), strings.Compare(a.Text, b.Text),
		)
	})
	type place struct {
		file, code string
		line       int
	}
	worst := map[place]doc.Severity{}
	for _, p := range all {
		at := place{p.File, p.Code, p.Line}
		worst[at] = max(worst[at], p.Severity)
	}
	all = slices.DeleteFunc(all, func(p doc.Problem) bool { return p.Severity < worst[place{p.File, p.Code, p.Line}] })
	return slices.Compact(all)
}
