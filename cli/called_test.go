package cli

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestCalledAs(t *testing.T) {
	for arg0, want := range map[string]string{
		"lectern": "lectern", "./tides": "tides", "/home/robin/bin/tides": "tides", "tides-linux-amd64": "tides-linux-amd64",
		`C:\Users\robin\Downloads\tides.exe`: "tides", "Tides.EXE": "Tides", ".exe": ".exe", "tides.v2.exe": "tides.v2",
		"Gezeiten_für_alle": "Gezeiten_für_alle", "潮汐.exe": "潮汐",
		`C:\Downloads\tides (1).exe`: `"tides (1)"`, "my course": `"my course"`, "it's": `"it's"`,
		"": "lectern", "bin/": "lectern", "-sh": "lectern", "a\x1b[2Jb": "lectern", "a\nb": "lectern", "a\u202eb": "lectern", "a\xffb": "lectern",
		`a"b`: "lectern", "a$(b)": "lectern", "a`b`": "lectern", "%PATH%": "lectern", "!!": "lectern", strings.Repeat("a", 81): "lectern",
	} {
		if got := calledAs(arg0); got != want {
			t.Errorf("calledAs(%q) = %s, want %s", arg0, got, want)
		}
	}
}

// TestOwnName: whatever a program says of how to start it, it says with its own name.
func TestOwnName(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"sea.md": "# The sea\n", "sea.gift": "::One::Does it rise?{TRUE}\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ program, line, want string }{
		{"tides", "no-such-course", "tides: no-such-course: no such folder"},
		{"tides", "print --no-such-flag", "tides: tides print has no flag --no-such-flag (see tides print --help)"},
		{"tides", "print a b", "tides: tides print takes at most one COURSE, not 2 (see tides print --help)"},
		{`"tides (1)"`, "print a b", `"tides (1)": "tides (1)" print takes at most one COURSE, not 2 (see "tides (1)" print --help)`},
		{"tides", "print --lesson nowhere", "`tides print --format json` lists their ids"},
		{"tides", "links --forget nothing", "`tides links` shows it"},
		{`"tides (1)"`, "exam", `did you mean "tides (1)" quiz --all?`},
		{"tides", "completion", "tides completion bash, zsh"},
		{"tides", "completion bash", "-F __start_tides tides"},
		{`"tides (1)"`, "completion bash", "-F __start_lectern lectern"},
		{"tides", "--help", "\n  tides [COURSE]"},
		{`"tides (1)"`, "--help", "\n  \"tides (1)\" [COURSE]"},
		{"tides", "links --help", "tides links --format html > links.html"},
		{"tides", "man", "\n.SS \"tides print [COURSE]"},
		{"tides", "check " + folder, "`tides check --fix` writes one in"},
		{"tides", "new " + filepath.Join(t.TempDir(), "moon"), "  tides build "},
	} {
		var out bytes.Buffer
		Run(strings.Fields(c.line), Env{Program: c.program, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Getenv: func(name string) string {
			if name == "LECTERN_DATA" {
				return t.TempDir()
			}
			return ""
		}})
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("%s %s: want %q in:\n%s", c.program, c.line, c.want, &out)
		}
	}
}

// TestNoOtherName finds sentences that name a command to type by a name that the
// program need not have.
func TestNoOtherName(t *testing.T) {
	command := regexp.MustCompile(`(^|[^-/.\w])lectern(:| -| [a-z]| [A-Z]+\b)`)
	for _, room := range []string{".", "../reader", "../lessons/check", "../lessons/study"} {
		err := filepath.WalkDir(room, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				if text, err := strconv.Unquote(lit.Value); err == nil && command.MatchString(text) {
					t.Errorf("%s: %q: put the program's own name in (Env.Program): it may be called otherwise", set.Position(lit.Pos()), text)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
