package lessons

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
	"lectern/lessons/settings"
)

// hostileTOML are files that keep the decoder busy for minutes, or end it, when nothing bounds them.
func hostileTOML(n int) map[string]string {
	each := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return map[string]string{
		"keys":           each("k%d = 1\n"),
		"tables":         each("[t%d.x]\n"),
		"lists":          each("[[t%d]]\n"),
		"dotted":         each("a.k%d = 1\n"),
		"inline":         "a = {" + each("k%d = 1, ") + "z = 1}\n",
		"inline in list": "a = [{" + each("k%d = 1, ") + "z = 1}]\n",
		"dotted inline":  "a = {" + strings.Repeat("k.", n) + "k = 1}\n",
		"parts of a key": strings.Repeat("k.", n) + "k = 1\n",
		"open lists":     "a = " + strings.Repeat("[", 20*n),
		"open tables":    "a = " + strings.Repeat("{a=", 20*n),
	}
}

// Every file that is read as TOML is refused before it is decoded when it is
// hostile. At this size the decoder alone would take minutes for each.
func TestHostileTOML(t *testing.T) {
	for name, text := range hostileTOML(20_000) {
		if err := settings.Decode([]byte(text), &Manifest{}); err == nil {
			t.Errorf("%s: decoded", name)
		}
		page := &fstest.MapFile{Data: []byte("# A\n\nText.\n")}
		for _, file := range []string{AddressesName, "book.toml"} {
			fsys := fstest.MapFS{"a.md": page, "SUMMARY.md": {Data: []byte("[A](a.md)\n")}, file: {Data: []byte(text)}}
			c, err := Open(fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, problems := c.Addresses()
			if len(problems)+len(c.Problems()) == 0 {
				t.Errorf("%s in %s: no Problem", name, file)
			}
		}
		head := "+++\n" + text + "\n+++\n\nText.\n"
		c, err := Open(fstest.MapFS{"a.md": {Data: []byte(head)}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c.Lessons()
	}
}

// A long list is no hostile one.
func TestLongTOML(t *testing.T) {
	const n = 5000
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[[link]]\naddress = \"http://a.example/%d\"\nstate = \"gone\"\nyear = 2020\n", i)
	}
	c, err := Open(fstest.MapFS{
		"a.md":        {Data: []byte("# A\n")},
		ManifestName:  {Data: []byte("pages = [" + strings.Repeat("\"a.md\", ", n) + "]\n\nodd = 1\n")},
		AddressesName: {Data: []byte(b.String())},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, problems := c.Addresses()
	if len(list) != n || len(problems) != 0 || list["http://a.example/4999"].Line != 4*4999+1 {
		t.Errorf("%d addresses, %v, line %d", len(list), problems, list["http://a.example/4999"].Line)
	}
	for _, p := range c.Problems() {
		if p.Code == "unknown-key" && p.Line == 3 {
			return
		}
	}
	t.Error("the key odd on line 3 was not reported")
}

// Lists end at a bound, and the author is told which.
func TestListsOfManyEntries(t *testing.T) {
	const n = 2 * maxList
	long := func(key, value string) string {
		return key + " = [" + strings.Repeat(fmt.Sprintf("%q, ", value), n) + "]\n"
	}
	fsys := fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}, "b.md": {Data: []byte("# B\n\nText.\n")}}
	for key, toml := range map[string]string{
		"pages":       long("pages", "*.md"),
		"exclude":     long("exclude", "c*.md"),
		"core":        long("core", "a/a"),
		"exam.banks":  "[exam]\n" + long("banks", "a.gift"),
		"parts":       strings.Repeat("[[parts]]\n", n),
		"parts.pages": "[[parts]]\n" + long("pages", "a.md") + "[[parts]]\n" + long("pages", "b.md"),
	} {
		fsys[ManifestName] = &fstest.MapFile{Data: []byte(toml)}
		c, err := Open(fsys, Options{})
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		m := c.Manifest
		if most := max(len(m.Pages), len(m.Exclude), len(m.Core), len(m.Exam.Banks), len(m.Parts)); most > maxList {
			t.Errorf("%s: %d entries are left", key, most)
		}
		if len(c.Pages()) != 2 {
			t.Errorf("%s: %d pages", key, len(c.Pages()))
		}
		want := fmt.Sprintf("%s has %d entries; only the first %d count", key, n, maxList)
		if key == "parts.pages" {
			want = fmt.Sprintf("%s has %d entries; only the first %d count", key, 2*n, maxList)
		}
		if p := c.Problems(); !slices.ContainsFunc(p, func(p doc.Problem) bool { return p.Code == "manifest-value" && p.Line > 0 && p.Text == want }) {
			t.Errorf("%s: no Problem %q among %d", key, want, len(p))
		}
	}
	fsys[ManifestName] = &fstest.MapFile{Data: bytes.Repeat([]byte("# nothing\n"), maxManifest/10+1)}
	if _, err := Open(fsys, Options{}); err == nil || !strings.Contains(err.Error(), "course.toml: file is too large (8 MB; the limit is 8 MB)") {
		t.Errorf("a course.toml of %d bytes: %v", len(fsys[ManifestName].Data), err)
	}
}

// Patterns of toctrees name each page once, and end where too much must be tried.
func TestManyPatternsOfSphinx(t *testing.T) {
	toc := "I\n=\n\n.. toctree::\n   :glob:\n\n" + strings.Repeat("   p*\n", 2) + "   *\n"
	fsys := fstest.MapFS{"conf.py": {}}
	for i := range 200 {
		fsys[fmt.Sprintf("p%s%03d.rst", strings.Repeat("a", 200), i)] = &fstest.MapFile{Data: []byte("P\n=\n\nText.\n")}
	}
	for hard, want := range map[int]int{0: 0, 5000: 1} {
		fsys["index.rst"] = &fstest.MapFile{Data: []byte(toc + strings.Repeat("   "+strings.Repeat("*a", 50)+"z*\n", hard))}
		c, err := Open(fsys, Options{})
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, p := range c.Problems() {
			if p.Code == "unreadable-list" && strings.Contains(p.Text, "too many patterns") {
				told++
			}
		}
		if pages := len(c.Pages()); pages != 201 || told != want {
			t.Errorf("%d hard patterns: %d pages, told %d times", hard, pages, told)
		}
	}
}

// Toctrees that each list all pages have their square of rows, which is bounded; no page is lost.
func TestToctreesOfAllPages(t *testing.T) {
	const n = 500
	fsys := fstest.MapFS{"conf.py": {}, "index.rst": {Data: []byte("I\n=\n\n.. toctree::\n   :glob:\n\n   *\n")}}
	for i := range n {
		fsys[fmt.Sprintf("p%03d.rst", i)] = &fstest.MapFile{Data: []byte("P\n=\n\n.. toctree::\n   :glob:\n\n   *\n")}
	}
	c, err := Open(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, p := range c.Problems() {
		if p.Code == "unreadable-list" {
			told++
		}
	}
	if pages := len(c.Pages()); pages != n+1 || told != 1 {
		t.Errorf("%d pages, told %d times", pages, told)
	}
}
