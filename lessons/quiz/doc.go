// Package quiz holds questions, answers, and how answers are graded.
//
// In goes a Question, usually from a bank (package bank), and an Answer, as a
// screen makes it or as ParseLine reads it from a typed line. Out comes a Grade:
// the credit, how each part did, the feedback for what was given and the right
// answer in words. A Run is one way through several questions: which are asked, in
// which order, how often, when the right answers are shown; Settings say so. All
// of it is plain data: the package reads and writes no file and draws nothing, and
// the same seed gives the same order on every computer.
//
// Texts keep the markup of their source (Text.Format); Words makes plain text of
// one. What the package says itself (Response, Solution, errors) is English.
//
// To add a question kind:
//
//  1. kind.go: its name, and its row in the table of kinds;
//  2. a file of its own: a type with the methods of rules, and those of gapRules if
//     it can be a gap; what it needs of Question, if that has no field for it
//     (question.go; then also in TextHash, ids.go);
//  3. lessons/quiz/bank: its row in giftKinds, and how the formats that have it read
//     it. If GIFT has no such kind: tag and tagged in its row, its reader in
//     giftown.go, and its tag in docs/formats/gift.md;
//  4. line mode asks for what Want says; a new Form is worded in reader/line (want.go);
//  5. reader/ask: its form in a file of its own, and its row in kinds, in the order
//     of kind.go;
//  6. samples: a question of it in bank/testdata/every-kind.gift (then go test
//     ./reader -update, because goldens count its questions), in bank/kinds_test.go
//     and in the course that lectern new writes; how it is answered in kinds_test.go
//     of cli, reader and reader/line.
//
// The tests called TestEveryKind, here and in bank, reader, reader/line and cli, send
// the samples through reading, grading, words, the screen, typed lines, the commands,
// the record, writing and reading back, and fail until they know the new kind.
package quiz
