package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/text"
	"lectern/reader/line"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// defaultWidth is how wide plain text is printed.
const defaultWidth = 80

func (a *app) printCommand() *cobra.Command {
	var lesson, format string
	var width int
	cmd := &cobra.Command{
		Use:   "print [COURSE]",
		Short: words.T("Print the course, or one lesson, as plain text or JSON"),
		Args:  courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			if width < 1 {
				return usage("--width is %d; it must be at least 1", width)
			}
			return a.print(args, lesson, format, width)
		},
	}
	cmd.Flags().StringVar(&lesson, "lesson", "", words.T("ID or number of the one lesson to print"))
	formatFlag(cmd, &format, words.T("text or json"), "text", "json")
	a.completeLesson(cmd, "lesson")
	cmd.Flags().IntVar(&width, "width", defaultWidth, words.T("columns of the text"))
	return cmd
}

// printGarbage is how much the heap may grow between two collections while a course is printed, in percent.
const printGarbage = 50

func (a *app) print(args []string, lesson, format string, width int) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	ls, err := a.openLessons(c, lesson)
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" { // each lesson is garbage once it is written, while the pages stay
		defer debug.SetGCPercent(debug.SetGCPercent(printGarbage))
	}
	w := bufio.NewWriter(a.Stdout)
	if format == "json" {
		err = printJSON(w, c, ls)
	} else {
		err = printText(w, ls, width)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// printText writes lessons as wrapped plain text, a blank line between them and
// a line of hyphens between pages. Nothing is said that the pages and what is known of
// their links do not say, so that what a page says is there once.
func printText(w io.Writer, ls []*lessons.Lesson, width int) error {
	for i, l := range ls {
		switch {
		case i > 0 && ls[i-1].Page != l.Page:
			fmt.Fprintf(w, "\n%s\n\n", strings.Repeat("-", min(width, defaultWidth)))
		case i > 0:
			fmt.Fprintln(w)
		}
		page := typeset.Set(l.Blocks(), typeset.Options{Width: width, Drawing: l.Page.Drawing, Plain: true, LinkNews: line.LinkNews(l.Page)})
		if _, err := io.WriteString(w, typeset.Plain(page)); err != nil {
			return err
		}
	}
	return nil
}

// The types of `lectern print --format json`, which other programs may rely on.
type (
	printedCourse struct {
		Course  printedTitle    `json:"course"`
		Lessons []printedLesson `json:"lessons"`
	}
	printedTitle struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	printedLesson struct {
		ID        string            `json:"id"`
		Page      string            `json:"page"`
		Title     string            `json:"title"`
		Words     int               `json:"words"`
		Text      string            `json:"text"`
		Links     []printedLink     `json:"links"`
		Images    []printedImage    `json:"images"`
		Questions []printedQuestion `json:"questions"`
	}
	printedLink struct {
		Text   string `json:"text"`
		Target string `json:"target"`
		printedFate
	}
	// What is known of an address, of what is listed anywhere; left out where nothing is.
	printedFate struct {
		State       string `json:"state,omitempty"` // "gone", "moved" or "changed"
		Year        int    `json:"year,omitempty"`  // since when
		Note        string `json:"note,omitempty"`
		Replacement string `json:"replacement,omitempty"`
	}
	printedImage struct {
		Alt    string `json:"alt"`
		Source string `json:"source"`
	}
	printedQuestion struct {
		ID     string  `json:"id"`
		Kind   string  `json:"kind"`
		Prompt string  `json:"prompt"`
		Points float64 `json:"points"`
	}
)

func printJSON(w io.Writer, c *lessons.Course, ls []*lessons.Lesson) error {
	out := printedCourse{
		Course:  printedTitle{c.Manifest.ID, c.Manifest.Title},
		Lessons: make([]printedLesson, len(ls)),
	}
	for i, l := range ls {
		out.Lessons[i] = describe(l)
	}
	enc := text.NewJSON(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// fateOf is what is known of an address, in its JSON form.
func fateOf(a *lessons.Address) printedFate {
	if a == nil {
		return printedFate{}
	}
	return printedFate{string(a.State), a.Year, a.Note, a.Replacement}
}

// describe turns a lesson into its JSON form; lists are never null.
func describe(l *lessons.Lesson) printedLesson {
	p := printedLesson{
		ID: l.ID, Page: l.Page.Path, Title: l.Name(), Words: l.Words, Text: l.Text(),
		Links: []printedLink{}, Images: []printedImage{}, Questions: []printedQuestion{},
	}
	doc.WalkInlines(l.Blocks(), func(in doc.Inline) {
		switch in := in.(type) {
		case *doc.Link:
			p.Links = append(p.Links, printedLink{text.OneLine(doc.InlineText(in.Content)), in.Target, fateOf(l.Page.Fate(in.Target, in.Ref))})
		case *doc.Image:
			p.Images = append(p.Images, printedImage{in.Alt, in.Source})
			if in.Target != "" {
				p.Links = append(p.Links, printedLink{in.Alt, in.Target, fateOf(l.Page.Fate(in.Target, ""))})
			}
		default: // is in the text
		}
	})
	for _, q := range l.Questions {
		p.Questions = append(p.Questions, printedQuestion{
			q.ID, string(q.Kind), text.OneLine(doc.PlainText(lessons.Prompt(q.Blanks()))), q.Points,
		})
	}
	return p
}
