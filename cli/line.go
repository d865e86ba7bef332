package cli

import (
	"context"
	"io"
	"time"

	"lectern/cli/rights"
	"lectern/cli/trouble"
	"lectern/cli/watch"
	"lectern/lessons"
	"lectern/progress"
	"lectern/reader/line"
)

// lineConfig is the configuration that line mode and `lectern quiz` share.
func (a *app) lineConfig(c *lessons.Course) line.Config {
	return line.Config{
		Course: c, Student: a.studentName(), In: rights.UntilIdle(a.Stdin, a.may.Idle), Out: a.Stdout,
		Terminal: isTerminal(a.Stdin) && isTerminal(a.Stdout), Opener: a.may.Programs().Opener,
	}
}

// lineMode reads the course on standard input and output. path is what the
// course was opened from, no element for the one inside; begun is when.
func (a *app) lineMode(c *lessons.Course, path []string, begun time.Time) error {
	cfg := a.lineConfig(c)
	store, record, err := a.studentRecord(c)
	switch {
	case err != nil && !a.may.Unsaved:
		return err
	case err != nil:
		cfg.Notice = trouble.Unsaved(err)
	default:
		defer a.closeRecord(store)
		cfg.Record = newKeeper(store, record, c)
		if d := a.newDesk(c, path, store, record); d != nil {
			cfg.Desk = d
			if c.ExamBuild() != "" {
				cfg.ExamID = d.examID()
			}
		}
		if why := store.ReadOnly(); why != nil {
			cfg.Notice = trouble.Unsaved(why)
		}
		cfg.Totals = func(w io.Writer) error { return courseTotals(w, c, store, record) }
	}
	if len(path) == 1 && cfg.Terminal && a.may.Follows {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		// Where edits cannot be followed the course reads all the same.
		cfg.Editions, _ = watch.Course(ctx, path[0], begun)
	}
	return line.Read(cfg)
}

// courseTotals writes how the course as a whole stands.
func courseTotals(w io.Writer, c *lessons.Course, store *progress.Store, r *progress.Record) error {
	s, err := summary(c, store, r)
	if err != nil {
		return err
	}
	progressTotals(w, s, nil)
	return nil
}
