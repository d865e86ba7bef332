package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatWasMeant: where a command line is wrong, one line says what was likely meant,
// in words of this program, and not in those of the libraries below it.
func TestWhatWasMeant(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"tides/a.md": "# Tides\n", "README.md": "# Read\n", "notes/a.md": "# Notes\n", "links/x.c": "int\n"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	missing := filepath.Join("nope", "x.rec")
	for _, test := range []struct {
		line string
		code int
		told string // of the line on standard error; "" for nothing at all
	}{
		{"chekc tides", exitUsage, `lectern has no command "chekc"; did you mean lectern check?`},
		{"open tides", exitUsage, "did you mean lectern tides?"},
		{"frobnicate tides", exitUsage, `takes at most one COURSE, not 2, and has no command "frobnicate"`},
		{"exam", exitProblems, "exam: no such folder, page or .zip archive; did you mean lectern quiz --all?"},
		{"tour", exitProblems, "did you mean lectern --tour?"},
		{"opne", exitProblems, "did you mean lectern COURSE?"},
		{"tids", exitProblems, "did you mean tides?"},
		{"print README", exitProblems, "did you mean README.md?"},
		{"print readme.MD", exitProblems, "did you mean README.md?"},
		{"print Xyzzy", exitProblems, "Xyzzy: no such folder, page or .zip archive"},
		{"progress exprot", exitProblems, "did you mean lectern progress export?"},
		{"progress exprot x", exitUsage, `lectern progress has no command "exprot"; did you mean lectern progress export?`},
		{"print a b", exitUsage, "lectern print takes at most one COURSE, not 2"},
		{"help foo", exitUsage, `lectern has no command "foo"`},
		{"help chekc", exitUsage, "did you mean lectern check?"},
		{"help progress exprot", exitUsage, "did you mean lectern progress export?"},
		{"help check", exitOK, ""},
		{"print --formt json", exitUsage, "lectern print has no flag --formt; did you mean --format?"},
		{"progress --csv", exitUsage, "did you mean --format csv? (see lectern progress --help)"},
		{"--width nine", exitUsage, `--width is "nine"; it must be a whole number`},
		{"check --strict=maybe", exitUsage, `--strict is "maybe"; it may be true or false`},
		{"progress export " + missing, exitProblems, missing + " cannot be written: there is no folder nope"},
		{"new README.md/x", exitProblems, "README.md"},
		{"notes", exitOK, "notes is a command; the folder of that name here opens with lectern ." + string(filepath.Separator) + "notes"},
		{"links", exitOK, ""}, // that folder has no page
		{"notes tides", exitOK, ""},
		{"--version", exitOK, ""},
		{"-v", exitOK, ""},
	} {
		var out, errs bytes.Buffer
		env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }}
		code := Run(append([]string{"--data", filepath.Join(dir, ".data")}, strings.Fields(test.line)...), env)
		told := errs.String()
		if code != test.code || !strings.Contains(told, test.told) || (test.told == "") != (told == "") {
			t.Errorf("lectern %s: exit code %d, want %d; told %q, want %q", test.line, code, test.code, told, test.told)
		}
		for _, inner := range []string{"strconv", "pflag", "/.x", "readdirent"} {
			if strings.Contains(told, inner) {
				t.Errorf("lectern %s: %q is nothing a user knows: %q", test.line, inner, told)
			}
		}
		if strings.HasPrefix(test.line, "-") && test.code == exitOK && out.String() != versionLine()+"\n" {
			t.Errorf("lectern %s: %q", test.line, &out)
		}
	}
}
