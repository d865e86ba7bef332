package cli

import (
	"bytes"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	for line, want := range map[string]int{
		"version":                        exitOK,
		"--help":                         exitOK,
		"completion bash":                exitOK,
		"print --lesson nowhere":         exitProblems,
		"print testdata/no-such-course":  exitProblems,
		"testdata/no-such-course":        exitProblems,
		"print --format xml":             exitUsage,
		"print --no-such-flag":           exitUsage,
		"print a b":                      exitUsage,
		"version more":                   exitUsage,
		"quiz --all --lesson x":          exitUsage,
		"progress export":                exitUsage,
		"progress --format yaml":         exitUsage,
		"--width nine":                   exitUsage,
		"progress import /no/such/file":  exitProblems,
		"completion no-such-shell":       exitUsage,
		"progress reset nowhere another": exitUsage,
	} {
		var out, errs bytes.Buffer
		got := Run(strings.Fields(line), Env{
			Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
			Getenv: func(name string) string {
				if name == "LECTERN_DATA" {
					return t.TempDir()
				}
				return ""
			},
		})
		if got != want {
			t.Errorf("lectern %s: exit code %d, want %d; %s", line, got, want, &errs)
		}
		if told := errs.String(); want != exitOK && (strings.Count(told, "\n") != 1 || !strings.HasPrefix(told, "lectern: ")) {
			t.Errorf("lectern %s: want one line that begins with the program's name, got %q", line, told)
		}
	}
}
