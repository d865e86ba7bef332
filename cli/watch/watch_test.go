package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/lessons"
	"lectern/lessons/study"
)

// folder is a course on the disk that is watched.
type folder struct {
	t     *testing.T
	dir   string
	edits <-chan study.Edition
	stop  context.CancelFunc
}

// watched writes a course of two pages and watches it, or the one page of it that is named.
func watched(t *testing.T, page string) *folder {
	t.Helper()
	f := &folder{t: t, dir: t.TempDir()}
	f.write("a.md", "# One\n\nFirst.\n")
	f.write("part/b.md", "# Two\n\nSecond.\n")
	f.watch(filepath.Join(f.dir, page))
	return f
}

// watch follows the course at a path until the test ends.
func (f *folder) watch(path string) {
	t := f.t
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	f.stop = stop
	var err error
	// Later than the files, whatever the clock of the file system.
	f.edits, err = Course(ctx, path, time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		for range f.edits { // until the watcher has closed what it holds
		}
	})
}

func (f *folder) write(name, text string) {
	f.t.Helper()
	name = filepath.Join(f.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) rename(from, to string) {
	f.t.Helper()
	if err := os.Rename(filepath.Join(f.dir, from), filepath.Join(f.dir, to)); err != nil {
		f.t.Fatal(err)
	}
}

// next returns the next edition.
func (f *folder) next() study.Edition {
	f.t.Helper()
	select {
	case e, ok := <-f.edits:
		if !ok {
			f.t.Fatal("the watcher ended")
		}
		return e
	case <-time.After(3 * time.Minute):
		f.t.Fatal("no edition came")
		return study.Edition{}
	}
}

// until takes editions until one holds a text, and returns it and how many came.
func (f *folder) until(want string) (study.Edition, int) {
	f.t.Helper()
	for n := 1; ; n++ {
		if e := f.next(); e.Course != nil && strings.Contains(courseText(e.Course), want) {
			return e, n
		}
	}
}

func courseText(c *lessons.Course) string {
	var b strings.Builder
	for _, l := range c.Lessons() {
		b.WriteString(l.Text() + "\n")
	}
	return b.String()
}

func TestWatchEdits(t *testing.T) {
	f := watched(t, "")
	f.write("a.md", "# One\n\nEdited in place.\n")
	f.until("Edited in place")

	// As Vim saves: the old file is moved away, a new one is written.
	f.write("4913", "")
	os.Remove(filepath.Join(f.dir, "4913"))
	f.rename("a.md", "a.md~")
	f.write("a.md", "# One\n\nEdited by renaming.\n")
	os.Remove(filepath.Join(f.dir, "a.md~"))
	f.until("Edited by renaming")

	// As many others do: written beside, and moved over.
	f.write(".a.md.swap", "# One\n\nEdited by replacing.\n")
	f.rename(".a.md.swap", "a.md")
	f.until("Edited by replacing")

	f.write("part/b.md", "# Two\n\nEdited in a folder.\n")
	f.until("Edited in a folder")

	os.Remove(filepath.Join(f.dir, "part/b.md"))
	for e := f.next(); strings.Contains(courseText(e.Course), "Edited in a folder"); e = f.next() {
	}
}

// Folders that come later are watched, with those in them, even if they came with their files.
func TestWatchNewFolders(t *testing.T) {
	f := watched(t, "")
	f.write("new/deep/c.md", "# Three\n\nCame with its folders.\n")
	f.until("Came with its folders")
	f.write("new/deep/c.md", "# Three\n\nEdited there.\n")
	f.until("Edited there")

	// A folder that was made elsewhere is moved in.
	other := &folder{t: t, dir: t.TempDir()}
	other.write("d/d.md", "# Four\n\nMade elsewhere.\n")
	if err := os.Rename(filepath.Join(other.dir, "d"), filepath.Join(f.dir, "d")); err != nil {
		t.Fatal(err)
	}
	f.until("Made elsewhere")
	f.write("d/d.md", "# Four\n\nEdited after the move.\n")
	f.until("Edited after the move")
}

// Many writes are few editions, and the last one is as the files are in the end.
func TestWatchLosesNothing(t *testing.T) {
	f := watched(t, "")
	const writes = 400
	for i := 1; i <= writes; i++ {
		f.write("a.md", fmt.Sprintf("# One\n\nState %d.\n", i))
		f.write(fmt.Sprintf("part/p%d.md", i%7), fmt.Sprintf("# P\n\nPart %d.\n", i))
	}
	e, n := f.until(fmt.Sprintf("State %d.", writes))
	for !strings.Contains(courseText(e.Course), fmt.Sprintf("Part %d.", writes)) {
		e, n = f.next(), n+1
	}
	if n > writes/10 {
		t.Errorf("%d writes made %d editions", writes, n)
	}
}

// What editors and version control keep beside the pages is no edit.
func TestWatchPassesOver(t *testing.T) {
	f := watched(t, "")
	for _, name := range []string{".git/index", ".a.md.swp", "a.md~", "#a.md#", "4913", "part/.hidden.md", "x.tmp"} {
		f.write(name, "nothing to read")
	}
	if err := os.Chmod(filepath.Join(f.dir, "a.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.write("a.md", "# One\n\nThe only edit.\n")
	if e := f.next(); !strings.Contains(courseText(e.Course), "The only edit.") {
		t.Errorf("an edition came before the edit: %q", courseText(e.Course))
	}
}

// A fault is told as one line with its place; a course that cannot be opened is told once, and comes back.
func TestWatchProblems(t *testing.T) {
	f := watched(t, "")
	f.write("a.md", "# One\n\nA [link](#nowhere).\n")
	if e, _ := f.until("A link"); e.Problem != "" {
		t.Errorf("a page without a fault of its own: %q", e.Problem)
	}
	f.write("r.rst", "R\n=\n\nText.\n\n.. no-such-directive:: x\n")
	e, _ := f.until("Text.")
	if !strings.HasPrefix(e.Problem, "r.rst:6: ") || strings.Contains(e.Problem, "\n") {
		t.Errorf("the fault reads %q", e.Problem)
	}

	f.write("course.toml", "title = \n")
	for e = f.next(); e.Course != nil; e = f.next() {
	}
	if !strings.Contains(e.Problem, "course.toml") {
		t.Errorf("a manifest that is no TOML: %q", e.Problem)
	}
	f.write("course.toml", "title = \"Mended\"\n")
	for e = f.next(); e.Course == nil; e = f.next() {
	}
	if e.Course.Manifest.Title != "Mended" {
		t.Errorf("the title is %q", e.Course.Manifest.Title)
	}
}

// A folder that goes away and comes back, as under git checkout, is followed again.
func TestWatchFolderReplaced(t *testing.T) {
	f := watched(t, "")
	old := filepath.Join(filepath.Dir(f.dir), "old")
	if err := os.Rename(f.dir, old); err != nil {
		t.Fatal(err)
	}
	var e study.Edition
	for e = f.next(); e.Course != nil; e = f.next() {
	}
	if !strings.Contains(e.Problem, "no such folder") {
		t.Errorf("a folder that is gone: %q", e.Problem)
	}
	f.write("a.md", "# One\n\nBack again.\n")
	f.until("Back again")
	f.write("a.md", "# One\n\nAnd edited.\n")
	f.until("And edited")
}

// Of one page that is read alone, its bank and what it may include count, its neighbours do not.
func TestWatchPage(t *testing.T) {
	f := watched(t, "a.md")
	f.write("z.md", "# Other\n\nA neighbour.\n")
	f.write("a.gift", "Is it?{T}\n")
	if e := f.next(); len(e.Course.Questions()) != 1 {
		t.Errorf("the bank was not read: %d questions", len(e.Course.Questions()))
	}
	f.write("a.md", "# One\n\nThe page itself.\n")
	e, _ := f.until("The page itself")
	if strings.Contains(courseText(e.Course), "neighbour") {
		t.Error("the neighbour is in the course")
	}
}

// Of a page that is named by a link into another folder, the file it leads to is followed.
func TestWatchLink(t *testing.T) {
	f := &folder{t: t, dir: t.TempDir()}
	f.write("there/a.md", "# One\n\nFirst.\n")
	f.write("here/b.md", "# Two\n\nSecond.\n")
	link := filepath.Join(f.dir, "here", "a.md")
	if err := os.Symlink(filepath.Join(f.dir, "there", "a.md"), link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	f.watch(link)
	f.write("there/a.md", "# One\n\nEdited there.\n")
	f.until("Edited there")
}

// What was written between the opening of the course and the first watch is an edit.
func TestWatchSince(t *testing.T) {
	dir := t.TempDir()
	f := &folder{t: t, dir: dir}
	f.write("part/a.md", "# One\n\nWritten early.\n")
	ctx, stop := context.WithCancel(context.Background())
	var err error
	if f.edits, err = Course(ctx, dir, time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	f.until("Written early")
	stop()
	for range f.edits {
	}
}

func TestWatchNothing(t *testing.T) {
	if _, err := Course(t.Context(), filepath.Join(t.TempDir(), "nowhere"), time.Now()); err == nil {
		t.Error("a folder that does not exist is watched")
	}
}
