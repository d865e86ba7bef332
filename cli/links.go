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
	"lectern/lessons/study"
	"lectern/progress"
	"lectern/reader/line"
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
--format html writes a page that any browser opens: %s links --format html > links.html

--forget takes a link off the list, by its address or by its number in the list.`, a.Program),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json", "html"); err != nil {
				return err
			}
			return a.links(args, format, forget)
		},
	}
	formatFlag(cmd, &format, words.T("text, json or html"), "text", "json", "html")
	cmd.Flags().StringArrayVar(&forget, "forget", nil, words.T("take the link with this `ADDRESS` or number off the list (may be repeated)"))
	return cmd
}

func (a *app) links(args []string, format string, forget []string) error {
	r, err := a.openCourseRecord(args)
	if err != nil {
		return err
	}
	defer r.close()
	c, record := r.course, r.record
	list, err := (&keeper{record: record}).Links()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		a.tellOthers(record, "links", func(r *progress.Record) (int, error) {
			links, err := r.Links()
			return len(links), err
		})
	}
	if len(forget) > 0 {
		return a.forgetLinks(record, list, forget)
	}
	return a.writeKept(format, struct {
		keptIn
		Links []keptLink `json:"links"`
	}{newKeptIn(c, record), keptLinks(c, list)}, map[string]func(io.Writer){
		"html": func(w io.Writer) { linksHTML(w, c, list) },
		"text": func(w io.Writer) { line.Links(w, c, record.Student(), list) },
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
	printedFate
}

// keptLinks names the lesson of each link.
func keptLinks(c *lessons.Course, list []study.Link) []keptLink {
	out := make([]keptLink, len(list))
	for i, l := range list {
		out[i] = keptLink{Text: l.Text, Target: l.Address, Lesson: l.Lesson, Added: l.Added, printedFate: fateOf(c.Fate(l.Address))}
		if l.Lesson == "" {
			continue
		}
		if in := c.Lesson(l.Lesson); in != nil {
			out[i].Title = in.Name()
		}
	}
	return out
}

// linksHTML writes a page that needs nothing else and loads nothing: its policy
// forbids it. Only addresses that a browser may be given become links.
func linksHTML(w io.Writer, c *lessons.Course, list []study.Link) {
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
		name, address := html.EscapeString(line.LinkName(l)), html.EscapeString(typeset.Clean(l.Address))
		if mayLink(l.Address) {
			name = fmt.Sprintf(`<a rel="noreferrer" href="%s">%s</a>`, address, name)
		}
		fmt.Fprintf(w, "<li>%s\n<small>%s</small>\n", name, address)
		fateHTML(w, c.Fate(l.Address))
		fmt.Fprintf(w, "<small>%s</small>\n", html.EscapeString(line.LinkOrigin(c, l)))
	}
	fmt.Fprintln(w, "</ol>")
}

// fateHTML writes what is known of an address, with a link to what stands there instead.
func fateHTML(w io.Writer, f *lessons.Address) {
	if f == nil {
		return
	}
	for _, said := range line.Fate(f) {
		said = html.EscapeString(said)
		if address := html.EscapeString(f.Replacement); mayLink(f.Replacement) && strings.HasSuffix(said, address) {
			said = strings.TrimSuffix(said, address) + fmt.Sprintf(`<a rel="noreferrer" href="%s">%s</a>`, address, address)
		}
		fmt.Fprintf(w, "<small>%s</small>\n", said)
	}
}

// mayLink reports whether an address is of a kind that the reader opens too.
func mayLink(target string) bool {
	u, err := url.Parse(strings.TrimSpace(target))
	return err == nil && typeset.Clean(target) == target && lessons.IsOpened(u.Scheme)
}

// forgetLinks takes links off the list: all that are named, or none of them.
func (a *app) forgetLinks(record *progress.Record, list []study.Link, names []string) error {
	var targets []string
	for _, name := range names {
		target, ok := findLink(list, name)
		if !ok {
			return errors.New(words.T("the list has no link %q; `%s links` shows it", name, a.Program))
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
func findLink(list []study.Link, name string) (target string, ok bool) {
	for _, l := range list {
		if l.Address == name {
			return l.Address, true
		}
	}
	n, err := strconv.Atoi(name)
	if err == nil && n >= 1 && n <= len(list) {
		return list[n-1].Address, true
	}
	if errors.Is(err, strconv.ErrSyntax) {
		for _, l := range list { // as it was printed
			if typeset.Clean(l.Address) == name {
				return l.Address, true
			}
		}
	}
	return "", false
}
