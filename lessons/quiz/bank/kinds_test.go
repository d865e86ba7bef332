package bank

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/lessons/quiz"
)

// sample is a question of one kind, written in each format that has it.
type sample struct {
	gift, aiken, mdbook string
	text2qti, csv       string
	mkdocs, lia         string
	right, wrong        string // typed answers, by the author's order; wrong is "" where nothing is
	response            string // the right answer in words
	solution            string // the same as a solution, its lines joined by "|"
}

// samples has a question of every kind. To add a kind, add one here: the test
// below then sends it through all that quiz and bank do.
var samples = map[quiz.Kind]sample{
	quiz.Single: {
		gift: "// [hint:H]\n::T::Which?{=yes#Good. ~no ####All.}", text2qti: "1. Which?\n... All.\n*a) yes\n... Good.\nb) no\n", csv: "question,a,b,correct,feedback\nWhich?,yes,no,a,All.\n", mkdocs: "<quiz>\nWhich?\n- [x] yes\n- [ ] no\n\nAll.\n</quiz>\n", lia: "Which?\n\n[(X)] yes\n[( )] no\n***\nAll.\n***\n",
		aiken:  "Which?\nA) yes\nB) no\nANSWER: A\n",
		mdbook: "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"Which?\"\nprompt.distractors = [\"no\"]\nprompt.answerIndex = 0\nanswer.answer = \"yes\"\n",
		right:  "a", wrong: "b", response: "yes", solution: "yes",
	},
	quiz.Multi: {
		gift: "// [hint:H]\n::T::Which?{~%50%x ~%50%y ~%-50%z ####All.}", text2qti: "1. Which?\n... All.\n[*] x\n[*] y\n[ ] z\n", csv: "question,a,b,c,correct,feedback\nWhich?,x,y,z,\"a,b\",All.\n", mkdocs: "<quiz>\nWhich?\n- [x] x\n- [x] y\n- [ ] z\n\nAll.\n</quiz>\n", lia: "Which?\n\n[[X]] x\n[[x]] y\n[[ ]] z\n***\nAll.\n***\n",
		mdbook: "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"Which?\"\nprompt.distractors = [\"z\"]\nprompt.answerIndex = 0\nanswer.answer = [\"x\", \"y\"]\n",
		right:  "a b", wrong: "a c", response: "x; y", solution: "x|y",
	},
	quiz.TrueFalse: {
		gift: "// [hint:H]\n::T::Is it?{TRUE#No.#Yes. ####All.}", text2qti: "1. Is it?\n... All.\n*a) True\nb) False\n", csv: "question,correct,feedback\nIs it?,TRUE,All.\n",
		right: "t", wrong: "f", response: "True", solution: "True",
	},
	quiz.Short: {
		gift: "// [hint:H]\n::T::Who?{=me =%50%us ####All.}", text2qti: "1. Who?\n... All.\n* me\n", csv: "question,answer,feedback\nWho?,me,All.\n", lia: "<!--\nauthor: x\nnarrator: y\n-->\nWho?\n\n[[me]]\n***\nAll.\n***\n",
		mdbook: "[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Who?\"\nanswer.answer = \"me\"\n",
		right:  "Me", wrong: "us", response: "Me", solution: "me",
	},
	quiz.Numeric: {
		gift: "// [hint:H]\n::T::How many?{#=3:1 =%50%9 ~#Other. ####All.}", text2qti: "1. How many?\n... All.\n= 3 +- 1\n", csv: "question,answer,tolerance,feedback\nHow many?,3,1,All.\n",
		right: "3,5", wrong: "9", response: "3,5", solution: "3 (2 to 4)",
	},
	quiz.Match: {
		gift:  "// [hint:H]\n::T::Which?{=a -> x =b -> y = -> z ####All.}",
		right: "1a 2b", wrong: "1b 2a", response: "a -> x; b -> y", solution: "a -> x|b -> y",
	},
	quiz.Order: {
		gift:  "// [kind:order] [hint:H]\n::T::Sort.{=a -> 1 =b -> 2 =c -> 3 ####All.}",
		right: "a b c", wrong: "c a b", response: "a > b > c", solution: "1. a|2. b|3. c",
	},
	quiz.Cloze: {
		gift: "// [hint:H] [feedback:All.]\n::T::The {1:MCS:=a~b} and {2:SA:=c} and {1:NM:=5} and {1:MR:=d~=e~f}.", mkdocs: "<quiz>\nThe [[a]] and [[c]].\n\n---\nAll.\n</quiz>\n", lia: "<!--\nauthor: x\nnarrator: y\n-->\nThe [[ (a) | b ]] and [[c]].\n***\nAll.\n***\n",
		right: "a; c; 5; a b", wrong: "b; c; 5; a b", response: "a | c | 5 | d; e", solution: "1. a|2. c|3. 5|4. d; e",
	},
	quiz.Trace: {
		gift:   "// [kind:trace] [hint:H]\n::T::[markdown]What?\n```go\nx()\n```{=%100%7# ####All.}",
		mdbook: "[[questions]]\ntype = \"Tracing\"\nprompt.program = \"x()\"\nanswer.doesCompile = true\nanswer.stdout = \"7\"\n",
		right:  "7", wrong: "fails", response: "it compiles and prints: 7", solution: "It compiles and prints: 7",
	},
	quiz.Essay:       {gift: "// [hint:H]\n::T::Why?{####All.}", text2qti: "1. Why?\n... All.\n____\n", csv: "question,type,answer,feedback\nWhy?,essay,,All.\n", right: "because", response: "because"},
	quiz.Description: {gift: "// [hint:H] [feedback:All.]\n::T::A text.", text2qti: "Text: A text.\n", csv: "question,type,answer,feedback\nA text.,info,,All.\n"},
}

