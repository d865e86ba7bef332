package bank

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// csvBank is a table of values with a question a row. Its first row says what stands in which
// column (csvcolumns.go).
var csvBank = Format{
	Name: "csv", Title: "CSV with a header row", Suffix: ".quiz.csv", Beside: []string{".csv", ".tsv"}, Also: []string{".tab"}, Common: true,
	Kinds: []quiz.Kind{quiz.Single, quiz.Multi, quiz.TrueFalse, quiz.Short, quiz.Numeric, quiz.Essay, quiz.Description},
	Lacks: "questions to match, to order, with gaps or about programs, or weights",
	looks: looksCSV,
	read:  readCSV,
}

// table reads the rows of a table.
type table struct{ *csv.Reader }

// newCSV returns a reader of the rows of a table, whose separator is told by the first line that has one.
func newCSV(text string) *table {
	first, rest, _ := strings.Cut(text, "\n")
	comma, _ := separatorOf(text)
	if sep, ok := strings.CutPrefix(strings.ToLower(first), "sep="); ok { // as Excel writes it
		sep = strings.TrimRight(sep, " \r")
		if len(sep) == 1 && strings.Contains(",;\t|", sep) {
			comma, text = rune(sep[0]), "\n"+rest
		}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	return &table{r}
}

// separatorOf returns the sign that separates the values of the first lines of a table; ok is false if none does.
func separatorOf(text string) (sep rune, ok bool) {
	n := 0
	for line := range strings.Lines(text) {
		if n++; n > maxTitles || len(line) > 4000 {
			break
		}
		if sep, ok = separator(line); ok {
			return sep, true
		}
	}
	return ',', false
}

// separator returns the sign that separates the values of a line; ok is false if none does.
func separator(line string) (best rune, ok bool) {
	best, most, quoted := ',', 0, false
	for _, sep := range ",;\t" {
		n := 0
		for _, r := range line {
			switch {
			case r == '"':
				quoted = !quoted
			case r == sep && !quoted:
				n++
			}
		}
		if n > most {
			best, most = sep, n
		}
	}
	return best, most > 0
}

// looksCSV reports whether a text is a table with a column of questions and one of answers.
func looksCSV(text string) bool {
	if _, ok := separatorOf(text); !ok {
		return false
	}
	c, err := newCSV(text).head()
	return err == nil && c.asks()
}

// maxTitles is how many rows may stand above the one that names the columns.
const maxTitles = 5

// head reads up to the row that names the columns: the first with a column of questions and one of answers,
// else the first at all.
func (t *table) head() (columns, error) {
	var first columns
	for n := range maxTitles {
		row, err := t.Read()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				break
			}
			return first, err
		}
		c := columnsOf(row)
		if c.asks() {
			return c, nil
		}
		if n == 0 {
			first = c
			if first.question >= 0 {
				break // without answers, which is told row by row
			}
		}
	}
	return first, nil
}

// asks reports whether there is a column of questions, and one of answers.
func (c *columns) asks() bool {
	return c.question >= 0 && (c.answer >= 0 || c.kind >= 0 && len(c.choices) > 0)
}

func readCSV(src []byte, file string) *Bank {
	c := &csvReader{reader: newReader(file)}
	text, ok := c.open(src)
	if !ok {
		return c.bank
	}
	rows := newCSV(text)
	var err error
	c.columns, err = rows.head()
	if err != nil || c.question < 0 {
		c.problem(1, doc.Error, "no-questions", "the first row names no column of questions; write a row such as: question, a, b, c, correct")
		return c.bank
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := rows.FieldPos(0)
		var at *csv.ParseError
		if errors.As(err, &at) {
			line = at.StartLine
		}
		if err != nil {
			c.problem(line, doc.Error, "no-questions", "the row cannot be read: %s", strings.TrimPrefix(err.Error(), "parse error on "))
			break
		}
		c.row(row, line)
	}
	return c.bank
}

type csvReader struct {
	reader
	columns
	places []int // of the choices of a row, by their columns; 0 for none
}

