package keys

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the table of keys in docs/keys.md")

// The marks around the table of keys in docs/keys.md.
const keysBegin, keysEnd = "<!-- keys: written by go test ./reader/keys -run TestKeysPage -update -->\n", "<!-- end of keys -->"

// TestKeysPage holds the table of keys in docs/keys.md against the key table.
func TestKeysPage(t *testing.T) {
	const file = "../../docs/keys.md"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(src), keysBegin)
	old, after, ok2 := strings.Cut(rest, keysEnd)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the keys: %q ... %q", file, keysBegin, keysEnd)
	}
	table := keysMarkdown(New())
	if *update {
		if err := os.WriteFile(file, []byte(before+keysBegin+table+keysEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != table {
		t.Errorf("%s has another table of keys than the program: go test ./reader/keys -run TestKeysPage -update", file)
	}
}

// keysMarkdown writes the keys as the help screen has them.
func keysMarkdown(table *Table) string {
	var b strings.Builder
	for _, s := range table.Help(0, nil) {
		b.WriteString("\n| " + s.Title + " | |\n|---|---|\n")
		for _, row := range s.Rows {
			b.WriteString("| `" + strings.ReplaceAll(strings.Join(row.Keys, "` `"), "|", `\|`) + "` | " + row.Text + " |\n")
		}
	}
	return b.String() + "\n"
}
