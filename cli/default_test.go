package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"lectern/embed"
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/reader/typeset"
)

// run runs a command line and returns what it prints; it must succeed.
func run(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Getenv: func(name string) string {
		if name == "LECTERN_DATA" {
			return t.TempDir()
		}
		return ""
	}}
	if code := Run(args, env); code != exitOK {
		t.Fatalf("lectern %s: exit code %d: %s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}

// TestDefaultPageIsWhole holds the first page of the default course against its
// source: every word of it is printed once and in order, and every link is named.
func TestDefaultPageIsWhole(t *testing.T) {
	const page = "platform-as-a-service.rst"
	src, err := fs.ReadFile(embed.Default(), page)
	if err != nil {
		t.Fatal(err)
	}
	var course printedCourse
	if err := json.Unmarshal([]byte(run(t, "print", "--format", "json")), &course); err != nil {
		t.Fatal(err)
	}
	var texts, printed []string
	links := map[string]int{}
	for _, l := range course.Lessons {
		if l.Page != page {
			continue
		}
		texts = append(texts, l.Text)
		printed = append(printed, run(t, "print", "--lesson", l.ID))
		for _, link := range l.Links {
			links[link.Target]++
			if strings.ContainsAny(link.Text, "\n`<>") {
				t.Errorf("the text of a link is not whole: %q", link.Text)
			}
		}
	}
	want := wordsOfSource(string(src))
	if got := strings.Fields(strings.Join(texts, " ")); !equal(got, want) {
		t.Errorf("print --format json:\n got %q\nwant %q", got, want)
	}
	all := strings.Join(printed, "\n")
	for _, m := range regexp.MustCompile(`<([^<> ]+)>`).FindAllStringSubmatch(string(src), -1) {
		if links[m[1]] != 1 {
			t.Errorf("%s is %d times among the links, want once", m[1], links[m[1]])
		}
		if n := strings.Count(all, "] "+m[1]+"\n"); n != 1 {
			t.Errorf("%s is printed %d times, want once", m[1], n)
		}
	}
	flat := regexp.MustCompile(`\[\d+\]`).ReplaceAllString(strings.Join(strings.Fields(all), " "), "")
	at := 0
	for _, w := range want {
		i := strings.Index(flat[at:], w)
		if i < 0 {
			t.Fatalf("print: %q is missing behind %q", w, flat[max(0, at-60):at])
		}
		at += i + len(w)
	}
}

// wordsOfSource takes the few constructs of the page apart that are no text of it.
func wordsOfSource(src string) []string {
	for _, cut := range []struct{ pattern, by string }{
		{`(?m)^=+$`, ""},
		{`(?m)^:[a-z-]+:.*$`, ""},
		{`\.\. image::.*\n +:alt: (.*)\n +:class:.*`, "$1"},
		{"`([^`<]*?)\\s*<[^>]*>`_", "$1"},
		{`\*Note\*`, "Note"},
		{`(?m)^\* `, ""},
	} {
		src = regexp.MustCompile(cut.pattern).ReplaceAllString(src, cut.by)
	}
	return strings.Fields(src)
}

func equal(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// TestDefaultQuestions holds what a review of the course's questions asked for: nothing
// in their form may give an answer away, and few of them ask for words alone.
func TestDefaultQuestions(t *testing.T) {
	c := courseInside(t)
	levels := map[string]int{"recall": 0, "understand": 0, "apply": 0, "weigh": 0}
	ranks := make([]float64, 4) // of the right choice by length; alike lengths share theirs
	graded, singles, yes, no := 0, 0, 0, 0
	for _, q := range append(c.Questions(), c.ExamQuestions()...) {
		if q.Points == 0 {
			continue
		}
		graded++
		n := 0
		for _, tag := range q.Tags {
			if _, ok := levels[tag]; ok {
				levels[tag]++
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s has %d levels, want one of recall, understand, apply, weigh", q.ID, n)
		}
		if !strings.Contains("\n\n"+q.General.Source, "\n\nSee ") { // behind what is said to the answer of a program
			t.Errorf("%s does not say where the answer stands", q.ID)
		}
		switch q.Kind {
		case quiz.TrueFalse:
			if q.Choices[0].Fraction > 0 {
				yes++
			} else {
				no++
			}
		case quiz.Match:
			if !slices.ContainsFunc(q.Pairs, func(p quiz.Pair) bool { return p.Left.Empty() }) {
				t.Errorf("%s has no right side that is left over, so the last pair is given away", q.ID)
			}
		case quiz.Single, quiz.Multi:
			var lengths []int
			right := 0
			for _, choice := range q.Choices {
				n := utf8.RuneCountInString(doc.PlainText(lessons.Prompt(choice.Text)))
				lengths = append(lengths, n)
				if choice.Fraction > 0 {
					right = n
				}
			}
			if long, short := slices.Max(lengths), slices.Min(lengths); long*20 > short*27 && long-short > 10 {
				t.Errorf("%s has choices of %v characters; with 15 %% either way none stands out", q.ID, lengths)
			}
			if q.Kind == quiz.Single && len(lengths) == len(ranks) {
				singles++
				longer, alike := 0, 0
				for _, n := range lengths {
					if n > right {
						longer++
					} else if n == right {
						alike++
					}
				}
				for i := longer; i < longer+alike; i++ {
					ranks[i] += 1 / float64(alike)
				}
			}
		}
	}
	share := func(n int) float64 { return float64(n) / float64(graded) }
	if share(levels["recall"]) > 0.2 || share(levels["weigh"]) < 0.2 {
		t.Errorf("of %d questions %d are recall (at most 20 %%) and %d weigh (at least 20 %%)", graded, levels["recall"], levels["weigh"])
	}
	if yes == 0 || no == 0 || max(yes, no) > 2*min(yes, no) {
		t.Errorf("%d true/false questions are true and %d false", yes, no)
	}
	for i, n := range ranks {
		if n/float64(singles) > 0.35 {
			t.Errorf("the right choice is number %d by length in %.0f of %d questions", i+1, n, singles)
		}
	}
	for _, l := range c.Lessons()[:6] {
		if len(l.Questions) > 5 {
			t.Errorf("%s, among the first lessons, asks %d questions", l.ID, len(l.Questions))
		}
	}
}

// TestDefaultGuesser holds that the right choice cannot be told by its form: what students go by who have not read
// the page is right in few of the questions with one right choice, rule by rule and in a vote of all rules.
func TestDefaultGuesser(t *testing.T) {
	c := courseInside(t)
	right := map[string]float64{} // by rule: expected number of right guesses
	n := 0
	for _, q := range append(c.Questions(), c.ExamQuestions()...) {
		if q.Kind != quiz.Single {
			continue
		}
		n++
		var choices []string
		key := 0
		for i, choice := range q.Choices {
			choices = append(choices, doc.PlainText(lessons.Prompt(choice.Text)))
			if choice.Fraction > 0 {
				key = i
			}
		}
		votes := make([]float64, len(choices))
		guesses := guessMarks(doc.PlainText(lessons.Prompt(q.Prompt)), choices)
		for _, rule := range slices.Sorted(maps.Keys(guesses)) {
			likely := highest(guesses[rule])
			if slices.Contains(likely, key) {
				right[rule] += 1 / float64(len(likely))
			}
			for _, i := range likely {
				votes[i] += 1 / float64(len(likely))
			}
		}
		if likely := highest(votes); slices.Contains(likely, key) {
			right["vote of all rules"] += 1 / float64(len(likely))
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(right)) {
		share := right[rule] / float64(n)
		t.Logf("%-18s %4.1f of %d, %2.0f %%", rule, right[rule], n, 100*share)
		if share > 0.4 {
			t.Errorf("%q is right in %.0f %% of %d questions, want at most 40 (by chance 25)", rule, 100*share, n)
		}
	}
}

// TestDefaultGivesNothingAway holds that no question says the number that another asks for, and that most ask about what
// the course itself lays down, in its cases, tables and rules, so that those who know the field have to read it too.
func TestDefaultGivesNothingAway(t *testing.T) {
	c := courseInside(t)
	own := regexp.MustCompile(`(?i)\b(Ferry|Nina|Ana|Heroku|App Engine|OpenShift|Stackato|Railway|dotCloud|pages?|lesson|course|tables?|grid|case|unit|warning|contract|clause|tip|note|letters?|sheet|Their|They)\b`)
	questions := slices.DeleteFunc(append(c.Questions(), c.ExamQuestions()...), func(q *quiz.Question) bool { return q.Points == 0 })
	stems := make([]string, len(questions))
	chosen, bound := 0, 0
	for i, q := range questions {
		stems[i] = doc.PlainText(lessons.Prompt(q.Blanks()))
		if q.Kind == quiz.Single || q.Kind == quiz.Multi || q.Kind == quiz.TrueFalse {
			chosen++
			if own.MatchString(stems[i]) {
				bound++
			}
		}
	}
	if bound*10 < chosen*9 {
		t.Errorf("%d of %d questions with choices name a case, a table or a rule of the course, want nine in ten", bound, chosen)
	}
	for i, q := range questions {
		for j, stem := range stems {
			if i != j && isNumberOf(q, stem) {
				t.Errorf("%s gives %s away: %q", questions[j].ID, q.ID, stem)
			}
		}
	}
}

// isNumberOf reports whether a text says the number that a question asks for; one of a digit or two may stand anywhere by chance.
func isNumberOf(q *quiz.Question, text string) bool {
	return q.Kind == quiz.Numeric && slices.ContainsFunc(q.Accepted, func(a quiz.Accepted) bool {
		number := fmt.Sprint(a.Value)
		return a.Fraction == 1 && len(number) > 2 && slices.Contains(strings.Fields(strings.ReplaceAll(text, ",", "")), number)
	})
}

// guessMarks gives each choice of a question a mark by each rule of students who guess by form; the highest is taken.
func guessMarks(stem string, choices []string) map[string][]float64 {
	words := make([]map[string]bool, len(choices))
	for i, choice := range choices {
		words[i] = contentWords(choice)
	}
	numbers := make([]float64, len(choices))
	for i, choice := range choices {
		numbers[i] = math.NaN()
		if found := regexp.MustCompile(`[0-9][0-9,.]*`).FindString(choice); found != "" {
			fmt.Sscan(strings.ReplaceAll(strings.TrimRight(found, ".,"), ",", ""), &numbers[i])
		}
	}
	asked := contentWords(stem)
	rules := map[string]func(i int) float64{
		"longest":       func(i int) float64 { return float64(utf8.RuneCountInString(choices[i])) },
		"shortest":      func(i int) float64 { return -float64(utf8.RuneCountInString(choices[i])) },
		"repeats stem":  func(i int) float64 { return float64(shared(words[i], asked)) },
		"avoids stem":   func(i int) float64 { return -float64(shared(words[i], asked)) },
		"hedged":        func(i int) float64 { return float64(countOf(choices[i], hedges)) },
		"not absolute":  func(i int) float64 { return -float64(countOf(choices[i], absolutes)) },
		"has a reason":  func(i int) float64 { return float64(countOf(choices[i], reasons)) },
		"most numbers":  func(i int) float64 { return float64(len(regexp.MustCompile(`[0-9]+`).FindAllString(choices[i], -1))) },
		"middle number": func(i int) float64 { return -fromMiddle(numbers, i) },
		"like the others": func(i int) float64 {
			n := 0
			for j := range words {
				if i != j {
					n += shared(words[i], words[j])
				}
			}
			return float64(n)
		},
	}
	marks := map[string][]float64{}
	for rule, mark := range rules {
		for i := range choices {
			marks[rule] = append(marks[rule], mark(i))
		}
	}
	return marks
}

// Each rule of the guesser finds what it looks for.
func TestGuessMarks(t *testing.T) {
	marks := guessMarks("Which work goes on?", []string{"At work 5 of 8 days", "It may wait", "For 9 days, as one is never ill", "Ten"})
	numbers := guessMarks("How many?", []string{"At 9", "At 1,000", "At 4", "At 16"})
	for rule, want := range map[string][]int{"longest": {2}, "shortest": {3}, "repeats stem": {0}, "avoids stem": {1, 2, 3}, "hedged": {1},
		"not absolute": {0, 1, 3}, "has a reason": {2}, "most numbers": {0}, "like the others": {0, 2}, "middle number": {0, 3}} {
		from := marks
		if rule == "middle number" {
			from = numbers
		}
		if got := highest(from[rule]); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}

const (
	hedges    = "often usually may might can commonly mostly perhaps normally rarely seldom some sometimes nearly likely"
	absolutes = "all always never none nobody nothing only every everything cannot any anything whole wholly alone"
	reasons   = "since because so as if when unless where which that for by with"
)

// highest are the places of the highest mark.
func highest(marks []float64) []int {
	var at []int
	for i, m := range marks {
		if m == slices.Max(marks) {
			at = append(at, i)
		}
	}
	return at
}

// fromMiddle is how many places the number at i stands from the two in the middle when all are sorted, 0 where some choice has none.
func fromMiddle(numbers []float64, i int) float64 {
	if slices.ContainsFunc(numbers, math.IsNaN) {
		return 0
	}
	less := 0
	for _, n := range numbers {
		if n < numbers[i] {
			less++
		}
	}
	return math.Abs(float64(less) - float64(len(numbers)-1)/2)
}

func countOf(s, words string) int {
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), betweenWords) {
		if slices.Contains(strings.Fields(words), w) {
			n++
		}
	}
	return n
}

// contentWords are the words of a text that say what it is about, by their beginning, so that "stays" is "stay".
func contentWords(s string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), betweenWords) {
		if len(w) > 3 && !slices.Contains(strings.Fields("with that this from they them their than then which what have when where does into only"), w) {
			words[w[:min(len(w), 4)]] = true
		}
	}
	return words
}

func betweenWords(r rune) bool { return !unicode.IsLetter(r) }

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// TestDefaultShortWay holds what the first page says of the short way and of the whole against what the program counts.
func TestDefaultShortWay(t *testing.T) {
	c := courseInside(t)
	sections := map[string]bool{}
	var asked, askedCore, words, wordsCore int
	for _, l := range c.Lessons() {
		graded := 0
		for _, q := range l.Questions {
			if q.Points > 0 {
				graded++
			}
		}
		asked, words = asked+graded, words+l.Words
		if l.Core() {
			sections[l.Page.Path+l.Title], askedCore, wordsCore = true, askedCore+graded, wordsCore+l.Words
		}
	}
	const pace = 200 // words a minute, as the contents count at first
	page := strings.Join(strings.Fields(run(t, "print", "--lesson", "before-you-start/before-you-start-november-2026")+
		run(t, "print", "--lesson", "before-you-start/the-short-way")), " ")
	for _, want := range []string{
		fmt.Sprintf("%d questions.", asked),
		fmt.Sprintf("%d questions. With the lab they take 55 minutes: %d to read, 28 for", askedCore, int(math.Round(float64(wordsCore)/pace))),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the first page does not say %q:\n%s", want, page)
		}
	}
	if len(sections) != 12 || askedCore != 20 {
		t.Errorf("the short way has %d lessons and %d questions, want 12 and 20", len(sections), askedCore)
	}
	if whole := words/pace + asked*3/4; whole < 110 || whole > 130 {
		t.Errorf("the whole takes %d minutes, while the first page says two hours", whole)
	}
}

// TestDefaultScreens bounds how many lessons of the default course do not fit a
// terminal of 80x24 at once.
func TestDefaultScreens(t *testing.T) {
	var long []string
	for _, p := range courseInside(t).Pages() {
		for _, l := range p.Lessons() {
			if n := len(typeset.Set(l.Blocks(), typeset.Options{Width: smallColumn, Drawing: p.Drawing, Numbers: true}).Lines); n > smallRows {
				long = append(long, fmt.Sprintf("%d %s", n, l.ID))
			}
		}
	}
	if len(long) > 15 {
		slices.Sort(long)
		t.Errorf("%d lessons are longer than the %d rows of a small screen:\n%s", len(long), smallRows, strings.Join(long, "\n"))
	}
}

func courseInside(t *testing.T) *lessons.Course {
	t.Helper()
	c, err := lessons.Open(embed.Default(), lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
