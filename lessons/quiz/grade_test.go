package quiz_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// one reads a bank of one question.
func one(t *testing.T, src string) *quiz.Question {
	t.Helper()
	b := bank.Read([]byte(src), "t.gift", "")
	if len(b.Questions) != 1 {
		t.Fatalf("%d questions in %q: %v", len(b.Questions), src, b.Problems)
	}
	return b.Questions[0]
}

func chosen(i ...int) quiz.Answer   { return quiz.Answer{Choices: i} }
func typed(s ...string) quiz.Answer { return quiz.Answer{Texts: s} }
func dontKnow() quiz.Answer {
	return quiz.Answer{DontKnow: true, Choices: []int{0}, Texts: []string{"Oslo"}}
}
func near(got, want float64) bool { return math.Abs(got-want) < 1e-6 }

func TestCredit(t *testing.T) {
	const (
		single  = "Q{=a ~%50%b ~%-50%c ~d}"
		multi   = "Q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}"
		tf      = "Q{F}"
		short   = `Q{=Oslo =%50%Kristiania =%25%*a\*b* =%10%New  York =Café}`
		numeric = "Q{#=9.81:0 =%50%9.81:0.1 =3..4 =%20%1500 ~#no}"
		match   = "Q{=a -> x =b -> y =c -> x = -> z}"
		order   = "// [kind:order]\nQ{=a -> 1 =b -> 2 =b -> 3 =c -> 4}"
		cloze   = "Q {1:MC:=Nile~Rhine} {2:NM:=6650:50} {1:SAC:=Cairo} {4:MR:=a; b~=c~d}"
		trace   = "// [kind:trace]\n[markdown]Q\\n```go\\nx\\n```{=7\\n8}"
		fails   = "// [kind:trace] [compiles:no]\n[markdown]Q\\n```go\\nx\\n```{=fails}"
		all     = "// [grading:all]\nQ{~%50%a ~%50%b ~%-50%c}"
		marks   = `Q{=sigterm =%50%*term =%25%"so" =%0%*}`
		stops   = "Q{=etc. =sigterm}"
		cased   = "// [case:yes]\nQ{=TERM =%10%dogs'}"
		dear    = "// [unit:EUR] [unit:€]\nQ{#1460:0.5}"
		heavy   = "// [unit:t]\nQ {1:NM:=3}"
		zero    = "Q {0:SA:=x} {0:SA:=y}"
	)
	for _, c := range []struct {
		src    string
		answer quiz.Answer
		credit float64
	}{
		{single, chosen(0), 1}, {single, chosen(1), .5}, {single, chosen(2), 0}, {single, chosen(3), 0},
		{single, chosen(), 0}, {single, chosen(7, -1), 0}, {single, chosen(-2, 0), 1}, {single, dontKnow(), 0},
		{multi, chosen(0, 1, 2), 1}, {multi, chosen(0), .3333333}, {multi, chosen(0, 0), .3333333},
		{multi, chosen(0, 1, 2, 3), .4999999}, {multi, chosen(3), 0}, {multi, chosen(), 0},
		{tf, chosen(1), 1}, {tf, chosen(0), 0},
		{short, typed(" oslo "), 1}, {short, typed("OSLO"), 1}, {short, typed("Kristiania"), .5}, {short, typed("xa*byz"), .25},
		{short, typed("xaXbyz"), 0}, {short, typed("new\t york"), .1}, {short, typed("New\u00a0York"), .1}, {short, typed("cafe\u0301"), 1},
		{short, typed(""), 0}, {short, typed(), 0}, {short, dontKnow(), 0}, {short, typed("Oslo\u200b"), 1},
		{numeric, typed("9.81"), 1}, {numeric, typed("9,81"), 1}, {numeric, typed("9.85"), .5}, {numeric, typed("3"), 1}, {numeric, typed("4,0"), 1},
		{numeric, typed("4.0000001"), 0}, {numeric, typed("35e-1"), 1}, {numeric, typed("0.35×10^1"), 1}, {numeric, typed("1\u202f500"), .2},
		{numeric, typed("1,500"), .2}, {numeric, typed("1.500,0"), .2}, {numeric, typed("1'500"), .2}, {numeric, typed("$1,500.00"), .2}, {numeric, typed("many"), 0},
		{match, chosen(0, 1, 2), 1}, {match, chosen(2, 1, 0), 1}, {match, chosen(0, 1, 3), 2. / 3}, {match, chosen(-1, 1), 1. / 3}, {match, chosen(), 0}, {match, chosen(9, 9, 9), 0},
		{order, chosen(0, 1, 2, 3), 1}, {order, chosen(0, 2, 1, 3), 1}, {order, chosen(3, 1, 2, 0), .5}, {order, chosen(0, 0, 0, 0), .25}, {order, chosen(), 0},
		{cloze, typed("nile", "6700", "Cairo", "a; b; c"), 1}, {cloze, typed("Rhine", "6 650,0", "cairo", ""), .25}, {cloze, typed("Nile", "", "", "c"), 3. / 8},
		{cloze, typed("", "", "", "c; d"), 0}, {cloze, typed("", "", "", "a; b; d; c"), .25}, {cloze, typed(), 0},
		{trace, typed("compiles", "7 \r\n8\n\n"), 1}, {trace, typed("compiles", "7"), 0}, {trace, typed("fails"), 0}, {trace, typed("compiles"), 0}, {trace, typed(), 0},
		{fails, typed("fails"), 1}, {fails, typed("compiles", "x"), 0},
		{all, chosen(0, 1), 1}, {all, chosen(0), 0}, {all, chosen(0, 1, 2), 0},
		{marks, typed("SIGTERM."), 1}, {marks, typed("“sigterm”."), 1}, {marks, typed("'sigterm.'"), 1}, {marks, typed("`SIGTERM`,"), 1}, {marks, typed("„sigterm“"), 1}, {marks, typed("「sigterm」"), 1}, {marks, typed("『sigterm』。"), 1},
		{marks, typed("«sigterm»…"), 1}, {marks, typed("xterm;"), .5}, {stops, typed("etc."), 1}, {stops, typed("etc"), 0}, {stops, typed("sigterm."), 0}, {stops, typed("sigterm,"), 1}, {marks, typed(`"so"`), .25}, {marks, typed("so"), 0},
		{marks, typed(`sigterm"`), 0}, {marks, typed("sigterm!"), 0}, {marks, typed("."), 0},
		{cased, typed("TERM."), 1}, {cased, typed("term."), 0}, {cased, typed("'TERM'"), 0}, {cased, typed("dogs'"), .1}, {cased, typed("dogs"), 0},
		{dear, typed("1460 EUR"), 1}, {dear, typed("1.460,2 €"), 1}, {dear, typed("1461 eur"), 0}, {dear, typed("1460 USD"), 0}, {heavy, typed("3 t"), 1},
		{zero, typed("x", ""), .5},
	} {
		g := one(t, c.src).Grade(c.answer)
		if !near(g.Credit, c.credit) || g.Right != (c.credit == 1) || !g.Graded {
			t.Errorf("%s\n%+v: credit %v, right %v, want %v", c.src, c.answer, g.Credit, g.Right, c.credit)
		}
	}
}

