package study

import (
	"maps"
	"slices"
	"testing"

	"lectern/lessons/quiz"
)

// partsOfTwo is a course of a part with a pre-test, of pages a and b, and one page more that has one of its own.
func partsOfTwo(settings string) map[string]string {
	files := threePages("pages = []\n" + settings + "[[parts]]\ntitle = \"One\"\npretest = true\npages = [\"a.md\", \"b.md\"]\n[[parts]]\ntitle = \"Two\"\npages = [\"c.md\"]\n")
	files["c.md"] = "---\npretest: true\n---\n\n" + files["c.md"]
	return files
}

// A student takes the pre-test of a part, reads, and answers again.
func TestPretest(t *testing.T) {
	r, files := newMemory(), partsOfTwo("")
	a := sit(t, files, r)
	p, offered := a.OfferPretest(a.Course.At(1))
	if !offered || p.Scope != "pretest:a" || p.Title != "One" || len(p.Questions) != 4 {
		t.Fatalf("offered: %v, %+v", offered, p)
	}
	if _, twice := a.OfferPretest(a.Course.At(1)); twice {
		t.Error("offered twice in one place")
	}
	if _, inside := a.OfferPretest(a.Course.At(2)); inside {
		t.Error("offered inside of the part")
	}
	if own, offered := a.OfferPretest(a.Course.At(3)); !offered || own.Scope != "pretest:c" || own.Title != "c" {
		t.Errorf("of a page: %v, %+v", offered, own)
	}
	if _, again := a.OfferPretest(a.Course.At(1)); !again {
		t.Error("not offered to who comes once more")
	}
	run := a.run(p)
	if run.Reveals() || run.GivesHints() || a.AsksConfidence(run, 0, quiz.Answer{Choices: []int{0}}) || run.Review() {
		t.Error("something is told, or asked beside the answer")
	}
	a.answer(run, false)
	a.answer(run, true)

	a = sit(t, files, r) // left in the middle
	p, offered = a.OfferPretest(a.Course.At(1))
	if run = a.run(p); !offered || !run.Resumed {
		t.Fatalf("offered again: %v; it goes on: %v", offered, run.Resumed)
	}
	a.answer(run, false)
	a.answer(run, false)
	a.Finish(run)
	if _, err := a.Again(run); err == nil {
		t.Error("the wrong ones are asked again, which tells that they are wrong")
	}
	if _, again := sit(t, files, r).OfferPretest(a.Course.At(1)); again {
		t.Error("offered again after its end")
	}

	nothing := func(when string) {
		t.Helper()
		if len(a.Known.Tallies)+len(a.Known.Answers) > 0 || a.Totals().Score > 0 || a.Unanswered(a.Course.At(1)) != 2 {
			t.Errorf("%s it counts: %+v", when, a.Known)
		}
		if wrong, _ := a.WrongOnes(); len(wrong) > 0 {
			t.Errorf("%s %d are wrong", when, len(wrong))
		}
		if o := a.outlook(); o.Cards > 0 {
			t.Errorf("%s it is reviewed: %+v", when, o)
		}
		if _, told := a.Before("a1"); told {
			t.Errorf("%s it is told how it was", when)
		}
		if g := a.Gains(); len(g) != 1 || g[0].Waiting != 4 || g[0].Questions != 0 {
			t.Errorf("%s the gain is %+v", when, g)
		}
	}
	nothing("in the session")
	a = sit(t, files, r)
	nothing("in the next one")

	a.lesson(1, true, true)
	a.lesson(2, true, false)
	g := a.Gains()
	if len(g) != 1 || g[0].Questions != 4 || g[0].Waiting != 0 || g[0].Before != 1 || g[0].After != 3 {
		t.Errorf("after it the gain is %+v", g)
	}
	if credit, told := a.Before("a1"); !told || credit != 0 {
		t.Errorf("a1 was %v before, %v", credit, told)
	}
	if credit, told := a.Before("a2"); !told || credit != 1 {
		t.Errorf("a2 was %v before, %v", credit, told)
	}
}

// It is not offered to who has begun to read or to answer, and a skipped one not again.
func TestPretestIsNotOffered(t *testing.T) {
	r, files := newMemory(), partsOfTwo("")
	r.lessons["b/b"] = LessonState{Read: true}
	r.lessons["b"] = LessonState{Read: true}
	a := sit(t, files, r)
	if _, offered := a.OfferPretest(a.Course.At(1)); offered {
		t.Error("offered when a lesson of it is read")
	}
	a = sit(t, files, newMemory())
	a.lesson(2, true)
	if _, offered := a.OfferPretest(a.Course.At(1)); offered {
		t.Error("offered when a question of it is answered")
	}
	r = newMemory()
	a = sit(t, files, r)
	p, _ := a.OfferPretest(a.Course.At(1))
	a.SkipPretest(p)
	ends(t, r, "begin pretest:a", "attempt 1: finish 0/0 passed=false")
	if _, offered := sit(t, files, r).OfferPretest(a.Course.At(1)); offered {
		t.Error("offered after it was skipped")
	}
	a = sit(t, files, newMemory())
	a.Visit(a.Course.At(1))
	if _, offered := a.OfferPretest(a.Course.At(1)); offered {
		t.Error("offered on a look at the lesson from elsewhere")
	}
	files["a.gift"] = "// [id:a1]\nWrite. {}\n"
	files["b.gift"] = "// [id:b1]\nRead this.\n"
	a = sit(t, files, nil)
	if _, offered := a.OfferPretest(a.Course.At(1)); offered {
		t.Error("offered where nothing is graded")
	}
}

