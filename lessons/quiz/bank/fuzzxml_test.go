package bank

import (
	"bytes"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// seedsOf adds the files of an archive of cases.
func seedsOf(f *testing.F, archive string) {
	ar, err := txtar.ParseFile(archive)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range ar.Files {
		f.Add(string(file.Data))
	}
}

// checkWritten holds what is read against what every reader promises, and that it can be written and read again.
func checkWritten(t *testing.T, b *Bank, out *Format) {
	check(t, b)
	var first bytes.Buffer
	if _, err := out.Write(&first, b); err != nil {
		t.Fatal(err)
	}
	check(t, out.read(first.Bytes(), "f"+out.Suffix))
}

func FuzzMoodleXML(f *testing.F) {
	seedsOf(f, "testdata/moodle-xml.txtar")
	f.Fuzz(func(t *testing.T, src string) { checkWritten(t, readMoodleXML([]byte(src), "f.xml"), &moodleXML) })
}

func FuzzQTI(f *testing.F) {
	seedsOf(f, "testdata/qti.txtar")
	f.Fuzz(func(t *testing.T, src string) { checkWritten(t, readQTI([]byte(src), "f.xml"), &qtiBank) })
}
