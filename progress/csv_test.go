package progress

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteCSV(t *testing.T) {
	r := newRecord(t)
	study(t, r)
	o := outline()
	o.Lessons[1].Title = `=cmd|"x", and more`
	o.Lessons[3].Title = "-3.5"
	s, err := r.Summary(o)
	must(t, err)
	var b bytes.Buffer
	must(t, s.WriteCSV(&b))
	want := `course,student,page,lesson,title,read,seconds,first,best,last,max,attempts
pumps,ana,a.rst,a1,Lift,true,60.5,2.5,4,3,4,2
pumps,ana,a.rst,a2,"'=cmd|""x"", and more",false,30.0,,,,0,0
pumps,ana,b.rst,b1,Seals,false,0.0,0.5,0.5,0.5,2,1
pumps,ana,b.rst,b2,-3.5,false,0.0,,,,1,0
pumps,ana,,,Exam,,,1,2,2,2,3
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}
