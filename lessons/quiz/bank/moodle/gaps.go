package moodle

import (
	"html"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// gaps reads a text with gaps in Moodle's notation. What such a question is worth is what its gaps weigh.
func (r *reader) gaps(q *quiz.Question, e *loosexml.Element) bool {
	t := q.Prompt
	if t.Format == quiz.HTML || t.Format == quiz.Moodle {
		t.Source = plainGaps(t.Source)
	}
	read, problems := r.cloze.Read(t)
	for _, p := range problems {
		p.File, p.Line = r.file, r.line
		r.bank.Problem(p)
	}
	q.Kind, q.Prompt, q.Gaps = quiz.Cloze, read.Prompt, read.Gaps
	if len(q.Gaps) == 0 {
		return r.fault("no-answers", "a Cloze question without gaps")
	}
	if e.Child("defaultgrade").Text() == "" { // Moodle never writes it
		q.Points = 0
		for _, g := range q.Gaps {
			q.Points += g.Weight
		}
	}
	return true
}

// plainGaps takes out of the gaps of an HTML text what an editor put in there: tags that make lines and styles, and
// whatever stands before the answers.
func plainGaps(s string) string {
	return text.ReplaceMarks(s, '{', func(rest string) (string, int) {
		head, from, ok := cutHead(rest[1:min(len(rest), 450)])
		if !ok {
			return "", 0
		}
		end := gapEnd(rest)
		if end < 0 || end < 1+from {
			return rest, len(rest) // no gap ends any more
		}
		return "{" + head + withoutStyle(rest[1+from:end]) + "}", end + 1
	})
}

// gapEnd returns the index of the brace that ends what begins with one, -1 if there is none.
func gapEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && s[i+1] == '}' {
				i++
			}
		case '}':
			return i
		}
	}
	return -1
}

// cutHead reads the weight and type at the beginning of a gap without what is no part of them, and returns where its answers begin.
func cutHead(gap string) (head string, from int, ok bool) {
	first := strings.IndexByte(gap, ':')
	if first < 0 || first > 200 {
		return "", 0, false
	}
	second := strings.IndexByte(gap[first+1:], ':')
	if second < 0 || second > 200 {
		return "", 0, false
	}
	end := first + 1 + second + 1
	if strings.ContainsAny(gap[:end], "{}") {
		return "", 0, false
	}
	clean := strings.ReplaceAll(html.UnescapeString(withoutTags(gap[:end])), "\u00a0", "")
	weight, typ, _ := strings.Cut(clean, ":")
	if strings.Trim(weight, "0123456789 ") != "" || strings.Trim(typ, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_: ") != "" {
		return "", 0, false
	}
	return strings.ReplaceAll(clean, " ", ""), end, true
}

// withoutTags takes all tags out of a text.
func withoutTags(s string) string { return dropTags(s, func(string) bool { return true }) }

// withoutStyle takes those tags out that say how a text looks or where its lines end.
func withoutStyle(s string) string {
	s = strings.ReplaceAll(s, "&nbsp;", " ")
	return dropTags(s, func(name string) bool {
		switch strings.ToLower(name) {
		case "span", "p", "br", "div", "font":
			return true
		}
		return false
	})
}

func dropTags(s string, drop func(name string) bool) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			break
		}
		name := strings.TrimPrefix(s[i+1:i+end], "/")
		if cut := strings.IndexAny(name, " /\n\t"); cut >= 0 {
			name = name[:cut]
		}
		b.WriteString(s[:i])
		if name == "" || name[0] < 'A' || name[0] > 'z' || !drop(name) {
			b.WriteString(s[i : i+end+1])
		}
		s = s[i+end+1:]
	}
	return b.String() + s
}

// dropDowns reads gapselect and ddwtos: `[[2]]` in the text is a gap, and right for it is the second of the options; those of its group are what may be chosen.
func (r *reader) dropDowns(q *quiz.Question, e *loosexml.Element) bool {
	q.Kind = quiz.Cloze
	type option struct {
		text  quiz.Text
		group string
	}
	var options []option
	for o := range e.All("selectoption", "dragbox") {
		t := r.text(o)
		t.Format = q.Prompt.Format
		options = append(options, option{t, o.Child("group").Text()})
	}
	var b strings.Builder
	s := q.Prompt.Source
	for {
		i := strings.Index(s, "[[")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.Index(s[:min(len(s), 12)], "]]")
		n, err := 0, error(nil)
		if end > 0 {
			n, err = strconv.Atoi(strings.TrimSpace(s[2:end]))
		}
		if end < 0 || err != nil || n < 1 || n > len(options) || options[n-1].text.Empty() {
			b.WriteString("[[")
			s = s[2:]
			continue
		}
		gap := quiz.Gap{Weight: 1, Kind: quiz.Single, Shuffle: e.Child("shuffleanswers") != nil && shuffles(e)}
		for i, o := range options {
			if o.group == options[n-1].group && !o.text.Empty() {
				c := quiz.Choice{Text: o.text}
				if i == n-1 {
					c.Fraction = 1
				}
				gap.Choices = append(gap.Choices, c)
			}
		}
		q.Gaps = append(q.Gaps, gap)
		b.WriteRune(quiz.GapMark)
		s = s[end+2:]
		if len(q.Gaps)*len(options) > 20_000 {
			r.warn("too-much-markup", "the question has so many gaps that the rest of them is not read")
			break
		}
	}
	q.Prompt.Source = b.String() + s
	if len(q.Gaps) == 0 {
		return r.fault("no-answers", "a question without gaps")
	}
	return true
}
