package class

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"lectern/progress"
)

// Entry is what is remembered of a file that was handed in.
type Entry struct {
	Key     string    `json:"-"`    // what tells its content from any other
	Who     string    `json:"who"`  // whose it is, by Identity
	Name    string    `json:"name"` // what was typed, or what the record calls the student
	ID      string    `json:"id,omitempty"`
	Email   string    `json:"email,omitempty"`
	Class   string    `json:"class,omitempty"`
	Record  string    `json:"record,omitempty"`
	Install string    `json:"install,omitempty"`
	Made    time.Time `json:"made"`
	Exam    string    `json:"exam,omitempty"` // the build of the exam program
	Word    string    `json:"word,omitempty"`
	Sealed  bool      `json:"sealed,omitempty"`
	Bare    bool      `json:"bare,omitempty"`   // a results file that is not sealed; the file of a record is none
	File    string    `json:"file,omitempty"`   // the name of the file, where nothing in it names a student
	Tested  bool      `json:"tested,omitempty"` // there is an attempt of the exam
	Answers int       `json:"answers"`
	Clashes []Clash   `json:"clashes,omitempty"`
}

// Clash is a row that went against what another file brought.
type Clash struct {
	What     progress.Collision `json:"what"`
	Other    string             `json:"other,omitempty"` // who has it too
	Question string             `json:"question,omitempty"`
	Kept     string             `json:"kept,omitempty"` // in words
	Came     string             `json:"came,omitempty"`
}

// Identity returns by what a student is known in the class.
func (e *Entry) Identity() string {
	switch {
	case e.ID != "":
		return "id:" + fold(e.ID)
	case e.Email != "":
		return "email:" + fold(e.Email)
	case e.Name != "" && e.Name != e.Record:
		return "name:" + fold(e.Name)
	case e.Record == "" && e.Install == "" && e.File != "":
		return "file:" + fold(e.File)
	case e.Name != "": // of the file of a record, which may get the ID of its computer later
		return "record:" + fold(e.Record)
	}
	return strings.TrimSuffix("record:"+fold(e.Record)+"@"+e.Install, "@")
}

// Class is the file that keeps what was handed in.
type Class struct {
	store   *progress.Store
	course  Course
	entries map[string]Entry  // by key
	known   map[string]string // of the course's questions: their hashes
}

const entryPrefix = "results:"

// Open opens the class at path and makes it if there is none. Errors are those of progress.Open.
func Open(path string, course Course) (*Class, error) {
	store, err := progress.Open(path)
	if err != nil {
		return nil, err
	}
	c := &Class{store: store, course: course, entries: map[string]Entry{}}
	kept, err := store.Settings("")
	if err != nil {
		_ = store.Close()
		return nil, err
	}
	for key, value := range kept {
		var e Entry
		if rest, ok := strings.CutPrefix(key, entryPrefix+course.About().ID+":"); ok && json.Unmarshal([]byte(value), &e) == nil {
			e.Key = rest
			c.entries[rest] = e
		}
	}
	return c, nil
}

// Close lets go of the file.
func (c *Class) Close() error { return c.store.Close() }

// Store returns the file itself: what is known of it belongs to those who read its notices.
func (c *Class) Store() *progress.Store { return c.store }

// Has reports whether content with that key was taken in before.
func (c *Class) Has(key string) bool {
	_, ok := c.entries[key]
	return ok
}

// Handin is one student's results, opened and read.
type Handin struct {
	Entry
	Export *progress.Export // of this student and this course
}

// Outcome is what came of a Handin.
type Outcome struct {
	New int   // answers that were not there before
	Err error // nothing was taken in
}

// Take merges hand-ins, all of which come before those of the next call in the order that
// Earlier gives them. An error means that none was taken in.
func (c *Class) Take(all []Handin) ([]Outcome, error) {
	parcels := make([]progress.Parcel, len(all))
	for i, h := range all {
		h.Who = h.Identity()
		e := h.Entry
		parcels[i] = progress.Parcel{
			Export: h.Export, As: h.Who, Course: c.course.About(), Key: entryPrefix + c.course.About().ID + ":" + h.Key,
			Value: func(t progress.Taken) string {
				e.Answers, e.Clashes = h.Export.Answers(), clashes(t.Clashes)
				b, _ := json.Marshal(e) // of strings, numbers and times that were read as JSON
				return string(b)
			},
		}
	}
	taken, err := c.store.Collect(parcels)
	if err != nil {
		return nil, err
	}
	out := make([]Outcome, len(all))
	for i, t := range taken {
		out[i] = Outcome{t.Answers, t.Err}
		if t.Err == nil {
			e := all[i].Entry
			e.Who, e.Answers, e.Clashes = e.Identity(), all[i].Export.Answers(), clashes(t.Clashes)
			c.entries[e.Key] = e
		}
	}
	return out, nil
}

// maxClashes is how many clashes of one file are remembered.
const maxClashes = 20

func clashes(all []progress.Clash) []Clash {
	var out []Clash
	for _, k := range all {
		one := Clash{What: k.What, Other: k.Other, Question: k.Kept.Question, Kept: k.Kept.Words, Came: k.Came.Words}
		if !slices.Contains(out, one) && len(out) < maxClashes {
			out = append(out, one)
		}
	}
	return out
}

// Earlier orders hand-ins: by when they were made, those of one moment by their content.
func Earlier(a, b *Entry) int { return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.Key, b.Key)) }

// sorted returns the entries in that order.
func (c *Class) sorted() []Entry {
	var all []Entry
	for _, e := range c.entries {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Entry) int { return Earlier(&a, &b) })
	return all
}

// Edition says how many questions an export has answers to, how many of them read otherwise in
// the course now, and how many the course does not have. build is that of the exam program, if it was
// one: what it records of a question's text is its own.
func (c *Class) Edition(e *progress.Export, build string) (changed, gone, all int) {
	seen := map[string]bool{}
	e.Asked(func(id, hash string) {
		if seen[id] {
			return
		}
		seen[id] = true
		all++
		switch now, ok := c.hashes()[c.course.Original(id, []string{build})]; {
		case !ok:
			gone++
		case now != hash && build == "":
			changed++
		}
	})
	return changed, gone, all
}

// HasKey reports whether the answers of an exam program can be graded.
func (c *Class) HasKey(build string) bool { return c.course.HasKey(build) }

// hashes returns the hashes of the course's questions by ID.
func (c *Class) hashes() map[string]string {
	if c.known == nil {
		c.known = map[string]string{}
		for _, exam := range [...]bool{true, false} {
			for _, q := range c.course.Questions(exam) {
				c.known[q.ID] = q.Hash
			}
		}
	}
	return c.known
}
