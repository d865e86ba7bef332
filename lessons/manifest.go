package lessons

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"lectern/lessons/doc"
	"lectern/lessons/folder"
	"lectern/lessons/quiz"
	"lectern/lessons/settings"
)

// ManifestName is the file that describes a course. A folder without one is a course too.
const ManifestName = folder.ManifestName

// Manifest is the content of course.toml. Every key may be left out.
type Manifest struct {
	ID       string   `toml:"id"`       // what the record keeps the student's progress under
	Title    string   `toml:"title"`    //
	Version  string   `toml:"version"`  // edition, shown by info and kept with each attempt
	Author   string   `toml:"author"`   //
	Language string   `toml:"language"` // BCP 47
	License  string   `toml:"license"`  // SPDX
	Source   string   `toml:"source"`   // where the pages come from
	BaseURL  string   `toml:"base_url"` // address under which relative links that lead out of the course are shown
	Pass     float64  `toml:"pass"`     // percent of the points that passes; 0 means that nothing is asked
	Pages    []string `toml:"pages"`    // paths or patterns, in reading order
	Exclude  []string `toml:"exclude"`  // paths or patterns that are no part of the course
	Parts    []Part   `toml:"parts"`    // groups of pages with a title
	Core     []string `toml:"core"`     // IDs of the lessons that make the short way through the course

	Shuffle  string `toml:"shuffle"`  // "choices", "questions", "both"; "" keeps the author's order
	Pool     int    `toml:"pool"`     // how many questions of a bank are asked; 0 for all
	Attempts int    `toml:"attempts"` // how often a run may be taken; 0 for as often as one likes
	Reveal   string `toml:"reveal"`   // "at-once" (default), "at-end", "after-pass", "never"

	Confidence bool `toml:"confidence"` // students are asked how sure they are of an answer, before the verdict

	Exam    Exam    `toml:"exam"`    // the run over all questions of the course
	Results Results `toml:"results"` // what students hand in
}

// Part is a titled group of pages.
type Part = folder.Part

// Exam says how the questions of the whole course are asked in one run. What it
// leaves out is as for the course.
type Exam struct {
	Pool     int            `toml:"pool"`
	Pass     float64        `toml:"pass"`
	Shuffle  string         `toml:"shuffle"`
	Attempts int            `toml:"attempts"`
	Reveal   string         `toml:"reveal"`
	Banks    []string       `toml:"banks"`   // banks that only the exam asks, in the place of the lessons' questions
	Minutes  int            `toml:"minutes"` // how long an attempt may take; 0 for no limit
	Pages    []string       `toml:"pages"`   // of the course that a program for an exam has too
	From     map[string]int `toml:"from"`    // how many questions of each category or tag are asked, in the place of Pool
}

// readManifest reads course.toml, if there is one. Unknown keys are Problems;
// what is not TOML is an error, because a course in the wrong order would be worse.
func (c *Course) readManifest() error {
	if !c.files.has(ManifestName) {
		return nil
	}
	src, err := c.readSettings(ManifestName)
	if err != nil {
		return err
	}
	if len(src) > maxManifest {
		return fault(nil, "%s: file is too large (%d MB; the limit is %d MB)", ManifestName, len(src)>>20, maxManifest>>20)
	}
	if err := settings.Decode(src, &c.Manifest); err != nil {
		var f *settings.Fault
		if errors.As(err, &f) && f.Line > 0 {
			return fault(err, "%s:%d:%d: %s", ManifestName, f.Line, f.Column, f.Text)
		}
		return fault(err, "%s: %v", ManifestName, err)
	}
	keys := settings.Written(src)
	lines := keyLines(settings.LinesOfKeys(keys))
	c.report(unknownKeys(keys)...)
	c.report(c.Manifest.check(lines)...)
	c.lists = newLists(&c.Manifest, lines)
	return nil
}

// maxManifest is the most bytes of course.toml: ten times what the longest lists need, and no more
// than is read before the first screen.
const maxManifest = 8 << 20

// keyLines are the lines of course.toml that first set each key.
type keyLines map[string]int

