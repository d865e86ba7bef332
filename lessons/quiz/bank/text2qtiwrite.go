package bank

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// writeText2qti writes a bank for text2qti.
func writeText2qti(w io.Writer, b *Bank) ([]doc.Problem, error) {
	t := &text2qtiWriter{Writer: bufio.NewWriter(w)}
	pooled := t.head(b)
	section := ""
	for _, q := range b.Questions {
		if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
			continue
		}
		how := text2qtiAnswers(q.Kind)
		if how == nil {
			t.losses.Add(q, "the whole question, because it has no questions of that kind ("+string(q.Kind)+")")
			continue
		}
		t.q, t.lost = q, nil
		answers := how(t)
		if answers == "" && q.Kind.Asks() {
			t.losses.Add(q, append([]string{"the whole question"}, t.lost...)...)
			continue
		}
		if q.Section != section {
			section = q.Section
			t.printf("%% [section:%s]\n\n", escapeMoodleTag(section))
		}
		t.question(answers)
		t.losses.Add(q, t.lost...)
	}
	if pooled {
		t.printf("END_GROUP\n")
	}
	return t.losses.Problems, t.Flush()
}

type text2qtiWriter struct {
	*bufio.Writer
	losses quiz.Losses
	n      int // questions written

	q    *quiz.Question // that is written
	lost []string
}

// printf leaves the error to Flush, which keeps the first.
func (t *text2qtiWriter) printf(format string, args ...any) { fmt.Fprintf(t.Writer, format, args...) }

// lose notes that something of the question cannot be said.
func (t *text2qtiWriter) lose(when bool, what string) {
	if when && !slices.Contains(t.lost, what) {
		t.lost = append(t.lost, what)
	}
}

// head writes the settings: those of text2qti, and in a comment the others. It reports
// whether all questions stand in a group, of which some are asked.
func (t *text2qtiWriter) head(b *Bank) (pooled bool) {
	var tags, options []string
	pooled = b.Settings.Pool > 0 && poolable(b.Questions)
	for _, s := range b.Settings.Said() {
		switch {
		case s.Name == "shuffle" && (s.Value == "choices" || s.Value == "none"):
			options = append(options, "Shuffle answers: "+strconv.FormatBool(s.Value == "choices"))
		case s.Name == "reveal" && s.Value == "never":
			options = append(options, "Show correct answers: false")
		case s.Name == "pool" && pooled:
		default:
			tags = append(tags, "["+s.Name+":"+s.Value+"]")
		}
	}
	for _, o := range options {
		t.printf("%s\n", o)
	}
	if len(tags) > 0 {
		t.printf("%% %s\n", strings.Join(tags, " "))
	}
	if len(options)+len(tags) > 0 {
		t.printf("\n")
	}
	if pooled {
		t.printf("GROUP\nPick: %d\n", b.Settings.Pool)
		if p := b.Questions[0].Points; p != 1 {
			t.printf("Points per question: %s\n", number17(p))
		}
		t.printf("\n")
	}
	return pooled
}

// poolable reports whether questions can stand in one group: all are asked and
// worth the same whole number of points.
func poolable(qs []*quiz.Question) bool {
	for _, q := range qs {
		if text2qtiAnswers(q.Kind) == nil || !q.Kind.Asks() || q.Points != qs[0].Points || q.Points != math.Trunc(q.Points) || q.Points < 1 {
			return false
		}
	}
	return len(qs) > 0
}