// What it asks of a pool is what the lesson asks afterwards.
func TestPretestDrawsAsTheLesson(t *testing.T) {
	files := bank(20, "pool = 3\nshuffle = \"both\"\n")
	files["a.md"] = "---\npretest: yes\n---\n\n" + files["a.md"]
	for range 5 {
		a := sit(t, files, newMemory())
		p, _ := a.OfferPretest(a.Course.At(1))
		before := a.run(p)
		lesson := a.run(LessonPlan(a.Course.At(1)))
		if !slices.Equal(before.Run.IDs(), lesson.Run.IDs()) || len(lesson.Run.IDs()) != 3 {
			t.Errorf("before: %v, then %v", before.Run.IDs(), lesson.Run.IDs())
		}
	}
}

// A schedule is the same whether there was a pre-test or not.
func TestPretestChangesNoSchedule(t *testing.T) {
	lived := func(pretest bool) map[string]int {
		r, files := newMemory(), partsOfTwo("")
		a := day(t, files, r, 0)
		if pretest {
			p, _ := a.OfferPretest(a.Course.At(1))
			run := a.run(p)
			for range 4 {
				a.answer(run, false)
			}
			a.Finish(run)
		}
		a.lesson(1, true, false)
		a.lesson(2, false, true)
		a = day(t, files, r, 1)
		run := a.review(ReviewTerms{})
		for !run.Done() {
			a.answer(run, true)
		}
		a.Finish(run)
		days := map[string]int{}
		for _, id := range []string{"a1", "a2", "b1", "b2", "c1"} {
			if in, known := a.Next(id); known {
				days[id] = in
			}
		}
		return days
	}
	with, without := lived(true), lived(false)
	if !maps.Equal(with, without) || len(with) != 4 {
		t.Errorf("days with a pre-test %v, without %v", with, without)
	}
}

// What a lesson keeps back is told by no gain: neither how it was before nor how it was after.
func TestPretestTellsNoMoreThanTheLesson(t *testing.T) {
	for settings, lines := range map[string]struct {
		begun, ended Gain // when one of two questions is answered, and when both are
	}{
		"reveal = \"never\"\n":                  {Gain{}, Gain{}},
		"reveal = \"at-end\"\n":                 {Gain{Waiting: 4}, Gain{Questions: 2, Before: 2, After: 1, Waiting: 2}},
		"reveal = \"at-once\"\n":                {Gain{Questions: 1, Before: 1, After: 1, Waiting: 3}, Gain{Questions: 2, Before: 2, After: 1, Waiting: 2}},
		"reveal = \"after-pass\"\npass = 100\n": {Gain{Waiting: 4}, Gain{Waiting: 4}},
		"reveal = \"after-pass\"\npass = 50\n":  {Gain{Waiting: 4}, Gain{Questions: 2, Before: 2, After: 1, Waiting: 2}},
	} {
		r, files := newMemory(), partsOfTwo(settings)
		a := sit(t, files, r)
		p, _ := a.OfferPretest(a.Course.At(1))
		before := a.run(p)
		for range 4 {
			a.answer(before, true)
		}
		a.Finish(before)
		told := func(when string, want Gain) {
			t.Helper()
			var got Gain
			for _, g := range a.Gains() {
				got = g
			}
			if got.Unit = nil; got != want {
				t.Errorf("%q, %s: %+v, want %+v", settings, when, got, want)
			}
		}
		run := a.run(LessonPlan(a.Course.At(1)))
		a.answer(run, true)
		told("in the middle of the lesson's questions", lines.begun)
		a.answer(run, false)
		a.Finish(run)
		told("at their end", lines.ended)
		a = sit(t, files, r)
		told("in the next session", lines.ended)
	}
}

// The choices of a page that keeps their order keep it beside pages that do not, before the text too.
func TestPretestKeepsTheOrderOfChoices(t *testing.T) {
	files := partsOfTwo("")
	letters := "{=A ~B ~C ~D ~E ~F ~G ~H}\n"
	files["a.gift"] = "// [shuffle:choices]\n\n// [id:a1]\nOne? " + letters
	files["b.gift"] = "// [id:b1]\nTwo? " + letters
	a := sit(t, files, newMemory())
	p, _ := a.OfferPretest(a.Course.At(1))
	run := a.run(p)
	if len(run.Questions) != 2 || slices.IsSorted(run.Order(0)) || !slices.IsSorted(run.Order(1)) {
		t.Errorf("the choices of a page that shuffles them: %v, of one that does not: %v", run.Order(0), run.Order(1))
	}
	if a.Course.At(2).Questions[0].Keep {
		t.Error("the question itself is changed")
	}
}
