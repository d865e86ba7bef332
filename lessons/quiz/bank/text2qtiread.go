package bank

import (
	"math"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// read takes what stands behind a mark.
func (t *text2qtiReader) read(mark text2qtiMark, word, text string, no int) {
	switch mark {
	case questionMark:
		t.question(text, no)
	case wordMark:
		t.word(word, text, no)
	case groupMark:
		t.finish()
		if t.group != nil {
			t.warn(no, "a GROUP inside of another one, which has no END_GROUP before it")
		}
		t.endGroup()
		t.group = &text2qtiGroup{line: no, pick: 1, first: len(t.bank.Questions)}
	case endGroupMark:
		t.finish()
		if t.group == nil {
			t.warn(no, "END_GROUP without a GROUP before it; it was left out")
		}
		t.endGroup()
	default:
		if t.q == nil {
			t.problem(no, doc.Error, "text2qti-line", "%q belongs to no question; it was left out", clip(t.lines[no-1], 40))
			return
		}
		t.answer(mark, text, no)
	}
}

// question begins a question.
func (t *text2qtiReader) question(text string, no int) {
	t.finish()
	t.q = &text2qtiQuestion{Question: t.next(no)}
	t.q.Prompt = t.markdown(text)
}

// next makes the next question with what was said before it.
func (t *text2qtiReader) next(no int) *quiz.Question {
	q := &quiz.Question{Points: 1, Title: t.title, Section: t.section, File: t.file, Line: no}
	tags := t.tags
	q.ID, q.IDWritten, q.Tags, q.Keep = tags.id, tags.id != "", tags.tags, tags.keep
	for _, h := range tags.hints {
		q.Hints = append(q.Hints, markdownText(h))
	}
	if t.points != "" {
		if p, ok := quiz.Decimal(t.points); ok && p > 0 && p <= 1e6 {
			q.Points = p
		} else {
			t.problem(t.pointed, doc.Warning, "bad-points", "points is a number above 0; it counts as 1")
		}
	}
	t.tags, t.title, t.points = giftTags{}, "", ""
	return q
}

// markdown makes a text of Markdown in which the numbers and units of siunitx are plain ones.
func (t *text2qtiReader) markdown(s string) quiz.Text { return markdownText(plainUnits(s)) }

// word takes a line such as "Points: 2".
func (t *text2qtiReader) word(word, text string, no int) {
	switch word {
	case "title":
		t.finish()
		t.title = text
	case "points":
		t.finish()
		t.points, t.pointed = text, no
	case "quiz title":
		if text != "" {
			t.once(no, "the title of the quiz is not used: a bank has none here")
		}
	case "quiz description", "text":
		t.finish()
		if text == "" {
			return
		}
		q := t.region
		if t.region = nil; q == nil {
			q = t.next(no)
			q.Kind = quiz.Description
			t.bank.Questions = append(t.bank.Questions, q)
		}
		q.Prompt = t.markdown(text)
	case "text title":
		t.finish()
		q := t.next(no)
		q.Kind, q.Title, q.Prompt = quiz.Description, text, quiz.Text{Source: text, Format: quiz.Plain}
		if text != "" {
			t.bank.Questions, t.region = append(t.bank.Questions, q), q
		}
		return
	case "pick", "points per question", "solutions pick":
		t.setGroup(word, text, no)
	default:
		t.setting(word, text, no)
	}
	t.region = nil
}

// answer takes an answer or a feedback of the open question.
func (t *text2qtiReader) answer(mark text2qtiMark, text string, no int) {
	q := t.q
	switch mark {
	case rightMark, wrongMark:
		t.choice(quiz.Single, mark == rightMark, text, no)
	case tickMark, openMark:
		t.choice(quiz.Multi, mark == tickMark, text, no)
	case shortMark:
		if text != "" && t.kind(quiz.Short, no) {
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: literal(oneLine(text)), Fraction: 1})
		}
	case numberMark:
		if !t.kind(quiz.Numeric, no) {
			return
		}
		a, fault := t.number(text, no)
		if fault {
			t.problem(no, doc.Error, "bad-number", "%q is no answer to a question for a number; write [1.5, 2], 1.5 +- 0.1, 1.5 +- 2%% or a whole number", clip(text, 40))
			return
		}
		q.Accepted = append(q.Accepted, a)
	case essayMark:
		t.kind(quiz.Essay, no)
	case uploadMark:
		if t.kind(quiz.Essay, no) {
			t.once(no, "a question that asks for a file asks for a text here")
		}
	case feedbackMark:
		t.feedback(t.markdown(text), no)
	case praiseMark:
		q.praise = t.markdown(text)
	case blameMark:
		q.blame = t.markdown(text)
	case solutionMark:
		t.once(no, "solutions are for teachers and are not shown")
	default: // read before
	}
}

