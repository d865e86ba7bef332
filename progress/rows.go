package progress

import (
	"database/sql"
	"encoding/json"
	"strings"
)

// The rows of each table as the lines of the exported form, in an order that
// does not depend on the file: an export of equal records is equal.

// filter chooses rows; a field that is "" chooses all.
type filter struct{ student, course string }

// owned is the condition of the filter, for a table with the columns student and course. Of one student
// and one course SQLite takes an index for it: a class has thousands of both.
func (f filter) owned(table string) string {
	if f.student != "" && f.course != "" {
		return ` WHERE ` + table + `student = ?1 AND ` + table + `course = ?2`
	}
	return ` WHERE (?1 = '' OR ` + table + `student = ?1) AND (?2 = '' OR ` + table + `course = ?2)`
}

func students(t *tx, f filter) ([]studentLine, error) {
	return collect(t, func(r *sql.Rows) (l studentLine, err error) {
		return l, r.Scan(&l.Name)
	}, `SELECT name FROM students WHERE ?1 = '' OR name = ?1 ORDER BY name`, f.student)
}

func courses(t *tx, f filter) ([]courseLine, error) {
	return collect(t, func(r *sql.Rows) (l courseLine, err error) {
		return l, r.Scan(&l.ID, &l.Title, &l.Version, &l.Hash, &l.Stamp)
	}, `SELECT id, title, version, hash, stamp FROM courses c
		WHERE (?2 = '' OR id = ?2) AND (?1 = ''
			OR EXISTS (SELECT 1 FROM places x WHERE x.student = ?1 AND x.course = c.id)
			OR EXISTS (SELECT 1 FROM readings x WHERE x.student = ?1 AND x.course = c.id)
			OR EXISTS (SELECT 1 FROM attempts x WHERE x.student = ?1 AND x.course = c.id)
			OR EXISTS (SELECT 1 FROM links x WHERE x.student = ?1 AND x.course = c.id)
			OR EXISTS (SELECT 1 FROM notes x WHERE x.student = ?1 AND x.course = c.id))
		ORDER BY id`, f.student, f.course)
}

func places(t *tx, f filter) ([]placeLine, error) {
	return collect(t, func(r *sql.Rows) (l placeLine, err error) {
		var updated int64
		err = r.Scan(&l.Student, &l.Course, &l.Lesson, &l.Block, &l.Offset, &updated, &l.Stamp)
		l.Updated = moment(updated)
		return l, err
	}, `SELECT student, course, lesson, block, offset, updated_at, stamp
		FROM places`+f.owned("")+` ORDER BY student, course`, f.student, f.course)
}

func readings(t *tx, f filter) ([]readingLine, error) {
	return collect(t, func(r *sql.Rows) (l readingLine, err error) {
		var first, last int64
		err = r.Scan(&l.Session, &l.Lesson, &l.Day, &l.Student, &l.Course, &first, &last,
			&l.Times, &l.Seconds, &l.Finished, &l.Stamp)
		l.First, l.Last = moment(first), moment(last)
		return l, err
	}, `SELECT session, lesson, day, student, course, first_at, last_at, times, seconds, finished, stamp
		FROM readings`+f.owned("")+` ORDER BY stamp, session, lesson, day`, f.student, f.course)
}

func attempts(t *tx, f filter) ([]attemptLine, error) {
	return collect(t, scanAttempt, `SELECT uuid, student, course, version, hash, scope, seed, questions,
		started_at, ended_at, score, max, passed, began, stamp
		FROM attempts`+f.owned("")+` ORDER BY began, uuid`, f.student, f.course)
}

func scanAttempt(r *sql.Rows) (l attemptLine, err error) {
	var started, ended int64
	var questions string
	err = r.Scan(&l.ID, &l.Student, &l.Course, &l.Version, &l.Hash, &l.Scope, &l.Seed, &questions,
		&started, &ended, &l.Score, &l.Max, &l.Passed, &l.Began, &l.Stamp)
	if err != nil {
		return l, err
	}
	l.Started, l.Ended = moment(started), moment(ended)
	l.Questions, err = listOf(questions)
	return l, err
}

