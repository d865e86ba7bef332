package check

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"lectern/lessons/doc"
)

// otherQuizzes are the questions that other tools read in a page of Markdown, by
// the pattern of the line on which each begins.
var otherQuizzes = []struct {
	tool  string
	begin func() *regexp.Regexp
}{
	{"mkdocs-quiz", pattern(`(?m)^[ \t]*<quiz(?:>|\s)`)},
	// A run of lines with boxes is one question (LiaScript, "Quizzes").
	{"LiaScript", pattern(`(?m)(?:^[ \t]*(?:- )?\[(?:\[[ X]\]|\([ X]\))\][^\n]*\n?)+`)},
}

func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// unaskedQuizzes tells once a page of the questions in it that nobody asks.
func unaskedQuizzes(c *pageCheck) {
	if !strings.HasSuffix(c.page.Path, ".md") && !strings.HasSuffix(c.page.Path, ".markdown") {
		return
	}
	for _, other := range otherQuizzes {
		found := other.begin().FindAllStringIndex(c.source.text, -1)
		if len(found) == 0 {
			continue
		}
		n := "1 question"
		if len(found) > 1 {
			n = fmt.Sprintf("%d questions", len(found))
		}
		line, _ := c.source.position(found[0][0])
		c.add(doc.Info, line, 0, "quiz-of-another-tool",
			fmt.Sprintf("%s in the syntax of %s is shown with its answers and not asked: write it into a bank beside the page", n, other.tool))
	}
}
