-- What a student adds to a course: links to read later, notes and bookmarks.
-- A deleted row stays, so that a merge with another computer's record does not
-- bring it back.

CREATE TABLE links (
    student  TEXT NOT NULL REFERENCES students (name),
    course   TEXT NOT NULL REFERENCES courses (id),
    target   TEXT NOT NULL,
    lesson   TEXT NOT NULL,
    text     TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    deleted  INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    stamp    INTEGER NOT NULL,
    PRIMARY KEY (student, course, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    uuid       TEXT PRIMARY KEY,
    student    TEXT NOT NULL REFERENCES students (name),
    course     TEXT NOT NULL REFERENCES courses (id),
    kind       TEXT NOT NULL,
    label      TEXT NOT NULL,
    lesson     TEXT NOT NULL,
    block      INTEGER NOT NULL,
    offset     INTEGER NOT NULL,
    paragraph  TEXT NOT NULL, -- the text it stands at, to find it again after an edit
    text       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted    INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    stamp      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_of ON notes (student, course);
