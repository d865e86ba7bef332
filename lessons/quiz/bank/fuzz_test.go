package bank

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/quiz"
)

func seeds(f *testing.F, suffix string) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			if strings.HasSuffix(file.Name, suffix) {
				f.Add(string(file.Data))
			}
		}
	}
	dirty, _ := filepath.Glob("testdata/dirty/*" + suffix)
	for _, name := range dirty {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
}

// check holds every question of a bank against what the rest of the program
// relies on.
func check(t *testing.T, b *Bank) {
	t.Helper()
	quiz.AssignIDs("p", b.Questions)
	seen := map[string]bool{}
	for _, q := range b.Questions {
		if q.ID == "" || seen[q.ID] {
			t.Fatalf("id %q is empty or given twice", q.ID)
		}
		seen[q.ID] = true
		if q.Kind == quiz.Cloze && strings.Count(q.Prompt.Source, string(quiz.GapMark)) != len(q.Gaps) {
			t.Fatalf("%d gaps in %q", len(q.Gaps), q.Prompt.Source)
		}
		if q.Points < 0 || q.Line < 1 {
			t.Fatalf("points %v, line %d", q.Points, q.Line)
		}
		for _, line := range []string{"a", "?", "1a 2b", "x; y", "-3,5"} {
			a, err := q.ParseLine(line, quiz.ChoiceOrder(q, "seed"))
			if err != nil {
				continue
			}
			if g := q.Grade(a); !(g.Credit >= 0 && g.Credit <= 1) {
				t.Fatalf("credit %v for %q", g.Credit, line)
			}
			q.Response(a)
		}
		q.TextHash()
		MoodleProblems(q)
	}
}

func FuzzGIFT(f *testing.F) {
	seeds(f, ".gift")
	f.Fuzz(func(t *testing.T, src string) {
		b := readGIFT([]byte(src), "f.gift")
		check(t, b)
		// What is written is read again as the same number of questions, and a
		// second writing changes nothing more.
		var first, second bytes.Buffer
		if _, err := gift.Write(&first, &Bank{Questions: b.Questions}); err != nil {
			t.Fatal(err)
		}
		again := readGIFT(first.Bytes(), "f.gift")
		if len(again.Questions) != len(b.Questions) {
			t.Fatalf("%d questions became %d\n%s", len(b.Questions), len(again.Questions), first.Bytes())
		}
		if _, err := gift.Write(&second, &Bank{Questions: again.Questions}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatalf("written twice it differs\n%q\n%q", first.Bytes(), second.Bytes())
		}
	})
}

func FuzzAiken(f *testing.F) {
	seeds(f, ".aiken")
	f.Fuzz(func(t *testing.T, src string) { check(t, readAiken([]byte(src), "f.aiken")) })
}

func FuzzMdbook(f *testing.F) {
	seeds(f, ".toml")
	f.Fuzz(func(t *testing.T, src string) { check(t, readMdbook([]byte(src), "f.toml")) })
}

// Reading takes time in proportion to the size: the figure is per byte.
func BenchmarkReadGIFT(b *testing.B) {
	src, err := os.ReadFile("testdata/dirty/exported.gift")
	if err != nil {
		b.Fatal(err)
	}
	for _, times := range []int{1, 1000} {
		text := bytes.Repeat(append(src, "\n\n"...), times)
		b.Run(place(times-1), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				readGIFT(text, "b.gift")
			}
		})
	}
}

// fuzzWritten reads a text, and what is written of it, and what is written of that: no question is lost, and from the second
// time on it is the same. The first time may put a text that somebody wrote by hand in order.
func fuzzWritten(t *testing.T, src string, f *Format) {
	b := f.read([]byte(src), "f")
	check(t, b)
	for _, out := range Formats() {
		if !out.Writes() {
			continue
		}
		bank := &Bank{Questions: b.Questions}
		var written [3]bytes.Buffer
		for i := range written {
			if _, err := out.Write(&written[i], bank); err != nil {
				t.Fatal(err)
			}
			if bank = out.read(written[i].Bytes(), "f"); out == f && len(bank.Questions) != len(b.Questions) {
				t.Fatalf("%d questions became %d\n%s\n%v", len(b.Questions), len(bank.Questions), written[i].Bytes(), bank.Problems)
			}
		}
		if out == f && !bytes.Equal(written[1].Bytes(), written[2].Bytes()) {
			t.Fatalf("written again it differs\n%q\n%q", written[1].Bytes(), written[2].Bytes())
		}
	}
}

func FuzzText2qti(f *testing.F) {
	seeds(f, ".text2qti")
	f.Fuzz(func(t *testing.T, src string) { fuzzWritten(t, src, &text2qti) })
}

func FuzzCSV(f *testing.F) {
	seeds(f, ".csv")
	f.Fuzz(func(t *testing.T, src string) { fuzzWritten(t, src, &csvBank) })
}

func FuzzPages(f *testing.F) {
	seeds(f, ".md")
	f.Fuzz(func(t *testing.T, src string) {
		fuzzWritten(t, src, &mkdocsQuiz)
		fuzzWritten(t, src, &liaScript)
	})
}
