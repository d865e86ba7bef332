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
	page := withoutFences(c.source.text)
	for _, other := range otherQuizzes {
		found := other.begin().FindAllStringIndex(page, -1)
		if len(found) == 0 {
			continue
		}
		n, are, it := "1 question", "is shown with its answers", "it"
		if len(found) > 1 {
			n, are, it = fmt.Sprintf("%d questions", len(found)), "are shown with their answers", "them"
		}
		line, _ := c.source.position(found[0][0])
		c.add(doc.Info, line, 0, "quiz-of-another-tool",
			fmt.Sprintf("%s in the syntax of %s %s and not asked: write %s into a bank beside the page", n, other.tool, are, it))
	}
}

// withoutFences returns a page with blanks for its code between fences, which may show how
// questions are written. Offsets stay.
func withoutFences(page string) string {
	if !strings.Contains(page, "```") && !strings.Contains(page, "~~~") {
		return page
	}
	var b strings.Builder
	fence := "" // that is open
	for line := range strings.Lines(page) {
		body := strings.TrimSpace(line)
		inside := fence != ""
		switch {
		case inside && strings.HasPrefix(body, fence) && strings.Trim(body, fence[:1]) == "":
			fence = ""
		case !inside && (strings.HasPrefix(body, "```") || strings.HasPrefix(body, "~~~")):
			fence = body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
		}
		if inside {
			line = strings.Repeat(" ", len(strings.TrimRight(line, "\n"))) + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
