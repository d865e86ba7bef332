package progress

import (
	"cmp"
	"errors"
	"strings"
	"sync"
	"time"
)

// Course identifies a course in the record. Its rows are found by ID; the
// rest says which state of the course a student saw.
type Course struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Version string `json:"version,omitempty"`
	Hash    string `json:"hash,omitempty"` // of the course's contents
}

// Place is where a student is in the text. It is that of the document model:
// a lesson's ID, the number of a block in it, and an offset in the block.
type Place struct {
	Lesson  string    `json:"lesson"`
	Block   int       `json:"block"`
	Offset  int       `json:"offset"`
	Updated time.Time `json:"updated"` // set by SavePlace
}

// Record is one student's record of one course.
type Record struct {
	store   *Store
	student string
	course  Course

	mu       sync.Mutex
	session  string             // of the readings of this run
	attempts map[string]Attempt // those that this run began or resumed
}

// Record returns the record of a student for a course. It does not touch the
// file; the student and the course are written with the first thing saved.
func (s *Store) Record(student string, course Course) (*Record, error) {
	student = strings.ToValidUTF8(student, "\uFFFD")
	if student == "" {
		return nil, errors.New("a record needs the name of a student")
	}
	if course.ID == "" {
		return nil, errors.New("a record needs a course with an id")
	}
	return &Record{
		store: s, student: student, course: course,
		session: NewID(), attempts: map[string]Attempt{},
	}, nil
}

// Student returns whose record it is.
func (r *Record) Student() string { return r.student }

// CourseTitle returns the title of the course that it is for, its ID if that has none.
func (r *Record) CourseTitle() string { return cmp.Or(r.course.Title, r.course.ID) }

// Others returns the student's records of all other courses, sorted by their IDs.
func (r *Record) Others() (list []*Record, err error) {
	all, err := r.store.Courses(r.student)
	for _, c := range all {
		if c.ID == r.course.ID {
			continue
		}
		other, err := r.store.Record(r.student, c)
		if err != nil {
			return nil, err
		}
		list = append(list, other)
	}
	return list, err
}

// enrol writes the student and the course, if they are not there yet as they
// are now.
func (r *Record) enrol(t *tx) error {
	if err := mergeStudent(t, studentLine{Name: r.student}); err != nil {
		return err
	}
	var same bool
	err := t.row(`SELECT EXISTS (SELECT 1 FROM courses WHERE id = ? AND title = ? AND version = ? AND hash = ?)`,
		r.course.ID, r.course.Title, r.course.Version, r.course.Hash).Scan(&same)
	if err != nil {
		return err
	}
	t.dry = same // in another file it may be missing
	defer func() { t.dry = false }()
	return mergeCourse(t, courseLine{Course: r.course, Stamp: t.stamp})
}

// SavePlace keeps where the student is. A place survives the end of the
// process, whatever ends it; it does not wait for the disk.
func (r *Record) SavePlace(p Place) error {
	return r.store.write(quick, func(t *tx) error {
		if err := r.enrol(t); err != nil {
			return err
		}
		p.Updated = t.now
		return mergePlace(t, placeLine{Student: r.student, Course: r.course.ID, Place: p, Stamp: t.stamp})
	})
}

// Place returns where the student was last, and whether there is such a place.
func (r *Record) Place() (p Place, found bool, err error) {
	err = r.store.read(func(t *tx) error {
		places, err := places(t, filter{r.student, r.course.ID})
		if err == nil && len(places) > 0 {
			p, found = places[0].Place, true
		}
		return err
	})
	return p, found, err
}

// Students returns the names of all students in the file, sorted.
func (s *Store) Students() ([]string, error) {
	var names []string
	err := s.read(func(t *tx) (err error) {
		all, err := students(t, filter{})
		for _, one := range all {
			names = append(names, one.Name)
		}
		return err
	})
	return names, err
}

// Courses returns the courses in which a student has any rows, all courses of
// the file for the student "", sorted by ID.
func (s *Store) Courses(student string) ([]Course, error) {
	var list []Course
	err := s.read(func(t *tx) (err error) {
		all, err := courses(t, filter{student: student})
		for _, one := range all {
			list = append(list, one.Course)
		}
		return err
	})
	return list, err
}
