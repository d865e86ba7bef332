package syntax

import (
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/marked.txt")

// marks stand around a span in testdata/marked.txt.
var marks = map[Kind][2]string{Keyword: {"⟦", "⟧"}, String: {"«", "»"}, Comment: {"⟨", "⟩"}, Number: {"‹", "›"}}

// testdata/cases.txt has code of each language; marked.txt is the same with each span
// in the brackets of its kind.
func TestCases(t *testing.T) {
	src, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	seen := map[*Language]bool{}
	for part := range strings.SplitSeq(strings.TrimPrefix(string(src), "== "), "\n== ") {
		name, code, _ := strings.Cut(part, "\n")
		l := Find(name)
		if l == nil {
			t.Fatalf("there is no language %s", name)
		}
		seen[l] = true
		b.WriteString("== " + name + "\n" + marked(code, l.Spans(code)) + "\n")
	}
	if *update {
		if err := os.WriteFile("testdata/marked.txt", []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := os.ReadFile("testdata/marked.txt")
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got; go test ./reader/syntax -update writes it):\n%s", diff)
	}
	if len(seen) < 18 {
		t.Errorf("only %d languages have cases", len(seen))
	}
}

func marked(code string, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, sp := range spans {
		b.WriteString(code[at:sp.Start] + marks[sp.Kind][0] + code[sp.Start:sp.End] + marks[sp.Kind][1])
		at = sp.End
	}
	return b.String() + code[at:]
}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range languages {
		for name := range strings.FieldsSeq(r.names) {
			if seen[name] || Find(strings.ToUpper(name)) == nil {
				t.Errorf("%s is twice in the table, or is not found", name)
			}
			seen[name] = true
		}
	}
	if Find("text") != nil || Find("") != nil {
		t.Error("plain text has a language")
	}
}

// FuzzSpans: whatever the text, spans are in order, apart, not empty and between characters.
func FuzzSpans(f *testing.F) {
	src, _ := os.ReadFile("testdata/cases.txt")
	for part := range strings.SplitSeq(strings.TrimPrefix(string(src), "== "), "\n== ") {
		name, code, _ := strings.Cut(part, "\n")
		f.Add(name, code)
	}
	f.Fuzz(func(t *testing.T, name, code string) {
		l := Find(name)
		if l == nil || !utf8.ValidString(code) {
			return
		}
		at := 0
		for _, sp := range l.Spans(code) {
			if sp.Start < at || sp.End <= sp.Start || sp.End > len(code) || !utf8.RuneStart(code[sp.Start]) || sp.End < len(code) && !utf8.RuneStart(code[sp.End]) {
				t.Fatalf("%s: %q: span %v after %d", name, code, sp, at)
			}
			at = sp.End
		}
	})
}

// What never ends does not cost more than once.
func BenchmarkHostile(b *testing.B) {
	for name, code := range map[string]string{
		"quotes": strings.Repeat(`"`, 100_000), "unclosed": strings.Repeat("`a ", 50_000) + "`", "blocks": strings.Repeat("/* ", 50_000),
		"lines": strings.Repeat("'a\n", 50_000), "words": strings.Repeat("if ", 50_000), "one word": strings.Repeat("a", 200_000), "keys": strings.Repeat("a ", 100_000),
	} {
		for _, lang := range []string{"go", "python", "rust", "yaml", "sh"} {
			b.Run(name+"/"+lang, func(b *testing.B) {
				b.SetBytes(int64(len(code)))
				for b.Loop() {
					Find(lang).Spans(code)
				}
			})
		}
	}
}
