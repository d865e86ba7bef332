// Package watch follows a course on the disk for its author: each edit is opened as a new edition.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/study"
)

// How the author's preview follows a course on the disk. Editors save in several
// steps (a new file, two renames), so what comes within watchQuiet of the step
// before is one edit; a job that never pauses is shown after maxWatchEdit all the
// same. An edit that comes while the course is opened is another one: the
// channel of events is read all the time.
const (
	watchQuiet   = 100 * time.Millisecond
	maxWatchEdit = 700 * time.Millisecond
	// watchAgain is the time between two checks whether a folder that went away is back.
	watchAgain = 300 * time.Millisecond
	// maxWatchFolders is how many folders are watched; systems have their limits.
	maxWatchFolders = 4096
)

// watcher follows one course on the disk.
type watcher struct {
	path   string // as the student named it: a folder, a page or an archive
	dir    string // the folder that is watched
	only   string // name of the page or archive in it; "" for the whole folder
	events *fsnotify.Watcher
	out    chan study.Edition

	since  time.Time       // when the course was opened that the reader has at first
	edited map[string]bool // paths inside dir that changed since the last edition
	lost   bool            // the folder went away
	failed string          // why the course could not be opened the last time; "" if it could
}

// Course follows the course at a path of the machine. Each edit sends the
// course anew; an edition that was not taken before the next edit is dropped for
// the newer one. Whoever takes an edition may use its course until it has taken
// the one after the next: until then the watcher keeps it open. The channel is
// closed when ctx ends, and all its courses with it.
//
// since is a time before the course was opened that the reader begins with: what
// was written between then and now is an edit too. The error says why edits are
// not followed.
func Course(ctx context.Context, path string, since time.Time) (<-chan study.Edition, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		path = lessons.FollowPage(path)
	}
	w := &watcher{path: path, dir: path, since: since, out: make(chan study.Edition), edited: map[string]bool{}}
	if !info.IsDir() {
		w.dir, w.only = filepath.Split(filepath.Clean(path))
		w.dir = filepath.Clean(w.dir)
	}
	if w.events, err = fsnotify.NewWatcher(); err != nil {
		return nil, err
	}
	// The folder itself at once, what lies in it behind the first screen.
	if err := w.events.Add(w.dir); err != nil {
		w.events.Close()
		return nil, err
	}
	go w.follow(ctx)
	return w.out, nil
}

// follow runs until ctx ends.
func (w *watcher) follow(ctx context.Context) {
	var (
		opened  []*lessons.Course // sent, the newest last
		ready   *study.Edition    // opened and not taken yet
		settled = newTimer()      // runs out when an edit is over
		walk    = newTimer()      // runs out when the first screen has had its time
		began   time.Time         // when the edit that is under way began; zero without one
	)
	defer func() {
		if ready != nil {
			closeCourse(ready.Course)
		}
		for _, c := range opened {
			closeCourse(c)
		}
		settled.Stop()
		walk.Stop()
		w.events.Close()
		close(w.out)
	}()
	walk.Reset(watchQuiet)
	for {
		var out chan study.Edition // nil, which nobody receives from, while nothing is ready
		var next study.Edition
		if ready != nil {
			out, next = w.out, *ready
		}
		changed := false
		select {
		case <-ctx.Done():
			return
		case out <- next:
			ready = nil
			if next.Course != nil {
				opened = append(opened, next.Course)
			}
			for ; len(opened) > 2; opened = opened[1:] {
				closeCourse(opened[0])
			}
		case e, ok := <-w.events.Events:
			if !ok {
				return
			}
			changed = w.heed(e)
		case _, ok := <-w.events.Errors:
			if !ok {
				return
			}
			changed = true // events were lost: what they told of is read anew
		case <-walk.C:
			changed = w.add()
		case <-settled.C:
			began = time.Time{}
			if e := w.open(); e != nil {
				if ready != nil {
					closeCourse(ready.Course)
				}
				ready = e
			}
			if w.lost {
				settled.Reset(watchAgain)
			}
		}
		if changed {
			now := time.Now()
			if began.IsZero() {
				began = now
			}
			settled.Reset(min(watchQuiet, max(0, maxWatchEdit-now.Sub(began))))
		}
	}
}

