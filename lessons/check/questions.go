package check

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/text"
)

// questions looks at the questions of all pages, in the course's order.
func questions(c *courseCheck) {
	for _, p := range c.course.Pages() {
		unnamed := map[string][]*quiz.Question{}
		var banks []string
		for _, q := range p.Questions() {
			c.problems = append(c.problems, checkQuestion(q)...)
			if !q.IDWritten {
				if unnamed[q.File] == nil {
					banks = append(banks, q.File)
				}
				unnamed[q.File] = append(unnamed[q.File], q)
			}
		}
		for _, file := range banks {
			c.missingIDs(file, unnamed[file])
		}
		c.nothingAsked(p.Questions())
		c.noFeedback(p.Questions())
		c.pools(p)
	}
	c.examBanks()
	c.examPool()
	c.examFrom()
}

// examBanks looks at the questions that only the exam asks.
func (c *courseCheck) examBanks() {
	if len(c.course.Manifest.Exam.Banks) == 0 {
		return
	}
	c.problems = append(c.problems, c.course.ExamProblems()...)
	unnamed := map[string][]*quiz.Question{}
	for _, q := range c.course.ExamQuestions() {
		c.problems = append(c.problems, checkQuestion(q)...)
		if !q.IDWritten {
			unnamed[q.File] = append(unnamed[q.File], q)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(unnamed)) {
		c.missingIDs(file, unnamed[file])
	}
	c.nothingAsked(c.course.ExamQuestions())
	c.noFeedback(c.course.ExamQuestions())
}

// nothingAsked reports banks of which every question is only read: a table or prose
// under the name of a bank.
func (c *courseCheck) nothingAsked(qs []*quiz.Question) {
	asks := map[string]bool{}
	for _, q := range qs {
		if bank.ForFile(q.File) != nil {
			asks[q.File] = asks[q.File] || q.Kind.Asks()
		}
	}
	for _, file := range slices.Sorted(maps.Keys(asks)) {
		if !asks[file] {
			c.add(file, 1, doc.Error, "nothing-asked", "nothing in it wants an answer, it has texts only: is it a bank of questions? Answers stand in braces behind a question's text")
		}
	}
}

// examFrom reports the categories that have fewer questions than the exam asks of them.
func (c *courseCheck) examFrom() {
	from := c.course.Manifest.Exam.From
	if len(from) == 0 {
		return
	}
	has := map[string]int{}
	for _, q := range c.course.ExamQuestions() {
		if q.Kind.Asks() {
			has[quiz.CategoryOf(q, from)]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(from)) {
		if has[name] < from[name] {
			c.add(lessons.ManifestName, c.course.LineOfKey("exam.from."+name), doc.Error, "from-too-large",
				fmt.Sprintf("from asks for %d questions of %q, and there are %d: write more, give others this tag, or ask for fewer", from[name], name, has[name]))
		}
	}
}

// noFeedback reports once for each bank which of its questions say nothing to an answer.
func (c *courseCheck) noFeedback(qs []*quiz.Question) {
	silent := map[string][]*quiz.Question{}
	asked := map[string]int{}
	for _, q := range qs {
		if format := bank.FormatOf(q); !q.Graded() || format != nil && format.NoFeedback {
			continue
		}
		asked[q.File]++
		if !q.HasFeedback() {
			silent[q.File] = append(silent[q.File], q)
		}
	}
	how := "say why the answer is right, or what is wrong with a choice"
	const inGIFT = "say after #### why the answer is right, or after # what is wrong with a choice"
	for _, file := range slices.Sorted(maps.Keys(silent)) {
		first, n, how := silent[file][0], len(silent[file]), how
		if f := bank.FormatOf(first); f == nil || f.Name == bank.Default {
			how = inGIFT
		}
		said := questionName(first) + " has no feedback"
		if n > 1 {
			said = fmt.Sprintf("%d of %d questions have no feedback, %s the first of them", n, asked[file], questionName(first))
		}
		c.add(file, first.Line, doc.Warning, "no-feedback", said+": "+how)
	}
}

// missingIDs reports once for each bank that its questions have no written IDs.
func (c *courseCheck) missingIDs(file string, qs []*quiz.Question) {
	n, verb := "1 question", "has"
	if len(qs) > 1 {
		n, verb = fmt.Sprintf("%d questions", len(qs)), "have"
	}
	how := "`" + c.program + " check --fix` writes one in for each"
	if f := bank.FormatOf(qs[0]); f != nil && !f.HoldsIDs() {
		how = "`" + c.program + " import` makes a GIFT bank with ids of it"
		if f.NoFeedback {
			how = f.Title + " has no place for ids and feedback; `" + c.program + " import` makes a GIFT bank of it"
		}
	}
	c.add(file, qs[0].Line, doc.Info, "missing-id",
		fmt.Sprintf("%s %s no written id, so a new wording begins a new history: %s", n, verb, how))
}

// pools reports the lessons of a page that have fewer questions than pool asks
// for: it is drawn of each lesson's questions.
func (c *courseCheck) pools(p *lessons.Page) {
	pool := p.Settings().Pool
	for _, l := range p.Lessons() {
		if n := asking(l.Questions); 0 < n && n < pool {
			c.add(l.Questions[0].File, l.Questions[0].Line, doc.Warning, "pool-too-large",
				fmt.Sprintf("pool asks for %d questions, and the lesson %q has %d: all of them are asked", pool, clip(text.OneLine(l.Name())), n))
		}
	}
}

// examPool reports a pool of the exam that the course has too few questions for.
func (c *courseCheck) examPool() {
	pool := c.course.Manifest.Exam.Pool
	if n := asking(c.course.ExamQuestions()); 0 < n && n < pool {
		c.add(lessons.ManifestName, c.course.LineOfKey("exam.pool"), doc.Warning, "pool-too-large",
			fmt.Sprintf("pool of the exam asks for %d questions, and the course has %d: all of them are asked", pool, n))
	}
}

// asking counts the questions that want an answer; descriptions between them do not.
func asking(qs []*quiz.Question) int {
	n := 0
	for _, q := range qs {
		if q.Kind.Asks() {
			n++
		}
	}
	return n
}

// checkQuestion looks at one question.
func checkQuestion(q *quiz.Question) []doc.Problem {
	var out []doc.Problem
	add := func(s doc.Severity, code, text string) {
		out = append(out, doc.Problem{File: q.File, Line: q.Line, Severity: s, Code: code, Text: text})
	}
	checkTexts(q, add)
	if !q.Graded() {
		return out
	}
	name := questionName(q)
	answerable := q.Answerable()
	if !answerable {
		add(doc.Error, "no-right-answer", fmt.Sprintf("no answer to %s is right: mark one with = or a positive weight", name))
	}
	checkAnswers(q, add)
	format := bank.FormatOf(q)
	if shown := q.GivenAway(shownText); shown != "" {
		add(doc.Warning, "answer-in-prompt", fmt.Sprintf("%s shows its own answer %q in what it asks", name, clip(shown)))
	}
	if format != nil && !format.ForMoodle {
		return out
	}
	for _, p := range bank.MoodleProblems(q) {
		switch p.Code {
		case "moodle-no-full-mark", "moodle-sum":
			if !answerable {
				continue // said already
			}
		case "moodle-cloze", "moodle-kind", "moodle-partial-credit":
			// These kinds are meant for Lectern; they are no mistakes.
			p.Severity = doc.Info
		}
		out = append(out, p)
	}
	return out
}

// questionName names a question in a message: by its title, else by its first words.
func questionName(q *quiz.Question) string {
	s := text.OneLine(q.Title)
	if s == "" {
		s = shownText(q.Blanks())
	}
	if s == "" {
		return "the question"
	}
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:39]) + "…"
	}
	return `"` + s + `"`
}

// shownText is a text of a question as a student sees it, on one line.
func shownText(t quiz.Text) string { return text.OneLine(doc.PlainText(lessons.Prompt(t))) }
