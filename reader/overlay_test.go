package reader

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/reader/keys"
)

// overlays says how each overlay is laid over the lesson of pilotBook, by the name of its type.
func overlays() map[string]struct {
	open  string // keys
	shows string // something that is on it
} {
	return map[string]struct{ open, shows string }{
		"linkList":       {"l", "Links of this lesson"},
		"hitList":        {"Ctrl-F s h i p", "Hits"},
		"findField":      {"/ s h i p", "/ ship"},
		"lessonFinder":   {":", "Go to a lesson"},
		"helpScreen":     {"?", "Keys"},
		"progressScreen": {"s", "Progress"},
		"addressWindow":  {"1 Enter", "https://buoys.example"},
		"blockScreen":    {"4 g } } } Enter", "Northhaven"},
		"noteList":       {"B b", "Notes, bookmarks, links"},
		"noteField":      {"N", "Note"},
		"asideWindow":    {"8 Enter", "Ropes stretch"},
		"examSheet":      {"X", "The question of the course"},
		"answerSheet":    {"X Enter A", "0 of 3 answered"},
		"sureSheet":      {"a a Enter", "How sure are you?"},
		"pretestSheet":   {"n", "2 questions on what"},
		"handInSheet":    {"s H", "Only your instructor can read it."},
	}
}

// overlayTypes are the types of the package that have the method update of an overlay.
func overlayTypes(t *testing.T) []string {
	t.Helper()
	var out []string
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "update" && f.Recv != nil {
				out = append(out, f.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Every overlay is drawn at the usual sizes, does nothing at a key that is not for
// it, says its keys, and leads back to the screen that it lies over.
func TestEveryOverlay(t *testing.T) {
	table := overlays()
	if got, want := slices.Sorted(maps.Keys(table)), overlayTypes(t); !slices.Equal(got, want) {
		t.Errorf("the table of the test has %v, the package %v", got, want)
	}
	for name, o := range table {
		for _, size := range [][2]int{{40, 12}, {80, 24}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				book := pilotBook(t)
				book["words.gift"] = "Which? {=one ~two}\n" // for the exam
				if name == "answerSheet" {
					book = sealedShore(t, "")
				}
				if name == "sureSheet" {
					book = sureCourse()
				}
				if name == "pretestSheet" {
					book = guessedCourse()
				}
				r := begin(t, book, size[0], size[1])
				pressed := strings.Fields(o.open)
				r.keys(strings.Join(pressed[:len(pressed)-1], " "))
				under := len(r.app.model.over)
				r.keys(pressed[len(pressed)-1]).shows(o.shows)
				m := r.app.model
				front := m.front()
				if got := fmt.Sprintf("%T", front); got != "*reader."+name {
					t.Fatalf("%s lays %s over the lesson", o.open, got)
				}
				if x, y, visible := r.sim.GetCursor(); !visible || x < 0 || y < 0 || x >= size[0] || y >= size[1] {
					t.Errorf("the cursor stands at %d, %d", x, y)
				}
				if _, inFooter := front.(inStatus); !inFooter || size[1] > 16 {
					for _, k := range m.keys.Footer(m.mode(), size[0]-6, m.useless()...) {
						r.shows(k.Key + " " + k.Label)
					}
				}
				screen := r.screen()
				if r.keys("F9").shows(o.shows); m.mode()&keys.Typing == 0 {
					r.shows("“F9” does nothing here").click("“F9”") // the message goes with a click
				}
				if got := r.screen(); got != screen {
					t.Errorf("a key that is not for it changes the screen from\n%s\nto\n%s", screen, got)
				}
				if m.mode()&keys.Typing == 0 {
					r.keys("q") // closes what is in front, and not the program
					if r.ended || len(m.over) > under || m.front() == front {
						t.Fatalf("after q %d overlays are left of %d, and it is %v that the program has ended", len(m.over), under, r.ended)
					}
					if name == "pretestSheet" {
						r.keys("p") // it is offered to who comes
					}
					r.keys(pressed[len(pressed)-1])
					front = m.front()
				}
				for range 3 {
					r.keys("PgDn Down PgUp Up") // whatever it does with them
				}
				leave := keys.Leave
				if len(m.keys.KeysOf(m.mode(), leave)) == 0 {
					t.Fatalf("no key leaves mode %b", m.mode())
				}
				r.app.act(keys.Input{Action: leave})
				if len(m.over) > under || m.front() == front {
					t.Errorf("%d overlays are left of %d", len(m.over), under)
				}
			})
		}
	}
}
