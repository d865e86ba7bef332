package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/quiz/bank"
)

// gradedKey says what is right and what is wrong of the questions of a bank, by the first word of their texts. An
// answer is the texts of choices, the texts typed into gaps, or the right sides to the left ones in their order.
var gradedKey = map[string][2][]string{
	"T1.": {{"True"}, {"False"}}, "T2.": {{"False"}, {"True"}}, "T3.": {{"True"}, {"False"}},
	"N1.": {{"3,5"}, {"9"}}, "N2.": {{"-2.5"}, {"2.5"}}, "N3.": {{"1.5"}, {"2.1"}}, "N4.": {{"1 000"}, {"100"}},
	"P1.": {{"eins", "zwei"}, {"zwei", "eins"}}, "P2.": {{"x", "x", "y"}, {"y", "y", "x"}},
	"O1.": {{"first", "second", "third"}, {"third", "first", "second"}}, "O2.": {{"a", "b"}, {"b", "a"}},
	"C1.": {{"Blue", "green"}, {"red", "red"}}, "C2.": {{"word"}, {"other"}}, "C3.": {{"7", "seven"}, {"8", "eight"}},
}

// gradedBank writes the bank of gradedKey, with some questions more, in GIFT.
func gradedBank() string {
	var b strings.Builder
	for i := range 5 {
		q := fmt.Sprintf("S%d.", i)
		choices := []string{"~wrong " + q, "~another " + q, "~third " + q}
		choices = slices.Insert(choices, i%4, "=right "+q)
		fmt.Fprintf(&b, "// [id:s%d]\n[plain]%s Which is right?{%s}\n\n", i, q, strings.Join(choices, " "))
		gradedKey[q] = [2][]string{{"right " + q}, {"another " + q}}
		q = fmt.Sprintf("M%d.", i)
		fmt.Fprintf(&b, "// [id:m%d]\n[plain]%s Which two?{~%%50%%one %[2]s ~%%-50%%no %[2]s ~%%50%%two %[2]s}\n\n", i, q)
		gradedKey[q] = [2][]string{{"one " + q, "two " + q}, {"no " + q}}
		q = fmt.Sprintf("H%d.", i)
		fmt.Fprintf(&b, "// [id:h%d]\n[plain]%s Who?{=name%d =other name}\n\n", i, q, i)
		gradedKey[q] = [2][]string{{fmt.Sprint("Name", i)}, {"name"}}
	}
	b.WriteString(`// [id:t1]
[plain]T1. Is it?{T}

// [id:t2]
[plain]T2. Is it?{F}

// [id:t3]
[plain]T3. Is it?{TRUE}

// [id:n1]
[plain]N1. How many?{#3:1}

// [id:n2]
[plain]N2. How many?{#-2.5}

// [id:n3]
[plain]N3. How many?{#1..2}

// [id:n4]
[plain]N4. How many?{#1000}

// [id:p1]
[plain]P1. Match.{=one -> eins =two -> zwei}

// [id:p2]
[plain]P2. Match.{=a -> x =b -> x =c -> y}

// [id:o1] [kind:order]
[plain]O1. Sort.{=first -> 1 =second -> 2 =third -> 3}

// [id:o2] [kind:order]
[plain]O2. Sort.{=a -> 1 =b -> 2}

// [id:c1]
[plain]C1. Sky {:SA:=blue} grass {:SA:=green}.

// [id:c2]
[plain]C2. A {:SA:=word~=saying}.

// [id:c3]
[plain]C3. Seven {:SA:=7} is {:SA:=seven}.
`)
	return b.String()
}

