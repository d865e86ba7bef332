package lessons

import (
	"crypto/sha256"
	"encoding/hex"

	"lectern/lessons/quiz"
)

// Index is the table of contents of a whole course, made when all its pages
// were parsed, so that a later start knows it without parsing any.
type Index struct {
	Entries []IndexEntry `json:"entries"`
}

// IndexEntry is one row: a page, or a part or folder above pages.
type IndexEntry struct {
	Title   string        `json:"title,omitempty"`
	Path    string        `json:"path,omitempty"`   // of a page
	Listed  bool          `json:"listed,omitempty"` // the title of the page is that of the list that names it
	Depth   int           `json:"depth,omitempty"`
	Draft   bool          `json:"draft,omitempty"`
	Lessons []IndexLesson `json:"lessons,omitempty"`
}

// IndexLesson is one lesson of a page.
type IndexLesson struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Part      int    `json:"part,omitempty"`  // of a divided section
	Parts     int    `json:"parts,omitempty"` // 0 for a section that is not divided
	Words     int    `json:"words"`
	Questions int    `json:"questions,omitempty"`
	Hash      string `json:"hash"` // of the text and of what is asked: it changes when the lesson does
}

// Name is the lesson's title, with its part.
func (l IndexLesson) Name() string {
	return (&Lesson{Title: l.Title, Part: l.Part, Parts: l.Parts}).Name()
}

// Index returns the table of contents. It parses all pages.
func (c *Course) Index() Index {
	c.ordered()
	var out Index
	for _, e := range c.Outline() {
		row := IndexEntry{Title: e.Title, Depth: e.Depth, Draft: e.Draft}
		if p := e.Page; p != nil {
			row.Path, row.Title, row.Listed = p.Path, p.Title(), p.hint.Load() != nil
			for _, l := range p.Lessons() {
				row.Lessons = append(row.Lessons, l.index())
			}
		}
		out.Entries = append(out.Entries, row)
	}
	return out
}

func (l *Lesson) index() IndexLesson {
	h := sha256.New()
	h.Write([]byte(l.text))
	for _, q := range l.Questions {
		if q.Kind != quiz.Description {
			h.Write([]byte("\x00" + q.TextHash()))
		}
	}
	row := IndexLesson{
		ID: l.ID, Title: l.Title, Words: l.Words, Questions: len(l.Questions), Hash: hex.EncodeToString(h.Sum(nil)[:8]),
	}
	if l.Parts > 1 {
		row.Part, row.Parts = l.Part, l.Parts
	}
	return row
}

// useIndex takes order, titles and numbers of lessons from an index. It is
// false, and nothing is taken, when the index is not of these files.
func (c *Course) useIndex(index *Index) bool {
	for _, e := range index.Entries {
		if e.Path != "" && !c.files.has(e.Path) {
			return false
		}
	}
	o := &order{}
	for _, e := range index.Entries {
		if e.Path == "" {
			o.outline = append(o.outline, Entry{Title: e.Title, Depth: e.Depth, Draft: e.Draft})
			continue
		}
		p := c.pageAt(e.Path)
		p.index, p.plan = len(o.pages), len(e.Lessons)
		p.guess.Store(&e.Title)
		if e.Listed {
			p.setHint(e.Title)
		}
		o.pages = append(o.pages, p)
		o.outline = append(o.outline, Entry{Page: p, Depth: e.Depth})
	}
	if len(o.pages) == 0 {
		return false
	}
	c.start = o.pages[0]
	c.order.Store(o)
	return true
}

// Changed lists the lessons of the index that are not in an earlier edition, or
// read otherwise there, in their order. The earlier one is given as the hash of
// each lesson by its ID.
func (x *Index) Changed(before map[string]string) []IndexLesson {
	var out []IndexLesson
	for _, e := range x.Entries {
		for _, l := range e.Lessons {
			if before[l.ID] != l.Hash {
				out = append(out, l)
			}
		}
	}
	return out
}

// Hashes returns the hash of each lesson by its ID, for Changed.
func (x *Index) Hashes() map[string]string {
	out := map[string]string{}
	for _, e := range x.Entries {
		for _, l := range e.Lessons {
			out[l.ID] = l.Hash
		}
	}
	return out
}
