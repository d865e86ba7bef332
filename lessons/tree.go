package lessons

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"lectern/lessons/archive"
	"lectern/lessons/doc"
	"lectern/lessons/names"
	"lectern/lessons/text"
)

// The bounds on what is read from a course, which may come from a stranger.
const (
	maxFile  = 64 << 20         // bytes of one file
	maxFiles = archive.MaxFiles // files of one course
)

// tree is the file system of a course. Paths use slashes and are relative to
// the course's folder. The list of its files is made when it is first needed: to
// open the first page of a large folder needs no list.
type tree struct {
	fsys fs.FS
	// walk lists the same folder. It may be quicker than fsys, because a walk
	// follows no links and so needs no guard against those that lead out.
	walk fs.FS
	// names finds the files that are asked for by names in another form.
	names *names.Lookup
	// meant is the one file that the user named, "" if none; it may have any name.
	meant string

	lookedMu sync.Mutex
	looked   map[string]*looked // by folder

	once   sync.Once
	listed atomic.Bool
	all    []string // every regular file that may be content, in lexical order of the walk
	set    map[string]bool
	unfit  []doc.Problem // what the list leaves out, nil for nothing
}

// passedOver are folders that hold no content of a course.
var passedOver = map[string]bool{"node_modules": true, "__pycache__": true, "_build": true, "venv": true, "__MACOSX": true}

// list returns the files of the course.
func (t *tree) list() []string {
	t.once.Do(func() {
		t.set = map[string]bool{}
		var out leftOut
		_ = fs.WalkDir(t.walk, ".", func(name string, d fs.DirEntry, err error) error {
			return t.visit(name, d, err, &out) // no error but the two that only steer
		})
		t.unfit = out.problems()
		t.listed.Store(true)
	})
	return t.all
}

// leftOut counts the files and folders whose names no file of a course can have.
type leftOut struct {
	n          int
	first, why string
	folders    int    // that were looked into
	full       string // where the walk ended, because a course has no more; "" if it did not
}

func (l *leftOut) add(name, why string) {
	if l.n++; l.n == 1 {
		l.first, l.why = name, why
	}
}

func (l *leftOut) problems() (all []doc.Problem) {
	if l.full != "" {
		said := fmt.Sprintf("there are more than %d files or folders, the most that a course may have; %s and all after it are left out", maxFiles, strconv.Quote(text.ClipLine(l.full, 60)))
		all = append(all, doc.Problem{Severity: doc.Error, Code: "too-many-files", Text: said})
	}
	if l.n == 0 {
		return all
	}
	sentence := "%d files or folders are left out, because no file of a course can have their names; the first, %s, %s"
	if l.n == 1 {
		sentence = "%d file or folder is left out, because no file of a course can have its name: %s %s"
	}
	said := fmt.Sprintf(sentence, l.n, strconv.Quote(text.ClipLine(l.first, 60)), l.why)
	return append(all, doc.Problem{Severity: doc.Warning, Code: "left-out", Text: said})
}

// newTree returns the files of a course in fsys.
func newTree(fsys, walk fs.FS, meant string) *tree {
	t := &tree{fsys: fsys, walk: &listedOnce{FS: walk}, meant: meant}
	t.names = names.NewLookup(fsys, t.has)
	return t
}

// listedOnce is a file system whose top is listed once: a kind of folder after the other asks what lies there, and
// there may be thousands of files.
type listedOnce struct {
	fs.FS
	once sync.Once
	top  []fs.DirEntry
	err  error
}

// ReadDir implements fs.ReadDirFS.
func (l *listedOnce) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != "." {
		return fs.ReadDir(l.FS, name)
	}
	l.once.Do(func() { l.top, l.err = fs.ReadDir(l.FS, ".") })
	return slices.Clone(l.top), l.err
}

// find returns the file that a name in a page, a list of pages or a bank leads to. Every
// door by which names come in goes through here.
func (t *tree) find(name string) names.Found { return t.names.Find(name) }

// isPassedOver reports whether a folder of that name holds no content of a course.
func isPassedOver(base string) bool { return names.Hidden(base) || passedOver[base] }

// visit takes one entry of the walk into the list.
func (t *tree) visit(name string, d fs.DirEntry, err error, out *leftOut) error {
	base := path.Base(name)
	switch {
	case err != nil && d != nil && d.IsDir():
		return fs.SkipDir // an unreadable folder hides its own files and no others
	case err != nil:
		return nil
	case d.IsDir():
		if name == "." {
			return nil
		}
		if isPassedOver(base) {
			return fs.SkipDir
		}
		// A folder of the last depth that there may be can hold no file.
		if why := names.Unfit(name + "/x"); why != "" {
			out.add(name, why)
			return fs.SkipDir
		}
		if out.folders++; out.folders > maxFiles {
			out.full = name
			return fs.SkipAll
		}
		return nil
	case names.Hidden(base), base == "Icon\r": // in which macOS keeps the picture of a folder
		return nil
	case len(t.all) >= maxFiles:
		out.full = name
		return fs.SkipAll
	}
	if why := names.Unfit(name); why != "" && name != t.meant {
		out.add(name, why)
		return nil
	}
	// A link is listed: whether it leads to a regular file inside the course
	// is seen when it is read, and os.Root refuses the others.
	if d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0 {
		t.all = append(t.all, name)
		t.set[name] = true
	}
	return nil
}

