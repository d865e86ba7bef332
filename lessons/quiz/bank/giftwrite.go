package bank

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// writeGIFT writes the bank's settings and its questions as GIFT, in the form in
// which Moodle writes it, with ids and tags in comments. Cloze questions are
// written in their own notation; the kinds that GIFT does not have as giftown.go
// describes.
func writeGIFT(w io.Writer, b *Bank) ([]doc.Problem, error) {
	g := &giftWriter{Writer: bufio.NewWriter(w)}
	g.settings(b.Settings)
	section := ""
	for _, q := range b.Questions {
		if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
			continue
		}
		if q.Section != section {
			section = q.Section
			g.printf("$CATEGORY: %s\n\n", categoryPath(section))
		}
		g.question(q)
	}
	return nil, g.Flush()
}

// categoryPath writes a section; the empty one is Moodle's root.
func categoryPath(section string) string {
	if section == "" {
		return "$course$/top"
	}
	return escape(section)
}

type giftWriter struct{ *bufio.Writer }

// printf leaves the error to Flush, which keeps the first.
func (g *giftWriter) printf(format string, args ...any) { fmt.Fprintf(g.Writer, format, args...) }

func (g *giftWriter) settings(s quiz.Settings) {
	var tags []string
	for _, setting := range s.Said() {
		tags = append(tags, "["+setting.Name+":"+setting.Value+"]")
	}
	if len(tags) > 0 {
		g.printf("// %s\n\n", strings.Join(tags, " "))
	}
}

// question writes one question and a blank line.
func (g *giftWriter) question(q *quiz.Question) {
	how := giftKinds()[q.Kind]
	if how.as != nil {
		q = how.as(q)
	}
	if how.note != "" {
		g.printf("// %s\n", how.note)
	}
	if tags := commentTags(q, how); len(tags) > 0 {
		g.printf("// %s\n", strings.Join(tags, " "))
	}
	for _, h := range q.Hints {
		g.printf("// [hint:%s]\n", escapeTag(withFormat(h, q.Prompt.Format, "")))
	}
	if q.Title != "" {
		g.printf("::%s::", escape(q.Title))
	}
	if how.text != nil {
		g.prompt(q, how.text(q))
	} else {
		g.prompt(q, escape(q.Prompt.Source))
	}
	if how.answers != nil {
		g.printf("{")
		how.answers(g, q)
		if !q.General.Empty() {
			g.printf("####%s\n", answerText(q, q.General))
		}
		g.printf("}")
	}
	g.printf("\n\n")
}

// commentTags lists what a question's comment carries.
func commentTags(q *quiz.Question, how giftKind) []string {
	var tags []string
	add := func(name, value string) { tags = append(tags, "["+name+":"+value+"]") }
	if q.ID != "" {
		add("id", escapeMoodleTag(q.ID))
	}
	for _, t := range q.Tags {
		add("tag", escapeMoodleTag(t))
	}
	if q.Points != 1 && q.Points >= 0 {
		add("points", strconv.FormatFloat(q.Points, 'g', -1, 64))
	}
	if how.unclear != nil && how.unclear(q) {
		add("kind", string(q.Kind))
	}
	if q.Keep {
		add("keep", "yes")
	}
	if q.AllOrNothing {
		add("grading", "all")
	}
	if how.tags != nil {
		how.tags(q, add)
	}
	for _, said := range [...]struct {
		name string
		text quiz.Text
	}{{"right", q.ByCredit.Right}, {"partly", q.ByCredit.Partly}, {"wrong", q.ByCredit.Wrong}} {
		if !said.text.Empty() {
			add(said.name, escapeTag(withFormat(said.text, q.Prompt.Format, "")))
		}
	}
	if how.answers == nil && !q.General.Empty() {
		add("feedback", escapeTag(withFormat(q.General, q.Prompt.Format, "")))
	}
	return tags
}

// prompt writes the question's text, already escaped, with its format.
func (g *giftWriter) prompt(q *quiz.Question, text string) {
	s := q.Prompt.Source
	format := q.Prompt.Format
	// Without a title the text may begin like something else.
	bare := q.Title == "" && (s == "" || strings.HasPrefix(s, "//") || strings.HasPrefix(s, "$CATEGORY") || isFence(s))
	if _, n := formatPrefix(s); format != quiz.Moodle && format != "" || n > 0 || bare {
		if format == "" {
			format = quiz.Moodle
		}
		g.printf("[%s]", format)
	}
	if s != strings.TrimLeftFunc(s, unicode.IsSpace) {
		g.printf(`\n`) // a text on a line of its own keeps the indentation of its first line
	}
	g.printf("%s", text)
}

// withFormat writes an answer's text, with its format if that is not the
// question's. When avoid is the first character of the text, a format stands
// before it in any case.
func withFormat(t quiz.Text, question quiz.Format, avoid string) string {
	if t.Empty() {
		return ""
	}
	format := t.Format
	if format == "" {
		format = question
	}
	if _, n := formatPrefix(t.Source); format != question || n > 0 || avoid != "" && strings.HasPrefix(t.Source, avoid) {
		if format == "" {
			format = quiz.Moodle
		}
		return "[" + string(format) + "]" + t.Source
	}
	return t.Source
}

// number17 writes a number so that it is read back as the same.
func number17(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// percent writes a fraction as a weight, with as many digits as it needs.
func percent(f float64) string {
	p := math.Round(f*1e9) / 1e7
	return strconv.FormatFloat(p, 'f', -1, 64)
}

// addGIFTID adds a comment line with the ID above a question.
func addGIFTID(s *source, q *quiz.Question) (why string) {
	_, indent := s.line(q)
	s.insert(q.Line-1, indent+"// [id:"+strings.ReplaceAll(q.ID, "]", `\]`)+"]")
	return ""
}
