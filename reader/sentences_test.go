package reader

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lectern/reader/keys"
	"lectern/reader/sheet"
)

// keyInSentence matches the name of a key in a sentence: a letter by itself, but for
// the article a and the pronoun I, or one of the names that keys go by.
var keyInSentence = regexp.MustCompile(`(?:^|[ (;])(?:[b-zB-HJ-Z?:/'{}\[\]]|a(?:,| or)|\(a\))(?:[ ,;.)]|$)` +
	`|\b(?:Enter|Esc|Space|Tab|Backspace|PgDn|PgUp|Ctrl-[A-Z]|Shift-Tab)\b`)

// literals calls f with every string of the source files of a folder.
func literals(t *testing.T, dir string, f func(at token.Position, text string)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", dir, len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "k" {
					return false // the keys of a row of the table
				}
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					f(set.Position(lit.Pos()), text)
				}
			}
			return true
		})
	}
}

// A sentence that names a key asks the key table for it, because the student may have given it another.
func TestNoSentenceNamesAKey(t *testing.T) {
	sentences := 0
	for _, dir := range []string{".", "ask", "keys", "sheet"} {
		literals(t, dir, func(at token.Position, text string) {
			if strings.Count(text, " ") < 2 || filepath.Base(at.Filename) == "file.go" {
				return // too short for a sentence; or what a keys file is told of its faults
			}
			sentences++
			if key := keyInSentence.FindString(text); key != "" {
				t.Errorf("%s: %q names the key %q", at, text, strings.TrimSpace(key))
			}
		})
	}
	if sentences < 100 {
		t.Errorf("only %d sentences were looked at", sentences)
	}
}

// otherKeys returns a table in which every action has another key in every mode: a function key.
func otherKeys(t *testing.T) *keys.Table {
	t.Helper()
	var file strings.Builder
	for _, section := range keys.Sections() {
		if section.Name == "everywhere" {
			continue // the other tables have all of it
		}
		fmt.Fprintf(&file, "[%s]\n", section.Name)
		var done []keys.Action
		for _, b := range keys.New().All() {
			if b.Modes&section.Modes == 0 || b.Action == keys.Digit || slices.Contains(done, b.Action) {
				continue
			}
			done = append(done, b.Action)
			fmt.Fprintf(&file, "%s = \"F%d\"\n", b.Action, 10+len(done))
		}
	}
	table, err := keys.Parse([]byte(file.String()), "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// said is what a screen says in words of its own, course and footer left out.
func (r *reading) said() string {
	m := r.app.model
	status, _ := m.statusText()
	text := m.message + "\n"
	if m.stage != atLesson || len(m.over) > 0 || m.number > 0 || m.run != nil {
		text += status + "\n"
	}
	var s *sheet.Sheet
	switch {
	case m.mode() == keys.InHelp:
		s = m.front().sheet(m, 100)
	case len(m.over) == 0 && (m.stage == atSummary || m.stage == atEnd):
		s = m.stageSheet(100)
	default:
		return text
	}
	for i := range s.Count() {
		for _, sp := range s.At(i).Spans {
			if sp.Role != sheet.KeyRole {
				text += sp.Text
			}
		}
		text += "\n"
	}
	return text
}

// Whatever a student does with keys of their own, nothing on the screen names another key.
func TestSentencesWithOtherKeys(t *testing.T) {
	table := otherKeys(t)
	do := func(actions ...keys.Action) []keys.Action { return actions }
	for _, c := range []struct {
		name  string
		files map[string]string
		do    []keys.Action
		says  []string // a text of each screen that is to be met
	}{
		{"reading", pilotBook(t), do(keys.Enlarge, keys.Bookmark, keys.Notes, keys.Leave, keys.WriteNote, keys.Type, keys.Leave, keys.WriteNote, keys.Submit,
			keys.SetMark, keys.GoMark, keys.Bottom, keys.Bottom, keys.Top, keys.Top, keys.Back, keys.WayOn, keys.KeepLink, keys.Pictures, keys.Copy),
			[]string{"Bookmark set;", "Kept as a draft", "The note is kept;", "goes back.", "Choose a link first"}},
		{"no notes", pilotBook(t), do(keys.Notes), []string{"There are no notes yet"}},
		{"number", pilotBook(t), do(keys.Digit), []string{": lesson 1"}},
		{"pictures", pumpBook(t), do(keys.Pictures, keys.Pictures), []string{"shows their drawings", "shows the pictures"}},
		{"help", pilotBook(t), do(keys.Help), []string{"closes", "a bar shows"}},
		{"questions", harbour(), do(keys.Questions, keys.Submit, keys.Submit, keys.Hint, keys.Back, keys.Questions, keys.DontKnow, keys.Next,
			keys.Submit, keys.DontKnow, keys.Next, keys.Questions), []string{"Nothing is chosen yet", "leads back", "not quite right again"}},
		{"gaps and pairs", harbour(), do(keys.Next, keys.SkipAll, keys.Questions, keys.Submit, keys.Skip), []string{"Nothing is typed yet", "Left for later."}},
		{"end", longCourse(1), do(keys.Next), []string{"goes back to the last lesson"}},
	} {
		r := begin(t, c.files, 100, 30)
		r.app.model.keys = table
		all := ""
		for _, a := range c.do {
			in := keys.Input{Action: a}
			switch a {
			case keys.Digit:
				in.Arg = 1
			case keys.Type:
				in.Text = "fern"
			case keys.Enlarge:
				in.Arg = -1
			}
			r.app.act(in)
			r.draw()
			said := r.said()
			all += said
			for line := range strings.Lines(said) {
				if key := keyInSentence.FindString(strings.TrimRight(line, "\n")); key != "" {
					t.Errorf("%s: after %s the screen names %q: %s", c.name, a, key, line)
				}
			}
		}
		for _, want := range c.says {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q was not met in\n%s", c.name, want, all)
			}
		}
	}
}

// Footer and sentences agree about a key that a student changed.
func TestSentencesFollowTheKeysFile(t *testing.T) {
	table, err := keys.Parse([]byte("[questions]\ndont-know = \"w\"\n[reading]\nquestions = \"w\"\n"), "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	r := begin(t, harbour(), 120, 24)
	r.app.model.keys = table
	r.draw()
	r.shows("w questions").keys("w").shows("w don't know").keys("Enter").shows("w says that you don't know")
	r.keys("p").shows("w, or n at the end, leads back to the question.").keys("w").shows("Question 1")
}

// A sentence about the text names the keys that hold in the text, whatever lies over it or beside it.
func TestSentencesAboutTheTextNameItsKeys(t *testing.T) {
	r := begin(t, harbour(), 80, 24)
	r.keys("n b Enter l Esc").shows("a or n leads back to the question")
	for _, over := range []string{"t", "s", "?", ":"} {
		r.keys(over).shows("a or n leads back to the question").keys("Esc")
	}
	begin(t, harbour(), 80, 24).keys("l Down L").shows("in this course: Springs", "Choose a link first: Tab, or l.")

	table, err := keys.Parse([]byte("[contents]\nopen = \"x\"\n"), "keys.toml")
	if err != nil {
		t.Fatal(err)
	}
	row := strings.Repeat("| a word ", 20) + "|\n"
	r = begin(t, map[string]string{"a.md": "# Wide\n\n" + row + strings.Repeat("|---", 20) + "|\n" + row}, 120, 24)
	r.app.model.keys = table
	r.keys("Down").shows("Enter: the whole table").keys("t").shows("x open", "Enter: the whole table")
}
