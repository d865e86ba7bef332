package lessons

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// Addresses that must never be opened, and those that only look bad.
func TestHostileAddresses(t *testing.T) {
	c, err := Open(fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]DestinationKind{
		"javascript:alert(1)":                             Refused,
		"JaVaScRiPt:alert(1)":                             Refused,
		"data:text/html,x":                                Refused,
		"file:///etc/passwd":                              Refused,
		"ssh://-oProxyCommand=x":                          Refused,
		"vscode://x":                                      Refused,
		"ms-msdt:/id":                                     Refused,
		"-http://a.example":                               Refused,
		"--version":                                       Refused,
		"http://a.example/\x1b]0;x\x07":                   Refused,
		"http://a.example/\u009b31m":                      Refused,
		"http://a.example/\nx":                            Refused,
		"http://a.example/\x00":                           Refused,
		"http://a.example/\u202egnp.exe":                  Refused,
		"http://a\u200d.example/":                         Refused,
		"http://a.example/%00%1b":                         External,
		"http://a.example/$(reboot)`reboot`;x|y&z":        External,
		"http://a.example/ two words":                     External,
		"https://a.example/" + strings.Repeat("x", 1<<20): External,
		"../../etc/passwd":                                Absent,
		"/etc/passwd":                                     Absent,
		"..":                                              Absent,
		"%2e%2e/%2e%2e/etc":                               Absent,
		"//a.example/x":                                   External,
		"C:\\Windows\\x.exe":                              Refused,
		"\\\\server\\share\\x":                            Absent,
		"http:" + "\\\\a.example":                         External,
	} {
		if d := c.Resolve(c.First(), target, ""); d.Kind != want {
			t.Errorf("%.80q: kind %d, want %d (%s)", target, d.Kind, want, d.Reason)
		}
	}
}

// secret stands in a file beside the course, which no page may show or name.
const secret = "the secret beside the course"

