package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// keyMark stands in the banks and pages below wherever only who grades may look.
const keyMark = "QJXFORMATKEY"

// markedGIFT is a bank whose key is marked; the picture of its first prompt is seen, that of its feedback is not.
const markedGIFT = "// " + keyMark + "\n::" + keyMark + "::[html]Name it. <img src=\"b-files/seen.png\" alt=\"x\"><!-- " + keyMark + " -->{=" + keyMark + "#" + keyMark + "}\n\n" +
	"[html]Which is right?{=This#" + keyMark + " <img src=\"b-files/" + keyMark + ".png\"> ~That ####" + keyMark + "}\n"

// markedBanks are banks whose key is marked, of formats that are not written.
var markedBanks = map[string]string{
	"aiken":       "Which is right?\nA) This\nB) That\nANSWER: A\n",
	"csv":         "question,answer,feedback\nName it.," + keyMark + "," + keyMark + "\n",
	"mkdocs-quiz": "# P\n\n<quiz>\nIt is [[" + keyMark + "]].\n\n---\n" + keyMark + "\n</quiz>\n",
	"liascript":   "# P\n\nName it.\n\n[[" + keyMark + "]]\n***\n" + keyMark + "\n***\n\nWhich?\n\n[(X)] this\n[( )] that\n\nDraw it:\n\n``` ascii\n+--\"[[" + keyMark + "]]\"--+\n```\n",
}

// markedBank writes the bank of a format into a folder and returns its name.
func markedBank(t *testing.T, dir string, f *bank.Format) string {
	t.Helper()
	text, file := markedBanks[f.Name], "b"+f.Suffix
	if f.Suffix == "" { // it stands in pages
		file = "b.md"
	}
	if f.Writes() {
		b := bank.Read([]byte(markedGIFT), "b.gift", "gift")
		b.Pictures = []quiz.Picture{{Name: "b-files/seen.png", Data: []byte("\x89PNG seen")}, {Name: "b-files/" + keyMark + ".png", Data: []byte("\x89PNG " + keyMark)}}
		var out bytes.Buffer
		if _, err := f.Write(&out, b); err != nil {
			t.Fatal(err)
		}
		text = out.String()
		if !f.Packs {
			for _, p := range b.Pictures {
				writeTo(t, dir, p.Name, string(p.Data))
			}
		}
	}
	if text == "" {
		t.Fatalf("no bank of the format %s with a marked key", f.Name)
	}
	writeTo(t, dir, file, text)
	return file
}

func writeTo(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// examOfFolder makes the exam of a course with these lines of course.toml.
func examOfFolder(t *testing.T, dir, settings, to string) (*exam, error) {
	t.Helper()
	writeTo(t, dir, lessons.ManifestName, fmt.Sprintf("id = \"x\"\n[exam]\n%s\n[results]\nto = [%q]\n", settings, to))
	c, err := lessons.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	a := &app{Env: Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: os.Getenv}}
	e, err := a.examOf(context.Background(), c)
	if err == nil {
		t.Cleanup(e.close)
	}
	return e, err
}

