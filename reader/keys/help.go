package keys

import "lectern/reader/words"

// helpModes is a heading of the help screen with the modes it is about.
type helpModes struct {
	title string
	modes Mode
}

func helpHeadings() []helpModes {
	return []helpModes{
		{"Reading", InLesson},
		{"Searching", InSearch},
		{"Contents and lists", InContents | InList},
		{"Questions", inAnyAnswer},
		{"After an answer", InVerdict | InSummary | InEnd},
		{"Fields", Typing},
		{"Tables, code, addresses", InBlock | InAside | InAddress},
	}
}

// HelpSection is a section of the help: a heading and the rows of the key table below it.
type HelpSection struct {
	Title string
	Rows  []Binding
	At    []int // where in the table each row is
}

// Help returns the rows that have a help text, each once, by section.
func (t *Table) Help() []HelpSection {
	var out []HelpSection
	shown := map[int]bool{}
	for _, sec := range helpHeadings() {
		text := HelpSection{Title: words.Text(sec.title)}
		for i, b := range t.rows {
			if !shown[i] && b.Help != "" && b.Modes&sec.modes != 0 && len(b.Keys) > 0 {
				shown[i] = true
				b.Help = t.helpOf(b)
				text.Rows = append(text.Rows, b)
				text.At = append(text.At, i)
			}
		}
		if len(text.Rows) > 0 {
			out = append(out, text)
		}
	}
	return out
}

// Labels returns a row's keys as they are shown.
func (b Binding) Labels() []string {
	if b.Action == Digit {
		return []string{"0–9"}
	}
	out := make([]string, len(b.Keys))
	for i, key := range b.Keys {
		out[i] = keyLabel(key)
	}
	return out
}
