package lessons

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"lectern/lessons/doc"
	"lectern/lessons/names"
	"lectern/lessons/text"
)

// FS returns the file system that the course is read from.
func (c *Course) FS() fs.FS { return c.files.fsys }

// Files returns the course's own files in the order of their paths: what
// someone else needs to open it. Names that begin with a dot, what the manifest
// excludes, and a student's record are not among them. Of a course that is one
// page, they are the page, its banks, the pictures, drawings and parts that it
// names, and what is known of its links.
func (c *Course) Files() []string {
	if c.only != "" {
		return c.pageParts()
	}
	c.ordered() // says which pages are drafts
	var out []string
	for _, name := range c.files.list() {
		if !c.leftOut(name) && !isRecord(name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Has reports whether the course has a regular file at that path.
func (c *Course) Has(name string) bool { return c.files.has(name) }

// OnDisk returns the path of a file inside the folder of the course as it is on the disk,
// where its name may not be UTF-8.
func (c *Course) OnDisk(name string) string {
	if c.onDisk == nil {
		return name
	}
	return c.onDisk(name)
}

// Find returns the file that a path inside the course leads to, as it is found by its name.
func (c *Course) Find(name string) names.Found { return c.files.find(name) }

// Encoding returns what had to be assumed of the encoding of a text file; ok is false for nothing.
func (c *Course) Encoding(name string) (p doc.Problem, ok bool) {
	src, err := c.files.read(name)
	if err != nil {
		return doc.Problem{}, false
	}
	_, note := text.Decode(src)
	if note == nil {
		return doc.Problem{}, false
	}
	return encodingProblem(name, note), true
}

// FindFile returns the file that an address on the page names, as it is found by its name.
func (p *Page) FindFile(address string) names.Found {
	return p.findFile(address)
}

// Source returns a text file of the course, such as a page or its manifest, in UTF-8.
func (c *Course) Source(name string) ([]byte, error) { return c.readText(name) }

// IsOnePage reports whether the course is one page out of a folder, not the folder.
func (c *Course) IsOnePage() bool { return c.only != "" }

// isRecord reports whether a file is what a student's record is kept in, or a
// copy of it: those hold what students answered.
func isRecord(name string) bool {
	base := path.Base(name)
	return base == "progress.db" || strings.HasPrefix(base, "progress.db-") || strings.HasPrefix(base, "progress.db.") ||
		strings.HasPrefix(base, "progress-") && strings.HasSuffix(base, ".db")
}

// pageParts returns the files that the one page of a course is made of.
func (c *Course) pageParts() []string {
	page := c.start
	seen := &recorder{FS: c.files.fsys, opened: map[string]bool{c.only: true}}
	// Whatever is opened while a course of its own is read through belongs to
	// the page: includes, banks, drawings.
	again, err := Open(seen, Options{ID: c.Manifest.ID, Only: c.only, As: c.asWord()})
	if err != nil {
		return []string{c.only}
	}
	again.Addresses()
	for _, l := range again.Lessons() {
		sources := imageSources(l.Blocks())
		for _, q := range l.Questions {
			sources = append(sources, q.PictureAddresses()...)
		}
		for _, source := range sources {
			if found := page.FindPicture(source); found.Name != "" {
				seen.note(found.Name)
			}
			again.start.Drawing(source)
		}
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	var out []string
	for name := range seen.opened {
		if c.files.has(name) && !isRecord(name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// imageSources lists the pictures in blocks.
func imageSources(blocks []doc.Block) []string {
	var out []string
	doc.WalkInlines(blocks, func(in doc.Inline) {
		if im, ok := in.(*doc.Image); ok {
			out = append(out, im.Source)
		}
	})
	return out
}

// recorder notes which files are opened. Several goroutines may open files: a bank is read while its
// page is parsed.
type recorder struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]bool
}

// Open opens a file and notes its name.
func (r *recorder) Open(name string) (fs.File, error) {
	f, err := r.FS.Open(name)
	if err == nil {
		r.note(name)
	}
	return f, err
}

func (r *recorder) note(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.opened[name] = true
}

// Stat looks at a file without noting it.
func (r *recorder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

// ReadDir lists a folder without noting it.
func (r *recorder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.FS, name) }
