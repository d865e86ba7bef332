package quiz

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ids(qs []*Question) string {
	var out []string
	for _, q := range qs {
		out = append(out, q.ID)
	}
	return strings.Join(out, "\n")
}

func TestAssignIDs(t *testing.T) {
	const src = "// [id:mine]\n::A::One?{T}\n\n::A::One?{F}\n\nTwo?{T}\n\nTwo?{F}\n\n// [id:mine]\nThree?{T}\n\n::Très long titre, qui ne finit pas avant la fin::Q{T}\n"
	qs := ReadGIFT([]byte(src), "p.gift").Questions
	problems := AssignIDs("unit-1", qs)
	const want = "mine\nunit-1/a-0f183830a3\nunit-1/q-b553a8a6ab\nunit-1/q-b553a8a6ab-2\nmine-2\nunit-1/très-long-titre-qui-ne-finit-4b673799c7"
	if diff := cmp.Diff(want, ids(qs)); diff != "" {
		t.Errorf("ids changed, and with them what students' records name (-want +got)\n%s", diff)
	}
	var said []string
	for _, p := range problems {
		said = append(said, fmt.Sprintf("%d %s", p.Line, p.Code))
	}
	if diff := cmp.Diff([]string{"11 duplicate-id", "8 same-question"}, said); diff != "" {
		t.Errorf("problems (-want +got)\n%s", diff)
	}

	// The same questions elsewhere in the file, and others beside them, have the same ids.
	again := ReadGIFT([]byte("New?{T}\n\n"+src), "p.gift").Questions
	AssignIDs("unit-1", again)
	if diff := cmp.Diff(want, ids(again[1:])); diff != "" {
		t.Errorf("a question before them changed ids (-want +got)\n%s", diff)
	}
	// Another page has other ids, and a course keeps two pages apart.
	other := ReadGIFT([]byte(src), "q.gift").Questions
	var course IDs
	course.Assign("unit-1", qs)
	problems = course.Assign("unit-2", other)
	for _, id := range strings.Split(ids(other), "\n") {
		if strings.Contains("\n"+ids(qs)+"\n", "\n"+id+"\n") {
			t.Errorf("%s is an id of two questions", id)
		}
	}
	if len(problems) != 3 || !strings.Contains(problems[0].Text, "p.gift:2") {
		t.Errorf("problems of the second page: %v", problems)
	}
}

func TestTextHash(t *testing.T) {
	base := one(t, "::T::Q{=a#fa ~b}").TextHash()
	for src, same := range map[string]bool{
		"// [id:x] [tag:y] [hint:z]\n::Other title::Q{=a#other ~b}": true,
		"::T::  Q  {=a ~b}":     true,
		"::T::Q {=a ~c}":        false,
		"::T::Q{~a =b}":         false,
		"::T::R{=a ~b}":         false,
		"::T::Q{=a ~b ~c}":      false,
		"::T::Q{~%100%a ~%0%b}": false,
	} {
		if got := one(t, src).TextHash(); (got == base) != same {
			t.Errorf("%s: hash %s, before %s, want same %v", src, got, base, same)
		}
	}
	if len(base) != 16 {
		t.Errorf("hash %q", base)
	}
}

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
		AssignIDs("p", before.Questions)
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
		if diff := cmp.Diff(ids(before.Questions), ids(after.Questions)); diff != "" {
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
		AssignIDs("p", b.Questions)
		out, problems := AddIDs([]byte(c.src), c.format, b.Questions)
		if string(out) != c.src || len(problems) == 0 || !strings.Contains(problems[0].Text, c.want) {
			t.Errorf("%s %q: %q %v", c.format, c.src, out, problems)
		}
	}
}
