package lessons

import (
	"cmp"
	"path"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// bankSuffixes are the banks that may stand beside a page NAME.rst as NAME plus suffix.
var bankSuffixes = []string{".gift", ".aiken", ".quiz.toml"}

// loadBanks reads the banks beside a page and those that it names or holds, and
// puts each question behind the lesson that it belongs to. p.mu is held.
func (p *Page) loadBanks(d *doc.Document) {
	stem := strings.TrimSuffix(p.Path, path.Ext(p.Path))
	for _, suffix := range bankSuffixes {
		if p.course.files.has(stem + suffix) {
			p.addBank(stem+suffix, "", nil, len(p.lessons)-1)
		}
	}
	at := 0
	for i, b := range d.Blocks {
		for at+1 < len(p.lessons) && i >= p.lessons[at].end {
			at++
		}
		doc.Walk([]doc.Block{b}, func(b doc.Block) bool {
			if ref, ok := b.(*doc.QuizRef); ok {
				p.addQuizRef(ref, at)
			}
			return true
		})
	}
	p.problem = append(p.problem, quiz.AssignIDs(p.id, p.bank)...)
}

// addQuizRef adds the questions that a page asks for at some place behind the lesson there.
func (p *Page) addQuizRef(ref *doc.QuizRef, lesson int) {
	if ref.Source == "" {
		p.addBank(p.Path, cmp.Or(ref.Format, "gift"), ref, lesson)
		return
	}
	name := path.Join(path.Dir(p.Path), ref.Source)
	if strings.HasPrefix(ref.Source, "/") {
		name = strings.TrimPrefix(path.Clean(ref.Source), "/")
	}
	if !p.course.files.has(name) {
		p.problem = append(p.problem, doc.Problem{
			File: p.Path, Line: ref.Line(), Severity: doc.Error, Code: "missing-bank",
			Text: "the page asks for the questions of " + ref.Source + ", but the course has no such file",
		})
		return
	}
	// {{#quiz path}} was made for TOML banks, but any kind may be asked for so.
	format := ref.Format
	switch strings.ToLower(path.Ext(name)) {
	case ".gift", ".aiken", ".toml":
		format = ""
	}
	p.addBank(name, format, nil, lesson)
}

// addBank reads one bank, the text of ref or the file, and adds its questions
// behind the sections they name, else behind the given lesson.
func (p *Page) addBank(name, format string, ref *doc.QuizRef, lesson int) {
	var src []byte
	shift := 0
	if ref != nil {
		src, shift = []byte(ref.Content), ref.Line()
	} else {
		var err error
		if src, err = p.course.readText(name); err != nil {
			p.problem = append(p.problem, doc.Problem{File: name, Severity: doc.Error, Code: "unreadable-bank", Text: err.Error()})
			return
		}
	}
	bank := quiz.Read(src, name, format)
	p.setting = bank.Settings.Over(p.setting)
	for i := range bank.Problems {
		bank.Problems[i].Line += shift
	}
	p.problem = append(p.problem, withFile(bank.Problems, name)...)
	for _, q := range bank.Questions {
		q.Line += shift
		at := lesson
		if q.Section != "" {
			if n, ok := p.lessonOfSection(q.Section); ok {
				at = n
			} else if !strings.EqualFold(q.Section, p.id) {
				p.problem = append(p.problem, doc.Problem{
					File: q.File, Line: q.Line, Severity: doc.Info, Code: "unknown-section",
					Text: "the page has no section " + q.Section + "; the question stands where the bank does",
				})
			}
		}
		p.bank = append(p.bank, q)
		p.lessons[at].Questions = append(p.lessons[at].Questions, q)
	}
}

// lessonOfSection finds the last lesson of a section by its slug.
func (p *Page) lessonOfSection(section string) (index int, ok bool) {
	slug := doc.Slug(section[strings.LastIndexByte(section, '/')+1:])
	for _, a := range p.anchors {
		if a.id == slug && a.heading {
			index, ok = a.lesson, true
			break
		}
	}
	if !ok {
		return 0, false
	}
	for index+1 < len(p.lessons) && p.lessons[index+1].Part > 1 {
		index++
	}
	return index, true
}