func TestUngraded(t *testing.T) {
	for _, src := range []string{"Q{}", "Only a text"} {
		if g := one(t, src).Grade(typed("anything")); g.Graded || g.Right || g.Credit != 0 || g.Solution != nil {
			t.Errorf("%s: %+v", src, g)
		}
	}
}

// Every choice has a grade with its feedback, whatever was given.
func TestParts(t *testing.T) {
	q := one(t, "Q{=a#fa ~b#fb ~%50%c#fc}")
	for _, a := range []quiz.Answer{chosen(1), {DontKnow: true}} {
		g := q.Grade(a)
		var got []string
		for _, m := range g.Parts {
			got = append(got, fmt.Sprint(m.Given, m.Right, m.Credit, m.Feedback.Source))
		}
		first := fmt.Sprint(!a.DontKnow)
		want := []string{"false true 1fa", first + " false 0fb", "false true 0.5fc"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-want +got)\n%s", a, diff)
		}
	}
	g := one(t, "Q{~%50%x#fx ~%50%y#fy ~z#fz}").Grade(chosen(0, 2))
	if len(g.Parts) != 3 || !g.Parts[0].Given || g.Parts[1].Given || !g.Parts[1].Right || g.Parts[2].Right || len(g.Feedback) != 2 {
		t.Errorf("several choices: %+v", g)
	}
	g = one(t, "Q{#=1#one =%50%2#two ~#other}").Grade(typed("2"))
	if len(g.Parts) != 1 || g.Parts[0].Feedback.Source != "two" || len(g.Feedback) != 1 || g.Feedback[0].Source != "two" {
		t.Errorf("the number that decided has no grade: %+v", g)
	}
	g = one(t, "Q {1:SA:=a#good~%0%*#bad} {1:SA:=b}").Grade(typed("x", ""))
	if len(g.Parts) != 2 || !g.Parts[0].Given || g.Parts[0].Right || g.Parts[0].Feedback.Source != "bad" || g.Parts[1].Given {
		t.Errorf("gaps: %+v", g.Parts)
	}
}

