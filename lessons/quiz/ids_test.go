package quiz_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

func ids(qs []*quiz.Question) string {
	var out []string
	for _, q := range qs {
		out = append(out, q.ID)
	}
	return strings.Join(out, "\n")
}

func TestAssignIDs(t *testing.T) {
	const src = "// [id:mine]\n::A::One?{T}\n\n::A::One?{F}\n\nTwo?{T}\n\nTwo?{F}\n\n// [id:mine]\nThree?{T}\n\n::Très long titre, qui ne finit pas avant la fin::Q{T}\n"
	qs := bank.Read([]byte(src), "p.gift", "").Questions
	problems := quiz.AssignIDs("unit-1", qs)
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
	again := bank.Read([]byte("New?{T}\n\n"+src), "p.gift", "").Questions
	quiz.AssignIDs("unit-1", again)
	if diff := cmp.Diff(want, ids(again[1:])); diff != "" {
		t.Errorf("a question before them changed ids (-want +got)\n%s", diff)
	}
	// Another page has other ids, and a course keeps two pages apart.
	other := bank.Read([]byte(src), "q.gift", "").Questions
	var course quiz.IDs
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