// kind says of which kind the question is; false if it has answers of another one, and the
// answer is left out.
func (t *text2qtiReader) kind(kind quiz.Kind, no int) bool {
	q := t.q
	if q.answers && q.Kind != kind {
		t.problem(no, doc.Error, "text2qti-line", "%q is an answer of another kind than those before it; it was left out", clip(t.lines[no-1], 40))
		return false
	}
	q.Kind, q.answers = kind, true
	return true
}

func (t *text2qtiReader) choice(kind quiz.Kind, right bool, text string, no int) {
	if !t.kind(kind, no) {
		return
	}
	c := quiz.Choice{Text: t.markdown(text)}
	if right {
		c.Fraction = 1
	}
	if text == "" {
		t.problem(no, doc.Warning, "empty-answer", "a choice without a text")
	}
	t.q.choices = append(t.q.choices, c)
}

// feedback takes a feedback: of the question, or of the choice before it.
func (t *text2qtiReader) feedback(text quiz.Text, no int) {
	q := t.q
	switch n := len(q.choices); {
	case n > 0 && q.choices[n-1].Feedback.Empty():
		q.choices[n-1].Feedback = text
	case n == 0 && q.General.Empty():
		if q.answers {
			t.warn(no, "the feedback stands behind the answers and not behind the question, which text2qti refuses")
		}
		q.General = text
	default:
		t.problem(no, doc.Warning, "text2qti-line", "a second feedback; it was left out")
	}
}

// number reads what is accepted as a number. The bounds count as right.
func (t *text2qtiReader) number(s string, no int) (a quiz.Accepted, fault bool) {
	a.Fraction = 1
	read := func(s string) float64 {
		f, ok := quiz.Decimal(strings.ReplaceAll(strings.TrimSpace(s), "_", ""))
		fault = fault || !ok
		return f
	}
	value, margin, around := strings.Cut(s, "+-")
	if !around {
		value, margin, around = strings.Cut(s, "±")
	}
	switch {
	case strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && strings.Count(s, ",") == 1:
		from, to, _ := strings.Cut(s[1:len(s)-1], ",")
		lo, hi := read(from), read(to)
		if lo > hi {
			t.warn(no, "the range begins with the larger number")
			lo, hi = hi, lo
		}
		a.Value, a.Tolerance = middle(lo, hi)
	case around:
		a.Value = read(value)
		share, percent := strings.CutSuffix(strings.TrimSpace(margin), "%")
		if a.Tolerance = math.Abs(read(share)); percent {
			a.Tolerance = share7(math.Abs(a.Value) * a.Tolerance / 100)
		}
	default:
		if a.Value = read(s); !fault && strings.Trim(s, "0123456789_+-") != "" {
			t.warn(no, "text2qti wants +- 0 behind a number with decimals that is exact")
		}
	}
	return a, fault || math.IsInf(a.Value, 0) || math.IsInf(a.Tolerance, 0)
}

// middle returns the middle of a range and how far it reaches, without the noise of binary fractions.
func middle(lo, hi float64) (value, tolerance float64) {
	return share7((lo + hi) / 2), share7((hi - lo) / 2)
}

// share7 rounds a number to twelve significant digits.
func share7(f float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	if err != nil {
		return f
	}
	return r
}

