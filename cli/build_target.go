package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// targets names the program to write for each base, and asks before one that exists is
// replaced. It makes the folder for several programs.
func (a *app) targets(course string, c *lessons.Course, bases []*base, f buildFlags) ([]string, error) {
	st, err := os.Stat(f.output)
	several := len(bases) > 1 || f.all
	if several && err == nil && !st.IsDir() {
		return nil, usageError{fmt.Errorf("-o %s is a file; programs for several systems need a folder", f.output)}
	}
	targets := make([]string, len(bases))
	for i, b := range bases {
		targets[i] = f.output
		if several || err == nil && st.IsDir() {
			targets[i] = filepath.Join(f.output, b.outputName(c))
		}
	}
	if err := notInCourse(course, c, targets, several); err != nil {
		return nil, err
	}
	if several {
		if err := os.MkdirAll(f.output, 0o777); err != nil {
			return nil, plainError(err)
		}
	}
	taken := map[string]*base{}
	for i, b := range bases {
		if other := taken[targets[i]]; other != nil {
			return nil, fmt.Errorf("%s and %s are both for %s; leave one out", other.path, b.path, b.platform())
		}
		taken[targets[i]] = b
		if err := a.mayWrite(targets[i], b, f.force); err != nil {
			return nil, err
		}
	}
	return targets, nil
}

// outputName returns the name of a program in a folder of programs for several systems.
func (b *base) outputName(c *lessons.Course) string {
	name := doc.Slug(c.Manifest.ID) + "-" + b.goos + "-" + b.goarch
	if b.goos == "windows" {
		name += ".exe"
	}
	return name
}

// notInCourse refuses targets in the course's own folder: every copy of that folder would
// carry the program along. The folder of a page that is built alone is no course.
func notInCourse(course string, c *lessons.Course, targets []string, several bool) error {
	st, err := os.Stat(course)
	if err != nil || !st.IsDir() || !liesIn(filepath.Dir(targets[0]), st) {
		return nil
	}
	beside := filepath.Join(course, "..", filepath.Base(targets[0]))
	if several {
		beside = filepath.Join(course, "..", doc.Slug(c.Manifest.ID)+"-programs")
	}
	return usageError{fmt.Errorf("%s would lie in the course's own folder; write it elsewhere, with -o %s for example", targets[0], quoted(beside))}
}

// liesIn reports whether what is written into a folder, which need not be there yet,
// comes to lie in another one, by whatever links and names.
func liesIn(dir string, other fs.FileInfo) bool {
	real, err := filepath.EvalSymlinks(dir)
	for errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
		real, err = filepath.EvalSymlinks(dir)
	}
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return false // whoever writes there meets the same error
	}
	for {
		if st, err := os.Stat(real); err == nil && os.SameFile(st, other) {
			return true
		}
		above := filepath.Dir(real)
		if above == real {
			return false
		}
		real = above
	}
}

// mayWrite reports whether a program may be written under a name: it does not
// exist, or its loss is meant.
func (a *app) mayWrite(name string, b *base, force bool) error {
	st, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return plainError(err)
	}
	if !st.Mode().IsRegular() {
		return fmt.Errorf("%s exists and is no file", name)
	}
	if own, err := b.file.Stat(); err == nil && os.SameFile(st, own) {
		return fmt.Errorf("%s is the program that the course is attached to; choose another name", name)
	}
	return a.mayReplace(name, force)
}
