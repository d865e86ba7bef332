// Package results is the file that a student hands in: it writes, seals and reads
// them, and it is the only place that knows age (filippo.io/age).
//
// A results file is text. Between two marks stands, as base64, what is inside:
//
//	{"lectern":"results","format":1,"course":"pumps","student":{"name":"Ana Silva",…},…}
//	{"lectern":"record","format":1,…}        the export of the record (package progress),
//	…                                        of one student and one course
//	{"end":{"lines":N}}
//
// packed with deflate, and, where the course names recipients, encrypted as an age file
// (https://age-encryption.org/v1). Without recipients the marks say that it is not sealed.
//
// Results come home by mail, through forms and learning platforms, and from people who
// may want to cheat. So what is read is searched for anywhere in a text, in quotes too;
// it is bounded in every direction; and nothing that is found makes Open fail: each
// result says in what state it is.
//
// The receipt of a file is eight letters that follow from its bytes. A student writes
// them down when the file is made; who reads the file sees the same eight. They are
// those of the file as it was written, whatever a mail did to its line ends.
package results
