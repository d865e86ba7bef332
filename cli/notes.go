package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/reader/line"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) notesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "notes [COURSE]",
		Short: words.T("Print notes and bookmarks"),
		Long: words.T(`Prints the notes and bookmarks that were made while reading, in reading order,
each with its lesson and the beginning of the paragraph that it stands at.

A note is kept with its paragraph and is found again when the course has changed.
Where nothing like the paragraph is left, the note is listed as one that lost its place.`),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "md", "json"); err != nil {
				return err
			}
			return a.notes(args, format)
		},
	}
	formatFlag(cmd, &format, words.T("text, md or json"), "text", "md", "json")
	return cmd
}

func (a *app) notes(args []string, format string) error {
	r, err := a.openCourseRecord(args)
	if err != nil {
		return err
	}
	defer r.close()
	c, record := r.course, r.record
	all, err := (&keeper{record: record}).Notes()
	if err != nil {
		return err
	}
	list := study.PlaceNotes(c, all)
	if len(list) == 0 {
		a.tellOthers(record, "notes", func(r *progress.Record) (int, error) {
			notes, err := (&keeper{record: r}).Notes()
			return len(notes), err
		})
	}
	return a.writeKept(format, struct {
		keptIn
		Notes []keptNote `json:"notes"`
	}{newKeptIn(c, record), keptNotes(list)}, map[string]func(io.Writer){
		"md":   func(w io.Writer) { notesMarkdown(w, c, list) },
		"text": func(w io.Writer) { notesText(w, c, record.Student(), list) },
	})
}

// keptNote is a note or bookmark as `lectern notes --format json` tells it, which
// other programs may rely on. Lesson, Block and Title say where it is now, or, if
// its place is lost, where it was; Number is the lesson's in the course, 0 then.
type keptNote struct {
	ID        string            `json:"id"`
	Kind      progress.NoteKind `json:"kind"`
	Text      string            `json:"text"`
	Paragraph string            `json:"paragraph"`
	Lesson    string            `json:"lesson"`
	Number    int               `json:"number"`
	Title     string            `json:"title"`
	Page      string            `json:"page"`
	Block     int               `json:"block"`
	Found     bool              `json:"found"`
	Created   time.Time         `json:"created"`
	Updated   time.Time         `json:"updated"`
}

func keptNotes(list []study.Placed) []keptNote {
	out := []keptNote{}
	for _, p := range list {
		k := keptNote{
			ID: p.ID, Kind: progress.Written, Text: p.Text, Paragraph: p.Paragraph, Lesson: p.At.Lesson, Number: p.Number,
			Block: p.At.Block, Found: p.Found, Created: p.Created, Updated: p.Updated,
		}
		if p.Bookmark() {
			k.Kind = progress.Bookmark
		}
		if p.Lesson != nil {
			k.Title, k.Page = p.Lesson.Name(), p.Lesson.Page.Path
		}
		out = append(out, k)
	}
	return out
}

// lostCount returns how many notes lost their place.
func lostCount(list []study.Placed) int {
	n := 0
	for _, k := range list {
		if !k.Found {
			n++
		}
	}
	return n
}

func notesText(w io.Writer, c *lessons.Course, student string, list []study.Placed) {
	title, student := typeset.Clean(c.Manifest.Title), typeset.Clean(student)
	if len(list) == 0 {
		fmt.Fprintln(w, words.T("%s, %s: no notes and no bookmarks.", title, student))
		return
	}
	marked := 0
	for _, k := range list {
		if k.Bookmark() {
			marked++
		}
	}
	written := len(list) - marked
	notes := words.N("%d note", "%d notes", written, written)
	bookmarks := words.N("%d bookmark", "%d bookmarks", marked, marked)
	if n := lostCount(list); n > 0 {
		fmt.Fprintln(w, words.N("%s, %s: %s, %s; %d of them lost its place", "%s, %s: %s, %s; %d of them lost their place", n,
			title, student, notes, bookmarks, n))
	} else {
		fmt.Fprintln(w, words.T("%s, %s: %s, %s", title, student, notes, bookmarks))
	}
	last := ""
	for _, k := range list {
		if where := line.Where(k); where != last {
			fmt.Fprintf(w, "\n%s\n", where)
			last = where
		}
		fmt.Fprintf(w, "\n  %s\n", line.What(k))
		if q := line.Quote(k, defaultWidth-6); q != "" {
			fmt.Fprintf(w, "  > %s\n", q)
		}
		for _, text := range line.Lines(k) {
			fmt.Fprintln(w, strings.TrimRight("  "+text, " "))
		}
	}
}

func notesMarkdown(w io.Writer, c *lessons.Course, list []study.Placed) {
	fmt.Fprintf(w, "# %s\n", words.T("Notes on %s", markdown(c.Manifest.Title)))
	if len(list) == 0 {
		fmt.Fprintf(w, "\n%s\n", words.T("None yet."))
	}
	last := ""
	for _, k := range list {
		if where := line.Where(k); where != last {
			fmt.Fprintf(w, "\n## %s\n", markdown(where))
			last = where
		}
		if text := text.OneLine(k.Paragraph); text != "" {
			fmt.Fprintf(w, "\n> %s\n", markdown(text))
		}
		fmt.Fprintf(w, "\n*%s*\n", line.What(k))
		// The student's own words may well be Markdown; they stay as they are.
		if lines := line.Lines(k); len(lines) > 0 {
			fmt.Fprintf(w, "\n%s\n", strings.Join(lines, "\n"))
		}
	}
}

// markdown writes a text so that Markdown shows it as it is (CommonMark,
// "Backslash escapes"), at the beginning of a line too, where a hyphen or a
// number with a dot would start a list.
func markdown(source string) string {
	var b strings.Builder
	digits := true
	for i, r := range typeset.Clean(text.OneLine(source)) {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&$", r),
			i == 0 && strings.ContainsRune("#+-=", r),
			digits && i > 0 && (r == '.' || r == ')'):
			b.WriteByte('\\')
		}
		digits = digits && r >= '0' && r <= '9'
		b.WriteRune(r)
	}
	return b.String()
}
