// Package intake takes files that were handed in into a class: it opens them with the
// instructor's keys, says of each what it is, and merges those that are results of the course.
package intake

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"lectern/progress"
	"lectern/progress/class"
	"lectern/progress/class/inbox"
	"lectern/progress/results"
)

// State is what a file is.
type State string

// The states. What is none of the first four was not taken in.
const (
	OK           State = "ok"
	Again        State = "again"
	OtherEdition State = "other edition"
	NotSealed    State = "not sealed"
	OtherCourse  State = "other course"
	Cut          State = "cut"
	Damaged      State = "damaged"
	NotThisKey   State = "not for this key"
	NoResults    State = "no results file"
	Newer        State = "newer format"
	TooLarge     State = "too large"
)

// Bad reports whether nothing could be taken from a file.
func (s State) Bad() bool { return s != OK && s != Again && s != OtherEdition && s != NotSealed }

// Line is what there is to say of one file.
type Line struct {
	File    string `json:"file"`
	State   State  `json:"state"`
	Student string `json:"student"`
	Text    string `json:"text"` // one sentence: what it is, and what to do
}

// item is one student's results in one file.
type item struct {
	Line
	piece   int
	at      int // which of several in the file
	entry   class.Entry
	record  string           // what the record calls the student
	receipt string           // of a results file
	export  *progress.Export // of one that is read already
}

// job is one call of Take.
type job struct {
	class *class.Class
	in    *inbox.Inbox
	keys  []results.Key
	about progress.Course
	step  func(done, total int64)
	items []*item
}

// Take takes in all pieces of an inbox, and says of each what it is, in their order. step is called as it
// goes on. The error is one of the class's file; then nothing is known of the files.
func Take(c *class.Class, about progress.Course, in *inbox.Inbox, keys []results.Key, step func(done, total int64)) ([]Line, error) {
	j := &job{class: c, in: in, keys: keys, about: about, step: step}
	j.look()
	if err := j.take(); err != nil {
		return nil, err
	}
	lines := make([]Line, len(j.items))
	for i, it := range j.items {
		lines[i] = it.Line
	}
	return lines, nil
}

