package quiz_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

func TestChoiceOrder(t *testing.T) {
	q := one(t, "Q{=a ~b ~c ~d ~e ~f}")
	q.ID = "q1"
	seen := map[string]bool{}
	for i := range 40 {
		order := quiz.ChoiceOrder(q, fmt.Sprint("seed", i))
		sorted := slices.Sorted(slices.Values(order))
		if !slices.Equal(sorted, []int{0, 1, 2, 3, 4, 5}) {
			t.Fatalf("no order of the choices: %v", order)
		}
		if again := quiz.ChoiceOrder(q, fmt.Sprint("seed", i)); !slices.Equal(order, again) {
			t.Fatalf("the same seed gave %v and %v", order, again)
		}
		seen[fmt.Sprint(order)] = true
	}
	if len(seen) < 30 {
		t.Errorf("40 seeds gave %d orders", len(seen))
	}
	// These must not change: a run that is resumed with a newer program keeps its order.
	if got := fmt.Sprint(quiz.ChoiceOrder(q, "a seed")); got != "[3 2 5 1 4 0]" {
		t.Errorf("the order of a known seed changed to %s", got)
	}
	if got := quiz.ChoiceOrder(q, ""); !slices.Equal(got, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("no seed, and yet shuffled: %v", got)
	}
	q.Keep = true
	if got := quiz.ChoiceOrder(q, "x"); !slices.Equal(got, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("the author's order is not kept: %v", got)
	}
}

func TestPositionalChoicesStay(t *testing.T) {
	q := one(t, "Q{=a ~b ~c ~d ~none of the above}")
	for i := range 20 {
		if got := quiz.ChoiceOrder(q, fmt.Sprint(i)); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
			t.Fatalf("shuffled: %v", got)
		}
	}
}

// The items of an ordering question never come in their right order, and the
// right sides of a matching question come once each.
func TestOrderOfOtherKinds(t *testing.T) {
	two := one(t, "// [kind:order]\nQ{=a -> 1 =b -> 2}")
	twins := one(t, "// [kind:order]\nQ{=a -> 1 =a -> 2 =b -> 3}")
	match := one(t, "Q{=a -> x =b -> y =c -> x = -> z}")
	tf := one(t, "Q{T}")
	for i := range 50 {
		seed := fmt.Sprint(i)
		if got := quiz.ChoiceOrder(two, seed); !slices.Equal(got, []int{1, 0}) {
			t.Fatalf("seed %d: two items in %v", i, got)
		}
		if got := quiz.ChoiceOrder(twins, seed); got[2] == 2 {
			t.Fatalf("seed %d: the right order: %v", i, got)
		}
		if got := slices.Sorted(slices.Values(quiz.ChoiceOrder(match, seed))); !slices.Equal(got, []int{0, 1, 3}) {
			t.Fatalf("seed %d: right sides %v", i, got)
		}
		if got := quiz.ChoiceOrder(tf, seed); !slices.Equal(got, []int{0, 1}) {
			t.Fatalf("seed %d: true and false in %v", i, got)
		}
	}
	// Very many equal items must not be turned over and over.
	same := &quiz.Question{Kind: quiz.Order, Choices: make([]quiz.Choice, 200_000)}
	if got := quiz.ChoiceOrder(same, "x"); len(got) != len(same.Choices) {
		t.Errorf("equal items: %d of %d", len(got), len(same.Choices))
	}
	if got := quiz.ChoiceOrder(one(t, "// [kind:order]\nQ{=a -> 1 =a -> 2}"), "x"); len(got) != 2 {
		t.Errorf("equal items: %v", got)
	}
}

// What "shuffle" says is shuffled, and nothing else.
func TestShuffleOfARun(t *testing.T) {
	var src strings.Builder
	for i := range 8 {
		fmt.Fprintf(&src, "// [id:q%d]\nQ%d{=a ~b ~c ~d ~e ~f}\n\n", i, i)
	}
	written := bank.Read([]byte(src.String()), "t.gift", "").Questions
	for shuffle, want := range map[string]struct{ questions, choices bool }{
		"": {}, "none": {}, "questions": {questions: true}, "choices": {choices: true}, "both": {true, true},
	} {
		run := quiz.NewRun("lesson:a", "seed", written, quiz.Settings{Shuffle: shuffle})
		if got := !slices.Equal(run.Questions, written); got != want.questions {
			t.Errorf("shuffle %q: the questions in another order: %v", shuffle, got)
		}
		choices := false
		for i := range run.Questions {
			choices = choices || !slices.IsSorted(run.Order(i))
		}
		if choices != want.choices {
			t.Errorf("shuffle %q: choices in another order: %v", shuffle, choices)
		}
	}
}

