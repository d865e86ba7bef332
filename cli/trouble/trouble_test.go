package trouble

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strconv"
	"testing"

	"lectern/progress"
)

// TestRecordTroubles holds the words for all that can be wrong with a record,
// and finds what has none.
func TestRecordTroubles(t *testing.T) {
	const path = "/data/progress.db"
	refused := &fs.PathError{Op: "open", Path: path, Err: errors.New("permission denied")}
	above := &fs.PathError{Op: "mkdir", Path: "/data/", Err: errors.New("not a directory")}
	sqlite := errors.New("database disk image is malformed")
	all := constants(t, "../../progress/fault.go", "Trouble")
	for _, c := range []struct {
		fault progress.Fault
		want  string // without what all begin with
	}{
		{progress.Fault{What: progress.Newer, Schema: 9, Known: 2}, "was made by a newer Lectern (schema 9, this one knows 2); it was not touched, and nothing is saved"},
		{progress.Fault{What: progress.Foreign}, "is the database of another program; it was not touched, and nothing is saved"},
		{progress.Fault{What: progress.NotAFile}, "cannot be used: it is not a file"},
		{progress.Fault{What: progress.NoLocks, Err: sqlite}, "cannot be written safely: its folder is on a file system without locks, or where none may be set; --data FOLDER keeps it in another"},
		{progress.Fault{What: progress.Full, Err: sqlite}, "cannot be written: the disk is full"},
		{progress.Fault{What: progress.Busy, Err: sqlite}, "is held by another program, which did not let go of it"},
		{progress.Fault{What: progress.ReadOnly, Err: sqlite}, "cannot be written: the file or its folder is read-only"},
		{progress.Fault{What: progress.NoFolder, Err: sqlite}, "cannot be opened: its folder cannot be read or written"},
		{progress.Fault{What: progress.BadDisk, Err: sqlite}, "cannot be written or read: the disk is full or faulty (database disk image is malformed)"},
		{progress.Fault{What: progress.Damaged, Err: sqlite}, "is damaged: database disk image is malformed"},
		{progress.Fault{What: progress.Refused, Err: refused}, "cannot be used: permission denied"},
		{progress.Fault{What: progress.Refused, Err: above}, "cannot be used: /data: not a directory"},
	} {
		delete(all, string(c.fault.What))
		c.fault.Path = path
		err := fmt.Errorf("while saving: %w", &c.fault)
		if got, want := InWords(err).Error(), "the record "+path+" "+c.want; got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		if got, want := Unsaved(InWords(err)), "Nothing is being saved: the record "+c.want+" ("+path+")"; got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	delete(all, string(progress.Unknown))
	other := &progress.Fault{What: progress.Unknown, Path: path, Err: sqlite}
	if got, want := InWords(other).Error(), "the record "+path+": database disk image is malformed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(all) > 0 {
		t.Errorf("no words for %v", all)
	}
	if err := errors.New("something else"); InWords(err) != err || Unsaved(err) != "Nothing is being saved: something else" {
		t.Errorf("%q, %q", InWords(err), Unsaved(err))
	}
}

// TestImportFlaws holds the words for what can be wrong with an exported record.
func TestImportFlaws(t *testing.T) {
	why := errors.New("stamp -1 is not a time")
	all := constants(t, "../../progress/reject.go", "Flaw")
	for _, c := range []struct {
		fault progress.ImportFault
		want  string
	}{
		{progress.ImportFault{What: progress.Empty}, "not an exported record: it is empty"},
		{progress.ImportFault{What: progress.NoRecord}, "not an exported record: its first line is another"},
		{progress.ImportFault{What: progress.NewerFormat, Got: 7, Want: 1}, "exported by a newer Lectern (format 7, this one reads 1)"},
		{progress.ImportFault{What: progress.TooLong, Want: 512}, "the record is longer than 512 MB"},
		{progress.ImportFault{What: progress.CutOff}, "the record is cut off: its last line is missing"},
		{progress.ImportFault{What: progress.Incomplete, Got: 3, Want: 4}, "the record is incomplete: 3 lines instead of 4"},
		{progress.ImportFault{What: progress.NoLine, Line: 5, Err: why}, "line 5: not a line of a record: stamp -1 is not a time"},
		{progress.ImportFault{What: progress.BadLine, Line: 5, Err: why}, "line 5: stamp -1 is not a time"},
		{progress.ImportFault{What: progress.Misfit, Line: 5, Err: why}, "line 5: it does not fit the record: stamp -1 is not a time"},
		{progress.ImportFault{What: progress.Several, Got: 2}, "the record is of 2 students and cannot be taken in as one"},
	} {
		delete(all, string(c.fault.What))
		if got := InWords(&c.fault).Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if len(all) > 0 {
		t.Errorf("no words for %v", all)
	}
}

// TestNotices holds the words for what can happen to a record in use.
func TestNotices(t *testing.T) {
	all := constants(t, "../../progress/notice.go", "Event")
	got := Notices([]progress.Notice{{What: progress.SetAside, Path: "/d/p.damaged"}, {What: progress.Moved, Path: "/d/p"},
		{What: progress.Left, Path: "/d/q"}, {What: progress.Merged, Path: "/d/q.merged"}, {What: progress.Clamped, Path: "/d/p"}})
	const want = "The record was damaged. It is kept as /d/p.damaged, and a new one was begun. " +
		"The record /d/p was moved or removed while it was open; what was saved after that is in a new one. " +
		"The record was changed or replaced by another program, and was left as it is. Answers are saved in /d/q, which a later start takes in. " +
		"What was saved beside the record is in it now. That file is kept as /d/q.merged. " +
		"Times before 1970 or beyond the year 9000, which no clock can have shown, were put right in the record /d/p."
	if got != want || len(all) != 5 {
		t.Errorf("got %q, want %q; there are the events %v", got, want, all)
	}
}

// constants reads the values of the string constants of a type from a source file.
func constants(t *testing.T, file, typ string) map[string]bool {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]bool{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); ok && name.Name == typ {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values[value] = true
		}
		return true
	})
	if len(values) == 0 {
		t.Fatalf("%s has no constants of type %s", file, typ)
	}
	return values
}