// newTimer returns a timer that has not been started.
func newTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

func closeCourse(c *lessons.Course) {
	if c != nil {
		c.Close()
	}
}

// heed records the file that an event is about, and reports whether it belongs to the course.
func (w *watcher) heed(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name, err := filepath.Rel(w.dir, e.Name)
	if err != nil || name == "." {
		// The folder itself was moved or removed, or is back.
		w.lost = w.lost || e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
		return true
	}
	if passing(name) || w.only != "" && !concerns(w.only, name) {
		return false
	}
	if e.Has(fsnotify.Create) && w.only == "" {
		w.addTree(e.Name)
	}
	w.edited[filepath.ToSlash(name)] = true
	return true
}

// passing reports whether a path is one of those that editors and version
// control make beside the files of a course.
func passing(name string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	base := filepath.Base(name)
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, ".swp") ||
		strings.HasSuffix(base, ".tmp") || base == "4913" // Vim's test of a folder
}

// concerns reports whether a change of a file beside a page can change what is
// read: the page, its banks, or a drawing or an include, of which any may be one.
func concerns(only, name string) bool {
	stem := func(s string) string { return strings.TrimSuffix(s, filepath.Ext(s)) }
	if name == only || strings.HasPrefix(name, stem(only)+".") {
		return true
	}
	beside := bank.ForFile(name) != nil || lessons.IsPartName(name)
	return beside && !strings.EqualFold(filepath.Ext(only), ".zip")
}

// add watches the folder and, for a whole course, all folders in it; what is
// watched already stays so. It reports whether something was written there since
// the course was opened.
func (w *watcher) add() (written bool) {
	if err := w.events.Add(w.dir); err != nil {
		w.lost = true
		return false
	}
	w.lost = false
	if w.only == "" {
		return w.addTree(w.dir)
	}
	info, err := os.Stat(w.path)
	return err == nil && info.ModTime().After(w.since)
}

// addTree watches a folder and those in it, each before what lies in it is
// listed: a folder that comes later is told of by an event.
func (w *watcher) addTree(dir string) (written bool) {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() && dir != w.dir {
		return false
	}
	n := len(w.events.WatchList())
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it went away meanwhile
		case !d.IsDir():
			if rel, err := filepath.Rel(w.dir, name); err == nil && !written && !passing(rel) {
				info, err := d.Info()
				written = err == nil && info.ModTime().After(w.since)
			}
			return nil
		case name != w.dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case n >= maxWatchFolders:
			return fs.SkipAll
		}
		if w.events.Add(name) == nil {
			n++
		}
		return nil
	})
	return written
}

// open opens the course as it is now. It is nil when the course cannot be
// opened for the same reason as the last time.
func (w *watcher) open() *study.Edition {
	if w.lost {
		w.add()
	}
	c, err := lessons.OpenPath(w.path)
	if err != nil {
		again := err.Error() == w.failed
		if w.failed = err.Error(); again {
			return nil
		}
		return &study.Edition{Problem: w.failed}
	}
	e := &study.Edition{Course: c, Problem: w.problem(c)}
	w.failed = ""
	clear(w.edited)
	return e
}

// problem returns the gravest fault in the pages that were edited, "" if there is none.
func (w *watcher) problem(c *lessons.Course) string {
	var worst *doc.Problem
	for _, p := range c.Pages() {
		if !w.touched(p.Path) {
			continue
		}
		for _, problem := range p.Problems() {
			if problem.Severity > doc.Info && (worst == nil || problem.Severity > worst.Severity) {
				worst = &problem
			}
		}
	}
	if worst == nil {
		return ""
	}
	if worst.Line == 0 {
		return fmt.Sprintf("%s: %s", worst.File, worst.Text)
	}
	return fmt.Sprintf("%s:%d: %s", worst.File, worst.Line, worst.Text)
}

// touched reports whether a page or a file of its stem, as a bank, was edited.
func (w *watcher) touched(page string) bool {
	stem := strings.TrimSuffix(page, filepath.Ext(page)) + "."
	for name := range w.edited {
		if name == page || strings.HasPrefix(name, stem) {
			return true
		}
	}
	return false
}
