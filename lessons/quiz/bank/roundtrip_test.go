package bank

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/quiz"
)

// sameQuestions compares what GIFT keeps: everything but where it stood.
func sameQuestions(t *testing.T, what string, want, got []*quiz.Question, more ...cmp.Option) {
	t.Helper()
	opts := cmp.Options{
		cmpopts.IgnoreFields(quiz.Question{}, "IDSource", "Bank", "File", "Line"),
		cmpopts.EquateEmpty(),
		cmp.Comparer(func(a, b float64) bool { return near(a, b) || near(a/b, 1) }),
		cmp.Options(more),
	}
	if diff := cmp.Diff(want, got, opts); diff != "" {
		t.Errorf("%s: read again it differs (-written +read)\n%s", what, diff)
	}
}

func write(t *testing.T, b *Bank) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := gift.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Every bank of testdata, and of the course inside, is written and read again.
func TestWrittenBanksReadBack(t *testing.T) {
	banks := map[string][]byte{}
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if !strings.HasSuffix(f.Name, ".want") {
				banks[f.Name] = f.Data
			}
		}
	}
	course, _ := filepath.Glob("../../../embed/course/*.gift")
	for _, name := range course {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		banks[name] = src
	}
	if len(archives) == 0 || len(course) == 0 {
		t.Fatal("no banks")
	}
	for name, src := range banks {
		first := Read(src, name, "")
		text := write(t, first)
		again := readGIFT(text, name)
		sameQuestions(t, name, first.Questions, again.Questions)
		if first.Settings != again.Settings {
			t.Errorf("%s: settings %+v became %+v", name, first.Settings, again.Settings)
		}
		if third := write(t, again); !bytes.Equal(text, third) {
			t.Errorf("%s: written twice it differs\n%s", name, cmp.Diff(string(text), string(third)))
		}
	}
}

// Questions of every kind with hostile texts, written and read again.
func TestRandomQuestionsReadBack(t *testing.T) {
	for seed := range uint64(400) {
		r := newMaker(seed)
		var qs []*quiz.Question
		for range 4 {
			qs = append(qs, r.question())
		}
		b := &Bank{Questions: qs}
		text := write(t, b)
		got := readGIFT(text, "t.gift")
		sameQuestions(t, fmt.Sprintf("seed %d\n%s", seed, text), qs, got.Questions)
		if t.Failed() {
			return
		}
	}
}

// maker makes questions as a reader may return them.
type maker struct{ *rand.Rand }

func newMaker(seed uint64) maker { return maker{rand.New(rand.NewPCG(seed, 1))} }

// text makes a trimmed text out of what is most likely to be mistaken for
// something else.
func (m maker) text() string {
	words := []string{
		"word", "=", "~", "#", "####", "{", "}", ":", "::", "\\", "\\n", "//", "->", "%50%", "%", "[html]", "[x]", "]", "$CATEGORY:", "*", "é", "a:b",
		"T", "TRUE", "{1:MC:", "=x", "~y", "&amp;", "<b>", "\"", "0", "1..2", "_____", "```", "[id:z]", "\\]",
	}
	var parts []string
	for range 1 + m.IntN(4) {
		parts = append(parts, words[m.IntN(len(words))])
	}
	return strings.Join(parts, []string{" ", "", "\n", "\n  "}[m.IntN(4)])
}

// prompt makes a text that keeps its indentation.
func (m maker) prompt() quiz.Text {
	s := trimBody(m.text())
	if m.IntN(4) == 0 {
		s = "    code\n" + s + "\n  end"
	}
	if s == "" {
		s = "x"
	}
	return quiz.Text{Source: trimBody(s), Format: m.format()}
}

func (m maker) format() quiz.Format {
	return []quiz.Format{quiz.Plain, quiz.Moodle, quiz.HTML, quiz.Markdown}[m.IntN(4)]
}

// maybe makes a text of an answer or feedback, sometimes none.
func (m maker) maybe(none bool) quiz.Text {
	if none && m.IntN(2) == 0 {
		return quiz.Text{}
	}
	s := strings.TrimSpace(m.text())
	if s == "" {
		s = "x"
	}
	return quiz.Text{Source: s, Format: m.format()}
}

func (m maker) fraction() float64 {
	f := moodleFractions[m.IntN(len(moodleFractions))]
	if m.IntN(3) == 0 {
		return -f
	}
	return f
}

