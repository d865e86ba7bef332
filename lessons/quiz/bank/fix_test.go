package bank

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/quiz"
)

// ids are written into a source once, nothing else changes, and they are the ids
// that the questions had before.
func TestAddIDs(t *testing.T) {
	const (
		gift = "\uFEFF::A::One?{T}\n\n// [tag:x]\n  ::B::Two?{\n  =a\n  ~b}\n::C::Three?{F}\n// [id:mine]\n::D::Four?{T}\nIs this five?{T}\n$CATEGORY: c\nSix?{T}"
		toml = "# a comment\n[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Q\"\nanswer.answer = \"a\"\n\n  [[questions]] # two\n  id = \"mine\"\n  type = \"ShortAnswer\"\n  prompt.prompt = \"R\"\n  answer.answer = \"b\"\n"
	)
	for _, c := range []struct{ format, src string }{
		{"gift", gift}, {"gift", strings.ReplaceAll(gift, "\n", "\r\n")}, {"mdbook", toml}, {"mdbook", strings.ReplaceAll(toml, "\n", "\r\n")},
	} {
		before := Read([]byte(c.src), "f", c.format)
		quiz.AssignIDs("p", before.Questions)
		out, problems := AddIDs([]byte(c.src), c.format, before.Questions)
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.format, problems)
		}
		after := Read(out, "f", c.format)
		for _, q := range after.Questions {
			if !q.IDWritten {
				t.Errorf("%s: no id at line %d of\n%s", c.format, q.Line, out)
			}
		}
		if diff := cmp.Diff(writtenIDs(before.Questions), writtenIDs(after.Questions)); diff != "" {
			t.Errorf("%s: ids (-before +after)\n%s\n%s", c.format, diff, out)
		}
		var kept []string
		bom := strings.HasPrefix(c.src, "\uFEFF")
		if bom != bytes.HasPrefix(out, []byte("\uFEFF")) {
			t.Errorf("%s: the byte order mark moved", c.format)
		}
		for _, l := range strings.SplitAfter(strings.TrimPrefix(string(out), "\uFEFF"), "\n") {
			if !strings.Contains(l, "[id:p/") && !strings.Contains(l, `id = "p/`) {
				kept = append(kept, l)
			}
		}
		if diff := cmp.Diff(strings.TrimPrefix(c.src, "\uFEFF"), strings.Join(kept, "")); diff != "" {
			t.Errorf("%s: other lines changed (-before +after)\n%s", c.format, diff)
		}
		if strings.Contains(c.src, "\r\n") && bytes.Count(out, []byte("\n")) != bytes.Count(out, []byte("\r\n")) {
			t.Errorf("%s: line ends are mixed\n%q", c.format, out)
		}
		if again, _ := AddIDs(out, c.format, after.Questions); !bytes.Equal(again, out) {
			t.Errorf("%s: a second time changed it", c.format)
		}
	}
}

func TestAddIDsRefuses(t *testing.T) {
	for _, c := range []struct{ format, src, want string }{
		{"aiken", "Which?\nA) a\nB) b\nANSWER: A\n", "Aiken has no place for ids"},
		{"mdbook", "questions = [{type = \"ShortAnswer\", prompt.prompt = \"Q\", answer.answer = \"a\"}]\n", "no [[questions]] table"},
		{"gift", "caf\xe9?{T}\n", "not UTF-8"},
		{"gift", "Q{T}\r\rR{T}\r", "carriage return"},
	} {
		b := Read([]byte(c.src), "f", c.format)
		quiz.AssignIDs("p", b.Questions)
		out, problems := AddIDs([]byte(c.src), c.format, b.Questions)
		if string(out) != c.src || len(problems) == 0 || !strings.Contains(problems[0].Text, c.want) {
			t.Errorf("%s %q: %q %v", c.format, c.src, out, problems)
		}
	}
}

// writtenIDs lists the IDs of questions.
func writtenIDs(qs []*quiz.Question) string {
	var out []string
	for _, q := range qs {
		out = append(out, q.ID)
	}
	return strings.Join(out, "\n")
}
