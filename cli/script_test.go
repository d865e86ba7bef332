package cli

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden files of the scripts")

// TestMain lets the test binary be the program: a script that runs `lectern`
// runs it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"lectern": func() { os.Exit(Run(os.Args[1:], System())) },
	})
}

// TestScripts runs the scripts in testdata/script. Each has a folder of its own, with
// no record and no terminal.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LECTERN_DATA", filepath.Join(env.WorkDir, ".data"))
			env.Setenv("LOGNAME", "robin")
			env.Setenv("TERM", "xterm-256color")
			return nil
		},
	})
}
