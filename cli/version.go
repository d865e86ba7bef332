package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"lectern/progress"
	"lectern/reader/words"
)

// release is the version of a release build, set by the linker
// (-X lectern/cli.release=1.2.3); other builds tell their commit.
var release string

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: words.T("Print the version"),
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.version() },
	}
}

func (a *app) version() error {
	_, err := fmt.Fprintln(a.Stdout, versionLine())
	return err
}

// versionLine tells the version, and of what this program is made.
func versionLine() string {
	return words.T("lectern %s (%s/%s, %s, SQLite through %s)", version(), runtime.GOOS, runtime.GOARCH, runtime.Version(), progress.Driver)
}

// version returns the release, else the commit that the program was built from.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return builtFrom(info.Settings)
}

// builtFrom names the commit that the settings of a build tell.
func builtFrom(settings []debug.BuildSetting) string {
	for _, s := range settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "built from " + s.Value[:12]
		}
	}
	return "built from source"
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no argument, but got %q", cmd.CommandPath(), args[0])
	}
	return nil
}