// TestExamOfEveryFormat: the exam of a bank in any format, beside a page, in a page or for the exam alone,
// has nothing of the key, and has the pictures that its questions need.
func TestExamOfEveryFormat(t *testing.T) {
	_, to := classKey(t)
	for _, f := range bank.Formats() {
		for _, settings := range []string{"", "banks = [\"exams/b" + f.Suffix + "\"]"} {
			if settings != "" && f.Suffix == "" {
				continue
			}
			t.Run(f.Name+"/"+settings, func(t *testing.T) {
				dir := t.TempDir()
				writeTo(t, dir, "a/b.md", "# A\n\nText.\n")
				folder := "a"
				if settings != "" {
					folder = "exams"
				}
				file := markedBank(t, filepath.Join(dir, folder), f)
				if settings == "" {
					// A notebook and a bank of another page hold keys that are not asked.
					writeTo(t, dir, "a/n.ipynb", `{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","metadata":{},"outputs":[],"source":["### BEGIN SOLUTION\n","x = '`+keyMark+`'\n","### END SOLUTION\n"]}]}`)
				}
				e, err := examOfFolder(t, dir, settings, to[0].String())
				if err != nil {
					t.Fatal(err)
				}
				seen := false
				err = filepath.WalkDir(e.folder, func(name string, d fs.DirEntry, err error) error {
					if err != nil || d.IsDir() {
						return err
					}
					src, err := os.ReadFile(name)
					seen = seen || bytes.Contains(src, []byte("PNG seen"))
					if strings.Contains(name, keyMark) || bytes.Contains(src, []byte(keyMark)) || bytes.Contains(src, []byte("ANSWER")) || filepath.Base(name) == file {
						t.Errorf("%s is in the exam of %s:\n%s", name, file, src)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				if f.Writes() && !f.NoFeedback && f.Reads(quiz.Short) && !seen {
					t.Errorf("the exam lacks the picture of its question")
				}
			})
		}
	}
}

// TestExamPagesHoldNoKey: a page that has a key in it, whether it is asked or not, cannot be a page of an exam.
func TestExamPagesHoldNoKey(t *testing.T) {
	_, to := classKey(t)
	for name, page := range map[string]string{
		"b.md": markedBanks["mkdocs-quiz"], "lia.md": markedBanks["liascript"],
		"open.md":    "# P\n\n<quiz>\nWhich?\n- [x] this\n- [ ] that\n",
		"script.md":  "<!--\nauthor: a\nversion: 1\n-->\n# P\n\nAnything?\n\n[[!]]\n<script>\n\"" + keyMark + "\" == \"@input\"\n</script>\n",
		"block.md":   "# P\n\n```quiz\nWho?{=" + keyMark + "}\n```\n",
		"broken.md":  "# P\n\n```quiz aiken\nWho?\nA) " + keyMark + "\nANSWER: C\n```\n",
		"block.rst":  "P\n=\n\n.. quiz::\n\n   Who?{=" + keyMark + "}\n",
		"book.ipynb": `{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","metadata":{},"source":["# P"]},{"cell_type":"code","metadata":{},"outputs":[],"source":["### BEGIN SOLUTION\n","x = '` + keyMark + `'\n","### END SOLUTION\n"]}]}`,
	} {
		dir := t.TempDir()
		writeTo(t, dir, name, page)
		writeTo(t, dir, "final.gift", "Who?{=a ~b}\n")
		if _, err := examOfFolder(t, dir, fmt.Sprintf("banks = [\"final.gift\"]\npages = [%q]", name), to[0].String()); err == nil || !strings.Contains(err.Error(), name+" has ") {
			t.Errorf("%s is a page of the exam: %v", name, err)
		}
	}
}

// TestExamPagesHoldNoComments: comments of its pages are in no program, and code that looks like one stays.
func TestExamPagesHoldNoComments(t *testing.T) {
	_, to := classKey(t)
	for name, page := range map[string]string{
		"rules.rst": "Rules\n=====\n\n.. " + keyMark + "\n\n   More " + keyMark + "\n.. _place:\n\nBe quiet, `here <place_>`_.\n\n.. note:: Stay.\n\n   .. " + keyMark + "\n\n..\n   " + keyMark + "\n\nEnd.\n",
		"rules.md":  "# Rules\n\n<!-- " + keyMark + "\n" + keyMark + " -->\n\nBe quiet. <!--" + keyMark + "-->\n\nEnd.\n",
	} {
		dir := t.TempDir()
		writeTo(t, dir, name, page)
		writeTo(t, dir, "final.gift", "Who?{=a ~b}\n")
		e, err := examOfFolder(t, dir, fmt.Sprintf("banks = [\"final.gift\"]\npages = [%q]", name), to[0].String())
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(e.folder, name))
		if err != nil || strings.Contains(string(got), keyMark) || !strings.Contains(string(got), "End.") || strings.Count(string(got), "\n") != strings.Count(page, "\n") {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
	dir := t.TempDir()
	writeTo(t, dir, "code.md", "# P\n\n```html\n<!-- shown -->\n```\n")
	writeTo(t, dir, "final.gift", "Who?{=a ~b}\n")
	if _, err := examOfFolder(t, dir, "banks = [\"final.gift\"]\npages = [\"code.md\"]", to[0].String()); err == nil || !strings.Contains(err.Error(), "comments that cannot be told") {
		t.Errorf("what a page shows is taken out: %v", err)
	}
}