// cell returns what stands in a column of a row; "" where there is none.
func cell(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

// cellText makes a text of a cell: HTML if it holds tags, else plain.
func cellText(s string) quiz.Text {
	switch {
	case s == "":
		return quiz.Text{}
	case hasTag(s):
		return quiz.Text{Source: s, Format: quiz.HTML}
	}
	return quiz.Text{Source: s, Format: quiz.Plain}
}

// hasTag reports whether a text holds a tag of HTML.
func hasTag(s string) bool {
	for rest := strings.ToLower(s); ; {
		_, after, found := strings.Cut(rest, "<")
		if !found {
			return false
		}
		name := strings.TrimPrefix(after, "/")
		end := 0
		for end < len(name) && (isLetter(name[end]) || isDigit(name[end])) {
			end++
		}
		if (slices.Contains(runningTags, name[:end]) || slices.Contains([]string{"div", "ul", "ol", "li", "pre", "table"}, name[:end])) && strings.IndexByte(after, '>') > 0 {
			return true
		}
		rest = after
	}
}

// row reads one question.
func (c *csvReader) row(row []string, line int) {
	if !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" }) {
		return
	}
	q := &quiz.Question{
		Points: 1, File: c.file, Line: line, ID: oneLine(cell(row, c.id)), Title: oneLine(cell(row, c.title)),
		Prompt: cellText(cell(row, c.question)), General: cellText(cell(row, c.feedback)),
	}
	q.IDWritten = q.ID != ""
	for _, h := range c.hints {
		if h := cellText(cell(row, h)); !h.Empty() {
			q.Hints = append(q.Hints, h)
		}
	}
	q.Section = quiz.JoinSection(quiz.SectionParts(oneLine(cell(row, c.category))))
	for _, tag := range strings.FieldsFunc(cell(row, c.tags), func(r rune) bool { return r == ',' || r == ';' }) {
		if tag = oneLine(tag); tag != "" {
			q.Tags = append(q.Tags, tag)
		}
	}
	if p := cell(row, c.points); p != "" {
		if n, ok := bankNumber(p); ok && n >= 0 && n <= 1e6 {
			q.Points = n
		} else {
			c.problem(line, doc.Warning, "bad-points", "points is a number, 0 or more; it counts as 1")
		}
	}
	if q.Prompt.Empty() {
		c.problem(line, doc.Error, "no-prompt", "the row has no question; it was left out")
		return
	}
	if c.answers(q, row) {
		c.bank.Questions = append(c.bank.Questions, q)
	}
}

// answers reads kind and answers of a question; false if it cannot be asked.
func (c *csvReader) answers(q *quiz.Question, row []string) bool {
	right := cell(row, c.answer)
	stated := csvKind(cell(row, c.kind))
	c.places = c.places[:0]
	for _, col := range c.choices {
		if text := cell(row, col.text); text != "" {
			c.places = append(c.places, col.place)
			q.Choices = append(q.Choices, quiz.Choice{Text: cellText(text), Feedback: cellText(cell(row, col.feedback))})
		}
	}
	wrong := len(q.Choices)
	for _, col := range c.wrong {
		if text := cell(row, col); text != "" {
			c.places = append(c.places, 0)
			q.Choices = append(q.Choices, quiz.Choice{Text: cellText(text)})
		}
	}
	onlyWrong := wrong == 0 && len(q.Choices) > 0
	answer, isTruth := truth(right)
	switch {
	case stated == quiz.Essay || stated == quiz.Description:
		q.Kind, q.Choices = stated, nil
		return true
	case right == "" && stated == quiz.Short && len(q.Choices) > 0: // all of them are accepted
		for _, choice := range q.Choices {
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: literal(oneLine(choice.Text.Source)), Fraction: 1})
		}
		q.Kind, q.Choices = quiz.Short, nil
		return true
	case right != "" && isTruth && (stated == quiz.TrueFalse || stated == "" && c.areTruths(q.Choices)):
		q.Kind = quiz.TrueFalse
		q.Choices = trueFalseChoices(quiz.Choice{Fraction: 1}, quiz.Choice{}, answer)
		return true
	case right != "" && (stated == quiz.Short || stated == quiz.Numeric || len(q.Choices) == 0):
		q.Choices = nil
		return c.typed(q, right, cell(row, c.tolerance), stated)
	case right != "" && onlyWrong:
		q.Choices = append(q.Choices, quiz.Choice{Text: cellText(right), Fraction: 1})
		q.Kind = quiz.Single
		return true
	case right != "":
		return c.choose(q, right, stated)
	}
	c.problem(q.Line, doc.Error, "no-answers", "the row has no right answer; the question was left out")
	return false
}

// areTruths reports whether choices are true and false, or there are none.
func (c *csvReader) areTruths(choices []quiz.Choice) bool {
	for _, choice := range choices {
		if _, ok := truth(choice.Text.Source); !ok {
			return false
		}
	}
	return len(choices) == 0 || len(choices) == 2
}

