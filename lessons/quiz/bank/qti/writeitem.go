package qti

import (
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

// typeOf returns what Canvas calls the kind of a question, and the question in the form of that kind.
func (x *writer) typeOf(q *quiz.Question) (string, *quiz.Question) {
	switch q.Kind {
	case quiz.Single:
		return "multiple_choice_question", q
	case quiz.Multi:
		return "multiple_answers_question", q
	case quiz.TrueFalse:
		return "true_false_question", q
	case quiz.Short:
		return "short_answer_question", q
	case quiz.Numeric:
		return "numerical_question", q
	case quiz.Match:
		return "matching_question", q
	case quiz.Order:
		x.lose("in Canvas's classic quizzes, that it is an ordering question")
		return "ordering_question", q
	case quiz.Description:
		return "text_only_question", q
	case quiz.Cloze:
		for i := range q.Gaps {
			if q.Gaps[i].Kind != quiz.Single {
				return "fill_in_multiple_blanks_question", q
			}
		}
		return "multiple_dropdowns_question", q
	case quiz.Trace:
		x.lose("that it is a question about a program; it was written as a short answer")
		return "short_answer_question", x.traced(q)
	}
	return "essay_question", q
}

// traced makes a short answer of a question about a program.
func (x *writer) traced(q *quiz.Question) *quiz.Question {
	out := *q
	out.Kind = quiz.Short
	if t := q.Trace; t != nil {
		out.Prompt = quiz.Text{Source: x.html(q.Prompt) + "\n<pre>" + html.EscapeString(t.Source) + "</pre>", Format: quiz.HTML}
		answer := quiz.Fails
		if t.Compiles {
			answer = literal(t.Stdout)
		}
		out.Accepted = []quiz.Accepted{{Text: answer, Fraction: 1}}
	}
	return &out
}

// item writes one question.
func (x *writer) item(q *quiz.Question) {
	x.lost = nil
	kind, as := x.typeOf(q)
	ident := x.ident(q)
	x.WriteString("      <item ident=\"" + ident + "\" title=\"" + escape(titleOf(q)) + "\">\n        <itemmetadata>\n          <qtimetadata>\n")
	x.field("question_type", kind)
	if as.Kind != quiz.Description {
		x.field("points_possible", strconv.FormatFloat(q.Points, 'f', -1, 64))
	}
	x.field("original_answer_ids", strings.Join(x.answerIDs(as, ident), ","))
	x.field("assessment_question_identifierref", ident)
	if q.ID != "" {
		x.field(ownID, q.ID)
	}
	if as.AllOrNothing && (as.Kind == quiz.Multi || as.Kind == quiz.Order) {
		x.field("scoring_algorithm", "AllOrNothing")
		x.lose("in Canvas's classic quizzes, that only a wholly right answer counts")
	}
	x.WriteString("          </qtimetadata>\n        </itemmetadata>\n        <presentation>\n")
	p := &processing{}
	x.body(as, ident, p)
	x.WriteString("        </presentation>\n")
	if as.Kind != quiz.Description {
		x.process(as, p)
	}
	x.feedback("general_fb", as.General)
	x.feedback("correct_fb", as.ByCredit.Right)
	x.feedback("general_incorrect_fb", as.ByCredit.Wrong)
	for _, f := range p.feedback {
		x.feedback(f.ident, f.text)
	}
	x.WriteString("      </item>\n")
	if !as.ByCredit.Partly.Empty() {
		x.lose("feedback for partly right answers")
	}
	if len(as.Hints) > 0 {
		x.lose("hints")
	}
	if len(as.Tags) > 0 {
		x.lose("tags")
	}
	x.losses.Add(q, x.lost...)
}

func (x *writer) field(label, entry string) {
	x.WriteString("            <qtimetadatafield>\n              <fieldlabel>" + label + "</fieldlabel>\n              <fieldentry>" + escape(entry) + "</fieldentry>\n            </qtimetadatafield>\n")
}

func (x *writer) feedback(ident string, t quiz.Text) {
	if t.Empty() {
		return
	}
	x.WriteString("        <itemfeedback ident=\"" + ident + "\">\n          <flow_mat>\n")
	x.text(t, "            ")
	x.WriteString("          </flow_mat>\n        </itemfeedback>\n")
}

// processing is what the conditions of an item will be.
type processing struct {
	scoring  []string // the inside of conditions that score, each with the score
	feedback []named
	shown    []string // conditions that show the feedback of an answer
}

type named struct {
	ident string
	text  quiz.Text
}

// says adds the feedback of an answer.
func (p *processing) says(response, value string, t quiz.Text, ident string) {
	if t.Empty() {
		return
	}
	p.feedback = append(p.feedback, named{ident + "_fb", t})
	p.shown = append(p.shown, "          <respcondition continue=\"Yes\">\n            <conditionvar>\n              <varequal respident=\""+response+"\">"+escape(value)+"</varequal>\n            </conditionvar>\n            <displayfeedback feedbacktype=\"Response\" linkrefid=\""+ident+"_fb\"/>\n          </respcondition>\n")
}

// scores adds a condition that scores.
func (p *processing) scores(inside, action, value string) {
	p.scoring = append(p.scoring, "            <conditionvar>\n"+inside+"            </conditionvar>\n            <setvar action=\""+action+"\" varname=\"SCORE\">"+value+"</setvar>\n")
}

// process writes the conditions: feedback first, then the score, feedback to wrong answers last.
func (x *writer) process(q *quiz.Question, p *processing) {
	x.WriteString("        <resprocessing>\n          <outcomes>\n            <decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>\n          </outcomes>\n")
	other := func(ident, next string) {
		x.WriteString("          <respcondition continue=\"" + next + "\">\n            <conditionvar>\n              <other/>\n            </conditionvar>\n            <displayfeedback feedbacktype=\"Response\" linkrefid=\"" + ident + "\"/>\n          </respcondition>\n")
	}
	if !q.General.Empty() {
		other("general_fb", "Yes")
	}
	for _, s := range p.shown {
		x.WriteString(s)
	}
	each := len(p.scoring) > 1 && (q.Kind == quiz.Match || q.Kind == quiz.Cloze)
	for _, s := range p.scoring {
		next := "No"
		if each {
			next = "Yes"
		}
		x.WriteString("          <respcondition continue=\"" + next + "\">\n" + s)
		if !q.ByCredit.Right.Empty() && !each {
			x.WriteString("            <displayfeedback feedbacktype=\"Response\" linkrefid=\"correct_fb\"/>\n")
		}
		x.WriteString("          </respcondition>\n")
	}
	if len(p.scoring) == 0 {
		x.WriteString("          <respcondition continue=\"No\">\n            <conditionvar>\n              <other/>\n            </conditionvar>\n          </respcondition>\n")
	}
	if !q.ByCredit.Wrong.Empty() {
		other("general_incorrect_fb", "Yes")
	}
	x.WriteString("        </resprocessing>\n")
}

// answerID returns the ident of the i-th choice of a response.
func answerID(of string, i int) string { return hash(of, "answer", strconv.Itoa(i)) }

func equals(response, value string) string {
	return "              <varequal respident=\"" + response + "\">" + escape(value) + "</varequal>\n"
}

// answerIDs lists the idents of all answers.
func (x *writer) answerIDs(q *quiz.Question, ident string) []string {
	var out []string
	n := max(len(q.Choices), len(q.Accepted), len(q.Pairs))
	for i := range n {
		out = append(out, answerID(ident, i))
	}
	for g := range q.Gaps {
		for i := range max(len(q.Gaps[g].Choices), len(q.Gaps[g].Accepted)) {
			out = append(out, answerID(ident+blankOf(g), i))
		}
	}
	return out
}

// body writes the text of a question and what is answered.
func (x *writer) body(q *quiz.Question, ident string, p *processing) {
	const indent = "          "
	switch q.Kind {
	case quiz.Cloze:
		x.cloze(q, ident, p)
		return
	}
	x.text(q.Prompt, indent)
	switch q.Kind {
	case quiz.Single, quiz.TrueFalse:
		x.choiceList(q, ident, "Single", p)
		x.scoreOne(q, ident, p)
	case quiz.Multi:
		x.choiceList(q, ident, "Multiple", p)
		x.scoreAll(q, ident, p)
	case quiz.Order:
		x.choiceList(q, ident, "Ordered", p)
		inside := "              <and>\n"
		for i := range q.Choices {
			inside += "  " + equals("response1", answerID(ident, i))
		}
		p.scores(inside+"              </and>\n", "Set", "100")
	case quiz.Short:
		x.WriteString(indent + "<response_str ident=\"response1\" rcardinality=\"Single\">\n" + indent + "  <render_fib>\n" + indent + "    <response_label ident=\"answer1\" rshuffle=\"No\"/>\n" + indent + "  </render_fib>\n" + indent + "</response_str>\n")
		x.short(q, ident, p)
	case quiz.Numeric:
		x.WriteString(indent + "<response_str ident=\"response1\" rcardinality=\"Single\">\n" + indent + "  <render_fib fibtype=\"Decimal\">\n" + indent + "    <response_label ident=\"answer1\"/>\n" + indent + "  </render_fib>\n" + indent + "</response_str>\n")
		x.numeric(q, ident, p)
	case quiz.Match:
		x.match(q, ident, p)
	case quiz.Essay:
		x.WriteString(indent + "<response_str ident=\"response1\" rcardinality=\"Single\">\n" + indent + "  <render_fib>\n" + indent + "    <response_label ident=\"answer1\" rshuffle=\"No\"/>\n" + indent + "  </render_fib>\n" + indent + "</response_str>\n")
	}
}

// choiceList writes the choices of a question.
func (x *writer) choiceList(q *quiz.Question, ident, cardinality string, p *processing) {
	const indent = "          "
	shuffle := ""
	if q.Keep && q.Kind != quiz.TrueFalse {
		shuffle = " shuffle=\"No\""
	}
	x.WriteString(indent + "<response_lid ident=\"response1\" rcardinality=\"" + cardinality + "\">\n" + indent + "  <render_choice" + shuffle + ">\n")
	for i, c := range q.Choices {
		x.WriteString(indent + "    <response_label ident=\"" + answerID(ident, i) + "\">\n")
		x.text(c.Text, indent+"      ")
		x.WriteString(indent + "    </response_label>\n")
		p.says("response1", answerID(ident, i), c.Feedback, answerID(ident, i))
	}
	x.WriteString(indent + "  </render_choice>\n" + indent + "</response_lid>\n")
}

// scoreOne scores the one choice that is right.
func (x *writer) scoreOne(q *quiz.Question, ident string, p *processing) {
	best, right := -1, 0
	for i, c := range q.Choices {
		switch {
		case c.Fraction >= 1:
			right++
		case c.Fraction != 0:
			x.lose("credit for part of the answer, and credit that is taken off")
		}
		if c.Fraction > 0 && (best < 0 || c.Fraction > q.Choices[best].Fraction) {
			best = i
		}
	}
	if right > 1 {
		x.lose("that several choices are right; the first one is")
	}
	if best >= 0 {
		p.scores(equals("response1", answerID(ident, best)), "Set", "100")
	}
}

// scoreAll scores all right choices without any wrong one.
func (x *writer) scoreAll(q *quiz.Question, ident string, p *processing) {
	right := 0
	for _, c := range q.Choices {
		if c.Fraction > 0 {
			right++
		}
	}
	inside := "              <and>\n"
	for i, c := range q.Choices {
		if c.Fraction > 0 {
			inside += "  " + equals("response1", answerID(ident, i))
		} else {
			inside += "                <not>\n    " + equals("response1", answerID(ident, i)) + "                </not>\n"
		}
		if right > 0 && math.Abs(math.Abs(c.Fraction)-1/float64(right)) > 1e-4 && !q.AllOrNothing {
			x.lose("the weights of choices: Canvas adds a share for each right one and takes one off for each wrong one")
		}
	}
	if right > 0 {
		p.scores(inside+"              </and>\n", "Set", "100")
	}
}

// short writes the accepted texts, of which all count alike.
func (x *writer) short(q *quiz.Question, ident string, p *processing) {
	inside := ""
	for i, a := range q.Accepted {
		plain := strings.ReplaceAll(a.Text, `\*`, "")
		if strings.Contains(plain, "*") {
			x.lose("accepted texts with a wildcard")
			continue
		}
		if a.Fraction < 1 {
			x.lose("accepted texts with a part of the credit, and what is said to them")
			continue
		}
		said := strings.ReplaceAll(a.Text, `\*`, "*")
		caseful := ""
		if a.CaseSensitive {
			caseful = " case=\"Yes\""
			x.lose("in Canvas, that case counts")
		}
		inside += "              <varequal respident=\"response1\"" + caseful + ">" + escape(said) + "</varequal>\n"
		p.says("response1", said, a.Feedback, answerID(ident, i))
	}
	if inside != "" {
		p.scores(inside, "Set", "100")
	}
}

// numeric writes the accepted numbers with what is around them.
func (x *writer) numeric(q *quiz.Question, ident string, p *processing) {
	if len(q.Units) > 0 {
		x.lose("the unit")
	}
	for i, a := range q.Accepted {
		if a.Any || a.Fraction < 1 {
			x.lose("numbers with a part of the credit, and what is said to all others")
			continue
		}
		value := plainNumber(a.Value)
		if v := math.Abs(a.Value); v != 0 && (v < 1e-4 || math.Abs(math.Round(v*1e4)-v*1e4) > 1e-6) {
			x.lose("in Canvas, digits behind the fourth decimal")
		}
		inside := "              <or>\n  " + equals("response1", value)
		if a.Tolerance > 0 {
			inside += "                <and>\n                  <vargte respident=\"response1\">" + plainNumber(a.Value-a.Tolerance) + "</vargte>\n                  <varlte respident=\"response1\">" + plainNumber(a.Value+a.Tolerance) + "</varlte>\n                </and>\n"
		} else {
			inside += "                <and>\n                  <vargte respident=\"response1\">" + value + "</vargte>\n                  <varlte respident=\"response1\">" + value + "</varlte>\n                </and>\n"
		}
		p.scores(inside+"              </or>\n", "Set", "100")
		p.says("response1", value, a.Feedback, answerID(ident, i))
	}
}

// plainNumber writes a number with as many digits as it needs, and no more than count.
func plainNumber(v float64) string { return strconv.FormatFloat(v, 'g', 15, 64) }

// match writes a response for each left side, which repeats all right ones.
func (x *writer) match(q *quiz.Question, ident string, p *processing) {
	const indent = "          "
	lefts, rights := q.Lefts(), q.Rights()
	value := shareOf(len(lefts))
	for _, l := range lefts {
		id := "response_" + answerID(ident, l)
		x.WriteString(indent + "<response_lid ident=\"" + id + "\">\n")
		x.text(q.Pairs[l].Left, indent+"  ")
		x.WriteString(indent + "  <render_choice>\n")
		for _, at := range rights {
			x.WriteString(indent + "    <response_label ident=\"" + answerID(ident+"right", at) + "\">\n")
			x.text(quiz.Text{Source: q.Pairs[at].Right, Format: quiz.Plain}, indent+"      ")
			x.WriteString(indent + "    </response_label>\n")
			if q.Pairs[at].Right == q.Pairs[l].Right {
				p.scores(equals(id, answerID(ident+"right", at)), "Add", value)
			}
		}
		x.WriteString(indent + "  </render_choice>\n" + indent + "</response_lid>\n")
	}
}

// shareOf writes one of n equal shares, as Canvas does.
func shareOf(n int) string { return strconv.FormatFloat(100/float64(max(n, 1)), 'f', 2, 64) }

// blankOf names a gap.
func blankOf(i int) string { return "gap" + strconv.Itoa(i+1) }

// cloze writes a text with gaps: all lists to choose from, or all texts.
func (x *writer) cloze(q *quiz.Question, ident string, p *processing) {
	const indent = "          "
	name := blankOf
	for strings.Contains(q.Prompt.Source, "["+name(0)[:3]) { // a name that the text does not have
		before := name
		name = func(i int) string { return "x" + before(i) }
		if len(name(0)) > 12 {
			break
		}
	}
	var b strings.Builder
	at := 0
	for part := range strings.SplitSeq(q.Prompt.Source, string(quiz.GapMark)) {
		if at > 0 && at <= len(q.Gaps) {
			b.WriteString("[" + name(at-1) + "]")
		}
		b.WriteString(part)
		at++
	}
	x.text(quiz.Text{Source: b.String(), Format: q.Prompt.Format}, indent)
	lists := !slices.ContainsFunc(q.Gaps, func(g quiz.Gap) bool { return g.Kind != quiz.Single })
	for i := range q.Gaps {
		gap := &q.Gaps[i]
		if gap.Weight != q.Gaps[0].Weight {
			x.lose("the weights of the gaps")
		}
		id := "response_" + name(i)
		x.WriteString(indent + "<response_lid ident=\"" + id + "\">\n" + indent + "  <material>\n" + indent + "    <mattext>" + name(i) + "</mattext>\n" + indent + "  </material>\n" + indent + "  <render_choice>\n")
		var right string
		if lists {
			right = x.list(gap, ident+blankOf(i), id, p)
		} else {
			right = x.typedGap(gap, ident+blankOf(i), id, p)
		}
		x.WriteString(indent + "  </render_choice>\n" + indent + "</response_lid>\n")
		if right != "" {
			p.scores(equals(id, right), "Add", shareOf(len(q.Gaps)))
		}
	}
}

// list writes the choices of a gap and returns the right one.
func (x *writer) list(gap *quiz.Gap, ident, response string, p *processing) (right string) {
	for i, c := range gap.Choices {
		x.gapLabel(answerID(ident, i), c.Text)
		p.says(response, answerID(ident, i), c.Feedback, answerID(ident, i))
		switch {
		case c.Fraction >= 1 && right == "":
			right = answerID(ident, i)
		case c.Fraction != 0:
			x.lose("credit for a part of a gap")
		}
	}
	return right
}

func (x *writer) gapLabel(ident string, t quiz.Text) {
	const indent = "              "
	x.WriteString(indent + "<response_label ident=\"" + ident + "\">\n")
	x.text(t, indent+"  ")
	x.WriteString(indent + "</response_label>\n")
}

// typedGap writes the texts that a gap accepts and returns the first.
func (x *writer) typedGap(gap *quiz.Gap, ident, response string, p *processing) (right string) {
	n := 0
	accept := func(said string, feedback quiz.Text) {
		id := answerID(ident, n)
		n++
		x.gapLabel(id, quiz.Text{Source: said, Format: quiz.Plain})
		p.says(response, id, feedback, id)
		if right == "" {
			right = id
		}
	}
	for _, c := range gap.Choices {
		x.lose("that a gap is a list to choose from, beside others that are not")
		if c.Fraction > 0 {
			accept(words(c.Text), c.Feedback)
		}
	}
	for _, a := range gap.Accepted {
		switch {
		case gap.Kind == quiz.Numeric:
			x.lose("that a gap wants a number; it wants its text")
			if !a.Any && a.Fraction >= 1 {
				accept(plainNumber(a.Value), a.Feedback)
			}
		case strings.Contains(strings.ReplaceAll(a.Text, `\*`, ""), "*"):
			x.lose("accepted texts with a wildcard")
		case a.Fraction < 1:
			x.lose("credit for a part of a gap")
		default:
			if a.CaseSensitive {
				x.lose("in Canvas, that case counts")
			}
			accept(strings.ReplaceAll(a.Text, `\*`, "*"), a.Feedback)
		}
	}
	return right
}