func TestDraw(t *testing.T) {
	var src strings.Builder
	for i := range 10 {
		if i == 4 {
			src.WriteString("::Intro::A text before question 4.\n\n")
		}
		fmt.Fprintf(&src, "::%d::Q%d{T}\n\n", i, i)
	}
	src.WriteString("A last word.\n")
	qs := bank.Read([]byte(src.String()), "t.gift", "").Questions
	titles := func(qs []*quiz.Question) string {
		var out []string
		for _, q := range qs {
			out = append(out, q.Title)
		}
		return strings.Join(out, " ")
	}
	const whole = "0 1 2 3 Intro 4 5 6 7 8 9 "
	for _, pool := range []int{0, 10, 99} {
		if got := titles(quiz.Draw(qs, pool, "s", false)); got != whole {
			t.Errorf("pool %d: %q", pool, got)
		}
	}
	drawn := map[string]bool{}
	for i := range 30 {
		got := quiz.Draw(qs, 3, fmt.Sprint(i), false)
		asked := slices.DeleteFunc(slices.Clone(got), func(q *quiz.Question) bool { return q.Kind == quiz.Description })
		if len(asked) != 3 || !slices.IsSortedFunc(asked, func(a, b *quiz.Question) int { return strings.Compare(a.Title, b.Title) }) {
			t.Fatalf("seed %d: %q", i, titles(got))
		}
		if at := slices.IndexFunc(got, func(q *quiz.Question) bool { return q.Kind == quiz.Description }); at >= 0 && got[at+1].Title != "4" {
			t.Fatalf("seed %d: the text stands before %q", i, titles(got))
		}
		drawn[titles(got)] = true
	}
	if len(drawn) < 15 {
		t.Errorf("30 seeds drew %d pools", len(drawn))
	}
	shuffled := quiz.Draw(qs, 0, "s", true)
	if len(shuffled) != len(qs) || titles(shuffled) == whole || titles(shuffled) != titles(quiz.Draw(qs, 0, "s", true)) {
		t.Errorf("shuffled: %q", titles(shuffled))
	}
}

// Of each category so many are drawn, the same for a seed; a text stands before its question.
func TestDrawFrom(t *testing.T) {
	var src strings.Builder
	for i := range 9 {
		if i%3 == 0 {
			fmt.Fprintf(&src, "$CATEGORY: unit/%c\n\n", 'a'+i/3)
		}
		if i == 8 {
			src.WriteString("::Intro::A text before question 8.\n\n// [tag:b]\n") // counts for b, which comes before c
		}
		fmt.Fprintf(&src, "::%d::Q%d{T}\n\n", i, i)
	}
	qs := bank.Read([]byte(src.String()), "t.gift", "").Questions
	from := map[string]int{"a": 2, "b": 3, "c": 1}
	seen := map[string]bool{}
	for i := range 20 {
		of := map[string]int{}
		ids := ""
		for _, q := range quiz.DrawFrom(qs, from, fmt.Sprint(i)) {
			ids += q.Title + " "
			if q.Kind != quiz.Description {
				of[quiz.CategoryOf(q, from)]++
			}
		}
		if of["a"] != 2 || of["b"] != 3 || of["c"] != 1 || strings.Contains(ids, "8") != strings.Contains(ids, "Intro 8") {
			t.Errorf("seed %d draws %s: %v", i, ids, of)
		}
		seen[ids] = true
	}
	if len(seen) < 5 {
		t.Errorf("20 seeds drew %d exams", len(seen))
	}
	if got := quiz.DrawFrom(qs, map[string]int{"a": 9, "none": 1}, "s"); len(got) != 3 {
		t.Errorf("of a category of 3 that is asked for 9: %d", len(got))
	}
}
