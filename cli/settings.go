package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons/study"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) settingsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "settings [NAME [VALUE]]",
		Short: words.T("List your settings, or change one"),
		Long: words.T(`Lists the settings of a student with their values, or changes one of them. They
are kept in the record. Theme, width and pictures have keys on the screen.`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 2 {
				return tooMany(cmd, args)
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var may []string
			for _, s := range study.StudentSettings() {
				switch {
				case len(args) == 0:
					may = append(may, s.Name)
				case len(args) == 1 && s.Name == args[0]:
					may = s.Values
				}
			}
			return may, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.settings(args) },
	}
}

// settingHelp says what a setting does.
func settingHelp(name string) string {
	switch name {
	case study.ReviewSetting:
		return words.T("whether a review asks everything that you answered, or only what was wrong at least once")
	case study.ConfidenceSetting:
		return words.T("whether you are asked how sure you are of an answer; course: as the course says")
	case study.DueLineSetting:
		return words.T("whether the screen says once a day how many questions are due")
	}
	return ""
}

func (a *app) settings(args []string) error {
	table := study.StudentSettings()
	if len(args) > 0 {
		i := slices.IndexFunc(table, func(s study.StudentSetting) bool { return s.Name == args[0] })
		if i < 0 {
			var names []string
			for _, s := range table {
				names = append(names, s.Name)
			}
			return usage("there is no setting %q; there are %s", args[0], strings.Join(names, ", "))
		}
		table = table[i : i+1]
	}
	if len(args) == 2 && !slices.Contains(table[0].Values, args[1]) {
		return usage("%s is one of %s, not %q", args[0], strings.Join(table[0].Values, ", "), args[1])
	}
	store, err := a.openStore()
	if err != nil {
		return err
	}
	defer store.Close()
	a.tellNotices(store)
	if len(args) == 2 {
		return store.Set(a.studentName(), args[0], args[1])
	}
	for _, s := range table {
		value, found, err := store.Setting(a.studentName(), s.Name)
		if err != nil {
			return err
		}
		if !found || !slices.Contains(s.Values, value) {
			value = s.Values[0]
		}
		if len(args) == 1 {
			_, err := fmt.Fprintln(a.Stdout, typeset.Clean(value))
			return err
		}
		if _, err := fmt.Fprintf(a.Stdout, "%-10s %-6s %s (%s)\n", s.Name, value, settingHelp(s.Name), strings.Join(s.Values, ", ")); err != nil {
			return err
		}
	}
	return nil
}
