package progress

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// migrations are the schema as it grew: 0001.sql makes version 1 of an empty
// file, 0002.sql version 2 of version 1, and so on.
//
//go:embed schema/*.sql
var migrations embed.FS

const (
	// schemaVersion is the version this program reads and writes; the file's is
	// its user_version.
	schemaVersion = 3
	// applicationID, "Lctn", marks the file's header as Lectern's.
	applicationID = 0x4c63746e
)

// peek refuses a file with a log of writes that are not in it yet, if it is not
// ours. An ordinary connection would move them into the file when it is closed,
// and a refused file is to stay as it is.
func (s *Store) peek() error {
	log, err := os.Stat(s.path + "-wal")
	if err != nil || log.Size() == 0 {
		return nil
	}
	db, conn, err := s.dial("&mode=ro")
	if err != nil {
		return nil // the connection that follows says why
	}
	defer db.Close()
	defer conn.Close()
	_, err = s.version(&tx{conn: conn})
	if _, refused := err.(*Fault); refused {
		return err
	}
	return nil
}

// establish makes the open file one of schemaVersion with a log (WAL), or says
// why not. Nothing is written before the file is known to be ours.
func (s *Store) establish() error {
	t := &tx{conn: s.conn, now: s.now()}
	var version int
	err := retryBusy(func() (err error) {
		version, err = s.version(t)
		return err
	})
	if err == nil {
		err = s.checkLength(t)
	}
	if err != nil {
		return err
	}
	if version < schemaVersion {
		if err := s.within(t, "BEGIN IMMEDIATE", func() error { return s.migrate(t) }); err != nil {
			return err
		}
	}
	if err := s.checkShape(t); err != nil {
		return err
	}
	if err := s.clampFile(t); err != nil {
		return err
	}
	if runtime.GOOS == "darwin" { // fsync alone does not reach the disk there
		if err := t.exec("PRAGMA fullfsync = 1"); err != nil {
			return err
		}
	}
	// Where there can be no log (some network folders) SQLite keeps its older
	// journal, which is slower and, synced at each commit, as safe.
	var mode string
	err = retryBusy(func() error { return t.row("PRAGMA journal_mode = WAL").Scan(&mode) })
	if err != nil {
		return err
	}
	s.log = mode == "wal"
	return s.checkWritable(t)
}

// checkLength finds a file whose last page was cut: SQLite reads zeros for what
// is missing. While there is a log, pages may be on their way from it.
func (s *Store) checkLength(t *tx) error {
	var length int64
	err := t.row(`SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)`).Scan(&length)
	if err != nil || s.file.Size() >= length {
		return err
	}
	for _, suffix := range sidecars() {
		if beside, err := os.Stat(s.path + suffix); err == nil && beside.Size() > 0 && suffix != "-shm" {
			return nil
		}
	}
	if there, err := os.Stat(s.path); err != nil || there.Size() >= length {
		return err // another process has just written the rest
	}
	return errDamaged
}