// each calls f for 0 to n-1, as many beside each other as there are processors.
func each(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// look opens every piece and finds what is in it. What is opened is let go again: all records together
// may be far larger than memory.
func (j *job) look() {
	found := make([][]*item, len(j.in.Pieces))
	var mu sync.Mutex
	done := int64(0)
	each(len(found), func(i int) {
		found[i] = j.open(i)
		mu.Lock()
		done++
		j.step(done, 2*int64(len(found)))
		mu.Unlock()
	})
	first := map[string]string{} // the file with a content that came first
	for _, items := range found {
		for _, it := range items {
			j.items = append(j.items, it)
			if it.State.Bad() {
				continue
			}
			if other, twice := first[it.entry.Key]; twice {
				it.set(Again, "same content as "+other)
			} else if j.class.Has(it.entry.Key) {
				it.set(Again, "it was taken in before")
			}
			first[it.entry.Key] = it.File
		}
	}
}

func (it *item) set(s State, text string) { it.State, it.Text = s, text }

// open finds the results in one piece.
func (j *job) open(i int) []*item {
	p := &j.in.Pieces[i]
	one := func(s State, text string) []*item { return []*item{{Line: Line{File: p.Name, State: s, Text: text}}} }
	switch {
	case p.Reason != "":
		return one(NoResults, p.Reason)
	case p.Path != "":
		return j.openRecord(i)
	}
	text, err := p.Load()
	if err != nil {
		return one(NoResults, "it cannot be read, or is larger than any results file")
	}
	var out []*item
	all := results.Open(text, j.keys)
	if len(all) == 1 && all[0].State == results.NoResults && bytes.Contains(text, []byte("AGE-SECRET-KEY-")) {
		return nil // the instructor's own key, beside what was handed in
	}
	for n, r := range all {
		it := &item{Line: Line{File: p.Name}, piece: i, at: n, receipt: r.Receipt, record: r.Header.Record}
		if len(all) > 1 {
			it.File = fmt.Sprintf("%s (%d of %d)", p.Name, n+1, len(all))
		}
		j.judge(it, &r)
		out = append(out, it)
	}
	return out
}

// reasons say of what is not taken in why, and what to do.
var reasons = map[results.State]struct {
	state State
	text  string
}{
	results.Cut:       {Cut, "a part of it is missing: let it be handed in again"},
	results.Damaged:   {Damaged, "it was changed after it was made: let it be handed in again"},
	results.NoKey:     {NotThisKey, "no key that was given opens it: --key FILE names another"},
	results.NoResults: {NoResults, "there are no results in it"},
	results.Newer:     {Newer, "a newer Lectern made it: take that one to collect"},
	results.TooLarge:  {TooLarge, "it is larger than the results of a student can be"},
}

// judge says what an opened result is.
func (j *job) judge(it *item, r *results.Result) {
	if why, bad := reasons[r.State]; bad {
		it.set(why.state, why.text)
		return
	}
	h := r.Header
	it.Student = cmp.Or(h.Student.Name, h.Student.ID, h.Student.Email, h.Record)
	sum := sha256.New()
	sum.Write(r.Record)
	_ = json.NewEncoder(sum).Encode(h)
	it.entry = class.Entry{
		Key: hex.EncodeToString(sum.Sum(nil)[:16]), Name: h.Student.Name, ID: h.Student.ID, Email: h.Student.Email, Class: h.Student.Class,
		Record: h.Record, Install: h.Install, Made: h.Made, Exam: h.Exam, Word: h.Word, Sealed: r.Sealed, Bare: !r.Sealed,
	}
	if it.Student == "" { // it would be a row without a name
		it.entry.File = clean(path.Base(filepath.ToSlash(it.File)))
	}
	switch {
	case h.Course != j.about.ID:
		it.set(OtherCourse, fmt.Sprintf("it is of the course %s: --course COURSE collects that", cmp.Or(h.Title, h.Course)))
	case !r.Sealed:
		it.set(NotSealed, "anybody can have changed it")
	default:
		it.set(OK, "")
	}
}

// openRecord reads the file of a record: each student who did the course.
func (j *job) openRecord(i int) []*item {
	p := &j.in.Pieces[i]
	e, install, err := progress.ReadFile(p.Path)
	one := func(s State, text string) []*item { return []*item{{Line: Line{File: p.Name, State: s, Text: text}}} }
	var fault *progress.Fault
	switch {
	case errors.As(err, &fault) && fault.What == progress.Newer:
		return one(Newer, "a newer Lectern made this record: take that one to collect")
	case errors.As(err, &fault) && fault.What == progress.Foreign:
		return one(NoResults, "it is the database of another program")
	case err != nil:
		return one(Damaged, "the record is damaged")
	case !slices.Contains(e.Courses(), j.about.ID):
		return one(OtherCourse, "the record has no attempt in this course")
	}
	var out []*item
	for _, student := range e.Students() {
		own := e.Of(student, j.about.ID)
		if len(own.Courses()) == 0 {
			continue
		}
		name := clean(student)
		it := &item{Line: Line{File: p.Name, State: NotSealed, Student: name}, piece: i, export: own}
		it.entry = class.Entry{Key: own.Sum(), Name: name, Record: name, Install: install, Made: own.Last()}
		out = append(out, it)
	}
	if len(out) > 1 {
		for n, it := range out {
			it.File += fmt.Sprintf(" (%d of %d)", n+1, len(out))
		}
	}
	return out
}

// clean makes a name one line that is not too long.
func clean(name string) string {
	runes := []rune(strings.Join(strings.Fields(name), " "))
	return string(runes[:min(len(runes), 200)])
}

// chunk is how many files are merged in one transaction.
const chunk = 64

// take merges what is new, in the order in which it was made. While one chunk is merged the
// next is opened.
func (j *job) take() error {
	var fresh []*item
	for _, it := range j.items {
		if !it.State.Bad() && it.State != Again {
			fresh = append(fresh, it)
		}
	}
	slices.SortStableFunc(fresh, func(a, b *item) int { return class.Earlier(&a.entry, &b.entry) })
	chunks := slices.Collect(slices.Chunk(fresh, chunk))
	type opened []class.Handin
	next := make(chan opened, 1)
	go func() {
		defer close(next)
		for _, items := range chunks {
			next <- j.read(items)
		}
	}()
	var failed error
	done := 0
	for handins := range next {
		items := chunks[done]
		done++
		if failed != nil {
			continue // the reader ends by itself
		}
		failed = j.merge(items, handins)
		total := int64(len(j.in.Pieces))
		j.step(total+total*int64(done)/int64(len(chunks)), 2*total)
	}
	return failed
}

// read opens the files of a chunk again. What is no sound record says so, and has no export.
func (j *job) read(items []*item) []class.Handin {
	out := make([]class.Handin, len(items))
	each(len(items), func(i int) {
		it := items[i]
		e := it.export
		if e == nil {
			e = j.readItem(it)
		}
		if e == nil {
			return
		}
		it.export = nil
		it.entry.Tested = slices.ContainsFunc(e.Scopes(), class.IsExam)
		out[i] = class.Handin{Entry: it.entry, Export: e}
	})
	return out
}

func (j *job) readItem(it *item) *progress.Export {
	text, err := j.in.Pieces[it.piece].Load()
	if err != nil {
		it.set(NoResults, "it cannot be read any more")
		return nil
	}
	all := results.Open(text, j.keys)
	if it.at >= len(all) || !all[it.at].State.Usable() {
		it.set(Damaged, "it was changed while it was read")
		return nil
	}
	e, err := progress.ReadExport(bytes.NewReader(all[it.at].Record))
	var fault *progress.ImportFault
	switch {
	case errors.As(err, &fault) && fault.What == progress.TooLong:
		it.set(TooLarge, reasons[results.TooLarge].text)
		return nil
	case errors.As(err, &fault) && fault.What == progress.NewerFormat:
		it.set(Newer, reasons[results.Newer].text)
		return nil
	case err != nil:
		it.set(Damaged, "what is in it is no record: let it be handed in again")
		return nil
	}
	student := it.record
	if all := e.Students(); len(all) == 1 {
		student = all[0]
	}
	return e.Of(student, j.about.ID)
}

// merge takes the hand-ins of a chunk into the class.
func (j *job) merge(items []*item, handins []class.Handin) error {
	var sound []class.Handin
	var of []*item
	for i, h := range handins {
		if h.Export != nil {
			sound, of = append(sound, h), append(of, items[i])
		}
	}
	outcomes, err := j.class.Take(sound)
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		if o.Err != nil {
			of[i].set(Damaged, "what is in it does not fit together: let it be handed in again")
			continue
		}
		j.tell(of[i], sound[i].Export, o)
	}
	return nil
}