// question writes the open question, its answers below it.
func (t *text2qtiWriter) question(answers string) {
	q := t.q
	var tags []string
	for _, tag := range commentTags(q, giftKind{}) {
		for _, name := range [...]string{"[id:", "[tag:", "[keep:"} {
			if strings.HasPrefix(tag, name) {
				tags = append(tags, tag)
			}
		}
	}
	for _, h := range q.Hints {
		tags = append(tags, "[hint:"+escapeTag(asMarkdown(h))+"]")
	}
	t.lose(len(q.Hints) > 0, "hints, which stand in a comment")
	if len(tags) > 0 {
		t.printf("%% %s\n", strings.Join(tags, " "))
	}
	if q.Kind == quiz.Description {
		if q.Title != "" {
			t.printf("Text title: %s\n", oneLine(q.Title))
		}
		if !q.Prompt.Empty() && q.Prompt != (quiz.Text{Source: q.Title, Format: quiz.Plain}) {
			t.text("Text:   ", asMarkdown(q.Prompt))
		}
		t.lose(!q.General.Empty(), "feedback")
		t.printf("\n")
		return
	}
	if q.Title != "" {
		t.printf("Title: %s\n", oneLine(q.Title))
	}
	switch half := q.Points * 2; {
	case q.Points == 1:
	case q.Points > 0 && half == math.Trunc(half):
		t.printf("Points: %s\n", number17(q.Points))
	default:
		t.lose(true, "its points, which are not whole or half ones")
	}
	t.n++
	prompt := asMarkdown(q.Prompt)
	if strings.TrimSpace(prompt) == "" { // text2qti refuses a question without a text
		prompt = "…"
	}
	t.text(fmt.Sprintf("%-4s", strconv.Itoa(t.n)+". "), prompt)
	t.feedback("... ", q.General)
	if essay := q.Kind == quiz.Essay; essay {
		t.lose(!q.ByCredit.Empty(), "feedback by how right the answer is")
	} else {
		t.feedback("+   ", q.ByCredit.Right)
		t.feedback("-   ", q.ByCredit.Wrong)
		t.lose(!q.ByCredit.Partly.Empty(), "feedback on what is partly right")
	}
	t.printf("%s\n", answers)
}

// feedback writes a text behind a mark if there is one.
func (t *text2qtiWriter) feedback(mark string, text quiz.Text) {
	if !text.Empty() {
		t.text(mark, asMarkdown(text))
	}
}

func (t *text2qtiWriter) text(mark, text string) { t.printf("%s", behindMark(mark, text)) }

// behindMark puts a text behind a mark: the lines that follow are indented as far.
func behindMark(mark, text string) string {
	var b strings.Builder
	indent := strings.Repeat(" ", len(mark))
	fenced := ""
	for i, line := range strings.Split(text, "\n") {
		body := strings.TrimLeft(line, " \t")
		if fenced == "" && i > 0 {
			line = strings.TrimSuffix(line, body) + notAnAnswer(body)
		}
		fenced = openFence(fenced, body)
		if strings.HasSuffix(line, "  ") && strings.TrimSpace(line) != "" {
			line = strings.TrimRight(line, " ") + "<br>" // blanks at the end do not count in text2qti
		}
		switch {
		case i == 0:
			b.WriteString(strings.TrimRight(mark+line, " "))
		case strings.TrimSpace(line) != "":
			b.WriteString(indent + line)
		}
		b.WriteByte('\n')
	}
	if fenced != "" { // left open, it would take in what stands below
		b.WriteString(indent + fenced + "\n")
	}
	return b.String()
}

