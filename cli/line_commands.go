package cli

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/reader/typeset"
)

// lineCommand is one row of the table of commands.
type lineCommand struct {
	name   string
	letter string // a letter or sign that stands for it; "" for none
	takes  string // what follows it, for help; "" if nothing does
	help   string
	do     func(m *lineMode, arg string) error
}

// lineCommands is the table from which commands are understood and help is
// written. A command may be shortened to any beginning that no other has.
func lineCommands() []lineCommand {
	return []lineCommand{
		{"more", "", "", "read on; an empty line does the same", (*lineMode).more},
		{"repeat", "r", "", "say it again", (*lineMode).repeat},
		{"up", "u", "", "what stood before it", (*lineMode).up},
		{"top", "t", "", "the beginning of the lesson", (*lineMode).top},
		{"next", "n", "", "next lesson, its questions first", (*lineMode).next},
		{"back", "b", "", "lesson before", (*lineMode).back},
		{"go", "g", "N or WORDS", "a lesson by its number or words of its title", (*lineMode).goTo},
		{"contents", "c", "[all]", "the lessons of this page, and the other pages", (*lineMode).contents},
		{"search", "s", "WORDS", "search the whole course", (*lineMode).search},
		{"hit", "", "N", "go to a hit of the search", (*lineMode).hit},
		{"return", "[", "", "back to where a link, a search or go was taken from", (*lineMode).wayBack},
		{"forward", "]", "", "forward again", (*lineMode).wayOn},
		{"links", "l", "", "links of the lesson with their addresses", (*lineMode).links},
		{"open", "o", "N", "follow a link; an address outside opens in the browser", (*lineMode).openLink},
		{"later", "", "N", "keep a link to read later; without a number, the list", (*lineMode).later},
		{"questions", "a", "", "the questions of the lesson", (*lineMode).questions},
		{"exam", "", "", "the questions of the whole course in one run", (*lineMode).exam},
		{"progress", "p", "", "how much is read, how the questions went", (*lineMode).progress},
		{"bookmark", "", "", "remember this paragraph", (*lineMode).bookmark},
		{"note", "", "TEXT", "write a note at this paragraph", (*lineMode).note},
		{"notes", "", "", "notes and bookmarks", (*lineMode).notes},
		{"mark", "", "LETTER", "mark this place", (*lineMode).mark},
		{"jump", "'", "LETTER", "go to a mark", (*lineMode).toMark},
		{"picture", "", "", "the pictures of the lesson, drawn in characters", (*lineMode).picture},
		{"pace", "", "paragraph, screen or lesson", "how much is read at a time", (*lineMode).setPace},
		{"where", "w", "", "where you are", (*lineMode).where},
		{"help", "h", "", "this list; ? does the same", (*lineMode).help},
		{"quit", "q", "", "end; your place is kept", func(*lineMode, string) error { return errQuit }},
	}
}

// obey does what a line says.
func (m *lineMode) obey(line string) error {
	line = strings.TrimSpace(line)
	if line == "" {
		return m.more("")
	}
	if n, err := strconv.Atoi(line); err == nil {
		return m.number(n)
	}
	word, arg := splitCommand(line)
	c, ok, like := findCommand(word)
	switch {
	case ok:
		return c.do(m, arg)
	case len(like) > 0:
		m.say("%s may be %s.", typeset.Clean(word), strings.Join(like, " or "))
	default:
		m.say("There is no command %s; help lists them.", typeset.Fit(typeset.Clean(word), 30))
	}
	return nil
}

// splitCommand takes a line apart. A sign needs no space behind it: /words, ?
func splitCommand(line string) (word, arg string) {
	r, size := utf8.DecodeRuneInString(line)
	if !unicode.IsLetter(r) && r != ':' {
		return line[:size], strings.TrimSpace(line[size:])
	}
	word, arg, _ = strings.Cut(strings.TrimPrefix(line, ":"), " ")
	return strings.ToLower(word), strings.TrimSpace(arg)
}

// findCommand finds a command by its letter, its name, or a beginning of its
// name that no other has; like names those that begin so.
func findCommand(word string) (c lineCommand, ok bool, like []string) {
	switch word {
	case "/": // as on the screen
		word = "search"
	case "?":
		word = "help"
	case "m", "+":
		word = "more"
	}
	all := lineCommands()
	for _, c := range all {
		if word != "" && (word == c.letter || word == c.name) {
			return c, true, nil
		}
	}
	for _, x := range all {
		if word != "" && strings.HasPrefix(x.name, word) {
			c = x
			like = append(like, x.name)
		}
	}
	return c, len(like) == 1, like
}

// help lists the commands.
func (m *lineMode) help(string) error {
	m.say("Commands; the letter in brackets does the same, and so does any clear beginning:")
	for _, c := range lineCommands() {
		name := c.name
		if c.letter != "" {
			name += " (" + c.letter + ")"
		}
		if c.takes != "" {
			name += " " + c.takes
		}
		m.say("  %s: %s", name, c.help)
	}
	m.say("A number alone picks from the list that was shown last.")
	return nil
}

// lineList is the list that was shown last, from which a bare number picks.
type lineList struct {
	what  string // "lesson", "link", "hit" or "note"; "" when there is none
	spots []lineSpot
}

// number picks from the list that was shown last.
func (m *lineMode) number(n int) error {
	arg := strconv.Itoa(n)
	switch m.list.what {
	case "lesson":
		return m.goTo(arg)
	case "link":
		return m.openLink(arg)
	case "hit", "note":
		return m.pick(n)
	}
	m.say("go %d opens lesson %d, open %d follows link %d.", n, n, n, n)
	return nil
}

// one reads a number from 1 to most, and says what is wrong with others.
func (m *lineMode) one(arg, what string, most int) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(arg))
	switch {
	case most == 0:
		m.say("There is no %s here.", what)
	case err != nil:
		m.say("Say which %s by its number, from 1 to %d.", what, most)
	case n < 1 || n > most:
		m.say("There is no %s %d; they go from 1 to %d.", what, n, most)
	default:
		return n, true
	}
	return 0, false
}

// where says where the student is.
func (m *lineMode) where(string) error {
	line := upperFirst(m.name(m.lesson)) + "."
	if n := len(m.text.pieces); n > 1 {
		line += fmt.Sprintf(" Piece %d of %d.", m.at+1, n)
	}
	m.say("%s", line)
	return nil
}

func isPace(s string) bool { return s == paceParagraph || s == paceScreen || s == paceLesson }

// setPace sets how much is shown at a time, and remembers it.
func (m *lineMode) setPace(arg string) error {
	pace := strings.ToLower(arg)
	if !isPace(pace) {
		m.say("The pace is %s. It may be paragraph, screen or lesson: pace screen", m.pace)
		return nil
	}
	at := m.text.start(m.at)
	m.pace, m.text = pace, newLineText(m.lesson, pace)
	m.at = m.text.find(at)
	m.save(func() error { return m.record.SaveSetting("line-pace", pace) })
	m.say("A %s at a time.", pace)
	return nil
}
