package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestInstructor runs the scripts of those who write courses: new, check,
// import, build, info, unpack. Beside the usual commands they have
//
//	cut FILE N     takes the last N bytes of a file away
//	flip FILE N    changes the byte that is N before the end of a file
func TestInstructor(t *testing.T) {
	dir, files := "testdata/instructor", []string(nil)
	if underRace { // a program takes long to be written and started there, and the other scripts write dozens
		dir, files = "", []string{"testdata/instructor/build.txtar", "testdata/instructor/check.txtar", "testdata/instructor/import.txtar"}
	}
	testscript.RunT(inTurn{t}, testscript.Params{
		Dir:                 dir,
		Files:               files,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LECTERN_DATA", filepath.Join(env.WorkDir, ".data"))
			env.Setenv("LOGNAME", "robin")
			env.Setenv(raceOptions, os.Getenv(raceOptions))
			env.Setenv("TERM", "dumb")
			env.Setenv("GOOS", runtime.GOOS)
			env.Setenv("GOARCH", runtime.GOARCH)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"cut":  func(ts *testscript.TestScript, neg bool, args []string) { damage(ts, neg, args, cutEnd) },
			"flip": func(ts *testscript.TestScript, neg bool, args []string) { damage(ts, neg, args, flipByte) },
		},
	})
}

// damage does something to a file, at a number of bytes from its end.
func damage(ts *testscript.TestScript, neg bool, args []string, do func(f *os.File, at int64) error) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut|flip FILE N")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	st, err := f.Stat()
	ts.Check(err)
	ts.Check(do(f, st.Size()-n))
	ts.Check(f.Close())
}

func cutEnd(f *os.File, at int64) error { return f.Truncate(at) }

func flipByte(f *os.File, at int64) error {
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		return err
	}
	b[0] ^= 0x55
	_, err := f.WriteAt(b[:], at)
	return err
}
