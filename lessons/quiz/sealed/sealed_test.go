package sealed

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// everyKind returns a question of every kind that GIFT has, and those of other formats.
func everyKind(t *testing.T) []*quiz.Question {
	t.Helper()
	src, err := os.ReadFile("../bank/testdata/every-kind.gift")
	if err != nil {
		t.Fatal(err)
	}
	qs := bank.Read(src, "every-kind.gift", "").Questions
	qs = append(qs, &quiz.Question{Kind: quiz.Trace, Prompt: quiz.Text{Source: "What?"}, Points: 1,
		Trace: &quiz.Program{Source: "fn main(){}", Lang: "rust", Compiles: true, Stdout: "out", Line: 3}})
	quiz.AssignIDs("page", qs)
	seen := map[quiz.Kind]bool{}
	for _, q := range qs {
		seen[q.Kind] = true
	}
	for _, k := range quiz.Kinds() {
		if !seen[k] {
			t.Errorf("no question of the kind %s is sealed here", k)
		}
	}
	return qs
}

// mark writes a word into every text of a question that a student may not see, and numbers into every
// number that says what is right. What may be seen is listed by the path of its field.
func mark(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		if !slices.Contains([]string{
			".ID", ".Kind", ".Sealed", ".Prompt.Source", ".Prompt.Format", ".Choices[].Text.Source", ".Choices[].Text.Format",
			".Pairs[].Left.Source", ".Pairs[].Left.Format", ".Pairs[].Right", ".Gaps[].Kind", ".Gaps[].Choices[].Text.Source",
			".Gaps[].Choices[].Text.Format", ".Units[]", ".Gaps[].Units[]", ".Trace.Source", ".Trace.Lang",
		}, path) {
			v.SetString("ZQX" + path)
		}
	case reflect.Float64:
		if path != ".Points" {
			v.SetFloat(771177)
		}
	case reflect.Int:
		v.SetInt(771177)
	case reflect.Struct:
		for i := range v.NumField() {
			mark(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		if v.Len() == 0 && v.Type().Elem().Kind() != reflect.Uint8 {
			switch path {
			case ".Hints", ".Tags", ".Accepted", ".Gaps[].Accepted":
				v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			}
		}
		for i := range v.Len() {
			mark(v.Index(i), path+"[]")
		}
	case reflect.Pointer:
		if !v.IsNil() {
			mark(v.Elem(), path)
		}
	}
}

// TestNothingOfTheKey: of every kind of question, whatever its fields hold, a student gets nothing of
// what is right; also not as an order or a hash.
func TestNothingOfTheKey(t *testing.T) {
	for _, q := range everyKind(t) {
		marked := *q
		mark(reflect.ValueOf(&marked), "")
		marked.Sealed, marked.Parts = "", ""
		marked.Prompt.Source += "<!-- ZQX --> ok <!--ZQX"
		k := Key{Build: "b", Secret: "s", Questions: []*quiz.Question{&marked}}
		var out bytes.Buffer
		if err := k.WriteQuestions(&out); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"ZQX", "771177"} {
			if strings.Contains(out.String(), secret) {
				t.Errorf("%s: %s is among what a student gets:\n%s", q.Kind, secret, out.String())
			}
		}
		s := (&Key{Build: "b", Secret: "s"}).Seal(q)
		if s.Grade(quiz.Answer{Choices: []int{0}, Texts: []string{"x"}}).Graded || s.Graded() || len(s.Solution()) > 0 && s.Kind == quiz.Short {
			t.Errorf("%s: an answer is graded", q.Kind)
		}
		// The order in the file and everything else follow from what is seen: another key, the same question.
		other := *q
		other.Choices = slices.Clone(q.Choices)
		slices.Reverse(other.Choices)
		for i := range other.Choices {
			other.Choices[i].Fraction = float64(i)
		}
		other.Pairs = slices.Clone(q.Pairs)
		if n := len(other.Pairs); n > 1 {
			other.Pairs[0].Right, other.Pairs[1].Right = other.Pairs[1].Right, other.Pairs[0].Right
			slices.Reverse(other.Pairs)
		}
		other.Accepted = nil
		if q.Kind != quiz.TrueFalse && q.Kind != quiz.Multi { // whose choices stay, and whose wrong ones may cost
			if diff := cmp.Diff(s, (&Key{Build: "b", Secret: "s"}).Seal(&other)); diff != "" {
				t.Errorf("%s: another key shows (-one +other):\n%s", q.Kind, diff)
			}
		}
		if s.TextHash() == (&Key{Build: "c", Secret: "s"}).Seal(q).TextHash() {
			t.Errorf("%s: the hash does not depend on the build", q.Kind)
		}
	}
}

