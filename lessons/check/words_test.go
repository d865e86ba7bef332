package check

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// noText are the parts of a page's source that are no text of the page: what the
// formats define as names, addresses and comments. The reason stands beside each.
var noText = map[string][]*regexp.Regexp{
	".md": {
		regexp.MustCompile(`(?s)\A(---|\+\+\+)\n.*?\n(---|\+\+\+)\n`),       // front matter is metadata
		regexp.MustCompile(`(?s)<!--.*?-->`),                                // comments
		regexp.MustCompile(`(?m)^ {0,3}(\x60{3,}|~{3,}).*$`),                // the line of a fence names a language
		regexp.MustCompile(`(?m)^ {0,3}\[[^\]]+\]:.*$`),                     // definitions of links are addresses
		regexp.MustCompile(`\]\([^()\s]*(\([^()\s]*\)[^()\s]*)*\)`),         // addresses of links
		regexp.MustCompile(`\]\[[^\]\n]*\]`),                                // labels of links
		regexp.MustCompile(`</?[a-zA-Z][^<>]*>`),                            // tags of HTML
		regexp.MustCompile(`\{\{#[^}]*\}\}`),                                // directives of mdBook
		regexp.MustCompile(`(?m)^([!?]{3}\+?|:::+) *\w*|^> ?\[!\w+\][+-]?`), // kinds of admonitions
		regexp.MustCompile(`\{#[\w-]+[^}]*\}`),                              // anchors of headings
		regexp.MustCompile(`&#?\w+;`),                                       // entities
	},
	".rst": {
		regexp.MustCompile(`(?m)^ *\.\. [\w:+-]+::`),           // names of directives
		regexp.MustCompile(`(?m)^ *\.\. \|[^|]+\| [\w:+-]+::`), // and of substitutions
		regexp.MustCompile(`(?m)^ +:[\w -]+:( .*)?$`),          // options of directives
		regexp.MustCompile(`(?m)^ *\.\. _.*$|^ *__ .*$`),       // targets are names and addresses
		regexp.MustCompile(`:[\w:+.-]+:\x60`),                  // names of roles
		regexp.MustCompile(`<[^<>\x60]*>\x60`),                 // addresses of links
		regexp.MustCompile(`\[[#*][\w-]*\]`),                   // labels of numbered notes
	},
}

// rstComment matches the first line of explicit markup; cutComments decides.
var rstComment = regexp.MustCompile(`(?m)^( *)\.\.(?: (.*))?$`)

// rstMarkup is what may follow the two dots where no comment does (RST spec,
// "Explicit Markup Blocks").
var rstMarkup = regexp.MustCompile(`^(_|__ |\[[^\]]*\]|\|[^|]+\| |[\w:+.-]+::)`)

// cutComments takes the comments out of a page of reStructuredText: their first
// line, and the lines below that are indented more.
func cutComments(src string) string {
	lines := strings.Split(src, "\n")
	within := -1 // the indentation of the comment, -1 outside
	for i, line := range lines {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		blank := strings.TrimSpace(line) == ""
		if within >= 0 && (blank || indent > within) {
			lines[i] = ""
			continue
		}
		within = -1
		if m := rstComment.FindStringSubmatch(line); m != nil && !rstMarkup.MatchString(m[2]) {
			within, lines[i] = indent, ""
		}
	}
	return strings.Join(lines, "\n")
}

// wordsOf returns the words of a text in lower case.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// shownWords returns the words that a page shows, each as often as it does.
func shownWords(d *doc.Document) map[string]int {
	have := map[string]int{}
	add := func(s string) {
		for _, w := range wordsOf(s) {
			have[w]++
		}
	}
	add(doc.PlainText(d.Blocks))
	add(doc.InlineText(d.Title))
	for _, f := range d.Meta { // metadata, which the course's settings show
		add(f.Name + " " + f.Value)
	}
	doc.Walk(d.Blocks, func(b doc.Block) bool {
		switch b := b.(type) {
		case *doc.Code:
			add(b.Lang)
		case *doc.List:
			for i := range b.Items { // the screen writes the numbers
				add(strconv.Itoa(b.Start + i))
			}
		}
		return true
	})
	doc.WalkInlines(d.Blocks, func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Link:
			add(in.Target)
		case *doc.Image:
			add(in.Source + " " + in.Title)
		}
	})
	return have
}

// untold returns the words of a page's source that the page neither shows nor is told
// to lose: how many of how many, and some of them with their lines.
func untold(p *lessons.Page, src string, told []doc.Problem) (lost, all int, some []string) {
	if path.Ext(p.Path) == ".rst" {
		src = cutComments(src)
	}
	for _, pattern := range noText[path.Ext(p.Path)] {
		// What is taken out keeps its lines.
		src = pattern.ReplaceAllStringFunc(src, func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) + " " })
	}
	lines := map[int]bool{}
	for _, t := range told {
		if t.File == p.Path {
			lines[t.Line] = true
		}
	}
	have := shownWords(p.Document())
	for i, line := range strings.Split(src, "\n") {
		for _, w := range wordsOf(line) {
			all++
			if have[w]--; have[w] < 0 && !lines[i+1] {
				lost++
				some = append(some, fmt.Sprintf("%s:%d: %s", p.Path, i+1, w))
			}
		}
	}
	return lost, all, some
}

// Every word of the pages in the repository is shown, or known to be no text, or told.
// LECTERN_WORDS=FOLDER counts those of another folder of pages.
func TestEveryWordIsShownOrTold(t *testing.T) {
	folders := []string{"../../embed/course", "../../docs"}
	if other := os.Getenv("LECTERN_WORDS"); other != "" {
		folders = []string{other}
	}
	for _, folder := range folders {
		c, err := lessons.Open(os.DirFS(folder), lessons.Options{})
		if err != nil {
			t.Fatal(err)
		}
		problems, err := Course(context.Background(), c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		lost, all := 0, 0
		var some []string
		for _, p := range c.Pages() {
			src, err := fs.ReadFile(os.DirFS(folder), p.Path)
			if err != nil {
				t.Fatal(err)
			}
			n, m, words := untold(p, string(src), problems)
			lost, all = lost+n, all+m
			some = append(some, words...)
		}
		t.Logf("%s: %d of %d words are neither shown nor told", folder, lost, all)
		if lost > 0 {
			t.Errorf("%s: %s", folder, strings.Join(some[:min(len(some), 40)], "\n"))
		}
		if all < 500 {
			t.Errorf("%s: only %d words were found", folder, all)
		}
	}
}
