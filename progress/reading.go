package progress

import (
	"database/sql"
	"time"
)

// LessonState records how much of a lesson a student read.
type LessonState struct {
	Lesson   string
	First    time.Time // when it was first left
	Last     time.Time // when it was last left
	Times    int       // how often it was left
	Seconds  float64   // spent on it in all
	Finished bool      // it was read to its end once
}

// Reading is what was read of a lesson at once.
type Reading struct {
	Lesson   string
	Seconds  float64
	Finished bool // to its end
}

// ReadLessons adds to what was read: the student leaves the lessons, which could be
// seen together, after so many seconds for each, having come to its end or not.
// Finished lessons are on the disk when ReadLessons returns.
func (r *Record) ReadLessons(read ...Reading) error {
	d := quick
	for _, l := range read {
		if l.Finished {
			d = durable
		}
	}
	return r.store.write(d, func(t *tx) error {
		if err := r.enrol(t); err != nil {
			return err
		}
		for _, l := range read {
			if err := r.addReading(t, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// addReading adds what was read of one lesson.
func (r *Record) addReading(t *tx, l Reading) error {
	at := millis(t.now)
	return t.exec(`INSERT INTO readings
		(session, lesson, day, student, course, first_at, last_at, times, seconds, finished, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
		ON CONFLICT (session, lesson, day) DO UPDATE SET
			last_at = max(last_at, excluded.last_at), times = times + 1, seconds = seconds + excluded.seconds,
			finished = max(finished, excluded.finished), stamp = excluded.stamp`,
		r.run(), l.Lesson, t.now.Format(dayFormat), r.student, r.course.ID,
		at, at, span(l.Seconds), bit(l.Finished), t.stamp)
}

// run returns the ID of the present session of reading.
func (r *Record) run() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.session
}

// Lessons returns the state of each lesson that was ever read, by its ID.
func (r *Record) Lessons() (map[string]LessonState, error) {
	states := map[string]LessonState{}
	err := r.store.read(func(t *tx) error {
		return t.each(func(rows *sql.Rows) error {
			var l LessonState
			var first, last int64
			err := rows.Scan(&l.Lesson, &first, &last, &l.Times, &l.Seconds, &l.Finished)
			l.First, l.Last = moment(first), moment(last)
			states[l.Lesson] = l
			return err
		}, `SELECT lesson, min(first_at), max(last_at), sum(times), sum(seconds), max(finished)
			FROM readings WHERE student = ? AND course = ? GROUP BY lesson`, r.student, r.course.ID)
	})
	return states, err
}

// Streak returns on how many days in a row, up to today or yesterday, the
// student read or answered something of this course.
func (r *Record) Streak() (int, error) {
	var days []string
	var today time.Time
	err := r.store.read(func(t *tx) (err error) {
		today = t.now
		days, err = r.days(t)
		return err
	})
	return streak(days, today), err
}

// days returns the days on which the student did something, latest first.
func (r *Record) days(t *tx) ([]string, error) {
	return collect(t, func(rows *sql.Rows) (day string, err error) {
		return day, rows.Scan(&day)
	}, `SELECT day FROM readings WHERE student = ?1 AND course = ?2
		UNION SELECT a.day FROM answers a JOIN attempts t ON t.uuid = a.attempt
			WHERE t.student = ?1 AND t.course = ?2
		ORDER BY day DESC`, r.student, r.course.ID)
}

// bit returns 1 for true and 0 for false, as SQLite stores them.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
