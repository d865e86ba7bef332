package bank

import (
	"io"
	"path"
	"slices"
	"strings"

	"lectern/lessons/quiz"
)

// Format is one format of banks: a row of the table of formats.
type Format struct {
	Name       string      // what pages and tools call it, as "mdbook"
	Title      string      // what people call it, as "mdbook-quiz TOML"
	Suffix     string      // of its files: the bank of the page NAME.md is NAME plus this
	Also       []string    // suffixes of files that are taken for such a bank where one is asked for
	Fenced     bool        // a page may hold such a bank as a code block that bears the format's name
	ForMoodle  bool        // Moodle reads such banks, so what it would refuse is worth telling
	Kinds      []quiz.Kind // what it can say
	NoFeedback bool        // it has no place for feedback

	begins func(line string) bool                         // reports whether a line, trimmed, is one that only this format has
	read   func(src []byte, file string) *Bank            // never fails
	write  func(b *Bank, w io.Writer) error               // nil when the format is only read
	addID  func(s *source, q *quiz.Question) (why string) // notes where the ID of a question goes; says why it cannot
}

// formats holds the row of each format; each stands in the file of its format.
// A text that tells nothing of its format is read as the first.
var formats = [...]*Format{&gift, &aiken, &mdbook}

// Default is the format of questions inside a page that names none.
const Default = "gift"

// Formats returns all formats of banks.
func Formats() []*Format { return formats[:] }

// Named returns the format of that name, whatever its case; nil if there is none.
func Named(name string) *Format {
	for _, f := range formats {
		if strings.EqualFold(f.Name, name) {
			return f
		}
	}
	return nil
}

// Beside returns the bank of that format that stands beside a page.
func (f *Format) Beside(page string) string {
	return strings.TrimSuffix(page, path.Ext(page)) + f.Suffix
}

// OfPage reports whether a file is named as the bank of a page.
func OfPage(file string) bool {
	file = strings.ToLower(file)
	return slices.ContainsFunc(formats[:], func(f *Format) bool { return strings.HasSuffix(file, f.Suffix) })
}

// ForFile returns the format that a bank has by the suffix of its file, nil if
// the suffix tells none.
func ForFile(file string) *Format {
	file = strings.ToLower(file)
	for _, f := range formats {
		if strings.HasSuffix(file, f.Suffix) || slices.ContainsFunc(f.Also, func(s string) bool { return strings.HasSuffix(file, s) }) {
			return f
		}
	}
	return nil
}

// Stem returns the name of a bank's file without folders and suffixes: that of
// its page.
func Stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".quiz")
}

// Of returns the format that Read takes a text for: the named one, else the one
// that the name of its file tells, else the one that the text looks like. It is
// nil when there is no format of that name.
func Of(src []byte, file, name string) *Format {
	if name != "" {
		return Named(name)
	}
	if f := ForFile(file); f != nil {
		return f
	}
	return sniff(string(src[:min(len(src), 64<<10)]))
}

// sniff tells the format of a text by the first line that only one of them has.
func sniff(text string) *Format {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, f := range formats {
			if f.begins(line) {
				return f
			}
		}
	}
	return formats[0]
}

// HoldsIDs reports whether the format has a place for the IDs of questions.
func (f *Format) HoldsIDs() bool { return f.addID != nil }
