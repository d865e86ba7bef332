// Package explain writes what --help shows around the texts of a command: how it is called, its
// commands and flags. Cobra would write the same, in English alone.
package explain

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lectern/reader/typeset"
	"lectern/reader/words"
)

// On has a command and all below it explained by this package.
func On(root *cobra.Command) {
	root.SetUsageFunc(func(c *cobra.Command) error {
		write(c.OutOrStderr(), c)
		return nil
	})
}

// write writes how a command is called.
func write(w io.Writer, c *cobra.Command) {
	fmt.Fprint(w, words.T("Usage:"))
	if c.Runnable() {
		line, more := strings.CutSuffix(c.UseLine(), " [flags]")
		if more {
			line += " " + words.T("[flags]")
		}
		fmt.Fprintf(w, "\n  %s", line)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n  %s %s", c.CommandPath(), words.T("[command]"))
	}
	if c.HasExample() {
		fmt.Fprintf(w, "\n\n%s\n%s", words.T("Examples:"), c.Example)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n\n%s", words.T("Available Commands:"))
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(w, "\n  %-*s %s", sub.NamePadding(), sub.Name(), short(sub))
			}
		}
	}
	if c.HasAvailableLocalFlags() {
		fmt.Fprintf(w, "\n\n%s\n%s", words.T("Flags:"), flags(c, c.LocalFlags()))
	}
	if c.HasAvailableInheritedFlags() {
		fmt.Fprintf(w, "\n\n%s\n%s", words.T("Global Flags:"), flags(c, c.InheritedFlags()))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n\n%s", words.T("Use \"%s [command] --help\" for more information about a command.", c.CommandPath()))
	}
	fmt.Fprintln(w)
}

// short is what a command does in a few words; that of the one command that is cobra's is ours.
func short(c *cobra.Command) string {
	if c.Name() == "completion" && c.Parent() == c.Root() {
		return words.T("Generate the autocompletion script for the specified shell")
	}
	return c.Short
}

// flags lists flags, a line each, with what they do in a column of its own.
func flags(c *cobra.Command, all *pflag.FlagSet) string {
	var heads, texts []string
	widest := 0
	all.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		head := "      --" + f.Name
		if f.Shorthand != "" {
			head = "  -" + f.Shorthand + ", --" + f.Name
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" {
			head += " " + kind(value)
		}
		if f.Name == "help" {
			usage = words.T("help for %s", c.DisplayName())
		}
		if value != "" && f.DefValue != "" && f.DefValue != "0" && f.DefValue != "[]" {
			if f.Value.Type() == "string" {
				usage = words.T("%s (default %q)", usage, f.DefValue)
			} else {
				usage = words.T("%s (default %s)", usage, f.DefValue)
			}
		}
		heads, texts = append(heads, head), append(texts, usage)
		widest = max(widest, typeset.Width(head))
	})
	for i, head := range heads {
		indent := "\n" + strings.Repeat(" ", widest+3)
		heads[i] = typeset.Pad(head, widest+3) + strings.ReplaceAll(texts[i], "\n", indent)
	}
	return strings.Join(heads, "\n")
}

// kind names what a flag takes.
func kind(value string) string {
	switch value {
	case "string":
		return words.T("string")
	case "strings":
		return words.T("strings")
	case "int":
		return words.T("int")
	}
	return value
}
