package line

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/study"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// voiceWidth is how wide line mode writes.
const voiceWidth = 76

// textVoice speaks to people and screen readers: short lines, no control codes, signs in words.
type textVoice struct {
	w    *bufio.Writer
	told bool // what can be typed instead of an answer

	saved func() bool // nil: yes
}

func (v *textVoice) asksWhetherSaved(saved func() bool) { v.saved = saved }

// keeps reports whether answers are being saved.
func (v *textVoice) keeps() bool { return v.saved == nil || v.saved() }

func (v *textVoice) say(line string) { fmt.Fprintln(v.w, line) }

// text writes a marked-up text, wrapped and indented.
func (v *textVoice) text(indent int, t quiz.Text) { v.blocks(indent, lessons.Prompt(t)) }

func (v *textVoice) blocks(indent int, blocks []doc.Block) {
	page := typeset.Set(blocks, typeset.Options{Width: voiceWidth - indent, Plain: true})
	for _, line := range strings.Split(strings.TrimRight(typeset.Plain(page), "\n"), "\n") {
		v.say(strings.TrimRight(strings.Repeat(" ", indent)+line, " "))
	}
}

func (v *textVoice) exam(t study.Terms) {
	v.terms(t)
	if v.keeps() {
		v.say(words.T("Leave it with %s: answers are kept, and the same command goes on.", called(askQuit)))
	} else {
		v.say(words.T("Leave it with %s. No answer is saved.", called(askQuit)))
	}
	v.say("")
}

// terms says what an exam asks.
func (v *textVoice) terms(t study.Terms) {
	switch all := t.Questions == t.Of; {
	case t.Own && all:
		v.say(words.N("Exam: the question that only the exam asks.", "Exam: all %d questions that only the exam asks.", t.Of, t.Of))
	case t.Own:
		v.say(words.T("Exam: %d of the %d questions that only the exam asks.", t.Questions, t.Of))
	case all:
		v.say(words.N("Exam: the question of the course.", "Exam: all %d questions of the course.", t.Of, t.Of))
	default:
		v.say(words.T("Exam: %d of the %d questions of the course.", t.Questions, t.Of))
	}
	if t.Limit > 0 {
		v.say(words.T("Time left: %s. It runs on whatever happens to the program.", words.Duration(t.Limit.Seconds())))
	}
	if t.Pass > 0 {
		v.say(words.T("The pass mark is %s %%.", words.Points(t.Pass)))
	} else {
		v.say(words.T("There is no pass mark."))
	}
	switch {
	case t.Allowed == 0:
		v.say(words.T("You can take it as often as you like."))
	case t.Resumes:
		v.say(words.T("It goes on where you left it, which is no further attempt; %d of %d left.", t.Left, t.Allowed))
	default:
		v.say(words.T("Attempts left: %d of %d.", t.Left, t.Allowed))
	}
}

func (v *textVoice) begin(run *study.Run) {
	n, title := len(run.Questions), typeset.Clean(run.Title)
	if run.Resumed {
		at, _ := run.Next(0)
		v.say(words.T("%s: going on at question %d of %d.", title, at+1, n))
	} else {
		v.say(words.N("%s: %d question.", "%s: %d questions.", n, title, n))
	}
	if !v.told {
		v.told = true
		v.say(words.T("? says that you do not know, an empty line leaves a question for later, %s ends.", called(askQuit)))
	}
	v.say("")
}

func (v *textVoice) question(run *study.Run, i int, order []int) {
	q := run.Questions[i]
	if run.Repeats(i) {
		v.say(words.N("Once more, the last one", "Once more, %d left", len(run.Questions)-i, len(run.Questions)-i))
	} else if run.Review() {
		v.say(words.T("Question %d of %d", i+1, run.Asked()))
	} else {
		v.say(words.T("Question %d of %d", i+1, len(run.Questions)))
	}
	v.text(0, q.Blanks())
	if q.Trace != nil {
		v.blocks(0, []doc.Block{&doc.Code{Lang: q.Trace.Lang, Text: q.Trace.Source}})
	}
	for k, choice := range choices(q, order) {
		v.item(fmt.Sprintf("  %s) ", quiz.Letter(k)), choiceInWords(q, choice))
	}
	for k, left := range lefts(q) {
		v.item(fmt.Sprintf("  %d. ", k+1), left)
	}
	for k, g := range q.Gaps {
		if len(g.Choices) > 0 {
			v.say("  " + words.T("gap %d: %s", k+1, strings.Join(gapChoices(g), " / ")))
		}
	}
	if how := counts(q); how != "" {
		v.say("(" + how + ")")
	}
	switch how := wanted(q.Want(order)); {
	case how == "":
	case len(q.Hints) > 0 && run.GivesHints():
		v.say(words.T("(%s; %s gives a hint)", how, called(askHint)))
	default:
		v.say(words.T("(%s)", how))
	}
}

