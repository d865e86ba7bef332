package names

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// Folder is the file system of a folder of the machine. Package fs takes only names in
// UTF-8, and on Linux a name is any bytes: those that are not UTF-8 are seen in the charset
// that all of them together look to be in, which is found when the first one is met. Where
// another file has that name already, the file is left out.
type Folder struct {
	root       *os.Root
	dir        string
	fsys       fs.FS // of root
	holdsLinks func(name string) bool
	skip       func(folder string) bool

	mu    sync.Mutex
	odd   map[string]bool // folders, as on the disk, that were listed: whether they hold such names
	names *oddNames       // nil as long as none was met
}

// oddNames are the names of a folder that are not UTF-8, and what became of them.
type oddNames struct {
	seen     map[string]string // by the path on the disk: the name that is seen, "" of what is left out
	disk     map[string]string // by the path that is seen: the name on the disk
	problems []doc.Problem
}

// NewFolder returns the file system of a folder, of which root is the same one. holdsLinks
// tells the files that may name others, and skip the names of folders that hold none.
func NewFolder(root *os.Root, dir string, holdsLinks, skip func(string) bool) *Folder {
	return &Folder{root: root, dir: dir, fsys: root.FS(), holdsLinks: holdsLinks, skip: skip, odd: map[string]bool{}}
}

// Problems says how names that are not UTF-8 were read, as far as such were met.
func (f *Folder) Problems() []doc.Problem {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.names == nil {
		return nil
	}
	return f.names.problems
}

// Seen returns the name under which a file in the folder itself is seen.
func (f *Folder) Seen(disk string) (string, error) {
	if utf8.ValidString(disk) {
		return disk, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.names == nil {
		f.find()
	}
	if seen := f.names.seen[disk]; seen != "" {
		return seen, nil
	}
	return "", errors.New("its name is not UTF-8, and another file beside it has the name that it reads as")
}

// OnDisk returns the path inside the folder, as it is on the disk, of what is seen under a name.
func (f *Folder) OnDisk(name string) string {
	_, err := f.root.Lstat(filepath.FromSlash(name))
	if disk, ok := f.onDisk(name, err); ok {
		return disk
	}
	return name
}

// Open opens a file. Links that lead out of the folder are refused.
func (f *Folder) Open(name string) (fs.File, error) {
	file, err := f.fsys.Open(name)
	if disk, ok := f.onDisk(name, err); ok {
		file, err := f.root.Open(filepath.FromSlash(disk))
		if err != nil {
			return nil, err
		}
		return file, nil
	}
	return file, err
}

// Stat looks at a file.
func (f *Folder) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.fsys, name)
	if disk, ok := f.onDisk(name, err); ok {
		return f.root.Stat(filepath.FromSlash(disk))
	}
	return info, err
}

// ReadDir lists a folder.
func (f *Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(f.fsys, name)
	disk, ok := f.onDisk(name, err)
	if !ok {
		return f.asSeen(name, list), err
	}
	list, err = f.list(disk)
	return f.asSeen(disk, list), err
}

// list lists a folder as it is on the disk.
func (f *Folder) list(disk string) ([]fs.DirEntry, error) {
	file, err := f.root.Open(filepath.FromSlash(disk))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	list, err := file.ReadDir(-1)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

// Walk returns the same files for a walk through all of them, which is quicker: it follows
// no links, and so needs no guard against those that lead out.
func (f *Folder) Walk() fs.FS { return walk{os.DirFS(f.dir), f} }

type walk struct {
	fs.FS
	folder *Folder
}

func (w walk) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(w.FS, name)
	if disk, ok := w.folder.onDisk(name, err); ok {
		list, err = os.ReadDir(filepath.Join(w.folder.dir, filepath.FromSlash(disk)))
		name = disk
	}
	return w.folder.asSeen(name, list), err
}

// onDisk returns the path on the disk of what is seen under a name, if that was not found
// and is another one.
func (f *Folder) onDisk(name string, err error) (disk string, ok bool) {
	if err == nil || isASCII(name) || !fs.ValidPath(name) || !errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	seen := ""
	for part := range strings.SplitSeq(name, "/") {
		seen = path.Join(seen, part)
		if f.names == nil && !isASCII(part) && f.holdsOdd(disk) {
			f.find()
		}
		if f.names != nil && f.names.disk[seen] != "" {
			part, ok = f.names.disk[seen], true
		}
		disk = joined(disk, part)
	}
	return disk, ok
}

// joined is path.Join for names that path.Clean must not touch.
func joined(dir, name string) string {
	if dir == "" || dir == "." {
		return name
	}
	return dir + "/" + name
}

// holdsOdd reports whether a folder on the disk holds names that are not UTF-8. f.mu is held.
func (f *Folder) holdsOdd(disk string) bool {
	if disk == "" {
		disk = "."
	}
	odd, ok := f.odd[disk]
	if !ok {
		list, _ := f.list(disk)
		odd = slices.ContainsFunc(list, func(e fs.DirEntry) bool { return !utf8.ValidString(e.Name()) })
		f.odd[disk] = odd
	}
	return odd
}

