package lessons

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"html"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"lectern/lessons/archive"
	"lectern/lessons/doc"
	"lectern/lessons/epub"
	"lectern/lessons/exported"
	"lectern/lessons/names"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// OpenPath opens the course at a path of the machine: a folder, one page, a
// .zip archive of a folder, a book in EPUB, or a pipe that a page comes through. A page whose name
// shows no format is opened by its content. Errors say what was looked for, and where.
func OpenPath(name string) (*Course, error) { return OpenPathAs(name, "") }

// OpenPathAs is OpenPath for one page that is read as the format that is named, one
// of FormatWords.
func OpenPathAs(name, as string) (*Course, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault(err, "%s: no such folder, page or .zip archive", name)
	case err != nil:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, fault(err, "%s: %v", name, err)
	case as != "" && (info.IsDir() || isZip(name) || isBook(name)):
		return nil, fault(nil, "%s: the format of one page was given, and this is a whole course", name)
	case info.IsDir():
		return openFolder(name, "", "", nil)
	case info.Mode().Type() == fs.ModeNamedPipe:
		return openPipe(name, as)
	case !info.Mode().IsRegular():
		return nil, fault(nil, "%s: neither a folder nor a regular file", name)
	case isBook(name):
		return openBook(name)
	case isZip(name), isZipInside(name):
		return openZip(name)
	}
	if as == "" && bank.ForFile(name) != nil && !isPageName(filepath.Base(name), false) {
		if c, ok := openBank(name); ok {
			return c, nil
		}
	}
	page := FollowPage(name)
	if as == "" && !isPageName(filepath.Base(page), true) {
		if page != name {
			return nil, fault(nil, "%s: leads to %s, which is not a page (%s), a folder or a .zip archive", name, page, strings.Join(pageSuffixes(true), ", "))
		}
		if err := looksLikePage(name); err != nil {
			return nil, err
		}
	}
	if err := readable(page); err != nil {
		return nil, err
	}
	return openFolder(filepath.Dir(page), filepath.Base(page), as, nil)
}

// readable returns why a page cannot be read, which of a page alone is no course.
func readable(page string) error {
	f, err := os.Open(page)
	if err != nil {
		return plainError(page, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > maxFile {
		return fault(nil, "%s: more than the %d MB that a page may have", page, maxFile>>20)
	}
	return nil
}

// FindPath returns the path on the machine that somebody means who types one, whose accents may
// be composed otherwise, or in another charset.
func FindPath(typed string) string { return names.Path(typed) }

// isZip reports whether a file is named as an archive of a folder, or as the package of a school's system, which is one.
func isZip(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".zip") || strings.EqualFold(filepath.Ext(name), ".imscc")
}

func isBook(name string) bool { return strings.EqualFold(filepath.Ext(name), ".epub") }

// isZipInside reports whether a file without a suffix is a .zip archive, and no document of a
// kind that is one inside.
func isZipInside(name string) bool {
	if filepath.Ext(name) != "" {
		return false
	}
	start, err := startOf(name)
	return err == nil && binaryKind(start) == plainZip
}

// startOf returns the beginning of a file.
func startOf(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, plainError(name, err)
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, maxSniff))
	if err != nil {
		return nil, plainError(name, err)
	}
	return start, nil
}

// looksLikePage returns why a file whose name shows no format of a page is none by
// its content either.
func looksLikePage(name string) error {
	start, err := startOf(name)
	switch {
	case err != nil:
		return err
	case len(start) == 0:
		return fault(nil, "%s: not a page: it is empty", name)
	}
	return refuse(name, start)
}

// FollowPage returns the path of the page that OpenPath opens under a name. Where
// the name itself is a link that leads out of its folder, that is the file it
// leads to: the name is its user's wish, while a link in a course is a
// stranger's, and is refused. What belongs to the page then lies beside that file.
func FollowPage(name string) string {
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return name
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return name
	}
	defer root.Close()
	if _, err := root.Stat(filepath.Base(name)); err == nil {
		return name
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		return target
	}
	return name
}

