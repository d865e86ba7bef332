package progress

import "encoding/json"

// One row at a time into its table, from this program or from another
// computer's export. The result does not depend on the order in which rows
// come in, nor on how often: what never changes is kept once, and of two
// states of one row the same one wins everywhere. A row that wins has the
// greater stamp; rows with equal stamps are compared by what they say.

func mergeStudent(t *tx, l studentLine) error {
	return t.exec(`INSERT INTO students (name) VALUES (?) ON CONFLICT DO NOTHING`, l.Name)
}

func mergeCourse(t *tx, l courseLine) error {
	return t.exec(`INSERT INTO courses (id, title, version, hash, stamp) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			title = excluded.title, version = excluded.version, hash = excluded.hash, stamp = excluded.stamp
		WHERE (excluded.stamp, excluded.title, excluded.version, excluded.hash) > (stamp, title, version, hash)`,
		l.ID, l.Title, l.Version, l.Hash, l.Stamp)
}

func mergePlace(t *tx, l placeLine) error {
	return t.exec(`INSERT INTO places (student, course, lesson, block, offset, updated_at, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (student, course) DO UPDATE SET
			lesson = excluded.lesson, block = excluded.block, offset = excluded.offset,
			updated_at = excluded.updated_at, stamp = excluded.stamp
		WHERE (excluded.stamp, excluded.lesson, excluded.block, excluded.offset) > (stamp, lesson, block, offset)`,
		l.Student, l.Course, l.Lesson, l.Block, l.Offset, millis(l.Updated), l.Stamp)
}

// mergeReading takes the greater of each number: those of a reading only ever grow.
func mergeReading(t *tx, l readingLine) error {
	return t.exec(`INSERT INTO readings
		(session, lesson, day, student, course, first_at, last_at, times, seconds, finished, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (session, lesson, day) DO UPDATE SET
			first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at),
			times = max(times, excluded.times), seconds = max(seconds, excluded.seconds),
			finished = max(finished, excluded.finished), stamp = max(stamp, excluded.stamp)`,
		l.Session, l.Lesson, l.Day, l.Student, l.Course, millis(l.First), millis(l.Last),
		l.Times, l.Seconds, bit(l.Finished), l.Stamp)
}

// mergeAttempt prefers a finished attempt to an unfinished one.
func mergeAttempt(t *tx, l attemptLine) error {
	questions := l.Questions
	if questions == nil {
		questions = []string{}
	}
	list, err := json.Marshal(questions)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO attempts (uuid, student, course, version, hash, scope, seed, questions,
			started_at, ended_at, score, max, passed, began, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (uuid) DO UPDATE SET
			ended_at = excluded.ended_at, score = excluded.score, max = excluded.max,
			passed = excluded.passed, stamp = excluded.stamp
		WHERE (excluded.ended_at <> 0, excluded.stamp, excluded.ended_at, excluded.score, excluded.max, excluded.passed)
			> (ended_at <> 0, stamp, ended_at, score, max, passed)`,
		l.ID, l.Student, l.Course, l.Version, l.Hash, l.Scope, l.Seed, string(list),
		millis(l.Started), millis(l.Ended), l.Score, l.Max, bit(l.Passed), l.Began, l.Stamp)
}

// mergeAnswer keeps the answer that is there already: an answer never changes. Only what an older
// program left out on the way is filled in, and that it was easy, which is said later.
func mergeAnswer(t *tx, l answerLine) error { return t.exec(fillAnswer, l.values()...) }

const (
	intoAnswers = `INSERT INTO answers (uuid, attempt, question, hash, title, kind, response, words,
			credit, points, graded, hints, dont_know, seconds, answered_at, day, stamp, utc_offset, confidence, easy)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) `
	insertAnswer = intoAnswers + `DO NOTHING`
	fillAnswer   = intoAnswers + `DO UPDATE SET
			utc_offset = coalesce(utc_offset, excluded.utc_offset), confidence = coalesce(confidence, excluded.confidence),
			easy = coalesce(easy, excluded.easy)
		WHERE utc_offset IS NULL AND excluded.utc_offset IS NOT NULL OR confidence IS NULL AND excluded.confidence IS NOT NULL
			OR easy IS NULL AND excluded.easy IS NOT NULL`
)

// values are the columns of the row, in the order of intoAnswers.
func (l answerLine) values() []any {
	var offset, confidence, easy any
	if l.Offset != nil {
		offset = *l.Offset
	}
	if l.Confidence > 0 {
		confidence = l.Confidence
	}
	if l.Easy {
		easy = 1
	}
	return []any{
		l.ID, l.Attempt, l.Question, l.Hash, l.Title, l.Kind, string(l.Response), l.Words,
		l.Credit, l.Points, bit(l.Graded), l.Hints, bit(l.DontKnow), l.Seconds, millis(l.At), l.Day, l.Stamp,
		offset, confidence, easy,
	}
}

func mergeLink(t *tx, l linkLine) error {
	return t.exec(`INSERT INTO links (student, course, target, lesson, text, added_at, deleted, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (student, course, target) DO UPDATE SET
			lesson = excluded.lesson, text = excluded.text, added_at = excluded.added_at,
			deleted = excluded.deleted, stamp = excluded.stamp
		WHERE (excluded.stamp, excluded.deleted, excluded.lesson, excluded.text) > (stamp, deleted, lesson, text)`,
		l.Student, l.Course, l.Target, l.Lesson, l.Text, millis(l.Added), bit(l.Deleted), l.Stamp)
}

func mergeNote(t *tx, l noteLine) error {
	return t.exec(`INSERT INTO notes (uuid, student, course, kind, label, lesson, block, offset, paragraph, text,
			created_at, updated_at, deleted, stamp)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (uuid) DO UPDATE SET
			kind = excluded.kind, label = excluded.label, lesson = excluded.lesson, block = excluded.block,
			offset = excluded.offset, paragraph = excluded.paragraph, text = excluded.text,
			updated_at = excluded.updated_at, deleted = excluded.deleted, stamp = excluded.stamp
		WHERE (excluded.stamp, excluded.deleted, excluded.text, excluded.paragraph)
			> (stamp, deleted, text, paragraph)`,
		l.ID, l.Student, l.Course, l.Kind, l.Label, l.Place.Lesson, l.Place.Block, l.Place.Offset,
		l.Paragraph, l.Text, millis(l.Created), millis(l.Place.Updated), bit(l.Deleted), l.Stamp)
}

func mergeSetting(t *tx, l settingLine) error {
	return t.exec(`INSERT INTO settings (student, key, value, stamp) VALUES (?, ?, ?, ?)
		ON CONFLICT (student, key) DO UPDATE SET value = excluded.value, stamp = excluded.stamp
		WHERE (excluded.stamp, excluded.value IS NULL, ifnull(excluded.value, '')) > (stamp, value IS NULL, ifnull(value, ''))`,
		l.Student, l.Key, l.Value, l.Stamp)
}