// "Right." is said to whoever chose the right one, and to nobody else.
func TestPraiseIsForWhatWasGiven(t *testing.T) {
	for feedback, want := range map[string]string{
		"Right. It flies.": "It flies.", "right: it flies": "It flies", "Right, and it is heard.": "It is heard.", "Right, this is false. So.": "This is false. So.", "Yes!": "", "Right": "",
		"[markdown]**Right.** It *flies*.": "", "Well done – it flies.": "It flies.", "Richtig. Ärmel.": "Ärmel.", "Right there it flies.": "Right there it flies.", "Rightly so.": "Rightly so.", "It flies.": "It flies.", "Yes! élan": "Élan",
	} {
		if strings.HasPrefix(feedback, "[") {
			want = "It *flies*."
		}
		q := one(t, "Q{=a#"+strings.ReplaceAll(feedback, ":", `\:`)+" ~b}")
		if got := q.Grade(chosen(1)).Parts[0].Feedback.Source; got != want {
			t.Errorf("%q beside what was not chosen is %q, want %q", feedback, got, want)
		}
		if got := q.Grade(chosen(0)).Parts[0].Feedback.Source; "[markdown]"+got != feedback && got != feedback {
			t.Errorf("%q beside what was chosen is %q", feedback, got)
		}
	}
}

// What is said to an answer as a whole follows its credit, and stands before what is said to all.
func TestRemarks(t *testing.T) {
	const tags = "// [right:All \\] of it.] [partly:A part.] [wrong:Look again.]\n"
	for src, want := range map[string]map[string]quiz.Answer{
		"Q{~%50%a ~%50%b ~%-50%c####See p. 3.}": {
			"All ] of it. See p. 3.": chosen(0, 1), "A part. See p. 3.": chosen(0), "Look again. See p. 3.": dontKnow(),
		},
		"Q{####See p. 3.}": {"See p. 3.": typed("anything")},
	} {
		q := one(t, tags+src)
		for said, a := range want {
			var got []string
			for _, r := range q.Remarks(q.Grade(a)) {
				got = append(got, r.Source)
			}
			if strings.Join(got, " ") != said {
				t.Errorf("%q says %q to %+v, want %q", src, got, a, said)
			}
		}
	}
}

