package lessons

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/likeness"
)

// How a place is found again by the text that stood there, when the course has
// changed since. The first of these that there is:
//
//  1. a block of the lesson with the same words, the nearest to where it was;
//  2. a block of the page with the same words;
//  3. the block of the lesson that is most like it;
//  4. the block of the page that is most like it;
//  5. a block of the course with the same words, else the most like it.
//
// Likeness is the Dice coefficient of the pairs of neighbouring words: 2 * shared
// / (pairs of the one + pairs of the other). The further off a block is, the
// more alike it has to be, and outside of its lesson a text of a few words
// ("Example") proves nothing. A block that holds the whole text among other
// words has the same words too: two paragraphs were joined, or the text is one
// item of a list.
const (
	likeInLesson = 0.35
	likeInPage   = 0.5
	likeInCourse = 0.65

	// relocateBudget is how many bytes of lessons one search through the course
	// may compare, so that it ends soon in a course of thousands of pages.
	relocateBudget = 4 << 20
)

// Relocate finds the place of a text again. place is where it was, and
// paragraph the plain text of its block then (doc.PlainText), or a part of that
// text. The result is place itself where nothing has changed; ok is false when
// nothing like the paragraph is left. Without a paragraph there is nothing to
// hold against the course: place is returned, and whether its block exists.
//
// It parses the lesson's page, and others where the paragraph is not in that.
//
// The same question asked again costs nothing: lists ask it at every drawing.
func (c *Course) Relocate(place Place, paragraph string) (found Place, ok bool) {
	return c.relocateOnce(relocation{place, paragraph, false})
}

// RelocateInPage is Relocate for a place whose page is on the screen: it looks
// through that page only, so that no other one is parsed.
func (c *Course) RelocateInPage(place Place, paragraph string) (found Place, ok bool) {
	return c.relocateOnce(relocation{place, paragraph, true})
}

func (c *Course) relocateOnce(key relocation) (found Place, ok bool) {
	if known, ok := c.relocated.Load(key); ok {
		to := known.(relocatedTo)
		return to.place, to.ok
	}
	found, ok = c.relocate(key)
	c.relocated.Store(key, relocatedTo{found, ok})
	return found, ok
}

type (
	// relocation is one question to Relocate, the key under which its answer is cached.
	relocation struct {
		place     Place
		paragraph string
		inPage    bool // no further than the page
	}
	// relocatedTo is the answer of Relocate.
	relocatedTo struct {
		place Place
		ok    bool
	}
)

func (c *Course) relocate(key relocation) (found Place, ok bool) {
	place := key.place
	l := c.Lesson(place.Lesson)
	want := likeness.New(key.paragraph)
	if want.Len() == 0 {
		return place, l != nil && place.Block >= 0 && place.Block < max(1, len(l.Blocks()))
	}
	here := newCandidate(want, likeInLesson)
	var page *Page
	if l != nil {
		page = l.Page
		here.look(l, place.Block)
	} else {
		page = c.pageOfLesson(place.Lesson)
	}
	if here.exact || want.Len() < likeness.Few {
		return here.at(place), here.lesson != nil
	}
	around := newCandidate(want, likeInPage)
	if page != nil {
		for _, other := range page.Lessons() {
			if other != l {
				around.look(other, 0)
			}
		}
	}
	switch {
	case around.exact, here.lesson == nil && around.lesson != nil:
		return around.at(place), true
	case here.lesson != nil:
		return here.at(place), true
	case key.inPage:
		return Place{}, false
	}
	return c.relocateFar(place, page, want)
}

// relocateFar looks through all pages but one, as far as the budget goes.
func (c *Course) relocateFar(place Place, but *Page, want *likeness.Text) (Place, bool) {
	in := newCandidate(want, likeInCourse)
	budget := relocateBudget
	for _, p := range c.Pages() {
		if p == but {
			continue
		}
		for _, l := range p.Lessons() {
			if budget -= len(l.text); budget < 0 {
				return in.at(place), in.lesson != nil
			}
			in.look(l, 0)
		}
		if in.exact {
			break
		}
	}
	return in.at(place), in.lesson != nil
}

// pageOfLesson returns the page with whose path or slug the ID of a lesson that is
// gone begins, or nil.
func (c *Course) pageOfLesson(id string) *Page {
	for stem := id; stem != ""; stem = stem[:max(0, strings.LastIndexByte(stem, '/'))] {
		if p := c.pageOfStem(stem); p != nil {
			return p
		}
	}
	for _, p := range c.Pages() {
		if isUnder(id, p.Path) || isUnder(id, p.peekSlug()) {
			return p
		}
	}
	return nil
}

// candidate is the best matching block found so far.
type candidate struct {
	want   *likeness.Text
	least  float64 // likeness below which a block is none
	lesson *Lesson // nil as long as there is none
	block  int
	offset int // of the text in the block; 0 unless exact
	whole  bool
	exact  bool
	like   float64
	apart  int // blocks between it and where it was
}

func newCandidate(want *likeness.Text, least float64) *candidate {
	return &candidate{want: want, least: least}
}

// at returns the block as a place. Where the block reads as it did, the place in it stays.
func (k *candidate) at(was Place) Place {
	if k.lesson == nil {
		return Place{}
	}
	p := Place{k.lesson.ID, doc.Position{Block: k.block, Offset: k.offset}}
	if k.whole {
		p.Offset = was.Offset
	}
	return p
}

// look compares the blocks of a lesson with the wanted text; near is the block
// that is preferred among those with the same words.
func (k *candidate) look(l *Lesson, near int) {
	if !k.mayHold(l) {
		return
	}
	for i, b := range l.Blocks() {
		have := likeness.New(doc.PlainText([]doc.Block{b}))
		if have.Len() == 0 {
			continue
		}
		at, holds := have.Find(k.want)
		like := 1.0
		if !holds {
			like = have.Likeness(k.want)
		}
		if like < k.least {
			continue
		}
		apart := max(near-i, i-near)
		switch {
		case k.lesson == nil, holds && !k.exact, holds == k.exact && like > k.like,
			holds == k.exact && like == k.like && k.lesson == l && apart < k.apart:
			*k = candidate{
				want: k.want, least: k.least, lesson: l, block: i, offset: at,
				whole: holds && have.Len() == k.want.Len(), exact: holds, like: like, apart: apart,
			}
		}
	}
}

// mayHold reports whether a lesson has enough of the wanted pairs for one of its
// blocks to be a candidate, so that most lessons are passed over without their
// blocks. For a likeness t of n wanted pairs a block needs t*n/(2-t) of them.
func (k *candidate) mayHold(l *Lesson) bool {
	n := k.want.Len() - 1
	if n < 1 {
		return true
	}
	shared := likeness.New(l.text).Shared(k.want)
	return float64(shared) >= k.least*float64(n)/(2-k.least)
}
