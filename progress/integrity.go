package progress

import "fmt"

// Integrity has SQLite look through the whole file (PRAGMA integrity_check) and
// returns what it finds wrong, nil if nothing. It reads every page.
func (s *Store) Integrity() error {
	var verdict string
	err := s.read(func(t *tx) error { return t.row("PRAGMA integrity_check").Scan(&verdict) })
	if err == nil && verdict != "ok" && verdict != "" {
		err = fmt.Errorf("the record %s: %s", s.path, verdict)
	}
	return err
}
