// Package words holds how Lectern words what it says to a student: every text that a screen,
// line mode or an error shows goes through T, N or Text, and every number that
// people read is written by Percent, Points or Duration.
//
// # How to write a key
//
// The English sentence in the source is the key of its translation.
//
//   - It is a whole sentence, or a whole label, with verbs for what changes:
//     T("lesson %d of %d", n, all). Pieces are never joined to a sentence, because
//     other languages order and inflect them otherwise: write two keys, one for each case.
//   - What goes in is a fact (a number, a title, an address), or a phrase that
//     stands by itself ("12 min").
//   - A sentence that depends on a number has two keys: N("%d lesson", "%d lessons", n, n).
//     Both have the same verbs, or the one for a single thing has none.
//   - A key is a constant, so that all keys can be listed from the source. A table holds its
//     texts in English, and whoever shows a row asks for it by Text(row.help).
//   - A literal percent sign is written %% in a key of T or N, and not used in a key of Text.
//   - A key of the keyboard or a command is not written out in a sentence, but asked
//     of its table (package keys) and put in with a verb.
//   - A translation may put the verbs in another order with the indexes of package
//     fmt: "%[2]d Lektionen, davon ist dies die %[1]d." for T("lesson %d of %d", n, all).
//     A key that needs one argument twice has indexes itself.
//
// The test of sentences at the top of the repository holds all this.
package words

import (
	"fmt"
	"strings"
)

// T returns the sentence for a key, with args put in as fmt.Sprintf does.
func T(key string, args ...any) string {
	if c := spoken.Load(); c != nil {
		return fmt.Sprintf(c.text("", key), args...)
	}
	return fmt.Sprintf(key, args...)
}

// N is T for a sentence that depends on the number n: one where n is 1, else
// many. n itself is not put in unless it is among args. A sentence for one that
// needs no number leaves args out ("its question", "its %d questions"). Other languages
// have forms for other numbers than 1; their catalogues say by which rule.
func N(one, many string, n int, args ...any) string {
	key := many
	if n == 1 {
		key = one
	}
	if c := spoken.Load(); c != nil {
		if form, ok := c.form(one, n); ok {
			key = form
		}
	}
	if !strings.Contains(key, "%") {
		args = nil
	}
	return fmt.Sprintf(key, args...)
}

// Fact is a finding of a package that does not speak to people itself, an error of
// lessons for example: the key of a sentence, and what goes in.
type Fact interface {
	Fact() (key string, args []any)
}

// Say returns the sentence of a fact. Facts among its arguments become sentences as well.
func Say(f Fact) string {
	key, args := f.Fact()
	said := make([]any, len(args))
	for i, a := range args {
		if f, ok := a.(Fact); ok {
			a = Say(f)
		}
		said[i] = a
	}
	return T(key, said...)
}

// Error returns the text of an error; an error that is a fact is put into a sentence.
func Error(err error) string {
	if f, ok := err.(Fact); ok { // not one inside it: what stands around it would be lost
		return Say(f)
	}
	return err.Error()
}

// Text is T for a key out of a table: a text that has no verbs.
func Text(key string) string {
	if c := spoken.Load(); c != nil {
		return c.text("", key)
	}
	return key
}

// Sense is Text for a word that means several things in English, of which other languages have several
// words: context tells which. "open" is what a key does and how a question stands.
func Sense(context, key string) string {
	if c := spoken.Load(); c != nil {
		return c.text(context, key)
	}
	return key
}

// Command is the word by which people give a command of line mode. A word of English stands for
// a verb here and for a noun elsewhere, so these have entries of their own: their context is "command".
func Command(key string) string { return Sense(CommandContext, key) }

// CommandContext is the context of the words of Command in a catalogue.
const CommandContext = "command"

// Lesson names a lesson by its title, with which part of a section it is where that was divided.
func Lesson(title string, part, parts int) string {
	if parts < 2 {
		return title
	}
	return T("%s, part %d of %d", title, part, parts)
}
