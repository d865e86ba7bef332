// Package checktest finds the words of a source that a student does not get and that
// no problem tells of. It is for tests.
package checktest

import (
	"path"
	"strings"

	"lectern/lessons/doc"
)

// Loss is a line of a source with the words that are neither shown nor told.
type Loss struct {
	Line  int
	Words []string // folded
}

// Report is what is known of the words of one file.
type Report struct {
	Words  int               // that must be shown or told
	Losses []Loss            // those of them that are neither
	Quiet  map[Reason][]Loss // those that are not shown for a reason
}

// Untold compares the text of a file, by whose name its format is known, with what is
// shown of it and what is told of it.
func Untold(file, text string, shown []Shown, told []doc.Problem) Report {
	s := newSource(text)
	s.read(strings.ToLower(path.Base(file)))
	src := s.words()
	r := Report{Quiet: map[Reason][]Loss{}}
	on := s.told(told)
	for i, w := range src {
		if w.why == Text {
			r.Words++
			if on[w.line] {
				src[i].why = Told
			}
		}
	}
	align(src, wordsOf(shown))
	around := outside(told)
	for _, w := range src {
		switch {
		case w.used:
		case w.why == Text && around > 0:
			around--
		case w.why == Text:
			r.Losses = lose(r.Losses, w)
		default:
			r.Quiet[w.why] = lose(r.Quiet[w.why], w)
		}
	}
	return r
}

// lose adds a word to the line on which it stands.
func lose(to []Loss, w word) []Loss {
	if n := len(to); n == 0 || to[n-1].Line != w.line {
		to = append(to, Loss{Line: w.line})
	}
	last := &to[len(to)-1]
	last.Words = append(last.Words, w.text)
	return to
}

// Count returns how many words some losses are.
func Count(losses []Loss) int {
	n := 0
	for _, l := range losses {
		n += len(l.Words)
	}
	return n
}

// read excuses what is no text by the format that a name tells.
func (s *source) read(name string) {
	for suffix, read := range map[string]func(*source){
		".rst": (*source).rst, ".rest": (*source).rst, ".txt": (*source).rst,
		".html": (*source).page, ".htm": (*source).page, ".xhtml": (*source).page, ".ipynb": (*source).notebook,
		".md": (*source).markdown, ".markdown": (*source).markdown, ".mdx": (*source).markdown,
		".gift": (*source).gift, ".aiken": (*source).aiken, ".toml": (*source).toml,
		".text2qti": (*source).text2qti, ".csv": (*source).csv, ".tsv": (*source).csv,
	} {
		if strings.HasSuffix(name, suffix) {
			read(s)
		}
	}
}

// extent says how far from its line a problem tells of what is missing.
type extent int

const (
	itsLine     extent = iota
	itsBlock           // to the end of the paragraph, or of what stands further in
	itsQuestion        // all of the question in which it stands
	itsRest            // to the end of the file
)

// telling are the codes of problems that say that something is not shown. A code that
// says that something is shown otherwise than it was meant is not among them.
var telling = map[string]extent{
	// pages
	"hidden-text":            itsRest,
	"hidden-cells":           itsRest,
	"hidden-solution":        itsRest,
	"bad-notebook":           itsRest,
	"notebook-format":        itsRest,
	"unreadable-page":        itsRest,
	"too-much-markup":        itsRest,
	"more-problems":          itsRest,
	"bad-front-matter":       itsBlock,
	"other-output":           itsBlock,
	"foreign-syntax":         itsBlock,
	"raw":                    itsBlock,
	"contents":               itsBlock,
	"comment-like-directive": itsBlock,
	"too-many-cells":         itsRest,
	"duplicate-target":       itsLine,
	"duplicate-substitution": itsBlock,
	"unresolved-reference":   itsLine, // the target of a picture
	"missing-include":        itsLine,
	"include-outside":        itsLine,
	"include-too-big":        itsLine,
	"include-too-deep":       itsLine,
	"include-refused":        itsLine,
	"include":                itsLine,
	"unknown-tag":            itsLine, // the tag; what it holds is shown
	"tag-left-out":           itsLine, // likewise

	// banks
	"unreadable-bank":         itsRest,
	"not-a-bank":              itsRest,
	"too-many-problems":       itsRest,
	"bad-toml":                itsRest,
	"answer-without-question": itsLine,
	"answer-in-lower-case":    itsLine,
	"answer-line":             itsLine,
	"text-after-answer":       itsLine,
	"short-line":              itsLine,
	"second-output":           itsLine,
	"bad-answer":              itsQuestion,
	"no-answer-line":          itsQuestion,
	"no-question-text":        itsQuestion,
	"too-few-choices":         itsQuestion,
	"no-answers":              itsQuestion,
	"bad-number":              itsLine,
	"empty-choice":            itsLine,
	"empty-answer":            itsLine,
	"pair-without-right-side": itsLine,
	"second-else":             itsLine,
	"bad-place":               itsLine,
	"bad-setting":             itsLine,
	"wrong-type":              itsLine,
	"unknown-key":             itsLine,
	"bad-answer-index":        itsLine,
	"prompt-explanation":      itsLine,
	"unknown-type":            itsQuestion,
	"no-prompt":               itsQuestion,
	"no-program":              itsQuestion,
	"text2qti-line":           itsLine,
	"text2qti-code":           itsBlock,
	"text2qti-comment":        itsRest,
	"not-used":                itsBlock,
	"no-questions":            itsRest,
	"bad-points":              itsLine,
	"not-read-kind":           itsQuestion,
}

// told returns the lines, by their number, of which a problem says that something on
// them is not shown.
func (s *source) told(problems []doc.Problem) map[int]bool {
	out := map[int]bool{}
	lines := s.own
	for _, p := range problems {
		how, ok := telling[p.Code]
		if !ok {
			continue
		}
		first := min(max(p.Line, 1), len(lines))
		end := first
		switch how {
		case itsRest:
			end = len(lines)
		case itsQuestion:
			first, end = s.question(lines, first)
		case itsBlock:
			end = s.body(lines, first-1, s.indent(lines[first-1]))
			for end < len(lines) && !s.blank(lines[end]) {
				end++
			}
		}
		for n := first; n <= end; n++ {
			out[n] = true
		}
	}
	return out
}

// question returns the first and the last line of the question around a line: to blank
// lines, or in TOML to the next table.
func (s *source) question(lines []line, at int) (first, end int) {
	toml := strings.Contains(string(s.text), "[[questions]]")
	edge := func(n int) bool {
		if toml {
			return strings.HasPrefix(s.at(lines[n-1]), "[[")
		}
		return s.blank(lines[n-1])
	}
	for first = at; first > 1 && !edge(first) && (toml || !edge(first-1)); first-- {
	}
	for end = at; end < len(lines) && !edge(end+1); end++ {
	}
	return first, end
}
