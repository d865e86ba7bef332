package reader

import (
	"context"
	"fmt"

	"lectern/lessons"
	"lectern/reader/typeset"
)

// find is a search over the whole course. It is on from the first letter until
// Esc, which leads back to where it was begun.
type find struct {
	on    bool
	typed string
	hits  []hit
	at    int // index in hits
	turn  int // counts searches, so that a late result of an old one is dropped
	done  bool
	from  spot
}

// hit is one match of a search.
type hit struct {
	lesson *lessons.Lesson
	nth    int // among the matches of the lesson
	before string
	match  string
	after  string
}

// mostHits bounds what a search collects; a query of one letter matches everywhere.
const mostHits = 20_000

// findHits looks through the course. It may take long; ctx ends it.
func findHits(ctx context.Context, c *lessons.Course, typed string) []hit {
	q, ok := lessons.NewQuery(typed)
	if !ok {
		return nil
	}
	var hits []hit
	c.Search(ctx, q, func(h lessons.Hit) bool {
		for k := range h.At {
			text, start, end := h.Snippet(k, 40, 60)
			hits = append(hits, hit{h.Lesson, k, text[:start], text[start:end], text[end:]})
			if len(hits) >= mostHits {
				return false
			}
		}
		return true
	})
	return hits
}

// startFind opens the search field.
func (m *Model) startFind() {
	m.dropRun()
	m.over = nil
	m.contents.focus = false
	if !m.find.on {
		m.find = find{turn: m.find.turn, from: spot{m.lesson, m.place}}
	}
	m.lay(overlay{kind: overFind})
}

// updateFind edits the search field; every change searches again.
func (m *Model) updateFind(o *overlay, in Input) {
	switch in.Action {
	case Leave:
		m.lift()
		m.endFind()
	case Submit:
		m.lift()
		if !m.find.on {
			m.endFind()
		} else if m.find.done && len(m.find.hits) == 0 {
			m.noHits()
		}
	case Down, Up:
		m.toHit(m.find.at + map[Action]int{Down: 1, Up: -1}[in.Action])
	default:
		if o.field.edit(in) {
			m.lookUp(o.field.text())
		}
	}
}

// lookUp starts a search for what is typed.
func (m *Model) lookUp(typed string) {
	_, ok := lessons.NewQuery(typed)
	m.find.typed, m.find.on, m.find.done = typed, ok, false
	m.find.turn++
	m.find.hits, m.find.at = nil, 0
	if ok {
		m.do(LookUp{typed, m.find.turn})
	}
}

// found is told the hits of a search.
func (m *Model) found(turn int, hits []hit) {
	if turn != m.find.turn || !m.find.on {
		return
	}
	m.find.done = true
	m.find.hits = hits
	if len(hits) == 0 {
		if f := m.front(); f == nil || f.kind != overFind {
			m.noHits()
		}
		return
	}
	m.toHit(m.firstHit())
}

// firstHit is the first hit at or behind the lesson in which the search was begun.
func (m *Model) firstHit() int {
	order := map[*lessons.Page]int{}
	for i, p := range m.course.Pages() {
		order[p] = i
	}
	from := m.find.from.lesson
	for i, h := range m.find.hits {
		page, at := order[h.lesson.Page], order[from.Page]
		if page > at || page == at && h.lesson.Index >= from.Index {
			return i
		}
	}
	return 0
}

func (m *Model) noHits() {
	m.say(fmt.Sprintf("Nothing in this course matches “%s”.", m.find.typed))
	m.find.on = false
	if m.find.from.lesson != nil {
		m.open(m.find.from.lesson, m.find.from.place)
	}
}

// toHit shows the hit with that index; the hits are a ring.
func (m *Model) toHit(i int) {
	n := len(m.find.hits)
	if n == 0 {
		return
	}
	i = (i%n + n) % n
	m.find.at = i
	h := m.find.hits[i]
	if h.lesson != m.lesson || m.stage != atLesson {
		m.open(h.lesson, typeset.Position{})
	}
	if at := m.matches(); len(at) > 0 {
		want := min(h.nth, at[len(at)-1].Hit)
		for _, match := range at {
			if match.Hit == want {
				m.showLine(match.Line)
				break
			}
		}
	}
	m.say(m.hitCount())
}

// hitCount says which hit this is of how many.
func (m *Model) hitCount() string {
	f := &m.find
	switch {
	case !f.on:
		return ""
	case !f.done:
		return "searching …"
	case len(f.hits) == 0:
		return "no hits"
	}
	more := ""
	if len(f.hits) >= mostHits {
		more = "+"
	}
	return fmt.Sprintf("“%s”  hit %d of %d%s", f.typed, f.at+1, len(f.hits), more)
}

// matches returns where the lesson as it is set matches the search.
func (m *Model) matches() []typeset.Match {
	if !m.find.on {
		return nil
	}
	return m.set().Matches(m.find.typed)
}

// endFind ends the search and goes back to where it was begun.
func (m *Model) endFind() {
	if !m.find.on && m.find.from.lesson == nil {
		return
	}
	from := m.find.from
	m.find = find{turn: m.find.turn + 1}
	if from.lesson != nil {
		m.open(from.lesson, from.place)
	}
}

// listHits shows all hits.
func (m *Model) listHits() {
	if len(m.find.hits) == 0 {
		m.say("Search first: / and a word.")
		return
	}
	m.lay(overlay{kind: overHits, at: m.find.at})
}

// hitRows draws the list of hits, each with its lesson and the text around it.
func (m *Model) hitRows(o *overlay, w int) []row {
	var rows []row
	for i, h := range m.find.hits {
		title := typeset.Body
		if i == o.at {
			title = SelectedRole
		}
		if i == 0 || m.find.hits[i-1].lesson != h.lesson {
			rows = append(rows, row{pick: -1, spans: []typeset.Span{{Text: cut(lessonTitle(h.lesson), w), Role: typeset.SubheadingRole}}})
		}
		left := []rune(typeset.Clean(h.before))
		room := max(0, (w-4-width(h.match))/2)
		for len(left) > 0 && width(string(left)) > room {
			left = left[1:]
		}
		rest := max(0, w-4-width(string(left))-width(h.match))
		rows = append(rows, row{pick: i, spans: []typeset.Span{
			{Text: "  "}, {Text: string(left), Role: title},
			{Text: typeset.Clean(h.match), Role: HitRole}, {Text: cut(typeset.Clean(h.after), rest), Role: title},
		}})
	}
	return rows
}