// tell words what came of a file.
func (j *job) tell(it *item, e *progress.Export, o class.Outcome) {
	parts := []string{fmt.Sprintf("%s, %d new", answers(e.Answers()), o.New)}
	if build := it.entry.Exam; build != "" && !j.class.HasKey(build) {
		parts = append(parts, "the key of its exam is missing: put its exam.key beside the file of --key and collect again")
	} else if changed, gone, all := j.class.Edition(e, it.entry.Exam); changed+gone > 0 {
		it.State = OtherEdition
		parts = append(parts, fmt.Sprintf("%d of %s changed", changed, questions(all)))
		if gone > 0 {
			parts = append(parts, fmt.Sprintf("%d gone", gone))
		}
	}
	if !it.entry.Sealed && it.State != NotSealed {
		parts = append(parts, "not sealed")
	}
	if it.entry.File != "" {
		parts = append(parts, "it names no student, so it goes by the name of the file")
	}
	if it.entry.Word != "" {
		parts = append(parts, fmt.Sprintf("word “%s”", it.entry.Word))
	}
	if it.receipt != "" {
		parts = append(parts, "receipt "+it.receipt)
	}
	it.Text = strings.Join(parts, ", ")
}

func answers(n int) string {
	if n == 1 {
		return "1 answer"
	}
	return fmt.Sprintf("%d answers", n)
}

func questions(n int) string {
	if n == 1 {
		return "1 question"
	}
	return fmt.Sprintf("%d questions", n)
}
