package progress

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parcel reads what a student's record exports as one for the class.
func parcel(t testing.TB, r *Record, as string) Parcel {
	t.Helper()
	var b bytes.Buffer
	must(t, r.Export(&b))
	e, err := ReadExport(&b)
	must(t, err)
	return Parcel{Export: e.Of(r.student, r.course.ID), As: as, Course: r.course, Key: "file:" + as, Value: func(Taken) string { return as }}
}

// TestParcels carries two computers of one student, a copy under another name, an edited copy and
// one that does not fit into a class.
func TestParcels(t *testing.T) {
	laptop, desk := twoComputers(t)
	class := newRecord(t).store
	edited := parcel(t, desk, "id:1")
	for i, l := range edited.lines {
		if l.Answer != nil {
			changed := *l.Answer
			changed.Response = []byte(`{"texts":["other"]}`)
			edited.lines[i].Answer = &changed
			break
		}
	}
	misfit := parcel(t, laptop, "id:3")
	for i, l := range misfit.lines {
		if l.Attempt != nil {
			misfit.lines = append(misfit.lines[:i:i], misfit.lines[i+1:]...)
			break
		}
	}
	taken, err := class.Collect([]Parcel{
		parcel(t, laptop, "id:1"), parcel(t, desk, "id:1"), misfit, edited, parcel(t, desk, "name:bo"), parcel(t, desk, "name:bo"),
	})
	must(t, err)
	var got strings.Builder
	for _, k := range taken {
		fmt.Fprintf(&got, "%d %d", k.Attempts, k.Answers)
		for _, c := range k.Clashes {
			fmt.Fprintf(&got, ", %s %s", c.What, c.Other)
		}
		if k.Err != nil {
			fmt.Fprintf(&got, ", %v", errors.As(k.Err, new(*ImportFault)))
		}
		fmt.Fprintln(&got)
	}
	const want = `2 2
0 1
0 0, true
0 0, other content 
1 2, shared attempt id:1
0 0, shared attempt id:1
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	set, err := class.Settings("")
	if len(set) != 2 || err != nil {
		t.Errorf("of a parcel that did not fit something is kept: %v %v", set, err)
	}
	integrity(t, class)
}

// TestReadFile reads the file of a record that somebody handed over, and refuses what is none.
func TestReadFile(t *testing.T) {
	laptop, _ := twoComputers(t)
	must(t, laptop.store.Set("", installKey, NewID()))
	path := laptop.store.Path()
	e, install, err := ReadFile(path) // while it is open, with its newest rows in its log
	must(t, err)
	if got := fmt.Sprint(e.Students(), e.Courses(), e.Answers(), validID(install)); got != "[ana] [pumps] 2 true" {
		t.Error(got)
	}
	must(t, laptop.store.write(durable, func(t *tx) error {
		return t.exec("CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c")
	}))
	must(t, laptop.store.Close())
	before, err := os.ReadFile(path)
	must(t, err)
	noise := filepath.Join(t.TempDir(), "noise.db")
	must(t, os.WriteFile(noise, bytes.Repeat([]byte("noise"), 1000), 0o600))
	for name, want := range map[string]Trouble{path: Damaged, noise: Damaged, t.TempDir(): NotAFile} {
		var f *Fault
		if _, _, err := ReadFile(name); !errors.As(err, &f) || f.What != want || f.Path != name {
			t.Errorf("%s: %v, not %s", filepath.Base(name), err, want)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, before) {
		t.Error("the file was changed")
	}
}

// TestOwnRows: what one student did in one course is found by an index, and not among what a whole class did.
func TestOwnRows(t *testing.T) {
	store := newRecord(t).store
	if err := store.write(durable, func(*tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		`SELECT * FROM attempts` + filter{"ana", "pumps"}.owned(""),
		`SELECT * FROM readings` + filter{"ana", "pumps"}.owned(""),
		byAttempts(selectAnswers) + filter{"ana", "pumps"}.owned("t.") + orderAnswers,
	} {
		err := store.read(func(t2 *tx) error {
			return t2.each(func(r *sql.Rows) error {
				var id, parent, unused int
				var plan string
				err := r.Scan(&id, &parent, &unused, &plan)
				if strings.HasPrefix(plan, "SCAN") {
					t.Errorf("%s: %s", query, plan)
				}
				return err
			}, `EXPLAIN QUERY PLAN `+query, "ana", "pumps")
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestAttemptsAreReadOnce: the answers of a whole file are read attempt by attempt; the list of questions
// that an attempt has would otherwise be read with each answer.
func TestAttemptsAreReadOnce(t *testing.T) {
	var plan []string
	err := newRecord(t).store.write(durable, func(t *tx) (err error) {
		plan, err = collect(t, func(r *sql.Rows) (step string, err error) {
			var id, parent, unused int
			return step, r.Scan(&id, &parent, &unused, &step)
		}, `EXPLAIN QUERY PLAN `+byAttempts(selectAnswers)+filter{student: "ana"}.owned("t.")+orderAnswers, "ana", "")
		return err
	})
	if err != nil || len(plan) < 2 || !strings.HasPrefix(plan[0], "SCAN t") || !strings.HasPrefix(plan[1], "SEARCH a USING") {
		t.Errorf("%q, %v", plan, err)
	}
}

// TestListOf: a list is read the same whoever wrote it.
func TestListOf(t *testing.T) {
	for _, src := range []string{`[]`, `["a"]`, `["a","b c"]`, `["a", "b"]`, `["a\"","b","\u00e9"]`, `["a\",\"b"]`, `[""]`, `["a",1]`, `["a"`, `["a"b"]`, `null`, ``} {
		var want []string
		wantErr := json.Unmarshal([]byte(src), &want)
		got, err := listOf(src)
		if (err == nil) != (wantErr == nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("%s: %q (%v), want %q (%v)", src, got, err, want, wantErr)
		}
	}
}

// BenchmarkCollect merges 100 students' exports of 180 answers each.
func BenchmarkCollect(b *testing.B) {
	for b.Loop() {
		class := newRecord(b).store
		parcels := make([]Parcel, 100)
		for i := range parcels {
			lines := make([]line, 0, 183)
			var a Attempt
			for q := range 180 {
				if q%60 == 0 {
					a = Attempt{ID: NewID(), Scope: "course"}
					lines = append(lines, line{Attempt: &attemptLine{Student: "ana", Course: "pumps", Attempt: a}})
				}
				answer := sample(a.ID, fmt.Sprint("q", q%60), 1)
				answer.ID = NewID()
				lines = append(lines, line{Answer: &answerLine{Answer: answer, Day: "2026-07-30"}})
			}
			parcels[i] = Parcel{Export: &Export{lines: lines}, As: fmt.Sprint("id:", i), Course: testCourse(), Key: fmt.Sprint("file:", i), Value: func(Taken) string { return "x" }}
		}
		b.ResetTimer()
		if _, err := class.Collect(parcels); err != nil {
			b.Fatal(err)
		}
	}
}
