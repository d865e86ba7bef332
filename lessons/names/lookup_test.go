package names

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

// A name leads to the file that has it, else to the only one that fits.
func TestFind(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{
		"Moon.md", "moon.md", "Tide.md", "img/Flut.PNG", "IMG/ebbe.png", "a%20b.md", "a b.md", "c d.md", "é.md", "e\u0301.md",
		"u\u0308ber/Übung.md", "a–b.md", "dir/file", "folder.md/x.md",
	} {
		files[name] = &fstest.MapFile{}
	}
	has := func(name string) bool {
		info, err := fs.Stat(files, name)
		return err == nil && info.Mode().IsRegular()
	}
	l := NewLookup(files, has)
	for _, c := range []struct {
		asked, name, code string
	}{
		{"moon.md", "moon.md", ""},
		{"MOON.md", "", "several-names"},
		{"tide.md", "Tide.md", "name-differs"},
		{"IMG/flut.png", "img/Flut.PNG", "name-differs"},
		{"img/ebbe.png", "IMG/ebbe.png", "name-differs"},
		{"a%20b.md", "a%20b.md", ""},
		{"c%20d.md", "c d.md", ""},
		{"C%20D.md", "c d.md", "name-differs"},
		{"%C3%A9.md", "é.md", ""},
		{"e%CC%81.md", "e\u0301.md", ""},
		{"É.md", "", "several-names"},
		{"über/U\u0308bung.md", "u\u0308ber/Übung.md", ""},
		{"Über/übung.md", "u\u0308ber/Übung.md", "name-differs"},
		{"a-b.md", "a–b.md", "name-differs"},
		{`dir\file`, "dir/file", "name-differs"},
		{"folder.MD", "", ""},
		{"dir", "", ""},
		{"../moon.md", "", ""},
		{"%2e%2e/moon.md", "", ""},
		{"", "", ""},
		{"%zz", "", ""},
		{"none.md", "", ""},
	} {
		found := l.Find(c.asked)
		told, _ := found.Told()
		if found.Name != c.name || told.Code != c.code {
			t.Errorf("%q: %q, %s %s; want %q, %s", c.asked, found.Name, told.Code, told.Text, c.name, c.code)
		}
	}
	if s := l.Find("MOON.md").Several; !slices.Equal(s, []string{"Moon.md", "moon.md"}) {
		t.Errorf("the files that fit are %q", s)
	}
}

// Of thousands of names that differ in case a few are looked at.
func TestFindAmongVariants(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 2000 {
		name := []byte("aaaaaaaaaaa.md")
		for k := range 11 {
			if i>>k&1 > 0 {
				name[k] = 'A'
			}
		}
		files[string(name)] = &fstest.MapFile{}
	}
	asked := 0
	l := NewLookup(files, func(name string) bool { asked++; return files[name] != nil })
	found := l.Find("aaaaaaaaaaa.MD")
	if told, _ := found.Told(); found.Name != "" || asked > 2*maxFitting || len(told.Text) > 300 {
		t.Errorf("%q after %d looks: %s", found.Name, asked, told.Text)
	}
}

// A name without its folders means the file that the page can see nearest.
func TestNearest(t *testing.T) {
	all := []string{"a/Tide.md", "a/b/Moon.md", "c/Moon.md", "c/d/e/Moon.md", "img/pic 1.png", "Top.md"}
	l := NewLookup(fstest.MapFS{}, func(name string) bool { return slices.Contains(all, name) })
	for _, c := range []struct{ name, from, want string }{
		{"Tide", "c/x.md", "a/Tide.md"},
		{"tide.md", "c/x.md", "a/Tide.md"},
		{"Moon", "c/x.md", "c/Moon.md"},
		{"Moon", "c/d/x.md", "c/d/e/Moon.md"},
		{"Moon", "x.md", "c/Moon.md"},
		{"b/Moon", "x.md", "a/b/Moon.md"},
		{"a/Tide", "c/x.md", "a/Tide.md"},
		{"/Top", "c/x.md", "Top.md"},
		{"pic 1.png", "a/x.md", "img/pic 1.png"},
		{"pic 1", "a/x.md", ""},
		{"z/Moon", "x.md", ""},
		{"", "x.md", ""},
	} {
		if got := l.Nearest(c.name, c.from, all, []string{".md"}); got != c.want {
			t.Errorf("%q on %s: %q, want %q", c.name, c.from, got, c.want)
		}
	}
}
