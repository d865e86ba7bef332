// Package progress keeps the record: what students read, answered and noted,
// in one SQLite file. It is the only package that knows database/sql.
//
// A Store is the file; a Record is one student's part of it for one course.
// Both may be used by several goroutines, and several processes may have the
// same file open.
//
//   - What is confirmed stays. When Answer, Finish or a ReadLessons that
//     finishes returns nil, the row is on the disk: it survives kill -9 and a
//     power cut (WAL with synchronous=FULL, one fsync). A place, which is saved
//     at each move, survives kill -9; a power cut may take the last ones.
//   - Nothing is destroyed. A file that is damaged is set aside under a dated
//     name and Notices says so; a file that a newer program or another program
//     made is refused and left as it is; a reset makes a copy first.
//   - Nor in a run: before each write the open file is looked at, and what the run
//     confirmed is written again if it is another or broken (beside.go).
//   - The start is cheap. Open checks the header only; a file that does not
//     exist yet is filled at the first write.
//   - Two computers' records merge (Export, Import): rows have UUIDs, what can
//     change has a stamp (clock.go), and the newer one wins.
//
// The tables are in schema/, which explains their columns.
//
// To add a migration:
//
//  1. write schema/000N.sql with what changes, nothing that was there before;
//  2. keep a file of the old version: go test -run TestMigrations -update;
//  3. if it adds a table that should travel, give it a line in portable.go, and
//     its place in export.go and merge.go;
//  4. say in CHANGELOG.md that older programs will refuse the file;
//  5. run go test ./progress, with CGO_ENABLED=0 as well: TestMigrations opens a
//     file of each version, TestMergeBothWaysIsEqual carries every table.
package progress