// besideCourse writes a course beside a secret, and returns its folder.
func besideCourse(t *testing.T, pages map[string]string) string {
	t.Helper()
	parent := t.TempDir()
	for _, name := range []string{"secret.txt", "secret.rst", "secret.md", "secret.csv", "pic.txt"} {
		write(t, parent, name, secret+"\n")
	}
	dir := filepath.Join(parent, "course")
	for name, text := range pages {
		write(t, dir, name, strings.ReplaceAll(text, "PARENT", parent))
	}
	for link, target := range map[string]string{
		"link.txt": "../secret.txt", "link.rst": filepath.Join(parent, "secret.rst"), "link.md": "../secret.md", "pic2.txt": "../secret.txt",
		"folder": "..", "zero": "/dev/zero", "zero.md": "/dev/zero", "random.rst": "/dev/urandom", "tty.md": "/dev/tty",
		"loop.md": "loop.md", "proc.md": "/proc/self/environ", "a.gift": "../secret.txt", "a.quiz.toml": "/dev/zero", "links.toml": "/dev/zero",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Every way that a page has to name a file leads nowhere outside the course.
func TestNothingOutsideIsRead(t *testing.T) {
	var rst, md strings.Builder
	names := []string{
		"../secret.txt", "../../course/../secret.txt", "PARENT/secret.txt", "/../secret.txt", "//secret.txt", "link.txt", "./link.txt", "folder/secret.txt",
		"folder/course/../secret.txt", "zero", "/dev/zero", "/dev/stdin", "/proc/self/environ", "<isonum.txt>", "..\\secret.txt", "file://PARENT/secret.txt",
		"%2e%2e/secret.txt", "in/../../secret.txt", "~/secret.txt", "$HOME/secret.txt", "`cat ../secret.txt`", "../secret.txt\x00.png", ".", "..", "",
	}
	rst.WriteString("A\n=\n\nText.\n\n")
	md.WriteString("# B\n\nText.\n\n")
	for _, n := range names {
		rst.WriteString(".. include:: " + n + "\n\n.. include:: " + n + "\n   :literal:\n\n.. literalinclude:: " + n + "\n\n.. csv-table::\n   :file: " + n + "\n\n.. raw:: html\n   :file: " + n +
			"\n\n.. image:: " + n + "\n\n.. figure:: " + n + "\n\n.. csv-table::\n   :url: file://PARENT/secret.csv\n\n")
		md.WriteString("{{#include " + n + "}}\n\n{{#rustdoc_include " + n + ":1:9}}\n\n{{#playground " + n + "}}\n\n![](" + n + ") ![](<" + n + ">)\n\n<img src=\"" + n + "\">\n\n--8<-- \"" + n + "\"\n\n")
	}
	rst.WriteString(".. image:: ../pic.png\n\n.. image:: pic2.png\n\n.. image:: folder/pic.png\n\n.. toctree::\n\n   ../secret\n   link\n   folder/secret\n   zero\n")
	dir := besideCourse(t, map[string]string{
		"course.toml": "pages = [\"a.rst\", \"b.md\", \"../secret.md\", \"PARENT/secret.md\", \"folder/*\", \"link.*\", \"*.md\", \"*.rst\"]\n",
		"a.rst":       rst.String(), "b.md": md.String(),
	})
	c, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, l := range c.Lessons() {
		if strings.Contains(l.Text(), secret) {
			t.Errorf("%s shows a file outside the course", l.ID)
		}
		for _, source := range imageSources(l.Blocks()) {
			if text, ok := l.Page.Drawing(source); ok {
				t.Errorf("%q got the drawing %q", source, text)
			}
			if b, err := l.Page.Picture(source); err == nil {
				t.Errorf("%q got %d bytes of a picture", source, len(b))
			}
		}
		for _, q := range l.Questions {
			if strings.Contains(q.Prompt.Source, secret) {
				t.Errorf("a question was read outside the course")
			}
		}
	}
	if n := len(c.Problems()); n < len(names) {
		t.Errorf("%d Problems for %d names that lead out", n, len(names))
	}
	for _, name := range c.Files() {
		if b, err := c.files.read(name); err == nil && strings.Contains(string(b), secret) {
			t.Errorf("%s would be handed out with the course", name)
		}
	}
}

// What pages include counts in the cache of documents: many small pages that include a large file
// keep no more of it in memory than a few large pages.
func TestCacheCountsIncludes(t *testing.T) {
	const pages, size = 7, cacheBudget / 4
	fsys := fstest.MapFS{"b.inc": {Data: []byte(strings.Repeat("Some words in a paragraph.\n\n", size/28+1))}}
	for i := range pages {
		name, text := fmt.Sprintf("p%02d.rst", i), "P\n=\n\n.. include:: b.inc\n"
		if i%2 == 1 {
			name, text = fmt.Sprintf("p%02d.md", i), "# P\n\n{{#include b.inc}}\n"
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Pages() {
		p.Document()
	}
	if n := c.recent.order.Len(); n > 4 || n == 0 {
		t.Errorf("%d documents are kept", n)
	}
}

// A page that asks for one bank thousands of times asks its questions a bounded number of times.
func TestBankAskedAgain(t *testing.T) {
	const n = 3000
	c, err := Open(fstest.MapFS{
		"a.md":   {Data: []byte("# A\n\nText.\n\n" + strings.Repeat("{{#quiz b.gift}}\n\n", n))},
		"b.gift": {Data: []byte(strings.Repeat("Which? {=a ~b}\n\n// "+strings.Repeat("words ", 300)+"\n\n", 10))},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if asked := len(c.Questions()); asked < 10 || asked > 10*(2+maxAgain/18_000) {
		t.Errorf("%d questions", asked)
	}
	told := 0
	for _, p := range c.Problems() {
		if p.Code == "include-too-big" {
			told++
		}
	}
	if told != 1 || len(c.First().Page.Banks()) != 1 {
		t.Errorf("told %d times; banks %v", told, c.First().Page.Banks())
	}
}

// A link to a place is looked up, not held against all places of the page: thousands of links
// to thousands of places would take minutes.
func TestLinksToManyAnchors(t *testing.T) {
	const places = 2000
	var b strings.Builder
	b.WriteString("# Top\n\n")
	for i := range places {
		fmt.Fprintf(&b, "<a id=\"Stra\u00dfe-e\u0301-%d\"></a>text\n\n", i)
	}
	c, err := Open(fstest.MapFS{"a.md": {Data: []byte(b.String())}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.First()
	for target, there := range map[string]bool{
		"#Stra\u00dfe-e\u0301-7": true, "#stra\u00dfe-e\u0301-1999": true, "#STRA\u1e9eE-\u00c9-12": true, "#strasse-e-7": false,
	} {
		if d := c.Resolve(from, target, ""); (d.Kind == Inside) != there {
			t.Errorf("%s: %+v", target, d)
		}
		if n := testing.AllocsPerRun(1, func() { c.Resolve(from, target, "") }); n > places/2 {
			t.Errorf("%s: %v allocations", target, n)
		}
	}
}

// openings are files that count how often one is opened.
type openings struct {
	fs.FS
	n atomic.Int64
}

func (o *openings) Open(name string) (fs.File, error) {
	o.n.Add(1)
	return o.FS.Open(name)
}

// Labels that no page has are not looked for in the sources of all pages again and again.
func TestManyMissingLabels(t *testing.T) {
	const pages, labels = 30, 200
	files := fstest.MapFS{"conf.py": {Data: []byte("project = 'x'\n")}, "index.rst": {Data: []byte("A\n=\n\nText.\n\n.. toctree::\n   :glob:\n\n   *\n")}}
	for i := range pages {
		files[fmt.Sprintf("p%d.rst", i)] = &fstest.MapFile{Data: []byte("P\n=\n\nText.\n")}
	}
	counted := &openings{FS: files}
	c, err := Open(counted, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := c.First()
	for i := range labels {
		if d := c.Resolve(from, fmt.Sprint("nowhere", i), "ref"); d.Kind != Absent {
			t.Errorf("%+v", d)
		}
	}
	if n := counted.n.Load(); n > 3*maxSought*pages {
		t.Errorf("%d labels were looked for by opening a file %d times", labels, n)
	}
}