// asSeen gives the entries of a folder on the disk the names that are seen, and takes out
// what is left out.
func (f *Folder) asSeen(disk string, list []fs.DirEntry) []fs.DirEntry {
	if !slices.ContainsFunc(list, func(e fs.DirEntry) bool { return !utf8.ValidString(e.Name()) }) {
		return list
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.names == nil {
		f.find()
	}
	kept := make([]fs.DirEntry, 0, len(list))
	for _, e := range list {
		name := e.Name()
		if seen := f.names.seen[joined(disk, name)]; seen != "" {
			e = renamed{e, seen}
		} else if !utf8.ValidString(name) {
			continue
		}
		kept = append(kept, e)
	}
	slices.SortFunc(kept, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return kept
}

// renamed is an entry under another name.
type renamed struct {
	fs.DirEntry
	name string
}

func (r renamed) Name() string { return r.name }

// maxNames bounds the names that are not UTF-8, and the files that are looked at for them.
const maxNames = 200_000

// find finds all names that are not UTF-8, and what they are. f.mu is held.
func (f *Folder) find() {
	f.names = &oddNames{seen: map[string]string{}, disk: map[string]string{}}
	var odd []string           // paths on the disk, folders before what they hold
	var doubtful []string      // those that are UTF-8, perhaps by chance
	among := map[string]bool{} // folders that hold odd ones
	var links linkTexts
	n := 0
	_ = filepath.WalkDir(f.dir, func(full string, d fs.DirEntry, err error) error {
		disk, relErr := filepath.Rel(f.dir, full)
		disk = filepath.ToSlash(disk)
		if n++; n > maxNames {
			return fs.SkipAll
		}
		switch {
		case err != nil || relErr != nil || disk == ".":
			return nil
		case d.IsDir() && f.skip(d.Name()):
			return fs.SkipDir
		}
		switch {
		case !utf8.ValidString(d.Name()):
			odd = append(odd, disk)
			among[folderOf(disk)] = true
		case !isASCII(d.Name()):
			doubtful = append(doubtful, disk)
		}
		if d.Type().IsRegular() && f.holdsLinks(d.Name()) {
			links.add(func() (io.ReadCloser, error) { return f.root.Open(filepath.FromSlash(disk)) })
		}
		return nil
	})
	if len(odd) == 0 {
		return
	}
	raw := make([]string, len(odd))
	for i, disk := range odd {
		raw[i] = base(disk)
	}
	charset := guess(raw, links.text())
	for _, disk := range doubtful {
		if among[folderOf(disk)] && charset.Likelier([]byte(base(disk))) {
			odd, raw = append(odd, disk), append(raw, base(disk))
		}
	}
	var out []string // names that are left out
	for i, disk := range odd {
		if seen := f.enter(disk, decoded(charset, raw[i])); seen != "" {
			out = append(out, seen)
		}
	}
	f.names.tell(charset, len(odd), out)
}

// enter makes a path on the disk known under a name. It returns the path that would be seen
// if another file has that or has to be left out with its folder.
func (f *Folder) enter(disk, name string) (leftOut string) {
	parent := ""
	at := ""
	for part := range strings.SplitSeq(folderOf(disk), "/") {
		at = joined(at, part)
		if seen := f.names.seen[at]; seen != "" {
			part = seen
		} else if !utf8.ValidString(part) {
			return name // its folder is left out, and told
		}
		parent = joined(parent, part)
	}
	seen := joined(parent, name)
	_, err := f.root.Lstat(filepath.FromSlash(joined(folderOf(disk), name)))
	if err == nil || f.names.disk[seen] != "" {
		return seen
	}
	f.names.seen[disk] = name
	f.names.disk[seen] = base(disk)
	return ""
}

// folderOf is path.Dir for names that path.Clean must not touch, "" for the folder itself.
func folderOf(disk string) string { return strings.TrimSuffix(disk[:len(disk)-len(base(disk))], "/") }

// base is path.Base for names that path.Clean must not touch.
func base(disk string) string { return disk[strings.LastIndexByte(disk, '/')+1:] }

// tell makes the Problems of a folder with n names that are not UTF-8.
func (o *oddNames) tell(charset text.Charset, n int, out []string) {
	o.problems = []doc.Problem{{
		Severity: doc.Info, Code: "folder-names", Text: plural(n,
			"%d name in the folder is not UTF-8; it was read as "+charset.Name,
			"%d names in the folder are not UTF-8; they were read as "+charset.Name),
	}}
	if len(out) > 0 {
		o.problems = append(o.problems, doc.Problem{
			Severity: doc.Warning, Code: "left-out", Text: plural(len(out),
				"%d file of the folder is left out, because its name is not UTF-8 and reads as that of another: ",
				"%d files of the folder are left out, because their names are not UTF-8 and read as those of others; the first is ") +
				quoted(out[0]),
		})
	}
}
