package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) resultsCommand() *cobra.Command {
	var output string
	said := map[string]*string{}
	cmd := &cobra.Command{
		Use:   "results [COURSE] [-o FILE]",
		Short: words.T("Write the file that a student hands in"),
		Long: words.T(`Results writes one file with all that you read and answered in the course, and
nothing else: no notes, no other course. Where the course names who may read it,
nobody else can. What the course asks for (your name, say) is asked once, unless
the flags say it.

Without -o the file goes to the current folder, under a name that is not taken.
The receipt is a code that follows from the file: write it down where you are
told to. - writes to standard output.`),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			who := study.Identity{}
			for field, value := range said {
				who[field] = identityValue(*value)
			}
			return a.results(args, output, who)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&output, "output", "o", "", words.T("the file to write, or a folder"))
	for field, help := range map[string]string{
		"name": words.T("your name"), "id": words.T("your ID number"), "email": words.T("your e-mail address"),
		"class": words.T("your class or group"), lessons.WordField: words.T("the word of the day that the instructor said"),
	} {
		said[field] = flags.String(field, "", help)
	}
	return cmd
}

// maxIdentity is the most characters of a field of an identity.
const maxIdentity = 200

// identityValue makes one line of what a student said.
func identityValue(s string) string {
	return typeset.First(text.Composed(text.OneLine(typeset.Clean(s))), maxIdentity)
}

func (a *app) results(args []string, output string, who study.Identity) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	store, record, err := a.studentRecord(c)
	if err != nil {
		return err
	}
	defer a.closeRecord(store)
	a.tellNotices(store)
	d := a.newDesk(c, args, store, record)
	d.output = output
	inside, err := d.Inside()
	if err != nil {
		return err
	}
	for field, value := range d.Known() {
		if who[field] == "" {
			who[field] = value
		}
	}
	out := a.Stdout
	if output == "-" {
		out = a.Stderr
	}
	if missing := study.Missing(d.Asked(), who); len(missing) > 0 {
		if !isTerminal(a.Stdin) {
			return usage("--%s is missing: the course asks for %s", missing[0], words.Asked(missing[0]))
		}
		if err := a.askIdentity(out, missing, who); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, words.Inside(inside.Lessons, inside.Attempts, inside.Answers, typeset.Clean(c.Manifest.Title)))
	handed, err := d.HandIn(who)
	if err != nil {
		return err
	}
	return tellHanded(out, handed)
}

// askIdentity asks a student at a terminal for what is missing.
func (a *app) askIdentity(out io.Writer, missing []string, who study.Identity) error {
	in := bufio.NewReader(a.Stdin)
	for _, field := range missing {
		for who[field] == "" {
			fmt.Fprintf(out, "%s: ", words.Ask(field))
			line, err := in.ReadString('\n')
			who[field] = identityValue(line)
			if err != nil && who[field] == "" {
				return errors.New(words.T("nothing was written: the course asks for %s", words.Asked(field)))
			}
		}
	}
	return nil
}

// tellHanded says where the file is and what to do with it.
func tellHanded(out io.Writer, h study.Handed) error {
	lines := words.Handed(typeset.Clean(h.Path), h.Receipt, typeset.Clean(h.How), h.Sealed)
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}