func TestPartial(t *testing.T) {
	for src, want := range map[string]quiz.Partial{
		"Q{=a ~b}": quiz.NoParts, "Q{=a}": quiz.NoParts, "Q{~%50%a ~%50%b ~c}": quiz.EachPart, "Q{~%50%a ~%50%b ~%-50%c}": quiz.PartCosts,
		"// [grading:all]\nQ{~%50%a ~%50%b ~%-50%c}": quiz.AllParts, "// [grading:all]\nQ{=a ~b}": quiz.NoParts,
		"Q{=a -> b =c -> d}": quiz.EachPart, "// [kind:order]\nQ{=a -> 1 =b -> 2}": quiz.EachPart, "Q {1:SA:=a} {1:SA:=b}": quiz.EachPart, "Q {1:SA:=a}": quiz.NoParts, "Q{}": quiz.NoParts,
	} {
		if got := one(t, src).Partial(); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		src      string
		answer   quiz.Answer
		response string
		solution string
	}{
		{"Q{=<b>bold</b> &amp; calm ~a < b}", chosen(0), "bold & calm", "bold & calm"},
		{"Q{~%50%a ~%50%b ~c}", chosen(1, 2), "b; c", "a|b"},
		{"Q{T}", chosen(1), "False", "True"},
		{"Q{=gr*y =%50%x =5 \\* 3}", typed(" Grey  one "), "Grey one", "gr…y or 5 * 3"},
		{"Q{#=0.1..0.3 =7}", typed("0,2"), "0,2", "0.2 (0.1 to 0.3) or 7"},
		{"Q{=a -> x =b -> y}", chosen(1, -1), "a -> y; b -> -", "a -> x|b -> y"},
		{"// [kind:order]\nQ{=a -> 1 =b -> 2}", chosen(1, 0), "b > a", "1. a|2. b"},
		{"Q {1:MC:=a~b} {1:NM:=5:1} {1:MR:=c~=d~e} {1:SA:=f~=g}", typed("a", "", "c; e", "h"), "a | - | c; e | h", "1. a|2. 5 (4 to 6)|3. c; d|4. f or g"},
		{"// [kind:trace]\n[markdown]Q\\n```go\\nx\\n```{=7\\n8}", typed("compiles", "7\n9"), "it compiles and prints: 7 9", "It compiles and prints:|7|8"},
		{"// [kind:trace] [compiles:no] [error-line:3]\n[markdown]Q\\n```go\\nx\\n```{=x}", typed("fails"), "it does not compile", "It does not compile: line 3"},
		{"Q{}", typed("my\nwords"), "my words", ""},
		{"Q{T}", quiz.Answer{DontKnow: true}, "I don't know", "True"},
		{"Q{~%50%a ~%50%b ~c}", chosen(), "nothing chosen", "a|b"},
	} {
		q := one(t, c.src)
		if got := q.Response(c.answer); got != c.response {
			t.Errorf("%s: response %q, want %q", c.src, got, c.response)
		}
		if got := strings.Join(english(q.Grade(c.answer).Solution), "|"); got != c.solution {
			t.Errorf("%s: solution %q, want %q", c.src, got, c.solution)
		}
	}
}

// A question's own solution, given as an answer, must earn full credit.
func TestSolutionIsRight(t *testing.T) {
	for _, src := range []string{"Q{=Oslo ~x =Bergen}", "Q{=Oslo}", "Q{#=3..4}", "Q {1:MC:=a~b} {1:SA:=c} {1:NM:=5}"} {
		q := one(t, src)
		s := q.Solution()
		a := quiz.Answer{Texts: s}
		switch q.Kind {
		case quiz.Single:
			a = chosen(slices.IndexFunc(q.Choices, func(c quiz.Choice) bool { return c.Text.Words() == s[0] }))
		case quiz.Numeric:
			a.Texts = []string{strings.Fields(s[0])[0]}
		case quiz.Cloze:
			for i := range s {
				_, a.Texts[i], _ = strings.Cut(s[i], ". ")
			}
		}
		if g := q.Grade(a); !g.Right {
			t.Errorf("%s: the solution %q earns %v", src, s, g.Credit)
		}
	}
}

