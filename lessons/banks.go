package lessons

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/quiz/sealed"
)

// Banks returns the files whose questions the page asks: those beside it, and those that it names.
func (p *Page) Banks() []string { return p.all().banks }

// banksBeside returns the paths of the banks of a format that have the name of the page.
func (p *Page) banksBeside(f *bank.Format) []string {
	var out []string
	for _, name := range f.BesideOf(p.Path) {
		found := p.bankBeside(name)
		if found == "" {
			continue
		}
		if !f.Owns(found) { // other files bear such a name too
			start, err := p.course.files.readStart(found, maxSniff)
			if err == nil && strings.HasPrefix(string(start), "PK") { // what an archive holds is listed at its end
				start, err = p.course.files.read(found)
			}
			if err != nil || !bank.Holds(start, found) || p.shows(found) {
				continue
			}
		}
		if !slices.Contains(out, found) {
			out = append(out, found)
		}
	}
	return out
}

// shows reports whether a text file beside the page is shown on it: as the drawing of a picture, or
// because the page includes it.
func (p *Page) shows(name string) bool {
	stem, isDrawing := strings.CutSuffix(name, drawingSuffix)
	src, err := p.course.readText(p.Path)
	if err != nil || bytes.Contains(src, []byte(path.Base(name))) {
		return true
	}
	for _, suffix := range [...]string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"} {
		if isDrawing && (p.course.files.has(stem+suffix) || bytes.Contains(src, []byte(path.Base(stem)+suffix))) {
			return true
		}
	}
	return false
}

// bankBeside returns the path of the bank of that name beside the page, "" if
// there is none. Nothing asks for it by its name, so it may not have another case.
func (p *Page) bankBeside(name string) string {
	files := p.course.files
	if files.has(name) {
		return name
	}
	stem := strings.TrimSuffix(p.Path, path.Ext(p.Path))
	if ext := path.Ext(p.Path); ext != strings.ToLower(ext) { // A.MD and A.GIFT, as DOS writes both
		if upper := stem + strings.ToUpper(strings.TrimPrefix(name, stem)); files.has(upper) {
			return upper
		}
	}
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 { // in one of two forms
		if found := files.find(name); !found.Unlike {
			return found.Name
		}
	}
	return ""
}

// ask is a place in a page that asks for questions. They follow the lesson with that index.
type ask struct {
	ref    *doc.QuizRef
	lesson int
}

// aheadBank is the bank beside a page that is read while the page is parsed.
type aheadBank struct {
	name string
	done chan struct{} // closed when found is there
	// found is nil where it could not be read; who reads it once more learns why.
	found *bank.Bank
}

// readAhead begins to read the first bank that lies beside the page, nil if there is none. It
// often takes as long as parsing the page, and neither needs the other.
func (p *Page) readAhead() *aheadBank {
	for _, f := range bank.Formats() {
		if f.Common {
			continue // what it is, is seen in the file
		}
		for _, name := range p.banksBeside(f) {
			b := &aheadBank{name: name, done: make(chan struct{})}
			go b.read(p.course)
			return b
		}
	}
	return nil
}

func (b *aheadBank) read(c *Course) {
	defer close(b.done)
	defer func() { _ = recover() }() // it happens again where somebody asks for the bank
	if src, err := c.files.read(b.name); err == nil {
		b.found = bank.Read(src, b.name, "")
	}
}

// of returns a bank if it is the one that was read ahead, the first time; nil otherwise.
func (b *aheadBank) of(name, format string) *bank.Bank {
	if b == nil || name != b.name || format != "" {
		return nil
	}
	<-b.done
	found := b.found
	b.found = nil // its lines are moved where it stands in a page
	return found
}

// loadBanks reads the banks beside a page and those that it names or holds, and
// puts each question behind the lesson that it belongs to. One may have been read ahead.
func (c *content) loadBanks(ahead *aheadBank) {
	c.ahead = ahead
	placed := map[string]bool{} // banks that the page itself asks for, so that none asks twice
	for _, a := range c.asks {
		if a.ref.Source != "" {
			placed[c.page.FindFile(a.ref.Source).Name] = true
		}
	}
	for _, f := range bank.Formats() {
		for _, name := range c.page.banksBeside(f) {
			if !placed[name] && !c.page.course.asksInExam(name) {
				placed[name] = true
				c.addBank(name, "", nil, len(c.lessons)-1)
			}
		}
	}
	for _, a := range c.asks {
		c.addQuizRef(a.ref, a.lesson)
	}
	c.asks, c.ahead = nil, nil
	c.problems = append(c.problems, quiz.AssignIDs(c.id, c.bank)...)
}