func (m maker) question() *quiz.Question {
	q := &quiz.Question{Points: 1, Prompt: m.prompt(), General: m.maybe(true)}
	if m.IntN(2) == 0 {
		q.Title = oneLine(m.text())
	}
	if m.IntN(2) == 0 {
		q.ID, q.IDWritten = oneLine(m.text())+[]string{"i", `\`}[m.IntN(2)], true
	}
	if m.IntN(3) == 0 {
		q.Points, q.Keep = 2.5, true
		q.Hints = []quiz.Text{m.maybe(false), m.maybe(false)}
		q.Tags = []string{"a ] b", `c\`}
		q.ByCredit = quiz.ByCredit{Right: m.maybe(true), Partly: m.maybe(true), Wrong: m.maybe(true)}
	}
	if m.IntN(4) == 0 {
		q.Section = quiz.JoinSection([]string{"Unit " + place(m.IntN(3)), "a/b: {c}"})
	}
	m.answers(q)
	return q
}

func (m maker) answers(q *quiz.Question) {
	kinds := []quiz.Kind{quiz.Single, quiz.Multi, quiz.TrueFalse, quiz.Short, quiz.Numeric, quiz.Match, quiz.Order, quiz.Cloze, quiz.Trace, quiz.Essay, quiz.Description}
	switch q.Kind = kinds[m.IntN(len(kinds))]; q.Kind {
	case quiz.Single, quiz.Multi:
		for range 2 + m.IntN(3) {
			q.Choices = append(q.Choices, quiz.Choice{Text: m.maybe(false), Fraction: m.fraction(), Feedback: m.maybe(true)})
		}
	case quiz.TrueFalse:
		q.Choices = trueFalseChoices(quiz.Choice{Fraction: 1, Feedback: m.maybe(true)}, quiz.Choice{Feedback: m.maybe(true)}, m.IntN(2) == 0)
	case quiz.Short:
		for range 1 + m.IntN(3) {
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: oneLine(m.text()), Fraction: m.fraction(), Feedback: m.maybe(true)})
		}
	case quiz.Numeric:
		q.Accepted = m.numbers(func() quiz.Text { return m.maybe(true) })
	case quiz.Match:
		for range 2 + m.IntN(3) {
			left := m.maybe(false)
			left.Source = strings.ReplaceAll(left.Source, "->", "to")
			q.Pairs = append(q.Pairs, quiz.Pair{Left: left, Right: strings.TrimSpace(m.text())})
		}
		q.Pairs[len(q.Pairs)-1].Left = quiz.Text{}
	case quiz.Order:
		for range 2 + m.IntN(3) {
			c := quiz.Choice{Text: m.maybe(false)}
			c.Text.Source = strings.ReplaceAll(c.Text.Source, "->", "to")
			q.Choices = append(q.Choices, c)
		}
	case quiz.Cloze:
		m.cloze(q)
	case quiz.Trace:
		q.Prompt.Format = quiz.Markdown
		q.Trace = &quiz.Program{Source: "a := 1 // " + m.text() + "\n\tb", Lang: "go", Compiles: m.IntN(2) == 0}
		if q.Trace.Compiles {
			q.Trace.Stdout = strings.TrimSpace(m.text())
		} else {
			q.Trace.Line = m.IntN(3)
		}
	}
}

func (m maker) numbers(feedback func() quiz.Text) []quiz.Accepted {
	var out []quiz.Accepted
	for range 1 + m.IntN(3) {
		out = append(out, quiz.Accepted{Value: m.NormFloat64() * 1e3, Tolerance: float64(m.IntN(3)) / 8, Fraction: m.fraction(), Feedback: feedback()})
	}
	if m.IntN(2) == 0 {
		out = append(out, quiz.Accepted{Any: true, Feedback: feedback()})
	}
	return out
}

func (m maker) cloze(q *quiz.Question) {
	q.Prompt.Source = trimBody(m.text())
	feedback := func() quiz.Text {
		t := m.maybe(true)
		if !t.Empty() {
			t = quiz.Text{Source: oneLine(t.Source), Format: q.Prompt.Format}
		}
		return t
	}
	for range 1 + m.IntN(3) {
		g := quiz.Gap{Weight: []float64{0, 1, 2, 3, 44444441}[m.IntN(5)], Kind: []quiz.Kind{quiz.Single, quiz.Multi, quiz.Short, quiz.Numeric}[m.IntN(4)]}
		switch g.Kind {
		case quiz.Single, quiz.Multi:
			g.Shuffle = m.IntN(2) == 0
			for range 2 {
				g.Choices = append(g.Choices, quiz.Choice{Text: quiz.Text{Source: strings.TrimSpace(m.text()), Format: q.Prompt.Format}, Fraction: .5, Feedback: feedback()})
			}
		case quiz.Short:
			g.Accepted = []quiz.Accepted{{Text: oneLine(m.text()), Fraction: 1, CaseSensitive: m.IntN(2) == 0, Feedback: feedback()}}
		case quiz.Numeric:
			g.Accepted = m.numbers(feedback)
		}
		q.Gaps = append(q.Gaps, g)
		q.Prompt.Source += " " + string(quiz.GapMark) + " " + oneLine(m.text())
	}
}

// The fence around a traced program is longer than any run of accents in it,
// and no longer than that.
func TestFencedProgramsReadBack(t *testing.T) {
	for source, fence := range map[string]string{"```": "````", "a ````` b": "``````", "x\n````": "`````", "print(1)": "```"} {
		q := &quiz.Question{Kind: quiz.Trace, Points: 1, Prompt: quiz.Text{Source: "Q", Format: quiz.Markdown}, Trace: &quiz.Program{Source: source, Lang: "go", Compiles: true, Stdout: "7"}}
		text := write(t, &Bank{Questions: []*quiz.Question{q}})
		sameQuestions(t, source, []*quiz.Question{q}, readGIFT(text, "t.gift").Questions)
		if !strings.Contains(string(text), `\n`+fence+"go") {
			t.Errorf("%q: no fence %s in\n%s", source, fence, text)
		}
	}
}

func near(got, want float64) bool { return math.Abs(got-want) < 1e-6 }
