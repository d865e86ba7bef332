package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/progress"
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
	cmd.Flags().StringVar(&format, "format", "text", words.T("text, md or json"))
	return cmd
}

func (a *app) notes(args []string, format string) error {
	c, record, done, err := a.courseRecord(args)
	if err != nil {
		return err
	}
	defer done()
	all, err := record.Notes()
	if err != nil {
		return err
	}
	list := keptNotes(c, all)
	return a.writeKept(format, struct {
		keptIn
		Notes []keptNote `json:"notes"`
	}{newKeptIn(c, record), list}, map[string]func(io.Writer){
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

	place lessons.Place
}

// keptNotes finds the place of each note, puts them in reading order, and those
// that lost their place behind the others. Marks are for jumping and not listed.
func keptNotes(c *lessons.Course, notes []progress.Note) []keptNote {
	number := map[string]int{}
	if len(notes) > 0 {
		for i, l := range c.Lessons() {
			number[l.ID] = i + 1
		}
	}
	out := []keptNote{}
	for _, n := range notes {
		if n.Kind != progress.Mark {
			out = append(out, keepNote(c, n, number))
		}
	}
	slices.SortStableFunc(out, func(x, y keptNote) int {
		switch {
		case x.Found != y.Found:
			if x.Found {
				return -1
			}
			return 1
		case x.Number != y.Number:
			return x.Number - y.Number
		case x.Block != y.Block:
			return x.Block - y.Block
		}
		return x.Created.Compare(y.Created)
	})
	return out
}

// keepNote finds the place of one note.
func keepNote(c *lessons.Course, n progress.Note, number map[string]int) keptNote {
	was := placeOf(n.Place)
	k := keptNote{
		ID: n.ID, Kind: n.Kind, Text: n.Text, Paragraph: n.Paragraph,
		Lesson: was.Lesson, Block: was.Block, Created: n.Created, Updated: n.Place.Updated, place: was,
	}
	now, found := c.Relocate(was, n.Paragraph)
	if found {
		k.place, k.Lesson, k.Block = now, now.Lesson, now.Block
		k.Number, k.Found = number[now.Lesson], true
	}
	if l := c.Lesson(k.Lesson); l != nil {
		k.Title, k.Page = l.Name(), l.Page.Path
	}
	return k
}

// where names the lesson of a note.
func (k keptNote) where() string {
	title := typeset.Clean(k.Title)
	switch {
	case k.Found:
		return words.T("Lesson %d: %s", k.Number, title)
	case title != "":
		return words.T("Lost its place in %s", title)
	}
	return words.T("Lost its place; its lesson was %s", typeset.Clean(k.Lesson))
}

// what names a note and its day.
func (k keptNote) what() string {
	day := k.Created.Local().Format(time.DateOnly)
	if k.Kind == progress.Bookmark {
		return words.T("Bookmark, %s", day)
	}
	return words.T("Note, %s", day)
}

// quote is how the paragraph begins, on one line.
func (k keptNote) quote(most int) string {
	text := typeset.Clean(fold(k.Paragraph))
	if text == "" {
		return ""
	}
	return typeset.Fit(text, most)
}

// lines are the note's own lines, safe to print.
func (k keptNote) lines() []string {
	var out []string
	for line := range strings.Lines(strings.TrimSpace(k.Text)) {
		out = append(out, strings.TrimRight(typeset.Clean(strings.TrimRight(line, "\r\n")), " "))
	}
	return out
}

// lostCount returns how many notes lost their place.
func lostCount(list []keptNote) int {
	n := 0
	for _, k := range list {
		if !k.Found {
			n++
		}
	}
	return n
}

func notesText(w io.Writer, c *lessons.Course, student string, list []keptNote) {
	title, student := typeset.Clean(c.Manifest.Title), typeset.Clean(student)
	if len(list) == 0 {
		fmt.Fprintln(w, words.T("%s, %s: no notes and no bookmarks.", title, student))
		return
	}
	marked := 0
	for _, k := range list {
		if k.Kind == progress.Bookmark {
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
		if where := k.where(); where != last {
			fmt.Fprintf(w, "\n%s\n", where)
			last = where
		}
		fmt.Fprintf(w, "\n  %s\n", k.what())
		if q := k.quote(defaultWidth - 6); q != "" {
			fmt.Fprintf(w, "  > %s\n", q)
		}
		for _, line := range k.lines() {
			fmt.Fprintln(w, strings.TrimRight("  "+line, " "))
		}
	}
}

func notesMarkdown(w io.Writer, c *lessons.Course, list []keptNote) {
	fmt.Fprintf(w, "# %s\n", words.T("Notes on %s", markdown(c.Manifest.Title)))
	if len(list) == 0 {
		fmt.Fprintf(w, "\n%s\n", words.T("None yet."))
	}
	last := ""
	for _, k := range list {
		if where := k.where(); where != last {
			fmt.Fprintf(w, "\n## %s\n", markdown(where))
			last = where
		}
		if text := fold(k.Paragraph); text != "" {
			fmt.Fprintf(w, "\n> %s\n", markdown(text))
		}
		fmt.Fprintf(w, "\n*%s*\n", k.what())
		// The student's own words may well be Markdown; they stay as they are.
		if lines := k.lines(); len(lines) > 0 {
			fmt.Fprintf(w, "\n%s\n", strings.Join(lines, "\n"))
		}
	}
}

// markdown writes a text so that Markdown shows it as it is (CommonMark,
// "Backslash escapes"), at the beginning of a line too, where a hyphen or a
// number with a dot would start a list.
func markdown(text string) string {
	var b strings.Builder
	digits := true
	for i, r := range typeset.Clean(fold(text)) {
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
