package bank

import (
	"fmt"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// giftTags are the data that a block's comments carry: Moodle's [id:] and
// [tag:], and ours, which other programs pass over as comments:
//
//	[hint:TEXT]          a hint, in the order given; \] \\ and \n are escapes
//	[points:N]           what the question is worth
//	[kind:NAME]          the kind, where the answers alone do not tell it (giftKinds says of which)
//	[keep:yes]           never shuffle the choices
//	[case:yes]           a short answer's case counts
//	[unit:EUR]           may stand behind a number; there may be several, the usual one first
//	[grading:all]        no partial credit
//	[feedback:TEXT]      general feedback where GIFT has no place for it
//	[right:TEXT] [partly:TEXT] [wrong:TEXT]
//	                     feedback by how right the answer was
//	[compiles:no]        of a trace question
//	[error-line:N]       of a trace question that does not compile
//
// and, before the first question of a file, the bank's settings: [shuffle:]
// [pool:] [attempts:] [reveal:] [pass:].
type giftTags struct {
	id        string
	tags      []string
	hints     []string
	units     []string
	kind      quiz.Kind
	points    float64
	keep      bool
	caseful   bool
	allOrNone bool
	feedback  string
	byCredit  [3]string // right, partly, wrong
	fails     bool
	errorLine int
	line      int // of the first tag that belongs to a question; 0 if there is none
}

// commentTag is one "[name:value]".
type commentTag struct{ name, value string }

// scanTags returns the tags of one comment line. A tag that is not closed on
// its line is no tag.
func scanTags(comment string) []commentTag {
	var tags []commentTag
	closers := strings.Count(comment, "]") // so that a line of "[a:[a:[a:" costs no more than its length
	for i := 0; i < len(comment) && closers > 0; i++ {
		if comment[i] == ']' {
			closers--
		}
		if comment[i] != '[' {
			continue
		}
		colon := i + 1
		for colon < len(comment) && (comment[colon] >= 'a' && comment[colon] <= 'z' || comment[colon] == '-') {
			colon++
		}
		if colon == i+1 || colon >= len(comment) || comment[colon] != ':' {
			continue
		}
		name := comment[i+1 : colon]
		end := tagEnd(comment, colon+1, freeText(name))
		if end < 0 {
			break // no closing bracket for this one, so none for a later one
		}
		value := comment[colon+1 : end]
		if freeText(name) {
			value = unescapeTag(value)
		} else {
			value = strings.ReplaceAll(value, `\]`, "]")
		}
		tags = append(tags, commentTag{name, strings.TrimSpace(value)})
		closers -= strings.Count(comment[i:end+1], "]")
		i = end
	}
	return tags
}

// freeText reports whether a tag holds a text of ours, in which \\ and \n are
// escapes as well. Moodle's own tags know only \].
func freeText(name string) bool {
	switch name {
	case "hint", "feedback", "right", "partly", "wrong":
		return true
	}
	return false
}

// tagEnd returns the index of the bracket that ends a tag's value, or -1.
func tagEnd(s string, from int, free bool) int {
	for i := from; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == ']' || free && s[i+1] == '\\'):
			i++
		case s[i] == ']':
			return i
		}
	}
	return -1
}

func unescapeTag(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			switch s[i+1] {
			case ']', '\\':
				i++
			case 'n':
				b.WriteByte('\n')
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// escapeTag is the inverse of unescapeTag.
func escapeTag(s string) string {
	return strings.NewReplacer(`\`, `\\`, `]`, `\]`, "\n", `\n`).Replace(s)
}

// escapeMoodleTag writes the value of one of Moodle's tags. A backslash at its
// end, which has no escape, is kept apart from the bracket by a space.
func escapeMoodleTag(s string) string {
	s = strings.ReplaceAll(s, "]", `\]`)
	if strings.HasSuffix(s, `\`) {
		s += " "
	}
	return s
}

// readTags gathers the tags of a block's comments. Settings are taken only
// before the first question of the file.
func (g *giftReader) readTags(comments []giftLine) giftTags {
	t := giftTags{points: 1}
	for _, c := range comments {
		for _, tag := range scanTags(c.text) {
			if g.setting(c.no, tag) {
				continue
			}
			if ok := g.questionTag(&t, c.no, tag); ok && t.line == 0 {
				t.line = c.no
			}
		}
	}
	return t
}

// setting takes a bank's setting; false when the tag is none.
func (g *giftReader) setting(line int, tag commentTag) bool {
	var s quiz.Settings
	known, err := s.Set(tag.name, tag.value)
	switch {
	case !known:
		return false
	case err != nil:
		g.problem(line, doc.Warning, "bad-setting", "%s; it was left out", err)
	case g.begun:
		g.problem(line, doc.Warning, "late-setting", "[%s:…] is a setting of the whole bank and stands before its first question; it was left out", tag.name)
	default:
		_, _ = g.bank.Settings.Set(tag.name, tag.value) // the same value has just been found good
	}
	return true
}

// oneOf lists kinds, as "single, order or trace".
func oneOf(kinds []quiz.Kind) string {
	var b strings.Builder
	for i, k := range kinds {
		switch {
		case i == 0:
		case i == len(kinds)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(k))
	}
	return b.String()
}

// questionTag takes one tag of a question; false when it is unknown, which is
// no fault: people write brackets in comments.
func (g *giftReader) questionTag(t *giftTags, line int, tag commentTag) bool {
	bad := func(want string) {
		g.problem(line, doc.Warning, "bad-tag", "[%s:%s] was left out; write %s", tag.name, tag.value, want)
	}
	switch tag.name {
	case "id":
		if tag.value != "" && t.id == "" {
			t.id = tag.value
		}
	case "tag":
		if tag.value != "" && !strings.ContainsAny(tag.value, "<>`") {
			t.tags = append(t.tags, tag.value)
		}
	case "hint":
		if tag.value != "" {
			t.hints = append(t.hints, tag.value)
		}
	case "unit":
		switch {
		case !quiz.IsUnit(tag.value):
			bad("a unit of at most 40 characters that is no number, as EUR or km/h")
		case len(t.units) == quiz.MaxUnits:
			bad(fmt.Sprintf("at most %d units", quiz.MaxUnits))
		default:
			t.units = append(t.units, tag.value)
		}
	case "feedback":
		t.feedback = tag.value
	case "right":
		t.byCredit[0] = tag.value
	case "partly":
		t.byCredit[1] = tag.value
	case "wrong":
		t.byCredit[2] = tag.value
	case "points":
		if p, err := strconv.ParseFloat(tag.value, 64); err == nil && p >= 0 && p <= 1e6 {
			t.points = p
		} else {
			bad("a number, 0 or more")
		}
	case "kind":
		if k := quiz.Kind(tag.value); giftKinds()[k].tag {
			t.kind = k
		} else {
			bad(oneOf(kindsOfTags()))
		}
	case "error-line":
		if n, err := strconv.Atoi(tag.value); err == nil && n > 0 {
			t.errorLine = n
		} else {
			bad("the number of a line")
		}
	case "keep", "case", "compiles":
		yes := tag.value == "yes"
		if !yes && tag.value != "no" {
			bad("yes or no")
			return true
		}
		switch tag.name {
		case "keep":
			t.keep = yes
		case "case":
			t.caseful = yes
		case "compiles":
			t.fails = !yes
		}
	case "grading":
		t.allOrNone = tag.value == "all"
	default:
		return false
	}
	return true
}
