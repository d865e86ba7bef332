package keys

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKeysFile(t *testing.T) {
	table, err := Parse([]byte("# mine\n[reading]\nnext = [\"x\", \"Right\"]\nsearch = \"s\"\nprogress = \"P\"\n"), "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := table.find(InLesson, "x"); b.Action != Next {
		t.Errorf("x is %q", b.Action)
	}
	if _, ok := table.find(InLesson, "n"); ok {
		t.Error("n still means something")
	}
	if b, _ := table.find(InVerdict, "n"); b.Action != Next {
		t.Error("another table lost its key")
	}
	foot := ""
	for _, it := range table.Footer(InLesson, 100) {
		foot += it.Key + " " + it.Label + "  "
	}
	if !strings.HasPrefix(foot, "x next") || !strings.Contains(foot, "s search") {
		t.Errorf("the footer is %q", foot)
	}
}

// The file may be in the encoding of another system's editor, as every file.
func TestKeysFileInUTF16(t *testing.T) {
	src := []byte{0xFF, 0xFE}
	for _, c := range []byte("[reading]\r\nnext = \"x\"\r\n") {
		src = append(src, c, 0)
	}
	table, err := Parse(src, "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := table.find(InLesson, "x"); b.Action != Next {
		t.Errorf("x is %q", b.Action)
	}
}

func TestKeysFileErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"[reading]\nnxt = \"x\"\n", `keys.toml:2: [reading] has no action "nxt"; did you mean "next"?`},
		{"[reading]\n\nnext = \"p\"\n", `keys.toml:3: "p" is the key of "back" already`},
		{"[lesson]\n", `keys.toml:1: there is no table [lesson]`},
		{"next = \"x\"\n", `keys.toml:1: next stands before the first table`},
		{"[reading]\nnext = 3\n", `keys.toml:2: next: keys are written as`},
		{"[reading]\nnext = \"Hyper-9\"\n", `keys.toml:2: next: "Hyper-9" is no key`},
		{"[everywhere]\nquit = []\n", `keys.toml:2: quit needs a key everywhere`},
		{"[reading]\ndigit = [\"a\", \"b\"]\n", `keys.toml:2: digit needs ten keys, those for 0 to 9 in this order; it has 2`},
		{"[reading\n", `keys.toml:1: `},
	} {
		_, err := Parse([]byte(c.src), "keys.toml")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.src, err, c.want)
		}
	}
	if table, err := Load(filepath.Join(t.TempDir(), "none.toml")); err != nil || len(table.rows) == 0 {
		t.Errorf("a file that does not exist: %v", err)
	}
	// What would never end, or wait for ever, is not read.
	long := filepath.Join(t.TempDir(), "keys.toml")
	if err := os.WriteFile(long, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(long, 10<<30); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{t.TempDir(): "not a regular file", os.DevNull: "not a regular file", long: "longer than"} {
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want that it is %s", path, err, want)
		}
	}
	file := filepath.Join(t.TempDir(), "keys.toml")
	if err := os.WriteFile(file, []byte("[reading]\nnext = \"x\"\nback = \"x\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file); err == nil || !strings.Contains(err.Error(), `"x" is the key of`) {
		t.Errorf("two actions with one key: %v", err)
	}
}

// A row of digits may have other keys, as on a French keyboard; they count by their order.
// Digits that were given a meaning in questions have that and pick no choice.
func TestKeysFileOfDigits(t *testing.T) {
	table, err := Parse([]byte("[reading]\ndigit = [\"à\", \"&\", \"é\", \"#\", \"%\", \"(\", \"=\", \"è\", \"_\", \"ç\"]\n[questions]\nskip = \"2\"\n"), "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	letters := []string{"a", "b", "c"}
	for _, c := range []struct {
		mode Mode
		key  string
		want Input
	}{
		{InLesson, "é", Input{Action: Digit, Arg: 2}},
		{InLesson, "ç", Input{Action: Digit, Arg: 9}},
		{InLesson, "2", Input{Action: Unknown, Text: "2"}},
		{InList, "2", Input{Action: Digit, Arg: 2}},
		{InChoice, "1", Input{Action: Pick, Arg: 0, Text: "1"}},
		{InChoice, "2", Input{Action: Skip}},
		{InChoice, "4", Input{Action: Unknown, Text: "4"}},
	} {
		if got, _ := table.Lookup(c.mode, c.key, letters); got != c.want {
			t.Errorf("%s is %+v, want %+v", c.key, got, c.want)
		}
	}
}