// item writes a text behind the mark of its item; its further lines stand below the first.
func (v *textVoice) item(mark, said string) {
	for line := range strings.SplitSeq(said, "\n") {
		v.say(strings.TrimRight(mark+line, " "))
		mark = strings.Repeat(" ", len(mark))
	}
}

func (v *textVoice) hint(_ *quiz.Question, text quiz.Text, left int) {
	v.say(words.T("Hint (%d left):", left))
	v.text(2, text)
}

func (v *textVoice) howSure(*quiz.Question) {
	v.say(words.T("%s 1 %s, 2 %s, 3 %s; an empty line says nothing.", words.HowSure(), words.Sureness(1), words.Sureness(2), words.Sureness(3)))
}

func (v *textVoice) wrongForm(_ *quiz.Question, why string) { v.say(typeset.Clean(why)) }

// verdict tells how an answer was; where the course keeps that back, also of the last question, so
// that at the end all are told in their order.
func (v *textVoice) verdict(run *study.Run, i int) {
	if run.Sealed() {
		if v.keeps() {
			v.say(words.T("Saved."))
		} else {
			v.say(words.T("Your answer is not saved."))
		}
		v.say("")
		return
	}
	if run.Outcomes[i].Grade.Graded && run.KeepsBack() {
		v.say(v.taken())
		v.say("")
		return
	}
	v.judged(run, i)
}

func (v *textVoice) timeUp() { v.say(words.T("The time is over.")) }

func (v *textVoice) handed(h study.Handed, err error) {
	if err != nil {
		v.say(typeset.Clean(err.Error()))
		return
	}
	for _, line := range words.Handed(typeset.Clean(h.Path), h.Receipt, typeset.Clean(h.How), h.Sealed) {
		v.say(line)
	}
	v.say("")
}

func (v *textVoice) revealed(run *study.Run, _ int) {
	for i, q := range run.Questions {
		if o := run.Outcomes[i]; o.Answered && o.Grade.Graded {
			v.say(words.T("Question %d of %d", i+1, len(run.Questions)))
			v.say(text.Clip(typeset.Clean(lessons.PromptLine(q)), voiceWidth))
			v.judged(run, i)
		}
	}
}

// taken says that there is an answer now.
func (v *textVoice) taken() string {
	if v.keeps() {
		return words.T("Kept.")
	}
	return words.T("Answered.")
}

// judged tells how an answer was and what is right.
func (v *textVoice) judged(run *study.Run, i int) {
	q, o := run.Questions[i], run.Outcomes[i]
	switch {
	case !o.Grade.Graded && !v.keeps():
		v.say(words.T("Answered. This answer is not graded."))
	case !o.Grade.Graded:
		v.say(words.T("Kept. This answer is not graded."))
	case o.Answer.DontKnow:
		v.say(words.T("- You don't know yet. Here is the answer."))
	case o.Grade.Right:
		v.say(words.T("+ Right."))
	case o.Grade.Credit > 0:
		v.say(words.T("~ Partly right: %s.", words.Percent(o.Grade.Credit)))
	default:
		v.say(words.T("- Not quite."))
	}
	marked := len(q.Choices) > 0 && q.Kind != quiz.Order
	if marked {
		v.marks(run, i)
	} else {
		for _, t := range o.Grade.Feedback {
			v.text(2, t)
		}
	}
	if o.Grade.Graded && !o.Grade.Right && !marked {
		v.solution(o.Grade.Solution)
	}
	for _, t := range q.Remarks(o.Grade) {
		v.text(2, t)
	}
	v.say("")
}

// solution writes the right answer, with the label once.
func (v *textVoice) solution(lines []quiz.Line) {
	if len(lines) == 1 {
		v.say("  " + words.T("The answer: %s", typeset.Clean(words.Say(lines[0]))))
		return
	}
	v.say("  " + words.T("The answer:"))
	for _, line := range lines {
		v.say("    " + typeset.Clean(words.Say(line)))
	}
}

// marks writes the choices with their signs and their feedback: mine, then the right ones that I
// did not choose, then the others.
func (v *textVoice) marks(run *study.Run, i int) {
	v.marked(run, i, func(p quiz.PartGrade) bool { return p.Given })
	v.marked(run, i, func(p quiz.PartGrade) bool { return p.Right && !p.Given })
	v.marked(run, i, func(p quiz.PartGrade) bool { return !p.Right && !p.Given })
}

