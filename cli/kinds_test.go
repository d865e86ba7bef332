package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/lessons/quiz"
)

// linesOfEveryKind is a line that answers a question of each kind. A new kind
// fails TestEveryKindThroughTheCommands until it is here.
var linesOfEveryKind = map[quiz.Kind]string{
	quiz.Single: "a", quiz.Multi: "a b", quiz.TrueFalse: "t", quiz.Short: "birds", quiz.Numeric: "8", quiz.Match: "1a 2b 3c",
	quiz.Order: "a b c", quiz.Cloze: "tern; b; 10", quiz.Trace: "gull 2", quiz.Essay: "Rain", quiz.Description: "",
}

// A question of every kind is printed, checked, asked, and kept on the record, from
// which the run goes on after each answer.
func TestEveryKindThroughTheCommands(t *testing.T) {
	bank, err := os.ReadFile("../lessons/quiz/bank/testdata/every-kind.gift")
	if err != nil {
		t.Fatal(err)
	}
	course, data := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"course.toml": "id = \"birds\"\ntitle = \"Birds\"\n", "a.md": "# A harbour\n\nText.\n", "a.gift": string(bank)} {
		if err := os.WriteFile(filepath.Join(course, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(typed string, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		env := Env{Stdin: strings.NewReader(typed), Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }}
		if code := Run(append([]string{"--data", data, "--student", "robin"}, args...), env); code != exitOK {
			t.Fatalf("lectern %s: %d: %s%s", strings.Join(args, " "), code, out.String(), errs.String())
		}
		if strings.Contains(out.String(), "\uFFFC") {
			t.Errorf("lectern %s shows a gap raw:\n%s", strings.Join(args, " "), out.String())
		}
		return out.String()
	}

	var printed struct {
		Lessons []struct {
			Questions []struct{ ID, Kind, Prompt string }
		}
	}
	if err := json.Unmarshal([]byte(run("", "print", "--format", "json", course)), &printed); err != nil {
		t.Fatal(err)
	}
	questions := printed.Lessons[0].Questions
	seen := map[quiz.Kind]bool{}
	for _, q := range questions {
		seen[quiz.Kind(q.Kind)] = true
		if q.Prompt == "" {
			t.Errorf("%s: printed without a prompt", q.Kind)
		}
	}
	for _, kind := range quiz.Kinds() {
		if _, known := linesOfEveryKind[kind]; !known || !seen[kind] {
			t.Errorf("%s: printed: %v, the test can answer it: %v", kind, seen[kind], known)
		}
	}
	run("", "print", course)
	if said := run("", "check", course); strings.Contains(said, "error:") {
		t.Errorf("check reports an error:\n%s", said)
	}

	answered := 0
	for i, q := range questions {
		if !quiz.Kind(q.Kind).Asks() {
			continue
		}
		said := run(linesOfEveryKind[quiz.Kind(q.Kind)]+"\n", "quiz", course)
		if answered > 0 && !strings.Contains(said, "going on at question") || strings.Count(said, "Question ") > 3 {
			t.Errorf("%s: the run does not go on at question %d:\n%s", q.Kind, i+1, said)
		}
		answered++
	}
	kept := map[string]string{} // ID to what was answered, in words
	file := filepath.Join(data, "record.jsonl")
	run("", "progress", "export", file)
	record, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(record)) {
		var l struct {
			Answer struct{ Question, Kind, Words string }
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if l.Answer.Question != "" {
			kept[l.Answer.Question] = l.Answer.Words
		}
	}
	for _, q := range questions {
		if words, ok := kept[q.ID]; ok != quiz.Kind(q.Kind).Asks() || ok && words == "" {
			t.Errorf("%s: on the record: %v, as %q", q.Kind, ok, words)
		}
	}
}