// openFolder opens a folder, or one page of it and in what format that is. Links that lead out of the folder are refused by os.Root.
// Of a bank of questions, stand is the page that stands for it; nil of all else.
func openFolder(dir, only, as string, stand *exported.File) (*Course, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault(err, "%s: cannot be opened: %v", dir, err)
	}
	files := names.NewFolder(root, dir, holdsLinks, isPassedOver)
	named := only
	if only, err = files.Seen(only); err != nil {
		root.Close()
		return nil, fault(err, "%s: %v", filepath.Join(dir, named), err)
	}
	full, err := filepath.Abs(filepath.Join(dir, named))
	if err != nil {
		full = filepath.Join(dir, named)
	}
	var fsys, walk fs.FS = files, files.Walk()
	if _, err := root.Stat("imsmanifest.xml"); err == nil && only == "" { // a package that was unpacked
		if src := exported.Pack(walk); src != nil {
			if page, file, ok := questionsIn(src, full, "zip"); ok {
				fsys, walk = exported.With(fsys, page, file), exported.With(walk, page, file)
			}
		}
	}
	if stand != nil {
		only, fsys, walk = stand.Name, exported.With(fsys, *stand), exported.With(walk, *stand)
	}
	c, err := Open(fsys, Options{
		ID: pathID(full), In: nameOfFolder(full, only), Only: only, As: as, Walk: walk,
	})
	if err != nil {
		root.Close()
		return nil, fault(err, "%s: %v", dir, err)
	}
	c.close, c.odd, c.onDisk = root.Close, files.Problems, files.OnDisk
	if only != "" {
		c.dir = filepath.Dir(full)
	}
	return c, nil
}

// nameOfFolder is the name of a folder that is a course; a single page has its own title.
func nameOfFolder(full, only string) string {
	if only != "" {
		return ""
	}
	return names.Readable(filepath.Base(full))
}

// pathID makes the ID of a course that states none. It holds a hash of the whole
// path, because half the world's pages are called README.
func pathID(full string) string {
	base := filepath.Base(full) // as it is: records are kept under what comes of it
	h := fnv.New32a()
	h.Write([]byte(full))
	return fmt.Sprintf("%s-%08x", doc.Slug(strings.TrimSuffix(base, filepath.Ext(base))), h.Sum32())
}

// bookID returns the ID of a course that is a book with an identifier of its own: its record is found again when
// its file has another name. It is "" for an identifier so short that other books may well have it too.
func bookID(identifier string) string {
	if len(identifier) < 8 {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(identifier))
	return fmt.Sprintf("book-%016x", h.Sum64())
}

// openZip opens an archive; where all of it lies in one folder, that folder is the course.
func openZip(name string) (*Course, error) {
	z, err := openBounded(name)
	if err != nil {
		return nil, err
	}
	problems := names.RenameEntries(&z.Reader, holdsLinks)
	var fsys fs.FS = z
	top, err := fs.ReadDir(z, ".")
	if err != nil {
		z.Close()
		return nil, fault(err, "%s: not a sound .zip archive: %v", name, err)
	}
	top = slices.DeleteFunc(top, func(e fs.DirEntry) bool { return e.Name() == "__MACOSX" || names.Hidden(e.Name()) })
	if len(top) == 1 && top[0].IsDir() {
		if sub, err := fs.Sub(z, top[0].Name()); err == nil {
			fsys = sub
		}
	}
	if _, err := fs.Stat(z, "imsmanifest.xml"); err == nil {
		fsys = withQuestions(name, z)
	}
	return openUnpacked(name, z, fsys, problems)
}

// withQuestions returns the files of a package with a page for its questions, and its own files where it has none.
func withQuestions(name string, z fs.FS) fs.FS {
	page, file, ok := questionsOf(name, "zip")
	if !ok {
		return z
	}
	return exported.With(z, page, file)
}

