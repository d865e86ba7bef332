package line

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// What line mode and the commands that print notes and links say of them.

// lessonName is a lesson's title with its part, safe for the terminal.
func lessonName(l *lessons.Lesson) string {
	return words.Lesson(typeset.Clean(l.Title), l.Part, l.Parts)
}

// Where names the lesson that a note stands in.
func Where(p study.Placed) string {
	switch {
	case p.Found:
		return words.T("Lesson %d: %s", p.Number, lessonName(p.Lesson))
	case p.Lesson != nil:
		return words.T("Lost its place in %s", lessonName(p.Lesson))
	}
	return words.T("Lost its place; its lesson was %s", typeset.Clean(p.At.Lesson))
}

// What says whether it is a note or a bookmark, and the day it was made.
func What(p study.Placed) string {
	day := words.Day(p.Created)
	if p.Bookmark() {
		return words.T("Bookmark, %s", day)
	}
	return words.T("Note, %s", day)
}

// Quote returns the beginning of the note's paragraph, fitted to one line of a given width.
func Quote(p study.Placed, width int) string {
	quote := typeset.Clean(text.OneLine(p.Paragraph))
	if quote == "" {
		return ""
	}
	return typeset.Fit(quote, width)
}

// Lines are the note's own lines, safe to print.
func Lines(p study.Placed) []string {
	var out []string
	for line := range strings.Lines(strings.TrimSpace(p.Text)) {
		out = append(out, strings.TrimRight(typeset.Clean(strings.TrimRight(line, "\r\n")), " "))
	}
	return out
}

// LinkName returns the name of a link: its text, else its address.
func LinkName(l study.Link) string {
	if t := typeset.Clean(text.OneLine(l.Text)); t != "" {
		return t
	}
	return typeset.Clean(l.Address)
}

// Fate is what is known of an address, in lines that are safe to print; none for nil.
func Fate(f *lessons.Address) []string {
	news := newsOf(f)
	var out []string
	for _, line := range []string{news.Text, news.Instead} {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// LinkNews says what is known of the links on a page.
func LinkNews(p *lessons.Page) func(target, ref string) typeset.LinkNews {
	return func(target, ref string) typeset.LinkNews { return newsOf(p.Fate(target, ref)) }
}

func newsOf(f *lessons.Address) typeset.LinkNews {
	if f == nil {
		return typeset.LinkNews{}
	}
	news := typeset.LinkNews{Gone: f.State == lessons.Gone, Text: words.LinkSaid(string(f.State), f.Year, typeset.Clean(f.Note))}
	if f.Replacement != "" {
		news.Instead = words.LinkInstead(string(f.State), typeset.Clean(f.Replacement))
	}
	return news
}

// LinkOrigin says where a link was found, and when.
func LinkOrigin(c *lessons.Course, l study.Link) string {
	day := words.Day(l.Added)
	if l.Lesson == "" {
		return day
	}
	if in := c.Lesson(l.Lesson); in != nil && lessonName(in) != "" {
		return words.T("from %s, %s", lessonName(in), day)
	}
	return words.T("from a lesson that is no longer there (%s), %s", typeset.Clean(l.Lesson), day)
}

// Links writes the list of links to be read later.
func Links(w io.Writer, c *lessons.Course, student string, list []study.Link) {
	title, student := typeset.Clean(c.Manifest.Title), typeset.Clean(student)
	if len(list) == 0 {
		fmt.Fprintln(w, words.T("%s, %s: no links to read later.", title, student))
		return
	}
	fmt.Fprintln(w, words.N("%s, %s: %d link to read later", "%s, %s: %d links to read later", len(list), title, student, len(list)))
	for i, l := range list {
		number := fmt.Sprintf("%*d  ", len(strconv.Itoa(len(list))), i+1)
		indent := strings.Repeat(" ", len(number))
		fmt.Fprintf(w, "\n%s%s\n", number, LinkName(l))
		if address := typeset.Clean(l.Address); address != LinkName(l) {
			fmt.Fprintf(w, "%s%s\n", indent, address)
		}
		for _, line := range Fate(c.Fate(l.Address)) {
			fmt.Fprintf(w, "%s%s\n", indent, line)
		}
		fmt.Fprintf(w, "%s%s\n", indent, LinkOrigin(c, l))
	}
}
