package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestEveryCommandIsRun holds the tree of commands against the scripts: each
// command that does something is run by at least one.
func TestEveryCommandIsRun(t *testing.T) {
	var runs [][]string // the words behind the program's name of each line that runs it
	for _, pattern := range []string{"testdata/script/*.txtar", "testdata/instructor/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no scripts: %v", pattern, err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(src)) {
				words := strings.Fields(strings.TrimPrefix(line, "! "))
				if len(words) > 1 && words[0] == "exec" && path.Base(words[1]) == "lectern" { // or one that was built
					runs = append(runs, words[2:])
				}
			}
		}
	}
	a := &app{Env: System()}
	commands := 0
	for _, command := range commandPaths(a.rootCommand()) {
		commands++
		if !slices.ContainsFunc(runs, func(words []string) bool { return runsCommand(words, command) }) {
			t.Errorf("no script in cli/testdata runs lectern %s", strings.Join(command, " "))
		}
	}
	if commands < 15 {
		t.Errorf("only %d commands found; has the tree changed?", commands)
	}
}

// TestEveryCommandIsInTheTree: a method that makes a command is called by whoever
// builds the tree.
func TestEveryCommandIsInTheTree(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	made, called := map[string]bool{}, map[string]bool{"rootCommand": true}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil && strings.HasSuffix(n.Name.Name, "Command") {
					made[n.Name.Name] = true
				}
			case *ast.SelectorExpr:
				called[n.Sel.Name] = true
			}
			return true
		})
	}
	if len(made) < 10 {
		t.Fatalf("only %d methods make a command; are they called otherwise?", len(made))
	}
	for name := range made {
		if !called[name] {
			t.Errorf("nothing calls %s: add it to the commands of rootCommand", name)
		}
	}
}

// commandPaths returns the words of each command below root that does something itself.
func commandPaths(root *cobra.Command) [][]string {
	var out [][]string
	for _, c := range root.Commands() {
		if c.Runnable() {
			out = append(out, strings.Fields(c.CommandPath())[1:])
		}
		out = append(out, commandPaths(c)...)
	}
	return out
}

// runsCommand reports whether the words of a command line begin with those of a
// command, but for flags before them.
func runsCommand(words, command []string) bool {
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		if !strings.Contains(words[0], "=") && len(words) > 1 {
			words = words[1:] // the flags of all commands have a value
		}
		words = words[1:]
	}
	return len(words) >= len(command) && slices.Equal(words[:len(command)], command)
}