func (s sample) text(kind quiz.Kind, format string) string {
	return map[string]string{
		"gift": s.gift, "aiken": s.aiken, "mdbook": s.mdbook, "moodle-xml": moodleSamples[kind], "qti": qtiSamples[kind],
		"text2qti": s.text2qti, "csv": s.csv, "mkdocs-quiz": s.mkdocs, "liascript": s.lia,
	}[format]
}

// A question of every kind is read from every format that says to have it, and
// is graded, worded, shuffled, written and read back.
func TestEveryKind(t *testing.T) {
	for _, kind := range quiz.Kinds() {
		s, read := samples[kind], false
		for _, f := range Formats() {
			text := s.text(kind, f.Name)
			if slices.Contains(f.Kinds, kind) != (text != "") {
				t.Errorf("%s: the format %s says that it has the kind: %v; the sample is %q", kind, f.Name, text == "", text)
			}
			if text != "" {
				read = true
				t.Run(string(kind)+"/"+f.Name, func(t *testing.T) { everyDoor(t, s, kind, f, text) })
			}
		}
		if !read {
			t.Errorf("%s: no sample in any format", kind)
		}
	}
}

func everyDoor(t *testing.T, s sample, kind quiz.Kind, f *Format, text string) {
	if f == &qtiBank && kind == quiz.Cloze { // whose gaps are all lists
		s.right, s.wrong, s.response, s.solution = "a; a; a; a", "b; a; a; a", "a | c | 5 | d", "1. a|2. c|3. 5|4. d"
	}
	file := "t" + f.Suffix
	if f.Suffix == "" { // it stands in pages
		file = "t.md"
	}
	b := Read([]byte(text), file, "")
	if len(b.Questions) != 1 || len(b.Problems) > 0 {
		t.Fatalf("%d questions, problems %v", len(b.Questions), b.Problems)
	}
	q := b.Questions[0]
	quiz.AssignIDs("p", b.Questions)
	if q.Kind != kind || q.Prompt.Empty() {
		t.Fatalf("read as %s with the text %q", q.Kind, q.Prompt.Source)
	}
	if (f == &gift || f == &moodleXML) && (len(q.Hints) != 1 || q.General.Source != "All.") {
		t.Errorf("hints %v, feedback %v", q.Hints, q.General)
	}
	if q.HasFeedback() == f.NoFeedback && f != &mdbook && kind.Asks() {
		t.Errorf("feedback: %v", q.HasFeedback())
	}
	if len(q.Gaps) == 2 { // the formats that have gaps for texts only
		s.right, s.wrong, s.response, s.solution = "a; c", "b; c", "a | c", "1. a|2. c"
	}
	typedAnswers(t, s, q)
	if got := strings.Join(q.Solution(), "|"); got != s.solution {
		t.Errorf("solution %q, want %q", got, s.solution)
	}
	if kind.Graded() && !q.Answerable() {
		t.Error("no answer is right")
	}
	order := quiz.ChoiceOrder(q, "seed")
	if sorted := slices.Sorted(slices.Values(order)); len(slices.Compact(sorted)) != len(order) {
		t.Errorf("order %v", order)
	}
	for _, out := range Formats() {
		if out.write == nil {
			continue
		}
		var first, second bytes.Buffer
		losses, err := out.Write(&first, b)
		if err != nil {
			t.Fatal(err)
		}
		if len(losses) > 0 {
			if (out == f || out == &gift) && (out != &qtiBank || kind != quiz.Order) {
				t.Errorf("%s: %v", out.Name, losses)
			}
			continue // what cannot be said is not read back
		}
		if out == &qtiBank && q.Prompt.Format == quiz.Markdown {
			continue // its texts are HTML or plain
		}
		again := Read(first.Bytes(), "t"+out.Suffix, "")
		want := *q
		want.IDWritten = true
		if out == f || out == &gift {
			sameQuestions(t, out.Name, []*quiz.Question{&want}, again.Questions)
		} else { // its texts may be of another format
			sameQuestions(t, out.Name, []*quiz.Question{&want}, again.Questions, shownAlike)
		}
		if _, err := out.Write(&second, again); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: written twice it differs: %v\n%s\n%s", out.Name, err, first.Bytes(), second.Bytes())
		}
		if len(again.Questions) == 1 && (out == f || out == &gift) && again.Questions[0].TextHash() != q.TextHash() {
			t.Errorf("%s: read again it counts as another question", out.Name)
		}
	}
	for _, p := range MoodleProblems(q) {
		if p.Text == "" || p.File != q.File {
			t.Errorf("%+v", p)
		}
	}
}