// has reports whether the course has a regular file of that name.
func (t *tree) has(name string) bool {
	if t.listed.Load() {
		return t.set[name]
	}
	if !fs.ValidPath(name) || name != t.meant && names.Unfit(name) != "" {
		return false
	}
	if t.lacks(name) {
		return false
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		t.missed(name)
	}
	return err == nil && info.Mode().IsRegular()
}

const (
	// maxMisses is how many files may be asked for that a folder does not have before it is
	// listed, if it has few entries: who looks for one file that may have any of thirty names
	// asks thirty times.
	maxMisses  = 2
	fewEntries = 256
	// maxLooked is how many folders are remembered so.
	maxLooked = 64
)

// looked is what is known of a folder of which a file was asked for that it does not have.
type looked struct {
	misses  int
	entries map[string]bool // nil as long as it is not listed, or because it is too large
}

// lacks reports whether a file is known to be missing, because its folder, or the course's, was listed.
// Around a page that is opened alone files may come while it is read.
func (t *tree) lacks(name string) bool {
	if t.meant != "" {
		return false
	}
	t.lookedMu.Lock()
	defer t.lookedMu.Unlock()
	first, _, below := strings.Cut(name, "/")
	if l := t.looked["."]; l != nil && l.entries != nil && !l.entries[first] {
		return true
	}
	if !below {
		return false
	}
	l := t.looked[path.Dir(name)]
	return l != nil && l.entries != nil && !l.entries[path.Base(name)]
}

// missed notes that a folder does not have a file, and lists the folder after a few of them.
func (t *tree) missed(name string) {
	if t.meant != "" {
		return
	}
	t.lookedMu.Lock()
	defer t.lookedMu.Unlock()
	dir := path.Dir(name)
	l := t.looked[dir]
	if l == nil && len(t.looked) < maxLooked {
		if t.looked == nil {
			t.looked = map[string]*looked{}
		}
		l = &looked{}
		t.looked[dir] = l
	}
	if l == nil {
		return
	}
	if l.misses++; l.misses == maxMisses {
		l.entries = t.few(dir)
	}
}

// few returns the names in a folder, nil if there are many or one of them is no name of a course.
func (t *tree) few(dir string) map[string]bool {
	f, err := t.walk.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil
	}
	entries, err := d.ReadDir(fewEntries)
	if err != nil && err != io.EOF || len(entries) == fewEntries {
		return nil
	}
	all := make(map[string]bool, len(entries))
	for _, e := range entries {
		if !utf8.ValidString(e.Name()) {
			return nil
		}
		all[e.Name()] = true
	}
	return all
}

// size returns the size of a file in bytes, 0 if there is none.
func (t *tree) size(name string) int64 {
	if !fs.ValidPath(name) {
		return 0
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// top returns the regular files that lie in the course's folder itself.
func (t *tree) top() []string {
	entries, err := fs.ReadDir(t.walk, ".")
	if err != nil {
		return nil
	}
	var all []string
	for _, e := range entries {
		if !e.IsDir() && !names.Hidden(e.Name()) && names.Unfit(e.Name()) == "" {
			all = append(all, e.Name())
		}
	}
	return all
}

// topNames returns the names of all that lies in the course's folder itself, of files and folders, hidden
// ones too.
func (t *tree) topNames() []string {
	entries, _ := fs.ReadDir(t.walk, ".") // what cannot be listed is looked for without
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// read returns the content of a regular file of the course.
func (t *tree) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fault(nil, "%s: not a path inside the course", name)
	}
	// Stat before opening: to open a pipe would wait for its other end.
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return nil, plainError(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fault(nil, "%s: not a regular file", name)
	}
	if info.Size() > maxFile {
		return nil, fault(nil, "%s: file is too large (%d MB; the limit is %d MB)", name, info.Size()>>20, maxFile>>20)
	}
	f, err := t.fsys.Open(name)
	if err != nil {
		return nil, plainError(name, err)
	}
	defer f.Close()
	src := make([]byte, 0, info.Size()+1)
	// A zip archive may state a small size and hold a large file.
	for r := io.LimitReader(f, maxFile); ; {
		n, err := r.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		if err == io.EOF {
			return src, nil
		}
		if err != nil {
			return nil, plainError(name, err)
		}
		if len(src) == cap(src) {
			src = append(src, 0)[:len(src)]
		}
	}
}

// plainError takes the system call and the path out of an error of package fs, which repeat what the caller says.
func plainError(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fault(nil, "%s: no such file in the course", name)
	}
	return fault(err, "%s: %v", name, err)
}

// readStart returns the first bytes of a file, for looking at it without reading it all.
func (t *tree) readStart(name string, limit int) ([]byte, error) {
	return t.readRange(name, 0, limit)
}

// readRange returns the bytes of a regular file from start up to end; fewer if it is shorter by now.
func (t *tree) readRange(name string, start, end int) ([]byte, error) {
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return nil, plainError(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fault(nil, "%s: not a regular file", name)
	}
	f, err := t.fsys.Open(name)
	if err != nil {
		return nil, plainError(name, err)
	}
	defer f.Close()
	if s, ok := f.(io.Seeker); ok {
		_, err = s.Seek(int64(start), io.SeekStart)
	} else { // in a zip archive the way there leads through what stands before
		_, err = io.CopyN(io.Discard, f, int64(start))
	}
	if err != nil && err != io.EOF {
		return nil, plainError(name, err)
	}
	src := make([]byte, end-start)
	n, err := io.ReadFull(f, src)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, plainError(name, err)
	}
	return src[:n], nil
}
