package check

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"lectern/lessons/doc"
)

// otherQuizzes are the questions of other tools in a page of Markdown, by
// the pattern of the line on which each begins. They are asked where they stand, but
// for those that are not written as their tool wants them.
var otherQuizzes = []struct {
	tool, format string
	begin        func() *regexp.Regexp
	advice       string // with "it" or "them" for the questions
}{
	{"mkdocs-quiz", "mkdocs-quiz", pattern(`(?m)^[ \t]*<quiz(?:>|\s)`), "end %s with a line </quiz>, and begin %[1]s with a line <quiz>"},
	// A run of lines with boxes is one question (LiaScript, "Quizzes").
	{"LiaScript", "liascript", pattern(`(?m)(?:^[ \t]*(?:- )?\[(?:\[[ X]\]|\([ X]\))\][^\n]*\n?)+`), "write %s into a bank beside the page"},
}

func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// unaskedQuizzes tells once a page of the questions in it that nobody asks.
func unaskedQuizzes(c *pageCheck) {
	if !strings.HasSuffix(c.page.Path, ".md") && !strings.HasSuffix(c.page.Path, ".markdown") {
		return
	}
	asked := map[string]bool{} // formats of the questions that the page asks itself
	for _, l := range c.page.Lessons() {
		for _, q := range l.Questions {
			if q.File == c.page.Path {
				asked[q.Bank] = true
			}
		}
	}
	page := withoutFences(c.source.text)
	for _, other := range otherQuizzes {
		if asked[other.format] {
			continue
		}
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
			fmt.Sprintf("%s in the syntax of %s %s and not asked: ", n, other.tool, are)+fmt.Sprintf(other.advice, it))
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