// addQuizRef adds the questions that a page asks for at some place behind the lesson there.
func (c *content) addQuizRef(ref *doc.QuizRef, lesson int) {
	if ref.Source == "" {
		if ref.Format == "mkdocs-quiz" && !c.setQuizzes(ref.Line()) {
			return
		}
		c.addBank(c.page.Path, cmp.Or(ref.Format, bank.Default), ref, lesson)
		return
	}
	found := c.page.FindFile(ref.Source)
	if told, ok := found.Told(); ok {
		told.File, told.Line = c.page.Path, ref.Line()
		c.problems = append(c.problems, told)
	}
	name := found.Name
	if name == "" {
		c.problems = append(c.problems, doc.Problem{
			File: c.page.Path, Line: ref.Line(), Severity: doc.Error, Code: "missing-bank",
			Text: "the page asks for the questions of " + ref.Source + ", but the course has no such file",
		})
		return
	}
	if c.page.course.asksInExam(name) {
		c.problems = append(c.problems, doc.Problem{
			File: c.page.Path, Line: ref.Line(), Severity: doc.Error, Code: "missing-bank",
			Text: "the page asks for the questions of " + ref.Source + ", which is a bank of the exam and is asked in no lesson",
		})
		return
	}
	// {{#quiz path}} was made for TOML banks, but any kind may be asked for so.
	format := ref.Format
	if bank.ForFile(name) != nil {
		format = ""
	}
	c.addBank(name, format, nil, lesson)
}

// setQuizzes takes over what the page or mkdocs.yml says of questions of mkdocs-quiz, such as the one at a line; false if they
// are not asked. course.toml goes before mkdocs.yml.
func (c *content) setQuizzes(line int) bool {
	q, course := c.quizzes, c.page.course
	if q.Off {
		if !c.off {
			c.problems = append(c.problems, doc.Problem{
				File: c.page.Path, Line: line, Severity: doc.Info, Code: "quizzes-off",
				Text: "the settings of mkdocs-quiz, on the page or in mkdocs.yml, say that its questions are not asked; they are left out",
			})
		}
		c.off = true
		return false
	}
	site := course.Site().Quizzes
	if q.Shuffle && (course.Manifest.Shuffle == "" || site == nil || !site.Shuffle) {
		c.settings.Shuffle = "choices"
	}
	if q.Hidden && (course.Manifest.Reveal == "" || site == nil || !site.Hidden) {
		c.settings.Reveal = "never"
	}
	return true
}

// maxAgain is how many bytes of banks a page may ask for that it has asked for before.
const maxAgain = 1 << 20

// mayAsk reports whether a page may ask for a bank, and counts it. What it asks for again and
// again is counted before it is read again.
func (c *content) mayAsk(name string) bool {
	if !slices.Contains(c.banks, name) {
		c.banks = append(c.banks, name)
		return true
	}
	told := c.again > maxAgain
	c.again += c.page.course.files.size(name)
	if c.again <= maxAgain {
		return true
	}
	if !told {
		c.problems = append(c.problems, doc.Problem{
			File: c.page.Path, Severity: doc.Error, Code: "include-too-big",
			Text: "the page asks for the questions of " + name + " again and again; the rest is left out",
		})
	}
	return false
}

// readBank returns the bank in a file, nil if it cannot be read.
func (c *content) readBank(name, format string) *bank.Bank {
	if found := c.ahead.of(name, format); found != nil {
		return found
	}
	// As it is: the reader of banks says so when it is not UTF-8.
	src, err := c.page.course.files.read(name)
	if err != nil {
		c.problems = append(c.problems, doc.Problem{File: name, Severity: doc.Error, Code: "unreadable-bank", Text: err.Error()})
		return nil
	}
	return bank.Read(src, name, format)
}

// addBank reads one bank, the text of ref or the file, and adds its questions
// behind the sections they name, else behind the given lesson.
func (c *content) addBank(name, format string, ref *doc.QuizRef, lesson int) {
	var found *bank.Bank
	shift := 0
	switch {
	case ref != nil:
		if found, shift = bank.Read([]byte(ref.Content), name, format), ref.Line(); ref.First != 0 {
			shift = ref.First - 1
		}
	case !c.mayAsk(name):
		return
	default:
		if found = c.readBank(name, format); found == nil {
			return
		}
	}
	c.settings = found.Settings.Over(c.settings)
	if len(found.Pictures) > 0 {
		c.page.hold(name, found.Pictures)
	}
	for i := range found.Problems {
		found.Problems[i].Line += shift
	}
	c.problems = append(c.problems, withFile(found.Problems, name)...)
	told := map[string]bool{} // sections that the page does not have
	for _, q := range found.Questions {
		q.Line += shift
		at := lesson
		if q.Section != "" {
			if n, ok := c.lessonOfSection(q.Section); ok {
				at = n
			} else if !strings.EqualFold(q.Section, c.id) && !told[q.Section] {
				told[q.Section] = true
				c.problems = append(c.problems, doc.Problem{
					File: q.File, Line: q.Line, Severity: doc.Info, Code: "unknown-section",
					Text: "the page has no section " + q.Section + "; the question stands where the bank does",
				})
			}
		}
		c.bank = append(c.bank, q)
		c.lessons[at].Questions = append(c.lessons[at].Questions, q)
	}
}

// bankHeld are the pictures that come inside banks. Only their names are kept, and the pictures of the bank that was
// looked at last.
type bankHeld struct {
	mu       sync.Mutex
	banks    map[string]string // the bank, by page and address
	last     string
	pictures []quiz.Picture
}

