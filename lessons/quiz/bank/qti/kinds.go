package qti

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// row is a kind of item, by what Canvas, Common Cartridge and Blackboard call it.
type row struct {
	names []string
	read  func(r *reader, q *quiz.Question, it *item) bool
}

// rows are the kinds that are read.
func rows() []row {
	return []row{
		{[]string{"multiple_choice_question", "cc.multiple_choice.v0p1", "Multiple Choice", "Either/Or", "Opinion Scale"}, (*reader).single},
		{[]string{"true_false_question", "cc.true_false.v0p1", "True/False"}, (*reader).trueFalse},
		{[]string{"multiple_answers_question", "cc.multiple_response.v0p1", "Multiple Answer"}, (*reader).multi},
		{[]string{"short_answer_question", "cc.fib.v0p1", "cc.pattern_match.v0p1", "Fill in the Blank"}, (*reader).short},
		{[]string{"fill_in_multiple_blanks_question", "Fill in the Blank Plus"}, (*reader).blanks},
		{[]string{"multiple_dropdowns_question", "missing_word_question", "Jumbled Sentence"}, (*reader).dropDowns},
		{[]string{"matching_question", "Matching"}, (*reader).match},
		{[]string{"numerical_question", "Numeric"}, (*reader).numeric},
		{[]string{"calculated_question", "Calculated"}, (*reader).calculated},
		{[]string{"ordering_question", "Ordering"}, (*reader).order},
		{[]string{"essay_question", "cc.essay.v0p1", "Essay", "Short Response"}, (*reader).essay},
		{[]string{"file_upload_question", "File Upload", "File Response"}, (*reader).upload},
		{[]string{"text_only_question"}, (*reader).description},
		{[]string{"hot_spot_question", "Hot Spot", "Quiz Bowl", "categorization_question", "formula_question"}, nil},
	}
}

// Kinds lists what the format can say.
func Kinds() []quiz.Kind {
	return []quiz.Kind{quiz.Single, quiz.Multi, quiz.TrueFalse, quiz.Short, quiz.Numeric, quiz.Match, quiz.Order, quiz.Cloze, quiz.Essay, quiz.Description}
}

// kindOf returns the name that an item gives its kind, and how it is read; read is nil where it cannot be.
func kindOf(it *item) (name string, read func(*reader, *quiz.Question, *item) bool) {
	if it.e.First("var_set") != nil {
		return "calculated_question", (*reader).calculated
	}
	for _, field := range []string{"question_type", "cc_profile", "bbmd_questiontype"} {
		if it.meta[field] == "" {
			continue
		}
		name = it.meta[field]
		for _, row := range rows() {
			for _, n := range row.names {
				if strings.EqualFold(n, name) {
					return name, row.read
				}
			}
		}
	}
	return name, byShape(it)
}

// byShape returns how an item is read whose kind nothing tells.
func byShape(it *item) func(*reader, *quiz.Question, *item) bool {
	lids, strs := 0, 0
	for _, r := range it.responses {
		if r.typed {
			strs++
		} else {
			lids++
		}
	}
	switch {
	case strs == 0 && lids == 0:
		return (*reader).description
	case strs == 1 && lids == 0 && it.responses[0].fibType == "Decimal":
		return (*reader).numeric
	case strs == 1 && lids == 0:
		if len(it.scoring()) > 0 {
			return (*reader).short
		}
		return (*reader).essay
	case strs > 0 && lids == 0:
		return (*reader).blanks
	case lids == 1 && strs == 0:
		switch it.responses[0].cardinality {
		case "ordered":
			return (*reader).order
		case "multiple":
			return (*reader).multi
		}
		return (*reader).single
	case strs == 0 && namesABlank(it):
		return (*reader).dropDowns
	case strs == 0:
		return (*reader).match
	}
	return nil
}

// generic are titles that programs give where nobody wrote one.
var generic = text.Pattern(`(?i)^(question|item|new question|untitled)?[ #]*\d*$`)

// plainIdent are idents that count the questions of a file and so are no names of them.
var plainIdent = text.Pattern(`(?i)^(q|que|question|item|i|ques|id)?[-_]?\d{0,7}$`)

// item reads an item as it is asked in a section; points are those of the section, 0 if it says none.
func (r *reader) item(e *loosexml.Element, points float64) {
	r.line, r.told = e.Line, nil
	if !e.Whole {
		return // the file was cut, which is told
	}
	it := r.take(e)
	name, read := kindOf(it)
	if read == nil {
		r.problem(e.Line, doc.Error, "unread-type", "%s is of the type %q, which cannot be asked here; it was left out", nameOf(e), text.ClipLine(name, 40))
		return
	}
	q := &quiz.Question{Points: it.points(1), Section: quiz.JoinSection(r.section), File: r.file, Line: r.lineOf(e)}
	if points > 0 {
		q.Points = points
	}
	if title := text.OneLine(e.Attr("title")); !generic().MatchString(title) {
		q.Title = title
	}
	if id := identOf(it); id != "" {
		q.ID, q.IDWritten = id, true
	}
	q.General = it.feedback["general_fb"]
	q.ByCredit.Right = firstOf(it, "correct_fb", "correct")
	q.ByCredit.Wrong = firstOf(it, "general_incorrect_fb", "incorrect")
	if read(r, q, it) {
		r.bank.Questions = append(r.bank.Questions, q)
	}
}

