package cli

import (
	"strings"
	"testing"

	"lectern/lessons/quiz"
)

// A name is one however it is typed, and two that differ in bytes that are no text are two.
func TestStudentNames(t *testing.T) {
	for given, want := range map[string]string{
		"robin": "robin", " root\t": "root", "Zoe\u0308": "Zoë", "two\nlines": "two lines", "a\xffb": `a\xffb`, "a\xfeb": `a\xfeb`,
		"\uFFFD": "\uFFFD", strings.Repeat("e\u0308", 200): strings.Repeat("ë", 100), " ": "student",
		`a\xffb`: `a\x5cxffb`, `a\x5cxffb`: `a\x5cx5cxffb`, `C:\xylophone`: `C:\xylophone`, "a \xff \uFFFD\xfe": "a \\xff \uFFFD\\xfe",
	} {
		a := &app{student: given}
		if got := a.studentName(); got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
	marks := nameOf("e" + strings.Repeat("\u0301", 5000)) // one character
	if n := len(marks); n == 0 || n > maxNameBytes || nameOf(marks) != marks {
		t.Errorf("a letter with 5,000 accents is %d bytes", n)
	}
}

// An answer is saved between a key and its verdict, so its question is named by
// the words of the prompt as they are written.
func TestTitleInTheRecord(t *testing.T) {
	for _, tt := range []struct {
		name string
		q    quiz.Question
		want string
	}{
		{"title", quiz.Question{Title: "Tides", Prompt: quiz.Text{Source: "When?"}}, "Tides"},
		{"markdown", quiz.Question{Prompt: quiz.Text{Source: "What is\n`x`?", Format: quiz.Markdown}}, "What is `x`?"},
		{"html", quiz.Question{Prompt: quiz.Text{Source: "<p>R&amp;D?</p>", Format: quiz.HTML}}, "R&D?"},
		{"gap", quiz.Question{Prompt: quiz.Text{Source: "Water is " + string(quiz.GapMark) + "."}}, "Water is ____."},
		{"escape", quiz.Question{Prompt: quiz.Text{Source: "a\x1b[31mb"}}, "a[31mb"},
		{"long", quiz.Question{Prompt: quiz.Text{Source: strings.Repeat("ж", 71)}}, strings.Repeat("ж", 69) + "…"},
	} {
		if got := recordTitle(&tt.q); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
