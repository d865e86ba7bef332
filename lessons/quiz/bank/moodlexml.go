package bank

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/moodle"
	"lectern/lessons/text"
)

// moodleXML is the format in which Moodle exports all of a question. Other files end in .xml too.
var moodleXML = Format{
	Name: "moodle-xml", Title: "Moodle XML", Suffix: ".moodle.xml", Beside: []string{".xml"}, Common: true, Packs: true,
	Kinds: moodle.Kinds(),
	Lacks: "tracing questions, settings of the bank, a grading of all or nothing for several answers, points of a cloze question apart from its gaps",
	is:    func(h *head) bool { return moodle.Sniff(h.text) },
	read:  func(src []byte, file string) *Bank { return readMoodleXML(src, file) },
	write: writeMoodleXML,
}

func readMoodleXML(src []byte, file string) *Bank {
	if r := newReader(file); r.tooLarge(src, maxPackage) {
		return r.bank
	}
	return moodle.Read(src, file, moodle.Cloze{Read: readClozeText, Write: writeClozeText})
}

// writeMoodleXML tells beyond what is lost what Moodle would refuse of a question.
func writeMoodleXML(w io.Writer, b *Bank) ([]doc.Problem, error) {
	losses, err := moodle.Write(w, b, moodle.Cloze{Read: readClozeText, Write: writeClozeText})
	for _, q := range b.Questions {
		for _, p := range MoodleProblems(q) {
			switch p.Code {
			case "moodle-fraction", "moodle-sum", "moodle-no-full-mark", "moodle-long-title", "moodle-long-tag":
				losses = append(losses, p)
			}
		}
	}
	slices.SortStableFunc(losses, func(a, b doc.Problem) int { return cmp.Compare(a.Line, b.Line) })
	return losses, err
}

// readClozeText reads a text with gaps that stands alone. Outside of its gaps nothing is escaped.
func readClozeText(t quiz.Text) (*quiz.Question, []doc.Problem) {
	g := &giftReader{reader: newReader("")}
	g.lines, g.starts = []giftLine{{no: 1}}, []int{0}
	q := &quiz.Question{Prompt: quiz.Text{Format: t.Format}}
	g.gapsOf(q, piece{hideInGaps(t.Source), 0})
	return q, g.bank.Problems
}

// inGaps are the signs that have an escape inside a gap.
var inGaps = strings.NewReplacer(`\}`, string(hiddenClose), `\{`, string(hiddenOpen), `\#`, string(hiddenHash), `\~`, string(hiddenTilde), `\=`, string(hiddenEquals), `\"`, `"`)

// hideInGaps hides what is escaped inside the gaps of a text, and leaves all around them as it is.
func hideInGaps(s string) string {
	return text.ReplaceMarks(s, '{', func(rest string) (string, int) {
		if _, _, ok := clozeHead(rest); !ok {
			return string(hiddenOpen), 1
		}
		end := 1
		for end < len(rest) && rest[end] != '}' {
			if rest[end] == '\\' && end+1 < len(rest) && rest[end+1] == '}' {
				end++
			}
			end++
		}
		end = min(end, len(rest))
		return inGaps.Replace(rest[:end]), end
	})
}

// writeClozeText is the inverse of readClozeText.
func writeClozeText(q *quiz.Question) string {
	escapes := strings.NewReplacer("}", `\}`, "#", `\#`, "~", `\~`)
	return gappedText(q, noGaps, func(s string) string {
		if s = escapes.Replace(s); strings.HasSuffix(s, `\`) {
			s += " " // so that it escapes nothing
		}
		return s
	})
}

// noGaps writes a text so that no brace in it begins a gap.
func noGaps(s string) string {
	return text.ReplaceMarks(s, '{', func(rest string) (string, int) {
		if _, _, gap := clozeHead(rest); gap {
			return "&#123;", 1
		}
		return "", 0
	})
}