func nameOf(e *loosexml.Element) string {
	if title := text.OneLine(e.Attr("title")); title != "" {
		return "“" + text.ClipLine(title, 60) + "”"
	}
	return "a question"
}

// ownID is the field in which an id stands that is none for other programs.
const ownID = "lectern_id"

// identOf returns what a question is called wherever a copy of it stands, "" where its ident only counts.
func identOf(it *item) string {
	if id := text.OneLine(it.meta[ownID]); id != "" {
		return id
	}
	for _, id := range []string{it.meta["assessment_question_identifierref"], it.ident, it.meta["bbmd_asi_object_id"]} {
		if id = text.OneLine(id); id != "" && !plainIdent().MatchString(id) {
			return id
		}
	}
	return ""
}

func firstOf(it *item, names ...string) quiz.Text {
	for _, n := range names {
		if t := it.feedback[n]; !t.Empty() {
			return t
		}
	}
	return quiz.Text{}
}

// prompt returns the text of an item, without places in it.
func (it *item) prompt() quiz.Text {
	var t quiz.Text
	for _, p := range it.parts {
		if p.response == nil {
			t = joinTexts(t, p.text)
		}
	}
	return t
}

// choosing returns the response with choices of an item, nil if there is none.
func (it *item) choosing() *response {
	for _, r := range it.responses {
		if len(r.labels) > 0 {
			return r
		}
	}
	return nil
}

// choices reads choices with credits, by the idents of their labels.
func (r *reader) choices(q *quiz.Question, it *item, credit map[string]float64) bool {
	q.Prompt = it.prompt()
	resp := it.choosing()
	if resp == nil {
		return r.fault("no-answers", "a question without choices")
	}
	right := false
	for _, l := range resp.labels {
		if l.text.Empty() {
			r.warn("empty-answer", "a choice without a text; it was left out")
			continue
		}
		c := quiz.Choice{Text: l.text, Fraction: credit[l.ident], Feedback: it.feedbackFor(resp.ident, l.ident)}
		right = right || c.Fraction > 0
		q.Choices = append(q.Choices, c)
	}
	q.Keep = resp.fixed(it)
	if len(q.Choices) < 2 {
		r.warn("too-few-choices", "the question has one choice")
	}
	if !right {
		r.warn("no-right-answer", "the file does not say which answer is right")
	}
	return r.asks(q)
}

// fixed reports whether the choices may not be shuffled.
func (resp *response) fixed(it *item) bool {
	c := it.e.First("render_choice")
	return c != nil && strings.EqualFold(c.Attr("shuffle"), "No") && it.meta["bbmd_questiontype"] == "" // which Blackboard always writes
}

func (r *reader) asks(q *quiz.Question) bool {
	if q.Prompt.Empty() {
		q.Prompt.Format = quiz.HTML
		r.warn("no-question-text", "a question without a text")
	}
	return true
}

// credits returns what each label earns by the conditions that name it alone.
func (it *item) credits() map[string]float64 {
	out := map[string]float64{}
	for i := range it.conds {
		c := &it.conds[i]
		if !c.sets {
			continue
		}
		credit := it.earns(c)
		for _, e := range c.equals {
			if !e.not && credit != 0 {
				out[e.value] = share(credit)
			}
		}
	}
	return out
}

func (r *reader) single(q *quiz.Question, it *item) bool {
	if resp := it.choosing(); resp != nil && resp.cardinality == "multiple" {
		return r.multi(q, it)
	}
	q.Kind = quiz.Single
	return r.choices(q, it, it.credits())
}

// multi reads tick boxes: a condition that names all right ones and, after "not", all wrong ones. Canvas gives for it the right
// ticks less the wrong ones, divided by how many are right.
func (r *reader) multi(q *quiz.Question, it *item) bool {
	q.Kind = quiz.Multi
	q.AllOrNothing = strings.EqualFold(it.meta["scoring_algorithm"], "AllOrNothing")
	credit := map[string]float64{}
	scoring := it.scoring()
	for _, c := range scoring {
		right := 0
		for _, e := range c.equals {
			if !e.not {
				right++
			}
		}
		if right == 0 || len(scoring) > 1 && right == 1 {
			continue
		}
		for _, e := range c.equals {
			if e.not {
				credit[e.value] = -share(1 / float64(right))
			} else {
				credit[e.value] = share(1 / float64(right))
			}
		}
		if resp := it.choosing(); resp != nil { // those that the condition does not name are wrong too
			for _, l := range resp.labels {
				if _, named := credit[l.ident]; !named {
					credit[l.ident] = -share(1 / float64(right))
				}
			}
		}
		break
	}
	if len(credit) == 0 {
		credit = it.credits()
		sum, right := 0.0, 0.0
		for _, c := range credit {
			sum += max(0, c)
			right++
		}
		if len(scoring) > 1 && sum > 1.001 && right > 0 { // each sets all: together they are everything
			for l, c := range credit {
				credit[l] = share(c / sum)
			}
		}
	}
	return r.choices(q, it, credit)
}

