package line

import (
	"slices"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/words"
)

// more continues: with the next piece, then the questions of the lesson, then the next lesson.
func (m *reading) more(string) error {
	if m.held {
		m.show(m.at)
		return nil
	}
	if m.at+1 < len(m.text.pieces) {
		m.show(m.at + 1)
		return nil
	}
	return m.next("")
}

// next leaves the lesson forward: to its questions once, if it has open ones, then to the lesson after it.
func (m *reading) next(string) error {
	if m.held { // the questions that count come after a text that was shown
		m.show(m.at)
		return nil
	}
	m.Leave(true)
	m.refresh()
	if m.unanswered() > 0 {
		m.at = len(m.text.pieces) - 1 // whoever left the rest of the text is not led back to it
		return m.questions("")
	}
	if l := m.Course.Next(m.Lesson); l != nil {
		m.open(l, doc.Position{})
		return nil
	}
	m.say(m.follows())
	return nil
}

func (m *reading) back(string) error {
	l := m.Course.Prev(m.Lesson)
	if l == nil {
		m.say(words.T("This is the first lesson."))
		return nil
	}
	m.open(l, doc.Position{})
	return nil
}

func (m *reading) repeat(string) error {
	if m.held && m.before != nil {
		m.sayPretest()
		return nil
	}
	m.show(m.at)
	return nil
}

func (m *reading) up(string) error {
	if m.at == 0 {
		m.say(words.T("This is the beginning of the lesson. %s goes to the lesson before.", called(cmdBack)))
		return nil
	}
	m.show(m.at - 1)
	return nil
}

func (m *reading) top(string) error {
	m.show(0)
	return nil
}

// wayBack returns to where the last jump was taken from.
func (m *reading) wayBack(string) error {
	m.follow(m.Back, words.T("No link, search or %s was taken from anywhere.", called(cmdGo)))
	return nil
}

// wayOn repeats a jump that wayBack undid.
func (m *reading) wayOn(string) error {
	m.follow(m.Forward, words.T("There is nothing to go forward to."))
	return nil
}

// follow shows the place that a step back or forward leads to, or says that there is none.
func (m *reading) follow(way func() bool, none string) {
	if !way() {
		m.say(none)
		return
	}
	text := newLessonText(m.Lesson, m.pace)
	m.present(text, text.find(m.At))
}

// goTo opens a lesson by its number, or by words of its title.
func (m *reading) goTo(arg string) error {
	if n, err := strconv.Atoi(arg); err == nil {
		l := m.Course.At(n)
		if l == nil {
			all, _ := m.Course.Count()
			m.say(words.T("There is no lesson %d; the last one is %d.", n, all))
			return nil
		}
		m.jump(l, doc.Position{})
		return nil
	}
	wanted := lessons.Words(arg)
	if len(wanted) == 0 {
		m.say(words.T("Say which: %[1]s 3, or %[1]s and words of the title.", called(cmdGo)))
		return nil
	}
	var found []int
	all := m.Course.Lessons()
	for i, l := range all {
		if !slices.ContainsFunc(wanted, func(w lessons.Query) bool { return !w.In(lessonName(l)) }) {
			found = append(found, i)
		}
	}
	switch n := len(found); n {
	case 0:
		m.say(words.T("No title has these words; %s looks through the text.", called(cmdSearch)))
	case 1:
		m.jump(all[found[0]], doc.Position{})
	default:
		m.say(words.N("%d title:", "%d titles:", n, n))
		for _, i := range found {
			m.say("  " + words.T("%d. %s", i+1, lessonName(all[i])))
		}
		m.list = list{pick: (*reading).goTo}
	}
	return nil
}

// where says where the student is.
func (m *reading) where(string) error {
	if n := len(m.text.pieces); n > 1 {
		m.say(words.T("%s. Piece %d of %d.", m.heading(m.Lesson), m.at+1, n))
		return nil
	}
	m.say(words.T("%s.", m.heading(m.Lesson)))
	return nil
}

// paceSetting is the name of the setting that holds the pace.
const paceSetting = "line-pace"

func isPace(s string) bool { return s == paceParagraph || s == paceScreen || s == paceLesson }

// setPace sets how much is shown at a time, and remembers it.
func (m *reading) setPace(arg string) error {
	pace := strings.ToLower(arg)
	now := ""
	for _, p := range []string{paceParagraph, paceScreen, paceLesson} {
		if unaccented(pace) == unaccented(called(p)) {
			pace = p
		}
		if m.pace == p {
			now = called(p)
		}
	}
	if !isPace(pace) {
		m.say(words.T("The pace is %[1]s. It may be %[2]s, %[3]s or %[4]s: %[5]s %[3]s", now, called(paceParagraph), called(paceScreen), called(paceLesson), called(cmdPace)))
		return nil
	}
	at := m.text.start(m.at)
	m.pace, m.text = pace, newLessonText(m.Lesson, pace)
	m.at = m.text.find(at)
	m.Remember(paceSetting, pace)
	switch pace {
	case paceParagraph:
		m.say(words.T("A paragraph at a time."))
	case paceScreen:
		m.say(words.T("A screen at a time."))
	default:
		m.say(words.T("A lesson at a time."))
	}
	return nil
}

// language sets the language that the student is spoken to in, and remembers it.
func (m *reading) language(arg string) error {
	code := words.Match(strings.TrimSpace(arg))
	if code == "" {
		var codes []string
		for _, l := range words.Languages() {
			codes = append(codes, words.T("%s (%s)", l.Code, l.Name))
		}
		m.say(words.T("The language is %s. There are: %s.", words.Spoken().Name, strings.Join(codes, ", ")))
		return nil
	}
	words.Speak(code)
	m.Remember(words.Setting, code)
	m.say(words.T("Language: %s", words.Spoken().Name))
	return nil
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
