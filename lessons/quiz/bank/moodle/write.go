package moodle

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/attached"
)

// maxID is how many characters of an id Moodle keeps.
const maxID = 100

// Write writes questions as Moodle XML, their parts in the order in which Moodle itself writes them. Losses tell what
// the format cannot say of a question; the error is that of w.
func Write(w io.Writer, b *quiz.Bank, cloze Cloze) (losses []doc.Problem, err error) {
	x := &writer{Writer: bufio.NewWriter(w), bank: b, cloze: cloze}
	x.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n")
	section := ""
	for _, q := range b.Questions {
		if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
			continue
		}
		if q.Section != section {
			section = q.Section
			x.category(section)
		}
		x.question(q)
	}
	x.put("</quiz>\n")
	if said := b.Settings.Said(); len(said) > 0 {
		x.losses.Problems = append([]doc.Problem{{Line: 1, Severity: doc.Warning, Text: "the settings of the bank are lost: Moodle has them at the quiz, not in its questions"}}, x.losses.Problems...)
	}
	return x.losses.Problems, x.Flush()
}

type writer struct {
	*bufio.Writer
	bank   *quiz.Bank
	cloze  Cloze
	losses quiz.Losses
	lost   []string // of the question being written
}

// put leaves the error to Flush, which keeps the first.
func (x *writer) put(s string) { _, _ = x.WriteString(s) }

func (x *writer) lose(what string) {
	for _, l := range x.lost {
		if l == what {
			return
		}
	}
	x.lost = append(x.lost, what)
}

func (x *writer) category(section string) {
	path := "$course$/top"
	if section != "" {
		path += "/" + section
	}
	x.put("  <question type=\"category\">\n    <category>\n      <text>" + escape(path) + "</text>\n    </category>\n" +
		"    <info format=\"html\">\n      <text></text>\n    </info>\n    <idnumber></idnumber>\n  </question>\n")
}

// typeOf returns under which type a question is written, and the question in the form of that type.
func (x *writer) typeOf(q *quiz.Question) (string, *quiz.Question) {
	switch q.Kind {
	case quiz.Single, quiz.Multi:
		return "multichoice", q
	case quiz.TrueFalse:
		return "truefalse", q
	case quiz.Short:
		return "shortanswer", q
	case quiz.Numeric:
		return "numerical", q
	case quiz.Match:
		return "matching", q
	case quiz.Cloze:
		return "cloze", q
	case quiz.Order:
		return "ordering", q
	case quiz.Description:
		return "description", q
	case quiz.Trace:
		x.lose("that it is a question about a program; it was written as a short answer")
		return "shortanswer", traced(q)
	}
	return "essay", q
}

// traced makes a short answer of a question about a program.
func traced(q *quiz.Question) *quiz.Question {
	out := *q
	if t := q.Trace; t != nil {
		out.Prompt = quiz.Text{Source: strings.TrimSpace(q.Prompt.Source + "\n\n```" + t.Lang + "\n" + t.Source + "\n```"), Format: quiz.Markdown}
		answer := quiz.Fails
		if t.Compiles {
			answer = strings.ReplaceAll(t.Stdout, "*", `\*`)
		}
		out.Accepted = []quiz.Accepted{{Text: answer, Fraction: 1}}
	}
	out.Kind = quiz.Short
	return &out
}

func (x *writer) question(q *quiz.Question) {
	x.lost = nil
	typ, as := x.typeOf(q)
	x.put("  <question type=\"" + typ + "\">\n")
	title := as.Title
	if title == "" && typ != "cloze" {
		words := quiz.Text{Source: strings.ReplaceAll(as.Prompt.Source, string(quiz.GapMark), "___"), Format: as.Prompt.Format}.Words()
		title = clip(words, 80)
		x.lose("that it has no title, which Moodle demands")
	}
	if title != "" {
		x.put("    <name>\n      <text>" + escape(title) + "</text>\n    </name>\n")
	}
	prompt := as.Prompt
	if typ == "cloze" {
		prompt.Source = x.cloze.Write(as)
	}
	x.element("questiontext", prompt)
	x.element("generalfeedback", as.General)
	x.points(q, typ)
	x.put("    <penalty>" + penalty(typ) + "</penalty>\n    <hidden>0</hidden>\n    <idnumber>" + escapeMarkup(x.id(q)) + "</idnumber>\n")
	switch typ {
	case "multichoice":
		x.multichoice(as)
	case "truefalse":
		x.trueFalse(as)
	case "shortanswer":
		x.short(as)
	case "numerical":
		x.numeric(as)
	case "matching":
		x.match(as)
	case "ordering":
		x.order(as)
	case "essay":
		x.put("    <responseformat>editor</responseformat>\n    <responserequired>1</responserequired>\n    <responsefieldlines>15</responsefieldlines>\n" +
			"    <attachments>0</attachments>\n    <attachmentsrequired>0</attachmentsrequired>\n")
	}
	if typ != "multichoice" && typ != "matching" && typ != "ordering" {
		x.byCredit(as, false)
	}
	if typ != "multichoice" && as.AllOrNothing && typ != "ordering" {
		x.lose("that only a wholly right answer counts")
	}
	for _, h := range as.Hints {
		x.put("    <hint" + format(h) + ">\n")
		x.text(h, "      ")
		x.put("    </hint>\n")
	}
	if len(as.Tags) > 0 {
		x.put("    <tags>\n")
		for _, t := range as.Tags {
			x.put("      <tag><text>" + escape(t) + "</text></tag>\n")
		}
		x.put("    </tags>\n")
	}
	x.put("  </question>\n")
	x.losses.Add(q, x.lost...)
}

