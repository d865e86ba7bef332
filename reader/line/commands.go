package line

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// Commands that sentences name.
const (
	cmdBack     = "back"
	cmdContents = "contents"
	cmdExam     = "exam"
	cmdGo       = "go"
	cmdHandIn   = "results"
	cmdHelp     = "help"
	cmdHit      = "hit"
	cmdJump     = "jump"
	cmdMark     = "mark"
	cmdNote     = "note"
	cmdOpen     = "open"
	cmdPace     = "pace"
	cmdPicture  = "picture"
	cmdPretest  = "before"
	cmdProgress = "progress"
	cmdQuit     = "quit"
	cmdRepeat   = "repeat"
	cmdReview   = "review"
	cmdSearch   = "search"
	cmdAsk      = "questions"
)

// command is one row of the table of commands.
type command struct {
	name   string
	letter string // a letter or sign that stands for it; "" for none
	takes  string // what follows it, for help, in English; "" if nothing does
	help   string // in English
	do     func(m *reading, arg string) error
}

// commands is the table from which commands are understood and help is written.
// A command may be shortened to any beginning that no other has.
func commands() []command {
	return []command{
		{"more", "", "", "read on; an empty line does the same", (*reading).more},
		{cmdRepeat, "r", "", "say it again", (*reading).repeat},
		{"up", "u", "", "what stood before it", (*reading).up},
		{"top", "t", "", "the beginning of the lesson", (*reading).top},
		{"next", "n", "", "next lesson, its questions first", (*reading).next},
		{cmdBack, "b", "", "lesson before", (*reading).back},
		{cmdGo, "g", "N or WORDS", "a lesson by its number or words of its title", (*reading).goTo},
		{cmdContents, "c", "[all]", "the lessons of this page, and the other pages", (*reading).contents},
		{cmdSearch, "s", "WORDS", "search the whole course", (*reading).search},
		{cmdHit, "", "N", "go to a hit of the search", (*reading).hit},
		{"return", "[", "", "back to where a link, a search or go was taken from", (*reading).wayBack},
		{"forward", "]", "", "forward again", (*reading).wayOn},
		{"links", "l", "", "links of the lesson with their addresses", (*reading).links},
		{cmdOpen, "o", "N", "follow a link; an address outside opens in the browser", (*reading).openLink},
		{"later", "", "N", "keep a link to read later; without a number, the list", (*reading).later},
		{cmdAsk, "a", "", "the questions of the lesson", (*reading).questions},
		{cmdPretest, "", "", "the questions that come before reading, where there are any", (*reading).pretest},
		{cmdExam, "", "", "the questions of the whole course in one run", (*reading).exam},
		{cmdReview, "", "", "the questions that you are about to forget", (*reading).review},
		{cmdProgress, "p", "", "how much is read, how the questions went", (*reading).progress},
		{cmdHandIn, "", "", "write your results into a file, which you hand in", (*reading).handIn},
		{"bookmark", "", "", "remember this paragraph; again forgets it", (*reading).bookmark},
		{cmdNote, "", "TEXT", "write a note at this paragraph", (*reading).note},
		{"notes", "", "", "notes and bookmarks", (*reading).notes},
		{cmdMark, "", "LETTER", "mark this place", (*reading).mark},
		{cmdJump, "'", "LETTER", "go to a mark", (*reading).toMark},
		{cmdPicture, "", "", "the pictures of the lesson, drawn in characters", (*reading).picture},
		{cmdPace, "", "paragraph, screen or lesson", "how much is read at a time", (*reading).setPace},
		{"language", "", "CODE", "the language that you are spoken to in", (*reading).language},
		{"where", "w", "", "where you are", (*reading).where},
		{cmdHelp, "h", "", "this list; ? does the same", (*reading).help},
		{cmdQuit, "q", "", "end; your place is kept", func(*reading, string) error { return errQuit }},
	}
}

// called is the word by which a command is given, in the language that is spoken. The word of
// English works beside it, because what people learned or wrote down must go on working.
func called(cmd string) string { return words.Command(cmd) }

// isCommand reports whether a line is that command, in English or in the language that is spoken. Accents may be left out.
func isCommand(typed, cmd string) bool {
	return typed == cmd || unaccented(typed) == unaccented(called(cmd))
}

// obey carries out a command line.
func (m *reading) obey(line string) error {
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
		m.say(words.T("%s may be %s.", typeset.Clean(word), strings.Join(like, " "+words.T("or")+" ")))
	default:
		m.say(words.T("There is no command %s; %s lists them.", typeset.Fit(typeset.Clean(word), 30), called(cmdHelp)))
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

// unaccented is a word as it is compared: many keyboards have no accents, so indice is índice.
func unaccented(word string) string { return text.Folding{}.String(word) }

// findCommand finds a command by its letter, its name, or a beginning of its
// name that no other has; like names those that begin so. Accents may be left out.
func findCommand(word string) (c command, ok bool, like []string) {
	switch word {
	case "/": // as on the screen
		word = cmdSearch
	case "?":
		word = cmdHelp
	case "m", "+":
		word = "more"
	}
	all, typed := commands(), unaccented(word)
	for _, c := range all {
		if word != "" && (word == c.letter || word == c.name || typed == unaccented(called(c.name))) {
			return c, true, nil
		}
	}
	for _, x := range all {
		if typed != "" && (strings.HasPrefix(x.name, word) || strings.HasPrefix(unaccented(called(x.name)), typed)) {
			c = x
			like = append(like, called(x.name))
		}
	}
	return c, len(like) == 1, like
}

// help lists the commands.
func (m *reading) help(string) error {
	m.say(words.T("Commands; the letter in brackets does the same, and so does any clear beginning:"))
	for _, c := range commands() {
		if c.name == cmdHandIn && m.cfg.Record != nil && m.cfg.Desk == nil {
			continue
		}
		name := called(c.name)
		if c.letter != "" {
			name += " (" + c.letter + ")"
		}
		if c.takes != "" {
			name += " " + words.Text(c.takes)
		}
		m.say("  " + name + ": " + words.Text(c.help))
	}
	m.say(words.T("A number alone picks from the list that was shown last."))
	return nil
}