// gradedText writes some of the questions of gradedKey in a format that is only read.
func gradedText(format string) string {
	var b strings.Builder
	switch format {
	case "csv":
		b.WriteString("question;a;b;c;correct\n")
	case "mkdocs-quiz":
		b.WriteString("# P\n\n")
	case "liascript":
		b.WriteString("<!--\nauthor: a\nversion: 1\n-->\n# P\n")
	}
	for i := range 5 {
		s, m, h := fmt.Sprintf("S%d.", i), fmt.Sprintf("M%d.", i), fmt.Sprintf("H%d.", i)
		switch format {
		case "aiken":
			fmt.Fprintf(&b, "%s Which is right?\nA) another %[1]s\nB) right %[1]s\nANSWER: B\n\n", s)
		case "csv":
			fmt.Fprintf(&b, "%s Which?;another %[1]s;;right %[1]s;c\n%s Which two?;one %[2]s;no %[2]s;two %[2]s;a, c\n%s Who?;;;;name%d\n", s, m, h, i)
		case "mkdocs-quiz":
			fmt.Fprintf(&b, "<quiz>\n%s Which?\n- [ ] another %[1]s\n- [x] right %[1]s\n</quiz>\n\n<quiz>\n%s Which?\n- [x] one %[2]s\n- [ ] no %[2]s\n- [x] two %[2]s\n</quiz>\n\n", s, m)
		case "liascript":
			fmt.Fprintf(&b, "\n## Q\n\n%s Which?\n\n- [( )] another %[1]s\n- [(X)] right %[1]s\n\n%s Which?\n\n    [[X]] one %[2]s\n    [[ ]] no %[2]s\n    [[x]] two %[2]s\n\n%s Who?\n\n[[name%d]]\n", s, m, h, i)
		}
	}
	return b.String()
}

// answerEvent words an answer to a question that `quiz --format json` asks.
func answerEvent(e map[string]any, answer []string) string {
	list := func(key string) (texts []string) {
		all, _ := e[key].([]any)
		for _, v := range all {
			texts = append(texts, fmt.Sprint(v))
		}
		return texts
	}
	letters := make([]string, len(answer))
	for i, a := range answer {
		letters[i] = string(rune('a' + slices.Index(list("choices"), a)))
	}
	switch e["kind"] {
	case "single", "multi", "truefalse", "order":
		return strings.Join(letters, " ")
	case "match":
		for i := range letters {
			letters[i] = fmt.Sprint(i+1) + letters[i]
		}
		return strings.Join(letters, " ")
	}
	return strings.Join(answer, "; ")
}

// gradeAll answers all questions of a bank, rightly or wrongly, and returns how many were graded so.
func gradeAll(t *testing.T, file string, wrong int) (graded int) {
	t.Helper()
	answers, toProgram := io.Pipe()
	fromProgram, out := io.Pipe()
	var errs bytes.Buffer
	go func() {
		Run([]string{"--data", t.TempDir(), "quiz", "--format", "json", file}, Env{Stdin: answers, Stdout: out, Stderr: &errs, Getenv: func(string) string { return "" }})
		out.Close()
	}()
	defer toProgram.Close()
	asked := ""
	for lines := bufio.NewScanner(fromProgram); lines.Scan(); {
		var e map[string]any
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		switch e["event"] {
		case "question":
			asked = fmt.Sprint(e["prompt"])
			first, _, _ := strings.Cut(asked, " ")
			key, ok := gradedKey[first]
			if !ok {
				t.Fatalf("%s: no answer to %s", file, asked)
			}
			fmt.Fprintln(toProgram, answerEvent(e, key[wrong]))
		case "verdict":
			if right := e["credit"] == 1.0; right == (wrong == 1) {
				t.Errorf("%s: %s: %v is worth %v", filepath.Base(file), asked, e["response"], e["credit"])
			} else {
				graded++
			}
		case "error":
			t.Fatalf("%s: %s: %v", filepath.Base(file), asked, e["text"])
		}
	}
	if errs.Len() > 0 {
		t.Errorf("%s: %s", file, errs.String())
	}
	return graded
}

// TestGradesOfEveryFormat: what is right in a bank is right in it in every format, and what is wrong is wrong.
func TestGradesOfEveryFormat(t *testing.T) {
	own, all := bank.Read([]byte(gradedBank()), "b.gift", "gift"), 0
	for _, f := range bank.Formats() {
		text, file := gradedText(f.Name), "b"+f.Suffix
		least := 5
		if f.Suffix == "" { // it stands in pages
			file = "b.md"
		}
		if f.Writes() {
			var out bytes.Buffer
			if _, err := f.Write(&out, own); err != nil {
				t.Fatal(err)
			}
			text, least = out.String(), 18 // those with choices and for a text are in all
		}
		dir := t.TempDir()
		writeTo(t, dir, file, text)
		right := gradeAll(t, filepath.Join(dir, file), 0)
		wrong := gradeAll(t, filepath.Join(dir, file), 1)
		if right < least || wrong != right {
			t.Errorf("%s: %d answers were right and %d wrong, of %d at least", f.Name, right, wrong, least)
		}
		all += right
	}
	if all < 150 {
		t.Errorf("%d questions in all", all)
	}
	t.Logf("%d questions, answered rightly and wrongly", all)
}
