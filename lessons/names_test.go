package lessons

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"lectern/lessons/doc"
)

// rawZip writes an archive whose names are these bytes, and whose entries do not say in
// which charset they are.
func rawZip(t *testing.T, entries ...zip.FileHeader) string {
	t.Helper()
	return zipFile(t, func(z *zip.Writer) {
		for _, h := range entries {
			h.NonUTF8 = true
			w, err := z.CreateHeader(&h)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(h.Name, "/") && !strings.HasSuffix(h.Name, `\`) {
				if _, err := w.Write([]byte("# Page " + h.Comment + "\n\n[x](sub/%C3%BCbung.md)\n")); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// pathsIn opens an archive and returns the paths of its pages and the texts of its Problems.
func pathsIn(t *testing.T, name string) (paths []string, said string) {
	t.Helper()
	c, err := OpenPath(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, p := range c.Pages() {
		paths = append(paths, p.Path)
	}
	slices.Sort(paths)
	for _, p := range c.Problems() {
		if p.Code == "archive-names" || p.Code == "folder-names" || p.Code == "left-out" {
			said += p.Severity.String() + ": " + p.Text + "\n"
		}
	}
	return paths, said
}

// Archives of many systems show the pages that their authors saw.
func TestNamesInArchives(t *testing.T) {
	for name, c := range map[string]struct {
		charset encoding.Encoding
		names   []string
	}{
		"CP437":        {charmap.CodePage437, []string{"photo-tür.md", "sub/übung.md"}},
		"CP850":        {charmap.CodePage850, []string{"Ação.md", "São João.md"}},
		"CP852":        {charmap.CodePage852, []string{"Wstęp do usług.md", "Ćwiczenie żółw.md"}},
		"CP866":        {charmap.CodePage866, []string{"Приливы.md", "Урок 1.md"}},
		"Shift-JIS":    {japanese.ShiftJIS, []string{"レッスン/表.md", "第一章.md"}},
		"GB18030":      {simplifiedchinese.GB18030, []string{"平台.md", "第一课.md"}},
		"EUC-KR":       {korean.EUCKR, []string{"수업.md", "조석.md"}},
		"Windows-1252": {charmap.Windows1252, []string{"Ça va.md", "été.md"}},
		"":             {encoding.Nop, []string{"Übung.md", "été.md"}},
	} {
		var entries []zip.FileHeader
		for _, n := range c.names {
			raw, err := c.charset.NewEncoder().String(n)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, zip.FileHeader{Name: raw})
		}
		paths, said := pathsIn(t, rawZip(t, entries...))
		slices.Sort(c.names)
		if !slices.Equal(paths, c.names) || name != "" && !strings.Contains(said, "2 names in the archive are not UTF-8; they were read as "+name) || name == "" && said != "" {
			t.Errorf("%s: %q, %s", name, paths, said)
		}
	}
}

// Where two programs wrote an archive, the names of each are read as it wrote them.
func TestArchiveOfTwoPrograms(t *testing.T) {
	paths, said := pathsIn(t, rawZip(t, zip.FileHeader{Name: "日本.md"}, zip.FileHeader{Name: "été.md"}, zip.FileHeader{Name: "Gr\x94\xe1e.md"}))
	if want := []string{"Größe.md", "été.md", "日本.md"}; !slices.Equal(paths, want) || !strings.Contains(said, "1 name in the archive is not UTF-8; it was read as CP437") {
		t.Errorf("%q, %s", paths, said)
	}
}

// Info-ZIP states the name in a field of its own; where that is of another name it does not count.
func TestUnicodePathOfArchives(t *testing.T) {
	field := func(of, name string) []byte {
		body := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(of)))...)
		body = append(body, name...)
		return append(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, 0x7075), uint16(len(body))), body...)
	}
	paths, said := pathsIn(t, rawZip(t,
		zip.FileHeader{Name: "Grenze?.md", Extra: field("Grenze?.md", "Größe.md")},
		zip.FileHeader{Name: "a.md", Extra: field("b.md", "c.md")}))
	if !slices.Equal(paths, []string{"Größe.md", "a.md"}) || said != "" {
		t.Errorf("%q, %s", paths, said)
	}
}

// Backslashes part folders. A name that no file of a course can have costs one entry,
// and is told.
func TestOddNamesInArchives(t *testing.T) {
	paths, said := pathsIn(t, rawZip(t, zip.FileHeader{Name: "index.md"}, zip.FileHeader{Name: `sub\`}, zip.FileHeader{Name: `sub\b.md`},
		zip.FileHeader{Name: "../up.md"}, zip.FileHeader{Name: "con\x01trol.md"}, zip.FileHeader{Name: "index.md"}, zip.FileHeader{Name: "index.md/under.md"},
		zip.FileHeader{Name: `C:\win.md`}, zip.FileHeader{Name: strings.Repeat("d/", 100) + "deep.md"}))
	if !slices.Equal(paths, []string{"index.md", "sub/b.md"}) || !strings.HasPrefix(said, "warning: 6 entries") || !strings.Contains(said, `"../up.md"`) {
		t.Errorf("%q, %s", paths, said)
	}
}

// Every door by which a name comes in finds the file under its composed name, its decomposed
// one, in percent signs and in another case, and tells of the last.
func TestNamesThroughEveryDoor(t *testing.T) {
	page := func(text string) string { return "# First\n\n" + text + "\n" }
	rst := func(text string) string { return "First\n=====\n\nText.\n\n" + text + "\n" }
	const bank = "// [id:q]\n::Q::Is it so? {T####Yes.}\n"
	for name, door := range map[string]struct {
		index, asks string // a file, and what it holds but for the name
		file, holds string
		want        string // what the course shows then
	}{
		"link":           {"index.md", page("[x](<%s>)"), "Ébbe.md", "# Ebbe\n\nText.\n", "link"},
		"link to anchor": {"index.md", page("[x](<%s#deep>)"), "Ébbe.md", "# Ebbe\n\nText.\n\n## Deep\n\nText.\n", "link"},
		"doc":            {"index.rst", rst(":doc:`x <%s>`"), "Ébbe.rst", "Ebbe\n====\n\nText.\n", "link"},
		"picture":        {"index.md", page("![x](<%s>)"), "Ébbe.png", "x", "picture"},
		"rst picture":    {"index.rst", rst(".. image:: %s"), "Ébbe.png", "x", "picture"},
		"include":        {"index.md", page("{{#include %s}}"), "Ébbe.inc", "Wanted words.\n", "Wanted"},
		"rst include":    {"index.rst", rst(".. include:: %s"), "Ébbe.inc", "Wanted words.\n", "Wanted"},
		"literalinclude": {"index.rst", rst(".. literalinclude:: %s"), "Ébbe.py", "Wanted words.\n", "Wanted"},
		"csv":            {"index.rst", rst(".. csv-table::\n   :file: %s"), "Ébbe.csv", "Wanted,words\n", "Wanted"},
		"bank":           {"index.md", page("{{#quiz %s}}"), "Ébbe.gift", bank, "question"},
		"exam":           {"course.toml", "[exam]\nbanks = [\"%s\"]\n", "Ébbe.gift", bank, "exam"},
		"toctree":        {"index.rst", rst(".. toctree::\n\n   %s"), "Ébbe.rst", "Ebbe\n====\n\nWanted.\n", "listed"},
		"SUMMARY.md":     {"src/SUMMARY.md", "# S\n\n- [A](<%s>)\n", "src/Ébbe.md", "# Ebbe\n\nWanted.\n", "listed"},
		"course.toml":    {"course.toml", "pages = [\"%s\"]\n", "Ébbe.md", "# Ebbe\n\nWanted.\n", "listed"},
		"mkdocs.yml":     {"mkdocs.yml", "nav:\n  - A: \"%s\"\n", "docs/Ébbe.md", "# Ebbe\n\nWanted.\n", "listed"},
	} {
		own := filepath.Base(door.file)
		for form, asked := range map[string]string{"composed": own, "decomposed": norm.NFD.String(own), "percent": "%C3%89" + own[2:], "case": "éb" + own[3:]} {
			if door.index == "index.rst" && (name == "doc" || name == "toctree") {
				asked = strings.TrimSuffix(asked, ".rst")
			}
			files := fstest.MapFS{door.index: {Data: fmt.Appendf(nil, door.asks, asked)}, door.file: {Data: []byte(door.holds)}}
			if door.want == "exam" {
				files["a.md"] = &fstest.MapFile{Data: []byte(page("Text."))}
			}
			c, err := Open(files, Options{})
			if err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
				continue
			}
			problems, found := c.Problems(), false
			first := c.First()
			switch door.want {
			case "link":
				doc.WalkInlines(first.Blocks(), func(in doc.Inline) {
					if l, ok := in.(*doc.Link); ok {
						d := c.Resolve(first, l.Target, l.Ref)
						found = d.Kind == Inside && c.Lesson(d.Place.Lesson).Page.Path == door.file
						if d.Found != nil {
							told, _ := d.Found.Told()
							problems = append(problems, told)
						}
					}
				})
			case "picture":
				source := imageSources(first.Blocks())[0]
				_, err := first.Page.Picture(source)
				if found = err == nil; found {
					told, _ := first.Page.FindPicture(source).Told()
					problems = append(problems, told)
				}
			case "exam":
				found = len(c.ExamQuestions()) == 1
				problems = append(problems, c.ExamProblems()...)
			case "question":
				found = len(c.Questions()) == 1
			case "listed":
				last := c.Last().Page
				found = last.Path == door.file && !slices.ContainsFunc(problems, func(p doc.Problem) bool { return p.Code == "page-on-no-list" })
			default:
				found = strings.Contains(first.Text(), door.want)
			}
			differs := slices.ContainsFunc(problems, func(p doc.Problem) bool { return p.Code == "name-differs" })
			if !found || differs != (form == "case") || slices.ContainsFunc(problems, func(p doc.Problem) bool { return p.Severity > doc.Info }) {
				t.Errorf("%s, %s: found %v, %v", name, form, found, problems)
			}
		}
	}
}

// A name that is UTF-8 only by chance is seen as those beside it are.
func TestNameThatIsUTF8ByChance(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"平台.md", "第一课.md", "简介.md"} {
		raw, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, raw), []byte("# Page\n\nText.\n"), 0o666); err != nil {
			t.Skip(err) // names are UTF-8 here
		}
	}
	for _, name := range []string{"Übung.md", "e\u0301te\u0301.md", "ελλάδα.md"} {
		write(t, dir, name, "# Page\n\nText.\n")
	}
	paths, _ := pathsIn(t, dir)
	if want := []string{"e\u0301te\u0301.md", "Übung.md", "ελλάδα.md", "平台.md", "第一课.md", "简介.md"}; !slices.Equal(paths, want) {
		t.Errorf("the pages are %q, want %q", paths, want)
	}
}

// What macOS and bsdtar put into an archive beside the files is passed over, and the folder
// that all of them lie in is the course.
func TestArchiveOfOneFolder(t *testing.T) {
	paths, said := pathsIn(t, rawZip(t, zip.FileHeader{Name: "./"}, zip.FileHeader{Name: "tides/"}, zip.FileHeader{Name: "tides/a.md"},
		zip.FileHeader{Name: ".DS_Store"}, zip.FileHeader{Name: "__MACOSX/"}, zip.FileHeader{Name: "__MACOSX/tides/a.md"}, zip.FileHeader{Name: "__MACOSX/tides/._a.md"}))
	if !slices.Equal(paths, []string{"a.md"}) || said != "" {
		t.Errorf("%q, %s", paths, said)
	}
}

// A folder with names that are not UTF-8 opens under those that their author saw; what
// cannot be told from another file is left out, and told.
func TestOddNamesInFolders(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.md": "# Start\n\n[x](caf%C3%A9.md)\n", "caf\xe9.md": "# Caf\u00e9\n\nText.\n", "d\xe9j\xe0/\xfcbung.md": "# Exercise\n\nText.\n",
		"d\xe9j\xe0/\xfcbung.gift": "// [id:q]\n::Q::Is it so? {T####Yes.}\n", "photo-t\xfcr.png": "x", "t\xfcr.md": "# One\n\nText.\n", "tür.md": "# Other\n\nText.\n",
	} {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Skip(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Skip(err) // names are UTF-8 here
		}
	}
	paths, said := pathsIn(t, dir)
	if want := []string{"café.md", "déjà/übung.md", "index.md", "tür.md"}; !slices.Equal(paths, want) {
		t.Errorf("the pages are %q, want %q", paths, want)
	}
	if !strings.Contains(said, "6 names in the folder are not UTF-8; they were read as Windows-1252") || !strings.Contains(said, `warning: 1 file of the folder is left out`) || !strings.Contains(said, `"tür.md"`) {
		t.Errorf("said is %s", said)
	}
	alone := filepath.Join(dir, "caf\xe9.md")
	for _, typed := range []string{"café.md", "cafe\u0301.md", "caf\xe9.md"} {
		if got := FindPath(filepath.Join(dir, typed)); got != alone {
			t.Errorf("%q leads to %q", typed, got)
		}
	}
	if typed := filepath.Join(dir, "tu\u0308r.md"); FindPath(typed) != typed {
		t.Error("of two files that a name may mean one is taken")
	}
	c, err := OpenPath(alone)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c.First().Title != "Café" {
		t.Errorf("the page alone is %q", c.First().Title)
	}
	whole, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	if disk := whole.OnDisk("déjà/übung.gift"); disk != "d\xe9j\xe0/\xfcbung.gift" {
		t.Errorf("the bank is %q on the disk", disk)
	}
	if d := whole.Resolve(whole.First(), "caf%C3%A9.md", ""); d.Kind != Inside || len(whole.Questions()) != 1 {
		t.Errorf("the link leads to %+v, %d questions", d, len(whole.Questions()))
	}
	if _, err := fs.ReadFile(whole.FS(), "photo-tür.png"); err != nil {
		t.Error(err)
	}
}

// A page whose names are all there lists no folder.
func TestExactNamesListNothing(t *testing.T) {
	listed := 0
	files := listing{fstest.MapFS{
		"course.toml": {Data: []byte("pages = [\"a.md\", \"b.md\"]\n")}, "a.md": {Data: []byte("# A\n\n[b](b.md) ![p](p.png) ![q](q.png)\n\n{{#include c.inc}}\n")},
		"b.md": {Data: []byte("# B\n")}, "c.inc": {Data: []byte("Text.\n")}, "p.png": {Data: []byte("x")}, "q.txt": {Data: []byte("x")},
	}, &listed}
	c, err := Open(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := c.First()
	c.Resolve(first, "b.md", "")
	for _, source := range []string{"p.png", "q.png"} {
		first.Page.Drawing(source)
	}
	if _, err := first.Page.Picture("p.png"); err != nil || listed > 0 {
		t.Errorf("%v, %d folders were listed", err, listed)
	}
}

type listing struct {
	fstest.MapFS
	n *int
}

func (l listing) ReadDir(name string) ([]fs.DirEntry, error) {
	*l.n++
	return l.MapFS.ReadDir(name)
}

// The bank beside a page has its name composed or not, and capitals in its suffix where the page has.
func TestBankBesideByName(t *testing.T) {
	const bank = "// [id:q]\n::Q::Is it so? {T####Yes.}\n"
	for page, beside := range map[string]string{"É.md": "E\u0301.gift", "e\u0301.md": "é.gift", "A.MD": "A.GIFT"} {
		c, err := Open(fstest.MapFS{page: {Data: []byte("# Page\n\nText.\n")}, beside: {Data: []byte(bank)}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(c.Questions()); n != 1 {
			t.Errorf("%q asks %d questions of %q", page, n, beside)
		}
	}
}
