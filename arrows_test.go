package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of the house each package may import. What is not
// here is forbidden; ARCHITECTURE.md draws the same.
var arrows = map[string][]string{
	"lectern": {
		"lectern/cli",
	},
	"lectern/cli": {
		"lectern/cli/explain",
		"lectern/cli/job",
		"lectern/cli/rights",
		"lectern/cli/watch",
		"lectern/cli/marker",
		"lectern/cli/trouble",
		"lectern/embed",
		"lectern/lessons",
		"lectern/lessons/check",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank",
		"lectern/lessons/quiz/sealed",
		"lectern/lessons/review",   // whose answers are those of the record
		"lectern/lessons/settings", // of it only the nearest of known words, for what was mistyped
		"lectern/lessons/study",
		"lectern/lessons/text",
		"lectern/progress",
		"lectern/progress/class",
		"lectern/progress/class/gradebook",
		"lectern/progress/class/inbox",
		"lectern/progress/class/intake",
		"lectern/progress/class/report",
		"lectern/progress/class/table",
		"lectern/progress/results",
		"lectern/reader",
		"lectern/reader/desktop",
		"lectern/reader/keys",
		"lectern/reader/line",
		"lectern/reader/picture", // for check: whether the pictures of a course can be decoded
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	"lectern/cli/trouble": {
		"lectern/progress",
		"lectern/reader/words",
	},
	"lectern/cli/explain": {
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	// only os: see there
	"lectern/cli/bare": nil,
	"lectern/cli/job": {
		"lectern/reader/words",
	},
	// of the record only where it lies, of the reader only which terminals it knows
	"lectern/cli/rights": {
		"lectern/cli/bare",
		"lectern/progress",
		"lectern/reader",
		"lectern/reader/desktop",
		"lectern/reader/words",
	},
	// of banks only which files are some, for a page that is watched alone
	"lectern/cli/watch": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz/bank",
		"lectern/lessons/study",
	},
	"lectern/reader": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/study",
		"lectern/lessons/text",
		"lectern/reader/album",
		"lectern/reader/ask",
		"lectern/reader/beside",
		"lectern/reader/desktop",
		"lectern/reader/handin",
		"lectern/reader/keys",
		"lectern/reader/picture",
		"lectern/reader/sheet",
		"lectern/reader/terminal",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	// of lessons only how a text of a question is parsed
	"lectern/reader/ask": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/reader/keys",
		"lectern/reader/sheet",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	"lectern/reader/handin": {
		"lectern/lessons/study",
		"lectern/reader/keys",
		"lectern/reader/sheet",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	"lectern/reader/keys": {
		"lectern/lessons/settings",
		"lectern/lessons/text",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	// a field is edited by what a key asks for
	"lectern/reader/sheet": {
		"lectern/reader/keys",
		"lectern/reader/typeset",
	},
	// of sheet only the roles, to which a theme gives styles
	"lectern/reader/terminal": {
		"lectern/reader/picture",
		"lectern/reader/sheet",
		"lectern/reader/typeset",
	},
	"lectern/reader/album": {
		"lectern/lessons",
		"lectern/reader/picture",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	// the record that places go to
	"lectern/reader/beside": {
		"lectern/lessons",
		"lectern/lessons/study",
	},
	"lectern/reader/typeset": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
		"lectern/reader/syntax",
		"lectern/reader/words",
	},
	// why a picture is not drawn is said to a student
	"lectern/reader/picture": {
		"lectern/reader/words",
	},
	"lectern/reader/words": {
		"lectern/reader/words/po",
	},
	"lectern/reader/words/po": nil,
	"lectern/reader/syntax":   nil,
	"lectern/reader/line": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/study",
		"lectern/lessons/text",
		"lectern/reader/desktop",
		"lectern/reader/typeset",
		"lectern/reader/words",
	},
	"lectern/reader/desktop": nil,
	"lectern/lessons": {
		"lectern/lessons/address",
		"lectern/lessons/archive",
		"lectern/lessons/doc",
		"lectern/lessons/epub",
		"lectern/lessons/exported",
		"lectern/lessons/folder",
		"lectern/lessons/html",
		"lectern/lessons/likeness",
		"lectern/lessons/markdown",
		"lectern/lessons/names",
		"lectern/lessons/notebook",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank",
		"lectern/lessons/quiz/sealed",
		"lectern/lessons/rst",
		"lectern/lessons/settings",
		"lectern/lessons/text",
	},
	"lectern/lessons/rst": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	"lectern/lessons/emoji":    nil,
	"lectern/lessons/likeness": nil,
	// of rst the directives and roles, which MyST's Markdown has too; of liascript where the quizzes stand
	"lectern/lessons/markdown": {
		"lectern/lessons/doc",
		"lectern/lessons/emoji",
		"lectern/lessons/html",
		"lectern/lessons/liascript",
		"lectern/lessons/rst",
		"lectern/lessons/text",
	},
	"lectern/lessons/study": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/review",
		"lectern/lessons/quiz/sealed", // which paper of an exam is whose
	},
	"lectern/lessons/check": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/html", // for tags in questions that HTML does not know
		"lectern/lessons/names",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank",
		"lectern/lessons/text",
	},
	// for tests
	"lectern/lessons/check/checktest": {
		"lectern/lessons",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/text",
	},
	"lectern/lessons/review":   nil,
	"lectern/lessons/settings": nil,
	"lectern/lessons/address": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	"lectern/lessons/names": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	"lectern/lessons/folder": {
		"lectern/lessons/doc",
		"lectern/lessons/epub",
		"lectern/lessons/names",
		"lectern/lessons/settings",
		"lectern/lessons/text",
	},
	"lectern/lessons/quiz": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	"lectern/lessons/liascript": nil,
	"lectern/lessons/quiz/bank": {
		"lectern/lessons/doc",
		"lectern/lessons/liascript",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank/moodle",
		"lectern/lessons/quiz/bank/qti",
		"lectern/lessons/text",
	},
	// a package is held to the bounds of any archive
	"lectern/lessons/quiz/bank/qti": {
		"lectern/lessons/archive",
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank/attached",
		"lectern/lessons/quiz/bank/loosexml",
		"lectern/lessons/text",
	},
	// a format of its own knows questions; the table of formats knows it
	"lectern/lessons/quiz/bank/moodle": {
		"lectern/lessons/doc",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/bank/attached",
		"lectern/lessons/quiz/bank/formula",
		"lectern/lessons/quiz/bank/loosexml",
		"lectern/lessons/text",
	},
	"lectern/lessons/quiz/bank/attached": {
		"lectern/lessons/quiz",
	},
	"lectern/lessons/quiz/bank/loosexml": {
		"lectern/lessons/quiz",
		"lectern/lessons/text",
	},
	"lectern/lessons/quiz/bank/formula": nil,
	"lectern/lessons/quiz/statistics":   nil,
	"lectern/lessons/quiz/sealed": {
		"lectern/lessons/quiz",
	},
	"lectern/lessons/exported": {
		"lectern/lessons/quiz",
	},
	"lectern/lessons/html": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	// what a book says of itself; its pages are HTML, which it does not know
	"lectern/lessons/epub": {
		"lectern/lessons/doc",
		"lectern/lessons/text",
	},
	// its cells are Markdown and HTML
	"lectern/lessons/notebook": {
		"lectern/lessons/doc",
		"lectern/lessons/html",
		"lectern/lessons/markdown",
		"lectern/lessons/text",
	},
	"lectern/lessons/doc": nil,
	// for tests
	"lectern/lessons/doc/doctest": {
		"lectern/lessons/doc",
	},
	"lectern/lessons/text": nil,
	// for tests
	"lectern/lessons/text/texttest": nil,
	"lectern/progress":              nil,
	"lectern/cli/marker": {
		"lectern/lessons",
		"lectern/lessons/quiz",
		"lectern/lessons/quiz/sealed",
		"lectern/lessons/study",
		"lectern/lessons/text",
		"lectern/progress",
		"lectern/progress/class",
	},
	// a class knows no course: its grader comes in through an interface
	"lectern/progress/class": {
		"lectern/lessons/quiz/statistics",
		"lectern/lessons/text",
		"lectern/progress",
	},
	"lectern/progress/class/table": {
		"lectern/lessons/text",
		"lectern/progress", // how a cell is guarded
	},
	"lectern/progress/class/gradebook": {
		"lectern/lessons/quiz/statistics",
		"lectern/lessons/text",
		"lectern/progress",
		"lectern/progress/class",
		"lectern/progress/class/table",
	},
	"lectern/progress/class/report": {
		"lectern/lessons/quiz/statistics",
		"lectern/progress/class",
		"lectern/progress/class/gradebook", // a figure of too few students is none on both
		"lectern/progress/class/table",
	},
	"lectern/progress/class/inbox": {
		"lectern/lessons/archive",
		"lectern/progress/results", // how large a file of results may be
	},
	"lectern/progress/class/intake": {
		"lectern/progress",
		"lectern/progress/class",
		"lectern/progress/class/inbox",
		"lectern/progress/results",
	},
	"lectern/progress/results": nil,
	"lectern/lessons/archive":  nil,
	// a course inside a program is held to the bounds and names of any other
	"lectern/embed/macho":           nil,
	"lectern/embed/macho/machotest": nil,
	"lectern/embed": {
		"lectern/embed/macho",
		"lectern/lessons/archive",
		"lectern/lessons/names",
	},
}