// openBank opens a bank of questions alone: one that a school's system exported by itself, any other as the bank of a page in
// its folder, where its pictures lie; ok is false if the file is none.
func openBank(name string) (*Course, bool) {
	start, err := startOf(name)
	if err != nil || !bank.ForFile(name).Owns(name) && !bank.Holds(start, name) {
		return nil, false
	}
	if !strings.EqualFold(filepath.Ext(name), ".xml") {
		return openTextBank(name)
	}
	page, file, ok := questionsOf(name, "xml")
	if !ok {
		return nil, false
	}
	full, err := filepath.Abs(name)
	if err != nil {
		full = name
	}
	base := names.Readable(filepath.Base(name))
	c, err := Open(exported.With(nil, page, file), Options{ID: pathID(full), In: strings.TrimSuffix(base, filepath.Ext(base))})
	return c, err == nil
}

// openTextBank is openBank for a bank that a page shows the questions of, rather than its text with the answers.
func openTextBank(name string) (*Course, bool) {
	src, err := os.ReadFile(name)
	if err != nil || len(src) > maxFile {
		return nil, false
	}
	base := filepath.Base(name)
	found := bank.Read(src, base, "")
	stem := bank.Stem(base)
	if len(found.Questions) == 0 || names.Unfit(stem+".html") != "" || stem == "" {
		return nil, false
	}
	if f := bank.Named(found.Questions[0].Bank); f == nil || !slices.Contains(f.BesideOf(stem+".html"), base) {
		return nil, false // the page would not find it
	}
	// By the slug answers are found that were given when the bank's text was the page. A page that
	// names a file shows it, so it does not do that.
	slug := `<meta name="slug" content="` + strings.ReplaceAll(html.EscapeString(base), ".", "&#46;") + "\">\n"
	page := exported.Bytes(stem+".html", append([]byte(slug), exported.Page(stem, found.Questions)...))
	c, err := openFolder(filepath.Dir(name), base, "", &page)
	return c, err == nil
}

// Bounds on what is looked through in a folder without a page for banks: files, and bytes of those that have to be read whole.
const (
	maxBanks      = 2000
	maxBanksBytes = 256 << 20
)

// givePages gives each bank of a folder that holds no page a page of its own; false if there is none. Banks of one name
// share a page. Those that only the exam asks get none.
func (c *Course) givePages() bool {
	of := map[string][]string{} // banks by page
	var more []exported.File
	looked, total := 0, int64(0)
	for _, name := range c.files.list() {
		f := bank.ForFile(name)
		if f == nil || name == ManifestName || c.leftOut(name) || isRecord(name) || c.asksInExam(name) {
			continue
		}
		if !f.Owns(name) {
			if looked++; looked > maxBanks {
				break
			}
			start, err := c.files.readStart(name, maxSniff)
			if err == nil && strings.HasPrefix(string(start), "PK") { // what an archive holds is listed at its end
				if total += c.files.size(name); total > maxBanksBytes {
					continue
				}
				start, err = c.files.read(name)
			}
			if err != nil || !bank.Holds(start, name) {
				continue
			}
			f = bank.Of(start, name, "")
		}
		stem := f.PageOf(name)
		if stem == "" { // under a name that stands beside no page
			stem = strings.TrimSuffix(name, path.Ext(name))
			from, read := name, c.files.read
			name = stem + f.Suffix
			beside := exported.Later(name, func() []byte { src, _ := read(from); return src })
			beside.For = from
			more = append(more, beside)
		}
		if page := stem + ".html"; names.Unfit(page) == "" && path.Base(page) != ".html" {
			of[page] = append(of[page], name)
		}
	}
	for page, banks := range of {
		more = append(more, exported.Later(page, sync.OnceValue(func() []byte { return c.pageOfBanks(path.Base(page), banks) })))
	}
	if len(of) > 0 {
		c.files = newTree(exported.With(c.files.fsys, more...), exported.With(c.files.walk, more...), "")
		c.files.list()
	}
	return len(of) > 0
}

