package bank

import (
	"io"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// Format is one format of banks: a row of the table of formats.
type Format struct {
	Name       string      // what pages and tools call it, as "mdbook"
	Alias      string      // another name that it goes by, as "mdbook-quiz"; "" for none
	Title      string      // what people call it, as "mdbook-quiz TOML"
	Suffix     string      // of its files alone: the bank of the page NAME.md is NAME plus this; "" if it stands in pages only
	Beside     []string    // further suffixes of banks that stand beside a page
	Also       []string    // suffixes of files that are taken for such a bank where one is asked for
	Common     bool        // other files bear the suffixes of Beside and Also too: such a file is a bank of it by its content only
	Fenced     bool        // a page may hold such a bank as a code block that bears the format's name
	ForMoodle  bool        // Moodle reads such banks, so what it would refuse is worth telling
	Kinds      []quiz.Kind // what it can say
	NoFeedback bool        // it has no place for feedback
	Packs      bool        // pictures stand inside of what is written
	Lacks      string      // what it cannot say, for people, as "feedback, hints and ids"; "" for nothing

	// is tells a bank of the format by the beginning of its content, whatever the file is
	// called; nil for a text that might be anything.
	is func(head *head) bool
	// looks likewise tells what is probably one, where the name of the file tells nothing.
	looks  func(text string) bool
	begins func(line string) bool                                       // reports whether a line, trimmed, is one that only this format has; nil for none
	read   func(src []byte, file string) *Bank                          // never fails
	write  func(w io.Writer, b *Bank) (losses []doc.Problem, err error) // nil when the format is only read
	addID  func(s *source, q *quiz.Question) (why string)               // notes where the ID of a question goes; says why it cannot
}

// formats holds the row of each format; each stands in the file of its format.
// A text that tells nothing of its format is read as the first.
var formats = [...]*Format{&gift, &aiken, &mdbook, &moodleXML, &qtiBank, &text2qti, &csvBank, &mkdocsQuiz, &liaScript}

// Default is the format of questions inside a page that names none.
const Default = "gift"

// Formats returns all formats of banks.
func Formats() []*Format { return formats[:] }

// Named returns the format of that name, whatever its case; nil if there is none.
func Named(name string) *Format {
	for _, f := range formats {
		if strings.EqualFold(f.Name, name) || f.Alias != "" && strings.EqualFold(f.Alias, name) {
			return f
		}
	}
	return nil
}

// BesideOf returns the names that a bank of that format has when it stands beside a page.
func (f *Format) BesideOf(page string) []string {
	stem := strings.TrimSuffix(page, path.Ext(page))
	var names []string
	if f.Suffix != "" {
		names = append(names, stem+f.Suffix)
	}
	for _, s := range f.Beside {
		names = append(names, stem+s)
	}
	return names
}

// PageOf returns the name, without a suffix, of the page beside which a file stands as a bank of that format; "" where there
// can be none.
func (f *Format) PageOf(file string) string {
	for _, s := range append([]string{f.Suffix}, f.Beside...) {
		if hasSuffixFold(file, s) {
			return file[:len(file)-len(s)]
		}
	}
	return ""
}

// OfPage reports whether a file is named as the bank of a page, and as nothing else.
func OfPage(file string) bool {
	return slices.ContainsFunc(formats[:], func(f *Format) bool {
		return hasSuffixFold(file, f.Suffix) || !f.Common && slices.ContainsFunc(f.Beside, func(s string) bool { return hasSuffixFold(file, s) })
	})
}

// Owns reports whether no other file bears the suffix of this one.
func (f *Format) Owns(file string) bool {
	return hasSuffixFold(file, f.Suffix) || !f.Common && f.bears(file)
}

// bears reports whether a file has one of the format's suffixes.
func (f *Format) bears(file string) bool {
	ends := func(s string) bool { return hasSuffixFold(file, s) }
	return ends(f.Suffix) || slices.ContainsFunc(f.Beside, ends) || slices.ContainsFunc(f.Also, ends)
}

// hasSuffixFold reports whether a file has a suffix, in small letters or capitals.
func hasSuffixFold(file, suffix string) bool {
	at := len(file) - len(suffix)
	return suffix != "" && at >= 0 && strings.EqualFold(file[at:], suffix)
}

// ForFile returns the format that a bank has by the suffix of its file, nil if
// the suffix tells none. Of a file that bears a common suffix it is the
// likeliest one.
func ForFile(file string) *Format {
	for _, f := range formats {
		if f.Owns(file) {
			return f
		}
	}
	for _, f := range formats {
		if f.bears(file) {
			return f
		}
	}
	return nil
}

// FormatOf returns the format of banks that a question was read in, nil if it was made otherwise.
func FormatOf(q *quiz.Question) *Format { return Named(q.Bank) }

// Stem returns the name of a bank's file without folders and suffixes: that of
// its page.
func Stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".quiz")
}

// Of returns the format that Read takes a text for: the one that its content tells beyond
// doubt, else the named one, else the one that the name of its file tells, else the one that
// the text looks like. It is nil when there is no format of that name.
func Of(src []byte, file, name string) *Format {
	h := headOf(src)
	if f := certain(h); f != nil {
		return f
	}
	if name != "" {
		return Named(name)
	}
	if f := ForFile(file); f != nil && f.Owns(file) {
		return f
	}
	return sniff(h.text, file)
}

// Holds reports whether a file of which this is the beginning is a bank by its content, of a format whose
// files bear that suffix.
func Holds(start []byte, file string) bool {
	h := headOf(start)
	f := certain(h)
	if f == nil {
		f = likely(h.text, file)
	}
	return f != nil && f.bears(file)
}

// certain returns the format that content tells beyond doubt, nil for none.
func certain(h *head) *Format {
	for _, f := range formats {
		if f.is != nil && f.is(h) {
			return f
		}
	}
	return nil
}

// likely returns the format that a text looks like as a whole, nil for none: one whose files
// bear that suffix goes first.
func likely(text, file string) *Format {
	for _, bears := range [...]bool{true, false} {
		for _, f := range formats {
			if f.looks != nil && f.bears(file) == bears && f.looks(text) {
				return f
			}
		}
	}
	return nil
}

// sniff tells the format of a text by its looks, else by the first line that only one format has.
func sniff(text, file string) *Format {
	if f := likely(text, file); f != nil {
		return f
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, f := range formats {
			if f.begins != nil && f.begins(line) {
				return f
			}
		}
	}
	return formats[0]
}

// HoldsIDs reports whether IDs can be written into the text of a bank of the format.
func (f *Format) HoldsIDs() bool { return f.addID != nil }

// Reads reports whether the format holds questions of that kind.
func (f *Format) Reads(k quiz.Kind) bool { return slices.Contains(f.Kinds, k) }
