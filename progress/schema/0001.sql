-- The record of students: what was read, asked and answered.
--
-- Times (*_at) are milliseconds since 1970 in UTC, by the clock of the
-- computer. A stamp is such a time too, but never goes back within one file,
-- whatever the clock does: rows are put in order by their stamps (clock.go).
-- A day is the date where the student was, as 2006-01-02.

CREATE TABLE clock (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    stamp INTEGER NOT NULL
) STRICT;
INSERT INTO clock VALUES (1, 0);

CREATE TABLE students (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE courses (
    id      TEXT PRIMARY KEY,
    title   TEXT NOT NULL,
    version TEXT NOT NULL,
    hash    TEXT NOT NULL,
    stamp   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    student    TEXT NOT NULL REFERENCES students (name),
    course     TEXT NOT NULL REFERENCES courses (id),
    lesson     TEXT NOT NULL,
    block      INTEGER NOT NULL,
    offset     INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    stamp      INTEGER NOT NULL,
    PRIMARY KEY (student, course)
) STRICT, WITHOUT ROWID;

-- What one run of the program read of one lesson on one day. Only that run
-- writes the row, so the rows of two computers add up.
CREATE TABLE readings (
    session  TEXT NOT NULL,
    lesson   TEXT NOT NULL,
    day      TEXT NOT NULL,
    student  TEXT NOT NULL REFERENCES students (name),
    course   TEXT NOT NULL REFERENCES courses (id),
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    times    INTEGER NOT NULL,
    seconds  REAL NOT NULL CHECK (seconds >= 0),
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    stamp    INTEGER NOT NULL,
    PRIMARY KEY (session, lesson, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_of ON readings (student, course);

CREATE TABLE attempts (
    uuid       TEXT PRIMARY KEY,
    student    TEXT NOT NULL REFERENCES students (name),
    course     TEXT NOT NULL REFERENCES courses (id),
    version    TEXT NOT NULL,
    hash       TEXT NOT NULL,
    scope      TEXT NOT NULL,
    seed       INTEGER NOT NULL,
    questions  TEXT NOT NULL, -- their IDs in the order asked, a JSON list
    started_at INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL, -- 0 while it can be resumed
    score      REAL NOT NULL,
    max        REAL NOT NULL,
    passed     INTEGER NOT NULL CHECK (passed IN (0, 1)),
    began      INTEGER NOT NULL, -- the stamp of its beginning
    stamp      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_of ON attempts (student, course, scope);

CREATE TABLE answers (
    uuid        TEXT PRIMARY KEY,
    attempt     TEXT NOT NULL REFERENCES attempts (uuid) ON DELETE CASCADE,
    question    TEXT NOT NULL,
    hash        TEXT NOT NULL, -- of the question's text when it was asked
    title       TEXT NOT NULL, -- a few words of the question when it was asked
    kind        TEXT NOT NULL,
    response    TEXT NOT NULL, -- as JSON
    words       TEXT NOT NULL, -- the response as a student reads it
    credit      REAL NOT NULL CHECK (credit BETWEEN 0 AND 1),
    points      REAL NOT NULL CHECK (points >= 0),
    graded      INTEGER NOT NULL CHECK (graded IN (0, 1)),
    hints       INTEGER NOT NULL CHECK (hints >= 0),
    dont_know   INTEGER NOT NULL CHECK (dont_know IN (0, 1)),
    seconds     REAL NOT NULL CHECK (seconds >= 0),
    answered_at INTEGER NOT NULL,
    day         TEXT NOT NULL,
    stamp       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_of ON answers (attempt, stamp);

-- student '' holds what is kept for the computer rather than for a student.
-- A value of NULL says that the setting was taken back.
CREATE TABLE settings (
    student TEXT NOT NULL,
    key     TEXT NOT NULL,
    value   TEXT,
    stamp   INTEGER NOT NULL,
    PRIMARY KEY (student, key)
) STRICT, WITHOUT ROWID;
