package reader

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/quiz"
	"lectern/reader/typeset"
)

// bankOfEveryKind is a lesson with a question of every kind.
func bankOfEveryKind(t testing.TB) map[string]string {
	t.Helper()
	bank, err := os.ReadFile("../lessons/quiz/bank/testdata/every-kind.gift")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"a.md": "# A harbour\n\nWhat lives there.\n", "a.gift": string(bank)}
}

// press is how a kind of question is answered, and what its verdict shows.
type press struct {
	right, wrong func(*reading) // fill the form; keys are those of the default table
	answer       []string       // the right answer, in any verdict
	mine         []string       // the wrong answer, in its verdict
}

// presses has every kind of question. A new kind fails TestEveryKindThroughTheScreen until it is here.
func presses() map[quiz.Kind]press {
	on := func(names string) func(*reading) { return func(r *reading) { r.keys(names) } }
	text := func(s string) func(*reading) { return func(r *reading) { r.types(s) } }
	return map[quiz.Kind]press{
		quiz.Single:    {on("a"), on("b"), []string{"✓ ○ a a gull", "It has feathers.", "Birds have feathers."}, []string{"✗ ● b a seal", "← yours"}},
		quiz.Multi:     {on("a b"), on("c"), []string{"a seal ← right", "a herring ← right"}, []string{"✗ ■ c a gull, which only dips its head ← yours", "✓ □ a a seal ← right, not chosen"}},
		quiz.TrueFalse: {on("t"), on("f"), []string{"✓ ○ t True ← right"}, []string{"✗ ● f False ← yours", "It has feathers."}},
		quiz.Short:     {text("chicks"), text("kittens"), []string{"✓ chicks"}, []string{"Yours: kittens"}},
		quiz.Numeric:   {text("10"), text("12"), []string{"✓ 10"}, []string{"Yours: 12", "Look again."}},
		quiz.Match:     {rightPartners, wrongPartners, []string{"on the cliffs ← right", "in the sea ← right"}, []string{"✗ gull → in the sea ← yours", "✗ herring"}},
		quiz.Order:     {sortItems, on("j"), []string{"The right order 1 an egg is laid on the bare rock 2 the egg hatches 3 the chick learns to fly"}, []string{"✗ 1"}},
		quiz.Cloze:     {fillGaps("gull", "a", "10"), fillGaps("seal", "b", "8"), []string{"1. gull", "2. cliffs", "3. 10"}, []string{"✗ [1] seal", "✗ [2] roofs", "✗ [3] 8", "Also, lately."}},
		quiz.Trace: {
			func(r *reading) { r.keys("c").types("gull 2").keys("Ctrl-S") }, on("d"),
			[]string{"✓ It compiles and prints: gull 2"}, []string{"Yours: It does not compile."},
		},
		quiz.Essay:       {text("Two gulls"), text("Rain"), nil, nil},
		quiz.Description: {on(""), on(""), nil, nil},
	}
}

// rightPartners gives each left side its own right side.
func rightPartners(r *reading) {
	q, letters := r.app.model.asked(), r.app.model.run.form.Letters()
	for _, left := range q.Lefts() {
		r.keys(letters[slices.Index(q.Order, left)])
	}
}

// wrongPartners gives each left side the right side of the next pair.
func wrongPartners(r *reading) {
	q, letters := r.app.model.asked(), r.app.model.run.form.Letters()
	for _, left := range q.Lefts() {
		r.keys(letters[slices.Index(q.Order, left+1)])
	}
}

// sortItems moves each item up to its place.
func sortItems(r *reading) {
	order := slices.Clone(r.app.model.asked().Order)
	at := 0
	for place := range order {
		for ; order[at] != place; at++ {
			r.keys("j")
		}
		for ; at > place; at-- {
			r.keys("K")
			order[at], order[at-1] = order[at-1], order[at]
		}
		r.keys("j")
		at = min(at+1, len(order)-1)
	}
}

// fillGaps types, picks and types again, as the gaps of the bank want it.
func fillGaps(typed, picked, number string) func(*reading) {
	return func(r *reading) { r.types(typed).keys("Enter " + picked + " Enter").types(number) }
}

// sheetText is all that the body shows of a question, scrolled or not, on one
// line. It fails the test where a row is wider than the body.
func (r *reading) sheetText() string {
	r.t.Helper()
	m := r.app.model
	w := m.layout().text.w
	s := m.stageSheet(w)
	var all []string
	for i := range s.Count() {
		row := ""
		for _, sp := range s.At(i).Spans {
			row += sp.Text
		}
		if typeset.Width(row) > w || strings.Contains(row, "\uFFFC") {
			r.t.Errorf("the row %q is cut at %d columns, or shows a gap raw", row, w)
		}
		all = append(all, row)
	}
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
}