// check validates the values of the manifest, and sets unusable ones back to their defaults.
func (m *Manifest) check(lines keyLines) []doc.Problem {
	out := m.boundLists(lines)
	usable := func(table string, s quiz.Settings) quiz.Settings {
		s, faults := s.Usable()
		for _, f := range faults {
			out = append(out, doc.Problem{
				File: ManifestName, Line: lines[table+f.Name],
				Severity: doc.Error, Code: "manifest-value", Text: f.Error(),
			})
		}
		return s
	}
	course := usable("", m.Settings())
	m.Shuffle, m.Pool, m.Attempts, m.Reveal, m.Pass = course.Shuffle, course.Pool, course.Attempts, course.Reveal, course.Pass
	e := &m.Exam
	exam := usable("exam.", e.settings())
	e.Shuffle, e.Pool, e.Attempts, e.Reveal, e.Pass = exam.Shuffle, exam.Pool, exam.Attempts, exam.Reveal, exam.Pass
	out = append(out, m.checkResults(lines)...)
	return append(out, e.checkFrom(lines)...)
}

// checkFrom validates the blueprint of the exam, and sets what cannot be back.
func (e *Exam) checkFrom(lines keyLines) []doc.Problem {
	var out []doc.Problem
	add := func(key, text string) {
		out = append(out, doc.Problem{File: ManifestName, Line: lines[key], Severity: doc.Error, Code: "manifest-value", Text: text})
	}
	for _, name := range slices.Sorted(maps.Keys(e.From)) {
		if n := e.From[name]; n < 1 || n > maxFrom {
			add("exam.from."+name, fmt.Sprintf("from asks for a whole number of questions of %q, 1 or more, not %d", name, n))
			delete(e.From, name)
		}
	}
	if e.Minutes < 0 || e.Minutes > maxMinutes {
		add("exam.minutes", fmt.Sprintf("minutes is a whole number of minutes up to %d, or 0 for no limit, not %d", maxMinutes, e.Minutes))
		e.Minutes = 0
	}
	if len(e.From) > 0 && e.Pool > 0 {
		add("exam.pool", "an exam has a pool or from, not both: from says how many of each category are asked")
		e.Pool = 0
	}
	return out
}

// maxMinutes is the longest that an exam can be limited to: four weeks.
const maxMinutes = 4 * 7 * 24 * 60

// maxFrom is the most questions that an exam can ask of one category.
const maxFrom = 1_000_000

// unknownKeys reports each key of a manifest that means nothing, with the nearest one that does.
func unknownKeys(keys []settings.Key) []doc.Problem {
	var out []doc.Problem
	known := tomlKeys(reflect.TypeFor[Manifest](), "")
	for _, k := range keys {
		key := k.Path
		if !slices.Contains(known, key) && !strings.HasPrefix(key, "exam.from.") {
			text := fmt.Sprintf("%q is no key of a course; it is passed over", key)
			if near := settings.Nearest(key, known); near != "" {
				text = fmt.Sprintf("%q is no key of a course; did you mean %q?", key, near)
			}
			out = append(out, doc.Problem{File: ManifestName, Line: k.Line, Severity: doc.Warning, Code: "unknown-key", Text: text})
		}
	}
	return out
}

// tomlKeys lists the keys of a struct and of the structs in it, as "exam.pool".
func tomlKeys(t reflect.Type, prefix string) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		key := prefix + f.Tag.Get("toml")
		keys = append(keys, key)
		ft := f.Type
		if ft.Kind() == reflect.Slice {
			ft = ft.Elem()
		}
		if ft.Kind() == reflect.Struct {
			keys = append(keys, tomlKeys(ft, key+".")...)
		}
	}
	return keys
}

// Settings returns how the questions of the course are asked unless a bank says otherwise.
func (m *Manifest) Settings() quiz.Settings {
	return quiz.Settings{Shuffle: m.Shuffle, Pool: m.Pool, Attempts: m.Attempts, Reveal: m.Reveal, Pass: m.Pass}
}

// maxList is the most entries of a list of course.toml.
const maxList = 10_000

