package reader

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lectern/lessons"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// walkLinks moves the focus n links on, backward if n is negative, first to one
// that is on the screen. Where the lesson has no link, the contents open.
func (m *Model) walkLinks(n int) {
	links := m.set().Links
	if len(links) == 0 {
		m.toggleContents()
		return
	}
	top, h := m.firstLine(), m.layout().text.h
	onScreen := func(number int) bool {
		line := links[number-1].Line
		return line >= top && line < top+h
	}
	if m.link == 0 || m.link > len(links) || !onScreen(m.link) {
		m.link = firstVisible(links, top, h, n > 0)
		n -= sign(n)
	}
	m.link = (m.link-1+n)%len(links) + 1
	if m.link < 1 {
		m.link += len(links)
	}
	m.standIn(m.set().Lines[links[m.link-1].Line].Block)
	m.showLine(links[m.link-1].Line)
	m.say(m.tellTarget(m.link))
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// firstVisible returns the first link on the screen (the last one if going backward), or else the nearest one beyond it.
func firstVisible(links []typeset.Link, top, h int, forward bool) int {
	best := 0
	for _, l := range links {
		if l.Line >= top && l.Line < top+h {
			if forward {
				return l.Number
			}
			best = l.Number
		}
	}
	if best > 0 {
		return best
	}
	for _, l := range links {
		if l.Line >= top {
			return l.Number
		}
	}
	return 1
}

// showLine scrolls just far enough to bring a line onto the screen.
func (m *Model) showLine(line int) {
	top, h := m.firstLine(), m.layout().text.h
	switch {
	case line < top:
		m.scroll(line - min(2, h/4))
	case line >= top+h:
		m.scroll(line - h + 1 + min(2, h/4))
	}
}

// keepingSight changes the window or the width of the text. The place at the top of the
// screen stays; so does what the student was looking at further down, which would
// otherwise leave the screen where the lines break anew: the hit of a search, the
// link or the paragraph in focus.
func (m *Model) keepingSight(change func()) {
	if m.stage != atLesson || m.layout().small || !m.find.on && m.link == 0 && m.block == noBlock {
		change()
		return
	}
	top, end := m.firstLine(), m.firstLine()+m.layout().text.h
	seen := func(line int) bool { return line >= top && line < end }
	hit := m.find.on && seen(m.lineOf(m.find.at))
	links := m.set().Links
	link := m.link > 0 && m.link <= len(links) && seen(links[m.link-1].Line)
	block := m.focusOnScreen()
	change()
	if m.layout().small {
		return
	}
	m.followSpread() // which may have renumbered links and paragraphs
	switch line := m.lineOf(m.find.at); {
	case link && m.link > 0:
		m.showLine(m.set().Links[m.link-1].Line)
	case hit && line >= 0:
		m.showLine(line)
	case block && m.block != noBlock:
		m.showBlock(m.block)
	}
}

// destination resolves a link of the lesson by its number, from 1.
func (m *Model) destination(number int) (typeset.Link, lessons.Destination, bool) {
	links := m.set().Links
	if number < 1 || number > len(links) {
		return typeset.Link{}, lessons.Destination{}, false
	}
	l := links[number-1]
	return l, m.Course.Resolve(m.Lesson, l.Target, l.Ref), true
}

// targetOf says in a line where a link leads.
func (m *Model) targetOf(number int) string {
	_, d, ok := m.destination(number)
	if !ok {
		return ""
	}
	target := fmt.Sprintf("[%d] %s", number, m.describe(d))
	if d.Fate == nil {
		return target
	}
	return words.T("%s (%s)", target, words.LinkState(string(d.Fate.State), d.Fate.Year))
}

// tellTarget is targetOf with all that is known of the address.
func (m *Model) tellTarget(number int) string {
	_, d, _ := m.destination(number)
	if d.Fate == nil {
		return m.targetOf(number)
	}
	parts := []string{m.targetOf(number)}
	if d.Fate.Replacement != "" {
		parts = append(parts, words.LinkInstead(string(d.Fate.State), d.Fate.Replacement))
	}
	if d.Fate.Note != "" { // last: a small window may cut it
		parts = append(parts, d.Fate.Note)
	}
	return strings.Join(parts, "  ·  ")
}

// describe says in words where a destination is.
func (m *Model) describe(d lessons.Destination) string {
	switch d.Kind {
	case lessons.Inside:
		if l := m.Course.Lesson(d.Place.Lesson); l != nil {
			return words.T("in this course: %s", lessonTitle(l))
		}
		return words.T("in this course")
	case lessons.External:
		return d.Address
	case lessons.Beside:
		return words.T("beside this page: %s", d.File)
	case lessons.Absent:
		if d.Address != "" {
			return words.T("%s (not in this course)", d.Address)
		}
	case lessons.Refused:
		return words.T("%s (shown only)", d.Address)
	}
	return words.Say(d.Reason)
}

// openHere follows the link whose number was typed or that has the focus or was
// clicked; without one it enlarges what is cut.
func (m *Model) openHere(in keys.Input) {
	n := m.takeNumber(0)
	switch {
	case in.Arg > 0:
		m.follow(in.Arg)
	case n > 0 && n <= len(m.set().Links):
		m.follow(n)
	case n > 0:
		m.openNumber(n)
	case m.link > 0:
		m.follow(m.link)
	default:
		m.enlarge(-1, "")
	}
}

// follow opens a link.
func (m *Model) follow(number int) {
	l, d, ok := m.destination(number)
	if !ok {
		m.say(words.T("This lesson has no link %d.", number))
		return
	}
	m.link = number
	file := d.File
	d = m.Course.Enter(d)
	switch {
	case m.aside(l, d):
	case d.Kind == lessons.Inside:
		m.over = nil
		m.goInside(d)
		back := m.keys.Say(m.mode(), keys.WayBack)
		switch {
		case d.Lacks != "":
			m.say(words.T("The page has no place called %s: this is its beginning; %s leads back.", typeset.Clean(d.Lacks), back))
		case file != "":
			m.say(words.T("%s; %s leads back.", file, back))
		}
	case d.Kind == lessons.External && m.opener && !d.Fate.Dead():
		m.do(OpenAddress{d.Address})
		m.say(words.T("Opened %s", m.withFate(d)))
	default:
		o := &addressWindow{dest: d, text: l.Text}
		m.lay(o)
		if m.layout().status.empty() && d.Fate != nil && m.opener {
			m.say(o.offer(m)) // on a low window it stands below the edge
		}
	}
}

// withFate is an address with what is known of it.
func (m *Model) withFate(d lessons.Destination) string {
	f := d.Fate
	if f == nil {
		return d.Address
	}
	return words.T("%s (%s)", d.Address, words.LinkSaid(string(f.State), f.Year, f.Note))
}

// goInside goes to a place of the course.
func (m *Model) goInside(d lessons.Destination) {
	if to := m.Course.Lesson(d.Place.Lesson); to != nil {
		m.jump(to, d.Place.Position)
	} else {
		m.say(words.T("The lesson that this link names is gone."))
	}
}

// linkNews says of the links on a page which are known to lead nowhere.
func linkNews(p *lessons.Page) func(target, ref string) typeset.LinkNews {
	return func(target, ref string) typeset.LinkNews {
		f := p.Fate(target, ref)
		return typeset.LinkNews{Gone: f != nil && f.State == lessons.Gone}
	}
}

// hyperlink returns the address of a destination if the terminal may be told to
// open it, else "". What is only shown, or has characters that are not seen, is none.
func hyperlink(d lessons.Destination) string {
	if !d.Opens() || d.Address != typeset.Clean(d.Address) {
		return ""
	}
	return d.Address
}

// cannotOpen handles a failure of the system's opener: it shows the address instead.
func (m *Model) cannotOpen(address, why string) {
	m.opener = false
	m.message = ""
	m.lay(&addressWindow{dest: lessons.Destination{Kind: lessons.External, Address: address, Fate: m.Course.Fate(address)}, why: why})
}

// listLinks shows the links of the lesson with their addresses.
func (m *Model) listLinks() {
	if len(m.set().Links) == 0 {
		m.say(words.T("This lesson has no links."))
		return
	}
	m.lay(&linkList{list: list{at: max(0, m.link-1)}})
}

// linkList is the overlay with the links of the lesson.
type linkList struct {
	list
}

func (o *linkList) title() string       { return words.T("Links of this lesson") }
func (o *linkList) length(m *Model) int { return len(m.set().Links) }

func (o *linkList) update(m *Model, in keys.Input) {
	switch in.Action {
	case keys.Copy:
		text := ""
		if l, d, ok := m.destination(o.at + 1); ok {
			text = cmp.Or(d.Address, l.Target)
		}
		m.copyText(text)
	case keys.KeepLink:
		l, d, _ := m.destination(o.at + 1)
		m.readLater(d.Address, l.Text)
	default:
		m.updateList(o, in)
	}
}

func (o *linkList) open(m *Model) {
	m.lift()
	m.follow(o.at + 1)
}

// linksKey is the cache key for the rows of the list, apart from the selection.
type linksKey struct {
	page     *typeset.Page
	revision int64 // of the course: where a link leads may not have been known
	w        int
}

// sheet draws the list of links. The rows are cached, because to say where a link leads takes a look at that page.
func (o *linkList) sheet(m *Model, w int) *sheet.Sheet {
	key := linksKey{m.set(), m.Course.Revision(), w}
	rows := m.caches.links.get(key, func() []sheet.Row { return m.makeLinkRows(w) })
	s := sheet.New()
	s.Rows = slices.Clone(rows)
	for i, r := range s.Rows {
		if r.Pick == o.at {
			s.Rows[i].Spans = slices.Clone(r.Spans)
			s.Rows[i].Spans[1].Role = sheet.SelectedRole
			break
		}
	}
	s.FocusOn(o.at)
	return s
}

func (m *Model) makeLinkRows(w int) []sheet.Row {
	var rows []sheet.Row
	digits := len(fmt.Sprint(len(m.set().Links)))
	for i, l := range m.set().Links {
		num := fmt.Sprintf("%*d  ", digits, l.Number)
		rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{
			{Text: num, Role: sheet.KeyRole}, {Text: typeset.Fit(typeset.Clean(l.Text), w-typeset.Width(num)), Role: typeset.LinkRole, Link: l.Number},
		}})
		indent := typeset.Span{Text: strings.Repeat(" ", typeset.Width(num))}
		d := m.Course.Resolve(m.Lesson, l.Target, l.Ref)
		for _, part := range sheet.WrapHard(typeset.Clean(m.describe(d)), w-typeset.Width(num)) {
			rows = append(rows, sheet.Row{Pick: i, Spans: []typeset.Span{indent, {Text: part, Role: typeset.MutedRole}}})
		}
		if d.Fate != nil {
			for _, row := range fateRows(d.Fate, w-typeset.Width(num)) {
				rows = append(rows, sheet.Row{Pick: i, Spans: append([]typeset.Span{indent}, row...)})
			}
		}
	}
	return rows
}