// says fails the test unless the whole body says each text, however it is broken into lines.
func (r *reading) says(texts ...string) {
	r.t.Helper()
	said := r.sheetText()
	for _, text := range texts {
		if !strings.Contains(said, text) {
			r.t.Errorf("the screen does not say %q:\n%s", text, said)
		}
	}
}

// A question of every kind is asked, answered right, wrong and not at all, judged and summed up.
func TestEveryKindThroughTheScreen(t *testing.T) {
	if got, want := slices.Sorted(maps.Keys(presses())), slices.Sorted(slices.Values(quiz.Kinds())); !slices.Equal(got, want) {
		t.Fatalf("presses has the kinds %v, the table of kinds %v", got, want)
	}
	sizes := [][2]int{{40, 12}, {80, 24}}
	for _, how := range []string{"right", "wrong", "don't know"} {
		for _, size := range sizes {
			r := begin(t, bankOfEveryKind(t), size[0], size[1])
			r.keys("n")
			var seen []quiz.Kind
			points, most := 0.0, 0.0
			for r.app.model.stage == atQuestion {
				q := r.app.model.run.question()
				seen = append(seen, q.Kind)
				if q.Kind.Graded() {
					most += q.Points
				}
				if !t.Run(how+"/"+string(q.Kind)+"/"+r.sizeName(), func(t *testing.T) {
					r.t = t
					r.askOne(q, how)
				}) {
					t.FailNow() // the same question would be asked for ever
				}
			}
			if how == "right" {
				points = most
			}
			r.t = t
			r.says("Your answers", fmt.Sprintf("%g of %g points", points, most))
			r.keys("q")
			for _, kind := range quiz.Kinds() {
				if !slices.Contains(seen, kind) {
					t.Errorf("the bank asks no question of the kind %s", kind)
				}
			}
		}
	}
}

// askOne answers the question on the screen, looks at the verdict and goes on.
func (r *reading) askOne(q *quiz.Question, how string) {
	r.t.Helper()
	p := presses()[q.Kind]
	r.says(strings.Fields(q.Blanks().Words())...)
	if !q.Kind.Asks() {
		r.keys("Enter")
		return
	}
	at := r.app.model.run.at
	verdict := map[string]string{"right": "✓ Right", "wrong": "✗ Not quite", "don't know": "– You don't know yet. Here is the answer."}[how]
	switch how {
	case "right":
		p.right(r)
	case "wrong":
		p.wrong(r)
	}
	if how == "don't know" {
		if r.app.model.run.form.Field() != nil {
			r.keys("Esc")
		}
		r.keys("i")
		if !q.Kind.Graded() {
			verdict = "– You don't know yet."
		}
	} else if r.app.model.stage == atQuestion {
		r.sheetText()
		if f := r.app.model.run.form.Field(); f != nil && f.Lines {
			r.keys("Ctrl-S")
		} else {
			r.keys("Enter")
		}
		if !q.Kind.Graded() {
			verdict = "✓ Kept, not graded"
		}
	}
	if r.app.model.stage != atVerdict {
		r.t.Fatalf("no verdict on question %d:\n%s", at+1, r.screen())
	}
	r.says(verdict, q.General.Words())
	switch how {
	case "wrong":
		r.says(p.mine...)
		r.says(p.answer...)
	case "don't know":
		r.says(p.answer...)
	case "right":
		r.hides("✗")
	}
	r.keys("Enter")
}

// Order and Trace as they look; the other kinds are in TestEveryKindOnScreens.
func TestOrderAndTraceOnScreens(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		r := begin(t, bankOfEveryKind(t), size[0], size[1])
		r.keys("n")
		until := func(kind quiz.Kind) {
			for r.app.model.run.question().Kind != kind {
				r.keys("Esc i Enter")
			}
		}
		until(quiz.Order)
		r.keys("j Space j").golden("ask-order-" + r.sizeName())
		r.keys("Enter Enter").golden("verdict-order-" + r.sizeName())
		until(quiz.Trace)
		r.keys("Enter").shows("Say first whether it compiles.")
		r.keys("c").types("gull 2").golden("ask-trace-" + r.sizeName())
		r.keys("Ctrl-S").shows("✓ Right").golden("verdict-trace-right-" + r.sizeName())
		r = begin(t, bankOfEveryKind(t), size[0], size[1])
		r.keys("n")
		until(quiz.Trace)
		r.keys("c Enter").types("gull").keys("Enter").types("2").keys("Ctrl-S").golden("verdict-trace-" + r.sizeName())
	}
}

func (r *reading) sizeName() string {
	if r.w < 80 {
		return "40x12"
	}
	return "80x24"
}
