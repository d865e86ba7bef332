package po

import (
	"slices"
	"strings"
	"testing"
)

// all returns the entries of a file.
func all(t *testing.T, text string) (out []Entry) {
	t.Helper()
	if err := Parse(text, func(e Entry) { out = append(out, e) }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestParse(t *testing.T) {
	got := all(t, `# Of the file.
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: reader/ask.go:12
# A note.
#, fuzzy, c-format
msgid "a \"%d\""
msgid_plural ""
"b\n"
"\tc\\"
msgstr[0] "x"
msgstr[1] "y"
msgctxt "command"
msgid "open"
msgstr "öffnen"

#~ msgid "gone"
#~ msgstr "weg"
`)
	if len(got) != 3 || Header(got[0].Texts[0], "language") != "de" || got[0].Comments[0] != "Of the file." {
		t.Fatalf("got %+v", got)
	}
	if e := got[1]; !e.Fuzzy || e.ID != `a "%d"` || e.Many != "b\n\tc\\" || !slices.Equal(e.Texts, []string{"x", "y"}) || e.Comments[0] != "A note." {
		t.Errorf("got %+v", e)
	}
	if e := got[2]; e.Key() != "command\x04open" || e.Texts[0] != "öffnen" {
		t.Errorf("got %+v", e)
	}
	var b []byte
	for _, e := range got {
		b = append(Append(b, e), '\n')
	}
	again := all(t, string(b))
	for i, e := range again {
		if e.Key() != got[i].Key() || e.Many != got[i].Many || !slices.Equal(e.Texts, got[i].Texts) || e.Fuzzy != got[i].Fuzzy {
			t.Errorf("written and read: %+v, want %+v", e, got[i])
		}
	}
	for text, want := range map[string]string{
		"msgid a":               "line 1: a text stands between",
		"\nmsgid \"a\\q\"":      `line 2: \q is not known`,
		"msgid \"a\"b\"":        "line 1: a quotation mark",
		"msgid \"a\\\"":         "line 1: a quotation mark",
		"hello":                 `line 1: "hello" is not known`,
		"\"a\"":                 "line 1: a text without",
		"msgstr[1] \"a\"":       `line 1: "msgstr[1]" is not known`,
		"msgstr[99999999] \"\"": "line 1:",
	} {
		if err := Parse(text, func(Entry) {}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		header string
		want   []int // for 0, 1, 2, 5, 21
	}{
		{"nplurals=1; plural=0;", []int{0, 0, 0, 0, 0}},
		{"nplurals=2; plural=(n != 1);", []int{1, 0, 1, 1, 1}},
		{"nplurals=2; plural=n>1;", []int{0, 0, 1, 1, 1}},
		{"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", []int{2, 0, 1, 2, 0}},
		{"nplurals=2; plural=n%0 || !n", []int{1, 0, 0, 0, 0}},
	} {
		p, err := ParsePlural(c.header)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range []int{0, 1, 2, 5, 21} {
			if got := p.Form(n); got != c.want[i] {
				t.Errorf("%s: form %d for %d, want %d", c.header, got, n, c.want[i])
			}
		}
	}
	for _, bad := range []string{"", "nplurals=2", "nplurals=9; plural=0", "nplurals=2; plural=n +", "nplurals=2; plural=(n", "nplurals=2; plural=n ? 1",
		"nplurals=2; plural=" + strings.Repeat("(", 500) + "n", "nplurals=2; plural=" + strings.Repeat("!", 500) + "n", "nplurals=2; plural=99999999999999999999"} {
		if _, err := ParsePlural(bad); err == nil {
			t.Errorf("%q is no rule", bad)
		}
	}
	p, _ := ParsePlural("nplurals=2; plural=n;")
	if p.Form(-7) != 1 {
		t.Error("a form beyond the last is the last")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("msgid \"a\"\nmsgstr \"b\"\n", "nplurals=2; plural=n != 1")
	f.Fuzz(func(t *testing.T, text, rule string) {
		_ = Parse(text, func(e Entry) { _ = Append(nil, e) })
		if p, err := ParsePlural(rule); err == nil {
			if got := p.Form(len(text)); got < 0 || got >= p.Forms {
				t.Fatalf("form %d of %d", got, p.Forms)
			}
		}
	})
}
