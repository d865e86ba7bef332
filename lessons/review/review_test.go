package review

import (
	"fmt"
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/open-spaced-repetition/go-fsrs/v4"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// credits are answers of each rating.
var credits = map[Rating]Answer{Again: {Credit: 0}, Hard: {Credit: 1, Hints: 1}, Good: {Credit: 1}, Easy: {Credit: 1, Easy: true}}

// given is an answer with a rating on a day after the start.
func given(question string, r Rating, day int) Answer {
	a := credits[r]
	a.Question, a.At, a.Offset, a.Stamp = question, start.AddDate(0, 0, day), new(int), int64(day)
	return a
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-4*max(1, math.Abs(b)) }

// The numbers are published by the projects of FSRS in their own tests, for its version 6.
func TestPublishedNumbers(t *testing.T) {
	for _, tc := range []struct {
		ratings []Rating
		days    []int // between one and the next
		s, d    float64
	}{
		{[]Rating{Again}, nil, 0.212, 6.4133},
		{[]Rating{Hard}, nil, 1.2931, 5.11217071},
		{[]Rating{Good}, nil, 2.3065, 2.11810397},
		{[]Rating{Easy}, nil, 8.2956, 1},
		{[]Rating{Again, Good, Good, Good, Good, Good}, []int{0, 1, 3, 8, 21}, 53.62690292, 6.35748708},
		{[]Rating{Again, Hard, Good, Easy, Good, Good}, []int{0, 1, 3, 8, 21}, 51.08098602, 6.74928897},
		{[]Rating{3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3}, []int{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12}, 20.77035728, 9.05575992},
	} {
		s := Replay(nil, start.AddDate(9, 0, 0))
		day := 0
		for i, r := range tc.ratings {
			if i > 0 {
				day += tc.days[i-1]
			}
			a := given("q", r, day)
			a.Attempt = fmt.Sprint(i)
			s.Take(a)
		}
		if c, _ := s.Card("q"); !near(c.Stability, tc.s) || !near(c.Difficulty, tc.d) {
			t.Errorf("%v: stability %.8f, difficulty %.8f; want %.8f, %.8f", tc.ratings, c.Stability, c.Difficulty, tc.s, tc.d)
		}
	}
	for i, want := range []float64{1, 0.9, 0.84588465, 0.80938810} {
		if got := (Card{Stability: 1, Last: start}).Recall(Today(start).AddDate(0, 0, i)); !near(got, want) {
			t.Errorf("after %d days %.8f is recalled, want %.8f", i, got, want)
		}
	}
}

// A student who answers for a year by chance is known as the library's own scheduler knows them, which
// keeps cards of its own and is told the times one by one.
func TestYearAgainstTheLibrary(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	own := fsrs.NewFSRS(parameters())
	cards := map[string]fsrs.Card{}
	var answers []Answer
	for day := range 365 {
		for range random.Intn(8) {
			id := fmt.Sprint("q", random.Intn(40))
			a := given(id, Rating(1+random.Intn(4)), day)
			a.At = a.At.Add(time.Duration(random.Intn(12*60)) * time.Minute)
			a.Stamp = a.At.UnixMilli()
			a.Attempt = fmt.Sprint(len(answers))
			answers = append(answers, a)
		}
	}
	s := Replay(answers, start.AddDate(1, 0, 0))
	for _, a := range inOrder(answers) {
		card, ok := cards[a.Question]
		if !ok {
			card = fsrs.NewCard(a.At)
		}
		next, err := own.Next(card, a.At, fsrs.Rating(Rate(a, false)))
		if err != nil {
			t.Fatal(err)
		}
		cards[a.Question] = next.Card
	}
	if len(cards) < 40 {
		t.Fatalf("only %d questions", len(cards))
	}
	for id, want := range cards {
		c, _ := s.Card(id)
		if !near(c.Stability, want.Stability) || !near(c.Difficulty, want.Difficulty) || c.Answers != int(want.Reps) {
			t.Errorf("%s: %.6f %.6f after %d, the library has %.6f %.6f after %d",
				id, c.Stability, c.Difficulty, c.Answers, want.Stability, want.Difficulty, want.Reps)
		}
		if want.State != fsrs.Review { // due within minutes, where the library takes steps
			continue
		}
		if days, by := int(want.ScheduledDays), days(Today(c.Last), c.Due); math.Abs(float64(by-days)) > 1+0.15*4.5+0.1*13+0.05*float64(days) {
			t.Errorf("%s: asked again in %d days, the library says %d", id, by, days)
		}
	}
}

// Answers come from several computers in any order, as merges bring them; the schedule is the same.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range int64(50) {
		random := rand.New(rand.NewSource(seed))
		var answers []Answer
		for i := range 60 {
			a := given(fmt.Sprint("q", random.Intn(6)), Rating(1+random.Intn(4)), random.Intn(30))
			a.ID, a.Attempt = fmt.Sprint(i), fmt.Sprint(random.Intn(10))
			a.Stamp += random.Int63n(3)                                // some have the same
			a.At = a.At.AddDate(0, 0, random.Intn(20)-random.Intn(20)) // some clocks are wrong
			offset := 60 * (random.Intn(25) - 12)
			a.Offset = &offset
			answers = append(answers, a)
		}
		now := start.AddDate(0, 0, 31)
		want := Replay(answers, now)
		random.Shuffle(len(answers), func(i, k int) { answers[i], answers[k] = answers[k], answers[i] })
		if diff := cmp.Diff(want.cards, Replay(answers, now).cards, cmp.AllowUnexported(Card{})); diff != "" {
			t.Fatalf("seed %d:\n%s", seed, diff)
		}
		// One by one, as in a sitting, it comes to the same.
		one := Replay(nil, now)
		for _, a := range inOrder(answers) {
			one.Take(a)
		}
		if diff := cmp.Diff(want.cards, one.cards, cmp.AllowUnexported(Card{}), cmpopts.IgnoreFields(Card{}, "before")); diff != "" {
			t.Fatalf("seed %d, one by one:\n%s", seed, diff)
		}
	}
}

