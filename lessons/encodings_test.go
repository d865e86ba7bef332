package lessons

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// inUTF16 returns s as UTF-16, little-endian, with a byte order mark or without.
func inUTF16(s string, mark bool) string {
	if mark {
		s = "\ufeff" + s
	}
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// Every file of a course is read by the same rule, and what had to be assumed is
// said in the same words.
func TestEncodings(t *testing.T) {
	files := map[string]string{
		"course.toml": "id = \"x\"\ntitle = \"The “Hi” course\"\npages = [\"a.rst\", \"b.md\"]\n",
		"a.rst":       "The “Hi” page\n=============\n\nIt’s here.\n\n.. include:: more.inc\n\n.. csv-table::\n   :file: data.csv\n",
		"more.inc":    "It’s included.\n",
		"data.csv":    "it’s,a cell\nof “two”,rows\n",
		"b.md":        "---\ntitle: The “Hi” page\n---\n\nIt’s here.\n\n{{#include more.txt}}\n",
		"more.txt":    "It’s included.\n",
		"b.gift":      "::“Hi”::It’s a question?{=“yes” ~no}\n",
		"b.quiz.toml": "[[questions]]\nid = \"u\"\ntype = \"ShortAnswer\"\nprompt.prompt = \"It’s another?\"\nanswer.answer = \"yes\"\n",
		"links.toml":  "[[link]]\naddress = \"https://example.org/\"\nstate = \"gone\"\nnote = \"It’s gone\"\n",
		"unlisted.md": "# It’s “on no list”\n",
	}
	in1252 := strings.NewReplacer("’", "\x92", "“", "\x93", "”", "\x94")
	for name, encode := range map[string]func(string) string{
		"UTF-8":               func(s string) string { return s },
		"UTF-8 with a mark":   func(s string) string { return "\ufeff" + s },
		"Windows-1252":        in1252.Replace,
		"UTF-16 with a mark":  func(s string) string { return inUTF16(s, true) },
		"UTF-16 without mark": func(s string) string { return inUTF16(s, false) },
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for f, s := range files {
				fsys[f] = &fstest.MapFile{Data: []byte(encode(s))}
			}
			c, err := Open(fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.Manifest.Title != "The “Hi” course" {
				t.Errorf("the title of the course is %q", c.Manifest.Title)
			}
			for _, p := range c.Pages() {
				if p.Path == "unlisted.md" && p.Title() != "It’s “on no list”" {
					t.Errorf("before it is parsed, %s is called %q", p.Path, p.Title())
				}
			}
			problems := c.Problems()
			text, asked := "", ""
			for _, p := range c.Pages() {
				for _, l := range p.Lessons() {
					text += l.Text() + "\n"
					for _, q := range l.Questions {
						asked += q.Title + " " + q.Prompt.Source + "\n"
					}
				}
				problems = append(problems, p.Problems()...)
			}
			for _, want := range []string{"The “Hi” page", "It’s here.", "It’s included.", "it’s", "of “two”"} {
				if !strings.Contains(text, want) {
					t.Errorf("the pages lack %q:\n%s", want, text)
				}
			}
			for _, want := range []string{"“Hi” It’s a question?", "It’s another?"} {
				if !strings.Contains(asked, want) {
					t.Errorf("the banks lack %q:\n%s", want, asked)
				}
			}
			list, found := c.Addresses()
			if got := list["https://example.org/"].Note; got != "It’s gone" {
				t.Errorf("the note of an address is %q", got)
			}
			said := map[string]string{}
			for _, p := range append(problems, found...) {
				if p.Code == "encoding" {
					said[p.File] = p.Text
				}
			}
			var want []string
			if !strings.HasPrefix(name, "UTF-8") {
				want = []string{"a.rst", "b.gift", "b.md", "b.quiz.toml", "course.toml", "data.csv", "links.toml", "more.inc", "more.txt", "unlisted.md"}
			}
			if got := slices.Sorted(maps.Keys(said)); !slices.Equal(got, want) {
				t.Errorf("a note on its encoding have %q, want %q", got, want)
			}
			for f, text := range said {
				as := strings.Fields(name)[0]
				if !strings.Contains(text, "was read as "+as+": save it as UTF-8") {
					t.Errorf("%s: %s", f, text)
				}
			}
		})
	}
}

// A fault of the encoding is told with the first line that has it.
func TestEncodingLine(t *testing.T) {
	c, err := Open(fstest.MapFS{"b.rst": {Data: []byte("B\n=\n\nCaf\xe9.\n")}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p := c.Pages()[0].Problems(); len(p) != 1 || p[0].Code != "encoding" || p[0].Line != 4 {
		t.Errorf("problems %v", p)
	}
}

// Files of a course in another charset are read in it, and the author is told which.
func TestOtherCharsets(t *testing.T) {
	in1251, err := charmap.Windows1251.NewEncoder().String("id = \"x\"\ntitle = \"Приливы и отливы\"\n")
	if err != nil {
		t.Fatal(err)
	}
	inShiftJIS, err := japanese.ShiftJIS.NewEncoder().String("---\ntitle: 潮の満ち引き\n---\n\n月が海水を引っ張る。\n")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Open(fstest.MapFS{"course.toml": {Data: []byte(in1251)}, "a.md": {Data: []byte(inShiftJIS)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := c.First()
	if c.Manifest.Title != "Приливы и отливы" || l.Title != "潮の満ち引き" || !strings.Contains(l.Text(), "月が海水を引っ張る。") {
		t.Errorf("the course %q has the lesson %q: %q", c.Manifest.Title, l.Title, l.Text())
	}
	said := ""
	for _, p := range append(c.Problems(), l.Page.Problems()...) {
		said += p.Text + "\n"
	}
	for _, name := range []string{"Windows-1251", "Shift-JIS"} {
		if !strings.Contains(said, name) {
			t.Errorf("%s is not named in %q", name, said)
		}
	}
}