// choiceInWords is a choice in the language that is spoken where it says only that something is true or
// false. In other questions these words are the course's own: values of a program, for example.
func choiceInWords(q *quiz.Question, choice string) string {
	if q.Kind == quiz.TrueFalse {
		return words.TrueFalse(choice)
	}
	return choice
}

// marked writes some of the choices.
func (v *textVoice) marked(run *study.Run, i int, which func(quiz.PartGrade) bool) {
	q, parts := run.Questions[i], run.Outcomes[i].Grade.Parts
	for k, at := range run.Order(i) {
		if !which(parts[at]) {
			continue
		}
		sign, choice := " ", choiceInWords(q, said(q.Choices[at].Text))
		switch p := parts[at]; {
		case p.Right:
			sign = "+"
		case p.Given:
			sign = "-"
		}
		if parts[at].Given {
			first, rest, more := strings.Cut(choice, "\n")
			v.say("  " + words.T("%s %s) %s (yours)", sign, quiz.Letter(k), first))
			if more {
				v.item(strings.Repeat(" ", 7), rest)
			}
		} else {
			v.item(fmt.Sprintf("  %s %s) ", sign, quiz.Letter(k)), choice)
		}
		if t := parts[at].Feedback; !t.Empty() {
			v.text(7, t)
		}
	}
}

func (v *textVoice) runEnd(run *study.Run) {
	if wrong := run.Wrong(); len(wrong) > 0 && run.Reveals() {
		v.say(words.T("To look at again:"))
		for _, q := range wrong {
			v.say("  - " + text.Clip(typeset.Clean(lessons.PromptLine(q)), voiceWidth-7))
		}
		v.say("")
	}
}

func (v *textVoice) refused(p study.Plan, why error) {
	v.say(words.T("%s: %s.", typeset.Clean(p.Title), refusal(why)))
	v.say("")
}

// refusal says why a run may not begin.
func refusal(why error) string {
	var used study.AttemptsUsed
	switch {
	case errors.As(why, &used) && used.Left:
		return words.N("the only attempt was begun; without --again it is gone on with",
			"all %d attempts were begun; without --again the last one is gone on with", used.Allowed, used.Allowed)
	case errors.As(why, &used):
		return words.N("the only attempt is used", "all %d attempts are used", used.Allowed, used.Allowed)
	case errors.Is(why, study.ErrNoQuestions):
		return words.T("there are no questions here")
	case errors.Is(why, study.ErrNoneWrong):
		return words.T("there are no wrong answers")
	}
	return typeset.Clean(why.Error())
}

func (v *textVoice) left(run *study.Run) {
	if at, more := run.Next(0); more {
		v.say("")
		v.say(words.T("Left at question %d of %d; the same command goes on there.", at+1, len(run.Questions)))
	}
}

func (v *textVoice) summary(s sum) {
	switch {
	case s.asked == 0, s.told: // it was said why, or how it went
		return
	case s.sealed && !v.keeps():
		v.say(words.T("Your answers are not saved."))
		return
	case s.sealed:
		v.say(words.T("Your answers are saved; your instructor grades them."))
		return
	case s.most == 0:
		v.say(words.T("Nothing here is graded."))
		return
	}
	got, all, share := words.Points(s.score), words.Points(s.most), words.Percent(s.score/s.most)
	switch {
	case s.keptBack && !v.keeps():
		v.say(words.T("The score comes at the end."))
	case s.keptBack:
		v.say(words.T("Your answers are kept; the score comes at the end."))
	case s.left:
		v.say(words.T("So far: %s of %s, %s. It becomes a score at the end.", got, all, share))
	case s.passed():
		v.say(words.T("Score: %s of %s, %s, passed.", got, all, share))
	default:
		v.say(words.T("Score: %s of %s, %s.", got, all, share))
	}
}

// insideVoice asks questions inside line mode, where other commands wait behind them.
type insideVoice struct{ *textVoice }

func (v insideVoice) wrongForm(q *quiz.Question, why string) {
	v.textVoice.wrongForm(q, why)
	v.say(words.T("%s goes back to the lesson, where commands are.", called(askQuit)))
}

func (v insideVoice) exam(t study.Terms) {
	v.terms(t)
	if v.keeps() {
		v.say(words.T("Leave it with %s: answers are kept, and %s goes on.", called(askQuit), called(cmdExam)))
	} else {
		v.say(words.T("Leave it with %s. No answer is saved.", called(askQuit)))
	}
	v.say(words.T("Your place in the text stays."))
	v.say("")
}

func (v insideVoice) left(run *study.Run) {
	by := cmdAsk
	if run.Exam() {
		by = cmdExam
	}
	if at, more := run.Next(0); more {
		v.say(words.T("Left at question %d of %d; %s goes on there.", at+1, len(run.Questions), called(by)))
	}
}
