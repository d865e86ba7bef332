package cli

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden files of the scripts")

// mostWait is how long tests wait for what must come: longer than any busy machine takes.
const mostWait = 3 * time.Minute

// TestMain lets the test binary be the program: a script that runs `lectern`
// runs it.
func TestMain(m *testing.M) {
	if os.Getenv(raceOptions) == "" {
		os.Setenv(raceOptions, endsAtOnce)
	}
	testscript.Main(m, map[string]func(){
		"lectern": func() {
			code := Run(os.Args[1:], System())
			notePeak()
			os.Exit(code)
		},
	})
}

// A program under the race detector sleeps a second before it ends, for reports that come
// late; these tests run hundreds (https://go.dev/doc/articles/race_detector, atexit_sleep_ms).
const (
	raceOptions = "GORACE"
	endsAtOnce  = "atexit_sleep_ms=20"
)

// peakFile names the variable of the environment that says where a run of the program
// writes down the most memory that it had. What the system says of an ended process
// (getrusage(2), ru_maxrss) is never less than its parent had when it was started:
// here that is the memory of all tests before it.
const peakFile = "LECTERN_TEST_PEAK"

// notePeak writes down the most memory that this process had (proc(5), VmHWM).
func notePeak() {
	name := os.Getenv(peakFile)
	if name == "" {
		return
	}
	status, _ := os.ReadFile("/proc/self/status") // Linux only; elsewhere nothing is measured
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			os.WriteFile(name, []byte(kb), 0o666)
		}
	}
}

// measured has a run of the program write down its memory. After its end the function
// that is returned says how many MB it had at most; 0 where that is not known.
func measured(t *testing.T, cmd *exec.Cmd) func() int {
	t.Helper()
	name := filepath.Join(t.TempDir(), "peak")
	cmd.Env = append(cmd.Env, peakFile+"="+name)
	return func() int {
		t.Helper()
		b, err := os.ReadFile(name)
		if os.IsNotExist(err) || underRace { // the race detector takes memory of its own
			return 0
		}
		var kb int
		if _, err := fmt.Sscan(string(b), &kb); err != nil {
			t.Fatal(err)
		}
		return kb >> 10
	}
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
			env.Setenv(raceOptions, os.Getenv(raceOptions))
			env.Setenv("TERM", "xterm-256color")
			return nil
		},
	})
}
