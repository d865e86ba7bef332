package qti

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/attached"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// maxDocuments and maxElements bound the files of questions in a package, and the elements of all of them.
const (
	maxDocuments = 5000
	maxElements  = 600_000
)

// Read reads a package or a bare file. It never fails: what it could not use is in Problems.
func Read(src []byte, file string) *quiz.Bank {
	r := &reader{bank: &quiz.Bank{}, file: file, items: map[string]*loosexml.Element{}, room: maxElements}
	r.pictures = attached.New(file, r.bank)
	docs := []document{{path: ""}}
	if strings.HasPrefix(string(src[:min(len(src), 4)]), "PK\x03\x04") {
		f, fault := openZip(src)
		if fault != "" {
			r.problem(1, doc.Error, "cut-file", "%s; nothing of it was read", fault)
			return r.bank
		}
		r.files = f
		docs = f.documents()
	}
	if len(docs) > maxDocuments {
		docs = docs[:maxDocuments]
	}
	r.read(docs, src)
	slices.SortStableFunc(r.bank.Problems, func(a, b doc.Problem) int { return a.Line - b.Line })
	return r.bank
}

type reader struct {
	bank     *quiz.Bank
	file     string
	files    *files // nil for a bare file
	doc      document
	pictures *attached.Files
	items    map[string]*loosexml.Element // by their idents, for quizzes that name those of a bank
	section  []string
	room     int // how many elements may still be kept
	groups   []group
	banks    map[string]*bankOf // those in the package, by their idents

	// Of the question being read:
	line int
	told map[string]bool
	left quiz.Text
}

func (r *reader) problem(line int, s doc.Severity, code, format string, args ...any) {
	said := fmt.Sprintf(format, args...)
	if r.doc.path != "" {
		said = r.doc.path + ":" + strconv.Itoa(max(line, 1)) + ": " + said
		line = 1 // lines are those of files inside the package
	}
	r.bank.Problem(doc.Problem{File: r.file, Line: max(line, 1), Severity: s, Code: code, Text: said})
}

// warn tells something of the question being read, and the same once.
func (r *reader) warn(code, format string, args ...any) {
	if !r.told[format] {
		if r.told == nil {
			r.told = map[string]bool{}
		}
		r.told[format] = true
		r.problem(r.line, doc.Warning, code, format, args...)
	}
}

// fault says why a question is left out.
func (r *reader) fault(code, format string, args ...any) bool {
	r.problem(r.line, doc.Error, code, format+"; the question was left out", args...)
	return false
}

// parsed is a document with its roots.
type parsed struct {
	document
	roots []*loosexml.Element
	name  string // of the quiz, "" where it says nothing
}

// read reads the documents: all are parsed before, because a quiz may name the items of a bank.
func (r *reader) read(docs []document, bare []byte) {
	var all []parsed
	for _, d := range docs {
		src := bare
		if r.files != nil {
			var ok bool
			if src, ok = r.files.readText(d.path); !ok {
				r.doc = document{}
				r.problem(1, doc.Error, "cut-file", "%s in the package cannot be read, or the package is too large", d.path)
				continue
			}
		}
		r.doc = d
		if all = append(all, r.parse(d, src)); r.room < 0 {
			break // which is told
		}
	}
	quizzes := 0
	for _, p := range all {
		for _, root := range p.roots {
			if root.Name == "questestinterop" {
				quizzes++
			}
		}
	}
	used := map[string]bool{}
	r.listBanks(all)
	for _, p := range all {
		r.doc, r.section = p.document, nil
		if quizzes > 1 && p.name != "" {
			r.section = []string{p.name}
		}
		if quizzes <= 1 {
			r.settings(p)
		}
		for _, root := range p.roots {
			first := len(r.bank.Questions)
			r.root(root, all, used)
			if b := r.banks[root.Child("objectbank").Attr("ident")]; b != nil {
				b.first, b.end = first, len(r.bank.Questions)
			}
		}
	}
	r.finish()
}

// parse returns the roots of a document.
func (r *reader) parse(d document, src []byte) parsed {
	clear, note := loosexml.Decode(src)
	if note != nil {
		r.problem(note.Line, doc.Warning, "encoding", "%s", note.Text)
	}
	x := loosexml.New(clear)
	x.Room = &r.room
	p := parsed{document: d}
	for e := x.Next("questestinterop", "assessmentItem", "assessmentTest"); e != nil; e = x.Next("questestinterop", "assessmentItem", "assessmentTest") {
		p.roots = append(p.roots, e)
		if p.name == "" {
			p.name = rootName(e)
		}
		for item := range e.Within("item") {
			if ident := item.Attr("ident"); ident != "" && r.items[ident] == nil {
				r.items[ident] = item
			}
		}
	}
	if x.BareAnd > 0 {
		r.problem(x.BareAnd, doc.Warning, "loose-xml", "a `&` that begins no entity, here and maybe further on; it was read as the sign itself, and other programs refuse such a file: write `&amp;`")
	}
	if x.Cut > 0 {
		r.problem(x.Cut, doc.Error, "cut-file", "the file ends inside what begins here; all before it was read")
	}
	if x.Full {
		r.problem(1, doc.Error, "too-much-markup", "the file has so many elements that the rest of it is not read")
	}
	return p
}