// finish ends the open question.
func (t *text2qtiReader) finish() {
	q := t.q
	if t.q = nil; q == nil {
		return
	}
	if len(q.more) > 0 {
		q.Prompt = t.markdown(q.Prompt.Source + "\n" + strings.Join(q.more, "\n"))
	}
	leftOut := func(format string, args ...any) {
		t.problem(q.Line, doc.Error, "no-answers", format+"; the question was left out", args...)
	}
	right := 0
	for _, c := range q.choices {
		right += int(c.Fraction)
	}
	choices := q.Kind == quiz.Single || q.Kind == quiz.Multi
	switch {
	case q.Prompt.Empty():
		t.problem(q.Line, doc.Error, "no-prompt", "the question has no text; it was left out")
		return
	case !q.answers:
		leftOut("no answer stands below the question %q", clip(q.Prompt.Source, 40))
		return
	case choices && right == 0:
		leftOut("no choice of the question %q is marked as right", clip(q.Prompt.Source, 40))
		return
	case choices && len(q.choices) < 2:
		t.problem(q.Line, doc.Error, "too-few-choices", "the question %q has fewer than two choices; it was left out", clip(q.Prompt.Source, 40))
		return
	case (q.Kind == quiz.Short || q.Kind == quiz.Numeric) && len(q.Accepted) == 0:
		leftOut("the question %q has no answer that can be read", clip(q.Prompt.Source, 40))
		return
	case q.Kind == quiz.Single && right > 1:
		t.warn(q.Line, "%d choices with a letter are right, of which text2qti allows one; the question asks for all of them", right)
		q.Kind = quiz.Multi
	}
	q.Choices = q.choices
	switch {
	case q.Kind == quiz.Multi:
		for i := range q.Choices {
			q.Choices[i].Fraction = (2*q.Choices[i].Fraction - 1) * share(1/float64(right))
		}
	case trueOrFalse(q.choices):
		q.Kind = quiz.TrueFalse
		first := q.choices[0]
		good, bad := first, q.choices[1]
		if first.Fraction == 0 {
			good, bad = bad, good
		}
		q.Choices = trueFalseChoices(good, bad, strings.EqualFold(good.Text.Source, "true"))
	}
	q.ByCredit.Right, q.ByCredit.Wrong = q.praise, q.blame
	t.bank.Questions = append(t.bank.Questions, q.Question)
}

// trueOrFalse reports whether choices are True and False, of which one is right.
func trueOrFalse(choices []quiz.Choice) bool {
	if len(choices) != 2 {
		return false
	}
	a, b := strings.ToLower(choices[0].Text.Source), strings.ToLower(choices[1].Text.Source)
	return a == "true" && b == "false" || a == "false" && b == "true"
}

// endGroup ends the open group.
func (t *text2qtiReader) endGroup() {
	g := t.group
	if t.group = nil; g == nil {
		return
	}
	g.end = len(t.bank.Questions)
	if g.points > 0 {
		for _, q := range t.bank.Questions[g.first:g.end] {
			q.Points = g.points
		}
	}
	t.groups = append(t.groups, *g)
}

// pool makes the pool of the bank of a group that holds all of its questions. Where there are
// several, or questions beside them, all are asked.
func (t *text2qtiReader) pool() {
	for i, g := range t.groups {
		asked := 0
		for _, q := range t.bank.Questions[g.first:g.end] {
			if q.Kind.Asks() {
				asked++
			}
		}
		switch all := len(t.bank.Questions); {
		case g.pick >= asked:
		case len(t.groups) == 1 && asked == all-countDescriptions(t.bank.Questions):
			t.bank.Settings.Pool = g.pick
		default:
			tag := Stem(t.file) + " group " + strconv.Itoa(i+1) // by which an exam can draw them
			for _, q := range t.bank.Questions[g.first:g.end] {
				q.Tags = append(q.Tags, tag)
			}
			t.problem(g.line, doc.Warning, "text2qti-group", "%d of the %d questions of this GROUP are to be drawn; all are asked: a lesson draws from all of its questions, so make a bank of the group; an exam draws them where course.toml says `from = { %q = %d }`", g.pick, asked, tag, g.pick)
		}
	}
}

func countDescriptions(qs []*quiz.Question) int {
	n := 0
	for _, q := range qs {
		if !q.Kind.Asks() {
			n++
		}
	}
	return n
}

// settings are those that a line of the head makes.
func (t *text2qtiReader) setting(word, value string, no int) {
	on := strings.EqualFold(value, "true")
	if !on && !strings.EqualFold(value, "false") {
		t.problem(no, doc.Warning, "bad-setting", "%s is true or false, not %q; it was left out", word, clip(value, 20))
		return
	}
	s := &t.bank.Settings
	switch word {
	case "shuffle answers":
		if s.Shuffle = "none"; on {
			s.Shuffle = "choices"
		}
	case "show correct answers":
		if !on {
			s.Reveal = "never"
		}
	case "can't go back":
		if on {
			t.once(no, "that a student cannot go back is not read")
		}
	case "feedback is solution":
		t.explains = on
	}
}

// setGroup reads an option of a group.
func (t *text2qtiReader) setGroup(word, value string, no int) {
	n, err := strconv.Atoi(value)
	switch {
	case t.group == nil:
		t.warn(no, "%q stands in no GROUP; it was left out", word)
	case err != nil || n < 1:
		t.problem(no, doc.Warning, "bad-setting", "%s is a whole number above 0, not %q; it was left out", word, clip(value, 20))
	case word == "pick":
		t.group.pick = n
	case word == "points per question":
		t.group.points = float64(n)
	}
}
