package moodle

import (
	"fmt"
	"math"
	"strconv"

	"lectern/lessons/quiz"
)

// percent writes a fraction as Moodle does, with as many digits as it needs: those of Moodle's own list come out as they stand in it.
func percent(f float64) string {
	return strconv.FormatFloat(math.Round(f*1e9)/1e7, 'f', -1, 64)
}

// answer begins an <answer> and writes its text; the caller ends it by ended.
func (x *writer) answer(fraction, formatName string, text quiz.Text) {
	x.put("    <answer fraction=\"" + fraction + "\"" + formatName + ">\n")
	x.text(text, "      ")
}

func (x *writer) ended(feedback quiz.Text) {
	x.put("      <feedback" + format(feedback) + ">\n")
	x.text(feedback, "        ")
	x.put("      </feedback>\n    </answer>\n")
}

func (x *writer) multichoice(q *quiz.Question) {
	fmt.Fprintf(x.Writer, "    <single>%t</single>\n    <shuffleanswers>%t</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n    <showstandardinstruction>0</showstandardinstruction>\n",
		q.Kind == quiz.Single, !q.Keep)
	if q.AllOrNothing {
		x.lose("that only a wholly right answer counts")
	}
	x.byCredit(q, true)
	for _, c := range q.Choices {
		x.answer(percent(c.Fraction), format(c.Text), c.Text)
		x.ended(c.Feedback)
	}
}

func (x *writer) trueFalse(q *quiz.Question) {
	for i, c := range q.Choices[:min(2, len(q.Choices))] {
		x.answer(percent(c.Fraction), ` format="moodle_auto_format"`, quiz.Text{Source: [...]string{"true", "false"}[i]})
		x.ended(c.Feedback)
	}
}

func (x *writer) short(q *quiz.Question) {
	caseful, same := false, true
	for i, a := range q.Accepted {
		caseful = caseful || a.CaseSensitive
		same = same && a.CaseSensitive == q.Accepted[0].CaseSensitive && i >= 0
	}
	if !same {
		x.lose("that case counts in some answers only")
	}
	usecase := "0"
	if caseful {
		usecase = "1"
	}
	x.put("    <usecase>" + usecase + "</usecase>\n")
	for _, a := range q.Accepted {
		x.answer(percent(a.Fraction), ` format="moodle_auto_format"`, quiz.Text{Source: a.Text})
		x.ended(a.Feedback)
	}
}

func (x *writer) numeric(q *quiz.Question) {
	for _, a := range q.Accepted {
		value := strconv.FormatFloat(a.Value, 'g', -1, 64)
		if a.Any {
			value = "*"
		}
		x.answer(percent(a.Fraction), ` format="moodle_auto_format"`, quiz.Text{Source: value})
		x.put("      <tolerance>" + strconv.FormatFloat(a.Tolerance, 'g', -1, 64) + "</tolerance>\n")
		x.ended(a.Feedback)
	}
	if len(q.Units) == 0 {
		x.put("    <unitgradingtype>0</unitgradingtype>\n    <unitpenalty>0.1000000</unitpenalty>\n    <showunits>3</showunits>\n    <unitsleft>0</unitsleft>\n")
		return
	}
	x.put("    <units>\n")
	for _, u := range q.Units {
		x.put("      <unit>\n        <multiplier>1</multiplier>\n        <unit_name>" + escape(u) + "</unit_name>\n      </unit>\n")
	}
	x.put("    </units>\n    <unitgradingtype>0</unitgradingtype>\n    <unitpenalty>0.1000000</unitpenalty>\n    <showunits>0</showunits>\n    <unitsleft>0</unitsleft>\n")
}

func (x *writer) match(q *quiz.Question) {
	x.put("    <shuffleanswers>true</shuffleanswers>\n")
	x.byCredit(q, true)
	for _, p := range q.Pairs {
		x.put("    <subquestion" + format(p.Left) + ">\n")
		x.text(p.Left, "      ")
		right := p.Right
		if holdsHTML(right) { // a text there is often HTML; this one is not
			right = escapeMarkup(right)
		}
		x.put("      <answer>\n        <text>" + escape(right) + "</text>\n      </answer>\n    </subquestion>\n")
	}
}

func (x *writer) order(q *quiz.Question) {
	grading := "ABSOLUTE_POSITION"
	if q.AllOrNothing {
		grading = allOrNothing
	}
	x.put("    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n" +
		"    <gradingtype>" + grading + "</gradingtype>\n    <showgrading>SHOW</showgrading>\n    <numberingstyle>none</numberingstyle>\n")
	x.byCredit(q, true)
	for i, c := range q.Choices {
		x.answer(strconv.Itoa(i+1)+".0000000", format(c.Text), c.Text)
		x.ended(quiz.Text{})
	}
}
