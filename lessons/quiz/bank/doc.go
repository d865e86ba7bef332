// Package bank reads banks of questions and writes them: GIFT with Cloze
// questions, Aiken, the TOML of mdbook-quiz, and Moodle XML, which has a room of its own.
//
// In goes the text of a file as it is, in any encoding, with its name; out comes a
// Bank: its questions, its settings, and a Problem for everything that the text
// leaves in doubt, at its line. Reading never fails and is lenient: what is often
// wrong in real banks (a missing blank line, unescaped braces) is read as it was
// meant, and told. Questions have no IDs but those that the text states;
// quiz.AssignIDs gives the others theirs, and AddIDs writes them into the text.
// Format.Write makes a bank of questions; what it writes is read back as the same, but for
// the losses that it tells.
//
// To add a format of banks:
//
//  1. a file of its own: how it is read and, if it is, written, and its Format: its
//     name, suffixes, a line that tells it, the kinds of questions that it has. What
//     is written must keep every kind, ID, hint and feedback (TestEveryKind reads it
//     all back); a format that cannot say everything is only read;
//  2. format.go: its row in the table of formats;
//  3. kinds_test.go: a field of sample and a case in sample.text, with a sample of
//     each of its kinds, without which TestEveryKind fails; an archive of cases in
//     testdata (TestReaders). A new code needs its section in docs/check.md.
//
// Pages, check, watch and import ask the table: nothing else lists formats.
package bank
