package reader

import (
	"math"
	"slices"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/album"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// A lesson is about as long as a window of 24 lines, and windows are not. So the
// stage shows a spread: as many neighbouring parts of one section as fit the
// window together, else one lesson. A spread that begins in the middle of a section
// has the section's heading again; and a label at the end of the part before is
// shown with what it introduces, at the top of the part behind.
//
// Which lessons are shown together depends on the window and the course alone, so
// that forward, backward and by any link one meets the same spreads: each section
// is packed from its beginning. Several parts are shown together only where nothing
// has to scroll. The student's place is in one of them and means the same as ever.
//
// Numbers of blocks and links, and lines, count through the spread; a place counts
// in its lesson. origin and index lead from the one to the other.
type spread struct {
	*typeset.Page
	lessons  []*lessons.Lesson // at least one
	blocks   []doc.Block       // all that is shown
	pieces   []piece           // where the blocks come from, but for the heading that is shown again
	lead     int               // lines before the text of the first lesson: what is shown again or comes from the part before
	untitled bool              // a link has no title yet: it may have one when more pages are parsed
	pictures map[string]*album.Picture
}

// piece is a run of blocks of a lesson within a spread.
type piece struct {
	lesson     *lessons.Lesson
	first, end int // blocks of the lesson
	at         int // number of the first in the spread
}

const (
	// packed is the number of parts after which packing begins anew, so that a key
	// in the middle of a section of hundreds of parts sets only a few of them.
	packed = 12
	// maxLent is how many blocks at the end of a part can be shown with the part behind.
	maxLent = 3
	// maxAlone is how many lessons are kept as they are set each for itself.
	maxAlone = 64
)

// setting is what the look of every lesson depends on.
type setting struct {
	w, left, right int // columns for the text, and beside it for what is wider
	h              int
	photos         bool
	reset          int
}

// alone holds lessons as they are set each for itself: whole, or as much of them as
// shows that they are taller than the room for them.
type alone struct {
	setting setting
	pages   map[*lessons.Lesson]*spread
	begun   map[*lessons.Lesson]*spread
}

// spreadKey is the cache key for the spread.
type spreadKey struct {
	lesson  *lessons.Lesson
	setting setting
}

func (m *Model) setting() setting {
	l := m.layout()
	return setting{max(1, l.text.w), l.left, l.right, l.text.h, m.photos, m.reset}
}

// spread returns what the stage shows of the course: the open lesson, and what is shown with it.
func (m *Model) spread() *spread {
	return m.caches.spread.get(spreadKey{m.Lesson, m.setting()}, func() *spread { return m.compose(m.Lesson) })
}

// set returns the page that the spread makes.
func (m *Model) set() *typeset.Page { return m.spread().Page }

// compose sets the spread of a lesson.
func (m *Model) compose(l *lessons.Lesson) *spread {
	ls := m.together(l)
	first, last := ls[0], ls[len(ls)-1]
	again, lent := m.leadOf(first)
	away := m.lentTo(last.PartAt(last.Part+1), last)
	if len(ls) == 1 && again == nil && lent == 0 && away == 0 {
		return m.alone(l)
	}
	s := &spread{lessons: ls}
	if again != nil {
		s.blocks = append(s.blocks, again)
	}
	if lent > 0 {
		before := first.PartAt(first.Part - 1)
		n := len(before.Blocks())
		s.add(before, n-lent, n)
	}
	made := len(s.blocks)
	for _, k := range ls {
		end := len(k.Blocks())
		if k == last {
			end -= away
		}
		s.add(k, 0, end)
	}
	m.typeset(s, 0)
	s.lead = s.Starts[made]
	if again != nil { // it is no text of the lesson: a search does not find it
		for _, line := range s.Lines[:s.Starts[1]] {
			for i := range line.Spans {
				line.Spans[i].Added = true
			}
		}
	}
	return s
}

// add appends blocks of a lesson.
func (s *spread) add(l *lessons.Lesson, first, end int) {
	s.pieces = append(s.pieces, piece{l, first, end, len(s.blocks)})
	s.blocks = append(s.blocks, l.Blocks()[first:end]...)
}

// alone sets a lesson for itself.
func (m *Model) alone(l *lessons.Lesson) *spread {
	a := m.kept()
	s := a.pages[l]
	if s == nil {
		s = m.setAlone(l, 0)
		a.pages[l] = s
	}
	return s
}

// begun sets a lesson for itself up to the block with which it has more lines than
// room, which is at least 1. It costs little where a table follows that cannot be shown with it.
func (m *Model) begun(l *lessons.Lesson, room int) *spread {
	a := m.kept()
	if s := a.pages[l]; s != nil {
		return s
	}
	if s := a.begun[l]; s != nil && len(s.Lines) > room {
		return s
	}
	s := m.setAlone(l, room)
	if s.More {
		a.begun[l] = s
	} else {
		a.pages[l] = s
	}
	return s
}

// kept returns the cache of lessons that are set each for itself as the window is now.
func (m *Model) kept() *alone {
	a := &m.caches.alone
	if now := m.setting(); a.setting != now || len(a.pages)+len(a.begun) >= maxAlone {
		*a = alone{now, map[*lessons.Lesson]*spread{}, map[*lessons.Lesson]*spread{}}
	}
	return a
}

// setAlone sets a lesson for itself, as far as typeset.Options.Enough says.
func (m *Model) setAlone(l *lessons.Lesson, enough int) *spread {
	s := &spread{lessons: []*lessons.Lesson{l}}
	s.add(l, 0, len(l.Blocks()))
	m.typeset(s, enough)
	return s
}

// typeset sets the blocks of a spread, all or as many as typeset.Options.Enough says.
func (m *Model) typeset(s *spread, enough int) {
	key, page := m.setting(), s.lessons[0].Page
	s.pictures = map[string]*album.Picture{}
	title := func(target, ref string) (string, bool) {
		words, ok := page.LinkTitle(target, ref)
		s.untitled = s.untitled || !ok
		return words, ok
	}
	s.Page = typeset.Set(s.blocks, typeset.Options{
		Width: key.w, Left: key.left, Right: key.right, LinkTitle: title, LinkNews: linkNews(page), Numbers: true,
		Drawing: m.drawing(page), Picture: m.shown(page, pictureRoom(key.h), s.pictures), Enough: enough,
	})
}

// together returns the lessons that are shown with l, and l itself among them: a
// section is packed from its beginning, as many parts at a time as fit. A part that
// has questions is the last one of its spread, because they follow it.
func (m *Model) together(l *lessons.Lesson) []*lessons.Lesson {
	if l.Parts < 2 || m.layout().small {
		return []*lessons.Lesson{l}
	}
	start := l.Part - (l.Part-1)%packed
	var ls []*lessons.Lesson
	used := 0
	for n := start; n < start+packed; n++ {
		k := l.PartAt(n)
		if k == nil {
			break
		}
		if k.ID == l.ID {
			k = l
		}
		room := m.layout().text.h
		if len(ls) > 0 {
			if room -= used + 1; room < 1 || len(ls[len(ls)-1].Questions) > 0 || len(m.begun(k, room).Lines) > room {
				if slices.Contains(ls, l) {
					return ls
				}
				ls, room = nil, m.layout().text.h
			}
		}
		if len(ls) == 0 {
			used = m.leadLines(k)
		} else {
			used++
		}
		used += len(m.begun(k, max(1, room)).Lines)
		ls = append(ls, k)
	}
	if !slices.Contains(ls, l) {
		return []*lessons.Lesson{l} // its neighbours are not known yet
	}
	return ls
}

// leadOf returns what stands before the text of a lesson that begins a spread: the
// heading of a section that goes on, nil if it begins there, and how many blocks of
// the part before belong to what the lesson begins with.
func (m *Model) leadOf(l *lessons.Lesson) (again *doc.Heading, lent int) {
	if l.Part < 2 {
		return nil, 0
	}
	if l.Level > 0 {
		// No larger than a section's: the page does not begin here.
		title := words.T("%s (continued)", typeset.Clean(l.Title))
		again = &doc.Heading{Level: max(2, l.Level), Text: []doc.Inline{&doc.Text{Value: title}}}
	}
	return again, m.lentTo(l, l.PartAt(l.Part-1))
}

// leadLines is how many lines that takes.
func (m *Model) leadLines(l *lessons.Lesson) int {
	again, lent := m.leadOf(l)
	lines := 0
	if again != nil {
		lines += len(typeset.Set([]doc.Block{again}, typeset.Options{Width: m.setting().w}).Lines) + 1
	}
	if lent > 0 {
		before := m.alone(l.PartAt(l.Part - 1))
		lines += len(before.Lines) - before.Starts[len(before.Starts)-lent] + 1
	}
	return lines
}

// lentTo returns how many blocks at the end of the part before are shown with l, which
// begins a spread, because they introduce what it begins with: as many as fit the
// window with that, and never all that the part has to say.
func (m *Model) lentTo(l, before *lessons.Lesson) int {
	if l == nil || before == nil {
		return 0
	}
	a, b := before.Blocks(), l.Blocks()
	if len(a) < 2 || len(b) == 0 || !lessons.Introduces(a[len(a)-1], b[0]) {
		return 0
	}
	from, to := m.alone(before), m.begun(l, 1)
	room := m.layout().text.h - blockHeight(to, 0)
	if l.Level > 0 {
		room -= 2 // for the heading
	}
	n, next := 0, b[0]
	for n < maxLent && lessons.Introduces(a[len(a)-1-n], next) && hasText(a[:len(a)-1-n]) {
		if room -= blockHeight(from, len(a)-1-n) + 1; room < 0 {
			break
		}
		next = a[len(a)-1-n]
		n++
	}
	return n
}

// blockHeight is how many lines a block takes with the blank one behind it.
func blockHeight(s *spread, block int) int {
	end := len(s.Lines)
	if block+1 < len(s.Starts) {
		end = s.Starts[block+1]
	}
	return end - s.Starts[block]
}

// hasText reports whether blocks hold more than headings.
func hasText(blocks []doc.Block) bool {
	return slices.ContainsFunc(blocks, func(b doc.Block) bool {
		switch b.(type) {
		case *doc.Heading, *doc.Rubric, *doc.Anchor, *doc.QuizRef:
			return false
		default:
			return true
		}
	})
}

// last returns the lesson that the spread ends with. Its questions are the only ones of the spread.
func (s *spread) last() *lessons.Lesson { return s.lessons[len(s.lessons)-1] }

// holds reports whether a lesson is one of those that are shown.
func (s *spread) holds(l *lessons.Lesson) bool {
	return slices.ContainsFunc(s.lessons, func(k *lessons.Lesson) bool { return k.ID == l.ID })
}

// plain reports whether the spread is a lesson as it is.
func (s *spread) plain() bool {
	return len(s.pieces) == 1 && s.pieces[0].at == 0 && s.pieces[0].end == len(s.lessons[0].Blocks())
}

// origin returns the lesson that a block of the spread comes from, and its number there.
func (s *spread) origin(block int) (*lessons.Lesson, int) {
	for _, p := range s.pieces {
		if block >= p.at && block < p.at+p.end-p.first {
			return p.lesson, p.first + block - p.at
		}
	}
	return s.lessons[0], 0
}

// index returns the number in the spread of a block of a lesson, noBlock if it is not shown.
func (s *spread) index(l *lessons.Lesson, block int) int {
	for _, p := range s.pieces {
		if p.lesson.ID == l.ID && block >= p.first && block < p.end {
			return p.at + block - p.first
		}
	}
	return noBlock
}

// place returns the place at which a line begins. For the lines before the first
// lesson's text that is its beginning.
func (s *spread) place(line int) (*lessons.Lesson, doc.Position) {
	if line < s.lead {
		return s.lessons[0], doc.Position{}
	}
	at := s.At(line)
	l, block := s.origin(at.Block)
	return l, doc.Position{Block: block, Offset: at.Offset}
}

// lineOf returns the line on which a place stands; the nearest one if it is not shown.
func (s *spread) lineOf(l *lessons.Lesson, at doc.Position) int {
	for _, p := range s.pieces {
		switch {
		case p.lesson.ID != l.ID || at.Block < p.first:
		case at.Block >= p.end:
			return s.LineAt(doc.Position{Block: max(0, p.at+p.end-p.first-1), Offset: math.MaxInt})
		default:
			return s.LineAt(doc.Position{Block: p.at + at.Block - p.first, Offset: at.Offset})
		}
	}
	return 0
}

// linkIn returns the number in another spread of the link with a number in this one; 0 if it is not there.
func (s *spread) linkIn(to *spread, number int) int {
	if number < 1 || number > len(s.Links) {
		return 0
	}
	nth, block := 0, s.Lines[s.Links[number-1].Line].Block
	for _, l := range s.Links[:number-1] {
		if s.Lines[l.Line].Block == block {
			nth++
		}
	}
	want := to.index(s.origin(block))
	for _, l := range to.Links {
		if to.Lines[l.Line].Block != want {
			continue
		}
		if nth == 0 {
			return l.Number
		}
		nth--
	}
	return 0
}

// followSpread takes over what the window shows now, after a change of the window,
// the course or the place: what has the focus keeps it where it is still shown.
func (m *Model) followSpread() {
	s := m.spread()
	if s == m.caches.was {
		return
	}
	m.toPlace()
	s = m.spread()
	if m.caches.was != nil {
		if m.block != noBlock {
			m.block = s.index(m.caches.was.origin(m.block))
		}
		m.link = m.caches.was.linkIn(s, m.link)
	}
	m.caches.was = s
}

// toPlace puts the place where the window shows it: what is shown with the part
// behind because it introduces that belongs there.
func (m *Model) toPlace() {
	s := m.spread()
	next := m.Lesson.PartAt(m.Lesson.Part + 1)
	if next == nil || m.Lesson.ID != s.last().ID || s.index(m.Lesson, m.At.Block) != noBlock || m.At.Block >= len(m.Lesson.Blocks()) {
		return
	}
	from, at := m.Lesson, m.At
	m.Open(next, doc.Position{})
	m.lead = m.spread().lineOf(from, at)
}

// standIn moves the place to the lesson of a block, where several are shown, so that a
// smaller window shows what the student looks at. Nothing moves on the screen.
func (m *Model) standIn(block int) {
	s := m.spread()
	if l, at := s.origin(block); len(s.lessons) > 1 && l.ID != m.Lesson.ID && s.holds(l) {
		m.Open(l, doc.Position{Block: at})
	}
}
