package qti

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"lectern/lessons/archive"
	"lectern/lessons/quiz/bank/loosexml"
)

// The bounds on a package.
const (
	maxEntries = 20_000
	maxFile    = 32 << 20
	maxText    = 64 << 20 // of all files that are read as XML
)

// files are the files of a package, or the one file that a bank is.
type files struct {
	zip   map[string]*zip.File
	order []string
	text  int
}

// openZip returns the files of a package; fault says why there are none.
func openZip(src []byte) (f *files, fault string) {
	r := bytes.NewReader(src)
	if archive.Crowded(r, int64(len(src)), maxEntries) {
		return nil, "the package has too many files"
	}
	z, err := zip.NewReader(r, int64(len(src)))
	if err != nil {
		return nil, "the package is no sound .zip archive; it may have been cut off"
	}
	if _, tooMany := archive.Unpacked(z.File, int64(len(src))); tooMany {
		return nil, "the package would unpack to far too much"
	}
	f = &files{zip: map[string]*zip.File{}}
	for _, entry := range z.File {
		name := clean(entry.Name)
		if _, twice := f.zip[name]; name == "" || twice || strings.HasSuffix(entry.Name, "/") {
			continue
		}
		f.zip[name] = entry
		f.order = append(f.order, name)
	}
	return f, ""
}

// clean makes a path inside a package of what is written, "" for one that leads out of it.
func clean(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
	return name
}

// read returns a file of the package, by its name or that with its escapes resolved.
func (f *files) read(name string) ([]byte, bool) { return f.start(name, maxFile) }

// start is read for the beginning of a file.
func (f *files) start(name string, most int64) ([]byte, bool) {
	if f == nil {
		return nil, false
	}
	entry := f.zip[clean(name)]
	if entry == nil {
		if plain, err := url.PathUnescape(name); err == nil {
			entry = f.zip[clean(plain)]
		}
	}
	if entry == nil || entry.UncompressedSize64 > maxFile {
		return nil, false
	}
	in, err := entry.Open()
	if err != nil {
		return nil, false
	}
	defer in.Close()
	src, err := io.ReadAll(io.LimitReader(in, most))
	return src, err == nil
}

// readText is read for a file of XML, all of which together are bounded.
func (f *files) readText(name string) ([]byte, bool) {
	if f.text > maxText {
		return nil, false
	}
	src, ok := f.read(name)
	f.text += len(src)
	return src, ok
}

// document is a file of a package that holds questions.
type document struct {
	path string
	meta string // the file with Canvas's settings of the quiz, "" for none
	bank bool   // not a quiz but a bank of questions
}

// resource is an entry of a manifest.
type resource struct {
	id, kind string
	files    []string
	needs    []string
	bbFile   string
}

// documents returns the files with questions that the manifest names, in its order, or without one those that look so.
func (f *files) documents() []document {
	src, ok := f.readText("imsmanifest.xml")
	if !ok {
		return f.guessed()
	}
	clear, _ := loosexml.Decode(src)
	var docs []document
	if manifest := loosexml.New(clear).Next("manifest"); manifest != nil {
		docs = documentsOf(resources(manifest))
	}
	docs = slices.DeleteFunc(docs, func(d document) bool { return !f.has(d.path) })
	if len(docs) == 0 {
		return f.guessed()
	}
	return docs
}

func (f *files) has(name string) bool {
	if f.zip[clean(name)] != nil {
		return true
	}
	plain, err := url.PathUnescape(name)
	return err == nil && f.zip[clean(plain)] != nil
}

func resources(manifest *loosexml.Element) []resource {
	var out []resource
	for e := range manifest.Within("resource") {
		r := resource{id: e.Attr("identifier"), kind: strings.ToLower(strings.TrimSpace(e.Attr("type"))), bbFile: e.Attr("file")}
		if href := e.Attr("href"); href != "" {
			r.files = append(r.files, href)
		}
		for file := range e.All("file") {
			if href := file.Attr("href"); href != "" && !slices.Contains(r.files, href) {
				r.files = append(r.files, href)
			}
		}
		for d := range e.All("dependency") {
			r.needs = append(r.needs, d.Attr("identifierref"))
		}
		if out = append(out, r); len(out) > maxEntries {
			break
		}
	}
	return out
}