func heldKey(page, address string) string {
	if u, err := url.PathUnescape(address); err == nil {
		address = u
	}
	return page + "\x00" + address
}

// hold notes which pictures a bank of the page holds.
func (p *Page) hold(bank string, pictures []quiz.Picture) {
	h := &p.course.held
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.banks == nil {
		h.banks = map[string]string{}
	}
	for _, picture := range pictures {
		h.banks[heldKey(p.Path, picture.Name)] = bank
	}
}

// holds returns the bank of the page that holds a picture, "" if none does.
func (p *Page) holds(source string) string {
	h := &p.course.held
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.banks[heldKey(p.Path, source)]
}

// heldPicture returns a picture that a bank of the page holds, where no file of that name lies there.
func (p *Page) heldPicture(file, source string) ([]byte, bool) {
	held := p.holds(source)
	if held == "" || p.course.files.has(file) {
		return nil, false
	}
	h := &p.course.held
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.last != held {
		src, err := p.course.files.read(held)
		if err != nil {
			return nil, false
		}
		h.last, h.pictures = held, bank.Read(src, held, "").Pictures
	}
	want := heldKey("", source)
	for _, picture := range h.pictures {
		if heldKey("", picture.Name) == want {
			return picture.Data, true
		}
	}
	return nil, false
}

// lessonOfSection finds the last lesson of a section by its slug.
func (c *content) lessonOfSection(section string) (index int, ok bool) {
	slug := doc.Slug(section[strings.LastIndexByte(section, '/')+1:])
	at, ok := c.byName().sections[slug]
	if !ok {
		return 0, false
	}
	index = c.anchors[at].lesson
	for index+1 < len(c.lessons) && c.lessons[index+1].Part > 1 {
		index++
	}
	return index, true
}

// AddressFrom returns the address that a picture of a question has on a page: banks of the exam may lie in
// another folder than the page from which they are shown.
func (p *Page) AddressFrom(q *quiz.Question, address string) string {
	dir := path.Dir(q.File)
	if q.File == "" || dir == path.Dir(p.Path) || isElsewhere(address) || path.IsAbs(address) || p.HasPicture(address) {
		return address
	}
	up := strings.Repeat("../", strings.Count(p.Path, "/"))
	if there := up + (&url.URL{Path: dir}).EscapedPath() + "/" + address; p.HasPicture(there) {
		return there
	}
	return address
}

// asksInExam reports whether a bank is one that only the exam asks.
func (c *Course) asksInExam(name string) bool {
	l := c.lists
	l.banksOnce.Do(func() {
		l.banks = map[string]bool{}
		for _, b := range c.Manifest.Exam.Banks {
			if found := c.files.find(path.Clean(b)); found.Name != "" {
				l.banks[found.Name] = true
			}
		}
	})
	return l.banks[name]
}

// examBanks are the questions that only the exam asks, read when they are first needed.
type examBanks struct {
	once      sync.Once
	questions []*quiz.Question
	problems  []doc.Problem
}

// ExamQuestions returns the questions that the exam asks or draws its own of: those of
// its banks where course.toml names some, else all of the course.
func (c *Course) ExamQuestions() []*quiz.Question {
	if len(c.Manifest.Exam.Banks) == 0 {
		return c.Questions()
	}
	return c.readExamBanks().questions
}

// ExamProblems returns the faults of the banks that only the exam asks.
func (c *Course) ExamProblems() []doc.Problem { return c.readExamBanks().problems }

func (c *Course) readExamBanks() *examBanks {
	e := &c.examBanks
	e.once.Do(func() {
		for _, b := range c.Manifest.Exam.Banks {
			found := c.files.find(path.Clean(b))
			name := found.Name
			if name == sealed.FileName {
				c.readSealed(e)
				continue
			}
			if told, ok := found.Told(); ok {
				told.File, told.Line = ManifestName, c.LineOfKey("exam.banks")
				e.problems = append(e.problems, told)
				if name == "" {
					continue
				}
			}
			if name == "" || bank.ForFile(name) == nil {
				e.problems = append(e.problems, doc.Problem{
					File: ManifestName, Line: c.LineOfKey("exam.banks"), Severity: doc.Error, Code: "missing-bank",
					Text: fmt.Sprintf("the exam asks for the questions of %q, but the course has no such bank", b),
				})
				continue
			}
			src, err := c.files.read(name)
			if err != nil {
				e.problems = append(e.problems, doc.Problem{File: name, Severity: doc.Error, Code: "unreadable-bank", Text: err.Error()})
				continue
			}
			read := bank.Read(src, name, "")
			if len(read.Pictures) > 0 {
				c.First().Page.hold(name, read.Pictures)
			}
			e.problems = append(e.problems, withFile(read.Problems, name)...)
			e.questions = append(e.questions, read.Questions...)
		}
		e.problems = append(e.problems, quiz.AssignIDs(CourseScope, e.questions)...)
	})
	return e
}
