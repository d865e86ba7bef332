package keys

import (
	"slices"
	"strings"

	"lectern/reader/words"
)

// helpModes is a heading of the help screen with the modes it is about.
type helpModes struct {
	title string
	modes Mode
}

func helpHeadings() []helpModes {
	return []helpModes{
		{"Reading", InLesson},
		{"Searching", InSearch | InReadOn},
		{"Contents and lists", InContents | InList | InNotes | InAnswers},
		{"Questions", inAnyAnswer | InExam | InPretest | InSure},
		{"After an answer", InVerdict | InSummary | ends},
		{"Fields", Typing},
		{"Tables, code, addresses", InBlock | InAside | InAddress},
	}
}

// HelpSection is a section of the help, as it is shown: a heading and what some
// rows of the key table do.
type HelpSection struct {
	Title string
	Modes Mode // that it is about
	Rows  []HelpRow
}

// HelpRow is a row of the help: the names of its keys, and what they do.
type HelpRow struct {
	Keys []string
	Text string
	At   int // where in the table the row is
}

// Help returns the rows that have a help text, each once, by section. here is the mode
// that the help is for, 0 for none. If it is that of a question, its keys have a section of their
// own before those of other kinds, without the letters that answer it.
func (t *Table) Help(here Mode, letters []string) []HelpSection {
	headings := helpHeadings()
	if here &= inAnyAnswer; here != 0 {
		at := slices.IndexFunc(headings, func(h helpModes) bool { return h.modes&here != 0 })
		headings[at] = helpModes{"Other questions", headings[at].modes &^ here}
		headings = slices.Insert(headings, at, helpModes{"This question", here})
	}
	var out []HelpSection
	shown := map[int]bool{}
	for _, sec := range headings {
		section := HelpSection{Title: words.Text(sec.title), Modes: sec.modes}
		for i, b := range t.rows {
			if sec.modes&here != 0 {
				b.Keys = slices.DeleteFunc(slices.Clone(b.Keys), func(key string) bool { return slices.Contains(letters, key) })
			}
			if !shown[i] && b.Help != "" && b.Modes&sec.modes != 0 && len(b.Keys) > 0 {
				shown[i] = true
				section.Rows = append(section.Rows, HelpRow{b.labels(), t.helpOf(b), i})
			}
		}
		if len(section.Rows) > 0 {
			out = append(out, section)
		}
	}
	return out
}

// labels returns a row's keys as they are shown.
func (b Binding) labels() []string {
	if b.Action == Digit && strings.Join(b.Keys, "") == "0123456789" {
		return []string{"0–9"}
	}
	out := make([]string, len(b.Keys))
	for i, key := range b.Keys {
		out[i] = Label(key)
	}
	return out
}