// listOf reads a JSON list of texts. As this program writes it, without escapes, it is only taken apart:
// a class has thousands of lists, and each names all questions of a run.
func listOf(src string) (list []string, err error) {
	inner, begins := strings.CutPrefix(src, `["`)
	inner, ends := strings.CutSuffix(inner, `"]`)
	if begins && ends && !strings.Contains(inner, `\`) {
		list = strings.Split(inner, `","`)
		if strings.Count(inner, `"`) == 2*(len(list)-1) {
			return list, nil
		}
	}
	list = nil
	return list, json.Unmarshal([]byte(src), &list)
}

const (
	selectAnswers = `SELECT a.uuid, a.attempt, a.question, a.hash, a.title, a.kind, a.response, a.words,
		a.credit, a.points, a.graded, a.hints, a.dont_know, a.seconds, a.answered_at, a.day, a.stamp,
		a.utc_offset, a.confidence, a.easy FROM answers a JOIN attempts t ON t.uuid = a.attempt`
	orderAnswers = ` ORDER BY a.stamp, a.uuid`
)

func scanAnswer(r *sql.Rows) (l answerLine, err error) {
	var at int64
	var response string
	var offset, confidence, easy *int
	err = r.Scan(&l.ID, &l.Attempt, &l.Question, &l.Hash, &l.Title, &l.Kind, &response, &l.Words,
		&l.Credit, &l.Points, &l.Graded, &l.Hints, &l.DontKnow, &l.Seconds, &at, &l.Day, &l.Stamp,
		&offset, &confidence, &easy)
	l.Response, l.At, l.Offset = json.RawMessage(response), moment(at), offset
	l.Easy = easy != nil
	if confidence != nil {
		l.Confidence = *confidence
	}
	return l, err
}

func answers(t *tx, f filter) ([]answerLine, error) {
	return collect(t, scanAnswer, byAttempts(selectAnswers)+f.owned("t.")+orderAnswers, f.student, f.course)
}

// byAttempts has SQLite go through the attempts and find the answers of each. The other way round it would
// read the attempt for each answer, whose list of questions may be long.
func byAttempts(query string) string {
	return strings.Replace(query, "answers a JOIN attempts t ON t.uuid = a.attempt", "attempts t CROSS JOIN answers a ON a.attempt = t.uuid", 1)
}

// answersOf returns answers for a file that is still of an earlier version.
func answersOf(version int) func(*tx, filter) ([]answerLine, error) {
	if version >= 3 {
		return answers
	}
	return func(t *tx, _ filter) ([]answerLine, error) {
		known := strings.Replace(selectAnswers, "a.utc_offset, a.confidence, a.easy", "NULL, NULL, NULL", 1)
		return collect(t, scanAnswer, byAttempts(known)+orderAnswers)
	}
}

func links(t *tx, f filter) ([]linkLine, error) {
	return collect(t, func(r *sql.Rows) (l linkLine, err error) {
		var added int64
		err = r.Scan(&l.Student, &l.Course, &l.Target, &l.Lesson, &l.Text, &added, &l.Deleted, &l.Stamp)
		l.Added = moment(added)
		return l, err
	}, `SELECT student, course, target, lesson, text, added_at, deleted, stamp
		FROM links`+f.owned("")+` ORDER BY stamp, target`, f.student, f.course)
}

func notes(t *tx, f filter) ([]noteLine, error) {
	return collect(t, func(r *sql.Rows) (l noteLine, err error) {
		var created, updated int64
		err = r.Scan(&l.ID, &l.Student, &l.Course, &l.Kind, &l.Label, &l.Place.Lesson, &l.Place.Block,
			&l.Place.Offset, &l.Paragraph, &l.Text, &created, &updated, &l.Deleted, &l.Stamp)
		l.Created, l.Place.Updated = moment(created), moment(updated)
		return l, err
	}, `SELECT uuid, student, course, kind, label, lesson, block, offset, paragraph, text,
		created_at, updated_at, deleted, stamp
		FROM notes`+f.owned("")+` ORDER BY created_at, uuid`, f.student, f.course)
}

// settings returns the settings of students; those of the computer mean nothing on another one.
func settings(t *tx, f filter) ([]settingLine, error) {
	return collect(t, func(r *sql.Rows) (l settingLine, err error) {
		return l, r.Scan(&l.Student, &l.Key, &l.Value, &l.Stamp)
	}, `SELECT student, key, value, stamp FROM settings
		WHERE student <> '' AND (?1 = '' OR student = ?1) ORDER BY student, key`, f.student)
}

func scanName(r *sql.Rows) (name string, err error) {
	err = r.Scan(&name)
	return name, err
}