// points writes what a question is worth. Moodle counts a Cloze question by the weights of its gaps, and passes over what
// stands here for those who do read it.
func (x *writer) points(q *quiz.Question, typ string) {
	points := q.Points
	switch typ {
	case "description":
		return
	case "cloze":
		sum := 0.0
		for _, g := range q.Gaps {
			sum += g.Weight
		}
		if sum == points {
			return
		}
		x.lose("its points, because Moodle counts the weights of the gaps")
	}
	x.put("    <defaultgrade>" + strconv.FormatFloat(points, 'f', -1, 64) + "</defaultgrade>\n")
}

func penalty(typ string) string {
	switch typ {
	case "truefalse":
		return "1.0000000"
	case "description", "essay":
		return "0.0000000"
	}
	return "0.3333333"
}

func (x *writer) id(q *quiz.Question) string {
	if utf8.RuneCountInString(q.ID) > maxID {
		x.lose("its id, which is longer than Moodle's")
	}
	return q.ID
}

// byCredit writes the feedback by credit; where a type has none, our reader finds it and Moodle does not.
func (x *writer) byCredit(q *quiz.Question, has bool) {
	if !has {
		if q.ByCredit.Empty() {
			return
		}
		x.lose("feedback by how right an answer is")
	}
	x.element("correctfeedback", q.ByCredit.Right)
	x.element("partiallycorrectfeedback", q.ByCredit.Partly)
	x.element("incorrectfeedback", q.ByCredit.Wrong)
}

// element writes a text in an element of its own.
func (x *writer) element(name string, t quiz.Text) {
	x.put("    <" + name + format(t) + ">\n")
	x.text(t, "      ")
	x.put("    </" + name + ">\n")
}

// format writes the attribute that says the markup of a text.
func format(t quiz.Text) string {
	name := "html"
	switch t.Format {
	case quiz.Plain:
		name = "plain_text"
	case quiz.Markdown:
		name = "markdown"
	case quiz.Moodle:
		name = "moodle_auto_format"
	case "":
		if !t.Empty() {
			name = "moodle_auto_format"
		}
	}
	return ` format="` + name + `"`
}

// text writes <text> with the pictures that it names behind it.
func (x *writer) text(t quiz.Text, indent string) {
	source := t.Source
	var files strings.Builder
	for _, p := range x.bank.Pictures {
		stem := p.Name[strings.LastIndexByte(p.Name, '/')+1:]
		for _, written := range attached.Spellings(p.Name) {
			if !strings.Contains(source, written) {
				continue
			}
			source = attached.Replace(source, []string{written, filesMark + "/" + attached.Address(stem)})
			if files.Len() == 0 || !strings.Contains(files.String(), `name="`+escapeMarkup(stem)+`"`) {
				fmt.Fprintf(&files, "%s<file name=\"%s\" path=\"/\" encoding=\"base64\">%s</file>\n", indent, escapeMarkup(stem), base64.StdEncoding.EncodeToString(p.Data))
			}
		}
	}
	x.put(indent + "<text>" + escape(source) + "</text>\n" + files.String())
}

// escape writes character data as Moodle does: as it is, or as CDATA where it holds signs of XML.
func escape(s string) string {
	if !strings.ContainsAny(s, `&<>"'`) {
		return s
	}
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}

// escapeMarkup writes a short text with entities.
func escapeMarkup(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		return strings.TrimSpace(string(r[:n-1])) + "…"
	}
	return s
}
