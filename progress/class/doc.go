// Package class makes a class of many students' results: it keeps them in one file, by
// progress's own merge, says what they have in common that they should not, and works out
// grades and what the questions say of themselves.
//
// In go Handins, each an opened results file or a student of a record, over days or weeks. Out
// comes a Book. The answers are graded anew with the course's key, which comes in
// through the interface Course; what a student's program said of their worth is not used.
//
// What comes out depends on what was handed in and not on the order in which it was: Take sorts
// by when a file was made, people are sorted by their names, answers by when they were given.
//
// Who is who: a student is known by the ID that was typed, else the e-mail address, else the name,
// else by what the record calls them together with their computer. A roster joins what
// came under several of these.
package class