// isQuestions reports whether a name is one of a file with questions in it, and not of a quiz's settings.
func isQuestions(name string) bool {
	base := strings.ToLower(path.Base(name))
	return base != "assessment_meta.xml" && base != "imsmanifest.xml" &&
		(strings.HasSuffix(base, ".xml") || strings.HasSuffix(base, ".qti") || strings.HasSuffix(base, ".dat"))
}

// isFull reports whether a file is the full form of a quiz or bank, as Canvas puts it beside the one that Common Cartridge knows.
func isFull(name string) bool {
	return strings.Contains(name, "non_cc_assessments/") && strings.HasSuffix(name, ".qti")
}

// documentsOf finds the quizzes and banks among the entries of a manifest. Of a quiz that is there twice, the full form is taken.
func documentsOf(all []resource) []document {
	byID := make(map[string]*resource, len(all))
	for i := range all {
		byID[all[i].id] = &all[i]
	}
	used := map[string]bool{}
	var docs, tests []document
	add := func(d document) {
		if d.path != "" && !used[d.path] {
			used[d.path] = true
			docs = append(docs, d)
		}
	}
	for _, r := range all {
		d := document{}
		for _, name := range r.files {
			if isQuestions(name) && d.path == "" {
				d.path = name
			}
		}
		for _, id := range r.needs {
			need := byID[id]
			if need == nil {
				continue
			}
			for _, name := range need.files {
				if path.Base(name) == "assessment_meta.xml" {
					d.meta = name
				}
				if isFull(name) {
					d.path = name
				}
			}
		}
		switch {
		case strings.HasPrefix(r.kind, "imsqti_xmlv1p"):
			d.bank = strings.HasSuffix(r.kind, "question-bank")
			add(d)
		case strings.HasPrefix(r.kind, "imsqti_test_xmlv2"):
			tests = append(tests, d)
		case strings.HasPrefix(r.kind, "imsqti_item_xmlv2"), strings.HasPrefix(r.kind, "imsqti_assessment"):
			add(d)
		case strings.HasPrefix(r.kind, "assessment/x-bb-qti"):
			if d.path = r.bbFile; d.path == "" {
				d.path = r.id + ".dat"
			}
			d.bank = strings.HasSuffix(r.kind, "pool")
			add(d)
		}
	}
	for _, r := range all {
		for _, name := range r.files {
			if isFull(name) {
				add(document{path: name, bank: true})
			}
		}
	}
	return append(tests, docs...)
}

// guessed returns the files of a package whose names and beginnings are those of questions.
func (f *files) guessed() []document {
	var out []document
	for _, name := range f.order {
		if !isQuestions(name) {
			continue
		}
		if src, ok := f.start(name, 64<<10); ok && IsXML(strings.TrimLeft(string(src), "\ufeff \t\r\n")) {
			out = append(out, document{path: name})
		}
	}
	return out
}

// IsXML reports whether the beginning of a file, without white space in front, is that of questions in QTI.
func IsXML(start string) bool {
	if !strings.HasPrefix(start, "<") || strings.Contains(start[:min(len(start), 300)], "<html") {
		return false
	}
	for _, root := range []string{"questestinterop", "assessmentItem", "assessmentTest"} {
		if strings.Contains(start, "<"+root) || strings.Contains(start, ":"+root) {
			return true
		}
	}
	return false
}

// maxUnlisted is how many files an archive without a manifest may have in which questions are looked for.
const maxUnlisted = 200

// IsPackage reports whether a .zip archive is a package that holds questions.
func IsPackage(src []byte) bool {
	if !bytes.HasPrefix(src, []byte("PK\x03\x04")) {
		return false
	}
	f, fault := openZip(src)
	if fault != "" || !f.has("imsmanifest.xml") && len(f.order) > maxUnlisted {
		return false
	}
	return len(f.documents()) > 0
}
