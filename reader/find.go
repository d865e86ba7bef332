package reader

import (
	"context"
	"sync"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// find is a search over the whole course. It is on from the first letter until it is
// ended, which leaves the student where they have read on to, as in less and vi: the
// way back leads to where it was begun. Only a search that is given up in its field
// goes back there by itself.
type find struct {
	on    bool
	typed string
	hits  []hit
	at    int           // index in hits
	turn  int           // counts searches, so that a late result of an old one is dropped
	shown bool          // one of the hits has been shown
	done  bool          // all of the course has been looked through
	from  lessons.Place // where the search was started; its lesson is empty if nowhere
	noted bool          // from is on the way back
	away  bool          // the student has read on to another lesson, and keys are those of reading again
}

// hit is one match of a search.
type hit struct {
	*lessons.Hit
	nth int // among the matches of the lesson
}

// The bounds of a search: a query of one letter matches everywhere.
const (
	maxHits   = 200_000
	maxListed = 1000 // in the list of all hits
)

// startFind opens the search field.
func (m *Model) startFind() {
	m.beginFind()
	m.lay(&findField{})
}

// beginFind remembers the place from which a search is started, or gone on with in its field.
func (m *Model) beginFind() {
	if r := m.run; r != nil && r.Exam() && m.stage != atSummary {
		r.away, m.stage = true, atLesson // what is looked for is an answer
		m.Visit(m.Lesson)
	} else {
		m.dropRun()
	}
	m.over = nil
	m.contents.focus = false
	if !m.find.on {
		m.find = find{turn: m.find.turn}
	}
	m.find.from, m.find.noted = m.Here(), false
}

// lookUp starts a search for the text in the field.
func (m *Model) lookUp(typed string) {
	_, ok := lessons.NewQuery(typed)
	m.find.typed, m.find.on, m.find.done, m.find.shown = typed, ok, false, false
	m.find.turn++
	m.find.hits, m.find.at = nil, 0
	if ok {
		m.do(LookUp{typed, m.find.turn})
	}
}

// found takes over the hits of a search: those so far, or all of them. Later
// hits come after the earlier ones, so that the index of the hit on the screen stays valid.
func (m *Model) found(turn int, hits []hit, done bool) {
	if turn != m.find.turn || !m.find.on {
		return
	}
	m.find.hits, m.find.done = hits, done
	if len(hits) == 0 {
		if done && !m.typesSearch() {
			m.noHits()
		}
		return
	}
	if !m.find.shown {
		// A hit before the place where the search was begun is only for when there is none behind it.
		if i, behind := m.firstHit(); behind || done {
			m.find.shown = true
			m.toHit(i)
			m.noteWay()
			if o, ok := m.front().(*hitList); ok {
				o.at = i
				m.keepInView(o)
			}
		}
		return
	}
	if !m.find.away {
		m.sayHit()
	}
}

// noteWay puts the place where the search was begun on the way back, once the
// student has left its field and looks at a hit elsewhere.
func (m *Model) noteWay() {
	if f := &m.find; f.on && f.shown && !f.noted && !m.typesSearch() && f.from != m.Here() {
		f.noted = true
		m.CameFrom(f.from)
	}
}

// sayHit says which hit is on the screen, unless the list of hits does.
func (m *Model) sayHit() {
	if _, listed := m.front().(*hitList); !listed {
		m.say(m.hitCount())
	}
}

// firstHit is the first hit at or behind the lesson in which the search was
// begun; else it is the first of all, and behind is false.
func (m *Model) firstHit() (i int, behind bool) {
	from := m.Course.Lesson(m.find.from.Lesson)
	if from == nil {
		from = m.Course.First()
	}
	return m.hitBehind(from)
}

// hitBehind is the first hit in a lesson or behind it; else it is the first of all, and behind is false.
func (m *Model) hitBehind(from *lessons.Lesson) (i int, behind bool) {
	order := map[*lessons.Page]int{}
	for i, p := range m.Course.Pages() {
		order[p] = i
	}
	for i, h := range m.find.hits {
		page, at := order[h.Lesson.Page], order[from.Page]
		if page > at || page == at && h.Lesson.Index >= from.Index {
			return i, true
		}
	}
	return 0, false
}

// stepHit shows the n-th hit on from the one on the screen, backward if n is
// negative. Who has read on finds from where they are.
func (m *Model) stepHit(n int) {
	defer m.noteWay()
	if !m.find.away {
		m.toHit(m.find.at + n)
		return
	}
	s := m.spread()
	i, behind := m.hitBehind(s.lessons[0])
	for behind && i < len(m.find.hits) && s.holds(m.find.hits[i].Lesson) && m.lineOf(i) < m.firstLine() {
		i++ // it is above the screen
	}
	if n > 0 {
		n--
	}
	m.toHit(i + n)
}

// lineOf is the line on which a hit of the spread stands; -1 for a hit elsewhere.
func (m *Model) lineOf(i int) int {
	if i >= len(m.find.hits) {
		return -1
	}
	want := m.matchOf(m.find.hits[i])
	for _, match := range m.matches() {
		if match.Hit == want {
			return match.Line
		}
	}
	return -1
}

func (m *Model) noHits() {
	m.say(words.T("Nothing in this course matches “%s”.", m.find.typed))
	m.find.on = false
	if m.find.from.Lesson != "" {
		m.open(m.Course.Lesson(m.find.from.Lesson), m.find.from.Position)
	}
}

// toHit shows the hit with an index; after the last hit comes the first again.
func (m *Model) toHit(i int) {
	n := len(m.find.hits)
	if n == 0 {
		return
	}
	i = (i%n + n) % n
	m.find.at = i
	h := m.find.hits[i]
	block, _ := m.blockOfHit(h)
	if m.stage != atLesson || m.spread().index(h.Lesson, block) == noBlock {
		m.open(h.Lesson, doc.Position{})
	}
	if m.spread().index(h.Lesson, block) == noBlock { // it is shown with the part behind
		m.open(h.Lesson, doc.Position{Block: block})
	}
	m.find.away = false
	if line := m.lineOf(i); line >= 0 {
		m.standIn(m.set().Lines[line].Block)
		m.showLine(line)
	}
	m.sayHit()
}

// blockOfHit returns the block of its lesson in which a hit begins, and which of the hits in that block it is.
func (m *Model) blockOfHit(h hit) (block, nth int) {
	p := m.alone(h.Lesson)
	all := p.Matches(m.find.typed)
	if len(all) == 0 {
		return 0, 0
	}
	want, seen := min(h.nth, all[len(all)-1].Hit), -1
	for _, k := range all {
		if k.Hit == seen {
			continue
		}
		if at := p.Lines[k.Line].Block; at != block {
			block, nth = at, 0
		} else if seen >= 0 {
			nth++
		}
		if seen = k.Hit; seen == want {
			break
		}
	}
	return block, nth
}

// currentKey is the cache key for the number of the hit on the screen.
type currentKey struct {
	page  *typeset.Page
	typed string
	at    int
}

// currentHit returns the number, among the matches of the spread, of the hit that the
// student is at; -1 if it is not on the spread.
func (m *Model) currentHit() int {
	if !m.find.on || m.find.at >= len(m.find.hits) {
		return -1
	}
	key := currentKey{m.set(), m.find.typed, m.find.at}
	return m.caches.current.get(key, func() int { return m.matchOf(m.find.hits[m.find.at]) })
}

// matchOf returns the number of a hit among the matches of the spread; -1 if it is not on the spread.
func (m *Model) matchOf(h hit) int {
	s, all := m.spread(), m.matches()
	if len(all) == 0 || s.plain() && s.lessons[0].ID != h.Lesson.ID {
		return -1
	}
	if s.plain() {
		return min(h.nth, all[len(all)-1].Hit)
	}
	block, nth := m.blockOfHit(h)
	at, seen := s.index(h.Lesson, block), -1
	for _, k := range all {
		if k.Hit == seen {
			continue
		}
		seen = k.Hit
		if s.Lines[k.Line].Block == at && nth == 0 {
			return seen
		} else if s.Lines[k.Line].Block == at {
			nth--
		}
	}
	return -1
}

// hitCount says what is searched for, which hit is shown and how many there are.
func (m *Model) hitCount() string {
	if !m.find.on {
		return ""
	}
	if n := m.hitNumber(m.find.at); n != "" {
		if m.w >= 60 { // else it would lie over the text
			n = m.inLesson(n)
		}
		return words.T("“%s”  %s", m.find.typed, n)
	}
	return m.hitState()
}

// hitState is what there is to say while there is no hit on the screen.
func (m *Model) hitState() string {
	switch f := &m.find; {
	case !f.on:
		return ""
	case len(f.hits) == 0 && f.done:
		return words.T("no hits")
	case !f.shown:
		return words.T("searching …")
	}
	return ""
}

// hitNumber returns "hit n of m" for the index of a hit; "" while no hit is on the screen.
func (m *Model) hitNumber(at int) string {
	f := &m.find
	if m.hitState() != "" || !f.on {
		return ""
	}
	switch n := len(f.hits); {
	case !f.done:
		return words.T("hit %d of %d so far", at+1, n)
	case n >= maxHits:
		return words.T("hit %d of %d+", at+1, n)
	default:
		return words.T("hit %d of %d", at+1, n)
	}
}

// inLesson adds to the number of a hit its number among the hits of its lesson.
func (m *Model) inLesson(number string) string {
	h := m.find.hits[m.find.at]
	return words.T("%s, %d of %d in this lesson", number, h.nth+1, len(h.At))
}

// matches returns where the lesson as it is set matches the search.
func (m *Model) matches() []typeset.Match {
	if !m.find.on {
		return nil
	}
	key := matchKey{m.set(), m.find.typed}
	return m.caches.matches.get(key, func() []typeset.Match { return key.page.Matches(key.typed) })
}

// matchKey is the cache key for the matches of a search in the lesson.
type matchKey struct {
	page  *typeset.Page
	typed string
}

// endFind ends the search; the student stays.
func (m *Model) endFind() {
	if m.find.on {
		m.noteWay()
		m.find = find{turn: m.find.turn + 1}
	}
}

// cancelFind gives up a search in its field: the student is again where it was begun.
func (m *Model) cancelFind() {
	from := m.find.from
	m.find = find{turn: m.find.turn + 1}
	if from.Lesson != "" {
		m.open(m.Course.Lesson(from.Lesson), from.Position)
	}
}

// findEvery is the interval at which a running search shows the hits so far.
const findEvery = 50 * time.Millisecond

// findHits looks through the course, which may take long where pages have not
// been parsed, and tells what it has found from time to time and at the end. ctx
// ends it.
func findHits(ctx context.Context, c *lessons.Course, typed string, tell func(hits []hit, done bool)) {
	q, ok := lessons.NewQuery(typed)
	if !ok {
		tell(nil, true)
		return
	}
	var found foundHits
	stop := found.tellEvery(findEvery, tell)
	defer stop()
	c.Search(ctx, q, found.add)
	stop()
	tell(found.all, true)
}

// foundHits collects the hits of a search.
type foundHits struct {
	mu  sync.Mutex
	all []hit
}

// add adds the matches in a lesson and reports whether more are wanted. It does
// not wait for whoever tells of them: one processor stays free for keys.
func (f *foundHits) add(h lessons.Hit) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for k := range min(len(h.At), maxHits-len(f.all)) {
		f.all = append(f.all, hit{&h, k})
	}
	return len(f.all) < maxHits
}

// tellEvery reports the hits so far whenever there are more, until stop is called:
// also while the next ones are far.
func (f *foundHits) tellEvery(d time.Duration, tell func(hits []hit, done bool)) (stop func()) {
	tick, done, ended := time.NewTicker(d), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for told := 0; ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			f.mu.Lock()
			n := len(f.all)
			hits := f.all[:n:n]
			f.mu.Unlock()
			if n > told {
				told = n
				tell(hits, false)
			}
		}
	}()
	return sync.OnceFunc(func() {
		tick.Stop()
		close(done)
		<-ended
	})
}
