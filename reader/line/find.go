package line

import (
	"context"
	"strings"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// maxHits is how many lessons a search lists.
const maxHits = 50

// search lists the lessons that hold some words, with the text around the first of them.
func (m *reading) search(arg string) error {
	q, ok := lessons.NewQuery(arg)
	if !ok {
		m.say(words.T("Say what to look for: %s pump", called(cmdSearch)))
		return nil
	}
	var spots []spot
	n, more := 0, false
	m.Course.Search(context.Background(), q, func(h lessons.Hit) bool {
		if more = len(spots) == maxHits; more {
			return false
		}
		n += len(h.At)
		spots = append(spots, spot{h.Lesson, blockAt(h.Lesson, int(h.At[0].Start))})
		snippet, _, _ := h.Snippet(0, 24, 24)
		m.say("  " + words.N("%[1]d. %[2]s: ... %[3]s ...", "%[1]d. %[2]s, %[4]d times: ... %[3]s ...",
			len(h.At), len(spots), lessonName(h.Lesson), typeset.Clean(snippet), len(h.At)))
		return true
	})
	switch {
	case n == 0:
		m.say(words.T("Nothing found."))
		return nil
	case more:
		m.say(words.T("The first %d lessons that hold it; more words find fewer. %s 1 goes to the first.", maxHits, called(cmdHit)))
	default:
		hits, in := words.N("%d hit", "%d hits", n, n), words.N("%d lesson", "%d lessons", len(spots), len(spots))
		m.say(words.T("%s in %s. %s 1 goes to the first.", hits, in, called(cmdHit)))
	}
	m.list = list{pick: (*reading).hit, hits: true, spots: spots}
	return nil
}

// blockAt returns the block in which a byte of the lesson's text stands. The text
// is that of its blocks with a blank line between them (doc.PlainText).
func blockAt(l *lessons.Lesson, at int) doc.Position {
	end := 0
	for i, b := range l.Blocks() {
		n := len(doc.PlainText([]doc.Block{b}))
		if n == 0 {
			continue
		}
		if end += n + len("\n\n"); at < end {
			return doc.Position{Block: i}
		}
	}
	return doc.Position{}
}

// hit opens a hit of the last search.
func (m *reading) hit(arg string) error {
	if !m.list.hits {
		m.say(words.T("There is no list of hits; %s makes one.", called(cmdSearch)))
		return nil
	}
	return m.pickSpot(arg, hitNumber())
}

// links lists the links of the lesson.
func (m *reading) links(string) error {
	links := m.text.page.Links
	if len(links) == 0 {
		m.say(words.T("This lesson has no links."))
		return nil
	}
	for _, l := range links {
		d := m.Course.Resolve(m.Lesson, l.Target, l.Ref)
		text, leads := typeset.Clean(l.Text), m.leads(d)
		if l.Note {
			m.say("  " + words.T("%d. footnote %s: %s", l.Number, text, leads))
		} else {
			m.say("  " + words.T("%d. %s: %s", l.Number, text, leads))
		}
		for _, line := range Fate(d.Fate) {
			m.say("     " + line)
		}
	}
	m.list = list{pick: (*reading).openLink}
	return nil
}

// leads says in words where a link leads.
func (m *reading) leads(d lessons.Destination) string {
	address := typeset.Clean(d.Address)
	switch d.Kind {
	case lessons.Inside:
		l := m.Course.Lesson(d.Place.Lesson)
		switch {
		case l == nil:
			return words.T("in this course")
		case l.ID == m.Lesson.ID:
			return words.T("in this lesson")
		}
		return words.T("in this course, %s", m.name(l))
	case lessons.External:
		return address
	case lessons.Beside:
		return words.T("beside this page, %s", typeset.Clean(d.File))
	case lessons.Absent:
		if address != "" {
			return words.T("%s, not in this course", address)
		}
	case lessons.Refused:
		return words.T("%s, shown only: %s", address, typeset.Clean(words.Say(d.Reason)))
	}
	return typeset.Clean(words.Say(d.Reason))
}

// link returns a link of the lesson by the number that was typed.
func (m *reading) link(arg string) (typeset.Link, lessons.Destination, bool) {
	links := m.text.page.Links
	n, ok := m.one(arg, linkNumber(), len(links))
	if !ok {
		return typeset.Link{}, lessons.Destination{}, false
	}
	l := links[n-1]
	return l, m.Course.Resolve(m.Lesson, l.Target, l.Ref), true
}

// openLink follows a link. Nothing outside the course is opened otherwise.
func (m *reading) openLink(arg string) error {
	number, which := cutWhich(arg)
	_, d, ok := m.link(number)
	if !ok {
		return nil
	}
	d = m.Course.Enter(d)
	switch {
	case which == wordInstead && (d.Fate == nil || d.Fate.Replacement == ""):
		m.say(words.T("Of link %s nothing is known that stands there instead.", number))
		return nil
	case which == wordInstead:
		return m.openAddress(d.Fate.Replacement)
	case which == "" && d.Kind == lessons.External && d.Fate.Dead():
		m.tellFate(number, d)
		return nil
	case which == wordAnyway && d.Kind == lessons.Absent && d.Opens():
		return m.openAddress(d.Address)
	}
	switch d.Kind {
	case lessons.Inside:
		l := m.Course.Lesson(d.Place.Lesson)
		if l == nil {
			m.say(words.T("The lesson that this link names is gone."))
			return nil
		}
		if d.Lacks != "" {
			m.say(words.T("The page has no place called %s: this is its beginning.", typeset.Clean(d.Lacks)))
		}
		m.jump(l, d.Place.Position)
	case lessons.External:
		for _, line := range Fate(d.Fate) {
			m.say(line)
		}
		return m.openAddress(d.Address)
	default:
		m.say(upperFirst(m.leads(d)))
		for _, line := range Fate(d.Fate) {
			m.say(line)
		}
		if d.Kind == lessons.Absent && d.Opens() {
			m.say(words.T("%s %s %s opens it all the same.", called(cmdOpen), number, called(wordAnyway)))
		}
	}
	return nil
}

// The words behind the number of a link whose address is known to be gone or moved, or
// is of a page that the course does not have.
const (
	wordAnyway  = "anyway"  // open it all the same
	wordInstead = "instead" // open what stands there instead
)

// cutWhich takes such a word off what follows the command open.
func cutWhich(arg string) (number, which string) {
	for _, word := range []string{wordAnyway, wordInstead} {
		for _, said := range []string{word, called(word)} {
			if rest, ok := strings.CutSuffix(arg, " "+said); ok {
				return strings.TrimSpace(rest), word
			}
		}
	}
	return strings.TrimSpace(arg), ""
}

// tellFate says what is known of an address before it is opened, and how it is.
func (m *reading) tellFate(number string, d lessons.Destination) {
	m.say(typeset.Clean(d.Address))
	for _, line := range Fate(d.Fate) {
		m.say(line)
	}
	if d.Fate.Replacement == "" {
		m.say(words.T("Not opened. %s %s %s opens it all the same.", called(cmdOpen), number, called(wordAnyway)))
		return
	}
	m.say(words.T("Not opened. %[1]s %[2]s %[3]s opens what is there instead, %[1]s %[2]s %[4]s this address all the same.",
		called(cmdOpen), number, called(wordInstead), called(wordAnyway)))
}

// openAddress gives an address to the system's opener.
func (m *reading) openAddress(address string) error {
	m.say(typeset.Clean(address))
	o := m.cfg.Opener
	switch {
	case o == nil:
		m.say(words.T("Addresses are shown here, and not opened."))
		return nil
	case !o.Ready():
		m.say(words.NoOpener(typeset.Clean(o.Missing())))
		return nil
	case o.NeedsTerminal() && !m.cfg.Terminal:
		m.say(words.T("The browser here needs a terminal, and this is none."))
		return nil
	}
	if err := m.out.Flush(); err != nil {
		return err
	}
	failed := make(chan error, 1)
	err := o.Open(address, func(err error) { failed <- err })
	if err == nil {
		select {
		case err = <-failed:
		case <-time.After(startTime):
		}
	}
	if err != nil {
		m.say(words.T("Not opened: %s", typeset.Clean(err.Error())))
		return nil
	}
	m.say(words.T("Opened."))
	return nil
}

// startTime is how long a browser has to say that it cannot open an address.
const startTime = 300 * time.Millisecond
