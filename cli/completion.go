package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons"
)

// addCompletion adds cobra's command for shell completion, and has it say what
// is missing where cobra would print its help and succeed.
func (a *app) addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Args = cobra.ArbitraryArgs
			c.RunE = func(*cobra.Command, []string) error {
				return usageError{fmt.Errorf("name a shell: %s completion bash, zsh, fish or powershell", a.Program)}
			}
		}
	}
}

// formatFlag adds the flag --format with the values that it may have; the first one is the default.
func formatFlag(cmd *cobra.Command, format *string, usage string, may ...string) {
	cmd.Flags().StringVar(format, "format", may[0], usage)
	completeFlag(cmd, "format", may...)
}

// completeFlag lets the shell complete the values of a flag that has a few fixed ones.
func completeFlag(cmd *cobra.Command, flag string, may ...string) {
	complete(cmd, flag, cobra.FixedCompletions(may, cobra.ShellCompDirectiveNoFileComp))
}

// maxCompleted bounds how many lessons the shell is told of.
const maxCompleted = 500

// completeLesson lets the shell complete a flag by the IDs of the lessons of the COURSE
// that stands before it, or of the one inside.
func (a *app) completeLesson(cmd *cobra.Command, flag string) {
	complete(cmd, flag, func(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 1 || len(args) == 1 && namesStdin(args[0]) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		c, err := a.openNamed(args)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer c.Close()
		var ids []string
		for _, l := range c.Lessons() {
			if strings.HasPrefix(l.ID, start) && len(ids) < maxCompleted {
				ids = append(ids, cobra.CompletionWithDesc(l.ID, l.Name()))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	})
}

// addAs adds the flag --as to the program and to each command that opens a COURSE.
func (a *app) addAs(cmd *cobra.Command) {
	if strings.HasSuffix(cmd.Use, "[COURSE]") {
		cmd.Flags().StringVar(&a.as, "as", "", asFlag())
		completeFlag(cmd, "as", lessons.FormatWords()...)
	}
	for _, c := range cmd.Commands() {
		a.addAs(c)
	}
}

// complete sets how a flag is completed. It fails only for a flag that there is not.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err)
	}
}
