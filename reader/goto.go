package reader

import (
	"slices"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// maxNamed limits the list of lessons whose titles match the typed words.
const maxNamed = 200

// namedKey is the cache key for the lessons whose titles match the typed words.
type namedKey struct {
	course   *lessons.Course
	revision int64
	typed    string
}

// named is a lesson, or a section that was joined to it, as its title finds it.
type named struct {
	lesson  *lessons.Lesson
	section *lessons.Section // nil for the lesson itself
}

// title is what the row of the list says.
func (n named) title() string {
	if n.section != nil {
		return typeset.Clean(n.section.Title)
	}
	return lessonTitle(n.lesson)
}

// at is where it begins in the lesson.
func (n named) at() doc.Position {
	if n.section != nil {
		return doc.Position{Block: n.section.Block}
	}
	return doc.Position{}
}

// namedLessons returns the lessons whose number is what was typed, or those and the
// sections whose titles have all its words, as far as the course is known: no key
// waits for pages that the background is parsing.
func (m *Model) namedLessons(typed string) []named {
	key := namedKey{m.Course, m.Course.Revision(), typed}
	return m.caches.named.get(key, func() []named { return m.findNamed(typed) })
}

func (m *Model) findNamed(typed string) []named {
	number, err := strconv.Atoi(strings.TrimSpace(typed))
	numbered := err == nil
	words := lessons.Words(typed)
	out := []named{}
	at := 0
	for _, p := range m.Course.Known() {
		if !p.Parsed() {
			if numbered {
				break // the lessons behind it have no numbers yet
			}
			continue
		}
		ls := p.Lessons()
		if numbered {
			if number > at && number <= at+len(ls) {
				return append(out, named{lesson: ls[number-at-1]})
			}
			at += len(ls)
			continue
		}
		for _, l := range ls {
			if titleHas(l.Title, l, words) {
				out = append(out, named{lesson: l})
			}
			for i := range l.Sections {
				if titleHas(l.Sections[i].Title, l, words) {
					out = append(out, named{l, &l.Sections[i]})
				}
			}
			if len(out) >= maxNamed {
				return out
			}
		}
	}
	return out
}

// titleHas reports whether the title of a lesson, or of a section of it, or that of
// its page has each word.
func titleHas(title string, l *lessons.Lesson, words []lessons.Query) bool {
	for _, w := range words {
		if !w.In(title) && !w.In(l.Page.Title()) && !(w.Begins('(') && w.In(partOf(l))) {
			return false
		}
	}
	return true
}

// topOrBottom goes to the top or the end of the lesson, or to the lesson whose
// number was typed. Who is there already learns which key leads to the first or
// last lesson: on a lesson of one screen each of these keys would otherwise lose
// the place.
func (m *Model) topOrBottom(a keys.Action) {
	n, line, mode := m.takeNumber(0), m.firstLine(), m.mode()
	switch {
	case n > 0:
		m.openNumber(n)
	case a == keys.Top && line > 0:
		m.scroll(0)
	case a == keys.Bottom && line < m.lastTop():
		m.scroll(m.lastTop())
	case a == keys.Top && m.inFirst():
		m.say(words.T("This is the top of the first lesson."))
	case a == keys.Top:
		m.say(words.T("The top: %s goes to the first lesson.", m.keys.Say(mode, keys.First)))
	case m.Course.Next(m.spread().last()) == nil:
		m.say(words.T("This is the end of the last lesson."))
	default:
		m.say(words.T("The end: %s goes to the last lesson.", m.keys.Say(mode, keys.Last)))
	}
}

// inFirst reports whether the first lesson of the course is on the screen.
func (m *Model) inFirst() bool { return m.spread().holds(m.Course.First()) }

// toEdge goes to the beginning or the end of the course, and says how to come back.
func (m *Model) toEdge(a keys.Action) {
	l, line := m.Course.First(), 0
	here, moved := words.T("This is the first lesson."), words.T("This is the first lesson. %s goes back.", m.keys.Say(m.mode(), keys.WayBack))
	if a == keys.Last {
		l = m.Course.Last()
		here, moved = words.T("This is the last lesson."), words.T("This is the last lesson. %s goes back.", m.keys.Say(m.mode(), keys.WayBack))
	}
	if !m.spread().holds(l) {
		m.jump(l, doc.Position{})
		here = moved
	}
	if a == keys.Last {
		line = m.lastTop()
	}
	m.scroll(line)
	m.say(here)
}

// openNumber opens a lesson by its number in the course.
func (m *Model) openNumber(n int) {
	l := m.Course.At(n)
	if l == nil {
		all, _ := m.Course.Count()
		m.say(words.T("There is no lesson %d; the last one is %d.", n, all))
		return
	}
	m.jump(l, doc.Position{})
}

// lessonFinder is the overlay that goes to a lesson by words of its title.
type lessonFinder struct {
	fieldList
}

func (o *lessonFinder) title() string { return words.T("Go to a lesson") }

// update edits the field that names a lesson, and goes there.
func (o *lessonFinder) update(m *Model, in keys.Input) {
	rows := m.namedLessons(o.typed.Text())
	switch in.Action {
	case keys.Leave:
		m.lift()
	case keys.Down:
		o.at = max(0, min(o.at+1, len(rows)-1))
	case keys.Up:
		o.at = max(0, o.at-1)
	case keys.PageDown:
		o.at = max(0, min(o.at+m.layout().body.h/2, len(rows)-1))
	case keys.PageUp:
		o.at = max(0, o.at-m.layout().body.h/2)
	case keys.Pick:
		o.at = in.Arg
		o.goTo(m, rows)
	case keys.Submit:
		if o.quits() {
			m.carryOut(keys.Input{Action: keys.Quit})
			return
		}
		o.goTo(m, rows)
	default:
		if o.typed.Edit(in) {
			o.at = 0
		}
	}
}

// quits reports whether a command is typed that quits vi. Whoever types one
// behind a colon wants to be out, and not at the first lesson with a q in its title.
func (o *lessonFinder) quits() bool {
	return slices.Contains([]string{"q", "q!", "qa", "qa!", "wq", "wq!", "x", "x!", "quit"}, o.typed.Text())
}

// fieldNote says so before it happens.
func (o *lessonFinder) fieldNote(m *Model) string {
	if !o.quits() {
		return ""
	}
	return words.T("%s quits", m.keys.Say(keys.InField, keys.Submit))
}

// goTo opens the selected lesson.
func (o *lessonFinder) goTo(m *Model, rows []named) {
	m.lift()
	m.closeContents()
	if n, err := strconv.Atoi(strings.TrimSpace(o.typed.Text())); err == nil && len(rows) == 0 {
		m.takeUnsaid()
		m.over = nil
		m.dropRun()
		m.openNumber(n) // where pages before it are not parsed yet, this waits for them
		return
	}
	if o.at < 0 || o.at >= len(rows) {
		m.say(words.T("No lesson has these words in its title."))
		return
	}
	m.takeUnsaid()
	m.over = nil
	m.dropRun()
	m.jump(rows[o.at].lesson, rows[o.at].at())
}

// sheet draws the lessons that fit what was typed.
func (o *lessonFinder) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	found := m.namedLessons(o.typed.Text())
	if len(found) == 0 {
		why := words.T("no lesson with these words in its title")
		if _, complete := m.Course.Count(); !complete {
			why = words.T("reading the course …")
		}
		s.Add(typeset.Span{Text: typeset.Fit(why, w), Role: typeset.MutedRole})
		return s
	}
	s.First, s.Last = o.at, o.at
	s.More, s.Make = len(found), func(i int) sheet.Row {
		role := typeset.Body
		if i == o.at {
			role = sheet.SelectedRole
		}
		n := ""
		if k := m.Course.Number(found[i].lesson); k > 0 {
			n = strconv.Itoa(k) + " "
		}
		return sheet.Row{Pick: i, Spans: []typeset.Span{{Text: typeset.Fit(n+found[i].title(), w), Role: role}}}
	}
	return s
}
