package reader

import (
	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/study"
	"lectern/reader/album"
	"lectern/reader/keys"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// pageKey is the cache key for the lesson's page.
type pageKey struct {
	lesson  *lessons.Lesson
	w, room int // rows for a picture
	photos  bool
	reset   int
}

// setPage is a lesson's page.
type setPage struct {
	*typeset.Page
	untitled bool                      // a link has no title yet: it may have one when more pages are parsed
	pictures map[string]*album.Picture // on it, by their source
}

// set returns the lesson's page at the width of the column.
func (m *Model) set() *typeset.Page { return m.setPage().Page }

func (m *Model) setPage() setPage {
	text := m.layout().text
	key := pageKey{m.Lesson, max(1, text.w), pictureRoom(text.h), m.photos, m.reset}
	return m.caches.page.get(key, func() setPage {
		untitled, pictures := false, map[string]*album.Picture{}
		title := func(target, ref string) (string, bool) {
			words, ok := m.Lesson.Page.LinkTitle(target, ref)
			untitled = untitled || !ok
			return words, ok
		}
		p := typeset.Set(m.Lesson.Blocks(), typeset.Options{
			Width: key.w, Drawing: m.drawing, Picture: m.shown(key.room, pictures), LinkTitle: title, Numbers: true,
		})
		return setPage{p, untitled, pictures}
	})
}

// firstLine is the line of the lesson that stands at the top of the screen.
func (m *Model) firstLine() int {
	p := m.set()
	return max(0, min(p.LineAt(m.At), m.lastTop()))
}

// lastTop is the line at the top when the end of the lesson is at the bottom.
func (m *Model) lastTop() int { return max(0, len(m.set().Lines)-m.layout().text.h) }

// scroll puts a line of the lesson at the top of the screen.
func (m *Model) scroll(line int) {
	line = max(0, min(line, m.lastTop()))
	if line == m.firstLine() {
		return
	}
	m.Move(m.set().At(line))
}

// atEndOfText reports whether the last line of the lesson is on the screen.
func (m *Model) atEndOfText() bool { return m.firstLine() >= m.lastTop() }

// seeEnd records when the end of the lesson first came onto the screen.
func (m *Model) seeEnd() {
	if m.layout().small || m.stage != atLesson || !m.atEndOfText() {
		return
	}
	m.SeeEnd()
}

// open shows a lesson at a place.
func (m *Model) open(l *lessons.Lesson, at doc.Position) {
	if l != nil {
		m.Open(l, at)
		m.arrive()
	}
}

// jump opens a place and remembers the way back.
func (m *Model) jump(l *lessons.Lesson, at doc.Position) {
	m.Jump(l, at)
	m.arrive()
}

// arrive shows the place that the session went to.
func (m *Model) arrive() {
	m.link, m.stage, m.block = 0, atLesson, noBlock
	m.contents.follow = true
}

// updateLesson handles input while a lesson is read.
func (m *Model) updateLesson(in keys.Input) {
	h := m.layout().text.h
	line := m.firstLine()
	switch in.Action {
	case keys.Down:
		m.scroll(line + m.takeNumber(1))
	case keys.Up:
		m.scroll(line - m.takeNumber(1))
	case keys.HalfDown:
		m.scroll(line + max(1, h/2)*m.takeNumber(1))
	case keys.HalfUp:
		m.scroll(line - max(1, h/2)*m.takeNumber(1))
	case keys.PageDown:
		m.scroll(line + max(1, h-1)*m.takeNumber(1))
	case keys.PageUp:
		m.scroll(line - max(1, h-1)*m.takeNumber(1))
	case keys.ParaDown:
		m.walkParagraphs(m.takeNumber(1))
	case keys.ParaUp:
		m.walkParagraphs(-m.takeNumber(1))
	case keys.GoOn:
		if m.atEndOfText() {
			m.next()
		} else {
			m.scroll(line + max(1, h-1))
		}
	case keys.Top, keys.Bottom:
		m.topOrBottom(in.Action)
	case keys.Digit:
		m.digit(in.Arg)
	case keys.Next:
		m.next()
	case keys.Back:
		m.back()
	case keys.Questions:
		m.askHere()
	default:
		m.updateText(in)
	}
}

// updateText handles input about links, searches and the look of the text.
func (m *Model) updateText(in keys.Input) {
	switch in.Action {
	case keys.LinkNext:
		m.walkLinks(m.takeNumber(1))
	case keys.LinkPrev:
		m.walkLinks(-m.takeNumber(1))
	case keys.Open:
		m.openHere(in)
	case keys.FindNext:
		m.toHit(m.find.at + m.takeNumber(1))
	case keys.FindPrev:
		m.toHit(m.find.at - m.takeNumber(1))
	case keys.WayBack:
		m.wayBack()
	case keys.WayOn:
		m.wayOn()
	case keys.Leave:
		m.link, m.block = 0, noBlock
		m.endFind()
	case keys.Enlarge:
		m.enlarge(in.Arg, in.Text)
	case keys.Pictures:
		m.switchPictures()
	default:
		m.updateDesk(in)
	}
}

// updateDesk handles input about bookmarks, marks and the look of the text.
func (m *Model) updateDesk(in keys.Input) {
	switch in.Action {
	case keys.Copy:
		m.copyHere()
	case keys.KeepLink:
		l, d, _ := m.destination(m.link)
		m.readLater(d.Address, l.Text)
	case keys.Bookmark:
		m.bookmark()
	case keys.SetMark, keys.GoMark:
		m.mark(in)
	case keys.Wider:
		m.widen(columnStep)
	case keys.Narrower:
		m.widen(-columnStep)
	case keys.Themes:
		m.nextTheme()
	}
}

// topOrBottom goes to the top or the end of the lesson and, from there, of the
// course; or to the lesson whose number was typed.
func (m *Model) topOrBottom(a keys.Action) {
	n, line := m.takeNumber(0), m.firstLine()
	switch {
	case n > 0:
		m.openNumber(n)
	case a == keys.Top && line > 0:
		m.scroll(0)
	case a == keys.Top:
		m.toEdge(m.Course.First(), words.T("This is the first lesson."), words.T("This is the first lesson. %s goes back.", m.keys.Say(m.mode(), keys.WayBack)))
	case line < m.lastTop():
		m.scroll(m.lastTop())
	default:
		m.toEdge(m.Course.Last(), words.T("This is the last lesson."), words.T("This is the last lesson. %s goes back.", m.keys.Say(m.mode(), keys.WayBack)))
		m.scroll(m.lastTop())
	}
}

// toEdge opens the first or the last lesson of the course, and says so: where one
// was left for it, with the key that leads back.
func (m *Model) toEdge(l *lessons.Lesson, there, moved string) {
	if l.ID == m.Lesson.ID {
		m.say(there)
		return
	}
	m.jump(l, doc.Position{})
	m.say(moved) // who only wanted the end of a lesson that is on the screen already is helped back
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

// digit adds a digit to the number that is being typed.
func (m *Model) digit(d int) {
	if n := m.number*10 + d; n < 1_000_000 {
		m.number = n
	}
}

// next goes on from the lesson: to its questions if it has unanswered ones, else to the lesson after it.
func (m *Model) next() {
	m.Leave(true)
	if m.run != nil && m.run.away {
		m.comeBack()
		return
	}
	if m.Unanswered(m.Lesson) > 0 {
		m.ask(study.LessonPlan(m.Lesson))
		return
	}
	m.nextLesson()
}

// nextLesson opens the lesson after this one, or shows the end of the course.
func (m *Model) nextLesson() {
	m.run = nil
	if l := m.Course.Next(m.Lesson); l != nil {
		m.open(l, doc.Position{})
		return
	}
	m.Leave(true)
	m.stage, m.top = atEnd, 0
	m.do(Refresh{})
}

// back goes to the lesson before.
func (m *Model) back() {
	if l := m.Course.Prev(m.Lesson); l != nil {
		m.open(l, doc.Position{})
		return
	}
	m.say(words.T("This is the first lesson."))
}

// wayBack returns to where the last jump was taken from.
func (m *Model) wayBack() {
	if !m.Back() {
		m.say(words.T("There is no way back from here."))
		return
	}
	m.arrive()
}

// wayOn repeats a jump that wayBack undid.
func (m *Model) wayOn() {
	if !m.Forward() {
		m.say(words.T("There is no way forward from here."))
		return
	}
	m.arrive()
}