// trueFalse reads the two labels by their words, else by their idents.
func (r *reader) trueFalse(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt = quiz.TrueFalse, it.prompt()
	resp := it.choosing()
	if resp == nil || len(resp.labels) != 2 {
		return r.single(q, it)
	}
	credit := it.credits()
	q.Choices = []quiz.Choice{{Text: quiz.Text{Source: "True", Format: quiz.Plain}}, {Text: quiz.Text{Source: "False", Format: quiz.Plain}}}
	for i, l := range resp.labels {
		at := i
		word := strings.ToLower(words(l.text))
		switch {
		case word == "true" || strings.HasSuffix(word, ".true"), strings.EqualFold(l.ident, "true"):
			at = 0
		case word == "false" || strings.HasSuffix(word, ".false"), strings.EqualFold(l.ident, "false"):
			at = 1
		default:
			q.Choices = nil // words of its own: a choice between two
			return r.single(q, it)
		}
		if credit[l.ident] > 0 {
			q.Choices[at].Fraction = 1
		}
		q.Choices[at].Feedback = it.feedbackFor(resp.ident, l.ident)
	}
	if q.Choices[0].Fraction == q.Choices[1].Fraction {
		r.warn("no-right-answer", "the file does not say which answer is right")
	}
	return r.asks(q)
}

// order reads items whose sequence in the condition is the right one.
func (r *reader) order(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt = quiz.Order, it.prompt()
	resp := it.choosing()
	if resp == nil {
		return r.fault("no-answers", "an ordering question without items")
	}
	var sequence []string
	for _, c := range it.scoring() {
		for _, e := range c.equals {
			if !e.not && !slices.Contains(sequence, e.value) {
				sequence = append(sequence, e.value)
			}
		}
	}
	if len(sequence) == 0 {
		r.warn("no-right-answer", "the file does not say which order is right; that of the file was taken")
	}
	for _, l := range resp.labels {
		if !slices.Contains(sequence, l.ident) {
			sequence = append(sequence, l.ident)
		}
	}
	for _, ident := range sequence {
		for _, l := range resp.labels {
			if l.ident == ident && !l.text.Empty() {
				q.Choices = append(q.Choices, quiz.Choice{Text: l.text})
				break
			}
		}
	}
	if len(q.Choices) < 2 {
		return r.fault("too-few-choices", "an ordering question with fewer than two items")
	}
	return r.asks(q)
}

// match reads pairs: a response for each left side, which repeats all right sides. Blackboard has those apart, by their places.
func (r *reader) match(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt = quiz.Match, it.prompt()
	right := map[string]string{} // the label of a left side's answer, by its response
	for _, c := range it.scoring() {
		for _, e := range c.equals {
			if !e.not {
				right[e.response] = e.value
			}
		}
	}
	for i := range it.conds { // Blackboard scores the whole elsewhere
		c := &it.conds[i]
		if len(c.equals) == 1 && !c.equals[0].not && right[c.equals[0].response] == "" && len(it.rights) > 0 {
			right[c.equals[0].response] = c.equals[0].value
		}
	}
	named := map[string]bool{}
	textOf := func(resp *response, ident string) string {
		for i, l := range resp.labels {
			if l.ident != ident {
				continue
			}
			if i < len(it.rights) && l.text.Empty() {
				return words(it.rights[i])
			}
			return words(l.text)
		}
		return ""
	}
	var others []string
	for _, resp := range it.responses {
		if resp.left.Empty() {
			continue
		}
		said := textOf(resp, right[resp.ident])
		if said == "" {
			r.warn("pair-without-right-side", "%q has no right side; it was left out", text.ClipLine(resp.left.Words(), 40))
			continue
		}
		q.Pairs = append(q.Pairs, quiz.Pair{Left: resp.left, Right: said})
		named[said] = true
		if len(others) == 0 {
			for _, l := range resp.labels {
				others = append(others, textOf(resp, l.ident))
			}
		}
	}
	for _, said := range others {
		if said != "" && !named[said] {
			named[said] = true
			q.Pairs = append(q.Pairs, quiz.Pair{Right: said})
		}
	}
	if len(q.Pairs) == 0 {
		return r.fault("no-answers", "a matching question without pairs")
	}
	return r.asks(q)
}

func (r *reader) essay(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt = quiz.Essay, it.prompt()
	return r.asks(q)
}

func (r *reader) upload(q *quiz.Question, it *item) bool {
	r.warn("other-answer", "the question wants a file, which cannot be given here; it asks for a text")
	return r.essay(q, it)
}

func (r *reader) description(q *quiz.Question, it *item) bool {
	q.Kind, q.Prompt, q.Points = quiz.Description, it.prompt(), 1
	return !q.Prompt.Empty() || q.Title != ""
}
