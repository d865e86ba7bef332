package cli

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/progress"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) linksCommand() *cobra.Command {
	var format string
	var forget []string
	cmd := &cobra.Command{
		Use:   "links [COURSE]",
		Short: words.T("List the links kept to be read later"),
		Long: words.T(`Lists the links that were put aside while reading, for when there is a network.
--format html writes a page that any browser opens: lectern links --format html > links.html

--forget takes a link off the list, by its address or by its number in the list.`),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json", "html"); err != nil {
				return err
			}
			return a.links(args, format, forget)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", words.T("text, json or html"))
	cmd.Flags().StringArrayVar(&forget, "forget", nil, words.T("take the link with this `ADDRESS` or number off the list (may be repeated)"))
	return cmd
}

func (a *app) links(args []string, format string, forget []string) error {
	c, record, done, err := a.courseRecord(args)
	if err != nil {
		return err
	}
	defer done()
	list, err := record.Links()
	if err != nil {
		return err
	}
	if len(forget) > 0 {
		return a.forgetLinks(record, list, forget)
	}
	kept := keptLinks(c, list)
	return a.writeKept(format, struct {
		keptIn
		Links []keptLink `json:"links"`
	}{newKeptIn(c, record), kept}, map[string]func(io.Writer){
		"html": func(w io.Writer) { linksHTML(w, c, kept) },
		"text": func(w io.Writer) { linksText(w, c, record.Student(), kept) },
	})
}

// keptLink is a link of the list as `lectern links --format json` tells it, which
// other programs may rely on. Title is that of the lesson, "" if the course has
// it no more.
type keptLink struct {
	Text   string    `json:"text"`
	Target string    `json:"target"`
	Lesson string    `json:"lesson"`
	Title  string    `json:"title"`
	Added  time.Time `json:"added"`
}

// keptLinks names the lesson of each link.
func keptLinks(c *lessons.Course, list []progress.Link) []keptLink {
	out := make([]keptLink, len(list))
	for i, l := range list {
		out[i] = keptLink{Text: l.Text, Target: l.Target, Lesson: l.Lesson, Added: l.Added}
		if l.Lesson == "" {
			continue
		}
		if in := c.Lesson(l.Lesson); in != nil {
			out[i].Title = in.Name()
		}
	}
	return out
}

// name is what the link is called: its text, else its address.
func (l keptLink) name() string {
	if t := typeset.Clean(fold(l.Text)); t != "" {
		return t
	}
	return typeset.Clean(l.Target)
}

// origin says where the link was found, and when.
func (l keptLink) origin() string {
	day := l.Added.Local().Format(time.DateOnly)
	switch {
	case l.Title != "":
		return words.T("from %s, %s", typeset.Clean(l.Title), day)
	case l.Lesson != "":
		return words.T("from a lesson that is no longer there (%s), %s", typeset.Clean(l.Lesson), day)
	}
	return day
}

func linksText(w io.Writer, c *lessons.Course, student string, list []keptLink) {
	title := typeset.Clean(c.Manifest.Title)
	if len(list) == 0 {
		fmt.Fprintln(w, words.T("%s, %s: no links to read later.", title, typeset.Clean(student)))
		return
	}
	fmt.Fprintln(w, words.N("%s, %s: %d link to read later", "%s, %s: %d links to read later", len(list), title, typeset.Clean(student), len(list)))
	for i, l := range list {
		number := fmt.Sprintf("%*d  ", len(strconv.Itoa(len(list))), i+1)
		indent := strings.Repeat(" ", len(number))
		fmt.Fprintf(w, "\n%s%s\n", number, l.name())
		if address := typeset.Clean(l.Target); address != l.name() {
			fmt.Fprintf(w, "%s%s\n", indent, address)
		}
		fmt.Fprintf(w, "%s%s\n", indent, l.origin())
	}
}

// linksHTML writes a page that needs nothing else and loads nothing: its policy
// forbids it. Only addresses that a browser may be given become links.
func linksHTML(w io.Writer, c *lessons.Course, list []keptLink) {
	title := html.EscapeString(words.T("%s: links to read later", typeset.Clean(c.Manifest.Title)))
	lang := html.EscapeString(typeset.Clean(c.Manifest.Language))
	if lang == "" {
		lang = "und" // "undetermined" in BCP 47
	}
	fmt.Fprintf(w, `<!DOCTYPE html>
<html lang="%s">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
body { max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.5 sans-serif; color-scheme: light dark }
li { margin-bottom: 1em }
small { display: block; overflow-wrap: anywhere }
</style>
<h1>%s</h1>
`, lang, title, title)
	if len(list) == 0 {
		fmt.Fprintf(w, "<p>%s</p>\n", html.EscapeString(words.T("None.")))
		return
	}
	fmt.Fprintln(w, "<ol>")
	for _, l := range list {
		name, address := html.EscapeString(l.name()), html.EscapeString(typeset.Clean(l.Target))
		if mayLink(l.Target) {
			name = fmt.Sprintf(`<a rel="noreferrer" href="%s">%s</a>`, address, name)
		}
		fmt.Fprintf(w, "<li>%s\n<small>%s</small>\n<small>%s</small>\n", name, address, html.EscapeString(l.origin()))
	}
	fmt.Fprintln(w, "</ol>")
}

// mayLink reports whether an address is of a kind that the reader opens too.
func mayLink(target string) bool {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil || typeset.Clean(target) != target {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

// forgetLinks takes links off the list: all that are named, or none of them.
func (a *app) forgetLinks(record *progress.Record, list []progress.Link, names []string) error {
	var targets []string
	for _, name := range names {
		target, ok := findLink(list, name)
		if !ok {
			return errors.New(words.T("the list has no link %q; `lectern links` shows it", name))
		}
		targets = append(targets, target)
	}
	for _, t := range targets {
		if err := record.ForgetLink(t); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(a.Stdout, words.T("Forgotten: %s", typeset.Clean(t))); err != nil {
			return err
		}
	}
	return nil
}

// findLink finds a link by its address or its number in the list.
func findLink(list []progress.Link, name string) (target string, ok bool) {
	for _, l := range list {
		if l.Target == name {
			return l.Target, true
		}
	}
	n, err := strconv.Atoi(name)
	if err == nil && n >= 1 && n <= len(list) {
		return list[n-1].Target, true
	}
	if errors.Is(err, strconv.ErrSyntax) {
		for _, l := range list { // as it was printed
			if typeset.Clean(l.Target) == name {
				return l.Target, true
			}
		}
	}
	return "", false
}
