package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lectern/cli/trouble"
	"lectern/lessons"
	"lectern/lessons/settings"
	"lectern/reader/words"
)

// What is said where a command line was likely meant otherwise: a mistyped command,
// flag or course, a command of other programs, a folder that is called as a command.

// otherWords are commands that other programs have, and what does that here.
var otherWords = map[string]string{
	"exam": "quiz --all", "test": "quiz", "tour": "--tour",
	"open": "COURSE", "read": "COURSE", "show": "COURSE", "view": "COURSE", "start": "COURSE",
	"cat": "print", "text": "print", "lint": "check", "validate": "check", "verify": "check",
	"export": "progress export", "reset": "progress reset", "score": "progress", "stats": "progress", "grades": "collect", "grade": "collect",
	"bookmarks": "notes", "create": "new", "init": "new", "make": "build", "extract": "unpack", "convert": "import",
}

// meantCommand returns the command line that a word which is no command of parent may
// stand for, "" if none comes to mind.
func meantCommand(parent *cobra.Command, word string) string {
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if parent.HasParent() {
		if near := settings.Nearest(word, names); near != "" {
			return parent.CommandPath() + " " + near
		}
		return ""
	}
	if other, ok := otherWords[word]; ok {
		return parent.CommandPath() + " " + other
	}
	near := settings.Nearest(word, append(names, "open"))
	if other, ok := otherWords[near]; ok {
		near = other
	}
	if near == "" {
		return ""
	}
	return parent.CommandPath() + " " + near
}

// tooMany is the error of a command that got more arguments than its one COURSE:
// mostly the first of them was meant as a command.
func tooMany(cmd *cobra.Command, args []string) error {
	if cmd.HasParent() && !cmd.HasSubCommands() {
		return usage("%s takes at most one COURSE, not %d", cmd.CommandPath(), len(args))
	}
	if meant := meantCommand(cmd, args[0]); meant != "" {
		meant = strings.Replace(meant, "COURSE", args[1], 1)
		return usage("%s has no command %q; did you mean %s?", cmd.CommandPath(), args[0], meant)
	}
	return usage("%s takes at most one COURSE, not %d, and has no command %q", cmd.CommandPath(), len(args), args[0])
}

// notThere adds to the error of a course that is not there what may have been meant:
// a command where there could stand one, else a neighbour of that name.
func (a *app) notThere(err error, word string) error {
	meant := ""
	if a.command != nil && a.command.HasSubCommands() && filepath.Base(word) == word {
		meant = meantCommand(a.command, word)
	}
	if meant == "" {
		meant = neighbour(word)
	}
	if meant == "" {
		return err
	}
	return trouble.Worded{Text: words.T("%s; did you mean %s?", trouble.InWords(err).Error(), meant), Err: err}
}

// maxNeighbours bounds how many names of a folder are held against a mistyped one.
const maxNeighbours = 2000

// neighbour returns the path of the folder, page or archive whose name is most like that
// of a path that is not there, "" if none is near.
func neighbour(name string) string {
	dir := filepath.Dir(name)
	f, err := os.Open(dir)
	if err != nil {
		return ""
	}
	defer f.Close()
	entries, _ := f.ReadDir(maxNeighbours) // as many as there are
	var names []string
	for _, e := range entries {
		if n := e.Name(); !strings.HasPrefix(n, ".") && (e.IsDir() || lessons.OpensByName(n) || strings.EqualFold(filepath.Ext(n), ".zip")) {
			names = append(names, n)
			// The suffix may have been left out.
			names = append(names, strings.TrimSuffix(n, filepath.Ext(n)))
		}
	}
	base := filepath.Base(name)
	near := settings.Nearest(base, names)
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, base) }); i >= 0 {
		near = names[i]
	}
	if near == "" {
		return ""
	}
	for _, e := range entries {
		if n := e.Name(); n == near || strings.TrimSuffix(n, filepath.Ext(n)) == near {
			return filepath.Join(dir, n)
		}
	}
	return ""
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }

// wrongFlag words what is wrong with the flags of a command line.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	var needs *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := unknown.GetSpecifiedName()
		if format := cmd.Flags().Lookup("format"); format != nil && slices.Contains(strings.FieldsFunc(format.Usage, notLetter), name) {
			return usage("%s has no flag --%s; did you mean --format %s?", cmd.CommandPath(), name, name)
		}
		if near := settings.Nearest(name, names); near != "" {
			return usage("%s has no flag --%s; did you mean --%s?", cmd.CommandPath(), name, near)
		}
		return usage("%s has no flag --%s", cmd.CommandPath(), name)
	case errors.As(err, &unknown):
		return usage("unknown shorthand flag: %q in -%s", rune(unknown.GetSpecifiedName()[0]), unknown.GetSpecifiedShortnames())
	case errors.As(err, &needs) && needs.GetSpecifiedShortnames() == "":
		return usage("flag needs an argument: --%s", needs.GetSpecifiedName())
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "int":
		return usage("--%s is %q; it must be a whole number", value.GetFlag().Name, value.GetValue())
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "bool":
		return usage("--%s is %q; it may be true or false", value.GetFlag().Name, value.GetValue())
	}
	return usageError{err}
}

// helpCommand is cobra's, but that it fails where there is no such command.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: words.T("Explain a command"),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
			of, rest, err := cmd.Root().Find(args)
			var names []string
			if err == nil && len(rest) == 0 {
				for _, c := range of.Commands() {
					if c.IsAvailableCommand() && strings.HasPrefix(c.Name(), start) {
						names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err != nil {
				return usageError{err}
			}
			if len(rest) > 0 {
				if meant := meantCommand(of, rest[0]); meant != "" {
					return usage("%s has no command %q; did you mean %s?", of.CommandPath(), rest[0], meant)
				}
				return usage("%s has no command %q", of.CommandPath(), rest[0])
			}
			of.InitDefaultHelpFlag() // else it is not among the flags that are listed
			return of.Help()
		},
	}
}

// tellOfFolder tells of a folder with pages that is called as the command, because
// who wants to read a folder called notes types `lectern notes`.
func (a *app) tellOfFolder(cmd *cobra.Command, args []string) {
	if a.kiosk || !cmd.HasParent() || cmd.Parent().HasParent() || len(args) > 0 || !holdsPages(cmd.Name()) {
		return
	}
	path := "." + string(filepath.Separator) + cmd.Name()
	a.tell(words.T("%s is a command; the folder of that name here opens with %s %s", cmd.Name(), a.Program, path))
}

// holdsPages reports whether a folder has a page or the settings of a course right in it.
func holdsPages(dir string) bool {
	f, err := os.Open(dir)
	if err != nil {
		return false
	}
	defer f.Close()
	entries, _ := f.ReadDir(maxNeighbours) // none if it is a file
	for _, e := range entries {
		if !e.IsDir() && (lessons.OpensByName(e.Name()) || e.Name() == lessons.ManifestName) {
			return true
		}
	}
	return false
}
