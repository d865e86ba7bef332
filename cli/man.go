package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCommand prints the manual page, for those who package the program.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page",
		Hidden: true,
		Args:   noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := bufio.NewWriter(a.Stdout)
			writeManual(w, cmd.Root())
			return w.Flush()
		},
	}
}

// writeManual writes one page for the program and all its commands in the
// language of man(7). It has no date, so that a release can be made again
// with the same bytes.
func writeManual(w io.Writer, root *cobra.Command) {
	fmt.Fprintf(w, ".TH %s 1 \"\" %s \"User Commands\"\n", manText(strings.ToUpper(root.Name())), manQuote("lectern "+version()))
	fmt.Fprintf(w, ".SH NAME\n%s \\- %s\n", manText(root.Name()), manText(root.Short))
	fmt.Fprintf(w, ".SH SYNOPSIS\n.B %[1]s\n[\\fIOPTION\\fR]... [\\fICOURSE\\fR]\n.br\n.B %[1]s\n\\fICOMMAND\\fR [\\fIOPTION\\fR]...\n", manText(root.Name()))
	fmt.Fprint(w, ".SH DESCRIPTION\n")
	writeManLong(w, root.Long)
	fmt.Fprint(w, ".SH OPTIONS\n")
	writeManFlags(w, root.LocalFlags())
	fmt.Fprint(w, ".SH COMMANDS\n")
	writeManCommands(w, root)
	fmt.Fprint(w, `.SH "EXIT STATUS"
0 when all is well, 1 when a command met or found a fault, 2 when the command line is wrong.
.SH ENVIRONMENT
.TP
.B LECTERN_DATA
The folder of the record.
.TP
.B XDG_DATA_HOME
Where that folder is looked for otherwise.
.TP
.B BROWSER
What opens the links that lead out of the course.
.TP
.B NO_COLOR
When set, nothing is coloured.
`)
}

func writeManCommands(w io.Writer, parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if !c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			continue
		}
		fmt.Fprintf(w, ".SS %s\n", manQuote(c.UseLine()))
		nameFormats(c)
		long := c.Long
		if long == "" || c.HasParent() && c.Parent().Name() == "completion" {
			long = c.Short + "."
		}
		writeManLong(w, long)
		writeManFlags(w, c.LocalNonPersistentFlags())
		writeManCommands(w, c)
	}
}

// writeManLong writes a text whose indented lines keep their breaks.
func writeManLong(w io.Writer, text string) {
	for i, part := range strings.Split(text, "\n\n") {
		if i > 0 {
			fmt.Fprint(w, ".PP\n")
		}
		if strings.HasPrefix(part, " ") {
			fmt.Fprintf(w, ".RS\n.nf\n%s\n.fi\n.RE\n", manText(strings.Trim(part, "\n")))
			continue
		}
		fmt.Fprintln(w, manText(part))
	}
}

func writeManFlags(w io.Writer, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "\\-\\-" + manText(f.Name)
		if f.Shorthand != "" {
			name = "\\-" + f.Shorthand + ", " + name
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" {
			name += " \\fI" + manText(strings.ToUpper(value)) + "\\fB"
		}
		fmt.Fprintf(w, ".TP\n.B %s\n%s", name, manText(usage))
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
			fmt.Fprintf(w, " (default %s)", manText(f.DefValue))
		}
		fmt.Fprintln(w, ".")
	})
}

// manText makes text safe for troff: backslashes, hyphens, and what would be a
// request at the beginning of a line.
func manText(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

// manQuote makes one argument of a request.
func manQuote(s string) string {
	return `"` + strings.ReplaceAll(manText(s), `"`, `""`) + `"`
}