// rootName returns the title of a quiz, or of a bank.
func rootName(root *loosexml.Element) string {
	if a := root.Child("assessment"); a != nil {
		return text.OneLine(strings.ReplaceAll(a.Attr("title"), "/", "//"))
	}
	if b := root.Child("objectbank"); b != nil {
		for f := range b.Within("qtimetadatafield") {
			if f.Child("fieldlabel").Text() == "bank_title" {
				return text.OneLine(strings.ReplaceAll(f.Child("fieldentry").Text(), "/", "//"))
			}
		}
	}
	return ""
}

// root reads one root of a document.
func (r *reader) root(e *loosexml.Element, all []parsed, used map[string]bool) {
	switch e.Name {
	case "assessmentItem":
		if !used[r.doc.path] || r.doc.path == "" {
			used[r.doc.path] = true
			r.item21(e)
		}
	case "assessmentTest":
		r.test21(e, all, used)
	default:
		r.walk(e, 0)
	}
}

// walk reads the items of quizzes, banks and sections in their order.
func (r *reader) walk(e *loosexml.Element, points float64) {
	for c := range e.All() {
		r.line, r.told = c.Line, nil
		switch c.Name {
		case "assessment", "objectbank":
			r.walk(c, points)
		case "section":
			r.walkSection(c, points)
		case "item":
			r.item(c, points)
		case "itemref":
			if item := r.items[c.Attr("linkrefid")]; item != nil {
				r.item(item, points)
			} else {
				r.problem(c.Line, doc.Error, "unread-type", "the quiz names the question %q, which is not in the file; it was left out", text.ClipLine(c.Attr("linkrefid"), 40))
			}
		case "bankentry_item":
			if item := r.items[c.Attr("item_ref")]; item != nil {
				r.item(item, points)
			} else {
				r.problem(c.Line, doc.Error, "unread-type", "the quiz draws a question from a bank that is not in the file; it was left out: export the whole course, or the bank")
			}
		case "sourcebank_ref":
			if r.banks[c.Text()] == nil {
				r.lacksBank(c)
			}
		case "material", "presentation_material", "flow_mat":
			if t := r.materials(c); !t.Empty() {
				r.bank.Questions = append(r.bank.Questions, &quiz.Question{Kind: quiz.Description, Prompt: t, Points: 1, Section: quiz.JoinSection(r.section), File: r.file, Line: r.lineOf(c)})
			}
		}
	}
}

// lineOf returns the line of an element in the file of the bank; in a package lines are none.
func (r *reader) lineOf(e *loosexml.Element) int {
	if r.files != nil {
		return 1
	}
	return e.Line
}

// walkSection reads a section.
func (r *reader) walkSection(e *loosexml.Element, points float64) {
	before := r.section
	if title := text.OneLine(e.Attr("title")); title != "" && e.Attr("ident") != "root_section" && title != "root_section" {
		r.section = append(slices.Clip(before), title)
	}
	g := group{document: r.doc, line: e.Line, name: quiz.JoinSection(r.section), first: len(r.bank.Questions)}
	if s := e.Path("selection_ordering", "selection"); s != nil {
		if p, ok := number(s.Path("selection_extension", "points_per_item").Text()); ok && p >= 0 && p <= 1e6 {
			points = p
		}
		g.pick, _ = strconv.Atoi(s.Child("selection_number").Text())
		for ref := range s.Within("sourcebank_ref") {
			if g.from = r.banks[ref.Text()]; g.from == nil {
				r.lacksBank(ref)
			}
		}
	}
	r.walk(e, points)
	if g.end = len(r.bank.Questions); g.pick > 0 {
		r.groups = append(r.groups, g)
	}
	r.section = before
}

// settings reads how Canvas asks the quiz.
func (r *reader) settings(p parsed) {
	set := func(name, value string) { _, _ = r.bank.Settings.Set(name, value) }
	for _, root := range p.roots {
		for f := range root.Child("assessment").Child("qtimetadata").All("qtimetadatafield") {
			if f.Child("fieldlabel").Text() == "cc_maxattempts" {
				set("attempts", f.Child("fieldentry").Text())
			}
		}
	}
	if p.meta == "" {
		return
	}
	src, ok := r.files.readText(p.meta)
	if !ok {
		return
	}
	clear, _ := loosexml.Decode(src)
	meta := loosexml.New(clear).Next("quiz")
	if meta == nil {
		return
	}
	if meta.Child("shuffle_answers").Text() == "true" {
		set("shuffle", "choices")
	}
	set("attempts", meta.Child("allowed_attempts").Text()) // -1 is none, and is refused
	if meta.Child("show_correct_answers").Text() == "false" || meta.Child("hide_results").Text() == "always" {
		set("reveal", "never")
	}
}