// typed reads the answer to a question for a text or a number.
func (c *csvReader) typed(q *quiz.Question, right, tolerance string, stated quiz.Kind) bool {
	number, isNumber := bankNumber(right)
	if stated == quiz.Numeric || stated == "" && isNumber {
		a := quiz.Accepted{Value: number, Fraction: 1}
		if !isNumber {
			if problem := parseValue(right, &a); problem != "" || a.Any {
				c.problem(q.Line, doc.Error, "bad-number", "%q is no number; the question was left out", clip(right, 40))
				return false
			}
		}
		if t, ok := bankNumber(strings.TrimLeft(tolerance, "±+- ")); ok {
			a.Tolerance = t
		} else if tolerance != "" {
			c.problem(q.Line, doc.Warning, "bad-number", "%q is no tolerance; it was left out", clip(tolerance, 40))
		}
		q.Kind, q.Accepted = quiz.Numeric, []quiz.Accepted{a}
		return true
	}
	q.Kind = quiz.Short
	for _, text := range strings.FieldsFunc(right, func(r rune) bool { return r == ';' || r == '|' }) {
		if text = oneLine(text); text != "" {
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: literal(text), Fraction: 1})
		}
	}
	if len(q.Accepted) == 0 {
		q.Accepted = []quiz.Accepted{{Text: literal(right), Fraction: 1}}
	}
	return true
}

// choose marks the choices that are right.
func (c *csvReader) choose(q *quiz.Question, right string, stated quiz.Kind) bool {
	found, ok := c.chosen(q, []string{right})
	if !ok {
		found, ok = c.chosen(q, strings.FieldsFunc(right, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '\n' }))
	}
	if !ok && len(right) <= len(q.Choices) { // "AC"
		found, ok = c.chosen(q, strings.Split(right, ""))
	}
	if !ok {
		c.problem(q.Line, doc.Error, "bad-answer", "the right answer %q is none of the %d choices, nor the letter or number of one; the question was left out", clip(right, 40), len(q.Choices))
		return false
	}
	if len(q.Choices) < 2 {
		c.problem(q.Line, doc.Warning, "too-few-choices", "the question has one choice")
	}
	if q.Kind = quiz.Single; len(found) > 1 || stated == quiz.Multi {
		q.Kind = quiz.Multi
		for i := range q.Choices {
			q.Choices[i].Fraction = -share(1 / float64(len(found)))
		}
	}
	for _, i := range found {
		q.Choices[i].Fraction = share(1 / float64(len(found)))
	}
	return true
}

// chosen returns which choices are meant: by their texts, else by letter or number.
func (c *csvReader) chosen(q *quiz.Question, names []string) (found []int, ok bool) {
	for _, name := range names {
		name = strings.TrimSpace(name)
		at := -1
		for i := range q.Choices {
			if at < 0 && strings.EqualFold(oneLine(q.Choices[i].Text.Source), oneLine(name)) {
				at = i
			}
		}
		place := slices.Index(c.places, placeNamed(name))
		if label, text, both := cutLabel(name); at < 0 && both && place < 0 { // "b) Piston"
			if place = slices.Index(c.places, placeNamed(label)); place >= 0 && !strings.EqualFold(oneLine(q.Choices[place].Text.Source), oneLine(text)) {
				place = -1
			}
		}
		switch {
		case at < 0:
			at = place
		case place >= 0 && place != at:
			c.problem(q.Line, doc.Warning, "answer-in-words", "%q is the text of a choice and the place of another; it was taken for the text", name)
		}
		if at < 0 {
			return nil, false
		}
		if !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	return found, len(found) > 0
}

// cutLabel cuts the letter or number of a choice from what stands behind it, as of "b) Piston".
func cutLabel(s string) (label, text string, ok bool) {
	end := strings.IndexAny(s, ").:")
	if end < 1 || end > 2 {
		return "", "", false
	}
	return s[:end], strings.TrimSpace(s[end+1:]), true
}

// placeNamed returns the place, from 1, that a letter or a number names, as "b", "2", "B)", "option 2"; -1 for none.
func placeNamed(name string) int {
	key := simple(name)
	if place, ok := choiceColumn(key); ok {
		return place
	}
	if n, err := strconv.Atoi(key); err == nil && n >= 1 {
		return n
	}
	return -1
}
