package bank

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/tools/txtar"

	"lectern/lessons/quiz"
)

// Banks as they are found in the wild, each with every question that it holds.
func TestDirtyBanks(t *testing.T) {
	for _, c := range []struct {
		file  string
		want  int    // questions, counted by eye
		kinds string // the first letter of each kind, so that a lost answer block shows
	}{
		{"converted.gift", 12, "single single truefalse single numeric single truefalse match multi short single essay"},
		{"crowded.gift", 11, "truefalse single single single short short single numeric single description single"},
		{"exported.gift", 9, "cloze single single single single single short numeric cloze"},
		{"spoken.aiken", 5, "single single single single single"},
		{"book.quiz.toml", 5, "single multi short trace trace"},
	} {
		src, err := os.ReadFile("testdata/dirty/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		b := Read(src, c.file, "")
		var kinds []string
		for _, q := range b.Questions {
			kinds = append(kinds, string(q.Kind))
			if q.Kind.Graded() && len(q.Solution()) == 0 {
				t.Errorf("%s:%d: no answer to %q is right", c.file, q.Line, q.Title)
			}
		}
		if len(b.Questions) != c.want || strings.Join(kinds, " ") != c.kinds {
			t.Errorf("%s: %d of %d questions\n got %s\nwant %s\n%v", c.file, len(b.Questions), c.want, strings.Join(kinds, " "), c.kinds, b.Problems)
		}
		t.Logf("%s: %d of %d questions, %d problems", c.file, len(b.Questions), c.want, len(b.Problems))
	}
}

// The same bank in other encodings and with other line ends is the same bank.
func TestEncodings(t *testing.T) {
	const src = "::Où::Où est la mer?{=là ~ici}\n\n::Été::Il fait chaud.{T}\n"
	want := write(t, readGIFT([]byte(src), "t.gift"))
	units := utf16.Encode([]rune(src))
	little, big := []byte{0xFF, 0xFE}, []byte{0xFE, 0xFF}
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	var latin []byte
	for _, r := range src {
		latin = append(latin, byte(r))
	}
	for name, text := range map[string][]byte{
		"byte order mark": []byte("\uFEFF" + src), "UTF-16 little": little, "UTF-16 big": big, "Windows-1252": latin,
		"carriage returns": []byte(strings.ReplaceAll(src, "\n", "\r")), "control characters": []byte(strings.ReplaceAll(src, "mer", "m\x01\x00er\uFFFC")),
	} {
		b := readGIFT(text, "t.gift")
		if got := write(t, b); string(got) != string(want) {
			t.Errorf("%s: %s", name, got)
		}
		encoding := name[0] == 'U' || name[0] == 'W'
		if got := len(b.Problems) == 1 && b.Problems[0].Code == "encoding"; got != encoding {
			t.Errorf("%s: problems %v", name, b.Problems)
		}
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct{ src, file, format, want string }{
		{"", "a.gift", "", "gift"}, {"", "a.AIKEN", "", "aiken"}, {"", "a.quiz.toml", "", "mdbook"}, {"", "a.toml", "", "mdbook"}, {"", "a.gift", "Aiken", "aiken"},
		{"Q?\nA) a\nB) b\nanswer: a", "a.txt", "", "aiken"}, {"Q{T}", "a.txt", "", "gift"}, {"\n[[questions]]\n", "", "", "mdbook"}, {"", "", "", "gift"}, {"", "a.gift", "odt", ""},
	} {
		got := ""
		if f := Of([]byte(c.src), c.file, c.format); f != nil {
			got = f.Name
		}
		if got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	if b := Read([]byte("Q{T}"), "a.odt", "odt"); len(b.Questions) != 1 || len(b.Problems) != 1 || b.Problems[0].Code != "unknown-format" {
		t.Errorf("an unknown format: %+v", b)
	}
}

// Tables that would keep the TOML decoder busy for hours are not given to it.
func TestWideTables(t *testing.T) {
	var keys, tables, inline strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&keys, "k%d = 1\n", i)
		fmt.Fprintf(&tables, "[[questions]]\n[t%d]\n", i)
		fmt.Fprintf(&inline, "k%d = 1, ", i)
	}
	for name, text := range map[string]string{
		"keys": keys.String(), "tables": tables.String(), "inline": "[[questions]]\na = {" + inline.String() + "z = 1}\n",
		"dotted": strings.Repeat("a.", 200_000) + "a = 1\n",
	} {
		b := readMdbook([]byte(text), "t.toml")
		if len(b.Problems) != 1 || b.Problems[0].Code != "bank-too-large" {
			t.Errorf("%s: %v", name, b.Problems)
		}
	}
	b := readMdbook([]byte("a = "+strings.Repeat("[", 200_000)), "t.toml")
	if len(b.Problems) != 1 || b.Problems[0].Code != "bad-toml" {
		t.Errorf("deep arrays: %v", b.Problems)
	}
}

// A hopeless file says so many times, not without end, and a file of any size
// is over in a moment.
func TestBounds(t *testing.T) {
	b := readGIFT([]byte(strings.Repeat("{=\n\n", 5000)), "t.gift")
	if len(b.Problems) != 1001 {
		t.Errorf("%d problems", len(b.Problems))
	}
	b = readGIFT(make([]byte, maxBank+1), "t.gift")
	if len(b.Questions) != 0 || len(b.Problems) != 1 || b.Problems[0].Code != "bank-too-large" {
		t.Errorf("a huge file: %v", b.Problems)
	}
}

// A line of answers as long as a file is read in linear time: with the square of it this takes minutes.
func TestLongLineOfAnswers(t *testing.T) {
	const n = 300_000
	b := Read([]byte("a{"+strings.Repeat("~b", n)+"=c}\n"), "t.gift", "")
	if len(b.Questions) != 1 || len(b.Questions[0].Choices) != n+1 {
		t.Errorf("%d questions, %v", len(b.Questions), b.Problems)
	}
}

// Of a bank of so many questions that they would not fit into memory the beginning is read.
func TestBankOfManyQuestions(t *testing.T) {
	const n = 220_000
	for format, question := range map[string]string{"gift": "a{T}\n\n", "aiken": "Q?\nA. a\nB. b\nANSWER: A\n\n"} {
		b := Read([]byte(strings.Repeat(question, n)), "t."+format, format)
		last := b.Problems[len(b.Problems)-1]
		if got := len(b.Questions); got < n/10 || got > n-n/10 || last.Code != "too-much-markup" || last.Line < got {
			t.Errorf("%s: %d questions, %+v", format, got, last)
		}
	}
}

// A format that is only read says so.
func TestWriteRefuses(t *testing.T) {
	var out strings.Builder
	if _, err := Named("aiken").Write(&out, new(Bank)); err == nil || !strings.Contains(err.Error(), "Aiken") || out.Len() > 0 {
		t.Errorf("%v, %q", err, out.String())
	}
}

// No prompt of any bank in testdata shows answers.
func TestNoKeyInAPrompt(t *testing.T) {
	for _, pattern := range []string{"testdata/*.txtar", "testdata/dirty/*", "testdata/*.gift"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range txtar.Parse(append([]byte("-- "+filepath.Base(file)+" --\n"), text...)).Files {
				if ForFile(f.Name) == nil && !strings.HasSuffix(file, ".txtar") {
					continue
				}
				for _, q := range Read(f.Data, f.Name, "").Questions {
					s := q.Prompt.Source
					for i := strings.IndexByte(s, '{'); i >= 0; i = strings.IndexByte(s, '{') {
						if s = s[i+1:]; marksAnswers(s) && q.Kind.Graded() && !bytes.Contains(f.Data, []byte(`\{`)) {
							t.Errorf("%s, %s, line %d: the answers stand in %q", file, f.Name, q.Line, q.Prompt.Source)
							break
						}
					}
				}
			}
		}
	}
}

// What earlier programs derived from a text that they read otherwise is still
// what it goes by: the values are theirs.
func TestIDsOfEarlierReaders(t *testing.T) {
	for src, want := range map[string]string{
		`::L6:: Gaps: I {=would} like {=more} teas.`:          "p/l6-8633160304",
		"::L7::$\\dfrac{2x}{3}$ y {\n ~one\n =$\\sqrt{2}$\n}": "p/l7-34c8bf2271",
		"Two {=a ~b} and {=c ~d} in one.":                     "p/q-2732d67a0d",
		"Only one {=a ~b} in one.":                            "p/q-6a84a0a671",
	} {
		b := Read([]byte(src), "p.gift", "")
		var ids quiz.IDs
		ids.Assign("p", b.Questions)
		if got := b.Questions[0].ID; got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}
