package quiz

import "fmt"

// Line is one line of the right answer: a sentence in English with formatting verbs for its
// facts, so that a caller can say it in another language. What the author
// wrote is a fact.
type Line struct {
	key   string
	facts []any // strings, numbers, and Lines that are worded themselves
}

// authored returns a line that consists of the author's own text only.
func authored(s string) Line { return Line{"%s", []any{s}} }

// Fact returns the English sentence and the values for its formatting verbs.
func (l Line) Fact() (key string, facts []any) { return l.key, l.facts }

// String returns the line in English.
func (l Line) String() string { return fmt.Sprintf(l.key, l.facts...) }

// Sentences that join what is right for a gap.
const (
	either = "%s or %s" // of several accepted answers one is enough
	both   = "%s; %s"   // of several choices all are to be taken
)

// joined makes one line of several by one of the sentences that join two.
func joined(lines []Line, by string) Line {
	if len(lines) == 0 {
		return authored("")
	}
	all := lines[0]
	for _, l := range lines[1:] {
		all = Line{by, []any{all, l}}
	}
	return all
}

// numbered puts a number in front of a line, from 1 for i of 0.
func numbered(i int, l Line) Line { return Line{"%s. %s", []any{place(i), l}} }