// TestGrade: what an exam program records of an answer is graded as the answer itself.
func TestGrade(t *testing.T) {
	k := Key{Build: Chance(), Secret: Chance(), Questions: everyKind(t)}
	var file, students bytes.Buffer
	if err := k.Write(&file); err != nil {
		t.Fatal(err)
	}
	if err := k.WriteQuestions(&students); err != nil {
		t.Fatal(err)
	}
	read, err := ReadKey(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := ReadQuestions(students.Bytes())
	if err != nil || len(sealed) != len(k.Questions) {
		t.Fatalf("%d questions: %v", len(sealed), err)
	}
	for i, s := range sealed {
		q := k.Questions[i]
		if !q.Kind.Graded() {
			continue
		}
		for _, want := range []float64{1, 0} {
			given := answer(q, s, want == 1)
			got, own, g, ok := read.Grade(s.ID, given)
			if !ok || got.ID != q.ID || g.Credit != want {
				t.Errorf("%s %q: %v is %v of the question's own, worth %v and not %v: %v", q.Kind, q.Prompt.Source, given, own, g.Credit, want, ok)
			}
		}
	}
	if _, _, _, ok := read.Grade("gone", quiz.Answer{}); ok {
		t.Error("a question that is not there is graded")
	}
}

// answer gives a right answer to the sealed question s by the words of q, or one that is worth nothing.
func answer(q, s *quiz.Question, right bool) (a quiz.Answer) {
	place := func(text quiz.Text) int {
		return slices.IndexFunc(s.Choices, func(c quiz.Choice) bool { return c.Text == text })
	}
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		for _, c := range q.Choices {
			if (c.Fraction > 0) == right && (q.Kind == quiz.Multi || len(a.Choices) == 0 && (!right || c.Fraction == 1)) {
				a.Choices = append(a.Choices, place(c.Text))
			}
		}
	case quiz.Order:
		for _, c := range q.Choices {
			a.Choices = append(a.Choices, place(c.Text))
		}
		if !right {
			a.Choices = nil
		}
	case quiz.Match:
		for _, l := range s.Lefts() {
			own := slices.IndexFunc(q.Pairs, func(p quiz.Pair) bool { return p.Left == s.Pairs[l].Left })
			at := slices.IndexFunc(s.Pairs, func(p quiz.Pair) bool { return (p.Right == q.Pairs[own].Right) == right })
			a.Choices = append(a.Choices, at)
		}
	case quiz.Trace:
		a.Texts = map[bool][]string{true: {quiz.Compiles, q.Trace.Stdout}, false: {quiz.Fails}}[right]
	case quiz.Short:
		a.Texts = []string{"nothing that is right"}
		if right {
			a.Texts[0] = strings.ReplaceAll(q.Accepted[0].Text, "*", "")
		}
	case quiz.Numeric:
		a.Texts = []string{"-98765"}
		if right {
			a.Texts[0] = fmt.Sprint(q.Accepted[0].Value)
		}
	case quiz.Cloze:
		for _, g := range q.Gaps {
			text := ""
			if right {
				for _, c := range g.Choices {
					if c.Fraction == 1 {
						text = c.Text.Source
					}
				}
				for _, c := range g.Accepted {
					if c.Fraction == 1 && text == "" {
						if text = c.Text; text == "" {
							text = fmt.Sprint(c.Value)
						}
					}
				}
			}
			a.Texts = append(a.Texts, text)
		}
	}
	return a
}

// TestPaper: a student's paper is the same on every computer, and not that of a neighbour.
func TestPaper(t *testing.T) {
	var qs []*quiz.Question
	for i := range 30 {
		qs = append(qs, &quiz.Question{ID: fmt.Sprint("q", i), IDWritten: true, Kind: quiz.Essay, Points: 1})
	}
	k := Key{Build: "0123", Questions: qs, Settings: quiz.Settings{Pool: 5, Shuffle: "questions"}}
	ana, ben := k.Paper("S-1"), k.Paper("S-2")
	if len(ana) != 5 || !slices.Equal(ana, k.Paper("S-1")) || slices.Equal(ana, ben) {
		t.Errorf("%v and %v", ana, ben)
	}
	if got := Seed("0123", "S-1"); got != "2166827531049464757" {
		t.Errorf("the seed of a paper is %s: papers that are handed out would change", got)
	}
}