// version returns the version of the file's schema, 0 for a file with nothing
// in it. A file of another program or a newer one is a *Fault.
func (s *Store) version(t *tx) (int, error) {
	var application, version, tables int64
	err := t.row(`SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case application == 0 && version == 0 && tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, &Fault{What: Foreign, Path: s.path}
	case version > schemaVersion:
		return 0, &Fault{What: Newer, Path: s.path, Schema: int(version), Known: schemaVersion}
	case version < 0 || version == 0 && tables > 0: // we never leave one so
		return 0, errDamaged
	}
	return int(version), nil
}

// known refuses a file that another program has changed while it was open: a newer one has
// brought it up to date, or one of another kind has set its version or taken tables away. That
// may stand in its log, of which the file says nothing yet.
func (s *Store) known(t *tx) error {
	version, schema, err := versions(t)
	switch {
	case err != nil:
		return err
	case version > schemaVersion:
		return &Fault{What: Newer, Path: s.path, Schema: version, Known: schemaVersion}
	case version < schemaVersion:
		return &Fault{What: Foreign, Path: s.path}
	case schema != s.schema:
		if err := s.checkShape(t); errors.Is(err, errDamaged) {
			return &Fault{What: Foreign, Path: s.path}
		} else if err != nil {
			return err
		}
	}
	return nil
}

// versions returns the version that we gave the schema and the number by which SQLite counts its changes.
func versions(t *tx) (version, schema int, err error) {
	err = t.row(`SELECT (SELECT user_version FROM pragma_user_version), (SELECT schema_version FROM pragma_schema_version)`).Scan(&version, &schema)
	return version, schema, err
}

// sinceVersion3 are the columns of answers that version 3 added.
const sinceVersion3 = ",utc_offset,confidence,easy"

// shape is the tables of schemaVersion, each with its columns, by name.
const shape = "answers(uuid,attempt,question,hash,title,kind,response,words,credit,points,graded,hints,dont_know,seconds,answered_at,day,stamp" + sinceVersion3 + ") " +
	"attempts(uuid,student,course,version,hash,scope,seed,questions,started_at,ended_at,score,max,passed,began,stamp) " +
	"clock(id,stamp) " +
	"courses(id,title,version,hash,stamp) " +
	"links(student,course,target,lesson,text,added_at,deleted,stamp) " +
	"notes(uuid,student,course,kind,label,lesson,block,offset,paragraph,text,created_at,updated_at,deleted,stamp) " +
	"places(student,course,lesson,block,offset,updated_at,stamp) " +
	"readings(session,lesson,day,student,course,first_at,last_at,times,seconds,finished,stamp) " +
	"settings(student,key,value,stamp) " +
	"students(name)"

// shapeOf is shape as it was at an earlier version, as far as it is attempts, answers and settings.
func shapeOf(version int) string {
	if version < 3 {
		return strings.Replace(shape, sinceVersion3, "", 1)
	}
	return shape
}

// checkShape finds a file whose tables are not those of its version. Tables beside them do no harm.
// Triggers, which no record has, could take away what was confirmed, and are removed.
func (s *Store) checkShape(t *tx) error {
	ours := map[string]bool{}
	for table := range strings.SplitSeq(shape, " ") {
		ours[table] = true
	}
	err := t.each(func(rows *sql.Rows) error {
		var table string
		err := rows.Scan(&table)
		delete(ours, table)
		return err
	}, `SELECT m.name || '(' || group_concat(c.name) || ')' FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name`)
	if err != nil {
		return err
	}
	if len(ours) > 0 {
		return errDamaged
	}
	triggers, err := collect(t, func(rows *sql.Rows) (name string, err error) {
		return name, rows.Scan(&name)
	}, `SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		return err
	}
	for _, name := range triggers {
		if err := t.exec(`DROP TRIGGER "` + strings.ReplaceAll(name, `"`, `""`) + `"`); err != nil {
			return err
		}
	}
	_, s.schema, err = versions(t)
	return err
}

// migrate brings the schema up to date inside one transaction. Another process
// may have done so while this one waited for the lock.
func (s *Store) migrate(t *tx) error {
	version, err := s.version(t)
	if err != nil {
		return err
	}
	for ; version < schemaVersion; version++ {
		if err := applyMigration(t, version+1); code(err) == codeSQL {
			return errDamaged // its tables are not those of its version
		} else if err != nil {
			return fmt.Errorf("schema %d: %w", version+1, err)
		}
	}
	return nil
}

// applyMigration brings the schema from version n-1 to version n.
func applyMigration(t *tx, n int) error {
	source, err := migrations.ReadFile(fmt.Sprintf("schema/%04d.sql", n))
	if err != nil {
		return err
	}
	if err := t.exec(string(source)); err != nil {
		return err
	}
	return t.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, n))
}

// checkWritable takes the write lock, writes and takes that back: SQLite opens a file
// that cannot be written without a word, and says so at the first write only. The lock
// alone is no proof, because of such a file SQLite takes that of a reader (lang_transaction).
func (s *Store) checkWritable(t *tx) error {
	if err := retryBusy(func() error { return t.exec("BEGIN IMMEDIATE") }); err != nil {
		return err
	}
	err := t.exec(fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
	_, back := t.conn.ExecContext(context.Background(), "ROLLBACK")
	return cmp.Or(err, back)
}