func TestRate(t *testing.T) {
	for _, tc := range []struct {
		name   string
		a      Answer
		second bool
		want   Rating
	}{
		{"wrong", Answer{}, false, Again},
		{"I don't know", Answer{DontKnow: true, Credit: 1}, false, Again},
		{"below half", Answer{Credit: 0.49}, false, Again},
		{"half", Answer{Credit: 0.5, Easy: true}, false, Hard},
		{"right", Answer{Credit: 1}, false, Good},
		{"right but for rounding", Answer{Credit: 0.9999999999}, false, Good},
		{"with a hint", Answer{Credit: 1, Hints: 1}, false, Hard},
		{"on a second try", Answer{Credit: 1}, true, Hard},
		{"in doubt", Answer{Credit: 1, Doubted: true}, false, Hard},
		{"easy", Answer{Credit: 1, Easy: true}, false, Easy},
	} {
		if got := Rate(tc.a, tc.second); got != tc.want {
			t.Errorf("%s: %d, want %d", tc.name, got, tc.want)
		}
	}
}

// Days are those on the student's clock: ten minutes over midnight in Tokyo are a night, and ten
// minutes over midnight in Greenwich none.
func TestDaysOfTheStudent(t *testing.T) {
	tokyo, none := 9*60, 0
	at := func(clock string, offset *int, day string) Answer {
		when, err := time.Parse(time.RFC3339, clock)
		if err != nil {
			t.Fatal(err)
		}
		return Answer{Question: "q", Credit: 1, At: when, Offset: offset, Day: day, Stamp: when.UnixMilli(), Attempt: clock}
	}
	for _, tc := range []struct {
		name     string
		one, two Answer
		stable   float64
		last     string
	}{
		{"a night in Tokyo", at("2026-03-02T14:55:00Z", &tokyo, ""), at("2026-03-02T15:05:00Z", &tokyo, ""), 7.3147, "2026-03-03 00:05"},
		{"a morning in Tokyo", at("2026-03-02T23:50:00Z", &tokyo, ""), at("2026-03-03T00:10:00Z", &tokyo, ""), 2.3065, "2026-03-03 09:10"},
		{"a night in Greenwich", at("2026-03-02T23:50:00Z", &none, ""), at("2026-03-03T00:10:00Z", &none, ""), 7.3147, "2026-03-03 00:10"},
		{"old answers on one day", at("2026-03-02T23:50:00Z", nil, "2026-03-03"), at("2026-03-03T00:10:00Z", nil, "2026-03-03"), 2.3065, "2026-03-03 00:10"},
		{"old answers on two days", at("2026-03-02T14:55:00Z", nil, "2026-03-02"), at("2026-03-02T15:05:00Z", nil, "2026-03-03"), 7.3147, "2026-03-03 00:00"},
		{"a clock that was set back", at("2026-03-09T09:00:00Z", &none, ""), func() Answer {
			a := at("2026-03-02T09:00:00Z", &none, "")
			a.Stamp = math.MaxInt64
			return a
		}(), 2.3065, "2026-03-09 09:00"},
	} {
		s := Replay([]Answer{tc.one, tc.two}, start.AddDate(0, 1, 0))
		c, _ := s.Card("q")
		if math.Abs(c.Stability-tc.stable) > 1e-3 || c.Last.Format("2006-01-02 15:04") != tc.last {
			t.Errorf("%s: stability %.3f, last %s; want %.3f, %s", tc.name, c.Stability, c.Last.Format("2006-01-02 15:04"), tc.stable, tc.last)
		}
	}
}