// shownAlike compares texts by what they show, whatever their format. mdbook-quiz can fix
// an order only so that it is never shuffled.
var shownAlike = cmp.Options{
	cmp.Transformer("shown", func(t quiz.Text) string { return asMarkdown(t) }),
	cmpopts.IgnoreFields(quiz.Question{}, "Keep"),
}

// typedAnswers gives a question what a student may type.
func typedAnswers(t *testing.T, s sample, q *quiz.Question) {
	var fault *quiz.LineError
	if _, err := q.ParseLine("", nil); errors.As(err, &fault) != q.Kind.Asks() {
		t.Errorf("an empty line: %v", err)
	}
	if (q.Expect(nil) != "") != q.Kind.Asks() {
		t.Errorf("expects %q", q.Expect(nil))
	}
	if !q.Kind.Asks() {
		return
	}
	for line, right := range map[string]bool{s.right: true, s.wrong: false, "?": false} {
		if line == "" {
			continue
		}
		a, err := q.ParseLine(line, nil)
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		back, err := quiz.DecodeAnswer(a.Encode())
		if diff := cmp.Diff(q.Grade(a), q.Grade(back), cmp.AllowUnexported(quiz.Line{})); err != nil || diff != "" {
			t.Errorf("%q: out of the record it is graded otherwise: %v\n%s", line, err, diff)
		}
		g := q.Grade(a)
		if graded := q.Kind.Graded(); g.Graded != graded || g.Right != (right && graded) || (g.Credit == 1) != g.Right || a.DontKnow && g.Credit != 0 {
			t.Errorf("%q: %+v", line, g)
		}
		if right && q.Kind.Graded() {
			rightParts(t, g)
		}
		if got := q.Response(a); right && got != s.response || got == "" || strings.Contains(got, "\n") {
			t.Errorf("%q: in words %q", line, got)
		}
	}
}

// rightParts checks the parts of a right answer: some were given, and those are right.
func rightParts(t *testing.T, g quiz.Grade) {
	given := 0
	for i, p := range g.Parts {
		if p.Given {
			given++
		}
		if p.Given && (!p.Right || p.Credit == 0) {
			t.Errorf("part %d of a right answer is wrong: %+v", i+1, p)
		}
	}
	if given == 0 {
		t.Errorf("no part of a right answer was given: %+v", g.Parts)
	}
}
