package quiz

import (
	"strings"

	"lectern/lessons/text"
)

// trace is a question about a program: does it compile, and what does it print?
type trace struct{ plain }

// The verdicts of a trace answer, its first text.
const (
	Compiles = "compiles"
	Fails    = "fails"
)

// grade is all or nothing, as mdbook-quiz grades: whether it compiles, and if it
// does, what it prints, but for white space at the ends of lines.
func (trace) grade(q *Question, a Answer, g *Grade) {
	if q.Trace == nil {
		return
	}
	verdict := strings.TrimSpace(textAt(a, 0))
	compiles := PartGrade{Given: verdict != "", Right: verdict == Compiles && q.Trace.Compiles || verdict == Fails && !q.Trace.Compiles}
	g.Parts = []PartGrade{compiles}
	right := compiles.Right
	if q.Trace.Compiles {
		out := PartGrade{Given: compiles.Given && len(a.Texts) > 1}
		out.Right = out.Given && compiles.Right && output(a.Texts[1]) == output(q.Trace.Stdout)
		right = right && out.Right
		g.Parts = append(g.Parts, out)
	}
	for i := range g.Parts {
		if g.Parts[i].Right {
			g.Parts[i].Credit = 1
		}
	}
	if right {
		g.Credit = 1
	}
}

// output normalizes the output of a program for comparison.
func output(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (trace) response(_ *Question, a Answer) string {
	if textAt(a, 0) != Compiles {
		return "it does not compile"
	}
	return "it compiles and prints: " + text.OneLine(textAt(a, 1))
}

func (trace) solution(q *Question) []Line {
	switch t := q.Trace; {
	case t == nil:
		return nil
	case t.Compiles && !strings.Contains(t.Stdout, "\n"):
		return []Line{{"It compiles and prints: %s", []any{t.Stdout}}} // one answer is one line, as far as it can be
	case t.Compiles:
		out := []Line{{key: "It compiles and prints:"}}
		for line := range strings.SplitSeq(t.Stdout, "\n") {
			out = append(out, authored(line))
		}
		return out
	case t.Line > 0:
		return []Line{{"It does not compile: line %d", []any{t.Line}}}
	}
	return []Line{{key: "It does not compile"}}
}

func (trace) want(*Question, []int) Want { return Want{Form: WantOutput} }

// parse reads the verdict on a program. Every line that is not "fails" or
// a word for it is what the program prints.
func (trace) parse(_ *Question, line string, _ []int) (Answer, error) {
	switch strings.ToLower(strings.TrimRight(line, ".")) {
	case "fails", "fail", "no", "n", "error", "does not compile", "doesn't compile", "it does not compile":
		return Answer{Texts: []string{Fails}}, nil
	case "prints", "compiles":
		return Answer{Texts: []string{Compiles, ""}}, nil
	}
	for _, word := range [...]string{"prints ", "compiles "} {
		if len(line) > len(word) && strings.EqualFold(line[:len(word)], word) {
			line = line[len(word):]
			break
		}
	}
	return Answer{Texts: []string{Compiles, strings.ReplaceAll(line, `\n`, "\n")}}, nil
}