// notAnAnswer escapes a line of a text that would be read as a choice below it.
func notAnAnswer(line string) string {
	switch mark, size, _, _ := markOf(line); mark {
	case rightMark, wrongMark:
		at := strings.IndexByte(line[:size], ')')
		return line[:at] + `\` + line[at:]
	case tickMark, openMark:
		return `\` + line
	}
	return line
}

// text2qtiAnswers returns what writes the answers of a kind, nil for a kind that there is not; it
// returns "" for a question that cannot be asked.
func text2qtiAnswers(kind quiz.Kind) func(t *text2qtiWriter) string {
	switch kind {
	case quiz.Single, quiz.TrueFalse:
		return (*text2qtiWriter).single
	case quiz.Multi:
		return (*text2qtiWriter).multi
	case quiz.Short:
		return (*text2qtiWriter).short
	case quiz.Numeric:
		return (*text2qtiWriter).numeric
	case quiz.Essay:
		return func(*text2qtiWriter) string { return "____\n" }
	case quiz.Description:
		return func(*text2qtiWriter) string { return "" }
	}
	return nil
}

func (t *text2qtiWriter) single() string {
	var b strings.Builder
	right := bestChoice(t.q.Choices)
	if right < 0 {
		t.lost = append(t.lost, "none of its choices is right")
		return ""
	}
	for i, c := range t.q.Choices {
		mark := string(rune('a'+i%26)) + ") "
		if i == right {
			mark = "*" + mark
		}
		t.lose(i != right && c.Fraction != 0 || i == right && c.Fraction != 1, "the weights of its choices")
		b.WriteString(t.choice(fmt.Sprintf("%-4s", mark), c))
	}
	return b.String()
}

// bestChoice returns the first of the choices that earn most, -1 if none earns anything.
func bestChoice(choices []quiz.Choice) int {
	best := -1
	for i, c := range choices {
		if c.Fraction > 0 && (best < 0 || c.Fraction > choices[best].Fraction) {
			best = i
		}
	}
	return best
}

func (t *text2qtiWriter) choice(mark string, c quiz.Choice) string {
	out := behindMark(mark, asMarkdown(c.Text))
	if !c.Feedback.Empty() {
		out += behindMark("... ", asMarkdown(c.Feedback))
	}
	return out
}

func (t *text2qtiWriter) multi() string {
	var b strings.Builder
	right := 0
	for _, c := range t.q.Choices {
		if c.Fraction > 0 {
			right++
		}
	}
	if right == 0 {
		t.lost = append(t.lost, "none of its choices is right")
		return ""
	}
	for _, c := range t.q.Choices {
		mark, even := "[ ] ", -1/float64(right)
		if c.Fraction > 0 {
			mark, even = "[*] ", -even
		}
		t.lose(math.Abs(c.Fraction-even) > 1e-6, "the weights of its choices")
		b.WriteString(t.choice(mark, c))
	}
	t.lose(t.q.AllOrNothing, "that there is no partial credit")
	return b.String()
}

func (t *text2qtiWriter) short() string {
	var b strings.Builder
	for _, a := range t.q.Accepted {
		text, plain := plainAccepted(a.Text)
		t.lose(a.Fraction != 1, "answers that are partly right")
		t.lose(!plain, "answers with the wildcard *")
		t.lose(a.CaseSensitive, "that case counts")
		t.lose(!a.Feedback.Empty(), "feedback on single answers")
		if a.Fraction == 1 && plain && text != "" {
			b.WriteString("*   " + text + "\n")
		}
	}
	return b.String()
}

// plainAccepted returns an accepted text as it is typed; false if it has wildcards.
func plainAccepted(pattern string) (text string, plain bool) {
	const star = "\x00"
	text = strings.ReplaceAll(pattern, `\*`, star)
	return strings.ReplaceAll(text, star, "*"), !strings.Contains(text, "*")
}

func (t *text2qtiWriter) numeric() string {
	out := ""
	for _, a := range t.q.Accepted {
		t.lose(a.Any || a.Fraction != 1 || out != "", "numbers beside the first")
		t.lose(!a.Feedback.Empty(), "feedback on single answers")
		if a.Any || a.Fraction != 1 || out != "" {
			continue
		}
		t.lose(math.Min(math.Abs(a.Value-a.Tolerance), math.Abs(a.Value+a.Tolerance)) < 1e-4, "nothing here, but text2qti refuses bounds nearer to 0 than 0.0001")
		value := strconv.FormatFloat(a.Value, 'f', -1, 64)
		if a.Tolerance == 0 && a.Value == math.Trunc(a.Value) && math.Abs(a.Value) < 1e15 {
			out = "=   " + value + "\n"
		} else {
			out = "=   " + value + " +- " + strconv.FormatFloat(a.Tolerance, 'f', -1, 64) + "\n"
		}
	}
	t.lose(len(t.q.Units) > 0, "units")
	return out
}

// addText2qtiID adds a comment with the ID above a question.
func addText2qtiID(s *source, q *quiz.Question) (why string) {
	_, indent := s.line(q)
	s.insert(q.Line-1, indent+"% [id:"+escapeMoodleTag(q.ID)+"]")
	return ""
}