// walls are packages that only some rooms may import, with the reason.
var walls = []struct {
	pkg    string // prefix of the import path
	rooms  []string
	reason string
}{
	{"github.com/rivo/tview", []string{"lectern/reader", "lectern/reader/terminal"}, "only the reader and its terminal know what draws"},
	{"github.com/gdamore/tcell", []string{"lectern/reader", "lectern/reader/terminal"}, "only the reader and its terminal know what draws"},
	{"database/sql", []string{"lectern/progress"}, "only the record knows SQL"},
	{"github.com/mattn/go-sqlite3", []string{"lectern/progress"}, "only the record knows SQL"},
	{"modernc.org/sqlite", []string{"lectern/progress"}, "only the record knows SQL"},
	{"filippo.io/age", []string{"lectern/progress/results"}, "only the file that a student hands in knows how it is sealed"},
	{"github.com/open-spaced-repetition", []string{"lectern/lessons/review"}, "only the room that knows when a student forgets knows by which algorithm"},
	{"github.com/spf13/cobra", []string{"lectern/cli", "lectern/cli/explain"}, "only the command line knows its library"},
	{"net/http", nil, "Lectern works offline: nothing opens a socket"},
	{"net", nil, "Lectern works offline: nothing opens a socket"},
}

func TestArrows(t *testing.T) {
	for pkg, imports := range packages(t, "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./...") {
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("%s: a new room; say in arrows_test.go and ARCHITECTURE.md what it may import", pkg)
		}
		for _, imp := range imports {
			if strings.HasPrefix(imp, "lectern/") && !slices.Contains(allowed, imp) {
				t.Errorf("%s imports %s: no such arrow in the house (see ARCHITECTURE.md)", pkg, imp)
			}
			for _, w := range walls {
				if (imp == w.pkg || strings.Contains(w.pkg, ".") && strings.HasPrefix(imp, w.pkg)) && !slices.Contains(w.rooms, pkg) {
					t.Errorf("%s imports %s: %s", pkg, imp, w.reason)
				}
			}
		}
	}
}

// packages runs go list and returns the fields of each line, by the first.
func packages(t *testing.T, args ...string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	list := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		list[fields[0]] = fields[1:]
	}
	return list
}
