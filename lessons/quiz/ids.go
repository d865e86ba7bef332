package quiz

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// IDs hands out the question IDs of one course, so that none is given twice.
// The zero value is ready. Pages should come in the course's order: when two
// questions claim one ID, the first that comes has it.
type IDs struct {
	taken map[string]*Question
}

// AssignIDs gives every question of one page that has no written ID one that is
// derived from the page, its title and its text, and makes all of them
// different. It returns a Problem for each question whose ID was taken.
func AssignIDs(page string, qs []*Question) []doc.Problem {
	var ids IDs
	return ids.Assign(page, qs)
}

// Assign is AssignIDs for one page of several.
//
// Written IDs come first: a derived ID gives way to a written one wherever the
// two stand. A duplicate gets "-2", "-3" ... behind it.
func (ids *IDs) Assign(page string, qs []*Question) []doc.Problem {
	if ids.taken == nil {
		ids.taken = make(map[string]*Question)
	}
	var problems []doc.Problem
	for _, written := range []bool{true, false} {
		next := make(map[string]int) // the suffix to try next, so that many duplicates cost no more than few
		for _, q := range qs {
			if q.IDWritten != written {
				continue
			}
			if !written {
				q.ID = deriveID(page, q)
			}
			first, dup := ids.taken[q.ID]
			if dup && first != q {
				problems = append(problems, ids.rename(q, first, next))
			}
			ids.taken[q.ID] = q
		}
	}
	return problems
}

// rename gives q the next free ID after its own, which first has.
func (ids *IDs) rename(q, first *Question, next map[string]int) doc.Problem {
	old := q.ID
	n := max(next[old], 2)
	for {
		q.ID = old + "-" + strconv.Itoa(n)
		n++
		if _, taken := ids.taken[q.ID]; !taken {
			break
		}
	}
	next[old] = n
	p := doc.Problem{File: q.File, Line: q.Line, Severity: doc.Warning, Code: "duplicate-id"}
	where := fmt.Sprintf("line %d", first.Line)
	if first.File != q.File {
		where = fmt.Sprintf("%s:%d", first.File, first.Line)
	}
	if q.IDWritten {
		p.Text = fmt.Sprintf("the question at %s has the same id %q; this one goes by %q", where, old, q.ID)
		return p
	}
	p.Code = "same-question"
	p.Text = fmt.Sprintf("the question at %s has the same title and text; this one goes by the id %q, give it an id of its own", where, q.ID)
	return p
}

// deriveID makes an ID of page, title and text: readable as far as the title
// is, and the same as long as the three are the same.
func deriveID(page string, q *Question) string {
	h := sha256.New()
	writeParts(h, page, q.Title, text.OneLine(cmp.Or(q.IDSource, q.Prompt.Source)))
	sum := hex.EncodeToString(h.Sum(nil)[:5])
	name := "q"
	if q.Title != "" {
		name = clipSlug(doc.Slug(q.Title), 32)
	}
	return page + "/" + name + "-" + sum
}

// clipSlug shortens a slug to at most n bytes, at the end of a word if it can.
func clipSlug(slug string, n int) string {
	if len(slug) <= n {
		return slug
	}
	cut := 0
	for i, r := range slug {
		if i > n {
			break
		}
		if r == '-' {
			cut = i
		}
	}
	if cut > 0 {
		return slug[:cut]
	}
	for i := range slug {
		if i > n {
			break
		}
		cut = i
	}
	return slug[:cut]
}

// TextHash returns a hash of what the question asks and what it takes as right:
// prompt, choices, accepted answers, pairs, gaps, program. Title, feedback,
// hints, tags and where it stands do not count, so that the hash changes when
// the question does. It is 16 hexadecimal digits.
func (q *Question) TextHash() string {
	h := sha256.New()
	writeParts(h, string(q.Kind), text.OneLine(q.Prompt.Source))
	hashChoices(h, q.Choices)
	hashAccepted(h, q.Accepted)
	hashUnits(h, q.Units)
	for _, p := range q.Pairs {
		writeParts(h, "pair", text.OneLine(p.Left.Source), text.OneLine(p.Right))
	}
	for _, g := range q.Gaps {
		writeParts(h, "gap", string(g.Kind), hashNumber(g.Weight))
		hashChoices(h, g.Choices)
		hashAccepted(h, g.Accepted)
		hashUnits(h, g.Units)
	}
	if t := q.Trace; t != nil {
		writeParts(h, "trace", t.Source, t.Lang, strconv.FormatBool(t.Compiles), t.Stdout)
	}
	if q.Sealed != "" {
		writeParts(h, "sealed", q.Sealed)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func hashChoices(h hash.Hash, choices []Choice) {
	for _, c := range choices {
		writeParts(h, "choice", text.OneLine(c.Text.Source), hashNumber(c.Fraction))
	}
}

func hashAccepted(h hash.Hash, accepted []Accepted) {
	for _, a := range accepted {
		writeParts(h, "accepted", text.OneLine(a.Text), hashNumber(a.Value), hashNumber(a.Tolerance),
			strconv.FormatBool(a.Any), strconv.FormatBool(a.CaseSensitive), hashNumber(a.Fraction))
	}
}

func hashUnits(h hash.Hash, units []string) {
	for _, u := range units {
		writeParts(h, "unit", u)
	}
}

func hashNumber(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }

// writeParts writes each part with its length before it, so that no two lists
// of parts look alike.
func writeParts(h hash.Hash, parts ...string) {
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
}