func TestAnswerRoundTrip(t *testing.T) {
	for _, a := range []quiz.Answer{{}, {DontKnow: true}, chosen(2, 0, -1), typed("a\"b", "ü\n", "")} {
		got, err := quiz.DecodeAnswer(a.Encode())
		if diff := cmp.Diff(a, got); err != nil || diff != "" {
			t.Errorf("%+v: %v\n%s", a, err, diff)
		}
	}
	if a, err := quiz.DecodeAnswer(`{"choices":[1],"later":true}`); err != nil || len(a.Choices) != 1 {
		t.Errorf("a field of a later version: %+v, %v", a, err)
	}
	for _, s := range []string{"", "[]", "{", `{"choices":"a"}`} {
		if _, err := quiz.DecodeAnswer(s); err == nil {
			t.Errorf("%q was read as an answer", s)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]string{
		"1": "[1]", "-1,5": "[-1.5]", "−2": "[-2]", "1 000 000": "[1e+06]", "1,000": "[1 1000]", "0,125": "[0.125]", "1,000,000": "[1e+06]",
		"1.234.567": "[1.234567e+06]", "1,234.5": "[1234.5]", "1.234,5": "[1234.5]", "1e-3": "[0.001]", "2 x 10^3": "[2000]", "10^-2": "[0.01]",
		"12 %": "[12]", "€ 5": "[5]", "1 460": "[1460]", "1'460": "[1460]", "1’460,50": "[1460.5]", "14 60": "[]", "3 5": "[]", "1.2.2026": "[]", "12,34.5": "[]",
		"1,00,000": "[100000]", "0.123 456": "[0.123456]", "- 5": "[-5]", "3.5.": "[3.5]", "３．５．": "[3.5]", "3.5。": "[3.5]", "1,460.": "[1.46 1460]", `"7"`: "[7]", "1/2": "[0.5]", "-3/4": "[-0.75]", "1 1/2": "[1.5]",
		"½": "[0.5]", "2½": "[2.5]", "1/0": "[]", "1/2/2": "[]", "1.5·10³": "[1500]", "10⁻²": "[0.01]", "2 x 10 ^ 3": "[2000]", "１２，５": "[12.5]", "٣٫٥": "[3.5]", "۱۴۶۰": "[1460]", "𝟙𝟚": "[12]", "m²": "[]", "10 m²": "[]",
		"1460 euros": "[]", "t": "[]", ".": "[]", "%": "[]", "1460 EUR": "[]", ".5": "[0.5]", "5.": "[5]", "": "[]", "inf": "[]", "NaN": "[]", "0x10": "[]", "1e999": "[]", "five": "[]", "1-2": "[]", "12,5000": "[12.5]",
	} {
		if got := fmt.Sprint(quiz.ParseNumber(in)); got != want {
			t.Errorf("ParseNumber(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestParseNumberWithUnits(t *testing.T) {
	for _, c := range []struct{ typed, units, want string }{
		{"1460 EUR", "EUR", "[1460]"}, {"1460EUR", "EUR", "[1460]"}, {"1 460,5 eur.", "EUR", "[1460.5]"}, {"EUR 1460", "EUR", "[1460]"}, {"1460", "EUR", "[1460]"},
		{"1460 euros", "EUR euros", "[1460]"}, {"1460 Euro", "EUR", "[]"}, {"1460 EURO", "EUR", "[]"}, {"1460 EUR EUR", "EUR", "[]"}, {"EUR", "EUR", "[]"},
		{"5 mW", "MW", "[]"}, {"5 MW", "MW", "[5]"}, {"5 mhz", "MHz", "[]"}, {"5 km / h", "km/h", "[5]"}, {"9.81 m/s2", "m/s²", "[9.81]"}, {"3 μm", "µm", "[3]"}, {"2 h", "h", "[2]"},
		{"1/2 h", "h", "[0.5]"}, {"1,500 ms", "ms", "[1.5 1500]"}, {"5e3 e", "e", "[5000]"}, {"7 %", "%", "[7]"}, {"5 min", "min.", "[5]"}, {"5 apples", "min", "[]"},
	} {
		if got := fmt.Sprint(quiz.ParseNumber(c.typed, strings.Fields(c.units)...)); got != c.want {
			t.Errorf("%q with units %s: %s, want %s", c.typed, c.units, got, c.want)
		}
	}
}

// The text of a gap names its choices; those that it has not are passed over.
func TestGapText(t *testing.T) {
	gap := one(t, "Q {1:MR:=a~b~=c}").Gaps[0]
	if got := gap.Text(-1, 2, 0, 3, 99); got != "c; a" {
		t.Errorf("text %q", got)
	}
}

func english(lines []quiz.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.String())
	}
	return out
}