// An answer from a clock that ran years ahead takes no question away for years.
func TestAnswersFromTheFuture(t *testing.T) {
	before, future, after := given("a", Good, 0), given("q", Good, 1500), given("q", Good, 2)
	after.Stamp = future.Stamp + 1
	now := start.AddDate(0, 0, 3)
	for _, answers := range [][]Answer{{before, future}, {before, future, after}, {future}} {
		c, _ := Replay(answers, now).Card("q")
		if in := c.In(Today(now)); in > 12 {
			t.Errorf("%d answers: asked again in %d days", len(answers), in)
		}
	}
}

func TestEasy(t *testing.T) {
	s := Replay([]Answer{given("q", Good, 0)}, start.AddDate(0, 0, 9))
	s.Take(given("q", Good, 2))
	good, _ := s.Card("q")
	easy, _ := s.Easy("q")
	want := Replay([]Answer{given("q", Good, 0), given("q", Easy, 2)}, start.AddDate(0, 0, 9)).cards["q"]
	if easy.Stability != want.Stability || easy.Due != want.Due || !easy.Due.After(good.Due) {
		t.Errorf("easy is %+v, want %+v", easy, want)
	}
	if _, ok := s.Easy("nobody"); ok {
		t.Error("what was not answered was easy")
	}
}

// What was learned together comes back on several days, and never sooner than in two.
func TestSpread(t *testing.T) {
	for _, days := range []int{1, 2, 3, 11, 46, 400, maxInterval} {
		on := map[int]bool{}
		for i := range 50 {
			n := spread(days, fmt.Sprint(i), 3)
			if n < min(days, 2) || n > maxInterval || math.Abs(float64(n-days)) > 3+0.05*float64(days) {
				t.Errorf("%d days became %d", days, n)
			}
			on[n] = true
		}
		if several := len(on) > 1; several != (days > 2) {
			t.Errorf("%d days: spread over %d", days, len(on))
		}
	}
}

// BenchmarkReplay is what a record of years costs.
func BenchmarkReplay(b *testing.B) {
	answers := make([]Answer, 10_000)
	for i := range answers {
		answers[i] = given(fmt.Sprint("q", i%500), Rating(1+i%4), i/10)
	}
	for b.Loop() {
		Replay(answers, start.AddDate(9, 0, 0))
	}
}