// boundLists cuts the lists of the manifest that have too many entries.
func (m *Manifest) boundLists(lines keyLines) []doc.Problem {
	var out []doc.Problem
	tell := func(key string, n int) {
		out = append(out, doc.Problem{
			File: ManifestName, Line: lines[key], Severity: doc.Error, Code: "manifest-value",
			Text: fmt.Sprintf("%s has %d entries; only the first %d count", key, n, maxList),
		})
	}
	for _, l := range []struct {
		key  string
		list *[]string
	}{{"pages", &m.Pages}, {"exclude", &m.Exclude}, {"core", &m.Core}, {"exam.banks", &m.Exam.Banks}, {"exam.pages", &m.Exam.Pages}, {"results.to", &m.Results.To}, {"results.ask", &m.Results.Ask}} {
		if n := len(*l.list); n > maxList {
			tell(l.key, n)
			*l.list = (*l.list)[:maxList]
		}
	}
	if len(m.Parts) > maxList {
		tell("parts", len(m.Parts))
		m.Parts = m.Parts[:maxList]
	}
	pages := 0
	for i, part := range m.Parts {
		if pages += len(part.Pages); pages > maxList {
			m.Parts[i].Pages = part.Pages[:max(0, len(part.Pages)-(pages-maxList))]
		}
	}
	if pages > maxList {
		tell("parts.pages", pages)
	}
	return out
}

// lists are what is looked up in the lists of course.toml.
type lists struct {
	exclude *folder.Patterns
	core    map[string]bool

	banksOnce sync.Once
	banks     map[string]bool // files of the banks that only the exam asks

	lines keyLines
}

func newLists(m *Manifest, lines keyLines) *lists {
	l := &lists{exclude: folder.NewPatterns(m.Exclude), core: make(map[string]bool, len(m.Core)), lines: lines}
	for _, id := range m.Core {
		l.core[id] = true
	}
	return l
}

// StatesID reports whether course.toml gives the course an ID of its own.
func (c *Course) StatesID() bool { return c.LineOfKey("id") > 0 }

// StatesExam reports whether course.toml says anything of an exam.
func (c *Course) StatesExam() bool {
	for key := range c.lists.lines {
		if key == "exam" || strings.HasPrefix(key, "exam.") {
			return true
		}
	}
	return false
}

// LineOfKey returns the line of course.toml that sets a key, such as "exam.pool", 0 if none does.
func (c *Course) LineOfKey(key string) int { return c.lists.lines[key] }

// EmptyPatterns returns the patterns of course.toml that no file of the course fits.
func (c *Course) EmptyPatterns() []folder.Pattern {
	c.ordered()
	f := c.folder
	if f == nil { // an index told the order
		if f = c.findFolder(); f == nil {
			return nil
		}
	}
	return f.EmptyPatterns()
}

// leftOut reports whether a file does not belong to the course: the manifest excludes it,
// or it is a draft.
func (c *Course) leftOut(name string) bool {
	return c.drafts[name] || c.lists.exclude.First(name) >= 0
}

// ExamSettings returns how all questions of the course are asked in one run.
func (m *Manifest) ExamSettings() quiz.Settings {
	below := m.Settings()
	below.Pool = 0 // the pool of the course is what one bank asks
	exam := m.Exam.settings().Over(below)
	for _, n := range m.Exam.From {
		exam.Pool += n
	}
	return exam
}

func (e *Exam) settings() quiz.Settings {
	return quiz.Settings{Shuffle: e.Shuffle, Pool: e.Pool, Attempts: e.Attempts, Reveal: e.Reveal, Pass: e.Pass}
}

// titleBeside returns the title of a course whose settings give none: that of its first page,
// unless that is what any first page is called; then the name of its folder, unless that
// is what any folder of pages is called.
func (c *Course) titleBeside(folderName string) string {
	if anyFolder(folderName) {
		folderName = ""
	}
	own := c.start.ownTitle()
	if anyFirstPage(own) {
		return cmp.Or(folderName, own)
	}
	return cmp.Or(own, folderName, c.start.Title())
}

// anyFolder reports whether a folder is called as folders of pages are, whatever they are about.
func anyFolder(name string) bool {
	switch strings.ToLower(name) {
	case "docs", "doc", "documentation", "src", "source", "content", "pages", "site", "website", "book", "text", "en":
		return true
	}
	return false
}

// anyFirstPage reports whether a title is one of those that first pages have, whatever the course is about.
func anyFirstPage(title string) bool {
	switch strings.ToLower(title) {
	case "home", "welcome", "introduction", "intro", "overview", "index", "readme", "contents",
		"table of contents", "getting started", "preface", "about", "documentation", "docs":
		return true
	}
	return false
}
