package reader

import (
	"strings"

	"lectern/lessons/quiz"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// form is an answer in the making. Which of its parts count follows from the
// question's kind.
type form struct {
	at      int      // the choice, left side, place, gap or part that the cursor is on
	order   []int    // order[i] is the author's index of what is shown at i
	letters []string // of the choices, as they are shown
	chosen  []bool   // choices ticked, by the author's index
	partner []int    // match: by left side, the pair whose right side it was given; -1 for none
	lifted  bool     // order: the row at the cursor moves with it
	gaps    []gap
	field   sheet.Field
	left    bool // the field was left for the other keys
	verdict int  // trace: 0 compiles, 1 does not, -1 not chosen
	asked   bool // an incomplete answer was asked about once
}

// gap is one gap of a cloze question.
type gap struct {
	field  sheet.Field
	chosen []bool
}

// newForm returns an empty form for the question on the screen.
func newForm(r *run, table *keys.Table) form {
	q := r.question()
	f := form{order: r.Order(r.at), verdict: -1, chosen: make([]bool, len(q.Choices))}
	switch q.Kind {
	case quiz.TrueFalse:
		f.letters = []string{"t", "f"}
		f.order = []int{0, 1}
		f.at = -1 // nothing is chosen until the student chooses: Enter twice by mistake is no answer
	case quiz.Match:
		f.letters = choiceLetters(table, keys.InPairs, len(f.order))
		f.partner = make([]int, len(leftSides(q)))
		for i := range f.partner {
			f.partner[i] = -1
		}
	case quiz.Cloze:
		for _, g := range q.Gaps {
			f.gaps = append(f.gaps, gap{chosen: make([]bool, len(g.Choices))})
		}
		f.gapLetters(q, table)
	case quiz.Essay:
		f.field = sheet.NewField("", true)
	case quiz.Trace:
		f.field = sheet.NewField("", true)
		f.letters = []string{"c", "d"}
	case quiz.Single:
		f.at = -1
		fallthrough
	case quiz.Multi:
		f.letters = choiceLetters(table, keys.InChoice, len(f.order))
	}
	return f
}

// leftSides returns the indexes of the pairs that have a left side.
func leftSides(q *quiz.Question) []int {
	var out []int
	for i, p := range q.Pairs {
		if !p.Left.Empty() {
			out = append(out, i)
		}
	}
	return out
}

// choiceLetters names n choices with the letters that are no command, in the order of the alphabet.
func choiceLetters(table *keys.Table, mode keys.Mode, n int) []string {
	var out []string
	for r := 'a'; r <= 'z' && len(out) < n; r++ {
		if !table.IsCommand(mode, string(r)) {
			out = append(out, string(r))
		}
	}
	return out
}

// gapLetters names the choices of the gap that the cursor is on.
func (f *form) gapLetters(q *quiz.Question, table *keys.Table) {
	f.letters = nil
	if f.at < len(q.Gaps) && len(q.Gaps[f.at].Choices) > 0 {
		f.letters = choiceLetters(table, keys.InGapChoice, len(q.Gaps[f.at].Choices))
	}
}

// mode says which keys hold for the question on the screen.
func (r *run) mode() keys.Mode {
	f := &r.form
	if f.left {
		return keys.InAsked
	}
	switch q := r.question(); q.Kind {
	case quiz.Single, quiz.Multi:
		return keys.InChoice
	case quiz.TrueFalse:
		return keys.InTrueFalse
	case quiz.Match:
		return keys.InPairs
	case quiz.Order:
		return keys.InOrder
	case quiz.Short, quiz.Numeric:
		return keys.InAnswer
	case quiz.Essay:
		return keys.InText
	case quiz.Trace:
		if f.at == 0 {
			return keys.InGapChoice
		}
		return keys.InText
	case quiz.Cloze:
		if f.at < len(q.Gaps) && len(q.Gaps[f.at].Choices) > 0 {
			return keys.InGapChoice
		}
		return keys.InGaps
	}
	return keys.InAsked
}

// typing returns the field that takes what is typed, or nil.
func (r *run) typing() *sheet.Field {
	f := &r.form
	switch r.mode() {
	case keys.InAnswer, keys.InText:
		return &f.field
	case keys.InGaps:
		if f.at < len(f.gaps) {
			return &f.gaps[f.at].field
		}
	}
	return nil
}

// answer returns what the form says; missing says in words what it lacks, and with which keys of the table it goes on.
func (r *run) answer(table *keys.Table) (a quiz.Answer, missing string) {
	f, q := &r.form, r.question()
	switch q.Kind {
	case quiz.Single, quiz.Multi, quiz.TrueFalse:
		a.Choices = ticked(f.chosen)
		if len(a.Choices) == 0 {
			missing = words.T("Nothing is chosen yet. A letter or %s chooses; %s says that you don't know.",
				table.Say(r.mode(), keys.Toggle), table.Say(r.mode(), keys.DontKnow))
		}
	case quiz.Match:
		a.Choices = append([]int{}, f.partner...)
		if n := count(f.partner, -1); n > 0 {
			missing = words.T("%d without a partner. %s again answers as it is.", n, table.Say(r.mode(), keys.Submit))
		}
	case quiz.Order:
		a.Choices = append([]int{}, f.order...)
	case quiz.Short, quiz.Numeric, quiz.Essay:
		a.Texts = []string{strings.TrimSpace(f.field.Text())}
		if a.Texts[0] == "" {
			missing = words.T("Nothing is typed yet. %s, then %s, says that you don't know.",
				table.Say(r.mode(), keys.Leave), table.Say(keys.InAsked, keys.DontKnow))
		}
	case quiz.Trace:
		a.Texts = []string{"compiles", f.field.Text()}
		switch f.verdict {
		case -1:
			missing = words.T("Say first whether it compiles.")
		case 1:
			a.Texts = []string{"fails", ""}
		}
	case quiz.Cloze:
		a.Texts, missing = r.gapTexts(table)
	}
	return a, missing
}

func (r *run) gapTexts(table *keys.Table) (texts []string, missing string) {
	empty := 0
	for i, g := range r.question().Gaps {
		text := strings.TrimSpace(r.form.gaps[i].field.Text())
		if len(g.Choices) > 0 {
			var parts []string
			for _, c := range ticked(r.form.gaps[i].chosen) {
				parts = append(parts, g.Choices[c].Text.Source)
			}
			text = strings.Join(parts, "; ")
		}
		if text == "" {
			empty++
		}
		texts = append(texts, text)
	}
	if empty > 0 {
		missing = words.T("%d of the gaps empty. %s again answers as it is.", empty, table.Say(r.mode(), keys.Submit))
	}
	return texts, missing
}

func ticked(chosen []bool) []int {
	var out []int
	for i, on := range chosen {
		if on {
			out = append(out, i)
		}
	}
	return out
}

func count(list []int, v int) int {
	n := 0
	for _, x := range list {
		if x == v {
			n++
		}
	}
	return n
}
