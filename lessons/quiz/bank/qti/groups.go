package qti

import (
	"slices"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// group is a section of which a quiz draws some questions: its own, or those of a bank in the package.
type group struct {
	document
	line, pick int
	name       string
	first, end int
	from       *bankOf // nil where its questions are its own
}

// bankOf is a bank of questions in a package, and where its questions stand among those that were read.
type bankOf struct {
	name       string
	first, end int
}

// listBanks notes the banks of a package, from which its quizzes may draw.
func (r *reader) listBanks(all []parsed) {
	r.banks = map[string]*bankOf{}
	for _, p := range all {
		for _, root := range p.roots {
			if ident := root.Child("objectbank").Attr("ident"); ident != "" && r.banks[ident] == nil {
				r.banks[ident] = &bankOf{name: p.name}
			}
		}
	}
}

func (r *reader) lacksBank(ref *loosexml.Element) {
	r.problem(ref.Line, doc.Error, "unread-type", "the quiz draws questions from the bank %q, which is not in the file: export the whole course, or the bank", text.ClipLine(ref.Text(), 40))
}

// finish leaves out questions that a quiz and a bank both have, and makes the pool of a group.
func (r *reader) finish() {
	type same struct{ id, text string }
	seen, again := map[same]bool{}, map[*quiz.Question]bool{}
	for _, q := range r.bank.Questions {
		if q.ID == "" {
			continue
		}
		key := same{q.ID, q.TextHash()}
		again[q] = seen[key]
		seen[key] = true
	}
	all := r.bank.Questions
	r.pools()
	r.bank.Questions = slices.DeleteFunc(all, func(q *quiz.Question) bool { return again[q] })
	if n := len(all) - len(r.bank.Questions); n > 0 {
		r.doc = document{}
		r.problem(1, doc.Info, "asked-once", "questions that stand in more than one quiz or bank of the package: %d; each is asked once, where it stands first", n)
	}
}

// pools makes the pool of the bank of a group that holds all of its questions, and tells the others.
func (r *reader) pools() {
	asks := func(q *quiz.Question) bool { return q.Kind.Asks() }
	for _, g := range r.groups {
		first, end, name := g.first, g.end, g.name
		if g.from != nil {
			first, end, name = g.from.first, g.from.end, g.from.name
		}
		n := count(r.bank.Questions[first:end], asks)
		switch {
		case g.pick >= n:
		case len(r.groups) == 1 && n == count(r.bank.Questions, asks):
			r.bank.Settings.Pool = g.pick
		default:
			r.doc = g.document
			r.problem(g.line, doc.Info, "group-of-questions", "%d of the %d questions of this group are to be drawn; all are asked: an exam draws them where course.toml says `from = { %q = %d }`, a lesson where it says `pool`", g.pick, n, name, g.pick)
		}
	}
}

// count counts the questions that fit.
func count(all []*quiz.Question, fits func(*quiz.Question) bool) (n int) {
	for _, q := range all {
		if fits(q) {
			n++
		}
	}
	return n
}
