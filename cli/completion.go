package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

// addCompletion adds cobra's command for shell completion, and has it say what
// is missing where cobra would print its help and succeed.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Args = cobra.ArbitraryArgs
			c.RunE = func(*cobra.Command, []string) error {
				return usageError{errors.New("name a shell: lectern completion bash, zsh, fish or powershell")}
			}
		}
	}
}