// pageOfBanks is the page that givePages gives to banks. It names no file, because a page that does shows it.
func (c *Course) pageOfBanks(name string, banks []string) []byte {
	var questions []*quiz.Question
	for _, b := range banks {
		if src, err := c.files.read(b); err == nil {
			questions = append(questions, bank.Read(src, b, "").Questions...)
		}
	}
	title := strings.TrimSuffix(name, ".html")
	return bytes.ReplaceAll(exported.Page(title, questions), []byte("."), []byte("&#46;"))
}

// questionsOf returns the page of the questions in a file, and the file under a name beside it.
func questionsOf(name, suffix string) (page, file exported.File, ok bool) {
	info, err := os.Stat(name)
	if err != nil || info.Size() > maxFile {
		return page, file, false
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return page, file, false
	}
	page, file, ok = questionsIn(src, name, suffix)
	file.Open = func() (io.ReadCloser, error) { return os.Open(name) } // rather than to keep it
	return page, file, ok
}

// questionsIn is questionsOf for a file that was read.
func questionsIn(src []byte, name, suffix string) (page, file exported.File, ok bool) {
	if !bank.Holds(src, "questions."+suffix) {
		return page, file, false
	}
	base := names.Readable(filepath.Base(name))
	stem, _, _ := strings.Cut(base, ".")
	if names.Unfit(stem+".html") != "" || stem == "" {
		stem = "questions"
	}
	inside := stem + ".xml"
	if suffix == "zip" {
		inside = stem + ".qti.zip"
	}
	page = exported.Bytes(stem+".html", exported.Page(stem, bank.Read(src, inside, "").Questions))
	return page, exported.Bytes(inside, src), true
}

// openUnpacked opens what is in an archive.
func openUnpacked(name string, z *zip.ReadCloser, fsys fs.FS, problems []doc.Problem) (*Course, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		full = name
	}
	base := names.Readable(filepath.Base(name))
	c, err := Open(fsys, Options{ID: pathID(full), In: strings.TrimSuffix(base, filepath.Ext(base))})
	if err != nil {
		z.Close()
		return nil, fault(err, "%s: %v", name, err)
	}
	c.close = z.Close
	c.report(problems...)
	return c, nil
}

// openBook opens a book in EPUB.
func openBook(name string) (*Course, error) {
	z, err := openBounded(name)
	if err != nil {
		return nil, err
	}
	problems := names.RenameEntries(&z.Reader, holdsLinks)
	files := newTree(z, z, "")
	switch {
	case !files.has(epub.Container):
		err = fault(nil, "%s: not an EPUB book: it has no file %s", name, epub.Container)
	case epub.Protected(files.readStart):
		err = fault(nil, "%s: a protected book (DRM), which only the program of the shop that sold it can read", name)
	default:
		return openUnpacked(name, z, z, problems)
	}
	z.Close()
	return nil, err
}

// openBounded opens the file of an archive that holds no more than a course may.
func openBounded(name string) (*zip.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault(err, "%s: not a readable .zip archive: %v", name, err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, fault(err, "%s: not a readable .zip archive: %v", name, err)
	}
	if archive.Crowded(f, st.Size(), archive.MaxFiles) {
		return nil, fault(nil, "%s: holds more than %d files", name, archive.MaxFiles)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fault(err, "%s: not a readable .zip archive: %v", name, err)
	}
	if archive.Branching(z.File, archive.MaxFiles) {
		z.Close()
		return nil, fault(nil, "%s: holds more than %d folders", name, archive.MaxFiles)
	}
	if unpacked, tooMany := archive.Unpacked(z.File, st.Size()); tooMany {
		z.Close()
		return nil, fault(nil, "%s: would unpack to %d MB, more than %d times its size", name, unpacked>>20, archive.MaxRatio)
	}
	return z, nil
}

// holdsLinks reports whether a file may name other files of the course.
func holdsLinks(name string) bool {
	return IsPageName(name) || strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".yml")
}
